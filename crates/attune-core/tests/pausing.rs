//! A pause between two people, together and apart, with clocks that are wrong and
//! with a program that does not keep to it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Pausing, Who};
use attune_core::exchange::ExceptReason;
use attune_core::header::{Header, Writers};
use attune_core::ids::DocumentId;
use attune_core::record::{Beginning, RecordType};
use attune_core::time::Now;
use attune_core::vault::{CommandError, Filter, PauseView, Phase};
use common::forger::{Forger, OURS, reasons};
use common::{MINUTE, Person, couple, sync};

const HOUR: i64 = 60 * MINUTE;

impl Person {
    fn pausing(&mut self, what: Pausing) -> Result<DocumentId, CommandError> {
        let now = self.time();
        let what = Command::Pause(what);
        self.vault.apply(&what, &now, &mut self.rng).map(|done| done.id)
    }

    fn pause(&self) -> Option<PauseView> {
        self.vault.reader().unwrap().pause(&self.time()).unwrap()
    }

    fn phase(&self) -> Option<Phase> {
        self.pause().map(|pause| pause.phase)
    }

    /// How many minutes from now it is time to come back.
    fn left(&self) -> i64 {
        (self.pause().unwrap().until.millis() - self.now) / MINUTE
    }
}

#[test]
fn two_pause_come_back_and_agree_on_one_next_step() {
    let (mut alex, mut sam) = couple();
    let id = alex.pausing(Pausing::Begin(40)).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((sam.phase(), sam.left()), (Some(Phase::Apart), 40));
    // Whoever begins one now joins it.
    assert_eq!(sam.pausing(Pausing::Begin(600)).unwrap(), id);
    alex.pausing(Pausing::Ready).unwrap();
    sync(&mut alex, &mut sam);
    assert!(alex.pause().unwrap().ready && !sam.pause().unwrap().ready);
    assert_eq!(sam.phase(), Some(Phase::Apart), "nobody is hurried");
    sam.pausing(Pausing::Ready).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.phase(), sam.phase()), (Some(Phase::Back), Some(Phase::Back)));

    alex.pausing(Pausing::Team(true)).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(sam.pause().unwrap().theirs, None, "not before both have said");
    // Nor by another door.
    let entries = sam.vault.reader().unwrap().list(&Filter::default()).unwrap();
    let pause = entries.iter().find(|entry| entry.id == id).unwrap();
    assert_eq!(pause.detail, None);
    sam.pausing(Pausing::Team(true)).unwrap();
    sync(&mut alex, &mut sam);
    let seen = alex.pause().unwrap();
    assert_eq!((seen.phase, seen.mine, seen.theirs), (Phase::Together, Some(true), Some(true)));

    sam.pausing(Pausing::Next("A walk\nafter dinner".into())).unwrap();
    sync(&mut alex, &mut sam);
    let name = alex.pause().unwrap().next[0].name;
    let agreed = |person: &Person| person.vault.reader().unwrap().agreed_steps(id).unwrap();
    assert_eq!(agreed(&alex), [], "words are not agreed on by being there");
    alex.pausing(Pausing::Agree(name)).unwrap();
    alex.pausing(Pausing::Close).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        assert_eq!(person.pause(), None);
        assert_eq!(person.entry(id).body, "A walk after dinner");
        let steps = agreed(person);
        let told = steps.iter().map(|step| (step.by.name.as_str(), step.words.as_str()));
        assert_eq!(told.collect::<Vec<_>>(), [("Sam", "A walk after dinner")]);
        person.is_sound();
    }
    // And the next one is another.
    assert_ne!(sam.pausing(Pausing::Begin(20)).unwrap(), id);
    assert!(matches!(alex.pausing(Pausing::Ready), Err(CommandError::NoPause)));
}

#[test]
fn two_begun_at_once_are_one() {
    let (mut alex, mut sam) = couple();
    let mine = alex.pausing(Pausing::Begin(30)).unwrap();
    let theirs = sam.pausing(Pausing::Begin(90)).unwrap();
    alex.pausing(Pausing::Ready).unwrap();
    sam.pausing(Pausing::Next("Tea".into())).unwrap();
    sync(&mut alex, &mut sam);
    let (a, b) = (alex.pause().unwrap(), sam.pause().unwrap());
    assert_eq!((a.id, a.until, a.by), (b.id, b.until, b.by));
    assert!([mine, theirs].contains(&a.id) && [30, 90].contains(&alex.left()));
    assert!(a.ready && !b.ready);
    sam.pausing(Pausing::Ready).unwrap();
    alex.pausing(Pausing::Agree(a.next[0].name)).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.phase(), sam.phase()), (Some(Phase::Back), Some(Phase::Back)));
    assert!(sam.pause().unwrap().next[0].agreed);
    sam.pausing(Pausing::Close).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.pause(), sam.pause()), (None, None), "both are over");
    alex.pausing(Pausing::Begin(20)).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.left(), sam.left()), (20, 20));
}

#[test]
fn two_who_end_it_at_once_have_both_ended_it() {
    let (mut alex, mut sam) = couple();
    let id = alex.pausing(Pausing::Begin(30)).unwrap();
    sync(&mut alex, &mut sam);
    sam.pausing(Pausing::Close).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(alex.pausing(Pausing::Close).unwrap(), id);
    alex.now += 26 * HOUR;
    assert!(matches!(alex.pausing(Pausing::Close), Err(CommandError::NoPause)), "long over");
}

#[test]
fn nobody_says_whether_they_are_on_the_same_team_before_they_are_back() {
    let (mut alex, mut sam) = couple();
    alex.pausing(Pausing::Begin(30)).unwrap();
    assert!(matches!(alex.pausing(Pausing::Team(true)), Err(CommandError::NotPossible)));
    sync(&mut alex, &mut sam);
    for person in [&mut alex, &mut sam] {
        person.now += 31 * MINUTE;
        person.pausing(Pausing::Team(true)).unwrap();
    }
}

#[test]
fn each_moves_the_time_once() {
    let (mut alex, mut sam) = couple();
    alex.pausing(Pausing::Begin(60)).unwrap();
    for minutes in [0, 19, 1441, u16::MAX] {
        assert!(alex.pausing(Pausing::Move(minutes)).is_err(), "{minutes}");
    }
    alex.pausing(Pausing::Move(20)).unwrap();
    assert!(alex.pausing(Pausing::Move(30)).is_err());
    sync(&mut alex, &mut sam);
    assert_eq!((sam.left(), sam.pause().unwrap().may_move), (20, true));
    sam.pausing(Pausing::Move(120)).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.left(), sam.left()), (120, 120));
    let seen = alex.pause().unwrap();
    assert_eq!((seen.may_move, seen.moved_by), (false, Some(sam.vault.me().person)));
}

/// Which document a step lies in, and what its hash is, changes nothing: as often as
/// it is tried, the later move stands, and it stays the same pause.
#[test]
fn of_two_begun_at_once_the_time_is_moved_as_of_one() {
    let (mut alex, mut sam) = couple();
    for _ in 0..12 {
        (alex.now, sam.now) = (alex.now + HOUR, sam.now + HOUR);
        alex.pausing(Pausing::Begin(30)).unwrap();
        sam.pausing(Pausing::Begin(90)).unwrap();
        sync(&mut alex, &mut sam);
        let id = alex.pause().unwrap().id;
        let from = alex.pause().unwrap().until;
        alex.pausing(Pausing::Move(200)).unwrap();
        sync(&mut alex, &mut sam);
        let seen = sam.pause().unwrap();
        let alex_is = alex.vault.me().person;
        assert_eq!((seen.id, seen.moved_by, seen.moved_from), (id, Some(alex_is), Some(from)));
        assert_eq!((seen.until.millis() - seen.begun.millis()) / MINUTE, 200);
        assert!(seen.may_move && !alex.pause().unwrap().may_move);
        sam.pausing(Pausing::Move(45)).unwrap();
        sync(&mut alex, &mut sam);
        for person in [&alex, &sam] {
            let seen = person.pause().unwrap();
            assert_eq!((seen.until.millis() - seen.begun.millis()) / MINUTE, 45);
            assert_eq!((seen.id, seen.may_move), (id, false));
            assert_eq!(seen.moved_by, Some(sam.vault.me().person));
        }
        sam.pausing(Pausing::Close).unwrap();
        sync(&mut alex, &mut sam);
        assert_eq!((alex.pause(), sam.pause()), (None, None));
    }
}

#[test]
fn a_pause_that_claims_to_be_of_later_hides_none_that_comes_after_it() {
    let (mut alex, mut sam) = couple();
    sam.now += 5 * HOUR;
    sam.pausing(Pausing::Begin(30)).unwrap();
    sam.pausing(Pausing::Close).unwrap();
    sync(&mut alex, &mut sam);
    for _ in 0..3 {
        alex.now += MINUTE;
        alex.pausing(Pausing::Begin(60)).unwrap();
        assert_eq!(alex.left(), 60);
        sync(&mut alex, &mut sam);
        assert!(sam.pause().is_some());
        alex.pausing(Pausing::Close).unwrap();
        sync(&mut alex, &mut sam);
        assert_eq!((alex.pause(), sam.pause()), (None, None));
    }
}

#[test]
fn one_of_yesterday_that_nobody_saw_takes_nobodys_pause_away() {
    let (mut alex, mut sam) = couple();
    alex.pausing(Pausing::Begin(30)).unwrap();
    alex.pausing(Pausing::Close).unwrap();
    for person in [&mut alex, &mut sam] {
        person.now += 26 * HOUR;
    }
    sam.pausing(Pausing::Begin(60)).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((sam.phase(), sam.left()), (Some(Phase::Apart), 60));
    assert_eq!((alex.phase(), alex.left()), (Some(Phase::Apart), 60));
}

#[test]
fn no_number_of_pauses_that_claim_to_be_of_later_keeps_a_new_one_out() {
    let (mut alex, mut sam) = couple();
    for _ in 0..20 {
        sam.now += 24 * HOUR;
        sam.pausing(Pausing::Begin(20)).unwrap();
        sam.pausing(Pausing::Close).unwrap();
    }
    sync(&mut alex, &mut sam);
    alex.now += MINUTE;
    alex.pausing(Pausing::Begin(60)).unwrap();
    assert_eq!(alex.left(), 60);
}

#[test]
fn a_pause_ends_by_itself_and_wrong_clocks_only_shorten_it() {
    for wrong in [-90, -2, 0, 2, 90] {
        let (mut alex, mut sam) = couple();
        sam.now += wrong * HOUR;
        alex.pausing(Pausing::Begin(60)).unwrap();
        sync(&mut alex, &mut sam);
        let left = sam.pause().map_or(0, |_| sam.left());
        assert!(left <= 60, "a clock {wrong} hours off: {left}");
        sam.now += HOUR;
        assert_ne!(sam.phase(), Some(Phase::Apart), "{wrong}");
        sam.now += 25 * HOUR;
        assert_eq!(sam.pause(), None);
        // Nothing else waits for it.
        sam.journal("in between", Who::PartnerReads);
    }
}

#[test]
fn ones_own_side_stays_ones_own() {
    let (mut alex, mut sam) = couple();
    alex.pausing(Pausing::Begin(60)).unwrap();
    sync(&mut alex, &mut sam);
    let side = Command::WriteSide { text: "As a friend would tell it.".into(), who: Who::OnlyMe };
    let side = alex.apply(side).unwrap();
    assert_eq!(sync(&mut alex, &mut sam), Vec::<u8>::new());
    let shared = alex.apply(Command::Share { id: side }).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(sam.entry(shared).body, "As a friend would tell it.");
}

#[test]
fn alone_there_is_nobody_to_pause_with() {
    let mut alex = Person::new("Alex", 1);
    assert!(matches!(alex.pausing(Pausing::Begin(20)), Err(CommandError::NotPaired)));
    assert_eq!(alex.pause(), None);
}

/// As `Step` is written: its number, then what it holds.
fn step(at: (Now, i64), number: u8, rest: &[u8]) -> Vec<u8> {
    let (now, offset) = at;
    let then = Now::from_millis(now.at.millis() + offset, 0);
    let moment = postcard::to_stdvec(&(then.day, then.at, 0_i16, [7_u8; 8])).unwrap();
    [&[number], rest, &moment].concat()
}

#[test]
fn a_program_without_manners_locks_nobody_out() {
    let (forger, mut alex) = Forger::and_alex();
    let now = alex.time();
    let begins = |minutes: u16| {
        let rest = postcard::to_stdvec(&(minutes, None::<DocumentId>)).unwrap();
        step((now, 0), 0, &rest)
    };
    let document =
        |nonce, writers| Header::new(OURS, "pause", forger.person(), writers, None, [nonce; 16]);
    let give = |alex: &mut Person, header: &Header, begin, body: &[u8]| {
        let fact = forger.fact(RecordType::PAUSE_STEP, header, begin, body);
        reasons(&forger.give(alex, &[fact]))
    };
    // For a month, for no time, and one that only they may write.
    for (nonce, minutes) in [(1, 43_200), (2, 0)] {
        let header = document(nonce, Writers::Both);
        let told = give(&mut alex, &header, Beginning::First, &begins(minutes));
        assert_eq!((told, alex.pause()), (vec![ExceptReason::SetAside], None), "{minutes}");
    }
    let header = document(3, Writers::Owner);
    let told = give(&mut alex, &header, Beginning::First, &begins(60));
    assert_eq!((told, alex.pause()), (vec![ExceptReason::Refused], None));

    // A real one, doubled, and moved as often as they like.
    let header = document(4, Writers::Both);
    assert_eq!(give(&mut alex, &header, Beginning::First, &begins(60)), []);
    let told = give(&mut alex, &header, Beginning::Later, &begins(1440));
    // What was set aside of it is told of from here on; what is sound comes in.
    assert_eq!(told, [ExceptReason::SetAside]);
    assert_eq!(alex.left(), 60);
    for offset in 0..20 {
        let from = attune_core::record::fact_hash(&begins(60));
        let rest = postcard::to_stdvec(&(1440_u16, from)).unwrap();
        give(&mut alex, &header, Beginning::Later, &step((now, offset), 1, &rest));
    }
    assert_eq!(alex.left(), 1440, "once, and never beyond a day");
    // They are ready for me, and say it is my answer: it is theirs.
    give(&mut alex, &header, Beginning::Later, &step((now, 0), 2, &[]));
    give(&mut alex, &header, Beginning::Later, &step((now, 0), 3, &[1]));
    let seen = alex.pause().unwrap();
    assert_eq!((seen.phase, seen.ready, seen.mine, seen.theirs), (Phase::Apart, false, None, None));
    // I write, move the time, and close it as ever.
    alex.journal("and life goes on", Who::OnlyMe);
    alex.pausing(Pausing::Move(20)).unwrap();
    assert_eq!(alex.left(), 19, "a minute has gone by");
    let id = alex.pausing(Pausing::Close).unwrap();
    assert_eq!(alex.pause(), None);
    assert!(matches!(
        alex.apply(Command::Delete { id, deletion: attune_core::command::Deletion::Final }),
        Err(CommandError::NotPossible)
    ));
}

#[test]
fn of_many_moves_of_one_person_one_counts() {
    let (forger, mut alex) = Forger::and_alex();
    let now = alex.time();
    let header = Header::new(OURS, "pause", forger.person(), Writers::Both, None, [5; 16]);
    let give = |alex: &mut Person, begin, body: &[u8]| {
        forger.give(alex, &[forger.fact(RecordType::PAUSE_STEP, &header, begin, body)]);
        attune_core::record::fact_hash(body)
    };
    let rest = postcard::to_stdvec(&(60_u16, None::<DocumentId>)).unwrap();
    let begun = give(&mut alex, Beginning::First, &step((now, 0), 0, &rest));
    assert_eq!(alex.left(), 60);
    // Each to another time: some of the beginning, and one upon the other.
    let moved = |alex: &mut Person, minutes: u16, from| {
        let rest = postcard::to_stdvec(&(minutes, from)).unwrap();
        give(alex, Beginning::Later, &step((now, i64::from(minutes)), 1, &rest))
    };
    let mut of_the_beginning = Vec::new();
    for minutes in (100..1400).step_by(130) {
        let name = moved(&mut alex, minutes, begun);
        of_the_beginning.push((name, i64::from(minutes)));
        let further = moved(&mut alex, minutes + 1, name);
        moved(&mut alex, minutes + 2, further);
        let (counts, minutes) = *of_the_beginning.iter().min().unwrap();
        assert_eq!(alex.left(), minutes, "the lowest by its name, and nothing upon it");
        let seen = alex.pause().unwrap();
        assert_eq!((seen.moved_by, seen.they_may_move), (Some(forger.person()), false));
        assert!(seen.may_move && counts <= name);
    }
    // Upon mine, they can't either.
    alex.pausing(Pausing::Move(45)).unwrap();
    assert_eq!(alex.left(), 45);
    let device = alex.vault.me().device;
    let mine = common::forger::sent(&mut alex, &forger, header.id()).into_iter();
    for record in mine.filter(|record| record.device == device) {
        moved(&mut alex, 1440, attune_core::record::fact_hash(&record.body));
    }
    assert_eq!(alex.left(), 45);
    assert_eq!(alex.pause().unwrap().moved_by, Some(alex.vault.me().person));
}
