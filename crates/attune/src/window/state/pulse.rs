//! The monthly signs: what a person asks for about them, and what the worker tells of
//! them.

use super::State;
use crate::window::action;
use crate::window::model::Shown;
use crate::window::pulse::Saying;
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
            action::Pulse::Discard(slot) => self.outbox.push(Request::Discard(slot)),
        }
    }

    /// Before what is shown becomes this.
    pub(super) fn pulse_shown(&mut self, shown: &Shown) {
        let now = &shown.pulses.now;
        let saying = &mut self.forms.pulse.saying;
        // A new month, or the first look: what was said of another stays in its draft.
        if saying.month != Some(now.month) && !saying.busy {
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

    /// A month's signs are sealed. What the page shows is this month, also where
    /// another is asked by now.
    pub(super) fn pulse_sealed(&mut self, month: Option<Month>) {
        let form = &mut self.forms.pulse;
        form.sealed = month;
        form.saying = Saying::of(month);
    }
}
