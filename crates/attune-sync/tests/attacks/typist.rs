//! A screen that shows, and is a liar: what it can make of whoever types.

use crate::common::Person;
use crate::peer::{PAIR, Peer, Talk};
use crate::screen::Screen;
use crate::{Say, act, dead, other_words, point, sam};
use attune_core::vault::Bond;
use attune_sync::net::PairingError;
use attune_sync::proto::pairing::{Failure, Message, Part};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_that_proves_nothing_is_told_nothing() {
    use Say::{Bytes, Echo, This};
    let answer = |first| {
        let bytes = [b"B".as_slice(), &point(first, 0)[1..]].concat();
        This(Message::Answer(bytes))
    };
    // Its try is sent back as it is, and as if it were an answer.
    let scripts: Vec<(&str, Failure, Vec<Say>)> = vec![
        ("says nothing and hangs up", Failure::Lost, vec![]),
        ("the try, sent back", Failure::Broken, vec![Echo]),
        ("the identity", Failure::WrongWords, vec![answer(1)]),
        ("a point of order four", Failure::WrongWords, vec![answer(0)]),
        ("no point", Failure::WrongWords, vec![answer(2)]),
        ("no bytes", Failure::WrongWords, vec![This(Message::Answer(vec![]))]),
        ("an introduction unasked", Failure::Broken, vec![This(Message::Pending)]),
        ("busy", Failure::Busy, vec![This(Message::Busy)]),
        ("a frame beyond the limit", Failure::Lost, vec![Bytes(vec![0xff; 64])]),
    ];
    for (n, (name, why, script)) in scripts.into_iter().enumerate() {
        let sam = sam();
        let peer = Peer::new(40, PAIR).await;
        let words = other_words(3);
        let mut types = Screen::enter(&sam, "Sam", 70 + n as u64, &words, &peer.invitation());
        let mut line = peer.accept_open().await;
        assert!(matches!(line.hear().await, Some(Message::Try(_))), "{name}");
        act(&mut line, &script).await;
        if script.is_empty() {
            line.hang_up().await;
        } else {
            let told = line.rest().await;
            assert!(!told.iter().any(|m| matches!(m, Message::Confirm(_))), "{name}: {told:?}");
        }
        dead(&sam, &mut types, why).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_typer_says_is_no_answer_to_it() {
    // Its point, turned into an answer; and then its own proof.
    let sam = sam();
    let peer = Peer::new(40, PAIR).await;
    let mut types = Screen::enter(&sam, "Sam", 70, &other_words(3), &peer.invitation());
    let mut line = peer.accept_open().await;
    let Some(Message::Try(mut part)) = line.hear().await else { panic!() };
    part[0] = b'B';
    line.say(&Message::Answer(part)).await;
    let Some(proof @ Message::Confirm(_)) = line.hear().await else { panic!() };
    line.say(&proof).await;
    assert_eq!(line.hear().await, Some(Message::Wrong));
    dead(&sam, &mut types, Failure::WrongWords).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_after_any_message_leaves_what_both_can_know() {
    use Failure::{Lost, LostAfterConsent, LostUncompleted};
    // What a peer that knows the words and shows them said before it hung up:
    // its answer, its proof, its introduction, its yes, that it is final.
    let shows =
        [Err(Lost), Err(Lost), Err(Lost), Err(Lost), Err(LostAfterConsent), Ok("Alex".to_owned())];
    for (says, expected) in shows.into_iter().enumerate() {
        let (sam, mut alex) = (sam(), Person::new("Alex", 1));
        let peer = Peer::new(40, PAIR).await;
        let words = other_words(4);
        let mut types = Screen::enter(&sam, "Sam", 80 + says as u64, &words, &peer.invitation());
        let line = peer.accept_open().await;
        let mut talk = Talk::new(&mut alex, &words, Part::Shows);
        talk.says = says;
        let (ending, ()) = tokio::join!(talk.lead(line), async {
            if types.asked_or_over().await {
                types.yes_if_open();
            }
        });
        let told = types.end().await;
        assert_eq!(told, expected.map_err(PairingError::Exchange), "after {says}");
        let bond = sam.vault.partner().unwrap().map(|partner| partner.bond);
        let stored = match says {
            5 => Some(Bond::Final),
            4 => Some(Bond::Pending),
            _ => None,
        };
        assert_eq!(bond, stored, "after {says}");
        // Final there is at least pending here.
        assert!(ending.bond != Some(Bond::Final) || bond.is_some(), "after {says}");
        assert_eq!(sam.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
    }

    // And one who types: its try, its proof, its introduction, its yes, that it
    // has stored.
    let types =
        [Err(Lost), Err(Lost), Err(Lost), Err(Lost), Err(LostUncompleted), Ok("Sam".to_owned())];
    for (says, expected) in types.into_iter().enumerate() {
        let (mut sam, alex) = (sam(), Person::new("Alex", 1));
        let mut shows = Screen::show(&alex, "Alex", 90 + says as u64);
        let shown = shows.shown().await;
        let peer = Peer::new(40, PAIR).await;
        let line = peer.dial(&shown.invitation).await.unwrap();
        let mut talk = Talk::new(&mut sam, &shown.words, Part::Types);
        talk.says = says;
        let asked = async {
            if says >= 3 && shows.asked_or_over().await {
                shows.yes_if_open();
            }
        };
        let (ending, ()) = tokio::join!(talk.lead(line), asked);
        if says < 2 {
            // No proof has come: the words are as they were.
            assert!(!shows.ended.is_finished(), "after {says}");
            crate::alive(&mut shows, &shown).await;
            continue;
        }
        assert_eq!(shows.end().await, expected.map_err(PairingError::Exchange), "after {says}");
        let bond = alex.vault.partner().unwrap().map(|partner| partner.bond);
        assert_eq!(bond, (says == 5).then_some(Bond::Final), "after {says}");
        assert!(bond.is_none() || ending.bond.is_some(), "after {says}");
        assert_eq!(alex.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
    }
}
