//! Rituals, and the note: a line for the other to find, what the two keep with
//! this week's threads, and what is ready to be taken up.

mod filling;
mod list;
mod note;
mod saying;

pub(crate) use note::received;
pub(crate) use saying::{letters, thread_said};

use super::{View, journal, voices, why};
use crate::ready::Ready;
use crate::texts::{dates, tr};
use crate::window::action::{Action, Prefer, Rituals};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::Kind;
use crate::window::preferences::Reminding;
use crate::window::rituals::{Filled, Open, shown_time};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::time::Day;
use egui::Ui;

/// The most notes beside a page.
const NOTES: usize = 3;

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, beside);
    page(ui, view, "rituals", Sheet::Page, words, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let title = tr!("window-rituals-title");
    let margin = Note::small(dates::day_month(view.model.today));
    let open = why::is_open(view, Kind::Ritual);
    let name = view.model.partner_name();
    let ring = widgets::head_why(ui, &margin, &voices(ui, &title), open, |ui| {
        widgets::lede(ui, &tr!("window-rituals-lede", name = name));
        why::in_place(ui, view, Kind::Ritual, beside);
    });
    why::pressed(ui, view, Kind::Ritual, ring.as_ref());
    note::write(ui, view, beside);
    journal::undo(ui, view);
    // What is open is filled in while the rows are read.
    let mut open = view.forms.rituals.open.take();
    list::show(ui, view, &mut open);
    more(ui, view, &mut open);
    view.forms.rituals.open = open;
}

/// Which day of the week it is, Monday as nought.
pub(crate) fn weekday(day: Day) -> usize {
    usize::try_from(day.weekday().monday_zero()).unwrap_or_default()
}

/// What can be begun.
fn more(ui: &mut Ui, view: &mut View<'_>, open: &mut Option<Open>) {
    let first = baseline_of(ui, Type::Name);
    if let Some(Open::New(filled)) = open {
        let note = Note::small(tr!("window-ritual-new"));
        let first = baseline_of(ui, Type::Line);
        widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
            filling::fill(ui, view, filled, filling::Of::New);
        });
        return;
    }
    let is_first = view.model.shown.rituals.is_empty();
    widgets::passage_of(ui, &Note::none(), first, space::END, |ui| {
        if is_first {
            widgets::soft(ui, &tr!("window-ritual-empty"));
            ui.add_space(space::STEP * 2.0);
        }
        widgets::row(ui, space::LINK, |ui| {
            let add = widgets::link(ui, &tr!("window-ritual-add")).clicked();
            let filled = Filled::default();
            view.ask_if(add, Action::Rituals(Rituals::Open(Some(Open::New(filled)))));
            if !is_first {
                let shown = view.forms.rituals.ready;
                let word = if shown {
                    tr!("window-ritual-ready-hide")
                } else {
                    tr!("window-ritual-ready")
                };
                let pressed = widgets::link(ui, &word).clicked();
                view.ask_if(pressed, Action::Rituals(Rituals::Ready(!shown)));
                widgets::small(ui, &tr!("window-ritual-no-bead"));
            }
        });
    });
    if is_first || view.forms.rituals.ready {
        ready(ui, view);
    }
}

/// Those that are ready to be taken up, but for what was.
fn ready(ui: &mut Ui, view: &mut View<'_>) {
    let taken = |ready: &Ready| {
        let title = ready.title();
        view.model.shown.rituals.iter().any(|ritual| ritual.row.words == title)
    };
    let all: Vec<Ready> = Ready::all().into_iter().filter(|ready| !taken(ready)).collect();
    for ready in all {
        let note = Note::name(shown_time(ready.at)).line(saying::days(ready.days));
        let first = baseline_of(ui, crate::window::layout::fitting(ui, Type::Said));
        widgets::passage_of(ui, &note, first, space::TIGHT, |ui| {
            let palette = colours(ui);
            let title = ready.title();
            widgets::said(ui, &title, Type::Said, palette.ink);
            widgets::block(ui, &ready.about(), Type::Body, palette.ink_2, Breaks::NoWidow);
            ui.add_space(space::STEP);
            let word = tr!("window-ritual-take", name = title);
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, Action::Rituals(Rituals::Take(ready)));
        });
    }
}

/// The partner's last note, reminders, and what resting means.
fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let mut at = why::note(ui, view, Kind::Ritual, beside);
    at += why::note(ui, view, Kind::Note, beside);
    if let Some(last) = &view.model.shown.notes.last {
        let name = words::name(&last.author, last.whose);
        let day = words::near_day(last.day, view.model.today);
        widgets::note_of(ui, at, &tr!("window-note-from", name = name, day = day), |ui| {
            let ink = widgets::ink_of(&colours(ui), last.whose);
            widgets::said(ui, &last.words, Type::Aside, ink);
            ui.add_space(space::STEP * 2.0);
            let back = widgets::link(ui, &tr!("window-note-back")).clicked();
            view.ask_if(back, Action::Rituals(Rituals::LineBack));
        });
        at += 1;
    }
    reminders(ui, view, at);
    if at + 1 < NOTES {
        widgets::note(ui, at + 1, &tr!("window-resting-name"), &tr!("window-resting"));
    }
}

/// Whether this computer reminds, and who else may read it then.
fn reminders(ui: &mut Ui, view: &mut View<'_>, at: usize) {
    widgets::note_of(ui, at, &tr!("window-reminders-name"), |ui| {
        let ink = colours(ui).ink;
        widgets::block(ui, &tr!("window-reminders"), Type::Aside, ink, Breaks::NoWidow);
        ui.add_space(space::STEP);
        let mut on = view.model.preferences.reminders == Reminding::ByName;
        let changed = widgets::check(ui, &mut on, &tr!("window-reminders-on")).changed();
        let reminding = if on { Reminding::ByName } else { Reminding::Off };
        view.ask_if(changed, Action::Prefer(Prefer::Reminders(reminding)));
        widgets::small(ui, &tr!("window-reminders-seen"));
    });
}
