//! Which pages the journal shows: whose, and about what.

use crate::texts::tr;
use crate::window::model::Whose;
use crate::window::pages::Of;
use crate::window::screens::View;
use crate::window::screens::filters::BETWEEN;
use crate::window::theme::space;
use crate::window::widgets;
use crate::window::words;
use egui::Ui;

/// So many tags are offered, the most used first: the others are found by looking for
/// their words.
const TAGS: usize = 12;

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
        Some(tag) => format!("{of}, {tag}"),
        None => of,
    }
}

fn name(view: &View<'_>, of: Of) -> String {
    match of {
        Of::All => tr!("window-journal-all"),
        Of::Mine => words::name(&view.model.shown.me, Whose::Mine),
        Of::Theirs => words::name(&view.model.partner_name(), Whose::Theirs),
        Of::Ours => tr!("window-journal-ours"),
        Of::OnlyMe => tr!("window-who-only-me"),
    }
}

fn rings(ui: &mut Ui, view: &mut View<'_>) {
    let paired = view.model.shown.partner.is_some();
    let chosen = view.forms.journal.of;
    for of in Of::ALL {
        // Alone, all is one's own.
        if !paired && matches!(of, Of::Theirs | Of::Ours) && of != chosen {
            continue;
        }
        ui.add_space(space::STEP);
        if widgets::choice(ui, chosen == of, &name(view, of), "").clicked() {
            view.forms.journal.of = of;
        }
        ui.add_space(space::STEP);
    }
}

/// The tags to choose from: the most used, and the one that is chosen.
fn offered(view: &View<'_>) -> Vec<String> {
    let known = view.model.shown.tags.iter();
    let chosen = view.forms.journal.tag.as_ref();
    let mut tags: Vec<String> = known.take(TAGS).cloned().collect();
    tags.extend(chosen.filter(|tag| !tags.contains(tag)).cloned());
    tags
}

fn tags(ui: &mut Ui, view: &mut View<'_>) {
    for tag in offered(view) {
        let mut on = view.forms.journal.tag.as_ref() == Some(&tag);
        if widgets::check(ui, &mut on, &tag).changed() {
            view.forms.journal.tag = on.then_some(tag);
        }
    }
}
