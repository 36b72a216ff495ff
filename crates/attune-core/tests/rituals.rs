//! Rituals of two people who mark them apart, travel, rest and change their minds;
//! and notes, of which nobody learns whether they were seen.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Who};
use attune_core::document::{ActorPrefix, Field, FieldType, Value, begin};
use attune_core::exchange::ExceptReason;
use attune_core::header::{Header, Scope, Writers};
use attune_core::ids::DocumentId;
use attune_core::kinds::noted::Note;
use attune_core::kinds::rhythm::{Bead, Days, Rest, thread};
use attune_core::kinds::ritual::Ritual;
use attune_core::record::{Beginning, RecordType};
use attune_core::time::Day;
use attune_core::vault::{CommandError, Filter};
use common::forger::{Forger, OURS, header_of, reasons, sent, texts};
use common::{MINUTE, Person, START, carry, couple, pair, sync};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const DAY: i64 = 24 * 60 * MINUTE;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Person {
    fn begin(&mut self, name: &str, who: Who) -> DocumentId {
        let (days, at) = (Days::DAILY, "21:00".parse().unwrap());
        self.apply(Command::BeginRitual { name: name.to_owned(), days, at, who }).unwrap()
    }

    fn mark(&mut self, id: DocumentId, day: Option<Day>) {
        self.apply(Command::MarkRitual { id, day, kept: true }).unwrap();
    }

    fn unmark(&mut self, id: DocumentId, day: Option<Day>) {
        self.apply(Command::MarkRitual { id, day, kept: false }).unwrap();
    }

    fn rest(&mut self, id: DocumentId, until: Option<Day>) -> Result<DocumentId, CommandError> {
        self.apply(Command::RestRitual { id, until })
    }

    fn ritual(&self, id: DocumentId) -> Ritual {
        self.entry(id).ritual().unwrap().clone()
    }

    fn kept(&self, id: DocumentId, on: &str) -> bool {
        self.ritual(id).kept.contains(day(on))
    }

    fn rituals(&self) -> Vec<String> {
        let all = self.vault.reader().unwrap().rituals().unwrap();
        all.into_iter().map(|entry| entry.body).collect()
    }

    fn leave_note(&mut self, text: &str) -> DocumentId {
        self.apply(Command::LeaveNote { text: text.to_owned() }).unwrap()
    }

    fn put_away(&mut self, id: DocumentId) {
        self.apply(Command::Note { id, note: Note::Seen }).unwrap();
    }

    fn notes(&self) -> Vec<String> {
        let waiting = self.vault.reader().unwrap().notes_waiting().unwrap();
        waiting.into_iter().map(|entry| entry.body).collect()
    }
}

#[test]
fn marks_made_apart_both_stand_and_only_what_is_named_is_taken_back() {
    let (mut alex, mut sam) = couple();
    let id = alex.begin("Thanks before lights out", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.mark(id, None);
    sam.mark(id, None);
    sync(&mut alex, &mut sam);
    assert!(alex.kept(id, "2026-11-24") && sam.kept(id, "2026-11-24"));

    // Either may take it back: it says that it was kept, and not by whom.
    sam.unmark(id, None);
    sync(&mut alex, &mut sam);
    assert!(!alex.kept(id, "2026-11-24") && !sam.kept(id, "2026-11-24"));

    // One takes a mark back while the other, apart, marks the day anew.
    alex.mark(id, None);
    sync(&mut alex, &mut sam);
    alex.unmark(id, None);
    sam.unmark(id, None);
    sam.mark(id, None);
    sync(&mut alex, &mut sam);
    assert!(alex.kept(id, "2026-11-24") && sam.kept(id, "2026-11-24"));
    for person in [&alex, &sam] {
        person.is_sound();
    }
}

#[test]
fn what_says_nothing_new_is_not_written() {
    let (mut alex, mut sam) = couple();
    let id = alex.begin("Coffee", Who::BothWrite);
    alex.mark(id, None);
    sync(&mut alex, &mut sam);
    alex.mark(id, None);
    sam.mark(id, Some(day("2026-11-24")));
    sam.unmark(id, Some(day("2026-11-20")));
    let nothing = &mut Vec::new();
    assert!(!carry(&mut alex, &mut sam, nothing) && !carry(&mut sam, &mut alex, nothing));
}

#[test]
fn a_day_that_is_lived_twice_is_kept_once_and_one_that_is_flown_over_is_not_lost() {
    let (mut alex, mut sam) = couple();
    let id = alex.begin("Coffee", Who::BothWrite);
    sync(&mut alex, &mut sam);
    // Tuesday evening in Auckland; at the same moment it is Monday at Sam's.
    let late_in_auckland = 20 * 60 * MINUTE - 13 * 60 * MINUTE - 9 * 60 * MINUTE;
    (alex.now, alex.offset) = (START + late_in_auckland, 13 * 60);
    (sam.now, sam.offset) = (START - 11 * 60 * MINUTE, -8 * 60);
    assert_eq!(alex.time().day, day("2026-11-24"));
    assert_eq!(sam.time().day, day("2026-11-23"));
    alex.mark(id, None);
    sync(&mut alex, &mut sam);
    assert!(sam.kept(id, "2026-11-24"));

    // Twelve hours to the west over the date line: it is Tuesday again.
    (alex.now, alex.offset) = (alex.now + 12 * 60 * MINUTE, -8 * 60);
    assert_eq!(alex.time().day, day("2026-11-24"));
    assert!(alex.kept(id, "2026-11-24"));
    alex.mark(id, None);
    assert!(!carry(&mut alex, &mut sam, &mut Vec::new()), "it is kept already");

    // And back over Wednesday: what was kept before stays, and the day that was
    // flown over can be marked still.
    (alex.now, alex.offset) = (alex.now + 36 * 60 * MINUTE, 13 * 60);
    assert!(alex.time().day > day("2026-11-25"));
    alex.mark(id, Some(day("2026-11-25")));
    sync(&mut alex, &mut sam);
    let week = day("2026-11-24").week();
    for person in [&alex, &sam] {
        let Ritual { rhythm, kept } = person.ritual(id);
        let beads = thread(&rhythm, &kept, week, day("2026-11-26"));
        assert_eq!(beads[..3], [Bead::Empty, Bead::Kept, Bead::Kept]);
    }
    let far = Command::MarkRitual { id, day: Some(alex.time().day.plus(2)), kept: true };
    assert!(matches!(alex.apply(far), Err(CommandError::NotYet)));
    // Where the other is it may be tomorrow already.
    let tomorrow = alex.time().day.plus(1);
    alex.mark(id, Some(tomorrow));
}

#[test]
fn a_ritual_rests_until_a_day_and_of_two_rests_one_stands_whole() {
    let (mut alex, mut sam) = couple();
    let id = alex.begin("A walk", Who::BothWrite);
    sync(&mut alex, &mut sam);
    assert!(matches!(alex.rest(id, Some(day("2026-11-24"))), Err(CommandError::Past)));
    alex.rest(id, Some(day("2026-12-01"))).unwrap();
    sam.now += 2 * DAY;
    sam.rest(id, Some(day("2026-12-20"))).unwrap();
    sync(&mut alex, &mut sam);
    let rest = alex.ritual(id).rhythm.rest.unwrap();
    assert_eq!(Some(rest), sam.ritual(id).rhythm.rest);
    let whole = [
        Rest { from: day("2026-11-24"), until: day("2026-12-01") },
        Rest { from: day("2026-11-26"), until: day("2026-12-20") },
    ];
    assert!(whole.contains(&rest), "{rest:?}");
    assert_eq!(alex.entry(id).versions, [], "nobody has to choose");
    alex.rest(id, None).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(sam.ritual(id).rhythm.rest, None);
}

#[test]
fn a_ritual_is_altered_by_whoever_writes_it_and_two_names_both_stay() {
    let (mut alex, mut sam) = couple();
    let id = alex.begin("Coffee", Who::BothWrite);
    sync(&mut alex, &mut sam);
    let alter = |name: Option<&str>, days: Option<&str>, at: Option<&str>| Command::AlterRitual {
        id,
        name: name.map(str::to_owned),
        days: days.map(|days| days.parse().unwrap()),
        at: at.map(|at| at.parse().unwrap()),
    };
    alex.apply(alter(Some("Coffee first"), None, Some("7:30"))).unwrap();
    sam.apply(alter(Some("Tea first"), Some("mon,wed"), None)).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        let rhythm = person.ritual(id).rhythm;
        assert_eq!(
            (rhythm.days.to_string(), rhythm.at.to_string()),
            ("mon,wed".into(), "07:30".into())
        );
        let names: BTreeSet<String> =
            person.versions(id).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, BTreeSet::from(["Coffee first".to_owned(), "Tea first".to_owned()]));
    }
    let nothing = Command::AlterRitual { id, name: Some(" ".into()), days: None, at: None };
    assert!(matches!(alex.apply(nothing), Err(CommandError::Empty)));
    let never = Command::AlterRitual { id, name: None, days: Some(Days::default()), at: None };
    assert!(matches!(alex.apply(never), Err(CommandError::NotPossible)));
    let page = alex.journal("A page.", Who::BothWrite);
    let other = Command::MarkRitual { id: page, day: None, kept: true };
    assert!(matches!(alex.apply(other), Err(CommandError::NotPossible)));
}

#[test]
fn what_is_mine_alone_stays_here_and_what_the_other_may_read_is_mine_to_mark() {
    let (mut alex, mut sam) = couple();
    let mine = alex.begin("Ring my brother", Who::OnlyMe);
    alex.mark(mine, None);
    let wire = sync(&mut alex, &mut sam);
    assert!(wire.is_empty());
    let shared = alex.apply(Command::Share { id: mine }).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(sam.rituals(), ["Ring my brother"]);
    // As it is now, without its past.
    assert!(!alex.kept(shared, "2026-11-24"));
    let mark = Command::MarkRitual { id: shared, day: None, kept: true };
    assert!(matches!(sam.apply(mark), Err(CommandError::NotYours)));
    alex.mark(shared, None);
    sync(&mut alex, &mut sam);
    assert!(sam.kept(shared, "2026-11-24"));
}

#[test]
fn a_ritual_of_before_becomes_both_s_at_pairing_and_one_that_is_deleted_comes_back() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let id = alex.begin("Thanks", Who::BothWrite);
    let note = alex.leave_note("Your coat is by the heater.");
    alex.mark(id, None);
    assert_eq!(alex.notes(), [""; 0], "it is for the other");
    pair(&mut alex, &mut sam, &[id, note]);
    sync(&mut alex, &mut sam);
    assert_eq!((sam.rituals(), sam.notes().len()), (vec!["Thanks".to_owned()], 1));
    assert_eq!(alex.rituals(), ["Thanks"]);
    let id = sam.vault.reader().unwrap().rituals().unwrap()[0].id;
    sam.mark(id, None);
    assert_eq!(sam.entry(id).writers, Writers::Both);
    sam.delete(id);
    sync(&mut alex, &mut sam);
    // What both wrote each keeps, as a copy; it is a ritual no more.
    assert_eq!((alex.rituals(), sam.rituals()), (vec![], vec![]));
    sam.undo().unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!((alex.rituals(), sam.rituals()), (vec!["Thanks".into()], vec!["Thanks".into()]));
}

#[test]
fn a_note_waits_until_it_is_put_away_and_nobody_learns_of_it() {
    let (mut alex, mut sam) = couple();
    let first = alex.leave_note("Your coat is by\nthe heater.");
    sync(&mut alex, &mut sam);
    let second = alex.leave_note("There is soup.");
    sync(&mut alex, &mut sam);
    assert_eq!(sam.notes(), ["There is soup.", "Your coat is by the heater."]);
    assert_eq!(alex.notes(), [""; 0]);

    let digests = (alex.digest(), sam.digest());
    sam.put_away(second);
    sam.put_away(first);
    assert_eq!(sam.notes(), [""; 0]);
    let wire = sync(&mut alex, &mut sam);
    assert!(wire.is_empty(), "nothing goes back");
    assert_eq!((alex.digest(), sam.digest()), digests);
    assert_eq!(alex.entry(first).hearts, []);
    let listed = |person: &Person| {
        let kind = Some("note".to_owned());
        let filter = Filter { kind, scope: Some(Scope::Shared), ..Filter::default() };
        person.vault.reader().unwrap().list(&filter).unwrap().len()
    };
    assert_eq!((listed(&alex), listed(&sam)), (2, 2), "what was seen is still there");

    // What was taken back is no note to find any more.
    let third = alex.leave_note("Come home early.");
    sync(&mut alex, &mut sam);
    alex.delete(third);
    sync(&mut alex, &mut sam);
    assert_eq!(sam.notes(), [""; 0]);
    assert!(matches!(
        alex.apply(Command::LeaveNote { text: " \n".into() }),
        Err(CommandError::Empty)
    ));
    sam.is_sound();
}

const RITUAL: &[Field] = &[
    Field::new("name", FieldType::Line, 1000),
    Field::new("days", FieldType::Number, 8),
    Field::new("at", FieldType::Number, 8),
    Field::new("rest", FieldType::Number, 8),
    Field::new("created", FieldType::Number, 8),
];

#[test]
fn a_partner_who_does_not_keep_to_it_marks_nothing_that_is_mine_and_breaks_nothing() {
    let (mut forger, mut alex) = Forger::and_alex();
    let mine = alex.begin("Mine to mark", Who::BothWrite);
    let reads = alex.begin("Mine alone", Who::PartnerReads);
    // Numbers beyond every day, and facts that say nothing.
    let header = Header::new(OURS, "ritual", forger.person(), Writers::Both, None, [1; 16]);
    let actor = ActorPrefix::of(forger.device()).actor(&mut forger.rng);
    let mut values = texts(&[("name", "Whatever")]);
    for (name, number) in [("days", -1), ("at", i64::MAX), ("rest", i64::MIN)] {
        values.insert(name.to_owned(), Value::Number(number));
    }
    let new = begin(RITUAL, &values, actor, forger.at).unwrap();
    let id = header.id();
    let records = vec![
        forger.sign(&header, Beginning::First, &new),
        forger.fact(RecordType::DONE, &header, Beginning::Later, b"no"),
        forger.fact(RecordType::NOT_DONE, &header, Beginning::Later, &[7; 99]),
    ];
    let received = forger.give(&mut alex, &records);
    assert_eq!(reasons(&received), []);
    let read = alex.ritual(id);
    assert_eq!((read.rhythm.days, read.rhythm.rest), (Days::DAILY, None));
    assert_eq!(read.rhythm.at.to_string(), "23:59");
    alex.mark(id, None);
    assert!(alex.kept(id, "2026-11-24"));

    let header = header_of(&sent(&mut alex, &forger, reads));
    let forged = forger.fact(RecordType::DONE, &header, Beginning::Later, b"x");
    let received = forger.give(&mut alex, &[forged]);
    assert_eq!(reasons(&received), [ExceptReason::Refused]);
    assert!(!alex.kept(mine, "2026-11-24"));
    alex.is_sound();
}

/// One thing that one of two people does, on one of three days.
#[derive(Debug, Clone, Copy)]
enum Step {
    Mark { sam: bool, back: i32 },
    Unmark { sam: bool, back: i32 },
    Meet,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (any::<bool>(), 0..3_i32).prop_map(|(sam, back)| Step::Mark { sam, back }),
        2 => (any::<bool>(), 0..3_i32).prop_map(|(sam, back)| Step::Unmark { sam, back }),
        1 => Just(Step::Meet),
    ]
}

/// What one of them knows: the marks made, and which were taken back.
#[derive(Default, Clone)]
struct Known {
    made: BTreeMap<u32, i32>,
    taken_back: BTreeSet<u32>,
}

impl Known {
    fn standing(&self, back: i32) -> Vec<u32> {
        let made =
            self.made.iter().filter(|(mark, on)| **on == back && !self.taken_back.contains(mark));
        made.map(|(mark, _)| *mark).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However two mark and take back, apart and together: what stands are the
    /// marks that nobody who knew of them took back.
    #[test]
    fn marks_commute(steps in prop::collection::vec(step(), 1..14)) {
        let (mut alex, mut sam) = couple();
        let id = alex.begin("Ours", Who::BothWrite);
        sync(&mut alex, &mut sam);
        let today = alex.time().day;
        let mut known = [Known::default(), Known::default()];
        let mut next = 0;
        for step in steps.into_iter().chain([Step::Meet]) {
            match step {
                Step::Mark { sam: is_sam, back } => {
                    let person = if is_sam { &mut sam } else { &mut alex };
                    person.mark(id, Some(today.plus(-back)));
                    let known = &mut known[usize::from(is_sam)];
                    if known.standing(back).is_empty() {
                        known.made.insert(next, back);
                        next += 1;
                    }
                }
                Step::Unmark { sam: is_sam, back } => {
                    let person = if is_sam { &mut sam } else { &mut alex };
                    person.unmark(id, Some(today.plus(-back)));
                    let known = &mut known[usize::from(is_sam)];
                    known.taken_back.extend(known.standing(back));
                }
                Step::Meet => {
                    sync(&mut alex, &mut sam);
                    let [first, second] = &mut known;
                    first.made.extend(second.made.clone());
                    first.taken_back.extend(second.taken_back.iter());
                    *second = first.clone();
                }
            }
            for (person, known) in [&alex, &sam].into_iter().zip(&known) {
                let ritual = person.ritual(id);
                for back in 0..3 {
                    let kept = ritual.kept.contains(today.plus(-back));
                    prop_assert_eq!(kept, !known.standing(back).is_empty());
                }
            }
        }
        prop_assert_eq!(alex.digest(), sam.digest());
    }
}
