//! The window by keyboard alone, and by ear: everything there is to do in it is
//! done without a pointer, found by the names that a screen reader would say; and
//! two real windows pair, write, seal and open so.

use crate::display::{Display, until};
use crate::ears::{Bus, Reader, Role};
use crate::people::Person;
use serde_json::Value;
use std::path::Path;

const PAGE: &str = "The garlic came up in the second row.";
const MORE: &str = " It was the frost.";
const THANKS: &str = "You let me sleep.";
const ANSWERS: [&str; 3] = ["the soup on Monday", "a walk", "an evening without phones"];

/// Who walks, at which window, by which ears.
struct Walker<'a> {
    person: &'a Person,
    reader: Reader<'a>,
}

impl Walker<'_> {
    fn pages(&self) -> Vec<Value> {
        self.person.json(&["list"]).as_array().unwrap().clone()
    }
}

pub(super) fn everything_is_done_by_keyboard_and_heard() {
    let person = Person::stranger(None);
    let (display, bus) = (Display::open(), Bus::open());
    let window = bus.opens(&display, &person.file("profile"));
    let walker = Walker { person: &person, reader: bus.listens(&window) };

    let named = walker.reader.find("Attune").unwrap();
    assert_eq!(named.role, Role::Window);
    begin(&walker.reader, &person.file("profile"), "Alex");
    walker.reader.goes_round();
    a_page(&walker);
    thanks(&walker);
    the_week(&walker);
    rituals(&walker);
    finding(&walker.reader);
    together(&walker.reader);
    signs(&walker);
    us(&walker.reader);
    looks(&walker.reader);
    pairing(&walker.reader);
}

/// The first run: a name, nothing that protects, the recovery key.
fn begin(reader: &Reader<'_>, profile: &Path, name: &str) {
    reader.until("Your name, and your ink");
    reader.to("Your name");
    reader.types(name);
    reader.key("Return");
    reader.until("How should it be locked?");
    assert!(!profile.exists(), "something was made before it was asked for");
    reader.press("Nothing.");
    reader.press("Make my profile");
    reader.until("Your recovery key");
    let key = reader.all().into_iter().find(|thing| is_key(&thing.name)).map(|thing| thing.name);
    let letters: Vec<&str> = key.as_deref().unwrap().split_whitespace().collect();
    assert!(!reader.to("Open Attune").is_awake());
    reader.back_to("The last four characters");
    reader.types(&letters[letters.len() - 4..].concat().to_lowercase());
    reader.press("Open Attune");
    reader.until("Nothing else is waiting.");
}

/// A recovery key is said a letter at a time.
fn is_key(name: &str) -> bool {
    name.split_whitespace().filter(|word| word.chars().count() == 1).count() >= 32
}

/// Written, kept, read, changed, its earlier wording, deleted and brought back.
fn a_page(walker: &Walker<'_>) {
    let Walker { reader, .. } = walker;
    reader.key("ctrl+n");
    reader.until_at("Write here");
    reader.types(PAGE);
    reader.until("Saved, only on this device");
    reader.press("Your partner may read");
    reader.waits_chosen("Your partner may read");
    reader.back_to("Only me");
    reader.key("space");
    reader.waits_chosen("Only me");
    reader.key("ctrl+Return");
    reader.until("Edit");
    reader.until(PAGE);
    reader.goes_round();

    reader.press("Edit");
    reader.until_at("Write here");
    reader.key("ctrl+End");
    reader.types(MORE);
    reader.key("ctrl+Return");
    reader.until(&format!("{PAGE}{MORE}"));
    assert_eq!(walker.pages()[0]["body"], format!("{PAGE}{MORE}"));
    reader.press("Earlier wordings");
    reader.until("Back to the page");
    let all = reader.all();
    assert!(all.iter().any(|thing| thing.name == PAGE), "{all:#?}");
    reader.key("Escape");
    reader.until("Edit");

    reader.press("Delete");
    reader.until("Bring it back");
    until(|| walker.pages().is_empty().then_some(()));
    reader.key("ctrl+z");
    until(|| (walker.pages().len() == 1).then_some(()));
    reader.until_gone("Bring it back");
    reader.until(PAGE);
    reader.goes_round();
}

fn thanks(walker: &Walker<'_>) {
    let Walker { reader, .. } = walker;
    reader.place("Gratitude");
    reader.until("Gratitude this year");
    reader.to("One thing I appreciate about your partner today");
    reader.types(THANKS);
    reader.until("Keep it");
    reader.key("Return");
    reader.until(THANKS);
    until(|| walker.pages().iter().any(|page| page["body"] == THANKS).then_some(()));
}

/// Three answers, to be kept with the key for it.
fn the_week(walker: &Walker<'_>) {
    let Walker { reader, person } = walker;
    reader.place("Check-in");
    answer(reader, &ANSWERS);
    reader.until_heard("Your answers for this week are only here.");
    let week = person.json(&["checkin", "show"]);
    assert_eq!(week["mine"][2], ANSWERS[2], "{week}");
}

fn answer(reader: &Reader<'_>, answers: &[&str; 3]) {
    let asked = ["What I appreciated about you", "Anything I can do", "How we can deepen"];
    for (asked, answer) in asked.iter().zip(answers) {
        reader.to(asked);
        reader.types(answer);
    }
    reader.key("ctrl+Return");
}

/// A ritual is taken up, marked, and let rest; and a note is left.
fn rituals(walker: &Walker<'_>) {
    const THANKS: &str = "Thanks before lights out";
    let Walker { reader, person } = walker;
    reader.place("Rituals");
    reader.until("Add a ritual");
    reader.goes_round();
    reader.press(&format!("Take up “{THANKS}”"));
    reader.until(&format!("{THANKS}: kept today"));
    reader.press(&format!("{THANKS}: kept today"));
    let ritual = || person.json(&["ritual", "list"])[0].clone();
    until(|| (ritual()["today"]["done"] == true).then_some(()));
    // Its name comes after its tick.
    let name = reader.step("Tab").unwrap();
    assert_eq!((name.role, name.name.as_str()), (Role::Button, THANKS));
    reader.key("Return");
    reader.until("Let it rest");
    reader.goes_round();
    reader.press("Let it rest");
    reader.press("Until ");
    until(|| ritual()["resting_until"].is_string().then_some(()));
    reader.to("A line for your partner to find");
    reader.types("There is soup.");
    reader.until("Keep it");
    reader.key("Return");
    until(|| {
        (person.json(&["list", "--kind", "note"])[0]["body"] == "There is soup.").then_some(())
    });
}

fn finding(reader: &Reader<'_>) {
    reader.key("ctrl+f");
    reader.until_at("Words to find");
    reader.types("garlic");
    reader.until(PAGE);
    reader.press(PAGE);
    reader.until("Edit");
    // What hangs on the journal leads back there, and that to Today.
    reader.key("Escape");
    reader.until("All pages");
    reader.key("Escape");
    reader.until("Nothing else is waiting.");
}

/// What was written, by day and by year, where arrows go from day to day.
fn together(reader: &Reader<'_>) {
    reader.place("Together");
    reader.until(PAGE);
    reader.goes_round();
    reader.press("Year");
    let chosen = |reader: &Reader<'_>| {
        reader.all().into_iter().find(|thing| thing.role == Role::Toggle && thing.is_chosen())
    };
    let today = until(|| chosen(reader));
    reader.goes_round();
    reader.to(&today.name);
    reader.key("Left");
    let before = until(|| chosen(reader).filter(|day| day.name != today.name));
    reader.until_at(&before.name);
    reader.key("Escape");
    reader.until("Nothing else is waiting.");
}

/// Six words for this month, kept as there is nobody else; then heard as a table, also
/// where eyes have lines.
fn signs(walker: &Walker<'_>) {
    const SIGNS: [&str; 6] = [
        "We talk openly",
        "It is safe to be tender",
        "We respect each other",
        "We trust when apart",
        "We argue without harm",
        "We enjoy our time",
    ];
    let Walker { reader, person } = walker;
    reader.key("ctrl+3");
    reader.until("Nothing is here yet.");
    reader.goes_round();
    reader.press("Answer for");
    for sign in SIGNS {
        let often = format!("{sign}: often");
        reader.to(&format!("{sign}: rarely"));
        reader.key("Right");
        reader.until_at(&format!("{sign}: at times"));
        reader.key("Right");
        reader.until_at(&often);
        reader.key("space");
        reader.waits_chosen(&often);
    }
    reader.press("Keep it");
    reader.until_heard("Your answers for this month are only here.");
    let month = person.json(&["pulse", "show"]);
    assert_eq!(month["mine"], serde_json::json!([3, 3, 3, 3, 3, 3]), "{month}");
    reader.press("All months");
    reader.until("As a table");
    reader.goes_round();
    for way in ["As a table", "As lines"] {
        reader.until(way);
        for sign in SIGNS {
            reader.until(&format!("{sign}: often"));
        }
        reader.key("t");
    }
    reader.key("Escape");
    reader.until("Nothing else is waiting.");
}

/// Every row of Us that changes something, but how the window looks.
fn us(reader: &Reader<'_>) {
    reader.place("Us");
    reader.until("Change my name");
    reader.goes_round();
    reader.press("Change my name");
    reader.to("Your name");
    reader.key("ctrl+a");
    reader.types("Alexa");
    reader.press("Keep this name");
    reader.until_as(Role::Heading, "Alexa");

    reader.press("Set this passphrase");
    reader.to("Passphrase");
    reader.types("one two");
    reader.to("The same again");
    reader.types("one three");
    reader.until("The two are not the same yet.");
    assert!(!reader.to("Set this passphrase").is_awake());
    reader.press("Leave it as it is");
    reader.until_gone("The same again");

    reader.press("Show the recovery key");
    reader.until("Hide it again");
    assert!(reader.all().iter().any(|thing| is_key(&thing.name)));
    reader.press("Hide it again");
    reader.until_gone("Hide it again");
    assert!(!reader.all().iter().any(|thing| is_key(&thing.name)));
}

/// How the window looks, and the sheet of keys.
fn looks(reader: &Reader<'_>) {
    reader.press("Larger text");
    reader.until("110 % of the usual size");
    reader.press("Text of the usual size");
    reader.until("100 % of the usual size");
    for choice in ["Always night", "Always day", "Nothing moves"] {
        reader.press(choice);
        reader.waits_chosen(choice);
    }
    reader.press("Show the keys");
    reader.until_at("Close");
    // The page under it is neither read nor come to.
    reader.goes_round();
    reader.key("Escape");
    reader.until_at("Show the keys");
    reader.key("F1");
    reader.until_at("Close");
    reader.key("Return");
    reader.until_at("Show the keys");
}

fn pairing(reader: &Reader<'_>) {
    reader.press("Pair with my partner");
    reader.until("Pair your two computers");
    reader.press("Show three words");
    reader.until("Three words, said aloud");
    reader.goes_round();
    reader.key("Escape");
    reader.until("Pair your two computers");
    reader.press("Type the words I hear");
    reader.until_at("First word");
    reader.types("abacus abdom");
    reader.until_at("Second word");
    reader.until("Tab finishes the word");
    reader.key("Tab");
    reader.until_at("Third word");
    reader.types("nonesuch ");
    reader.until("not in the list");
    // Both others are in it.
    let good = |name: &str| reader.all().iter().filter(|thing| thing.name == name).count();
    assert_eq!(good("in the word list"), 2, "{:#?}", reader.all());
    reader.key("Escape");
    reader.until("Pair your two computers");
    reader.key("Escape");
    reader.until("Change my name");
    reader.key("Escape");
    reader.until("Nothing else is waiting.");
}

pub(super) fn two_windows_pair_write_seal_and_open() {
    let people = [("Alex", "Sam"), ("Sam", "Alex")];
    let displays = [Display::open(), Display::open()];
    let bus = Bus::open();
    let persons = [Person::new("Alex"), Person::new("Sam")];
    let open = |at: usize| bus.opens(&displays[at], &persons[at].file("profile"));
    let windows = [open(0), open(1)];
    let [alex, sam] = [0, 1].map(|at| bus.listens(&windows[at]));

    // Alex shows three words and copies the invitation; Sam types and pastes.
    for reader in [&alex, &sam] {
        reader.press("Pair with my partner");
        reader.until("Pair your two computers");
    }
    alex.press("Show three words");
    alex.until("Three words, said aloud");
    let words = three_words(&alex);
    alex.press("Copy the invitation");
    let invitation =
        until(|| Some(displays[0].clipboard()).filter(|text| text.starts_with("attune1")));
    sam.press("Type the words I hear");
    sam.until_at("First word");
    sam.types(&words);
    sam.press("I have an invitation");
    sam.to("Paste the invitation");
    let owner = displays[1].owns_clipboard(&invitation);
    sam.key("ctrl+v");
    sam.press("Pair with these words");

    // Each is asked about the other, and both hear the same four words.
    let both = [&alex, &sam];
    let same = both.iter().zip(people).map(|(reader, (_, partner))| {
        reader.until(&format!("Is this {partner}?"));
        after(reader, "the same on both screens")
    });
    let same: Vec<String> = same.collect();
    assert_eq!(same[0], same[1]);
    assert_eq!(same[0].split(' ').count(), 4, "{same:?}");
    for (reader, (_, partner)) in both.iter().zip(people) {
        reader.press(&format!("Yes, pair with {partner}"));
    }
    for (reader, (_, partner)) in both.iter().zip(people) {
        reader.until(&format!("You are paired with {partner}"));
        reader.press("Go to Today");
        reader.until("Nothing else is waiting.");
    }
    drop(owner);

    // Alex writes; Sam, who does nothing, hears that a page came, and reads it.
    alex.key("ctrl+n");
    alex.until_at("Write here");
    alex.types(PAGE);
    alex.press("Sam may read");
    alex.waits_chosen("Sam may read");
    assert!(!sam.hears(PAGE));
    alex.key("ctrl+Return");
    sam.until(PAGE);
    sam.press(PAGE);
    sam.until("Show all");
    sam.until(PAGE);
    alex.until_heard("on both devices");
    assert_eq!(persons[1].json(&["list"])[0]["body"], PAGE);

    // Both answer the week: sealed, then opened.
    let theirs = ["you carried the boxes", "less hurry", "the lake"];
    alex.place("Check-in");
    answer(&alex, &ANSWERS);
    alex.until("Yours is sealed.");
    sam.place("Check-in");
    let heard = |reader: &Reader<'_>, answers: &[&str; 3]| {
        answers.iter().filter(|answer| reader.hears(answer)).count()
    };
    assert_eq!(heard(&sam, &ANSWERS), 0);
    answer(&sam, &theirs);
    for reader in both {
        reader.until("Both open");
        assert_eq!((heard(reader, &ANSWERS), heard(reader, &theirs)), (3, 3));
    }
    for person in &persons {
        assert_eq!(person.json(&["checkin", "show"])["state"], "opened");
    }

    // The one question that can't be taken back has its safe answer first.
    sam.place("Us");
    sam.press("Leave");
    sam.until_at("Keep sharing");
    sam.goes_round();
    sam.key("Escape");
    sam.until_gone("Keep sharing");
    assert_eq!(persons[1].json(&["status"])["partner"]["name"], "Alex");
}

/// The three words that the window shows, as they are read aloud.
fn three_words(reader: &Reader<'_>) -> String {
    ["first", "second", "third"].map(|note| after(reader, note)).join(" ")
}

/// What is read after something with just this name.
#[track_caller]
fn after(reader: &Reader<'_>, name: &str) -> String {
    let all = reader.all();
    let at = all.iter().position(|thing| thing.name == name).unwrap();
    all[at + 1].name.clone()
}
