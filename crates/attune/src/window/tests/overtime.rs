//! What the months brought: as points and as a table, by ear and by keyboard alone; and
//! what is never there: a number, a comparison, a mark of what was not.

use super::{HIGH, cells, high, open, window};
use crate::window::model::Whose;
use crate::window::route::{Level, Route};
use crate::window::sample;
use crate::window::state::State;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn chosen(window: &Harness<'_, State>) -> String {
    let state = window.state();
    let chosen = state.model.shown.over_time.chosen(state.forms.together.month);
    chosen.map(|month| month.to_string()).unwrap_or_default()
}

fn key(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

#[test]
fn the_keyboard_alone_comes_to_each_month_to_the_table_and_to_the_years_days() {
    let mut window = high("over-time");
    window.state_mut().route = Route::Today;
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num4);
    window.run_ok();
    assert_eq!(window.state().route, Route::Together(Level::OverTime));
    assert_eq!(chosen(&window), "2025-11");
    let mut seen = vec![chosen(&window)];
    loop {
        key(&mut window, Key::ArrowLeft);
        if seen.last() == Some(&chosen(&window)) {
            break;
        }
        seen.push(chosen(&window));
    }
    let told: Vec<String> =
        window.state().model.shown.over_time.told().map(|month| month.to_string()).collect();
    assert_eq!(seen, told, "earlier years are reached, a month after the other");
    key(&mut window, Key::ArrowRight);
    assert_eq!(Some(&chosen(&window)), told.get(told.len() - 2));
    for as_table in [true, false] {
        key(&mut window, Key::T);
        assert_eq!(window.state().forms.together.as_table, as_table);
    }
    window.get_by_label_contains("The days of ").focus();
    window.run_ok();
    let month = chosen(&window);
    key(&mut window, Key::Enter);
    assert_eq!(window.state().route, Route::Together(Level::Year));
    let today = window.state().model.today;
    let day = window.state().forms.together.day(today);
    assert_eq!(day.month().to_string(), month);
    assert!(!window.state().model.shown.on(day).is_empty(), "the day it leads to has something");
}

#[test]
fn ears_have_the_table_whether_eyes_have_points_or_not() {
    let dots = cells(&high("over-time"));
    let table = cells(&high("over-time-table"));
    let name = (Role::Table, "What the months brought, newest first".to_owned());
    assert_eq!((&dots[0], &table[0]), (&name, &name));
    // Of the points the months that are drawn, of the table all.
    assert_eq!(dots.as_slice(), &table[..dots.len()]);
    let told = window_months("over-time");
    let months = table.iter().filter(|(role, label)| {
        *role == Role::RowHeader && !["Alex", "Sam", "Thanks", "Check-ins"].contains(&&**label)
    });
    assert_eq!(months.count(), told);
    // No row is there to say that something was not.
    assert!(table.iter().all(|(_, label)| !label.is_empty() && !label.ends_with(": ")));
    let of = |start: &str, end: &str| {
        table.iter().any(|(_, label)| label.starts_with(start) && label.ends_with(end))
    };
    assert!(of("Thanks: ", " week") && of("Check-ins: ", " week") && of("Sam: ", ""), "{table:?}");
}

fn window_months(screen: &str) -> usize {
    sample::screen(screen).unwrap().model.shown.over_time.months.len()
}

#[test]
fn nothing_is_a_number_but_a_year_and_a_page_s_day() {
    for screen in ["over-time", "over-time-table"] {
        for (_, label) in cells(&high(screen)) {
            let label = ["2023", "2024", "2025"].iter().fold(label, |l, y| l.replace(y, ""));
            assert!(!label.chars().any(|c| c.is_ascii_digit()), "{screen}: {label}");
        }
    }
}

#[test]
fn no_line_goes_from_one_month_to_another() {
    let window = open("over-time");
    for drawn in &window.output().shapes {
        if let Shape::Path(path) = &drawn.shape {
            assert!(path.closed || (path.stroke.width - 1.6).abs() > 0.01, "{:?}", path.points);
        }
    }
}

#[test]
fn who_thanked_does_not_show() {
    let screens = [Whose::Mine, Whose::Theirs].map(|whose| {
        let mut state = sample::screen("over-time").unwrap();
        let shown = &mut state.model.shown;
        let mut thanks = shown.thanks.to_vec();
        thanks.iter_mut().for_each(|row| row.whose = whose);
        let over =
            crate::window::overtime::over_time(&[], &thanks, &shown.weeks, state.model.today);
        shown.over_time = over.into();
        let mut window = window(state, HIGH, egui::Theme::Light);
        window.run_ok();
        window
    });
    let [one, other] = screens.each_ref().map(|window| format!("{:?}", window.output().shapes));
    assert!(one == other, "the same is drawn whoever thanked");
}

#[test]
fn a_page_of_the_month_is_opened_from_under_it() {
    let mut window = high("over-time");
    window.get_by_label("The allotment in the rain");
    window.get_by_label("The drive back from Mum’s").click();
    window.run_ok();
    assert!(matches!(window.state().route, Route::Page(_)));
}

#[test]
fn before_anything_is_there_it_says_what_will_be() {
    for (partner, words) in [(true, "the check-ins that you open"), (false, "for you alone")] {
        let mut state = sample::screen("over-time-empty").unwrap();
        if !partner {
            state.model.shown.partner = None;
        }
        let mut window = window(state, HIGH, egui::Theme::Light);
        window.run_ok();
        window.get_by_label_contains(words);
        assert!(cells(&window).is_empty());
        window.get_by_label("Write a page").click();
        window.run_ok();
        assert!(matches!(window.state().route, Route::Write(_)));
    }
}
