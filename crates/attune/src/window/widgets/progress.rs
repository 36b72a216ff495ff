//! How far a long thing has come, as a thread with one bead, and a way to stop
//! it. The words carry the value.

use super::press::plain;
use super::texts::small;
use crate::window::shapes::{self, hairline_at};
use crate::window::theme::{colours, space};
use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The thread's height.
const HEIGHT: f32 = 12.0;
/// The bead.
const BEAD: f32 = 5.0;

/// Draws it: `part` of one is done. Gives whether it is to stop.
pub(crate) fn progress(ui: &mut Ui, part: f32, said: &str, stop: &str) -> bool {
    let line = progress_line(ui, part);
    line.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, said));
    ui.add_space(space::STEP);
    small(ui, said);
    ui.add_space(space::ACTIONS);
    plain(ui, stop).clicked()
}

/// The thread alone, for where words beside it say how far it is.
pub(crate) fn progress_line(ui: &mut Ui, part: f32) -> Response {
    let palette = colours(ui);
    let part = part.clamp(0.0, 1.0);
    let width = space::WORDS.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let y = rect.center().y;
    let at = rect.left() + BEAD + (width - 2.0 * BEAD) * part;
    let painter = ui.painter();
    let line = |left, right, ink| {
        let stroke = Stroke::new(space::RING, ink);
        hairline_at(painter, left, right, y - space::RING / 2.0, stroke);
    };
    line(rect.left(), at, palette.rule);
    line(at, rect.right(), palette.hair);
    shapes::bead(painter, pos2(at, y), BEAD, palette.act);
    response
}
