//! What has a key wherever one is, and how the window is to be.

use super::{new_page, open, window};
use crate::texts::Language;
use crate::window::preferences::{Light, Motion, TextSize};
use crate::window::route::{Level, Route};
use crate::window::sample;
use crate::window::shortcuts::Shortcut;
use crate::window::state::State;
use crate::window::theme::{self, motion};
use crate::window::worker::Request;
use attune_core::command::Command;
use attune_core::kinds::profile::Ink;
use attune_core::vault::Inks;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn press(window: &mut Harness<'_, State>, shortcut: Shortcut) {
    let key = shortcut.key();
    window.key_press_modifiers(key.modifiers, key.logical_key);
    window.run_ok();
}

/// The last preferences that the worker was asked to keep.
fn kept(window: &Harness<'_, State>) -> Option<(TextSize, Light, Motion)> {
    let asked = window.state().outbox.iter().rev();
    let mut kept = asked.filter_map(|request| match request {
        Request::Prefer(kept) => Some((kept.text, kept.light, kept.motion)),
        _ => None,
    });
    kept.next()
}

#[test]
fn the_sheet_of_keys_comes_and_goes_and_the_keyboard_stays_where_it_was() {
    let mut window = open("journal-list");
    window.get_by_label("Us").focus();
    window.run_ok();
    press(&mut window, Shortcut::Sheet);
    assert!(window.state().forms.keys);
    assert!(window.get_by_label("Close").accesskit_node().is_focused());
    for shortcut in Shortcut::ALL.into_iter().flatten() {
        let row = format!("{}: {}", shortcut.name(), shortcut.shown());
        assert!(window.query_by_label(&row).is_some(), "{row}");
    }
    // Under it nothing is reached.
    for _ in 0..3 {
        window.key_press(Key::Tab);
        window.run_ok();
        assert!(!window.get_by_label("Us").accesskit_node().is_focused());
    }
    press(&mut window, Shortcut::Back);
    assert!(!window.state().forms.keys);
    assert_eq!(window.state().route, Route::Journal, "Escape also left the page");
    window.run_ok();
    assert!(window.get_by_label("Us").accesskit_node().is_focused());
}

#[test]
fn keys_lead_where_the_table_says() {
    for (from, shortcut, to) in [
        ("journal-list", Shortcut::Find, Some(Route::Search)),
        ("search-nothing", Shortcut::Timeline, Some(Route::Together(Level::Timeline))),
        ("together", Shortcut::Back, Some(Route::Today)),
        ("pair-type", Shortcut::Back, None),
        ("journal-list", Shortcut::Write, None),
    ] {
        let mut window = open(from);
        let before = window.state().route.clone();
        press(&mut window, shortcut);
        let now = window.state().route.clone();
        assert_ne!(now, before, "{from}");
        if let Some(to) = to {
            assert_eq!(now, to, "{from}");
        }
    }
}

#[test]
fn what_was_deleted_comes_back_by_the_key_that_undoes() {
    let mut window = open("undo");
    press(&mut window, Shortcut::BringBack);
    assert!(window.state().model.deleted.is_none());
    // In a text the same key takes back what was typed.
    let mut window = open("undo");
    window.state_mut().route = Route::Search;
    window.run_ok();
    window.get_by_label("Words to find").focus();
    window.run_ok();
    press(&mut window, Shortcut::BringBack);
    assert!(window.state().model.deleted.is_some());
}

#[test]
fn text_grows_and_shrinks_by_keys_and_ends_somewhere() {
    let mut window = open("today");
    for (shortcut, percent) in [
        (Shortcut::Larger, 110),
        (Shortcut::Larger, 120),
        (Shortcut::Smaller, 110),
        (Shortcut::Usual, 100),
        (Shortcut::Smaller, 90),
        (Shortcut::Smaller, 90),
    ] {
        press(&mut window, shortcut);
        assert_eq!(window.state().model.preferences.text.percent(), percent);
    }
    assert_eq!(kept(&window).map(|(text, ..)| text.percent()), Some(90));
}

#[test]
fn what_is_chosen_of_looks_is_kept() {
    let us = sample::screen("us").unwrap();
    let mut window = window(us, [1280.0, 2_000.0], egui::Theme::Light);
    window.run_ok();
    for (label, expected) in [
        ("Always night", (TextSize::USUAL, Light::Night, Motion::System)),
        ("Nothing moves. Everything is there at once.", {
            (TextSize::USUAL, Light::Night, Motion::Still)
        }),
        ("Larger text", (TextSize::USUAL.larger(), Light::Night, Motion::Still)),
        ("Text of the usual size", (TextSize::USUAL, Light::Night, Motion::Still)),
        ("Always day", (TextSize::USUAL, Light::Day, Motion::Still)),
    ] {
        window.get_by_label(label).click();
        window.run_ok();
        assert_eq!(kept(&window), Some(expected), "{label}");
    }
    window.get_by_label("Español").click();
    window.run_ok();
    assert_eq!(window.state().model.preferences.language, Some(Language::Spanish));
}

#[test]
fn nothing_but_the_page_is_shown_and_no_word_moves() {
    let mut window = open("write");
    let text = |window: &Harness<'_, State>| window.get_by_label("Write here").rect();
    let before = text(&window);
    assert!(window.query_by_label("Journal").is_some());
    press(&mut window, Shortcut::OnlyThePage);
    assert!(window.query_by_label("Journal").is_none());
    assert!(window.query_by_label("Share with Sam").is_none());
    assert_eq!(text(&window).min, before.min);
    press(&mut window, Shortcut::Back);
    assert!(window.query_by_label("Journal").is_some(), "Escape shows everything again");
    assert!(matches!(window.state().route, Route::Write(_)), "and stays on the page");
    press(&mut window, Shortcut::OnlyThePage);
    press(&mut window, Shortcut::Find);
    assert!(!window.state().forms.only_the_page, "the next page is shown whole");
}

#[test]
fn with_the_pointer_above_the_page_its_bar_can_be_reached() {
    let mut window = open("only-the-page");
    assert!(window.query_by_label("Show everything").is_none());
    window.hover_at(egui::pos2(640.0, 20.0));
    window.run_ok();
    window.get_by_label("Show everything").click();
    window.run_ok();
    assert!(!window.state().forms.only_the_page);
}

fn body(window: &Harness<'_, State>, slot: &str) -> String {
    window.state().forms.pages[slot].body.to_string()
}

#[test]
fn words_are_made_strong_and_a_list_goes_on_under_the_keys() {
    let (mut window, slot) = new_page();
    window.event(Event::Text("milk ".to_owned()));
    window.run_ok();
    press(&mut window, Shortcut::Strong);
    window.event(Event::Text("today".to_owned()));
    window.run_ok();
    assert_eq!(body(&window, &slot), "milk **today**");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_ok();
    press(&mut window, Shortcut::Stressed);
    assert_eq!(body(&window, &slot), "*milk **today***");
    press(&mut window, Shortcut::Stressed);
    assert_eq!(body(&window, &slot), "milk **today**");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(Event::Text("- milk".to_owned()));
    window.run_ok();
    for more in ["\n", "bread", "\n", "\n", "enough"] {
        match more {
            "\n" => window.key_press(Key::Enter),
            words => window.event(Event::Text(words.to_owned())),
        }
        window.run_ok();
    }
    assert_eq!(body(&window, &slot), "- milk\n- bread\nenough");
}

#[test]
fn what_comes_fades_in_and_is_there_at_once_where_nothing_is_to_move() {
    for moves in [true, false] {
        let draw = |ui: &mut egui::Ui, (since, seen): &mut (f64, Vec<f32>)| {
            if *since == 0.0 {
                *since = ui.input(|input| input.time);
            }
            seen.push(motion::appeared(ui, *since, 1.0));
        };
        let mut window = Harness::builder().build_ui_state(draw, (0.0, Vec::new()));
        // Tests look at what is there in the end, unless they say so.
        motion::set(&window.ctx, moves);
        *window.state_mut() = (0.0, Vec::new());
        window.run_steps(8);
        let (_, seen) = window.state();
        assert!(seen.is_sorted(), "{seen:?}");
        assert_eq!(seen.iter().any(|seen| *seen < 1.0), moves, "{seen:?}");
        assert_eq!(seen.last(), Some(&1.0));
    }
}

/// How many texts are to be seen.
fn texts(window: &Harness<'_, State>) -> usize {
    let shapes = window.output().shapes.iter();
    shapes.filter(|shape| matches!(&shape.shape, egui::Shape::Text(_))).count()
}

#[test]
fn a_page_that_is_opened_fades_in_and_the_first_one_does_not() {
    for moves in [true, false] {
        let us = sample::screen("us").unwrap();
        let mut window = window(us, [1280.0, 820.0], egui::Theme::Light);
        motion::set(&window.ctx, moves);
        window.step();
        let first = texts(&window);
        window.state_mut().route = Route::Journal;
        window.step();
        let begins = texts(&window);
        window.run_ok();
        assert_eq!(begins < texts(&window), moves);
        window.state_mut().route = Route::Us;
        window.run_ok();
        assert_eq!(first, texts(&window), "the first page was not whole at once");
    }
}

/// What is asked for by a press on an ink.
fn pressed(window: &mut Harness<'_, State>, ink: &str) -> Vec<Request> {
    window.get_by_role_and_label(egui::accesskit::Role::RadioButton, ink).click_accesskit();
    window.run_ok();
    std::mem::take(&mut window.state_mut().outbox)
}

#[test]
fn an_ink_is_chosen_and_the_partners_is_not_to_be_had() {
    let mut first = open("firstrun-name");
    assert_eq!(pressed(&mut first, "Plum"), []);
    assert_eq!(first.state().forms.door.ink, Ink::Plum);
    let colour = std::cell::Cell::new(egui::Color32::PLACEHOLDER);
    let draw = |ui: &mut egui::Ui| {
        *ui.visuals_mut() = egui::Visuals::light();
        theme::write_with(ui.ctx(), [Ink::Plum, Ink::BlueBlack]);
        colour.set(theme::colours(ui).mine);
    };
    Harness::new_ui(draw).run_ok();
    let has =
        |shape: &egui::Shape| matches!(shape, egui::Shape::Circle(c) if c.fill == colour.get());
    let shapes = &first.output().shapes;
    assert!(shapes.iter().any(|shape| has(&shape.shape)), "the disc is plum at once");

    let mut us = open("us");
    let chosen = pressed(&mut us, "Violet");
    assert_eq!(chosen, [Request::Do(Command::ChooseInk(Ink::Violet))]);
    assert_eq!(pressed(&mut us, "Blue-black"), [], "it is the one already");
    assert_eq!(pressed(&mut us, "Madder, which is Sam’s"), []);
    us.state_mut().model.shown.inks =
        Inks { mine: Ink::Umber, theirs: Ink::Plum, chosen: Some(Ink::Plum) };
    us.run_ok();
    assert!(us.query_by_label_contains("Sam chose Plum as well").is_some());
}
