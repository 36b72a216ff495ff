//! What was deleted, what follows from it, and how to bring it back, in the
//! place where it was.

use super::margin::Note;
use super::passage::passage;
use super::press::{actions, plain};
use super::texts::{said, soft};
use crate::window::theme::{Type, colours, space};
use egui::Ui;

/// Draws it. Gives whether it is to come back.
pub(crate) fn undo(ui: &mut Ui, note: &str, name: &str, follows: &str, word: &str) -> bool {
    let mut back = false;
    passage(ui, &Note::small(note), Type::Said, |ui| {
        let ink = colours(ui).ink_2;
        said(ui, name, Type::Said, ink);
        ui.add_space(space::STEP);
        soft(ui, follows);
        actions(ui, space::BUTTON, |ui| back = plain(ui, word).clicked());
    });
    back
}
