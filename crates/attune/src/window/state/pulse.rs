//! The monthly signs: what a person asks for about them, and what the worker tells of
//! them.

use super::State;
use crate::window::action;
use crate::window::model::Shown;
use crate::window::pulse::{Saying, unsealed};
use crate::window::route::Route;
use crate::window::worker::Request;
use attune_core::command::Command;
use attune_core::kinds::sealed::SealState;
use attune_core::time::Month;

impl State {
    pub(super) fn pulse(&mut self, pulse: action::Pulse) {
        let form = &mut self.forms.pulse;
        match pulse {
            action::Pulse::Month(month) => form.chosen = Some(month),
            action::Pulse::Table(as_table) => form.as_table = as_table,
            action::Pulse::Sign(sign) => form.sign = sign,
            action::Pulse::Say(sign, level) => {
                if !form.saying.busy && form.saying.level(sign) != Some(level) {
                    form.saying.say(sign, level);
                    form.saying.saving.touch(self.time);
                }
            }
            action::Pulse::Seal => {
                let saying = &mut form.saying;
                let (Some(slot), Some(levels)) = (saying.slot(), saying.all()) else { return };
                if saying.busy {
                    return;
                }
                saying.busy = true;
                saying.save(&mut self.outbox);
                let command = Command::AnswerPulse { month: saying.month, levels };
                self.outbox.push(Request::Seal { command, slot });
            }
            action::Pulse::Discard(slot) => {
                let drafts = self.model.shown.drafts.iter();
                let found = drafts.filter(|draft| draft.slot == slot).find_map(unsealed);
                if let Some((month, _)) = found {
                    form.saying.forget(month);
                }
                self.outbox.push(Request::Discard(slot));
            }
            action::Pulse::TakeIn(slot) => {
                let saying = &mut form.saying;
                let drafts = self.model.shown.drafts.iter();
                let found = drafts.filter(|draft| draft.slot == slot).find_map(unsealed);
                if let Some((month, levels)) =
                    found.filter(|_| saying.taken.is_none() && !saying.busy)
                {
                    saying.forget(month);
                    saying.take_in(&slot, levels);
                    saying.saving.touch(self.time);
                    saying.save(&mut self.outbox);
                }
            }
            action::Pulse::GoOn(month) => self.turn_to_month(month),
        }
    }

    /// Before what is shown becomes this.
    pub(super) fn pulse_shown(&mut self, shown: &Shown) {
        let now = &shown.pulses.now;
        let saying = &mut self.forms.pulse.saying;
        // A new month, or the first look: what was said of another stays in its draft.
        // What is being said just now stays under the hands that say it.
        let stays = self.route == Route::Pulse && saying.stays();
        if saying.month != Some(now.month) && !saying.busy && !stays {
            saying.save(&mut self.outbox);
            saying.take_up(now.month, &shown.drafts);
        }
        let before = &self.model.shown.pulses.months;
        let sealed = |state| matches!(state, SealState::Sealed | SealState::Waiting);
        let opens = before.iter().filter(|pulse| sealed(pulse.state)).find(|pulse| {
            let now = shown.pulses.of(pulse.month);
            now.is_some_and(|now| now.state == SealState::Opened)
        });
        if let Some(month) = opens.map(|pulse| pulse.month) {
            self.model.coming.letters(month);
        }
    }

    /// What is said is of that month from now on.
    fn turn_to_month(&mut self, month: Month) {
        let saying = &mut self.forms.pulse.saying;
        if saying.month != Some(month) && !saying.busy {
            saying.save(&mut self.outbox);
            saying.take_up(month, &self.model.shown.drafts);
        }
    }

    /// Its page is left: the next time it is of the month to answer then.
    pub(super) fn leave_pulse(&mut self) {
        self.turn_to_month(self.model.shown.pulses.now.month);
    }

    /// A state of what is said is on disk. What was taken into it need not be anywhere
    /// else any more.
    pub(super) fn pulse_kept(&mut self, revision: u64) {
        let saying = &mut self.forms.pulse.saying;
        saying.saving.confirm(revision);
        if let Some(slot) = saying.taken.take_if(|_| saying.saving.is_kept()) {
            self.outbox.push(Request::Discard(slot));
        }
    }

    /// A month's signs are sealed. What the page shows is this month, also where
    /// another is asked by now.
    pub(super) fn pulse_sealed(&mut self, month: Option<Month>) {
        let form = &mut self.forms.pulse;
        form.sealed = month;
        let taken = form.saying.taken.take();
        form.saying = Saying::of(month);
        self.outbox.extend(taken.map(Request::Discard));
    }
}
