//! Finding: where words are looked for, and the way of the keyboard through what
//! was found.

use super::{open, window};
use crate::window::choosing::{Kinds, Sort};
use crate::window::model::{Among, Looked, Whose};
use crate::window::route::{Level, Route};
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::Request;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What the worker was asked to find last.
fn asked(window: &Harness<'_, State>) -> Option<Looked> {
    let asked = window.state().outbox.iter().rev();
    let mut searches = asked.filter_map(|request| match request {
        Request::Search(looked) => Some(looked.clone()),
        _ => None,
    });
    searches.next()
}

fn press(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

#[test]
fn what_is_chosen_beside_the_words_is_where_they_are_looked_for() {
    let mut window = open("search");
    window.get_by_role_and_label(Role::CheckBox, "Gratitude").click();
    window.run_ok();
    window.get_by_role_and_label(Role::RadioButton, "Sam").click();
    window.run_ok();
    let kinds = Kinds::default().with(Sort::Thanks, true);
    let among = Among { kinds, by: Some(Whose::Theirs) };
    let looked = Looked { query: "Mum".to_owned(), among };
    assert_eq!(asked(&window), Some(looked.clone()));
    // What was found elsewhere is no answer to that.
    let mut late = window.state().model.found.clone();
    late.rows.truncate(1);
    window.state_mut().receive(crate::window::worker::Update::Found(late));
    assert_ne!(window.state().model.found.rows.len(), 1);
}

#[test]
fn where_there_is_no_room_beside_them_a_line_opens_where_to_look() {
    let state = sample::screen("search").unwrap();
    let mut window = window(state, [420.0, 1_200.0], egui::Theme::Light);
    window.run_ok();
    assert!(window.query_by_label("Check-ins").is_none());
    window.get_by_label("Look in: everything").click();
    window.run_ok();
    window.get_by_label("Check-ins").click();
    window.run_ok();
    window.get_by_label("Look in: a part");
    assert!(asked(&window).is_some_and(|looked| looked.among.kinds.has(Sort::Checkins)));
}

#[test]
fn nothing_found_there_leads_everywhere() {
    let mut window = open("search-nothing");
    window.get_by_label("Look in everything").click();
    window.run_ok();
    assert_eq!(asked(&window).map(|looked| looked.among), Some(Among::default()));
}

#[test]
fn the_keyboard_goes_down_into_what_was_found_and_up_out_of_it() {
    let mut window = open("search");
    let has = |window: &Harness<'_, State>, label: &str| {
        window.get_by_label(label).accesskit_node().is_focused()
    };
    assert!(has(&window, "Words to find"));
    let found = [
        "The drive back from Mum’s",
        "You drove my mum to the clinic and never once made it a favour.",
        "Norway in June",
        "Grandad’s coat",
    ];
    for label in found {
        press(&mut window, Key::ArrowDown);
        assert!(has(&window, label), "{label}");
    }
    press(&mut window, Key::ArrowDown);
    assert!(has(&window, found[3]), "there is nothing under the last");
    for label in found[..3].iter().rev() {
        press(&mut window, Key::ArrowUp);
        assert!(has(&window, label), "{label}");
    }
    press(&mut window, Key::ArrowUp);
    assert!(has(&window, "Words to find"));
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert!(matches!(window.state().route, Route::Page(_)));
}

#[test]
fn escape_clears_what_was_typed_and_then_leaves() {
    let mut window = open("search");
    press(&mut window, Key::Escape);
    assert_eq!(window.state().route, Route::Search);
    assert_eq!(window.state().forms.looked.query, "");
    assert!(window.state().model.found.rows.is_empty());
    press(&mut window, Key::Escape);
    assert_eq!(window.state().route, Route::Together(Level::Timeline));
}

#[test]
fn in_how_many_places_is_said_of_what_is_typed_and_of_nothing_else() {
    let mut window = open("search");
    window.get_by_label("four places, newest first");
    let node = window.get_by_label("The drive back from Mum’s").accesskit_node();
    assert_eq!(node.description().as_deref(), Some("found: Mum’s"));
    window.state_mut().forms.looked.query.push('s');
    window.run_ok();
    assert!(window.query_by_label("four places, newest first").is_none());
}
