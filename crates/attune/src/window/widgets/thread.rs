//! The thread of a ritual: one week, Monday to Sunday, a bead where it was
//! kept. It runs on through an empty day, and nothing on it breaks.

use crate::window::shapes::{self, hairline_at};
use crate::window::theme::{colours, space};
use egui::{Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// How wide a thread is, and how high.
const SIZE: [f32; 2] = [200.0, 12.0];
/// From its end to the first bead.
const INSET: f32 = 5.0;
/// A bead.
const BEAD: f32 = 4.0;

/// Draws the thread of a week. `today` counts from Monday as nought; `said` is
/// the same in words.
pub(crate) fn thread(ui: &mut Ui, kept: [bool; 7], today: usize, said: &str) {
    let palette = colours(ui);
    let width = SIZE[0].min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, SIZE[1]), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said));
    let y = rect.center().y;
    let step = (width - 2.0 * INSET) / 6.0;
    let day = |at: usize| rect.left() + INSET + step * at as f32;
    let painter = ui.painter();
    let top = y - space::HAIR / 2.0;
    hairline_at(painter, day(0), day(today), top, Stroke::new(space::RULE, palette.rule));
    hairline_at(painter, day(today), day(6), top, Stroke::new(space::HAIR, palette.hair));
    for (at, kept) in kept.into_iter().enumerate() {
        if kept {
            shapes::bead(painter, pos2(day(at), y), BEAD, palette.ink);
        }
    }
}
