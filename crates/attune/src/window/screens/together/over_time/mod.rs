//! What the months brought: moods, thanks and check-ins as points, or the same as a
//! table. Something to look at together: nothing is counted, no month is held against
//! another, and nothing marks what was not.

mod dots;
mod table;

use super::months;
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::model::{Model, Row, Whose};
use crate::window::overtime::{InMonth, OverTime};
use crate::window::route::{Level, Route};
use crate::window::screens::View;
use crate::window::shortcuts::Shortcut;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::time::Month;
use egui::Ui;

/// How many pages of a month are named under the points; all of them are in the year.
const PAGES: usize = 6;
/// Between two links of a note, and between two pages.
const WAYS: f32 = 6.0;
const BETWEEN: f32 = 10.0;

/// Whether no month brought anything yet.
pub(super) fn is_empty(model: &Model) -> bool {
    model.shown.over_time.months.is_empty()
}

/// Whether it stands as a table now.
pub(super) fn is_table(view: &View<'_>) -> bool {
    view.forms.together.as_table && !is_empty(view.model)
}

/// How far it goes, as it stands in the margin of the head.
pub(super) fn until(ui: &Ui, view: &View<'_>) -> String {
    let until = last(ui, view).map(|month| dates::month_year(month.first()));
    until.map_or_else(String::new, |month| tr!("window-signs-until", month = month))
}

/// The last month that is drawn and brought something.
fn last(ui: &Ui, view: &View<'_>) -> Option<Month> {
    let over = &view.model.shown.over_time;
    let last = over.told().next()?;
    let chosen = over.chosen(view.forms.together.month)?;
    let drawn = dots::drawn(ui, view.model, chosen);
    let ends = drawn.last().filter(|_| !is_table(view));
    Some(ends.map_or(last, |ends| last.min(*ends)))
}

/// Draws it.
pub(super) fn flow(ui: &mut Ui, view: &mut View<'_>) {
    let over = &view.model.shown.over_time;
    let Some(chosen) = over.chosen(view.forms.together.month) else { return empty(ui, view) };
    if is_table(view) {
        return table::show(ui, view.model);
    }
    let beside = [
        crate::window::months::before(over.told(), chosen),
        crate::window::months::after(over.told(), chosen),
    ];
    let went = months::arrows(ui, view, beside);
    let pressed = dots::show(ui, view.model, chosen);
    if let Some(month) = pressed.or(went) {
        view.ask(Action::Together(action::Together::Month(month)));
    }
    if let Some(month) = over.of(chosen) {
        brought(ui, view, month);
    }
}

/// Before any month brought something: what will stand here, and the way to begin.
fn empty(ui: &mut Ui, view: &mut View<'_>) {
    ui.add_space(space::PASSAGE[0]);
    widgets::beside(ui, &Note::none(), baseline_of(ui, Type::Said), |ui| {
        let ink = colours(ui).ink;
        let words = match view.model.shown.partner {
            Some(_) => tr!("window-over-time-empty"),
            None => tr!("window-over-time-empty-alone"),
        };
        widgets::said(ui, &words, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &tr!("window-over-time-begin")).clicked();
            view.ask_if(pressed, Action::NewPage);
        });
    });
    ui.add_space(space::PASSAGE[1]);
}

/// The pages of the chosen month whose moods are drawn, and the way to its days.
fn brought(ui: &mut Ui, view: &mut View<'_>, month: &InMonth) {
    let model = view.model;
    let name = words::month_of(month.month.first(), model.today);
    let note = Note::small(words::beginning(name.clone()));
    widgets::passage(ui, &note, Type::Aside, |ui| {
        let journal = &model.shown.journal;
        let pages = month.pages.iter().filter_map(|at| journal.get(*at as usize));
        for row in pages.take(PAGES) {
            ui.push_id(row.id, |ui| page(ui, view, row));
            ui.add_space(BETWEEN);
        }
        let days = widgets::link(ui, &tr!("window-over-time-days", month = name)).clicked();
        if days {
            view.ask(Action::Together(action::Together::Day(month.last)));
            view.ask(Action::Go(Route::Together(Level::Year)));
        }
    });
}

/// A page, with who wrote it, when, and its mood.
fn page(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let ink = colours(ui).ink;
    let open = widgets::titled(ui, &row.name(), Type::Aside, ink).clicked();
    view.ask_if(open, Action::Go(Route::Page(row.id)));
    let mood = row.page().map(|page| crate::feelings::word(&page.mood)).unwrap_or_default();
    let [slot, _] = words::SLOTS;
    let day = dates::day_month(row.day);
    let message = tr!("window-over-time-page", name = slot, day = day, mood = mood);
    months::named(ui, &message, &[(row.whose, words::name(&row.author, row.whose))]);
}

/// How to read it, and what else can be done.
pub(super) fn side(ui: &mut Ui, view: &mut View<'_>) {
    let over = &view.model.shown.over_time;
    let Some(chosen) = over.chosen(view.forms.together.month) else { return };
    let as_table = is_table(view);
    let mut at = 0;
    if !as_table {
        widgets::note_of(ui, at, &tr!("window-signs-read-name"), |ui| {
            for (whose, name) in people(view.model) {
                widgets::dots_key(ui, Some(whose), &name);
            }
            widgets::dots_key(ui, None, &tr!("window-over-time-both"));
            let ink = colours(ui).ink;
            widgets::block(ui, &tr!("window-over-time-read"), Type::Aside, ink, Breaks::NoWidow);
        });
        at += 1;
    }
    widgets::note(ui, at, &tr!("window-over-time-not-name"), &tr!("window-over-time-not"));
    widgets::note_of(ui, at + 1, &tr!("window-signs-ways"), |ui| {
        ui.spacing_mut().item_spacing.y = WAYS;
        let word =
            if as_table { tr!("window-over-time-as-dots") } else { tr!("window-signs-as-table") };
        let other = months::link(ui, &word, &Shortcut::AsTable.shown());
        view.ask_if(other, Action::Together(action::Together::Table(!as_table)));
        let month = crate::window::months::another(over.told(), chosen);
        if let Some(month) = month.filter(|month| *month != chosen && !as_table) {
            let key = tr!("window-signs-arrows");
            let another = months::link(ui, &tr!("window-signs-another-month"), &key);
            view.ask_if(another, Action::Together(action::Together::Month(month)));
        }
    });
}

/// Both people by their names; one, while there is no partner and never was.
fn people(model: &Model) -> Vec<(Whose, String)> {
    let shown = &model.shown;
    let me = (Whose::Mine, words::name(&shown.me, Whose::Mine));
    let partner = (Whose::Theirs, words::name(&shown.partner_name(), Whose::Theirs));
    let is_theirs = |month: &InMonth| !month.theirs.words.is_empty();
    let both = shown.partner.is_some() || shown.over_time.months.iter().any(is_theirs);
    if both { vec![me, partner] } else { vec![me] }
}

/// The words of one of the two of a month, as they are said.
fn moods(month: &InMonth, whose: Whose) -> String {
    let said = month.moods(whose).words.iter().map(|kept| crate::feelings::word(kept));
    said.collect::<Vec<_>>().join(", ")
}

/// Whether anything of these was ever: what never was has no plot.
fn ever(over: &OverTime, has: impl Fn(&InMonth) -> bool) -> bool {
    over.months.iter().any(has)
}
