//! Soul talk: a question drawn from a deck, and what stayed with each.
//!
//! A question does not come back until its deck is used up, also where the two
//! drew apart. So a deck has one order in each round, from the pair's secret: one
//! person draws from its front and the other from its back, and both come to the
//! same last card. A card of the couple's own takes its place in that order like
//! any other, wherever it was written.

use super::around::Made;
use super::{
    CREATED, DAY, Detail, Ends, Kind, MAX_LINE, MAX_PROSE, Moment, OFFSET, Projection, Projects,
};
use crate::document::{Field, FieldType};
use crate::record::RecordType;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::collections::BTreeSet;
use std::str::FromStr;

/// A deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Deck {
    Thoughts,
    Memories,
    Support,
    Dreams,
    Fears,
    Play,
}

impl Deck {
    /// All six, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Thoughts, Self::Memories, Self::Support, Self::Dreams, Self::Fears, Self::Play];

    /// As the terminal and JSON name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thoughts => "thoughts",
            Self::Memories => "memories",
            Self::Support => "support",
            Self::Dreams => "dreams",
            Self::Fears => "fears",
            Self::Play => "play",
        }
    }
}

/// There is no deck of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such deck")]
pub struct ParseDeckError;

impl FromStr for Deck {
    type Err = ParseDeckError;

    fn from_str(text: &str) -> Result<Self, ParseDeckError> {
        Self::ALL.into_iter().find(|deck| deck.name() == text).ok_or(ParseDeckError)
    }
}

/// How many questions each deck comes with. Their words are the program's, in the
/// language of the moment; here a card is only a name.
pub const CARDS: u8 = 27;

/// The longest name of a card, in bytes.
const MAX_NAME: usize = 64;

/// A card's name: of one that a deck comes with its deck and number
/// (`dreams-07`), of the couple's own its document's id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Card(pub String);

impl Card {
    /// The cards that a deck comes with.
    pub fn of(deck: Deck) -> impl Iterator<Item = Card> {
        (1..=CARDS).map(move |number| Card(format!("{}-{number:02}", deck.name())))
    }
}

/// From which end of a deck somebody draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Front,
    Back,
}

/// How far a deck is used up: its present round, and what was drawn in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Drawn {
    pub(crate) round: u32,
    pub(crate) cards: BTreeSet<Card>,
}

impl Drawn {
    /// What these draws make of a deck of `cards`: the latest round that anybody
    /// drew in, or the next one if that has no card left.
    pub(crate) fn of(draws: &[Draw], cards: &[Card]) -> Self {
        // Each round takes at least one draw; whoever claims more has no word in it.
        let most = u32::try_from(draws.len()).unwrap_or(MOST_ROUNDS);
        let rounds = draws.iter().map(|draw| draw.round).filter(|round| *round <= most);
        let round = rounds.max().unwrap_or_default();
        let in_round = draws.iter().filter(|draw| draw.round == round);
        let drawn = Self { round, cards: in_round.map(|draw| draw.card.clone()).collect() };
        if cards.iter().all(|card| drawn.cards.contains(card)) && round < MOST_ROUNDS {
            return Self { round: round + 1, cards: BTreeSet::new() };
        }
        drawn
    }

    /// The cards that are left.
    pub(crate) fn left<'a>(&self, cards: &'a [Card]) -> impl Iterator<Item = &'a Card> {
        cards.iter().filter(|card| !self.cards.contains(*card))
    }

    /// The next card from one end.
    pub(crate) fn next(&self, cards: &[Card], secret: &[u8], end: End) -> Option<Card> {
        let place = |card: &&Card| (place(secret, self.round, card), (*card).clone());
        match end {
            End::Front => self.left(cards).min_by_key(place).cloned(),
            End::Back => self.left(cards).max_by_key(place).cloned(),
        }
    }
}

/// More rounds than anybody draws in a life; a partner's program may claim any.
const MOST_ROUNDS: u32 = 1_000_000;

/// A card's place in a deck's order in a round.
fn place(secret: &[u8], round: u32, card: &Card) -> [u8; 32] {
    // Any length of key will do for HMAC (RFC 2104).
    let Ok(mut order) = Hmac::<Sha256>::new_from_slice(secret) else { return [0; 32] };
    order.update(b"attune deck 1");
    order.update(&round.to_be_bytes());
    order.update(card.0.as_bytes());
    order.finalize().into_bytes().into()
}

/// A card that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// From which deck.
    pub deck: Deck,
    /// In which round of it, from 0.
    pub round: u32,
    /// Which card.
    pub card: Card,
}

/// The body of a drawn card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DrawnAt {
    pub(crate) draw: Draw,
    pub(crate) moment: Moment,
}

/// A drawn card: a fact, so that it counts on both devices however it came.
pub(crate) const DRAW: Kind = Kind {
    name: "draw",
    facts: &[RecordType::DRAWN_CARD],
    project: Projects::Facts(project_draw),
    ends: Ends::Never,
    ..Kind::OF_FACTS
};

fn project_draw(made: &Made<'_>) -> Option<Projection> {
    let DrawnAt { draw, moment } = made.only(RecordType::DRAWN_CARD)?;
    if draw.card.0.len() > MAX_NAME || draw.round > MOST_ROUNDS {
        return None;
    }
    let title = draw.deck.name().to_owned();
    Some(Projection { title, detail: Some(Detail::Draw(draw)), ..Projection::at(&moment) })
}

/// A question of the couple's own, in one of the decks.
pub(crate) const CARD: Kind = Kind {
    name: "card",
    shape: &[
        Field::fixed("deck", FieldType::Line, 16),
        Field::new("question", FieldType::Line, MAX_LINE),
        DAY,
        CREATED,
        OFFSET,
        super::SHARED_AS,
        super::ORIGIN,
        super::BY,
    ],
    listed: false,
    title_field: "deck",
    body_field: "question",
    ..Kind::WRITTEN
};

/// "What stayed with me", under the question as its writer read it.
pub(crate) const STAYED: Kind = Kind {
    name: "talk",
    shape: &[
        Field::fixed("question", FieldType::Line, MAX_LINE),
        Field::new("text", FieldType::Prose, MAX_PROSE),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
        super::ORIGIN,
        super::BY,
    ],
    // The question is shown as a title, and is not its writer's to rewrite afterwards.
    project: Projects::Changes(|made| Projection::of(made, "question", STAYED.body_field)),
    ..Kind::WRITTEN
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn deck(own: usize) -> Vec<Card> {
        let own = (0..own).map(|n| Card(format!("{n:032x}")));
        Card::of(Deck::Play).chain(own).collect()
    }

    /// Draws once for each step, from the front where it says so.
    fn draw(steps: &[bool], cards: &[Card], draws: &mut Vec<Draw>) -> Vec<Card> {
        let mut seen = Vec::new();
        for front in steps {
            let drawn = Drawn::of(draws, cards);
            let end = if *front { End::Front } else { End::Back };
            let card = drawn.next(cards, b"secret", end).unwrap();
            draws.push(Draw { deck: Deck::Play, round: drawn.round, card: card.clone() });
            seen.push(card);
        }
        seen
    }

    #[test]
    fn a_round_that_nobody_can_have_come_to_uses_nothing_up() {
        let cards = deck(0);
        let claim = |round| Draw { deck: Deck::Play, round, card: cards[0].clone() };
        let all = cards.iter().map(|card| Draw { card: card.clone(), ..claim(MOST_ROUNDS) });
        let all: Vec<Draw> = all.collect();
        assert_eq!(Drawn::of(&all, &cards).round, 0);
        assert_eq!(Drawn::of(&[claim(7)], &cards), Drawn::default());
    }

    proptest! {
        #[test]
        fn no_question_comes_back_before_its_deck_is_used_up(
            steps in prop::collection::vec(any::<bool>(), 0..90), own in 0_usize..4,
        ) {
            let cards = deck(own);
            let seen = draw(&steps, &cards, &mut Vec::new());
            for round in seen.chunks(cards.len()) {
                let different: BTreeSet<&Card> = round.iter().collect();
                prop_assert_eq!(different.len(), round.len());
            }
        }

        /// Each of two who draw apart, together no more than there are, draws what
        /// the other does not.
        #[test]
        fn two_who_draw_apart_draw_different_questions(
            together in 0_usize..20, mine in 0_usize..14, theirs in 0_usize..14,
        ) {
            let cards = deck(3);
            let mut before = Vec::new();
            draw(&vec![true; together], &cards, &mut before);
            let left = cards.len() - together;
            let (mine, theirs) = (mine.min(left), theirs.min(left.saturating_sub(mine)));
            let here = draw(&vec![true; mine], &cards, &mut before.clone());
            let there = draw(&vec![false; theirs], &cards, &mut before.clone());
            prop_assert!(here.iter().all(|card| !there.contains(card)));
        }
    }

    #[test]
    fn a_new_card_comes_in_the_round_it_was_written_in_and_changes_no_order() {
        let before = draw(&[true; 27], &deck(0), &mut Vec::new());
        let after = draw(&[true; 28], &deck(1), &mut Vec::new());
        let without: Vec<Card> =
            after.iter().filter(|card| before.contains(card)).cloned().collect();
        assert_eq!(without, before);
        let again = draw(&[true; 54], &deck(0), &mut Vec::new());
        assert_ne!(again[27..], again[..27], "another order in the next round");
    }
}
