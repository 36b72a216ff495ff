//! What the screens show: plain values, read from the vault by the worker and
//! never by a view. Cloning and comparing them is cheap enough to do at will.

use super::answers::{Reflection, Responses, Waits};
use super::backing;
use super::carrying::Carrying;
use super::choosing::Kinds;
use super::coming::Coming;
use super::forms;
use super::marked::Mark;
use super::overtime::OverTime;
use super::pausing::Pause;
use super::preferences::Preferences;
use super::pulse::Pulses;
use super::rituals::{Notes, Ritual};
use super::talk::Table;
use super::thread::Threads;
use super::together::Moment;
use crate::feelings;
use crate::link;
pub(crate) use crate::marks::{Place, Reach, Whose};
use attune_core::command::Choice;
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal;
use attune_core::kinds::sealed::SealState;
use attune_core::search::found_words;
use attune_core::time::{Day, Now, Timestamp, Week, Weekday};
use attune_core::vault::{Backups, Draft, Inks, OwnCard};
use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything the screens show.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    /// How far in a person is.
    pub(crate) phase: Phase,
    /// What was read from the vault.
    pub(crate) shown: Shown,
    /// The entry that is open, once it was read.
    pub(crate) page: Option<Page>,
    /// What that entry said before, once it was read.
    pub(crate) history: Option<(DocumentId, Vec<Earlier>)>,
    /// What was found, for which words.
    pub(crate) found: Found,
    /// How the connection stands.
    pub(crate) standing: link::Standing,
    /// Where a pairing stands.
    pub(crate) pairing: link::Pairing,
    /// What goes out as plain files, and what comes in from them.
    pub(crate) carrying: Carrying,
    /// How far a backup is.
    pub(crate) backing: backing::Stage,
    /// How far a backup that is being restored is.
    pub(crate) restoring: f32,
    /// What came while somebody looks.
    pub(crate) coming: Coming,
    /// The soul talk that goes on, or is offered.
    pub(crate) table: Table,
    /// What went wrong last, in a sentence.
    pub(crate) trouble: Option<String>,
    /// What was deleted and can be brought back.
    pub(crate) deleted: Option<Deleted>,
    /// Which choice between wordings can be taken back.
    pub(crate) settled: Option<Settled>,
    /// Today, where the person is.
    pub(crate) today: Day,
    /// The moment last told, for what is left of a time.
    pub(crate) now: Now,
    /// The hour of the day, for the greeting.
    pub(crate) hour: i8,
    /// How the window is to be.
    pub(crate) preferences: Preferences,
    /// What of the timeline is to be seen.
    pub(crate) timeline: Arc<Vec<Moment>>,
    /// Which pages of the journal are, by their places in it.
    pub(crate) pages: Arc<Vec<u32>>,
}

/// How far in a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nothing is known yet, or the vault is being made or opened.
    Waiting,
    /// There is no profile yet.
    FirstRun,
    /// The recovery key of a new profile, until it is written down.
    Recovery(String),
    /// A passphrase is asked for.
    Locked,
    /// Nothing can be shown; the sentence says why.
    Closed(String),
    /// The vault is damaged, and can be mended; the sentence says where it lies.
    Damaged(String),
    /// Open.
    Open,
}

/// What was read from the vault in one go.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// This person's name.
    pub(crate) me: String,
    /// The partner's; empty if they left it empty.
    pub(crate) partner: Option<String>,
    /// What the words of the two are set in.
    pub(crate) inks: Inks,
    /// Every device.
    pub(crate) devices: Vec<Device>,
    /// Journal pages, newest first. Ten years of rows are shared with the worker,
    /// which frees them: that takes longer than a frame.
    pub(crate) journal: Arc<Vec<Row>>,
    /// The tags of all pages, the most used first.
    pub(crate) tags: Arc<Vec<Mark>>,
    /// Their moods, the same way.
    pub(crate) moods: Arc<Vec<Mark>>,
    /// Thanks, newest first.
    pub(crate) thanks: Arc<Vec<Row>>,
    /// The lines of thanks on threads, by year.
    pub(crate) threads: Arc<Threads>,
    /// Feelings, newest first.
    pub(crate) feelings: Arc<Vec<Row>>,
    /// What stayed of soul talks, newest first.
    pub(crate) stayed: Arc<Vec<Row>>,
    /// The couple's own cards, newest first.
    pub(crate) cards: Vec<OwnCard>,
    /// What waits for this person: to be heard, or to say that they are.
    pub(crate) waits: Vec<Waits>,
    /// What the two agreed on as next steps after pauses, newest first.
    pub(crate) steps: Arc<Vec<Row>>,
    /// All of that, the notes, the check-ins and the opened signs, by day, the newest
    /// first.
    pub(crate) timeline: Arc<Vec<Moment>>,
    /// Whether anything of it is a partner's, of now or of before.
    pub(crate) theirs: bool,
    /// Whether both write a page, or did.
    pub(crate) ours: bool,
    /// What the months brought.
    pub(crate) over_time: Arc<OverTime>,
    /// Private entries that are to be shared once there is a partner.
    pub(crate) wishes: Vec<Row>,
    /// How many private entries there are beside those.
    pub(crate) private: usize,
    /// The week being offered.
    pub(crate) checkin: Checkin,
    /// Weeks that anybody answered, newest first.
    pub(crate) weeks: Vec<Checkin>,
    /// The monthly signs.
    pub(crate) pulses: Pulses,
    /// The rituals that are kept now, by their time of day.
    pub(crate) rituals: Vec<Ritual>,
    /// The notes of the two.
    pub(crate) notes: Notes,
    /// The pause that is under way.
    pub(crate) pause: Option<Pause>,
    /// What the two last agreed on in a pause, and when that one began.
    pub(crate) agreed: Option<(Timestamp, String)>,
    /// What is unfinished, newest first.
    pub(crate) drafts: Vec<Draft>,
    /// How many shared entries the partner's device has not confirmed.
    pub(crate) waiting: u64,
    /// Entries that could not be read.
    pub(crate) set_aside: u64,
    /// Things of the partner's that break a rule, and are kept out of sight.
    pub(crate) hidden: u64,
    /// Whether both were equal at the last contact.
    pub(crate) in_step: bool,
    /// Where the profile lies.
    pub(crate) folder: PathBuf,
    /// The part of that path that something seems to copy to a cloud.
    pub(crate) cloud: Option<String>,
    /// How it stands with backups.
    pub(crate) backups: Backups,
    /// Whether a passphrase protects it.
    pub(crate) protected: bool,
}

/// A device of either person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Device {
    /// What its person calls it.
    pub(crate) name: String,
    /// Whose it is.
    pub(crate) whose: Whose,
    /// Whether it is this one.
    pub(crate) here: bool,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A journal page.
    Journal,
    /// A line of thanks.
    Thanks,
    /// A check-in.
    Checkin,
    /// A ritual.
    Ritual,
    /// A note.
    Note,
    /// A feeling.
    Feeling,
    /// What was said back to something.
    SaidBack,
    /// One's own side of a pause.
    Side,
    /// What stayed of a soul talk.
    Stayed,
    /// A next step that the two agreed on in a pause.
    Step,
    /// The six signs of a month.
    Pulse,
    /// Something a newer version made.
    Other,
}

/// An entry as one line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Which.
    pub(crate) id: DocumentId,
    /// What it is.
    pub(crate) kind: Kind,
    /// Its title; often empty.
    pub(crate) title: String,
    /// Its first words; of thanks, all of them.
    pub(crate) words: String,
    /// Whose it is.
    pub(crate) whose: Whose,
    /// Its author's name, which ten years of rows share.
    pub(crate) author: Arc<str>,
    /// The civil day where it was written.
    pub(crate) day: Day,
    /// When it claims to have been begun.
    pub(crate) begun: Timestamp,
    /// Who may read and write.
    pub(crate) reach: Reach,
    /// The name of whom it was shared with, if this person has left them since.
    pub(crate) former: Option<Arc<str>>,
    /// Both write it, or did until they were a pair no more.
    pub(crate) both_wrote: bool,
    /// Where it is.
    pub(crate) place: Place,
    /// A frozen copy of one's own, of what has ended.
    pub(crate) kept: bool,
    /// A copy kept of what the partner took back.
    pub(crate) taken_back: bool,
    /// Somebody else wrote it, and this person brought it in.
    pub(crate) brought: bool,
    /// It has two wordings of the same words.
    pub(crate) clashes: bool,
    /// What it says beside its words: most pages nothing.
    pub(crate) beside: Option<Box<Beside>>,
    /// The hearts and lines under it.
    pub(crate) responses: Responses,
    /// The entry it answers.
    pub(crate) answers: Option<DocumentId>,
}

/// What an entry says beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Beside {
    /// What a feeling is.
    Feeling(Feeling),
    /// The mood and the tags of a page.
    Page(journal::Page),
}

/// An entry to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// What its line in a list says.
    pub(crate) row: Row,
    /// The whole text.
    pub(crate) body: String,
    /// Who wrote which words of a page that both write, from its begin to its
    /// end; empty where that is not told.
    pub(crate) hands: Vec<Hand>,
    /// The wordings where two people changed the same words at once.
    pub(crate) versions: Vec<Wording>,
    /// How often it was written, the first time included.
    pub(crate) revisions: u64,
    /// It holds something that only a newer version knows.
    pub(crate) newer: bool,
    /// Whether it has been deleted.
    pub(crate) deleted: bool,
    /// How it stands between the two.
    pub(crate) reflection: Reflection,
}

/// Words that follow each other and were written by one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hand {
    /// Which.
    pub(crate) whose: Whose,
    /// How many bytes of the text they are.
    pub(crate) bytes: usize,
}

/// One of several wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    /// Whose.
    pub(crate) author: String,
    /// Which of the two.
    pub(crate) whose: Whose,
    /// The wording.
    pub(crate) text: String,
    /// The day its writer's page was last changed before the two met, and the
    /// time as "14:05"; as far as that was kept.
    pub(crate) at: Option<(Day, String)>,
    /// Where in the body the wordings meet; `None` for a title's.
    pub(crate) place: Option<Range<usize>>,
    /// How to choose it.
    pub(crate) choice: Choice,
}

/// A choice between wordings that can be taken back: what stood before.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settled {
    /// The page.
    pub(crate) id: DocumentId,
    /// Its text before.
    pub(crate) before: String,
    /// Its text after, once that was told. Whoever has written since would lose
    /// that.
    pub(crate) after: Option<String>,
    /// When, by the window's own clock, in seconds.
    pub(crate) since: f64,
}

/// What an entry said at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// Who wrote it.
    pub(crate) author: String,
    /// The day.
    pub(crate) day: Day,
    /// The time of day, as "14:05".
    pub(crate) time: String,
    /// Written before the entry was shared; only this person has it.
    pub(crate) before_sharing: bool,
    /// The title; often empty.
    pub(crate) title: String,
    /// The text.
    pub(crate) body: String,
}

/// How a week stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checkin {
    /// The week.
    pub(crate) week: Week,
    /// How it stands.
    pub(crate) state: SealState,
    /// My answers.
    pub(crate) mine: Option<Answers>,
    /// What I answered beside them on another device of mine; it does not count.
    pub(crate) mine_also: Vec<Answers>,
    /// The partner's, once open.
    pub(crate) theirs: Option<Answers>,
    /// Whether the partner has sealed theirs, and I have not answered.
    pub(crate) asked: bool,
    /// The later of the days on which the two answered, once both are open.
    pub(crate) opened: Option<Day>,
    /// What we said we would try.
    pub(crate) tries: Vec<(Whose, String)>,
    /// The couple's day.
    pub(crate) weekday: Weekday,
    /// The partner answered more than once; the first counts.
    pub(crate) also_answered: bool,
    /// What the week before said we would try.
    pub(crate) before: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Found {
    /// What these finds belong to.
    pub(crate) of: Looked,
    /// The newest of them.
    pub(crate) rows: Vec<Find>,
    /// Whether there are more than these.
    pub(crate) more: bool,
}

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Looked {
    /// The words.
    pub(crate) query: String,
    /// Among these.
    pub(crate) among: Among,
}

/// Where words are looked for: everywhere, before any of it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Among {
    /// In these kinds; in every kind with none of them.
    pub(crate) kinds: Kinds,
    /// In what one of the two wrote; either of them with `None`.
    pub(crate) by: Option<Whose>,
}

/// An entry that has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Find {
    /// Its line.
    pub(crate) row: Row,
    /// The words around the find.
    pub(crate) snippet: String,
    /// Where the words stand in its title, or in the sentence of a feeling, in bytes.
    pub(crate) in_title: Vec<Range<usize>>,
    /// Where they stand in the words around.
    pub(crate) in_snippet: Vec<Range<usize>>,
}

impl Find {
    /// The find of `query` in `row`.
    pub(crate) fn new(row: Row, snippet: String, query: &str) -> Self {
        // A feeling's is its sentence.
        let in_title = match row.sentence() {
            Some(sentence) => found_words(&sentence, query),
            None => found_words(&row.title, query),
        };
        let in_snippet = found_words(&snippet, query);
        Self { row, snippet, in_title, in_snippet }
    }
}

/// What was deleted and can be brought back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Deleted {
    /// Which.
    pub(crate) id: DocumentId,
    /// Its title or first words.
    pub(crate) name: String,
    /// Whether the partner had it.
    pub(crate) shared: bool,
    /// When, by the window's own clock, in seconds.
    pub(crate) since: f64,
}

impl Model {
    /// Before anything is known.
    pub(crate) fn new(now: Now, hour: i8) -> Self {
        let today = now.day;
        Self {
            phase: Phase::Waiting,
            shown: Shown::nothing(today),
            page: None,
            history: None,
            found: Found::default(),
            standing: link::Standing::Unpaired,
            pairing: link::Pairing::Idle,
            carrying: Carrying::default(),
            backing: backing::Stage::default(),
            restoring: 0.0,
            coming: Coming::default(),
            table: Table::default(),
            trouble: None,
            deleted: None,
            settled: None,
            today,
            now,
            hour,
            preferences: Preferences::default(),
            timeline: Arc::default(),
            pages: Arc::default(),
        }
    }

    /// The partner's name, or "your partner" where it is not known.
    pub(crate) fn partner_name(&self) -> String {
        self.shown.partner_name()
    }
}

impl Shown {
    /// The entry that is called `id`, if it is in a list.
    pub(crate) fn row_of(&self, id: DocumentId) -> Option<&Row> {
        let lists = [&self.journal, &self.thanks, &self.feelings, &self.stayed];
        lists.into_iter().flat_map(|rows| rows.iter()).find(|row| row.id == id)
    }

    /// How a week stands.
    pub(crate) fn week(&self, week: Week) -> Cow<'_, Checkin> {
        let all = std::iter::once(&self.checkin).chain(&self.weeks);
        match all.into_iter().find(|checkin| checkin.week == week) {
            Some(checkin) => Cow::Borrowed(checkin),
            None => {
                let weekday = self.checkin.weekday;
                Cow::Owned(Checkin { weekday, ..Checkin::nothing(week) })
            }
        }
    }

    /// The week that the check-in's page shows: the one being offered, unless
    /// another is under somebody's hands there.
    pub(crate) fn week_on_page(&self, form: &forms::Checkin) -> Cow<'_, Checkin> {
        match form.week.filter(|_| form.stays()) {
            Some(week) => self.week(week),
            None => Cow::Borrowed(&self.checkin),
        }
    }

    /// Whether this person has answered that week.
    pub(crate) fn has_answered(&self, week: Week) -> bool {
        self.week(week).mine.is_some()
    }

    /// A vault with nothing in it.
    pub(crate) fn nothing(today: Day) -> Self {
        Self {
            me: String::new(),
            partner: None,
            inks: Inks::default(),
            devices: Vec::new(),
            journal: Arc::default(),
            tags: Arc::default(),
            moods: Arc::default(),
            thanks: Arc::default(),
            threads: Arc::default(),
            feelings: Arc::default(),
            stayed: Arc::default(),
            cards: Vec::new(),
            waits: Vec::new(),
            steps: Arc::default(),
            timeline: Arc::default(),
            theirs: false,
            ours: false,
            over_time: Arc::default(),
            wishes: Vec::new(),
            private: 0,
            checkin: Checkin::nothing(today.week()),
            weeks: Vec::new(),
            pulses: Pulses::nothing(today.month()),
            rituals: Vec::new(),
            notes: Notes::default(),
            pause: None,
            agreed: None,
            drafts: Vec::new(),
            waiting: 0,
            set_aside: 0,
            hidden: 0,
            in_step: false,
            folder: PathBuf::new(),
            cloud: None,
            backups: Backups::default(),
            protected: false,
        }
    }

    /// The partner's name, or "your partner" where it is not known.
    pub(crate) fn partner_name(&self) -> String {
        let name = crate::marks::partner_name(self.partner.as_deref());
        super::words::cut_name(&name).into_owned()
    }
}

impl Checkin {
    /// Whether it can be looked back at: open for both, or answered by one who had no
    /// partner then.
    pub(crate) fn is_told(&self) -> bool {
        let alone = self.state == SealState::Open && self.mine.is_some();
        self.state == SealState::Opened || alone
    }

    /// A week that nobody answered.
    pub(crate) fn nothing(week: Week) -> Self {
        Self {
            week,
            state: SealState::Open,
            mine: None,
            mine_also: Vec::new(),
            theirs: None,
            asked: false,
            opened: None,
            tries: Vec::new(),
            weekday: attune_core::time::Weekday::Sunday,
            also_answered: false,
            before: Vec::new(),
        }
    }
}

impl Row {
    /// Whether a person may come upon it by chance: no copy kept of what was taken
    /// back, and nothing of somebody's from before.
    pub(crate) fn may_be_come_upon(&self) -> bool {
        let is_of_before = self.reach == Reach::Left && self.whose == Whose::Theirs;
        !(self.kept || is_of_before)
    }

    /// What to call it: its title, or its first words.
    pub(crate) fn name(&self) -> String {
        let sentence = self.sentence();
        let text = if self.title.trim().is_empty() { &self.words } else { &self.title };
        let text = sentence.as_ref().unwrap_or(text);
        let name = super::words::first_words(text, 72);
        if name.is_empty() { crate::texts::tr!("window-no-words") } else { name }
    }

    /// What a feeling says, in the language of the moment.
    pub(crate) fn sentence(&self) -> Option<String> {
        match self.beside.as_deref() {
            Some(Beside::Feeling(feeling)) => Some(feelings::sentence(feeling)),
            _ => None,
        }
    }

    /// The mood and the tags of a page.
    pub(crate) fn page(&self) -> Option<&journal::Page> {
        match self.beside.as_deref() {
            Some(Beside::Page(page)) => Some(page),
            _ => None,
        }
    }

    /// What stands in a list in its writer's ink: a line of thanks or a note, a feeling,
    /// what stayed of a talk, or a next step.
    pub(crate) fn said(&self) -> Option<String> {
        let is_said = matches!(self.kind, Kind::Thanks | Kind::Note | Kind::Stayed | Kind::Step);
        self.sentence().or_else(|| is_said.then(|| self.words.clone()))
    }

    /// Whether this person may answer it with a heart: it is the partner's too, and
    /// has none of theirs yet.
    pub(crate) fn takes_heart(&self) -> bool {
        let is_theirs = self.whose == Whose::Theirs || self.reach == Reach::BothWrite;
        let is_stayed = self.kind == Kind::Stayed && self.is_shared() && !self.kept;
        is_theirs
            && (self.is_answerable() || is_stayed)
            && !self.responses.has_heart_of(Whose::Mine)
    }

    /// Whether it can be answered at all.
    pub(crate) fn is_answerable(&self) -> bool {
        self.is_shared()
            && !self.kept
            && matches!(self.kind, Kind::Journal | Kind::Thanks | Kind::Feeling)
    }

    /// Whether the partner's words come first: a line of one's own has to wait.
    pub(crate) fn is_heard_first(&self) -> bool {
        self.responses.asks && self.whose == Whose::Theirs
    }

    /// Whether the partner has it, or will have it.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self.reach, Reach::Reads | Reach::BothWrite)
    }

    /// Whether this person may write on it.
    pub(crate) fn is_writable(&self) -> bool {
        use Kind::{Feeling, Journal, Note, Side, Thanks};
        matches!(self.kind, Journal | Thanks | Feeling | Note | Side)
            && !self.kept
            && (self.whose == Whose::Mine || self.reach == Reach::BothWrite)
    }
}
