//! Attacks on pairing, each tried by a peer that speaks the protocol over real
//! sockets against the real screens. After each of them the vault is unpaired
//! and whole, the person was told what is true, and the true partner can still
//! pair wherever the words were not used up.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod between;
#[path = "../common/mod.rs"]
mod common;
mod many;
mod peer;
#[path = "../common/screen.rs"]
mod screen;
mod stranger;
mod typist;
mod whoever;

use attune_sync::net::{PairingError, Shown};
use attune_sync::proto::pairing::{Exchange, Failure, Message, PairingWords, Part, Why};
use common::Person;
use peer::{Line, PAIR, Peer, Talk};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use screen::Screen;
use std::time::Duration;

/// Alex, who shows, and has written something.
fn alex() -> Person {
    let mut alex = Person::new("Alex", 1);
    alex.journal("mine alone", attune_core::command::Who::OnlyMe);
    alex
}

fn sam() -> Person {
    Person::new("Sam", 2)
}

/// Words that are not the ones shown.
fn other_words(seed: u64) -> PairingWords {
    PairingWords::generate(&mut ChaCha20Rng::seed_from_u64(1000 + seed))
}

/// Unpaired, nothing pending that anybody could finish, and whole.
#[track_caller]
fn unharmed(person: &Person) {
    assert!(person.vault.partner().unwrap().is_none(), "nothing is agreed, not even pending");
    let reader = person.vault.reader().unwrap();
    assert_eq!(reader.check().unwrap(), Vec::<String>::new());
    assert!(reader.status().unwrap().partner.is_none());
}

/// The words are used up: the screen says why, and is gone.
async fn dead(person: &Person, screen: &mut Screen, why: Failure) {
    assert_eq!(screen.end().await, Err(PairingError::Exchange(why)));
    assert!(!screen.was_asked());
    unharmed(person);
}

/// Nothing was tried: the true partner pairs by the words that are shown.
async fn alive(shower: &mut Screen, shown: &Shown) {
    let sam = sam();
    let mut types = Screen::enter(&sam, "Sam", 12, &shown.words, &shown.invitation);
    let (here, there) = (shower.asked().await, types.asked().await);
    assert_eq!(here.fingerprint, there.fingerprint);
    assert_eq!(here.partner, "Sam");
    shower.yes();
    types.yes();
    assert_eq!(shower.end().await, Ok("Sam".to_owned()));
    assert_eq!(types.end().await, Ok("Alex".to_owned()));
}

/// What a peer that tries these words says first.
fn try_of(line: &Line, words: &PairingWords) -> Message {
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    let me = peer::me(&sam(), "Sam");
    let (_, steps) = Exchange::enter(me, words, line.binding(Part::Types), &mut rng);
    match steps.into_iter().next() {
        Some(attune_sync::proto::pairing::Step::Send(message)) => message,
        _ => panic!("it tries at once"),
    }
}

/// One thing that a peer without manners says.
enum Say {
    This(Message),
    /// A sound try of words that are not those.
    Try,
    /// What it heard last, sent back.
    Echo,
    Bytes(Vec<u8>),
}

async fn act(line: &mut Line, script: &[Say]) {
    for say in script {
        match say {
            Say::This(message) => line.say(message).await,
            Say::Try => {
                let message = try_of(line, &other_words(1));
                line.say(&message).await;
                assert!(matches!(line.hear().await, Some(Message::Answer(_))));
            }
            Say::Echo => {
                let last = line.heard.last().unwrap().clone();
                line.say(&last).await;
            }
            Say::Bytes(bytes) => line.say_bytes(bytes).await,
        }
    }
}

fn point(first: u8, last: u8) -> Vec<u8> {
    let mut bytes = vec![0; 33];
    (bytes[0], bytes[1], bytes[32]) = (b'A', first, last);
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_proves_nothing_costs_nothing() {
    use Say::{Bytes, Echo, This, Try};
    let yes = || This(Message::Yes { transcript: [0; 32], settings: None });
    let scripts: Vec<(&str, Vec<Say>)> = vec![
        ("says nothing", vec![]),
        ("the shower's own open, sent back", vec![Echo]),
        ("the shower's answer, sent back", vec![Try, Echo]),
        ("tries twice", vec![Try, This(Message::Try(point(9, 0)))]),
        ("tries and hangs up", vec![Try]),
        ("tries and says no", vec![Try, This(Message::No)]),
        ("tries and gives up", vec![Try, This(Message::Stopped(Why::TooLong))]),
        ("a yes before anything", vec![yes()]),
        ("a yes without a proof", vec![Try, yes()]),
        ("pending before anything", vec![This(Message::Pending)]),
        ("final without a proof", vec![Try, This(Message::Final)]),
        ("a proof before a try", vec![This(Message::Confirm([0; 32]))]),
        ("an empty frame", vec![Bytes(vec![0; 4])]),
        ("a frame that never ends", vec![Bytes(vec![0, 0, 1, 0, 2])]),
        ("a frame beyond the limit", vec![Bytes([[0, 0, 0x40, 1].as_slice(), &[2; 99]].concat())]),
        ("a frame of four gigabytes", vec![Bytes(vec![0xff; 64])]),
        ("noise", vec![Bytes([[0, 0, 0, 50].as_slice(), &[0x77; 50]].concat())]),
        ("noise after a try", vec![Try, Bytes([[0, 0, 0, 50].as_slice(), &[0x77; 50]].concat())]),
    ];
    let alex = alex();
    let mut shows = Screen::show_within(&alex, "Alex", 11, Duration::from_secs(60));
    let shown = shows.shown().await;
    let peer = Peer::new(40, PAIR).await;
    for (name, script) in &scripts {
        let mut line = peer.dial(&shown.invitation).await.expect(name);
        act(&mut line, script).await;
        line.hang_up().await;
        assert!(!shows.ended.is_finished(), "{name}");
        unharmed(&alex);
    }
    alive(&mut shows, &shown).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_does_not_even_open_is_no_other_version() {
    let alex = alex();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let peer = Peer::new(40, PAIR).await;
    let long = Message::Open { min: 1, max: 1, device: "n".repeat(201) };
    for first in [Message::Try(point(9, 0)), Message::Wrong, Message::No, Message::Busy, long] {
        let mut line = peer.silent(&shown.invitation).await.unwrap();
        line.say(&first).await;
        line.hang_up().await;
        assert!(!shows.ended.is_finished(), "{first:?}");
    }
    alive(&mut shows, &shown).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_try_that_fails_uses_the_words_up() {
    use Say::{This, Try};
    let weak = |first, last| vec![This(Message::Try(point(first, last)))];
    let scripts: Vec<(&str, Failure, Vec<Say>)> = vec![
        ("a proof of nothing", Failure::WrongWords, vec![Try, This(Message::Confirm([0; 32]))]),
        ("says that they are wrong", Failure::WrongWords, vec![Try, This(Message::Wrong)]),
        ("the identity", Failure::WrongWords, weak(1, 0)),
        ("a point of order four", Failure::WrongWords, weak(0, 0)),
        ("another of order four", Failure::WrongWords, weak(0, 0x80)),
        ("no point", Failure::WrongWords, weak(2, 0)),
        ("no bytes", Failure::WrongWords, vec![This(Message::Try(vec![]))]),
        (
            "the point as if it were the shower's",
            Failure::WrongWords,
            vec![This(Message::Try([b"B".as_slice(), &point(9, 0)[1..]].concat()))],
        ),
        (
            "a version of another time",
            Failure::Versions,
            vec![This(Message::Open { min: 7, max: 9, device: String::new() })],
        ),
    ];
    for (n, (name, why, script)) in scripts.into_iter().enumerate() {
        let alex = alex();
        let mut shows = Screen::show(&alex, "Alex", 20 + n as u64);
        let shown = shows.shown().await;
        let peer = Peer::new(40, PAIR).await;
        let mut line = if why == Failure::Versions {
            peer.silent(&shown.invitation).await.expect(name)
        } else {
            peer.dial(&shown.invitation).await.expect(name)
        };
        act(&mut line, &script).await;
        dead(&alex, &mut shows, why).await;
        let told = line.rest().await;
        let last = if why == Failure::Versions {
            Message::Versions { min: 1, max: 1 }
        } else {
            Message::Wrong
        };
        // Whoever says that they are wrong needs not to be told.
        assert!(told.last() == Some(&last) || name.starts_with("says"), "{name}: {told:?}");
        assert!(
            !told.iter().any(|m| matches!(m, Message::Confirm(_))),
            "{name}: nothing is proved"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_wrong_or_in_the_wrong_place_is_one_try_and_the_last() {
    let twist: [(&str, fn([&str; 3]) -> [&str; 3]); 3] = [
        ("one is another", |[a, b, c]| [a, b, if c == "abacus" { "abdomen" } else { "abacus" }]),
        ("two changed places", |[a, b, c]| [b, a, c]),
        ("turned round", |[a, b, c]| [c, b, a]),
    ];
    for (n, (name, twist)) in twist.into_iter().enumerate() {
        let (alex, sam) = (alex(), sam());
        let mut shows = Screen::show(&alex, "Alex", 30 + n as u64);
        let shown = shows.shown().await;
        let text = shown.words.text();
        let words: Vec<&str> = text.split(' ').collect();
        let typed = twist([words[0], words[1], words[2]]).join(" ");
        let typed = PairingWords::parse(&typed).unwrap();
        assert_ne!(typed, shown.words, "{name}");
        let mut types = Screen::enter(&sam, "Sam", 12, &typed, &shown.invitation);
        let wrong = Err(PairingError::Exchange(Failure::WrongWords));
        assert_eq!(types.end().await, wrong, "{name}");
        dead(&alex, &mut shows, Failure::WrongWords).await;
        unharmed(&sam);

        // The right words come too late; new ones do.
        if n == 0 {
            let peer = Peer::new(40, PAIR).await;
            assert!(peer.knock(&shown.invitation).await.is_none(), "nobody listens any more");
        }
        let mut again = Screen::show(&alex, "Alex", 50 + n as u64);
        let shown = again.shown().await;
        alive(&mut again, &shown).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_recorded_of_a_pairing_is_worth_nothing_again() {
    // Sam's peer knows the words, and all it says is recorded; Alex says no.
    let (alex, mut sam) = (alex(), sam());
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let peer = Peer::new(40, PAIR).await;
    let line = peer.dial(&shown.invitation).await.unwrap();
    let talk = Talk::new(&mut sam, &shown.words, Part::Types);
    let (ending, ()) = tokio::join!(talk.lead(line), async {
        shows.asked().await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        shows.no();
    });
    assert_eq!(ending.failed, Some(Failure::TheySaidNo));
    assert_eq!(shows.end().await, Err(PairingError::Exchange(Failure::WeSaidNo)));
    unharmed(&alex);
    assert!(ending.said.len() >= 4, "try, proof, introduction, yes");

    // To a new showing; and, the same randomness drawn again, of the same words.
    for seed in [12, 11] {
        let mut shows = Screen::show(&alex, "Alex", seed);
        let again = shows.shown().await;
        assert_eq!(again.words == shown.words, seed == 11);
        let peer = Peer::new(41, PAIR).await;
        let mut line = peer.dial(&again.invitation).await.unwrap();
        for bytes in &ending.said {
            line.say_bytes(bytes).await;
        }
        dead(&alex, &mut shows, Failure::WrongWords).await;
        assert!(matches!(line.rest().await[..], [_, Message::Answer(_), Message::Wrong]));
    }
}
