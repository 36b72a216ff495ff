//! The lines that become an entry as they are: thanks, and a note for the other. One
//! of each can be unfinished, and is kept as a draft as it grows.

use super::typing::Saving;
use super::worker::{Request, Then};
use attune_core::command::Who;
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
}

/// The slot of the line of thanks.
pub(crate) const THANKS_SLOT: &str = "thanks";

impl OneLine {
    fn new(slot: &'static str, kind: &'static str) -> Self {
        let (text, who) = (String::new(), Who::PartnerReads);
        Self { slot, kind, text, who, saving: Saving::default(), busy: false }
    }

    /// Saves what is unsaved, at once.
    pub(crate) fn save(&mut self, out: &mut Vec<Request>) {
        if let Some(revision) = self.saving.send() {
            let draft = Draft {
                slot: self.slot.to_owned(),
                kind: self.kind.to_owned(),
                document: None,
                who: self.who,
                title: String::new(),
                body: self.text.clone(),
                detail: None,
            };
            out.push(Request::SaveDraft { draft: draft.into(), revision });
        }
    }

    /// Makes an entry of it, if there is anything in it.
    pub(crate) fn done(&mut self, time: f64, out: &mut Vec<Request>) {
        if self.busy || self.text.trim().is_empty() {
            return;
        }
        self.busy = true;
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

    /// It could not be kept.
    pub(crate) fn failed(&mut self, time: f64) {
        self.busy = false;
        self.saving.fail(time);
    }

    /// It is an entry: an empty one takes its place, for whom this was.
    pub(crate) fn committed(&mut self) {
        *self = Self { who: self.who, ..Self::new(self.slot, self.kind) };
    }

    /// Goes on with what was left unfinished.
    pub(crate) fn take_up(&mut self, drafts: &[Draft]) {
        if let Some(draft) = drafts.iter().find(|draft| draft.slot == self.slot) {
            self.text = draft.body.clone();
            self.who = draft.who;
        }
    }
}

/// Both of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lines {
    /// One thing appreciated.
    pub(crate) thanks: OneLine,
    /// What the other is to find.
    pub(crate) note: OneLine,
}

impl Default for Lines {
    fn default() -> Self {
        let thanks = OneLine::new(THANKS_SLOT, "gratitude");
        Self { thanks, note: OneLine::new("note", "note") }
    }
}

impl Lines {
    /// Each of them.
    pub(crate) fn each(&mut self) -> [&mut OneLine; 2] {
        [&mut self.thanks, &mut self.note]
    }

    /// The one whose draft is in that slot.
    pub(crate) fn in_slot(&mut self, slot: &str) -> Option<&mut OneLine> {
        self.each().into_iter().find(|line| line.slot == slot)
    }
}
