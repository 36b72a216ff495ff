//! Answers that are open, and the one thing to try.

use super::question;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Columns, column};
use crate::window::model::{Checkin, Place, Whose};
use crate::window::screens::{View, saved};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Note};
use crate::window::words;
use attune_core::kinds::checkin::Answers;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// Above and below the names, and the answers.
const NAMES: [f32; 2] = [17.0, 19.0];
const ANSWERS: [f32; 2] = [21.0, 23.0];
/// Between the two columns, and the narrowest of them.
const BETWEEN: f32 = 32.0;
const COLUMN: f32 = 200.0;

/// Draws both sides of a week, and what they will try.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, week: &Checkin) {
    let shown = &view.model.shown;
    let partner = shown.partner_name();
    let nothing = Answers([String::new(), String::new(), String::new()]);
    let (mine, theirs) =
        (week.mine.as_ref().unwrap_or(&nothing), week.theirs.as_ref().unwrap_or(&nothing));
    if !Columns::of(ui).is_narrow() {
        let first = baseline_of(ui, Type::Name);
        widgets::passage_of(ui, &Note::small(tr!("window-this-week")), first, NAMES, |ui| {
            beside_each_other(ui, |ui, whose| {
                let name = match whose {
                    Whose::Mine => &shown.me,
                    Whose::Theirs => &partner,
                };
                let ink = widgets::ink_of(&colours(ui), whose);
                widgets::block(ui, &words::name(name, whose), Type::Name, ink, Breaks::Full);
            });
        });
    }
    for at in 0..3 {
        let both = [(Whose::Mine, &mine.0[at]), (Whose::Theirs, &theirs.0[at])];
        answers(ui, &question(at), &both);
    }
    if week.also_answered {
        widgets::passage(ui, &Note::none(), Type::Small, |ui| {
            widgets::small(ui, &tr!("window-checkin-also", name = partner));
        });
    }
    trying(ui, view, week);
}

/// What was answered while there was no partner.
pub(super) fn alone(ui: &mut Ui, view: &mut View<'_>, mine: &Answers) {
    let _ = view;
    for (at, answer) in mine.0.iter().enumerate() {
        answers(ui, &question(at), &[(Whose::Mine, answer)]);
    }
    widgets::passage(ui, &Note::none(), Type::Small, |ui| {
        widgets::marked(ui, Place::OnlyMe, &tr!("window-checkin-alone-kept"));
    });
}

/// The answers to one question, which stands in the margin.
pub(super) fn answers(ui: &mut Ui, asked: &str, sides: &[(Whose, &String)]) {
    let first = baseline_of(ui, crate::window::layout::fitting(ui, Type::Said));
    widgets::passage_of(ui, &Note::small(asked), first, ANSWERS, |ui| {
        let draw = |ui: &mut Ui, whose: Whose| {
            let Some((_, words)) = sides.iter().find(|(of, _)| *of == whose) else { return };
            if words.trim().is_empty() {
                let ink = colours(ui).ink_3;
                let style = crate::window::layout::fitting(ui, Type::Prompt);
                let empty = tr!("window-checkin-empty");
                widgets::block(ui, &empty, style, ink, Breaks::Full);
            } else {
                let ink = widgets::ink_of(&colours(ui), whose);
                widgets::said(ui, words, Type::Said, ink);
            }
        };
        if sides.len() > 1 {
            beside_each_other(ui, draw);
        } else if let Some((whose, _)) = sides.first() {
            draw(ui, *whose);
        }
    });
}

/// Mine at the left and theirs at the right; mine above theirs where it is
/// narrow.
fn beside_each_other(ui: &mut Ui, draw: impl Fn(&mut Ui, Whose)) {
    let width = (ui.available_width() - BETWEEN) / 2.0;
    if width < COLUMN {
        draw(ui, Whose::Mine);
        ui.add_space(space::BESIDE);
        draw(ui, Whose::Theirs);
        return;
    }
    let origin = ui.cursor().min;
    let mut used = Rect::from_min_size(origin, vec2(ui.available_width(), 0.0));
    for (at, whose) in [Whose::Mine, Whose::Theirs].into_iter().enumerate() {
        let left = origin.x + at as f32 * (width + BETWEEN);
        let mut column = column(ui, pos2(left, origin.y), width);
        draw(&mut column, whose);
        used = used.union(column.min_rect());
    }
    ui.allocate_rect(used, Sense::hover());
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
