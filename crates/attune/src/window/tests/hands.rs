//! A page that both write: whose each word is, for eyes and for ears.

use super::{open, window};
use crate::window::model::{Hand, Whose};
use crate::window::sample;
use crate::window::state::State;
use crate::window::theme;
use egui::{Color32, Role, Shape, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// The two inks by day.
fn inks() -> [Color32; 2] {
    let inks = std::cell::Cell::new([Color32::PLACEHOLDER; 2]);
    let draw = |ui: &mut egui::Ui| {
        let palette = theme::colours(ui);
        inks.set([palette.mine, palette.theirs]);
    };
    drop(
        Harness::builder()
            .with_theme(Theme::Light)
            .with_context_setup(theme::install)
            .build_ui(draw),
    );
    inks.get()
}

/// What is told of the words.
fn told(window: &Harness<'_, State>, begins: &str) -> Option<String> {
    let nodes = window.root().children_recursive();
    let values = nodes.filter_map(|node| node.accesskit_node().value());
    values.into_iter().find(|value| value.starts_with(begins))
}

/// The texts on the screen, each with the colours its letters have.
fn coloured(window: &Harness<'_, State>) -> Vec<(String, Color32)> {
    let mut all = Vec::new();
    for drawn in &window.output().shapes {
        let Shape::Text(text) = &drawn.shape else { continue };
        for section in &text.galley.job.sections {
            let range = section.byte_range.start.0..section.byte_range.end.0;
            let words = text.galley.job.text.get(range).unwrap_or_default();
            all.push((words.to_owned(), section.format.color));
        }
    }
    all
}

#[test]
fn the_words_of_a_short_page_are_in_their_writers_inks() {
    let window = open("page-both-short");
    let [mine, theirs] = inks();
    let all = coloured(&window);
    for (words, ink) in [("The blue flask.", mine), (" And something to put in it.", theirs)] {
        let found = all.iter().find(|(text, _)| text == words);
        assert_eq!(found.map(|(_, ink)| *ink), Some(ink), "{words}");
    }
    let said = "Alex: The blue flask. Sam: And something to put in it.";
    assert_eq!(told(&window, "Alex: The blue").as_deref(), Some(said));
}

#[test]
fn the_name_of_whoever_wrote_what_is_under_the_pointer_stands_in_the_margin() {
    let mut window = open("page-both-short");
    let names = |window: &Harness<'_, State>| {
        let margin = coloured(window).into_iter().filter(|(text, _)| text == "Sam");
        margin.count()
    };
    let before = names(&window);
    let end = {
        let nodes = window.root().children_recursive();
        let mut found = nodes.filter(|node| {
            node.accesskit_node().value().is_some_and(|value| value.starts_with("Alex: The blue"))
        });
        let rect = found.next().unwrap().rect();
        rect.left_center() + egui::vec2(300.0, 0.0)
    };
    window.hover_at(end);
    window.run_ok();
    assert_eq!(names(&window), before + 1);
}

#[test]
fn a_long_page_has_a_thread_and_a_name_where_the_hand_changes() {
    for size in [[1280.0, 820.0], [420.0, 1600.0]] {
        let state = sample::screen("page-both-long").unwrap();
        let mut window = window(state, size, Theme::Light);
        window.run_ok();
        let inks = inks();
        let threads: Vec<_> = window
            .output()
            .shapes
            .iter()
            .filter_map(|drawn| match &drawn.shape {
                Shape::Rect(rect) if rect.rect.width() == 2.0 => Some((rect.rect, rect.fill)),
                _ => None,
            })
            .filter(|(_, fill)| inks.contains(fill))
            .collect();
        // One paragraph is the partner's, one both's, one mine.
        let [theirs, first, second, mine] = threads.as_slice() else {
            panic!("{} pieces at {size:?}", threads.len())
        };
        assert_eq!((theirs.1, mine.1), (inks[1], inks[0]));
        assert_ne!(first.1, second.1, "the halves are one's");
        assert!((first.0.height() - second.0.height()).abs() <= 1.0);
        // Left of where words start.
        let head = window.get_by_role_and_label(Role::Heading, "Norway in June").rect();
        assert_eq!(theirs.0.left(), head.left() - 17.0);
        // The words are in ink, the names in their inks.
        let all = coloured(&window);
        let words = all.iter().find(|(text, _)| text.starts_with("I would like it to be slow."));
        assert!(words.is_some_and(|(_, ink)| !inks.contains(ink)));
        assert!(all.iter().any(|(text, ink)| text == "Sam" && *ink == inks[1]));
    }
}

#[test]
fn hands_that_are_not_those_of_the_words_are_not_told() {
    let mut state = sample::screen("page-both-short").unwrap();
    let page = state.model.page.as_mut().unwrap();
    page.hands = vec![Hand { whose: Whose::Theirs, bytes: 3 }];
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    assert!(told(&window, "Sam: ").is_none());
    let whole = "The blue flask. And something to put in it.";
    assert!(told(&window, whole).is_some());
}
