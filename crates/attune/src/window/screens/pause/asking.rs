//! The question before a pause: when to come back. Here stopping is the safe answer,
//! so it comes first and has the keyboard. A breath of a minute can come before, and
//! nobody is told of that.

use super::{View, time, under_way};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::pausing::{Asking, BREATH, Pick, What};
use crate::window::shortcuts::Shortcut;
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line};
use attune_core::time::Timestamp;
use egui::Ui;
use egui::accesskit::Live;

/// Above the first choice, between two, and above what can be done.
const ABOVE: f32 = 20.0;
const BETWEEN: f32 = 10.0;
const ABOVE_ACTIONS: f32 = 8.0;
/// The circle in it.
const CIRCLE: f32 = 260.0;

/// Draws it over the page, if it is asked.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let Some(mut asking) = view.forms.pause.asking.take() else { return };
    match asking.breath {
        Some(since) if ui.input(|input| input.time) - since < BREATH => {
            breath(ui, view, &mut asking);
        }
        Some(_) => {
            // A minute is over: the question again, and it may be answered with no.
            asking = Asking::new(What::Begin);
            question(ui, view, &mut asking);
        }
        None => question(ui, view, &mut asking),
    }
    view.forms.pause.asking = Some(asking);
}

fn title(what: What) -> String {
    match what {
        What::Begin => tr!("window-pause-ask"),
        What::Move => tr!("window-pause-ask-move"),
        What::Longer => tr!("window-pause-ask-longer"),
    }
}

fn question(ui: &mut Ui, view: &mut View<'_>, asking: &mut Asking) {
    let title = title(asking.what);
    let (now, pause) = (view.model.now, under_way(view));
    let picks = asking.picks(&now, pause.as_deref());
    if !picks.iter().any(|(pick, _)| *pick == asking.chosen) {
        asking.chosen = picks
            .iter()
            .find(|(pick, _)| *pick != Pick::Breath)
            .map_or(Pick::Own, |(pick, _)| *pick);
    }
    let mut asked = Vec::new();
    let away = widgets::over(ui, "asking for a pause", &title, space::DIALOG_WIDE, |ui| {
        let ink = colours(ui).ink;
        widgets::block(ui, &title, Type::DialogTitle, ink, Breaks::Balanced);
        ui.add_space(ABOVE);
        let mut entered = false;
        for (n, (pick, at)) in picks.iter().enumerate() {
            if n > 0 {
                ui.add_space(BETWEEN);
            }
            let (name, meaning) = said(*pick, *at, view);
            let chosen = asking.chosen == *pick;
            if widgets::choice(ui, chosen, &name, &meaning).clicked() {
                asking.chosen = *pick;
            }
        }
        if asking.chosen == Pick::Own {
            ui.add_space(BETWEEN);
            let prompt = tr!("window-pause-own-prompt");
            let line = Line::new("own time", &prompt, Type::Line, ink);
            let response = widgets::line(ui, &line, &mut asking.time);
            entered = widgets::entered(ui, &response);
            let ready = asking.time(&now, pause.as_deref()).is_some();
            if !ready && !asking.time.trim().is_empty() {
                ui.add_space(space::STEP);
                let range = match asking.what {
                    What::Move => tr!("window-pause-own-range-moved"),
                    What::Begin | What::Longer => tr!("window-pause-own-range"),
                };
                let said = widgets::small(ui, &range);
                ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
            }
        }
        ui.add_space(ABOVE_ACTIONS);
        widgets::actions(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
            let ready =
                asking.chosen == Pick::Breath || asking.time(&now, pause.as_deref()).is_some();
            let (go, not) = words(asking);
            let key = tr!("window-key-enter");
            if widgets::primary_first(ui, ready, &go, &key) || (entered && ready) {
                asked.push(Action::Pause(action::Pause::Go));
            }
            if widgets::plain_key(ui, &not, &Shortcut::Back.shown()).clicked() {
                asked.push(Action::Pause(action::Pause::NotNow));
            }
            widgets::small(ui, &note(asking, view));
        });
    });
    if away.escape {
        asked.push(Action::Pause(action::Pause::NotNow));
    }
    view.actions.append(&mut asked);
}

/// A choice, and what it means.
fn said(pick: Pick, at: Timestamp, view: &View<'_>) -> (String, String) {
    let time = time(at, view.model);
    match pick {
        Pick::Breath => (tr!("window-pause-breath"), tr!("window-pause-breath-means")),
        Pick::Twenty => (tr!("window-pause-twenty", time = time), tr!("window-pause-shortest")),
        Pick::Half => (tr!("window-pause-half", time = time), String::new()),
        Pick::Later => (tr!("window-pause-later", time = time), String::new()),
        Pick::Own => (tr!("window-pause-own"), String::new()),
    }
}

/// What is pressed.
fn words(asking: &Asking) -> (String, String) {
    match (asking.what, asking.chosen) {
        (What::Begin, Pick::Breath) => (tr!("window-pause-breathe"), tr!("window-pause-not-now")),
        (What::Begin | What::Longer, _) => (tr!("window-pause"), tr!("window-pause-not-now")),
        (What::Move, _) => (tr!("window-pause-move"), tr!("window-pause-leave-it")),
    }
}

/// What follows, beside them.
fn note(asking: &Asking, view: &View<'_>) -> String {
    let paired = view.model.shown.partner.is_some();
    match (asking.what, asking.chosen) {
        (_, Pick::Breath) => tr!("window-pause-only-here"),
        (What::Move, _) if paired => tr!("window-pause-once"),
        _ if paired => tr!("window-pause-both-show"),
        _ => tr!("window-pause-only-here"),
    }
}

/// A breath of a minute.
fn breath(ui: &mut Ui, view: &mut View<'_>, asking: &mut Asking) {
    let title = tr!("window-pause-breath-title");
    let mut asked = Vec::new();
    let away = widgets::over(ui, "a breath", &title, space::DIALOG, |ui| {
        let ink = colours(ui).ink;
        widgets::block(ui, &title, Type::DialogTitle, ink, Breaks::Balanced);
        ui.add_space(ABOVE);
        let size = CIRCLE.min(ui.available_width()).min(ui.ctx().content_rect().height() / 2.0);
        let how = tr!("window-pause-breathing");
        let said = tr!("window-pause-circle", how = how);
        ui.vertical_centered(|ui| {
            widgets::breathing(ui, size, &mut asking.breath, &said);
        });
        ui.add_space(ABOVE);
        widgets::soft(ui, &tr!("window-pause-breath-slow"));
        ui.add_space(ABOVE_ACTIONS);
        widgets::actions(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
            if widgets::primary_first(ui, true, &tr!("window-pause"), "") {
                asked.push(Action::Pause(action::Pause::Breathed));
            }
            if widgets::plain_key(ui, &tr!("window-pause-enough"), &Shortcut::Back.shown())
                .clicked()
            {
                asked.push(Action::Pause(action::Pause::NotNow));
            }
        });
    });
    if away.escape {
        asked.push(Action::Pause(action::Pause::NotNow));
    }
    view.actions.append(&mut asked);
}
