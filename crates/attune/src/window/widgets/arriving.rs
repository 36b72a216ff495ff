//! What comes while somebody looks fades in where it stands, and moves nothing.

use crate::window::theme::motion::{self, ARRIVING};
use egui::Ui;

/// Draws what has been coming since then, or is there.
pub(crate) fn arriving(ui: &mut Ui, since: Option<f64>, draw: impl FnOnce(&mut Ui)) {
    let Some(since) = since else { return draw(ui) };
    ui.scope(|ui| {
        let seen = motion::appeared(ui, since, ARRIVING);
        ui.multiply_opacity(seen);
        draw(ui);
    });
}
