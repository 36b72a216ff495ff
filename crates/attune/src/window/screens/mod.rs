//! The screens. Each reads the model, writes into its own form, and says what
//! was asked for; none of them touches the vault or waits.

mod answers;
pub(crate) mod carrying;
pub(crate) mod checkin;
pub(crate) mod feelings;
mod filters;
pub(crate) mod first_run;
pub(crate) mod gratitude;
pub(crate) mod history;
pub(crate) mod journal;
pub(crate) mod page;
pub(crate) mod pairing;
pub(crate) mod pause;
mod prompts;
pub(crate) mod pulse;
mod readers;
pub(crate) mod reflection;
pub(crate) mod rituals;
mod sealing;
pub(crate) mod search;
mod shapes;
pub(crate) mod shell;
pub(crate) mod talk;
pub(crate) mod today;
pub(crate) mod together;
pub(crate) mod unlock;
pub(crate) mod us;
pub(crate) mod why;
pub(crate) mod write;

use super::action::Action;
use super::forms::Forms;
use super::model::{Kind, Model, Reach, Row};
use super::shortcuts::Shortcut;
use super::spelling::Spelling;
use super::text::{Run, run};
use super::theme::{Type, colours};
use super::typing::Kept;
use super::widgets::{self, Note};
use crate::texts::tr;
use attune_core::ids::DocumentId;
use egui::Ui;

/// What a screen is drawn from and what it gives.
pub(crate) struct View<'a> {
    /// What there is to show.
    pub(crate) model: &'a Model,
    /// What says whether a word is in a dictionary.
    pub(crate) spelling: &'a Spelling,
    /// What is being filled in.
    pub(crate) forms: &'a mut Forms,
    /// What was asked for.
    pub(crate) actions: Vec<Action>,
}

impl View<'_> {
    /// Asks for something.
    pub(crate) fn ask(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Draws an entry that may have come while one looks.
    pub(crate) fn arriving(
        &mut self,
        ui: &mut Ui,
        id: DocumentId,
        draw: impl FnOnce(&mut Ui, &mut Self),
    ) {
        let since = self.model.coming.since(id);
        widgets::arriving(ui, since, |ui| draw(ui, self));
    }

    /// Asks for it if so.
    pub(crate) fn ask_if(&mut self, so: bool, action: Action) {
        if so {
            self.actions.push(action);
        }
    }
}

/// A head in two voices: what stands between stars is the second.
pub(crate) fn voices<'a>(ui: &Ui, text: &'a str) -> Vec<Run<'a>> {
    let palette = colours(ui);
    text.split('*')
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(at, part)| match at % 2 {
            0 => run(part, Type::Display, palette.ink),
            _ => run(part, Type::DisplayItalic, palette.ink_2),
        })
        .collect()
}

/// Says how far what is typed has come.
pub(crate) fn saved(ui: &mut Ui, kept: Kept) {
    match kept {
        Kept::Untouched => {}
        Kept::Soon => {
            widgets::small(ui, &tr!("window-not-saved-yet"));
        }
        Kept::Saved => {
            widgets::marked(ui, super::model::Place::Here, &tr!("window-draft-saved"));
        }
        Kept::Failed => {
            widgets::small(ui, &tr!("window-not-saved"));
        }
    }
}

/// The way out of a page without navigation, and its key.
pub(crate) fn way_out(ui: &mut Ui, word: &str) -> bool {
    let pressed = widgets::link(ui, word).clicked();
    widgets::small(ui, &Shortcut::Back.shown());
    pressed
}

/// Who wrote something, as it stands in the margin.
pub(crate) fn written_by(row: &Row) -> Note {
    if row.reach == Reach::BothWrite {
        Note::name(tr!("window-both"))
    } else {
        Note::person(&row.author, row.whose)
    }
}

/// What an entry is, as it stands in the margin.
pub(crate) fn kind_of(row: &Row) -> String {
    match row.kind {
        Kind::Journal => tr!("window-kind-journal"),
        Kind::Checkin => tr!("window-note-checkin"),
        Kind::Ritual => tr!("window-note-ritual"),
        Kind::Note => tr!("window-note-note"),
        Kind::Feeling => tr!("window-kind-feeling"),
        Kind::SaidBack => tr!("window-kind-said-back"),
        Kind::Side => tr!("window-kind-side"),
        Kind::Stayed => tr!("window-stayed-note"),
        Kind::Thanks => tr!("window-note-gratitude"),
        Kind::Step => tr!("window-kind-step"),
        Kind::Pulse => tr!("window-note-signs"),
        Kind::Other => String::new(),
    }
}
