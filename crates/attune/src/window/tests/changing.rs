//! What changes while one looks: the half of the day, the language, the size of
//! text and the window's width, in mid-movement, in mid-list and in mid-sentence.

use super::lists::{journal, shows, turn};
use super::new_page;
use crate::texts::Language;
use crate::window::action::Action;
use crate::window::route::{Level, Route};
use crate::window::screens::shell;
use crate::window::state::State;
use crate::window::theme::{self, motion};
use crate::window::{sample, speak, widgets};
use egui::{Color32, Event, Key, Modifiers, Shape, Theme, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// Today, where things move, and each step is a quarter of a page's coming.
fn moving(theme: Theme) -> Harness<'static, State> {
    let mut window = Harness::builder()
        .with_size([1280.0, 820.0])
        .with_theme(theme)
        .with_step_dt(motion::PAGE / 4.0)
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, state: &mut State| shell::show(ui, state),
            sample::screen("today").unwrap(),
        );
    motion::set(&window.ctx, true);
    window.run_ok();
    window
}

fn go(window: &mut Harness<'_, State>, to: &Route) {
    window.state_mut().act(Action::Go(to.clone()));
}

/// The texts that are drawn, with the colours they are drawn in.
fn drawn(window: &Harness<'_, State>) -> Vec<(String, Vec<Color32>)> {
    fn visit(shape: &Shape, all: &mut Vec<(String, Vec<Color32>)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| visit(shape, all)),
            Shape::Text(text) => {
                let parts = text.galley.job.sections.iter().map(|part| part.format.color);
                let inks = parts.map(|ink| match (text.override_text_color, ink) {
                    (Some(over), _) => over,
                    (None, Color32::PLACEHOLDER) => text.fallback_color,
                    (None, ink) => ink,
                });
                all.push((text.galley.text().to_owned(), inks.collect()));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    window.output().shapes.iter().for_each(|clipped| visit(&clipped.shape, &mut all));
    all
}

/// Places whose pages look different from Today.
fn places() -> [Route; 4] {
    [Route::Journal, Route::Together(Level::Year), Route::Us, Route::Gratitude]
}

#[test]
fn night_falls_while_a_page_comes() {
    for to in places() {
        let mut window = moving(Theme::Light);
        go(&mut window, &to);
        window.run_steps(2);
        let half = drawn(&window);
        window.ctx.set_theme(Theme::Dark);
        window.step();
        window.run_ok();
        let mut fresh = moving(Theme::Dark);
        go(&mut fresh, &to);
        fresh.run_ok();
        assert_ne!(half, drawn(&window), "{to:?} was there at once");
        assert_eq!(drawn(&window), drawn(&fresh), "{to:?} kept something of the day");
    }
}

#[test]
fn the_language_changes_while_a_page_comes() {
    Language::English.within(|| {
        for to in places() {
            let mut window = moving(Theme::Light);
            go(&mut window, &to);
            window.run_steps(2);
            speak(&window.ctx, Language::Spanish);
            window.step();
            window.run_ok();
            let mut fresh = moving(Theme::Light);
            go(&mut fresh, &to);
            fresh.run_ok();
            assert!(fresh.query_by_label("Hoy").is_some());
            assert_eq!(drawn(&window), drawn(&fresh), "{to:?} kept something in English");
            Language::English.set();
        }
    });
}

/// Which page of a journal is the first that is to be seen, and where it begins.
fn first_seen(window: &Harness<'_, State>) -> (u8, f32) {
    let begins = |n: u8| {
        let label = format!("Page {n}.");
        let row = window.query_by_label_contains(&label)?;
        (row.rect().top() >= 0.0).then(|| (n, row.rect().top()))
    };
    (0..=u8::MAX).find_map(begins).unwrap()
}

#[test]
fn a_list_keeps_its_place_when_text_grows_and_the_window_shrinks() {
    for size in [[860.0, 547.0], [420.0, 820.0], [1280.0, 820.0 / 1.5]] {
        let mut window = journal();
        turn(&mut window, -9_000.0);
        let (n, before) = first_seen(&window);
        assert!(n > 20, "not scrolled");
        // Larger text in the same window is a smaller window of the same text.
        window.set_size(size.into());
        window.run_ok();
        assert!(shows(&window, n), "page {n} is gone at {size:?}");
        let row = window.get_by_label_contains(&format!("Page {n}.")).rect();
        // In a narrow window a title stands under its note, and all under a bar.
        assert!((row.top() - before).abs() < 120.0, "{n} from {before} to {row:?} at {size:?}");
        window.set_size(vec2(1280.0, 820.0));
        window.run_ok();
        let (again, _) = first_seen(&window);
        assert!(again.abs_diff(n) <= 1, "from {n} to {again} at {size:?} and back");
    }
}

#[test]
fn a_list_keeps_its_place_when_what_is_above_it_grows() {
    let rows: Vec<usize> = (0..250).collect();
    let words = "It rained from the bridge onwards and neither of us put the radio on. ".repeat(3);
    let mut window = Harness::builder()
        .with_size([900.0, 600.0])
        .with_context_setup(theme::install)
        .build_ui(move |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.add_space(if ui.available_width() < 600.0 { 300.0 } else { 50.0 });
                let list = widgets::List::of(&rows, rows.len());
                let one = |ui: &mut egui::Ui, at: usize| {
                    widgets::soft(ui, &format!("Page {at}."));
                    widgets::soft(ui, &words);
                };
                widgets::rows_by(ui, "rows", list, |at| at, |_| true, one);
            });
        });
    window.run_ok();
    turn(&mut window, -9_000.0);
    let top = |window: &Harness<'_, ()>, n: usize| {
        let label = format!("Page {n}.");
        window.query_by_label(&label).map(|row| row.rect().top())
    };
    let seen =
        |window: &Harness<'_, ()>| (0..250).find(|n| top(window, *n).is_some_and(|top| top >= 0.0));
    let n = seen(&window).unwrap() - 1;
    assert!(n > 20, "not scrolled");
    // The row at the window's edge grows downwards, and what follows goes along.
    let before = top(&window, n).unwrap();
    for width in [400.0, 900.0] {
        window.set_size(vec2(width, 600.0));
        window.run_ok();
        let after = top(&window, n).unwrap();
        assert!((after - before).abs() < 2.0, "{n} from {before} to {after} at {width}");
    }
}

#[test]
fn a_window_gets_narrow_in_mid_sentence() {
    let (mut window, slot) = new_page();
    window.event(Event::Text("It came up by the wall".to_owned()));
    window.run_ok();
    for _ in 0..9 {
        window.key_press(Key::ArrowLeft);
    }
    window.run_ok();
    let body = |window: &Harness<'_, State>| window.state().forms.pages[&slot].body.clone();
    for (at, size) in
        [[420.0, 820.0], [300.0, 300.0], [860.0, 820.0], [1280.0, 400.0]].iter().enumerate()
    {
        window.set_size((*size).into());
        window.run_ok();
        let focused = window.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.is_focused() && node.role() == egui::Role::MultilineTextInput
        });
        assert!(focused, "the keyboard is elsewhere at {size:?}");
        window.event(Event::Text("!".to_owned()));
        window.run_ok();
        let marks = "!".repeat(at + 1);
        assert_eq!(body(&window), format!("It came up by{marks} the wall"), "at {size:?}");
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_ok();
    assert_eq!(body(&window).replace('!', ""), "It came up by the wall");
}
