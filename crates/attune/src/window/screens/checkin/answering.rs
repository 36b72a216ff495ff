//! The three questions, each with a line to answer on.

use super::question;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::screens::{View, sealing};
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note};
use egui::Ui;

/// Between two questions.
const APART: f32 = 26.0;

/// Draws the questions and the button that seals them.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let paired = view.model.shown.partner.is_some();
    let ink = colours(ui).mine;
    let (mut changed, busy) = (false, view.forms.checkin.busy);
    widgets::hairline(ui);
    ui.add_space(space::PASSAGE[0]);
    let first = baseline_of(ui, Type::Name);
    let ordinals = [tr!("window-first"), tr!("window-second"), tr!("window-third")];
    for (at, answer) in view.forms.checkin.answers.iter_mut().enumerate() {
        if at > 0 {
            ui.add_space(APART);
        }
        widgets::beside(ui, &Note::small(ordinals[at].clone()), first, |ui| {
            let asked = question(at);
            // What is on its way is not written on.
            if busy {
                widgets::label(ui, &asked);
                widgets::said(ui, answer, Type::Line, ink);
                return;
            }
            let id = format!("answer-{at}");
            let line = Line { look: Look::Answer, ..Line::new(&id, &asked, Type::Line, ink) };
            changed |= widgets::line(ui, &line, answer).changed();
        });
    }
    ui.add_space(space::PASSAGE[1]);
    view.ask_if(changed, Action::Checkin(action::Checkin::Typed));
    let form = &view.forms.checkin;
    let ready = !form.busy && form.answers.iter().any(|text| !text.trim().is_empty());
    let kept = form.saving.state();
    let note =
        if paired { tr!("window-checkin-may-stay") } else { tr!("window-checkin-alone-note") };
    let seal = Action::Checkin(action::Checkin::Seal);
    sealing::end(ui, view, ready, kept, seal, Some(&note));
}
