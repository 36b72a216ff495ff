//! The months as points: the moods of each by their families, and under them the weeks
//! with thanks and with check-ins, which are both's.

use super::{ever, moods, people};
use crate::feelings::{self, GROUPS};
use crate::texts::{dates, tr};
use crate::window::layout::{Columns, column};
use crate::window::model::{Model, Whose};
use crate::window::overtime::{InMonth, WEEKS, Weeks};
use crate::window::screens::together::months;
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Dot, Dots};
use crate::window::words;
use attune_core::time::Month;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// Above the first plot, between two, and between a plot's words and it.
const ABOVE: f32 = 22.0;
const BETWEEN: f32 = 20.0;
const UNDER: f32 = 7.0;
/// How many months are drawn beside each other, and in a narrow plot; and up to which
/// width it is one.
const LONG: usize = 24;
const SHORT: usize = 12;
const NARROW: f32 = 400.0;

/// The months that are drawn beside each other with the chosen one.
pub(super) fn drawn(ui: &Ui, model: &Model, chosen: Month) -> Vec<Month> {
    let narrow = Place::of(ui, model).width < NARROW;
    model.shown.over_time.span(chosen, if narrow { SHORT } else { LONG })
}

/// Draws them. Gives the month that was pressed.
pub(super) fn show(ui: &mut Ui, model: &Model, chosen: Month) -> Option<Month> {
    let over = &model.shown.over_time;
    let place = Place::of(ui, model);
    let months = drawn(ui, model, chosen);
    ui.add_space(ABOVE);
    let origin = ui.cursor().min;
    let mut pressed = None;
    if ever(over, |month| !month.pages.is_empty()) {
        let rows = &place.families;
        let dots = mood_dots(model, &months);
        let plot = Plotted { title: tr!("window-over-time-moods"), rows, dots };
        let said = |ui: &mut Ui| said(ui, model, chosen);
        pressed = plotted(ui, &place, &plot, (&months, chosen), said);
    }
    let of_both: [(String, String, Of); 2] = [
        (tr!("window-over-time-thanks"), tr!("window-over-time-thanks-read"), |month| month.thanks),
        (tr!("window-over-time-checkins"), tr!("window-over-time-checkins-read"), |month| {
            month.checkins
        }),
    ];
    for (title, words, weeks) in of_both {
        if ever(over, |month| !weeks(month).is_empty()) {
            let dots = week_dots(model, &months, weeks);
            let plot = Plotted { title, rows: &[String::new()], dots };
            let words = |ui: &mut Ui| {
                widgets::small(ui, &words);
            };
            pressed = plotted(ui, &place, &plot, (&months, chosen), words).or(pressed);
        }
    }
    let whole = Rect::from_min_max(origin, ui.cursor().min + vec2(ui.available_width(), 0.0));
    super::table::for_ears(ui, model, &months, whole);
    pressed.filter(|month| over.of(*month).is_some())
}

/// Which weeks of a month are drawn.
type Of = fn(&InMonth) -> Weeks;

/// Where the plots stand, all alike, so that a month is under itself.
struct Place {
    /// What their rows are called.
    families: Vec<String>,
    /// From the left edge to the end of those names, and to the points.
    names: f32,
    left: f32,
    /// From the left edge to the words.
    axis: f32,
    /// How wide the points are.
    width: f32,
}

impl Place {
    fn of(ui: &Ui, model: &Model) -> Self {
        let columns = Columns::of(ui);
        let families: Vec<String> = model.shown.over_time.families.all().map(family).collect();
        let axis = columns.axis();
        let (names, left) = if columns.is_narrow() {
            let names = widgets::dots_names_width(ui, &families);
            let left = if names > 0.0 { names + space::BESIDE } else { 0.0 };
            (names, left)
        } else {
            (columns.margin, axis)
        };
        Self { families, names, left, axis, width: (ui.available_width() - left).max(1.0) }
    }
}

/// A plot: what it is called, its rows and its points.
struct Plotted<'a> {
    title: String,
    rows: &'a [String],
    dots: Vec<Dot>,
}

/// Draws a plot under its title and some words.
fn plotted(
    ui: &mut Ui,
    place: &Place,
    of: &Plotted<'_>,
    (months, chosen): (&[Month], Month),
    words: impl FnOnce(&mut Ui),
) -> Option<Month> {
    let origin = ui.cursor().min;
    let whole = ui.available_width();
    let mut head = column(ui, origin + vec2(place.axis, 0.0), whole - place.axis);
    let ink = colours(&head).ink;
    widgets::block(&mut head, &of.title, Type::Name, ink, Breaks::Full);
    words(&mut head);
    let top = head.min_rect().bottom() + UNDER;
    widgets::dots_names(ui, origin.x + place.names, top, of.rows, place.names);
    let mut within = column(ui, pos2(origin.x + place.left, top), place.width);
    let names: Vec<String> = months.iter().map(|month| dates::month_short(month.first())).collect();
    let chosen = months.iter().position(|month| *month == chosen);
    let dots = Dots { dots: &of.dots, rows: of.rows.len(), names: &names, chosen };
    let step = widgets::dots(&mut within, &dots);
    let bottom = within.min_rect().bottom();
    ui.allocate_rect(Rect::from_min_max(origin, pos2(origin.x + whole, bottom)), Sense::hover());
    ui.add_space(BETWEEN);
    months.get(step?).copied()
}

/// What a family is called.
fn family(at: usize) -> String {
    GROUPS.get(at).map_or_else(|| tr!("window-over-time-own"), feelings::group)
}

/// A point for each family that the pages of one of the two told of in a month.
fn mood_dots(model: &Model, months: &[Month]) -> Vec<Dot> {
    let over = &model.shown.over_time;
    let rows: Vec<usize> = over.families.all().collect();
    let mut dots = Vec::new();
    for (step, month) in months.iter().enumerate() {
        let Some(month) = over.of(*month) else { continue };
        for whose in [Whose::Theirs, Whose::Mine] {
            let told = month.moods(whose).families;
            let rows = rows.iter().enumerate().filter(|(_, family)| told.has(**family));
            let dot = |(row, _)| Dot { step, within: 0.0, row, whose: Some(whose) };
            dots.extend(rows.map(dot));
        }
    }
    dots
}

/// A bead for each of these weeks, where it is in its month.
fn week_dots(model: &Model, months: &[Month], of: Of) -> Vec<Dot> {
    let over = &model.shown.over_time;
    let told = months.iter().enumerate().filter_map(|(step, month)| Some((step, over.of(*month)?)));
    let middle = (WEEKS - 1) as f32 / 2.0;
    let dot = |step: usize, week: usize| {
        let within = (week as f32 - middle) / WEEKS as f32;
        Dot { step, within, row: 0, whose: None }
    };
    told.flat_map(|(step, month)| of(month).all().map(move |week| dot(step, week))).collect()
}

/// The moods of the chosen month in words.
fn said(ui: &mut Ui, model: &Model, chosen: Month) {
    let Some(month) = model.shown.over_time.of(chosen) else { return };
    let said = people(model).into_iter().map(|(whose, name)| ((whose, name), moods(month, whose)));
    let said: Vec<((Whose, String), String)> =
        said.filter(|(_, words)| !words.is_empty()).collect();
    let [one, other] = words::SLOTS;
    let message = match said.as_slice() {
        [(_, mine), (_, theirs)] => tr!(
            "window-over-time-said-both",
            me = one,
            mine = mine.as_str(),
            partner = other,
            theirs = theirs.as_str()
        ),
        [(_, words)] => tr!("window-signs-one", name = one, level = words.as_str()),
        _ => return,
    };
    let names: Vec<(Whose, String)> = said.into_iter().map(|(person, _)| person).collect();
    months::named(ui, &message, &names);
}
