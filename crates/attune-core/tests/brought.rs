//! What is taken in from elsewhere: it is this person's alone, keeps the time it
//! claims, comes in once, and is never given out for one's own if somebody else
//! wrote it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::brought::{Brought, Origin, Standing, What};
use attune_core::command::{Command, Who};
use attune_core::header::{Scope, Writers};
use attune_core::ids::{DocumentId, Position};
use attune_core::kinds::Detail;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::rhythm::{Days, Kept};
use attune_core::kinds::sealed::SealState;
use attune_core::time::{Now, Timestamp, Week};
use attune_core::vault::{Among, CommandError, Given, Writer};
use common::{MINUTE, Person, START, pair, sync};

/// 2019-03-14T18:22:35Z.
const THEN: i64 = 1_552_587_755_000;

fn page(name: &str, body: &str) -> Brought {
    let what = What::Journal { title: "A title".into(), body: body.into(), page: Page::default() };
    Brought { what, origin: Origin::elsewhere("dayone", name), edited: None, by: None }
}

fn of_sam(name: &str, body: &str) -> Brought {
    Brought { by: Some("Sam".into()), ..page(name, body) }
}

fn answers(week: &str, first: &str) -> Brought {
    let week: Week = week.parse().unwrap();
    let answers = Answers([first, "two", "three"].map(str::to_owned));
    let origin = Origin::elsewhere("attune", week.to_string().to_lowercase().as_str());
    Brought { what: What::Checkin { week, answers }, origin, edited: None, by: None }
}

/// Takes it in as what was begun `THEN`, in New York.
fn take(person: &mut Person, brought: &Brought) -> Result<DocumentId, CommandError> {
    let then = Now::from_millis(THEN, -240);
    let command = Command::BringIn(brought.clone());
    person.vault.apply(&command, &then, &mut person.rng).map(|done| done.id)
}

fn standing(person: &Person, brought: &Brought) -> Standing {
    person.vault.reader().unwrap().standing(brought).unwrap()
}

#[test]
fn what_comes_in_is_only_mine_and_keeps_its_time() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    pair(&mut alex, &mut sam, &[]);
    let later = Timestamp::clamped(THEN + 90 * MINUTE);
    let id = take(&mut alex, &Brought { edited: Some(later), ..page("a", "rain") }).unwrap();
    let entry = alex.entry(id);
    assert_eq!((entry.scope, entry.mine, entry.kept), (Scope::Private, true, false));
    assert_eq!((entry.wish, entry.title.as_str()), (None, "A title"));
    assert_eq!((entry.created.millis(), entry.edited), (THEN, later));
    assert_eq!((entry.day.to_string().as_str(), entry.offset_minutes), ("2019-03-14", -240));
    assert_eq!(entry.origin.as_deref(), Some("dayone:a"));
    assert_eq!(alex.found("rain"), ["rain"]);
    sync(&mut alex, &mut sam);
    assert_eq!(sam.bodies(), Vec::<String>::new());
    alex.reopen();
    alex.is_sound();
    assert_eq!(alex.entry(id).origin.as_deref(), Some("dayone:a"));
}

#[test]
fn the_same_thing_comes_in_once_until_it_is_deleted() {
    let mut alex = Person::new("Alex", 1);
    let rain = page("a", "rain");
    assert_eq!(standing(&alex, &rain), Standing::New);
    let first = take(&mut alex, &rain).unwrap();
    assert_eq!(standing(&alex, &rain), Standing::Here(first));
    // It may have been changed since: what stands here is what counts.
    alex.edit(first, "rain, and thunder");
    assert_eq!(take(&mut alex, &page("a", "snow")).unwrap(), first);
    assert_eq!(alex.bodies(), ["rain, and thunder"]);
    alex.delete(first);
    assert_eq!(standing(&alex, &rain), Standing::New);
    let second = take(&mut alex, &rain).unwrap();
    assert_ne!(first, second);
    assert_eq!(alex.bodies(), ["rain"]);
}

#[test]
fn what_was_brought_back_came_from_where_it_came_from() {
    let mut alex = Person::new("Alex", 1);
    let mine = take(&mut alex, &page("a", "rain")).unwrap();
    let sams = take(&mut alex, &of_sam("b", "snow")).unwrap();
    for id in [mine, sams] {
        alex.delete(id);
        alex.undo().unwrap();
    }
    assert_eq!(alex.bodies().len(), 2);
    for brought in [page("a", "rain"), of_sam("b", "snow")] {
        assert!(matches!(standing(&alex, &brought), Standing::Here(_)), "{brought:?}");
    }
    let entry = alex.entry(sams);
    assert_eq!((entry.mine, entry.author.name.as_str()), (false, "Sam"));
}

#[test]
fn an_entry_of_this_very_vault_is_here_by_its_id() {
    let mut alex = Person::new("Alex", 1);
    let id = alex.journal("written here", Who::OnlyMe);
    let copy = Brought { origin: Origin::entry(id), ..page("x", "written here") };
    assert_eq!(take(&mut alex, &copy).unwrap(), id);
    alex.delete(id);
    let anew = take(&mut alex, &copy).unwrap();
    assert_ne!(anew, id);
    assert_eq!(take(&mut alex, &copy).unwrap(), anew);
}

#[test]
fn sharing_it_later_does_not_tell_where_it_came_from() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    pair(&mut alex, &mut sam, &[]);
    let private = take(&mut alex, &page("secret-origin", "rain")).unwrap();
    let shared = alex.apply(Command::Share { id: private }).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        let entry = person.entry(shared);
        assert_eq!((entry.body.as_str(), entry.origin), ("rain", None));
    }
    let device = sam.vault.me().device;
    let log = alex.vault.read_log(device, Position(0), 1000, 1 << 24).unwrap();
    let told = log.records.concat();
    let contains = |word: &[u8]| told.windows(word.len()).any(|part| part == word);
    assert!(contains(b"title") && contains(b"A title"));
    assert!(!contains(b"secret-origin") && !contains(b"origin"));
    // The private page behind it still is what came from there.
    assert!(matches!(standing(&alex, &page("secret-origin", "")), Standing::Here(_)));
}

#[test]
fn what_somebody_else_wrote_is_a_frozen_copy_under_their_name() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let id = take(&mut alex, &of_sam("b", "snow")).unwrap();
    let entry = alex.entry(id);
    assert_eq!((entry.mine, entry.kept, entry.author.name.as_str()), (false, true, "Sam"));
    assert_eq!((entry.scope, entry.writers), (Scope::Private, Writers::Owner));
    let history = alex.vault.reader().unwrap().history(id).unwrap();
    assert_eq!(history[0].author.name, "Sam");
    let by = |by| {
        let among = Among { by: Some(by), ..Among::default() };
        alex.vault.reader().unwrap().search("snow", &among, 9).unwrap().len()
    };
    assert_eq!((by(Writer::Me), by(Writer::Partner)), (0, 1));

    let edit = Command::Edit { id, title: None, body: Some("other words".into()) };
    for command in [edit, Command::Share { id }] {
        assert!(matches!(alex.apply(command), Err(CommandError::NotYours)));
    }
    // Nor does pairing share it, whoever asks for that.
    pair(&mut alex, &mut sam, &[id]);
    sync(&mut alex, &mut sam);
    assert_eq!(sam.bodies(), Vec::<String>::new());
    assert!(matches!(alex.apply(Command::Share { id }), Err(CommandError::NotYours)));
    alex.delete(id);
    assert_eq!(alex.bodies(), Vec::<String>::new());
}

#[test]
fn who_has_no_name_is_somebody_else_all_the_same() {
    let mut alex = Person::new("Alex", 1);
    let id = take(&mut alex, &Brought { by: Some(" ".into()), ..page("a", "x") }).unwrap();
    assert_eq!((alex.entry(id).mine, alex.entry(id).author.name.as_str()), (false, ""));
    let long = "n".repeat(1 << 20);
    let id = take(&mut alex, &Brought { by: Some(long), ..page("b", "y") }).unwrap();
    assert!(!alex.entry(id).mine);
    let tried = What::Try { week: "2026-W20".parse().unwrap(), text: "a walk".into() };
    let refused = take(&mut alex, &Brought { what: tried, ..of_sam("c", "") });
    assert!(matches!(refused, Err(CommandError::NotPossible)));
}

#[test]
fn an_answer_comes_in_private_and_neither_opens_nor_hides_one() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    pair(&mut alex, &mut sam, &[]);
    let week: Week = "2026-W48".parse().unwrap();
    let id = take(&mut alex, &answers("2026-W48", "one")).unwrap();
    assert_eq!(take(&mut alex, &answers("2026-W48", "one")).unwrap(), id);
    assert_eq!(standing(&alex, &answers("2026-W48", "other")), Standing::Answered);
    assert!(matches!(
        take(&mut alex, &answers("2026-W48", "other")),
        Err(CommandError::AlreadyAnswered)
    ));
    sync(&mut alex, &mut sam);
    assert_eq!(sam.checkin(Some(week)).state, SealState::Open);
    // The couple's own check-in of that week goes on as it would.
    sam.now = START;
    alex.now = START;
    alex.answer(["a", "b", "c"]).unwrap();
    sam.answer(["d", "e", "f"]).unwrap();
    sync(&mut alex, &mut sam);
    let view = alex.checkin(Some(week));
    assert_eq!(view.state, SealState::Opened);
    assert_eq!(view.mine.unwrap().0[0], "a");
    let kept = alex.vault.reader().unwrap().given(&alex.entry(id)).unwrap();
    assert!(matches!(kept, Some(Given::Week(of, answers)) if of == week && answers.0[0] == "one"));
}

#[test]
fn every_practice_comes_in_as_what_it_was() {
    let mut alex = Person::new("Alex", 1);
    let words = vec!["homesick".to_owned(), "of the sea".to_owned()];
    let feeling = Feeling { words, need: "hug".into(), strength: Some(3) };
    let (said, levels) = (feeling.clone(), Levels([1, 2, 3, 4, 5, 1]));
    let all = [
        ("feeling", What::Feeling { feeling, text: "since Monday".into() }),
        ("talk", What::Stayed { question: "Why?".into(), text: "That you laughed.".into() }),
        ("side", What::Side { text: "We both were tired.".into() }),
        (
            "journal",
            What::Journal {
                title: "T".into(),
                body: "b".into(),
                page: Page { hear_first: true, ..Page::default() },
            },
        ),
        ("pulse", What::Pulse { month: "2019-03".parse().unwrap(), levels }),
    ];
    for (kind, what) in all {
        let brought = Brought { what, ..page(kind, "") };
        let id = take(&mut alex, &brought).unwrap();
        assert_eq!(take(&mut alex, &brought).unwrap(), id, "{kind}");
        let entry = alex.entry(id);
        assert_eq!((entry.kind.as_str(), entry.scope, entry.mine), (kind, Scope::Private, true));
        match entry.detail {
            Some(Detail::Feeling(feeling)) => assert_eq!(feeling, said),
            Some(Detail::Journal(page)) => assert!(page.hear_first),
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
    let other = What::Pulse { month: "2019-03".parse().unwrap(), levels: Levels([5; 6]) };
    assert_eq!(standing(&alex, &Brought { what: other, ..page("x", "") }), Standing::Answered);
    let none = What::Pulse { month: "2019-04".parse().unwrap(), levels: Levels([6; 6]) };
    let refused = take(&mut alex, &Brought { what: none, ..page("y", "") });
    assert!(matches!(refused, Err(CommandError::NotPossible)));
    alex.is_sound();
}

#[test]
fn a_ritual_comes_in_at_rest_with_the_days_it_was_kept() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    pair(&mut alex, &mut sam, &[]);
    let mut kept = Kept::default();
    let days = ["2019-03-15", "2019-03-18"].map(|day| day.parse().unwrap());
    days.into_iter().for_each(|day| kept.insert(day));
    let at = "07:30".parse().unwrap();
    let coffee = |name: &str, days| {
        let what = What::Ritual { name: name.into(), days, at, kept: kept.clone() };
        Brought { what, ..page("coffee", "") }
    };
    let brought = coffee("Coffee", Days::DAILY);
    let id = take(&mut alex, &brought).unwrap();
    assert_eq!(take(&mut alex, &brought).unwrap(), id);
    assert_eq!(standing(&alex, &brought), Standing::Here(id));
    let rituals = alex.vault.reader().unwrap().rituals().unwrap();
    assert_eq!(rituals.len(), 1);
    assert_eq!((rituals[0].body.as_str(), rituals[0].scope), ("Coffee", Scope::Private));
    let Some(Detail::Ritual(ritual)) = &rituals[0].detail else { panic!("no ritual") };
    assert_eq!((ritual.rhythm.days, ritual.rhythm.at, &ritual.kept), (Days::DAILY, at, &kept));
    assert_eq!(ritual.kept.iter().collect::<Vec<_>>(), days);
    // It asks for nothing, today or in years, until it is woken.
    for day in ["2019-03-14", "2026-11-24", "2099-01-01"] {
        assert!(ritual.rhythm.rests_on(day.parse().unwrap()), "{day}");
    }
    alex.apply(Command::RestRitual { id, until: None }).unwrap();
    let Some(Detail::Ritual(ritual)) = alex.entry(id).detail else { panic!("no ritual") };
    assert_eq!((ritual.rhythm.rest, ritual.kept), (None, kept.clone()));
    // Nobody's word for another's, and none that is never.
    let theirs = Brought { by: Some("Sam".into()), ..coffee("Tea", Days::DAILY) };
    let theirs = Brought { origin: Origin::elsewhere("attune", "tea"), ..theirs };
    assert!(matches!(take(&mut alex, &theirs), Err(CommandError::NotPossible)));
    for (name, days) in [("Tea", Days::default()), (" ", Days::DAILY)] {
        let none = Brought { origin: Origin::elsewhere("attune", "tea"), ..coffee(name, days) };
        assert!(take(&mut alex, &none).is_err(), "{name}");
    }
    sync(&mut alex, &mut sam);
    assert_eq!(sam.vault.reader().unwrap().rituals().unwrap(), []);
    alex.is_sound();
}

#[test]
fn one_thing_to_try_comes_in_for_this_person_alone() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let what = What::Try { week: "2019-W11".parse().unwrap(), text: "a walk".into() };
    let walk = Brought { what, ..page("walk", "") };
    let id = take(&mut alex, &walk).unwrap();
    assert_eq!(take(&mut alex, &walk).unwrap(), id);
    let tries = alex.vault.reader().unwrap().tries().unwrap();
    assert_eq!((tries.len(), tries[0].text.as_str(), tries[0].mine), (1, "a walk", true));
    assert_eq!((tries[0].created.millis(), tries[0].week.to_string()), (THEN, "2019-W11".into()));
    assert_eq!(alex.checkin(Some("2019-W11".parse().unwrap())).tries[0].1, "a walk");
    pair(&mut alex, &mut sam, &[]);
    sync(&mut alex, &mut sam);
    assert_eq!(sam.vault.reader().unwrap().tries().unwrap(), []);
}

#[test]
fn what_does_not_fit_is_refused_and_makes_nothing() {
    let mut alex = Person::new("Alex", 1);
    let long = "x".repeat(5 << 20);
    for (body, title) in [(long.as_str(), ""), ("", long.as_str()), (" ", "\n")] {
        let what = What::Journal { title: title.into(), body: body.into(), page: Page::default() };
        let refused = take(&mut alex, &Brought { what, ..page("a", "") });
        assert!(matches!(refused, Err(CommandError::TooLong { .. } | CommandError::Empty)));
    }
    assert_eq!(alex.bodies(), Vec::<String>::new());
    assert_eq!(standing(&alex, &page("a", "")), Standing::New);
}
