//! What opens the words: one passage an option, the margin saying how safe.

use super::above;
use crate::texts::tr;
use crate::window::action::{Action, Door};
use crate::window::forms::{Lock, Passphrase};
use crate::window::layout::{Sheet, column, page};
use crate::window::screens::View;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note};
use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// From the axis to the words of an option.
const INDENT: f32 = space::RADIO + space::BESIDE;
/// Between the two fields for a passphrase, and the narrowest of them.
const BETWEEN: f32 = 28.0;
const FIELD: f32 = 180.0;

/// Draws the options.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    above(ui, view, &tr!("window-first-step-two"));
    let mut notes = |ui: &mut Ui, _: &mut View<'_>| side(ui);
    page(ui, view, "protection", Sheet::Solo, flow, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let note = Note::small(tr!("window-this-computer"));
    widgets::title(ui, &note, &tr!("window-first-lock-title"), |ui| {
        widgets::lede(ui, &tr!("window-first-lock-lede"));
    });
    ui.add_space(space::SOLO_HEAD);
    let busy = view.forms.door.busy;
    let form = &mut view.forms.door;
    let note = Note::small(tr!("window-lock-safest"));
    widgets::passage(ui, &note, Type::Body, |ui| {
        let chosen = form.lock == Lock::Passphrase;
        let (name, meaning) = (tr!("window-lock-passphrase"), tr!("window-lock-passphrase-means"));
        if widgets::choice_row(ui, chosen, &name, &meaning).clicked() {
            form.lock = Lock::Passphrase;
        }
        if chosen {
            ui.add_space(space::STEP * 2.0);
            indented(ui, |ui| passphrase_twice(ui, "first", &mut form.passphrase));
        }
    });
    widgets::passage(ui, &Note::small(tr!("window-lock-open")), Type::Body, |ui| {
        let chosen = form.lock == Lock::Nothing;
        let (name, meaning) = (tr!("window-lock-nothing"), tr!("window-lock-nothing-means"));
        if widgets::choice_row(ui, chosen, &name, &meaning).clicked() {
            form.lock = Lock::Nothing;
        }
    });
    let ready = !busy && (form.lock == Lock::Nothing || form.passphrase.is_ready());
    let refused = form.refused.clone();
    widgets::passage_of(ui, &Note::none(), 0.0, super::END, |ui| {
        if let Some(why) = refused {
            widgets::says(ui, &why);
            ui.add_space(space::BESIDE);
        }
        let word = if busy { tr!("window-first-making") } else { tr!("window-first-make") };
        widgets::row(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN + space::STEP;
            let pressed = widgets::primary_if(ui, ready, &word, "");
            view.ask_if(pressed, Action::Door(Door::Make));
            let back = widgets::link(ui, &tr!("window-back")).clicked();
            view.ask_if(back, Action::Door(Door::Rename));
        });
    });
}

fn side(ui: &mut Ui) {
    widgets::beside_head(ui, Type::Title);
    widgets::note(ui, 0, &tr!("window-lock-change-name"), &tr!("window-lock-change-note"));
    widgets::note(ui, 1, &tr!("window-lock-next-name"), &tr!("window-lock-next"));
    widgets::note(ui, 2, &tr!("window-lock-cannot-name"), &tr!("window-lock-cannot"));
}

fn indented(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let mut rect = ui.available_rect_before_wrap();
    rect.min.x += INDENT.min(rect.width() / 4.0);
    ui.scope_builder(UiBuilder::new().max_rect(rect), add);
}

/// A new passphrase, typed twice: in two fields beside each other where there
/// is room.
pub(crate) fn passphrase_twice(ui: &mut Ui, id: &str, passphrase: &mut Passphrase) {
    let ink = colours(ui).ink;
    let field = |ui: &mut Ui, name: &str, prompt: &str, text: &mut String| {
        let id = format!("{id}-{name}");
        let line = Line { look: Look::Dots, ..Line::new(&id, prompt, Type::Line, ink) };
        widgets::line(ui, &line, text);
    };
    let (prompt, again) = (tr!("window-lock-prompt"), tr!("window-lock-again"));
    let width = (ui.available_width() - BETWEEN) / 2.0;
    if width < FIELD {
        field(ui, "passphrase", &prompt, &mut passphrase.first);
        ui.add_space(space::STEP * 2.0);
        field(ui, "again", &again, &mut passphrase.again);
    } else {
        let origin = ui.cursor().min;
        let mut used = Rect::from_min_size(origin, vec2(ui.available_width(), 0.0));
        let fields = [
            ("passphrase", &prompt, &mut passphrase.first),
            ("again", &again, &mut passphrase.again),
        ];
        for (at, (name, prompt, text)) in fields.into_iter().enumerate() {
            let left = origin.x + at as f32 * (width + BETWEEN);
            let mut column = column(ui, pos2(left, origin.y), width);
            field(&mut column, name, prompt, text);
            used = used.union(column.min_rect());
        }
        ui.allocate_rect(used, Sense::hover());
    }
    ui.add_space(space::STEP * 2.0);
    let hint =
        if passphrase.differs() { tr!("window-lock-differs") } else { tr!("window-lock-hint") };
    widgets::small(ui, &hint);
}
