//! Finding one another: three words shown here and typed there, then both see
//! who it is and what would be shared, and both say yes.

mod consent;
mod failed;
mod typing;
mod words;

use super::{View, pause, way_out};
use crate::link::{Ask, Pairing};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Sheet, bar, page};
use crate::window::model::{Place, Whose};
use crate::window::route::{PairingWay, Route};
use crate::window::text::{Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use egui::Ui;

#[cfg(test)]
pub(crate) use failed::failure_sentence;

/// Draws where the pairing stands.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>, way: PairingWay) {
    let paired = matches!(view.model.pairing, Pairing::Paired { .. });
    let state = state_words(view);
    let back = |ui: &mut Ui, view: &mut View<'_>| {
        let back = way_out(ui, &tr!("window-back"));
        view.ask_if(back, Action::Go(Route::Pairing(way).back()));
    };
    let stands = |ui: &mut Ui, _: &mut View<'_>| {
        let place = if paired { Place::Both } else { Place::Here };
        widgets::marked(ui, place, &state);
    };
    if view.model.shown.partner.is_some() || paired {
        pause::bar_of(ui, view, back, stands);
    } else {
        bar(ui, view, back, stands);
    }
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, way);
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, way);
    page(ui, view, "pairing", Sheet::Solo, flow, Some(&mut notes));
}

/// How the pairing stands, in the bar.
fn state_words(view: &View<'_>) -> String {
    match &view.model.pairing {
        Pairing::Paired { .. } => tr!("window-pair-state-paired"),
        Pairing::Ready { .. } => tr!("window-pair-state-waiting"),
        Pairing::Failed(_) => tr!("window-pair-failed-title"),
        _ => tr!("window-pair-state-not-yet"),
    }
}

fn flow(ui: &mut Ui, view: &mut View<'_>, way: PairingWay) {
    match (&view.model.pairing, way) {
        (Pairing::Failed(failure), _) => failed::show(ui, view, way, failure),
        (Pairing::Paired { partner }, _) => paired(ui, view, partner),
        (Pairing::Consent { partner, device, fingerprint }, _) => {
            consent::show(ui, view, partner, device, fingerprint);
        }
        (Pairing::Waiting, _) => waiting(ui, view, &tr!("window-pair-waiting")),
        (Pairing::Confirming, _) => waiting(ui, view, &tr!("window-pair-confirming")),
        (_, PairingWay::Choose) => choose(ui, view),
        (Pairing::Ready { words, invitation }, _) => words::show(ui, view, words, invitation),
        (Pairing::Several(names), _) => several(ui, view, names),
        (Pairing::Looking, _) => waiting(ui, view, &tr!("window-pair-looking")),
        (Pairing::Idle, PairingWay::Show) => waiting(ui, view, &tr!("window-page-waiting")),
        (Pairing::Idle, PairingWay::Type) => typing::show(ui, view),
    }
}

/// The head of every page of pairing.
fn head(ui: &mut Ui, title: &str, lede: &str) {
    widgets::title(ui, &Note::small(tr!("window-note-pairing")), title, |ui| {
        if !lede.is_empty() {
            widgets::lede(ui, lede);
        }
    });
    ui.add_space(space::SOLO_HEAD);
}

/// The row of what can be done at the end of a page.
fn ending(ui: &mut Ui, note: &Note, add: impl FnOnce(&mut Ui)) {
    const AROUND: [f32; 2] = [27.0, 0.0];
    let first = space::BUTTON / 2.0 + space::STEP;
    widgets::passage_of(ui, note, first, AROUND, |ui| {
        widgets::row(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
            add(ui);
        });
    });
}

fn choose(ui: &mut Ui, view: &mut View<'_>) {
    head(ui, &tr!("window-pair-title"), &tr!("window-pair-lede"));
    let ways = [
        (PairingWay::Show, tr!("window-pair-show"), tr!("window-pair-show-means")),
        (PairingWay::Type, tr!("window-pair-type"), tr!("window-pair-type-means")),
    ];
    let first = space::BUTTON / 2.0 + space::STEP;
    let notes = [tr!("window-either"), tr!("window-or")];
    for ((way, word, means), note) in ways.into_iter().zip(notes) {
        widgets::passage_of(ui, &Note::small(note), first, space::PASSAGE, |ui| {
            let pressed = widgets::plain(ui, &word).clicked();
            view.ask_if(pressed, Action::Go(Route::Pairing(way)));
            ui.add_space(space::STEP * 2.0);
            widgets::small(ui, &means);
        });
    }
}

fn several(ui: &mut Ui, view: &mut View<'_>, names: &[String]) {
    head(ui, &tr!("window-pair-several-title"), &tr!("window-pair-several-lede"));
    let first = space::BUTTON / 2.0 + space::STEP;
    for (at, name) in names.iter().enumerate() {
        widgets::passage_of(ui, &Note::none(), first, space::TIGHT, |ui| {
            let name = crate::window::words::device(name);
            let pressed = ui.push_id(at, |ui| widgets::plain(ui, &name)).inner.clicked();
            view.ask_if(pressed, Action::Link(Ask::Choose(at)));
        });
    }
}

fn waiting(ui: &mut Ui, view: &mut View<'_>, sentence: &str) {
    head(ui, sentence, "");
    ending(ui, &Note::none(), |ui| {
        let stop = widgets::plain(ui, &tr!("window-pair-stop")).clicked();
        view.ask_if(stop, Action::Link(Ask::Cancel));
        view.ask_if(stop, Action::Go(Route::Pairing(PairingWay::Choose)));
    });
}

fn paired(ui: &mut Ui, view: &mut View<'_>, partner: &str) {
    let name = crate::window::words::name(partner, Whose::Theirs);
    let title = tr!("window-paired-title", name = name.clone());
    head(ui, &title, &tr!("window-paired-lede", name = name));
    ending(ui, &Note::none(), |ui| {
        let on = widgets::primary(ui, &tr!("window-paired-on"), "");
        view.ask_if(on, Action::Go(Route::Today));
    });
}

/// What is promised while one pairs. What is safe is said first where it
/// failed.
fn side(ui: &mut Ui, view: &mut View<'_>, way: PairingWay) {
    widgets::beside_head(ui, Type::Title);
    match (&view.model.pairing, way) {
        (Pairing::Failed(_), _) => {
            widgets::note(ui, 0, &tr!("window-what-is-safe"), &tr!("window-pair-safe"));
            widgets::note(ui, 1, &tr!("window-no-hurry-name"), &tr!("window-no-hurry"));
        }
        (Pairing::Consent { partner, .. }, _) => {
            let name = crate::window::words::name(partner, Whose::Theirs);
            let does = tr!("window-consent-does", name = name);
            widgets::note(ui, 0, &tr!("window-consent-does-name"), &does);
            widgets::note(ui, 1, &tr!("window-consent-never-name"), &tr!("window-consent-never"));
            widgets::note(ui, 2, &tr!("window-consent-ends-name"), &tr!("window-consent-ends"));
        }
        (Pairing::Paired { .. }, _) => {}
        (_, PairingWay::Type) => {
            widgets::note(ui, 0, &tr!("window-pair-slip-name"), &tr!("window-pair-slip"));
            widgets::note(ui, 1, &tr!("window-pair-one-name"), &tr!("window-pair-one-try"));
            widgets::note(ui, 2, &tr!("window-pair-before-name"), &tr!("window-pair-before"));
        }
        _ => {
            let network = tr!("window-pair-network-means");
            widgets::note(ui, 0, &tr!("window-pair-network"), &network);
            widgets::note(ui, 1, &tr!("window-pair-one-name"), &tr!("window-pair-one-try"));
            widgets::note(ui, 2, &tr!("window-pair-before-name"), &tr!("window-pair-before"));
        }
    }
}

/// Above and below a word on its row.
const AROUND_WORD: [f32; 2] = [21.0, 11.0];
/// The same in a narrow window, where the note is above it.
const AROUND_WORD_NARROW: [f32; 2] = [9.0, 4.0];

/// What is round a word on its row.
fn around_word(ui: &Ui) -> [f32; 2] {
    let narrow = crate::window::layout::Columns::of(ui).is_narrow();
    if narrow { AROUND_WORD_NARROW } else { AROUND_WORD }
}

/// A word to be said aloud, on its row.
fn word_row(ui: &mut Ui, note: &str, word: &str) {
    let style = crate::window::layout::fitting(ui, Type::Words);
    let first = baseline_of(ui, style);
    widgets::passage_of(ui, &Note::small(note), first, around_word(ui), |ui| {
        let ink = colours(ui).ink;
        let word = crate::window::words::harmless(word);
        widgets::block_of(ui, &[run(&word, style, ink)], Breaks::Full);
    });
}
