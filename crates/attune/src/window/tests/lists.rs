//! Long lists: what is far from the visible part is passed over, and keeps its
//! place.

use super::window;
use crate::window::screens::journal::LIST;
use crate::window::state::State;
use crate::window::{sample, widgets};
use attune_core::ids::DocumentId;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

const PAGES: u8 = 250;

/// A journal of many pages, open to its end.
pub(super) fn journal() -> Harness<'static, State> {
    let mut state = sample::screen("journal-list").unwrap();
    let journal = Arc::make_mut(&mut state.model.shown.journal);
    let like = journal[0].clone();
    journal.clear();
    journal.extend((0..PAGES).map(|n| {
        let mut row = like.clone();
        row.id = DocumentId::from_bytes([n; 16]);
        row.title = format!("Page {n}.");
        row
    }));
    let mut window = window(state, [1280.0, 820.0], egui::Theme::Light);
    widgets::want(&window.ctx, LIST, usize::MAX);
    window.run_ok();
    window
}

pub(super) fn turn<S>(window: &mut Harness<'_, S>, points: f32) {
    window.event(Event::PointerMoved(pos2(800.0, 500.0)));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.run_ok();
}

pub(super) fn shows(window: &Harness<'_, State>, n: u8) -> bool {
    window.query_by_label_contains(&format!("Page {n}.")).is_some()
}

#[test]
fn only_what_is_near_is_laid_out_and_the_end_is_where_it_was() {
    // The first and the last are always there, for the keyboard.
    const SECOND_LAST: u8 = PAGES - 2;
    let mut window = journal();
    assert!(shows(&window, 1) && !shows(&window, SECOND_LAST), "all are laid out");
    turn(&mut window, -1e6);
    assert!(shows(&window, SECOND_LAST) && !shows(&window, 1), "the end is not reached");
    let last = window.get_by_label_contains(&format!("Page {}.", PAGES - 1)).rect();
    assert!(last.bottom() < 820.0, "the last page is below the window: {last:?}");
    turn(&mut window, 1e6);
    assert!(shows(&window, 1) && !shows(&window, SECOND_LAST), "the beginning is not reached");
}

#[test]
fn tab_goes_from_the_navigation_to_the_first_page_and_back_to_the_last() {
    let mut window = journal();
    turn(&mut window, -4_000.0);
    let focused = |window: &Harness<'_, State>| {
        let nodes = window.root().children_recursive();
        let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
        focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    };
    let step = |window: &mut Harness<'_, State>, modifiers| {
        window.key_press_modifiers(modifiers, Key::Tab);
        window.run_ok();
    };
    window.get_by_label("Pause").focus();
    window.run_ok();
    step(&mut window, Modifiers::NONE);
    assert_eq!(focused(&window), "Why this helps");
    step(&mut window, Modifiers::NONE);
    assert_eq!(focused(&window), "Page 0.");
    let first = window.get_by_label("Page 0.").rect();
    assert!(first.top() >= 0.0 && first.bottom() < 820.0, "out of sight at {first:?}");
    step(&mut window, Modifiers::SHIFT);
    step(&mut window, Modifiers::SHIFT);
    assert_eq!(focused(&window), "Pause");
    // What is beside the list comes after it.
    window.get_by_role_and_label(Role::RadioButton, "All").focus();
    window.run_ok();
    step(&mut window, Modifiers::SHIFT);
    assert_eq!(focused(&window), format!("Page {}.", PAGES - 1));
}

#[test]
fn the_next_is_there_for_the_keyboard_before_it_is_seen() {
    let mut window = journal();
    turn(&mut window, -4_000.0);
    let seen = |n: &u8| {
        let label = format!("Page {n}.");
        window.query_by_label_contains(&label).is_some_and(|row| row.rect().bottom() <= 820.0)
    };
    let last_seen = (0..PAGES).filter(seen).max().unwrap();
    assert!(shows(&window, last_seen + 1) && shows(&window, last_seen + 2));
}

#[test]
fn a_long_way_costs_a_frame_no_more_than_what_is_seen_there() {
    let mut window = journal();
    let laid_out = |window: &Harness<'_, State>| (0..PAGES).filter(|n| shows(window, *n)).count();
    let around = laid_out(&window);
    window.event(Event::PointerMoved(pos2(800.0, 500.0)));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -9_000.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    let mut each = Vec::new();
    for _ in 0..12 {
        window.step();
        each.push(laid_out(&window));
    }
    window.run_ok();
    let settled = laid_out(&window);
    assert!(!shows(&window, 5), "nothing was moved");
    assert!(each.iter().any(|rows| *rows < settled * 2 / 3), "{around}, {each:?}, {settled}");
}
