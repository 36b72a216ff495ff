//! Rituals and the loving note: what the screens show of them, and what is being
//! filled in about them.

use super::model::{Reach, Row, Whose};
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::reminders::Standing;
use attune_core::kinds::rhythm::{Bead, Days, Kept, Rhythm, thread};
use attune_core::time::{ClockTime, Day};
use std::sync::Arc;

/// A ritual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ritual {
    /// What its line in a list says; its words are its name.
    pub(crate) row: Row,
    /// When it is.
    pub(crate) rhythm: Rhythm,
    /// The days on which it was kept.
    pub(crate) kept: Kept,
}

impl Ritual {
    /// This week's thread.
    pub(crate) fn thread(&self, today: Day) -> [Bead; 7] {
        thread(&self.rhythm, &self.kept, today.week(), today)
    }

    /// Whether it is to be kept on `day`, or was.
    pub(crate) fn is_on(&self, day: Day) -> bool {
        self.rhythm.falls_on(day) && !self.rhythm.rests_on(day) || self.kept.contains(day)
    }

    /// Whether both keep it, or will once there is a partner.
    pub(crate) fn is_both_s(&self) -> bool {
        matches!(self.row.reach, Reach::BothWrite | Reach::WishWrite)
    }

    /// Whether this person may mark and change it.
    pub(crate) fn is_writable(&self) -> bool {
        self.row.whose == Whose::Mine || self.is_both_s()
    }

    /// The day it is back, if it rests now or will.
    pub(crate) fn back(&self, today: Day) -> Option<Day> {
        self.rhythm.rest.map(|rest| rest.until).filter(|until| *until > today)
    }

    /// As reminders look at it. Nobody is reminded of what is the other's.
    pub(crate) fn standing(&self, today: Day) -> Option<Standing<DocumentId>> {
        let Self { row, rhythm, kept } = self;
        let standing = Standing { id: row.id, rhythm: *rhythm, kept: kept.contains(today) };
        self.is_writable().then_some(standing)
    }
}

/// What is known of notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// All of them, newest first. Of one's own nobody learns whether it was seen.
    pub(crate) all: Arc<Vec<Row>>,
    /// The partner's newest that was not put away.
    pub(crate) waiting: Option<Row>,
    /// The partner's newest.
    pub(crate) last: Option<Row>,
    /// Whether this person ever wrote one.
    pub(crate) written: bool,
}

/// What is being filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Form {
    /// What is open on the page.
    pub(crate) open: Option<Open>,
    /// Whether the ready-made ones are shown.
    pub(crate) ready: bool,
    /// Whether the line is to have the keyboard.
    pub(crate) wants_note: bool,
}

/// What is open on the page of rituals.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Open {
    /// A new one is written down.
    New(Filled),
    /// What can be done with one is shown.
    Row(DocumentId),
    /// One is changed.
    Change(DocumentId, Filled),
    /// It is chosen until when one rests; a day as typed.
    Rest(DocumentId, String),
}

impl Open {
    /// Which ritual it is about.
    pub(crate) fn id(&self) -> Option<DocumentId> {
        match self {
            Self::New(_) => None,
            Self::Row(id) | Self::Change(id, _) | Self::Rest(id, _) => Some(*id),
        }
    }
}

/// A ritual as it is filled in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filled {
    /// Its name.
    pub(crate) name: String,
    /// Its days.
    pub(crate) days: Days,
    /// Its time, as typed.
    pub(crate) time: String,
    /// Whose it is to be.
    pub(crate) who: Who,
}

impl Default for Filled {
    fn default() -> Self {
        let (name, time) = (String::new(), String::new());
        Self { name, days: Days::DAILY, time, who: Who::BothWrite }
    }
}

impl Filled {
    /// A ritual as it stands.
    pub(crate) fn of(ritual: &Ritual) -> Self {
        Self {
            name: ritual.row.words.clone(),
            days: ritual.rhythm.days,
            time: shown_time(ritual.rhythm.at),
            who: Who::BothWrite,
        }
    }

    /// Its time, if what was typed is one.
    pub(crate) fn at(&self) -> Option<ClockTime> {
        self.time.parse().ok()
    }

    /// What keeps it: a new one, or the one called `id`; none while something is
    /// missing.
    pub(crate) fn command(&self, id: Option<DocumentId>) -> Option<Command> {
        let (name, at) = (self.name.trim().to_owned(), self.at()?);
        if name.is_empty() || self.days.is_empty() {
            return None;
        }
        let (days, who) = (self.days, self.who);
        Some(match id {
            None => Command::BeginRitual { name, days, at, who },
            Some(id) => {
                let (name, days, at) = (Some(name), Some(days), Some(at));
                Command::AlterRitual { id, name, days, at }
            }
        })
    }
}

/// A time of day as it is shown: "7:30", "22:00".
pub(crate) fn shown_time(at: ClockTime) -> String {
    let text = at.to_string();
    text.strip_prefix('0').map(str::to_owned).unwrap_or(text)
}
