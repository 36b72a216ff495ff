//! Somebody who sits between the two screens, with a connection to each.

use crate::common::Person;
use crate::peer::{Line, PAIR, Peer, Talk};
use crate::screen::Screen;
use crate::{alex, dead, other_words, sam, unharmed};
use attune_sync::net::{PairingError, Shown};
use attune_sync::proto::pairing::{Failure, Part};
use std::time::Duration;

/// So long without a frame, and there is none.
const SILENT: Duration = Duration::from_secs(5);

/// Both screens, and one between them whom Sam was sent to.
struct Between {
    alex: Person,
    sam: Person,
    shows: Screen,
    types: Screen,
    to_alex: Line,
    to_sam: Line,
    shown: Shown,
    /// Their lines end with them.
    _peers: [Peer; 2],
}

/// Neither side has heard a word yet.
async fn between(seed: u64) -> Between {
    let (alex, sam) = (alex(), sam());
    let mut shows = Screen::show(&alex, "Alex", seed);
    let shown = shows.shown().await;
    let (front, back) = (Peer::new(50, PAIR).await, Peer::new(51, PAIR).await);
    let types = Screen::enter(&sam, "Sam", seed + 1, &shown.words, &front.invitation());
    let to_sam = front.accept().await;
    let to_alex = back.silent(&shown.invitation).await.unwrap();
    Between { alex, sam, shows, types, to_alex, to_sam, shown, _peers: [front, back] }
}

/// Carries frames both ways, unchanged, until one side is silent or so many
/// passed; gives how many did. The two speak by turns, who types first.
async fn carry(to_alex: &mut Line, to_sam: &mut Line, most: usize) -> usize {
    let mut passed = 0;
    while passed < most {
        let (from, to) = if passed % 2 == 0 {
            (&mut *to_sam, &mut *to_alex)
        } else {
            (&mut *to_alex, &mut *to_sam)
        };
        let frame = tokio::time::timeout(SILENT, from.hear_bytes()).await;
        let Ok(Some(frame)) = frame else { break };
        to.say_bytes(&frame).await;
        passed += 1;
    }
    passed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_between_who_changes_nothing_is_noticed_by_both() {
    let mut all = between(100).await;
    // Two opens, a try, an answer, a proof, and that it is wrong.
    assert_eq!(carry(&mut all.to_alex, &mut all.to_sam, usize::MAX).await, 6);
    dead(&all.alex, &mut all.shows, Failure::WrongWords).await;
    dead(&all.sam, &mut all.types, Failure::WrongWords).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_between_who_guesses_has_one_guess_on_each_side() {
    let Between { alex, sam, mut shows, mut types, mut to_alex, mut to_sam, _peers, .. } =
        between(110).await;
    for line in [&mut to_alex, &mut to_sam] {
        line.say(&attune_sync::proto::pairing::Exchange::open("peer")).await;
        line.hear().await.unwrap();
    }
    let (mut one, mut other) = (Person::new("Sam", 7), Person::new("Alex", 8));
    let (guess, another) = (other_words(1), other_words(2));
    let (here, there) = tokio::join!(
        Talk::new(&mut one, &guess, Part::Types).lead(to_alex),
        Talk::new(&mut other, &another, Part::Shows).lead(to_sam),
    );
    assert_eq!(here.failed, Some(Failure::WrongWords));
    assert_eq!(there.failed, Some(Failure::WrongWords));
    dead(&alex, &mut shows, Failure::WrongWords).await;
    dead(&sam, &mut types, Failure::WrongWords).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_between_who_cuts_after_any_message_leaves_nothing_behind() {
    for most in 0..6 {
        let mut all = between(120 + 10 * most as u64).await;
        assert_eq!(carry(&mut all.to_alex, &mut all.to_sam, most).await, most);
        tokio::join!(all.to_alex.hang_up(), all.to_sam.hang_up());
        unharmed(&all.alex);
        unharmed(&all.sam);
        if most < 5 {
            // No proof has arrived anywhere. Sam knows that the line broke; or
            // looks on, if the first words never came.
            assert!(!all.shows.ended.is_finished(), "after {most}");
            if most >= 2 {
                assert_eq!(all.types.end().await, Err(PairingError::Exchange(Failure::Lost)));
            } else {
                all.types.no();
            }
            crate::alive(&mut all.shows, &all.shown).await;
        } else {
            dead(&all.alex, &mut all.shows, Failure::WrongWords).await;
            assert!(!all.types.was_asked());
            let lost =
                [Failure::Lost, Failure::WrongWords].map(|why| Err(PairingError::Exchange(why)));
            assert!(lost.contains(&all.types.end().await));
        }
    }
}
