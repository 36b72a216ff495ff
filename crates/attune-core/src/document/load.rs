//! From bytes to an automerge document, bounded and without panics.
//!
//! Facts about automerge 0.12 that shape this file: deflated input is not
//! bounded, so only plain change chunks are accepted; applying can succeed
//! having left changes out, so heads are compared after; crafted bytes can
//! panic, so everything runs inside `catch_unwind`; loading draws a random
//! actor, so documents are never written from here.

use super::{ActorPrefix, MAX_DOCUMENT, MAX_OPERATIONS, Refusal};
use crate::ids::RecordHash;
use automerge::{Automerge, Change, ChangeHash};
use std::collections::{BTreeMap, BTreeSet};
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

/// A document and the graph it was made from.
pub(super) struct Loaded {
    pub(super) doc: Automerge,
    pub(super) changes: Vec<Change>,
    pub(super) heads: Vec<ChangeHash>,
}

/// The document that `changes` make, which come in an order where every change
/// follows what it depends on.
pub(super) fn load(changes: &[&[u8]]) -> Result<Loaded, Refusal> {
    if changes.iter().map(|change| change.len()).sum::<usize>() > MAX_DOCUMENT {
        return Err(Refusal::Malformed);
    }
    let changes: Vec<Change> =
        changes.iter().map(|bytes| parse(bytes)).collect::<Result<_, _>>()?;
    let heads = check_graph(&changes)?;
    let mut doc = Automerge::new();
    doc.apply_changes(changes.iter().cloned()).map_err(|_| Refusal::Failed)?;
    let mut applied = doc.get_heads();
    applied.sort_unstable();
    if applied != heads {
        return Err(Refusal::Failed);
    }
    Ok(Loaded { doc, changes, heads })
}

/// Checks order, a single beginning and that no actor contradicts itself;
/// gives the heads.
fn check_graph(changes: &[Change]) -> Result<Vec<ChangeHash>, Refusal> {
    let mut known = BTreeSet::new();
    let mut heads = BTreeSet::new();
    let mut numbers = BTreeMap::new();
    let mut missing = Vec::new();
    for change in changes {
        let first = known.is_empty();
        // A second beginning could replace every object of the first.
        if !first && change.deps().is_empty() {
            return Err(Refusal::Shape);
        }
        for dep in change.deps() {
            if !known.contains(dep) {
                missing.push(RecordHash::from_bytes(dep.0));
            }
            heads.remove(dep);
        }
        let number = (change.actor_id().to_bytes().to_vec(), change.seq());
        if numbers.insert(number, change.hash()).is_some_and(|other| other != change.hash()) {
            return Err(Refusal::Equivocation);
        }
        known.insert(change.hash());
        heads.insert(change.hash());
    }
    if missing.is_empty() {
        Ok(heads.into_iter().collect())
    } else {
        Err(Refusal::Missing(missing))
    }
}

/// Those of `changes` that `heads` contain, in the same order.
pub(super) fn ancestors<'a>(
    changes: &[&'a [u8]],
    heads: &[RecordHash],
) -> Result<Vec<&'a [u8]>, Refusal> {
    let parsed: Vec<Change> = changes.iter().map(|bytes| parse(bytes)).collect::<Result<_, _>>()?;
    let mut wanted: BTreeSet<ChangeHash> =
        heads.iter().map(|head| ChangeHash(*head.as_bytes())).collect();
    let mut missing: BTreeSet<ChangeHash> = wanted.clone();
    let mut chosen = Vec::new();
    // Dependencies come before, so one pass from the end sees every path.
    for (bytes, change) in changes.iter().zip(&parsed).rev() {
        if wanted.contains(&change.hash()) {
            missing.remove(&change.hash());
            wanted.extend(change.deps());
            chosen.push(*bytes);
        }
    }
    if !missing.is_empty() {
        let missing = missing.into_iter().map(|hash| RecordHash::from_bytes(hash.0));
        return Err(Refusal::Missing(missing.collect()));
    }
    chosen.reverse();
    Ok(chosen)
}
