//! What is sealed, and what happens then.

use super::question;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::fitting;
use crate::window::model::Whose;
use crate::window::route::Route;
use crate::window::screens::View;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Letter, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use egui::Ui;

/// Between the sentence and the letters.
const ABOVE_LETTERS: f32 = 22.0;

/// Above and below the letters.
const AROUND: [f32; 2] = [30.0, 34.0];

/// Draws both letters, and one's own words, which stay one's own to read. `open`
/// is how far the letters have opened, from 0 to 1.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, open: f32) {
    let shown = &view.model.shown;
    let partner = shown.partner_name();
    let both = shown.checkin.state != SealState::Sealed;
    let note = Note::name(tr!("window-both")).line(tr!("window-this-week"));
    let ink = colours(ui).ink;
    let first = baseline_of(ui, fitting(ui, Type::Letter));
    widgets::passage_of(ui, &note, first, AROUND, |ui| {
        let head = if both {
            tr!("window-checkin-title-waiting")
        } else {
            tr!("window-checkin-title-sealed")
        };
        widgets::said(ui, &head, Type::Letter, ink);
        ui.add_space(ABOVE_LETTERS);
        let theirs = if both { tr!("place-sealed") } else { tr!("window-not-here") };
        widgets::letters(
            ui,
            &[
                Letter {
                    name: words::name(&shown.me, Whose::Mine),
                    whose: Whose::Mine,
                    is_here: true,
                    open,
                    words: tr!("place-sealed"),
                },
                Letter {
                    name: words::name(&partner, Whose::Theirs),
                    whose: Whose::Theirs,
                    is_here: both,
                    open,
                    words: theirs,
                },
            ],
        );
    });
    widgets::passage(ui, &Note::small(tr!("window-what-happens")), Type::Said, |ui| {
        let words = if both {
            tr!("window-checkin-opening")
        } else {
            tr!("window-checkin-not-here", name = partner.clone())
        };
        widgets::said(ui, &words, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-back-to", place = tr!("window-today-name"));
            let back = widgets::plain(ui, &word).clicked();
            view.ask_if(back, Action::Go(Route::Today));
            widgets::small(ui, &tr!("window-checkin-no-reminder", name = partner));
        });
    });
    if let Some(mine) = &shown.checkin.mine {
        for (at, answer) in mine.0.iter().enumerate() {
            super::opened::answers(ui, &question(at), &[(Whose::Mine, answer)]);
        }
    }
}
