//! One of several wordings of a sentence, to be chosen: in its writer's ink, with
//! a rule under what only it says.

use super::focus;
use crate::window::shapes;
use crate::window::text::{self, Breaks, Run, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, CursorIcon, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// From the left edge of a ring to the words.
pub(crate) const WORDING_INDENT: f32 = space::RADIO + space::BESIDE;
/// How far the ring's middle is above the line the words stand on.
const RISE: f32 = 6.0;
/// The least that is left for the words beside who wrote them.
const LEAST: f32 = 200.0;

/// Draws one, with who wrote it at the right, or under it where that leaves too
/// little. `chosen` is `None` where nobody here may choose. `said` is for ears.
pub(crate) fn wording(
    ui: &mut Ui,
    chosen: Option<bool>,
    runs: &[Run<'_>],
    who: &str,
    said: &str,
) -> Response {
    let palette = colours(ui);
    let width = ui.available_width();
    let indent = if chosen.is_some() { WORDING_INDENT } else { 0.0 };
    let who = text::lay(ui, &run(who, Type::Small, palette.ink_3), width - indent, Breaks::Full);
    let beside = width - indent - who.size().x - space::BESIDE;
    let is_beside = beside >= LEAST;
    let room = if is_beside { beside } else { width - indent };
    let words = text::lay_all(ui, runs, room, Breaks::NoWidow);
    let under = if is_beside { 0.0 } else { who.size().y };
    let size = vec2(width, words.size().y + under);
    let sense = if chosen.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let enabled = ui.is_enabled();
    response.widget_info(|| match chosen {
        Some(chosen) => WidgetInfo::selected(Role::RadioButton, enabled, chosen, said),
        None => WidgetInfo::labeled(Role::Label, true, said),
    });
    let stands = rect.top() + text::baseline(&words);
    let left = rect.left() + indent;
    if let Some(chosen) = chosen {
        let centre = pos2(rect.left() + space::RADIO / 2.0, stands - RISE);
        shapes::ring_choice(ui.painter(), centre, chosen, &palette);
    }
    let at = if is_beside {
        pos2(rect.right() - who.size().x, stands - text::baseline(&who))
    } else {
        pos2(left, rect.top() + words.size().y)
    };
    text::paint_grounds(ui, pos2(left, rect.top()), &words, runs);
    ui.painter().galley(pos2(left, rect.top()), words, Color32::PLACEHOLDER);
    ui.painter().galley(at, who, Color32::PLACEHOLDER);
    focus::focus_ring(ui, &response);
    if chosen.is_some() { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}
