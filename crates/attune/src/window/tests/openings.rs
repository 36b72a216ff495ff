//! First words: offered where nothing was ever written, written where they are
//! chosen, and out of the way from the first letter on.

use super::{open, window};
use crate::texts;
use crate::window::lines::THANKS_SLOT;
use crate::window::model::Whose;
use crate::window::route::Route;
use crate::window::sample;
use crate::window::worker::Request;
use egui::{Event, Key, Modifiers, Theme};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

const THANKS: &str = "One thing I appreciate about your partner today";

#[test]
fn one_that_is_chosen_is_written_and_the_caret_stands_after_it() {
    let mut window = open("today-first");
    window.get_by_label("I noticed that …").click();
    window.run_ok();
    assert_eq!(window.state().forms.lines.thanks.text, "I noticed that ");
    assert!(window.get_by_label(THANKS).accesskit_node().is_focused());
    window.event(Event::Text("you waited.".to_owned()));
    window.run_ok();
    assert_eq!(window.state().forms.lines.thanks.text, "I noticed that you waited.");
    // And it is kept like what was typed.
    window.run_steps(8);
    let time = window.ctx.input(|input| input.time) + 2.0;
    let now = window.state().now();
    window.state_mut().tick(time, now);
    let kept = window.state().outbox.iter().any(|asked| match asked {
        Request::SaveDraft { draft, .. } => {
            draft.slot == THANKS_SLOT && draft.body.ends_with("waited.")
        }
        _ => false,
    });
    assert!(kept);
}

#[test]
fn they_go_with_the_first_letter_and_are_back_when_the_line_is_empty() {
    for (screen, line, words) in
        [("today-first", THANKS, "When you …"), ("write-first", "Write here", "Today I noticed …")]
    {
        let mut window = open(screen);
        assert!(window.query_by_label(words).is_some(), "{screen}");
        window.get_by_label(line).focus();
        window.run_ok();
        window.event(Event::Text("S".to_owned()));
        window.run_ok();
        assert!(window.query_by_label(words).is_none(), "{screen}");
        window.key_press(Key::Backspace);
        window.run_ok();
        assert!(window.query_by_label(words).is_some(), "{screen}");
    }
}

#[test]
fn they_begin_a_page_by_the_keyboard_alone() {
    let mut window = open("write-first");
    window.get_by_label("Write here").focus();
    window.run_ok();
    window.key_press(Key::Tab);
    window.run_ok();
    window.key_press_modifiers(Modifiers::NONE, Key::Enter);
    window.run_ok();
    let Route::Write(slot) = window.state().route.clone() else { panic!("not writing") };
    assert_eq!(window.state().forms.pages[&slot].body, "Today I noticed ");
    window.event(Event::Text("the".to_owned()));
    window.run_ok();
    assert_eq!(window.state().forms.pages[&slot].body, "Today I noticed the");
}

#[test]
fn whoever_has_written_is_not_told_how_to_begin() {
    let words = ["When you …", "Today I noticed …"];
    for screen in ["gratitude", "today", "write-new"] {
        let window = open(screen);
        assert!(words.iter().all(|words| window.query_by_label(words).is_none()), "{screen}");
    }
    // What the partner wrote is no beginning of one's own.
    let mut state = sample::screen("today").unwrap();
    let shown = &mut state.model.shown;
    Arc::make_mut(&mut shown.thanks).retain(|row| row.whose == Whose::Theirs);
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    window.get_by_label(words[0]);
}

#[test]
fn whoever_wrote_before_is_offered_a_shape_for_the_page() {
    let mut window = open("write-new");
    assert!(window.query_by_label("Today I noticed …").is_none());
    window.get_by_label("Something I keep turning over").click();
    window.run_ok();
    window.event(Event::Text("We were late.".to_owned()));
    window.run_ok();
    let Route::Write(slot) = window.state().route.clone() else { panic!("not writing") };
    let body = window.state().forms.pages[&slot].body.clone();
    assert!(body.starts_with("# What happened\nWe were late.\n\n# "), "{body:?}");
    assert!(window.query_by_label("Something I keep turning over").is_none());
    // A page that is changed has its own.
    assert!(open("write").query_by_label("The day").is_none());
}

#[test]
fn an_empty_line_for_thanks_has_the_days_help_until_one_has_thanked() {
    let all = (1..=12).map(|n| texts::of("gratitude-prompt", &n.to_string()).unwrap());
    let all: Vec<String> = all.collect();
    let mut state = sample::screen("gratitude").unwrap();
    let today = state.model.today;
    for later in 0..12 {
        state.model.today = today.plus(later);
        let mut window = window(state, [1280.0, 900.0], Theme::Light);
        window.run_ok();
        let shown = all.iter().filter(|words| window.query_by_label(words).is_some()).count();
        assert_eq!(shown, 1, "{later} days later");
        state = std::mem::replace(window.state_mut(), sample::screen("gratitude").unwrap());
    }
    let thanks = Arc::make_mut(&mut state.model.shown.thanks);
    let mine = thanks.iter_mut().find(|row| row.whose == Whose::Mine).unwrap();
    mine.day = state.model.today;
    let mut window = window(state, [1280.0, 900.0], Theme::Light);
    window.run_ok();
    assert!(all.iter().all(|words| window.query_by_label(words).is_none()));
}
