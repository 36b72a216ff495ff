//! The kinds of documents. A further kind is one new file here: its fields or
//! facts, and how it is projected; then its line in the `KINDS` table and its command.
//!
//! What a person sees is a *projection* of a document: plain columns that
//! lists, search and screens read without loading anything.

pub mod checkin;
pub mod gratitude;
pub mod journal;
pub mod profile;
pub mod settings;
pub mod tried;

use crate::document::{Field, FieldType, Merged, Shape};
use crate::header::{Audience, Writers};
use crate::record::RecordType;
use crate::time::{Day, Timestamp, Week};

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
    /// Plain columns of a merged document; `None` for a kind made of facts,
    /// which the vault projects with what it names.
    pub(crate) project: Option<fn(&Merged) -> Projection>,
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

/// Whether documents of a kind can be deleted, or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// By whoever may write it.
    ByWhoeverWrites,
    /// What both stand on, or what could not be brought back as it was.
    Never,
}

impl Kind {
    /// Whether a document of this kind may have such a header.
    pub(crate) fn allows(&self, audience: Audience, writers: Writers) -> bool {
        match audience {
            Audience::Own => writers == Writers::Owner,
            Audience::Pair(_) => self.writers.contains(&writers),
        }
    }

    /// Whether it is an entry that is edited, so that it can be typed, shared
    /// and brought back.
    pub(crate) fn is_edited_entry(&self) -> bool {
        self.listed && self.project.is_some()
    }
}

/// Every kind this version knows.
pub(crate) const KINDS: &[&Kind] = &[
    &journal::KIND,
    &gratitude::KIND,
    &checkin::KIND,
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

/// A document in plain columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) day: Day,
    pub(crate) created: Timestamp,
    pub(crate) offset_minutes: i16,
    pub(crate) week: Option<Week>,
}

impl Projection {
    /// The columns every edited kind has, with `title` and `body` from fields.
    pub(crate) fn of(merged: &Merged, title: &str, body: &str) -> Self {
        let created = Timestamp::clamped(merged.number("created").unwrap_or_default());
        let offset = merged.number("offset").unwrap_or_default();
        let offset_minutes = i16::try_from(offset).unwrap_or_default().clamp(-1080, 1080);
        let day = merged.text("day").parse().unwrap_or_else(|_| {
            crate::time::Now::from_millis(created.millis(), offset_minutes).day
        });
        Self {
            title: if title.is_empty() { String::new() } else { merged.text(title).to_owned() },
            body: merged.text(body).to_owned(),
            day,
            created,
            offset_minutes,
            week: merged.text("week").parse().ok(),
        }
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
        };
        format!("`{}` {holds}", field.name)
    }

    /// As the table of `docs/data.md` has it. What every edited kind has is told
    /// beside the table.
    fn row(kind: &Kind) -> [String; 5] {
        let beside = [DAY, CREATED, OFFSET, WISH, SHARED_AS].map(|field| field.name);
        let own = kind.shape.iter().filter(|field| !beside.contains(&field.name));
        let named = |fact: &RecordType| {
            RecordType::KNOWN.iter().find(|(known, _)| known == fact).unwrap().1.to_owned()
        };
        let writers = match kind.writers {
            [Writers::Owner] => "owner",
            [Writers::Both] => "both",
            _ => "owner, or both",
        };
        [
            format!("`{}`", kind.name),
            own.map(field).collect::<Vec<_>>().join(", "),
            kind.facts.iter().map(named).collect::<Vec<_>>().join(", "),
            writers.to_owned(),
            if kind.ends == Ends::Never { "no" } else { "yes" }.to_owned(),
        ]
    }

    #[test]
    fn every_kind_is_told_as_it_is() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data.md");
        let page = std::fs::read_to_string(page).unwrap();
        let heading =
            "| kind | automerge fields | facts | who writes a shared one | can be ended |";
        let lines = page.lines().skip_while(|line| *line != heading).skip(2);
        let told: Vec<Vec<&str>> = lines
            .take_while(|line| line.starts_with('|'))
            .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        let rows: Vec<[String; 5]> = KINDS.iter().map(|kind| row(kind)).collect();
        assert_eq!(told, rows);

        let has = |kind: &Kind, name| kind.shape.iter().any(|field| field.name == name);
        let edited: Vec<&&Kind> = KINDS.iter().filter(|kind| !kind.shape.is_empty()).collect();
        for each in [DAY, CREATED, OFFSET] {
            assert!(edited.iter().all(|kind| has(kind, each.name)), "{}", each.name);
        }
        for some in [WISH, SHARED_AS] {
            let with = KINDS.iter().filter(|kind| has(kind, some.name)).map(|kind| kind.name);
            assert_eq!(with.collect::<Vec<_>>(), ["journal", "gratitude"], "{}", some.name);
        }
    }
}
