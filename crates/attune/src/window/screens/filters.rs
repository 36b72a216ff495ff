//! What the timeline and finding are narrowed by: boxes for the kinds, rings for
//! who wrote. Beside the words where there is room, else under one line above
//! them, which opens.

use crate::texts::tr;
use crate::window::choosing::{Kinds, Sort};
use crate::window::marked::Mark;
use crate::window::model::{Shown, Whose};
use crate::window::theme::space;
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::{Id, Ui};

/// What is chosen: these kinds, by one of the two or, with `None`, by either.
pub(super) type Chosen = (Kinds, Option<Whose>);

/// Both as the first two notes beside the words, those of the kinds that are `offered`
/// under `topic` and `head`. Gives what is chosen now, if that changed, and how many notes
/// there are.
pub(super) fn notes(
    ui: &mut Ui,
    shown: &Shown,
    (topic, offered): (&str, &[Sort]),
    before: Chosen,
    head: impl FnOnce(&mut Ui),
) -> (Option<Chosen>, usize) {
    let (mut kinds, mut by) = before;
    widgets::note_of(ui, 0, topic, |ui| {
        head(ui);
        boxes(ui, offered, &mut kinds);
    });
    let has_theirs = shown.has_theirs();
    if has_theirs {
        widgets::note_of(ui, 1, &tr!("window-together-by"), |ui| rings(ui, shown, &mut by));
    }
    (((kinds, by) != before).then_some((kinds, by)), 1 + usize::from(has_theirs))
}

/// Both under each other. Gives what is chosen now, if that changed.
pub(super) fn under(
    ui: &mut Ui,
    shown: &Shown,
    offered: &[Sort],
    before: Chosen,
) -> Option<Chosen> {
    let (mut kinds, mut by) = before;
    boxes(ui, offered, &mut kinds);
    if shown.has_theirs() {
        ui.add_space(BETWEEN);
        rings(ui, shown, &mut by);
    }
    ((kinds, by) != before).then_some((kinds, by))
}

/// A box for each of these kinds.
fn boxes(ui: &mut Ui, offered: &[Sort], kinds: &mut Kinds) {
    for sort in offered {
        let mut on = kinds.has(*sort);
        if widgets::check(ui, &mut on, &name_of(*sort)).changed() {
            *kinds = kinds.with(*sort, on);
        }
    }
}

/// What a sort of things is called.
pub(super) fn name_of(sort: Sort) -> String {
    match sort {
        Sort::Pages => tr!("window-journal-name"),
        Sort::Thanks => tr!("window-gratitude-name"),
        Sort::Feelings => tr!("window-feelings-name"),
        Sort::Talks => tr!("window-talk-name"),
        Sort::Checkins => tr!("window-together-checkins"),
        Sort::Signs => tr!("window-together-signs"),
        Sort::Notes => tr!("window-together-notes"),
        Sort::Steps => tr!("window-together-steps"),
    }
}

/// One of the two by name, as it stands by itself.
pub(super) fn person(shown: &Shown, whose: Whose) -> String {
    let name = match whose {
        Whose::Mine => words::name(&shown.me, whose),
        Whose::Theirs => words::name(&shown.partner_name(), whose),
    };
    tr!("window-person", name = name)
}

/// Either of the two, or one of them.
fn rings(ui: &mut Ui, shown: &Shown, by: &mut Option<Whose>) {
    let names = [
        (None, tr!("window-together-either")),
        (Some(Whose::Mine), person(shown, Whose::Mine)),
        (Some(Whose::Theirs), person(shown, Whose::Theirs)),
    ];
    let before = *by;
    for (of, name) in names {
        if ring(ui, before == of, &name) {
            *by = of;
        }
    }
}

/// One of several, with room around it. Gives whether it was pressed.
pub(super) fn ring(ui: &mut Ui, chosen: bool, name: &str) -> bool {
    ui.add_space(space::STEP);
    let pressed = widgets::choice(ui, chosen, name, "").clicked();
    ui.add_space(space::STEP);
    pressed
}

/// So many tags and moods are offered, the most used first: what is marked with others is
/// found by looking for its words.
const MARKS: usize = 12;

/// The tags or the moods to choose from: the most used, and the one that is chosen.
pub(super) fn marks_offered(known: &[Mark], chosen: Option<&String>) -> Vec<String> {
    let names = known.iter().take(MARKS).map(|mark| mark.name.clone());
    let mut names: Vec<String> = names.collect();
    names.extend(chosen.filter(|name| !names.contains(name)).cloned());
    names
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
