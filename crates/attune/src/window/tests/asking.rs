//! What pressing and typing asks of the worker.

use super::{new_page, open, window};
use crate::link::{Ask, Pairing, PairingFailure};
use crate::window::model::Phase;
use crate::window::route::Route;
use crate::window::sample;
use crate::window::screens::pairing::failure_sentence;
use crate::window::state::State;
use crate::window::typing::Kept;
use crate::window::worker::{Request, Then, Update};
use attune_core::command::{Command, Who};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[test]
fn what_is_typed_is_saved_within_a_second_and_called_saved_when_it_is() {
    let (mut window, slot) = new_page();
    window.get_by_label("Write here").type_text("The garlic came up.");
    window.step();
    assert_eq!(window.state().forms.pages[&slot].saving.state(), Kept::Soon);
    assert!(window.query_by_label("Saved, only on this device").is_none());
    // Harness steps pass a quarter of a second each.
    window.run_steps(6);
    let (draft, revision) = window
        .state()
        .outbox
        .iter()
        .find_map(|request| match request {
            Request::SaveDraft { draft, revision } => Some((draft.clone(), *revision)),
            _ => None,
        })
        .unwrap();
    assert_eq!(draft.body, "The garlic came up.");
    assert_eq!(draft.who, Who::OnlyMe);
    assert!(window.query_by_label("Saved, only on this device").is_none());
    window.state_mut().receive(Update::Kept { slot, revision });
    window.run_ok();
    window.get_by_label("Saved, only on this device");
}

#[test]
fn a_choice_of_who_is_kept_and_shares_nothing_by_itself() {
    let (mut window, slot) = new_page();
    window.get_by_label("Write here").type_text("The garlic came up.");
    window.step();
    window.get_by_label_contains("We both write").click();
    window.run_steps(4);
    assert_eq!(window.state().forms.pages[&slot].who, Who::BothWrite);
    let saved = window.state().outbox.iter().rev().find_map(|request| match request {
        Request::SaveDraft { draft, .. } => Some(draft.who),
        _ => None,
    });
    assert_eq!(saved, Some(Who::BothWrite));
}

#[test]
fn done_commits_after_saving() {
    let (mut window, slot) = new_page();
    window.get_by_label("Write here").type_text("The garlic came up.");
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run_steps(2);
    let out = &window.state().outbox;
    let saved = out.iter().position(|r| matches!(r, Request::SaveDraft { .. })).unwrap();
    let committed = out
        .iter()
        .position(|r| matches!(r, Request::Commit { slot: s, then: Then::Leave, .. } if *s == slot))
        .unwrap();
    assert!(saved < committed);
}

#[test]
fn a_page_to_be_shared_stays_a_draft_when_it_is_only_left() {
    let mut window = open("write");
    window.state_mut().outbox.clear();
    window.key_press(Key::Escape);
    window.run_steps(2);
    // The first Esc may only take the keyboard from the text.
    window.key_press(Key::Escape);
    window.run_steps(2);
    let shares = |request: &Request| matches!(request, Request::Commit { .. });
    assert!(!window.state().outbox.iter().any(shares));
    assert!(matches!(window.state().route, Route::Journal | Route::Today));
}

#[test]
fn answers_are_sealed_by_the_button() {
    let mut window = open("checkin-answer");
    window.get_by_label("What I appreciated about you").focus();
    window.step();
    window.get_by_label("What I appreciated about you").type_text("The soup.");
    window.run_steps(2);
    window.get_by_label("Seal my answers").click();
    window.run_steps(2);
    let sealed = window.state().outbox.iter().find_map(|request| match request {
        Request::Seal { command: Command::AnswerCheckin { answers, .. }, .. } => Some(answers),
        _ => None,
    });
    assert_eq!(sealed.unwrap().0[0], "The soup.");
}

#[test]
fn the_last_group_of_the_recovery_key_opens() {
    let mut window = open("firstrun-recovery");
    let is_awake = |window: &egui_kittest::Harness<'_, State>| {
        !window.get_by_label("Open Attune").accesskit_node().is_disabled()
    };
    window.get_by_label("The last four characters").focus();
    window.run_ok();
    for (typed, awake) in [("8s5", false), ("k", true), ("x", false)] {
        window.event(egui::Event::Text(typed.to_owned()));
        window.run_ok();
        assert_eq!(is_awake(&window), awake, "{typed}");
    }
    window.key_press(egui::Key::Enter);
    window.run_ok();
    assert!(matches!(window.state().model.phase, Phase::Recovery(_)));
    window.get_by_label("Not now, remind me on Sunday").click();
    window.run_ok();
    assert_eq!(window.state().model.phase, Phase::Open);
    // It is Sunday: the next one is a week away.
    let next = window.state().model.today.plus(7);
    assert_eq!(window.state().model.preferences.remind, Some(next));
}

#[test]
fn today_reminds_of_the_recovery_key_from_its_day_on() {
    let reminds = "Your recovery key is not on paper yet";
    // High enough for all of it.
    let open = || {
        let mut window =
            window(sample::screen("today-key").unwrap(), [1280.0, 1_400.0], egui::Theme::Light);
        window.run_ok();
        window
    };
    let mut window = open();
    window.get_by_label_contains(reminds);
    window.get_by_label("Remind me next Sunday").click();
    window.run_ok();
    assert!(window.query_by_label_contains(reminds).is_none());
    let next = window.state().model.today.plus(7);
    assert_eq!(window.state().model.preferences.remind, Some(next));
    let mut window = open();
    window.get_by_label("Show the recovery key").click();
    window.run_ok();
    assert_eq!(window.state().route, crate::window::route::Route::Us);
    assert!(window.state().outbox.contains(&Request::RecoveryKey));
}

#[test]
fn consent_shares_what_stays_ticked() {
    let mut window = open("pair-consent");
    window.get_by_label("A page to read: The allotment in the rain").click();
    window.run_steps(2);
    window.get_by_label("Yes, pair with Sam").click();
    window.run_steps(2);
    let wishes: Vec<_> = window.state().model.shown.wishes.iter().map(|row| row.id).collect();
    let yes = Request::Ask(Ask::Yes { chosen: vec![wishes[0]] });
    assert!(window.state().outbox.contains(&yes));
}

#[test]
fn each_way_a_pairing_fails_has_its_own_sentence() {
    let word = |nearest: Option<&str>| PairingFailure::UnknownWord {
        typed: "lanturn".to_owned(),
        nearest: nearest.map(str::to_owned),
    };
    let all = [
        PairingFailure::WrongWords,
        word(None),
        word(Some("lantern")),
        PairingFailure::NobodyFound,
        PairingFailure::NobodyCame,
        PairingFailure::NotReached,
        PairingFailure::Busy,
        PairingFailure::TheySaidNo,
        PairingFailure::Cancelled,
        PairingFailure::TimedOut,
        PairingFailure::VersionsDiffer,
        PairingFailure::ConnectionLost,
        PairingFailure::LostAfterConsent,
        PairingFailure::BadInvitation,
        PairingFailure::Elsewhere,
        PairingFailure::WordCount(2),
        PairingFailure::NowhereToLook,
        PairingFailure::AlreadyPaired,
        PairingFailure::NoNetwork,
        PairingFailure::LostUncompleted,
        PairingFailure::NotStoredThere,
        PairingFailure::NotStored,
        PairingFailure::Broken,
        PairingFailure::NoConnection,
        PairingFailure::Fault("The cat sat on it.".to_owned()),
    ];
    let sentences: BTreeSet<String> = all.iter().map(failure_sentence).collect();
    assert_eq!(sentences.len(), all.len());
    // A window says nothing that only a terminal can do.
    for sentence in &sentences {
        for words in ["ATTUNE_", "--", "attune "] {
            assert!(!sentence.contains(words), "{sentence}");
        }
    }
    for failure in all {
        let mut state = sample::screen("pair-wrong").unwrap();
        let sentence = failure_sentence(&failure);
        state.model.pairing = Pairing::Failed(failure);
        let mut window = super::window(state, [420.0, 820.0], egui::Theme::Light);
        window.run_ok();
        window.get_by_label(&sentence);
    }
}

#[test]
fn after_wrong_words_new_ones_are_asked_for() {
    let mut window = open("pair-wrong");
    window.get_by_label("Type new words").click();
    window.run_steps(2);
    assert!(window.state().outbox.contains(&Request::Ask(Ask::Cancel)));
    assert_eq!(window.state().model.pairing, Pairing::Idle);
    window.get_by_label("First word");
}

#[test]
fn where_nobody_is_found_an_invitation_is_a_press_away() {
    let mut window = open("pair-nobody");
    window.get_by_label("I have an invitation").click();
    window.run_steps(2);
    window.get_by_label("Paste the invitation");
}

#[test]
fn an_invitation_is_copied_and_kept_as_a_file() {
    let mut window = open("pair-show");
    let Pairing::Ready { invitation, .. } = window.state().model.pairing.clone() else {
        panic!("no words")
    };
    window.get_by_label("Copy the invitation").click();
    window.run_steps(2);
    assert_eq!(window.state().clipboard.as_ref(), Some(&invitation));
    window.get_by_label("Keep it as a file").click();
    window.run_steps(2);
    assert!(window.state().outbox.contains(&Request::KeepInvitation(invitation)));
    let file = std::path::PathBuf::from("/home/alex/attune-invitation.txt");
    window.state_mut().receive(Update::InvitationKept(file));
    window.run_steps(2);
    window.get_by_label_contains("/home/alex/attune-invitation.txt");
}

/// A file that was dropped on the window.
#[derive(Debug)]
pub(super) struct Dropped(pub(super) PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the worker reads it, and not the window".to_owned())
    }
}

#[test]
fn a_dropped_invitation_is_read_where_words_are_typed_and_nowhere_else() {
    let file = PathBuf::from("/tmp/an invitation");
    for (screen, expected) in [("pair-type", 1), ("pair-show", 0), ("today", 0)] {
        let mut window = open(screen);
        window.input_mut().dropped_files.push(Arc::new(Dropped(file.clone())));
        window.run_ok();
        let asked = window.state().outbox.iter();
        let asked = asked
            .filter(|request| matches!(request, Request::ReadInvitation(read) if *read == file));
        assert_eq!(asked.count(), expected, "{screen}");
        assert_eq!(window.state().forms.pairing.by_invitation, expected == 1, "{screen}");
    }
}
