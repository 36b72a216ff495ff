//! Words looked for, found as one types.

use super::View;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::model::Kind;
use crate::window::route::Route;
use crate::window::theme::{colours, size};
use crate::window::widgets::{self, Line, Look};
use crate::window::words;

/// Draws the page.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::page(ui, "search", |ui| {
        widgets::beside(
            ui,
            |_| {},
            |ui| {
                let prompt = tr!("window-search-prompt");
                let line = Line {
                    id: "search",
                    prompt: &prompt,
                    size: size::TITLE_NARROW,
                    look: Look::Line,
                };
                let response = widgets::line(ui, &line, &mut view.forms.query);
                if ui.memory(|memory| memory.focused().is_none()) {
                    response.request_focus();
                }
                let query = view.forms.query.clone();
                view.ask_if(response.changed(), Action::Look(query));
            },
        );
        ui.add_space(14.0);
        let model = view.model;
        let query = view.forms.query.trim();
        if query.is_empty() {
            widgets::beside(ui, |_| {}, |ui| widgets::small(ui, &tr!("window-search-note")));
            return;
        }
        if model.found.query.trim() == query && model.found.rows.is_empty() {
            widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-search-nothing")));
            return;
        }
        for (row, snippet) in &model.found.rows {
            widgets::passage(
                ui,
                |ui| {
                    widgets::person(ui, &row.author, row.whose);
                    widgets::small(ui, &words::near_day(row.day, model.today));
                },
                |ui| {
                    let name = match row.kind {
                        Kind::Checkin => tr!("window-checkin-name"),
                        Kind::Thanks => tr!("window-gratitude-name"),
                        _ => row.name(),
                    };
                    let opened = widgets::row(ui, &name, colours(ui).ink, |ui| {
                        widgets::said(ui, snippet, size::BODY, colours(ui).ink_2);
                        widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
                    });
                    view.ask_if(opened.clicked(), Action::Go(Route::Page(row.id)));
                },
            );
        }
    });
}
