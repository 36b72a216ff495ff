//! Automerge documents: how changes become plain values.
//!
//! A document is nothing but its changes. There is no stored snapshot: the
//! changes are the truth, are small, and load in microseconds. Merging them is
//! one pure function, [`merge`], which gives plain values or a refusal, never
//! a half-applied document and never a panic. It is called from one place, so
//! that it can move into a process of its own without touching the rest.
//!
//! Writing ([`begin`], [`edit`]) gives a change's bytes, and what the document
//! says with it, and stores nothing: what was written takes effect by the same
//! road as what was received.

mod change;
mod difference;
mod first;
mod graph;
mod hands;
mod history;
mod load;
mod merge;
mod standing;
mod wording;
mod write;

pub use graph::{Unseen, heads, unseen};
pub use hands::{Hand, hands};
pub use history::{Revision, history};
pub use merge::{FieldValue, Merged, inspect_whole, merge};
pub use wording::{Clash, ClashName};
pub use write::{NewChange, begin, edit};

use crate::ids::{DeviceId, RecordHash};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The most a document's changes may hold together, in bytes.
pub const MAX_DOCUMENT: usize = 24 * 1024 * 1024;
/// The most operations a document's changes may claim together.
const MAX_OPERATIONS: usize = 8_000_000;
/// The longest value of a field that only a newer version knows, in bytes.
const MAX_UNKNOWN: usize = 64 * 1024;
/// The most fields a document may have.
const MAX_FIELDS: usize = 256;
/// Root keys that begin so say that a clash of wordings was settled.
const SETTLED: &str = "settled:";

/// What a field of a kind holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// Prose: an automerge text that merges by character.
    Prose,
    /// One line: a scalar whose conflicting values are kept and shown.
    Line,
    /// A whole number.
    Number,
    /// Names that are there or not, each by itself: what one writer adds and what
    /// another takes away both hold, and a name that is added and taken away at
    /// once stays. Each is a root key of its own, after the field's name and a
    /// colon, so that nobody makes an object twice.
    Set,
}

/// One field in a kind's shape.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The root key.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldType,
    /// The longest value, in bytes; of a set, the longest name in it.
    pub max: usize,
    /// Set by the document's first change and never again; what later changes
    /// say of it is not read.
    pub fixed: bool,
    /// Of two values written at once either will do: the one that automerge shows
    /// stands, and nobody is asked.
    pub either: bool,
}

impl Field {
    /// A field that may be edited.
    pub const fn new(name: &'static str, kind: FieldType, max: usize) -> Self {
        Self { name, kind, max, fixed: false, either: false }
    }

    /// A field that may be edited, and of which either of two values will do.
    pub const fn either(name: &'static str, kind: FieldType, max: usize) -> Self {
        Self { either: true, ..Self::new(name, kind, max) }
    }

    /// A field that the document's first change fixes.
    pub const fn fixed(name: &'static str, kind: FieldType, max: usize) -> Self {
        Self { fixed: true, ..Self::new(name, kind, max) }
    }

    /// The name in this set that a root key stands for; `None` for any other key.
    fn member<'k>(&self, key: &'k str) -> Option<&'k str> {
        match self.kind {
            FieldType::Set => key.strip_prefix(self.name)?.strip_prefix(':'),
            _ => None,
        }
    }

    /// The root key of a name in this set.
    fn key_of(&self, member: &str) -> String {
        format!("{}:{member}", self.name)
    }

    /// Whether a root key is of this field.
    fn has(&self, key: &str) -> bool {
        match self.kind {
            FieldType::Set => self.member(key).is_some(),
            _ => self.name == key,
        }
    }
}

/// Every field of a kind.
pub type Shape = &'static [Field];

/// A plain value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of [`FieldType::Prose`] and [`FieldType::Line`].
    Text(String),
    /// Of [`FieldType::Number`].
    Number(i64),
    /// Of [`FieldType::Set`].
    Set(BTreeSet<String>),
}

/// Values by field name, for writing.
pub type Values = BTreeMap<String, Value>;

/// The first half of an actor id: it binds a change to its signer's device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorPrefix(pub [u8; 8]);

impl ActorPrefix {
    /// The prefix that `device`'s changes must carry: the first 8 bytes of the
    /// SHA-256 of its key.
    pub fn of(device: DeviceId) -> Self {
        let digest: [u8; 32] = Sha256::digest(device.as_bytes()).into();
        let mut prefix = [0; 8];
        prefix.copy_from_slice(&digest[..8]);
        Self(prefix)
    }

    /// An actor id for one load of a document: the prefix and fresh randomness.
    pub fn actor(self, rng: &mut dyn rand_core::CryptoRng) -> Actor {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&self.0);
        rng.fill_bytes(&mut id[8..]);
        Actor(id)
    }
}

/// An automerge actor id, new at each load so that a restored or copied vault
/// never reuses a sequence number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor([u8; 16]);

/// Why changes could not become a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A change names others that are not here.
    #[error("earlier changes are missing")]
    Missing(Vec<RecordHash>),
    /// The bytes are no change, or hold more than they may.
    #[error("a change is damaged or too large")]
    Malformed,
    /// The changes hold more than a document may.
    #[error("the document is too large")]
    TooLarge,
    /// One actor wrote two changes under one number.
    #[error("two different changes carry the same number")]
    Equivocation,
    /// The values are not those that the kind has.
    #[error("the document does not have its kind's shape")]
    Shape,
    /// Automerge panicked or left changes out.
    #[error("the document could not be merged")]
    Failed,
}

/// The hash and the writing device's prefix of one change, without applying it.
pub fn inspect(change: &[u8]) -> Result<(RecordHash, ActorPrefix), Refusal> {
    change::guarded(|| {
        let change = change::parse(change)?;
        Ok((change::hash(&change), change::prefix(&change)?))
    })
}
