//! A feeling under somebody's hands: chosen by eye, by typing and by key; kept as
//! one goes, and said by whoever says it.

use super::working::{Desk, named};
use super::{open, window};
use crate::texts::Language;
use crate::window::action::{Action, Writing};
use crate::window::model::{Kind, Phase, Reach};
use crate::window::route::Route;
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::Request;
use attune_core::command::Who;
use attune_core::kinds::Detail;
use attune_core::kinds::feeling::Feeling;
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const FIND: &str = "Find a word, or write your own";

fn felt(window: &Harness<'_, State>) -> Feeling {
    let Route::Write(slot) = &window.state().route else { panic!("nothing is written") };
    window.state().forms.pages[slot].feeling()
}

fn press(window: &mut Harness<'_, State>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    window.run_ok();
}

fn focused(window: &Harness<'_, State>) -> Option<String> {
    let nodes = window.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().and_then(|node| node.accesskit_node().label())
}

#[test]
fn the_sentence_is_written_by_what_is_chosen() {
    let mut window = open("feelings-new");
    window.get_by_label("I’m feeling …");
    press(&mut window, Role::CheckBox, "tired");
    press(&mut window, Role::CheckBox, "homesick");
    window.get_by_label("I’m feeling tired and homesick.");
    press(&mut window, Role::RadioButton, "somewhat");
    press(&mut window, Role::RadioButton, "a hug");
    window.get_by_label("I’m feeling somewhat tired and homesick, and I need a hug.");
    let words = ["tired".to_owned(), "homesick".to_owned()].to_vec();
    let expected = Feeling { words, need: "hug".to_owned(), strength: Some(2) };
    assert_eq!(felt(&window), expected);
    // All of it can be left open again.
    press(&mut window, Role::RadioButton, "somewhat");
    press(&mut window, Role::RadioButton, "a hug");
    press(&mut window, Role::CheckBox, "tired");
    window.get_by_label("I’m feeling homesick.");
}

#[test]
fn a_fourth_word_asks_which_to_let_go() {
    let mut window = open("feelings");
    press(&mut window, Role::CheckBox, "lonely");
    press(&mut window, Role::CheckBox, "lost");
    assert_eq!(felt(&window).words, ["uneasy", "far-away", "lonely"]);
    window.get_by_label("Three words say it best. Which one makes room for “lost”?");
    press(&mut window, Role::Button, "far away");
    assert_eq!(felt(&window).words, ["uneasy", "lost", "lonely"]);
    press(&mut window, Role::CheckBox, "sad");
    press(&mut window, Role::Button, "Keep these three");
    assert_eq!(felt(&window).words, ["uneasy", "lost", "lonely"]);
}

#[test]
fn typing_anywhere_finds_a_word_and_ones_own_comes_last() {
    let mut window = open("feelings-new");
    window.event(egui::Event::Text("home".to_owned()));
    window.run_ok();
    assert_eq!(window.state().forms.feeling.typed, "home");
    assert_eq!(focused(&window).as_deref(), Some(FIND));
    let words = window.get_all_by_role(Role::CheckBox);
    let words: Vec<_> = words.filter_map(|node| node.accesskit_node().label()).collect();
    assert_eq!(words, ["homesick"]);
    window.get_by_label(FIND).focus();
    window.run_ok();
    window.get_by_label(FIND).type_text("sick-ish");
    window.run_ok();
    assert_eq!(window.state().forms.feeling.typed, "homesick-ish");
    press(&mut window, Role::Button, "write “homesick-ish” as my own");
    assert_eq!(felt(&window).words, ["homesick-ish"]);
    assert_eq!(window.state().forms.feeling.typed, "");
    // Enter takes the first that is found.
    window.event(egui::Event::Text("tir".to_owned()));
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(felt(&window).words, ["homesick-ish", "tired"]);
    press(&mut window, Role::Button, "leave out “homesick-ish”");
    assert_eq!(felt(&window).words, ["tired"]);
}

#[test]
fn what_is_typed_in_spanish_is_kept_by_the_same_name() {
    Language::Spanish.within(|| {
        let mut window = open("feelings-new");
        window.event(egui::Event::Text("cansad".to_owned()));
        window.run_ok();
        window.key_press(Key::Enter);
        window.run_ok();
        assert_eq!(felt(&window).words, ["tired"]);
        window.get_by_label("Me siento con cansancio.");
    });
}

#[test]
fn a_hundred_words_are_one_stop_of_tab_and_arrows_go_between_them() {
    let mut window = open("feelings-new");
    window.get_by_label(FIND).focus();
    window.run_ok();
    // By way of the ring that says why this helps.
    for name in ["Why this helps", "loved"] {
        window.key_press(Key::Tab);
        window.run_ok();
        assert_eq!(focused(&window).as_deref(), Some(name));
    }
    for (key, name) in [
        (Key::ArrowRight, "tender"),
        (Key::ArrowDown, "playful"),
        (Key::ArrowLeft, "happy"),
        (Key::ArrowLeft, "welcome"),
        (Key::ArrowUp, "welcome"),
        (Key::ArrowRight, "happy"),
    ] {
        window.key_press(key);
        window.run_ok();
        assert_eq!(focused(&window).as_deref(), Some(name), "{key:?}");
    }
    window.key_press(Key::Space);
    window.run_ok();
    assert_eq!(felt(&window).words, ["happy"]);
    let happy = window.get_by_role_and_label(Role::CheckBox, "happy");
    assert_eq!(happy.accesskit_node().toggled(), Some(Toggled::True));
    window.key_press(Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window).as_deref(), Some("a little"));
}

#[test]
fn a_need_can_be_in_ones_own_words() {
    let mut window = open("feelings");
    press(&mut window, Role::RadioButton, "my own words");
    assert_eq!(felt(&window).need, "");
    window.get_by_label("What would help").focus();
    window.run_ok();
    window.get_by_label("What would help").type_text("a quiet hour");
    window.run_ok();
    window.get_by_label("I’m feeling quite uneasy and far away, and I need a quiet hour.");
    press(&mut window, Role::RadioButton, "listen");
    assert_eq!(felt(&window).need, "listen");
    assert!(window.query_by_label("What would help").is_none());
}

#[test]
fn groups_fold_in_a_narrow_window() {
    let state = sample::screen("feelings-new").unwrap();
    let mut window = window(state, [420.0, 1200.0], Theme::Light);
    window.run_ok();
    assert!(window.query_by_label("homesick").is_none());
    press(&mut window, Role::Button, "low");
    press(&mut window, Role::CheckBox, "homesick");
    assert_eq!(felt(&window).words, ["homesick"]);
}

#[test]
fn the_keys_that_share_a_page_share_it_and_going_away_keeps_a_draft() {
    let commits =
        |state: &State| state.outbox.iter().any(|ask| matches!(ask, Request::Commit { .. }));
    let mut shared = open("feelings");
    shared.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    shared.run_steps(2);
    assert!(commits(shared.state()));

    let mut left = open("feelings");
    press(&mut left, Role::CheckBox, "lost");
    left.get_by_label_contains("Only me. Stays on").click();
    left.run_ok();
    left.key_press(Key::Escape);
    left.run_steps(2);
    assert_eq!(left.state().route, Route::Feelings);
    assert!(!commits(left.state()), "said by going away");
    let saved = left.state().outbox.iter().rev().find_map(|ask| match ask {
        Request::SaveDraft { draft, .. } => Some(draft.clone()),
        _ => None,
    });
    let words = match saved.unwrap().detail {
        Some(Detail::Feeling(feeling)) => feeling.words,
        other => panic!("{other:?}"),
    };
    assert_eq!(words, ["uneasy", "far-away", "lost"]);
}

#[test]
fn without_a_word_there_is_nothing_to_keep_yet() {
    let mut window = open("feelings-new");
    press(&mut window, Role::RadioButton, "a hug");
    assert!(window.get_by_label("Keep it").accesskit_node().is_disabled());
    press(&mut window, Role::CheckBox, "tired");
    assert!(!window.get_by_label("Keep it").accesskit_node().is_disabled());
}

#[test]
fn a_feeling_is_kept_changed_and_brought_back() {
    let (_folder, mut desk) = named("Alex");
    let words = |desk: &Desk| {
        let feelings = desk.state.model.shown.feelings.iter();
        feelings.filter_map(|row| row.sentence()).collect::<Vec<_>>()
    };
    desk.act(Action::NewFeeling);
    desk.act(Action::Writing(Writing::Word("tired".to_owned())));
    desk.pass(1.0);
    desk.until(|state| state.model.shown.drafts.len() == 1);
    // Left, and taken up again where it was.
    let Route::Write(slot) = desk.state.route.clone() else { panic!() };
    desk.act(Action::Go(Route::Feelings));
    desk.until(|state| !state.forms.pages.contains_key(&slot));
    desk.act(Action::NewFeeling);
    assert_eq!(desk.state.route, Route::Write(slot));
    desk.act(Action::Writing(Writing::Need("hug".to_owned())));
    desk.act(Action::Writing(Writing::For(Who::OnlyMe)));
    desk.act(Action::Writing(Writing::Done));
    desk.until(|state| state.model.shown.feelings.len() == 1);
    assert_eq!(words(&desk), ["I’m feeling tired, and I need a hug."]);
    desk.until(|state| state.model.page.is_some());
    let row = desk.state.model.page.as_ref().unwrap().row.clone();
    assert_eq!((row.kind, row.reach), (Kind::Feeling, Reach::OnlyMe));

    use crate::window::action::Page;
    let slot = row.id.to_string();
    desk.act(Action::Page(Page::Edit(row.id)));
    desk.until(|state| state.forms.pages.get(&slot).is_some_and(|page| page.ready));
    desk.act(Action::Writing(Writing::Word("sad".to_owned())));
    desk.act(Action::Writing(Writing::Done));
    desk.until(|state| state.model.page.as_ref().is_some_and(|page| page.revisions == 2));
    assert_eq!(words(&desk), ["I’m feeling tired and sad, and I need a hug."]);

    desk.act(Action::Page(Page::Delete(row.id)));
    desk.until(|state| state.route == Route::Feelings && state.model.shown.feelings.is_empty());
    desk.act(Action::Page(Page::BringBack(row.id)));
    desk.until(|state| state.model.shown.feelings.len() == 1);
    assert_eq!(desk.state.model.phase, Phase::Open);
}
