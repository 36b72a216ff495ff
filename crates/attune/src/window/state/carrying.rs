//! What goes out and what comes in: asked for, and left.

use super::State;
use crate::window::action::Carry;
use crate::window::carrying::{Ask, Out, home, path};
use crate::window::worker::Request;

impl State {
    pub(super) fn carry(&mut self, carry: Carry) {
        let form = &mut self.forms.carrying;
        let ask = match carry {
            Carry::Copy => match path(&form.folder, home().as_deref()) {
                Some(folder) if form.wanted(self.model.today).is_some() => Ask::Weigh(folder),
                _ => return,
            },
            Carry::Write(folder) => {
                self.model.carrying.out = Out::Nothing;
                match form.wanted(self.model.today) {
                    Some(format) => Ask::Out(format, folder),
                    None => return,
                }
            }
            Carry::NotNow => {
                self.model.carrying.out = Out::Nothing;
                return;
            }
            Carry::Look => match path(&form.file, home().as_deref()) {
                Some(file) => {
                    form.aside = false;
                    Ask::Look(file, form.format)
                }
                None => return,
            },
            Carry::TakeIn => Ask::TakeIn,
            Carry::StopOut => Ask::StopOut,
            Carry::Stop => Ask::Stop,
            Carry::TakeOut => Ask::TakeOut,
            Carry::Aside(shown) => {
                form.aside = shown;
                return;
            }
            Carry::Anew => {
                form.file.clear();
                self.model.carrying.coming = None;
                return;
            }
        };
        self.outbox.push(Request::Carry(ask));
    }

    /// Nobody is asked about a folder on a page that was left.
    pub(super) fn leave_carrying(&mut self) {
        if matches!(self.model.carrying.out, Out::Asking { .. }) {
            self.model.carrying.out = Out::Nothing;
        }
    }
}
