//! Together: what the two of them wrote, by day and by year, their monthly signs, and
//! what the months brought.

mod choice;
mod months;
mod over_time;
mod signs;
mod timeline;
mod year;

use super::{View, voices, why};
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::Kind;
use crate::window::route::{Level, Route};
use crate::window::shapes;
use crate::window::shortcuts::Shortcut;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::{Color32, CursorIcon, Galley, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

/// The row of levels.
const ROW: f32 = 44.0;
/// Between two of them.
const BETWEEN: f32 = 28.0;

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, level: Level) {
    let beside = has_side(ui, Sheet::Page);
    let flow = |ui: &mut Ui, view: &mut View<'_>| {
        head(ui, view, level, beside);
        levels(ui, view, level);
        match level {
            Level::Timeline => {
                if !beside {
                    choice::above(ui, view);
                }
                timeline::flow(ui, view);
            }
            Level::Year => year::flow(ui, view),
            Level::Signs => signs::flow(ui, view),
            Level::OverTime => over_time::flow(ui, view),
        }
    };
    let mut side = |ui: &mut Ui, view: &mut View<'_>| {
        widgets::beside_head(ui, Type::Display);
        match level {
            Level::Timeline => choice::side(ui, view),
            Level::Year => year::side(ui, view),
            Level::Signs => signs::side(ui, view, beside),
            Level::OverTime => over_time::side(ui, view),
        }
    };
    let table = level == Level::Signs && signs::is_table(view);
    // Under a table of all months nobody would find a note, nor beside nothing.
    let noted = level != Level::OverTime
        || !over_time::is_empty(view.model) && (beside || !over_time::is_table(view));
    // A table takes the whole width, but for a note; under a timeline nobody would
    // find what it shows.
    if table && !(beside && why::is_open(view, Kind::Pulse)) {
        page(ui, view, "signs-table", Sheet::Full, flow, None);
    } else if noted && (beside || level != Level::Timeline) {
        page(ui, view, level.name(), Sheet::Page, flow, Some(&mut side));
    } else {
        page(ui, view, level.name(), Sheet::Page, flow, None);
    }
}

fn head(ui: &mut Ui, view: &mut View<'_>, level: Level, beside: bool) {
    let today = view.model.today;
    let (title, note) = match level {
        Level::Timeline => (tr!("window-together-by-day"), words::month_of(today, today)),
        Level::Year => {
            let chosen = view.forms.together.day(today);
            let year = chosen.date().year();
            let title = if year == today.date().year() {
                tr!("window-together-year")
            } else {
                tr!("window-together-in", year = year.to_string())
            };
            (title, dates::day_month(chosen))
        }
        Level::Signs => {
            let pulses = &view.model.shown.pulses;
            let chosen = pulses.chosen(&view.forms.pulse);
            let all = pulses.told().next().map(|pulse| pulse.month);
            let drawn = chosen.and_then(|chosen| pulses.until(chosen));
            let until = if signs::is_table(view) { all } else { drawn };
            let until = until.map(|month| dates::month_year(month.first()));
            let until = until.map(|month| tr!("window-signs-until", month = month));
            let note = until.unwrap_or_else(|| tr!("window-pulse-note"));
            (tr!("window-signs-title"), note)
        }
        Level::OverTime => (tr!("window-over-time-title"), over_time::until(ui, view)),
    };
    let (note, title) = (Note::small(note), voices(ui, &title));
    if level != Level::Signs {
        return widgets::head(ui, &note, &title, |_| {});
    }
    let open = why::is_open(view, Kind::Pulse);
    let ring = widgets::head_why(ui, &note, &title, open, |ui| {
        why::in_place(ui, view, Kind::Pulse, beside);
    });
    why::pressed(ui, view, Kind::Pulse, ring.as_ref());
}

/// Something in the row of levels.
enum Item {
    /// A part of Together.
    Level(Level),
    /// What leads elsewhere: its name among the widgets, its words, its key, and where.
    Link(&'static str, String, String, Action),
}

/// Where one can go within Together, between hairlines; and to find words.
fn levels(ui: &mut Ui, view: &mut View<'_>, level: Level) {
    widgets::hairline(ui);
    let mut items: Vec<Item> = Level::ALL.map(Item::Level).into();
    if level == Level::Signs && signs::is_table(view) {
        let (word, key) = (tr!("window-signs-as-lines"), Shortcut::AsTable.shown());
        let lines = Action::Pulse(action::Pulse::Table(false));
        items.push(Item::Link("lines", word, key, lines));
    }
    if level == Level::OverTime && over_time::is_table(view) {
        let (word, key) = (tr!("window-over-time-as-dots"), Shortcut::AsTable.shown());
        let dots = Action::Together(action::Together::Table(false));
        items.push(Item::Link("dots", word, key, dots));
    }
    let (word, key) = (tr!("window-search-name"), Shortcut::Find.shown());
    items.push(Item::Link("find", word, key, Action::Go(Route::Search)));
    let widths: Vec<f32> = items.iter().map(|item| item.width(ui, level)).collect();
    let links = items.iter().filter(|item| matches!(item, Item::Link(..))).count();
    let axis = crate::window::layout::Columns::of(ui).axis();
    let whole = ui.available_width() - axis;
    let (places, rows) = placed(&widths, links, whole);
    let size = vec2(ui.available_width(), ROW * rows as f32);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    for ((item, place), width) in items.iter().zip(places).zip(widths) {
        let min = area.min + vec2(axis, 0.0) + place;
        let row = Rect::from_min_size(min, vec2(width, ROW));
        match item {
            Item::Level(to) => part(ui, view, *to, *to == level, row),
            Item::Link(name, word, key, to) => {
                let pressed = widgets::link_with_key(ui, row, name, word, key, None).clicked();
                view.ask_if(pressed, to.clone());
            }
        }
    }
    widgets::hairline(ui);
}

impl Item {
    fn width(&self, ui: &Ui, here: Level) -> f32 {
        match self {
            Item::Level(to) => named(ui, *to, *to == here).size().x,
            Item::Link(_, word, key, _) => {
                widgets::width_of_link_with_key(ui, word, key, space::STEP * 2.0)
            }
        }
    }
}

/// Where things so wide stand, and on how many rows: the last ones, which are `links`,
/// at the right end, where all of them have room on one row.
fn placed(widths: &[f32], links: usize, whole: f32) -> (Vec<Vec2>, usize) {
    let mut places = Vec::with_capacity(widths.len());
    let (mut x, mut row) = (0.0, 0);
    for width in widths {
        if x > 0.0 && x + width > whole {
            (x, row) = (0.0, row + 1);
        }
        places.push(vec2(x, ROW * row as f32));
        x += width + BETWEEN;
    }
    if row == 0 {
        let left = whole - (x - BETWEEN);
        places.iter_mut().rev().take(links).for_each(|place| place.x += left);
    }
    (places, row + 1)
}

fn named(ui: &Ui, to: Level, here: bool) -> Arc<Galley> {
    let palette = colours(ui);
    let (style, ink) = if here { (Type::Name, palette.ink) } else { (Type::Body, palette.ink_2) };
    text::lay(ui, &run(&to.title(), style, ink), f32::INFINITY, Breaks::Full)
}

/// A part of Together in its place; a bar under the one where one is.
fn part(ui: &mut Ui, view: &mut View<'_>, to: Level, here: bool, row: Rect) {
    let galley = named(ui, to, here);
    let size = galley.size();
    let rect = Rect::from_min_size(pos2(row.left(), row.center().y - size.y / 2.0), size);
    let response = ui.interact(rect, ui.scope_id().with(("level", to.name())), Sense::click());
    widgets::tell_place(&response, here, &to.title());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    if here {
        let bar = Stroke::new(space::FOCUS, colours(ui).ink);
        let top = row.bottom() - space::FOCUS;
        shapes::hairline_at(ui.painter(), rect.left(), rect.right(), top, bar);
    }
    widgets::focus_ring(ui, &response);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    view.ask_if(response.clicked(), Action::Go(Route::Together(to)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_the_row_where_there_is_one_and_follow_where_there_are_more() {
        let widths = [60.0, 30.0, 40.0, 80.0];
        let (places, rows) = placed(&widths, 1, 560.0);
        assert_eq!((rows, places[2].x, places[3].x), (1, 146.0, 480.0));
        let (places, rows) = placed(&widths, 1, 220.0);
        assert_eq!((rows, places[3]), (2, vec2(0.0, ROW)));
        let (places, rows) = placed(&widths, 1, 90.0);
        assert_eq!(rows, 4);
        assert!(places.iter().all(|place| place.x == 0.0));
    }
}
