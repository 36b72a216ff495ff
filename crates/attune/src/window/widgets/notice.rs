//! A calm line across the page: what happened, what is safe, what to do.

use super::press::link;
use super::texts::says;
use crate::window::layout::Columns;
use crate::window::theme::{colours, space};
use egui::accesskit::Live;
use egui::{Frame, Margin, Ui};

/// Draws it. Gives whether it was put away.
pub(crate) fn notice(ui: &mut Ui, words: &str, put_away: Option<&str>) -> bool {
    let side = Columns::of(ui).side as i8;
    let above = (space::STEP * 3.0) as i8;
    let mut understood = false;
    let fill = colours(ui).margin;
    let margin = Margin { left: side, right: side, top: above, bottom: above };
    let right = ui.max_rect().right() - f32::from(side);
    Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width().min(space::WORDS_FULL));
        let said = says(ui, words);
        // Ears are told when it comes, wherever they are.
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        if let Some(word) = put_away {
            understood = link(ui, word).clicked();
        }
        ui.expand_to_include_x(right);
    });
    understood
}
