//! Side notes: a label and a few lines, at most three beside a page, never a
//! primary button. In a narrower window they stand below the words.

use super::passage::hairline;
use super::texts::{block, label};
use crate::window::text::{self, Breaks};
use crate::window::theme::{Type, colours, space};
use egui::Ui;

/// Below a note's words.
const BELOW: f32 = 22.0;
/// Between a hairline and the next label.
const ABOVE: f32 = 18.0;
/// Between a label and its words.
const UNDER_LABEL: f32 = 9.0;

/// Begins the side notes: the first label stands on the line of the head, whose
/// style this is. Below the words a hairline parts them from these.
pub(crate) fn beside_head(ui: &mut Ui, head: Type) {
    let beside = (ui.available_width() - space::SIDE).abs() < 1.0;
    if beside {
        let down = text::baseline_of(ui, head) - text::baseline_of(ui, Type::Label);
        ui.add_space(down);
    } else {
        hairline(ui);
        ui.add_space(ABOVE);
    }
}

/// A note of plain words. `at` counts the notes above it.
pub(crate) fn note(ui: &mut Ui, at: usize, name: &str, words: &str) {
    note_of(ui, at, name, |ui| {
        let ink = colours(ui).ink;
        block(ui, words, Type::Aside, ink, Breaks::NoWidow);
    });
}

/// A note of anything.
pub(crate) fn note_of(ui: &mut Ui, at: usize, name: &str, add: impl FnOnce(&mut Ui)) {
    if at > 0 {
        hairline(ui);
        ui.add_space(ABOVE);
    }
    label(ui, name);
    ui.add_space(UNDER_LABEL);
    add(ui);
    ui.add_space(BELOW);
}
