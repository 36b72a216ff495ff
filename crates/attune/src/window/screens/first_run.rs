//! The first run: a name, what protects the words, and the recovery key.

use super::View;
use crate::texts::tr;
use crate::window::action::{Action, Door};
use crate::window::forms::Lock;
use crate::window::model::Place;
use crate::window::theme::size;
use crate::window::widgets::{self, Line, Look};

/// Draws the name, or the protection.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::lone_page(ui, "first-run", |ui| {
        if view.forms.door.named { protection(ui, view) } else { name(ui, view) }
    });
}

fn name(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::title(ui, &tr!("window-first-step-one"), &tr!("window-first-name-title"));
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            let prompt = tr!("window-first-name-prompt");
            let line =
                Line { id: "name", prompt: &prompt, size: size::TITLE_NARROW, look: Look::Line };
            let response = widgets::line(ui, &line, &mut view.forms.door.name);
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            ui.add_space(4.0);
            widgets::small(ui, &tr!("window-first-name-note"));
            ui.add_space(18.0);
            let ready = !view.forms.door.name.trim().is_empty();
            let pressed = widgets::primary_if(ui, ready, &tr!("window-continue")).clicked();
            view.ask_if(ready && (pressed || entered), Action::Door(Door::Named));
        },
    );
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            widgets::marked(ui, Place::OnlyMe, &tr!("window-first-what"));
        },
    );
}

fn protection(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::title(ui, &tr!("window-first-step-two"), &tr!("window-first-lock-title"));
    widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-first-lock-lede")));
    ui.add_space(8.0);
    let busy = view.forms.door.busy;
    let form = &mut view.forms.door;
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-lock-safest")),
        |ui| {
            let chosen = form.lock == Lock::Passphrase;
            let (name, meaning) =
                (tr!("window-lock-passphrase"), tr!("window-lock-passphrase-means"));
            if widgets::choice(ui, chosen, &name, &meaning).clicked() {
                form.lock = Lock::Passphrase;
            }
            if chosen {
                ui.add_space(8.0);
                passphrase_twice(ui, "first", &mut form.passphrase);
            }
        },
    );
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-lock-open")),
        |ui| {
            let chosen = form.lock == Lock::Nothing;
            let (name, meaning) = (tr!("window-lock-nothing"), tr!("window-lock-nothing-means"));
            if widgets::choice(ui, chosen, &name, &meaning).clicked() {
                form.lock = Lock::Nothing;
            }
        },
    );
    let ready = !busy && (form.lock == Lock::Nothing || form.passphrase.is_ready());
    let refused = form.refused.clone();
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            if let Some(why) = refused {
                widgets::says(ui, &why);
                ui.add_space(8.0);
            }
            let word = if busy { tr!("window-first-making") } else { tr!("window-first-make") };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 20.0;
                let pressed = widgets::primary_if(ui, ready, &word).clicked();
                view.ask_if(pressed, Action::Door(Door::Make));
                let back = widgets::link(ui, &tr!("window-back")).clicked();
                view.ask_if(back, Action::Door(Door::Rename));
            });
        },
    );
}

/// A new passphrase, typed twice.
pub(crate) fn passphrase_twice(
    ui: &mut egui::Ui,
    id: &str,
    passphrase: &mut crate::window::forms::Passphrase,
) {
    let (prompt, again) = (tr!("window-lock-prompt"), tr!("window-lock-again"));
    let first = format!("{id}-passphrase");
    let second = format!("{id}-again");
    let line = Line { id: &first, prompt: &prompt, size: size::SAID, look: Look::Dots };
    widgets::line(ui, &line, &mut *passphrase.first);
    ui.add_space(4.0);
    let line = Line { id: &second, prompt: &again, size: size::SAID, look: Look::Dots };
    widgets::line(ui, &line, &mut *passphrase.again);
    if passphrase.differs() {
        widgets::small(ui, &tr!("window-lock-differs"));
    } else {
        widgets::small(ui, &tr!("window-lock-hint"));
    }
}

/// Draws the recovery key of a new profile.
pub(crate) fn recovery(ui: &mut egui::Ui, view: &mut View<'_>, key: &str) {
    widgets::lone_page(ui, "recovery", |ui| {
        widgets::title(ui, &tr!("window-first-step-three"), &tr!("window-recovery-title"));
        widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-recovery-lede")));
        ui.add_space(8.0);
        widgets::passage(
            ui,
            |ui| widgets::small(ui, &tr!("window-recovery-note")),
            |ui| self::key(ui, key),
        );
        widgets::passage(
            ui,
            |_| {},
            |ui| {
                widgets::tick(ui, &mut view.forms.door.written, &tr!("window-recovery-written"));
                ui.add_space(10.0);
                let ready = view.forms.door.written;
                let pressed =
                    widgets::primary_if(ui, ready, &tr!("window-recovery-open")).clicked();
                view.ask_if(pressed, Action::Door(Door::WrittenDown));
            },
        );
    });
}

/// A recovery key in its groups.
pub(crate) fn key(ui: &mut egui::Ui, key: &str) {
    let columns = if ui.available_width() > 420.0 { 4 } else { 2 };
    egui::Grid::new("recovery-key").spacing([28.0, 10.0]).show(ui, |ui| {
        for (at, group) in key.split('-').enumerate() {
            ui.label(egui::RichText::new(group).monospace().size(size::LETTER));
            if (at + 1) % columns == 0 {
                ui.end_row();
            }
        }
    });
}
