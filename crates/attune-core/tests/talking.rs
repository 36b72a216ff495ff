//! What two people keep of a soul talk: cards of their own, and hearts for what
//! stayed; and decks that both draw from, apart and together.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::brought::{Brought, Origin, What};
use attune_core::command::{Command, Deletion, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::talk::{CARDS, Card, Deck, Draw};
use common::{Person, couple, pair, sync};
use proptest::prelude::*;
use std::collections::BTreeSet;

impl Person {
    fn draws(&mut self) -> Draw {
        let id = self.apply(Command::Draw { deck: Some(Deck::Play) }).unwrap();
        self.vault.reader().unwrap().drawn(Some(id)).unwrap().unwrap().draw
    }

    /// How many cards of the deck are left.
    fn left(&self) -> usize {
        let decks = self.vault.reader().unwrap().decks().unwrap();
        decks.iter().find(|view| view.deck == Deck::Play).unwrap().left
    }
}

#[test]
fn a_card_of_ones_own_is_both_s_and_says_whose_it_is() {
    let (mut alex, mut sam) = couple();
    let card = |deck, question: &str| Command::WriteCard { deck, question: question.to_owned() };
    let first = alex.apply(card(Deck::Play, "What shall we build?")).unwrap();
    sync(&mut alex, &mut sam);
    sam.now = alex.now;
    let second = sam.apply(card(Deck::Dreams, "Which boat?")).unwrap();
    sync(&mut alex, &mut sam);
    for (person, mine) in [(&alex, [false, true]), (&sam, [true, false])] {
        let cards = person.vault.reader().unwrap().own_cards().unwrap();
        let told: Vec<_> =
            cards.iter().map(|card| (card.id, card.deck, card.question.as_str())).collect();
        let expected =
            [(second, Deck::Dreams, "Which boat?"), (first, Deck::Play, "What shall we build?")];
        assert_eq!(told, expected, "the newest first");
        assert_eq!([cards[0].mine, cards[1].mine], mine);
    }
}

/// What was written before there were two is not lost with the pairing: its writer
/// still has it, and puts it into the deck of both.
#[test]
fn a_card_written_alone_stays_and_is_put_into_the_deck_of_both() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let question = "What shall we build?".to_owned();
    let alone = alex.apply(Command::WriteCard { deck: Deck::Play, question }).unwrap();
    let size = |person: &Person| person.vault.reader().unwrap().decks().unwrap()[5].size;
    let cards = |person: &Person| person.vault.reader().unwrap().own_cards().unwrap();
    let without = size(&sam);
    assert_eq!(size(&alex), without + 1);
    let share = |id| Command::Share { id };
    assert!(alex.apply(share(alone)).is_err(), "there is nobody to share it with");
    pair(&mut alex, &mut sam, &[]);
    sync(&mut alex, &mut sam);
    assert_eq!((size(&alex), size(&sam)), (without, without));
    assert!(cards(&sam).is_empty());
    let [card] = &cards(&alex)[..] else { panic!("it is lost") };
    assert_eq!((card.id, card.mine, card.in_deck), (alone, true, false));
    let shared = alex.apply(share(alone)).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        assert_eq!(size(person), without + 1);
        let [card] = &cards(person)[..] else { panic!("one card, once") };
        assert_eq!((card.id, card.in_deck), (shared, true));
        person.is_sound();
    }
}

/// Another's card that came in from a file is nobody's to share.
#[test]
fn a_card_that_came_in_is_drawn_alone_and_never_shared_as_ones_own() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let brought = |n: u8, by: Option<&str>| {
        Command::BringIn(Brought {
            what: What::Card { deck: Deck::Play, question: format!("Which boat, {n}?") },
            origin: Origin::entry(DocumentId::from_bytes([n; 16])),
            edited: None,
            by: by.map(str::to_owned),
        })
    };
    let mine = alex.apply(brought(1, None)).unwrap();
    let theirs = alex.apply(brought(2, Some("Sam"))).unwrap();
    assert_eq!(alex.apply(brought(1, None)).unwrap(), mine, "once");
    let cards = alex.vault.reader().unwrap().written_cards().unwrap();
    let told: Vec<_> =
        cards.iter().map(|one| (one.card.id, one.card.mine, one.author.as_str())).collect();
    assert!(told.contains(&(mine, true, "Alex")) && told.contains(&(theirs, false, "Sam")));
    assert_eq!(alex.vault.reader().unwrap().decks().unwrap()[5].size, 29);
    pair(&mut alex, &mut sam, &[]);
    assert!(alex.apply(Command::Share { id: theirs }).is_err());
    alex.apply(Command::Share { id: mine }).unwrap();
}

#[test]
fn what_stayed_is_answered_by_a_heart_where_it_was_shared() {
    let (mut alex, mut sam) = couple();
    let stayed = |who| Command::Stayed {
        question: "Which boat?".to_owned(),
        text: "That it was blue.".to_owned(),
        who,
    };
    let shared = alex.apply(stayed(Who::PartnerReads)).unwrap();
    let own = alex.apply(stayed(Who::OnlyMe)).unwrap();
    sync(&mut alex, &mut sam);
    assert!(sam.vault.reader().unwrap().entry(own).is_err(), "it is not there");
    sam.apply(Command::Heart { id: shared }).unwrap();
    sync(&mut alex, &mut sam);
    let hearts = alex.entry(shared).hearts;
    assert_eq!(hearts.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Sam"]);
}

#[test]
fn a_card_that_its_writer_took_out_is_in_nobodys_deck() {
    let (mut alex, mut sam) = couple();
    let question = "What shall we build?".to_owned();
    let id = alex.apply(Command::WriteCard { deck: Deck::Play, question }).unwrap();
    sync(&mut alex, &mut sam);
    let play = |person: &Person| {
        let decks = person.vault.reader().unwrap().decks().unwrap();
        decks.iter().find(|view| view.deck == Deck::Play).unwrap().size
    };
    let with = play(&sam);
    // Whoever did not write it takes nothing out.
    assert!(sam.apply(Command::Delete { id, deletion: Deletion::Final }).is_err());
    alex.apply(Command::Delete { id, deletion: Deletion::Pending }).unwrap();
    assert_eq!((play(&alex), play(&sam)), (with - 1, with));
    alex.apply(Command::Undo { id: Some(id) }).unwrap();
    assert_eq!(play(&alex), with);
    alex.apply(Command::Delete { id, deletion: Deletion::Final }).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((play(&alex), play(&sam)), (with - 1, with - 1));
    for person in [&alex, &sam] {
        assert!(person.vault.reader().unwrap().own_cards().unwrap().is_empty());
        person.is_sound();
    }
}

#[test]
fn two_who_use_a_deck_up_apart_begin_the_next_round_together() {
    let (mut alex, mut sam) = couple();
    let all: BTreeSet<Card> = Card::of(Deck::Play).collect();
    for round in 0..2 {
        let here: Vec<Draw> = (0..14).map(|_| alex.draws()).collect();
        let there: Vec<Draw> = (0..13).map(|_| sam.draws()).collect();
        assert_eq!((alex.left(), sam.left()), (13, 14), "nobody knows of the other's");
        let both = here.iter().chain(&there);
        assert!(both.clone().all(|draw| draw.round == round));
        assert_eq!(both.map(|draw| draw.card.clone()).collect::<BTreeSet<_>>(), all);
        sync(&mut alex, &mut sam);
        assert_eq!((alex.left(), sam.left()), (27, 27), "used up, and whole again");
    }
}

#[test]
fn whoever_went_on_to_the_next_round_takes_the_other_along() {
    let (mut alex, mut sam) = couple();
    let theirs: Vec<Draw> = (0..3).map(|_| sam.draws()).collect();
    let mine: Vec<Draw> = (0..usize::from(CARDS) + 2).map(|_| alex.draws()).collect();
    assert!(theirs.iter().all(|draw| draw.round == 0));
    sync(&mut alex, &mut sam);
    assert_eq!((alex.left(), sam.left()), (25, 25));
    let next = sam.draws();
    assert_eq!(next.round, 1);
    assert!(mine.iter().all(|draw| (draw.round, &draw.card) != (1, &next.card)));
}

#[derive(Debug, Clone)]
enum Evening {
    /// One of the two draws so many.
    Draws(usize, usize),
    Meet,
}

fn evening() -> impl Strategy<Value = Evening> {
    prop_oneof![
        3 => (0..2_usize, 1..10_usize).prop_map(|(who, many)| Evening::Draws(who, many)),
        2 => Just(Evening::Meet),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// However two draw and meet: nobody draws what their vault knows to be drawn in
    /// that round; a round turns when its cards are used up, and not before; and two
    /// apart draw different cards for as long as there are enough for both.
    #[test]
    fn no_question_comes_back_early(evenings in prop::collection::vec(evening(), 8..20)) {
        let (alex, sam) = couple();
        let mut people = [alex, sam];
        let size = usize::from(CARDS);
        // What each vault knows to be drawn, and what each drew since they met.
        let mut known: [BTreeSet<(u32, Card)>; 2] = Default::default();
        let mut apart: [Vec<(u32, Card)>; 2] = Default::default();
        let mut left = size;
        for evening in evenings {
            match evening {
                Evening::Draws(who, many) => for _ in 0..many {
                    let last = known[who].iter().map(|(round, _)| *round).max().unwrap_or(0);
                    let of_last = known[who].iter().filter(|(round, _)| *round == last).count();
                    let Draw { round, card, .. } = people[who].draws();
                    prop_assert_eq!(round, if of_last == size { last + 1 } else { last });
                    prop_assert!(known[who].insert((round, card.clone())), "{:?} again", card);
                    apart[who].push((round, card));
                }
                Evening::Meet => {
                    let [alex, sam] = &mut people;
                    sync(alex, sam);
                    if apart[0].len() + apart[1].len() <= left {
                        prop_assert!(apart[0].iter().all(|draw| !apart[1].contains(draw)));
                    }
                    let both = &known[0] | &known[1];
                    known = [both.clone(), both];
                    apart = Default::default();
                    prop_assert_eq!(alex.left(), sam.left());
                    left = alex.left();
                }
            }
        }
    }
}
