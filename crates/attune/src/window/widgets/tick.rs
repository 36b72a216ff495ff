//! A tick in a disc: a ritual that was kept, or can be.

use super::focus;
use crate::window::shapes::{self, TICK};
use crate::window::theme::{colours, space};
use egui::{CursorIcon, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// From its left edge to the words it is about.
pub(crate) const TICK_INDENT: f32 = TICK + space::BESIDE;

/// A tick, or the ring where one can be; `name` is what it is about. Gives what
/// was done with it.
pub(crate) fn tick(ui: &mut Ui, kept: bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(TICK, TICK), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, kept, name));
    shapes::tick_disc(ui.painter(), rect.min, kept, &colours(ui));
    focus::ring(ui, &response, TICK as u8 / 2);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
