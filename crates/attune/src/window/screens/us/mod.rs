//! Us: both people, their devices, how things stand, how all this is kept, and
//! how it looks.

mod backups;
mod keeping;
mod looks;

use super::View;
use crate::link::{Ask, Cable, Standing};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, page};
use crate::window::model::{Place, Whose};
use crate::window::route::{PairingWay, Route};
use crate::window::shapes;
use crate::window::text::{baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words::{self, Piece};
use egui::{Align, Layout, Sense, Ui, vec2};

/// Above and below how things stand, and a person's devices.
const STANDING: [f32; 2] = [22.0, 24.0];
const DEVICES: [f32; 2] = [15.0, 15.0];

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, cable: bool) {
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view);
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, cable);
    page(ui, view, "us", Sheet::Page, flow, Some(&mut notes));
    keeping::leave(ui, view);
    backups::ask(ui, view);
}

fn flow(ui: &mut Ui, view: &mut View<'_>, cable: bool) {
    let palette = colours(ui);
    let shown = &view.model.shown;
    let me = words::name(&shown.me, Whose::Mine);
    let partner = words::name(&shown.partner_name(), Whose::Theirs);
    let [mine, theirs] = words::SLOTS;
    let message = if shown.partner.is_some() {
        tr!("window-us-two", me = mine, partner = theirs)
    } else {
        mine.to_owned()
    };
    let pieces = words::pieces(&message).into_iter();
    let runs: Vec<_> = pieces
        .map(|piece| match piece {
            Piece::Words(words) => run(words, Type::DisplayItalic, palette.ink_2),
            Piece::Slot(0) => run(&me, Type::Display, palette.mine),
            Piece::Slot(_) => run(&partner, Type::Display, palette.theirs),
        })
        .collect();
    widgets::head(ui, &Note::none(), &runs, |_| {});
    standing(ui, view, cable);
    person(ui, view, Whose::Mine);
    if view.model.shown.partner.is_some() {
        person(ui, view, Whose::Theirs);
    }
    keeping::show(ui, view);
    looks::show(ui, view);
}

fn standing(ui: &mut Ui, view: &mut View<'_>, cable: bool) {
    let model = view.model;
    let name = model.partner_name();
    let note = Note::small(tr!("window-us-standing"));
    let first = baseline_of(ui, Type::Letter);
    widgets::passage_of(ui, &note, first, STANDING, |ui| {
        let palette = colours(ui);
        if model.shown.partner.is_none() {
            widgets::said(ui, &tr!("window-today-alone"), Type::Said, palette.ink);
            widgets::actions(ui, space::BUTTON, |ui| {
                let pressed = widgets::primary(ui, &tr!("window-pair-begin"), "");
                view.ask_if(pressed, Action::Go(Route::Pairing(PairingWay::Choose)));
            });
            return;
        }
        let (place, letter) = if model.shown.waiting > 0 {
            (Place::Here, tr!("window-foot-waiting", count = model.shown.waiting))
        } else {
            (Place::Both, tr!("window-foot-both"))
        };
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN;
            let height = space::MARK_STAND;
            let size = vec2(shapes::mark_width(height), height);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            shapes::mark(ui.painter(), rect.min, height, place.into(), &palette);
            ui.vertical(|ui| {
                widgets::said(ui, &letter, Type::Letter, palette.ink);
                widgets::small(ui, &sentence(view, &name));
                if model.shown.hidden > 0 {
                    widgets::small(ui, &tr!("status-hidden", count = model.shown.hidden));
                }
            });
        });
        if cable {
            let is_cut = model.standing == Standing::Cut;
            let (word, to) = if is_cut {
                (tr!("window-cable-mend"), Cable::Plugged)
            } else {
                (tr!("window-cable-cut"), Cable::Cut)
            };
            widgets::actions(ui, space::BUTTON, |ui| {
                let pressed = widgets::plain(ui, &word).clicked();
                view.ask_if(pressed, Action::Link(Ask::Cable(to)));
            });
        }
    });
}

fn sentence(view: &View<'_>, name: &str) -> String {
    match view.model.standing {
        Standing::Unpaired | Standing::Away => tr!("window-standing-away", name = name),
        Standing::Unanswered => tr!("window-standing-unanswered", name = name),
        Standing::Elsewhere => tr!("window-foot-elsewhere"),
        Standing::Connected => tr!("window-standing-connected", name = name),
        Standing::InStep if view.model.shown.waiting > 0 => {
            tr!("window-standing-connected", name = name)
        }
        Standing::InStep => tr!("window-standing-in-step"),
        Standing::Apart => tr!("window-foot-apart"),
        Standing::OtherVersion => tr!("window-foot-version", name = name),
        Standing::Cut => tr!("window-foot-cut"),
    }
}

fn person(ui: &mut Ui, view: &mut View<'_>, whose: Whose) {
    let shown = &view.model.shown;
    let name = match whose {
        Whose::Mine => shown.me.clone(),
        Whose::Theirs => shown.partner.clone().unwrap_or_default(),
    };
    // The devices' rows are higher than their words.
    let first = (space::ROW - Type::Body.line()) / 2.0 + baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &Note::person(&name, whose), first, DEVICES, |ui| {
        for device in shown.devices.iter().filter(|device| device.whose == whose) {
            let note = if device.here { tr!("window-this-device") } else { String::new() };
            device_row(ui, &device.name, &note);
        }
        if whose == Whose::Theirs {
            return;
        }
        match &mut view.forms.us.name {
            None => {
                ui.add_space(space::STEP);
                if widgets::link(ui, &tr!("window-rename")).clicked() {
                    view.forms.us.name = Some(shown.me.clone());
                }
            }
            Some(name) => {
                ui.add_space(space::STEP * 2.0);
                let prompt = tr!("window-first-name-prompt");
                let ink = colours(ui).mine;
                let line = Line::new("rename", &prompt, Type::Line, ink);
                widgets::line(ui, &line, name);
                widgets::actions(ui, space::BUTTON, |ui| {
                    let pressed = widgets::plain(ui, &tr!("window-rename-keep")).clicked();
                    view.ask_if(pressed, Action::Us(action::Us::Rename));
                });
            }
        }
    });
}

fn device_row(ui: &mut Ui, name: &str, note: &str) {
    let palette = colours(ui);
    let name = words::device(name);
    widgets::row(ui, space::ROW, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::BESIDE, 0.0);
        widgets::run_of(ui, &run(&name, Type::Body, palette.ink));
        if !note.is_empty() {
            widgets::small(ui, note);
        }
    });
}

fn side(ui: &mut Ui, view: &mut View<'_>) {
    widgets::beside_head(ui, Type::Display);
    let name = view.model.partner_name();
    let mut at = 0;
    if view.model.shown.partner.is_some() {
        let words = tr!("window-us-can-see", name = name.clone());
        widgets::note(ui, at, &tr!("window-us-sees", name = name.clone()), &words);
        at += 1;
    }
    widgets::note(ui, at, &tr!("window-plain-words-name"), &tr!("window-plain-words"));
    if view.model.shown.partner.is_some() {
        let words = tr!("window-two-locks", name = name);
        widgets::note(ui, at + 1, &tr!("window-two-locks-name"), &words);
    }
}
