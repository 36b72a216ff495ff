//! The thread of the year: a bead for each line of thanks, chosen by hand and by
//! key, read to whoever does not see it, and never more of it than can be drawn.

use super::{open, window};
use crate::window::model::{Row, Whose};
use crate::window::route::Route;
use crate::window::state::State;
use crate::window::{sample, thread};
use egui::accesskit::{Role, Toggled};
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

/// The lines as they are strung, the first first.
fn strung(state: &State) -> Vec<Row> {
    let shown = &state.model.shown;
    shown.threads.order.iter().map(|n| shown.thanks[*n as usize].clone()).collect()
}

/// The place on the thread of the chosen bead.
fn chosen(window: &Harness<'_, State>) -> Option<usize> {
    let chosen = window.state().forms.gratitude.chosen?;
    strung(window.state()).iter().position(|row| row.id == chosen)
}

fn press(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

#[test]
fn a_bead_that_is_pressed_shows_its_words_and_the_wall_goes_on_from_it() {
    let mut window = open("gratitude");
    let all = strung(window.state());
    let row = &all[all.len() - 40];
    let bead = window.get_all_by_role(Role::Button).find(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.ends_with(&row.words) && label.contains(&crate::texts::dates::day_month(row.day))
    });
    bead.expect("no such bead").click();
    window.run_ok();
    assert_eq!(window.state().forms.gratitude.chosen, Some(row.id));
    let on_the_wall = |window: &Harness<'_, State>, words: &str| {
        let found = window.query_all_by_label(words);
        found.filter(|node| node.accesskit_node().role() == Role::Label).count()
    };
    assert!(on_the_wall(&window, &row.words) > 0);
    window.get_by_label("around that day");
    let newest = "You left the good mug out for me, and the first hour of the day was an easy one.";
    assert_eq!(on_the_wall(&window, newest), 0);
    window.get_by_label("Newest first").click();
    window.run_ok();
    assert_eq!(window.state().forms.gratitude.chosen, None);
    assert_eq!(on_the_wall(&window, newest), 1);
}

#[test]
fn arrows_go_by_bead_and_by_month_and_enter_opens() {
    let mut window = open("gratitude");
    let all = strung(window.state());
    let last = all.len() - 1;
    // Before any is chosen the keyboard comes to the newest.
    let node = window.get_all_by_role(Role::Button).find(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with("Sam, 16 November")
    });
    node.expect("the newest is not there").focus();
    window.run_ok();
    press(&mut window, Key::ArrowLeft);
    assert_eq!(chosen(&window), Some(last - 1));
    press(&mut window, Key::ArrowLeft);
    assert_eq!(chosen(&window), Some(last - 2));
    press(&mut window, Key::ArrowRight);
    assert_eq!(chosen(&window), Some(last - 1));
    press(&mut window, Key::ArrowUp);
    let at = chosen(&window).unwrap();
    let month = |n: usize| all[n].day.date().month();
    assert_eq!((month(at), month(at - 1)), (10, 9), "not the first of October");
    press(&mut window, Key::ArrowDown);
    let at = chosen(&window).unwrap();
    assert_eq!((month(at), month(at - 1)), (11, 10), "not the first of November");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().route, Route::Page(all[at].id));
}

#[test]
fn for_ears_it_is_a_list_for_each_month() {
    let window = open("gratitude-bead");
    let root = window.root();
    let lists = root.children_recursive().filter(|node| node.accesskit_node().role() == Role::List);
    let named = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    let lists: Vec<_> = lists.map(|node| (named(&node), node)).collect();
    let names: Vec<&str> = lists.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..3], ["January", "February", "March"]);
    assert_eq!(names.len(), 11);
    let (_, march) = &lists[2];
    let beads: Vec<_> = march.children_recursive().collect();
    let all = strung(window.state());
    let count = all.iter().filter(|row| row.day.date().strftime("%Y-%m").to_string() == "2025-03");
    assert_eq!(beads.len(), count.count());
    let picked: Vec<_> = beads
        .iter()
        .filter(|node| node.accesskit_node().toggled() == Some(Toggled::True))
        .collect();
    let [picked] = picked.as_slice() else { panic!("{} are chosen", picked.len()) };
    assert!(named(picked).contains(", 14 March: You "), "{}", named(picked));
}

#[test]
fn another_year_has_a_thread_of_its_own() {
    let mut window = open("gratitude-bead");
    window.get_by_label("2024").click();
    window.run_ok();
    assert_eq!(window.state().forms.gratitude.chosen, None);
    window.get_by_label("Gratitude in 2024");
    window.get_by_label("2025");
    // The wall begins with that year's newest.
    window.get_by_label("December 2024");
    assert!(window.query_by_label("November 2025").is_none());
}

#[test]
fn of_very_many_lines_the_last_six_months_are_there_and_the_others_can_be() {
    let mut state = sample::screen("gratitude").unwrap();
    let shown = &mut state.model.shown;
    let one = shown.thanks[0].clone();
    let rows: Vec<Row> = (0..thread::MOST as u16 + 50)
        .map(|n| {
            let mut bytes = [3; attune_core::ids::DocumentId::LEN];
            bytes[..2].copy_from_slice(&n.to_be_bytes());
            let id = attune_core::ids::DocumentId::from_bytes(bytes);
            Row { id, day: one.day.plus(-i32::from(n / 2)), whose: Whose::Mine, ..one.clone() }
        })
        .collect();
    shown.threads = Arc::new(thread::threads(&rows));
    shown.thanks = Arc::new(rows);
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    assert!(window.query_by_label("May").is_none());
    window.get_by_label("June");
    let earlier = window.get_all_by_label("Show earlier ones").next();
    earlier.expect("no way to the others").click();
    window.run_ok();
    window.get_by_label("May");
}
