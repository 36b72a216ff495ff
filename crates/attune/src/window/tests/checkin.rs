//! The weekly check-in by its words and by keyboard: what this computer reminds of, a
//! week that turns while somebody writes, one in which the other waits, and looking
//! back through all of them.

use super::{high, open};
use crate::window::action::{self, Action, Prefer};
use crate::window::model::{Checkin, Phase};
use crate::window::route::Route;
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::{Request, Update};
use attune_core::command::Command;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::pulse::Sign;
use attune_core::time::{Now, Week};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn press(window: &mut Harness<'_, State>, name: &str) {
    window.get_by_label(name).focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
}

/// The week that is sealed, and its first answer.
fn sealed(window: &Harness<'_, State>) -> Option<(Week, String)> {
    window.state().outbox.iter().find_map(|request| match request {
        Request::Seal { command: Command::AnswerCheckin { week, answers }, .. } => {
            Some(((*week)?, answers.0[0].clone()))
        }
        _ => None,
    })
}

/// The vault says that it is the next week now.
fn turn(window: &mut Harness<'_, State>) -> Week {
    let mut shown = window.state().model.shown.clone();
    let next = shown.checkin.week.day(shown.checkin.weekday).plus(7).week();
    shown.checkin = Checkin { weekday: shown.checkin.weekday, ..Checkin::nothing(next) };
    let shown = Box::new(shown);
    window.state_mut().receive(Update::Shown { shown, came: Vec::new() });
    window.run_ok();
    next
}

/// The sample evening, so many minutes later: it begins at seven on a Sunday, which is
/// the couple's day.
fn at(state: &mut State, minutes: i64) -> Vec<String> {
    let now = Now::from_millis(1_763_316_000_000 + minutes * 60_000, 60);
    state.tick(minutes as f64 * 60.0, now);
    std::mem::take(&mut state.reminded)
}

#[test]
fn on_the_couples_day_a_neutral_name_is_said_once_and_not_to_whoever_has_answered() {
    const DAY: i64 = 24 * 60;
    let nothing: [&str; 0] = [];
    let begin = |change: fn(&mut State)| {
        let mut state = sample::screen("today").unwrap();
        state.act(Action::Prefer(Prefer::Checkin(Some("20:15".parse().unwrap()))));
        change(&mut state);
        at(&mut state, 74);
        state
    };
    let mut state = begin(|_| {});
    assert_eq!(at(&mut state, 75), ["Check-in"]);
    assert_eq!(at(&mut state, 76), nothing);
    // Not on the days between, and again on the next Sunday.
    let later: Vec<String> =
        (1..7 * 96 + 6).flat_map(|quarter| at(&mut state, 75 + quarter * 15)).collect();
    assert_eq!(later, ["Check-in"]);
    assert_eq!(DAY * 7 % 15, 0, "a quarter of an hour falls on its time");

    let answered = |state: &mut State| {
        state.model.shown.checkin.mine = Some(Answers(Default::default()));
    };
    assert_eq!(at(&mut begin(answered), 75), nothing);
    assert_eq!(at(&mut begin(|state| state.model.phase = Phase::Locked), 75), nothing);
    let off = |state: &mut State| state.act(Action::Prefer(Prefer::Checkin(None)));
    assert_eq!(at(&mut begin(off), 75), nothing);
    assert_eq!(sample::screen("today").unwrap().model.preferences.checkin, None);
}

#[test]
fn a_reminder_is_asked_for_on_the_page_and_at_a_time_of_ones_own() {
    let mut window = high("checkin-answer");
    window.get_by_label_contains("the word “Check-in” and nothing else");
    let prompt = "At what time, such as 21:00";
    assert!(window.query_by_label(prompt).is_none());
    window.get_by_label("Remind me on this computer").focus();
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    let chosen = |window: &Harness<'_, State>| {
        window.state().model.preferences.checkin.map(|at| at.to_string())
    };
    assert_eq!(chosen(&window).as_deref(), Some("18:30"));
    window.get_by_label(prompt).focus();
    window.run_ok();
    for _ in 0..2 {
        window.key_press(Key::Backspace);
    }
    window.run_ok();
    window.get_by_label("not a time yet");
    assert_eq!(chosen(&window).as_deref(), Some("18:30"), "as long as it is none");
    window.get_by_label(prompt).type_text("05");
    window.run_ok();
    assert_eq!(chosen(&window).as_deref(), Some("18:05"));
    let kept = window.state().outbox.iter().filter(|one| matches!(one, Request::Prefer(_)));
    assert_eq!(kept.count(), 2, "for this computer");
    window.get_by_label("Remind me on this computer").focus();
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    assert_eq!(chosen(&window), None);
}

#[test]
fn a_week_that_turns_takes_nothing_from_under_the_hands_that_write() {
    let mut window = high("checkin-answer");
    let week = window.state().model.shown.checkin.week;
    window.get_by_label("What I appreciated about you").focus();
    window.run_ok();
    window.get_by_label("What I appreciated about you").type_text("The lamp.");
    window.run_ok();
    let next = turn(&mut window);
    assert_ne!(week, next);
    let form = &window.state().forms.checkin;
    assert_eq!((form.week, form.answers[0].as_str()), (Some(week), "The lamp."));
    window.get_by_label("What I appreciated about you").type_text(" And the soup.");
    window.run_ok();
    press(&mut window, "Seal my answers");
    assert_eq!(sealed(&window), Some((week, "The lamp. And the soup.".to_owned())));
}

#[test]
fn what_was_begun_for_another_week_is_offered_and_never_lost() {
    let mut window = high("checkin-answer");
    let week = window.state().model.shown.checkin.week;
    window.state_mut().forms.checkin.answers[0] = "The lamp.".to_owned();
    window.state_mut().act(Action::Checkin(action::Checkin::Typed));
    window.state_mut().go(Route::Today);
    turn(&mut window);
    let saved = window.state().outbox.iter().find_map(|request| match request {
        Request::SaveDraft { draft, .. } => Some(draft.as_ref().clone()),
        _ => None,
    });
    let draft = saved.unwrap();
    assert_eq!(draft.slot, format!("checkin-{week}"));
    window.state_mut().model.shown.drafts = vec![draft.clone()];
    window.state_mut().go(Route::Checkin);
    window.run_ok();
    window.state_mut().outbox.clear();
    press(&mut window, "Use these words now");
    assert_eq!(window.state().forms.checkin.answers[0], "The lamp.");
    // The old draft goes once the words are on disk elsewhere, and not before.
    let discards = |window: &Harness<'_, State>| {
        let mut outbox = window.state().outbox.iter();
        outbox.any(|request| *request == Request::Discard(draft.slot.clone()))
    };
    assert!(!discards(&window));
    let (slot, revision) = window
        .state()
        .outbox
        .iter()
        .find_map(|request| match request {
            Request::SaveDraft { draft, revision } => Some((draft.slot.clone(), *revision)),
            _ => None,
        })
        .unwrap();
    window.state_mut().receive(Update::Kept { slot, revision });
    assert!(discards(&window));
}

#[test]
fn the_last_week_is_gone_on_with_where_it_can_still_be_answered() {
    let mut window = high("checkin-answer");
    let week = window.state().model.shown.checkin.week;
    window.state_mut().forms.checkin.answers[0] = "The lamp.".to_owned();
    window.state_mut().act(Action::Checkin(action::Checkin::Typed));
    window.state_mut().go(Route::Today);
    turn(&mut window);
    window.state_mut().go(Route::Checkin);
    window.run_ok();
    assert_eq!(window.state().forms.checkin.answers[0], "");
    // At once, before its draft is told of: the words are the last that were typed.
    window.state_mut().act(Action::Checkin(action::Checkin::Answer(week)));
    window.run_ok();
    assert_eq!(window.state().forms.checkin.answers[0], "The lamp.");
    press(&mut window, "Seal my answers");
    assert_eq!(sealed(&window), Some((week, "The lamp.".to_owned())));
}

#[test]
fn a_week_in_which_the_other_waits_can_be_answered_and_blames_nobody() {
    let mut window = high("checkin-left");
    window.get_by_label_contains("It can wait.");
    for word in ["late", "missed", "overdue", "forgot", "still has not", "waiting for you"] {
        assert!(window.query_all_by_label_contains(word).next().is_none(), "{word}");
    }
    let week = window.state().model.shown.weeks.iter().find(|week| week.asked).unwrap().week;
    // The words begun for yet another week would stand there twice.
    window.state_mut().model.shown.drafts.clear();
    press(&mut window, "Answer for 26 October");
    assert_eq!(window.state().forms.checkin.week, Some(week));
    window.get_by_label("What I appreciated about you").focus();
    window.run_ok();
    window.get_by_label("What I appreciated about you").type_text("You waited up.");
    window.run_ok();
    press(&mut window, "Seal my answers");
    assert_eq!(sealed(&window), Some((week, "You waited up.".to_owned())));
    // This week's is there again when the page is left, and was never gone.
    let done = Command::AnswerCheckin { week: Some(week), answers: Answers(Default::default()) };
    let id = attune_core::ids::DocumentId::from_bytes([7; 16]);
    window.state_mut().receive(Update::Done(done, id));
    window.state_mut().go(Route::Today);
    let state = window.state();
    assert_eq!(state.forms.checkin.week, Some(state.model.shown.checkin.week));
}

#[test]
fn all_weeks_are_looked_back_at_by_one_question_and_by_what_was_tried() {
    let mut window = high("checkin-past");
    let alex = window.get_by_label("You rang my brother for me.").rect();
    let sam = window.get_by_label("Your patience.").rect();
    assert!(alex.left() < sam.left() && sam.top() < alex.top(), "beside, the newest first");
    // An ink is not heard.
    let described = |words: &str| {
        let node = window.get_by_label(words).accesskit_node();
        node.data().description().map(str::to_owned)
    };
    assert_eq!(described("Your patience.").as_deref(), Some("Sam"));
    press(&mut window, "What we tried");
    let tried = ["Phones in the hall after nine.", "Ring him on Saturdays."];
    let tops = tried.map(|words| window.get_all_by_label(words).next_back().unwrap().rect().top());
    assert!(tops[0] < tops[1], "one week after the other");
    press(&mut window, "Week by week");
    assert!(window.query_by_label("Your patience.").is_none());
    press(&mut window, "Sunday 9 November");
    window.get_by_label("Your patience.");
}

#[test]
fn a_month_that_turns_keeps_its_form_until_it_is_left_and_then_its_words() {
    let mut window = open("signs-answer");
    let month = window.state().model.shown.pulses.now.month;
    let next = month.following();
    let mut shown = window.state().model.shown.clone();
    shown.pulses.now = crate::window::pulse::Pulse::nothing(next);
    let told = Update::Shown { shown: Box::new(shown), came: Vec::new() };
    window.state_mut().receive(told.clone());
    window.run_ok();
    let saying = &window.state().forms.pulse.saying;
    assert_eq!((saying.month, saying.level(Sign::Safe)), (Some(month), Some(5)));
    window.state_mut().go(Route::Today);
    assert_eq!(window.state().forms.pulse.saying.month, Some(next));
    // The ticks of the last month are gone on with there.
    window.state_mut().go(Route::Pulse);
    window.state_mut().act(Action::Pulse(action::Pulse::GoOn(month)));
    let saying = &window.state().forms.pulse.saying;
    assert_eq!((saying.month, saying.level(Sign::Safe)), (Some(month), Some(5)));
    window.state_mut().act(Action::Pulse(action::Pulse::Say(Sign::Enjoy, 4)));
    window.state_mut().act(Action::Pulse(action::Pulse::Say(Sign::Respect, 4)));
    window.state_mut().act(Action::Pulse(action::Pulse::Seal));
    let sealed = window.state().outbox.iter().find_map(|request| match request {
        Request::Seal { command: Command::AnswerPulse { month, .. }, .. } => *month,
        _ => None,
    });
    assert_eq!(sealed, Some(month));
}
