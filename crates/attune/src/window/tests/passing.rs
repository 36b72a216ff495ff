//! What the state makes of what the worker tells, and of time.

use crate::link::{Pairing, PairingFailure, Told};
use crate::window::action::{Action, Page, Writing as Asked};
use crate::window::model::Phase;
use crate::window::route::{PairingWay, Route};
use crate::window::sample;
use crate::window::state::State;
use crate::window::worker::{Begun, Request, Then, Update};
use attune_core::command::Who;
use attune_core::ids::DocumentId;
use attune_core::kinds::{Detail, journal};

fn id(n: u8) -> DocumentId {
    DocumentId::from_bytes([n; DocumentId::LEN])
}

/// A page that both write, under this person's hands.
fn both_write() -> (State, String) {
    let mut state = sample::couple();
    state.act(Action::Page(Page::Edit(id(3))));
    state.receive(Update::Begun(begun("One. Two.")));
    state.outbox.clear();
    let slot = id(3).to_string();
    assert_eq!(state.route, Route::Write(slot.clone()));
    (state, slot)
}

fn begun(body: &str) -> Begun {
    Begun {
        detail: None,
        slot: id(3).to_string(),
        id: id(3),
        kind: "journal".to_owned(),
        title: "Norway".to_owned(),
        body: body.to_owned(),
        both: true,
        shared: true,
        unfinished: false,
    }
}

fn type_on(state: &mut State, slot: &str, body: &str, time: f64) {
    let now = state.now();
    state.tick(time, now);
    state.forms.pages.get_mut(slot).unwrap().body = body.to_owned();
    state.act(Action::Writing(Asked::Typed));
}

fn commits(state: &State) -> Vec<Then> {
    let commit = |request: &Request| match request {
        Request::Commit { then, .. } => Some(*then),
        _ => None,
    };
    state.outbox.iter().filter_map(commit).collect()
}

#[test]
fn a_page_that_both_write_goes_out_on_a_pause() {
    let (mut state, slot) = both_write();
    type_on(&mut state, &slot, "One. Two. Three.", 10.0);
    let now = state.now();
    state.tick(11.0, now);
    assert!(commits(&state).is_empty());
    state.tick(12.1, now);
    assert_eq!(commits(&state), [Then::GoOn]);
    // Typed on before the answer, which holds what the partner wrote.
    type_on(&mut state, &slot, "One. Two. Three. Four.", 12.2);
    let on = Some(begun("Zero. One. Two. Three."));
    state.receive(Update::Committed { slot: slot.clone(), revision: 1, id: id(3), on });
    let page = &state.forms.pages[&slot];
    assert_eq!(page.body, "Zero. One. Two. Three. Four.");
    assert!(page.is_changed());
}

#[test]
fn a_page_with_tags_goes_out_once_and_takes_in_those_of_the_other() {
    let tagged = |tags: &[&str]| {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Some(Detail::Journal(journal::Page { tags, ..Default::default() }))
    };
    let (mut state, slot) = both_write();
    let now = state.now();
    state.tick(10.0, now);
    state.forms.pages.get_mut(&slot).unwrap().margin.tags = "ferry".to_owned();
    state.act(Action::Writing(Asked::Margin));
    state.tick(12.1, now);
    assert_eq!(commits(&state), [Then::GoOn]);
    // Typed on before the answer, which has a tag of the partner's.
    state.forms.pages.get_mut(&slot).unwrap().margin.tags = "ferry, rain".to_owned();
    state.act(Action::Writing(Asked::Margin));
    let on = Begun { detail: tagged(&["ferry", "fjord"]), ..begun("One. Two.") };
    state.receive(Update::Committed { slot: slot.clone(), revision: 1, id: id(3), on: Some(on) });
    let all = ["ferry", "fjord", "rain"];
    assert_eq!(state.forms.pages[&slot].detail, tagged(&all));
    assert_eq!(state.forms.pages[&slot].margin.tags, "ferry, fjord, rain");
    // What is on both sides now is no change.
    state.outbox.clear();
    state.tick(14.5, now);
    assert_eq!(commits(&state), [Then::GoOn]);
    let on = Begun { detail: tagged(&all), ..begun("One. Two.") };
    state.receive(Update::Committed { slot: slot.clone(), revision: 2, id: id(3), on: Some(on) });
    state.outbox.clear();
    state.tick(20.0, now);
    assert!(commits(&state).is_empty() && !state.forms.pages[&slot].is_changed());
}

#[test]
fn a_mood_without_a_word_stays_a_draft() {
    let mut state = sample::screen("write-new").unwrap();
    let Route::Write(slot) = state.route.clone() else { panic!("not writing") };
    state.forms.pages.get_mut(&slot).unwrap().margin.mood = "tired".to_owned();
    state.act(Action::Writing(Asked::Margin));
    state.act(Action::Go(Route::Today));
    let saved = state.outbox.iter().any(|asked| match asked {
        Request::SaveDraft { draft, .. } => draft.detail.is_some(),
        _ => false,
    });
    assert!(saved && commits(&state).is_empty());
}

#[test]
fn a_choice_alone_shares_nothing() {
    let mut state = sample::screen("write-both").unwrap();
    let slot = "page-1".to_owned();
    let page = state.forms.pages.get_mut(&slot).unwrap();
    page.who = Who::OnlyMe;
    page.saving = Default::default();
    state.act(Action::Writing(Asked::For(Who::BothWrite)));
    let now = state.now();
    state.tick(1.0, now);
    state.act(Action::Writing(Asked::For(Who::OnlyMe)));
    state.tick(9.0, now);
    assert!(commits(&state).is_empty());
}

#[test]
fn an_untouched_page_takes_in_what_the_partner_wrote() {
    let (mut state, slot) = both_write();
    let mut page = {
        let mut other = sample::screen("page-both").unwrap();
        other.model.page.take().unwrap()
    };
    page.row.id = id(3);
    page.row.title = "Norway".to_owned();
    page.body = "One. Two. From Sam.".to_owned();
    state.receive(Update::Page(Some(Box::new(page))));
    assert_eq!(commits(&state), [Then::GoOn]);
    let on = Some(begun("One. Two. From Sam."));
    state.receive(Update::Committed { slot: slot.clone(), revision: 0, id: id(3), on });
    assert_eq!(state.forms.pages[&slot].body, "One. Two. From Sam.");
    assert!(!state.forms.pages[&slot].is_changed());
}

#[test]
fn a_failed_save_keeps_the_words_and_tries_again() {
    let (mut state, slot) = both_write();
    type_on(&mut state, &slot, "One. Two. Three.", 10.0);
    state.act(Action::Writing(Asked::Done));
    state.receive(Update::NotKept { slot: slot.clone(), why: "The disk is full.".to_owned() });
    assert_eq!(state.forms.pages[&slot].body, "One. Two. Three.");
    assert!(state.model.trouble.is_some());
    // Also when the page is left meanwhile.
    state.go(Route::Today);
    state.receive(Update::NotKept { slot: slot.clone(), why: "The disk is full.".to_owned() });
    assert_eq!(state.forms.pages[&slot].body, "One. Two. Three.");
    state.outbox.clear();
    let now = state.now();
    state.tick(60.0, now);
    assert!(state.outbox.iter().any(|request| matches!(request, Request::SaveDraft { .. })));
}

#[test]
fn a_deletion_is_final_when_its_page_is_left() {
    let mut state = sample::screen("journal").unwrap();
    state.act(Action::Page(Page::Delete(id(2))));
    let Some(Request::Do(command)) = state.outbox.pop() else { panic!("nothing asked") };
    state.receive(Update::Done(command, id(2)));
    assert_eq!(state.route, Route::Journal);
    assert!(!state.outbox.contains(&Request::FinishDeletions));
    assert!(state.model.deleted.is_some());
    state.go(Route::Today);
    assert!(state.outbox.contains(&Request::FinishDeletions));
    let now = state.now();
    state.tick(601.0, now);
    assert!(state.model.deleted.is_none());
}

#[test]
fn the_recovery_key_shows_until_it_is_written_down() {
    let mut state = sample::screen("firstrun-recovery").unwrap();
    let shown = state.model.shown.clone();
    state.receive(Update::Shown { shown: Box::new(shown), came: Vec::new() });
    assert!(matches!(state.model.phase, Phase::Recovery(_)));
    state.act(Action::Door(crate::window::action::Door::WrittenDown));
    assert!(matches!(state.model.phase, Phase::Recovery(_)), "nothing of it was typed");
    state.forms.door.last_group.0.push_str("8s5k");
    state.act(Action::Door(crate::window::action::Door::WrittenDown));
    assert_eq!(state.model.phase, Phase::Open);
    assert!(state.forms.door.last_group.0.is_empty());
}

#[test]
fn leaving_the_pairing_screen_ends_the_pairing() {
    let mut state = sample::screen("pair-show").unwrap();
    state.receive(Update::Link(Told::Pairing(Pairing::Confirming)));
    state.go(Route::Today);
    assert!(state.outbox.contains(&Request::Ask(crate::link::Ask::Cancel)));
    assert_eq!(state.model.pairing, Pairing::Idle);
}

#[test]
fn a_way_that_led_nowhere_does_not_stand_in_the_next() {
    let mut state = sample::screen("pair-wrong").unwrap();
    state.go(Route::Pairing(PairingWay::Choose));
    assert_eq!(state.model.pairing, Pairing::Idle);
    // Also when it is told late, after the screen was left.
    state.receive(Update::Link(Told::Pairing(Pairing::Failed(PairingFailure::TimedOut))));
    state.go(Route::Us);
    state.go(Route::Pairing(PairingWay::Choose));
    assert_eq!(state.model.pairing, Pairing::Idle);
}

#[test]
fn words_that_are_used_up_are_not_offered_again() {
    #[track_caller]
    fn check(failure: PairingFailure, kept: bool) {
        let words = ["lantern", "willow", "saffron"].map(str::to_owned);
        let mut state = sample::screen("pair-type").unwrap();
        state.forms.pairing.words = words.clone();
        state.forms.pairing.invitation = "attune1abc".to_owned();
        state.receive(Update::Link(Told::Pairing(Pairing::Failed(failure))));
        let form = &state.forms.pairing;
        assert_eq!(form.words == words, kept);
        assert_eq!(form.words == <[String; 3]>::default(), !kept);
        assert_eq!(form.invitation.is_empty(), !kept);
        // They are shown once more, struck out.
        assert_eq!(form.ended, (!kept).then_some(words));
    }
    check(PairingFailure::WrongWords, false);
    check(PairingFailure::TheySaidNo, false);
    check(PairingFailure::NobodyFound, true);
    check(PairingFailure::NotReached, true);
}

#[test]
fn a_notice_of_a_failed_save_goes_once_saving_works() {
    let (mut state, slot) = both_write();
    type_on(&mut state, &slot, "One. Two. Three.", 10.0);
    let full = || "The disk is full.".to_owned();
    state.receive(Update::NotKept { slot: slot.clone(), why: full() });
    state.receive(Update::NotKept { slot: "thanks".to_owned(), why: full() });
    state.receive(Update::Kept { slot: slot.clone(), revision: 1 });
    assert_eq!(state.model.trouble, Some(full()), "another is still not saved");
    state.receive(Update::Kept { slot: "thanks".to_owned(), revision: 1 });
    assert_eq!(state.model.trouble, None);
    // What else went wrong stays until it is put away.
    state.receive(Update::Trouble("Only the one who wrote it can change it.".to_owned()));
    state.receive(Update::Kept { slot, revision: 2 });
    assert!(state.model.trouble.is_some());
}
