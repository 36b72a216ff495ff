//! Soul talk: begun, offered and set aside, turned and drawn by keyboard; the clock in
//! words; a line that is lost; and what stayed, which is a draft until it is shared.

use super::{open, press, working};
use crate::link::Standing;
use crate::window::action::{Action, Talk};
use crate::window::lines::CARD_SLOT;
use crate::window::model::{Phase, Whose};
use crate::window::route::Route;
use crate::window::sample;
use crate::window::state::State;
use crate::window::talk::{self, Live, Move, Phase as Far, Screens, Talks};
use crate::window::worker::{Request, Then, Update};
use attune_core::command::{Command, Deletion, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::talk::Deck;
use attune_sync::proto::talk::TalkId;
use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// What was asked of a talk.
fn moves(window: &Harness<'_, State>) -> Vec<Move> {
    let asked = window.state().outbox.iter();
    asked
        .filter_map(|request| match request {
            Request::Talk(what) => Some(*what),
            _ => None,
        })
        .collect()
}

/// The talk of the sample.
fn live(name: &str) -> Live {
    sample::screen(name).unwrap().model.table.live.unwrap()
}

fn tell(window: &mut Harness<'_, State>, live: Option<Live>, offer: Option<Live>) {
    let talks = Box::new(Talks { live, offer });
    window.state_mut().receive(Update::Talks(talks));
    window.run_ok();
}

#[test]
fn a_deck_and_where_it_shows_are_chosen_and_then_a_question_is_drawn() {
    let mut window = open("soul-first");
    assert!(window.query_by_label_contains("On both screens").is_none(), "there is nobody");
    press(&mut window, "Draw a question");
    assert_eq!(moves(&window), [Move::Begin(Deck::Thoughts, Screens::Here)]);

    let mut window = open("soul-start");
    let memories = window.get_by_label_contains("Where each of you comes from");
    assert_eq!(memories.accesskit_node().toggled(), Some(Toggled::True));
    window.get_by_label_contains("For evenings heavy enough already").focus();
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    press(&mut window, "Draw a question");
    window.get_by_label_contains("Side by side, on one computer").click();
    window.run_ok();
    assert!(window.query_by_label_contains("is invited").is_none(), "nobody is");
    press(&mut window, "Draw a question");
    let began = [Screens::Both, Screens::Here].map(|screens| Move::Begin(Deck::Play, screens));
    assert_eq!(moves(&window), began);
    // It is there once the worker says so.
    assert_eq!(window.state().route, Route::Talk);
    tell(&mut window, Some(live("soul-live")), None);
    assert_eq!(window.state().route, Route::Talking);
}

#[test]
fn today_offers_one_on_the_first_day_and_in_an_evening_with_nothing_larger() {
    let offers = |name: &str, change: fn(&mut State)| {
        let mut state = sample::screen(name).unwrap();
        change(&mut state);
        let mut window = super::window(state, [1280.0, 1400.0], Theme::Light);
        // The hour is the clock's: a Sunday at seven in the evening.
        window.run_ok();
        window.query_by_label("Draw a question").is_some()
    };
    assert!(offers("today-first", |_| {}));
    assert!(!offers("today", |_| {}), "the week's check-in is here");
    let answered =
        |state: &mut State| state.model.shown.checkin.mine = Some(Answers(Default::default()));
    assert!(offers("today", answered));
    let talked = |state: &mut State| {
        state.model.shown.checkin.mine = Some(Answers(Default::default()));
        let today = state.model.today;
        let shown = &mut state.model.shown;
        std::sync::Arc::make_mut(&mut shown.stayed)[0].day = today;
        shown.timeline = crate::window::together::timeline(shown);
    };
    assert!(!offers("today", talked), "there was one");
    let mut window = open("today-first");
    window.get_by_label("Draw a question").focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(window.state().route, Route::Talk);
}

#[test]
fn an_offer_is_heard_of_wherever_one_is_and_leaves_no_trace_when_set_aside() {
    let mut window = open("write");
    let offer = Live { phase: Far::Offered, ..live("soul-live") };
    tell(&mut window, None, Some(offer.clone()));
    let said = window.get_by_label("Sam would like a soul talk.");
    assert_eq!(said.accesskit_node().live(), egui::accesskit::Live::Polite);
    assert!(matches!(window.state().route, Route::Write(_)), "nothing is taken away");
    press(&mut window, "Not now");
    assert!(window.query_by_label("Sam would like a soul talk.").is_none());
    assert_eq!(moves(&window), [], "nobody is told");
    // It can be joined later, and another is another.
    window.state_mut().go(Route::Talk);
    window.run_ok();
    window.get_by_label("Sam would like a soul talk.");
    window.state_mut().go(Route::Today);
    window.run_ok();
    assert!(window.query_by_label("Join").is_none());
    let talk = talk::TalkId::from_bytes([2; 8]);
    tell(&mut window, None, Some(Live { talk, ..offer }));
    press(&mut window, "Join");
    assert_eq!(moves(&window), [Move::Join]);
    tell(&mut window, Some(live("soul-live")), None);
    assert_eq!(window.state().route, Route::Talking);
    // From any other page there is a way back.
    window.state_mut().go(Route::Us);
    window.run_ok();
    press(&mut window, "Back to it");
    assert_eq!(window.state().route, Route::Talking);
}

#[test]
fn space_changes_turns_wherever_it_has_no_other_use() {
    let mut window = open("soul-live");
    window.get_by_label("Sam speaks. You listen.");
    let turns = window.get_by_label("Change turns");
    assert!(turns.accesskit_node().is_focused(), "the keyboard begins there");
    window.key_press(Key::Space);
    window.run_ok();
    assert_eq!(moves(&window), [Move::Turn(Whose::Mine)]);
    tell(&mut window, Some(Live { turn: Whose::Mine, ..live("soul-live") }), None);
    window.get_by_label("You speak. Sam listens.");
    // Also where nothing has the keyboard.
    window.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    assert_eq!(moves(&window)[1..], [Move::Turn(Whose::Theirs)]);
    // What has it is pressed.
    for (name, what) in [("Draw another", Move::Draw), ("Pass", Move::Pass)] {
        window.state_mut().outbox.clear();
        window.get_by_label(name).focus();
        window.run_ok();
        window.key_press(Key::Space);
        window.run_ok();
        assert_eq!(moves(&window), [what]);
    }
}

#[test]
fn the_clock_is_said_in_words_and_rests() {
    let mut window = open("soul-live");
    window.get_by_label("9 minutes left, from 18:54 until 19:09");
    window.get_by_label("Live, the same on Sam’s screen");
    press(&mut window, "Let the clock rest");
    tell(&mut window, Some(Live { phase: Far::Resting, ..live("soul-live") }), None);
    window.get_by_label("9 minutes left, the clock rests");
    press(&mut window, "Let it run again");
    assert_eq!(moves(&window), [Move::Rest, Move::Resume]);
}

#[test]
fn a_card_that_is_passed_is_gone_and_another_is_one_that_ears_hear() {
    let mut window = open("soul-live");
    let question = "Which room from your childhood could you still cross in the dark?";
    let card = window.get_by_label(question);
    assert_eq!(card.accesskit_node().live(), egui::accesskit::Live::Polite);
    tell(&mut window, Some(Live { card: None, ..live("soul-live") }), None);
    assert!(window.query_by_label(question).is_none());
    window.get_by_label_contains("Passed.");
    assert!(window.query_by_label("Pass").is_none());
    // One of the couple's own, by its id.
    let own = window.state().model.shown.cards[0].clone();
    let card = Some(own.id.to_string());
    tell(&mut window, Some(Live { card, ..live("soul-live") }), None);
    window.get_by_label(&own.question);
}

#[test]
fn a_line_that_is_lost_is_said_and_the_talk_goes_on() {
    let mut window = open("soul-lost");
    window.get_by_label_contains("Sam’s screen is not reached just now. The talk goes on here");
    press(&mut window, "Draw another");
    assert_eq!(moves(&window), [Move::Draw]);
    // Reached, and not in it: that is no fault of the line.
    window.state_mut().model.standing = Standing::InStep;
    window.run_ok();
    window.get_by_label("Only on this screen now. Sam can join.");
}

#[test]
fn what_waits_for_the_other_can_begin_without_them_or_be_taken_back() {
    let mut window = open("soul-waits");
    window.get_by_label("Sam is invited.");
    assert!(window.query_by_label_contains("minutes left").is_none(), "no time runs");
    press(&mut window, "Begin on this screen");
    assert_eq!(moves(&window), [Move::Join]);
    window.state_mut().outbox.clear();
    window.key_press(Key::Escape);
    window.run_ok();
    assert_eq!(moves(&window).first(), Some(&Move::Leave));
    assert_eq!(window.state().route, Route::Talk);
}

#[test]
fn whoever_ends_it_both_come_to_what_stayed() {
    let question = "Which room from your childhood could you still cross in the dark?";
    for by_them in [false, true] {
        let mut window = open("soul-live");
        let over = Live { phase: Far::Ended, ..live("soul-live") };
        if by_them {
            tell(&mut window, Some(over.clone()), None);
        } else {
            window.key_press(Key::Escape);
            window.run_ok();
            assert_eq!(moves(&window)[..1], [Move::End]);
            tell(&mut window, Some(over.clone()), None);
        }
        assert!(matches!(window.state().route, Route::Stayed(_)), "{by_them}");
        assert_eq!(moves(&window).last(), Some(&Move::Leave), "it is off this screen");
        tell(&mut window, Some(over), None);
        assert_eq!(window.state().forms.talk.stayed.len(), 1, "once");
        window.get_by_label(question);
        let line = window.get_by_label("What I carry out of it");
        assert!(line.accesskit_node().is_focused());
        // What was there before is not of this talk.
        assert!(window.query_by_label("How you laughed about the soap.").is_none());
    }
}

#[test]
fn a_talk_that_gives_way_to_another_leaves_room_for_what_stayed() {
    let mut window = open("soul-live");
    tell(&mut window, None, Some(Live { talk: TalkId::from_bytes([9; 8]), ..live("soul-live") }));
    assert!(matches!(window.state().route, Route::Stayed(_)), "{:?}", window.state().route);
    // What one leaves oneself is left.
    let mut window = open("soul-waits");
    tell(&mut window, None, None);
    assert!(!matches!(window.state().route, Route::Stayed(_)));
}

#[test]
fn what_stayed_is_a_draft_as_it_grows_and_is_shared_only_when_that_is_asked_for() {
    let mut window = open("soul-live");
    window.key_press(Key::Escape);
    window.run_ok();
    window.get_by_label("What I carry out of it").type_text("That I was heard.");
    window.step();
    window.run_steps(6);
    let drafts = |window: &Harness<'_, State>| {
        let saved = window.state().outbox.iter().filter_map(|request| match request {
            Request::SaveDraft { draft, .. } => Some(*draft.clone()),
            _ => None,
        });
        saved.collect::<Vec<_>>()
    };
    let draft = drafts(&window).pop().unwrap();
    assert_eq!((draft.kind.as_str(), draft.body.as_str()), ("talk", "That I was heard."));
    assert_eq!((draft.who, draft.title.starts_with("Which room")), (Who::OnlyMe, true));
    window.get_by_label_contains("Goes to Sam when you share it").click();
    window.run_ok();
    assert!(!window.state().outbox.iter().any(|it| matches!(it, Request::Commit { .. })));

    // After a restart it is on Today, and goes on where it was.
    let mut state = sample::screen("today").unwrap();
    state.model.shown.drafts = vec![draft.clone()];
    let mut later = super::window(state, [1280.0, 1400.0], Theme::Light);
    later.run_ok();
    press(&mut later, "That I was heard.");
    assert_eq!(later.state().route, Route::Stayed(draft.slot.clone()));
    later.get_by_label("What I carry out of it").type_text(" At last.");
    later.run_ok();
    later.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    later.run_ok();
    assert_eq!(drafts(&later).pop().unwrap().body, "That I was heard. At last.");
    let kept = later.state().outbox.iter().find_map(|request| match request {
        Request::Commit { slot, revision, then: Then::Leave } => Some((slot.clone(), *revision)),
        _ => None,
    });
    let (slot, revision) = kept.unwrap();
    let id = DocumentId::from_bytes([90; 16]);
    later.state_mut().receive(Update::Committed { slot, revision, id, on: None });
    later.run_ok();
    later.get_by_label("That I was heard. At last.");
    assert!(later.query_by_label("Keep it").is_none());
}

#[test]
fn what_the_other_shared_is_there_with_a_heart_to_send() {
    let mut window = open("soul-end");
    window.get_by_label_contains("The hall with the coats.");
    press(&mut window, "Send a heart");
    let sent = window.state().outbox.iter().any(|request| {
        *request == Request::Do(Command::Heart { id: DocumentId::from_bytes([63; 16]) })
    });
    assert!(sent);
    window.get_by_label("Talk that goes deeper step by step brings people closer than small talk does. In the study it was one sitting, not an evening habit.");
    press(&mut window, "Another question");
    assert_eq!(moves(&window), [Move::Begin(Deck::Memories, Screens::Both)], "of the same deck");
}

#[test]
fn a_card_of_ones_own_goes_into_the_chosen_deck() {
    let mut window = open("soul-start");
    assert!(window.query_by_label("A question of your own").is_none());
    press(&mut window, "Your own cards");
    window.get_by_label("What would the cat say about last week?");
    window.get_by_label("A question of your own").focus();
    window.run_ok();
    window.get_by_label("A question of your own").type_text("Which tree?");
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    let out = &window.state().outbox;
    let written = out.iter().find_map(|request| match request {
        Request::Seal { command, slot } => Some((command.clone(), slot.as_str())),
        _ => None,
    });
    let question = "Which tree?".to_owned();
    let command = Command::WriteCard { deck: Deck::Memories, question };
    assert_eq!(written, Some((command.clone(), CARD_SLOT)));
    let id = DocumentId::from_bytes([91; 16]);
    window.state_mut().receive(Update::Done(command, id));
    window.run_ok();
    assert_eq!(window.state().forms.lines.card.text, "");
}

#[test]
fn a_card_of_ones_own_is_taken_out_and_brought_back() {
    let mut window = open("soul-cards");
    let card = window.state().model.shown.cards.iter().find(|card| card.mine).unwrap().clone();
    // The partner's is not one's own to take out.
    assert_eq!(window.state().model.shown.cards.len(), 3);
    let mut out = window.query_all_by_label("Take it out");
    let [first, _] = [out.next().unwrap(), out.next().unwrap()];
    assert!(out.next().is_none());
    first.click();
    drop(out);
    window.run_ok();
    let deletes = Command::Delete { id: card.id, deletion: Deletion::Pending };
    assert!(window.state().outbox.contains(&Request::Do(deletes.clone())));
    window.state_mut().receive(Update::Done(deletes, card.id));
    window.run_ok();
    window.get_by_label(&format!("“{}” is gone from here.", card.question));
    press(&mut window, "Bring it back");
    assert!(window.state().outbox.contains(&Request::Do(Command::Undo { id: Some(card.id) })));
}

#[test]
fn a_card_that_one_has_alone_is_put_into_the_deck_of_both() {
    let mut window = open("soul-cards");
    let alone = window.state().model.shown.cards.iter().find(|card| !card.in_deck).unwrap().id;
    window.get_by_label("Only you have it");
    press(&mut window, "Put it into the deck");
    let shares = Command::Share { id: alone };
    assert!(window.state().outbox.contains(&Request::Do(shares)));
}

#[test]
fn whoever_has_nothing_to_write_of_a_talk_is_not_asked_again() {
    let mut window = open("soul-end");
    window.state_mut().go(Route::Talk);
    window.run_ok();
    let empty = |window: &Harness<'_, State>| {
        let mut stayed = window.state().forms.talk.stayed.values();
        stayed.next().is_none_or(|stayed| stayed.is_empty())
    };
    // What has words is a draft, and stays.
    assert!(!empty(&window) && window.query_by_label("Nothing this time").is_none());
    for stayed in window.state_mut().forms.talk.stayed.values_mut() {
        stayed.text.clear();
    }
    window.run_ok();
    press(&mut window, "Nothing this time");
    assert!(window.state().forms.talk.stayed.is_empty());
    assert!(window.query_by_label("Write what stayed with you").is_none());
}

#[test]
fn a_talk_on_one_screen_draws_in_the_vault_and_what_stayed_is_written_there() {
    let (folder, mut desk) = working::named("Alex");
    desk.act(Action::Talk(Talk::Deck(Deck::Dreams)));
    desk.act(Action::Talk(Talk::Begin));
    desk.until(|state| state.route == Route::Talking);
    let first = desk.state.model.table.live.clone().unwrap();
    assert_eq!((first.phase, first.screens), (Far::Running, Screens::Here));
    desk.act(Action::Talk(Talk::Move(Move::Turn(Whose::Theirs))));
    desk.act(Action::Talk(Talk::Move(Move::Draw)));
    let is_turned = |state: &State| {
        let live = state.model.table.live.as_ref();
        live.is_some_and(|live| live.turn == Whose::Theirs && live.card != first.card)
    };
    desk.until(is_turned);
    desk.act(Action::Talk(Talk::Move(Move::End)));
    let Route::Stayed(slot) = desk.state.route.clone() else { panic!("not at its end") };
    desk.state.forms.talk.stayed.get_mut(&slot).unwrap().text = "The boat.".to_owned();
    desk.act(Action::Talk(Talk::StayedTyped(slot.clone())));
    desk.act(Action::Talk(Talk::StayedDone(slot)));
    desk.until(|state| !state.model.shown.stayed.is_empty());
    let row = desk.state.model.shown.stayed[0].clone();
    assert_eq!((row.words.as_str(), row.whose), ("The boat.", Whose::Mine));
    assert_eq!(desk.state.model.phase, Phase::Open);
    assert!(desk.state.model.shown.drafts.is_empty());
    desk.close();
    let profile = folder.path().join("profile");
    let vault =
        attune_core::vault::Vault::open(&profile, &attune_core::secrets::Unlock::Nothing).unwrap();
    let decks = vault.reader().unwrap().decks().unwrap();
    let dreams = decks.iter().find(|view| view.deck == Deck::Dreams).unwrap();
    assert_eq!(dreams.left, dreams.size - 2, "two were drawn");
}
