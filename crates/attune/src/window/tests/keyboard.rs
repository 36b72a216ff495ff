//! The way the keyboard goes: through the page, then what is round it.

use super::open;
use crate::window::route::Route;
use crate::window::state::State;
use crate::window::{theme, widgets};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What has the keyboard.
fn focused(window: &Harness<'_, State>) -> Option<String> {
    let nodes = window.root().children_recursive();
    let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
    focused.next().map(|node| node.accesskit_node().label().unwrap_or_default())
}

#[test]
fn the_page_comes_before_the_navigation() {
    let mut window = open("journal-list");
    window.key_press(Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window).as_deref(), Some("The drive back from Mum’s"));
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window).as_deref(), Some("Check-in"), "the navigation is not the last");
}

#[test]
fn a_page_that_was_just_opened_begins_at_its_top() {
    let mut window = open("journal-list");
    window.get_by_label("Us").focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(window.state().route, Route::Us);
    assert_eq!(focused(&window), None);
    window.key_press(Key::Tab);
    window.run_ok();
    assert_eq!(focused(&window).as_deref(), Some("Change my name"));
}

#[test]
fn a_dialog_has_the_keyboard_at_once_and_escape_is_its_safe_answer() {
    let mut window = open("leave");
    assert_eq!(focused(&window).as_deref(), Some("Keep sharing"));
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(!window.state().forms.us.leave);
    assert_eq!(window.state().route, Route::Us, "Escape also left the page");
}

#[test]
fn a_button_that_waits_is_reached_and_does_nothing() {
    for ready in [false, true] {
        let mut window = Harness::builder().with_context_setup(theme::install).build_ui_state(
            |ui, pressed: &mut bool| {
                *pressed |= widgets::primary_if(ui, ready, "Seal mine", "");
            },
            false,
        );
        window.get_by_label("Seal mine").focus();
        window.run_ok();
        assert!(window.get_by_label("Seal mine").accesskit_node().is_focused());
        window.key_press(Key::Enter);
        window.run_ok();
        assert_eq!(*window.state(), ready);
    }
}
