//! One direction of a session: our log on its way to the other side, a few
//! batches ahead of the acknowledgements.

use crate::proto::frame::{Frame, MAX_RECORDS};
use crate::proto::session::{Batch, Effect, Request};
use attune_core::exchange::{LogPoint, Outgoing, Since, Standing};
use attune_core::ids::{DeviceId, Mark, Position};
use std::collections::VecDeque;

/// Bytes of records on the way without an acknowledgement, each direction.
pub(super) const WINDOW: usize = 2 * 1024 * 1024;
/// A small first batch brings the first acknowledgement early.
const FIRST_BATCH: usize = 64;
const BATCH_BYTES: usize = 256 * 1024;

#[derive(Debug, Default)]
pub(super) struct Sending {
    /// How far our log was sent; `None` until the vault said what they know.
    sent: Option<Position>,
    loading: bool,
    began: bool,
    /// Sent batches not acknowledged: their ends and sizes.
    unacknowledged: VecDeque<(Position, usize)>,
}

impl Sending {
    /// Begins where the vault says that the other side's place in our log is.
    /// Gives that place, which they have then stored through.
    pub(super) fn begin(
        &mut self,
        since: Since,
        have: Option<LogPoint>,
        standing: &Standing,
    ) -> Option<LogPoint> {
        match since {
            Since::At(position) => {
                self.sent = Some(position);
                have
            }
            Since::Beginning => {
                self.sent = Some(Position(0));
                let mark = Mark::from_bytes([0; 8]);
                Some(LogPoint { log: standing.end.log, position: Position(0), mark })
            }
            Since::Forked => {
                self.sent = Some(Position(0));
                None
            }
        }
    }

    /// The frame of a batch that was read.
    pub(super) fn loaded<A>(&mut self, batch: Outgoing<A>) -> Option<Frame> {
        self.loading = false;
        let sent = self.sent.filter(|sent| batch.through.position > *sent)?;
        let bytes = batch.records.iter().map(Vec::len).sum::<usize>();
        self.sent = Some(batch.through.position);
        self.unacknowledged.push_back((batch.through.position, bytes));
        Some(Frame::Records { after: sent, through: batch.through, records: batch.records })
    }

    /// Whether a confirmation through `position` can be true; what was never
    /// sent in this session, and was not there before, can't be confirmed.
    pub(super) fn acknowledged(&mut self, position: Position) -> bool {
        if self.sent.is_none_or(|sent| position > sent) {
            return false;
        }
        while self.unacknowledged.front().is_some_and(|(end, _)| *end <= position) {
            self.unacknowledged.pop_front();
        }
        true
    }

    pub(super) fn pump(
        &mut self,
        device: DeviceId,
        standing: &Standing,
        their_window: usize,
        out: &mut Vec<Effect>,
    ) {
        if self.sent.is_some_and(|sent| sent < standing.end.position)
            && let Some(batch) = self.next(their_window)
        {
            out.push(Effect::Ask(Request::Load(device, batch)));
        }
    }

    /// What to read when something was written here; nothing where a batch is
    /// being read already, or none may go yet.
    pub(super) fn news(&mut self, device: DeviceId, their_window: usize) -> Option<Request> {
        self.next(their_window).map(|batch| Request::News(device, batch))
    }

    /// The next batch to read, if one may go now. It counts as being read.
    fn next(&mut self, their_window: usize) -> Option<Batch> {
        let after = self.sent?;
        let on_the_way: usize = self.unacknowledged.iter().map(|(_, bytes)| bytes).sum();
        if self.loading || (on_the_way > 0 && on_the_way >= WINDOW.min(their_window)) {
            return None;
        }
        self.loading = true;
        let first = !std::mem::replace(&mut self.began, true);
        let max_records = if first { FIRST_BATCH } else { MAX_RECORDS };
        Some(Batch { after, max_records, max_bytes: BATCH_BYTES })
    }

    /// Whether all of our log is there and confirmed.
    pub(super) fn is_idle(&self, standing: &Standing) -> bool {
        !self.loading
            && self.unacknowledged.is_empty()
            && self.sent.is_some_and(|sent| sent >= standing.end.position)
    }
}
