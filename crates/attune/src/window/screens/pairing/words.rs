//! Three words, to be said aloud; and the invitation, for where this computer
//! is not found by itself.

use super::{ending, head, word_row};
use crate::link::Ask;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::route::{PairingWay, Route};
use crate::window::screens::View;
use crate::window::theme::{Type, space};
use crate::window::widgets::{self, Note};
use egui::Ui;

/// Draws the words.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, three: &str, invitation: &str) {
    head(ui, &tr!("window-pair-ready-title"), &tr!("window-pair-ready-lede"));
    let ordinals = [tr!("window-first"), tr!("window-second"), tr!("window-third")];
    for (word, note) in three.split_whitespace().zip(&ordinals) {
        word_row(ui, note, word);
    }
    ending(ui, &Note::small(tr!("window-pair-aloud")), |ui| {
        let instead = widgets::plain(ui, &tr!("window-pair-type-instead")).clicked();
        view.ask_if(instead, Action::Link(Ask::Cancel));
        view.ask_if(instead, Action::Go(Route::Pairing(PairingWay::Type)));
        let again = widgets::link(ui, &tr!("window-pair-new-words")).clicked();
        view.ask_if(again, Action::Link(Ask::Show));
    });
    ui.add_space(space::PASSAGE[1]);
    widgets::passage(ui, &Note::small(tr!("window-pair-other-road")), Type::Body, |ui| {
        widgets::soft(ui, &tr!("window-pair-invitation"));
        widgets::actions(ui, space::BUTTON, |ui| {
            let pressed = widgets::plain(ui, &tr!("window-pair-copy")).clicked();
            view.ask_if(pressed, Action::Copy(invitation.to_owned()));
            let keep = widgets::link(ui, &tr!("window-pair-keep-file")).clicked();
            view.ask_if(keep, Action::KeepInvitation(invitation.to_owned()));
        });
        if let Some(file) = &view.forms.pairing.kept_at {
            let file = file.display().to_string();
            widgets::small(ui, &tr!("window-pair-kept-file", file = file));
        }
        ui.add_space(space::PARAGRAPH);
        widgets::qr(ui, invitation, &tr!("window-pair-qr"));
    });
}
