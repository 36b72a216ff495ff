//! Typing the three words: what the list makes of them, and where the keyboard
//! goes on.

use super::open;
use crate::link::Ask;
use crate::window::forms::{Pairing as Form, is_in_list};
use crate::window::state::State;
use crate::window::worker::Request;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const NAMES: [&str; 3] = ["First word", "Second word", "Third word"];

/// The screen before anything was typed.
fn empty() -> Harness<'static, State> {
    let mut window = open("pair-type");
    window.state_mut().forms.pairing.words = Default::default();
    window.ctx.memory_mut(|memory| memory.stop_text_input());
    window.run_ok();
    window
}

fn types(window: &mut Harness<'_, State>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run_ok();
}

fn press(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

fn words(window: &Harness<'_, State>) -> [String; 3] {
    window.state().forms.pairing.words.clone()
}

#[track_caller]
fn is_at(window: &Harness<'_, State>, name: &str) {
    assert!(window.get_by_label(name).accesskit_node().is_focused(), "{name}");
}

/// What was asked to be tried.
fn tried(window: &Harness<'_, State>) -> Option<String> {
    window.state().outbox.iter().find_map(|request| match request {
        Request::Ask(Ask::Enter { words, .. }) => Some(words.clone()),
        _ => None,
    })
}

#[test]
fn words_are_taken_as_people_type_and_paste_them() {
    #[track_caller]
    fn check(at: usize, typed: &str, words: [&str; 3], goes: Option<usize>) {
        let mut form = Form { words: ["", "", ""].map(str::to_owned), ..Form::default() };
        form.words[at] = typed.to_owned();
        let went = form.typed(at);
        assert_eq!((form.words, went), (words.map(str::to_owned), goes), "{typed:?} at {at}");
    }
    check(0, "lan", ["lan", "", ""], None);
    check(0, "LANtern", ["lantern", "", ""], None);
    check(0, "lantern ", ["lantern", "", ""], Some(1));
    check(2, "saffron ", ["", "", "saffron"], None);
    check(0, " ", ["", "", ""], None);
    check(0, "lantern wil", ["lantern", "wil", ""], Some(1));
    check(0, "lantern willow ", ["lantern", "willow", ""], Some(2));
    check(1, "lantern/willow\nsaffron", ["lantern", "willow", "saffron"], Some(2));
    check(2, "  Lantern, WILLOW - saffron. ", ["lantern", "willow", "saffron"], None);
    check(0, "one two three four", ["one", "two", "three"], Some(2));
}

#[test]
fn space_goes_on_and_backspace_in_an_empty_row_goes_back() {
    let mut window = empty();
    is_at(&window, NAMES[0]);
    types(&mut window, "lantern");
    is_at(&window, NAMES[0]);
    types(&mut window, " ");
    is_at(&window, NAMES[1]);
    types(&mut window, "w");
    press(&mut window, Key::Backspace);
    is_at(&window, NAMES[1]);
    press(&mut window, Key::Backspace);
    is_at(&window, NAMES[0]);
    press(&mut window, Key::Backspace);
    assert_eq!(words(&window), ["lanter", "", ""], "the caret is at the end of the word");
}

#[test]
fn a_word_is_finished_by_tab_or_enter_and_by_nothing_else() {
    for key in [Key::Tab, Key::Enter] {
        let mut window = empty();
        types(&mut window, "lanter");
        window.get_by_label("Tab finishes the word");
        let described = window.get_by_label(NAMES[0]).accesskit_node().description();
        assert_eq!(described.as_deref(), Some("Tab makes it lantern"));
        press(&mut window, key);
        assert_eq!(words(&window), ["lantern", "", ""], "{key:?}");
        is_at(&window, NAMES[1]);
    }
    let mut window = empty();
    types(&mut window, "lanter");
    types(&mut window, " ");
    assert_eq!(words(&window), ["lanter", "", ""]);
    window.get_by_label("not in the list");
    // Going back changes nothing.
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run_ok();
    assert_eq!(words(&window), ["lanter", "", ""]);
}

#[test]
fn only_words_of_the_list_can_be_tried() {
    let mut window = empty();
    types(&mut window, "lantern willow saffrom");
    assert_eq!(words(&window), ["lantern", "willow", "saffrom"]);
    is_at(&window, NAMES[2]);
    assert_eq!(window.query_all_by_label("in the word list").count(), 2);
    window.get_by_label("not in the list");
    press(&mut window, Key::Enter);
    assert!(window.get_by_label("Pair with these words").accesskit_node().is_disabled());
    window.get_by_label("Pair with these words").click();
    window.run_ok();
    assert_eq!(tried(&window), None);
    press(&mut window, Key::Backspace);
    press(&mut window, Key::Enter);
    assert_eq!(words(&window)[2], "saffron");
    assert_eq!(tried(&window), None, "finishing a word is not trying it");
    press(&mut window, Key::Enter);
    assert_eq!(tried(&window).as_deref(), Some("lantern willow saffron"));
}

#[test]
fn enter_on_a_good_word_goes_to_the_one_that_is_missing() {
    let mut window = empty();
    types(&mut window, "lantern wilow saffron");
    press(&mut window, Key::Enter);
    is_at(&window, NAMES[1]);
}

#[test]
fn the_list_knows_its_words_and_no_others() {
    for (word, is) in [("lantern", true), ("lanter", false), ("lanterns", false), ("", false)] {
        assert_eq!(is_in_list(word), is, "{word}");
    }
}

#[test]
fn words_that_have_ended_are_said_to_have() {
    let window = open("pair-wrong");
    window.get_by_label("Ended: lantern, willow, saffron.");
}
