//! Where a person is in the window. One place at a time, and nothing of it is
//! written to disk.

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
    /// The weekly check-in.
    Checkin,
    /// Words looked for.
    Search,
    /// Both people, their devices, and how this is kept.
    Us,
    /// Finding one another.
    Pairing(PairingWay),
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
            Route::Pairing(PairingWay::Choose) => Route::Us,
            _ => Route::Today,
        }
    }
}
