//! Typing the words one hears.

use super::head;
use crate::link::Ask;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::fitting;
use crate::window::route::{PairingWay, Route};
use crate::window::screens::View;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note};
use egui::Ui;

/// Above and below the line for the words.
const AROUND: [f32; 2] = [21.0, 29.0];

/// Draws the line for the words, and that for an invitation if it is wanted.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let dropped =
        ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    if let Some(file) = dropped {
        view.ask(Action::ReadInvitation(file));
    }
    head(ui, &tr!("window-pair-enter-title"), &tr!("window-pair-enter-lede"));
    let first = baseline_of(ui, fitting(ui, Type::Ended));
    let note = Note::small(tr!("window-pair-three"));
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        let form = &mut view.forms.pairing;
        let prompt = tr!("window-pair-words");
        let ink = colours(ui).ink;
        let line = Line::new("words", &prompt, Type::Ended, ink);
        let response = widgets::line(ui, &line, &mut form.words);
        let entered = widgets::entered(ui, &response);
        ui.add_space(space::STEP * 2.0);
        let count = typed_words(&form.words).len();
        let said = match count {
            0 => tr!("window-pair-words-none"),
            3 => tr!("window-pair-words-three"),
            _ => tr!("window-pair-words-count", count = count),
        };
        widgets::small(ui, &said);
        if form.by_invitation {
            ui.add_space(space::BESIDE);
            let prompt = tr!("window-pair-paste");
            let line =
                Line { look: Look::Lines, ..Line::new("invitation", &prompt, Type::Aside, ink) };
            widgets::line(ui, &line, &mut form.invitation);
            ui.add_space(space::STEP * 2.0);
            widgets::small(ui, &tr!("window-pair-drop-file"));
        }
        let ready = count == 3;
        widgets::actions(ui, space::BUTTON, |ui| {
            let form = &mut view.forms.pairing;
            let word = tr!("window-pair-look");
            let pressed = widgets::primary_if(ui, ready, &word, &tr!("window-key-enter"));
            if !form.by_invitation
                && widgets::link(ui, &tr!("window-pair-have-invitation")).clicked()
            {
                form.by_invitation = true;
            }
            if ready && (pressed || entered) {
                let words = typed_words(&form.words).join(" ");
                let invitation = form.invitation.trim();
                let invitation = (!invitation.is_empty()).then(|| invitation.to_owned());
                view.ask(Action::Link(Ask::Enter { words, invitation }));
            }
            let instead = widgets::link(ui, &tr!("window-pair-show-instead")).clicked();
            view.ask_if(instead, Action::Go(Route::Pairing(PairingWay::Show)));
        });
    });
}

/// The words in what was typed: any case, any separators.
pub(crate) fn typed_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
