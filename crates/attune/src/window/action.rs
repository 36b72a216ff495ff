//! What a person asked for by pressing, choosing or typing. Views only collect
//! these; one place (`state`) carries them out.

use super::choosing::Show;
use super::forms::Past;
use super::model::{Kind, Looked};
use super::pages::Pages;
use super::pausing::What;
use super::preferences::{Light, Marking, Motion, Place, Reminding, TextSize};
use super::rituals::Open;
use super::route::Route;
use super::saying::Way;
use super::talk::{Move, Screens};
use crate::link::Ask;
use crate::ready::Ready;
use crate::texts::Language;
use attune_core::command::{Choice, Who};
use attune_core::ids::{DocumentId, RecordHash};
use attune_core::kinds::profile::Ink;
use attune_core::kinds::pulse::Sign;
use attune_core::kinds::talk::Deck;
use attune_core::time::{ClockTime, Day, Month, Week, Weekday};
use std::path::PathBuf;

/// Something asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    /// Go there.
    Go(Route),
    /// Begin a new page.
    NewPage,
    /// Say a feeling: the one that was left unfinished, or a new one.
    NewFeeling,
    /// Put the line about what went wrong away.
    Understood,
    /// At the first run and at the lock.
    Door(Door),
    /// About the page being written.
    Writing(Writing),
    /// About a page that is read.
    Page(Page),
    /// The line of thanks.
    Thanks(Thanks),
    /// About what the other wrote.
    Answer(Answer),
    /// Soul talk.
    Talk(Talk),
    /// The weekly check-in.
    Checkin(Checkin),
    /// The monthly signs.
    Pulse(Pulse),
    /// Rituals, and notes.
    Rituals(Rituals),
    /// A pause.
    Pause(Pause),
    /// Find these words now, where that is chosen.
    Look(Looked),
    /// The people and how it is kept.
    Us(Us),
    /// A copy that goes out, and old pages that come in.
    Carry(Carry),
    /// Backups.
    Backing(Backing),
    /// Something for the connection.
    Link(Ask),
    /// To the field for an invitation, beside the words.
    Invited,
    /// Write this invitation to a file.
    KeepInvitation(String),
    /// Read an invitation from this file.
    ReadInvitation(PathBuf),
    /// Put this text on the clipboard.
    Copy(String),
    /// These pages of the journal are to be seen.
    Journal(Pages),
    /// What is to be seen of everything.
    Together(Together),
    /// How the window is to be.
    Prefer(Prefer),
    /// Show why this practice helps; put that away with `None`.
    Why(Option<Kind>),
    /// Show the sheet of what has a key, or put it away.
    Keys(bool),
    /// Show nothing but the page that is written on, or all again.
    OnlyThePage(bool),
}

/// What is to be seen of everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Together {
    /// This of it.
    Show(Show),
    /// This day of the calendar.
    Day(Day),
    /// This month of those that are drawn.
    Month(Month),
    /// What the months brought as a table, or as points.
    Table(bool),
}

/// How the window is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Prefer {
    /// The size of its text.
    Text(TextSize),
    /// Day or night.
    Light(Light),
    /// Whether anything moves.
    Motion(Motion),
    /// Its language; that of the system with `None`.
    Language(Option<Language>),
    /// Whether words that no dictionary knows are marked.
    Spelling(Marking),
    /// Whether rituals are reminded of on this computer.
    Reminders(Reminding),
    /// When the check-in is reminded of on this computer, on the couple's day; not at
    /// all with `None`.
    Checkin(Option<ClockTime>),
    /// Where it was, the next time it opens.
    Place(Place),
}

/// At the first run and at the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Door {
    /// From the name to the protection.
    Named,
    /// Write with this ink.
    Ink(Ink),
    /// Back to the name.
    Rename,
    /// Make the profile as filled in.
    Make,
    /// The recovery key is written down, as its last group shows.
    WrittenDown,
    /// Not now: go on, and be reminded.
    Later,
    /// To the screen that restores a backup, or back from it.
    Restoring(bool),
    /// Restore the backup that is filled in.
    Restore,
    /// Restore nothing.
    StopRestoring,
    /// Open with what was typed.
    Open,
    /// Open with the recovery key instead, or with the passphrase again.
    Use(OpenWith),
    /// Keep what can be read of a damaged vault.
    Mend,
}

/// What opens a locked profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum OpenWith {
    /// The passphrase.
    #[default]
    Passphrase,
    /// The recovery key.
    RecoveryKey,
}

/// About the page being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Something was typed.
    Typed,
    /// Who it is for.
    For(Who),
    /// Done: keep it, or share it.
    Done,
    /// Throw the draft away.
    Discard,
    /// Whether whoever answers it says back first what they heard.
    HearFirst(bool),
    /// The mood or the tags were typed.
    Margin,
    /// Say this word of a feeling, or leave it out again.
    Word(String),
    /// Say the fourth word instead of the one with this number; neither with `None`.
    Instead(Option<usize>),
    /// How strong a feeling is.
    Strength(Option<u8>),
    /// What would help, or its own words.
    Need(String),
}

/// About what the other wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Something was typed, or chosen, to answer it in this way.
    Typed(Way, DocumentId),
    /// Send what was typed.
    Send(Way, DocumentId),
    /// Send a heart.
    Heart(DocumentId),
    /// Leave it as it is.
    SetAside(DocumentId),
    /// Say another day whether one feels heard by this.
    Later(DocumentId),
    /// Open the line under a line of thanks; close it with `None`.
    Open(Option<DocumentId>),
}

/// About a page that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Page {
    /// Write on it.
    Edit(DocumentId),
    /// Share a private page as it is now.
    Share(DocumentId),
    /// Delete it, or take it back.
    Delete(DocumentId),
    /// Bring back what was deleted.
    BringBack(DocumentId),
    /// Keep one wording where two clash, or both.
    Choose(DocumentId, Choice),
    /// Have what stood before a choice again.
    Unchoose,
}

/// The line of thanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Thanks {
    /// Something was typed.
    Typed,
    /// Who it is for.
    For(Who),
    /// Keep the line.
    Done,
    /// Show the thread of this year.
    Year(i16),
    /// Choose a line's bead on it; none with `None`.
    Choose(Option<DocumentId>),
    /// Show all months of a year with very many lines.
    EarlierMonths,
}

/// Soul talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Talk {
    /// Choose a deck.
    Deck(Deck),
    /// Choose where it is shown.
    Screens(Screens),
    /// Draw a question, and begin.
    Begin,
    /// In the talk.
    Move(Move),
    /// Set the partner's offer aside; nobody is told.
    NotNow,
    /// Show the couple's own cards, or put them away.
    Cards(bool),
    /// Something was typed as a card of one's own.
    CardTyped,
    /// Put that into the chosen deck.
    CardDone,
    /// Something was typed as what stayed.
    StayedTyped(String),
    /// Who that is for.
    StayedFor(String, Who),
    /// Keep it, or share it.
    StayedDone(String),
    /// Write nothing of that talk.
    NothingStayed(String),
}

/// The weekly check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Checkin {
    /// Something was typed.
    Typed,
    /// Seal the three answers.
    Seal,
    /// Something was typed as the one thing to try.
    TryTyped,
    /// Keep the one thing to try.
    Try,
    /// Throw away what was typed for another week.
    Discard(String),
    /// Take what was typed for another week into this one.
    TakeIn(String),
    /// Answer that week, whichever is offered.
    Answer(Week),
    /// Show the weeks that are over so.
    Past(Past),
    /// Show more of them.
    Earlier,
    /// Something was typed as the time to remind of it.
    TimeTyped,
    /// Choose the couple's day.
    Day(Weekday),
}

/// The monthly signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pulse {
    /// Choose this month of those that are drawn.
    Month(Month),
    /// Show them as a table, or as lines.
    Table(bool),
    /// Show this sign, where there is room for one.
    Sign(Sign),
    /// Say this level of a sign.
    Say(Sign, u8),
    /// Seal all six.
    Seal,
    /// Throw away what was said for another month.
    Discard(String),
    /// Say of this month what was said of another.
    TakeIn(String),
    /// Go on with that month, whichever is to be answered.
    GoOn(Month),
}

/// Rituals, and notes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Rituals {
    /// Something was typed as a note.
    NoteTyped,
    /// Leave the note for the partner.
    NoteDone,
    /// To the line for a note.
    LineBack,
    /// Put the partner's note away; nobody is told.
    PutAway(DocumentId),
    /// Mark one as kept today, or take that back.
    Mark(DocumentId, bool),
    /// Open something on the page; close what is open with `None`.
    Open(Option<Open>),
    /// Show those that are ready to be taken up, or put them away.
    Ready(bool),
    /// Take one of them up.
    Take(Ready),
    /// Keep what is filled in.
    Keep,
    /// Let one rest until a day; it is back with `None`.
    Rest(DocumentId, Option<Day>),
}

/// A pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pause {
    /// The control for it was pressed: to the one under way, or to the question.
    Control,
    /// Its key was: within a pause that leads to saying that one is ready.
    Key,
    /// Ask for a time for this.
    Ask(What),
    /// Pause as chosen, or take the breath that was.
    Go,
    /// Put the question away.
    NotNow,
    /// The breath was taken: back to the question.
    Breathed,
    /// Say that one is ready.
    Ready,
    /// Say the chosen answer to whether the two are on the same team.
    Say,
    /// Something was typed as the words for a next step.
    StepTyped,
    /// Put these words to the other.
    Propose,
    /// Change words, beginning from the last.
    Change,
    /// Agree to these words of the other's.
    Agree(RecordHash),
    /// Something was typed of one's own side.
    SideTyped,
    /// Who it is for.
    SideFor(Who),
    /// Let the other read it now.
    ShareSide,
    /// Say that the pause is over.
    End,
}

/// A copy that goes out, and old pages that come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Carry {
    /// See whether what is filled in can be written, and ask before it is.
    Copy,
    /// Write it there.
    Write(PathBuf),
    /// Write nothing.
    NotNow,
    /// Write no further entry; what is written stays.
    StopOut,
    /// Look at what would come in.
    Look,
    /// Take in what was looked at.
    TakeIn,
    /// Take in no more; what is in stays.
    Stop,
    /// Stop, and take out all that came in.
    TakeOut,
    /// Show what was set aside, or put it away.
    Aside(bool),
    /// Begin with something else.
    Anew,
}

/// Backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backing {
    /// Open or close the part where one is made.
    Show(bool),
    /// Make one as filled in; ask first if something copies that folder to a cloud.
    Begin,
    /// Make it there all the same.
    Anyway,
    /// Make none there.
    NotNow,
    /// Make no more of the one that is being made.
    Stop,
}

/// The people and how it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Us {
    /// Keep the new name.
    Rename,
    /// Write with this ink.
    Ink(Ink),
    /// Open or close the part where the lock is chosen.
    ShowLock(bool),
    /// Protect with the passphrase that was typed twice.
    Protect,
    /// Protect with nothing.
    Unprotect,
    /// Show the recovery key, or hide it again.
    ShowRecovery(bool),
    /// The recovery key is written down by now, as its last group shows.
    WrittenDown,
    /// Not now either.
    Later,
    /// Open or close the explanation of leaving.
    ShowLeave(bool),
    /// Leave the pair.
    Leave,
}
