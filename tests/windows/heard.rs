//! A feeling between two real windows: one puts it in words and shares it, the other
//! says back what they heard, and only after *yes* says anything of their own. By the
//! keyboard, found by what a screen reader would say.

use crate::both::in_two_windows;
use crate::display::until;
use crate::ears::Reader;
use crate::people::Person;

/// In two real windows.
pub(super) fn a_feeling_is_shared_said_back_and_heard() {
    in_two_windows(two_windows);
}

const HEARD: [&str; 2] = ["the week was too full", "the quiet when I come in"];
const GIVEN: &str = "all that your mother needed";
const MISSING: &str = "Less the week than the quiet.";
const MORE: &str = "I will put the phone away.";

fn two_windows([alex, sam]: [&Reader<'_>; 2], persons: &[Person; 2]) {
    feels(alex);
    let felt = until(|| {
        persons[1].json(&["list", "--kind", "feeling"]).as_array().unwrap().first().cloned()
    });
    assert_eq!(felt["mine"], false, "{felt}");
    says_back(sam, 0, &persons[1]);
    not_quite(alex);
    sam.until(MISSING);
    assert!(!sam.hears("Answer Alex"), "nothing else before yes");
    says_back(sam, 1, &persons[1]);
    yes(alex);
    adds(sam);
    alex.until(MORE);
}

/// Alex looks for a word by typing it, says how strongly and what would help.
fn feels(alex: &Reader<'_>) {
    alex.place("Feelings");
    alex.press("Say how I feel");
    alex.until("Find a word, or write your own");
    alex.types("tired");
    alex.key("Return");
    alex.until_heard("I’m feeling tired");
    alex.goes_round();
    // How strongly is one stop of Tab, and arrows go between its words.
    alex.to("a little");
    alex.key("Right");
    alex.key("Right");
    alex.until_at("quite");
    alex.key("space");
    alex.press("a hug");
    alex.until_heard("quite tired");
    alex.until_heard("a hug");
    alex.press("Sam may read");
    alex.waits_chosen("Sam may read");
    alex.key("ctrl+Return");
    alex.until("Edit");
}

/// Sam says it back: from Today, and the second time on the page they are on.
fn says_back(sam: &Reader<'_>, at: usize, person: &Person) {
    if at == 0 {
        sam.place("Today");
        sam.press("Say back what you heard");
    }
    sam.until("I hear that");
    sam.goes_round();
    assert!(!sam.to("Say it back to Alex").is_awake());
    sam.back_to("I hear that");
    sam.types(HEARD[at]);
    sam.to("That makes sense, given");
    sam.types(GIVEN);
    sam.key("ctrl+Return");
    let said = || person.json(&["list", "--kind", "reflection"]).as_array().unwrap().len();
    until(|| (said() > at).then_some(()));
}

fn not_quite(alex: &Reader<'_>) {
    alex.place("Today");
    alex.press("Say whether that is it");
    alex.until("Answer later");
    alex.until_heard(HEARD[0]);
    alex.goes_round();
    alex.press("Not quite");
    alex.to("What is missing, if you like");
    alex.types(MISSING);
    alex.press("Send to Sam");
}

fn yes(alex: &Reader<'_>) {
    alex.until_heard(HEARD[1]);
    alex.press("Yes, I feel heard");
    alex.press("Send to Sam");
}

fn adds(sam: &Reader<'_>) {
    sam.until("Answer Alex");
    sam.to("Answer Alex");
    sam.types(MORE);
    sam.key("Return");
    sam.until(MORE);
}
