//! One end of a pairing after the words: who is introduced, what a yes counts
//! for, and what is left when it ends early. The other end is in our hands too,
//! and says what it likes.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "common/introduced.rs"]
mod introduced;

use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::PairId;
use attune_sync::proto::pairing::{
    Binding, Event, Exchange, Failure, Me, Message, PairingWords, Step, Timer, Why,
};
use introduced::{SHOWS, TYPES, me, settings};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::VecDeque;
use zeroize::Zeroizing;

fn sam_and_alex() -> [Me; 2] {
    [me("Sam", 10), me("Alex", 20)]
}

/// Two ends that used the same words.
struct Two {
    ends: [Exchange; 2],
    pair: [Option<PairId>; 2],
    failed: [Option<Failure>; 2],
}

impl Two {
    /// As far as both go before a person answers.
    fn introduced(people: [Me; 2]) -> Self {
        Self::over([5; 32], people, |_, _| {})
    }

    /// The same over a connection with this key; each may say something else
    /// than its machine does.
    fn over(key: [u8; 32], people: [Me; 2], mut says: impl FnMut(usize, &mut Message)) -> Self {
        let [sam, alex] = people;
        let words = PairingWords::generate(&mut ChaCha20Rng::seed_from_u64(1));
        let binding = || Binding { exported: Zeroizing::new(key), types: [1; 32], shows: [2; 32] };
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        let (typer, first) = Exchange::enter(sam, &words, binding(), &mut rng);
        let shower = Exchange::show(alex, &words, binding(), &mut rng);
        let mut two = Self { ends: [typer, shower], pair: [None; 2], failed: [None; 2] };
        let mut steps: VecDeque<(usize, Step)> =
            first.into_iter().map(|step| (TYPES, step)).collect();
        while let Some((side, step)) = steps.pop_front() {
            match step {
                Step::Send(mut message) => {
                    says(side, &mut message);
                    let more = two.ends[1 - side].handle(Event::Message(message));
                    steps.extend(more.into_iter().map(|step| (1 - side, step)));
                }
                Step::Ask(consent) => two.pair[side] = Some(consent.pair),
                Step::Fail(failure) => two.failed[side] = Some(failure),
                _ => {}
            }
        }
        two
    }

    fn asking() -> Self {
        let two = Self::introduced(sam_and_alex());
        assert!(two.pair[TYPES].is_some() && two.pair[TYPES] == two.pair[SHOWS]);
        two
    }

    fn yes(&self, side: usize) -> Event {
        let settings = (side == SHOWS).then(|| settings(self.pair[side].unwrap()));
        Event::Yes { settings, chosen: vec![] }
    }

    fn says_yes(&mut self, side: usize) -> Vec<Step> {
        let yes = self.yes(side);
        self.ends[side].handle(yes)
    }

    fn hears(&mut self, side: usize, message: Message) -> Vec<Step> {
        self.ends[side].handle(Event::Message(message))
    }

    /// Both say yes, and hear it; what the two then do.
    fn agreed() -> (Self, [Vec<Step>; 2]) {
        let mut two = Self::asking();
        let [typers, showers] = [TYPES, SHOWS].map(|side| said(&two.says_yes(side)).remove(0));
        let then = [two.hears(TYPES, showers), two.hears(SHOWS, typers)];
        (two, then)
    }
}

fn said(steps: &[Step]) -> Vec<Message> {
    let message = |step: &Step| match step {
        Step::Send(message) => Some(message.clone()),
        _ => None,
    };
    steps.iter().filter_map(message).collect()
}

fn failed(steps: &[Step]) -> Option<Failure> {
    steps.iter().find_map(|step| match step {
        Step::Fail(failure) => Some(*failure),
        _ => None,
    })
}

fn stores(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step, Step::StorePending(_) | Step::StoreFinal(_)))
}

fn drops(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step, Step::DropPending))
}

#[test]
fn nobody_is_asked_about_a_partner_who_is_not_sound() {
    let cases: [(&str, fn(&mut Me, &Me)); 5] = [
        ("without a name", |me, _| me.name = " \n".into()),
        ("whose name was altered", |me, _| me.certificate.name.push('x')),
        ("with another's device", |me, _| me.device = SecretKey::from_bytes(&[99; 32])),
        ("who is oneself", |me, other| me.certificate = other.certificate.clone()),
        ("who is a device of oneself", |me, other| {
            // Both persons' keys come of their seeds.
            let seed = if other.name == "Sam" { 10 } else { 20 };
            let person = SecretKey::from_bytes(&[seed; 32]);
            me.certificate = Certificate::issue(&person, me.device.device(), "desk");
        }),
    ];
    for (what, change) in cases {
        for side in [TYPES, SHOWS] {
            let mut people = sam_and_alex();
            let other = people[1 - side].clone();
            change(&mut people[side], &other);
            let two = Two::introduced(people);
            assert_eq!(two.failed[1 - side], Some(Failure::Broken), "{what}");
            assert_eq!(two.pair[1 - side], None, "{what}");
        }
    }
}

#[test]
fn an_introduction_is_of_this_pairing_and_of_its_side() {
    // What each device signed in a pairing of before.
    let mut before = [vec![], vec![]];
    Two::over([6; 32], sam_and_alex(), |side, message| {
        if let Message::Introduce(introduction) = message {
            before[side].clone_from(&introduction.signature);
        }
    });
    for side in [TYPES, SHOWS] {
        let two = Two::over([5; 32], sam_and_alex(), |from, message| {
            if let (Message::Introduce(introduction), true) = (message, from == side) {
                introduction.signature.clone_from(&before[side]);
            }
        });
        assert_eq!((two.failed[1 - side], two.pair[1 - side]), (Some(Failure::Broken), None));
    }
}

#[test]
fn nothing_is_stored_before_both_said_yes_to_the_same() {
    for side in [TYPES, SHOWS] {
        let mut two = Two::asking();
        let theirs = said(&two.says_yes(1 - side)).remove(0);
        let steps = two.hears(side, theirs.clone());
        assert!(steps.is_empty(), "their yes alone does nothing");
        // A button pressed twice is one yes.
        let steps = two.says_yes(side);
        assert!(matches!(said(&steps)[..], [Message::Yes { .. }]));
        assert_eq!(stores(&steps), side == TYPES);
        assert!(two.says_yes(side).is_empty());
        // And who says it twice breaks a rule.
        let mut two = Two::asking();
        let theirs = said(&two.says_yes(1 - side)).remove(0);
        two.hears(side, theirs.clone());
        assert_eq!(failed(&two.hears(side, theirs)), Some(Failure::Broken));
    }
}

#[test]
fn a_yes_to_something_else_is_none() {
    type Change = fn(&mut [u8; 32], &mut Option<Vec<u8>>);
    let cases: [(&str, Change); 2] = [
        ("another transcript", |transcript, _| transcript[9] ^= 1),
        ("settings from the wrong side, or none", |_, settings| {
            *settings = if settings.is_some() { None } else { Some(vec![1]) };
        }),
    ];
    for (what, change) in cases {
        for side in [TYPES, SHOWS] {
            let mut two = Two::asking();
            two.says_yes(side);
            let theirs = said(&two.says_yes(1 - side)).remove(0);
            let Message::Yes { mut transcript, mut settings } = theirs else { panic!() };
            change(&mut transcript, &mut settings);
            let steps = two.hears(side, Message::Yes { transcript, settings });
            assert_eq!((failed(&steps), stores(&steps)), (Some(Failure::Broken), false), "{what}");
        }
    }
}

#[test]
fn the_side_that_types_is_pending_before_the_other_is_final() {
    let (mut two, [typers, showers]) = Two::agreed();
    assert!(matches!(typers[..], [Step::SetTimer(_), Step::StorePending(_)]));
    assert!(!stores(&showers));
    // What the disk has not said yet is told to nobody.
    assert_eq!(two.ends[TYPES].phase(), "storing pending");
    let pending = two.ends[TYPES].handle(Event::Stored);
    assert_eq!(said(&pending), [Message::Pending]);
    let finals = two.hears(SHOWS, Message::Pending);
    assert!(matches!(finals[..], [Step::StoreFinal(_)]));
    let told = two.ends[SHOWS].handle(Event::Stored);
    assert!(matches!(told[..], [Step::Send(Message::Final), Step::Paired]));
    let finals = two.hears(TYPES, Message::Final);
    assert!(matches!(finals[..], [Step::StoreFinal(_)]));
    assert!(matches!(two.ends[TYPES].handle(Event::Stored)[..], [Step::Paired]));
}

#[test]
fn what_is_said_by_the_wrong_side_makes_nothing_final() {
    // Each hears what only it may say; and what comes before its time.
    for (side, message) in [(TYPES, Message::Pending), (SHOWS, Message::Final)] {
        let (mut two, _) = Two::agreed();
        two.ends[TYPES].handle(Event::Stored);
        let steps = two.hears(side, message);
        assert!(failed(&steps).is_some() && !stores(&steps));
    }
    for (side, message) in [(TYPES, Message::Final), (SHOWS, Message::Pending)] {
        let mut two = Two::asking();
        let steps = two.hears(side, message);
        assert_eq!((failed(&steps), stores(&steps)), (Some(Failure::Broken), false));
    }
    // A disk that says it stored what nobody gave it changes nothing.
    for side in [TYPES, SHOWS] {
        let mut two = Two::asking();
        assert!(two.ends[side].handle(Event::Stored).is_empty());
        assert_eq!(two.ends[side].phase(), "asking");
    }
}

#[test]
fn a_no_after_both_yeses_is_the_shower_s_alone() {
    let (mut two, _) = Two::agreed();
    assert!(two.ends[TYPES].handle(Event::No).is_empty(), "being stored");
    two.ends[TYPES].handle(Event::Stored);
    assert!(two.ends[TYPES].handle(Event::No).is_empty(), "pending");
    two.hears(SHOWS, Message::Pending);
    assert!(two.ends[SHOWS].handle(Event::No).is_empty(), "being made final");
    two.hears(TYPES, Message::Final);
    assert!(two.ends[TYPES].handle(Event::No).is_empty(), "being made final");
    // But while the shower still waits, it can; and what is pending goes.
    let (mut two, _) = Two::agreed();
    let steps = two.ends[SHOWS].handle(Event::No);
    assert_eq!((said(&steps), failed(&steps)), (vec![Message::No], Some(Failure::WeSaidNo)));
    let steps = two.hears(TYPES, Message::No);
    assert_eq!((failed(&steps), drops(&steps)), (Some(Failure::TheySaidNo), true));
}

#[test]
fn what_an_early_end_means_depends_on_what_may_be_stored() {
    type Make = fn() -> Two;
    let asking: Make = Two::asking;
    let agreed: Make = || Two::agreed().0;
    let pending: Make = || {
        let (mut two, _) = Two::agreed();
        two.ends[TYPES].handle(Event::Stored);
        two
    };
    let cases = [
        (TYPES, asking, Failure::Lost, Failure::TimedOut),
        (SHOWS, asking, Failure::Lost, Failure::TimedOut),
        (TYPES, agreed, Failure::Lost, Failure::TimedOut),
        (SHOWS, agreed, Failure::LostUncompleted, Failure::TimedOut),
        (TYPES, pending, Failure::LostAfterConsent, Failure::LostAfterConsent),
    ];
    for (side, make, lost, late) in cases {
        assert_eq!(failed(&make().ends[side].handle(Event::Lost)), Some(lost));
        let steps = make().ends[side].handle(Event::Timer(Timer::Exchange));
        assert_eq!(said(&steps), [Message::Stopped(Why::TooLong)]);
        assert_eq!(failed(&steps), Some(late));
    }
}

#[test]
fn what_is_pending_goes_when_the_other_is_not_paired_and_only_then() {
    for message in [Message::No, Message::Stopped(Why::TooLong), Message::Stopped(Why::NotStored)] {
        let mut two = Two::asking();
        assert!(!drops(&two.hears(TYPES, message.clone())), "nothing is stored yet");
        for stored in [false, true] {
            let (mut two, _) = Two::agreed();
            if stored {
                two.ends[TYPES].handle(Event::Stored);
            }
            assert!(drops(&two.hears(TYPES, message.clone())));
        }
        let (mut two, _) = Two::agreed();
        assert!(!drops(&two.hears(SHOWS, message)), "the shower has nothing pending");
    }
}

#[test]
fn words_are_used_up_before_the_other_side_can_tell() {
    let burns_first = |steps: &[Step]| {
        let burn = steps.iter().position(|step| matches!(step, Step::Burn));
        let proof = |step: &Step| {
            matches!(step, Step::Send(Message::Confirm(_) | Message::Wrong | Message::Introduce(_)))
        };
        burn.unwrap() < steps.iter().position(proof).unwrap()
    };
    let binding = || Binding { exported: Zeroizing::new([5; 32]), types: [1; 32], shows: [2; 32] };
    let [shown, typed] =
        [1, 2].map(|seed| PairingWords::generate(&mut ChaCha20Rng::seed_from_u64(seed)));
    for words in [&shown, &typed] {
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        let [sam, alex] = sam_and_alex();
        let (mut typer, first) = Exchange::enter(sam, words, binding(), &mut rng);
        let mut shower = Exchange::show(alex, &shown, binding(), &mut rng);
        let answer = said(&shower.handle(Event::Message(said(&first).remove(0)))).remove(0);
        let proof = typer.handle(Event::Message(answer));
        assert!(burns_first(&proof), "the typer's proof");
        let verdict = shower.handle(Event::Message(said(&proof).remove(0)));
        assert!(burns_first(&verdict), "the shower's answer");
    }
}

#[test]
fn versions_meet_where_their_ranges_do() {
    let Message::Open { min, max, .. } = Exchange::open("desk") else { panic!() };
    for (low, high, meets) in [
        (min, max, true),
        (0, min, true),
        (max, max + 9, true),
        (0, max + 9, true),
        (0, min - 1, false),
        (max + 1, max + 9, false),
    ] {
        assert_eq!(Exchange::speaks(low, high), meets, "{low} to {high}");
    }
    assert_eq!(Timer::Exchange.millis(), 10_000);
    assert_eq!(Timer::Consent.millis(), 300_000);
}
