//! The weekly check-in: what a person asks for about it, and which week its page is
//! of. A week that turns while somebody writes takes nothing from under their hands.

use super::State;
use crate::window::action::{self, Prefer};
use crate::window::forms::{unsealed, unsealed_week};
use crate::window::model::Shown;
use crate::window::route::Route;
use crate::window::worker::Request;
use attune_core::command::Command;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::time::Week;

impl State {
    pub(super) fn checkin(&mut self, checkin: action::Checkin) {
        let form = &mut self.forms.checkin;
        match checkin {
            action::Checkin::Typed => form.saving.touch(self.time),
            action::Checkin::Seal => {
                let Some(slot) = form.slot() else { return };
                if form.busy || form.answers.iter().all(|text| text.trim().is_empty()) {
                    return;
                }
                form.busy = true;
                // What is sealed stays in sight, also where another week is offered.
                form.chosen = form.week != Some(self.model.shown.checkin.week);
                form.save(&mut self.outbox);
                let answers = Answers(form.answers.clone());
                let command = Command::AnswerCheckin { week: form.week, answers };
                self.outbox.push(Request::Seal { command, slot });
            }
            action::Checkin::TryTyped => form.trying_saving.touch(self.time),
            action::Checkin::Try => {
                let text = form.trying.trim().to_owned();
                let Some(slot) = form.trying_slot() else { return };
                if !text.is_empty() {
                    form.save(&mut self.outbox);
                    let command = Command::TryNext { week: form.week, text };
                    self.outbox.push(Request::Seal { command, slot });
                }
            }
            action::Checkin::Discard(slot) => {
                let drafts = &self.model.shown.drafts;
                let week = drafts.iter().filter(|draft| draft.slot == slot).find_map(unsealed_week);
                form.forget(week);
                self.outbox.push(Request::Discard(slot));
            }
            action::Checkin::TakeIn(slot) => {
                let drafts = &self.model.shown.drafts;
                let Some(draft) = drafts.iter().find(|draft| draft.slot == slot) else { return };
                if let Some(unsealed) =
                    unsealed(draft).filter(|_| form.taken.is_none() && !form.busy)
                {
                    form.forget(unsealed_week(draft));
                    form.take_in(&slot, &unsealed);
                    form.saving.touch(self.time);
                    form.save(&mut self.outbox);
                }
            }
            action::Checkin::Answer(week) => {
                self.turn_to(week);
                self.forms.checkin.chosen = true;
            }
            action::Checkin::Past(past) => (form.past, form.past_most) = (past, 0),
            action::Checkin::Earlier => form.past_most += PAST_MORE,
            action::Checkin::TimeTyped => {
                let typed = form.time.as_deref().unwrap_or_default();
                if let Ok(at) = typed.parse() {
                    self.prefer(Prefer::Checkin(Some(at)));
                }
            }
            action::Checkin::Day(day) => {
                self.outbox.push(Request::Do(Command::CheckinDay(day)));
            }
        }
    }

    /// The form is of that week from now on; what was typed for another stays in its
    /// own draft.
    fn turn_to(&mut self, week: Week) {
        let form = &mut self.forms.checkin;
        if form.week != Some(week) && !form.busy {
            form.save(&mut self.outbox);
            form.take_up(week, &self.model.shown.drafts);
        }
    }

    /// Before what is shown becomes this. A new week is taken up, unless the page
    /// stays with its own.
    pub(super) fn checkin_shown(&mut self, shown: &Shown) {
        let form = &mut self.forms.checkin;
        let stays = self.route == Route::Checkin && form.stays();
        if form.week != Some(shown.checkin.week) && !form.busy && !stays {
            form.save(&mut self.outbox);
            form.take_up(shown.checkin.week, &shown.drafts);
        }
        let (before, now) = (&self.model.shown.checkin, &shown.checkin);
        let sealed = matches!(before.state, SealState::Sealed | SealState::Waiting);
        if before.week == now.week && sealed && now.state == SealState::Opened {
            self.model.coming.letters(now.week);
        }
    }

    /// Its page is left: the next time it is of the week that is offered then.
    pub(super) fn leave_checkin(&mut self) {
        self.forms.checkin.chosen = false;
        self.turn_to(self.model.shown.checkin.week);
    }

    /// A state of this week's draft is on disk. What was taken into it need not be
    /// anywhere else any more.
    pub(super) fn checkin_kept(&mut self, revision: u64) {
        let form = &mut self.forms.checkin;
        form.saving.confirm(revision);
        if let Some(slot) = form.taken.take_if(|_| form.saving.is_kept()) {
            self.outbox.push(Request::Discard(slot));
        }
    }

    /// The answers of a week are sealed.
    pub(super) fn checkin_sealed(&mut self, week: Option<Week>) {
        let form = &mut self.forms.checkin;
        form.week = week;
        form.answers = Default::default();
        form.saving = Default::default();
        form.busy = false;
        // Sealed, they are in no draft any more.
        if let Some(slot) = form.taken.take() {
            self.outbox.push(Request::Discard(slot));
        }
    }

    /// Whether a draft of another week may be gone on with: that week can still be
    /// answered, for it was the last one, or the other waits in it.
    pub(crate) fn may_go_on(shown: &Shown, week: Week) -> bool {
        let is_last = week == shown.checkin.week.previous();
        !shown.has_answered(week) && (is_last || shown.week(week).asked)
    }
}

/// How many more weeks that are over are shown at a time.
const PAST_MORE: usize = 12;
