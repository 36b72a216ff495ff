//! The journal: all pages, newest first.

mod choice;

use super::{View, filters, voices, why, written_by};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::{Kind, Model, Row};
use crate::window::pages::Pages;
use crate::window::route::Route;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::Ui;

/// How many pages are drawn before more are asked for.
const FIRST: usize = 80;
/// What the list is called.
pub(crate) const LIST: &str = "journal";
/// How many letters of a page's first words show.
const FIRST_WORDS: usize = 90;
/// The most notes beside the list.
const NOTES: usize = 3;

/// Draws the list.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, beside);
    page(ui, view, "journal", Sheet::Page, words, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let title = tr!("window-journal-title");
    let note = Note::small(tr!("window-journal-name"));
    let open = why::is_open(view, Kind::Journal);
    let ring = widgets::head_why(ui, &note, &voices(ui, &title), open, |ui| {
        why::in_place(ui, view, Kind::Journal, beside);
    });
    why::pressed(ui, view, Kind::Journal, ring.as_ref());
    undo(ui, view);
    let model = view.model;
    if model.shown.journal.is_empty() {
        widgets::passage(ui, &Note::none(), Type::Said, |ui| {
            let ink = colours(ui).ink;
            widgets::said(ui, &tr!("window-journal-empty"), Type::Said, ink);
            widgets::actions(ui, space::BUTTON, |ui| {
                let pressed = widgets::primary(ui, &tr!("window-write-a-page"), "");
                view.ask_if(pressed, Action::NewPage);
            });
        });
        return;
    }
    if !beside {
        above(ui, view);
    }
    let most = widgets::wanted(ui, LIST, FIRST);
    let pages = view.forms.journal.clone();
    let has_more = if pages == Pages::default() {
        let all = &model.shown.journal;
        let first = &all[..most.min(all.len())];
        let draw =
            |ui: &mut Ui, row: &Row| view.arriving(ui, row.id, |ui, view| line(ui, view, row));
        widgets::rows(ui, LIST, first, |row| row.id, draw);
        all.len() > most
    } else {
        let all = &model.pages;
        let chosen = all.iter().take(most);
        let chosen: Vec<&Row> =
            chosen.filter_map(|n| model.shown.journal.get(*n as usize)).collect();
        if chosen.is_empty() {
            widgets::passage(ui, &Note::none(), Type::Body, |ui| {
                widgets::soft(ui, &tr!("window-journal-none"));
            });
        }
        for row in chosen {
            view.arriving(ui, row.id, |ui, view| line(ui, view, row));
        }
        all.len() > most
    };
    if has_more {
        let first = baseline_of(ui, Type::Name);
        widgets::passage_of(ui, &Note::none(), first, space::END, |ui| {
            if widgets::link(ui, &tr!("window-earlier")).clicked() {
                widgets::want(ui.ctx(), LIST, most.saturating_add(FIRST));
            }
        });
    }
}

/// Who wrote a page, and when.
pub(crate) fn note_of(row: &Row, model: &Model) -> Note {
    written_by(row).line(words::near_day(row.day, model.today))
}

fn line(ui: &mut Ui, view: &mut View<'_>, row: &Row) {
    let model = view.model;
    widgets::passage(ui, &note_of(row, model), Type::Titled, |ui| {
        let ink = colours(ui).ink;
        let opened = widgets::titled(ui, &row.name(), Type::Titled, ink).clicked();
        if !row.title.trim().is_empty() && !row.words.trim().is_empty() {
            let ink = colours(ui).ink_2;
            let first = words::first_words(&row.words, FIRST_WORDS);
            ui.add_space(1.0);
            widgets::block(ui, &first, Type::Aside, ink, Breaks::Full);
        }
        ui.add_space(space::STEP * 1.5);
        widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
        view.ask_if(opened, Action::Go(Route::Page(row.id)));
    });
}

/// What is chosen, in one line that opens the choice, where nothing is beside.
fn above(ui: &mut Ui, view: &mut View<'_>) {
    let words = tr!("window-journal-showing", what = choice::in_words(view));
    filters::above(ui, LIST, &words, |ui| choice::under(ui, view));
}

fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let at = why::note(ui, view, Kind::Journal, beside);
    let name = view.model.partner_name();
    let at = choice::notes(ui, view, at);
    if view.model.deleted.is_some() {
        widgets::note(ui, at, &tr!("window-deleting-name"), &tr!("window-deleting", name = name));
        return;
    }
    if at < NOTES {
        widgets::note(ui, at, &tr!("window-who-may"), &tr!("window-who-may-note", name = name));
    }
}

/// The line that brings back what was just deleted.
pub(crate) fn undo(ui: &mut Ui, view: &mut View<'_>) {
    let Some(deleted) = &view.model.deleted else { return };
    let name = view.model.partner_name();
    let follows = if deleted.shared {
        tr!("window-deleted-shared", name = name)
    } else {
        tr!("window-deleted-mine")
    };
    let (note, word) = (tr!("window-deleted"), tr!("window-bring-back"));
    let gone = tr!("window-deleted-gone", name = words::harmless(&deleted.name).into_owned());
    let back = widgets::undo(ui, &note, &gone, &follows, &word);
    let id = deleted.id;
    view.ask_if(back, Action::Page(action::Page::BringBack(id)));
}
