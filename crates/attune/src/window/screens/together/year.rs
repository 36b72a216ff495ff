//! A year of days: who wrote on each, what the chosen one brought, and what this
//! day of other years was.

use super::signs;
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::Columns;
use crate::window::model::{Kind, Model, Whose};
use crate::window::route::Route;
use crate::window::screens::{View, kind_of, written_by};
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::together::{Of, Wrote};
use crate::window::widgets::{self, CELL, CalendarDay, Month, Note, Picked};
use crate::window::words;
use attune_core::time::Day;
use egui::{Align, Id, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// Above the months, between two rows of them, and the least between two.
const ABOVE: f32 = 18.0;
const ROWS: f32 = 18.0;
const BETWEEN: f32 = 20.0;
/// Under the months.
const UNDER: f32 = 34.0;
/// A cell of the one month of a narrow window.
const LARGE: f32 = 44.0;
/// How many years are named in the margin.
const NAMED: i16 = 6;

/// Draws the year, and the chosen day under it.
pub(super) fn flow(ui: &mut Ui, view: &mut View<'_>) {
    ui.add_space(ABOVE);
    let today = view.model.today;
    let chosen = view.forms.together.day(today);
    let picked = if Columns::of(ui).is_narrow() {
        one_month(ui, view, chosen)
    } else {
        months(ui, view, chosen)
    };
    if let Some(day) = picked {
        view.ask(Action::Together(action::Together::Day(day)));
    }
    ui.add_space(UNDER);
    brought(ui, view, chosen);
}

fn keyboard_id() -> Id {
    Id::unique("the calendar's chosen day takes the keyboard")
}

fn date(year: i16, month: i8) -> Day {
    let first = jiff::civil::Date::new(year, month, 1).unwrap_or_default();
    Day::clamped(first)
}

/// Twelve months beside and under each other, with the years in the margin.
fn months(ui: &mut Ui, view: &mut View<'_>, chosen: Day) -> Option<Day> {
    let axis = Columns::of(ui).axis();
    let origin = ui.cursor().min;
    let year = chosen.date().year();
    let mut picked = years(ui, view, origin, chosen);
    let whole = ui.available_width() - axis;
    let wide = CELL * 7.0;
    let fit = ((whole + BETWEEN) / (wide + BETWEEN)).floor().clamp(1.0, 4.0);
    let apart = if fit > 1.0 { (whole - fit * wide) / (fit - 1.0) } else { 0.0 };
    let fit = fit as i8;
    let mut top = origin.y;
    let mut bottom = top;
    for month in 1..=12_i8 {
        let column = (month - 1) % fit;
        if column == 0 && month > 1 {
            top = bottom + ROWS;
        }
        let left = origin.x + axis + f32::from(column) * (wide + apart);
        let rect = Rect::from_min_size(pos2(left, top), vec2(wide, f32::INFINITY));
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        picked = one(&mut child, view.model, date(year, month), chosen, CELL).or(picked);
        bottom = bottom.max(child.min_rect().bottom());
    }
    let used = Rect::from_min_max(origin, pos2(origin.x + axis + whole, bottom));
    ui.allocate_rect(used, Sense::hover());
    picked
}

/// The years that something is of, in the margin.
fn years(ui: &mut Ui, view: &View<'_>, origin: egui::Pos2, chosen: Day) -> Option<Day> {
    let margin = Columns::of(ui).margin;
    let rect = Rect::from_min_size(origin, vec2(margin, f32::INFINITY));
    let mut list =
        ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Max)));
    let mut picked = None;
    for year in named(view.model, chosen) {
        let word = year.to_string();
        if year == chosen.date().year() {
            let ink = colours(&list).ink;
            widgets::block(&mut list, &word, Type::Name, ink, Breaks::Full);
        } else if widgets::link_small(&mut list, &word).clicked() {
            picked = of_year(chosen, year);
        }
    }
    picked
}

/// The chosen year, this one, and those that something is of; the newest first.
fn named(model: &Model, chosen: Day) -> Vec<i16> {
    let this = model.today.date().year();
    let last = model.shown.timeline.last().map_or(this, |moment| moment.day.date().year());
    let first = this.max(chosen.date().year());
    let mut years: Vec<i16> = (last..=first).rev().take(NAMED as usize).collect();
    if !years.contains(&chosen.date().year()) {
        years.push(chosen.date().year());
    }
    years
}

fn of_year(day: Day, year: i16) -> Option<Day> {
    // The last of February is not in every year.
    let date = day.date();
    let last = jiff::civil::Date::new(year, date.month(), 1).ok()?.last_of_month();
    let date = last.with().day(date.day().min(last.day())).build().ok()?;
    Some(Day::clamped(date))
}

fn one_month(ui: &mut Ui, view: &View<'_>, chosen: Day) -> Option<Day> {
    let cell = LARGE.min(ui.available_width() / 7.0);
    let mut picked = None;
    widgets::row(ui, space::LINK, |ui| {
        for (word, months) in [(tr!("window-month-before"), -1), (tr!("window-month-after"), 1)] {
            if widgets::link(ui, &word).clicked() {
                picked = months_on(chosen, months);
            }
        }
    });
    ui.add_space(space::BESIDE);
    let first = date(chosen.date().year(), chosen.date().month());
    one(ui, view.model, first, chosen, cell).or(picked)
}

fn months_on(day: Day, months: i32) -> Option<Day> {
    let span = jiff::Span::new().try_months(months).ok()?;
    day.date().checked_add(span).ok().map(Day::clamped)
}

/// The month that begins with `first`. Gives the day that is chosen now.
fn one(ui: &mut Ui, model: &Model, first: Day, chosen: Day, cell: f32) -> Option<Day> {
    let today = model.today;
    let long = usize::try_from(first.date().days_in_month()).unwrap_or_default();
    let at = |day: Day| {
        let same = day.date().first_of_month() == first.date();
        same.then(|| usize::try_from(day.date().day() - 1).unwrap_or_default())
    };
    let nth = |n: usize| first.plus(i32::try_from(n).unwrap_or_default());
    let days: Vec<CalendarDay> = (0..long)
        .map(|n| CalendarDay { wrote: model.shown.wrote(nth(n)), ahead: nth(n) > today })
        .collect();
    let take_keyboard: bool = ui.data(|data| data.get_temp(keyboard_id())).unwrap_or(false);
    let name = words::beginning(words::month_of(first, today));
    let month = Month {
        name: &name,
        begins: dates::column(first.weekday()),
        days: &days,
        said: &|n| said(model, nth(n), days[n].wrote),
        today: at(today),
        chosen: at(chosen),
        take_keyboard,
        cell,
    };
    if take_keyboard && month.chosen.is_some() {
        ui.data_mut(|data| data.insert_temp(keyboard_id(), false));
    }
    let picked = widgets::calendar(ui, &month)?;
    let by_keyboard = !matches!(picked, Picked::Day(_));
    ui.data_mut(|data| data.insert_temp(keyboard_id(), by_keyboard));
    match picked {
        Picked::Day(n) => Some(nth(n)),
        Picked::Days(days) => Some(chosen.plus(days)),
        Picked::Months(months) => months_on(chosen, months),
    }
}

/// A day as it is said: "14 March. Alex and Sam wrote."
fn said(model: &Model, day: Day, wrote: Option<Wrote>) -> String {
    let day = dates::day_month(day);
    let me = words::name(&model.shown.me, Whose::Mine);
    let partner = words::name(&model.shown.partner_name(), Whose::Theirs);
    match wrote {
        Some(Wrote::Both) => tr!("window-day-both", day = day, me = me, partner = partner),
        Some(Wrote::Mine) => tr!("window-day-one", day = day, name = me),
        Some(Wrote::Theirs) => tr!("window-day-one", day = day, name = partner),
        None => tr!("window-day-nobody", day = day),
    }
}

/// What the chosen day brought.
fn brought(ui: &mut Ui, view: &mut View<'_>, day: Day) {
    let model = view.model;
    let moments = model.shown.on(day);
    let when = dates::day_month(day);
    if moments.is_empty() {
        let note = Note::small(when);
        widgets::passage(ui, &note, Type::Said, |ui| {
            let ink = colours(ui).ink_2;
            widgets::said(ui, &tr!("window-day-empty"), Type::Said, ink);
        });
        return;
    }
    for (n, moment) in moments.iter().enumerate() {
        ui.push_id(moment.of, |ui| {
            let Some(row) = model.shown.row(moment.of) else {
                match moment.of {
                    Of::Checkin(_) => checkin(ui, view, &when),
                    Of::Signs(n) => signs_of(ui, view, n, &when),
                    _ => {}
                }
                return;
            };
            let is_page = matches!(row.kind, Kind::Journal | Kind::Side);
            let what = tr!("window-what-when", what = kind_of(row), day = when.clone());
            let note = written_by(row).line(what);
            let style = match (is_page, n) {
                (true, _) => Type::Titled,
                (false, 0) => Type::Letter,
                (false, _) => Type::Said,
            };
            widgets::passage(ui, &note, style, |ui| {
                let palette = colours(ui);
                if is_page {
                    let open = widgets::titled(ui, &row.name(), style, palette.ink).clicked();
                    view.ask_if(open, Action::Go(Route::Page(row.id)));
                } else {
                    let ink = widgets::ink_of(&palette, row.whose);
                    let words = row.said().unwrap_or_default();
                    widgets::said(ui, &words, style, ink);
                }
                ui.add_space(space::STEP);
                widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
            });
        });
    }
}

fn signs_of(ui: &mut Ui, view: &mut View<'_>, n: u32, when: &str) {
    let Some(month) = view.model.shown.pulses.months.get(n as usize) else { return };
    let what = tr!("window-what-when", what = tr!("window-note-signs"), day = when.to_owned());
    let note = Note::name(tr!("window-both")).line(what);
    widgets::passage(ui, &note, Type::Said, |ui| signs::opened(ui, view, month.month));
}

fn checkin(ui: &mut Ui, view: &mut View<'_>, when: &str) {
    let kind = tr!("window-note-checkin");
    let note = Note::name(tr!("window-both"));
    let note = note.line(tr!("window-what-when", what = kind, day = when.to_owned()));
    widgets::passage(ui, &note, Type::Name, |ui| {
        let open = widgets::link(ui, &tr!("window-checkin-name")).clicked();
        view.ask_if(open, Action::Go(Route::Checkin));
    });
}

/// This day of other years, and what the signs mean.
pub(super) fn side(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let chosen = view.forms.together.day(model.today);
    let mut notes = 0;
    let before: Vec<_> = model.shown.years_before(chosen).take(3).collect();
    if !before.is_empty() {
        widgets::note_of(ui, 0, &tr!("window-together-on-this-day"), |ui| {
            for (day, row) in &before {
                let author = words::name(&row.author, row.whose);
                let year = day.date().year().to_string();
                widgets::small(ui, &tr!("window-year-who", year = year, name = author));
                let palette = colours(ui);
                if row.kind == Kind::Thanks {
                    let ink = widgets::ink_of(&palette, row.whose);
                    widgets::said(ui, &row.words, Type::Aside, ink);
                } else {
                    let opened =
                        widgets::titled(ui, &row.name(), Type::Aside, palette.ink).clicked();
                    view.ask_if(opened, Action::Go(Route::Page(row.id)));
                }
                ui.add_space(space::STEP * 2.0);
            }
        });
        notes += 1;
    }
    widgets::note_of(ui, notes, &tr!("window-day-written"), |ui| {
        let shown = &model.shown;
        widgets::wrote(ui, Wrote::Mine, &words::name(&shown.me, Whose::Mine));
        if shown.partner.is_some() {
            let name = words::name(&shown.partner_name(), Whose::Theirs);
            widgets::wrote(ui, Wrote::Theirs, &name);
            widgets::wrote(ui, Wrote::Both, &tr!("window-day-both-of-you"));
        }
        widgets::small(ui, &tr!("window-day-only-me"));
    });
}
