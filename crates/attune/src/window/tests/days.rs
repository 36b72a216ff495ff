//! Together: the timeline and the calendar.

use super::{open, window};
use crate::texts::region;
use crate::window::action::{self, Action};
use crate::window::choosing::{Kinds, Show, Sort};
use crate::window::route::{Level, Route};
use crate::window::sample;
use crate::window::state::State;
use crate::window::together::Of;
use crate::window::widgets;
use attune_core::time::{Day, Weekday};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn the_timeline_shows_what_is_chosen() {
    let mut window = open("together");
    window.get_by_label("The drive back from Mum’s");
    window.get_by_label("Today, Sunday 16 November");
    window.get_by_role_and_label(Role::CheckBox, "Journal").click();
    window.run_ok();
    assert!(window.query_by_label("The drive back from Mum’s").is_none());
    window.get_by_label_contains("You left the good mug");
    let none = Show { kinds: Kinds::default(), ..Show::default() };
    window.state_mut().act(Action::Together(action::Together::Show(none)));
    window.run_ok();
    window.get_by_label_contains("Nothing of this kind");
}

#[test]
fn where_there_is_no_room_beside_it_a_line_opens_what_is_shown() {
    let state = sample::screen("together").unwrap();
    let mut window = window(state, [420.0, 1_200.0], egui::Theme::Light);
    window.run_ok();
    assert!(window.query_by_label("Check-ins").is_none());
    window.get_by_label("Show: all").click();
    window.run_ok();
    window.get_by_label("Check-ins").click();
    window.run_ok();
    assert!(!window.state().forms.together.show.kinds.has(Sort::Checkins));
    window.get_by_label("Show: all but Check-ins");
    let left = window.state().model.timeline.iter();
    assert!(left.into_iter().all(|moment| !matches!(moment.of, Of::Checkin(_))));
}

fn chosen(window: &Harness<'_, State>) -> String {
    let state = window.state();
    state.forms.together.day(state.model.today).to_string()
}

#[test]
fn keys_go_from_day_to_day_through_the_whole_calendar() {
    let mut window = open("together-year");
    let today = window.state().model.today;
    assert_eq!(chosen(&window), today.to_string());
    window.get_by_label_contains("16 November. Alex and Sam wrote").focus();
    window.run_ok();
    for (key, day) in [
        (Key::ArrowRight, "2025-11-17"),
        (Key::ArrowUp, "2025-11-10"),
        (Key::ArrowUp, "2025-11-03"),
        (Key::ArrowUp, "2025-10-27"),
        (Key::ArrowLeft, "2025-10-26"),
        (Key::PageUp, "2025-09-26"),
        (Key::PageDown, "2025-10-26"),
        (Key::ArrowDown, "2025-11-02"),
    ] {
        window.key_press(key);
        window.run_ok();
        assert_eq!(chosen(&window), day, "{key:?}");
        let date: Day = day.parse().unwrap();
        let name = crate::texts::dates::day_month(date);
        let nodes = window.root().children_recursive();
        let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
        let label = focused.next().and_then(|node| node.accesskit_node().label());
        let label = label.unwrap_or_default();
        assert!(label.starts_with(&format!("{name}.")), "{key:?} leads to {label:?}");
    }
}

#[test]
fn a_month_begins_in_the_column_of_its_region() {
    // November 2025 began on a Saturday.
    for (first, column) in [(Weekday::Monday, 5), (Weekday::Sunday, 6), (Weekday::Saturday, 0)] {
        let left = |window: &Harness<'_, State>, day: &str| {
            let begins = format!("{day} November.");
            let is_it = |label: &str| label.starts_with(&begins);
            let nodes = window.root().children_recursive();
            let mut days = nodes
                .filter(|node| node.accesskit_node().label().is_some_and(|label| is_it(&label)));
            days.next().unwrap().rect().left()
        };
        region::beginning_with(first, || {
            let window = open("together-year");
            let begins = ["1", "2", "3", "4", "5", "6", "7"].map(|day| left(&window, day));
            let week = begins.into_iter().fold(f32::INFINITY, f32::min);
            assert_eq!(((begins[0] - week) / widgets::CELL).round(), column as f32, "{first:?}");
        });
    }
}

#[test]
fn a_year_of_before_is_gone_to_from_the_margin() {
    let mut window = open("together-year");
    window.get_by_label("2024").click();
    window.run_ok();
    assert_eq!(chosen(&window), "2024-11-16");
    window.get_by_label("Together in 2024");
    window.get_by_label("Grandad’s coat");
}

#[test]
fn keys_lead_to_each_part() {
    let mut window = open("today");
    for (key, level) in [
        (Key::Num2, Level::Year),
        (Key::Num3, Level::Signs),
        (Key::Num4, Level::OverTime),
        (Key::Num1, Level::Timeline),
    ] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run_ok();
        assert_eq!(window.state().route, Route::Together(level));
    }
}
