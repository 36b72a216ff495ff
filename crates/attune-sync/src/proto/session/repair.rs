//! Repair: finding which documents differ, and fetching those whole.
//!
//! Needed when the logs say that both have everything and the digests say
//! otherwise, after a fork, and when records came without the ones they depend
//! on. Each side sends the states of its documents in ascending order of id;
//! each asks for what it lacks or holds differently. What comes is stored like
//! any record and moves no log position. The same two digests are compared
//! once: if fetching what differs changed neither, doing it again won't.

use crate::proto::frame::{
    Frame, FrameError, MAX_INFLATED, MAX_RECORDS, MAX_STATES, MAX_WANT, More,
};
use crate::proto::session::{Effect, Request};
use attune_core::exchange::{Digest, DocumentState, Lacking, Outgoing, StateHash};
use attune_core::ids::DocumentId;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most documents compared; far beyond what two people write. Beyond it the
/// first ones (by id) are repaired, and the rest after them.
const MAX_DOCUMENTS: usize = 1 << 20;
/// How often states are compared in a session without coming into step: each
/// costs reading them all.
const MAX_ROUNDS: u32 = 16;

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
    /// Those that came whole and still lacked something: what that is may have
    /// come with the others, so they are asked for once more, and not again.
    incomplete: BTreeSet<DocumentId>,
    /// What they asked for and we have not read yet, one at a time.
    answering: VecDeque<DocumentId>,
    reading: bool,
    /// What was compared last, ours and theirs.
    compared: Option<(Digest, Digest)>,
    rounds: u32,
}

impl Repair {
    /// In step: whatever comes later is a new story.
    pub(super) fn settled(&mut self) {
        self.rounds = 0;
        self.compared = None;
    }

    /// Whether comparing can help with these digests, ours and theirs.
    pub(super) fn may_begin(&mut self, mine: Digest, theirs: Digest) -> bool {
        self.rounds < MAX_ROUNDS && self.compared.replace((mine, theirs)) != Some((mine, theirs))
    }

    pub(super) fn begin(&mut self, out: &mut Vec<Effect>) {
        if !self.active {
            self.active = true;
            self.rounds += 1;
            self.mine.clear();
            self.mine_done = false;
            out.push(Effect::Ask(Request::States { after: None, limit: MAX_STATES as u32 }));
        }
    }

    pub(super) fn mine(&mut self, page: Vec<DocumentState>, out: &mut Vec<Effect>) {
        let after = page.last().map(|state| state.document);
        let full = page.len() >= MAX_STATES && self.mine.len() < MAX_DOCUMENTS;
        self.mine.extend(page.iter().map(|state| (state.document, state.state)));
        let more = if full { More::Follows } else { More::Last };
        out.push(Effect::Send(Frame::Heads { states: page, more }));
        if full {
            out.push(Effect::Ask(Request::States { after, limit: MAX_STATES as u32 }));
        } else {
            self.mine_done = true;
        }
    }

    pub(super) fn theirs(
        &mut self,
        page: Vec<DocumentState>,
        more: More,
    ) -> Result<(), FrameError> {
        if self.theirs_done || self.theirs.len() + page.len() > MAX_DOCUMENTS + MAX_STATES {
            return Err(FrameError::TooLarge);
        }
        self.theirs.extend(page.iter().map(|state| (state.document, state.state)));
        self.theirs_done = more == More::Last;
        Ok(())
    }

    pub(super) fn want(&mut self, ids: &[DocumentId]) {
        self.wanted.extend(ids.iter().filter(|id| !self.asked.contains(*id)));
    }

    /// These came whole, and what they depend on is not here.
    pub(super) fn came_incomplete(&mut self, ids: &[DocumentId]) {
        self.incomplete.extend(ids);
        self.want(ids);
    }

    /// What becomes of records of this document that lack something.
    pub(super) fn lacking(&self, id: DocumentId) -> Lacking {
        if self.incomplete.contains(&id) { Lacking::SetAside } else { Lacking::AskFor }
    }

    pub(super) fn wants_nothing(&self) -> bool {
        self.wanted.is_empty() && self.asked.is_empty()
    }

    /// They ask for documents. Whoever asks again before the last one was
    /// answered breaks the rules: each costs reading it whole.
    pub(super) fn asked(&mut self, ids: Vec<DocumentId>) -> Result<(), FrameError> {
        if !self.answering.is_empty() || self.reading {
            return Err(FrameError::TooLarge);
        }
        self.answering.extend(ids);
        Ok(())
    }

    /// One document that they asked for was read.
    pub(super) fn answered(&mut self) {
        self.reading = false;
    }

    /// Whether the document was asked for; its last part ends the asking.
    pub(super) fn arrived(&mut self, id: DocumentId, more: More) -> bool {
        match more {
            More::Follows => self.asked.contains(&id),
            More::Last => {
                self.incomplete.remove(&id);
                self.asked.remove(&id)
            }
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        !self.active && self.theirs.is_empty() && !self.theirs_done && self.wants_nothing()
    }

    /// `quiet`: no document that was asked for waits to be stored.
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
        if !self.reading
            && let Some(id) = self.answering.pop_front()
        {
            self.reading = true;
            out.push(Effect::Ask(Request::Document(id)));
        }
        if quiet && self.asked.is_empty() && !self.wanted.is_empty() {
            let rest = self.wanted.iter().nth(MAX_WANT).copied();
            let rest = rest.map(|first| self.wanted.split_off(&first)).unwrap_or_default();
            self.asked = std::mem::replace(&mut self.wanted, rest);
            out.push(Effect::Send(Frame::Want(self.asked.iter().copied().collect())));
        }
    }
}

/// Sends a document that was asked for, in as many frames as it needs.
pub(super) fn answer<A>(id: DocumentId, found: Option<Outgoing<A>>, out: &mut Vec<Effect>) {
    let mut part = Vec::new();
    let mut bytes = 0;
    let most = MAX_INFLATED / 8;
    for record in found.map(|found| found.records).unwrap_or_default() {
        if !part.is_empty() && (bytes + record.len() > most || part.len() >= MAX_RECORDS) {
            let records = std::mem::take(&mut part);
            out.push(Effect::Send(Frame::Document { id, records, more: More::Follows }));
            bytes = 0;
        }
        bytes += record.len();
        part.push(record);
    }
    out.push(Effect::Send(Frame::Document { id, records: part, more: More::Last }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_again_before_the_last_was_answered_breaks_the_rules() {
        let id = |n| DocumentId::from_bytes([n; 16]);
        let mut repair = Repair::default();
        repair.asked(vec![id(1), id(2)]).unwrap();
        assert!(repair.asked(vec![id(3)]).is_err());
        for n in [1, 2] {
            let mut out = Vec::new();
            repair.pump(true, &mut out);
            assert_eq!(out, [Effect::Ask(Request::Document(id(n)))], "one at a time");
            assert!(repair.asked(vec![id(3)]).is_err());
            repair.pump(true, &mut out);
            assert_eq!(out.len(), 1);
            repair.answered();
        }
        repair.asked(vec![id(3)]).unwrap();
    }
}
