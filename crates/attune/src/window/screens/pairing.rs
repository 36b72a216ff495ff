//! Finding one another: three words shown here and typed there, then both see
//! who it is and what would be shared, and both say yes.

use super::View;
use crate::link::{Ask, Pairing, PairingFailure};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::model::{Kind, Row};
use crate::window::route::{PairingWay, Route};
use crate::window::theme::{colours, size};
use crate::window::widgets::{self, Line, Look};
use crate::window::words;

/// Draws where the pairing stands.
pub(crate) fn show(ui: &mut egui::Ui, view: &mut View<'_>, way: PairingWay) {
    widgets::page(ui, "pairing", |ui| {
        widgets::beside(
            ui,
            |_| {},
            |ui| {
                let back = widgets::link(ui, &tr!("window-back")).clicked();
                let to = Route::Pairing(way).back();
                view.ask_if(back, Action::Go(to));
            },
        );
        ui.add_space(6.0);
        match (&view.model.pairing, way) {
            (Pairing::Failed(failure), _) => failed(ui, view, way, failure),
            (Pairing::Paired { partner }, _) => paired(ui, view, partner),
            (Pairing::Consent { partner, device, fingerprint }, _) => {
                consent(ui, view, partner, device, fingerprint);
            }
            (Pairing::Waiting, _) => waiting(ui, view, &tr!("window-pair-waiting")),
            (Pairing::Confirming, _) => waiting(ui, view, &tr!("window-pair-confirming")),
            (_, PairingWay::Choose) => choose(ui, view),
            (Pairing::Ready { words, invitation }, _) => ready(ui, view, words, invitation),
            (Pairing::Several(names), _) => several(ui, view, names),
            (Pairing::Looking, _) => waiting(ui, view, &tr!("window-pair-looking")),
            (Pairing::Idle, PairingWay::Show) => {
                waiting(ui, view, &tr!("window-page-waiting"));
            }
            (Pairing::Idle, PairingWay::Type) => enter(ui, view),
        }
    });
}

fn choose(ui: &mut egui::Ui, view: &mut View<'_>) {
    widgets::title(ui, &tr!("window-note-pairing"), &tr!("window-pair-title"));
    widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-pair-lede")));
    ui.add_space(8.0);
    let ways = [
        (PairingWay::Show, tr!("window-pair-show"), tr!("window-pair-show-means")),
        (PairingWay::Type, tr!("window-pair-type"), tr!("window-pair-type-means")),
    ];
    for (way, word, means) in ways {
        widgets::passage(
            ui,
            |_| {},
            |ui| {
                let pressed = widgets::plain(ui, &word).clicked();
                view.ask_if(pressed, Action::Go(Route::Pairing(way)));
                widgets::small(ui, &means);
            },
        );
    }
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-pair-network")),
        |ui| widgets::says(ui, &tr!("window-pair-network-means")),
    );
}

fn ready(ui: &mut egui::Ui, view: &mut View<'_>, three: &str, invitation: &str) {
    widgets::title(ui, &tr!("window-note-pairing"), &tr!("window-pair-ready-title"));
    widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-pair-ready-lede")));
    ui.add_space(8.0);
    let wide = widgets::has_margin(ui);
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-pair-aloud")),
        |ui| {
            for word in three.split_whitespace() {
                widgets::heading(ui, word, if wide { 52.0 } else { 36.0 });
            }
            ui.add_space(6.0);
            widgets::small(ui, &tr!("window-pair-one-try"));
        },
    );
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-pair-other-road")),
        |ui| {
            widgets::says(ui, &tr!("window-pair-invitation"));
            ui.add_space(4.0);
            let pressed = widgets::plain(ui, &tr!("window-pair-copy")).clicked();
            view.ask_if(pressed, Action::Copy(invitation.to_owned()));
            let keep = widgets::link(ui, &tr!("window-pair-keep-file")).clicked();
            view.ask_if(keep, Action::KeepInvitation(invitation.to_owned()));
            if let Some(file) = &view.forms.pairing.kept_at {
                let file = file.display().to_string();
                widgets::small(ui, &tr!("window-pair-kept-file", file = file));
            }
            ui.add_space(8.0);
            widgets::qr(ui, invitation, &tr!("window-pair-qr"));
        },
    );
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            let again = widgets::link(ui, &tr!("window-pair-new-words")).clicked();
            view.ask_if(again, Action::Link(Ask::Show));
        },
    );
}

fn enter(ui: &mut egui::Ui, view: &mut View<'_>) {
    let dropped =
        ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    if let Some(file) = dropped {
        view.ask(Action::ReadInvitation(file));
    }
    widgets::title(ui, &tr!("window-note-pairing"), &tr!("window-pair-enter-title"));
    widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-pair-enter-lede")));
    ui.add_space(8.0);
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            let form = &mut view.forms.pairing;
            let prompt = tr!("window-pair-words");
            let line =
                Line { id: "words", prompt: &prompt, size: size::TITLE_NARROW, look: Look::Line };
            let response = widgets::line(ui, &line, &mut form.words);
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            ui.add_space(4.0);
            let count = typed_words(&form.words).len();
            let said = match count {
                0 => tr!("window-pair-words-none"),
                3 => tr!("window-pair-words-three"),
                _ => tr!("window-pair-words-count", count = count),
            };
            widgets::small(ui, &said);
            ui.add_space(8.0);
            if form.by_invitation {
                let prompt = tr!("window-pair-paste");
                let line =
                    Line { id: "invitation", prompt: &prompt, size: size::BODY, look: Look::Lines };
                widgets::line(ui, &line, &mut form.invitation);
                widgets::small(ui, &tr!("window-pair-drop-file"));
            } else if widgets::link(ui, &tr!("window-pair-have-invitation")).clicked() {
                form.by_invitation = true;
            }
            ui.add_space(8.0);
            let ready = count == 3;
            let pressed = widgets::primary_if(ui, ready, &tr!("window-pair-look")).clicked();
            if ready && (pressed || entered) {
                let words = typed_words(&form.words).join(" ");
                let invitation = form.invitation.trim();
                let invitation = (!invitation.is_empty()).then(|| invitation.to_owned());
                view.ask(Action::Link(Ask::Enter { words, invitation }));
            }
        },
    );
}

/// The words in what was typed: any case, any separators.
pub(crate) fn typed_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn several(ui: &mut egui::Ui, view: &mut View<'_>, names: &[String]) {
    widgets::title(ui, &tr!("window-note-pairing"), &tr!("window-pair-several-title"));
    widgets::beside(ui, |_| {}, |ui| widgets::says(ui, &tr!("window-pair-several-lede")));
    ui.add_space(8.0);
    for (at, name) in names.iter().enumerate() {
        widgets::passage(
            ui,
            |_| {},
            |ui| {
                let name = words::harmless(name).into_owned();
                let pressed = ui.push_id(at, |ui| widgets::plain(ui, &name)).inner.clicked();
                view.ask_if(pressed, Action::Link(Ask::Choose(at)));
            },
        );
    }
}

fn waiting(ui: &mut egui::Ui, view: &mut View<'_>, sentence: &str) {
    widgets::title(ui, &tr!("window-note-pairing"), sentence);
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            let stop = widgets::plain(ui, &tr!("window-pair-stop")).clicked();
            view.ask_if(stop, Action::Link(Ask::Cancel));
            view.ask_if(stop, Action::Go(Route::Pairing(PairingWay::Choose)));
        },
    );
}

fn consent(
    ui: &mut egui::Ui,
    view: &mut View<'_>,
    partner: &str,
    device: &str,
    fingerprint: &[String; 4],
) {
    let name = words::name(partner, crate::window::model::Whose::Theirs);
    let title = tr!("window-consent-title", name = name.clone());
    widgets::title(ui, &tr!("window-note-pairing"), &title);
    let device = words::harmless(device).into_owned();
    widgets::beside(
        ui,
        |_| {},
        |ui| {
            widgets::says(ui, &tr!("window-consent-lede", device = device));
        },
    );
    ui.add_space(8.0);
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-consent-same")),
        |ui| {
            let wide = ui.available_width() > 380.0;
            let size = if wide { 30.0 } else { 22.0 };
            egui::Grid::new("fingerprint").spacing([36.0, 8.0]).show(ui, |ui| {
                for (at, word) in fingerprint.iter().enumerate() {
                    let text = egui::RichText::new(words::harmless(word)).size(size);
                    ui.label(text.color(colours(ui).ink));
                    if at % 2 == 1 {
                        ui.end_row();
                    }
                }
            });
            ui.add_space(4.0);
            widgets::small(ui, &tr!("window-consent-read"));
        },
    );
    let shown = &view.model.shown;
    widgets::passage(
        ui,
        |ui| {
            widgets::person(ui, &shown.me, crate::window::model::Whose::Mine);
            widgets::small(ui, &tr!("window-consent-goes", name = name.clone()));
        },
        |ui| {
            if shown.wishes.is_empty() {
                widgets::says(ui, &tr!("window-consent-nothing"));
            }
            for row in &shown.wishes {
                let out = &mut view.forms.pairing.left_out;
                let mut goes = !out.contains(&row.id);
                let text = wish_text(row);
                if ui.push_id(row.id, |ui| widgets::tick(ui, &mut goes, &text)).inner.changed() {
                    if goes {
                        out.remove(&row.id)
                    } else {
                        out.insert(row.id)
                    };
                }
            }
        },
    );
    widgets::passage(
        ui,
        |ui| widgets::small(ui, &tr!("window-consent-stays")),
        |ui| {
            let text = tr!("window-consent-private", count = shown.private);
            widgets::marked(ui, crate::window::model::Place::OnlyMe, &text);
        },
    );
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let yes = widgets::primary(ui, &tr!("window-consent-yes", name = name)).clicked();
                let left_out = &view.forms.pairing.left_out;
                let ids = shown.wishes.iter().map(|row| row.id);
                let chosen = ids.filter(|id| !left_out.contains(id)).collect();
                view.ask_if(yes, Action::Link(Ask::Yes { chosen }));
                let no = widgets::plain(ui, &tr!("window-consent-no")).clicked();
                view.ask_if(no, Action::Link(Ask::No));
            });
            ui.add_space(4.0);
            widgets::small(ui, &tr!("window-consent-both"));
        },
    );
}

fn wish_text(row: &Row) -> String {
    match row.kind {
        Kind::Thanks => tr!("window-wish-thanks", words = row.name()),
        _ if row.reach == crate::window::model::Reach::WishWrite => {
            tr!("window-wish-both", words = row.name())
        }
        _ => tr!("window-wish-read", words = row.name()),
    }
}

fn paired(ui: &mut egui::Ui, view: &mut View<'_>, partner: &str) {
    let name = words::name(partner, crate::window::model::Whose::Theirs);
    let title = tr!("window-paired-title", name = name.clone());
    widgets::title(ui, &tr!("window-note-pairing"), &title);
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            widgets::says(ui, &tr!("window-paired-lede", name = name));
            ui.add_space(8.0);
            let on = widgets::primary(ui, &tr!("window-paired-on")).clicked();
            view.ask_if(on, Action::Go(Route::Today));
        },
    );
}

fn failed(ui: &mut egui::Ui, view: &mut View<'_>, way: PairingWay, failure: &PairingFailure) {
    let sentence = failure_sentence(failure);
    widgets::title(ui, &tr!("window-note-pairing"), &tr!("window-pair-failed-title"));
    widgets::passage(
        ui,
        |_| {},
        |ui| {
            widgets::said(ui, &sentence, size::PROSE, colours(ui).ink);
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                if way == PairingWay::Show {
                    let again = widgets::primary(ui, &tr!("window-pair-show-new")).clicked();
                    view.ask_if(again, Action::Link(Ask::Show));
                } else {
                    let word = if failure.words_still_hold() {
                        tr!("window-pair-again")
                    } else {
                        tr!("window-pair-type-new")
                    };
                    let again = widgets::primary(ui, &word).clicked();
                    view.ask_if(again, Action::Link(Ask::Cancel));
                    let type_again = Action::Go(Route::Pairing(PairingWay::Type));
                    view.ask_if(again, type_again);
                }
                if way == PairingWay::Type && is_of_the_network(failure) {
                    let word = tr!("window-pair-have-invitation");
                    let invited = widgets::link(ui, &word).clicked();
                    view.ask_if(invited, Action::Link(Ask::Cancel));
                    view.ask_if(invited, Action::Invited);
                }
                if *failure == PairingFailure::LostAfterConsent {
                    let drop = widgets::link(ui, &tr!("window-pair-drop")).clicked();
                    view.ask_if(drop, Action::Link(Ask::No));
                }
            });
        },
    );
    if is_of_the_network(failure) {
        widgets::passage(
            ui,
            |ui| widgets::small(ui, &tr!("window-pair-try-name")),
            |ui| {
                for sentence in [
                    tr!("window-pair-try-one"),
                    tr!("window-pair-try-two"),
                    tr!("window-pair-try-three"),
                ] {
                    widgets::says(ui, &sentence);
                    ui.add_space(4.0);
                }
            },
        );
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
