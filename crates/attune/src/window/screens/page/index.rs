//! The index beside a page: the pages round the one that is open.

use crate::marks;
use crate::texts::{dates, tr};
use crate::window::action::Action;
use crate::window::model::{Kind, Page, Place, Reach, Row, Whose};
use crate::window::route::Route;
use crate::window::screens::{View, why};
use crate::window::shapes::hairline_at;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets;
use crate::window::words;
use egui::{Stroke, Ui, vec2};

/// How many pages show before the open one, and in all.
const BEFORE: usize = 3;
const SHOWN: usize = 9;
/// Between two pages.
const BETWEEN: f32 = 17.0;
/// The dash of the open one: how far left, how wide, and how far down.
const DASH: [f32; 3] = [20.0, 12.0, 10.0];

/// Draws the index; beside thanks and check-ins, the way back to them.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let Some(page) = &view.model.page else { return };
    let title = if page.row.title.trim().is_empty() { Type::Prose } else { Type::Title };
    widgets::beside_head(ui, title);
    let has_head = !page.row.title.trim().is_empty();
    if has_head && why::note(ui, view, page.row.kind, beside) > 0 {
        widgets::hairline(ui);
        ui.add_space(BETWEEN);
    }
    let (name, to) = match page.row.kind {
        Kind::Thanks => (tr!("window-gratitude-name"), Route::Gratitude),
        Kind::Checkin => (tr!("window-checkin-name"), Route::Checkin),
        Kind::Ritual | Kind::Note => (tr!("window-rituals-name"), Route::Rituals),
        Kind::Feeling | Kind::SaidBack => (tr!("window-feelings-name"), Route::Feelings),
        Kind::Stayed => (tr!("window-talk-name"), Route::Talk),
        _ => (tr!("window-pages"), Route::Journal),
    };
    let all = tr!("window-show-all");
    ui.horizontal(|ui| {
        widgets::label(ui, &name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let pressed = widgets::link_small(ui, &all).clicked();
            view.ask_if(pressed, Action::Go(to));
        });
    });
    if matches!(page.row.kind, Kind::Journal | Kind::Side) {
        rows(ui, view, page);
    } else {
        ui.add_space(BETWEEN);
    }
    if !has_head {
        widgets::hairline(ui);
        ui.add_space(BETWEEN);
        why::in_words(ui, view, page.row.kind);
    }
}

/// The pages round the open one, by month.
fn rows(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    ui.add_space(space::STEP * 2.0 - 1.0);
    let rows = &view.model.shown.journal;
    let open = rows.iter().position(|row| row.id == page.row.id);
    let first = open.unwrap_or_default().saturating_sub(BEFORE);
    let today = view.model.today;
    let mut month = rows.get(first).map(month_of);
    for row in rows.iter().skip(first).take(SHOWN) {
        if month.replace(month_of(row)).is_some_and(|last| last != month_of(row)) {
            widgets::hairline(ui);
            ui.add_space(BETWEEN - 1.0);
            widgets::label(ui, &words::beginning(words::month_of(row.day, today)));
            ui.add_space(space::STEP * 2.0);
        }
        line(ui, view, row, page.row.id == row.id);
        ui.add_space(BETWEEN);
    }
}

fn month_of(row: &Row) -> (i16, i8) {
    (row.day.date().year(), row.day.date().month())
}

fn line(ui: &mut Ui, view: &mut View<'_>, row: &Row, open: bool) {
    let palette = colours(ui);
    let top = ui.cursor().min;
    let style = if open { Type::IndexOpen } else { Type::Index };
    let opened = ui.push_id(row.id, |ui| widgets::titled(ui, &row.name(), style, palette.ink));
    if open {
        let at = top - vec2(DASH[0], -DASH[2]);
        let stroke = Stroke::new(space::FOCUS, palette.ink);
        hairline_at(ui.painter(), at.x, at.x + DASH[1], at.y, stroke);
    }
    let whose = match (row.reach, row.whose) {
        (Reach::OnlyMe | Reach::Left, _) => None,
        (Reach::BothWrite, _) => Some(tr!("window-ours")),
        (_, Whose::Mine) => None,
        (_, Whose::Theirs) => Some(words::name(&row.author, row.whose)),
    };
    let place = match row.place {
        Place::Both => tr!("window-short-both"),
        Place::Here => tr!("window-short-here"),
        other => marks::place(other),
    };
    let day = dates::day_month_short(row.day);
    let words = match whose {
        None => tr!("window-index-line", place = place, day = day),
        Some(whose) => tr!("window-index-line-of", place = place, whose = whose, day = day),
    };
    ui.add_space(2.0);
    widgets::marked(ui, row.place, &words);
    view.ask_if(opened.inner.clicked(), Action::Go(Route::Page(row.id)));
}
