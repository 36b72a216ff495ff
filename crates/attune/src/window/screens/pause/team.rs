//! Both are back: are we on the same team? Each says it once, and the answers show
//! once both are given. Then one next step, or none.

use super::{View, side, time};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Columns, Sheet, bar, page};
use crate::window::model::{Model, Place, Whose};
use crate::window::pausing::{Pause, Stage, Step, What};
use crate::window::route::Route;
use crate::window::screens::{saved, voices};
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use egui::{Ui, vec2};

/// Around an answer, between two choices, and around the last line.
const AROUND: [f32; 2] = [25.0, 27.0];
const APART: f32 = 40.0;
const AROUND_STEP: [f32; 2] = [25.0, 31.0];
const LAST: [f32; 2] = [25.0, 0.0];

pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    bar(
        ui,
        view,
        |ui, view| {
            let words = back(pause, view.model);
            let place = if pause.place == Place::Both { Place::Both } else { Place::Here };
            widgets::marked(ui, place, &words);
        },
        |ui, view| {
            let longer = widgets::link(ui, &tr!("window-pause-longer")).clicked();
            view.ask_if(longer, Action::Pause(action::Pause::Ask(What::Longer)));
            if !Columns::of(ui).is_narrow() {
                let today = widgets::link(ui, &tr!("window-today-name")).clicked();
                view.ask_if(today, Action::Go(Route::Today));
            }
        },
    );
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, pause);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| notes(ui, view, pause);
    page(ui, view, "team", Sheet::Solo, flow, Some(&mut notes));
}

/// Why the two are back.
fn back(pause: &Pause, model: &Model) -> String {
    match (pause.is_over_at(model.now.at), pause.place) {
        (true, _) => tr!("window-team-time"),
        (false, Place::Both) => tr!("window-team-ready-both"),
        (false, _) => tr!("window-team-ready"),
    }
}

fn flow(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    let note = Note::small(time(pause.until, view.model));
    widgets::head(ui, &note, &voices(ui, &tr!("window-team-title")), |_| {});
    mine(ui, view, pause);
    theirs(ui, view, pause);
    if pause.stage == Stage::Together {
        next_step(ui, view, pause);
    }
    last(ui, view, pause);
}

fn said(answer: bool) -> String {
    if answer { tr!("window-team-yes-said") } else { tr!("window-team-longer-said") }
}

/// My answer, to be chosen and then said; what is said is said.
fn mine(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    let note = Note::person(&view.model.shown.me, Whose::Mine);
    if let Some(answer) = pause.mine {
        widgets::passage(ui, &note, Type::Letter, |ui| {
            let ink = colours(ui).mine;
            widgets::said(ui, &said(answer), Type::Letter, ink);
        });
        return;
    }
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        let choices = [(true, tr!("window-team-yes")), (false, tr!("window-team-longer"))];
        let chosen = view.forms.pause.team;
        let words: f32 = choices.iter().map(|(_, it)| widgets::width_of_choice(ui, it)).sum();
        let mut choose = |ui: &mut Ui| {
            for (answer, words) in &choices {
                if widgets::choice(ui, chosen == Some(*answer), words, "").clicked() {
                    view.forms.pause.team = Some(*answer);
                }
            }
        };
        if words + APART <= ui.available_width() {
            widgets::row(ui, space::LINK, |ui| {
                ui.spacing_mut().item_spacing.x = APART;
                choose(ui);
            });
        } else {
            ui.spacing_mut().item_spacing.y = space::BESIDE;
            choose(ui);
        }
        let chosen = view.forms.pause.team.is_some();
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::primary_if(ui, chosen, &tr!("window-team-say"), "");
            view.ask_if(pressed, Action::Pause(action::Pause::Say));
            widgets::small(ui, &tr!("window-team-both-show"));
        });
    });
}

/// Theirs, once both are given: before that there is none to show.
fn theirs(ui: &mut Ui, view: &View<'_>, pause: &Pause) {
    let name = view.model.partner_name();
    let note = Note::person(&name, Whose::Theirs);
    let first = if pause.theirs.is_some() { Type::Letter } else { Type::Body };
    widgets::passage(ui, &note, first, |ui| match pause.theirs {
        Some(answer) => {
            let ink = colours(ui).theirs;
            widgets::said(ui, &said(answer), Type::Letter, ink);
        }
        None => {
            widgets::soft(ui, &tr!("window-team-not-yet", name = name));
        }
    });
}

/// One next step: in its proposer's ink until both agree.
fn next_step(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    let note = Note::name(tr!("window-both")).line(tr!("window-step-note"));
    let agreed = pause.agreed();
    let theirs = pause.proposed(Whose::Theirs).filter(|_| agreed.is_none());
    let mine = pause.proposed(Whose::Mine).filter(|_| agreed.is_none());
    let first = crate::window::layout::fitting(ui, Type::Letter);
    let first = baseline_of(ui, first);
    widgets::passage_of(ui, &note, first, AROUND_STEP, |ui| {
        if let Some(step) = agreed {
            let ink = colours(ui).ink;
            widgets::said(ui, &step.words, Type::Letter, ink);
            widgets::small(ui, &tr!("window-step-agreed"));
            widgets::actions(ui, space::BUTTON, |ui| {
                let end = widgets::primary(ui, &tr!("window-pause-end"), "");
                view.ask_if(end, Action::Pause(action::Pause::End));
            });
            return;
        }
        if let Some(step) = theirs {
            proposed(ui, view, step);
            widgets::actions(ui, space::BUTTON, |ui| {
                let agree = widgets::primary(ui, &tr!("window-step-agree"), "");
                view.ask_if(agree, Action::Pause(action::Pause::Agree(step.name)));
                change(ui, view);
            });
        }
        if let Some(step) = mine {
            if theirs.is_some() {
                ui.add_space(space::PARAGRAPH);
            }
            proposed(ui, view, step);
            if theirs.is_none() {
                widgets::actions(ui, space::LINK, |ui| change(ui, view));
            }
        }
        if view.forms.pause.changes || (theirs.is_none() && mine.is_none()) {
            if theirs.is_some() || mine.is_some() {
                ui.add_space(space::PARAGRAPH);
            }
            propose(ui, view);
        }
    });
}

/// Words of one of the two, and that they are theirs as yet.
fn proposed(ui: &mut Ui, view: &View<'_>, step: &Step) {
    let name = view.model.partner_name();
    let ink = widgets::ink_of(&colours(ui), step.by);
    widgets::said(ui, &step.words, Type::Letter, ink);
    ui.add_space(space::STEP + 2.0);
    let means = match step.by {
        Whose::Theirs => tr!("window-step-theirs", name = name),
        Whose::Mine => tr!("window-step-mine", name = name),
    };
    widgets::small(ui, &means);
}

fn change(ui: &mut Ui, view: &mut View<'_>) {
    if !view.forms.pause.changes {
        let pressed = widgets::link(ui, &tr!("window-step-change")).clicked();
        view.ask_if(pressed, Action::Pause(action::Pause::Change));
    }
}

/// The line to put one in words.
fn propose(ui: &mut Ui, view: &mut View<'_>) {
    let prompt = tr!("window-step-prompt");
    let ink = colours(ui).mine;
    let form = &mut view.forms.lines.step;
    let line = Line::new("next step", &prompt, Type::Letter, ink);
    let response = widgets::line(ui, &line, &mut form.text);
    let ready = !form.busy && !form.text.trim().is_empty();
    let kept = form.saving.state();
    let entered = widgets::entered(ui, &response);
    view.ask_if(response.changed(), Action::Pause(action::Pause::StepTyped));
    widgets::actions(ui, space::BUTTON, |ui| {
        let word = tr!("window-step-propose", name = view.model.partner_name());
        let key = tr!("window-key-enter");
        let pressed = widgets::plain_key_if(ui, ready, &word, &key);
        let said = pressed || (entered && ready);
        view.ask_if(said, Action::Pause(action::Pause::Propose));
        saved(ui, kept);
    });
}

/// It can end here: with a step or without, and kindly.
fn last(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    if pause.agreed().is_some() {
        return;
    }
    let first = baseline_of(ui, Type::Name);
    widgets::passage_of(ui, &Note::none(), first, LAST, |ui| {
        widgets::row(ui, space::LINK, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::LINK, space::STEP * 2.0);
            let end = widgets::link(ui, &tr!("window-pause-end-without")).clicked();
            view.ask_if(end, Action::Pause(action::Pause::End));
            widgets::small(ui, &tr!("window-pause-kindly"));
        });
    });
}

/// Each one's side, as far as it may be read, and what a step is.
fn notes(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    widgets::beside_head(ui, Type::Display);
    let at = side::notes(ui, view, pause);
    if pause.stage == Stage::Together {
        widgets::note(ui, at, &tr!("window-step-small-name"), &tr!("window-step-small"));
    }
}
