//! Why each practice helps: what was found by whom, in our own words, and no
//! more than that. What nobody has shown is said as well.

use super::View;
use crate::texts::{self, tr};
use crate::window::action::Action;
use crate::window::model::Kind;
use crate::window::widgets::{self, Why};
use egui::{Response, Ui};

/// What is known of a practice, if anything is.
pub(crate) fn of(kind: Kind) -> Option<Why> {
    let (found, by) = match kind {
        Kind::Thanks => (
            [tr!("window-why-thanks"), tr!("window-why-thanks-month")],
            vec![tr!("window-why-thanks-by"), tr!("window-why-thanks-month-by")],
        ),
        Kind::Journal => (
            [tr!("window-why-journal"), tr!("window-why-journal-limit")],
            vec![tr!("window-why-journal-by")],
        ),
        Kind::Checkin => (
            [tr!("window-why-checkin"), tr!("window-why-checkin-limit")],
            vec![tr!("window-why-checkin-by")],
        ),
        Kind::Ritual => return of_practice("rituals"),
        Kind::Note => return of_practice("note"),
        Kind::Feeling => return of_practice("feelings"),
        Kind::SaidBack => return of_practice("reflection"),
        Kind::Side => return of_practice("pause"),
        Kind::Stayed => return of_practice("talk"),
        Kind::Pulse => return of_practice("pulse"),
        Kind::Step | Kind::Other => return None,
    };
    Some(Why { found: found.into(), by })
}

/// What is known of a practice by its name among the texts of all.
fn of_practice(name: &str) -> Option<Why> {
    let found = texts::of("why", name)?;
    let by = texts::of("why", &format!("{name}-source"))?;
    Some(Why { found: vec![found], by: vec![by] })
}

/// Whether it is shown why this helps.
pub(crate) fn is_open(view: &View<'_>, kind: Kind) -> bool {
    view.forms.why == Some(kind)
}

/// What was done with the ring that shows it.
pub(crate) fn pressed(ui: &Ui, view: &mut View<'_>, kind: Kind, ring: Option<&Response>) {
    let Some(ring) = ring else { return };
    let open = is_open(view, kind);
    let toggled = widgets::why_toggled(ui, ring, open);
    view.ask_if(toggled, Action::Why((!open).then_some(kind)));
}

/// The note in place, if it is open and there is no room `beside` the page.
pub(crate) fn in_place(ui: &mut Ui, view: &View<'_>, kind: Kind, beside: bool) {
    if beside || !is_open(view, kind) {
        return;
    }
    if let Some(why) = of(kind) {
        widgets::why_in_place(ui, &why);
    }
}

/// The note as the first beside the page, if it is open. Gives how many notes
/// there are now.
pub(crate) fn note(ui: &mut Ui, view: &View<'_>, kind: Kind, beside: bool) -> usize {
    let open = beside && is_open(view, kind);
    match of(kind).filter(|_| open) {
        Some(why) => {
            widgets::why_note(ui, 0, &why);
            1
        }
        None => 0,
    }
}

/// The ring before its words, and under them the note if it is open: where a
/// page has no head.
pub(crate) fn in_words(ui: &mut Ui, view: &mut View<'_>, kind: Kind) {
    let Some(why) = of(kind) else { return };
    let open = is_open(view, kind);
    let ring = widgets::why_in_words(ui, open);
    if open {
        widgets::why_words(ui, &why);
    }
    pressed(ui, view, kind, Some(&ring));
}
