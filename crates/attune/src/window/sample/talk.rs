//! A soul talk of Alex and Sam, before, while and after.

use super::{State, id, row, today};
use crate::link::Standing;
use crate::window::model::{Kind, Place, Row, Whose};
use crate::window::route::Route;
use crate::window::talk::{Live, Phase, Screens, Stayed, TalkId, Talks, question};
use attune_core::command::Who;
use attune_core::kinds::talk::Deck;
use attune_core::vault::OwnCard;
use std::sync::Arc;
use std::time::Duration;

/// Sam's line of the talk that is just over.
const THEIRS: u8 = 63;
/// The deck and the card of it.
const DECK: &str = "memories";
const CARD: &str = "memories-03";
const SLOT: &str = "stayed-1";

/// What stayed the last time.
pub(super) fn stayed() -> Vec<Row> {
    let asked = "Which smell takes you straight back to being small?";
    let words = ["Coal smoke, and that you wanted to know.", "How you laughed about the soap."];
    let mut all = vec![
        row(61, Kind::Stayed, asked, words[0], Whose::Mine, 3),
        row(62, Kind::Stayed, asked, words[1], Whose::Theirs, 3),
    ];
    all[0].place = Place::Both;
    all
}

/// The couple's own cards.
pub(super) fn cards() -> Vec<OwnCard> {
    let card = |n, deck, question: &str, mine| OwnCard {
        id: id(n),
        deck,
        question: question.to_owned(),
        mine,
        in_deck: n != 73,
    };
    vec![
        card(71, Deck::Play, "What would the cat say about last week?", false),
        card(72, Deck::Dreams, "Where is the bench we will sit on when we are old?", true),
        card(73, Deck::Memories, "Which song was on in your parents’ kitchen?", true),
    ]
}

fn live(phase: Phase) -> Live {
    Live {
        talk: TalkId::from_bytes([1; 8]),
        screens: Screens::Both,
        phase,
        deck: DECK.to_owned(),
        card: Some(CARD.to_owned()),
        turn: Whose::Theirs,
        suggests: false,
        is_there: true,
        remaining: Duration::from_secs(9 * 60),
    }
}

/// Sets up the screen of that name.
pub(super) fn set_up(state: &mut State, name: &str) {
    let (mut on_table, mut offer) = (None, None);
    state.route = Route::Talk;
    match name {
        "soul-start" => state.forms.talk.deck = Some(Deck::Memories),
        "soul-cards" => {
            state.forms.talk.cards = true;
            state.forms.lines.card.text = "What did the sea sound like?".to_owned();
        }
        "soul-call" => {
            state.route = Route::Gratitude;
            offer = Some(live(Phase::Offered));
        }
        "soul-waits" => {
            let waits = live(Phase::Offered);
            on_table = Some(Live { turn: Whose::Mine, is_there: false, ..waits });
        }
        "soul-live" => on_table = Some(live(Phase::Running)),
        "soul-lost" => {
            let lost = live(Phase::Running);
            let remaining = Duration::from_secs(5 * 60);
            on_table = Some(Live {
                turn: Whose::Mine,
                suggests: true,
                is_there: false,
                card: Some(id(72).to_string()),
                deck: "dreams".to_owned(),
                remaining,
                ..lost
            });
            state.model.standing = Standing::Away;
        }
        "soul-end" | "soul-kept" => ended(state, name),
        _ => {}
    }
    if on_table.is_some() {
        state.route = Route::Talking;
        state.forms.talk.wants_focus = true;
    }
    state.model.table.tell(Talks { live: on_table, offer });
    // It lies there already.
    state.model.table.at(0.0, &super::now());
}

/// After it, while Alex writes, or has written.
fn ended(state: &mut State, name: &str) {
    state.route = Route::Stayed(SLOT.to_owned());
    let question = question(CARD, &[]);
    let before = state.model.shown.stayed.iter().map(|row| row.id).collect();
    let mut stayed = Stayed::of(SLOT.to_owned(), question.clone(), DECK.to_owned(), before);
    stayed.text =
        "You went quiet at the kitchen door, and I was glad that I did not hurry you.".to_owned();
    stayed.who = Who::PartnerReads;
    stayed.saving.touch(0.0);
    stayed.saving.send();
    stayed.saving.confirm(1);
    let said =
        "The hall with the coats. I could hear you smile when you got to the umbrella stand.";
    let all = Arc::make_mut(&mut state.model.shown.stayed);
    let mut theirs = row(THEIRS, Kind::Stayed, &question, said, Whose::Theirs, 0);
    if name == "soul-kept" {
        theirs.responses.hearts = [Whose::Mine].into_iter().collect();
        let mine = row(64, Kind::Stayed, &question, &stayed.text, Whose::Mine, 0);
        stayed.kept = Some(mine.id);
        all.insert(0, mine);
    } else {
        state.forms.why = Some(Kind::Stayed);
        state.forms.talk.wants_focus = true;
    }
    all.insert(0, theirs);
    debug_assert_eq!(all[0].day, today());
    state.forms.talk.stayed.insert(SLOT.to_owned(), stayed);
}
