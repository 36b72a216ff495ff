//! The lock: nothing of the pages is behind it.

use super::View;
use crate::texts::tr;
use crate::window::action::{Action, Door, OpenWith};
use crate::window::theme::size;
use crate::window::widgets::{self, Line, Look};

/// Draws the lock.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::lone_page(ui, "unlock", |ui| {
        widgets::title(ui, "", &tr!("window-unlock-title"));
        widgets::passage(
            ui,
            |_| {},
            |ui| {
                let form = &mut view.forms.door;
                let by_key = form.with == OpenWith::RecoveryKey;
                let prompt =
                    if by_key { tr!("window-unlock-key") } else { tr!("window-lock-prompt") };
                let look = if by_key { Look::Line } else { Look::Dots };
                let line = Line { id: "unlock", prompt: &prompt, size: size::SAID, look };
                let response = widgets::line(ui, &line, &mut *form.typed.0);
                let entered =
                    response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                if !form.busy && ui.memory(|memory| memory.focused().is_none()) && !entered {
                    response.request_focus();
                }
                if let Some(why) = &form.refused {
                    ui.add_space(4.0);
                    widgets::says(ui, why);
                }
                ui.add_space(14.0);
                let busy = form.busy;
                let ready = !busy && !form.typed.0.is_empty();
                let word =
                    if busy { tr!("window-unlock-opening") } else { tr!("window-unlock-open") };
                let pressed = widgets::primary_if(ui, ready, &word).clicked();
                view.ask_if(ready && (pressed || entered), Action::Door(Door::Open));
                ui.add_space(10.0);
                let (word, with) = if by_key {
                    (tr!("window-unlock-by-passphrase"), OpenWith::Passphrase)
                } else {
                    (tr!("window-unlock-by-key"), OpenWith::RecoveryKey)
                };
                let pressed = widgets::link(ui, &word).clicked();
                view.ask_if(pressed, Action::Door(Door::Use(with)));
            },
        );
    });
}
