//! Answers that are open, and the one thing to try.

use super::past::said;
use super::{period, question};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Checkin, Place, Whose};
use crate::window::screens::{View, saved, sealing};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use attune_core::kinds::checkin::Answers;
use egui::Ui;

/// Draws both sides of a week, and what they will try.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, week: &Checkin) {
    let nothing = Answers([String::new(), String::new(), String::new()]);
    let (mine, theirs) =
        (week.mine.as_ref().unwrap_or(&nothing), week.theirs.as_ref().unwrap_or(&nothing));
    let period = period(view, week);
    sealing::names(ui, view, &period);
    for at in 0..3 {
        let both = [(Whose::Mine, &mine.0[at]), (Whose::Theirs, &theirs.0[at])];
        sealing::answers(ui, view, &question(at), &both);
    }
    if week.also_answered {
        let partner = view.model.partner_name();
        widgets::passage(ui, &Note::none(), Type::Small, |ui| {
            widgets::small(ui, &tr!("window-checkin-also", name = partner));
        });
    }
    also_mine(ui, week);
    trying(ui, view, week);
}

/// What this person answered on another device as well: it does not count, and is not
/// lost.
pub(super) fn also_mine(ui: &mut Ui, week: &Checkin) {
    for answers in &week.mine_also {
        let note = Note::small(tr!("window-checkin-mine-also"));
        widgets::passage(ui, &note, Type::Body, |ui| {
            widgets::soft(ui, &tr!("window-checkin-mine-also-means"));
            let ink = colours(ui).mine;
            for (at, words) in answers.0.iter().enumerate() {
                if !words.trim().is_empty() {
                    said(ui, &question(at), words, ink);
                }
            }
        });
    }
}

/// What was answered while there was no partner.
pub(super) fn alone(ui: &mut Ui, view: &mut View<'_>, mine: &Answers) {
    for (at, answer) in mine.0.iter().enumerate() {
        sealing::answers(ui, view, &question(at), &[(Whose::Mine, answer)]);
    }
    widgets::passage(ui, &Note::none(), Type::Small, |ui| {
        widgets::marked(ui, Place::OnlyMe, &tr!("window-checkin-alone-kept"));
    });
}

fn trying(ui: &mut Ui, view: &mut View<'_>, week: &Checkin) {
    let note = Note::name(tr!("window-both")).line(tr!("window-checkin-try"));
    let style = if week.tries.is_empty() { Type::Line } else { Type::Letter };
    widgets::passage(ui, &note, style, |ui| {
        let palette = colours(ui);
        for (whose, text) in &week.tries {
            widgets::said(ui, text, Type::Letter, widgets::ink_of(&palette, *whose));
            ui.add_space(space::BESIDE);
        }
        let prompt = tr!("window-checkin-try-prompt");
        let line = Line::new("try", &prompt, Type::Line, palette.mine);
        let response = widgets::line(ui, &line, &mut view.forms.checkin.trying);
        view.ask_if(response.changed(), Action::Checkin(action::Checkin::TryTyped));
        let entered = widgets::entered(ui, &response);
        let ready = !view.forms.checkin.trying.trim().is_empty();
        let kept = view.forms.checkin.trying_saving.state();
        if !ready {
            return;
        }
        let mut pressed = false;
        widgets::actions(ui, space::BUTTON, |ui| {
            pressed = widgets::primary(ui, &tr!("window-checkin-try-keep"), "");
            saved(ui, kept);
        });
        view.ask_if(pressed || entered, Action::Checkin(action::Checkin::Try));
    });
}
