//! A pause between the two, and the control for it that is always in reach. While it
//! lasts nothing else is kept from anybody.

mod apart;
mod asking;
mod over;
mod side;
mod team;

pub(crate) use asking::show as ask;

use super::View;
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Columns, bar, under_bar};
use crate::window::model::{Model, Place};
use crate::window::pausing::{Pause, Stage, here};
use crate::window::rituals::shown_time;
use crate::window::route::Route;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use attune_core::time::Timestamp;
use egui::Ui;

/// The pause that is under way, if there is one.
pub(crate) fn under_way<'a>(view: &View<'a>) -> Option<std::borrow::Cow<'a, Pause>> {
    use std::borrow::Cow::{Borrowed, Owned};
    let twos = view.model.shown.pause.as_ref().map(Borrowed);
    twos.or_else(|| view.forms.pause.alone.clone().map(Owned))
}

/// Draws its page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let Some(pause) = under_way(view) else { return over::show(ui, view) };
    match pause.stage_at(view.model.now.at) {
        Stage::Apart => apart::show(ui, view, &pause),
        // Nobody's words are taken from under their hands.
        Stage::Back if side::is_written_on(ui) => {
            let words = tr!("window-pause-finish");
            if widgets::notice(ui, &words, Some(&tr!("window-pause-finished"))) {
                side::put_down(ui);
            }
            apart::show(ui, view, &pause);
        }
        Stage::Back | Stage::Together => team::show(ui, view, &pause),
    }
}

/// The control for it, on pages without navigation. Gives whether it was pressed.
pub(crate) fn control(ui: &mut Ui) -> bool {
    let word = tr!("window-pause");
    let low = Columns::of(ui).is_narrow();
    let response = if low { widgets::plain_low(ui, &word) } else { widgets::plain(ui, &word) };
    response.clicked()
}

/// The same at the foot of the navigation.
pub(crate) fn in_navigation(ui: &mut Ui, view: &mut View<'_>) {
    let pressed = widgets::plain_whole(ui, &tr!("window-pause")).clicked();
    view.ask_if(pressed, Action::Pause(action::Pause::Control));
}

/// The same where it asks for itself.
pub(crate) fn in_reach(ui: &mut Ui, view: &mut View<'_>) {
    let pressed = control(ui);
    view.ask_if(pressed, Action::Pause(action::Pause::Control));
}

/// The bar above a page without navigation, with the control at its right end: before
/// it how things stand, or under the bar where that has no room.
pub(crate) fn bar_with<V>(
    ui: &mut Ui,
    view: &mut V,
    left: impl FnOnce(&mut Ui, &mut V),
    state: impl FnOnce(&mut Ui, &mut V),
    pressed: impl FnOnce(&mut V),
) {
    let control = |ui: &mut Ui, view: &mut V| {
        if control(ui) {
            pressed(view);
        }
    };
    if Columns::of(ui).is_narrow() {
        bar(ui, view, left, control);
        under_bar(ui, |ui| state(ui, view));
    } else {
        bar(ui, view, left, |ui, view| {
            control(ui, view);
            state(ui, view);
        });
    }
}

/// The same of a page that asks for itself.
pub(crate) fn bar_of(
    ui: &mut Ui,
    view: &mut View<'_>,
    left: impl FnOnce(&mut Ui, &mut View<'_>),
    state: impl FnOnce(&mut Ui, &mut View<'_>),
) {
    let pressed = |view: &mut View<'_>| view.ask(Action::Pause(action::Pause::Control));
    bar_with(ui, view, left, state, pressed);
}

/// A time to come back, as it is said.
fn time(at: Timestamp, model: &Model) -> String {
    shown_time(here(at, &model.now).1)
}

/// When the two are together again, in a sentence.
fn again(pause: &Pause, model: &Model) -> String {
    let (day, _) = here(pause.until, &model.now);
    let time = time(pause.until, model);
    match (pause.is_alone(), day == model.today) {
        _ if pause.is_over_at(model.now.at) => tr!("window-pause-time-here"),
        (false, true) => tr!("window-pause-again", time = time),
        (false, false) => {
            let day = dates::weekday(day.weekday());
            tr!("window-pause-again-on", day = day, time = time)
        }
        (true, true) => tr!("window-pause-until", time = time),
        (true, false) => {
            let day = dates::weekday(day.weekday());
            tr!("window-pause-until-on", day = day, time = time)
        }
    }
}

/// Where it is, in the bar: whether the other's device has all of it.
fn standing(pause: &Pause, model: &Model) -> String {
    match pause.place {
        Place::OnlyMe => tr!("window-pause-alone"),
        Place::Both => tr!("window-pause-on-both"),
        _ => tr!("window-pause-here", name = model.partner_name()),
    }
}

/// The pause as the first thing on Today.
pub(crate) fn on_today(ui: &mut Ui, view: &mut View<'_>) {
    let Some(pause) = under_way(view) else { return };
    let is_back = pause.stage_at(view.model.now.at) != Stage::Apart;
    let words = if is_back { tr!("window-team-today") } else { again(&pause, view.model) };
    let note = Note::name(tr!("window-pause-name"));
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &words, Type::Letter, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &tr!("window-pause-go")).clicked();
            view.ask_if(pressed, Action::Go(Route::Pause));
        });
    });
}

/// Above a page that somebody writes on: one came meanwhile, and nothing is taken away.
pub(crate) fn came(ui: &mut Ui, view: &mut View<'_>) {
    if !view.forms.pause.came {
        return;
    }
    let words = tr!("window-pause-came");
    let go = widgets::notice(ui, &words, Some(&tr!("window-pause-go")));
    view.ask_if(go, Action::Go(Route::Pause));
}
