//! What two people seal apart and open together, a week's answers or a month's: the
//! button that seals, the letters while they are closed, and both sides beside each other once they are open.

use super::{View, saved};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Columns, column, fitting};
use crate::window::model::Whose;
use crate::window::route::Route;
use crate::window::shortcuts::Shortcut;
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, motion, space};
use crate::window::typing::Kept;
use crate::window::widgets::{self, Letter, Note};
use crate::window::words;
use attune_core::kinds::sealed::SealState;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// When of its time a letter's flap has turned, and its words begin to come.
const TURNED: f32 = 0.6;
/// Between the sentence and the letters.
const ABOVE_LETTERS: f32 = 22.0;
/// Above and below the letters.
const AROUND: [f32; 2] = [30.0, 34.0];
/// Above and below the names, and the answers.
const NAMES: [f32; 2] = [17.0, 19.0];
const ANSWERS: [f32; 2] = [21.0, 23.0];
/// Between the two columns, and the narrowest of them.
const BETWEEN: f32 = 32.0;
const COLUMN: f32 = 200.0;

/// Above and below the button that seals.
const END: [f32; 2] = [23.0, 29.0];

/// The button under what is answered, and how far that is kept. `note` is said under it.
pub(super) fn end(
    ui: &mut Ui,
    view: &mut View<'_>,
    ready: bool,
    kept: Kept,
    seal: Action,
    note: Option<&str>,
) {
    let paired = view.model.shown.partner.is_some();
    let word = if paired { tr!("window-checkin-seal") } else { tr!("window-keep") };
    widgets::passage_of(ui, &Note::none(), space::BUTTON / 2.0, END, |ui| {
        let by_key = ui.input_mut(|input| Shortcut::Done.pressed(input));
        let mut pressed = false;
        widgets::row(ui, space::BUTTON, |ui| {
            pressed = widgets::primary_if(ui, ready, &word, "");
            saved(ui, kept);
        });
        view.ask_if(ready && (pressed || by_key), seal);
        if let Some(note) = note {
            ui.add_space(space::STEP * 2.0);
            widgets::small(ui, note);
        }
    });
}

/// What of two answers is to be seen now.
pub(super) struct Seen {
    /// How they are shown.
    pub(super) state: SealState,
    /// How far the letters have opened, from 0 to 1.
    pub(super) open: f32,
    /// How much of the words is to be seen.
    pub(super) words: f32,
}

/// Letters that open while one looks do so before one's eyes: `since` when, by the
/// window's clock.
pub(super) fn seen(ui: &Ui, state: SealState, since: Option<f64>) -> Seen {
    if state != SealState::Opened {
        return Seen { state, open: 0.0, words: 1.0 };
    }
    let gone = since.map_or(1.0, |since| motion::gone(ui, since, motion::OPENING));
    if gone >= TURNED {
        let words = motion::seen((gone - TURNED) / (1.0 - TURNED));
        Seen { state, open: 1.0, words }
    } else {
        Seen { state: SealState::Waiting, open: gone / TURNED, words: 1.0 }
    }
}

/// Draws both letters of a `period`, and what happens then. `both` are here, or only
/// mine; `open` is how far they have opened.
pub(super) fn letters(ui: &mut Ui, view: &mut View<'_>, period: &str, both: bool, open: f32) {
    let shown = &view.model.shown;
    let partner = shown.partner_name();
    let note = Note::name(tr!("window-both")).line(period);
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
}

/// Both names over the two columns of a `period`; where one side stands above the
/// other each has its own.
pub(super) fn names(ui: &mut Ui, view: &View<'_>, period: &str) {
    if columns_of(ui.available_width() - Columns::of(ui).axis()).is_none() {
        return;
    }
    let first = baseline_of(ui, Type::Name);
    widgets::passage_of(ui, &Note::small(period), first, NAMES, |ui| {
        beside_each_other(ui, |ui, whose, _| {
            let ink = widgets::ink_of(&colours(ui), whose);
            widgets::block(ui, &name(view, whose), Type::Name, ink, Breaks::Full);
        });
    });
}

fn name(view: &View<'_>, whose: Whose) -> String {
    let shown = &view.model.shown;
    match whose {
        Whose::Mine => words::name(&shown.me, whose),
        Whose::Theirs => words::name(&shown.partner_name(), whose),
    }
}

/// The answers to one question, which stands in the margin.
pub(super) fn answers(ui: &mut Ui, view: &View<'_>, asked: &str, sides: &[(Whose, &String)]) {
    let first = baseline_of(ui, fitting(ui, Type::Said));
    widgets::passage_of(ui, &Note::small(asked), first, ANSWERS, |ui| {
        let draw = |ui: &mut Ui, whose: Whose| {
            let (_, words) = sides.iter().find(|(of, _)| *of == whose)?;
            let response = if words.trim().is_empty() {
                let ink = colours(ui).ink_3;
                let style = fitting(ui, Type::Prompt);
                let empty = tr!("window-checkin-empty");
                widgets::block(ui, &empty, style, ink, Breaks::Full)
            } else {
                let ink = widgets::ink_of(&colours(ui), whose);
                widgets::said(ui, words, Type::Said, ink)
            };
            Some(response)
        };
        if sides.len() > 1 {
            beside_each_other(ui, |ui, whose, set| {
                let name = name(view, whose);
                if set == Set::Under {
                    let ink = widgets::ink_of(&colours(ui), whose);
                    widgets::block(ui, &name, Type::Label, ink, Breaks::Full);
                }
                // An ink is not heard.
                if let Some(words) = draw(ui, whose) {
                    ui.ctx().accesskit_node_builder(words.id, |node| node.set_description(name));
                }
            });
        } else if let Some((whose, _)) = sides.first() {
            draw(ui, *whose);
        }
    });
}

/// How two sides are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    /// In columns, under their names.
    Beside,
    /// One under the other.
    Under,
}

/// How wide each of two columns is in so wide a place, if they have room there.
fn columns_of(whole: f32) -> Option<f32> {
    Some((whole - BETWEEN) / 2.0).filter(|width| *width >= COLUMN)
}

/// Mine at the left and theirs at the right; mine above theirs where it is
/// narrow.
fn beside_each_other(ui: &mut Ui, draw: impl Fn(&mut Ui, Whose, Set)) {
    let Some(width) = columns_of(ui.available_width()) else {
        draw(ui, Whose::Mine, Set::Under);
        ui.add_space(space::BESIDE);
        draw(ui, Whose::Theirs, Set::Under);
        return;
    };
    let origin = ui.cursor().min;
    let mut used = Rect::from_min_size(origin, vec2(ui.available_width(), 0.0));
    for (at, whose) in [Whose::Mine, Whose::Theirs].into_iter().enumerate() {
        let left = origin.x + at as f32 * (width + BETWEEN);
        let mut column = column(ui, pos2(left, origin.y), width);
        draw(&mut column, whose, Set::Beside);
        used = used.union(column.min_rect());
    }
    ui.allocate_rect(used, Sense::hover());
}
