//! A ritual as it is filled in, a new one or one that is changed; and until when
//! one rests.

use crate::texts::{dates, tr};
use crate::window::action::{Action, Rituals};
use crate::window::rituals::Filled;
use crate::window::screens::View;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line};
use attune_core::command::Who;
use attune_core::ids::DocumentId;
use attune_core::time::Day;
use egui::Ui;

/// What is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A new ritual.
    New,
    /// One that is there; whose it is stays as it is.
    Change,
}

/// Name, days, time, and of a new one whose it is.
pub(super) fn fill(ui: &mut Ui, view: &mut View<'_>, filled: &mut Filled, of: Of) {
    let ink = colours(ui).ink;
    let prompt = tr!("window-ritual-name-prompt");
    let name = Line::new("ritual-name", &prompt, Type::Line, ink);
    let response = widgets::line(ui, &name, &mut filled.name);
    let mut entered = widgets::entered(ui, &response);
    ui.add_space(space::PARAGRAPH);
    widgets::label(ui, &tr!("window-ritual-days"));
    widgets::row(ui, space::ROW, |ui| {
        for day in dates::week() {
            let mut on = filled.days.contains(day);
            if widgets::check(ui, &mut on, &dates::weekday_short(day)).changed() {
                filled.days = if on { filled.days.with(day) } else { filled.days.without(day) };
            }
        }
    });
    ui.add_space(space::STEP * 2.0);
    let prompt = tr!("window-ritual-time-prompt");
    let wrong = !filled.time.trim().is_empty() && filled.at().is_none();
    let note = if wrong { tr!("window-ritual-time-wrong") } else { String::new() };
    let time = Line { note: &note, ..Line::new("ritual-time", &prompt, Type::Line, ink) };
    let response = widgets::line(ui, &time, &mut filled.time);
    entered |= widgets::entered(ui, &response);
    if of == Of::New {
        ui.add_space(space::PARAGRAPH);
        widgets::label(ui, &tr!("window-ritual-whose"));
        ui.add_space(space::STEP);
        let name = view.model.partner_name();
        for (who, word, means) in [
            (Who::BothWrite, tr!("window-both"), tr!("window-ritual-both-means", name = name)),
            (Who::OnlyMe, tr!("window-who-only-me"), tr!("window-ritual-me-means")),
        ] {
            if widgets::choice(ui, filled.who == who, &word, &means).clicked() {
                filled.who = who;
            }
            ui.add_space(space::STEP);
        }
    }
    widgets::actions(ui, space::BUTTON, |ui| {
        let ready = filled.command(None).is_some();
        let pressed = widgets::plain_if(ui, ready, &tr!("window-ritual-keep"));
        view.ask_if(pressed || entered && ready, Action::Rituals(Rituals::Keep));
        let not = widgets::link(ui, &tr!("window-ritual-not-now")).clicked();
        view.ask_if(not, Action::Rituals(Rituals::Open(None)));
    });
}

/// How long the rests are that are offered, in days.
const RESTS: [i32; 3] = [7, 14, 28];

/// Until when one rests: some days to choose, and any other.
pub(super) fn rest(ui: &mut Ui, view: &mut View<'_>, id: DocumentId, typed: &mut String) {
    let today = view.model.today;
    widgets::soft(ui, &tr!("window-ritual-rest-means"));
    ui.add_space(space::STEP);
    widgets::row(ui, space::LINK, |ui| {
        for days in RESTS {
            let until = today.plus(days);
            let word = tr!("window-ritual-rest-until", day = dates::day_month(until));
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, Action::Rituals(Rituals::Rest(id, Some(until))));
        }
    });
    ui.add_space(space::STEP * 2.0);
    let prompt = tr!("window-ritual-rest-prompt", day = today.plus(1).to_string());
    let day: Option<Day> = typed.trim().parse().ok().filter(|day| *day > today);
    let wrong = !typed.trim().is_empty() && day.is_none();
    let note = if wrong { tr!("window-ritual-rest-wrong") } else { String::new() };
    let ink = colours(ui).ink;
    let line = Line { note: &note, ..Line::new("ritual-rest", &prompt, Type::Line, ink) };
    let response = widgets::line(ui, &line, typed);
    let entered = widgets::entered(ui, &response);
    widgets::actions(ui, space::BUTTON, |ui| {
        let pressed = widgets::plain_if(ui, day.is_some(), &tr!("window-ritual-rest"));
        if let Some(day) = day {
            view.ask_if(pressed || entered, Action::Rituals(Rituals::Rest(id, Some(day))));
        }
        let not = widgets::link(ui, &tr!("window-ritual-not-now")).clicked();
        view.ask_if(not, Action::Rituals(Rituals::Open(None)));
    });
}
