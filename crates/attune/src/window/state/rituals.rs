//! Rituals and notes: carrying out what is asked for.

use super::State;
use crate::window::action;
use crate::window::model::Row;
use crate::window::rituals::Open;
use crate::window::route::Route;
use crate::window::worker::Request;
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::noted::Note;

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
}
