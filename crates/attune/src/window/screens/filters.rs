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

/// A box for each kind. Gives what is chosen now, if that changed.
pub(super) fn kinds(ui: &mut Ui, before: Kinds) -> Option<Kinds> {
    let mut kinds = before;
    for (on, word) in [
        (&mut kinds.pages, tr!("window-journal-name")),
        (&mut kinds.thanks, tr!("window-gratitude-name")),
        (&mut kinds.checkins, tr!("window-together-checkins")),
    ] {
        widgets::check(ui, on, &word);
    }
    (kinds != before).then_some(kinds)
}

/// Either of the two, or one of them. Gives who is chosen now, if that changed.
pub(super) fn writers(ui: &mut Ui, shown: &Shown, before: Option<Whose>) -> Option<Option<Whose>> {
    let names = [
        (None, tr!("window-together-either")),
        (Some(Whose::Mine), words::name(&shown.me, Whose::Mine)),
        (Some(Whose::Theirs), words::name(&shown.partner_name(), Whose::Theirs)),
    ];
    let mut chosen = None;
    for (by, name) in names {
        ui.add_space(space::STEP);
        if widgets::choice(ui, before == by, &name, "").clicked() {
            chosen = Some(by);
        }
        ui.add_space(space::STEP);
    }
    chosen.filter(|by| *by != before)
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
