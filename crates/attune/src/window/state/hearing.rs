//! Taking in what the worker tells.

use super::State;
use crate::link::{Pairing, Standing, Told};
use crate::texts::tr;
use crate::window::backing::Stage;
use crate::window::model::{Phase, Whose};
use crate::window::route::Route;
use crate::window::spelling::Spelling;
use crate::window::typing::Writing;
use crate::window::worker::{Request, Then, Update};
use attune_core::command::Command;

impl State {
    /// Takes in what the worker tells.
    pub(crate) fn receive(&mut self, update: Update) {
        match update {
            Update::FirstRun => self.model.phase = Phase::FirstRun,
            Update::Locked => self.model.phase = Phase::Locked,
            Update::Closed(why) => self.model.phase = Phase::Closed(why),
            Update::Damaged(why) => self.model.phase = Phase::Damaged(why),
            Update::Refused(why) => {
                self.forms.door.busy = false;
                self.forms.door.typed = crate::window::forms::Typed::default();
                self.forms.door.refused = Some(why);
            }
            Update::Recovery(key) => self.model.phase = Phase::Recovery(key.0.to_string()),
            Update::Shown { shown, came } => {
                self.model.coming.entries(&came);
                self.shown(*shown);
            }
            Update::Drafts(drafts) => self.model.shown.drafts = drafts,
            Update::Page(page) => {
                self.model.page = page.map(|page| *page);
                self.watch_settled();
                self.watch_page();
            }
            Update::History(id, history) => self.model.history = Some((id, history)),
            Update::Found(found) => {
                // Finds for what was changed since are not shown.
                if found.of == self.forms.looked {
                    self.model.found = found;
                }
            }
            Update::Kept { slot, revision } => self.kept(&slot, revision),
            Update::NotKept { slot, why } => {
                self.model.trouble = Some(why);
                self.unsaved.insert(slot.clone());
                if let Some(page) = self.forms.pages.get_mut(&slot) {
                    page.not_committed(self.time);
                } else if let Some(line) = self.forms.lines.in_slot(&slot) {
                    line.failed(self.time);
                } else if Some(&slot) == self.forms.checkin.slot().as_ref() {
                    self.forms.checkin.saving.fail(self.time);
                } else if Some(&slot) == self.forms.checkin.trying_slot().as_ref() {
                    self.forms.checkin.trying_saving.fail(self.time);
                } else if let Some(saying) = self.forms.sayings.in_slot(&slot) {
                    saying.saving.fail(self.time);
                } else if let Some(saying) = self.forms.pulse.in_slot(&slot) {
                    saying.saving.fail(self.time);
                } else {
                    self.talk_not_kept(&slot);
                }
            }
            Update::Begun(begun) => {
                let slot = begun.slot.clone();
                // A page reached by an older name goes under its present one.
                if let Route::Write(open) = &self.route
                    && *open != slot
                    && self.forms.pages.get(open).is_some_and(|page| !page.ready)
                {
                    self.forms.pages.remove(open);
                    self.route = Route::Write(slot.clone());
                }
                if self.route == Route::Write(slot.clone()) {
                    if begun.both {
                        self.outbox.push(Request::Open(Some(begun.id)));
                    }
                    self.forms.pages.insert(slot, Writing::of_begun(begun));
                }
            }
            Update::Committed { slot, revision: _, id, on } => {
                self.saved(&slot);
                self.committed(&slot, id, on);
            }
            Update::Done(command, id) => self.done(&command, id),
            Update::Trouble(why) => {
                self.forms.checkin.busy = false;
                self.forms.pulse.saying.busy = false;
                self.forms.sayings.each().for_each(|saying| saying.busy = false);
                self.forms.lines.step.busy = false;
                self.forms.pause.begins = false;
                self.forms.lines.card.busy = false;
                self.forms.talk.comes = false;
                if self.model.deleted.as_ref().is_some_and(|deleted| deleted.since >= self.time) {
                    self.model.deleted = None;
                }
                // Another sentence stands there now, and goes by hand.
                self.unsaved.clear();
                self.model.trouble = Some(why);
            }
            Update::Link(Told::Standing(standing)) => self.model.standing = standing,
            Update::Link(Told::Pairing(pairing)) => self.pairing(pairing),
            // What is live comes as it stands in a talk.
            Update::Link(Told::Changed | Told::Live(_) | Told::LiveOver) => {}
            Update::Talks(talks) => self.talks(*talks),
            Update::Link(Told::RolledBack) => {
                self.model.trouble = Some(tr!("sync-rolled-back"));
            }
            Update::Link(Told::NewDevice) => self.model.trouble = Some(tr!("device-renewed")),
            Update::Backing(stage) => {
                if matches!(stage, Stage::Going(_) | Stage::Made(_)) {
                    self.forms.backing = None;
                }
                self.model.backing = stage;
            }
            Update::Restoring(part) => self.model.restoring = part,
            Update::Out(out) => self.model.carrying.out = out,
            Update::Incoming(incoming) => self.model.carrying.coming = Some(*incoming),
            Update::RecoveryKey(key) => {
                if self.route == Route::Us {
                    self.forms.us.recovery = Some(key);
                }
            }
            Update::InvitationKept(file) => self.forms.pairing.kept_at = Some(file),
            Update::InvitationRead(text) => self.forms.pairing.invitation = text,
            Update::Protected => {
                self.forms.us.lock = false;
                self.forms.us.passphrase = crate::window::forms::Passphrase::default();
            }
        }
    }

    fn pairing(&mut self, pairing: Pairing) {
        match &pairing {
            Pairing::Paired { .. } => self.forms.pairing = Default::default(),
            Pairing::Ready { words, .. } => {
                self.forms.pairing.shown = crate::window::forms::typed_words(words).try_into().ok();
            }
            // Used up on both screens: nobody should try them again by mistake.
            Pairing::Failed(failure) if !failure.words_still_hold() => {
                let form = &mut self.forms.pairing;
                let words = std::mem::take(&mut form.words);
                let shown = form.shown.take();
                form.ended = if words[0].is_empty() { shown } else { Some(words) };
                form.invitation.clear();
            }
            _ => {}
        }
        self.model.pairing = pairing;
    }

    fn shown(&mut self, shown: crate::window::model::Shown) {
        // At the first run it comes of a backup; of a new profile the key comes first.
        let is_first = matches!(self.model.phase, Phase::Waiting | Phase::Locked | Phase::FirstRun);
        if is_first {
            self.forms.door = crate::window::forms::Door::default();
            self.model.phase = Phase::Open;
        }
        self.checkin_shown(&shown);
        self.pulse_shown(&shown);
        if is_first {
            for line in self.forms.lines.each() {
                line.take_up(&shown.drafts);
            }
        }
        if shown.partner.is_none() && self.model.shown.partner.is_some() {
            self.model.standing = Standing::Unpaired;
        }
        self.choose_again(&shown);
        let leads = self.hear_of_pause(&shown, is_first);
        self.model.shown = shown;
        self.keep_side();
        if let Some(route) = leads {
            self.go(route);
        }
        self.know_names();
    }

    /// What was chosen of lists, of what is there now.
    fn choose_again(&mut self, shown: &crate::window::model::Shown) {
        let forms = &mut self.forms;
        let show = std::mem::take(&mut forms.together.show).standing_in(shown);
        self.model.timeline = shown.showing(&show);
        forms.together.show = show;
        let pages = std::mem::take(&mut forms.journal).standing_in(shown);
        self.model.pages = shown.pages(&pages);
        forms.journal = pages;
        if !shown.has_theirs() {
            forms.looked.among.by.take_if(|whose| *whose == Whose::Theirs);
        }
    }

    /// Goes by these dictionaries from now on.
    pub(crate) fn spell(&mut self, spelling: Spelling) {
        self.spelling = spelling;
        self.know_names();
    }

    /// The names of the two are words.
    fn know_names(&self) {
        let shown = &self.model.shown;
        self.spelling.accept(&[&shown.me, shown.partner.as_deref().unwrap_or_default()]);
    }

    /// What stood before a choice comes back as long as nobody wrote since.
    fn watch_settled(&mut self) {
        let Some(settled) = &mut self.model.settled else { return };
        let page = self.model.page.as_ref().filter(|page| page.row.id == settled.id);
        match (page, &settled.after) {
            (Some(page), None) => {
                if page.body != settled.before {
                    settled.after = Some(page.body.clone());
                }
            }
            (Some(page), Some(after)) if page.body == *after => {}
            _ => self.model.settled = None,
        }
    }

    /// A page that both write is open under this person's hands, and the
    /// partner changed it: an untouched one takes that in at once.
    fn watch_page(&mut self) {
        let Some(page) = &self.model.page else { return };
        let slot = page.row.id.to_string();
        let Some(open) = self.forms.pages.get_mut(&slot) else { return };
        let beside = page.row.page().cloned().unwrap_or_default();
        let differs = open.title != page.row.title
            || open.body != page.body
            || (open.has_title() && open.page() != beside);
        if self.route == Route::Write(slot)
            && differs
            && !open.is_changed()
            && !open.is_committing()
        {
            open.commit(Then::GoOn, &mut self.outbox);
        }
    }

    /// A save worked. Once each that had failed did, there is nothing left to
    /// be said of it.
    fn saved(&mut self, slot: &str) {
        if self.unsaved.remove(slot) && self.unsaved.is_empty() {
            self.model.trouble = None;
        }
    }

    fn kept(&mut self, slot: &str, revision: u64) {
        self.saved(slot);
        let open = self.route == Route::Write(slot.to_owned());
        if let Some(page) = self.forms.pages.get_mut(slot) {
            page.saving.confirm(revision);
            if !open && page.saving.is_kept() && !page.is_committing() {
                self.forms.pages.remove(slot);
            }
        } else if let Some(line) = self.forms.lines.in_slot(slot) {
            line.saving.confirm(revision);
        } else if Some(slot) == self.forms.checkin.slot().as_deref() {
            self.checkin_kept(revision);
        } else if Some(slot) == self.forms.checkin.trying_slot().as_deref() {
            self.forms.checkin.trying_saving.confirm(revision);
        } else if let Some(saying) = self.forms.sayings.in_slot(slot) {
            saying.saving.confirm(revision);
        } else if self.forms.pulse.in_slot(slot).is_some() {
            self.pulse_kept(revision);
        } else {
            self.talk_kept(slot, revision);
        }
    }

    fn committed(
        &mut self,
        slot: &str,
        id: attune_core::ids::DocumentId,
        on: Option<crate::window::worker::Begun>,
    ) {
        if let Some(line) = self.forms.lines.in_slot(slot) {
            line.committed(self.time);
            return;
        }
        if self.stayed_committed(slot, id) {
            return;
        }
        let Some(mut page) = self.forms.pages.remove(slot) else { return };
        let open = self.route == Route::Write(slot.to_owned());
        match on {
            Some(begun) if open => {
                page.go_on(begun, self.time);
                if self.model.page.as_ref().is_none_or(|shown| shown.row.id != id) {
                    self.outbox.push(Request::Open(Some(id)));
                }
                self.route = Route::Write(page.slot.clone());
                self.forms.pages.insert(page.slot.clone(), page);
            }
            // Left while the commit was on its way: the draft it went on with
            // says nothing new, unless something was typed since.
            Some(begun) => {
                page.go_on(begun, self.time);
                let slot = page.slot.clone();
                self.forms.pages.insert(slot.clone(), page);
                self.leave_page(&slot);
            }
            None if open => {
                self.outbox.push(Request::Open(Some(id)));
                self.model.page = None;
                self.route = Route::Page(id);
            }
            None => {}
        }
    }

    fn done(&mut self, command: &Command, id: attune_core::ids::DocumentId) {
        match command {
            Command::Delete { .. } => {
                if matches!(self.route, Route::Page(_)) {
                    let kind = self.model.page.take().map(|page| page.row.kind);
                    self.route = match kind {
                        Some(crate::window::model::Kind::Thanks) => Route::Gratitude,
                        Some(crate::window::model::Kind::Note) => Route::Rituals,
                        Some(crate::window::model::Kind::Feeling) => Route::Feelings,
                        Some(crate::window::model::Kind::Stayed) => Route::Talk,
                        _ => Route::Journal,
                    };
                    self.outbox.push(Request::Open(None));
                }
                self.deletions_pending = super::shows_deleted(&self.route);
                if !self.deletions_pending {
                    // The page was left before this was told.
                    self.outbox.push(Request::FinishDeletions);
                }
            }
            Command::Share { .. } => {
                if matches!(self.route, Route::Page(_)) {
                    self.outbox.push(Request::Open(Some(id)));
                    self.route = Route::Page(id);
                }
            }
            Command::AnswerCheckin { week, .. } => self.checkin_sealed(*week),
            Command::AnswerPulse { month, .. } => self.pulse_sealed(*month),
            Command::TryNext { week, text } => self.forms.checkin.tried(*week, text),
            Command::Pause(what) => self.paused_so(what),
            Command::Reflect { .. } | Command::Hear { .. } | Command::Reply { .. } => {
                self.answered(command);
            }
            Command::WriteCard { .. } => self.forms.lines.card.committed(self.time),
            _ => {}
        }
    }
}
