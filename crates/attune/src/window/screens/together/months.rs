//! What plots of months have in common: going from one month to another, what each of
//! the two said in the chosen one, and links with their keys.

use crate::window::model::Whose;
use crate::window::screens::View;
use crate::window::text::{Breaks, Run, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets;
use crate::window::words::{self, Piece};
use attune_core::time::Month;
use egui::{EventFilter, Key, Modifiers, Ui};

/// The month that an arrow leads to, of the one before the chosen and the one after it.
/// The keyboard itself stays where it is.
pub(super) fn arrows(ui: &Ui, view: &View<'_>, beside: [Option<Month>; 2]) -> Option<Month> {
    if view.forms.keys || ui.ctx().text_edit_focused() {
        return None;
    }
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.set_focus_lock_filter(id, arrows);
        }
    });
    let [before, after] = beside;
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowLeft) {
            before
        } else if pressed(Key::ArrowRight) {
            after
        } else {
            None
        }
    })
}

/// A message with the names of people in its slots, each in their ink.
pub(super) fn named(ui: &mut Ui, message: &str, names: &[(Whose, String)]) {
    let palette = colours(ui);
    let runs: Vec<Run<'_>> = words::pieces(message)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Words(words) => Some(run(words, Type::Small, palette.ink_3)),
            Piece::Slot(n) => {
                let (whose, name) = names.get(n)?;
                Some(run(name, Type::Label, widgets::ink_of(&palette, *whose)))
            }
        })
        .collect();
    widgets::block_of(ui, &runs, Breaks::Full);
}

/// A link with its key after it; under it, where there is no room.
pub(super) fn link(ui: &mut Ui, word: &str, key: &str) -> bool {
    let mut pressed = false;
    widgets::row(ui, space::LINK, |ui| {
        pressed = widgets::link(ui, word).clicked();
        widgets::small(ui, key);
    });
    pressed
}
