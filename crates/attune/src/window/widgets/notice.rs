//! A calm line across the page: what happened, what is safe, what to do.

use super::press::link;
use super::texts::says;
use crate::window::layout::Columns;
use crate::window::theme::{colours, space};
use egui::{Frame, Margin, Ui};

/// Draws it. Gives whether it was put away.
pub(crate) fn notice(ui: &mut Ui, words: &str, put_away: Option<&str>) -> bool {
    let side = Columns::of(ui).side as i8;
    let above = (space::STEP * 3.0) as i8;
    let mut understood = false;
    let fill = colours(ui).margin;
    let margin = Margin { left: side, right: side, top: above, bottom: above };
    Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width().min(space::WORDS_FULL));
        says(ui, words);
        if let Some(word) = put_away {
            understood = link(ui, word).clicked();
        }
        ui.expand_to_include_x(ui.max_rect().right());
    });
    understood
}
