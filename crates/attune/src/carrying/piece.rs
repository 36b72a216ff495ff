//! One thing that was read from elsewhere, before it is a command.

use super::report::Left;
use attune_core::brought::Brought;
use attune_core::command::Command;
use attune_core::time::Now;
use std::ops::ControlFlow;

/// Something to take in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it is called where it came from.
    pub(crate) called: String,
    /// When it claims to have been begun.
    pub(crate) begun: Now,
    /// What it says, and where it came from.
    pub(crate) brought: Brought,
    /// How many of its tags had no room.
    pub(crate) tags_left: u64,
}

impl Piece {
    /// What takes it in, at its own time.
    pub(crate) fn command(self) -> (Command, Now) {
        (Command::BringIn(self.brought), self.begun)
    }
}

/// What a file gives, one after the other.
pub(crate) enum Found {
    /// Something to take in.
    Piece(Box<Piece>),
    /// Something that can't be taken.
    Left(Left),
}

/// Takes what is found, until it has enough.
pub(crate) type Sink<'a> = dyn FnMut(Found) -> ControlFlow<()> + 'a;
