//! What is sealed, and what happens then.

use super::question;
use crate::texts::tr;
use crate::window::model::Whose;
use crate::window::screens::{View, sealing};
use attune_core::kinds::sealed::SealState;
use egui::Ui;

/// Draws both letters, and one's own words, which stay one's own to read. `open`
/// is how far the letters have opened, from 0 to 1.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, open: f32) {
    let week = &view.model.shown.checkin;
    let both = week.state != SealState::Sealed;
    sealing::letters(ui, view, &tr!("window-this-week"), both, open);
    if let Some(mine) = &week.mine {
        for (at, answer) in mine.0.iter().enumerate() {
            sealing::answers(ui, view, &question(at), &[(Whose::Mine, answer)]);
        }
    }
}
