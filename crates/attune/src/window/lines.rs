//! What becomes an entry as it is: the lines of thanks and for the other to find, one's
//! own side of a pause, and the words for its next step. One of each can be unfinished,
//! and is kept as a draft as it grows.

use super::typing::{self, Saving, unfinished};
use super::worker::{Request, Then};
use attune_core::command::{Command, Who};
use attune_core::vault::Draft;

/// A line under the keyboard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OneLine {
    /// The slot of its draft.
    slot: &'static str,
    /// The kind it becomes.
    kind: &'static str,
    /// The line so far.
    pub(crate) text: String,
    /// Who it is for.
    pub(crate) who: Who,
    /// When it is saved.
    pub(crate) saving: Saving,
    /// On its way to become an entry.
    pub(crate) busy: bool,
    /// What went.
    sent: String,
}

/// The slot of the line of thanks.
pub(crate) const THANKS_SLOT: &str = "thanks";
/// That of one's own side of a pause, which is nobody else's before it is said to be.
const SIDE_SLOT: &str = "side";
/// The slot and the kind of a card for a soul talk that is being written.
pub(crate) const CARD_SLOT: &str = "talk-card";

impl OneLine {
    fn new(slot: &'static str, kind: &'static str) -> Self {
        let who = if slot == SIDE_SLOT { Who::OnlyMe } else { Who::PartnerReads };
        let text = String::new();
        Self { slot, kind, text, who, saving: Saving::default(), busy: false, sent: String::new() }
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        self.saving.save(out, || Draft {
            who: self.who,
            ..unfinished(self.slot, self.kind, self.text.clone())
        });
    }

    /// Makes an entry of it, if there is anything in it.
    pub(crate) fn done(&mut self, time: f64, out: &mut Vec<Request>) {
        if self.busy || self.text.trim().is_empty() {
            return;
        }
        self.busy = true;
        self.sent.clone_from(&self.text);
        // Also when it came from an unfinished draft: the choice of who may have
        // changed since.
        self.saving.touch(time);
        self.save(out);
        out.push(Request::Commit {
            slot: self.slot.to_owned(),
            revision: self.saving.latest(),
            then: Then::Leave,
        });
    }

    /// Does with it what becomes of it, if there is anything in it.
    pub(crate) fn send(&mut self, command: Command, out: &mut Vec<Request>) {
        if self.busy || self.text.trim().is_empty() {
            return;
        }
        self.busy = true;
        self.sent.clone_from(&self.text);
        self.save(out);
        out.push(Request::Seal { command, slot: self.slot.to_owned() });
    }

    /// It could not be kept.
    pub(crate) fn failed(&mut self, time: f64) {
        self.busy = false;
        self.saving.fail(time);
    }

    /// It is an entry: an empty one takes its place, for whom this was, with what was
    /// typed since. A side of a pause is one's own again.
    pub(crate) fn committed(&mut self, time: f64) {
        let new = Self::new(self.slot, self.kind);
        let who = if self.slot == SIDE_SLOT { new.who } else { self.who };
        let since = typing::rebased(&self.sent, &self.text, "");
        *self = Self { who, ..new };
        if !since.trim().is_empty() {
            self.text = since;
            self.saving.touch(time);
        }
    }

    /// Goes on with what was left unfinished.
    pub(crate) fn take_up(&mut self, drafts: &[Draft]) {
        if let Some(draft) = drafts.iter().find(|draft| draft.slot == self.slot) {
            self.text = draft.body.clone();
            self.who = draft.who;
        }
    }
}

/// All of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lines {
    /// One thing appreciated.
    pub(crate) thanks: OneLine,
    /// What the other is to find.
    pub(crate) note: OneLine,
    /// One's own side of a pause.
    pub(crate) side: OneLine,
    /// One next step out of it.
    pub(crate) step: OneLine,
    /// A card of the couple's own.
    pub(crate) card: OneLine,
}

impl Default for Lines {
    fn default() -> Self {
        let thanks = OneLine::new(THANKS_SLOT, "gratitude");
        let side = OneLine::new(SIDE_SLOT, "side");
        let step = OneLine::new("pause-step", "pause-step");
        let card = OneLine::new(CARD_SLOT, CARD_SLOT);
        Self { thanks, note: OneLine::new("note", "note"), side, step, card }
    }
}

impl Lines {
    /// Each of them.
    pub(crate) fn each(&mut self) -> [&mut OneLine; 5] {
        [&mut self.thanks, &mut self.note, &mut self.side, &mut self.step, &mut self.card]
    }

    /// The one whose draft is in that slot.
    pub(crate) fn in_slot(&mut self, slot: &str) -> Option<&mut OneLine> {
        self.each().into_iter().find(|line| line.slot == slot)
    }
}
