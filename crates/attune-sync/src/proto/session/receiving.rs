//! The other direction of a session: what came, in the order of the sender's
//! log, on its way into the vault.
//!
//! One batch is with the vault at a time: if it turns out to lack something, a
//! later one must not move the position past the hole. Such a batch stays at
//! the head of the queue until the documents it lacks have come whole; if that
//! does not help, it is stored with those records set aside, so that one
//! document never stops the others.

use super::sending::WINDOW;
use crate::proto::frame::MAX_INFLATED;
use crate::proto::session::{Effect, Request, Timer};
use attune_core::exchange::{Incoming, Lacking, LogPoint};
use attune_core::ids::{DeviceId, DocumentId, Position};
use std::collections::VecDeque;

/// Records accepted at once, and then a second: a partner's program gone wild
/// must not fill the disk faster than a person notices.
const RATE_BURST: u64 = 50_000;
const RATE_PER_SECOND: u64 = 20_000;
/// How long to wait, in milliseconds, before looking again whether more may be
/// stored.
const RATE_PAUSE: u64 = 100;
/// The most that may wait, in bytes: an honest sender stays within its window,
/// and one frame of a document may have been read beyond it.
const MAX_QUEUED: usize = 2 * (WINDOW + MAX_INFLATED);
/// With so much waiting no further frames are read.
const FULL: usize = WINDOW + MAX_INFLATED;
/// What a record and a batch cost beside their bytes, so that empty ones are
/// bounded as well.
const RECORD_COST: usize = 64;
const BATCH_COST: usize = 256;

/// What is with the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Storing {
    Nothing,
    /// The batch at the head of the queue.
    Log,
    /// Part of a document that was asked for.
    Document,
}

#[derive(Debug)]
pub(super) struct Receiving {
    /// The place the next batch must follow on.
    expected: Option<LogPoint>,
    queue: VecDeque<Incoming>,
    documents: VecDeque<Incoming>,
    queued_bytes: usize,
    storing: Storing,
    /// The head of the queue waits for documents that it lacks.
    held: bool,
    tokens: u64,
    refilled: u64,
    paused: bool,
}

fn size(incoming: &Incoming) -> usize {
    BATCH_COST + incoming.records.iter().map(|record| RECORD_COST + record.len()).sum::<usize>()
}

/// What storing it takes from the rate: a transaction, and each record.
fn cost(incoming: &Incoming) -> u64 {
    1 + incoming.records.len() as u64
}

impl Receiving {
    pub(super) fn new(now: u64) -> Self {
        Self {
            expected: None,
            queue: VecDeque::new(),
            documents: VecDeque::new(),
            queued_bytes: 0,
            storing: Storing::Nothing,
            held: false,
            tokens: RATE_BURST,
            refilled: now,
            paused: false,
        }
    }

    /// Where the vault stands in the other's log. What came before that was
    /// known follows on itself.
    pub(super) fn begin(&mut self, have: Option<LogPoint>) {
        if self.expected.is_none() {
            self.expected = have;
        }
    }

    /// Whether so much waits that no more should be read off the line.
    pub(super) fn is_full(&self) -> bool {
        self.queued_bytes > FULL
    }

    /// A batch of the log. `false` if it does not follow on what came before,
    /// or is more than was agreed.
    pub(super) fn records(&mut self, after: Position, through: LogPoint, batch: Incoming) -> bool {
        let at = match self.expected {
            Some(point) if point.log == through.log => point.position,
            _ => Position(0),
        };
        // Another log, or one sent again, begins at its beginning.
        if (after != at && after != Position(0)) || through.position < after {
            return false;
        }
        self.expected = Some(through);
        self.queued_bytes += size(&batch);
        self.queue.push_back(batch);
        self.queued_bytes <= MAX_QUEUED
    }

    /// Part of a document that was asked for. `false` if it is too much.
    pub(super) fn document(&mut self, incoming: Incoming) -> bool {
        self.queued_bytes += size(&incoming);
        self.documents.push_back(incoming);
        self.queued_bytes <= MAX_QUEUED
    }

    /// The vault has committed what it was given, but for documents that lack
    /// something. Tells what that was.
    pub(super) fn stored(&mut self, missing: &[DocumentId]) -> Storing {
        let storing = std::mem::replace(&mut self.storing, Storing::Nothing);
        match storing {
            Storing::Log if !missing.is_empty() => self.held = true,
            Storing::Log => {
                self.held = false;
                self.drop_bytes(self.queue.front().map_or(0, size));
                self.queue.pop_front();
            }
            Storing::Document | Storing::Nothing => {}
        }
        storing
    }

    fn drop_bytes(&mut self, bytes: usize) {
        self.queued_bytes = self.queued_bytes.saturating_sub(bytes);
    }

    pub(super) fn may_store_more(&mut self) {
        self.paused = false;
    }

    /// Whether no document that was asked for waits to be stored.
    pub(super) fn is_quiet(&self) -> bool {
        self.documents.is_empty() && self.storing == Storing::Nothing
    }

    /// Whether everything that came is stored.
    pub(super) fn is_idle(&self) -> bool {
        self.is_quiet() && self.queue.is_empty()
    }

    /// `wants_nothing`: no document is asked for and not here yet.
    pub(super) fn pump(
        &mut self,
        device: DeviceId,
        now: u64,
        wants_nothing: bool,
        out: &mut Vec<Effect>,
    ) {
        let gained = now.saturating_sub(self.refilled) * RATE_PER_SECOND / 1000;
        if gained > 0 {
            self.tokens = (self.tokens + gained).min(RATE_BURST);
            self.refilled = now;
        }
        if self.storing != Storing::Nothing {
            return;
        }
        let cost = self.documents.front().or(self.queue.front()).map_or(0, cost);
        if cost > self.tokens {
            if !std::mem::replace(&mut self.paused, true) {
                out.push(Effect::SetTimer(Timer::Rate, RATE_PAUSE));
            }
            return;
        }
        if let Some(incoming) = self.documents.pop_front() {
            self.tokens -= cost;
            self.drop_bytes(size(&incoming));
            self.storing = Storing::Document;
            out.push(Effect::Ask(Request::Store(device, incoming)));
        } else if let Some(batch) = self.queue.front()
            && (!self.held || wants_nothing)
        {
            self.tokens -= cost;
            self.storing = Storing::Log;
            let lacking = if self.held { Lacking::SetAside } else { Lacking::AskFor };
            let batch = Incoming { lacking, ..batch.clone() };
            out.push(Effect::Ask(Request::Store(device, batch)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use attune_core::exchange::Lacking;

    const PEER: DeviceId = DeviceId::from_bytes([1; 32]);

    fn part(records: usize, each: usize) -> Incoming {
        let records = vec![vec![0; each]; records];
        Incoming { records, through: None, lacking: Lacking::AskFor }
    }

    /// How many of `parts` are given to the vault until it has to wait.
    fn stored(receiving: &mut Receiving, now: u64) -> usize {
        for many in 0.. {
            let mut out = Vec::new();
            receiving.pump(PEER, now, true, &mut out);
            match out.as_slice() {
                [Effect::Ask(Request::Store(..))] => receiving.stored(&[]),
                _ => return many,
            };
        }
        0
    }

    #[test]
    fn a_partner_gone_wild_stores_so_much_at_once_and_so_much_a_second() {
        let mut receiving = Receiving::new(0);
        for _ in 0..100 {
            assert!(receiving.document(part(999, 1)));
        }
        // Each part is a transaction as well.
        assert_eq!(stored(&mut receiving, 0), 50);
        receiving.may_store_more();
        assert_eq!(stored(&mut receiving, 0), 0);
        receiving.may_store_more();
        assert_eq!(stored(&mut receiving, 1000), 20);
    }

    #[test]
    fn with_a_window_and_a_frame_waiting_nothing_more_is_read() {
        let mut receiving = Receiving::new(0);
        assert!(receiving.document(part(1, WINDOW + MAX_INFLATED - 1000)));
        assert!(!receiving.is_full());
        assert!(receiving.document(part(1, 1000)));
        assert!(receiving.is_full());
        // What comes in one frame more is taken, and then it is too much.
        assert!(receiving.document(part(1, MAX_INFLATED)));
        assert!(!receiving.document(part(1, MAX_INFLATED)));
        assert_eq!(stored(&mut receiving, 0), 4);
        assert!(!receiving.is_full());
    }
}
