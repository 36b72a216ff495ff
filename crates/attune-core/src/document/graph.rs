//! The graph of a document's changes: which follows which.
//!
//! Records arrive in any order, and different on each device. Whatever depends
//! on an order is given one that the changes alone decide.

use super::change::{guarded, hash, parse, prefix};
use super::{ActorPrefix, Refusal};
use crate::ids::RecordHash;
use automerge::{Change, ChangeHash};
use std::collections::{BTreeMap, BTreeSet};

/// `changes` so that each follows what it depends on, and among those that
/// could come next the one with the least `key` does. There must be a single
/// beginning (a second one could replace every object of the first), and no
/// actor may contradict itself.
pub(super) fn in_order<K: Ord>(
    changes: Vec<Change>,
    key: impl Fn(&Change) -> K,
) -> Result<Vec<Change>, Refusal> {
    let mut numbers = BTreeMap::new();
    let mut all: BTreeMap<ChangeHash, Option<Change>> = BTreeMap::new();
    for change in changes {
        let number = (change.actor_id().clone(), change.seq());
        if numbers.insert(number, change.hash()).is_some_and(|other| other != change.hash()) {
            return Err(Refusal::Equivocation);
        }
        all.insert(change.hash(), Some(change));
    }
    let mut missing = BTreeSet::new();
    let mut waits: BTreeMap<ChangeHash, usize> = BTreeMap::new();
    let mut followers: BTreeMap<ChangeHash, Vec<ChangeHash>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    for (hash, change) in all.iter().filter_map(|(hash, change)| Some((hash, change.as_ref()?))) {
        let deps: BTreeSet<ChangeHash> = change.deps().iter().copied().collect();
        for dep in &deps {
            if !all.contains_key(dep) {
                missing.insert(RecordHash::from_bytes(dep.0));
            }
            followers.entry(*dep).or_default().push(*hash);
        }
        if deps.is_empty() {
            ready.insert((key(change), *hash));
        }
        waits.insert(*hash, deps.len());
    }
    if !missing.is_empty() {
        return Err(Refusal::Missing(missing.into_iter().collect()));
    }
    if ready.len() != 1 {
        return Err(Refusal::Shape);
    }
    let mut ordered = Vec::with_capacity(all.len());
    while let Some((_, hash)) = ready.pop_first() {
        for follower in followers.remove(&hash).unwrap_or_default() {
            if let Some(waits) = waits.get_mut(&follower) {
                *waits -= 1;
                if *waits == 0
                    && let Some(Some(change)) = all.get(&follower)
                {
                    ready.insert((key(change), follower));
                }
            }
        }
        ordered.extend(all.get_mut(&hash).and_then(Option::take));
    }
    Ok(ordered)
}

/// Those that none of `changes` follows, sorted.
pub(super) fn tops<'a>(changes: impl Iterator<Item = &'a Change> + Clone) -> Vec<ChangeHash> {
    let followed: BTreeSet<&ChangeHash> = changes.clone().flat_map(Change::deps).collect();
    let mut tops: Vec<ChangeHash> =
        changes.map(Change::hash).filter(|hash| !followed.contains(hash)).collect();
    tops.sort_unstable();
    tops
}

/// The changes that nobody has written after yet, sorted. Nothing is merged.
pub fn heads(changes: &[&[u8]]) -> Result<Vec<RecordHash>, Refusal> {
    guarded(|| {
        let changes = parsed(changes)?;
        let tops = tops(changes.iter());
        Ok(tops.into_iter().map(|top| RecordHash::from_bytes(top.0)).collect())
    })
}

/// What some heads leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// The writers of the changes that those heads do not contain.
    pub by: Vec<ActorPrefix>,
    /// Some of those heads are not here, and may contain any of them.
    pub seen_more: bool,
}

/// What of `changes` the heads `seen` do not contain.
pub fn unseen(changes: &[&[u8]], seen: &[RecordHash]) -> Result<Unseen, Refusal> {
    guarded(|| {
        let changes = parsed(changes)?;
        let by_hash: BTreeMap<RecordHash, &Change> =
            changes.iter().map(|change| (hash(change), change)).collect();
        let known = past(&by_hash, seen);
        let by = by_hash.iter().filter(|(hash, _)| !known.contains(*hash));
        Ok(Unseen {
            by: by.map(|(_, change)| prefix(change)).collect::<Result<_, _>>()?,
            seen_more: seen.iter().any(|head| !by_hash.contains_key(head)),
        })
    })
}

/// Those of `changes` that `heads` contain.
pub(super) fn ancestors<'a>(
    changes: &[&'a [u8]],
    heads: &[RecordHash],
) -> Result<Vec<&'a [u8]>, Refusal> {
    let all = parsed(changes)?;
    let by_hash: BTreeMap<RecordHash, &Change> =
        all.iter().map(|change| (hash(change), change)).collect();
    let missing: Vec<RecordHash> =
        heads.iter().filter(|head| !by_hash.contains_key(*head)).copied().collect();
    if !missing.is_empty() {
        return Err(Refusal::Missing(missing));
    }
    let past = past(&by_hash, heads);
    let chosen = changes.iter().zip(&all).filter(|(_, change)| past.contains(&hash(change)));
    Ok(chosen.map(|(bytes, _)| *bytes).collect())
}

fn parsed(changes: &[&[u8]]) -> Result<Vec<Change>, Refusal> {
    changes.iter().map(|bytes| parse(bytes)).collect()
}

/// Everything that is here of what `heads` contain, themselves among it.
fn past(all: &BTreeMap<RecordHash, &Change>, heads: &[RecordHash]) -> BTreeSet<RecordHash> {
    let mut seen = BTreeSet::new();
    let mut todo = heads.to_vec();
    while let Some(hash) = todo.pop() {
        if let Some(change) = all.get(&hash)
            && seen.insert(hash)
        {
            todo.extend(change.deps().iter().map(|dep| RecordHash::from_bytes(dep.0)));
        }
    }
    seen
}

/// An ordered document's changes, for asking what some heads have in common.
pub(super) struct Graph<'a> {
    changes: &'a [Change],
    index: BTreeMap<ChangeHash, usize>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(changes: &'a [Change]) -> Self {
        let index = changes.iter().enumerate().map(|(at, change)| (change.hash(), at)).collect();
        Self { changes, index }
    }

    /// The device that wrote a head.
    pub(super) fn writer(&self, head: ChangeHash) -> ActorPrefix {
        self.index
            .get(&head)
            .and_then(|at| prefix(&self.changes[*at]).ok())
            .unwrap_or(ActorPrefix([0; 8]))
    }

    fn past(&self, head: ChangeHash) -> Vec<bool> {
        let mut seen = vec![false; self.changes.len()];
        let mut todo = vec![head];
        while let Some(hash) = todo.pop() {
            if let Some(at) = self.index.get(&hash)
                && !seen[*at]
            {
                seen[*at] = true;
                todo.extend(self.changes[*at].deps());
            }
        }
        seen
    }

    /// The heads of what all of `heads` contain.
    pub(super) fn common(&self, heads: &[ChangeHash]) -> Vec<ChangeHash> {
        let mut all = vec![true; self.changes.len()];
        for head in heads {
            for (all, seen) in all.iter_mut().zip(self.past(*head)) {
                *all &= seen;
            }
        }
        tops(self.changes.iter().zip(&all).filter(|(_, all)| **all).map(|(change, _)| change))
    }
}
