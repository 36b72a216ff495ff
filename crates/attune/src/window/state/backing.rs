//! Backups: asked for, stopped, and restored where there is no profile yet.

use super::State;
use crate::window::action::Backing;
use crate::window::backing::{Ask, Form, Stage, Wanted};
use crate::window::carrying::{home, path};
use crate::window::forms::Typed;
use crate::window::worker::{Request, Secret};

impl State {
    pub(super) fn back(&mut self, backing: Backing) {
        let ask = match backing {
            Backing::Show(shown) => {
                self.forms.backing = shown.then(|| Form::of(&self.model.shown.backups));
                if !matches!(self.model.backing, Stage::Going(_)) {
                    self.model.backing = Stage::Nothing;
                }
                return;
            }
            Backing::Begin => {
                let Some(form) = &self.forms.backing else { return };
                let Some(folder) = path(&form.folder, home().as_deref()) else { return };
                let folder = std::path::absolute(&folder).unwrap_or(folder);
                Ask::Weigh(Wanted { folder, daily: form.daily })
            }
            Backing::Anyway => {
                let Stage::Asking { wanted, .. } = std::mem::take(&mut self.model.backing) else {
                    return;
                };
                Ask::Make(wanted)
            }
            Backing::NotNow => {
                self.model.backing = Stage::Nothing;
                return;
            }
            Backing::Stop => Ask::Stop,
        };
        self.outbox.push(Request::Back(ask));
    }

    /// Nobody is asked about a folder on a page that was left.
    pub(super) fn leave_backing(&mut self) {
        self.forms.backing = None;
        if !matches!(self.model.backing, Stage::Going(_)) {
            self.model.backing = Stage::Nothing;
        }
    }

    /// To the screen that restores a backup, or back.
    pub(super) fn show_restoring(&mut self, shown: bool) {
        let form = &mut self.forms.door;
        form.backup = shown.then(String::new);
        form.typed = Typed::default();
    }

    pub(super) fn restore(&mut self) {
        let form = &mut self.forms.door;
        let Some(typed) = &form.backup else { return };
        let Some(file) = path(typed, home().as_deref()) else { return };
        let secret = Secret::new(&form.typed.0);
        if form.busy || secret.0.is_empty() {
            return;
        }
        form.busy = true;
        self.model.restoring = 0.0;
        self.outbox.push(Request::Restore { file, with: form.with, typed: secret });
    }
}
