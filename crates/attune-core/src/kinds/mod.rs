//! The kinds of documents. A further kind is one new file here: its fields or
//! facts, what it answers, how it is projected, and the rule by which it stands
//! (`around`); then its line in the `KINDS` table and its command.
//!
//! What a person sees is a *projection* of a document: plain columns that
//! lists, search and screens read without loading anything.

pub(crate) mod around;
pub mod checkin;
pub mod feeling;
pub mod gratitude;
pub(crate) mod heard;
pub(crate) mod heart;
pub mod journal;
pub(crate) mod note;
pub mod noted;
pub mod pause;
pub mod profile;
pub mod pulse;
pub mod reflection;
pub mod reminders;
pub(crate) mod reply;
pub mod rhythm;
pub mod ritual;
pub mod sealed;
pub mod settings;
pub(crate) mod side;
pub mod talk;
pub mod tried;

use crate::brought::{MAX_ORIGIN, MAX_WRITER};
use crate::document::{Field, FieldType, Merged, Shape};
use crate::header::{Audience, Writers};
use crate::record::RecordType;
use crate::time::{Day, Now, Timestamp, Week};
use around::{Around, Made, Standing};
use sealed::Seals;
use serde::{Deserialize, Serialize};

/// The longest prose, in bytes. A page of a million characters fits.
pub const MAX_PROSE: usize = 4 * 1024 * 1024;
/// The longest one-line value, in bytes.
pub const MAX_LINE: usize = 8 * 1024;

/// Fields that every edited kind begins with: the civil day in the writer's
/// zone, the instant, and the offset they wrote at. Fixed by the first change.
pub(crate) const DAY: Field = Field::fixed("day", FieldType::Line, 10);
pub(crate) const CREATED: Field = Field::fixed("created", FieldType::Number, 8);
pub(crate) const OFFSET: Field = Field::fixed("offset", FieldType::Number, 8);

/// "Share this once we are paired": `read` or `write`. Only private documents
/// have it.
pub(crate) const WISH: Field = Field::new("wish", FieldType::Line, 8);
/// The shared document that a private one became. The link goes this way only,
/// so the partner learns nothing of the private one.
pub(crate) const SHARED_AS: Field = Field::new("shared-as", FieldType::Line, 32);
/// Where it came from, if it was brought in. Only private documents have it.
pub(crate) const ORIGIN: Field = Field::fixed("origin", FieldType::Line, MAX_ORIGIN);
/// The name of whoever wrote it, if it was brought in and is not one's own. Only
/// private documents have it.
pub(crate) const BY: Field = Field::fixed("by", FieldType::Line, MAX_WRITER);

/// What a kind is.
pub(crate) struct Kind {
    /// Its name in headers, in the terminal and in the projection.
    pub(crate) name: &'static str,
    /// Its automerge fields; empty for a kind that is made of facts.
    pub(crate) shape: Shape,
    /// The facts it is made of.
    pub(crate) facts: &'static [RecordType],
    /// Whether it shows in lists and search as an entry.
    pub(crate) listed: bool,
    /// What it answers; `None` for one that stands by itself.
    pub(crate) answers: Option<Answers>,
    /// How it becomes plain columns.
    pub(crate) project: Projects,
    /// The field that holds the entry's title; empty if it has none.
    pub(crate) title_field: &'static str,
    /// The field that holds the entry's body.
    pub(crate) body_field: &'static str,
    /// Who may be the writers of one that is shared. (A private one has only
    /// its owner, whatever its kind.)
    pub(crate) writers: &'static [Writers],
    /// Whether one can be ended.
    pub(crate) ends: Ends,
}

/// What a kind answers.
#[derive(Clone, Copy)]
pub(crate) struct Answers {
    /// These kinds.
    pub(crate) to: &'static [&'static str],
    /// Whether one may be seen, held against the documents that it names.
    pub(crate) stands: fn(&Made<'_>, &dyn Around) -> Standing,
}

/// How documents of a kind become plain columns.
#[derive(Clone, Copy)]
pub(crate) enum Projects {
    /// From their merged changes: the title's field and the body's, and no more.
    Fields,
    /// From their merged changes, and what facts stand beside them.
    Changes(fn(&Made<'_>) -> Projection),
    /// From their facts alone; `None` where those make no document of the kind.
    Facts(fn(&Made<'_>) -> Option<Projection>),
    /// From sealed facts, which open by what they name: the vault does that.
    Seals(Seals),
}

/// Whether documents of a kind can be deleted, or taken back. Any that answers
/// another ends with that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// By whoever may write it.
    ByWhoeverWrites,
    /// Only with what it answers: something else rests on it.
    WithItsPage,
    /// What both stand on, or what could not be brought back as it was.
    Never,
}

impl Kind {
    /// What most kinds are: an entry that its owner writes, of one text, and that
    /// stands by itself. A kind says where it differs.
    const WRITTEN: Self = Self {
        name: "",
        shape: &[],
        facts: &[],
        listed: true,
        answers: None,
        project: Projects::Fields,
        title_field: "",
        body_field: "text",
        writers: &[Writers::Owner],
        ends: Ends::ByWhoeverWrites,
    };
    /// The same, made of facts, which show beside something else.
    const OF_FACTS: Self =
        Self { listed: false, project: Projects::Facts(|_| None), body_field: "", ..Self::WRITTEN };

    /// A kind of answers that are sealed until both have given theirs.
    const fn sealed(name: &'static str, seals: Seals) -> Self {
        Self {
            name,
            facts: &[
                RecordType::SEALED_ANSWER,
                RecordType::KEY_RELEASE,
                RecordType::PRIVATE_ANSWER,
            ],
            listed: true,
            project: Projects::Seals(seals),
            ends: Ends::Never,
            ..Self::OF_FACTS
        }
    }

    /// Whether a document of this kind may have such a header.
    pub(crate) fn allows(&self, audience: Audience, writers: Writers) -> bool {
        match audience {
            Audience::Own => writers == Writers::Owner,
            Audience::Pair(_) => self.writers.contains(&writers),
        }
    }

    /// Whether its documents hold changes, and not facts alone.
    pub(crate) fn is_edited(&self) -> bool {
        matches!(self.project, Projects::Fields | Projects::Changes(_))
    }

    /// Whether it answers documents of that kind.
    pub(crate) fn may_answer(&self, kind: &str) -> bool {
        self.answers.is_some_and(|answers| answers.to.contains(&kind))
    }

    /// Whether it is an entry that is edited, so that it can be typed, shared
    /// and brought back.
    pub(crate) fn is_edited_entry(&self) -> bool {
        self.listed && self.is_edited()
    }

    /// The plain columns of a document of this kind; `None` where it makes none,
    /// and for sealed ones.
    pub(crate) fn projected(&self, made: &Made<'_>) -> Option<Projection> {
        match self.project {
            Projects::Fields => {
                made.merged.map(|_| Projection::of(made, self.title_field, self.body_field))
            }
            Projects::Changes(project) => made.merged.map(|_| project(made)),
            Projects::Facts(project) => project(made),
            Projects::Seals(_) => None,
        }
    }
}

/// Every kind this version knows.
pub(crate) const KINDS: &[&Kind] = &[
    &journal::KIND,
    &gratitude::KIND,
    &feeling::KIND,
    &reflection::KIND,
    &heard::KIND,
    &reply::KIND,
    &heart::KIND,
    &noted::KIND,
    &ritual::KIND,
    &note::KIND,
    &checkin::KIND,
    &pulse::KIND,
    &pause::KIND,
    &side::KIND,
    &talk::DRAW,
    &talk::CARD,
    &talk::STAYED,
    &tried::KIND,
    &settings::KIND,
    &profile::KIND,
];

/// The kind called `name`, if this version knows it.
pub(crate) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name).copied()
}

/// The names of kinds that show as entries.
pub fn listed_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().filter(|kind| kind.listed).map(|kind| kind.name)
}

/// When somebody did something, as a fact claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moment {
    /// The civil day where they were.
    pub(crate) day: Day,
    /// The instant.
    pub(crate) at: Timestamp,
    /// Their offset from UTC, in minutes east.
    pub(crate) offset_minutes: i16,
}

impl From<&Now> for Moment {
    fn from(now: &Now) -> Self {
        Self { day: now.day, at: now.at, offset_minutes: now.offset_minutes }
    }
}

/// What an entry of one kind holds beside its title and its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Detail {
    /// A journal page's.
    Journal(journal::Page),
    /// A feeling's.
    Feeling(feeling::Feeling),
    /// What a listener said back.
    Reflection(reflection::SaidBack),
    /// How that was received.
    Heard(reflection::Answer),
    /// What a person noted for themselves.
    Noted(noted::Note),
    /// A pause.
    Pause(Box<pause::Pause>),
    /// A drawn card.
    Draw(talk::Draw),
    /// A ritual's.
    Ritual(ritual::Ritual),
}

/// A document in plain columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) day: Day,
    pub(crate) created: Timestamp,
    pub(crate) offset_minutes: i16,
    /// The week or the month it is for.
    pub(crate) period: Option<String>,
    pub(crate) detail: Option<Detail>,
}

/// The widest offset from UTC that is shown, in minutes.
const WIDEST_OFFSET: i16 = 18 * 60;

impl Projection {
    /// The columns every edited kind has, with `title` and `body` from fields.
    pub(crate) fn of(made: &Made<'_>, title: &str, body: &str) -> Self {
        let nothing = Merged::nothing();
        let merged = made.merged.unwrap_or(&nothing);
        let created = Timestamp::clamped(merged.number("created").unwrap_or_default());
        let offset = merged.number("offset").unwrap_or_default();
        let offset_minutes =
            i16::try_from(offset).unwrap_or_default().clamp(-WIDEST_OFFSET, WIDEST_OFFSET);
        let day = merged
            .text("day")
            .parse()
            .unwrap_or_else(|_| Now::from_millis(created.millis(), offset_minutes).day);
        Self {
            title: if title.is_empty() { String::new() } else { merged.text(title).to_owned() },
            body: merged.text(body).to_owned(),
            day,
            created,
            offset_minutes,
            period: merged.text("week").parse().ok().map(|week: Week| week.to_string()),
            detail: None,
        }
    }

    /// The columns of a fact that was made at `moment`, without any words.
    pub(crate) fn at(moment: &Moment) -> Self {
        Self {
            title: String::new(),
            body: String::new(),
            day: moment.day,
            created: Timestamp::clamped(moment.at.millis()),
            offset_minutes: moment.offset_minutes.clamp(-WIDEST_OFFSET, WIDEST_OFFSET),
            period: None,
            detail: None,
        }
    }
}

/// A document stands that answers one of the kinds it may answer.
pub(crate) fn by_what_it_answers(made: &Made<'_>, around: &dyn Around) -> Standing {
    match made.answered(around) {
        Err(standing) => standing,
        Ok(_) => Standing::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(field: &Field) -> String {
        let holds = match field.kind {
            FieldType::Line => "line",
            FieldType::Prose => "prose",
            FieldType::Number => "number",
            FieldType::Set => "set",
        };
        format!("`{}` {holds}", field.name)
    }

    /// As the table of `docs/data.md` has it. What every edited kind has is told
    /// beside the table.
    fn row(kind: &Kind) -> [String; 6] {
        let beside = [DAY, CREATED, OFFSET, WISH, SHARED_AS, ORIGIN, BY].map(|field| field.name);
        let own = kind.shape.iter().filter(|field| !beside.contains(&field.name));
        let named = |fact: &RecordType| {
            RecordType::KNOWN.iter().find(|(known, _)| known == fact).unwrap().1.to_owned()
        };
        let writers = match kind.writers {
            [] => "nobody",
            [Writers::Owner] => "owner",
            [Writers::Both] => "both",
            _ => "owner, or both",
        };
        [
            format!("`{}`", kind.name),
            own.map(field).collect::<Vec<_>>().join(", "),
            kind.facts.iter().map(named).collect::<Vec<_>>().join(", "),
            kind.answers
                .iter()
                .flat_map(|answers| answers.to)
                .map(|kind| format!("`{kind}`"))
                .collect::<Vec<_>>()
                .join(", "),
            writers.to_owned(),
            match kind.ends {
                Ends::Never => "no",
                Ends::WithItsPage => "with what it answers",
                Ends::ByWhoeverWrites => "yes",
            }
            .to_owned(),
        ]
    }

    #[test]
    fn every_kind_is_told_as_it_is() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data.md");
        let page = std::fs::read_to_string(page).unwrap();
        let heading = "| kind | automerge fields | facts | answers | who writes a shared one | can be ended |";
        let lines = page.lines().skip_while(|line| *line != heading).skip(2);
        let told: Vec<Vec<&str>> = lines
            .take_while(|line| line.starts_with('|'))
            .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        let rows: Vec<[String; 6]> = KINDS.iter().map(|kind| row(kind)).collect();
        assert_eq!(told, rows);

        let has = |kind: &Kind, name| kind.shape.iter().any(|field| field.name == name);
        let edited: Vec<&&Kind> = KINDS.iter().filter(|kind| !kind.shape.is_empty()).collect();
        for each in [DAY, CREATED, OFFSET] {
            assert!(edited.iter().all(|kind| has(kind, each.name)), "{}", each.name);
        }
        let with = |name| -> Vec<&str> {
            KINDS.iter().filter(|kind| has(kind, name)).map(|kind| kind.name).collect()
        };
        let entries = ["journal", "gratitude", "feeling", "ritual", "note", "side", "talk"];
        assert_eq!(with(WISH.name), entries);
        let mut entries = entries.to_vec();
        entries.insert(6, "card");
        assert_eq!(with(SHARED_AS.name), entries);
        let mut entries = vec!["journal", "gratitude", "feeling", "side", "card", "talk"];
        assert_eq!(with(BY.name), entries);
        entries.insert(3, "ritual");
        entries.push("checkin-try");
        assert_eq!(with(ORIGIN.name), entries);
    }
}
