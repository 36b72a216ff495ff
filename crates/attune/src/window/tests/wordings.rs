//! Two wordings of one sentence: where it stands, which is chosen, and back.

use super::open;
use crate::window::model::Model;
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::{Request, Update};
use attune_core::command::{Choice, Command};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What was asked of the vault last.
fn done(window: &Harness<'_, State>) -> Option<Command> {
    window.state().outbox.iter().rev().find_map(|request| match request {
        Request::Do(command) => Some(command.clone()),
        _ => None,
    })
}

fn choices(model: &Model) -> Vec<Choice> {
    let page = model.page.as_ref().unwrap();
    page.versions.iter().map(|wording| wording.choice).collect()
}

#[test]
fn the_sentence_stands_where_it_is_and_merging_it_is_not_shown() {
    let window = open("page-both");
    let top = |label: &str| window.get_by_label_contains(label).rect().top();
    let (before, mine) = (top("I would like it to be slow"), top("Alex: We go in the second"));
    let (theirs, after) = (top("Sam: We go after Mum’s"), top("The night train"));
    assert!(before < mine && mine < theirs && theirs < after);
    assert!(window.query_by_label_contains("after Mum’s birthday the second week").is_none());
}

#[test]
fn a_wording_is_used_once_it_is_chosen() {
    let mut window = open("page-both");
    let button = window.get_by_label("Use this wording");
    assert!(button.accesskit_node().is_disabled());
    button.click();
    window.run_ok();
    assert_eq!(done(&window), None);
    window.get_by_label_contains("Alex: We go").click();
    window.run_ok();
    window.get_by_label("Use my wording");
    window.get_by_label_contains("Sam: We go").click();
    window.run_ok();
    let chosen = window.get_by_label_contains("Sam: We go").accesskit_node().toggled();
    assert_eq!(chosen, Some(egui::accesskit::Toggled::True));
    let id = window.state().model.page.as_ref().unwrap().row.id;
    let choice = choices(&window.state().model)[1];
    window.get_by_label("Use Sam’s wording").click();
    window.run_ok();
    assert_eq!(done(&window), Some(Command::Choose { id, choice }));
}

#[test]
fn both_are_kept_or_a_new_one_is_written() {
    let mut window = open("page-both");
    window.get_by_label("Keep both").click();
    window.run_ok();
    assert!(matches!(done(&window), Some(Command::Choose { choice: Choice::Both { .. }, .. })));
    let mut window = open("page-both");
    let id = window.state().model.page.as_ref().unwrap().row.id;
    window.get_by_label("Write a new one").click();
    window.run_steps(2);
    assert!(window.state().outbox.contains(&Request::Begin(id)));
}

/// The page after a choice, as the worker tells it.
fn chose(state: &mut State, body: &str) {
    let mut page = state.model.page.clone().unwrap();
    page.versions.clear();
    page.body = body.to_owned();
    state.receive(Update::Page(Some(Box::new(page))));
}

#[test]
fn what_stood_before_comes_back_while_nobody_wrote_since() {
    let mut window = open("page-both-chosen");
    let before = window.state().model.page.as_ref().unwrap().body.clone();
    window.get_by_label("Use Sam’s wording").click();
    window.run_ok();
    let word = "Have it as before";
    assert!(window.query_by_label(word).is_none(), "nothing was chosen yet");
    chose(window.state_mut(), "We go after Mum’s birthday.");
    window.run_ok();
    window.get_by_label(word);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    window.run_ok();
    let Some(Command::Edit { body, .. }) = done(&window) else { panic!("{:?}", done(&window)) };
    assert_eq!(body, Some(before));
    assert!(window.query_by_label(word).is_none());

    // What somebody wrote since would be lost.
    let mut state = sample::screen("page-settled").unwrap();
    assert!(state.model.settled.is_some());
    chose(&mut state, "The partner went on.");
    assert_eq!(state.model.settled, None);
}
