//! Weeks that are over: what was answered, and what was begun and never
//! sealed.

use super::question;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::forms::{Unsealed, unsealed, unsealed_week};
use crate::window::model::{Checkin, Place, Whose};
use crate::window::screens::View;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use egui::{Id, Ui};

/// What was typed for another week and never sealed. It can't be sealed any
/// more, and it is not lost.
pub(super) fn left_open(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let now = model.shown.checkin.week;
    for draft in &model.shown.drafts {
        let (Some(week), Some(unsealed)) = (unsealed_week(draft), unsealed(draft)) else {
            continue;
        };
        if week == now {
            continue;
        }
        let day = words::near_day(week.day(model.shown.checkin.weekday), model.today);
        let note = Note::small(tr!("window-checkin-week", day = day));
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
            let slot = draft.slot.clone();
            let word = tr!("window-draft-discard");
            widgets::actions(ui, space::LINK, |ui| {
                let away = ui.push_id(&slot, |ui| widgets::link(ui, &word)).inner.clicked();
                view.ask_if(away, Action::Checkin(action::Checkin::Discard(slot)));
            });
        });
    }
}

fn said(ui: &mut Ui, asked: &str, words: &str, ink: egui::Color32) {
    ui.add_space(space::BESIDE);
    widgets::label(ui, asked);
    widgets::said(ui, words, Type::Said, ink);
}

/// Every earlier week, each opened by its day.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let now = model.shown.checkin.week;
    let mut weeks = model.shown.weeks.iter().filter(|week| week.week != now).peekable();
    if weeks.peek().is_none() {
        return;
    }
    let first = baseline_of(ui, Type::Name);
    let note = Note::small(tr!("window-checkin-past"));
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        for week in weeks {
            let key = Id::unique(("a week is open", week.week.to_string()));
            let open = ui.data(|data| data.get_temp(key)).unwrap_or(false);
            let day = words::long_day(week.week.day(week.weekday), model.today);
            let day = words::beginning(day);
            let pressed = ui.push_id(key, |ui| widgets::link(ui, &day)).inner.clicked();
            if pressed {
                ui.data_mut(|data| data.insert_temp(key, !open));
            }
            if open {
                one(ui, view, week);
            }
            ui.add_space(space::STEP * 2.0);
        }
    });
}

fn one(ui: &mut Ui, view: &View<'_>, week: &Checkin) {
    let shown = &view.model.shown;
    let partner = shown.partner_name();
    for at in 0..3 {
        let sides = [
            (&shown.me, Whose::Mine, week.mine.as_ref()),
            (&partner, Whose::Theirs, week.theirs.as_ref()),
        ];
        ui.add_space(space::BESIDE);
        widgets::label(ui, &question(at));
        for (name, whose, answers) in sides {
            let Some(text) = answers.map(|answers| &answers.0[at]) else { continue };
            if !text.trim().is_empty() {
                person(ui, name, whose, text);
            }
        }
    }
    for (whose, text) in &week.tries {
        ui.add_space(space::BESIDE);
        widgets::label(ui, &tr!("window-checkin-try"));
        widgets::said(ui, text, Type::Said, widgets::ink_of(&colours(ui), *whose));
    }
    if week.mine.is_some() && week.theirs.is_none() && week.state != SealState::Open {
        widgets::place(ui, Place::Sealed, "");
    }
    ui.add_space(space::BESIDE);
}

fn person(ui: &mut Ui, name: &str, whose: Whose, text: &str) {
    let ink = widgets::ink_of(&colours(ui), whose);
    widgets::said(ui, text, Type::Said, ink);
    widgets::block(ui, &words::name(name, whose), Type::Label, ink, Breaks::Full);
}
