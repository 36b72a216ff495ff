//! The first run: a name, what protects the words, and the recovery key.

mod key;
mod lock;
mod restore;

use super::View;
use crate::texts::tr;
use crate::window::action::{Action, Door};
use crate::window::layout::{Sheet, bar, fitting, page};
use crate::window::model::Place;
use crate::window::shapes;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use egui::{Sense, Ui, vec2};

pub(crate) use key::{key, last_group, recovery};
pub(crate) use lock::passphrase_twice;

/// Draws the name, the protection, or a backup in place of both.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    match &view.forms.door {
        door if door.backup.is_some() => restore::show(ui, view),
        door if door.named => lock::show(ui, view),
        _ => name(ui, view),
    }
}

/// The word mark, and how far one is.
fn above(ui: &mut Ui, view: &mut View<'_>, step: &str) {
    bar(
        ui,
        view,
        |ui, _| super::shell::word_mark(ui, false),
        |ui, _| {
            widgets::small(ui, step);
        },
    );
}

fn name(ui: &mut Ui, view: &mut View<'_>) {
    above(ui, view, &tr!("window-first-step-one"));
    let mut notes = |ui: &mut Ui, _: &mut View<'_>| name_side(ui);
    page(ui, view, "first-run", Sheet::Solo, name_flow, Some(&mut notes));
}

/// Above and below what is pressed.
const END: [f32; 2] = [27.0, 0.0];

fn name_flow(ui: &mut Ui, view: &mut View<'_>) {
    let title = tr!("window-first-name-title");
    widgets::title(ui, &Note::small(tr!("window-welcome")), &title, |_| {});
    ui.add_space(space::SOLO_HEAD);
    let first = baseline_of(ui, fitting(ui, Type::Display));
    let mut entered = false;
    let note = Note::small(tr!("window-first-name-note-name"));
    widgets::passage_of(ui, &note, first, NAME, |ui| {
        let prompt = tr!("window-first-name-prompt");
        let line = Line::new("name", &prompt, Type::Display, colours(ui).mine);
        let response = widgets::line(ui, &line, &mut view.forms.door.name);
        entered = widgets::entered(ui, &response);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-first-name-note"));
    });
    let first = baseline_of(ui, Type::Said) + (space::BUTTON - Type::Said.line()) / 2.0;
    let note = Note::small(tr!("window-first-ink-note"));
    widgets::passage_of(ui, &note, first, INK, |ui| {
        if let Some(ink) = widgets::inks(ui, view.forms.door.ink, None) {
            view.ask(Action::Door(Door::Ink(ink)));
        }
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-first-ink"));
    });
    widgets::passage_of(ui, &Note::none(), 0.0, END, |ui| {
        let ready = !view.forms.door.name.trim().is_empty();
        let word = tr!("window-continue");
        widgets::row(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, ready, &word, &tr!("window-key-enter"));
            view.ask_if(ready && (pressed || entered), Action::Door(Door::Named));
            let restores = widgets::link(ui, &tr!("window-restore-go")).clicked();
            view.ask_if(restores, Action::Door(Door::Restoring(true)));
        });
    });
}

/// Above and below the inks.
const INK: [f32; 2] = [19.0, 24.0];
/// Above and below the name.
const NAME: [f32; 2] = [23.0, 24.0];

fn name_side(ui: &mut Ui) {
    let palette = colours(ui);
    let height = space::MARK_FIRST;
    let width = shapes::mark_width(height);
    if ui.available_width() >= width {
        ui.add_space(space::STEP);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        shapes::mark(ui.painter(), rect.min, height, Place::Here.into(), &palette);
        ui.add_space(space::GUTTER);
    }
    let text = tr!("window-first-circles");
    widgets::block(ui, &text, Type::Aside, palette.ink, crate::window::text::Breaks::NoWidow);
    ui.add_space(space::END[0]);
    widgets::note(ui, 1, &tr!("window-first-stays"), &tr!("window-first-what"));
}
