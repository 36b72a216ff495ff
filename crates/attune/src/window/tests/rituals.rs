//! Rituals and notes: marked, begun, changed and let rest by their names and by
//! keyboard; a note that is written and one that is put away; and what is reminded
//! of, when, and where it is not.

use super::{open, press, type_into, window};
use crate::window::action::{Action, Prefer, Rituals};
use crate::window::model::Phase;
use crate::window::preferences::Reminding;
use crate::window::rituals::Open;
use crate::window::route::Route;
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::{Request, Then, Update};
use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::noted::Note;
use attune_core::time::Now;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What was asked of the vault.
fn commands(window: &Harness<'_, State>) -> Vec<Command> {
    let asked = window.state().outbox.iter();
    asked
        .filter_map(|request| match request {
            Request::Do(command) => Some(command.clone()),
            _ => None,
        })
        .collect()
}

fn id(n: u8) -> DocumentId {
    DocumentId::from_bytes([n; DocumentId::LEN])
}

#[test]
fn a_ritual_is_marked_on_its_days_and_on_no_others() {
    for screen in ["rituals", "today"] {
        let mut window = open(screen);
        let coffee = window.get_by_label("Coffee before the phones: kept today");
        assert_eq!(coffee.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
        // It is a Sunday: the message is for workdays, and the reservoir rests.
        assert!(window.query_by_label("A message at lunch: kept today").is_none());
        assert!(window.query_by_label("Round the reservoir: kept today").is_none());
        window.get_by_label("Thanks before lights out: kept today").focus();
        window.run_ok();
        window.key_press(Key::Space);
        window.run_ok();
        press(&mut window, "Coffee before the phones: kept today");
        let mark = |n, kept| Command::MarkRitual { id: id(n), day: None, kept };
        assert_eq!(commands(&window), [mark(44, true), mark(41, false)], "{screen}");
    }
}

#[test]
fn a_thread_is_heard_in_words_and_says_nothing_of_what_was_not() {
    let window = open("rituals");
    window.get_by_label("Kept Monday, Tuesday, Thursday, Friday and today.");
    window.get_by_label("Resting this week.");
    window.get_by_label("Both, resting until 1 December");
    for name in ["not kept", "missed", "broken"] {
        assert!(window.query_all_by_label_contains(name).next().is_none(), "{name}");
    }
}

#[test]
fn one_is_begun_by_filling_it_in() {
    let mut window = open("rituals-first");
    press(&mut window, "Add a ritual");
    let ready = |window: &Harness<'_, State>| {
        !window.get_by_label("Keep this ritual").accesskit_node().is_disabled()
    };
    assert!(!ready(&window));
    type_into(&mut window, "What it is called", "Round the reservoir");
    for day in ["Mon", "Tue", "Wed", "Thu", "Fri"] {
        press(&mut window, day);
    }
    type_into(&mut window, "At what time, such as 21:00", "99");
    window.get_by_label("not a time yet");
    assert!(!ready(&window));
    for _ in 0..2 {
        window.key_press(Key::Backspace);
    }
    window.run_ok();
    window.get_by_label("At what time, such as 21:00").type_text("9:30");
    window.run_ok();
    window.get_by_label_contains("It stays on your own devices.").click();
    window.run_ok();
    press(&mut window, "Keep this ritual");
    let begun = Command::BeginRitual {
        name: "Round the reservoir".to_owned(),
        days: "sat,sun".parse().unwrap(),
        at: "09:30".parse().unwrap(),
        who: Who::OnlyMe,
    };
    assert_eq!(commands(&window), [begun]);
    assert_eq!(window.state().forms.rituals.open, None);
}

#[test]
fn a_ready_one_is_taken_up_and_is_there_no_more_once_it_was() {
    let mut window = open("rituals-first");
    press(&mut window, "Take up “An evening talk”");
    let [Command::BeginRitual { name, who, .. }] = &commands(&window)[..] else {
        panic!("something else was asked for")
    };
    assert_eq!((name.as_str(), *who), ("An evening talk", Who::BothWrite));
    let window = open("rituals-open");
    assert!(window.query_by_label("Take up “Coffee before the phones”").is_none());
    window.get_by_label("Take up “An evening talk”");
}

#[test]
fn one_is_changed_let_rest_and_deleted_where_its_name_opens_it() {
    let mut window = open("rituals");
    assert!(window.query_by_label("Change it").is_none());
    press(&mut window, "Thanks before lights out");
    assert_eq!(window.state().forms.rituals.open, Some(Open::Row(id(44))));
    press(&mut window, "Let it rest");
    window.get_by_label("Until 23 November");
    type_into(&mut window, "Or another day, such as 2025-11-17", "2025-11-10");
    window.get_by_label("not a day after today");
    press(&mut window, "Until 30 November");
    let until = Some("2025-11-30".parse().unwrap());
    let rests = Command::RestRitual { id: id(44), until };
    assert_eq!(commands(&window), [rests]);

    // What rests has its rest ended there.
    window.state_mut().outbox.clear();
    press(&mut window, "Round the reservoir");
    press(&mut window, "End its rest");
    assert_eq!(commands(&window), [Command::RestRitual { id: id(43), until: None }]);

    window.state_mut().outbox.clear();
    press(&mut window, "Coffee before the phones");
    press(&mut window, "Change it");
    type_into(&mut window, "What it is called", " today");
    press(&mut window, "Sun");
    press(&mut window, "Keep this ritual");
    let [Command::AlterRitual { id: changed, name, days, at }] = &commands(&window)[..] else {
        panic!("something else was asked for")
    };
    assert_eq!((*changed, name.as_deref()), (id(41), Some("Coffee before the phones today")));
    assert_eq!(days.unwrap().to_string(), "mon,tue,wed,thu,fri,sat");
    assert_eq!(at.unwrap().to_string(), "07:30");

    window.state_mut().outbox.clear();
    press(&mut window, "Coffee before the phones");
    press(&mut window, "Delete it");
    let deleted = window.state().model.deleted.as_ref().unwrap();
    assert_eq!(deleted.name, "Coffee before the phones");
    assert!(matches!(commands(&window)[..], [Command::Delete { .. }]));
}

#[test]
fn a_note_is_written_in_one_line_and_kept_by_enter() {
    let mut state = sample::screen("rituals").unwrap();
    state.forms.lines.note.text.clear();
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    type_into(&mut window, "A line for Sam to find", "There is soup.");
    window.get_by_label("Leave it for Sam");
    window.key_press(Key::Enter);
    window.run_ok();
    let out = &window.state().outbox;
    let saved = out.iter().find_map(|request| match request {
        Request::SaveDraft { draft, .. } => Some(draft.clone()),
        _ => None,
    });
    let saved = saved.unwrap();
    assert_eq!((saved.kind.as_str(), saved.body.as_str()), ("note", "There is soup."));
    let Some((slot, revision)) = out.iter().find_map(|request| match request {
        Request::Commit { slot, revision, then: Then::Leave } => Some((slot.clone(), *revision)),
        _ => None,
    }) else {
        panic!("it was not kept")
    };
    window.state_mut().receive(Update::Committed { slot, revision, id: id(60), on: None });
    window.run_ok();
    assert_eq!(window.state().forms.lines.note.text, "");
}

#[test]
fn a_note_waits_on_today_as_a_letter_until_it_is_put_away() {
    let mut window = open("today");
    let words = "I left the good mug out for you. I hope the first hour of today is an easy one.";
    window.get_by_label(words);
    press(&mut window, "Put it away");
    assert_eq!(commands(&window), [Command::Note { id: id(51), note: Note::Seen }]);
    press(&mut window, "Send a line back");
    assert_eq!(window.state().route, Route::Rituals);
    let line = window.get_by_label("A line for Sam to find");
    assert!(line.accesskit_node().is_focused());
    let done = open("today-done");
    assert!(done.query_by_label("Put it away").is_none());
}

#[test]
fn reminders_are_off_until_somebody_asks_for_them_and_say_who_may_read_them() {
    let mut window = open("rituals");
    assert_eq!(window.state().model.preferences.reminders, Reminding::Off);
    window.get_by_label_contains("Whoever sees this screen can read the name");
    press(&mut window, "Remind me here");
    assert_eq!(window.state().model.preferences.reminders, Reminding::ByName);
    let kept = window.state().outbox.iter().any(|request| matches!(request, Request::Prefer(_)));
    assert!(kept, "for this computer");
}

/// The sample evening, so many minutes later: it begins at seven on a Sunday.
fn at(state: &mut State, minutes: i64) -> Vec<String> {
    let now = Now::from_millis(1_763_316_000_000 + minutes * 60_000, 60);
    state.tick(minutes as f64 * 60.0, now);
    std::mem::take(&mut state.reminded)
}

#[test]
fn a_ritual_is_reminded_of_once_by_its_name_and_never_behind_a_lock() {
    const THANKS: &str = "Thanks before lights out";
    let to_ten = 3 * 60;
    let begin = || {
        let mut state = sample::screen("today").unwrap();
        state.act(Action::Prefer(Prefer::Reminders(Reminding::ByName)));
        state
    };
    let nothing: [&str; 0] = [];

    let mut state = begin();
    assert_eq!(at(&mut state, 0), nothing);
    let wait = state.tick(60.0, Now::from_millis(1_763_316_000_000 + 60_000, 60));
    assert_eq!(wait, Some((to_ten - 1) as f64 * 60.0), "it looks again at ten");
    assert_eq!(at(&mut state, to_ten - 1), nothing);
    assert_eq!(at(&mut state, to_ten), [THANKS]);
    assert_eq!(at(&mut state, to_ten + 1), nothing);

    let mut state = begin();
    at(&mut state, 0);
    state.model.phase = Phase::Locked;
    assert_eq!(at(&mut state, to_ten), nothing);
    state.model.phase = Phase::Open;
    assert_eq!(at(&mut state, to_ten + 5), nothing, "it went by behind the lock");

    let mut state = begin();
    at(&mut state, 0);
    let today = state.model.today;
    state.model.shown.rituals[3].kept.insert(today);
    assert_eq!(at(&mut state, to_ten), nothing, "it is kept");

    let mut state = begin();
    state.act(Action::Prefer(Prefer::Reminders(Reminding::Off)));
    at(&mut state, 0);
    assert_eq!(at(&mut state, to_ten), nothing, "nobody asked for it");
}

#[test]
fn what_is_open_closes_when_the_page_is_left() {
    let mut window = open("rituals-new");
    window.state_mut().act(Action::Rituals(Rituals::Ready(true)));
    window.state_mut().go(Route::Today);
    let form = &window.state().forms.rituals;
    assert_eq!((&form.open, form.ready), (&None, false));
}
