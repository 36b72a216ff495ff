//! What comes while somebody looks fades in where it stands, and moves nothing.

use crate::window::theme::motion::{self, ARRIVING};
use egui::Ui;

/// Draws what has been coming since then, or is there.
pub(crate) fn arriving(ui: &mut Ui, since: Option<f64>, draw: impl FnOnce(&mut Ui)) {
    let Some(since) = since else { return draw(ui) };
    // No part of its own: what has the keyboard, or is being read aloud, must be
    // the same thing once it has come.
    let before = ui.opacity();
    ui.multiply_opacity(motion::appeared(ui, since, ARRIVING));
    draw(ui);
    ui.set_opacity(before);
}
