//! Whoever wrote it: whether what was said back is it, and no hurry.

use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Page, Whose};
use crate::window::saying::Way;
use crate::window::screens::{View, answers};
use crate::window::shortcuts::Shortcut;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note};
use egui::Ui;

/// Between the two choices.
const BETWEEN: f32 = 18.0;

/// Yes, or not quite; or another day.
pub(super) fn answer(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let Some(said) = page.reflection.attempts.last() else { return };
    let name = view.model.partner_name();
    let note = Note::person(&view.model.shown.me, Whose::Mine).line(tr!("window-is-that-it"));
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        let saying = view.forms.sayings.to(Way::Hear, said.id, &view.model.shown.drafts);
        // Words that were left unfinished say which of the two it was to be.
        if saying.feels_heard.is_none() && !saying.texts[0].is_empty() {
            saying.feels_heard = Some(false);
        }
        let feels = saying.feels_heard;
        let yes = tr!("window-yes-heard");
        let means = tr!("window-yes-heard-means", name = name.clone());
        if widgets::choice(ui, feels == Some(true), &yes, &means).clicked() {
            saying.feels_heard = Some(true);
        }
        ui.add_space(BETWEEN);
        let means = tr!("window-not-quite-means", name = name.clone());
        let not_quite = tr!("window-not-quite");
        if widgets::choice(ui, feels == Some(false), &not_quite, &means).clicked() {
            saying.feels_heard = Some(false);
        }
        let mut changed = false;
        if feels == Some(false) {
            ui.add_space(space::STEP * 2.0);
            let slot = Way::Hear.slot(said.id);
            let prompt = tr!("window-not-quite-prompt");
            let ink = colours(ui).mine;
            let line = Line { look: Look::Lines, ..Line::new(&slot, &prompt, Type::Line, ink) };
            changed = widgets::line(ui, &line, &mut saying.texts[0]).changed();
        }
        let ready = saying.is_ready();
        view.ask_if(changed, Action::Answer(action::Answer::Typed(Way::Hear, said.id)));
        let by_key = ui.input_mut(|input| Shortcut::Done.pressed(input));
        ui.add_space(space::STEP * 2.0);
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-send-to", name = name.clone());
            let pressed = widgets::primary_if(ui, ready, &word, "");
            let send = Action::Answer(action::Answer::Send(Way::Hear, said.id));
            view.ask_if(ready && (pressed || by_key), send);
            let later = widgets::link(ui, &tr!("window-answer-later")).clicked();
            view.ask_if(later, Action::Answer(action::Answer::Later(said.id)));
        });
    });
}

/// Nothing was said back yet, or it is being said once more.
pub(super) fn waits(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let name = view.model.partner_name();
    widgets::passage(ui, &Note::none(), Type::Said, |ui| {
        let ink = colours(ui).ink;
        let words = if page.reflection.attempts.is_empty() {
            tr!("window-not-said-back", name = name)
        } else {
            tr!("window-once-more", name = name)
        };
        widgets::said(ui, &words, Type::Said, ink);
    });
    answers::under(ui, view, &page.row, page.reflection.may_add);
}
