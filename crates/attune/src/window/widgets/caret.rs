//! The caret: two points wide, as high as the letters and not as the line,
//! which is all that egui's own can be.

use crate::window::shapes;
use crate::window::theme::{colours, motion};
use egui::text_edit::TextEditOutput;
use egui::{Id, Stroke, Ui};
use std::time::Duration;

/// Hides egui's caret until ours is drawn.
pub(super) struct Caret {
    stroke: Stroke,
    blink: bool,
}

/// When the caret was last moved, and where to.
#[derive(Clone, Copy, PartialEq)]
struct Moved {
    place: (usize, usize),
    at: f64,
}

impl Caret {
    /// Hides egui's.
    pub(super) fn hide(ui: &mut Ui) -> Self {
        let caret = &mut ui.visuals_mut().text_cursor;
        let hidden = Self { stroke: caret.stroke, blink: caret.blink };
        caret.stroke.color = egui::Color32::TRANSPARENT;
        caret.blink = false;
        hidden
    }

    /// Draws ours, `height` high, and lets egui have its own again.
    pub(super) fn show(self, ui: &mut Ui, output: &TextEditOutput, height: f32) {
        self.show_apart(ui, output, height, 0.0);
    }

    /// The same, so far after the letter before it: tracking that is large and
    /// negative would set it into that.
    pub(super) fn show_apart(self, ui: &mut Ui, output: &TextEditOutput, height: f32, apart: f32) {
        ui.visuals_mut().text_cursor.stroke = self.stroke;
        ui.visuals_mut().text_cursor.blink = self.blink;
        let response = &output.response.response;
        let Some(range) = output.cursor_range.filter(|_| response.has_focus()) else { return };
        let id = response.id.with("caret");
        let place = (range.primary.index.0, output.galley.text().len());
        if !ui.is_enabled() || !is_shown(ui, id, place) {
            return;
        }
        let row =
            output.galley.pos_from_cursor(range.primary).translate(output.galley_pos.to_vec2());
        let middle = row.center().y;
        let clip = output.text_clip_rect.expand(height);
        let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
        let (top, bottom) = (middle - height / 2.0, middle + height / 2.0);
        shapes::vertical_rule(&painter, row.left() + apart, top, bottom, colours(ui).act);
    }
}

/// Whether the caret is seen at this moment: always just after a key, then on
/// and off, and steady once nobody types for a while, so that an open page
/// costs nothing.
fn is_shown(ui: &Ui, id: Id, place: (usize, usize)) -> bool {
    let now = ui.input(|input| input.time);
    let moved = ui.data_mut(|data| {
        let moved = data.get_temp_mut_or_insert_with(id, || Moved { place, at: now });
        if moved.place != place {
            *moved = Moved { place, at: now };
        }
        *moved
    });
    let since = now - moved.at;
    if since > motion::BLINKS_FOR || !ui.input(|input| input.focused) {
        return true;
    }
    let left = motion::BLINK - since % motion::BLINK;
    ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
    ((since / motion::BLINK) as u64).is_multiple_of(2)
}
