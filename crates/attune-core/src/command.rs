//! Everything that can be done to a vault, as plain values. Commands are the
//! only way to change anything; the window and the terminal give the same ones.

use crate::brought::Brought;
use crate::document::ClashName;
use crate::ids::{DocumentId, RecordHash};
use crate::kinds::checkin::Answers;
use crate::kinds::feeling::Feeling;
use crate::kinds::journal::Page;
use crate::kinds::noted::Note;
use crate::kinds::profile::Ink;
use crate::kinds::pulse::Levels;
use crate::kinds::reflection::{Answer, SaidBack};
use crate::kinds::rhythm::Days;
use crate::kinds::talk::Deck;
use crate::time::{ClockTime, Day, Month, Week, Weekday};
use serde::{Deserialize, Serialize};

/// Who may read and write a new page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Only me.
    OnlyMe,
    /// My partner may read.
    PartnerReads,
    /// We both write.
    BothWrite,
}

/// Whether a deletion can still simply be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// A durable pending row, nothing sent; final when the page is left.
    Pending,
    /// Final at once.
    Final,
}

/// Which wording to keep where two people changed the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// One wording, as [`crate::vault::Version::choice`] names it. The name is
    /// of the words themselves: if they changed meanwhile, nothing is chosen.
    Wording {
        /// Which clash.
        clash: ClashName,
        /// Which of its wordings, from 0.
        wording: usize,
    },
    /// Each person's, one after the other, in the place of what merging made of
    /// them.
    Both {
        /// Which clash.
        clash: ClashName,
    },
    /// Everything as merging left it.
    Merged,
}

/// What a person does in a pause. What they said already is said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pausing {
    /// Begins one, of so many minutes ([`crate::kinds::pause::LENGTHS`]). One that is
    /// under way is it.
    Begin(u16),
    /// Moves the time to come back: so many minutes from the beginning. Once each.
    Move(u16),
    /// I am ready.
    Ready,
    /// Whether we are on the same team.
    Team(bool),
    /// Puts one next step in words.
    Next(String),
    /// Agrees to words of the other's ([`crate::kinds::pause::NextStep::name`]).
    Agree(RecordHash),
    /// It is over.
    Close,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command {
    /// Write a journal page.
    AddJournal {
        /// One line; may be empty.
        title: String,
        /// Prose; may be empty if there is a title.
        body: String,
        /// Who may read and write.
        who: Who,
        /// What it says beside.
        page: Page,
    },
    /// Write down a feeling.
    Feel {
        /// Which, and what is needed.
        feeling: Feeling,
        /// More about it; may be empty.
        text: String,
        /// Only me, or my partner may read.
        who: Who,
    },
    /// Send a heart for what the partner wrote.
    Heart {
        /// Which entry.
        id: DocumentId,
    },
    /// Write a line under an entry that both see.
    Reply {
        /// Which entry.
        id: DocumentId,
        /// The line.
        text: String,
    },
    /// Say back what one heard.
    Reflect {
        /// Which entry of the partner's.
        id: DocumentId,
        /// What.
        said: SaidBack,
    },
    /// Say whether one feels heard.
    Hear {
        /// What was said back, or one's own entry: then the last of it.
        id: DocumentId,
        /// Whether.
        answer: Answer,
    },
    /// Note something about an entry, for oneself alone.
    Note {
        /// Which entry.
        id: DocumentId,
        /// What.
        note: Note,
    },
    /// Begin a ritual.
    BeginRitual {
        /// One line.
        name: String,
        /// On which days of the week; at least one.
        days: Days,
        /// At what time of them.
        at: ClockTime,
        /// Whose it is: both write one of both's.
        who: Who,
    },
    /// Give a ritual another name, other days or another time.
    AlterRitual {
        /// Which.
        id: DocumentId,
        /// The new name, if it changes.
        name: Option<String>,
        /// The new days, if they change; at least one.
        days: Option<Days>,
        /// The new time, if it changes.
        at: Option<ClockTime>,
    },
    /// Let a ritual rest from today on.
    RestRitual {
        /// Which.
        id: DocumentId,
        /// The day it is back, later than today; it is back now with `None`.
        until: Option<Day>,
    },
    /// Mark a ritual as kept, or take the marks of a day back.
    MarkRitual {
        /// Which.
        id: DocumentId,
        /// Of which day; today if `None`.
        day: Option<Day>,
        /// Whether it was kept.
        kept: bool,
    },
    /// Leave one line for the partner to find.
    LeaveNote {
        /// The line.
        text: String,
    },
    /// Say thanks for one thing.
    AddGratitude {
        /// The thing.
        text: String,
        /// Only me, or my partner may read.
        who: Who,
    },
    /// Replace the title or the text by a whole new one; the difference from
    /// what is known is applied.
    Edit {
        /// Which entry.
        id: DocumentId,
        /// The new title, if it changes.
        title: Option<String>,
        /// The new text, if it changes.
        body: Option<String>,
    },
    /// Give a journal page another mood or other tags.
    MarkPage {
        /// Which.
        id: DocumentId,
        /// The new mood, if it changes; empty for none.
        mood: Option<String>,
        /// Tags to add.
        add: Vec<String>,
        /// Tags to take away; none of them need be there.
        remove: Vec<String>,
    },
    /// Settle one clash of wordings, or all.
    Choose {
        /// Which entry.
        id: DocumentId,
        /// What to keep.
        choice: Choice,
    },
    /// Delete, or take back what was shared.
    Delete {
        /// Which entry.
        id: DocumentId,
        /// Whether it is final at once.
        deletion: Deletion,
    },
    /// Bring back what was deleted in the last ten minutes: this, or the last.
    Undo {
        /// Which entry; the last deleted if `None`.
        id: Option<DocumentId>,
    },
    /// Share a private page, as it is now, without its past.
    Share {
        /// Which entry.
        id: DocumentId,
    },
    /// Seal the three answers of a week.
    AnswerCheckin {
        /// The week; the one being offered if `None`.
        week: Option<Week>,
        /// The answers.
        answers: Answers,
    },
    /// Draw a card.
    Draw {
        /// From which deck; the fullest if `None`.
        deck: Option<Deck>,
    },
    /// Write a card of the couple's own.
    WriteCard {
        /// In which deck.
        deck: Deck,
        /// What it asks.
        question: String,
    },
    /// Write down what stayed of a talk.
    Stayed {
        /// The question, as it was read.
        question: String,
        /// What stayed.
        text: String,
        /// Only me, or my partner may read.
        who: Who,
    },
    /// One thing in a pause.
    Pause(Pausing),
    /// Write down one's own side of it.
    WriteSide {
        /// The words.
        text: String,
        /// Only me, or my partner may read.
        who: Who,
    },
    /// Seal how the six signs are this month.
    AnswerPulse {
        /// The month; the one to answer now if `None`.
        month: Option<Month>,
        /// How each is.
        levels: Levels,
    },
    /// The one thing we will try, after a check-in.
    TryNext {
        /// The week; the one being offered if `None`.
        week: Option<Week>,
        /// What.
        text: String,
    },
    /// Choose the couple's day.
    CheckinDay(Weekday),
    /// Change one's own name.
    Rename(String),
    /// Choose the ink one's own words are set in.
    ChooseInk(Ink),
    /// Commit the draft in this slot, and discard it.
    CommitDraft {
        /// Which.
        slot: String,
    },
    /// Take in what was written elsewhere, for this person alone. What is here
    /// of the same origin is given, and nothing is made.
    BringIn(Brought),
}

/// What a command did, told after it is durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The document it made or changed.
    pub id: DocumentId,
}
