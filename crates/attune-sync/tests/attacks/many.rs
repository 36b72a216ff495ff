//! Many at once, those who say nothing, and those who come too late.

use crate::peer::{Line, PAIR, Peer, Talk};
use crate::screen::Screen;
use crate::{Say, act, alex, alive, dead, other_words, sam, unharmed};
use attune_core::vault::Bond;
use attune_sync::net::PairingError;
use attune_sync::proto::pairing::{Failure, Message, Part};
use std::time::Duration;
use tokio::time::Instant;

/// So many guess at once.
const GUESSES: u64 = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_guesses_at_once_one_is_looked_at() {
    let alex = alex();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let mut lines = Vec::new();
    for n in 0..GUESSES {
        let peer = Peer::new(60 + n as u8, PAIR).await;
        let line = peer.dial(&shown.invitation).await.unwrap();
        lines.push((peer, line));
    }
    let guesses = lines.into_iter().enumerate().map(|(n, (peer, line))| {
        tokio::spawn(async move {
            let mut person = crate::common::Person::new("Sam", 100 + n as u64);
            let words = other_words(n as u64);
            let ending = Talk::new(&mut person, &words, Part::Types).lead(line).await;
            drop(peer);
            ending.failed
        })
    });
    let mut told = Vec::new();
    for guess in guesses.collect::<Vec<_>>() {
        told.push(guess.await.unwrap());
    }
    let count = |why| told.iter().filter(|failed| **failed == Some(why)).count();
    assert_eq!(count(Failure::WrongWords), 1, "{told:?}");
    assert_eq!(count(Failure::Busy) + count(Failure::Lost) + 1, told.len(), "{told:?}");
    dead(&alex, &mut shows, Failure::WrongWords).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_only_hold_a_line_keep_nobody_out() {
    let alex = alex();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let peer = std::sync::Arc::new(Peer::new(40, PAIR).await);
    let began = Instant::now();
    let mut opened = Vec::new();
    // As many of each as there are places; they are held for ten seconds.
    for _ in 0..16 {
        opened.push(peer.dial(&shown.invitation).await.unwrap());
    }
    let mut silent = Vec::new();
    for _ in 0..16 {
        silent.push(peer.knock(&shown.invitation).await.unwrap());
    }
    assert!(began.elapsed() < Duration::from_secs(9), "all of them are held");
    alive(&mut shows, &shown).await;
    assert!(began.elapsed() < Duration::from_secs(10), "before any of them was given up");
    drop((opened, silent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_can_be_closed_while_a_stranger_holds_it() {
    let alex = alex();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let peer = Peer::new(40, PAIR).await;
    let mut line = peer.dial(&shown.invitation).await.unwrap();
    act(&mut line, &[Say::Try]).await;
    // Whoever comes meanwhile is told so, and its words are not tried.
    let mut second = peer.dial(&shown.invitation).await.unwrap();
    let message = crate::try_of(&second, &shown.words);
    second.say(&message).await;
    assert_eq!(second.hear().await, Some(Message::Busy));
    shows.no();
    assert_eq!(shows.end().await, Err(PairingError::Exchange(Failure::WeSaidNo)));
    unharmed(&alex);
}

/// One who knows the words waits so long before its proof, of a showing that
/// lasts a second and a half.
async fn proof_after(wait: Duration) -> (crate::common::Person, Screen, crate::peer::Ending) {
    let (alex, mut sam) = (alex(), sam());
    let mut shows = Screen::show_within(&alex, "Alex", 11, Duration::from_millis(1500));
    let shown = shows.shown().await;
    let peer = Peer::new(40, PAIR).await;
    let line: Line = peer.dial(&shown.invitation).await.unwrap();
    let mut talk = Talk::new(&mut sam, &shown.words, Part::Types);
    talk.before_confirming = wait;
    let (ending, ()) = tokio::join!(talk.lead(line), async {
        // A person may take longer than the words are shown.
        let asked = tokio::time::timeout(Duration::from_secs(4), shows.asked_or_over()).await;
        if asked == Ok(true) {
            tokio::time::sleep(Duration::from_millis(1600)).await;
            shows.yes();
        }
    });
    (alex, shows, ending)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_worth_nothing_after_their_time_however_early_the_line_began() {
    let (alex, mut shows, ending) = proof_after(Duration::from_millis(2500)).await;
    assert_eq!(shows.end().await, Err(PairingError::NobodyCame));
    unharmed(&alex);
    assert!(ending.bond.is_none());
    assert_eq!(ending.failed, Some(Failure::TimedOut), "whoever typed is told");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_proved_the_words_in_time_may_think_longer() {
    let (_, mut shows, ending) = proof_after(Duration::ZERO).await;
    assert_eq!(shows.end().await, Ok("Sam".to_owned()));
    assert_eq!(ending.bond, Some(Bond::Final));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_pair_once() {
    let alex = alex();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let peer = Peer::new(40, PAIR).await;
    // Somebody waits at the door from before.
    let mut early = peer.dial(&shown.invitation).await.unwrap();
    alive(&mut shows, &shown).await;
    let message = crate::try_of(&early, &shown.words);
    early.say(&message).await;
    assert!(!early.rest().await.iter().any(|m| matches!(m, Message::Answer(_))));
    assert!(peer.knock(&shown.invitation).await.is_none());
    let partner = alex.vault.partner().unwrap().unwrap();
    assert_eq!((partner.bond, partner.name.as_str()), (Bond::Final, "Sam"));
}
