//! What two people keep of a soul talk: cards of their own, and hearts for what
//! stayed.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Deletion, Who};
use attune_core::kinds::talk::Deck;
use common::{couple, sync};

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
    let play = |person: &common::Person| {
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
