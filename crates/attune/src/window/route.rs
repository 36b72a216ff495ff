//! Where a person is in the window. One place at a time, and nothing of it is
//! written to disk.

use crate::texts::tr;
use attune_core::ids::DocumentId;

/// A place in the window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Route {
    /// What is offered now.
    #[default]
    Today,
    /// All journal pages.
    Journal,
    /// One entry, to read.
    Page(DocumentId),
    /// What an entry said before.
    History(DocumentId),
    /// A page being written, by its draft's slot.
    Write(String),
    /// Thanks: one line, and the wall.
    Gratitude,
    /// What each of the two felt and said.
    Feelings,
    /// One entry, between the one who wrote it and the one who listens.
    Reflection(DocumentId),
    /// Soul talk, before it begins.
    Talk,
    /// A soul talk that goes on.
    Talking,
    /// What stayed of one, by its draft's slot.
    Stayed(String),
    /// The weekly check-in.
    Checkin,
    /// Rituals, and a note.
    Rituals,
    /// The pause that is under way.
    Pause,
    /// What the two of them wrote, by day or by year.
    Together(Level),
    /// The six signs of a month: to be said, sealed, or open.
    Pulse,
    /// What each of the six signs is.
    SixSigns,
    /// Words looked for.
    Search,
    /// Both people, their devices, and how this is kept.
    Us,
    /// Writing a copy out, or bringing old pages in.
    Carrying(Carrying),
    /// Finding one another.
    Pairing(PairingWay),
}

/// Which way pages are carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carrying {
    /// Out, as plain files.
    Out,
    /// In.
    In,
}

/// A part of Together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Everything by day.
    Timeline,
    /// A year of days.
    Year,
    /// The six signs by month.
    Signs,
    /// Moods, thanks and check-ins by month.
    OverTime,
}

impl Level {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 4] = [Self::Timeline, Self::Year, Self::Signs, Self::OverTime];

    /// Its name among the program's parts.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Year => "year",
            Self::Signs => "signs",
            Self::OverTime => "over-time",
        }
    }

    /// What it is called on the screen.
    pub(crate) fn title(self) -> String {
        match self {
            Self::Timeline => tr!("window-together-timeline"),
            Self::Year => tr!("window-together-year-name"),
            Self::Signs => tr!("window-signs-name"),
            Self::OverTime => tr!("window-over-time-name"),
        }
    }
}

/// Which side of a pairing this one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PairingWay {
    /// Not chosen yet.
    Choose,
    /// Showing three words.
    Show,
    /// Typing them.
    Type,
}

impl Route {
    /// Where Esc leads from here.
    pub(crate) fn back(&self) -> Route {
        match self {
            Route::Page(_) | Route::Write(_) => Route::Journal,
            Route::History(id) => Route::Page(*id),
            Route::Pairing(PairingWay::Show | PairingWay::Type) => {
                Route::Pairing(PairingWay::Choose)
            }
            Route::Pairing(PairingWay::Choose) | Route::Carrying(_) => Route::Us,
            Route::Talking => Route::Talk,
            Route::Search => Route::Together(Level::Timeline),
            Route::Pulse | Route::SixSigns => Route::Together(Level::Signs),
            _ => Route::Today,
        }
    }
}
