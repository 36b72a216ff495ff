//! One change by itself: from bytes, bounded and without panics.
//!
//! Facts about automerge 0.12 that shape this file: deflated input is not
//! bounded, so only plain change chunks are accepted; crafted bytes can panic,
//! so everything runs inside `catch_unwind`.

use super::{ActorPrefix, MAX_OPERATIONS, Refusal};
use crate::ids::RecordHash;
use automerge::{ActorId, Change};
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
    prefix_of(change.actor_id())
}

/// The device that an actor is of.
pub(super) fn prefix_of(actor: &ActorId) -> Result<ActorPrefix, Refusal> {
    let actor: [u8; 16] = actor.to_bytes().try_into().map_err(|_| Refusal::Malformed)?;
    let mut prefix = [0; 8];
    prefix.copy_from_slice(&actor[..8]);
    Ok(ActorPrefix(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use automerge::transaction::Transactable;
    use automerge::{ActorId, AutoCommit, ROOT};

    #[test]
    fn only_a_plain_change_and_nothing_after_it_is_taken() {
        let mut document = AutoCommit::new().with_actor(ActorId::from([1; 16]));
        document.put(ROOT, "text", "the same words ".repeat(100)).unwrap();
        let mut change = document.get_last_local_change().unwrap();
        let plain = change.raw_bytes().to_vec();
        assert!(parse(&plain).is_ok());
        let deflated = change.bytes().into_owned();
        assert!(deflated.len() < plain.len(), "automerge deflates it");
        let longer = [plain.as_slice(), &[0]].concat();
        for bytes in [deflated, longer] {
            assert_eq!(parse(&bytes).err(), Some(Refusal::Malformed));
        }
    }
}
