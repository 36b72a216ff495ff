//! What is sealed, and what happens then.

use super::opened::also_mine;
use super::{period, question};
use crate::window::model::{Checkin, Whose};
use crate::window::screens::{View, sealing};
use attune_core::kinds::sealed::SealState;
use egui::Ui;

/// Draws both letters, and one's own words, which stay one's own to read. `open`
/// is how far the letters have opened, from 0 to 1.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, week: &Checkin, open: f32) {
    let both = week.state != SealState::Sealed;
    let period = period(view, week);
    sealing::letters(ui, view, &period, both, open);
    if let Some(mine) = &week.mine {
        for (at, answer) in mine.0.iter().enumerate() {
            sealing::answers(ui, view, &question(at), &[(Whose::Mine, answer)]);
        }
    }
    also_mine(ui, week);
}
