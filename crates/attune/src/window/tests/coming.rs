//! What comes while somebody looks: a passage, and letters that open.

use super::window_at;
use crate::window::model::{Shown, Whose};
use crate::window::sample;
use crate::window::state::State;
use crate::window::theme::motion;
use crate::window::worker::Update;
use attune_core::ids::DocumentId;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

/// Twenty frames a second.
const FRAME: f32 = 0.05;

fn open(screen: &str, moves: bool) -> Harness<'static, State> {
    let state = sample::screen(screen).unwrap();
    let mut window = window_at(state, [1280.0, 820.0], egui::Theme::Light, FRAME);
    motion::set(&window.ctx, moves);
    window.run_ok();
    window
}

fn told(window: &mut Harness<'_, State>, shown: Shown, came: Vec<DocumentId>) {
    window.state_mut().receive(Update::Shown { shown: Box::new(shown), came });
}

/// How opaque the text is that begins so; `None` where it is not drawn.
fn opacity(window: &Harness<'_, State>, begins: &str) -> Option<f32> {
    let shapes = window.output().shapes.iter();
    let mut found = shapes.filter_map(|shape| match &shape.shape {
        egui::Shape::Text(text) if text.galley.text().starts_with(begins) => {
            let row = &text.galley.rows.first()?.row.visuals.mesh.vertices;
            row.iter().map(|vertex| f32::from(vertex.color.a()) / 255.0).reduce(f32::max)
        }
        _ => None,
    });
    found.next()
}

#[test]
fn a_line_that_comes_fades_in_where_it_stands() {
    for moves in [true, false] {
        let mut window = open("gratitude", moves);
        let mut shown = window.state().model.shown.clone();
        let thanks = Arc::make_mut(&mut shown.thanks);
        let mut line = thanks.iter().find(|row| row.whose == Whose::Theirs).unwrap().clone();
        line.id = DocumentId::from_bytes([77; 16]);
        line.words = "You waited in the rain".to_owned();
        thanks.insert(0, line);
        let id = thanks[0].id;
        told(&mut window, shown, vec![id]);
        let mut seen = Vec::new();
        for _ in 0..6 {
            window.step();
            seen.push(opacity(&window, "You waited in the rain").unwrap_or_default());
        }
        assert!(seen.is_sorted(), "{seen:?}");
        assert_eq!(seen[0] < 0.5, moves, "{seen:?}");
        assert_eq!(seen.last(), Some(&1.0), "{seen:?}");
    }
}

/// To whoever has the keyboard on it, or hears it, it stays what it is.
#[test]
fn what_comes_is_the_same_thing_once_it_is_there() {
    let mut window = open("journal-list", true);
    let mut shown = window.state().model.shown.clone();
    let page = &mut Arc::make_mut(&mut shown.journal)[0];
    page.id = DocumentId::from_bytes([77; 16]);
    page.title = "You waited in the rain".to_owned();
    let id = page.id;
    told(&mut window, shown, vec![id]);
    window.step();
    window.step();
    let node = |window: &Harness<'_, State>| {
        window.get_by_label("You waited in the rain").accesskit_node().id()
    };
    let coming = node(&window);
    window.run_ok();
    assert_eq!(coming, node(&window));
}

#[test]
fn what_was_there_before_does_not_fade() {
    let mut window = open("gratitude", true);
    let shown = window.state().model.shown.clone();
    let words = shown.thanks[0].words.clone();
    told(&mut window, shown, Vec::new());
    window.step();
    assert_eq!(opacity(&window, &words), Some(1.0));
}

/// The letters turn, then the words come; nobody sees the words before.
#[test]
fn letters_open_before_the_eyes_of_whoever_looks() {
    let opened = sample::screen("checkin-opened").unwrap().model.shown;
    let words = opened.checkin.theirs.clone().unwrap().0[0].clone();
    for (moves, same_week) in [(true, true), (false, true), (true, false)] {
        let mut window = open("checkin-waiting", moves);
        if !same_week {
            let week = window.state().model.shown.checkin.week.previous();
            window.state_mut().model.shown.checkin.week = week;
        }
        told(&mut window, opened.clone(), Vec::new());
        let mut seen = Vec::new();
        for _ in 0..10 {
            window.step();
            seen.push(opacity(&window, &words));
        }
        let at_once = !moves || !same_week;
        assert_eq!(seen[0] == Some(1.0), at_once, "{seen:?}");
        if !at_once {
            assert_eq!((seen[0], seen[3]), (None, None), "{seen:?}");
            assert!(seen.iter().flatten().any(|seen| *seen < 1.0), "{seen:?}");
        }
        assert_eq!(seen.last(), Some(&Some(1.0)), "{seen:?}");
    }
    let mut turning = open("checkin-waiting", true);
    told(&mut turning, opened, Vec::new());
    turning.step();
    turning.step();
    assert!(
        turning.query_all_by_label_contains("sealed").next().is_some(),
        "the letters are there"
    );
}
