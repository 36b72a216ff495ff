//! Two wordings of the same words: both are kept, and either of the two people
//! may settle which stands.

use super::View;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::model::{Page, Whose};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::command::Choice;
use egui::Ui;

/// Draws both wordings.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, page: &Page) {
    let id = page.row.id;
    widgets::passage(ui, &Note::small(tr!("window-wordings-note")), Type::Label, |ui| {
        widgets::label(ui, &tr!("window-wordings"));
        for (at, wording) in page.versions.iter().enumerate() {
            ui.add_space(space::BESIDE);
            let name = words::name(&wording.author, wording.whose);
            let ink = widgets::ink_of(&colours(ui), wording.whose);
            widgets::said(ui, &wording.text, Type::Said, ink);
            widgets::small(ui, &name);
            if page.row.is_writable() {
                let word = match wording.whose {
                    Whose::Mine => tr!("window-wording-mine"),
                    Whose::Theirs => tr!("window-wording-theirs", name = name),
                };
                widgets::actions(ui, space::BUTTON, |ui| {
                    let pressed = ui.push_id(at, |ui| widgets::plain(ui, &word)).inner.clicked();
                    let choice = action::Page::Choose(id, wording.choice);
                    view.ask_if(pressed, Action::Page(choice));
                });
            }
        }
        if page.row.is_writable() {
            widgets::actions(ui, space::LINK, |ui| {
                let pressed = widgets::link(ui, &tr!("window-wording-merged")).clicked();
                let choice = action::Page::Choose(id, Choice::Merged);
                view.ask_if(pressed, Action::Page(choice));
            });
        }
    });
}
