//! The weekly check-in: three questions, sealed until both have answered, and
//! one thing to try.

mod answering;
mod day;
mod opened;
mod over;
mod past;
mod sealed;

use super::{View, sealing, voices, why};
use crate::texts::{dates, tr};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::{Checkin, Kind};
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use egui::Ui;

/// Draws the check-in. Letters that open while one looks do so before one's
/// eyes.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let model = view.model;
    let week = &*model.shown.week_on_page(&view.forms.checkin);
    let seen = sealing::seen(ui, week.state, model.coming.opening(week.week));
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, week, beside);
    if seen.state == SealState::Opened {
        let flow = |ui: &mut Ui, view: &mut View<'_>| {
            ui.multiply_opacity(seen.words);
            flow(ui, view, week, (SealState::Opened, 1.0), beside);
        };
        // Both sides of a week take the whole width, but for a note.
        if beside && why::is_open(view, Kind::Checkin) {
            return page(ui, view, "checkin", Sheet::Page, flow, Some(&mut notes));
        }
        return page(ui, view, "checkin", Sheet::Full, flow, None);
    }
    let stands = (seen.state, seen.open);
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, week, stands, beside);
    page(ui, view, "checkin", Sheet::Page, flow, Some(&mut notes));
}

/// `state` is what of the week is shown; `open`, how far its letters have opened.
fn flow(
    ui: &mut Ui,
    view: &mut View<'_>,
    week: &Checkin,
    (state, open): (SealState, f32),
    beside: bool,
) {
    let model = view.model;
    let title = match state {
        SealState::Opened => tr!("window-checkin-title-open"),
        _ => tr!("window-checkin-title", weekday = dates::weekday(week.weekday)),
    };
    let note = Note::small(dates::day_month(week.week.day(week.weekday)));
    let asking = state == SealState::Open && week.mine.is_none();
    let name = model.partner_name();
    let lede = if model.shown.partner.is_some() {
        tr!("window-checkin-lede", name = name)
    } else {
        tr!("window-checkin-lede-alone")
    };
    let why_open = why::is_open(view, Kind::Checkin);
    let ring = widgets::head_why(ui, &note, &voices(ui, &title), why_open, |ui| {
        if asking {
            widgets::lede(ui, &lede);
        }
        why::in_place(ui, view, Kind::Checkin, beside);
    });
    why::pressed(ui, view, Kind::Checkin, ring.as_ref());
    if asking && week.week == model.shown.checkin.week {
        before(ui, view);
    }
    match (state, &week.mine) {
        (SealState::Open, None) => answering::show(ui, view),
        (SealState::Open, Some(mine)) => opened::alone(ui, view, mine),
        (SealState::Sealed | SealState::Waiting, _) => sealed::show(ui, view, week, open),
        (SealState::Opened, _) => opened::show(ui, view, week),
    }
    past::waiting(ui, view, week.week);
    past::left_open(ui, view, week, asking);
    day::show(ui, view);
    over::show(ui, view, week.week);
}

/// What the week before the one that is offered said they would try.
fn before(ui: &mut Ui, view: &View<'_>) {
    let tried = &view.model.shown.checkin.before;
    if tried.is_empty() {
        return;
    }
    let note = Note::name(tr!("window-both")).line(tr!("window-checkin-before"));
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let ink = colours(ui).ink;
        for words in tried {
            widgets::said(ui, words, Type::Letter, ink);
        }
    });
}

/// What a week is called beside its letters: this one, or by its day.
fn period(view: &View<'_>, week: &Checkin) -> String {
    let today = view.model.today;
    if week.week == today.week() || week.week == view.model.shown.checkin.week {
        return tr!("window-this-week");
    }
    tr!("window-checkin-week", day = words::date(week.week.day(week.weekday), today))
}

fn question(at: usize) -> String {
    match at {
        0 => tr!("window-checkin-q-one"),
        1 => tr!("window-checkin-q-two"),
        _ => tr!("window-checkin-q-three"),
    }
}

/// What sealing means; inside a sealed letter, what was asked; what was tried.
fn side(ui: &mut Ui, view: &mut View<'_>, week: &Checkin, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let mut at = why::note(ui, view, Kind::Checkin, beside);
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let sealed = matches!(week.state, SealState::Sealed | SealState::Waiting);
    if sealed {
        widgets::note_of(ui, at, &tr!("window-checkin-inside"), |ui| {
            let ink = colours(ui).ink;
            for asked in (0..3).map(question) {
                widgets::block(ui, &asked, Type::Aside, ink, Breaks::NoWidow);
                ui.add_space(space::STEP * 2.0);
            }
        });
        at += 1;
    } else if paired && week.mine.is_none() {
        let words = tr!("window-checkin-seal-note", name = name);
        widgets::note(ui, at, &tr!("window-checkin-sealing"), &words);
        at += 1;
    }
    let tried: Vec<_> = view
        .model
        .shown
        .weeks
        .iter()
        .filter(|past| past.week != week.week)
        .filter_map(|past| past.tries.first().map(|(_, words)| (past, words)))
        .take(3)
        .collect();
    if !tried.is_empty() {
        widgets::note_of(ui, at, &tr!("window-checkin-tried"), |ui| {
            let ink = colours(ui).ink;
            for (past, words) in tried {
                let day = past.week.day(past.weekday);
                widgets::small(ui, &words::near_day(day, view.model.today));
                widgets::block(ui, words, Type::Aside, ink, Breaks::NoWidow);
                ui.add_space(space::STEP * 2.0);
            }
        });
        at += 1;
    }
    if week.state == SealState::Open && week.mine.is_none() {
        widgets::note(ui, at, &tr!("window-not-today-name"), &tr!("window-not-today"));
    }
}
