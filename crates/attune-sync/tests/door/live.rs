//! What is live: only with somebody who knows of it, only the newest, and never
//! anything that the vault hears of.

use super::{Alex, closed, hello_of};
use crate::common::couple;
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Bye, FEATURE_LIVE, Frame};
use attune_sync::proto::live::LiveState;
use attune_sync::proto::session::{Answer, Closing, Effect, Event};

fn state(n: u8) -> LiveState {
    LiveState::new(vec![n; 40]).unwrap()
}

fn shown(n: u8) -> Frame {
    Frame::Live { age: 5, state: Some(state(n)) }
}

fn set(n: u8, age: u64) -> Event<attune_core::exchange::Partner> {
    Event::Live { state: Some(state(n)), age }
}

const CLEARED: Event<attune_core::exchange::Partner> = Event::Live { state: None, age: 0 };

/// The live frames among what was sent.
fn live(alex: &Alex) -> Vec<&Frame> {
    alex.sent.iter().filter(|frame| matches!(frame, Frame::Live { .. })).collect()
}

/// Alex, who met somebody with these features and is shown to have nothing live.
fn met_with(features: u32) -> Alex {
    let (person, mut sam) = couple(1, Bond::Final);
    let Frame::Hello(mut hello) = hello_of(&mut sam, |_| {}) else { panic!() };
    hello.features = features;
    let mut alex = Alex::of(person);
    alex.hears(Frame::Hello(hello));
    assert_eq!(alex.session.phase(), "open");
    alex.forget();
    alex
}

#[test]
fn every_hello_names_the_feature() {
    let (person, mut sam) = couple(1, Bond::Final);
    let Frame::Hello(hello) = hello_of(&mut sam, |_| {}) else { panic!() };
    assert_eq!(hello.features, FEATURE_LIVE);
    let mut alex = Alex::of(person);
    alex.hears(Frame::Hello(hello));
    let Some(Frame::Hello(answer)) = alex.sent.first() else { panic!() };
    assert_eq!(answer.features, FEATURE_LIVE);
}

#[test]
fn who_does_not_know_of_it_is_sent_nothing_live_and_may_send_nothing() {
    // A bit of tomorrow's says nothing of today's.
    for features in [0, u32::MAX ^ FEATURE_LIVE] {
        let mut alex = met_with(features);
        alex.takes(set(1, 0), 0);
        alex.takes(CLEARED, 0);
        assert_eq!((alex.sent.as_slice(), alex.closed), (&[][..], None));
        alex.hears(shown(1));
        assert_eq!(alex.closed, Some(Closing::Ours(Bye::Broken)));
    }
}

#[test]
fn before_the_hello_nobody_shows_anything() {
    let (person, _sam) = couple(1, Bond::Final);
    let mut alex = Alex::of(person);
    alex.takes(set(1, 0), 0);
    assert_eq!(live(&alex), [] as [&Frame; 0]);
    alex.hears(shown(1));
    assert_eq!(alex.closed, Some(Closing::Ours(Bye::Broken)));
}

#[test]
fn the_newest_is_said_once_the_two_have_met_and_after_that_at_once() {
    let (person, mut sam) = couple(1, Bond::Final);
    let mut alex = Alex::of(person);
    alex.takes(set(1, 0), 0);
    alex.takes(set(2, 70_000), 100);
    let hello = hello_of(&mut sam, |_| {});
    alex.takes(Event::Frame(hello), 400);
    assert!(matches!(alex.sent.first(), Some(Frame::Hello(_))), "after the hello");
    let first = Frame::Live { age: 70_300, state: Some(state(2)) };
    assert_eq!(live(&alex), [&first], "as old as it is by now");
    alex.forget();
    alex.takes(set(3, 0), 500);
    alex.takes(Event::LocalChange, 600);
    assert_eq!(alex.sent, [Frame::Live { age: 0, state: Some(state(3)) }], "and not again");
    alex.forget();
    alex.takes(CLEARED, 700);
    alex.takes(CLEARED, 800);
    assert_eq!(alex.sent, [Frame::Live { age: 0, state: None }], "taken back once");
    alex.forget();
    alex.takes(set(4, u64::MAX), 900);
    assert_eq!(alex.sent, [Frame::Live { age: u32::MAX, state: Some(state(4)) }]);
}

#[test]
fn what_comes_is_told_and_the_vault_hears_nothing_of_it() {
    let mut alex = met_with(FEATURE_LIVE);
    let effects = alex.session.handle(Event::Frame(shown(1)), 0);
    assert_eq!(effects, [Effect::Live { state: Some(state(1)), age: 5 }]);
    let effects = alex.session.handle(Event::Frame(Frame::Live { age: 0, state: None }), 0);
    assert_eq!(effects, [Effect::Live { state: None, age: 0 }]);
    let before = alex.session.is_in_step();
    alex.takes(set(2, 0), 0);
    assert_eq!(alex.session.is_in_step(), before);
    assert_eq!(alex.asked, []);
}

#[test]
fn what_is_shown_to_somebody_being_looked_up_waits_for_that() {
    let (person, mut sam) = couple(1, Bond::Final);
    let mut alex = Alex::of(person);
    let hello = hello_of(&mut sam, |_| {});
    let effects = alex.session.handle(Event::Frame(hello), 0);
    assert_eq!((closed(&effects), alex.session.phase()), (None, "meeting"));
    assert_eq!(alex.session.handle(set(1, 0), 0), []);
    // What they show counts already.
    let effects = alex.session.handle(Event::Frame(shown(9)), 0);
    assert_eq!(effects, [Effect::Live { state: Some(state(9)), age: 5 }]);
    let standing = alex.person.vault.standing(sam.vault.me().device).unwrap();
    let effects = alex.session.handle(Event::Answer(Answer::Standing(standing)), 0);
    let is_live = |effect: &&Effect| matches!(effect, Effect::Send(Frame::Live { .. }));
    assert_eq!(effects.iter().filter(is_live).count(), 1);
}

#[test]
fn a_flood_is_passed_over_and_ends_nothing() {
    let mut alex = met_with(FEATURE_LIVE);
    let mut heard = |many: usize, now: u64| {
        let mut told = 0;
        for _ in 0..many {
            let effects = alex.session.handle(Event::Frame(shown(1)), now);
            assert_eq!(closed(&effects), None);
            told += effects.len();
        }
        told
    };
    assert_eq!(heard(10_000, 1_000), 100);
    assert_eq!(heard(10_000, 2_000), 50);
    // And who is calm again is heard.
    assert_eq!(heard(1, 2_040), 1);
}
