//! Us: both people, their devices, and how all this is kept.

use super::{View, first_run};
use crate::link::{Ask, Cable, Standing};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Place, Whose};
use crate::window::route::{PairingWay, Route};
use crate::window::theme::{colours, size};
use crate::window::widgets::{self, Line, Look};
use crate::window::words;

/// Draws the page.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>, cable: bool) {
    widgets::page(ui, "us", |ui| {
        let shown = &view.model.shown;
        let me = words::name(&shown.me, Whose::Mine);
        let title = match &shown.partner {
            Some(_) => tr!("window-us-title", me = me, partner = shown.partner_name()),
            None => me,
        };
        widgets::title(ui, "", &title);
        standing(ui, view, cable);
        person(ui, view, Whose::Mine);
        if view.model.shown.partner.is_some() {
            person(ui, view, Whose::Theirs);
        }
        lock(ui, view);
        recovery(ui, view);
        folder(ui, view);
        if view.model.shown.partner.is_some() {
            leave(ui, view);
        }
    });
}

fn standing(ui: &mut egui::Ui, view: &mut View<'_>, cable: bool) {
    let model = view.model;
    let name = model.partner_name();
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-us-standing")),
        |ui| {
            if model.shown.partner.is_none() {
                widgets::says(ui, &tr!("window-today-alone"));
                let pressed = widgets::primary(ui, &tr!("window-pair-begin")).clicked();
                view.ask_if(pressed, Action::Go(Route::Pairing(PairingWay::Choose)));
                return;
            }
            let (place, letter) = if model.shown.waiting > 0 {
                (Place::Here, tr!("window-foot-waiting", count = model.shown.waiting))
            } else {
                (Place::Both, tr!("window-foot-both"))
            };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(34.0, 30.0), egui::Sense::empty());
                widgets::mark(ui, rect.left_center(), 13.0, place);
                ui.vertical(|ui| widgets::heading(ui, &letter, size::SAID + 1.0));
            });
            let sentence = match model.standing {
                Standing::Unpaired | Standing::Away => tr!("window-standing-away", name = name),
                Standing::Unanswered => tr!("window-standing-unanswered", name = name),
                Standing::Elsewhere => tr!("window-foot-elsewhere"),
                Standing::Connected => tr!("window-standing-connected", name = name),
                Standing::InStep if model.shown.waiting > 0 => {
                    tr!("window-standing-connected", name = name)
                }
                Standing::InStep => tr!("window-standing-in-step"),
                Standing::Apart => tr!("window-foot-apart"),
                Standing::OtherVersion => tr!("window-foot-version", name = name),
                Standing::Cut => tr!("window-foot-cut"),
            };
            widgets::small(ui, &sentence);
            if cable {
                let is_cut = model.standing == Standing::Cut;
                let (word, to) = if is_cut {
                    (tr!("window-cable-mend"), Cable::Plugged)
                } else {
                    (tr!("window-cable-cut"), Cable::Cut)
                };
                let pressed = widgets::plain(ui, &word).clicked();
                view.ask_if(pressed, Action::Link(Ask::Cable(to)));
            }
        },
    );
}

fn person(ui: &mut egui::Ui, view: &mut View<'_>, whose: Whose) {
    let shown = &view.model.shown;
    let name = match whose {
        Whose::Mine => shown.me.clone(),
        Whose::Theirs => shown.partner.clone().unwrap_or_default(),
    };
    widgets::passage(
        ui,
        |ui| widgets::person(ui, &name, whose),
        |ui| {
            for device in shown.devices.iter().filter(|device| device.whose == whose) {
                let text = if device.here {
                    tr!("window-device-here", name = device.name.clone())
                } else {
                    device.name.clone()
                };
                let text = egui::RichText::new(words::harmless(&text)).color(colours(ui).ink);
                ui.add(egui::Label::new(text).wrap());
            }
            if whose == Whose::Theirs {
                widgets::small(ui, &tr!("window-us-can-see", name = view.model.partner_name()));
                return;
            }
            match &mut view.forms.us.name {
                None => {
                    if widgets::link(ui, &tr!("window-rename")).clicked() {
                        view.forms.us.name = Some(shown.me.clone());
                    }
                }
                Some(name) => {
                    let prompt = tr!("window-first-name-prompt");
                    let line =
                        Line { id: "rename", prompt: &prompt, size: size::SAID, look: Look::Line };
                    widgets::line(ui, &line, name);
                    ui.add_space(4.0);
                    let pressed = widgets::plain(ui, &tr!("window-rename-keep")).clicked();
                    view.ask_if(pressed, Action::Us(action::Us::Rename));
                }
            }
        },
    );
}

fn lock(ui: &mut egui::Ui, view: &mut View<'_>) {
    let protected = view.model.shown.protected;
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-us-lock")),
        |ui| {
            let state =
                if protected { tr!("window-lock-is-on") } else { tr!("window-lock-is-off") };
            widgets::label(ui, &state);
            let means = if protected {
                tr!("window-lock-passphrase-means")
            } else {
                tr!("window-lock-nothing-means")
            };
            widgets::small(ui, &means);
            if !view.forms.us.lock {
                let word =
                    if protected { tr!("window-lock-change") } else { tr!("window-lock-set") };
                let pressed = widgets::plain(ui, &word).clicked();
                view.ask_if(pressed, Action::Us(action::Us::ShowLock(true)));
                return;
            }
            first_run::passphrase_twice(ui, "us", &mut view.forms.us.passphrase);
            widgets::small(ui, &tr!("window-lock-old-copies"));
            ui.add_space(6.0);
            let ready = view.forms.us.passphrase.is_ready();
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 18.0;
                let word = tr!("window-lock-set");
                let pressed = widgets::primary_if(ui, ready, &word).clicked();
                view.ask_if(pressed, Action::Us(action::Us::Protect));
                let back = widgets::link(ui, &tr!("window-leave-as-is")).clicked();
                view.ask_if(back, Action::Us(action::Us::ShowLock(false)));
                if protected {
                    let off = widgets::link(ui, &tr!("window-lock-remove")).clicked();
                    view.ask_if(off, Action::Us(action::Us::Unprotect));
                }
            });
            if protected {
                widgets::small(ui, &tr!("window-lock-remove-note"));
            }
        },
    );
}

fn recovery(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-recovery-name")),
        |ui| {
            widgets::says(ui, &tr!("window-recovery-where"));
            let (word, show) = match &view.forms.us.recovery {
                Some(key) => {
                    ui.add_space(6.0);
                    first_run::key(ui, &key.0);
                    (tr!("window-recovery-hide"), false)
                }
                None => (tr!("window-recovery-show"), true),
            };
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, Action::Us(action::Us::ShowRecovery(show)));
        },
    );
}

fn folder(ui: &mut egui::Ui, view: &mut View<'_>) {
    let shown = &view.model.shown;
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-us-folder")),
        |ui| {
            widgets::says(ui, &shown.folder.display().to_string());
            match &shown.cloud {
                Some(cloud) => {
                    widgets::says(ui, &tr!("window-us-cloud", cloud = cloud.clone()));
                }
                None => widgets::small(ui, &tr!("window-us-folder-note")),
            }
        },
    );
}

fn leave(ui: &mut egui::Ui, view: &mut View<'_>) {
    let name = view.model.partner_name();
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-leave-name")),
        |ui| {
            if !view.forms.us.leave {
                let pressed = widgets::link(ui, &tr!("window-leave-show", name = name)).clicked();
                view.ask_if(pressed, Action::Us(action::Us::ShowLeave(true)));
                return;
            }
            for sentence in [
                tr!("window-leave-one", name = name.clone()),
                tr!("window-leave-two", name = name.clone()),
                tr!("window-leave-three", name = name.clone()),
            ] {
                widgets::says(ui, &sentence);
            }
            ui.add_space(6.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 18.0;
                let stay = widgets::plain(ui, &tr!("window-leave-as-is")).clicked();
                view.ask_if(stay, Action::Us(action::Us::ShowLeave(false)));
                let leave = widgets::link(ui, &tr!("window-leave-do", name = name)).clicked();
                view.ask_if(leave, Action::Us(action::Us::Leave));
            });
        },
    );
}
