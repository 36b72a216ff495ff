//! Out and in: a copy as plain files, and old pages that are brought in. Neither
//! holds anybody up: the page can be left, and is found again under Us.

mod incoming;
mod out;

pub(crate) use incoming::how_far;

use super::{View, voices};
use crate::texts::tr;
use crate::window::layout::{Sheet, page};
use crate::window::route::Carrying;
use crate::window::theme::Type;
use crate::window::widgets::{self, Note};
use egui::Ui;
use std::path::PathBuf;

/// Draws the page for one way or the other.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, way: Carrying) {
    match way {
        Carrying::Out => {
            let mut notes = |ui: &mut Ui, _: &mut View<'_>| {
                let lies_open = (tr!("window-copy-open-name"), tr!("window-copy-open"));
                let stays = (tr!("window-copy-stays-name"), tr!("window-copy-stays"));
                side(ui, [lies_open, stays]);
            };
            page(ui, view, "copy", Sheet::Page, out::flow, Some(&mut notes));
            out::ask(ui, view);
        }
        Carrying::In => {
            let mut notes = |ui: &mut Ui, _: &mut View<'_>| {
                let safe = (tr!("window-import-safe-name"), tr!("window-import-safe"));
                let on = (tr!("window-import-on-name"), tr!("window-import-on"));
                side(ui, [safe, on]);
            };
            page(ui, view, "import", Sheet::Page, incoming::flow, Some(&mut notes));
        }
    }
}

fn side(ui: &mut Ui, notes: [(String, String); 2]) {
    widgets::beside_head(ui, Type::Display);
    for (at, (name, words)) in notes.iter().enumerate() {
        widgets::note(ui, at, name, words);
    }
}

fn head(ui: &mut Ui, title: &str) {
    let runs = voices(ui, title);
    widgets::head(ui, &Note::small(tr!("window-us-name")), &runs, |_| {});
}

/// What was dropped on the window just now.
pub(crate) fn dropped(ui: &Ui) -> Option<PathBuf> {
    ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()))
}
