//! What a page said before, newest first.

use super::View;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Sheet, page};
use crate::window::route::Route;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::ids::DocumentId;
use egui::Ui;

/// Draws the earlier wordings of the page `id`.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, id: DocumentId) {
    page(ui, view, "history", Sheet::Page, |ui, view| flow(ui, view, id), None);
}

fn flow(ui: &mut Ui, view: &mut View<'_>, id: DocumentId) {
    let note = Note::small(tr!("window-journal-name"));
    widgets::title(ui, &note, &tr!("window-history"), |ui| {
        widgets::actions(ui, space::LINK, |ui| {
            let back = widgets::link(ui, &tr!("window-history-back")).clicked();
            view.ask_if(back, Action::Go(Route::Page(id)));
        });
    });
    ui.add_space(space::HEAD_BELOW);
    let today = view.model.today;
    let Some((_, history)) = view.model.history.as_ref().filter(|(of, _)| *of == id) else {
        widgets::beside(ui, &Note::none(), 0.0, |ui| {
            widgets::small(ui, &tr!("window-page-waiting"));
        });
        return;
    };
    for earlier in history {
        let day = words::near_day(earlier.day, today);
        let time = earlier.time.clone();
        let mut note = Note::name(words::harmless(&earlier.author).into_owned()).line(tr!(
            "window-day-time",
            day = day,
            time = time
        ));
        if earlier.before_sharing {
            note = note.line(tr!("history-before-sharing"));
        }
        let titled = !earlier.title.is_empty();
        let first = if titled { Type::Titled } else { Type::Prose };
        widgets::passage(ui, &note, first, |ui| {
            let ink = colours(ui).ink;
            if titled {
                let style = crate::window::layout::fitting(ui, Type::Titled);
                let breaks = crate::window::text::Breaks::Full;
                widgets::block(ui, &earlier.title, style, ink, breaks);
                ui.add_space(space::STEP * 2.0);
            }
            if let Some(address) = widgets::read(ui, &earlier.body, ink) {
                view.ask(Action::Copy(address));
            }
        });
    }
}
