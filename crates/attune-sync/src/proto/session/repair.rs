//! Repair: finding which documents differ, and fetching those whole.
//!
//! Needed when the logs say that both have everything and the digests say
//! otherwise, after a fork, and when records came without the ones they depend
//! on. Each side sends the states of its documents in ascending order of id;
//! each asks for what it lacks or holds differently. What comes is stored like
//! any record and moves no log position.

use crate::proto::frame::{
    Frame, FrameError, MAX_INFLATED, MAX_RECORDS, MAX_STATES, MAX_WANT, More,
};
use crate::proto::session::Effect;
use crate::proto::store::Batch;
use attune_core::exchange::{DocumentState, StateHash};
use attune_core::ids::DocumentId;
use std::collections::{BTreeMap, BTreeSet};

/// The most documents compared; far beyond what two people write.
const MAX_DOCUMENTS: usize = 1 << 20;
/// How often the log is begun again for missing dependencies in one session
/// without progress between.
const MAX_REWINDS: u32 = 3;

#[derive(Debug, Default)]
pub(super) struct Repair {
    /// Comparing: our states so far.
    mine: BTreeMap<DocumentId, StateHash>,
    mine_done: bool,
    theirs: BTreeMap<DocumentId, StateHash>,
    theirs_done: bool,
    active: bool,
    /// To ask for, and asked for.
    wanted: BTreeSet<DocumentId>,
    asked: BTreeSet<DocumentId>,
    rounds: u32,
    rewinds: u32,
    reported: bool,
}

impl Repair {
    pub(super) fn rounds(&self) -> u32 {
        self.rounds
    }

    /// Something changed: what was given up may work now.
    pub(super) fn fresh(&mut self) {
        self.reported = false;
    }

    pub(super) fn settled(&mut self) {
        self.rounds = 0;
        self.rewinds = 0;
    }

    /// Whether this is the first time that giving up is said.
    pub(super) fn give_up(&mut self) -> bool {
        !std::mem::replace(&mut self.reported, true)
    }

    pub(super) fn may_ask_again(&mut self) -> bool {
        self.rewinds += 1;
        self.rewinds <= MAX_REWINDS
    }

    pub(super) fn begin(&mut self, out: &mut Vec<Effect>) {
        if !self.active {
            self.active = true;
            self.rounds += 1;
            self.mine.clear();
            self.mine_done = false;
            out.push(Effect::ReadStates { after: None, limit: MAX_STATES });
        }
    }

    pub(super) fn mine(&mut self, page: Vec<DocumentState>, out: &mut Vec<Effect>) {
        let last = page.last().map(|state| state.document);
        let full = page.len() >= MAX_STATES && self.mine.len() < MAX_DOCUMENTS;
        self.mine.extend(page.iter().map(|state| (state.document, state.state)));
        let more = if full { More::Follows } else { More::Last };
        out.push(Effect::Send(Frame::Heads { states: page, more }));
        if full {
            out.push(Effect::ReadStates { after: last, limit: MAX_STATES });
        } else {
            self.mine_done = true;
        }
    }

    pub(super) fn theirs(
        &mut self,
        page: Vec<DocumentState>,
        more: More,
    ) -> Result<(), FrameError> {
        if self.theirs_done || self.theirs.len() + page.len() > MAX_DOCUMENTS {
            return Err(FrameError::TooLarge);
        }
        self.theirs.extend(page.iter().map(|state| (state.document, state.state)));
        self.theirs_done = more == More::Last;
        Ok(())
    }

    pub(super) fn want(&mut self, ids: &[DocumentId]) {
        self.wanted.extend(ids.iter().filter(|id| !self.asked.contains(*id)));
    }

    pub(super) fn wants_nothing(&self) -> bool {
        self.wanted.is_empty() && self.asked.is_empty()
    }

    /// Whether the document was asked for; its last part ends the asking.
    pub(super) fn arrived(&mut self, id: DocumentId, more: More) -> bool {
        match more {
            More::Follows => self.asked.contains(&id),
            More::Last => self.asked.remove(&id),
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        !self.active && self.theirs.is_empty() && !self.theirs_done && self.wants_nothing()
    }

    /// `quiet`: nothing received waits to be stored.
    pub(super) fn pump(&mut self, quiet: bool, out: &mut Vec<Effect>) {
        if !self.theirs.is_empty() || self.theirs_done {
            // They compare, so we do too: each learns what it lacks.
            self.begin(out);
        }
        if self.active && self.mine_done && self.theirs_done {
            let differing =
                self.theirs.iter().filter(|(id, state)| self.mine.get(id) != Some(state));
            self.wanted.extend(differing.map(|(id, _)| *id));
            self.active = false;
            self.theirs_done = false;
            self.theirs.clear();
            self.mine.clear();
        }
        if quiet && self.asked.is_empty() && !self.wanted.is_empty() {
            let rest = self.wanted.iter().nth(MAX_WANT).copied();
            let rest = rest.map(|first| self.wanted.split_off(&first)).unwrap_or_default();
            self.asked = std::mem::replace(&mut self.wanted, rest);
            out.push(Effect::Send(Frame::Want(self.asked.iter().copied().collect())));
        }
    }
}

/// Sends documents that were asked for, in as many frames as they need.
pub(super) fn answer<A>(documents: Vec<(DocumentId, Batch<A>)>, out: &mut Vec<Effect>) {
    for (id, batch) in documents {
        let mut part = Vec::new();
        let mut bytes = 0;
        let half = MAX_INFLATED / 8;
        for record in batch.records {
            if !part.is_empty() && (bytes + record.len() > half || part.len() >= MAX_RECORDS) {
                let records = std::mem::take(&mut part);
                out.push(Effect::Send(Frame::Document { id, records, more: More::Follows }));
                bytes = 0;
            }
            bytes += record.len();
            part.push(record);
        }
        out.push(Effect::Send(Frame::Document { id, records: part, more: More::Last }));
    }
}
