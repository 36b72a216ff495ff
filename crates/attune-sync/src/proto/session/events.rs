//! What can happen to a session, and what it asks for.

use super::perform::{Answer, Request};
use crate::proto::frame::{Bye, Frame};
use crate::proto::live::LiveState;
use attune_core::identity::Certificate;
use attune_core::ids::{DeviceId, RunId};
use std::net::SocketAddr;

/// What can happen to a session.
#[derive(Debug)]
pub enum Event<A> {
    /// A frame came.
    Frame(Frame),
    /// Something shared changed here, by any process.
    LocalChange,
    /// Somebody wants to know whether both hold the same now: where both stand
    /// is compared again, even if nothing changed.
    Confirm,
    /// What is shown to the other side from now on, in place of what was.
    Live {
        /// Nothing: nothing is shown any more.
        state: Option<LiveState>,
        /// How long ago that was set, in milliseconds.
        age: u64,
    },
    /// The vault answered the oldest open [`Request`].
    Answer(Answer<A>),
    /// The vault could not do what was asked.
    VaultFailed,
    /// The person has left the partner meanwhile. The other side hears what it hears
    /// whenever this program stops, and nothing else.
    Left,
    /// The time set by [`Effect::SetTimer`] has come.
    Timer(Timer),
}

/// What the caller is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send it.
    Send(Frame),
    /// The other side is known. A pending pairing is final from here on, and its
    /// device admitted, before anything that follows is asked of the vault.
    Known(Known),
    /// Ask the vault.
    Ask(Request),
    /// What the other side shows now, in place of what it showed before. It is
    /// over with the session.
    Live {
        /// Nothing: it shows nothing any more.
        state: Option<LiveState>,
        /// How long ago that was set there, in milliseconds, the way not counted.
        age: u32,
    },
    /// How the two stand has changed.
    Tell(Progress),
    /// The other side knows a past of our log that we don't: this vault was put
    /// back to an older state. It has begun a new log.
    RolledBack,
    /// Call back with [`Event::Timer`] after so many milliseconds.
    SetTimer(Timer, u64),
    /// Close the connection, after what was sent.
    Close(Closing),
}

/// Who is on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its device, vouched for by the partner.
    pub certificate: Certificate,
    /// The run of its program.
    pub run: RunId,
    /// Where it says it listens.
    pub addresses: Vec<SocketAddr>,
}

impl Known {
    /// Its device.
    pub fn device(&self) -> DeviceId {
        self.certificate.device
    }
}

/// How far two devices have come in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Both hold the same, and both said so.
    InStep,
    /// What was equal is not any more, because something changed.
    OutOfStep,
    /// Both have all that the other sent and hold different things; or one has
    /// set something aside.
    Apart,
}

/// What a session can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// The other side's hello.
    Hello,
    /// Leave to store more.
    Rate,
}

/// Who ended the session, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// This side.
    Ours(Bye),
    /// The other side said so.
    Theirs(Bye),
}
