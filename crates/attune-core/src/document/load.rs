//! From bytes to an automerge document, bounded and without panics.
//!
//! Facts about automerge 0.12 that shape this file: deflated input is not
//! bounded, so only plain change chunks are accepted; applying can succeed
//! having left changes out, so heads are compared after; crafted bytes can
//! panic, so everything runs inside `catch_unwind`; loading draws a random
//! actor, so documents are never written from here.

use super::graph::{in_order, tops};
use super::{ActorPrefix, MAX_DOCUMENT, MAX_OPERATIONS, Refusal};
use crate::ids::RecordHash;
use automerge::{Automerge, Change, ChangeHash};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A change chunk begins with four magic bytes, four of checksum, and its type.
const CHUNK_TYPE_AT: usize = 8;
const PLAIN_CHANGE: u8 = 1;

/// Runs `work` so that a panic inside automerge becomes a refusal.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    // Nothing outlives a panic: the closure owns what it builds.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Refusal::Failed))
}

pub(super) fn parse(bytes: &[u8]) -> Result<Change, Refusal> {
    if bytes.get(CHUNK_TYPE_AT) != Some(&PLAIN_CHANGE) {
        return Err(Refusal::Malformed);
    }
    let change = Change::from_bytes(bytes.to_vec()).map_err(|_| Refusal::Malformed)?;
    // Trailing bytes would travel unsigned; the hash covers only the chunk.
    if change.raw_bytes().len() != bytes.len() || change.len() > MAX_OPERATIONS {
        return Err(Refusal::Malformed);
    }
    Ok(change)
}

pub(super) fn hash(change: &Change) -> RecordHash {
    RecordHash::from_bytes(change.hash().0)
}

pub(super) fn prefix(change: &Change) -> Result<ActorPrefix, Refusal> {
    let actor = change.actor_id().to_bytes();
    if actor.len() != 16 {
        return Err(Refusal::Malformed);
    }
    let mut prefix = [0; 8];
    prefix.copy_from_slice(&actor[..8]);
    Ok(ActorPrefix(prefix))
}

/// A document and what it was made from.
pub(super) struct Loaded {
    pub(super) doc: Automerge,
    /// In an order that they alone decide; each follows what it depends on.
    pub(super) changes: Vec<Change>,
    /// Sorted.
    pub(super) heads: Vec<ChangeHash>,
}

/// The document that `changes` make, which may come in any order.
pub(super) fn load(changes: &[&[u8]]) -> Result<Loaded, Refusal> {
    if changes.iter().map(|change| change.len()).sum::<usize>() > MAX_DOCUMENT {
        return Err(Refusal::TooLarge);
    }
    load_parsed(changes.iter().map(|bytes| parse(bytes)).collect::<Result<_, _>>()?)
}

/// The same of changes that were read already.
pub(super) fn load_parsed(changes: Vec<Change>) -> Result<Loaded, Refusal> {
    if changes.iter().map(Change::len).fold(0, usize::saturating_add) > MAX_OPERATIONS {
        return Err(Refusal::TooLarge);
    }
    let changes = in_order(changes, Change::hash)?;
    let heads = tops(changes.iter());
    let mut doc = Automerge::new();
    doc.apply_changes(changes.iter().cloned()).map_err(|_| Refusal::Failed)?;
    let mut applied = doc.get_heads();
    applied.sort_unstable();
    if applied != heads {
        return Err(Refusal::Failed);
    }
    Ok(Loaded { doc, changes, heads })
}
