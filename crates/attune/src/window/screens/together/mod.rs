//! Together: what the two of them wrote, by day and by year.

mod timeline;
mod year;

use super::{View, voices};
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::route::{Level, Route};
use crate::window::shapes;
use crate::window::shortcuts::Shortcut;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::together::Show;
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::{Color32, CursorIcon, Rect, Sense, Stroke, Ui, pos2, vec2};

/// The row of levels.
const ROW: f32 = 44.0;
/// Between two of them.
const BETWEEN: f32 = 28.0;

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, level: Level) {
    let beside = has_side(ui, Sheet::Page);
    let flow = |ui: &mut Ui, view: &mut View<'_>| {
        head(ui, view, level);
        levels(ui, view, level);
        match level {
            Level::Timeline => {
                if !beside {
                    timeline::show_above(ui, view);
                }
                timeline::flow(ui, view);
            }
            Level::Year => year::flow(ui, view),
        }
    };
    let mut side = |ui: &mut Ui, view: &mut View<'_>| {
        widgets::beside_head(ui, Type::Display);
        match level {
            Level::Timeline => timeline::side(ui, view),
            Level::Year => year::side(ui, view),
        }
    };
    // Under a timeline nobody would find what it shows.
    if beside || level == Level::Year {
        page(ui, view, level.name(), Sheet::Page, flow, Some(&mut side));
    } else {
        page(ui, view, level.name(), Sheet::Page, flow, None);
    }
}

fn head(ui: &mut Ui, view: &View<'_>, level: Level) {
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
    };
    widgets::head(ui, &Note::small(note), &voices(ui, &title), |_| {});
}

/// Where one can go within Together, between hairlines; and to find words.
fn levels(ui: &mut Ui, view: &mut View<'_>, level: Level) {
    widgets::hairline(ui);
    let axis = crate::window::layout::Columns::of(ui).axis();
    let palette = colours(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let mut left = row.left() + axis;
    for to in Level::ALL {
        let here = to == level;
        let name = to.title();
        let (style, ink) =
            if here { (Type::Name, palette.ink) } else { (Type::Body, palette.ink_2) };
        let galley = text::lay(ui, &run(&name, style, ink), f32::INFINITY, Breaks::Full);
        let size = galley.size();
        let rect = Rect::from_min_size(pos2(left, row.center().y - size.y / 2.0), size);
        let response = ui.interact(rect, ui.scope_id().with(("level", to.name())), Sense::click());
        widgets::tell_place(&response, here, &name);
        ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
        if here {
            let bar = Stroke::new(space::FOCUS, palette.ink);
            let top = row.bottom() - space::FOCUS;
            shapes::hairline_at(ui.painter(), rect.left(), rect.right(), top, bar);
        }
        widgets::focus_ring(ui, &response);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        view.ask_if(response.clicked(), Action::Go(Route::Together(to)));
        left += size.x + BETWEEN;
    }
    let (word, key) = (tr!("window-search-name"), Shortcut::Find.shown());
    let gap = Some(space::STEP * 2.0);
    let pressed = widgets::link_with_key(ui, row, "find", &word, &key, gap).clicked();
    view.ask_if(pressed, Action::Go(Route::Search));
    widgets::hairline(ui);
}

/// From now on this is to be seen.
fn showing(view: &mut View<'_>, show: Show) {
    view.ask(Action::Together(action::Together::Show(show)));
}
