//! The monthly signs of two people: sealed until both have said theirs, also from a
//! partner who forges.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Command;
use attune_core::exchange::ExceptReason;
use attune_core::header::{Header, Writers};
use attune_core::ids::{DocumentId, HeaderHash};
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::sealed::SealState;
use attune_core::record::{Beginning, Record, RecordType};
use attune_core::seal::{SealKey, SealSecret, Sealed};
use attune_core::time::{Month, Now};
use attune_core::vault::{CommandError, Filter, PulseView};
use common::forger::{Forger, OURS, header_of, reasons, sent};
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

    fn header(&mut self, forger: &Forger, id: DocumentId) -> HeaderHash {
        header_of(&sent(self, forger, id)).hash()
    }

    /// How many keys of a document of Alex's have left.
    fn released(&mut self, forger: &Forger, id: DocumentId) -> usize {
        let all = sent(self, forger, id).into_iter();
        all.filter(|record| record.kind == RecordType::KEY_RELEASE).count()
    }
}

/// What a partner's program sealed, whatever it is.
struct Signs {
    header: Header,
    sealed: Sealed,
    key: SealKey,
}

impl Forger {
    fn month(&self) -> Month {
        Now::from_millis(self.at.millis(), 0).day.month()
    }

    /// Each nonce is a document of its own.
    fn signs(&self, nonce: u8, levels: Levels) -> Signs {
        let header = Header::new(OURS, "pulse", self.person(), Writers::Owner, None, [nonce; 16]);
        let key = SealSecret::from_bytes([1; 32]).key(header.hash());
        let sealed = key.seal(header.hash(), &levels.0);
        Signs { header, sealed, key }
    }

    fn moment(&self) -> (attune_core::time::Day, attune_core::time::Timestamp, i16) {
        (Now::from_millis(self.at.millis(), 0).day, self.at, 0)
    }

    fn sealed(&self, signs: &Signs, month: Month) -> Record {
        let body = postcard::to_stdvec(&((month, self.moment()), &signs.sealed)).unwrap();
        self.fact(RecordType::SEALED_ANSWER, &signs.header, Beginning::First, &body)
    }

    fn release(&self, signs: &Signs, names: HeaderHash) -> Record {
        self.release_of(signs, (signs.header.hash(), names, &signs.key))
    }

    fn release_of(&self, signs: &Signs, body: (HeaderHash, HeaderHash, &SealKey)) -> Record {
        let body = postcard::to_stdvec(&body).unwrap();
        self.fact(RecordType::KEY_RELEASE, &signs.header, Beginning::Later, &body)
    }
}

/// Alex, who told this month's signs, and a partner whose keys are in our hands.
fn told() -> (Forger, Person, DocumentId) {
    let (forger, mut alex) = Forger::and_alex();
    let mine = alex.tell(MINE).unwrap();
    (forger, alex, mine)
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
    let mine = alex.header(&forger, mine);
    let month = forger.month();
    let signs = forger.signs(1, Levels([9; 6]));
    forger.give(&mut alex, &[forger.sealed(&signs, month), forger.release(&signs, mine)]);
    let seen = alex.pulse(Some(month));
    assert_eq!((seen.state, seen.theirs), (SealState::Waiting, None));
    let listed = alex.vault.reader().unwrap().list(&Filter::default()).unwrap();
    assert_eq!(listed.len(), 1);
    alex.is_sound();
}

#[test]
fn a_forger_who_keeps_to_it_sees_and_is_seen() {
    let (forger, mut alex, mine) = told();
    let month = forger.month();
    let theirs = forger.signs(1, THEIRS);
    assert_eq!(reasons(&forger.give(&mut alex, &[forger.sealed(&theirs, month)])), []);
    assert_eq!(alex.released(&forger, mine), 1);
    assert_eq!((alex.pulse(None).state, alex.pulse(None).theirs), (SealState::Waiting, None));
    let names = alex.header(&forger, mine);
    assert_eq!(reasons(&forger.give(&mut alex, &[forger.release(&theirs, names)])), []);
    let seen = alex.pulse(Some(month));
    assert_eq!((seen.state, seen.theirs), (SealState::Opened, Some(THEIRS)));
    alex.is_sound();
}

#[test]
fn no_key_of_the_signs_leaves_for_anything_but_signs_of_that_month() {
    let (forger, mut alex, mine) = told();
    let (month, names) = (forger.month(), alex.header(&forger, mine));
    // In clear, a key without what it opens, another month's, and a check-in's.
    let open = forger.signs(1, THEIRS);
    let open = {
        let body = postcard::to_stdvec(&((month, forger.moment()), THEIRS)).unwrap();
        forger.fact(RecordType::PRIVATE_ANSWER, &open.header, Beginning::First, &body)
    };
    let key = {
        let signs = forger.signs(2, THEIRS);
        let body = postcard::to_stdvec(&(signs.header.hash(), names, &signs.key)).unwrap();
        forger.fact(RecordType::KEY_RELEASE, &signs.header, Beginning::First, &body)
    };
    let last = forger.sealed(&forger.signs(3, THEIRS), month.previous());
    let week = {
        let header = Header::new(OURS, "checkin", forger.person(), Writers::Owner, None, [4; 16]);
        let signs = Signs { header, ..forger.signs(4, THEIRS) };
        forger.sealed(&signs, month)
    };
    for record in [open, key, last, week] {
        forger.give(&mut alex, &[record]);
        assert_eq!(alex.released(&forger, mine), 0);
        let seen = alex.pulse(Some(month));
        assert_eq!((seen.state, seen.theirs), (SealState::Sealed, None));
    }
    // It was not for want of trying.
    forger.give(&mut alex, &[forger.sealed(&forger.signs(5, THEIRS), month)]);
    assert_eq!(alex.released(&forger, mine), 1);
}

#[test]
fn signs_sealed_after_reading_mine_never_take_the_place_of_the_first() {
    let (forger, mut alex, mine) = told();
    let (month, names) = (forger.month(), alex.header(&forger, mine));
    let first = forger.signs(7, THEIRS);
    forger.give(&mut alex, &[forger.sealed(&first, month)]);
    // In the same document, and in others, whatever the order of their ids.
    let again = forger.signs(7, MINE);
    let told = forger.give(&mut alex, &[forger.sealed(&again, month)]);
    assert_eq!(reasons(&told), [ExceptReason::SetAside]);
    for nonce in 8..16 {
        let later = forger.signs(nonce, MINE);
        let both = [forger.sealed(&later, month), forger.release(&later, names)];
        forger.give(&mut alex, &both);
        let seen = alex.pulse(Some(month));
        assert_eq!((seen.state, seen.theirs), (SealState::Waiting, None));
    }
    assert_eq!(alex.released(&forger, mine), 1, "and no second key for it");
    forger.give(&mut alex, &[forger.release(&first, names)]);
    assert_eq!(alex.pulse(Some(month)).theirs, Some(THEIRS));
}

#[test]
fn a_wrong_release_and_one_of_another_month_open_no_signs() {
    let (forger, mut alex, mine) = told();
    let (month, names) = (forger.month(), alex.header(&forger, mine));
    let previous = Command::AnswerPulse { month: Some(month.previous()), levels: MINE };
    let previous = alex.apply(previous).unwrap();
    let previous = alex.header(&forger, previous);
    let (theirs, other) = (forger.signs(1, THEIRS), forger.signs(2, THEIRS));
    forger.give(&mut alex, &[forger.sealed(&theirs, month)]);
    let own = theirs.header.hash();
    for body in [
        (own, previous, &theirs.key),
        (own, own, &theirs.key),
        (own, names, &other.key),
        (other.header.hash(), names, &other.key),
    ] {
        let told = forger.give(&mut alex, &[forger.release_of(&theirs, body)]);
        assert_eq!(reasons(&told), [ExceptReason::SetAside]);
        for month in [month, month.previous()] {
            assert_eq!(alex.pulse(Some(month)).theirs, None);
        }
    }
    forger.give(&mut alex, &[forger.release(&theirs, names)]);
    assert_eq!(alex.pulse(Some(month)).theirs, Some(THEIRS));
    assert_eq!(alex.pulse(Some(month.previous())).state, SealState::Sealed);
}
