//! Choosing: a ring for one of several, a box for any of them. What is chosen
//! is medium and filled, never a matter of colour alone.

use super::focus;
use crate::texts::tr;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, CursorIcon, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// From the left edge of a ring to its words.
const INDENT: f32 = space::RADIO + space::BESIDE;
/// How far the ring's middle is above the line the words stand on.
const RISE: f32 = 5.0;

/// One of several choices, with what it means under it.
pub(crate) fn choice(ui: &mut Ui, chosen: bool, name: &str, meaning: &str) -> Response {
    let width = ui.available_width();
    draw(ui, chosen, name, meaning, Type::Small, width, false)
}

/// The same, whose meaning is a sentence to be weighed.
pub(crate) fn choice_row(ui: &mut Ui, chosen: bool, name: &str, meaning: &str) -> Response {
    let width = ui.available_width();
    draw(ui, chosen, name, meaning, Type::Body, width, true)
}

/// How wide a choice without a meaning is, on one line and chosen.
pub(crate) fn width_of_choice(ui: &Ui, name: &str) -> f32 {
    let run = run(name, Type::Name, Color32::PLACEHOLDER);
    INDENT + text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
}

fn draw(
    ui: &mut Ui,
    chosen: bool,
    name: &str,
    meaning: &str,
    style: Type,
    width: f32,
    whole: bool,
) -> Response {
    let palette = colours(ui);
    let room = (width.min(ui.max_rect().width()) - INDENT).max(space::BUTTON);
    let name_style = if chosen { Type::Name } else { Type::Body };
    let name_galley = text::lay(ui, &run(name, name_style, palette.ink), room, Breaks::Full);
    let meaning_ink = if style == Type::Body { palette.ink_2 } else { palette.ink_3 };
    let meaning_galley = (!meaning.is_empty())
        .then(|| text::lay(ui, &run(meaning, style, meaning_ink), room, Breaks::Balanced));
    // The medium cut has lines of twenty; the name keeps its place.
    let lift = if chosen { (Type::Body.line() - Type::Name.line()) / 2.0 } else { 0.0 };
    let name_height = name_galley.size().y + 2.0 * lift;
    let below = if style == Type::Small { -2.0 } else { 0.0 };
    let meaning_height = meaning_galley.as_ref().map_or(0.0, |galley| galley.size().y + below);
    let wide = name_galley.size().x.max(meaning_galley.as_ref().map_or(0.0, |g| g.size().x));
    let taken = if whole { width } else { INDENT + wide };
    let size = vec2(taken, name_height + meaning_height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let said = if meaning.is_empty() {
            name.to_owned()
        } else {
            tr!("window-with-meaning", name = name, meaning = meaning)
        };
        WidgetInfo::selected(Role::RadioButton, enabled, chosen, said)
    });
    let stands = rect.top() + lift + text::baseline(&name_galley);
    let centre = pos2(rect.left() + space::RADIO / 2.0, stands - RISE);
    shapes::ring_choice(ui.painter(), centre, chosen, &palette);
    let left = rect.left() + INDENT;
    ui.painter().galley(pos2(left, rect.top() + lift), name_galley, Color32::PLACEHOLDER);
    if let Some(galley) = meaning_galley {
        let at = pos2(left, rect.top() + name_height + below);
        ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    }
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Tells ears of a place one can go to, and whether one is there: that it is
/// chosen, where egui has only a box that is ticked.
pub(crate) fn tell_place(response: &Response, here: bool, name: &str) {
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(here);
    });
}

/// A box to tick.
pub(crate) fn check(ui: &mut Ui, on: &mut bool, words: &str) -> Response {
    let palette = colours(ui);
    let room = (ui.max_rect().width() - INDENT).max(space::BUTTON);
    let style = Type::Body;
    let galley = text::lay(ui, &run(words, style, palette.ink), room, Breaks::Full);
    let above = (space::ROW - style.line()) / 2.0;
    let size = vec2(INDENT + galley.size().x, galley.size().y + 2.0 * above);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    let (enabled, ticked) = (ui.is_enabled(), *on);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, ticked, words));
    let top = rect.top() + above;
    let middle = top + text::baseline(&galley) - RISE;
    let min = pos2(rect.left(), middle - space::RADIO / 2.0);
    shapes::check_box(ui.painter(), min, ticked, &palette);
    ui.painter().galley(pos2(rect.left() + INDENT, top), galley, Color32::PLACEHOLDER);
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
