//! Soul talk, before it begins: a deck, where it is shown, what stayed the last time;
//! and the call that comes while one is at something else.

mod cards;
mod live;
mod stayed;

pub(crate) use live::show as live;
pub(crate) use stayed::show as stayed;

use super::{View, journal, voices, why};
use crate::texts::{dates, tr};
use crate::window::action::{self, Action};
use crate::window::layout::{Sheet, column, has_side, page};
use crate::window::model::{Kind, Row, Whose};
use crate::window::route::Route;
use crate::window::talk::{Move, Phase, Screens, deck_about, deck_name};
use crate::window::text::baseline_of;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Note};
use crate::window::words;
use attune_core::kinds::talk::Deck;
use egui::{Rect, Sense, Ui, pos2};

/// The most notes beside the page.
const NOTES: usize = 3;
/// How many letters of what stayed show here.
const LETTERS: usize = 200;

/// Draws the page.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let beside = has_side(ui, Sheet::Page);
    let words = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, beside);
    let mut notes = |ui: &mut Ui, view: &mut View<'_>| side(ui, view, beside);
    page(ui, view, "talk", Sheet::Page, words, Some(&mut notes));
}

fn flow(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    let margin = Note::small(dates::day_month(view.model.today));
    let open = why::is_open(view, Kind::Stayed);
    let title = tr!("window-talk-title");
    let ring = widgets::head_why(ui, &margin, &voices(ui, &title), open, |ui| {
        widgets::lede(ui, &tr!("window-talk-lede"));
        why::in_place(ui, view, Kind::Stayed, beside);
    });
    why::pressed(ui, view, Kind::Stayed, ring.as_ref());
    offered(ui, view);
    going_on(ui, view);
    journal::undo(ui, view);
    unfinished(ui, view);
    let first = baseline_of(ui, Type::Body);
    let note = Note::small(tr!("window-talk-which"));
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        decks(ui, view);
        cards::show(ui, view);
    });
    begin(ui, view);
    last_time(ui, view);
}

/// The partner's offer, also one that was set aside elsewhere.
fn offered(ui: &mut Ui, view: &mut View<'_>) {
    if view.model.table.offer.is_none() {
        return;
    }
    let name = view.model.partner_name();
    let partner = view.model.shown.partner.clone().unwrap_or_default();
    let note = Note::person(&partner, Whose::Theirs).line(tr!("window-talk-note"));
    widgets::passage(ui, &note, Type::Letter, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-talk-offer", name = name), Type::Letter, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let join = widgets::primary(ui, &tr!("window-talk-join"), "");
            view.ask_if(join, Action::Talk(action::Talk::Move(Move::Join)));
        });
    });
}

/// A talk that goes on, or waits for the partner.
fn going_on(ui: &mut Ui, view: &mut View<'_>) {
    let Some(live) = &view.model.table.live else { return };
    let words = going_on_words(view, live.phase);
    widgets::passage(ui, &Note::name(tr!("window-both")), Type::Said, |ui| {
        let ink = colours(ui).ink;
        widgets::said(ui, &words, Type::Said, ink);
        widgets::actions(ui, space::BUTTON, |ui| {
            let back = widgets::plain(ui, &tr!("window-talk-back")).clicked();
            view.ask_if(back, Action::Go(Route::Talking));
        });
    });
}

fn going_on_words(view: &View<'_>, phase: Phase) -> String {
    match phase {
        Phase::Offered => tr!("window-talk-waits", name = view.model.partner_name()),
        _ => tr!("window-talk-going"),
    }
}

/// What stayed of a talk that is over, and is not written yet.
fn unfinished(ui: &mut Ui, view: &mut View<'_>) {
    let mut open = view.forms.talk.stayed.iter().filter(|(_, stayed)| stayed.kept.is_none());
    let Some((slot, stayed)) = open.next_back() else { return };
    let (slot, question, is_empty) = (slot.clone(), stayed.question.clone(), stayed.is_empty());
    widgets::passage(ui, &Note::small(tr!("window-stayed-note")), Type::Prompt, |ui| {
        asked(ui, &question);
        widgets::actions(ui, space::LINK, |ui| {
            let write = widgets::link(ui, &tr!("window-stayed-write")).clicked();
            let nothing = is_empty && widgets::link(ui, &tr!("window-stayed-nothing")).clicked();
            view.ask_if(write, Action::Go(Route::Stayed(slot.clone())));
            view.ask_if(nothing, Action::Talk(action::Talk::NothingStayed(slot)));
        });
    });
}

/// Whether a sheet lies over the page: what is under it hears no keys.
fn lies_under(view: &View<'_>) -> bool {
    view.forms.keys || view.forms.pause.asking.is_some()
}

/// The question of a talk that is over.
fn asked(ui: &mut Ui, question: &str) {
    let ink = colours(ui).ink;
    let style = crate::window::layout::fitting(ui, Type::Prompt);
    let breaks = crate::window::text::Breaks::Balanced;
    widgets::block(ui, question, style, ink, breaks);
}

/// How wide two columns of decks are together, at least; between the columns, and
/// between two decks under each other.
const TWO: f32 = 460.0;
const BETWEEN: f32 = 32.0;
const UNDER: f32 = 22.0;

fn decks(ui: &mut Ui, view: &mut View<'_>) {
    let chosen = view.forms.talk.deck();
    let origin = ui.cursor().min;
    let width = ui.available_width();
    let count = if width >= TWO { 2 } else { 1 };
    let each = (width - BETWEEN * (count as f32 - 1.0)) / count as f32;
    let mut top = origin.y;
    let mut bottom = top;
    for row in Deck::ALL.chunks(count) {
        for (at, deck) in row.iter().enumerate() {
            let left = origin.x + at as f32 * (each + BETWEEN);
            let mut cell = column(ui, pos2(left, top), each);
            let (name, about) = (deck_name(deck.name()), deck_about(*deck));
            let pressed = widgets::choice(&mut cell, *deck == chosen, &name, &about).clicked();
            view.ask_if(pressed, Action::Talk(action::Talk::Deck(*deck)));
            bottom = bottom.max(cell.min_rect().bottom());
        }
        top = bottom + UNDER;
    }
    let used = Rect::from_min_max(origin, pos2(origin.x + width, bottom));
    ui.allocate_rect(used, Sense::hover());
}

/// Where it is shown, and the button that draws the first card.
fn begin(ui: &mut Ui, view: &mut View<'_>) {
    if view.model.table.live.is_some() {
        return;
    }
    let name = view.model.partner_name();
    let paired = view.model.shown.partner.is_some();
    let note = Note::name(tr!("window-both")).line(tr!("window-talk-now"));
    let first = baseline_of(ui, Type::Body);
    widgets::passage_of(ui, &note, first, space::PASSAGE, |ui| {
        let chosen = view.forms.talk.screens;
        if paired {
            let means = tr!("window-talk-both-means", name = name.clone());
            let both = tr!("window-talk-both");
            if widgets::choice(ui, chosen == Screens::Both, &both, &means).clicked() {
                view.ask(Action::Talk(action::Talk::Screens(Screens::Both)));
            }
            ui.add_space(space::BESIDE);
            let here = tr!("window-talk-here");
            let means = tr!("window-talk-here-means");
            if widgets::choice(ui, chosen == Screens::Here, &here, &means).clicked() {
                view.ask(Action::Talk(action::Talk::Screens(Screens::Here)));
            }
            ui.add_space(space::STEP * 2.0);
        } else {
            widgets::soft(ui, &tr!("window-talk-alone"));
        }
        widgets::actions(ui, space::BUTTON, |ui| {
            let word = tr!("window-talk-draw");
            // One thing on a page is what it is for.
            let pressed = if view.model.table.offer.is_some() {
                widgets::plain(ui, &word).clicked()
            } else {
                widgets::primary(ui, &word, "")
            };
            view.ask_if(pressed, Action::Talk(action::Talk::Begin));
            if paired && chosen == Screens::Both {
                widgets::small(ui, &tr!("window-talk-invited", name = name));
            }
        });
    });
}

/// What stayed the last time, with each of the two.
fn last_time(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    let last = |whose| {
        let mut rows = model.shown.stayed.iter();
        rows.find(|row| row.whose == whose && !row.taken_back)
    };
    let mut rows: Vec<&Row> = [Whose::Theirs, Whose::Mine].into_iter().filter_map(last).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.day));
    for row in rows {
        view.arriving(ui, row.id, |ui, view| {
            let day = words::near_day(row.day, model.today);
            let note = Note::person(&row.author, row.whose).line(day);
            widgets::passage(ui, &note, Type::Aside, |ui| {
                let ink = widgets::ink_of(&colours(ui), row.whose);
                let words = words::first_words(&row.words, LETTERS);
                let opened = ui.push_id(row.id, |ui| widgets::titled(ui, &words, Type::Aside, ink));
                view.ask_if(opened.inner.clicked(), Action::Go(Route::Page(row.id)));
            });
        });
    }
}

fn side(ui: &mut Ui, view: &mut View<'_>, beside: bool) {
    widgets::beside_head(ui, Type::Display);
    let first = why::note(ui, view, Kind::Stayed, beside);
    let notes = [
        (tr!("window-talk-goes-name"), tr!("window-talk-goes")),
        (tr!("window-talk-once-name"), tr!("window-talk-once")),
        (tr!("window-talk-kept-name"), tr!("window-talk-kept")),
    ];
    for (at, (name, words)) in (first..NOTES).zip(&notes) {
        widgets::note(ui, at, name, words);
    }
}

/// Whether there is something to be said of soul talk on another page.
pub(crate) fn calls(view: &View<'_>, route: &Route) -> bool {
    let table = &view.model.table;
    let is_new = |talk| view.forms.talk.set_aside != Some(talk);
    let offered = table.offer.as_ref().is_some_and(|offer| is_new(offer.talk));
    match route {
        Route::Talk => false,
        Route::Talking => offered,
        _ => offered || table.live.is_some(),
    }
}

/// The partner's offer while one is at something else, or the way back to a talk.
pub(crate) fn call(ui: &mut Ui, view: &mut View<'_>) {
    let table = &view.model.table;
    let set_aside = view.forms.talk.set_aside;
    if table.offer.as_ref().is_some_and(|offer| set_aside != Some(offer.talk)) {
        let words = tr!("window-talk-offer", name = view.model.partner_name());
        let (join, not_now) = (tr!("window-talk-join"), tr!("window-talk-not-now"));
        match widgets::call(ui, &words, &[&join, &not_now]) {
            Some(0) => view.ask(Action::Talk(action::Talk::Move(Move::Join))),
            Some(_) => view.ask(Action::Talk(action::Talk::NotNow)),
            None => {}
        }
    } else if let Some(live) = &table.live {
        let words = going_on_words(view, live.phase);
        let back = tr!("window-talk-back");
        let pressed = widgets::call(ui, &words, &[&back]).is_some();
        view.ask_if(pressed, Action::Go(Route::Talking));
    }
}
