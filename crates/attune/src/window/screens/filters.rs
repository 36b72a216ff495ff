//! What the timeline and finding are narrowed by: boxes for the kinds, rings for
//! who wrote. Beside the words where there is room, else under one line above
//! them, which opens.

use crate::texts::tr;
use crate::window::model::{Shown, Whose};
use crate::window::theme::space;
use crate::window::together::Kinds;
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::{Id, Ui};

/// What is chosen: these kinds, by one of the two or, with `None`, by either.
pub(super) type Chosen = (Kinds, Option<Whose>);

/// Both as the first two notes beside the words, the kinds under `topic`. Gives
/// what is chosen now, if that changed.
pub(super) fn notes(ui: &mut Ui, shown: &Shown, topic: &str, before: Chosen) -> Option<Chosen> {
    let (mut kinds, mut by) = before;
    widgets::note_of(ui, 0, topic, |ui| boxes(ui, &mut kinds));
    if shown.partner.is_some() {
        widgets::note_of(ui, 1, &tr!("window-together-by"), |ui| rings(ui, shown, &mut by));
    }
    ((kinds, by) != before).then_some((kinds, by))
}

/// Both under each other. Gives what is chosen now, if that changed.
pub(super) fn under(ui: &mut Ui, shown: &Shown, before: Chosen) -> Option<Chosen> {
    let (mut kinds, mut by) = before;
    boxes(ui, &mut kinds);
    if shown.partner.is_some() {
        ui.add_space(BETWEEN);
        rings(ui, shown, &mut by);
    }
    ((kinds, by) != before).then_some((kinds, by))
}

/// A box for each kind.
fn boxes(ui: &mut Ui, kinds: &mut Kinds) {
    for (on, word) in [
        (&mut kinds.pages, tr!("window-journal-name")),
        (&mut kinds.thanks, tr!("window-gratitude-name")),
        (&mut kinds.feelings, tr!("window-feelings-name")),
        (&mut kinds.talks, tr!("window-talk-name")),
        (&mut kinds.checkins, tr!("window-together-checkins")),
    ] {
        widgets::check(ui, on, &word);
    }
}

/// Either of the two, or one of them.
fn rings(ui: &mut Ui, shown: &Shown, by: &mut Option<Whose>) {
    let names = [
        (None, tr!("window-together-either")),
        (Some(Whose::Mine), words::name(&shown.me, Whose::Mine)),
        (Some(Whose::Theirs), words::name(&shown.partner_name(), Whose::Theirs)),
    ];
    let before = *by;
    for (of, name) in names {
        ui.add_space(space::STEP);
        if widgets::choice(ui, before == of, &name, "").clicked() {
            *by = of;
        }
        ui.add_space(space::STEP);
    }
}

/// A line above the words that says what is chosen, and opens the choice. `list`
/// is what it belongs to.
pub(super) fn above(ui: &mut Ui, list: &str, words: &str, choice: impl FnOnce(&mut Ui)) {
    let key = Id::unique(("what narrows this list is open", list));
    let open: bool = ui.data(|data| data.get_temp(key)).unwrap_or(false);
    widgets::beside(ui, &Note::none(), 0.0, |ui| {
        if widgets::link(ui, words).clicked() {
            ui.data_mut(|data| data.insert_temp(key, !open));
        }
        if open {
            choice(ui);
        }
    });
}

/// Between the boxes and the rings, where they stand under each other.
pub(super) const BETWEEN: f32 = space::STEP * 2.0;
