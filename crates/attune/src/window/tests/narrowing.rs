//! What the timeline and the journal are narrowed to: kinds, people, times, moods and
//! tags, by what a screen reader says and by keyboard alone.

use super::{open, window};
use crate::window::action::{self, Action};
use crate::window::choosing::{Kinds, Show, Sort, When};
use crate::window::model::Whose;
use crate::window::pages::{Of, Pages};
use crate::window::route::{Level, Route};
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::Update;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

fn only(window: &mut Harness<'_, State>, sorts: &[Sort]) {
    let kinds = sorts.iter().fold(Kinds::default(), |kinds, sort| kinds.with(*sort, true));
    let show = Show { kinds, ..Show::default() };
    window.state_mut().act(Action::Together(action::Together::Show(show)));
    window.run_ok();
}

fn press(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

fn click(window: &mut Harness<'_, State>, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.run_ok();
}

fn has(window: &Harness<'_, State>, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

fn focused(window: &Harness<'_, State>) -> String {
    let nodes = window.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn a_month_that_both_opened_leads_to_its_signs_and_tells_nothing_of_them() {
    let mut window = open("together");
    only(&mut window, &[Sort::Signs]);
    let october = window.state().model.shown.pulses.months[0].month;
    let told = "You both opened October’s signs.";
    let words: Vec<String> = window
        .root()
        .children_recursive()
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.contains("October"))
        .collect();
    assert!(words.contains(&told.to_owned()), "{words:?}");
    assert!(words.iter().all(|label| label == told || label.contains(" 2")), "{words:?}");
    window.get_by_label(told).click();
    window.run_ok();
    assert_eq!(window.state().route, Route::Together(Level::Signs));
    assert_eq!(window.state().forms.pulse.chosen, Some(october));
    // The calendar has it on the same day.
    let mut window = super::open("together-year");
    let day = window.state().model.shown.pulses.months[0].opened.unwrap();
    window.state_mut().act(Action::Together(action::Together::Day(day)));
    window.run_ok();
    window.get_by_label(told).click();
    window.run_ok();
    assert_eq!(window.state().route, Route::Together(Level::Signs));
}

#[test]
fn notes_and_next_steps_are_words_and_no_way_to_anything() {
    let mut window = open("together");
    only(&mut window, &[Sort::Notes, Sort::Steps]);
    for label in [
        "The key is under the blue pot, and so is the last of the cake.",
        "On Thursdays we eat first, and talk about money after.",
    ] {
        assert!(has(&window, label), "{label}");
        assert!(window.query_by_role_and_label(Role::Button, label).is_none(), "{label}");
    }
    for word in ["seen", "read it", "pause"] {
        let nodes = window.root().children_recursive();
        let mut labels = nodes.filter_map(|node| node.accesskit_node().label());
        assert!(!labels.any(|label| label.contains(word)), "{word}");
    }
    // What both agreed on is each one's.
    for whose in [Whose::Mine, Whose::Theirs] {
        let kinds = Kinds::default().with(Sort::Steps, true);
        let show = Show { kinds, by: Some(whose), ..Show::default() };
        assert_eq!(window.state().model.shown.showing(&show).len(), 1);
    }
}

#[test]
fn a_tag_and_a_time_are_chosen_together_and_everything_comes_back() {
    let mut window = open("together");
    assert!(!has(&window, "Show everything again"));
    click(&mut window, Role::Button, "Tag: any");
    click(&mut window, Role::RadioButton, "parents");
    assert!(has(&window, "The drive back from Mum’s") && has(&window, "Grandad’s coat"));
    assert!(window.query_by_label_contains("You left the good mug").is_none());
    click(&mut window, Role::Button, "When: any time");
    // One of the lines at a time is open.
    assert!(window.query_by_role_and_label(Role::RadioButton, "parents").is_none());
    click(&mut window, Role::RadioButton, "This year");
    assert!(!has(&window, "Grandad’s coat"));
    assert!(has(&window, "this year, parents"), "it is not said what is chosen");
    click(&mut window, Role::Button, "The year before");
    assert!(has(&window, "Grandad’s coat") && !has(&window, "The drive back from Mum’s"));
    assert!(!has(&window, "The year before"), "there is nothing before it");
    click(&mut window, Role::RadioButton, "November 2024");
    assert!(has(&window, "Grandad’s coat"));
    click(&mut window, Role::Button, "The month after");
    window.get_by_label("Nothing of this kind is here.");
    click(&mut window, Role::Button, "Show everything again");
    assert_eq!(window.state().forms.together.show, Show::default());
    window.get_by_label_contains("You left the good mug");
}

#[test]
fn a_mood_is_chosen_by_keyboard_alone() {
    let mut window = open("together");
    window.get_by_role_and_label(Role::RadioButton, "Sam").focus();
    window.run_ok();
    let found = (0..4).any(|_| {
        press(&mut window, Key::Tab);
        focused(&window) == "Mood: any"
    });
    assert!(found, "the keyboard is at {:?}", focused(&window));
    press(&mut window, Key::Enter);
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Any");
    let found = (0..3).any(|_| {
        press(&mut window, Key::Tab);
        focused(&window) == "tender"
    });
    assert!(found, "the keyboard is at {:?}", focused(&window));
    press(&mut window, Key::Space);
    assert_eq!(window.state().forms.together.show.mood.as_deref(), Some("tender"));
    assert!(has(&window, "The drive back from Mum’s"));
    assert!(!has(&window, "The allotment in the rain"));
    window.get_by_role_and_label(Role::CheckBox, "Journal").focus();
    window.run_ok();
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window), "Show everything again");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().forms.together.show, Show::default());
}

#[test]
fn in_a_narrow_window_one_line_says_what_is_chosen() {
    let state = sample::screen("together").unwrap();
    let mut window = window(state, [420.0, 1_600.0], egui::Theme::Light);
    window.run_ok();
    click(&mut window, Role::Button, "Show: all");
    click(&mut window, Role::CheckBox, "Notes");
    click(&mut window, Role::Button, "Tag: any");
    click(&mut window, Role::RadioButton, "home");
    click(&mut window, Role::Button, "Show: all but Notes, home");
    assert!(!has(&window, "Tag: home"), "it is closed");
    click(&mut window, Role::Button, "Show everything again");
    assert!(has(&window, "Show: all") && !has(&window, "Show everything again"));
}

#[test]
fn what_is_gone_is_no_longer_chosen() {
    let mut window = open("together");
    let show = Show {
        by: Some(Whose::Theirs),
        tag: Some("home".to_owned()),
        when: When::Year(2025),
        ..Show::default()
    };
    window.state_mut().act(Action::Together(action::Together::Show(show.clone())));
    let pages = Pages { of: Of::Ours, tag: Some("home".to_owned()) };
    window.state_mut().act(Action::Journal(pages));
    let mut shown = window.state().model.shown.clone();
    shown.partner = None;
    let mut tell = |shown: &crate::window::model::Shown| {
        let shown = Box::new(shown.clone());
        window.state_mut().receive(Update::Shown { shown, came: Vec::new() });
        let forms = &window.state().forms;
        (forms.together.show.clone(), forms.journal.clone())
    };
    // The pair is no more; what was theirs and both's is still here.
    let (stands, pages) = tell(&shown);
    assert_eq!((stands, pages.of), (show, Of::Ours));
    shown.tags = Arc::default();
    (shown.theirs, shown.ours) = (false, false);
    let (stands, pages) = tell(&shown);
    assert_eq!(stands, Show { when: When::Year(2025), ..Show::default() });
    assert_eq!(pages, Pages::default());
}

#[test]
fn after_a_pair_the_journal_has_a_ring_for_what_was_theirs_and_ours() {
    let mut state = sample::screen("journal-list").unwrap();
    state.model.shown.partner = None;
    let mut window = window(state, [1280.0, 820.0], egui::Theme::Light);
    window.run_ok();
    click(&mut window, Role::RadioButton, "Your partner");
    assert!(has(&window, "The allotment in the rain") && !has(&window, "Norway in June"));
    click(&mut window, Role::RadioButton, "Ours");
    assert!(has(&window, "Norway in June") && !has(&window, "The allotment in the rain"));
    click(&mut window, Role::CheckBox, "parents");
    window.get_by_label("There is no page of these.");
    click(&mut window, Role::RadioButton, "All");
    assert!(has(&window, "Grandad’s coat"));
    assert_eq!(window.state().model.pages.len(), 2);
}
