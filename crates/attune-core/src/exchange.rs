//! What passes between a vault and a sync session.
//!
//! The types keep the promise that nothing private travels to a partner: an
//! [`Outgoing`] batch for the partner can be made only by the vault, and only
//! from the pair's log.

use crate::ids::{DocumentId, LogId, Mark, Position};
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

/// A place in a named log, with the mark that tells a fork.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPoint {
    /// Which log.
    pub log: LogId,
    /// How far.
    pub position: Position,
    /// The mark of the row there (zero at position 0).
    pub mark: Mark,
}

/// One number for the state of every shared document: equal on two devices
/// exactly when (but for a collision) they hold the same documents at the same
/// heads. Kept incrementally as the exclusive or of one SHA-256 a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Adds a document's state, or takes it out again.
    pub fn toggle(&mut self, state: &StateHash) {
        for (mine, theirs) in self.0.iter_mut().zip(state.0) {
            *mine ^= theirs;
        }
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// One document's part in the digest: SHA-256 over its id and its sorted heads
/// and facts, or over its id and the word "ended".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StateHash(pub [u8; 32]);

/// Marks a session with the partner's device. See [`Outgoing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partner {}

/// Marks a session with one's own other device. See [`Outgoing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnDevices {}

/// Records read from one log for one audience, in ascending order. The field
/// that names the audience is private, so only a vault can make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing<A> {
    /// Encoded records. Those that the receiving device sent us are left out,
    /// so there may be fewer than the positions passed.
    pub records: Vec<Vec<u8>>,
    /// Where this device's log stands after them.
    pub through: LogPoint,
    audience: PhantomData<A>,
}

impl<A> Outgoing<A> {
    /// Only the vault decides what an audience may be given.
    #[allow(dead_code, reason = "called by the vault")]
    pub(crate) fn new(records: Vec<Vec<u8>>, through: LogPoint) -> Self {
        Self { records, through, audience: PhantomData }
    }
}

/// Records from another device, as they came off the wire; nothing is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Encoded records.
    pub records: Vec<Vec<u8>>,
    /// Where the sender's log stands after them; `None` for a repair, which
    /// moves no position.
    pub through: Option<LogPoint>,
    /// What to do with records whose dependencies are not here.
    pub lacking: Lacking,
}

/// What becomes of a record whose dependencies are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// It is not stored, and the position does not move past it: its whole
    /// document is to be asked for.
    AskFor,
    /// That was done and did not help: its bytes are set aside, so that one
    /// document never stops the others.
    SetAside,
}

/// How much a list of exceptions tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Telling {
    /// What came up in these records; earlier exceptions stand.
    More,
    /// Everything that is not applied there; whatever is not named is.
    All,
}

/// How a vault stands towards one device, read in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The end of this device's own log.
    pub end: LogPoint,
    /// How far into the other device's log this vault has stored.
    pub have: Option<LogPoint>,
    /// The state of all shared documents.
    pub digest: Digest,
    /// Documents set aside here.
    pub set_aside: u64,
}

impl Standing {
    /// The standing of one who does not know the pair's documents yet.
    pub const NOWHERE: Self = Self {
        end: LogPoint {
            log: LogId::from_bytes([0; 8]),
            position: Position(0),
            mark: Mark::from_bytes([0; 8]),
        },
        have: None,
        digest: Digest([0; 32]),
        set_aside: 0,
    };
}

/// What a peer's "since" means to this vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Nothing of this log yet, or an earlier log of ours: from the beginning.
    Beginning,
    /// The peer stands at a place in this log that we know.
    At(Position),
    /// The peer knows a past of this log that we don't: this vault was rolled
    /// back or copied. The vault has begun a new log; heads must be compared.
    Forked,
}

/// What happened to records that were received, told only after the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// How far into the sender's log this vault has now stored (as given).
    pub through: Option<LogPoint>,
    /// Documents whose records were kept but not applied, and why.
    pub except: Vec<Except>,
    /// Documents of which earlier records are missing; what lacks them was not
    /// stored, and the position did not move.
    pub missing: Vec<DocumentId>,
    /// Whether anything in the vault changed.
    pub changed: bool,
    /// Whether something is set aside or refused no more: the whole list of
    /// exceptions is to be told again.
    pub cleared: bool,
    /// How this vault stands after the commit.
    pub standing: Standing,
}

/// A document that the receiver did not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Except {
    /// Which.
    pub document: DocumentId,
    /// Why.
    pub reason: ExceptReason,
}

/// Why a document was not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExceptReason {
    /// Kept as bytes: damaged, too large, or it made the merging fail.
    SetAside,
    /// Kept as bytes: its header needs a newer version.
    Newer,
    /// Not kept: its author may not write there, or the signature is false.
    Refused,
    /// Not applied: the document has ended here; the end is in our log.
    Ended,
}

/// A document and its state, for comparing heads when digests differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentState {
    /// Which document.
    pub document: DocumentId,
    /// Its part in the digest.
    pub state: StateHash,
}
