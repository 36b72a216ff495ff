//! What stands beside a page's words, in its margin: a mood and tags, written and
//! read.

use super::{open, window};
use crate::texts::Language;
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::Request;
use attune_core::kinds::Detail;
use attune_core::kinds::journal::Page;
use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The page as it was saved last.
fn saved(window: &Harness<'_, State>) -> Option<Page> {
    window.state().outbox.iter().rev().find_map(|ask| match ask {
        Request::SaveDraft { draft, .. } => match &draft.detail {
            Some(Detail::Journal(page)) => Some(page.clone()),
            _ => Some(Page::default()),
        },
        _ => None,
    })
}

fn types(window: &mut Harness<'_, State>, line: &str, words: &str) {
    window.get_by_label(line).focus();
    window.run_steps(2);
    window.get_by_label(line).type_text(words);
    window.run_steps(2);
}

fn page(mood: &str, tags: &[&str]) -> Page {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Page { mood: mood.to_owned(), tags, ..Page::default() }
}

#[test]
fn a_mood_and_tags_are_typed_and_finished_with_enter() {
    let mut state = sample::screen("write").unwrap();
    for page in state.forms.pages.values_mut() {
        page.margin = Default::default();
        page.read_margin();
    }
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    types(&mut window, "mood", "homes");
    window.get_by_label("Enter: homesick");
    window.key_press(Key::Enter);
    window.run_steps(2);
    assert!(window.query_by_label_contains("Enter: ").is_none());
    types(&mut window, "tags", "rain, al");
    window.key_press(Key::Enter);
    window.run_steps(80);
    assert_eq!(saved(&window), Some(page("homesick", &["allotment", "rain"])));
    // Every word is there still, and the keyboard where it was.
    assert!(window.get_by_label("tags").is_focused());
}

#[test]
fn ones_own_mood_is_kept_as_it_was_written() {
    let mut window = open("write");
    types(&mut window, "mood", "ish");
    window.run_steps(80);
    assert_eq!(saved(&window), Some(page("tenderish", &["home", "parents"])));
}

#[test]
fn the_journal_shows_whose_pages_and_what_about_one_chooses() {
    let mut window = open("journal-list");
    let choose = |window: &mut Harness<'_, State>, role: Role, name: &str| {
        window.get_by_role_and_label(role, name).click();
        window.run_ok();
    };
    let shows = |window: &Harness<'_, State>, names: &[&str], gone: &[&str]| {
        for name in names {
            assert!(window.query_by_label(name).is_some(), "no {name}");
        }
        for name in gone {
            assert!(window.query_by_label(name).is_none(), "{name}");
        }
    };
    let [drive, allotment, coat] =
        ["The drive back from Mum’s", "The allotment in the rain", "Grandad’s coat"];
    shows(&window, &[drive, allotment, coat], &[]);
    choose(&mut window, Role::CheckBox, "parents");
    shows(&window, &[drive, coat], &[allotment]);
    choose(&mut window, Role::RadioButton, "Only me");
    shows(&window, &[coat], &[drive, allotment]);
    choose(&mut window, Role::RadioButton, "Ours");
    shows(&window, &["There is no page of these."], &[drive, allotment, coat]);
    choose(&mut window, Role::RadioButton, "All");
    choose(&mut window, Role::CheckBox, "parents");
    shows(&window, &[drive, allotment, coat], &[]);
}

#[test]
fn whoever_reads_a_page_reads_its_mood_in_their_language() {
    let mut english = open("journal");
    for said in ["mood", "moved", "tags", "allotment, winter"] {
        english.get_by_label(said);
    }
    english.run_ok();
    Language::Spanish.within(|| {
        let spanish = open("journal");
        assert!(spanish.query_by_label("moved").is_none());
        spanish.get_by_label("allotment, winter");
    });
}
