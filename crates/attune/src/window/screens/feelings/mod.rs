//! Feelings: what each of the two said of theirs, and the way to say one.

pub(super) mod writing;

use super::{View, answers, voices, why};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::{Kind, Row};
use crate::window::route::Route;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::Ui;

/// What the list is called.
pub(crate) const LIST: &str = "feelings";
/// How many feelings are drawn before more are asked for.
const FIRST: usize = 60;

/// Draws the list.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, beside);
    page(ui, view, "feelings", Sheet::Page, words, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let title = tr!("window-feelings-title");
    let note = Note::small(tr!("window-feelings-name"));
    let open = why::is_open(view, Kind::Feeling);
    let ring = widgets::head_why(ui, &note, &voices(ui, &title), open, |ui| {
        widgets::lede(ui, &tr!("window-feelings-lede"));
        why::in_place(ui, view, Kind::Feeling, beside);
    });
    why::pressed(ui, view, Kind::Feeling, ring.as_ref());
    widgets::passage_of(ui, &Note::none(), space::BUTTON / 2.0, space::PASSAGE, |ui| {
        let pressed = widgets::primary(ui, &tr!("window-feel-begin"), "");
        view.ask_if(pressed, Action::NewFeeling);
    });
    super::journal::undo(ui, view);
    let rows = &view.model.shown.feelings;
    let most = widgets::wanted(ui, LIST, FIRST);
    widgets::rows(
        ui,
        LIST,
        &rows[..most.min(rows.len())],
        |row| row.id,
        |ui, row| view.arriving(ui, row.id, |ui, view| one(ui, view, row)),
    );
    if rows.len() > most {
        let first = baseline_of(ui, Type::Name);
        widgets::passage_of(ui, &Note::none(), first, space::END, |ui| {
            if widgets::link(ui, &tr!("window-earlier")).clicked() {
                widgets::want(ui.ctx(), LIST, most.saturating_add(FIRST));
            }
        });
    }
}

fn one(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let model = view.model;
    let day = words::near_day(row.day, model.today);
    let note = Note::person(&row.author, row.whose).line(day);
    let first = baseline_of(ui, crate::window::layout::fitting(ui, Type::Listed));
    widgets::passage_of(ui, &note, first, space::TIGHT, |ui| {
        let ink = widgets::ink_of(&colours(ui), row.whose);
        let sentence = row.sentence().unwrap_or_default();
        let opened = widgets::titled(ui, &sentence, Type::Listed, ink).clicked();
        view.ask_if(opened, Action::Go(Route::Page(row.id)));
        widgets::row(ui, space::LINK, |ui| {
            widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
            answers::hearts(ui, model, &row.responses);
        });
    });
}

fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let at = why::note(ui, view, Kind::Feeling, beside);
    let name = view.model.partner_name();
    widgets::note(ui, at, &tr!("window-feelings-heard"), &tr!("window-feelings-note", name = name));
}
