//! Two people whose clocks are wrong: a day apart, at 1970, at 2100, or jumping
//! between one sentence and the next. Clocks order lists and name weeks; who may
//! write, what merging gives and what is on both must come out as with clocks
//! that are right.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Who};
use attune_core::kinds::sealed::SealState;
use attune_core::time::Timestamp;
use attune_core::vault::{Delivery, Entry, Filter};
use common::{MINUTE, Person, START, couple, sync};

const DAY: i64 = 24 * 60 * MINUTE;
const IN_1970: i64 = 0;
const IN_2001: i64 = 1_000_000_000_000;
const IN_2100: i64 = 4_133_980_799_999 - DAY;
const BEYOND: i64 = i64::MAX / 2;

/// What a clock shows from one moment to the next; the last one goes on.
type Clock = &'static [i64];

const RIGHT: Clock = &[START];
const JUMPING: Clock = &[IN_2100, IN_1970, START, BEYOND, START - DAY, IN_2100, START];

/// The clocks of Alex and Sam.
const CLOCKS: [(&str, Clock, Clock); 10] = [
    ("both right", RIGHT, RIGHT),
    ("a day apart", RIGHT, &[START + DAY]),
    ("a day apart, the other way", RIGHT, &[START - DAY]),
    ("one in 1970", &[IN_1970], RIGHT),
    ("one in 2100", RIGHT, &[IN_2100]),
    ("one beyond all calendars", &[BEYOND], RIGHT),
    ("a century apart", &[IN_1970], &[IN_2100]),
    ("one jumps", JUMPING, RIGHT),
    ("both jump", JUMPING, &[START, IN_2100, START - 40 * DAY, IN_1970]),
    ("one runs backwards", &[START, START - DAY, START - 2 * DAY, START - 3 * DAY], RIGHT),
];

/// Somebody with a clock; each look at it is a moment later.
struct Watch {
    clock: Clock,
    looks: usize,
}

impl Watch {
    fn new(clock: Clock) -> Self {
        Self { clock, looks: 0 }
    }

    fn set(&mut self, person: &mut Person) {
        let shown = self.clock[self.looks.min(self.clock.len() - 1)];
        person.now = shown.saturating_add(self.looks as i64 * MINUTE);
        self.looks += 1;
    }
}

/// Two people who look at their clocks before whatever they do.
struct Two {
    people: [Person; 2],
    watches: [Watch; 2],
}

impl Two {
    fn new(alex: Clock, sam: Clock) -> Self {
        let (a, s) = couple();
        Self { people: [a, s], watches: [Watch::new(alex), Watch::new(sam)] }
    }

    /// One of them, with the clock at its next moment.
    fn at(&mut self, side: usize) -> &mut Person {
        self.watches[side].set(&mut self.people[side]);
        &mut self.people[side]
    }

    fn sync(&mut self) {
        for side in 0..2 {
            self.at(side);
        }
        let [alex, sam] = &mut self.people;
        sync(alex, sam);
    }
}

fn whole(person: &Person) -> Vec<Entry> {
    person.vault.reader().unwrap().list(&Filter::default()).unwrap()
}

/// What both have; not what one of them keeps of what was taken back.
fn list(person: &Person) -> Vec<Entry> {
    whole(person).into_iter().filter(|entry| !entry.kept).collect()
}

/// Pages of both, edits of both at once, a page taken back: everything that
/// merging has to decide. Gives what both hold in the end, without their times.
fn written(name: &str, alex: Clock, sam: Clock) -> Vec<(String, Vec<(String, String)>)> {
    let mut two = Two::new(alex, sam);
    let merged = two.at(0).journal("One. Two. Three.", Who::BothWrite);
    let torn = two.at(1).journal("We met in May.", Who::BothWrite);
    let gone = two.at(1).journal("not meant for you", Who::PartnerReads);
    assert_eq!(two.people[0].entry(merged).delivery, Delivery::Device, "{name}: before it is");
    two.sync();
    for n in 0..4 {
        let side = n % 2;
        two.at(side).journal(&format!("page {n}"), Who::PartnerReads);
    }
    two.at(0).edit(merged, "Zero. One. Two. Three.");
    two.at(1).edit(merged, "One. Two. Three. Four.");
    two.at(1).edit(torn, "We met in June.");
    two.at(0).edit(torn, "We met in late autumn.");
    two.at(1).delete(gone);
    for side in 0..2 {
        assert!(!two.people[side].is_in_step(), "{name}: something is on one side only");
        assert_eq!(two.people[side].entry(merged).delivery, Delivery::Device, "{name}");
    }
    two.sync();

    let [alex, sam] = &mut two.people;
    assert_eq!(alex.digest(), sam.digest(), "{name}");
    assert!(alex.is_in_step() && sam.is_in_step(), "{name}");
    assert_eq!((whole(alex).len(), whole(sam).len()), (7, 6), "{name}: and Alex keeps one");
    assert_eq!(list(alex).len(), 6, "{name}: nothing is lost");
    let rows = |person: &Person| -> Vec<_> {
        list(person).into_iter().map(|e| (e.id, e.body, e.created, e.edited)).collect()
    };
    assert_eq!(rows(alex), rows(sam), "{name}: both lists are one");
    for person in [alex, sam] {
        let all = list(person);
        let mut sorted = all.clone();
        sorted.sort_by_key(|entry| std::cmp::Reverse((entry.created, entry.id)));
        assert_eq!(sorted, all, "{name}: newest first, by what the clocks claim");
        for entry in &all {
            assert_eq!(entry.delivery, Delivery::Both, "{name}: {}", entry.body);
            let century = Timestamp::MIN..=Timestamp::MAX;
            assert!(century.contains(&entry.created) && century.contains(&entry.edited), "{name}");
        }
        person.is_sound();
        person.reopen();
        assert_eq!(list(person), all, "{name}: and after a new beginning");
    }
    let mut outcome: Vec<_> = list(&two.people[0])
        .into_iter()
        .map(|entry| {
            let versions = two.people[0].versions(entry.id);
            (entry.body, versions)
        })
        .collect();
    outcome.sort();
    outcome
}

#[test]
fn what_is_written_comes_out_as_with_clocks_that_are_right() {
    let expected = written("both right", RIGHT, RIGHT);
    assert!(expected.iter().any(|(body, _)| body == "Zero. One. Two. Three. Four."));
    assert!(expected.iter().any(|(_, versions)| versions.len() == 2));
    for (name, alex, sam) in CLOCKS {
        assert_eq!(written(name, alex, sam), expected, "{name}");
    }
}

#[test]
fn whoever_answers_second_is_offered_the_week_that_the_first_one_sealed() {
    for (name, alex, sam) in CLOCKS {
        for first in 0..2 {
            let mut two = Two::new(alex, sam);
            let second = 1 - first;
            two.at(first).answer(["a", "b", "c"]).unwrap();
            two.sync();
            let sealed = two.people[first].vault.reader().unwrap().checkin_weeks().unwrap();
            let there = two.at(second).checkin(None);
            assert_eq!((there.week, there.mine), (sealed[0], None), "{name}");
            two.at(second).answer(["d", "e", "f"]).unwrap();
            two.sync();
            for side in 0..2 {
                let view = two.people[side].checkin(Some(sealed[0]));
                let words = |answers: &Option<attune_core::kinds::checkin::Answers>| {
                    answers.as_ref().unwrap().0.concat()
                };
                assert_eq!(view.state, SealState::Opened, "{name}");
                let both = [words(&view.mine), words(&view.theirs)];
                let expected = if side == first { ["abc", "def"] } else { ["def", "abc"] };
                assert_eq!(both, expected, "{name}: one week, however far apart the clocks");
            }
            assert_eq!(two.people[0].digest(), two.people[1].digest(), "{name}");
        }
    }
}

#[test]
fn a_week_answered_by_a_wild_clock_stands_in_no_way_of_the_next() {
    for wild in [IN_1970, IN_2100, BEYOND] {
        let (mut alex, mut sam) = couple();
        alex.now = wild;
        alex.answer(["by", "a", "wild clock"]).unwrap();
        sync(&mut alex, &mut sam);
        sam.answer(["d", "e", "f"]).unwrap();
        sync(&mut alex, &mut sam);
        // The clock was put right: this week is offered, and opens like any other.
        alex.now = START + 10 * MINUTE;
        let week = alex.time().day.week();
        assert_eq!((alex.checkin(None).week, sam.checkin(None).week), (week, week));
        for person in [&mut alex, &mut sam] {
            person.answer(["this", "very", "week"]).unwrap();
        }
        sync(&mut alex, &mut sam);
        for person in [&alex, &sam] {
            assert_eq!(person.checkin(Some(week)).state, SealState::Opened);
            assert_eq!(person.vault.reader().unwrap().checkin_weeks().unwrap().len(), 2);
        }
    }
}

#[test]
fn a_jump_of_the_clock_takes_no_words_before_their_ten_minutes_are_over() {
    // Deleted by one clock, and then ten minutes of another.
    for (deleted, then) in [(IN_2100, START), (START, IN_2001), (START, START - DAY)] {
        let (mut alex, mut sam) = couple();
        alex.now = deleted;
        let early = alex.journal("deleted on purpose", Who::OnlyMe);
        alex.delete(early);
        let page = alex.journal("deleted by mistake", Who::OnlyMe);
        let kept = alex.journal("kept", Who::PartnerReads);
        alex.delete(page);
        alex.now = then;
        assert_eq!((alex.wait(0), alex.wait(9)), (0, 0), "nothing goes at the jump");
        assert!(alex.undo().is_ok(), "it can still be brought back");
        assert_eq!(alex.wait(11), 1, "and what was meant to go goes");
        sync(&mut alex, &mut sam);
        assert_eq!(sam.entry(kept).body, "kept");
        alex.is_sound();
    }
}

#[test]
fn before_the_year_2000_time_stands_still_and_nothing_goes_until_the_clock_is_right() {
    let (mut alex, _) = couple();
    alex.now = IN_1970;
    let page = alex.journal("deleted", Who::OnlyMe);
    alex.delete(page);
    assert_eq!((alex.wait(11), alex.wait(10_000)), (0, 0));
    alex.now = START;
    assert_eq!(alex.wait(0), 1);
}

#[test]
fn a_page_is_edited_by_clocks_that_run_backwards_and_says_the_last_words() {
    for (name, clock, _) in CLOCKS {
        let mut two = Two::new(clock, RIGHT);
        let page = two.at(0).journal("version 0", Who::PartnerReads);
        for n in 1..8 {
            two.at(0).edit(page, &format!("version {n}"));
            if n % 3 == 0 {
                two.sync();
            }
        }
        two.at(0)
            .apply(Command::Edit { id: page, title: Some("last".into()), body: None })
            .unwrap();
        two.sync();
        for person in &two.people {
            let entry = person.entry(page);
            assert_eq!(
                (entry.title.as_str(), entry.body.as_str()),
                ("last", "version 7"),
                "{name}"
            );
            assert_eq!(person.versions(page), [], "{name}: one after the other is no conflict");
        }
    }
}
