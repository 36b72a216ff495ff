//! A calm line across the page: what happened, what is safe, what to do.

use super::press::link;
use super::texts::says;
use crate::window::layout::Columns;
use crate::window::theme::{colours, space};
use egui::accesskit::Live;
use egui::{Frame, Margin, Ui};

/// Draws it. Gives whether it was put away.
pub(crate) fn notice(ui: &mut Ui, words: &str, put_away: Option<&str>) -> bool {
    let mut understood = false;
    across(ui, |ui| {
        let said = says(ui, words);
        // Ears are told when it comes, wherever they are.
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        if let Some(word) = put_away {
            understood = link(ui, word).clicked();
        }
    });
    understood
}

/// Something that comes while one is at something else: ears hear it without going
/// there. Gives which of the links was pressed.
pub(crate) fn call(ui: &mut Ui, words: &str, links: &[&str]) -> Option<usize> {
    let mut pressed = None;
    across(ui, |ui| {
        let said = says(ui, words);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        super::row(ui, space::LINK, |ui| {
            for (at, word) in links.iter().enumerate() {
                if link(ui, word).clicked() {
                    pressed = Some(at);
                }
            }
        });
    });
    pressed
}

fn across(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let side = Columns::of(ui).side as i8;
    let above = (space::STEP * 3.0) as i8;
    let fill = colours(ui).margin;
    let margin = Margin { left: side, right: side, top: above, bottom: above };
    let right = ui.max_rect().right() - f32::from(side);
    Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width().min(space::WORDS_FULL));
        add(ui);
        ui.expand_to_include_x(right);
    });
}
