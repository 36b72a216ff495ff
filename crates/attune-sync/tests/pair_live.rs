//! Pairing over real sockets on this machine, and what can go wrong with it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::time::Now;
use attune_sync::net::{
    Answer, Engine, EngineEvent, Keeper, Link, Pairing, PairingError, Place, Progress, Reach,
    Shown, enter, show,
};
use attune_sync::proto::pairing::{Consent, Failure, PairingWords};
use common::{Person, START};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

const REACH: Reach = Reach::Only(IpAddr::V4(Ipv4Addr::LOCALHOST));

fn now() -> Now {
    Now::from_millis(START + 3_600_000, 0)
}

/// One person's pairing screen.
struct Screen {
    answer: mpsc::UnboundedSender<Answer>,
    progress: mpsc::UnboundedReceiver<Progress>,
    ended: JoinHandle<Result<String, PairingError>>,
}

fn keeper(person: &Person, seed: u64) -> Keeper {
    Keeper::start(person.vault.another().unwrap(), now, Box::new(ChaCha20Rng::seed_from_u64(seed)))
}

impl Screen {
    fn open(person: &Person, name: &str, seed: u64, typed: Option<(PairingWords, Shown)>) -> Self {
        let within = Duration::from_secs(20);
        let keeper = keeper(person, seed);
        let pairing = Pairing { reach: REACH, keeper, name: name.to_owned(), within };
        let (tell, progress) = mpsc::unbounded_channel();
        let (answer, answers) = mpsc::unbounded_channel();
        let ended = tokio::spawn(async move {
            let ended = match typed {
                None => show(pairing, tell, answers).await,
                Some((words, shown)) => {
                    let place = Place::Invitation(shown.invitation);
                    enter(pairing, words, place, tell, answers).await
                }
            };
            ended.map(|agreed| agreed.partner_name.clone())
        });
        Self { answer, progress, ended }
    }

    async fn shown(&mut self) -> Shown {
        match self.progress.recv().await {
            Some(Progress::Ready(shown)) => shown,
            other => panic!("{other:?}"),
        }
    }

    async fn asked(&mut self) -> Consent {
        loop {
            match self.progress.recv().await.expect("asked before the end") {
                Progress::Consent(consent) => return consent,
                _ => continue,
            }
        }
    }

    fn yes(&self) {
        self.answer.send(Answer::Yes(vec![])).unwrap();
    }

    fn no(&self) {
        self.answer.send(Answer::No).unwrap();
    }
}

fn two() -> (Person, Person) {
    (Person::new("Alex", 1), Person::new("Sam", 2))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_strangers_pair_by_words_and_come_into_step() {
    let (alex, sam) = two();
    let mut shows = Screen::open(&alex, "Alex", 11, None);
    let shown = shows.shown().await;
    let mut types = Screen::open(&sam, "Sam", 12, Some((shown.words.clone(), shown)));
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
    let again = Screen::open(&alex, "Alex", 31, None);
    assert_eq!(again.ended.await.unwrap(), Err(PairingError::AlreadyPaired));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_words_end_it_on_both_sides() {
    let (alex, sam) = two();
    let mut shows = Screen::open(&alex, "Alex", 11, None);
    let shown = shows.shown().await;
    let wrong = PairingWords::parse("abacus abdomen abacus").unwrap();
    let types = Screen::open(&sam, "Sam", 12, Some((wrong, shown)));
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
    let mut shows = Screen::open(&alex, "Alex", 11, None);
    let shown = shows.shown().await;
    let typed = (shown.words.clone(), shown);
    let mut types = Screen::open(&sam, "Sam", 12, Some(typed.clone()));
    shows.asked().await;
    types.asked().await;
    let late = Screen::open(&third, "Kim", 13, Some(typed));
    assert_eq!(late.ended.await.unwrap(), Err(PairingError::Exchange(Failure::Busy)));
    types.yes();
    shows.no();
    assert_eq!(types.ended.await.unwrap(), Err(PairingError::Exchange(Failure::TheySaidNo)));
    assert_eq!(shows.ended.await.unwrap(), Err(PairingError::Exchange(Failure::WeSaidNo)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_can_be_closed_while_it_waits() {
    let (alex, sam) = two();
    let mut shows = Screen::open(&alex, "Alex", 11, None);
    let shown = shows.shown().await;
    shows.no();
    assert_eq!(shows.ended.await.unwrap(), Err(PairingError::Exchange(Failure::WeSaidNo)));
    // Nobody is there any more.
    let types = Screen::open(&sam, "Sam", 12, Some((shown.words.clone(), shown)));
    types.no();
    assert_eq!(types.ended.await.unwrap(), Err(PairingError::Exchange(Failure::WeSaidNo)));
}
