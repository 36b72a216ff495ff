//! A pause in the window: the control for it on every page, the question and its
//! breath, the circle, one's own side, and the way back.

use super::{open, turn_to, window, window_at};
use crate::window::model::{Model, Phase, Whose};
use crate::window::pausing::{Pause, Stage, What};
use crate::window::route::Route;
use crate::window::sample;
use crate::window::state::State;
use crate::window::theme::motion;
use crate::window::worker::{Request, Update};
use attune_core::command::{Command, Pausing, Who};
use attune_core::ids::{DocumentId, RecordHash};
use attune_core::vault::Draft;
use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::time::Duration;

fn has(window: &Harness<'_, State>, name: &str) -> bool {
    window.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        let mut told = [node.label(), node.value()].into_iter().flatten();
        told.any(|words| words.replace('\n', " ").starts_with(name))
    })
}

fn focused(window: &Harness<'_, State>) -> Option<String> {
    let mut nodes = window.root().children_recursive();
    let focused = nodes.find(|node| node.accesskit_node().is_focused());
    focused.map(|node| node.accesskit_node().label().unwrap_or_default())
}

fn press(window: &mut Harness<'_, State>, key: Key) {
    window.key_press(key);
    window.run_ok();
}

/// What was asked in a pause, in its order.
fn asked(window: &Harness<'_, State>) -> Vec<Pausing> {
    let all = window.state().outbox.iter();
    all.filter_map(|request| match request {
        Request::Do(Command::Pause(what)) => Some(what.clone()),
        Request::Seal { command: Command::Pause(what), .. } => Some(what.clone()),
        _ => None,
    })
    .collect()
}

/// Tells the window of a pause, or that there is none.
fn told(state: &mut State, pause: Option<Pause>) {
    let mut shown = state.model.shown.clone();
    shown.pause = pause;
    state.receive(Update::Shown { shown: Box::new(shown), came: Vec::new() });
}

fn sample_pause(name: &str) -> Pause {
    sample::screen(name).unwrap().model.shown.pause.unwrap()
}

#[test]
fn the_control_is_on_every_page_by_pointer_and_by_its_key() {
    for size in [[1280.0, 820.0], [860.0, 820.0], [420.0, 820.0]] {
        let mut window = window(sample::screen("today").unwrap(), size, Theme::Light);
        for (name, _) in sample::SCREENS {
            let state = sample::screen(name).unwrap();
            let open = matches!(state.model.phase, Phase::Open);
            let paused = state.paused().is_some();
            let unpaired = state.model.shown.partner.is_none();
            let pairing = matches!(state.route, Route::Pairing(_));
            let on_it = state.route == Route::Pause && paused;
            if !open || on_it || (pairing && unpaired && name != "paired") {
                continue;
            }
            turn_to(&mut window, state);
            let over = window.state().forms.keys || window.state().forms.pause.asking.is_some();
            let buttons = window.root().children_recursive().filter(|node| {
                let node = node.accesskit_node();
                node.role() == Role::Button && node.label().as_deref() == Some("Pause")
            });
            let hidden = name == "only-the-page";
            let buttons = buttons.count();
            assert!(hidden || buttons > 0, "{name} at {size:?}");
            if over || window.state().forms.us.leave {
                continue;
            }
            press(&mut window, Key::F8);
            let state = window.state();
            let leads = paused && state.route == Route::Pause;
            assert!(leads || state.forms.pause.asking.is_some(), "{name} at {size:?}");
        }
    }
}

#[test]
fn the_question_begins_at_pause_and_goes_by_keyboard_alone() {
    let mut window = open("today");
    press(&mut window, Key::F8);
    assert_eq!(focused(&window).as_deref(), Some("Pause"));
    // The choices come before it; the other answer after.
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Not now"));
    press(&mut window, Key::Escape);
    assert_eq!(window.state().forms.pause.asking, None);
    assert_eq!(asked(&window), []);

    press(&mut window, Key::F8);
    press(&mut window, Key::Enter);
    assert_eq!(asked(&window), [Pausing::Begin(30)]);
    // Its page is there once it is.
    assert_eq!(window.state().route, Route::Today);
    told(window.state_mut(), Some(sample_pause("pause")));
    window.run_ok();
    assert_eq!(window.state().route, Route::Pause);
    press(&mut window, Key::F8);
    assert_eq!(focused(&window).as_deref(), Some("I am ready"));
    press(&mut window, Key::Space);
    assert_eq!(asked(&window).last(), Some(&Pausing::Ready));
    press(&mut window, Key::Escape);
    assert_eq!(window.state().route, Route::Today);
}

#[test]
fn a_time_of_ones_own_is_typed_and_too_soon_a_one_waits() {
    let mut window = open("pause-ask");
    window.get_by_label_contains("Another time").click();
    window.run_ok();
    let is_awake = |window: &Harness<'_, State>| {
        !window.get_all_by_label("Pause").last().unwrap().accesskit_node().is_disabled()
    };
    assert!(!is_awake(&window));
    for (typed, awake) in [("19:10", false), ("21:15", true)] {
        let line = window.get_by_label_contains("The time, such as");
        line.focus();
        window.run_ok();
        window.state_mut().forms.pause.asking.as_mut().unwrap().time = typed.to_owned();
        window.run_ok();
        assert_eq!(is_awake(&window), awake, "{typed}");
    }
    press(&mut window, Key::Enter);
    assert_eq!(asked(&window), [Pausing::Begin(135)]);
}

#[test]
fn a_breath_asks_for_nothing_and_leads_back_to_the_question() {
    let mut window = open("pause-ask");
    window.get_by_label_contains("First, a breath").click();
    window.run_ok();
    window.get_by_label("Breathe").click();
    window.run_ok();
    assert!(has(&window, "A circle to breathe with."));
    // A quarter of a second a step: a minute later it is asked again.
    window.run_steps(245);
    assert!(has(&window, "Pause, and come back at"));
    window.get_by_label("Not now").click();
    window.run_ok();
    assert_eq!(window.state().forms.pause.asking, None);
    assert_eq!(asked(&window), []);
}

/// How soon the next frame is wanted.
fn due(window: &Harness<'_, State>) -> Duration {
    let root = &window.output().viewport_output[&egui::ViewportId::ROOT];
    root.repaint_delay
}

#[test]
fn the_circle_rests_after_twenty_breaths_and_costs_nothing_then() {
    for moves in [true, false] {
        let mut window =
            window_at(sample::screen("pause").unwrap(), [1280.0, 820.0], Theme::Light, 1.0);
        motion::set(&window.ctx, moves);
        window.run_ok();
        window.run_steps(5);
        let soon = if moves { Duration::from_millis(40) } else { Duration::from_secs(6) };
        assert!(due(&window) <= soon, "{moves}: {:?}", due(&window));
        // Still, its words turn and it does not.
        assert!(moves || due(&window) > Duration::from_millis(100), "{:?}", due(&window));
        window.run_steps(200);
        assert!(due(&window) > Duration::from_secs(20), "{moves}: {:?}", due(&window));
        window.get_by_label_contains("A circle to breathe with").focus();
        press(&mut window, Key::Space);
        window.step();
        assert!(due(&window) <= soon, "{moves}: {:?}", due(&window));
    }
}

#[test]
fn ones_own_side_is_a_draft_that_nobody_else_has_until_it_is_shared() {
    let mut state = sample::screen("pause").unwrap();
    state.forms.lines = Default::default();
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    let label = "What would a friend of you both have seen";
    window.get_by_label_contains(label).focus();
    window.run_ok();
    window.event(egui::Event::Text("Alex came home late.".to_owned()));
    window.run_steps(6);
    let drafts = |window: &Harness<'_, State>| -> Vec<Draft> {
        let all = window.state().outbox.iter();
        all.filter_map(|request| match request {
            Request::SaveDraft { draft, .. } => Some((**draft).clone()),
            _ => None,
        })
        .collect()
    };
    let draft = drafts(&window).pop().unwrap();
    assert_eq!((draft.slot.as_str(), draft.kind.as_str()), ("side", "side"));
    assert_eq!((draft.body.as_str(), draft.who), ("Alex came home late.", Who::OnlyMe));
    assert!(!has(&window, "Share with Sam"));
    // Also when the window goes away before a second has passed.
    window.event(egui::Event::Text(" And tired.".to_owned()));
    window.step();
    window.state_mut().save_all();
    assert_eq!(drafts(&window).pop().unwrap().body, "Alex came home late. And tired.");

    let committed = |window: &Harness<'_, State>| {
        let mut all = window.state().outbox.iter();
        all.any(|request| matches!(request, Request::Commit { slot, .. } if slot == "side"))
    };
    window.get_by_label_contains("Sam may read").click();
    window.run_ok();
    assert!(!committed(&window), "a choice shares nothing by itself");
    window.get_by_label("Share with Sam").click();
    window.run_ok();
    assert!(committed(&window));
    assert_eq!(drafts(&window).pop().unwrap().who, Who::PartnerReads);
}

#[test]
fn nobodys_side_is_taken_from_under_their_hands() {
    let mut window = open("pause");
    window.get_by_label_contains("What would a friend of you both have seen").focus();
    window.run_ok();
    told(window.state_mut(), Some(sample_pause("pause-back")));
    window.run_ok();
    window.event(egui::Event::Text(" to be kind.".to_owned()));
    window.run_ok();
    let typed = &window.state().forms.lines.side.text;
    assert!(typed.ends_with("trying to be kind."), "{typed}");
    assert!(!has(&window, "Are we on"));
    window.get_by_label("I have finished").click();
    window.run_ok();
    assert!(has(&window, "Are we on"));
    // Nor is somebody who looks at a pause told once more that there is one.
    let other = DocumentId::from_bytes([9; 16]);
    told(window.state_mut(), Some(Pause { id: Some(other), ..sample_pause("pause") }));
    window.run_ok();
    assert!(!window.state().forms.pause.came);
    assert_eq!(window.state().route, Route::Pause);
}

#[test]
fn a_side_that_was_not_shared_is_kept_for_oneself_when_the_pause_is_over() {
    let mut state = sample::screen("pause-share").unwrap();
    assert_eq!(state.forms.lines.side.who, Who::PartnerReads);
    told(&mut state, None);
    assert_eq!(state.route, Route::Pause);
    assert_eq!(state.forms.pause.ended, Some(None));
    assert_eq!(state.forms.lines.side.who, Who::OnlyMe);
    let commits =
        |request: &&Request| matches!(request, Request::Commit { slot, .. } if slot == "side");
    assert_eq!(state.outbox.iter().filter(commits).count(), 1);
    // Nor is it done twice.
    told(&mut state, None);
    assert_eq!(state.outbox.iter().filter(commits).count(), 1);
}

#[test]
fn the_time_is_moved_once_and_what_is_true_of_it_is_said() {
    let mut window = open("pause");
    assert!(has(&window, "26 minutes from now. Each of you can move it once."));
    window.get_by_label("Move the time").click();
    window.run_ok();
    press(&mut window, Key::Enter);
    // From now on, and so four minutes more from the beginning.
    assert_eq!(asked(&window), [Pausing::Move(34)]);
    let moved = Pause {
        moved: Some((Whose::Mine, sample_pause("pause").until)),
        may_move: false,
        ..sample_pause("pause")
    };
    told(window.state_mut(), Some(moved));
    window.run_ok();
    assert!(!has(&window, "Move the time"));
    assert!(has(&window, "You moved it, from 19:26. Sam can move it once, too."));
    let theirs = open("pause-moved");
    assert!(has(&theirs, "Sam moved it, from 19:16. You can move it once, too."));
}

#[test]
fn that_one_is_ready_stays_ones_own_word() {
    let window = open("pause-moved");
    let said = window.get_by_label("You have said it");
    assert!(said.accesskit_node().is_disabled());
    assert!(!has(&window, "I am ready"));
    assert!(has(&window, "Ready shows on Sam’s screen only when you have both said it."));
}

#[test]
fn no_answer_shows_before_both_are_given() {
    let mut window = open("pause-back");
    assert!(has(&window, "Are we on"));
    let answers =
        |model: &Model| model.shown.pause.as_ref().map(|pause| (pause.mine, pause.theirs));
    assert_eq!(answers(&window.state().model), Some((None, None)));
    assert!(window.get_by_label("Say it").accesskit_node().is_disabled());
    window.get_by_label("Yes").focus();
    press(&mut window, Key::Space);
    assert_eq!(asked(&window), [], "chosen is not said");
    window.get_by_label("Say it").click();
    window.run_ok();
    assert_eq!(asked(&window), [Pausing::Team(true)]);
    let mine = Pause { mine: Some(true), ..sample_pause("pause-back") };
    told(window.state_mut(), Some(mine));
    window.run_ok();
    assert!(has(&window, "Sam’s answer shows once both are given."));
    assert!(!has(&window, "One small next step") && !has(&window, "Agree on this"));
    let team = open("pause-team");
    assert!(!has(&team, "Sam’s answer shows"));
    let yes = team.root().children_recursive().filter(|node| {
        node.accesskit_node().value().or(node.accesskit_node().label()).as_deref() == Some("Yes.")
    });
    assert!(yes.count() >= 2);
}

#[test]
fn one_step_is_proposed_agreed_to_or_put_in_other_words() {
    let mut window = open("pause-team");
    assert!(has(&window, "Sam’s words."));
    let name = RecordHash::from_bytes([1; 32]);
    window.get_by_label("Agree on this").click();
    window.run_ok();
    assert_eq!(asked(&window), [Pausing::Agree(name)]);
    window.get_by_label("Change the words").click();
    window.run_ok();
    let begun = &window.state().forms.lines.step.text;
    assert!(begun.starts_with("If it will be after seven"), "{begun}");
    window.state_mut().forms.lines.step.text = "A message before six.".to_owned();
    window.get_by_label("One small next step").focus();
    press(&mut window, Key::Enter);
    let words = Pausing::Next("A message before six.".to_owned());
    assert_eq!(asked(&window).last(), Some(&words));
    window
        .state_mut()
        .receive(Update::Done(Command::Pause(words), DocumentId::from_bytes([1; 16])));
    assert_eq!(window.state().forms.lines.step.text, "");

    let mut agreed = sample_pause("pause-team");
    agreed.steps[0].agreed = true;
    told(window.state_mut(), Some(agreed));
    window.run_ok();
    assert!(has(&window, "You have both agreed on this."));
    assert!(!has(&window, "End without a step"));
    window.get_by_label("End the pause").click();
    window.run_ok();
    assert_eq!(asked(&window).last(), Some(&Pausing::Close));
    told(window.state_mut(), None);
    window.run_ok();
    assert!(has(&window, "The pause is over"));
    window.get_by_label("Back to Today").click();
    window.run_ok();
    assert_eq!((&window.state().route, &window.state().forms.pause.ended), (&Route::Today, &None));
}

#[test]
fn it_ends_without_a_step_as_well_and_can_be_made_longer() {
    let mut window = open("pause-team");
    window.get_by_label("End without a step").click();
    window.run_ok();
    assert_eq!(asked(&window), [Pausing::Close]);
    window.state_mut().outbox.clear();
    window.get_by_label("A longer pause").click();
    window.run_ok();
    let asking = window.state().forms.pause.asking.clone().unwrap();
    assert_eq!(asking.what, What::Longer);
    press(&mut window, Key::Enter);
    assert_eq!(asked(&window), [Pausing::Close, Pausing::Begin(30)]);
}

#[test]
fn what_the_partner_begins_shows_unless_somebody_writes() {
    let theirs = Pause { by: Whose::Theirs, ..sample_pause("pause") };
    let mut reading = open("journal-list");
    told(reading.state_mut(), Some(theirs.clone()));
    reading.run_ok();
    assert_eq!(reading.state().route, Route::Pause);
    // Whoever goes away from it is not brought back.
    press(&mut reading, Key::Escape);
    let again = Pause { ready: true, ..theirs.clone() };
    told(reading.state_mut(), Some(again));
    reading.run_ok();
    assert_eq!(reading.state().route, Route::Today);
    assert!(has(&reading, "Together again at 19:26"), "Today begins with it");

    let (mut writing, slot) = super::new_page();
    writing.get_by_label("Write here").type_text("Half a sen");
    writing.run_ok();
    told(writing.state_mut(), Some(theirs.clone()));
    writing.run_ok();
    assert_eq!(writing.state().route, Route::Write(slot.clone()));
    assert_eq!(writing.state().forms.pages[&slot].body, "Half a sen");
    assert_eq!(focused(&writing).as_deref(), Some("Write here"));
    assert!(has(&writing, "There is a pause now."));
    writing.get_by_label("To the pause").click();
    writing.run_ok();
    assert_eq!(writing.state().route, Route::Pause);
    assert!(!writing.state().forms.pause.came);

    // A line under the keyboard is a text as well.
    let mut line = open("gratitude");
    line.get_by_label("One thing I appreciate about Sam today").focus();
    line.run_ok();
    told(line.state_mut(), Some(theirs));
    line.run_ok();
    assert_eq!(line.state().route, Route::Gratitude);
    assert!(has(&line, "There is a pause now."));
}

#[test]
fn its_coming_is_told_to_whoever_listens() {
    let is_live = |window: &Harness<'_, State>, begins: &str| {
        window.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            let words = node.label().or(node.value()).unwrap_or_default();
            words.starts_with(begins) && node.data().live() == Some(egui::accesskit::Live::Polite)
        })
    };
    assert!(is_live(&open("pause"), "You have both stopped."));
    assert!(is_live(&open("pause-came"), "There is a pause now."));
}

#[test]
fn time_that_has_come_leads_back_without_anybody_pressing() {
    let mut pause = sample_pause("pause");
    let mut state = sample::screen("pause").unwrap();
    pause.until = state.now().at;
    assert_eq!(pause.stage, Stage::Apart);
    told(&mut state, Some(pause));
    let mut window = window(state, [1280.0, 820.0], Theme::Light);
    window.run_ok();
    assert!(has(&window, "Are we on"));
    assert!(has(&window, "It is time"));
}

#[test]
fn alone_it_works_as_well_and_nobody_is_told() {
    let mut window = open("today-first");
    press(&mut window, Key::F8);
    press(&mut window, Key::Enter);
    assert_eq!(asked(&window), []);
    assert_eq!(window.state().route, Route::Pause);
    assert!(has(&window, "Until 19:30"));
    assert!(has(&window, "Only here, while this window is open"));
    window.state_mut().forms.lines.side.text = "I was tired.".to_owned();
    press(&mut window, Key::F8);
    assert_eq!(focused(&window).as_deref(), Some("End the pause"));
    press(&mut window, Key::Enter);
    assert!(has(&window, "The pause is over"));
    let commits =
        |request: &Request| matches!(request, Request::Commit { slot, .. } if slot == "side");
    assert!(window.state().outbox.iter().any(commits), "what was written is kept");
    assert_eq!(asked(&window), []);
}
