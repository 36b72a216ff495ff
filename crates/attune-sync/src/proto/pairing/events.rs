//! What can happen to an exchange, what it asks for, and what it is about.

use super::message::Message;
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DocumentId, PairId};
use attune_core::vault::Agreed;
use std::net::SocketAddr;

/// What we say of ourselves.
#[derive(Clone)]
pub struct Me {
    /// Our name.
    pub name: String,
    /// Our device's key.
    pub device: SecretKey,
    /// Our person's word for it.
    pub certificate: Certificate,
    /// Our lasting endpoint.
    pub endpoint: [u8; 32],
    /// Where it will listen.
    pub addresses: Vec<SocketAddr>,
}

/// What can happen to an exchange.
pub enum Event {
    /// Something was said.
    Message(Message),
    /// Our person says yes.
    Yes {
        /// From the side that shows: the first record of the couple's settings.
        settings: Option<Vec<u8>>,
        /// The private entries to share.
        chosen: Vec<DocumentId>,
    },
    /// Our person says no, or closes the screen.
    No,
    /// What [`Step::StorePending`] or [`Step::StoreFinal`] asked is durable.
    Stored,
    /// It could not be stored.
    NotStored,
    /// The time of this timer is over.
    Timer(Timer),
    /// The connection is gone.
    Lost,
}

/// What an exchange waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// The other program's next word; 10 seconds.
    Exchange,
    /// A person's; five minutes.
    Consent,
}

impl Timer {
    /// How long, in milliseconds.
    pub fn millis(self) -> u64 {
        match self {
            Self::Exchange => 10_000,
            Self::Consent => 5 * 60_000,
        }
    }
}

/// What the caller is to do.
pub enum Step {
    /// Send it.
    Send(Message),
    /// The words are used up, whatever comes.
    Burn,
    /// Ask our person.
    Ask(Consent),
    /// Store this as pending; then [`Event::Stored`].
    StorePending(Box<Agreed>),
    /// Make this final; then [`Event::Stored`].
    StoreFinal(Box<Agreed>),
    /// Drop what was stored as pending: the other side is not paired.
    DropPending,
    /// Replace the running timer by this one.
    SetTimer(Timer),
    /// Both are paired.
    Paired,
    /// It did not come about.
    Fail(Failure),
}

/// What our person says yes or no to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The pair that would be made.
    pub pair: PairId,
    /// The other's name.
    pub partner: String,
    /// What their device is called.
    pub device: String,
    /// Four words that are the same on both screens.
    pub fingerprint: [String; 4],
}

/// Why an exchange did not come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The words were not the same. They are used up.
    WrongWords,
    /// The other side is busy with somebody else; our words were not tried.
    Busy,
    /// They said no.
    TheySaidNo,
    /// We said no.
    WeSaidNo,
    /// Too long without a word.
    TimedOut,
    /// No common version.
    Versions,
    /// The connection broke before both had said yes.
    Lost,
    /// It broke after that: what was agreed is stored here as pending.
    LostAfterConsent,
    /// It broke after that, and nothing is stored here; the other side may have
    /// stored it as pending.
    LostUncompleted,
    /// The other side broke a rule.
    Broken,
    /// What was agreed could not be stored here.
    NotStored,
    /// It could not be stored there.
    NotStoredThere,
}
