//! What can be said of a record without the vault: its hash and its author's
//! mark, its header, its signature, and, of one that makes a whole document,
//! what that document says. It is most of the work of taking in a batch, so it
//! is done before the transaction, on every core.

use crate::document::{ActorPrefix, Merged, Refusal, inspect, inspect_whole};
use crate::header::{Header, HeaderError};
use crate::ids::{DocumentId, RecordHash};
use crate::kinds::kind;
use crate::record::{Place, Record, RecordType, fact_hash};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::thread;

/// Fewer records than this are not worth a thread.
const A_THREAD: usize = 16;
/// More threads than this wait for the disk anyway.
const MOST_THREADS: usize = 8;

/// A record and what it says of itself. Nothing is believed yet: whether its
/// author may say it is for the rules.
pub(super) struct Looked {
    pub(super) record: Record,
    /// Its hash, and for a change whose mark it carries.
    pub(super) content: Result<(RecordHash, Option<ActorPrefix>), Refusal>,
    /// The header that it brings, if it brings one.
    pub(super) header: Option<Result<Header, HeaderError>>,
    /// Whether it is signed over that header.
    signed: bool,
    /// What the document says that this change makes alone.
    pub(super) merged: Option<Merged>,
}

impl Looked {
    /// Whether it is its device's word under `header`.
    pub(super) fn is_signed(&self, header: &Header, hash: RecordHash) -> bool {
        match &self.header {
            Some(Ok(carried)) if carried == header => self.signed,
            _ => self.record.is_signed(header.hash(), hash),
        }
    }
}

/// How much of its document came with a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    /// It is all that came.
    Whole,
    /// Others came, or may be here already.
    Part,
}

/// Looks at one record.
pub(super) fn look(record: Record) -> Looked {
    look_at(record, Share::Part)
}

fn look_at(record: Record, share: Share) -> Looked {
    let header = match &record.place {
        Place::Begins(bytes) => Some(Header::decode(bytes)),
        Place::In(_) => None,
    };
    // What a change makes alone is only asked where it may be all there is.
    let shown = match &header {
        Some(Ok(header)) if share == Share::Whole => {
            kind(&header.kind).filter(|kind| kind.is_edited())
        }
        _ => None,
    };
    let mut merged = None;
    let content = match (record.kind, shown) {
        (RecordType::CHANGE, Some(kind)) => {
            inspect_whole(kind.shape, &record.body).map(|(hash, actor, made)| {
                merged = made;
                (hash, Some(actor))
            })
        }
        (RecordType::CHANGE, None) => {
            inspect(&record.body).map(|(hash, actor)| (hash, Some(actor)))
        }
        _ => Ok((fact_hash(&record.body), None)),
    };
    let signed = match (&header, &content) {
        (Some(Ok(header)), Ok((hash, _))) => record.is_signed(header.hash(), *hash),
        _ => false,
    };
    Looked { record, content, header, signed, merged }
}

/// Looks at what came of several documents, in the order they first came.
pub(super) fn look_at_all(records: Vec<Record>) -> Vec<(DocumentId, Vec<Looked>)> {
    let mut places: BTreeMap<DocumentId, usize> = BTreeMap::new();
    let mut groups: Vec<(DocumentId, Vec<Record>)> = Vec::new();
    for record in records {
        let id = record.document();
        let place = *places.entry(id).or_insert_with(|| {
            groups.push((id, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(record);
    }
    let look_at_group = |(id, records): (DocumentId, Vec<Record>)| {
        let share = if records.len() == 1 { Share::Whole } else { Share::Part };
        (id, records.into_iter().map(|record| look_at(record, share)).collect())
    };
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_THREADS);
    let share = groups.len().div_ceil(cores).max(A_THREAD);
    let mut shares = Vec::new();
    while groups.len() > share {
        shares.push(groups.split_off(groups.len() - share));
    }
    thread::scope(|scope| {
        let others: Vec<_> = shares
            .into_iter()
            .map(|share| {
                scope.spawn(move || share.into_iter().map(look_at_group).collect::<Vec<_>>())
            })
            .collect();
        let mut all: Vec<_> = groups.into_iter().map(look_at_group).collect();
        for other in others.into_iter().rev() {
            // What can panic inside runs guarded; a panic beyond that is ours.
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    })
}
