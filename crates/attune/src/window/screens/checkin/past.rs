//! What of other weeks is not over: a week in which the other waits for an answer,
//! and what was begun and never sealed.

use super::question;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::forms::{Unsealed, unsealed, unsealed_week};
use crate::window::model::Checkin;
use crate::window::screens::View;
use crate::window::state::State;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use attune_core::time::Week;
use egui::Ui;

/// How many weeks that wait are shown, the newest first.
const WAITING_MOST: usize = 3;

/// Weeks that the other sealed and this person has not answered. They wait, and
/// nothing is said of how long.
pub(super) fn waiting(ui: &mut Ui, view: &mut View<'_>, here: Week) {
    let model = view.model;
    let all = model.shown.weeks.iter().filter(|week| week.asked && week.week != here);
    for week in all.take(WAITING_MOST) {
        let day = words::date(week.week.day(week.weekday), model.today);
        let note = Note::small(tr!("window-checkin-week", day = day.clone()));
        widgets::passage(ui, &note, Type::Body, |ui| {
            let name = model.partner_name();
            widgets::soft(ui, &tr!("window-checkin-asked", name = name));
            widgets::actions(ui, space::LINK, |ui| {
                let word = tr!("window-checkin-answer-that", day = day);
                let pressed = ui.push_id(week.week.to_string(), |ui| widgets::link(ui, &word));
                let answer = Action::Checkin(action::Checkin::Answer(week.week));
                view.ask_if(pressed.inner.clicked(), answer);
            });
        });
    }
}

/// What was typed for another week than `here` and never sealed: gone on with where
/// that week can still be answered, taken into this one where that is being `asked`,
/// or put away. None of it is lost.
pub(super) fn left_open(ui: &mut Ui, view: &mut View<'_>, here: &Checkin, asked: bool) {
    let model = view.model;
    for draft in &model.shown.drafts {
        let (Some(week), Some(unsealed)) = (unsealed_week(draft), unsealed(draft)) else {
            continue;
        };
        if week == here.week {
            continue;
        }
        let day = words::date(week.day(here.weekday), model.today);
        let note = Note::small(tr!("window-checkin-week", day = day.clone()));
        widgets::passage(ui, &note, Type::Body, |ui| {
            widgets::soft(ui, &tr!("window-checkin-unsealed"));
            let ink = colours(ui).mine;
            match &unsealed {
                Unsealed::Answers(answers) => {
                    for (at, answer) in answers.iter().enumerate() {
                        if !answer.trim().is_empty() {
                            said(ui, &question(at), answer, ink);
                        }
                    }
                }
                Unsealed::Trying(text) => said(ui, &tr!("window-checkin-try-prompt"), text, ink),
            }
            let slot = &draft.slot;
            let is_answers = matches!(unsealed, Unsealed::Answers(_));
            widgets::actions(ui, space::LINK, |ui| {
                ui.push_id(slot, |ui| {
                    let mut link = |ui: &mut Ui, word: &str, does: action::Checkin| {
                        let pressed = widgets::link(ui, word).clicked();
                        view.ask_if(pressed, Action::Checkin(does));
                    };
                    if is_answers && asked && here.state == SealState::Open {
                        let word = tr!("window-checkin-take-in");
                        link(ui, &word, action::Checkin::TakeIn(slot.clone()));
                    }
                    if is_answers && State::may_go_on(&model.shown, week) {
                        let word = tr!("window-checkin-answer-that", day = day);
                        link(ui, &word, action::Checkin::Answer(week));
                    }
                    let word = tr!("window-draft-discard");
                    link(ui, &word, action::Checkin::Discard(slot.clone()));
                });
            });
        });
    }
}

/// Words under what they answer.
pub(super) fn said(ui: &mut Ui, asked: &str, words: &str, ink: egui::Color32) {
    ui.add_space(space::BESIDE);
    widgets::label(ui, asked);
    widgets::said(ui, words, Type::Said, ink);
}
