//! The journal: all pages, newest first.

use super::View;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Reach, Row};
use crate::window::route::Route;
use crate::window::theme::{colours, size};
use crate::window::{widgets, words};

/// How many pages are drawn before more are asked for.
const FIRST: usize = 80;
/// What the list is called.
pub(crate) const LIST: &str = "journal";

/// Draws the list.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::page(ui, "journal", |ui| {
        widgets::title(ui, "", &tr!("window-journal-name"));
        widgets::beside(
            ui,
            |_| {},
            |ui| {
                let pressed = widgets::primary(ui, &tr!("window-write-a-page")).clicked();
                view.ask_if(pressed, Action::NewPage);
            },
        );
        ui.add_space(14.0);
        undo(ui, view);
        let model = view.model;
        if model.shown.journal.is_empty() {
            widgets::passage(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-journal-empty")));
            return;
        }
        let most = widgets::wanted(ui, LIST, FIRST);
        let mut month = None;
        let pages = model.shown.journal.iter().take(most).map(|row| {
            let this = (row.day.date().year(), row.day.date().month());
            (month.replace(this) != Some(this), row)
        });
        widgets::rows(
            ui,
            LIST,
            pages.enumerate(),
            |(_, (_, row))| row.id,
            |ui, (n, (begins, row))| {
                if begins {
                    if n > 0 {
                        ui.add_space(10.0);
                    }
                    widgets::hairline(ui);
                    ui.add_space(10.0);
                    widgets::beside(
                        ui,
                        |_| {},
                        |ui| {
                            widgets::label(ui, &words::month_of(row.day, model.today));
                        },
                    );
                }
                line(ui, view, row);
            },
        );
        if model.shown.journal.len() > most {
            widgets::passage(
                ui,
                |_| {},
                |ui| {
                    if widgets::link(ui, &tr!("window-earlier")).clicked() {
                        widgets::want(ui.ctx(), LIST, most.saturating_add(FIRST));
                    }
                },
            );
        }
    });
}

fn line(ui: &mut egui::Ui, view: &mut View<'_>, row: &Row) {
    let model = view.model;
    ui.add_space(7.0);
    widgets::beside(
        ui,
        |ui| {
            if row.reach == Reach::BothWrite {
                let text = tr!("window-both-of-you");
                ui.label(egui::RichText::new(text).color(colours(ui).ink_2));
            } else {
                widgets::person(ui, &row.author, row.whose);
            }
            widgets::small(ui, &words::near_day(row.day, model.today));
        },
        |ui| {
            let note = words::about(row, &model.partner_name());
            let opened = widgets::row(ui, &row.name(), colours(ui).ink, |ui| {
                widgets::place(ui, row.place, &note);
            });
            view.ask_if(opened.clicked(), Action::Go(Route::Page(row.id)));
        },
    );
    ui.add_space(7.0);
}

/// The line that brings back what was just deleted.
pub(crate) fn undo(ui: &mut egui::Ui, view: &mut View<'_>) {
    let Some(deleted) = &view.model.deleted else { return };
    let name = view.model.partner_name();
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-deleted")),
        |ui| {
            widgets::said(ui, &deleted.name, size::PROSE, colours(ui).ink_2);
            let follows = if deleted.shared {
                tr!("window-deleted-shared", name = name)
            } else {
                tr!("window-deleted-mine")
            };
            widgets::small(ui, &follows);
            ui.add_space(4.0);
            let pressed = widgets::plain(ui, &tr!("window-bring-back")).clicked();
            let id = deleted.id;
            view.ask_if(pressed, Action::Page(action::Page::BringBack(id)));
        },
    );
}
