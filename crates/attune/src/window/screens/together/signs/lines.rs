//! The signs as lines, two beside each other; one at a time in a narrow window.

use super::{group, other_signs, people, said_by};
use crate::signs;
use crate::texts::{dates, tr};
use crate::window::layout::{Columns, column};
use crate::window::model::{Model, Whose};
use crate::window::pulse::{height, level};
use crate::window::screens::View;
use crate::window::screens::together::months;
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, PLOT, Plot, Table};
use crate::window::words;
use attune_core::kinds::pulse::Sign;
use attune_core::time::Month;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// Above the first row, between two rows, and between two signs beside each other.
const ABOVE: f32 = 22.0;
const ROWS: f32 = 28.0;
const BETWEEN: f32 = 32.0;
/// Between a sign's words and its plot.
const UNDER: f32 = 7.0;
/// The narrowest plot that stands beside another.
const LEAST: f32 = 180.0;
/// The levels whose words stand beside a plot.
const NAMED: [u8; 3] = [5, 3, 1];

/// Draws them. Gives the month that was pressed.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, chosen: Month) -> Option<Month> {
    let months = view.model.shown.pulses.span(chosen);
    ui.add_space(ABOVE);
    let origin = ui.cursor().min;
    let pressed = if Columns::of(ui).is_narrow() {
        one(ui, view, &months, chosen)
    } else {
        all(ui, view.model, &months, chosen)
    };
    let place = Rect::from_min_max(origin, ui.cursor().min + vec2(ui.available_width(), 0.0));
    for_ears(ui, view, &months, place);
    ui.add_space(ROWS);
    pressed
}

/// The same as a table, of the months that are drawn, the newest first.
fn for_ears(ui: &mut Ui, view: &View<'_>, months: &[Month], place: Rect) {
    let model = view.model;
    let narrow = Columns::of(ui).is_narrow();
    let shown = if narrow { vec![view.forms.pulse.sign] } else { Sign::ALL.to_vec() };
    let all = model.shown.pulses.rows();
    let rows: Vec<Month> = all.into_iter().filter(|month| months.contains(month)).collect();
    let columns: Vec<String> = shown.iter().map(|sign| signs::name(*sign)).collect();
    let group = |n: usize| group(model, rows[n], &shown);
    let name = tr!("window-signs-table");
    let table = Table { name: &name, columns: &columns, group: &group };
    widgets::table_for_ears(ui, &table, 0..rows.len(), place);
}

/// All six, the words of their levels in the margin.
fn all(ui: &mut Ui, model: &Model, months: &[Month], chosen: Month) -> Option<Month> {
    let columns = Columns::of(ui);
    let origin = ui.cursor().min;
    let left = origin.x + columns.axis();
    let whole = ui.available_width() - columns.axis();
    let beside = if (whole - BETWEEN) / 2.0 >= LEAST { 2 } else { 1 };
    let width = ((whole - BETWEEN * (beside - 1) as f32) / beside as f32).min(PLOT);
    let heights = heights();
    let heights: Vec<(f32, &str)> =
        heights.iter().map(|(high, name)| (*high, name.as_str())).collect();
    let mut pressed = None;
    let mut top = origin.y;
    for (row, beside_each_other) in Sign::ALL.chunks(beside).enumerate() {
        if row > 0 {
            top += ROWS;
        }
        let places = beside_each_other.iter().enumerate();
        let places = places.map(|(n, sign)| (*sign, left + n as f32 * (width + BETWEEN)));
        // Words of two lines push both plots down.
        let mut under: f32 = top;
        for (sign, left) in places.clone() {
            let mut at = column(ui, pos2(left, top), width);
            caption(&mut at, model, sign, chosen);
            under = under.max(at.min_rect().bottom());
        }
        under += UNDER;
        let margin = columns.margin;
        widgets::plot_heights(ui, origin.x + margin, under, &heights, margin);
        for (sign, left) in places {
            let mut at = column(ui, pos2(left, under), width);
            pressed = plot(&mut at, model, sign, months, chosen).or(pressed);
            top = at.min_rect().bottom();
        }
    }
    let used = Rect::from_min_max(origin, pos2(left + whole, top));
    ui.allocate_rect(used, Sense::hover());
    pressed
}

/// One sign, with the way to the others; the words of its levels before it.
fn one(ui: &mut Ui, view: &mut View<'_>, months: &[Month], chosen: Month) -> Option<Month> {
    let sign = view.forms.pulse.sign;
    other_signs(ui, view);
    ui.add_space(space::PARAGRAPH);
    caption(ui, view.model, sign, chosen);
    ui.add_space(UNDER);
    let heights = heights();
    let heights: Vec<(f32, &str)> =
        heights.iter().map(|(high, name)| (*high, name.as_str())).collect();
    let at = ui.cursor().min;
    let whole = ui.available_width();
    let words = widgets::plot_heights_width(ui, &heights).min(whole / 2.0);
    widgets::plot_heights(ui, at.x + words, at.y, &heights, words);
    let before = words + space::BESIDE;
    let mut within = column(ui, pos2(at.x + before, at.y), (whole - before).max(1.0));
    let pressed = plot(&mut within, view.model, sign, months, chosen);
    let bottom = within.min_rect().bottom();
    ui.allocate_rect(Rect::from_min_max(at, pos2(at.x + whole, bottom)), Sense::hover());
    pressed
}

/// The words of the highest, the middle and the lowest level, the same for each sign.
fn heights() -> [(f32, String); 3] {
    NAMED.map(|level| (height(level), signs::level(Sign::Open, level)))
}

/// What a sign is called, and what each said of it in the chosen month.
fn caption(ui: &mut Ui, model: &Model, sign: Sign, chosen: Month) {
    let palette = colours(ui);
    widgets::block(ui, &signs::name(sign), Type::Name, palette.ink, Breaks::Full);
    let Some(pulse) = model.shown.pulses.told_of(chosen) else { return };
    let said = people(model).into_iter().filter_map(|(whose, name)| {
        let levels = said_by(pulse, whose)?;
        Some((whose, name, signs::level(sign, level(levels, sign))))
    });
    let said: Vec<(Whose, String, String)> = said.collect();
    let [one, other] = words::SLOTS;
    let message = match said.as_slice() {
        [(.., mine), (.., theirs)] => tr!(
            "window-signs-both",
            me = one,
            mine = mine.as_str(),
            partner = other,
            theirs = theirs.as_str()
        ),
        [(.., level)] => tr!("window-signs-one", name = one, level = level.as_str()),
        _ => return,
    };
    let names: Vec<(Whose, String)> =
        said.iter().map(|(whose, name, _)| (*whose, name.clone())).collect();
    months::named(ui, &message, &names);
}

fn plot(ui: &mut Ui, model: &Model, sign: Sign, months: &[Month], chosen: Month) -> Option<Month> {
    let pulses = &model.shown.pulses;
    let line = |whose: Whose| -> Vec<Option<f32>> {
        let of = |month: &Month| {
            let levels = said_by(pulses.told_of(*month)?, whose)?;
            Some(height(level(levels, sign)))
        };
        months.iter().map(of).collect()
    };
    let names: Vec<String> = months.iter().map(|month| dates::month_short(month.first())).collect();
    let hairs = NAMED.map(height);
    let plot = Plot {
        mine: &line(Whose::Mine),
        theirs: &line(Whose::Theirs),
        hairs: &hairs,
        names: &names,
        chosen: months.iter().position(|month| *month == chosen),
    };
    let step = widgets::plot(ui, &plot)?;
    months.get(step).copied().filter(|month| pulses.told_of(*month).is_some())
}
