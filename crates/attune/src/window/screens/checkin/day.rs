//! The couple's day, which both have, and whether this computer reminds of it, which
//! each chooses for themselves.

use crate::texts::{dates, tr};
use crate::window::action::{self, Action, Prefer};
use crate::window::rituals::shown_time;
use crate::window::screens::View;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words;
use attune_core::time::ClockTime;
use egui::Ui;

/// The time that is there before another was chosen: half past six in the evening.
const USUAL: i64 = 18 * 60 + 30;

/// Draws both.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let chosen = view.model.shown.checkin.weekday;
    let paired = view.model.shown.partner.is_some();
    let first = baseline_of(ui, Type::Body);
    let note = Note::small(tr!("window-checkin-day"));
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::BETWEEN + space::STEP, space::STEP);
            for day in dates::week() {
                let name = words::beginning(dates::weekday(day));
                let pressed = widgets::choice(ui, day == chosen, &name, "").clicked();
                view.ask_if(pressed && day != chosen, Action::Checkin(action::Checkin::Day(day)));
            }
        });
        if paired {
            ui.add_space(space::STEP * 2.0);
            widgets::small(ui, &tr!("window-checkin-day-note"));
        }
        ui.add_space(space::PARAGRAPH);
        reminder(ui, view);
    });
}

/// Off until somebody asks for it: others may see this screen.
fn reminder(ui: &mut Ui, view: &mut View<'_>) {
    let chosen = view.model.preferences.checkin;
    let mut on = chosen.is_some();
    if widgets::check(ui, &mut on, &tr!("window-checkin-remind")).changed() {
        view.forms.checkin.time = None;
        let at = on.then(|| ClockTime::from_minutes(USUAL));
        view.ask(Action::Prefer(Prefer::Checkin(at)));
    }
    widgets::small(ui, &tr!("window-checkin-remind-means"));
    let Some(at) = chosen else { return };
    ui.add_space(space::STEP * 2.0);
    let form = &mut view.forms.checkin;
    let mut typed = form.time.clone().unwrap_or_else(|| shown_time(at));
    let wrong = typed.parse::<ClockTime>().is_err();
    let note = if wrong { tr!("window-ritual-time-wrong") } else { String::new() };
    let prompt = tr!("window-ritual-time-prompt");
    let ink = colours(ui).ink;
    let line = Line { note: &note, ..Line::new("checkin-time", &prompt, Type::Line, ink) };
    let changed = widgets::line(ui, &line, &mut typed).changed();
    if changed {
        form.time = Some(typed);
    }
    view.ask_if(changed, Action::Checkin(action::Checkin::TimeTyped));
}
