//! How one of the two answers the other: hearts, lines, and saying back before
//! anything else.

use super::{open, window};
use crate::window::answers::Waits;
use crate::window::model::Whose;
use crate::window::route::Route;
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::Request;
use attune_core::command::Command;
use attune_core::kinds::Detail;
use attune_core::kinds::noted::Note;
use attune_core::kinds::reflection::Answer;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What the worker was asked to do.
fn done(window: &Harness<'_, State>) -> Vec<Command> {
    let asked = window.state().outbox.iter();
    asked
        .filter_map(|ask| match ask {
            Request::Do(command) | Request::Seal { command, .. } => Some(command.clone()),
            _ => None,
        })
        .collect()
}

fn press(window: &mut Harness<'_, State>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run_ok();
}

fn write(window: &mut Harness<'_, State>, line: &str, words: &str) {
    window.get_by_label(line).focus();
    window.run_steps(2);
    window.get_by_label(line).type_text(words);
    window.run_steps(2);
}

/// A page of Sam's that nobody has answered yet.
fn unanswered() -> Harness<'static, State> {
    let mut state = sample::screen("journal").unwrap();
    state.model.page.as_mut().unwrap().row.responses = Default::default();
    let mut window = window(state, [1280.0, 1600.0], Theme::Light);
    window.run_ok();
    window
}

#[test]
fn h_sends_a_heart_where_one_can_be_sent() {
    let mut window = unanswered();
    window.key_press(Key::H);
    window.run_ok();
    assert!(matches!(done(&window).as_slice(), [Command::Heart { .. }]));
    let mut by_hand = unanswered();
    press(&mut by_hand, "Send a heart");
    assert_eq!(done(&by_hand), done(&window));
    // It is a letter for whoever writes.
    let mut writing = unanswered();
    writing.get_by_label("Answer Sam").focus();
    writing.run_ok();
    writing.key_press(Key::H);
    writing.run_ok();
    assert_eq!(done(&writing), []);
    // Of one that has mine already, and of a page of one's own, there is none.
    let mut hearted = open("journal");
    hearted.get_by_label("from you");
    hearted.key_press(Key::H);
    hearted.run_ok();
    assert_eq!(done(&hearted), []);
    assert!(open("page-private").query_by_label("Send a heart").is_none());
}

#[test]
fn a_page_is_answered_by_a_line() {
    let mut window = unanswered();
    write(&mut window, "Answer Sam", "Hand me the one more thing.");
    window.key_press(Key::Enter);
    window.run_steps(2);
    let Some(Command::Reply { text, .. }) = done(&window).pop() else { panic!("not sent") };
    assert_eq!(text, "Hand me the one more thing.");
    // Its words are a draft until that is done.
    let out = &window.state().outbox;
    let saved = out.iter().position(|ask| matches!(ask, Request::SaveDraft { .. })).unwrap();
    let sent = out.iter().position(|ask| matches!(ask, Request::Seal { .. })).unwrap();
    assert!(saved < sent);
}

#[test]
fn a_page_that_asks_to_be_heard_first_has_no_line_before() {
    let mut window = open("page-asks");
    assert!(window.query_by_label("Answer Sam").is_none());
    press(&mut window, "Say back what you heard");
    assert!(matches!(window.state().route, Route::Reflection(_)));
}

#[test]
fn the_wall_offers_an_answer_where_there_is_none() {
    let window = open("gratitude");
    let links = |window: &Harness<'_, State>, name| window.query_all_by_label(name).count();
    assert!(links(&window, "Send a heart") > 0);
    assert_eq!(links(&window, "Send a heart"), links(&window, "Answer"));
    let mut state = sample::screen("gratitude").unwrap();
    let thanks = std::sync::Arc::make_mut(&mut state.model.shown.thanks);
    thanks.retain(|row| row.whose == Whose::Theirs);
    thanks.truncate(1);
    let threads = crate::window::thread::threads(thanks);
    state.model.shown.threads = std::sync::Arc::new(threads);
    let mut window = super::window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    press(&mut window, "Answer");
    write(&mut window, "Answer Sam", "It was nothing.");
    press(&mut window, "Send to Sam");
    assert!(matches!(done(&window).as_slice(), [Command::Reply { .. }]));
}

#[test]
fn saying_back_waits_for_both_halves() {
    let mut window = open("reflection-new");
    let word = "Say it back to Sam";
    let is_disabled =
        |window: &Harness<'_, State>| window.get_by_label(word).accesskit_node().is_disabled();
    write(&mut window, "I hear that", "you carried it all");
    assert!(is_disabled(&window));
    write(&mut window, "That makes sense, given", "nobody asked you");
    assert!(!is_disabled(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run_steps(2);
    let Some(Command::Reflect { said, .. }) = done(&window).pop() else { panic!("not sent") };
    assert_eq!(
        (said.heard.as_str(), said.given.as_str()),
        ("you carried it all", "nobody asked you")
    );
}

#[test]
fn setting_aside_is_last_and_leads_to_today() {
    let mut window = open("reflection-listener");
    let aside = window.get_by_label("Set this aside").rect();
    assert!(aside.top() > window.get_by_label("Say it back to Sam").rect().bottom());
    press(&mut window, "Set this aside");
    assert!(matches!(done(&window).as_slice(), [Command::Note { note: Note::SetAside, .. }]));
    assert_eq!(window.state().route, Route::Today);
}

#[test]
fn whoever_shared_it_says_whether_that_is_it() {
    let mut state = sample::screen("reflection-sharer").unwrap();
    state.forms.sayings = Default::default();
    let mut fresh = window(state, [1280.0, 820.0], Theme::Light);
    fresh.run_ok();
    assert!(fresh.get_by_label("Send to Sam").accesskit_node().is_disabled());
    fresh.get_by_label_contains("Yes, I feel heard").click();
    fresh.run_ok();
    press(&mut fresh, "Send to Sam");
    assert!(matches!(done(&fresh).as_slice(), [Command::Hear { answer: Answer::Yes, .. }]));

    let mut not_quite = open("reflection-sharer");
    press(&mut not_quite, "Send to Sam");
    let sent = done(&not_quite).pop();
    let Some(Command::Hear { answer: Answer::NotQuite(words), .. }) = sent else { panic!() };
    assert!(words.starts_with("It is less the week"), "{words}");

    let mut later = open("reflection-sharer");
    press(&mut later, "Answer later");
    assert!(matches!(done(&later).as_slice(), [Command::Note { note: Note::Later, .. }]));
    assert_eq!(later.state().route, Route::Today);
}

#[test]
fn after_yes_the_listener_can_add_a_line() {
    for (screen, may) in
        [("reflection-new", false), ("reflection-said", false), ("reflection-heard", true)]
    {
        assert_eq!(open(screen).query_by_label("Answer Sam").is_some(), may, "{screen}");
    }
    // What was not quite it is said back once more, with its words in view.
    let again = open("reflection-again");
    again.get_by_label("It is less the work, more the quiet when you come in.");
    again.get_by_label("I hear that");
}

#[test]
fn today_has_what_waits_and_at_its_foot_what_was_set_aside() {
    let mut window = open("today");
    press(&mut window, "Say back what you heard");
    assert!(matches!(window.state().route, Route::Reflection(_)));
    let mut window = open("today-said-back");
    assert!(window.query_by_label("Say back what you heard").is_none());
    window.get_by_label("set aside");
    press(&mut window, "Say whether that is it");
    assert!(matches!(window.state().route, Route::Reflection(_)));
}

#[test]
fn there_are_never_more_than_five_things_on_today() {
    let mut state = sample::screen("today").unwrap();
    let shown = &mut state.model.shown;
    shown.drafts.clear();
    let one: Waits = shown.waits[0].clone();
    for n in 50..60 {
        let mut waits = one.clone();
        waits.row.id = attune_core::ids::DocumentId::from_bytes([n; 16]);
        shown.waits.push(waits);
        let mut thanks = shown.thanks[0].clone();
        thanks.id = attune_core::ids::DocumentId::from_bytes([n + 50; 16]);
        std::sync::Arc::make_mut(&mut shown.thanks).push(thanks);
    }
    let mut window = window(state, [1280.0, 2400.0], Theme::Light);
    window.run_ok();
    let count = |name: &str| window.query_all_by_label(name).count();
    assert_eq!(count("Say back what you heard"), 2);
    // With a note, the line of thanks and the check-in that is all there is room for.
    let news = "You left the good mug out for me, and the first hour of the day was an easy one.";
    assert_eq!(count(news), 0);
    assert_eq!((count("Put it away"), count("Go to the check-in")), (1, 1));
}

#[test]
fn a_page_the_other_may_read_can_ask_to_be_heard_first() {
    let mut window = open("write");
    window.get_by_label("Sam says back what they heard before answering").click();
    window.run_steps(6);
    let saved = window.state().outbox.iter().rev().find_map(|ask| match ask {
        Request::SaveDraft { draft, .. } => Some(draft.detail.clone()),
        _ => None,
    });
    let Some(Some(Detail::Journal(page))) = saved else { panic!("{saved:?}") };
    assert!(page.hear_first && !page.mood.is_empty(), "{page:?}");
    // Who may read nothing, and who writes along, is not asked for it.
    for screen in ["write-both", "write-new"] {
        assert!(open(screen).query_by_label_contains("says back what they heard").is_none());
    }
}

#[test]
fn what_breaks_a_rule_is_told_of_where_things_stand_and_nowhere_else() {
    let mut state = sample::screen("us").unwrap();
    state.model.shown.hidden = 1;
    let mut window = super::window(state, [1280.0, 900.0], Theme::Light);
    window.run_ok();
    let told =
        "Something came that breaks a rule that protects you both, and is kept out of sight.";
    window.get_by_label(told);
    window.state_mut().go(Route::Today);
    window.run_ok();
    assert!(window.query_by_label(told).is_none());
}
