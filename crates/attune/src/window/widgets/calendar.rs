//! A month: who wrote on each day, a dot where nobody did. Only the chosen day
//! can be reached by Tab; arrows go on from it.

use super::focus;
use super::texts::block;
use crate::window::shapes::{self, mark_width, marks_of_both};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Colours, Type, colours, space};
use crate::window::together::Wrote;
use egui::{
    CornerRadius, CursorIcon, Key, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// One day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CalendarDay {
    /// Who wrote on it.
    pub(crate) wrote: Option<Wrote>,
    /// Whether it is still to come.
    pub(crate) ahead: bool,
}

/// What a month shows.
pub(crate) struct Month<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// The weekday of its first day, the first of a week as nought.
    pub(crate) begins: usize,
    /// Its days.
    pub(crate) days: &'a [CalendarDay],
    /// A day in words, counted from nought: asked only where somebody listens,
    /// for a year has many.
    pub(crate) said: &'a dyn Fn(usize) -> String,
    /// Today, counted from nought, if it is in it.
    pub(crate) today: Option<usize>,
    /// The chosen day, if it is in it.
    pub(crate) chosen: Option<usize>,
    /// Whether the chosen day is to have the keyboard.
    pub(crate) take_keyboard: bool,
    /// How large a cell is: a large one has its number.
    pub(crate) cell: f32,
}

/// What was done with a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// A day was pressed, counted from nought.
    Day(usize),
    /// The keyboard goes so many days on from the chosen one.
    Days(i32),
    /// The keyboard goes so many months on.
    Months(i32),
}

/// A cell of a year.
pub(crate) const CELL: f32 = 17.0;
/// From this size on a cell has its number.
const NUMBERED: f32 = 30.0;
/// A dot where nothing was written.
const DOT: f32 = 1.3;
/// The ring of today.
const TODAY: f32 = 7.5;
/// Between the name and the days.
const UNDER: f32 = 6.0;

/// Draws a month.
pub(crate) fn calendar(ui: &mut Ui, month: &Month<'_>) -> Option<Picked> {
    let palette = colours(ui);
    let here = month.chosen.is_some();
    let (style, ink) = if here { (Type::Label, palette.ink) } else { (Type::Small, palette.ink_2) };
    block(ui, month.name, style, ink, Breaks::Full);
    ui.add_space(UNDER);
    let weeks = (month.begins + month.days.len()).div_ceil(7);
    let size = vec2(month.cell * 7.0, month.cell * weeks as f32);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let cell_of = |at: usize| {
        let (column, row) = ((month.begins + at) % 7, (month.begins + at) / 7);
        let min = rect.min + vec2(column as f32, row as f32) * month.cell;
        Rect::from_min_size(min, vec2(month.cell, month.cell))
    };
    let both = month.days.iter().enumerate().filter(|(_, day)| day.wrote == Some(Wrote::Both));
    let both: Vec<Pos2> = both.map(|(at, _)| corner(centre(month, cell_of(at)))).collect();
    marks_of_both(ui.painter(), &both, space::MARK_DAY, &palette);
    let mut picked = None;
    for (at, day) in month.days.iter().enumerate() {
        let cell = cell_of(at);
        let chosen = month.chosen == Some(at);
        let sense = if chosen { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(cell, ui.scope_id().with(("day", month.name, at)), sense);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, (month.said)(at)));
        number(ui, month, at, cell, &palette);
        let centre = centre(month, cell);
        if day.wrote != Some(Wrote::Both) {
            draw(ui.painter(), day, centre, &palette);
        }
        if month.today == Some(at) && !chosen {
            let stroke = Stroke::new(space::RING, palette.rule);
            ui.painter().circle_stroke(centre, TODAY, stroke);
        }
        if chosen {
            let stroke = Stroke::new(space::FOCUS, palette.focus);
            let corners = CornerRadius::same(space::BUTTON_RADIUS - 1);
            ui.painter().rect_stroke(cell, corners, stroke, StrokeKind::Middle);
            if month.take_keyboard {
                response.request_focus();
            }
        }
        if response.has_focus() {
            focus::focus_ring(ui, &response);
            picked = moved(ui).or(picked);
        }
        if response.clicked() {
            picked = Some(Picked::Day(at));
        }
        let _ = response.on_hover_cursor(CursorIcon::PointingHand);
    }
    picked
}

/// Where a cell's mark stands: in a large one under its number.
fn centre(month: &Month<'_>, cell: Rect) -> Pos2 {
    let down = if month.cell < NUMBERED { 0.0 } else { space::MARK_DAY };
    cell.center() + vec2(0.0, down)
}

/// The corner of the mark of both whose middle is there.
fn corner(centre: Pos2) -> Pos2 {
    centre - vec2(mark_width(space::MARK_DAY), space::MARK_DAY) / 2.0
}

/// The number in a large cell.
fn number(ui: &Ui, month: &Month<'_>, at: usize, cell: Rect, palette: &Colours) {
    if month.cell < NUMBERED {
        return;
    }
    let words = (at + 1).to_string();
    let galley =
        text::lay(ui, &run(&words, Type::Small, palette.ink_3), f32::INFINITY, Breaks::Full);
    let size = galley.size();
    let top = cell.center().y - size.y + 2.0;
    ui.painter().galley(pos2(cell.center().x - size.x / 2.0, top), galley, palette.ink_3);
}

fn draw(painter: &Painter, day: &CalendarDay, centre: Pos2, palette: &Colours) {
    let disc = space::MARK_DAY / 2.0;
    match day.wrote {
        Some(Wrote::Both) => {
            marks_of_both(painter, &[corner(centre)], space::MARK_DAY, palette);
        }
        Some(Wrote::Mine) => {
            painter.circle_filled(centre, disc, palette.mine);
        }
        Some(Wrote::Theirs) => {
            painter.circle_filled(centre, disc, palette.theirs);
        }
        None => {
            let ink = if day.ahead { palette.hair } else { palette.rule };
            shapes::bead(painter, centre, DOT, ink);
        }
    }
}

/// What the signs of a calendar mean, each in a row.
pub(crate) fn wrote(ui: &mut Ui, who: Wrote, words: &str) {
    let palette = colours(ui);
    let galley = text::lay(
        ui,
        &run(words, Type::Small, palette.ink_2),
        ui.available_width() - KEY,
        Breaks::Full,
    );
    let size = vec2(KEY + galley.size().x, galley.size().y + space::STEP * 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let day = CalendarDay { wrote: Some(who), ahead: false };
    let centre = pos2(rect.left() + mark_width(space::MARK_DAY) / 2.0, rect.center().y);
    draw(ui.painter(), &day, centre, &palette);
    let at = pos2(rect.left() + KEY, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink_2);
}

/// From a sign to its words.
const KEY: f32 = 28.0;

/// Where a key leads from the chosen day.
fn moved(ui: &Ui) -> Option<Picked> {
    ui.input(|input| {
        [
            (Key::ArrowLeft, Picked::Days(-1)),
            (Key::ArrowRight, Picked::Days(1)),
            (Key::ArrowUp, Picked::Days(-7)),
            (Key::ArrowDown, Picked::Days(7)),
            (Key::PageUp, Picked::Months(-1)),
            (Key::PageDown, Picked::Months(1)),
        ]
        .into_iter()
        .find(|(key, _)| input.key_pressed(*key))
        .map(|(_, step)| step)
    })
}
