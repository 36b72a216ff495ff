//! The wall: every line of thanks, the newest first, in as many columns as
//! there is room for. No numbers.

use super::{LIST, View, year};
use crate::marks;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{self, Columns};
use crate::window::model::{Place, Row};
use crate::window::route::Route;
use crate::window::screens::answers;
use crate::window::text::{baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// How many lines of the wall are drawn before more are asked for.
const FIRST: usize = 60;
/// The narrowest column, and what is between two.
const COLUMN: f32 = 240.0;
const BETWEEN: f32 = 32.0;
/// Above and below a line of thanks.
const AROUND: [f32; 2] = [16.0, 18.0];
/// Between the words and who said them.
const UNDER_WORDS: f32 = 6.0;

/// Draws the wall.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    if model.shown.thanks.is_empty() {
        widgets::passage(ui, &Note::none(), Type::Said, |ui| {
            let ink = colours(ui).ink;
            widgets::said(ui, &tr!("window-wall-empty"), Type::Said, ink);
        });
        return;
    }
    let most = widgets::wanted(ui, LIST, FIRST);
    let first = baseline_of(ui, Type::Wall);
    let (from, is_around) = year::wall_from(view);
    let both = model.shown.thanks.iter().any(|row| row.place == Place::Both);
    let all = model.shown.thanks.get(from..).unwrap_or_default();
    let Some(newest) = all.first() else { return };
    let note = year::wall_note(model, newest, is_around);
    let rows = &all[..most.min(all.len())];
    let around = [space::PASSAGE[0], space::PASSAGE[1]];
    let mut back = false;
    let place = |ui: &mut Ui| {
        if both {
            widgets::place(ui, Place::Both, "");
        }
        back = is_around && widgets::link_small(ui, &tr!("window-newest-first-again")).clicked();
    };
    widgets::passage_with(ui, &note, first, around, place, |ui| {
        let width = ui.available_width();
        let fits = ((width + BETWEEN) / (COLUMN + BETWEEN)).floor().max(1.0);
        let columns = if Columns::of(ui).is_narrow() { 1 } else { fits as usize };
        side_by_side(ui, view, rows, columns);
    });
    view.ask_if(back, Action::Thanks(action::Thanks::Choose(None)));
    if all.len() > most {
        let first = baseline_of(ui, Type::Name);
        widgets::passage_of(ui, &Note::none(), first, space::END, |ui| {
            if widgets::link(ui, &tr!("window-earlier")).clicked() {
                widgets::want(ui.ctx(), LIST, most.saturating_add(FIRST));
            }
        });
    }
}

/// Each column takes every so-manieth line, so that what is new stands in the
/// first row, and a line never changes its column by its length.
fn side_by_side(ui: &mut Ui, view: &mut View<'_>, rows: &[Row], columns: usize) {
    let origin = ui.cursor().min;
    let whole = ui.available_width();
    let width = (whole - BETWEEN * (columns - 1) as f32) / columns as f32;
    let mut used = Rect::from_min_size(origin, vec2(whole, 0.0));
    for column in 0..columns {
        let left = origin.x + column as f32 * (width + BETWEEN);
        let mut child = layout::column(ui, pos2(left, origin.y), width);
        let own = |at: usize| &rows[column + at * columns];
        let count = rows.len().saturating_sub(column).div_ceil(columns);
        widgets::rows_by(
            &mut child,
            (LIST, column, columns),
            widgets::List::of(rows, count),
            |at| own(at).id,
            |_| true,
            |ui, at| view.arriving(ui, own(at).id, |ui, view| one(ui, view, own(at), at > 0)),
        );
        used = used.union(child.min_rect());
    }
    ui.allocate_rect(used, Sense::hover());
}

fn one(ui: &mut Ui, view: &mut View<'_>, row: &Row, begun: bool) {
    let palette = colours(ui);
    let partner = view.model.partner_name();
    let ink = widgets::ink_of(&palette, row.whose);
    if begun {
        widgets::hairline(ui);
        ui.add_space(AROUND[0]);
    }
    widgets::said(ui, &row.words, Type::Wall, ink);
    ui.add_space(UNDER_WORDS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::BESIDE, 0.0);
        ui.spacing_mut().interact_size.y = Type::Small.line();
        let name = words::name(&row.author, row.whose);
        widgets::run_of(ui, &run(&name, Type::Label, ink));
        widgets::small(ui, &words::near_day(row.day, view.model.today));
        answers::hearts(ui, view.model, &row.responses);
        let open = widgets::link_small(ui, &tr!("window-open")).clicked();
        view.ask_if(open, Action::Go(Route::Page(row.id)));
    });
    // Where most things are is said in the margin; an exception here.
    if row.place != Place::Both || row.kept || row.clashes {
        widgets::place(ui, row.place, &words::about(row, &partner));
    }
    if row.taken_back {
        widgets::small(ui, &marks::taken_back(row.whose, &row.author));
    }
    answers::on_the_wall(ui, view, row);
    ui.add_space(AROUND[1]);
}
