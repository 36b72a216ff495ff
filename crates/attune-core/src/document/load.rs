//! From changes to an automerge document, bounded.
//!
//! Facts about automerge 0.12 that shape this file: applying can succeed having
//! left changes out, so heads are compared after; loading draws a random actor,
//! so documents are never written from here.

use super::change::parse;
use super::graph::{in_order, tops};
use super::{MAX_DOCUMENT, MAX_OPERATIONS, Refusal};
use automerge::{Automerge, Change, ChangeHash};

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
