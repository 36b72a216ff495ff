//! The couple's own cards: a line to write one on, and those that are there.

use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::lines::CARD_SLOT;
use crate::window::model::Whose;
use crate::window::screens::{View, saved};
use crate::window::talk::deck_name;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Line};
use egui::Ui;

/// Above the way to them, and between two.
const ABOVE: f32 = 24.0;
const BETWEEN: f32 = 12.0;

/// The way to them, and all of them once it was taken.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let open = view.forms.talk.cards;
    ui.add_space(ABOVE);
    widgets::row(ui, space::LINK, |ui| {
        let response = widgets::link(ui, &tr!("window-talk-cards"));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        view.ask_if(response.clicked(), Action::Talk(action::Talk::Cards(!open)));
        widgets::small(ui, &tr!("window-talk-cards-about"));
    });
    if !open {
        return;
    }
    ui.add_space(space::PARAGRAPH);
    write(ui, view);
    ui.add_space(space::PARAGRAPH);
    let cards = &view.model.shown.cards;
    if cards.is_empty() {
        widgets::soft(ui, &tr!("window-talk-cards-none"));
    }
    for card in cards {
        let whose = if card.mine { Whose::Mine } else { Whose::Theirs };
        let ink = widgets::ink_of(&colours(ui), whose);
        widgets::said(ui, &card.question, Type::Aside, ink);
        widgets::row(ui, space::LINK, |ui| {
            widgets::small(ui, &deck_name(card.deck.name()));
            // Each takes out what they wrote themselves.
            if !card.in_deck {
                widgets::small(ui, &tr!("window-talk-card-alone"));
            }
            if card.mine && !card.in_deck {
                let put = widgets::link_small(ui, &tr!("window-talk-card-put"));
                let node = |node: &mut egui::accesskit::Node| {
                    node.set_description(card.question.as_str());
                };
                ui.ctx().accesskit_node_builder(put.id, node);
                view.ask_if(put.clicked(), Action::Page(action::Page::Share(card.id)));
            }
            if card.mine || !card.in_deck {
                let out = widgets::link_small(ui, &tr!("window-talk-card-out"));
                let node = |node: &mut egui::accesskit::Node| {
                    node.set_description(card.question.as_str());
                };
                ui.ctx().accesskit_node_builder(out.id, node);
                view.ask_if(out.clicked(), Action::Page(action::Page::Delete(card.id)));
            }
        });
        ui.add_space(BETWEEN);
    }
}

/// The line to write one on.
fn write(ui: &mut Ui, view: &mut View<'_>) {
    let deck = deck_name(view.forms.talk.deck().name());
    let ink = colours(ui).mine;
    let prompt = tr!("window-talk-card-prompt");
    let form = &mut view.forms.lines.card;
    let key = if form.text.is_empty() { tr!("window-key-enter") } else { String::new() };
    let line = Line { key: &key, ..Line::new(CARD_SLOT, &prompt, Type::Line, ink) };
    let response = widgets::line(ui, &line, &mut form.text);
    let entered = widgets::entered(ui, &response);
    let (empty, busy, kept) = (form.text.trim().is_empty(), form.busy, form.saving.state());
    view.ask_if(response.changed(), Action::Talk(action::Talk::CardTyped));
    if empty {
        return;
    }
    widgets::actions(ui, space::BUTTON, |ui| {
        let pressed = widgets::plain_if(ui, !busy, &tr!("window-talk-card-add", deck = deck));
        view.ask_if(pressed || entered, Action::Talk(action::Talk::CardDone));
        saved(ui, kept);
    });
}
