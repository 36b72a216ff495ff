//! The six signs of a month: said by each alone, sealed until both have, and then both
//! sides of each sign beside each other.

mod answering;
mod six;

use super::{View, sealing, voices, why};
use crate::signs;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::{Kind, Model, Place, Whose};
use crate::window::pulse::{Pulse, level, unsealed};
use crate::window::route::{Level, Route};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::kinds::pulse::{Levels, Sign};
use attune_core::kinds::sealed::SealState;
use attune_core::time::Month;
use egui::Ui;
pub(crate) use six::show as six;

/// Above and below what leads on from here.
const LEADS: [f32; 2] = [23.0, 29.0];

/// Draws the month's page. Letters that open while one looks do so before one's eyes.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let pulse = view.model.shown.pulses.on_page(&view.forms.pulse);
    let seen = sealing::seen(ui, pulse.state, view.model.coming.opening(pulse.month));
    let flow = |ui: &mut Ui, view: &mut View<'_>| {
        ui.multiply_opacity(seen.words);
        flow(ui, view, &pulse, (seen.state, seen.open), beside);
    };
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, &pulse, beside);
    page(ui, view, "pulse", Sheet::Page, flow, Some(&mut notes));
}

/// `state` is what of the month is shown; `open`, how far its letters have opened.
fn flow(
    ui: &mut Ui,
    view: &mut View<'_>,
    pulse: &Pulse,
    (state, open): (SealState, f32),
    beside: bool,
) {
    let paired = view.model.shown.partner.is_some();
    let asking = pulse.is_asked(paired);
    let title = tr!("window-pulse-title", month = of_month(view.model, pulse.month));
    let note = Note::small(tr!("window-pulse-note"));
    let why_open = why::is_open(view, Kind::Pulse);
    let ring = widgets::head_why(ui, &note, &voices(ui, &title), why_open, |ui| {
        if asking {
            let name = view.model.partner_name();
            let alone = tr!("window-pulse-lede-alone");
            let lede = if paired { tr!("window-pulse-lede", name = name) } else { alone };
            widgets::lede(ui, &lede);
        }
        why::in_place(ui, view, Kind::Pulse, beside);
    });
    why::pressed(ui, view, Kind::Pulse, ring.as_ref());
    match (state, &pulse.mine) {
        (SealState::Open, _) if asking => answering::show(ui, view),
        (SealState::Open, mine) => said_alone(ui, view, mine.as_ref()),
        (SealState::Sealed | SealState::Waiting, mine) => {
            let both = state != SealState::Sealed;
            sealing::letters(ui, view, &of_month(view.model, pulse.month), both, open);
            all(ui, view, &[(Whose::Mine, mine.as_ref())]);
        }
        (SealState::Opened, mine) => {
            sealing::names(ui, view, &of_month(view.model, pulse.month));
            all(ui, view, &[(Whose::Mine, mine.as_ref()), (Whose::Theirs, pulse.theirs.as_ref())]);
        }
    }
    left_open(ui, view, pulse.month, asking);
    if !asking {
        leads(ui, view);
    }
}

/// A month within a sentence: "November", with the year where it is not this one.
fn of_month(model: &Model, month: Month) -> String {
    words::month_of(month.first(), model.today)
}

/// What each said of every sign.
fn all(ui: &mut Ui, view: &View<'_>, sides: &[(Whose, Option<&Levels>)]) {
    for sign in Sign::ALL {
        let said: Vec<(Whose, String)> = sides
            .iter()
            .filter_map(|(whose, levels)| {
                Some((*whose, signs::level(sign, level((*levels)?, sign))))
            })
            .collect();
        let said: Vec<(Whose, &String)> =
            said.iter().map(|(whose, words)| (*whose, words)).collect();
        sealing::answers(ui, view, &signs::name(sign), &said);
    }
}

/// What was said while there was no partner.
fn said_alone(ui: &mut Ui, view: &View<'_>, mine: Option<&Levels>) {
    all(ui, view, &[(Whose::Mine, mine)]);
    widgets::passage(ui, &Note::none(), Type::Small, |ui| {
        widgets::marked(ui, Place::OnlyMe, &tr!("window-pulse-alone-kept"));
    });
}

/// What was said of another month and never sealed: gone on with where that is the
/// last one, said of this month where that is being `asked`, or put away. None of it
/// is lost.
fn left_open(ui: &mut Ui, view: &mut View<'_>, here: Month, asked: bool) {
    let model = view.model;
    let pulses = &model.shown.pulses;
    let paired = model.shown.partner.is_some();
    for draft in &model.shown.drafts {
        let Some((month, levels)) = unsealed(draft).filter(|(month, _)| *month != here) else {
            continue;
        };
        let note = Note::small(of_month(view.model, month));
        widgets::passage(ui, &note, Type::Body, |ui| {
            widgets::soft(ui, &tr!("window-pulse-unsealed"));
            let ink = colours(ui).mine;
            for (sign, said) in Sign::ALL.into_iter().zip(levels) {
                let Some(said) = said else { continue };
                ui.add_space(space::BESIDE);
                widgets::label(ui, &signs::name(sign));
                widgets::said(ui, &signs::level(sign, said), Type::Said, ink);
            }
            let slot = &draft.slot;
            let last = pulses.of(month).copied().unwrap_or(Pulse::nothing(month));
            let may_go_on = month == pulses.now.month.previous() && last.is_asked(paired);
            widgets::actions(ui, space::LINK, |ui| {
                ui.push_id(slot, |ui| {
                    let mut link = |ui: &mut Ui, word: &str, does: action::Pulse| {
                        let pressed = widgets::link(ui, word).clicked();
                        view.ask_if(pressed, Action::Pulse(does));
                    };
                    if may_go_on {
                        let word = tr!("window-pulse-go-on", month = of_month(model, month));
                        link(ui, &word, action::Pulse::GoOn(month));
                    }
                    if asked {
                        let word = tr!("window-pulse-take-in", month = of_month(model, here));
                        link(ui, &word, action::Pulse::TakeIn(slot.clone()));
                    }
                    let word = tr!("window-draft-discard");
                    link(ui, &word, action::Pulse::Discard(slot.clone()));
                });
            });
        });
    }
}

/// On to all months.
fn leads(ui: &mut Ui, view: &mut View<'_>) {
    let first = space::LINK / 2.0;
    widgets::passage_of(ui, &Note::none(), first, LEADS, |ui| {
        widgets::row(ui, space::LINK, |ui| {
            let to = Action::Go(Route::Together(Level::Signs));
            let pressed = widgets::link(ui, &tr!("window-pulse-all-months")).clicked();
            view.ask_if(pressed, to);
        });
    });
}

/// What sealing means; inside a sealed letter, what was asked; and what the six are.
fn side(ui: &mut Ui, view: &mut View<'_>, pulse: &Pulse, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let why = why::note(ui, view, Kind::Pulse, beside);
    let mut at = why;
    let paired = view.model.shown.partner.is_some();
    let asking = pulse.is_asked(paired);
    if matches!(pulse.state, SealState::Sealed | SealState::Waiting) {
        widgets::note_of(ui, at, &tr!("window-checkin-inside"), |ui| {
            let ink = colours(ui).ink;
            for sign in Sign::ALL {
                widgets::block(ui, &signs::name(sign), Type::Aside, ink, Breaks::NoWidow);
                ui.add_space(space::STEP * 2.0);
            }
        });
        at += 1;
    } else if paired && asking {
        let words = tr!("window-checkin-seal-note", name = view.model.partner_name());
        widgets::note(ui, at, &tr!("window-checkin-sealing"), &words);
        at += 1;
    }
    widgets::note_of(ui, at, &tr!("window-pulse-six"), |ui| to_six(ui, view));
    at += 1;
    // At most three beside a page.
    if asking && why == 0 {
        widgets::note(ui, at, &tr!("window-pulse-other-name"), &tr!("window-pulse-other"));
    }
}

/// The link to what the six signs are.
pub(super) fn to_six(ui: &mut Ui, view: &mut View<'_>) {
    let pressed = widgets::link(ui, &tr!("window-six-go")).clicked();
    view.ask_if(pressed, Action::Go(Route::SixSigns));
}

/// For whoever is afraid, under each page where the signs are asked or explained. It
/// has no heading, which somebody else would see first.
fn safety(ui: &mut Ui) {
    let first = baseline_of(ui, Type::Aside);
    widgets::passage_of(ui, &Note::none(), first, space::PASSAGE, |ui| {
        let ink = colours(ui).ink;
        widgets::block(ui, &signs::safety(), Type::Aside, ink, Breaks::NoWidow);
    });
}
