//! Out and in again: what holds of any vault, and of any book.

mod pair;

use super::book::{self, Book, Whose};
use super::export::{self, Format as Out};
use super::import::{Format, Import, ImportError, Mode};
use super::report::Report;
use super::told::{self, Past};
use crate::texts::Language;
use attune_core::brought::{Brought, Origin, What};
use attune_core::command::{Command, Deletion, Who};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::rhythm::Days;
use attune_core::kinds::talk::Deck;
use attune_core::secrets::Protection;
use attune_core::time::{ClockTime, Now, Timestamp};
use attune_core::vault::{NewVault, Vault};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// 2026-11-24T09:00:00Z.
const TODAY: i64 = 1_795_510_800_000;

/// Somebody with a vault, and room for files.
struct Person {
    room: TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
}

impl Person {
    fn new(seed: u8) -> Self {
        let room = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(TODAY, 0);
        let (vault, _) = Vault::create(&room.path().join("profile"), &new, &now, &mut rng).unwrap();
        Self { room, vault, rng }
    }

    fn exports(&self, format: Out, name: &str) -> PathBuf {
        let folder = self.room.path().join(name);
        export::run(&self.vault, format, &folder, &Now::from_millis(TODAY, 0)).unwrap();
        folder
    }

    fn imports(&mut self, format: Format, path: &Path) -> Report {
        self.tries(format, path, Mode::TakeIn).unwrap()
    }

    fn tries(&mut self, format: Format, path: &Path, mode: Mode) -> Result<Report, ImportError> {
        let mut report = Report::default();
        let (vault, rng) = (&mut self.vault, &mut self.rng);
        let import = Import { vault, rng, zone: TimeZone::UTC, mode };
        import.run(format, path, &mut report, &mut |_| ControlFlow::Continue(()))?;
        Ok(report)
    }

    /// What an export has of each entry and each thing to try, but for what a new
    /// vault has of its own.
    fn holds(&self, name: &str) -> BTreeSet<String> {
        let bytes = std::fs::read(self.exports(Out::Json, name).join("attune.json")).unwrap();
        let all: Value = serde_json::from_slice(&bytes).unwrap();
        let each =
            ["entries", "tries", "cards"].into_iter().flat_map(|of| all[of].as_array().unwrap());
        let holds = each.map(|one| {
            let mut one = one.clone();
            let one = one.as_object_mut().unwrap();
            let own = ["id", "person", "origin", "scope", "writers", "delivery", "wish", "history"];
            own.into_iter().for_each(|key| drop(one.remove(key)));
            // One that came in rests, so that nothing asks for it.
            if let Some(rhythm) = one.get_mut("detail").and_then(|detail| detail.get_mut("rhythm"))
            {
                rhythm["rest"] = Value::Null;
            }
            json!(one).to_string()
        });
        holds.collect()
    }
}

/// Something a person did with an empty vault.
#[derive(Debug, Clone)]
enum Deed {
    Page { title: String, body: String, who: Who, page: Page },
    Thanks(String),
    Feel { words: Vec<String>, need: String, strength: Option<u8>, text: String },
    Side(String),
    Stayed(String, String),
    Levels(u8, [u8; 6]),
    Answers(u8, [String; 3]),
    Try(u8, String),
    Card(u8, String),
    Ritual { name: String, days: i64, minutes: i64, kept: Vec<u8> },
    BroughtIn { body: String, by: Option<String> },
    Edit(prop::sample::Index, String),
    Delete(prop::sample::Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    let words = || prop_oneof!["[a-z#\\-> *\n]{1,30}", any::<String>()];
    let who = prop_oneof![Just(Who::OnlyMe), Just(Who::PartnerReads), Just(Who::BothWrite)];
    prop_oneof![
        4 => (words(), words(), who, page(words()))
            .prop_map(|(title, body, who, page)| Deed::Page { title, body, who, page }),
        2 => (
            prop::collection::vec(words(), 1..4),
            words(),
            prop::option::of(1..=5_u8),
            words(),
        )
            .prop_map(|(words, need, strength, text)| Deed::Feel { words, need, strength, text }),
        1 => words().prop_map(Deed::Side),
        1 => (words(), words()).prop_map(|(question, text)| Deed::Stayed(question, text)),
        1 => (0..20_u8, [1..=5_u8, 1..=5, 1..=5, 1..=5, 1..=5, 1..=5])
            .prop_map(|(month, levels)| Deed::Levels(month, levels)),
        3 => words().prop_map(Deed::Thanks),
        1 => (0..50_u8, [words(), words(), words()]).prop_map(|(week, all)| Deed::Answers(week, all)),
        1 => (0..50_u8, words()).prop_map(|(week, text)| Deed::Try(week, text)),
        1 => (0..6_u8, words()).prop_map(|(deck, question)| Deed::Card(deck, question)),
        1 => (words(), prop::option::of(words()))
            .prop_map(|(body, by)| Deed::BroughtIn { body, by }),
        2 => (words(), 0..128_i64, 0..1440_i64, prop::collection::vec(0..30_u8, 0..4)).prop_map(
            |(name, days, minutes, kept)| Deed::Ritual { name, days, minutes, kept }
        ),
        2 => (any::<prop::sample::Index>(), words()).prop_map(|(at, body)| Deed::Edit(at, body)),
        1 => any::<prop::sample::Index>().prop_map(Deed::Delete),
    ]
}

fn page(words: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = Page> {
    let tags = prop::collection::btree_set(words.clone(), 0..4);
    let mood = prop_oneof![Just(String::new()), words];
    (any::<bool>(), mood, tags).prop_map(|(hear_first, mood, tags)| Page { hear_first, mood, tags })
}

/// Does all of it, each at a time of its own; what can't be done is not.
fn does(person: &mut Person, deeds: &[(Deed, i64, i16)]) {
    let mut made = Vec::new();
    for (n, (deed, at, offset)) in deeds.iter().enumerate() {
        let now = Now::from_millis(*at, *offset);
        let week = |n: u8| Some(now.day.plus(i32::from(n) * 7).week());
        let some =
            |at: &prop::sample::Index| (!made.is_empty()).then(|| made[at.index(made.len())]);
        let command = match deed.clone() {
            Deed::Page { title, body, who, page } => Command::AddJournal { title, body, who, page },
            Deed::Feel { words, need, strength, text } => {
                let feeling = Feeling { words, need, strength };
                Command::Feel { feeling, text, who: Who::OnlyMe }
            }
            Deed::Stayed(question, text) => Command::Stayed { question, text, who: Who::OnlyMe },
            Deed::Side(text) => Command::WriteSide { text, who: Who::OnlyMe },
            Deed::Levels(n, levels) => Command::AnswerPulse {
                month: Some(now.day.plus(i32::from(n) * 31).month()),
                levels: Levels(levels),
            },
            Deed::Thanks(text) => Command::AddGratitude { text, who: Who::OnlyMe },
            Deed::Answers(n, all) => {
                Command::AnswerCheckin { week: week(n), answers: Answers(all) }
            }
            Deed::Card(deck, question) => {
                Command::WriteCard { deck: Deck::ALL[usize::from(deck)], question }
            }
            Deed::Try(n, text) => Command::TryNext { week: week(n), text },
            Deed::Ritual { name, days, minutes, kept } => {
                let (days, at) = (Days::from_bits(days), ClockTime::from_minutes(minutes));
                let begin = Command::BeginRitual { name, days, at, who: Who::OnlyMe };
                let Ok(done) = person.vault.apply(&begin, &now, &mut person.rng) else { continue };
                for before in kept {
                    let day = Some(now.day.plus(-i32::from(before)));
                    let mark = Command::MarkRitual { id: done.id, day, kept: true };
                    person.vault.apply(&mark, &now, &mut person.rng).unwrap();
                }
                continue;
            }
            Deed::BroughtIn { body, by } => Command::BringIn(Brought {
                what: What::Journal { title: String::new(), body, page: Page::default() },
                origin: Origin::elsewhere("dayone", &n.to_string()),
                edited: Some(Timestamp::clamped(at + 1)),
                by,
            }),
            Deed::Edit(at, body) => match some(&at) {
                Some(id) => Command::Edit { id, title: None, body: Some(body) },
                None => continue,
            },
            Deed::Delete(at) => match some(&at) {
                Some(id) => Command::Delete { id, deletion: Deletion::Final },
                None => continue,
            },
        };
        if let Ok(done) = person.vault.apply(&command, &now, &mut person.rng) {
            made.push(done.id);
        }
    }
}

fn deeds() -> impl Strategy<Value = Vec<(Deed, i64, i16)>> {
    let at = 946_684_800_000..4_100_000_000_000_i64;
    prop::collection::vec((deed(), at, -720..840_i16), 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The export of any vault gives the same again in a new one, and adds nothing
    /// the second time, nor where it came from.
    #[test]
    fn out_and_in_is_the_same(deeds in deeds()) {
        let (mut alex, mut again) = (Person::new(1), Person::new(2));
        does(&mut alex, &deeds);
        let before = alex.holds("before");
        let file = alex.room.path().join("before/attune.json");
        let first = again.imports(Format::Json, &file);
        let named: Vec<_> = first.left.iter().map(|left| left.why.code()).collect();
        prop_assert!(named.iter().all(|why| *why == "history"), "{:?}", first.left);
        prop_assert_eq!((first.read, first.already), (first.added, 0));
        prop_assert_eq!(again.holds("after"), before.clone());
        for person in [&mut again, &mut alex] {
            let second = person.imports(Format::Json, &file);
            prop_assert_eq!((second.added, second.already), (0, first.read));
        }
        prop_assert_eq!(alex.holds("still"), before);
        let wrong = again.vault.reader().unwrap().check().unwrap();
        prop_assert_eq!(wrong, Vec::<String>::new());
    }

    /// As Markdown, pages and thanks come back as they were.
    #[test]
    fn out_and_in_as_markdown(deeds in deeds()) {
        let (mut alex, mut again) = (Person::new(1), Person::new(2));
        let is_words = |deed: &Deed| {
            use Deed::{Answers, Card, Levels, Ritual, Try};
            !matches!(deed, Answers(..) | Card(..) | Try(..) | Levels(..) | Ritual { .. })
        };
        let deeds: Vec<_> = deeds.into_iter().filter(|(deed, ..)| is_words(deed)).collect();
        does(&mut alex, &deeds);
        let folder = alex.exports(Out::Markdown, "pages");
        let first = again.imports(Format::Markdown, &folder);
        prop_assert_eq!(first.left, vec![]);
        prop_assert_eq!(again.holds("after"), alex.holds("before"));
        for person in [&mut again, &mut alex] {
            let second = person.imports(Format::Markdown, &folder);
            prop_assert_eq!((second.added, second.already), (0, first.read));
        }
    }

    /// Whatever Day One gives comes in once.
    #[test]
    fn a_diary_comes_in_once(entries in prop::collection::vec(day_one_entry(), 0..12)) {
        let mut alex = Person::new(1);
        let file = alex.room.path().join("Journal.json");
        std::fs::write(&file, json!({ "entries": entries }).to_string()).unwrap();
        let looked = alex.tries(Format::DayOne, &file, Mode::Look).unwrap();
        prop_assert!(alex.holds("empty").is_empty());
        let first = alex.imports(Format::DayOne, &file);
        prop_assert_eq!(&looked, &first);
        prop_assert_eq!(first.read, first.added + left_after_reading(&first));
        let holds = alex.holds("first");
        let second = alex.imports(Format::DayOne, &file);
        prop_assert_eq!((second.added, second.already), (0, first.added));
        prop_assert_eq!(alex.holds("second"), holds);
    }
}

/// How many were read, and then refused by the vault.
fn left_after_reading(report: &Report) -> u64 {
    let refused = ["too-long", "refused", "answered"];
    report.left.iter().filter(|left| refused.contains(&left.why.code())).count() as u64
}

fn day_one_entry() -> impl Strategy<Value = Value> {
    let id = prop_oneof![
        "[A-F0-9]{2}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::Null)
    ];
    let date = prop_oneof![
        8 => (2000..2100_i32, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}T12:00:00Z")),
        1 => any::<String>(),
        1 => Just("9999-12-30T00:00:00Z".to_owned()),
    ];
    let text = prop_oneof!["[a-z#\\\\.\\- \n!]{0,30}", any::<String>()];
    (id, date, text, prop::collection::vec(any::<String>(), 0..3)).prop_map(
        |(id, date, text, tags)| json!({ "uuid": id, "creationDate": date, "text": text, "tags": tags }),
    )
}

#[test]
fn stopping_between_two_batches_keeps_what_is_in() {
    let mut alex = Person::new(1);
    let entry = |n: usize| json!({ "uuid": format!("{n:04}"), "creationDate": "2019-03-14T18:22:35Z", "text": format!("day {n}") });
    let entries: Vec<Value> = (0..1200).map(entry).collect();
    let file = alex.room.path().join("Journal.json");
    std::fs::write(&file, json!({ "entries": entries }).to_string()).unwrap();
    let mut report = Report::default();
    let import = Import {
        vault: &mut alex.vault,
        rng: &mut alex.rng,
        zone: TimeZone::UTC,
        mode: Mode::TakeIn,
    };
    import.run(Format::DayOne, &file, &mut report, &mut |_| ControlFlow::Break(())).unwrap();
    assert_eq!((report.stopped, report.added), (true, 500));
    assert_eq!(alex.holds("so far").len(), 500);
    let rest = alex.imports(Format::DayOne, &file);
    assert_eq!((rest.added, rest.already), (700, 500));
}

#[test]
fn one_that_is_refused_keeps_no_other_out() {
    let mut alex = Person::new(1);
    let entry = |id: &str, text: String| json!({ "uuid": id, "creationDate": "2019-03-14T18:22:35Z", "text": text });
    let entries =
        [entry("A", "one".into()), entry("B", "x".repeat(5 << 20)), entry("C", "three".into())];
    let file = alex.room.path().join("Journal.json");
    std::fs::write(&file, json!({ "entries": entries }).to_string()).unwrap();
    let report = alex.imports(Format::DayOne, &file);
    assert_eq!((report.read, report.added), (3, 2));
    assert_eq!(report.left.len(), 1);
    assert_eq!(
        (report.left[0].why.code(), report.left[0].what.ends_with(" B")),
        ("too-long", true)
    );
}

/// The book of 2026, of what one person wrote.
fn book_of(person: &Person) -> String {
    let reader = person.vault.reader().unwrap();
    let mut told = told::all(&reader, Past::Left).unwrap();
    told.retain(|told| book::belongs(told, 2026, Whose::Mine));
    let status = reader.status().unwrap();
    book::page(&Book { year: 2026, whose: Whose::Mine, status: &status, told: &told })
}

#[test]
fn a_book_does_nothing_and_asks_nobody() {
    let mut alex = Person::new(1);
    let hostile = "<script>alert(1)</script> <img src=http://a.b/x.png onerror=x> \
        ![p](http://a.b/y.png) [l](javascript:alert(2)) <https://a.b> </article></body> \
        <style>@import url(http://a.b)</style> &lt;i&gt; \"'><svg/onload=x>";
    for (n, body) in [
        hostile,
        &format!("# {hostile}"),
        &format!("```\n{hostile}\n```"),
        &format!("> - {hostile}"),
    ]
    .into_iter()
    .enumerate()
    {
        let now = Now::from_millis(TODAY + n as i64, 0);
        let page = Command::AddJournal {
            title: hostile.into(),
            body: body.into(),
            who: Who::OnlyMe,
            page: Page::default(),
        };
        let thanks = Command::AddGratitude { text: hostile.into(), who: Who::OnlyMe };
        for command in [page, thanks] {
            alex.vault.apply(&command, &now, &mut alex.rng).unwrap();
        }
    }
    let now = Now::from_millis(TODAY, 0);
    let answers = Answers([hostile.into(), String::new(), hostile.into()]);
    let answer = Command::AnswerCheckin { week: None, answers };
    alex.vault.apply(&answer, &now, &mut alex.rng).unwrap();
    alex.vault.apply(&Command::Rename(hostile.into()), &now, &mut alex.rng).unwrap();
    let page = book_of(&alex);

    // Every element is one of ours, and none has anything but a class.
    let known = [
        "!DOCTYPE html",
        "html lang=\"en\"",
        "html",
        "head",
        "meta charset=\"utf-8\"",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "section class=\"month\"",
        "section",
        "article class=\"mine\"",
        "article class=\"mine short\"",
        "article",
        "p class=\"year\"",
        "p class=\"span\"",
        "p class=\"day\"",
        "p",
        "br",
        "ul",
        "li",
        "blockquote",
        "pre",
        "small",
        "em",
        "strong",
        "meta name=\"viewport\" content=\"width=device-width\"",
    ];
    for part in page.split('<').skip(1) {
        let element = part.split('>').next().unwrap();
        let is_policy = element.starts_with("meta http-equiv=\"Content-Security-Policy\"");
        assert!(is_policy || known.contains(&element.trim_start_matches('/')), "<{element}>");
    }
    // Nothing in it would fetch anything: the only addresses are the typefaces.
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert_eq!(style.matches("url(").count(), style.matches("url(data:font/ttf;base64,").count());
    assert!(style.matches("url(").count() == 4 && !style.contains("@import"));
    let words = page.split("</style>").nth(1).unwrap();
    for sign in ["<a ", "src=\"", "href", "<img", "<svg", "<script", "<link", "<iframe"] {
        assert!(!words.contains(sign), "{sign}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(words.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    // It is small enough to send to a printer's shop.
    assert!(page.len() < 1_000_000, "{}", page.len());
}

#[test]
fn a_book_has_months_and_days_in_their_order_and_language() {
    let mut alex = Person::new(1);
    for (day, text) in [
        ("2026-03-02", "later"),
        ("2026-01-31", "first"),
        ("2026-03-01", "between"),
        ("2025-12-31", "before"),
    ] {
        let at: jiff::Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
        let now = Now::from_millis(at.as_millisecond(), 0);
        let thanks = Command::AddGratitude { text: text.into(), who: Who::OnlyMe };
        alex.vault.apply(&thanks, &now, &mut alex.rng).unwrap();
    }
    let page = book_of(&alex);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let order = [
        "<p class=\"year\">2026",
        "31 January to 2 March",
        "<h2>January",
        "first",
        "<h2>March",
        "between",
        "later",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    assert!(!page.contains("before<") && page.matches("<h2>").count() == 2);
    let spanish = Language::Spanish.within(|| book_of(&alex));
    assert!(spanish.contains("lang=\"es\"") && spanish.contains("<h2>enero"));
}

#[test]
fn a_copy_that_is_stopped_leaves_no_file_that_is_not_whole() {
    let mut alex = Person::new(9);
    let now = Now::from_millis(TODAY, 0);
    for n in 0..200 {
        let text = format!("{n}: you let me sleep.");
        let thanks = Command::AddGratitude { text, who: Who::OnlyMe };
        alex.vault.apply(&thanks, &now, &mut alex.rng).unwrap();
    }
    let source = export::Source::of(&alex.vault).unwrap();
    let year = now.day.date().year();
    for (name, format) in [("json", Out::Json), ("book", Out::Book { year, whose: Whose::Mine })] {
        let folder = alex.room.path().join(name);
        // At once, and where there is a second look after the file was begun.
        for stop_at in [1, 2, 3] {
            let mut looks = 0;
            let written = source.write(format, &folder, &now, &mut |_, _| {
                looks += 1;
                if looks >= stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            let is_empty = !folder.exists() || std::fs::read_dir(&folder).unwrap().next().is_none();
            let written = written.unwrap();
            assert_eq!(is_empty, looks >= stop_at, "{name}, {stop_at}");
            assert_eq!(written.files, u64::from(!is_empty));
            if !is_empty {
                std::fs::remove_dir_all(&folder).unwrap();
            }
        }
        assert_eq!(alex.exports(format, name).read_dir().unwrap().count(), 1);
    }
}
