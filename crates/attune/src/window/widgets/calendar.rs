//! A month: a mark where something was written, a dot where nothing was. Only
//! the day that has the keyboard can be reached by Tab; arrows go on from it.

use super::focus;
use super::texts::label;
use crate::window::model::Place;
use crate::window::shapes::{self, mark, mark_width};
use crate::window::theme::{colours, space};
use egui::{CursorIcon, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// One day of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CalendarDay {
    /// Where what was written is; none if nothing was.
    pub(crate) written: Option<Place>,
    /// Whether it is still to come.
    pub(crate) ahead: bool,
    /// The day in words.
    pub(crate) said: String,
}

/// What a month shows.
pub(crate) struct Month<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// The weekday of its first day, Monday as nought.
    pub(crate) begins: usize,
    /// Its days.
    pub(crate) days: &'a [CalendarDay],
    /// Today, counted from nought.
    pub(crate) today: Option<usize>,
    /// The chosen day.
    pub(crate) chosen: usize,
}

/// A cell.
const CELL: f32 = 17.0;
/// A dot where nothing was written.
const DOT: f32 = 1.3;
/// The ring of today.
const TODAY: f32 = 7.5;
/// Under the name.
const UNDER: f32 = 6.0;

/// Draws a month. Gives the day chosen just now.
pub(crate) fn calendar(ui: &mut Ui, month: &Month<'_>) -> Option<usize> {
    let palette = colours(ui);
    label(ui, month.name);
    ui.add_space(UNDER);
    let weeks = (month.begins + month.days.len()).div_ceil(7);
    let size = vec2(CELL * 7.0, CELL * weeks as f32);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut picked = None;
    for (at, day) in month.days.iter().enumerate() {
        let (column, row) = ((month.begins + at) % 7, (month.begins + at) / 7);
        let min = rect.min + vec2(column as f32 * CELL, row as f32 * CELL);
        let cell = Rect::from_min_size(min, vec2(CELL, CELL));
        let chosen = at == month.chosen;
        let sense = if chosen { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(cell, ui.scope_id().with(("day", month.name, at)), sense);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &day.said));
        let painter = ui.painter();
        match day.written {
            Some(place) => {
                let width = mark_width(space::MARK_DAY);
                let at = cell.center() - vec2(width, space::MARK_DAY) / 2.0;
                mark(painter, at, space::MARK_DAY, place.into(), &palette);
            }
            None => {
                let ink = if day.ahead { palette.hair } else { palette.rule };
                shapes::bead(painter, cell.center(), DOT, ink);
            }
        }
        if month.today == Some(at) {
            let stroke = Stroke::new(space::RING, palette.rule);
            painter.circle_stroke(cell.center(), TODAY, stroke);
        }
        focus::focus_ring(ui, &response);
        if response.has_focus() {
            picked = moved(ui, at, month.days.len()).or(picked);
        }
        if response.clicked() {
            picked = Some(at);
        }
        let _ = response.on_hover_cursor(CursorIcon::PointingHand);
    }
    picked
}

/// Where an arrow leads from a day.
fn moved(ui: &Ui, at: usize, days: usize) -> Option<usize> {
    let step = ui.input(|input| {
        [(Key::ArrowLeft, -1_isize), (Key::ArrowRight, 1), (Key::ArrowUp, -7), (Key::ArrowDown, 7)]
            .into_iter()
            .find(|(key, _)| input.key_pressed(*key))
            .map(|(_, step)| step)
    })?;
    at.checked_add_signed(step).filter(|to| *to < days)
}
