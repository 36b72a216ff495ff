//! The choice of what one's words are set in: each ink's name in itself. The
//! partner's stands among them struck through, since two people never write with
//! the same.

use super::focus;
use crate::marks;
use crate::texts::tr;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{self, Type, colours, space};
use attune_core::kinds::profile::Ink;
use egui::{Color32, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The least width of a column.
const COLUMN: f32 = 160.0;
/// From one row to the next.
const ROW: f32 = space::BUTTON;
/// From the left edge of a ring to its name.
const INDENT: f32 = space::RADIO + space::BESIDE;
/// How far the ring's middle is above the line the name stands on.
const RISE: f32 = 6.0;
/// How far a line through a name is above that line.
const STRUCK: f32 = 5.0;

/// The partner's ink, and what they are called.
pub(crate) type Taken<'a> = Option<(Ink, &'a str)>;

/// All six, `chosen` filled. Gives the one that was pressed.
pub(crate) fn inks(ui: &mut Ui, chosen: Ink, taken: Taken<'_>) -> Option<Ink> {
    let width = ui.available_width();
    // Nothing stands between the last name and the edge.
    let columns = match width {
        width if width >= COLUMN * 3.0 => 3,
        width if width + space::BETWEEN >= COLUMN * 2.0 => 2,
        _ => 1,
    };
    let step = (width + space::BETWEEN) / columns as f32;
    let rows = Ink::ALL.len().div_ceil(columns);
    let (whole, _) = ui.allocate_exact_size(vec2(width, rows as f32 * ROW), Sense::hover());
    let mut pressed = None;
    for (at, ink) in Ink::ALL.into_iter().enumerate() {
        let (row, column) = (at / columns, at % columns);
        let min = whole.min + vec2(column as f32 * step, row as f32 * ROW);
        let whose = taken.filter(|(taken, _)| *taken == ink).map(|(_, name)| name);
        let cell = Rect::from_min_size(min, vec2(step, ROW));
        if one(ui, cell, ink, ink == chosen, whose) {
            pressed = Some(ink);
        }
    }
    pressed
}

fn one(ui: &mut Ui, cell: Rect, ink: Ink, chosen: bool, whose: Option<&str>) -> bool {
    let palette = colours(ui);
    let name = marks::ink(ink);
    let style = if chosen { Type::SaidStrong } else { Type::Said };
    let room = cell.width() - INDENT;
    let galley = text::lay(ui, &run(&name, style, theme::ink(ui, ink)), room, Breaks::Full);
    let top = cell.top() + (cell.height() - style.line()) / 2.0;
    let stands = top + text::baseline(&galley);
    let left = cell.left() + INDENT;
    let end = left + galley.size().x;
    let id = ui.scope_id().with(("ink", ink));
    let pressable = Rect::from_min_max(pos2(cell.left(), top), pos2(end, top + style.line()));
    let sense = if whose.is_some() { Sense::hover() } else { Sense::click() };
    let response = ui.interact(pressable, id, sense);
    let said = match whose {
        Some(whose) => tr!("ink-taken", ink = name.clone(), name = whose),
        None => name.clone(),
    };
    let free = whose.is_none();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, free, chosen, &said));
    let centre = pos2(cell.left() + space::RADIO / 2.0, stands - RISE);
    shapes::ring_choice(ui.painter(), centre, chosen, &palette);
    ui.painter().galley(pos2(left, top), galley, Color32::PLACEHOLDER);
    if let Some(whose) = whose {
        let line = Stroke::new(space::RULE, palette.ink_3);
        ui.painter().hline(left..=end, stands - STRUCK, line);
        let theirs = tr!("ink-theirs", name = whose);
        let gap = space::STEP * 2.0;
        let room = cell.right() - end - gap;
        let small = text::lay(ui, &run(&theirs, Type::Small, palette.ink_3), room, Breaks::Full);
        let at = pos2(end + gap, stands - text::baseline(&small));
        ui.painter().galley(at, small, Color32::PLACEHOLDER);
        return false;
    }
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
