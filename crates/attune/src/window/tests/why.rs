//! "Why this helps": opened and closed by hand and by key, beside the words or
//! in their midst, and never longer than can be read in passing.

use super::{open, window};
use crate::texts::Language;
use crate::window::model::{Kind, Whose};
use crate::window::route::Route;
use crate::window::screens::why;
use crate::window::state::State;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{self, Type, space};
use crate::window::{sample, widgets};
use egui::{Color32, Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const NAME: &str = "Why this helps";
const FOUND: &str = "In a study of couples, one partner’s gratitude left both feeling closer the \
                     next day.";

fn ring<'a>(window: &'a Harness<'_, State>) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(egui::Role::Button, NAME)
}

fn is_expanded(window: &Harness<'_, State>) -> Option<bool> {
    ring(window).accesskit_node().data().is_expanded()
}

#[test]
fn escape_closes_it_and_gives_the_ring_the_keyboard() {
    for (screen, route) in [("gratitude", Route::Gratitude), ("today", Route::Today)] {
        let mut window = open(screen);
        assert_eq!(is_expanded(&window), Some(false));
        assert!(window.query_by_label(FOUND).is_none());
        ring(&window).focus();
        window.run_ok();
        window.key_press(Key::Enter);
        window.run_ok();
        assert_eq!(is_expanded(&window), Some(true));
        window.get_by_label(FOUND);
        window.get_by_label("Algoe, Gable and Maisel, 2010");
        window.key_press(Key::Escape);
        window.run_ok();
        assert_eq!(window.state().route, route, "Escape also left the page");
        assert_eq!(is_expanded(&window), Some(false));
        assert!(window.query_by_label(FOUND).is_none());
        assert!(ring(&window).accesskit_node().is_focused(), "{screen}");
    }
}

#[test]
fn a_sheet_over_the_page_is_put_away_first() {
    let mut state = sample::screen("gratitude-bead").unwrap();
    state.forms.keys = true;
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(!window.state().forms.keys);
    assert_eq!(window.state().forms.why, Some(Kind::Thanks));
}

#[test]
fn another_page_begins_with_it_closed() {
    let mut window = open("gratitude-bead");
    window.get_by_label("Today").click();
    window.run_ok();
    assert_eq!((&window.state().route, window.state().forms.why), (&Route::Today, None));
    assert_eq!(is_expanded(&window), Some(false));
}

#[test]
fn it_opens_beside_the_words_or_in_their_midst() {
    for (screen, found) in [("gratitude-bead", FOUND), ("checkin-why", "A short talk once a year")]
    {
        for (size, beside) in [([1280.0, 820.0], true), ([900.0, 820.0], false)] {
            let mut window = window(sample::screen(screen).unwrap(), size, Theme::Light);
            window.run_ok();
            let note = window.get_by_label_contains(found).rect();
            let ring = ring(&window).rect();
            if beside {
                assert!(
                    note.left() > ring.right() && note.top() < ring.bottom() + 60.0,
                    "{screen}"
                );
            } else {
                assert!(note.top() > ring.bottom() && note.bottom() < 400.0, "{screen}: {note:?}");
            }
        }
    }
}

#[test]
fn a_page_without_a_head_has_it_after_the_index() {
    let mut state = sample::screen("journal").unwrap();
    let page = state.model.page.as_mut().unwrap();
    page.row.title.clear();
    page.row.whose = Whose::Theirs;
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    let below = window.get_by_label("Show all").rect().bottom();
    assert!(ring(&window).rect().top() > below);
    ring(&window).click();
    window.run_ok();
    assert_eq!(window.state().forms.why, Some(Kind::Journal));
    window.get_by_label("Aron and others, 1997");
}

#[test]
fn no_note_has_more_than_eight_lines() {
    for language in [Language::English, Language::Spanish] {
        for kind in [Kind::Thanks, Kind::Journal, Kind::Checkin] {
            language.within(|| {
                let mut lines = 0;
                let mut beside =
                    Harness::builder().with_context_setup(theme::install).build_ui(|ui| {
                        let why = why::of(kind).unwrap();
                        let rows = |text: &String| {
                            let run = run(text, Type::Aside, Color32::PLACEHOLDER);
                            text::lay(ui, &run, space::SIDE, Breaks::NoWidow).rows.len()
                        };
                        lines = why.found.iter().map(rows).sum();
                        widgets::why_note(ui, 0, &why);
                    });
                beside.run_ok();
                drop(beside);
                assert!((2..=8).contains(&lines), "{kind:?} of {language:?}: {lines} lines");
            });
        }
    }
}
