//! A soul talk that goes on: the card, whose turn it is, and the clock, the same on
//! both screens.

use super::lies_under;
use crate::link::Standing;
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Columns, Sheet, column, fitting, foot, has_side, page};
use crate::window::model::Whose;
use crate::window::rituals::shown_time;
use crate::window::screens::{View, pause};
use crate::window::shortcuts::Shortcut;
use crate::window::talk::{Live, Move, Phase, Screens, deck_name, question};
use crate::window::text::{Breaks, baseline_of, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets::{self, Clock, Note};
use crate::window::words::{self, Piece, SLOTS};
use egui::{Key, Modifiers, Response, Ui, pos2};

/// Under the card; above and below whose turn it is; above the clock.
const UNDER_CARD: f32 = 36.0;
const AROUND: [f32; 2] = [25.0, 31.0];
const ABOVE_CLOCK: [f32; 2] = [25.0, 0.0];
/// So that its thread runs through the middle of what stands beside it.
const ABOVE_THREAD: f32 = 2.0;
/// In a narrow window: above and under the card, and around the actions at the foot.
const ABOVE_CARD_NARROW: f32 = 7.0;
const UNDER_CARD_NARROW: f32 = 28.0;
const AT_FOOT: f32 = 16.0;
const BETWEEN_LINKS: f32 = 40.0;

/// Draws it.
pub(crate) fn show(ui: &mut Ui, view: &mut View<'_>) {
    let Some(live) = view.model.table.live.clone() else {
        let say = |ui: &mut Ui, _: &mut View<'_>| {
            widgets::beside(ui, &Note::none(), 0.0, |ui| {
                widgets::small(ui, &tr!("window-page-waiting"));
            });
        };
        return page(ui, view, "talking", Sheet::Solo, say, None);
    };
    if Columns::of(ui).is_narrow() {
        let above = |ui: &mut Ui, view: &mut View<'_>| upper(ui, view, &live);
        foot(ui, view, "talk", above, |ui, view| at_foot(ui, view, &live));
    } else {
        upper(ui, view, &live);
    }
    // Where nothing else has a use for it.
    let free = ui.memory(|memory| memory.focused().is_none());
    let acts = free && live.phase != Phase::Offered && !lies_under(view);
    if acts && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
        view.ask(turn_over(&live));
    }
}

fn upper(ui: &mut Ui, view: &mut View<'_>, live: &Live) {
    let narrow = Columns::of(ui).is_narrow();
    pause::bar_of(
        ui,
        view,
        |ui, view| {
            let word = match (narrow, live.phase) {
                (_, Phase::Offered) => tr!("window-talk-take-back"),
                (true, _) => tr!("window-talk-end-short"),
                (false, _) => tr!("window-talk-end"),
            };
            let ended = widgets::link(ui, &word).clicked();
            widgets::small(ui, &Shortcut::Back.shown());
            view.ask_if(ended, asks(Move::End));
        },
        |ui, view| {
            if !narrow {
                widgets::small_told(ui, &stands(view, live));
            }
        },
    );
    let flow = |ui: &mut Ui, view: &mut View<'_>| flow(ui, view, live);
    if narrow {
        return page(ui, view, "talking", Sheet::Solo, flow, None);
    }
    let beside = has_side(ui, Sheet::Solo);
    let mut notes = |ui: &mut Ui, _: &mut View<'_>| side(ui, beside);
    page(ui, view, "talking", Sheet::Solo, flow, Some(&mut notes));
}

fn asks(what: Move) -> Action {
    Action::Talk(action::Talk::Move(what))
}

/// Makes it the other's turn; in a talk that waits, nobody's changes.
fn turn_over(live: &Live) -> Action {
    let to = if live.turn == Whose::Mine { Whose::Theirs } else { Whose::Mine };
    asks(Move::Turn(to))
}

/// Where it shows, and where it does not.
fn stands(view: &View<'_>, live: &Live) -> String {
    let name = view.model.partner_name();
    let is_reached =
        matches!(view.model.standing, Standing::Connected | Standing::InStep | Standing::Apart);
    match (live.screens, live.is_there, is_reached, live.phase) {
        (Screens::Here, ..) => tr!("window-talk-here"),
        (Screens::Both, true, ..) => tr!("window-talk-live", name = name),
        (Screens::Both, false, true, Phase::Offered) => tr!("window-talk-shown", name = name),
        (Screens::Both, false, true, _) => tr!("window-talk-can-join", name = name),
        (Screens::Both, false, false, Phase::Offered) => tr!("window-talk-not-shown", name = name),
        (Screens::Both, false, false, _) => tr!("window-talk-lost", name = name),
    }
}

fn flow(ui: &mut Ui, view: &mut View<'_>, live: &Live) {
    let narrow = Columns::of(ui).is_narrow();
    let deck = deck_name(&live.deck);
    let note = Note::name(tr!("window-both")).line(deck.to_lowercase());
    let (note, label) =
        if narrow { (Note::none(), deck) } else { (note, tr!("window-talk-question")) };
    let words = match &live.card {
        Some(card) => question(card, &view.model.shown.cards),
        None => tr!("window-talk-passed"),
    };
    let first = widgets::card_first(ui);
    if narrow {
        ui.add_space(ABOVE_CARD_NARROW);
    }
    widgets::beside(ui, &note, first, |ui| {
        widgets::card(ui, &label, &words, view.model.table.turned());
    });
    ui.add_space(if narrow { UNDER_CARD_NARROW } else { UNDER_CARD });
    let first = baseline_of(ui, fitting(ui, Type::Letter));
    if narrow {
        widgets::beside(ui, &Note::none(), first, |ui| whose_turn(ui, view, live));
        ui.add_space(AROUND[0]);
    } else {
        let note = match live.phase {
            Phase::Offered => Note::small(tr!("window-talk-note")),
            _ => Note::small(tr!("window-talk-whose")),
        };
        widgets::passage_of(ui, &note, first, AROUND, |ui| whose_turn(ui, view, live));
    }
    if live.phase != Phase::Offered {
        clock(ui, view, live);
    }
    if narrow {
        ui.add_space(space::BETWEEN);
        widgets::small_told(ui, &stands(view, live));
    }
}

/// Whose turn it is, and beside the foot what can be done.
fn whose_turn(ui: &mut Ui, view: &mut View<'_>, live: &Live) {
    let narrow = Columns::of(ui).is_narrow();
    let name = view.model.partner_name();
    if live.phase == Phase::Offered {
        let ink = colours(ui).ink;
        widgets::said(ui, &tr!("window-talk-waits", name = name.clone()), Type::Letter, ink);
        ui.add_space(space::STEP);
        widgets::small(ui, &tr!("window-talk-waits-means", name = name));
    } else {
        speaks(ui, view, live);
        if narrow || live.suggests {
            ui.add_space(space::STEP);
            let words = match (live.suggests, live.turn, live.screens) {
                (true, ..) => tr!("window-talk-suggests"),
                (false, Whose::Theirs, _) | (false, _, Screens::Here) => {
                    tr!("window-talk-listening")
                }
                (false, Whose::Mine, Screens::Both) => tr!("window-talk-speaking"),
            };
            widgets::small(ui, &words);
        }
    }
    if !narrow {
        widgets::actions(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN + space::STEP;
            let (word, key) = first_word(live);
            let response = widgets::plain_key(ui, &word, &key);
            first_asked(view, live, &response);
            for (word, what) in links(live) {
                let pressed = widgets::link(ui, &word).clicked();
                view.ask_if(pressed, asks(what));
            }
        });
    }
}

/// The sentence of whose turn it is, each name in its ink.
fn speaks(ui: &mut Ui, view: &View<'_>, live: &Live) {
    let palette = colours(ui);
    let shown = &view.model.shown;
    let partner = shown.partner.clone().unwrap_or_default();
    let theirs = (words::name(&partner, Whose::Theirs), palette.theirs);
    let mine = (words::name(&shown.me, Whose::Mine), palette.mine);
    // What stands for a name that is not known begins a sentence; a name is as it is.
    let is_known = !partner.trim().is_empty();
    let begins = |(name, ink): &(String, egui::Color32)| match is_known {
        true => (name.clone(), *ink),
        false => (words::beginning(name.clone()), *ink),
    };
    let (message, names) = match (live.screens, live.turn) {
        (Screens::Both, Whose::Mine) => {
            (tr!("window-talk-you-speak", name = SLOTS[0]), [theirs.clone(), mine])
        }
        (Screens::Both, Whose::Theirs) => {
            (tr!("window-talk-they-speak", name = SLOTS[0]), [begins(&theirs), mine])
        }
        (Screens::Here, turn) => {
            let message = tr!("window-talk-one-speaks", name = SLOTS[0], other = SLOTS[1]);
            let names = if turn == Whose::Mine { [mine, theirs] } else { [begins(&theirs), mine] };
            (message, names)
        }
    };
    let style = fitting(ui, Type::Letter);
    let pieces = words::pieces(&message).into_iter();
    let runs: Vec<_> = pieces
        .map(|piece| match piece {
            Piece::Words(words) => run(words, style, palette.ink),
            Piece::Slot(at) => run(&names[at].0, style, names[at].1),
        })
        .collect();
    let response = widgets::block_of(ui, &runs, Breaks::Balanced);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// What the first button does: change turns, or begin without the other.
fn first_word(live: &Live) -> (String, String) {
    if live.phase == Phase::Offered {
        (tr!("window-talk-begin-here"), String::new())
    } else {
        (tr!("window-talk-turns"), tr!("window-talk-space"))
    }
}

fn first_asked(view: &mut View<'_>, live: &Live, response: &Response) {
    if std::mem::take(&mut view.forms.talk.wants_focus) {
        response.request_focus();
    }
    let action = if live.phase == Phase::Offered { asks(Move::Join) } else { turn_over(live) };
    view.ask_if(response.clicked(), action);
}

fn links(live: &Live) -> Vec<(String, Move)> {
    let mut links = vec![(tr!("window-talk-another"), Move::Draw)];
    if live.card.is_some() && live.phase != Phase::Offered {
        links.push((tr!("window-talk-pass"), Move::Pass));
    }
    links
}

/// The actions along the foot of a narrow window.
fn at_foot(ui: &mut Ui, view: &mut View<'_>, live: &Live) {
    let side = Columns::of(ui).side;
    let whole = ui.max_rect();
    let room = whole.width() - 2.0 * side;
    let min = pos2(whole.left() + side, ui.cursor().top() + AT_FOOT);
    let mut inner = column(ui, min, room);
    let (word, _) = first_word(live);
    let response = widgets::plain_whole(&mut inner, &word);
    first_asked(view, live, &response);
    inner.add_space(AT_FOOT);
    let links = links(live);
    let wide: f32 = links.iter().map(|(word, _)| widgets::width_of_link(&inner, word)).sum();
    let wide = wide + BETWEEN_LINKS * (links.len() as f32 - 1.0);
    widgets::row(&mut inner, space::LINK, |ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN_LINKS;
        ui.add_space(((room - wide) / 2.0).max(0.0));
        for (word, what) in links {
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, asks(what));
        }
    });
    let end = inner.min_rect().bottom() + AT_FOOT;
    let used = egui::Rect::from_min_max(whole.min, pos2(whole.right(), end));
    ui.allocate_rect(used, egui::Sense::hover());
}

/// How much time is left, in whole minutes, and how it is let rest.
fn clock(ui: &mut Ui, view: &mut View<'_>, live: &Live) {
    let table = &view.model.table;
    let rests = live.phase == Phase::Resting;
    let left = tr!("window-talk-left", count = table.minutes_left());
    let [from, until] = match table.hours {
        Some(hours) => hours.map(shown_time),
        None => Default::default(),
    };
    let said = match (rests, table.hours) {
        (true, _) => tr!("window-talk-clock-rests", left = left.clone()),
        (false, None) => left.clone(),
        (false, Some(_)) => {
            let (from, until) = (from.clone(), until.clone());
            tr!("window-talk-clock", left = left.clone(), from = from, until = until)
        }
    };
    let note = Note::small(left);
    let note = if rests { note.line(tr!("window-talk-resting")) } else { note };
    let part = table.part();
    widgets::passage_of(ui, &note, baseline_of(ui, Type::Small), ABOVE_CLOCK, |ui| {
        let middle = tr!("window-talk-moment");
        let hours = [from.as_str(), until.as_str()];
        ui.add_space(ABOVE_THREAD);
        widgets::clock(ui, &Clock { part, hours, middle: &middle, said: &said });
        widgets::actions(ui, space::LINK, |ui| {
            let (word, what) = if rests {
                (tr!("window-talk-resume"), Move::Resume)
            } else {
                (tr!("window-talk-rest"), Move::Rest)
            };
            let pressed = widgets::link(ui, &word).clicked();
            view.ask_if(pressed, asks(what));
        });
    });
}

fn side(ui: &mut Ui, beside: bool) {
    if beside {
        // The first label stands beside that of the card.
        ui.add_space(widgets::card_first(ui) - baseline_of(ui, Type::Label));
    } else {
        widgets::beside_head(ui, Type::Label);
    }
    let notes = [
        (tr!("window-talk-listen-name"), tr!("window-talk-listen")),
        (tr!("window-talk-speak-name"), tr!("window-talk-speak")),
        (tr!("window-talk-much-name"), tr!("window-talk-much")),
    ];
    for (at, (name, words)) in notes.iter().enumerate() {
        widgets::note(ui, at, name, words);
    }
}
