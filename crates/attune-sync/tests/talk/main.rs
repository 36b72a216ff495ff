//! Soul talks on two devices without sockets: two machines, each with a clock of
//! its own that may leap or stand still, and a line between them that is slow, loses
//! what it carries and breaks.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod line;
mod stories;

use attune_sync::proto::talk::{LENGTH, Phase, Turn, View};
use line::{Act, Clock, Two};
use proptest::prelude::*;
use std::time::Duration;

/// What two screens side by side may differ.
const TOGETHER: Duration = Duration::from_millis(200);
/// So long after the last trouble both show the same: a beat, or the silence
/// after which somebody who said nothing is gone.
const SETTLED: Duration = Duration::from_secs(45);

#[derive(Debug, Clone)]
enum Step {
    Wait(u64),
    Act(usize, Act),
    Cut,
    Mend,
    /// From now on this share of what is sent is lost, in percent.
    Lose(u8),
    /// The program of one of the two is started again.
    Restart(usize),
    /// The clock of one of the two leaps ahead by so many milliseconds.
    Leap(usize, u64),
    /// The computer of one of the two sleeps for so many seconds, and its clock stands
    /// still: to the other's it goes back.
    Sleep(usize, u64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Offer),
        4 => Just(Act::Join),
        4 => (0..100_u8).prop_map(Act::Draw),
        2 => Just(Act::Pass),
        2 => Just(Act::HandOver(Turn::Mine)),
        2 => Just(Act::HandOver(Turn::Theirs)),
        2 => Just(Act::Rest),
        3 => Just(Act::Resume),
        1 => Just(Act::End),
        1 => Just(Act::Leave),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..300_u64).prop_map(Step::Wait),
        3 => (0..120_000_u64).prop_map(Step::Wait),
        8 => (0..2_usize, act()).prop_map(|(side, act)| Step::Act(side, act)),
        1 => Just(Step::Cut),
        2 => Just(Step::Mend),
        1 => prop_oneof![Just(0), 0..=100_u8].prop_map(Step::Lose),
        1 => (0..2_usize).prop_map(Step::Restart),
        1 => (0..2_usize, 0..1_200_000_u64).prop_map(|(side, millis)| Step::Leap(side, millis)),
        1 => (0..2_usize, 1..600_u64).prop_map(|(side, seconds)| Step::Sleep(side, seconds)),
    ]
}

fn clock() -> impl Strategy<Value = Clock> {
    let begun = prop_oneof![Just(0), 0..i64::from(u32::MAX)];
    (begun, -200..=200_i128).prop_map(|(begun, fast)| Clock { begun, fast })
}

/// Whether two screens side by side tell the same of one talk.
fn assert_together(views: [Option<View>; 2]) {
    let [here, there] = match views {
        [Some(here), Some(there)] => [here, there],
        [None, None] => return,
        [one, other] => {
            // A talk that is over is only on the screen of who was in it.
            let view = one.or(other).unwrap();
            let is_over = view.phase == Phase::Ended || view.remaining <= TOGETHER;
            assert!(view.is_joined && is_over, "{view:?}");
            return;
        }
    };
    assert!(here.is_joined || there.is_joined, "nobody's offer stays");
    assert_eq!(here.talk, there.talk);
    assert_eq!(here.deck, there.deck);
    assert_eq!(here.card.is_some(), there.card.is_some());
    assert!(here.card == there.card, "two cards");
    assert_ne!(here.turn, there.turn, "it is one person's turn");
    assert_eq!(here.partner_is_there, there.is_joined);
    assert_eq!(there.partner_is_there, here.is_joined);
    let apart = here.remaining.abs_diff(there.remaining);
    assert!(apart <= TOGETHER, "{apart:?} apart");
    // One of the two may be through the last moment.
    let is_last = here.remaining.min(there.remaining).is_zero();
    assert!(here.phase == there.phase || is_last, "{here:?} {there:?}");
}

proptest! {
    #[test]
    fn after_any_trouble_both_show_the_same_and_count_together(
        clocks in [clock(), clock()],
        steps in prop::collection::vec(step(), 0..60),
        seed in any::<u64>(),
    ) {
        let mut two = Two::new(clocks, seed);
        for step in steps {
            match step {
                Step::Wait(millis) => two.wait(Duration::from_millis(millis)),
                Step::Act(side, act) => two.act(side, act),
                Step::Cut => two.cut(),
                Step::Mend => two.mend(),
                Step::Lose(percent) => two.loses = percent,
                Step::Restart(side) => two.restart(side),
                Step::Leap(side, millis) => two.leap(side, Duration::from_millis(millis)),
                Step::Sleep(side, seconds) => two.sleep(side, Duration::from_secs(seconds)),
            }
            for view in two.views().into_iter().flatten() {
                prop_assert!(view.remaining <= LENGTH);
            }
        }
        two.loses = 0;
        two.mend();
        two.wait(SETTLED);
        for _ in 0..600 {
            assert_together(two.views());
            two.wait(Duration::from_secs(1));
        }
        // And what is done then is there with the next packet.
        for side in [0, 1] {
            two.act(side, Act::Draw(side as u8));
            two.wait(Duration::from_millis(120));
            assert_together(two.views());
        }
    }
}
