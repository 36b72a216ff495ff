//! Which pages the journal shows: whose, and about what.

use crate::texts::tr;
use crate::window::action::Action;
use crate::window::model::Whose;
use crate::window::pages::{Of, Pages};
use crate::window::screens::View;
use crate::window::screens::filters::{BETWEEN, marks_offered, person, ring};
use crate::window::widgets;
use egui::Ui;

/// Beside the words, after `at` other notes. Gives how many notes there are then.
pub(super) fn notes(ui: &mut Ui, view: &mut View<'_>, at: usize) -> usize {
    if view.model.shown.journal.is_empty() {
        return at;
    }
    widgets::note_of(ui, at, &tr!("window-journal-show"), |ui| rings(ui, view));
    if offered(view).is_empty() {
        return at + 1;
    }
    widgets::note_of(ui, at + 1, &tr!("window-journal-tags"), |ui| tags(ui, view));
    at + 2
}

/// The same under each other.
pub(super) fn under(ui: &mut Ui, view: &mut View<'_>) {
    rings(ui, view);
    if !offered(view).is_empty() {
        ui.add_space(BETWEEN);
        tags(ui, view);
    }
}

/// What is chosen, in words.
pub(super) fn in_words(view: &View<'_>) -> String {
    let of = name(view, view.forms.journal.of);
    match &view.forms.journal.tag {
        Some(tag) => tr!("window-chosen-and", before = of, next = tag.clone()),
        None => of,
    }
}

fn name(view: &View<'_>, of: Of) -> String {
    match of {
        Of::All => tr!("window-journal-all"),
        Of::Mine => person(&view.model.shown, Whose::Mine),
        Of::Theirs => person(&view.model.shown, Whose::Theirs),
        Of::Ours => tr!("window-journal-ours"),
        Of::OnlyMe => tr!("window-who-only-me"),
    }
}

fn rings(ui: &mut Ui, view: &mut View<'_>) {
    let before = view.forms.journal.of;
    for of in Of::ALL.into_iter().filter(|of| of.is_offered(&view.model.shown)) {
        if ring(ui, before == of, &name(view, of)) {
            view.ask(Action::Journal(Pages { of, ..view.forms.journal.clone() }));
        }
    }
}

/// The tags to choose from: the most used, and the one that is chosen.
fn offered(view: &View<'_>) -> Vec<String> {
    marks_offered(&view.model.shown.tags, view.forms.journal.tag.as_ref())
}

fn tags(ui: &mut Ui, view: &mut View<'_>) {
    for tag in offered(view) {
        let mut on = view.forms.journal.tag.as_ref() == Some(&tag);
        if widgets::check(ui, &mut on, &tag).changed() {
            let pages = Pages { tag: on.then_some(tag), ..view.forms.journal.clone() };
            view.ask(Action::Journal(pages));
        }
    }
}
