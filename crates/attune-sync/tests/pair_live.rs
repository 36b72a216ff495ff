//! Pairing over real sockets on this machine, and what can go wrong with it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;
#[path = "common/screen.rs"]
mod screen;

use attune_sync::net::{Engine, EngineEvent, Link, PairingError};
use attune_sync::proto::pairing::{Failure, PairingWords};
use common::Person;
use screen::{REACH, Screen, keeper};
use tokio::sync::mpsc;

fn two() -> (Person, Person) {
    (Person::new("Alex", 1), Person::new("Sam", 2))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_strangers_pair_by_words_and_come_into_step() {
    let (alex, sam) = two();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let mut types = Screen::enter(&sam, "Sam", 12, &shown.words, &shown.invitation);
    let (here, there) = (shows.asked().await, types.asked().await);
    assert_eq!(here.fingerprint, there.fingerprint);
    assert_eq!((here.partner.as_str(), there.partner.as_str()), ("Sam", "Alex"));
    types.yes();
    shows.yes();
    assert_eq!(shows.ended.await.unwrap(), Ok("Sam".to_owned()));
    assert_eq!(types.ended.await.unwrap(), Ok("Alex".to_owned()));

    let mut events = vec![];
    let mut engines = vec![];
    for (person, seed) in [(&alex, 21), (&sam, 22)] {
        let (tell, told) = mpsc::unbounded_channel();
        engines.push(Engine::start(REACH, keeper(person, seed), tell));
        events.push(told);
    }
    for told in &mut events {
        while told.recv().await.unwrap() != EngineEvent::Link(Link::InStep) {}
    }
    assert_eq!(alex.digest(), sam.digest());

    // Who is paired cannot pair again.
    let again = Screen::show(&alex, "Alex", 31);
    assert_eq!(again.ended.await.unwrap(), Err(PairingError::AlreadyPaired));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_words_end_it_on_both_sides() {
    let (alex, sam) = two();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let wrong = PairingWords::parse("abacus abdomen abacus").unwrap();
    let types = Screen::enter(&sam, "Sam", 12, &wrong, &shown.invitation);
    let wrong = Err(PairingError::Exchange(Failure::WrongWords));
    assert_eq!(types.ended.await.unwrap(), wrong);
    assert_eq!(shows.ended.await.unwrap(), wrong);
    for person in [&alex, &sam] {
        assert!(person.vault.partner().unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_no_is_heard_and_a_second_caller_told_busy() {
    let (alex, sam) = two();
    let third = Person::new("Kim", 3);
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    let mut types = Screen::enter(&sam, "Sam", 12, &shown.words, &shown.invitation);
    shows.asked().await;
    types.asked().await;
    let late = Screen::enter(&third, "Kim", 13, &shown.words, &shown.invitation);
    assert_eq!(late.ended.await.unwrap(), Err(PairingError::Exchange(Failure::Busy)));
    types.yes();
    shows.no();
    assert_eq!(types.ended.await.unwrap(), Err(PairingError::Exchange(Failure::TheySaidNo)));
    assert_eq!(shows.ended.await.unwrap(), Err(PairingError::Exchange(Failure::WeSaidNo)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_can_be_closed_while_it_waits() {
    let (alex, sam) = two();
    let mut shows = Screen::show(&alex, "Alex", 11);
    let shown = shows.shown().await;
    shows.no();
    assert_eq!(shows.ended.await.unwrap(), Err(PairingError::Exchange(Failure::WeSaidNo)));
    // Nobody is there any more.
    let types = Screen::enter(&sam, "Sam", 12, &shown.words, &shown.invitation);
    types.no();
    assert_eq!(types.ended.await.unwrap(), Err(PairingError::Exchange(Failure::WeSaidNo)));
}
