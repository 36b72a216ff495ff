//! What an entry said before: who, when, and the words.

use super::View;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::route::Route;
use crate::window::theme::{colours, size};
use crate::window::{widgets, words};
use attune_core::ids::DocumentId;

/// Draws the history of an entry.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>, id: DocumentId) {
    widgets::page(ui, "history", |ui| {
        widgets::beside(
            ui,
            |_| {},
            |ui| {
                let back = widgets::link(ui, &tr!("window-history-back")).clicked();
                view.ask_if(back, Action::Go(Route::Page(id)));
            },
        );
        ui.add_space(6.0);
        widgets::title(ui, "", &tr!("window-history"));
        let today = view.model.today;
        let Some((_, history)) = view.model.history.as_ref().filter(|(of, _)| *of == id) else {
            widgets::says(ui, &tr!("window-page-waiting"));
            return;
        };
        for earlier in history {
            widgets::passage(
                ui,
                |ui| {
                    let author = words::harmless(&earlier.author).into_owned();
                    widgets::label(ui, &author);
                    let day = words::near_day(earlier.day, today);
                    let time = earlier.time.clone();
                    widgets::small(ui, &tr!("window-day-time", day = day, time = time));
                    if earlier.before_sharing {
                        widgets::small(ui, &tr!("history-before-sharing"));
                    }
                },
                |ui| {
                    if !earlier.title.is_empty() {
                        widgets::heading(ui, &earlier.title, size::SAID);
                    }
                    widgets::said(ui, &earlier.body, size::BODY + 1.0, colours(ui).ink);
                },
            );
        }
    });
}
