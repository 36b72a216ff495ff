//! A heart that was sent: filled, in the ink of whoever sent it, and never without
//! its words.

use super::texts::ink_of;
use crate::window::model::Whose;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours};
use egui::{Color32, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// How wide the heart is, and from its left edge to its words.
const WIDE: f32 = 15.0;
const INDENT: f32 = 22.0;
/// From the top of the words to that of the heart.
const DOWN: f32 = 4.0;

/// Draws it: "from Sam".
pub(crate) fn heart(ui: &mut Ui, whose: Whose, words: &str) {
    let palette = colours(ui);
    let room = ui.max_rect().width() - INDENT;
    let galley = text::lay(ui, &run(words, Type::Small, palette.ink_3), room, Breaks::Full);
    let size = vec2(INDENT + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let at = rect.min + vec2(0.0, DOWN);
    shapes::heart(ui.painter(), at, WIDE, ink_of(&palette, whose));
    ui.painter().galley(pos2(rect.left() + INDENT, rect.top()), galley, Color32::PLACEHOLDER);
}
