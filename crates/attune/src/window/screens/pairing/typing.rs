//! Typing the words one hears.

use super::{around_word, head};
use crate::link::Ask;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::forms::{Pairing, first_of_list, is_in_list};
use crate::window::layout::fitting;
use crate::window::route::{PairingWay, Route};
use crate::window::screens::View;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line, Look, Note, Word};
use egui::{Key, Modifiers, Ui};

/// Above the invitation, and between it and what is pressed.
const INVITATION: [f32; 2] = [21.0, 0.0];
/// Above what is pressed.
const ABOVE_END: f32 = 27.0;
/// Of fewer letters than these nobody would know what is meant.
const MEANT: usize = 2;

/// Draws a row for each word, and the line for an invitation if it is wanted.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let dropped =
        ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    if let Some(file) = dropped {
        view.ask(Action::ReadInvitation(file));
    }
    head(ui, &tr!("window-pair-enter-title"), &tr!("window-pair-enter-lede"));
    let entered = rows(ui, view);
    if view.forms.pairing.by_invitation {
        invitation(ui, view);
    }
    ui.add_space(ABOVE_END);
    widgets::beside(ui, &Note::none(), 0.0, |ui| {
        widgets::row(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN + space::STEP;
            end(ui, view, entered);
        });
    });
}

fn end(ui: &mut Ui, view: &mut View<'_>, entered: bool) {
    let form = &mut view.forms.pairing;
    let ready = form.first_missing().is_none();
    let word = tr!("window-pair-look");
    let pressed = widgets::primary_if(ui, ready, &word, &tr!("window-key-enter"));
    if !form.by_invitation && widgets::link(ui, &tr!("window-pair-have-invitation")).clicked() {
        form.by_invitation = true;
    }
    if ready && (pressed || entered) {
        let words = form.words.join(" ");
        let invitation = form.invitation.trim();
        let invitation = (!invitation.is_empty()).then(|| invitation.to_owned());
        view.ask(Action::Link(Ask::Enter { words, invitation }));
    }
    let instead = widgets::link(ui, &tr!("window-pair-show-instead")).clicked();
    view.ask_if(instead, Action::Go(Route::Pairing(PairingWay::Show)));
}

fn invitation(ui: &mut Ui, view: &mut View<'_>) {
    let first = baseline_of(ui, Type::Aside);
    let note = Note::small(tr!("window-pair-other-road"));
    widgets::passage_of(ui, &note, first, INVITATION, |ui| {
        let prompt = tr!("window-pair-paste");
        let ink = colours(ui).ink;
        let line = Line { look: Look::Lines, ..Line::new("invitation", &prompt, Type::Aside, ink) };
        widgets::line(ui, &line, &mut view.forms.pairing.invitation);
        ui.add_space(space::STEP * 2.0);
        widgets::small(ui, &tr!("window-pair-drop-file"));
    });
}

/// The three rows. Gives whether Enter asked for the words to be tried.
fn rows(ui: &mut Ui, view: &mut View<'_>) -> bool {
    let rows = [
        (tr!("window-first"), tr!("window-pair-word-first")),
        (tr!("window-second"), tr!("window-pair-word-second")),
        (tr!("window-third"), tr!("window-pair-word-third")),
    ];
    let last = rows.len() - 1;
    let style = fitting(ui, Type::Words);
    let first = baseline_of(ui, style);
    let around = around_word(ui);
    let mut asked = Asked::default();
    for (at, (note, name)) in rows.iter().enumerate() {
        let form = &mut view.forms.pairing;
        let is_here = widgets::is_at_word(ui, at);
        if is_here {
            asked.hears(ui, form, at);
        }
        let rest = if is_here { rest_of(&form.words[at]) } else { "" };
        let begins = form.first_missing().unwrap_or(last) == at;
        widgets::passage_of(ui, &Note::small(note.as_str()), first, around, |ui| {
            let said = said_of(&form.words[at], is_here, rest);
            let finished = tr!("window-pair-finishes", word = format!("{}{rest}", form.words[at]));
            let word = Word { at, name, rest, rest_said: &finished, note: &said };
            let response = widgets::word(ui, &word, around[1], &mut form.words[at]);
            if begins {
                widgets::begins(ui, &response);
            }
            if response.changed() {
                asked.goes = form.typed(at).or(asked.goes);
            }
        });
    }
    if let Some(at) = asked.goes {
        let letters = view.forms.pairing.words[at].chars().count();
        widgets::go_to_word(ui, at, letters);
    }
    asked.entered
}

/// What the keys of one frame ask for.
#[derive(Default)]
struct Asked {
    /// The keyboard goes to this word.
    goes: Option<usize>,
    /// The words are to be tried.
    entered: bool,
}

impl Asked {
    /// Hears the keys that mean something else here than in a text, before the
    /// text does.
    fn hears(&mut self, ui: &Ui, form: &mut Pairing, at: usize) {
        let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (enter, up, down) = (key(Key::Enter), key(Key::ArrowUp), key(Key::ArrowDown));
        let back = form.words[at].is_empty() && key(Key::Backspace);
        // It goes on to the next thing by itself, as everywhere.
        let tab = ui.input(|input| input.key_pressed(Key::Tab) && !input.modifiers.shift);
        let last = form.words.len() - 1;
        if (back || up) && at > 0 {
            self.goes = Some(at - 1);
        } else if down && at < last {
            self.goes = Some(at + 1);
        }
        let rest = rest_of(&form.words[at]);
        let finishes = (enter || tab) && !rest.is_empty();
        if finishes {
            form.words[at].push_str(rest);
        }
        if enter && finishes {
            self.goes = Some((at + 1).min(last));
        } else if enter && is_in_list(&form.words[at]) {
            self.goes = form.first_missing();
            self.entered = self.goes.is_none();
        }
    }
}

/// The letters that would make a word of the list of what was typed.
fn rest_of(typed: &str) -> &'static str {
    if typed.len() < MEANT || is_in_list(typed) {
        return "";
    }
    first_of_list(typed).and_then(|word| word.get(typed.len()..)).unwrap_or_default()
}

/// What is said of a word, at its right end.
fn said_of(typed: &str, is_here: bool, rest: &str) -> String {
    let may_become_one = is_here && first_of_list(typed).is_some();
    if typed.is_empty() {
        String::new()
    } else if is_in_list(typed) {
        tr!("window-pair-in-list")
    } else if is_here && !rest.is_empty() {
        tr!("window-pair-finish")
    } else if may_become_one {
        String::new()
    } else {
        tr!("window-pair-not-in-list")
    }
}
