//! The monthly signs of two people: sealed until both have said theirs.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Command;
use attune_core::header::{Header, Writers};
use attune_core::ids::DocumentId;
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::sealed::SealState;
use attune_core::record::{Beginning, RecordType};
use attune_core::seal::SealSecret;
use attune_core::time::{Month, Now};
use attune_core::vault::{CommandError, Filter, PulseView};
use common::forger::{Forger, OURS};
use common::{MINUTE, Person, couple, pair, sync};

const MINE: Levels = Levels([4, 3, 5, 5, 2, 4]);
const THEIRS: Levels = Levels([1, 1, 1, 1, 1, 1]);
const MONTH: i64 = 31 * 24 * 60 * MINUTE;

impl Person {
    fn tell(&mut self, levels: Levels) -> Result<DocumentId, CommandError> {
        self.apply(Command::AnswerPulse { month: None, levels })
    }

    fn pulse(&self, month: Option<Month>) -> PulseView {
        self.vault.reader().unwrap().pulse(month, &self.time()).unwrap()
    }
}

#[test]
fn neither_sees_the_others_signs_before_both_have_said_theirs() {
    let (mut alex, mut sam) = couple();
    alex.tell(MINE).unwrap();
    assert!(matches!(alex.tell(MINE), Err(CommandError::AlreadyAnswered)));
    let wire = sync(&mut alex, &mut sam);
    assert!(!wire.windows(6).any(|six| six == MINE.0), "in clear on the cable");
    let seen = sam.pulse(None);
    assert_eq!((seen.state, seen.mine, seen.theirs), (SealState::Open, None, None));
    assert_eq!(alex.pulse(None).state, SealState::Sealed);
    sam.tell(THEIRS).unwrap();
    sync(&mut alex, &mut sam);
    for (person, mine, theirs) in [(&alex, MINE, THEIRS), (&sam, THEIRS, MINE)] {
        let month = person.time().day.month();
        let seen = person.pulse(Some(month));
        assert_eq!(seen.state, SealState::Opened);
        assert_eq!((seen.mine, seen.theirs), (Some(mine), Some(theirs)));
        assert_eq!(person.vault.reader().unwrap().pulse_months().unwrap(), [month]);
        person.is_sound();
    }
}

#[test]
fn a_month_that_the_other_has_sealed_is_the_one_to_answer() {
    let (mut alex, mut sam) = couple();
    alex.tell(MINE).unwrap();
    sync(&mut alex, &mut sam);
    let month = sam.time().day.month();
    sam.now += MONTH;
    assert_eq!(sam.pulse(None).month, month);
    sam.tell(THEIRS).unwrap();
    let later = sam.time().day;
    // And then the present one.
    assert_eq!(sam.pulse(None).month, sam.time().day.month());
    assert_eq!(sam.time().day.month().previous(), month);
    sync(&mut alex, &mut sam);
    assert_eq!(alex.pulse(Some(month)).theirs, Some(THEIRS));
    // It stands where the later of the two is from, on both sides, and not before.
    assert_eq!(alex.pulse(Some(month)).opened, Some(later));
    sync(&mut alex, &mut sam);
    assert_eq!(sam.pulse(Some(month)).opened, Some(later));
    assert_eq!(sam.pulse(None).opened, None);
}

#[test]
fn a_wrong_clock_asks_nobody_for_a_month_that_is_not_near() {
    for months in [2, 14] {
        let (mut alex, mut sam) = couple();
        alex.now += months * MONTH;
        alex.tell(MINE).unwrap();
        sync(&mut alex, &mut sam);
        assert_eq!(sam.pulse(None).month, sam.time().day.month());
    }
}

#[test]
fn what_opened_stays_open_when_one_has_left() {
    let (mut alex, mut sam) = couple();
    alex.tell(MINE).unwrap();
    sam.tell(THEIRS).unwrap();
    sync(&mut alex, &mut sam);
    let month = alex.time().day.month();
    alex.leave();
    let seen = alex.pulse(Some(month));
    assert_eq!((seen.state, seen.mine), (SealState::Opened, Some(MINE)));
    assert_eq!(seen.theirs, Some(THEIRS));
    // And who names no month is asked for this one, alone.
    assert_eq!(alex.pulse(None).state, SealState::Open);
}

#[test]
fn what_was_said_alone_stays_ones_own() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    alex.tell(MINE).unwrap();
    assert_eq!(alex.pulse(None).mine, Some(MINE));
    pair(&mut alex, &mut sam, &[]);
    let wire = sync(&mut alex, &mut sam);
    assert!(!wire.windows(6).any(|six| six == MINE.0));
    let seen = alex.pulse(None);
    assert_eq!((seen.state, seen.mine), (SealState::Open, Some(MINE)));
}

#[test]
fn what_is_no_level_is_not_kept_and_never_shown() {
    let (mut alex, _) = couple();
    for levels in [[0, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 6]] {
        assert!(matches!(alex.tell(Levels(levels)), Err(CommandError::NotPossible)));
    }
    // A partner's program seals whatever it likes, and releases its key.
    let (forger, mut alex) = Forger::and_alex();
    let mine = alex.tell(MINE).unwrap();
    let month = Now::from_millis(forger.at.millis(), 0).day.month();
    let header = Header::new(OURS, "pulse", forger.person(), Writers::Owner, None, [1; 16]);
    let secret = SealSecret::from_bytes([1; 32]);
    let key = secret.key(header.hash());
    let sealed = key.seal(header.hash(), &[9; 6]);
    let moment = (Now::from_millis(forger.at.millis(), 0).day, forger.at, 0_i16);
    let body = postcard::to_stdvec(&((month, moment), sealed)).unwrap();
    let answer = forger.fact(RecordType::SEALED_ANSWER, &header, Beginning::First, &body);
    forger.give(&mut alex, &[answer]);
    let mine = common::forger::header_of(&common::forger::sent(&mut alex, &forger, mine)).hash();
    let body = postcard::to_stdvec(&(header.hash(), mine, key)).unwrap();
    let release = forger.fact(RecordType::KEY_RELEASE, &header, Beginning::Later, &body);
    forger.give(&mut alex, &[release]);
    let seen = alex.pulse(Some(month));
    assert_eq!((seen.state, seen.theirs), (SealState::Waiting, None));
    let listed = alex.vault.reader().unwrap().list(&Filter::default()).unwrap();
    assert_eq!(listed.len(), 1);
    alex.is_sound();
}
