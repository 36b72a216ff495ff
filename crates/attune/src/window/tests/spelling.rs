//! Dots under words that no dictionary knows.

use super::new_page;
use crate::window::spelling::{Spelling, tests};
use crate::window::state::State;
use egui::{Event, Shape};
use egui_kittest::Harness;

/// Where dots begin and end that stand under one word, from left to right.
fn dots(window: &Harness<'_, State>) -> Vec<[f32; 2]> {
    let shapes = window.output().shapes.iter();
    let mut at: Vec<f32> = shapes
        .filter_map(|shape| match &shape.shape {
            Shape::Circle(dot) if dot.radius < 1.0 => Some(dot.center.x),
            _ => None,
        })
        .collect();
    at.sort_by(f32::total_cmp);
    let mut words: Vec<[f32; 2]> = Vec::new();
    for x in at {
        match words.last_mut() {
            Some([_, end]) if x - *end < 5.0 => *end = x,
            _ => words.push([x, x]),
        }
    }
    words
}

fn typed(window: &mut Harness<'_, State>, words: &str) {
    window.event(Event::Text(words.to_owned()));
    window.run_ok();
}

#[test]
fn a_word_no_dictionary_knows_has_dots_once_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    tests::write(folder.path(), "en_GB", &["a", "lantern", "for"]);
    let places = vec![folder.path().to_owned()];
    let spelling = Spelling::of(places, vec!["en-GB".to_owned()], || {});
    let (mut window, _) = new_page();
    window.state_mut().spell(spelling.clone());
    for word in ["lantren", "lantern", "a", "for", "lan"] {
        tests::settled(&spelling, word);
    }
    // Alex is who writes.
    typed(&mut window, "A lantern for Alex, a lantren");
    assert_eq!(dots(&window), Vec::<[f32; 2]>::new(), "it is still being written");
    typed(&mut window, " for");
    let marked = dots(&window);
    assert_eq!(marked.len(), 1, "{marked:?}");
    let [begin, end] = marked[0];
    assert!((40.0..90.0).contains(&(end - begin)), "as wide as the word: {marked:?}");

    window.state_mut().spell(Spelling::default());
    window.run_ok();
    assert_eq!(dots(&window), Vec::<[f32; 2]>::new());
}
