//! Today: what came, what waits, in a calm order, and an end.

use super::{View, gratitude};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::model::{Row, Whose};
use crate::window::route::{PairingWay, Route};
use crate::window::theme::{colours, size};
use crate::window::{widgets, words};
use attune_core::kinds::checkin::CheckinState;
use attune_core::vault::Draft;

/// How many days something new stays on Today.
const NEW_DAYS: i32 = 1;
/// How many new things show; the others are in their own places.
const NEW_MOST: usize = 3;

/// Draws Today.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::page(ui, "today", |ui| {
        let today = view.model.today;
        let title = tr!(
            "window-today-title",
            weekday = words::weekday(today.weekday()),
            part = words::part_of_day(view.model.hour)
        );
        widgets::title(ui, &words::near_day_date(today), &title);
        news(ui, view);
        thanks(ui, view);
        checkin(ui, view);
        drafts(ui, view);
        partner(ui, view);
        widgets::hairline(ui);
        ui.add_space(size::PASSAGE);
        widgets::beside(ui, |_| {}, |ui| widgets::small(ui, &tr!("window-today-end")));
    });
}

/// What the partner wrote lately.
fn news(ui: &mut egui::Ui, view: &mut View<'_>) {
    let model = view.model;
    let since = model.today.plus(-NEW_DAYS);
    let is_new = |row: &&Row| row.whose == Whose::Theirs && row.day >= since && !row.taken_back;
    let mut rows: Vec<&Row> =
        model.shown.thanks.iter().chain(model.shown.journal.iter()).filter(is_new).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.day));
    for (at, row) in rows.into_iter().take(NEW_MOST).enumerate() {
        let is_thanks = row.kind == crate::window::model::Kind::Thanks;
        widgets::passage(
            ui,
            |ui| {
                widgets::person(ui, &row.author, row.whose);
                let day = words::near_day(row.day, model.today);
                let what = if is_thanks { tr!("window-a-thanks") } else { tr!("window-a-page") };
                widgets::small(ui, &tr!("window-what-when", what = what, day = day));
            },
            |ui| {
                let size = if at == 0 { size::LETTER } else { size::SAID };
                if is_thanks {
                    let ink = colours(ui).theirs;
                    widgets::said(ui, &row.words, size, ink);
                } else {
                    let opened = widgets::row(ui, &row.name(), colours(ui).ink, |ui| {
                        widgets::place(ui, row.place, &words::about(row, &model.partner_name()));
                    });
                    view.ask_if(opened.clicked(), Action::Go(Route::Page(row.id)));
                }
            },
        );
    }
}

fn thanks(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::passage(
        ui,
        |ui| {
            widgets::person(ui, &view.model.shown.me, Whose::Mine);
            widgets::small(ui, &tr!("window-note-gratitude"));
        },
        |ui| gratitude::line(ui, view, gratitude::Last::Hidden),
    );
}

fn checkin(ui: &mut egui::Ui, view: &mut View<'_>) {
    let week = &view.model.shown.checkin;
    let day = week.week.day(week.weekday);
    let offered = week.mine.is_none() && view.model.today >= day;
    let just_open = week.state == CheckinState::Opened && week.tries.is_empty();
    if !offered && !just_open {
        return;
    }
    let name = view.model.partner_name();
    widgets::passage(
        ui,
        |ui| {
            widgets::label(ui, &words::weekday(week.weekday));
            widgets::small(ui, &tr!("window-note-checkin"));
        },
        |ui| {
            let (sentence, word) = if just_open {
                (tr!("window-checkin-both-open"), tr!("window-checkin-read"))
            } else if view.model.shown.partner.is_some() {
                (tr!("window-checkin-offer", name = name), tr!("window-checkin-go"))
            } else {
                (tr!("window-checkin-offer-alone"), tr!("window-checkin-go"))
            };
            widgets::says(ui, &sentence);
            let pressed = widgets::plain(ui, &word).clicked();
            view.ask_if(pressed, Action::Go(Route::Checkin));
        },
    );
}

fn drafts(ui: &mut egui::Ui, view: &mut View<'_>) {
    let model = view.model;
    let pages: Vec<_> = model.shown.drafts.iter().filter(|draft| is_page(draft)).collect();
    if pages.is_empty() {
        return;
    }
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-drafts")),
        |ui| {
            for draft in pages {
                let name = words::first_words(&format!("{}\n{}", draft.title, draft.body), 72);
                let opened = widgets::row(ui, &name, colours(ui).ink, |ui| {
                    widgets::small(ui, &tr!("window-draft-note"));
                });
                let route = Route::Write(draft.slot.clone());
                view.ask_if(opened.clicked(), Action::Go(route));
            }
        },
    );
}

/// Whether a draft has a page of its own; the others are taken up where they
/// were typed.
fn is_page(draft: &Draft) -> bool {
    draft.document.is_some() || draft.kind == "journal"
}

fn partner(ui: &mut egui::Ui, view: &mut View<'_>) {
    if view.model.shown.partner.is_some() {
        return;
    }
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-note-pairing")),
        |ui| {
            widgets::says(ui, &tr!("window-today-alone"));
            let pressed = widgets::plain(ui, &tr!("window-pair-begin")).clicked();
            view.ask_if(pressed, Action::Go(Route::Pairing(PairingWay::Choose)));
        },
    );
}
