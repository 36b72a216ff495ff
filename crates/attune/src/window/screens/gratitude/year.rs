//! The thread of the year, and the words of the bead that is chosen on it.

use super::View;
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::model::{Model, Row, Whose};
use crate::window::route::Route;
use crate::window::screens::answers;
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::thread::Year;
use crate::window::widgets::{self, Note, Stretch, Strung, THREAD_FIRST, Thread};
use crate::window::words;
use attune_core::ids::DocumentId;
use attune_core::time::Day;
use egui::{Id, Ui};
use std::ops::Range;

/// Above and below the thread.
const AROUND: [f32; 2] = [21.0, 19.0];

/// The year whose thread is shown.
pub(super) fn shown(model: &Model, wanted: Option<i16>) -> Option<&Year> {
    let years = &model.shown.threads.years;
    let found = wanted.and_then(|wanted| years.iter().find(|year| year.year == wanted));
    found.or_else(|| years.first())
}

/// Where in the lines of thanks the wall begins, and whether it goes on from a
/// chosen bead.
pub(super) fn wall_from(view: &View<'_>) -> (usize, bool) {
    let model = view.model;
    let form = &view.forms.gratitude;
    let place = |id: DocumentId| model.shown.thanks.iter().position(|row| row.id == id);
    if let Some(at) = form.chosen.and_then(place) {
        return (at + 1, true);
    }
    let year = form.year.and_then(|wanted| shown(model, Some(wanted)));
    let last = year.and_then(|year| year.months.last()).map(|(_, range)| range.end - 1);
    let last = last.and_then(|at| model.shown.threads.order.get(at));
    (last.map_or(0, |n| *n as usize), false)
}

/// The line of thanks that a bead is.
fn line(model: &Model, bead: usize) -> Option<&Row> {
    let place = model.shown.threads.order.get(bead)?;
    model.shown.thanks.get(*place as usize)
}

/// Draws the thread, and what is chosen on it.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let Some(year) = shown(model, view.forms.gratitude.year) else { return };
    let mut asked = None;
    let margin = |ui: &mut Ui| {
        for other in model.shown.threads.years.iter().filter(|other| other.year != year.year) {
            if widgets::link_small(ui, &other.year.to_string()).clicked() {
                asked = Some(action::Thanks::Year(other.year));
            }
        }
    };
    let note = Note::name(year.year.to_string());
    let mut strung = None;
    let earlier = view.forms.gratitude.earlier;
    let today = model.today.date();
    let until = if year.year == today.year() { today.month() } else { 12 };
    let months = if earlier { &year.months[..] } else { year.lately(until) };
    let chosen = view.forms.gratitude.chosen;
    widgets::passage_with(ui, &note, THREAD_FIRST, AROUND, margin, |ui| {
        strung = far(ui, view, year, months, |ui| thread(ui, model, months, chosen, year.year));
        if months.len() < year.months.len() && widgets::link(ui, &tr!("window-earlier")).clicked() {
            view.ask(Action::Thanks(action::Thanks::EarlierMonths));
        }
    });
    let all = 0..model.shown.threads.order.len();
    let mut all = all.filter_map(|n| line(model, n));
    let chosen = chosen.and_then(|id| all.find(|row| row.id == id));
    if let Some(asked) = asked {
        view.ask(Action::Thanks(asked));
    }
    match strung {
        Some(Strung::Pressed(n) | Strung::Moved(n)) => {
            ui.data_mut(|data| data.insert_temp(keyboard_id(), true));
            let id = line(model, n).map(|row| row.id);
            view.ask(Action::Thanks(action::Thanks::Choose(id)));
        }
        Some(Strung::Opened(n)) => {
            if let Some(row) = line(model, n) {
                view.ask(Action::Go(Route::Page(row.id)));
            }
        }
        None => {}
    }
    if let Some(row) = chosen {
        letter(ui, view, row);
    }
}

/// A thread that is more than a screen away takes its room and nothing else:
/// what is under it is a long list. Nearer it is there, so that the keyboard
/// finds it on its way up.
fn far(
    ui: &mut Ui,
    view: &View<'_>,
    year: &Year,
    months: &[(i8, Range<usize>)],
    draw: impl FnOnce(&mut Ui) -> Option<Strung>,
) -> Option<Strung> {
    type Known = (usize, i16, usize, u32, f32);
    let of = std::sync::Arc::as_ptr(&view.model.shown.threads) as usize;
    let width = ui.available_width();
    let key = Id::unique("height of the thread");
    let known: Option<Known> = ui.data(|data| data.get_temp(key));
    let known = known.filter(|(known_of, known_year, count, known_width, _)| {
        (*known_of, *known_year, *count, *known_width)
            == (of, year.year, months.len(), width.to_bits())
    });
    let top = ui.cursor().min;
    let seen = ui.clip_rect();
    let near = seen.expand2(egui::vec2(0.0, seen.height()));
    // The names of what follows must not hang on which of the two it is.
    let drawn = ui.push_id("thread", |ui| {
        if let Some((.., height)) = known {
            let place = egui::Rect::from_min_size(top, egui::vec2(width, height));
            if !near.intersects(place) {
                ui.allocate_rect(place, egui::Sense::hover());
                return None;
            }
        }
        draw(ui)
    });
    let height = drawn.response.rect.height();
    let known: Known = (of, year.year, months.len(), width.to_bits(), height);
    ui.data_mut(|data| data.insert_temp(key, known));
    drawn.inner
}

fn keyboard_id() -> Id {
    Id::unique("the chosen bead is to have the keyboard")
}

fn thread(
    ui: &mut Ui,
    model: &Model,
    months: &[(i8, Range<usize>)],
    chosen: Option<DocumentId>,
    year: i16,
) -> Option<Strung> {
    let row = |n: usize| line(model, n);
    let stretches: Vec<Stretch> = months
        .iter()
        .map(|(month, beads)| Stretch { name: name_of(year, *month), beads: beads.clone() })
        .collect();
    let mut all = months.iter().flat_map(|(_, beads)| beads.clone());
    let chosen = chosen.and_then(|id| all.find(|n| row(*n).is_some_and(|row| row.id == id)));
    let take_keyboard = ui.data(|data| data.get_temp(keyboard_id())).unwrap_or(false);
    if take_keyboard && chosen.is_some() {
        ui.data_mut(|data| data.insert_temp(keyboard_id(), false));
    }
    let thread = Thread {
        stretches: &stretches,
        whose: &|n| row(n).map_or(Whose::Mine, |row| row.whose),
        said: &|n| row(n).map(said).unwrap_or_default(),
        chosen,
        goes_on: year == model.today.date().year(),
        take_keyboard,
    };
    widgets::beads(ui, &thread)
}

/// "November".
fn name_of(year: i16, month: i8) -> String {
    let first = jiff::civil::Date::new(year, month, 1).unwrap_or_default();
    words::beginning(dates::month(Day::clamped(first)))
}

/// A bead as it is said: "Sam, 14 March: You left the landing light on."
fn said(row: &Row) -> String {
    let name = words::name(&row.author, row.whose);
    tr!("window-bead", name = name, day = dates::day_month(row.day), words = row.words.as_str())
}

/// The words of the chosen bead.
fn letter(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let model = view.model;
    let day = words::long_day(row.day, model.today);
    let note = Note::person(&row.author, row.whose).line(day);
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let ink = widgets::ink_of(&colours(ui), row.whose);
        widgets::said(ui, &row.words, Type::Letter, ink);
        widgets::actions(ui, space::LINK, |ui| {
            widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
            answers::hearts(ui, model, &row.responses);
            let open = widgets::link_small(ui, &tr!("window-open")).clicked();
            view.ask_if(open, Action::Go(Route::Page(row.id)));
        });
        answers::on_the_wall(ui, view, row);
    });
}

/// What the thread is, and its keys: beside the page.
pub(super) fn note(ui: &mut Ui, at: usize) {
    widgets::note_of(ui, at, &tr!("window-thread"), |ui| {
        let ink = colours(ui).ink;
        let words = tr!("window-thread-note");
        widgets::block(ui, &words, Type::Aside, ink, Breaks::NoWidow);
        ui.add_space(space::STEP * 2.0);
        for keys in
            [tr!("window-thread-along"), tr!("window-thread-months"), tr!("window-thread-open")]
        {
            widgets::small(ui, &keys);
        }
    });
}

/// What stands beside the wall: the month it begins in, and from where.
pub(super) fn wall_note(model: &Model, first: &Row, around: bool) -> Note {
    let note = Note::name(words::beginning(words::month_of(first.day, model.today)));
    note.line(if around { tr!("window-around-that-day") } else { tr!("window-newest-first") })
}
