//! Rituals and notes: carrying out what is asked for, and reminding of what is due.

use super::State;
use crate::window::action;
use crate::window::model::{Phase, Row};
use crate::window::preferences::Reminding;
use crate::window::rituals::Open;
use crate::window::route::Route;
use crate::window::worker::Request;
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::noted::Note;
use attune_core::kinds::reminders::Standing;
use attune_core::time::ClockTime;

const MINUTE_MILLIS: i64 = 60_000;

impl State {
    pub(super) fn rituals(&mut self, rituals: action::Rituals) {
        let form = &mut self.forms.rituals;
        match rituals {
            action::Rituals::NoteTyped => self.forms.lines.note.saving.touch(self.time),
            action::Rituals::NoteDone => {
                self.forms.lines.note.done(self.time, &mut self.outbox);
            }
            action::Rituals::LineBack => {
                form.wants_note = true;
                self.go(Route::Rituals);
            }
            action::Rituals::PutAway(id) => self.carry_out(Command::Note { id, note: Note::Seen }),
            action::Rituals::Mark(id, kept) => {
                self.carry_out(Command::MarkRitual { id, day: None, kept })
            }
            action::Rituals::Open(open) => form.open = open,
            action::Rituals::Ready(shown) => form.ready = shown,
            action::Rituals::Take(ready) => {
                let (name, days, at, who) = (ready.title(), ready.days, ready.at, Who::BothWrite);
                self.carry_out(Command::BeginRitual { name, days, at, who });
            }
            action::Rituals::Keep => {
                let (id, filled) = match &form.open {
                    Some(Open::New(filled)) => (None, filled),
                    Some(Open::Change(id, filled)) => (Some(*id), filled),
                    _ => return,
                };
                if let Some(command) = filled.command(id) {
                    form.open = None;
                    self.carry_out(command);
                }
            }
            action::Rituals::Rest(id, until) => {
                form.open = None;
                self.carry_out(Command::RestRitual { id, until });
            }
        }
    }

    fn carry_out(&mut self, command: Command) {
        self.outbox.push(Request::Do(command));
    }

    /// The row of a ritual.
    pub(super) fn ritual_row(&self, id: DocumentId) -> Option<&Row> {
        let mut rows = self.model.shown.rituals.iter().map(|ritual| &ritual.row);
        rows.find(|row| row.id == id)
    }

    /// Reminds of what is due, if that is wanted and nobody has locked this. Gives
    /// the seconds until the next ritual's time today.
    pub(super) fn remind_of_rituals(&mut self) -> Option<f64> {
        let wanted = self.model.preferences.reminders == Reminding::ByName;
        if !wanted || self.model.phase != Phase::Open {
            self.reminders.begin();
            return None;
        }
        let (day, time) = (self.now.day, self.now.clock_time());
        let rituals = &self.model.shown.rituals;
        let standing: Vec<Standing> =
            rituals.iter().filter_map(|ritual| ritual.standing(day)).collect();
        for id in self.reminders.look(&standing, day, time) {
            let names = rituals.iter().filter(|ritual| ritual.row.id == id);
            self.reminded.extend(names.map(|ritual| ritual.row.name()));
        }
        let ahead = standing.iter().filter(|ritual| ritual.rhythm.falls_on(day));
        let next = ahead.map(|ritual| ritual.rhythm.at).filter(|at| *at > time).min()?;
        Some(seconds_until(next, time, self.now.at.millis()))
    }
}

/// From a clock that shows `time`, at the instant `millis`, until it shows `next`.
fn seconds_until(next: ClockTime, time: ClockTime, millis: i64) -> f64 {
    let minutes = i64::from(next.minutes()) - i64::from(time.minutes());
    let left = minutes * MINUTE_MILLIS - millis.rem_euclid(MINUTE_MILLIS);
    left as f64 / 1000.0
}
