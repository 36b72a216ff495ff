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

/// Looks at one record.
pub(super) fn look(record: Record) -> Looked {
    let content = if record.kind == RecordType::CHANGE {
        inspect(&record.body).map(|(hash, actor)| (hash, Some(actor)))
    } else {
        Ok((fact_hash(&record.body), None))
    };
    let header = match &record.place {
        Place::Begins(bytes) => Some(Header::decode(bytes)),
        Place::In(_) => None,
    };
    let signed = match (&header, &content) {
        (Some(Ok(header)), Ok((hash, _))) => record.is_signed(header.hash(), *hash),
        _ => false,
    };
    Looked { record, content, header, signed, merged: None }
}

/// Looks at one that is all that came of its document.
fn look_at_whole(record: Record) -> Looked {
    let Place::Begins(bytes) = &record.place else { return look(record) };
    let header = Header::decode(bytes);
    let known = header.as_ref().ok().and_then(|header| kind(&header.kind));
    let known = known.filter(|kind| kind.project.is_some() && record.kind == RecordType::CHANGE);
    let (Ok(header), Some(known)) = (header, known) else { return look(record) };
    let (content, merged) = match inspect_whole(known.shape, &record.body) {
        Ok((hash, actor, merged)) => (Ok((hash, Some(actor))), merged),
        Err(refusal) => (Err(refusal), None),
    };
    let signed = content.as_ref().is_ok_and(|(hash, _)| record.is_signed(header.hash(), *hash));
    Looked { record, content, header: Some(Ok(header)), signed, merged }
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
    let look_at = |(id, mut records): (DocumentId, Vec<Record>)| match records.len() {
        1 => (id, records.drain(..).map(look_at_whole).collect()),
        _ => (id, records.into_iter().map(look).collect()),
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
            .map(|share| scope.spawn(move || share.into_iter().map(look_at).collect::<Vec<_>>()))
            .collect();
        let mut all: Vec<_> = groups.into_iter().map(look_at).collect();
        for other in others.into_iter().rev() {
            // What can panic inside runs guarded; a panic beyond that is ours.
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    })
}
