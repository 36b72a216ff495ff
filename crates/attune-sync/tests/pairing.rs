//! Pairing without sockets: two exchanges, a line that can break after any
//! message, and people who answer.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "common/introduced.rs"]
mod introduced;

use attune_core::ids::PairId;
use attune_core::vault::Agreed;
use attune_sync::proto::pairing::{
    Binding, Consent, Event, Exchange, Failure, Message, PairingWords, Step, Timer, Why,
};
use introduced::{SHOWS, TYPES, me, settings, settings_of};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::VecDeque;
use zeroize::Zeroizing;

fn words(seed: u64) -> PairingWords {
    PairingWords::generate(&mut ChaCha20Rng::seed_from_u64(seed))
}

fn binding(exported: u8) -> Binding {
    Binding { exported: Zeroizing::new([exported; 32]), types: [1; 32], shows: [2; 32] }
}

/// What two people and the line do.
struct Plan {
    typed: PairingWords,
    shown: PairingWords,
    bindings: [Binding; 2],
    answers: [bool; 2],
    /// What Alex, who shows, gives as the common settings.
    settings: fn(PairId) -> Vec<u8>,
    /// The line breaks after so many messages.
    breaks: usize,
    /// Whose disk takes what was agreed.
    stores: [bool; 2],
    /// The person who shows says no after both had said yes.
    late_no: bool,
}

impl Plan {
    fn good() -> Self {
        Self {
            typed: words(1),
            shown: words(1),
            bindings: [binding(5), binding(5)],
            answers: [true, true],
            settings,
            breaks: usize::MAX,
            stores: [true, true],
            late_no: false,
        }
    }
}

#[derive(Default)]
struct Outcome {
    asked: Option<Consent>,
    burned: bool,
    pending: Option<Box<Agreed>>,
    finals: Option<Box<Agreed>>,
    paired: bool,
    failed: Option<Failure>,
}

fn run(plan: Plan) -> [Outcome; 2] {
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let [types, shows] = plan.bindings;
    let (typer, first) = Exchange::enter(me("Sam", 10), &plan.typed, types, &mut rng);
    let shower = Exchange::show(me("Alex", 20), &plan.shown, shows, &mut rng);
    let mut sides = [typer, shower];
    let mut outcomes = [Outcome::default(), Outcome::default()];
    let mut steps: VecDeque<(usize, Step)> = first.into_iter().map(|step| (TYPES, step)).collect();
    let (mut said, mut is_broken) = (0, false);
    while let Some((side, step)) = steps.pop_front() {
        let outcome = &mut outcomes[side];
        let (to, event) = match step {
            Step::Send(message) => {
                said += 1;
                if said > plan.breaks {
                    if !is_broken {
                        is_broken = true;
                        for side in [TYPES, SHOWS] {
                            let more = sides[side].handle(Event::Lost);
                            steps.extend(more.into_iter().map(|step| (side, step)));
                        }
                    }
                    continue;
                }
                let bytes = message.encode().unwrap();
                (1 - side, Event::Message(Message::decode(&bytes[4..]).unwrap()))
            }
            Step::SetTimer(_) => continue,
            Step::Burn => {
                outcome.burned = true;
                continue;
            }
            Step::Ask(consent) => {
                let settings = (side == SHOWS).then(|| (plan.settings)(consent.pair));
                outcome.asked = Some(consent);
                let yes = Event::Yes { settings, chosen: vec![] };
                (side, if plan.answers[side] { yes } else { Event::No })
            }
            Step::StorePending(_) | Step::StoreFinal(_) if !plan.stores[side] => {
                (side, Event::NotStored)
            }
            Step::StorePending(agreed) => {
                outcome.pending = Some(agreed);
                if plan.late_no {
                    let more = sides[SHOWS].handle(Event::No);
                    steps.extend(more.into_iter().map(|step| (SHOWS, step)));
                }
                (side, Event::Stored)
            }
            Step::StoreFinal(agreed) => {
                outcome.finals = Some(agreed);
                (side, Event::Stored)
            }
            Step::DropPending => {
                outcome.pending = None;
                continue;
            }
            Step::Paired => {
                outcome.paired = true;
                continue;
            }
            Step::Fail(failure) => {
                outcome.failed = Some(failure);
                continue;
            }
        };
        let more = sides[to].handle(event);
        steps.extend(more.into_iter().map(|step| (to, step)));
    }
    outcomes
}

#[test]
fn the_same_words_make_a_pair_that_both_know_alike() {
    let [types, shows] = run(Plan::good());
    assert!(types.paired && shows.paired);
    let (asked, also) = (types.asked.unwrap(), shows.asked.unwrap());
    assert_eq!((asked.partner.as_str(), also.partner.as_str()), ("Alex", "Sam"));
    assert_eq!(asked.fingerprint, also.fingerprint);
    let (here, there) = (types.finals.unwrap(), shows.finals.unwrap());
    assert_eq!((here.pair, here.secret), (there.pair, there.secret));
    assert_eq!((here.pair, here.settings.clone()), (asked.pair, settings(asked.pair)));
    assert_eq!((here.partner_name.as_str(), here.endpoint), ("Alex", [22; 32]));
    assert!(types.pending.is_some() && shows.pending.is_none());
}

#[test]
fn what_could_not_become_final_is_not_stored() {
    let unsound: [fn(PairId) -> Vec<u8>; 4] = [
        |_| vec![9; 9],
        |_| settings(PairId::from_bytes([1; 16])),
        |pair| settings_of(pair, "journal", 20),
        |pair| settings_of(pair, "settings", 40),
    ];
    for settings in unsound {
        let [types, shows] = run(Plan { settings, ..Plan::good() });
        assert_eq!(types.failed, Some(Failure::Broken));
        assert!(types.pending.is_none() && shows.finals.is_none() && !shows.paired);
    }
}

#[test]
fn wrong_words_are_used_up_on_both_sides() {
    let [types, shows] = run(Plan { typed: words(2), ..Plan::good() });
    for side in [types, shows] {
        assert_eq!(side.failed, Some(Failure::WrongWords));
        assert!(side.burned && side.asked.is_none());
    }
}

#[test]
fn whoever_sits_between_two_connections_proves_nothing_to_either() {
    let [types, shows] = run(Plan { bindings: [binding(5), binding(6)], ..Plan::good() });
    assert_eq!(
        (types.failed, shows.failed),
        (Some(Failure::WrongWords), Some(Failure::WrongWords))
    );
    // Nor does one that puts another endpoint in the place of one.
    let other = Binding { shows: [3; 32], ..binding(5) };
    let [types, shows] = run(Plan { bindings: [binding(5), other], ..Plan::good() });
    assert!(types.asked.is_none() && shows.asked.is_none());
}

#[test]
fn one_no_is_enough() {
    let [types, shows] = run(Plan { answers: [true, false], ..Plan::good() });
    assert_eq!((types.failed, shows.failed), (Some(Failure::TheySaidNo), Some(Failure::WeSaidNo)));
    let [types, shows] = run(Plan { answers: [false, true], ..Plan::good() });
    assert_eq!((types.failed, shows.failed), (Some(Failure::WeSaidNo), Some(Failure::TheySaidNo)));
    assert!(types.pending.is_none() && shows.finals.is_none());
}

#[test]
fn wherever_the_line_breaks_final_here_is_at_least_pending_there() {
    let mut endings = Vec::new();
    for breaks in 0..12 {
        let [types, shows] = run(Plan { breaks, ..Plan::good() });
        if shows.finals.is_some() {
            assert!(types.pending.is_some(), "after {breaks}");
        }
        if types.finals.is_some() {
            assert!(shows.finals.is_some(), "after {breaks}");
        }
        assert_eq!(types.paired, types.failed.is_none(), "after {breaks}");
        if types.pending.is_some() && !types.paired {
            assert_eq!(types.failed, Some(Failure::LostAfterConsent));
            let told = shows.failed.is_none_or(|failed| failed == Failure::LostUncompleted);
            assert!(told, "after {breaks}: both had said yes");
        }
        endings.push((types.paired, shows.paired));
    }
    // Every ending that can be was seen.
    for ending in [(false, false), (false, true), (true, true)] {
        assert!(endings.contains(&ending), "{ending:?}");
    }
}

#[test]
fn whoever_gives_up_says_so_and_nothing_stays_pending() {
    let failed = |[types, shows]: [Outcome; 2]| {
        assert!(types.pending.is_none() && types.finals.is_none() && shows.finals.is_none());
        (types.failed.unwrap(), shows.failed.unwrap())
    };
    let there = failed(run(Plan { stores: [true, false], ..Plan::good() }));
    assert_eq!(there, (Failure::NotStoredThere, Failure::NotStored));
    let here = failed(run(Plan { stores: [false, true], ..Plan::good() }));
    assert_eq!(here, (Failure::NotStored, Failure::NotStoredThere));
    let no = failed(run(Plan { late_no: true, ..Plan::good() }));
    assert_eq!(no, (Failure::TheySaidNo, Failure::WeSaidNo));
}

#[test]
fn what_breaks_a_rule_ends_the_exchange() {
    #[track_caller]
    fn check(messages: Vec<Message>, expected: Failure) {
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        let mut shower = Exchange::show(me("Alex", 20), &words(1), binding(5), &mut rng);
        let steps: Vec<Step> = messages
            .into_iter()
            .flat_map(|message| shower.handle(Event::Message(message)))
            .collect();
        let failed = steps.iter().find_map(|step| match step {
            Step::Fail(failure) => Some(*failure),
            _ => None,
        });
        assert_eq!(failed, Some(expected));
        assert!(!steps.iter().any(|step| matches!(step, Step::Ask(_))));
        assert!(!steps.iter().any(|step| matches!(step, Step::Send(Message::Confirm(_)))));
    }
    let point = |first: u8| {
        let mut bytes = vec![b'A'; 1];
        bytes.extend([0; 32]);
        bytes[1] = first;
        bytes
    };
    // The identity, a point of order four, no point, nothing.
    check(vec![Message::Try(point(1))], Failure::WrongWords);
    check(vec![Message::Try(point(0))], Failure::WrongWords);
    check(vec![Message::Try(point(2))], Failure::WrongWords);
    check(vec![Message::Try(vec![])], Failure::WrongWords);
    check(vec![Message::Confirm([0; 32])], Failure::Broken);
    check(vec![Message::Yes { transcript: [0; 32], settings: None }], Failure::Broken);
    check(vec![Message::Pending], Failure::Broken);
    let mut rng = ChaCha20Rng::seed_from_u64(8);
    let (_, steps) = Exchange::enter(me("Sam", 10), &words(1), binding(5), &mut rng);
    let Step::Send(Message::Try(part)) = &steps[0] else { panic!() };
    check(vec![Message::Try(part.clone()), Message::Confirm([0; 32])], Failure::WrongWords);
    check(vec![Message::Try(part.clone()), Message::Try(part.clone())], Failure::Broken);
}

#[test]
fn silence_ends_an_exchange() {
    let mut rng = ChaCha20Rng::seed_from_u64(8);
    let (mut typer, _) = Exchange::enter(me("Sam", 10), &words(1), binding(5), &mut rng);
    let steps = typer.handle(Event::Timer(Timer::Exchange));
    assert!(matches!(
        steps[..],
        [Step::Send(Message::Stopped(Why::TooLong)), Step::Fail(Failure::TimedOut)]
    ));
    assert!(typer.handle(Event::Message(Message::No)).is_empty(), "over is over");
}
