//! What each of the six signs is, on one plain page.

use super::safety;
use crate::signs;
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Sheet, has_side, page};
use crate::window::model::Kind;
use crate::window::route::{Level, Route};
use crate::window::screens::{View, voices, why};
use crate::window::text::{Breaks, baseline_of};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use attune_core::kinds::pulse::Sign;
use egui::Ui;

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| {
        widgets::beside_head(ui, Type::Display);
        let at = why::note(ui, view, Kind::Pulse, beside);
        let go_on = tr!("window-together-go");
        widgets::note_of(ui, at, &go_on, |ui| {
            let to = Action::Go(Route::Together(Level::Signs));
            let pressed = widgets::link(ui, &tr!("window-pulse-all-months")).clicked();
            view.ask_if(pressed, to);
        });
    };
    page(ui, view, "six-signs", Sheet::Page, flow, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let note = Note::small(tr!("window-pulse-note"));
    let title = tr!("window-six-title");
    let why_open = why::is_open(view, Kind::Pulse);
    let ring = widgets::head_why(ui, &note, &voices(ui, &title), why_open, |ui| {
        widgets::lede(ui, &tr!("window-six-lede"));
        why::in_place(ui, view, Kind::Pulse, beside);
    });
    why::pressed(ui, view, Kind::Pulse, ring.as_ref());
    let first = baseline_of(ui, Type::Aside);
    for sign in Sign::ALL {
        widgets::passage_of(ui, &Note::name(signs::name(sign)), first, space::PLAIN, |ui| {
            let ink = colours(ui).ink;
            widgets::block(ui, &signs::about(sign), Type::Aside, ink, Breaks::NoWidow);
        });
    }
    safety(ui);
}
