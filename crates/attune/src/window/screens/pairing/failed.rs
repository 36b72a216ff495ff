//! Every way a pairing can fail: what happened, what is safe, what to do.

use super::{ending, head};
use crate::link::{Ask, PairingFailure};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::route::{PairingWay, Route};
use crate::window::screens::View;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use egui::Ui;

/// Above and below one thing to try.
const TRY: [f32; 2] = [18.0, 20.0];

/// Above the words that have ended.
const ABOVE_ENDED: f32 = 18.0;

/// Draws why it failed.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, way: PairingWay, failure: &PairingFailure) {
    let title = match failure {
        PairingFailure::WrongWords => tr!("window-pair-ended-title"),
        PairingFailure::NobodyFound => tr!("window-pair-nobody-title"),
        _ => tr!("window-pair-failed-title"),
    };
    head(ui, &title, "");
    let note = Note::small(tr!("window-what-happened"));
    widgets::passage(ui, &note, Type::Said, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &failure_sentence(failure), Type::Said, ink);
        if let (PairingFailure::WrongWords, Some(words)) = (failure, &view.forms.pairing.ended) {
            let [first, second, third] = words.clone();
            let said = tr!("window-pair-ended", first = first, second = second, third = third);
            ui.add_space(ABOVE_ENDED);
            widgets::ended(ui, words, &said);
        }
    });
    if is_of_the_network(failure) {
        let what = [
            (tr!("window-first"), tr!("window-pair-try-one-name"), tr!("window-pair-try-one")),
            (tr!("window-then"), tr!("window-pair-try-two-name"), tr!("window-pair-try-two")),
            (tr!("window-or"), tr!("window-pair-try-three-name"), tr!("window-pair-try-three")),
        ];
        let first = baseline_of(ui, Type::Name);
        for (note, name, words) in what {
            widgets::passage_of(ui, &Note::small(note), first, TRY, |ui| {
                let palette = colours(ui);
                widgets::block(ui, &name, Type::Name, palette.ink, Breaks::Full);
                ui.add_space(space::STEP / 2.0);
                widgets::soft(ui, &words);
            });
        }
    }
    ending(ui, &Note::none(), |ui| what_to_do(ui, view, way, failure));
}

fn what_to_do(ui: &mut Ui, view: &mut View<'_>, way: PairingWay, failure: &PairingFailure) {
    if way == PairingWay::Show {
        let again = widgets::primary(ui, &tr!("window-pair-show-new"), "");
        view.ask_if(again, Action::Link(Ask::Show));
    } else {
        let word = if failure.words_still_hold() {
            tr!("window-pair-again")
        } else {
            tr!("window-pair-type-new")
        };
        let again = widgets::primary(ui, &word, "");
        view.ask_if(again, Action::Link(Ask::Cancel));
        view.ask_if(again, Action::Go(Route::Pairing(PairingWay::Type)));
    }
    if way == PairingWay::Type && is_of_the_network(failure) {
        let word = tr!("window-pair-have-invitation");
        let invited = widgets::plain(ui, &word).clicked();
        view.ask_if(invited, Action::Link(Ask::Cancel));
        view.ask_if(invited, Action::Invited);
    }
    if *failure == PairingFailure::LostAfterConsent {
        let drop = widgets::link(ui, &tr!("window-pair-drop")).clicked();
        view.ask_if(drop, Action::Link(Ask::No));
    }
}

/// Whether the two did not find each other, and an invitation may help.
fn is_of_the_network(failure: &PairingFailure) -> bool {
    matches!(
        failure,
        PairingFailure::NobodyFound
            | PairingFailure::NobodyCame
            | PairingFailure::NotReached
            | PairingFailure::NowhereToLook
            | PairingFailure::NoNetwork
    )
}

/// Why it did not come about: each reason its own sentence.
pub(crate) fn failure_sentence(failure: &PairingFailure) -> String {
    match failure {
        PairingFailure::WrongWords => tr!("window-fail-wrong"),
        PairingFailure::UnknownWord { typed, nearest } => {
            let typed = words::harmless(typed).into_owned();
            match nearest {
                Some(nearest) => {
                    tr!("window-fail-unknown-near", typed = typed, nearest = nearest.clone())
                }
                None => tr!("window-fail-unknown", typed = typed),
            }
        }
        PairingFailure::NobodyFound => tr!("window-fail-nobody"),
        PairingFailure::NobodyCame => tr!("window-fail-nobody-came"),
        PairingFailure::NotReached => tr!("window-fail-not-reached"),
        PairingFailure::Busy => tr!("window-fail-busy"),
        PairingFailure::TheySaidNo => tr!("window-fail-no"),
        PairingFailure::Cancelled => tr!("window-fail-cancelled"),
        PairingFailure::TimedOut => tr!("window-fail-time"),
        PairingFailure::VersionsDiffer => tr!("window-fail-versions"),
        PairingFailure::ConnectionLost => tr!("window-fail-lost"),
        PairingFailure::LostAfterConsent => tr!("window-fail-lost-after"),
        PairingFailure::BadInvitation => tr!("window-fail-invitation"),
        PairingFailure::Elsewhere => tr!("window-fail-elsewhere"),
        PairingFailure::WordCount(count) => tr!("pair-word-count", count = *count),
        PairingFailure::NowhereToLook => tr!("window-fail-nowhere"),
        PairingFailure::AlreadyPaired => tr!("error-already-paired"),
        PairingFailure::NoNetwork => tr!("window-fail-no-network"),
        PairingFailure::LostUncompleted => tr!("window-fail-lost-uncompleted"),
        PairingFailure::NotStoredThere => tr!("window-fail-not-stored-there"),
        PairingFailure::NotStored => tr!("window-fail-not-stored"),
        PairingFailure::Broken => tr!("pair-broken"),
        PairingFailure::NoConnection => tr!("window-pair-none"),
        PairingFailure::Fault(why) => {
            tr!("window-fail-fault", why = words::harmless(why).into_owned())
        }
    }
}
