//! Soul talks that somebody could have.

use crate::line::{Act, Clock, Two, name};
use attune_core::ids::{DeviceId, PersonId};
use attune_sync::proto::live::LiveState;
use attune_sync::proto::talk::{BEAT, LENGTH, Phase, SILENCE, Say, TURN, Talk, TalkId, Turn};
use std::time::Duration;

const ALEX: usize = 0;
const SAM: usize = 1;

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

/// A talk that both are in.
fn talking() -> Two {
    let mut two = Two::side_by_side();
    two.act(ALEX, Act::Offer);
    two.act(SAM, Act::Join);
    two
}

#[test]
fn what_one_does_is_on_both_screens() {
    let mut two = Two::side_by_side();
    assert_eq!(two.views(), [None, None]);
    two.act(ALEX, Act::Offer);
    two.wait(secs(20));
    let offer = two.view(SAM);
    assert_eq!((offer.phase, offer.remaining), (Phase::Offered, LENGTH), "no time has passed");
    assert_eq!((offer.turn, offer.is_joined, offer.partner_is_there), (Turn::Theirs, false, true));
    assert!(!two.view(ALEX).partner_is_there, "Sam has said nothing yet");

    two.act(SAM, Act::Join);
    two.wait(secs(60));
    for side in [ALEX, SAM] {
        let view = two.view(side);
        assert_eq!((view.phase, view.remaining), (Phase::Running, LENGTH - secs(60)));
        assert!(view.is_joined && view.partner_is_there);
    }
    let cards = |two: &Two| [ALEX, SAM].map(|side| two.view(side).card);
    two.act(SAM, Act::Draw(7));
    assert!(cards(&two) == [Some(name("memories/7")), Some(name("memories/7"))]);
    two.act(ALEX, Act::Pass);
    assert!(cards(&two) == [None, None]);
    two.act(ALEX, Act::Draw(8));
    assert!(cards(&two) == [Some(name("memories/8")), Some(name("memories/8"))]);

    two.act(ALEX, Act::HandOver(Turn::Theirs));
    assert_eq!([two.view(ALEX).turn, two.view(SAM).turn], [Turn::Theirs, Turn::Mine]);
    two.act(ALEX, Act::Rest);
    two.wait(secs(600));
    assert_eq!([ALEX, SAM].map(|side| two.view(side).remaining), [LENGTH - secs(60); 2]);
    two.act(SAM, Act::Resume);
    two.wait(secs(30));
    assert_eq!([ALEX, SAM].map(|side| two.view(side).remaining), [LENGTH - secs(90); 2]);
    two.act(SAM, Act::End);
    assert_eq!([ALEX, SAM].map(|side| two.view(side).phase), [Phase::Ended; 2]);
}

#[test]
fn half_the_time_over_the_other_s_turn_is_suggested_and_never_taken() {
    let mut two = talking();
    let suggests = |two: &Two| [ALEX, SAM].map(|side| two.view(side).suggests_handing_over);
    two.wait(TURN - secs(1));
    assert_eq!(suggests(&two), [false, false]);
    two.wait(secs(2));
    assert_eq!(suggests(&two), [true, true]);
    two.wait(secs(60));
    assert_eq!((two.view(ALEX).turn, suggests(&two)), (Turn::Mine, [true, true]));
    two.act(SAM, Act::HandOver(Turn::Mine));
    assert_eq!((two.view(SAM).turn, suggests(&two)), (Turn::Mine, [false, false]));
    // To whom it belongs already it need not be given, and that begins no turn.
    let said = two.said;
    two.act(ALEX, Act::HandOver(Turn::Theirs));
    assert_eq!(two.said, said);
}

#[test]
fn when_the_time_is_used_up_the_talk_is_over_until_the_next() {
    let mut two = talking();
    two.wait(LENGTH + secs(5));
    let said = two.said;
    for act in [Act::Draw(3), Act::Pass, Act::HandOver(Turn::Theirs), Act::Rest, Act::End] {
        two.act(SAM, act);
    }
    assert_eq!(two.said, said, "nothing is done any more");
    for side in [ALEX, SAM] {
        let view = two.view(side);
        assert_eq!((view.phase, view.remaining), (Phase::Ended, Duration::ZERO));
        assert_eq!(view.card, Some(name("memories/1")), "what was talked about");
    }
    let first = two.view(ALEX).talk;
    two.act(SAM, Act::Offer);
    let next = two.view(ALEX);
    assert_ne!(next.talk, first);
    assert_eq!((next.phase, next.remaining, next.is_joined), (Phase::Offered, LENGTH, false));
    two.act(ALEX, Act::Join);
    assert_eq!([ALEX, SAM].map(|side| two.view(side).phase), [Phase::Running; 2]);
}

#[test]
fn without_a_line_each_counts_on_and_the_last_thing_done_stands() {
    let mut two = talking();
    two.wait(secs(100));
    two.cut();
    two.wait(secs(100));
    for side in [ALEX, SAM] {
        let view = two.view(side);
        assert_eq!((view.remaining, view.partner_is_there), (LENGTH - secs(200), false));
    }
    two.act(ALEX, Act::Draw(3));
    two.act(SAM, Act::Draw(4));
    two.act(SAM, Act::HandOver(Turn::Mine));
    two.wait(secs(100));
    two.mend();
    for side in [ALEX, SAM] {
        let view = two.view(side);
        assert_eq!(view.card, Some(name("memories/4")), "Sam did more");
        assert_eq!(view.remaining, LENGTH - secs(300), "what waited is as old as it is");
        assert!(view.partner_is_there);
    }
    // Of as much on either side the larger device's stands.
    two.cut();
    two.act(ALEX, Act::Draw(5));
    two.act(SAM, Act::Draw(6));
    two.mend();
    assert!([ALEX, SAM].map(|side| two.view(side).card == Some(name("memories/5"))) == [true; 2]);
    // A rest is a rest for both, however long nobody could tell the other.
    two.cut();
    two.act(ALEX, Act::Rest);
    two.wait(secs(50));
    two.act(ALEX, Act::Resume);
    two.mend();
    assert_eq!([ALEX, SAM].map(|side| two.view(side).remaining), [LENGTH - secs(300); 2]);
}

#[test]
fn a_computer_that_slept_catches_up() {
    let mut two = talking();
    two.wait(secs(60));
    for side in [ALEX, SAM] {
        let before = two.view(side).remaining;
        two.sleep(side, secs(120));
        assert_eq!(two.view(side).remaining, before, "it knows nothing of that time");
        two.mend();
        assert_eq!([ALEX, SAM].map(|side| two.view(side).remaining), [before - secs(120); 2]);
    }
}

#[test]
fn clocks_that_began_at_other_times_make_no_difference() {
    let clocks = [Clock { begun: 0, fast: 0 }, Clock { begun: 9_000_000_000, fast: 0 }];
    let mut two = Two::new(clocks, 3);
    two.act(ALEX, Act::Offer);
    two.wait(secs(1));
    two.act(SAM, Act::Join);
    two.wait(secs(60));
    let [here, there] = [ALEX, SAM].map(|side| two.view(side).remaining);
    assert!(here.abs_diff(there) <= Duration::from_millis(50), "what the way takes");
}

#[test]
fn one_screen_is_enough_for_two() {
    let mut two = Two::side_by_side();
    two.cut();
    two.act(ALEX, Act::Offer);
    two.act(ALEX, Act::Join);
    two.wait(secs(60));
    assert_eq!(two.view(ALEX).remaining, LENGTH - secs(60));
    // The other's device sees it when it is there, and may come in.
    two.mend();
    let seen = two.view(SAM);
    assert_eq!((seen.phase, seen.remaining), (Phase::Running, LENGTH - secs(60)));
    assert!(!seen.is_joined && !two.view(ALEX).partner_is_there);
    two.act(SAM, Act::Join);
    assert!(two.view(SAM).is_joined && two.view(ALEX).partner_is_there);
}

#[test]
fn an_offer_is_gone_with_whoever_made_it() {
    let mut two = Two::side_by_side();
    let offered = |two: &mut Two| {
        two.act(ALEX, Act::Offer);
        assert!(two.views()[SAM].is_some());
    };
    offered(&mut two);
    two.cut();
    assert!(two.views()[SAM].is_none() && two.views()[ALEX].is_some());
    two.mend();
    assert!(two.views()[SAM].is_some(), "and comes back with them");
    two.act(ALEX, Act::Leave);
    assert_eq!(two.views(), [None, None]);
    // A line that carries nothing is like one that is gone.
    offered(&mut two);
    two.loses = 100;
    two.wait(SILENCE + secs(2));
    assert!(two.views()[SAM].is_none());
}

#[test]
fn who_has_not_come_in_shows_and_does_nothing() {
    let mut two = Two::side_by_side();
    two.act(ALEX, Act::Offer);
    let said = two.said;
    for act in [Act::Draw(3), Act::Pass, Act::Rest, Act::End, Act::Leave, Act::Offer] {
        two.act(SAM, act);
    }
    assert_eq!((two.said, two.view(SAM).card), (said, Some(name("memories/1"))));
    // Who goes out sees it go on, and comes in again.
    two.act(SAM, Act::Join);
    two.act(SAM, Act::Leave);
    assert!(!two.view(ALEX).partner_is_there);
    two.act(ALEX, Act::Draw(9));
    assert_eq!(two.view(SAM).card, Some(name("memories/9")));
    two.act(SAM, Act::Join);
    assert!(two.view(ALEX).partner_is_there);
}

#[test]
fn an_end_reaches_whoever_was_out_of_reach_though_its_maker_went_out() {
    for told in [true, false] {
        let mut two = talking();
        if told {
            // The end is on its way, and nothing that is said after it.
            two.act(ALEX, Act::End);
            two.loses = 100;
            two.act(ALEX, Act::Leave);
        } else {
            two.cut();
            two.act(ALEX, Act::End);
            two.act(ALEX, Act::Leave);
            assert_eq!(two.view(SAM).phase, Phase::Running);
            two.mend();
        }
        assert_eq!((two.views()[ALEX].clone(), two.view(SAM).phase), (None, Phase::Ended));
        // Once both know of it nothing more is said.
        two.loses = 0;
        two.act(SAM, Act::Leave);
        two.wait(secs(60));
        let said = two.said;
        two.wait(secs(600));
        assert_eq!((two.views(), two.said), ([None, None], said));
    }
}

#[test]
fn two_offers_at_once_become_one() {
    let mut two = Two::side_by_side();
    two.cut();
    two.act(ALEX, Act::Offer);
    two.act(SAM, Act::Offer);
    let expected = two.view(ALEX).talk;
    two.mend();
    assert_eq!([two.view(ALEX).talk, two.view(SAM).talk], [expected; 2], "the larger device's");
    let views = [ALEX, SAM].map(|side| two.view(side));
    assert!(views.iter().all(|view| view.is_joined && view.partner_is_there), "{views:?}");
    assert_eq!(
        views.map(|view| view.phase),
        [Phase::Running; 2],
        "each has said that they want to"
    );

    // Whoever took their own back has asked for nothing.
    let mut two = Two::side_by_side();
    two.cut();
    two.act(ALEX, Act::Offer);
    two.act(SAM, Act::Offer);
    two.act(SAM, Act::Leave);
    two.mend();
    assert_eq!([ALEX, SAM].map(|side| two.view(side).phase), [Phase::Offered; 2]);
    assert_eq!([ALEX, SAM].map(|side| two.view(side).is_joined), [true, false]);
}

#[test]
fn a_program_that_was_started_again_finds_the_talk_or_begins_the_next() {
    let mut two = talking();
    for card in 0..9 {
        two.act(ALEX, Act::Draw(card));
    }
    two.restart(SAM);
    let seen = two.view(SAM);
    assert_eq!((seen.card, seen.is_joined), (Some(name("memories/8")), false));
    // One that is over takes nobody's place, though more was done in it.
    two.act(ALEX, Act::End);
    assert!(two.views()[SAM].is_none());
    two.cut();
    two.restart(SAM);
    two.act(SAM, Act::Offer);
    let offer = two.view(SAM).talk;
    two.mend();
    assert_eq!([ALEX, SAM].map(|side| two.view(side).talk), [offer; 2]);
    assert_eq!([ALEX, SAM].map(|side| two.view(side).is_joined), [false, true]);
}

/// Sam's machine, and what Alex's device said last.
struct Heard {
    sam: Talk,
    alex: Talk,
}

impl Heard {
    fn new() -> Self {
        let (a, s) = (PersonId::from_bytes([1; 32]), PersonId::from_bytes([2; 32]));
        let talk = |me, n, partner| Talk::new(me, DeviceId::from_bytes([n; 32]), partner);
        let mut both = Self { sam: talk(s, 2, a), alex: talk(a, 1, s) };
        let (deck, card) = (name("dreams"), name("dreams/1"));
        let offer = both.alex.offer(TalkId::from_bytes([1; 8]), deck, card, secs(0));
        both.tell(offer, secs(0));
        let joined = both.sam.join(secs(0)).and_then(Say::into_live).unwrap();
        both.alex.heard(&joined, Duration::ZERO, secs(0));
        both
    }

    fn tell(&mut self, said: Option<Say>, now: Duration) {
        self.hear(&said.and_then(Say::into_live).unwrap(), Duration::ZERO, now);
    }

    fn hear(&mut self, state: &LiveState, age: Duration, now: Duration) {
        self.sam.heard(state, age, now);
    }
}

#[test]
fn a_small_difference_moves_nobody_and_a_larger_one_who_counted_less() {
    for (age, moves) in [(0, 0), (99, 0), (100, 100), (5_000, 5_000)] {
        let mut both = Heard::new();
        let beat = both.alex.tick(BEAT).and_then(Say::into_live).unwrap();
        both.hear(&beat, Duration::from_millis(age), BEAT);
        let remaining = both.sam.view(BEAT).unwrap().remaining;
        assert_eq!(remaining, LENGTH - BEAT - Duration::from_millis(moves));
        // One that comes late says less than is counted here already.
        both.hear(&beat, Duration::ZERO, BEAT + secs(5));
        let remaining = both.sam.view(BEAT + secs(5)).unwrap().remaining;
        assert_eq!(remaining, LENGTH - BEAT - secs(5) - Duration::from_millis(moves));
    }
    // Nor does a card drawn there move what is counted here.
    let mut both = Heard::new();
    let drawn = both.alex.draw(name("dreams/2"), BEAT).and_then(Say::into_live).unwrap();
    both.hear(&drawn, Duration::ZERO, BEAT + Duration::from_millis(60));
    let view = both.sam.view(BEAT + Duration::from_millis(60)).unwrap();
    assert_eq!(view.card, Some(name("dreams/2")));
    assert_eq!(view.remaining, LENGTH - BEAT - Duration::from_millis(60));
}

#[test]
fn a_clock_that_goes_back_lets_the_time_stand() {
    let mut both = Heard::new();
    assert_eq!(both.sam.tick(secs(9)), None);
    assert_eq!(both.sam.view(secs(3)).unwrap().remaining, LENGTH - secs(9));
    assert_eq!(both.sam.tick(secs(3)), None);
    assert_eq!(both.sam.view(secs(10)).unwrap().remaining, LENGTH - secs(10));
    assert_eq!(both.sam.view(Duration::MAX).unwrap().remaining, Duration::ZERO);
}

#[test]
fn nobody_has_the_last_word_for_ever() {
    let mut both = Heard::new();
    let drawn = both.alex.draw(name("dreams/2"), secs(1)).and_then(Say::into_live).unwrap();
    // The revision follows on the version and the talk: here one byte, 3.
    let mut bytes = drawn.as_bytes().to_vec();
    assert_eq!(bytes[9], 3);
    bytes.splice(9..10, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
    both.hear(&LiveState::new(bytes).unwrap(), Duration::ZERO, secs(1));
    assert_eq!(both.sam.view(secs(1)).unwrap().card, Some(name("dreams/1")));
    both.hear(&drawn, Duration::ZERO, secs(1));
    assert_eq!(both.sam.view(secs(1)).unwrap().card, Some(name("dreams/2")));
    assert!(both.sam.draw(name("dreams/3"), secs(1)).is_some());
}
