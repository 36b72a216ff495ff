//! Out and in: by their names, by keyboard, and with a real worker, a real vault and
//! real files; asked before anything lies open, looked at before anything changes,
//! stopped in the middle, and taken out again.

use super::asking::Dropped;
use super::working::{Desk, named};
use super::{open, press, type_into};
use crate::carrying::export;
use crate::window::action::{Action, Carry, Page};
use crate::window::carrying::{Ask, Copy, Incoming, Out, Stage};
use crate::window::route::{Carrying, Route};
use crate::window::state::State;
use crate::window::typing::unfinished;
use crate::window::worker::Request;
use attune_core::command::{Command, Who};
use attune_core::vault::Draft;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was asked of whoever owns the vault.
fn asked(window: &Harness<'_, State>) -> Vec<Ask> {
    let asked = window.state().outbox.iter();
    asked
        .filter_map(|request| match request {
            Request::Carry(ask) => Some(ask.clone()),
            _ => None,
        })
        .collect()
}

/// A choice is called by its name and what it means.
fn choose(window: &mut Harness<'_, State>, words: &str) {
    window.get_by_label_contains(words).click();
    window.run_ok();
}

fn coming(state: &State) -> &Incoming {
    state.model.carrying.coming.as_ref().unwrap()
}

fn is_at(state: &State, stage: &Stage) -> bool {
    state.model.carrying.coming.as_ref().is_some_and(|coming| coming.stage == *stage)
}

/// A diary of `count` days in a file of Day One's.
fn diary(folder: &Path, count: usize) -> PathBuf {
    let entry = |n: usize| {
        let day = format!("2019-{:02}-{:02}T18:22:35Z", n / 28 % 12 + 1, n % 28 + 1);
        json!({ "uuid": format!("{n:05}"), "creationDate": day, "text": format!("day {n}") })
    };
    let entries: Vec<Value> = (0..count).map(entry).collect();
    let file = folder.join("Journal.json");
    std::fs::write(&file, json!({ "entries": entries }).to_string()).unwrap();
    file
}

fn looks(desk: &mut Desk, file: &Path) {
    desk.state.forms.carrying.file = file.display().to_string();
    desk.act(Action::Carry(Carry::Look));
}

#[test]
fn a_copy_is_asked_for_before_it_lies_open() {
    let mut window = open("us");
    // It lies below what is seen at first.
    window.get_by_label("Export").focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(window.state().route, Route::Carrying(Carrying::Out));
    assert!(window.get_by_label("Write the copy").accesskit_node().is_disabled());
    type_into(&mut window, "A new or empty folder, such as ~/attune-copy", "/tmp/copy");
    choose(&mut window, "Everything in one file");
    press(&mut window, "Write the copy");
    let folder = PathBuf::from("/tmp/copy");
    assert_eq!(asked(&window), [Ask::Weigh(folder.clone())]);
    let cloud = Some("Dropbox".to_owned());
    window.state_mut().model.carrying.out = Out::Asking { folder: folder.clone(), cloud };
    window.run_ok();
    window.get_by_label_contains("what only you may read included");
    window.get_by_label_contains("may copy to a cloud");
    // The safe answer has the keyboard, and is what Escape gives.
    window.key_press(Key::Escape);
    window.run_ok();
    assert_eq!(window.state().model.carrying.out, Out::Nothing);
    window.state_mut().model.carrying.out = Out::Asking { folder: folder.clone(), cloud: None };
    window.run_ok();
    press(&mut window, "Write it");
    assert_eq!(asked(&window).last(), Some(&Ask::Out(export::Format::Json, folder)));
}

#[test]
fn a_book_says_of_which_year_and_whose_it_is() {
    let mut window = open("keep-export");
    assert_eq!(window.state().forms.carrying.out, Copy::Book);
    let year = window.state().model.today.date().year() - 1;
    let line = format!("Which year, if not {year}");
    type_into(&mut window, &line, "20");
    window.get_by_label("not a year yet");
    assert!(window.get_by_label("Write the copy").accesskit_node().is_disabled());
    window.get_by_label(&line).type_text("24");
    window.run_ok();
    choose(&mut window, "What I wrote, also what only I may read.");
    let form = &window.state().forms.carrying;
    let mine = export::Format::Book { year: 2024, whose: crate::carrying::Whose::Mine };
    assert_eq!(form.wanted(window.state().model.today), Some(mine));
}

#[test]
fn an_import_is_looked_at_begun_and_stopped_by_keyboard_alone() {
    let mut window = open("us");
    window.get_by_label("Bring in").focus();
    window.run_ok();
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(window.state().route, Route::Carrying(Carrying::In));
    type_into(&mut window, "A file or a folder, such as ~/Documents/old-journal", "/tmp/old");
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(asked(&window), [Ask::Look(PathBuf::from("/tmp/old"), None)]);

    let window = open("import-looked");
    window.get_by_label("1284 pages can come in.");
    window.get_by_label_contains("to Grandmother.md");
    for (screen, name, ask) in [
        ("import-looked", "Bring them in", Ask::TakeIn),
        ("import", "Stop, keep what is in", Ask::Stop),
        ("import", "Stop, and take it all out", Ask::TakeOut),
    ] {
        let mut window = open(screen);
        window.get_by_label(name).focus();
        window.run_ok();
        window.key_press(Key::Space);
        window.run_ok();
        assert_eq!(asked(&window), [ask], "{screen}");
    }
    let mut window = open("import");
    window.get_by_label("612 of 1284 pages are in.");
    window.get_by_label("reading October 2019");
    press(&mut window, "Show them");
    window.get_by_label_contains("2016/Peru.md");
    window.key_press(Key::Escape);
    window.run_ok();
    assert_eq!(window.state().route, Route::Us);
    // It is found again, and says how far it is.
    window.get_by_label("612 of 1284 pages are in.");
}

#[test]
fn what_is_dropped_is_what_is_meant_where_that_is_asked() {
    let dropped = PathBuf::from("/tmp/old pages");
    let at = |way| {
        let mut window = open("us");
        window.state_mut().go(Route::Carrying(way));
        window.run_ok();
        window.input_mut().dropped_files.push(Arc::new(Dropped(dropped.clone())));
        window.run_ok();
        window
    };
    let mut window = at(Carrying::In);
    press(&mut window, "Look first");
    assert_eq!(asked(&window), [Ask::Look(dropped.clone(), None)]);
    let mut window = at(Carrying::Out);
    press(&mut window, "Write the copy");
    assert_eq!(asked(&window), [Ask::Weigh(dropped.clone())]);
}

#[test]
fn stopping_a_copy_stops_no_import() {
    let mut window = open("keep-export");
    window.state_mut().model.carrying.out = Out::Writing(3, 9);
    window.run_ok();
    assert!(window.query_all_by_label("3 of 9 pages are written").count() > 0);
    press(&mut window, "Stop");
    assert_eq!(asked(&window), [Ask::StopOut]);
}

#[test]
fn what_is_written_out_is_where_it_says_and_nothing_is_written_over() {
    let (room, mut desk) = named("Alex");
    desk.write("Sunday", "rain", Who::OnlyMe);
    let copy = room.path().join("copy");
    desk.state.forms.carrying.folder = copy.display().to_string();
    desk.act(Action::Carry(Carry::Copy));
    desk.until(|state| matches!(state.model.carrying.out, Out::Asking { .. }));
    assert!(!copy.exists());
    desk.act(Action::Carry(Carry::Write(copy.clone())));
    desk.until(|state| matches!(state.model.carrying.out, Out::Written(_)));
    let Out::Written(written) = &desk.state.model.carrying.out else { panic!("not written") };
    assert_eq!((&written.at, written.entries), (&copy, 1));
    assert_eq!(std::fs::read_dir(&copy).unwrap().count(), 1);
    // The folder is not empty now, and a year without a page makes no book.
    desk.act(Action::Carry(Carry::Copy));
    desk.until(|state| matches!(&state.model.carrying.out, Out::Failed(why) if why.contains("something in")));
    desk.state.forms.carrying.out = Copy::Book;
    desk.state.forms.carrying.year = "2001".to_owned();
    let book = room.path().join("book");
    desk.act(Action::Carry(Carry::Write(book.clone())));
    desk.until(
        |state| matches!(&state.model.carrying.out, Out::Failed(why) if why.contains("that year")),
    );
    assert!(!book.exists());
    desk.close();
}

#[test]
fn a_diary_comes_in_beside_writing_and_goes_out_again() {
    let (room, mut desk) = named("Alex");
    let file = diary(room.path(), 650);
    looks(&mut desk, &file);
    desk.until(|state| is_at(state, &Stage::Looked));
    assert_eq!((coming(&desk.state).of, desk.state.model.shown.journal.len()), (650, 0));
    assert_eq!(coming(&desk.state).span.unwrap().map(|m| m.to_string()), ["2019-01", "2019-12"]);
    desk.act(Action::Carry(Carry::TakeIn));
    desk.until(|state| coming(state).stage == Stage::TakingIn && coming(state).added > 0);
    // Writing goes on meanwhile.
    let page = Command::AddJournal {
        title: "Meanwhile".to_owned(),
        body: "tea".to_owned(),
        who: Who::OnlyMe,
        page: attune_core::kinds::journal::Page::default(),
    };
    desk.state.outbox.push(Request::Do(page));
    desk.until(|state| is_at(state, &Stage::Done));
    desk.until(|state| state.model.shown.journal.len() == 651);
    assert_eq!(coming(&desk.state).added, 650);
    // One of them is shared by nobody, and changed since: it stays.
    let changed = desk.state.model.shown.journal.iter().find(|row| row.title != "Meanwhile");
    let id = changed.unwrap().id;
    let body = Some("in other words".to_owned());
    desk.state.outbox.push(Request::Do(Command::Edit { id, title: None, body }));
    desk.pass(0.0);
    // And on another words are unfinished.
    let mut others = desk.state.model.shown.journal.iter().filter(|row| row.title != "Meanwhile");
    let other = others.find(|row| row.id != id).unwrap().id;
    let draft = Draft {
        document: Some(other),
        ..unfinished(&other.to_string(), "journal", "in the middle of".to_owned())
    };
    desk.state.outbox.push(Request::SaveDraft { draft: draft.into(), revision: 1 });
    desk.pass(0.0);
    desk.act(Action::Carry(Carry::TakeOut));
    desk.until(|state| is_at(state, &Stage::TakenOut { out: 648, stay: 2 }));
    desk.until(|state| state.model.shown.journal.len() == 3);
    let kept = &desk.state.model.shown.drafts;
    assert!(kept.iter().any(|draft| draft.body == "in the middle of"), "{kept:?}");
    // Once more, and all but those two come in again.
    desk.act(Action::Carry(Carry::Anew));
    looks(&mut desk, &file);
    desk.until(|state| is_at(state, &Stage::Looked));
    assert_eq!((coming(&desk.state).of, coming(&desk.state).already), (648, 2));
    desk.act(Action::Page(Page::Delete(id)));
    desk.close();
}

#[test]
fn one_that_is_stopped_or_left_keeps_what_is_in_and_goes_on_from_there() {
    let (room, mut desk) = named("Alex");
    let file = diary(room.path(), 1500);
    looks(&mut desk, &file);
    desk.until(|state| is_at(state, &Stage::Looked));
    desk.act(Action::Carry(Carry::TakeIn));
    desk.until(|state| coming(state).stage == Stage::TakingIn && coming(state).added > 0);
    desk.act(Action::Carry(Carry::Stop));
    desk.until(|state| is_at(state, &Stage::Stopped));
    let first = coming(&desk.state).added;
    assert!((1..1500).contains(&first), "{first}");
    desk.act(Action::Carry(Carry::Anew));
    looks(&mut desk, &file);
    desk.until(|state| is_at(state, &Stage::Looked));
    assert_eq!((coming(&desk.state).of, coming(&desk.state).already), (1500 - first, first));
    desk.act(Action::Carry(Carry::TakeIn));
    desk.until(|state| coming(state).stage == Stage::TakingIn && coming(state).added > 0);
    // The window is closed in the middle.
    desk.close();
    let mut desk = Desk::open(&room.path().join("profile"));
    let kept = desk.state.model.shown.journal.len() as u64;
    assert!(kept > first && kept <= 1500, "{kept}");
    looks(&mut desk, &file);
    desk.until(|state| is_at(state, &Stage::Looked));
    assert_eq!(coming(&desk.state).of, 1500 - kept);
    desk.close();
}

#[test]
fn what_cannot_be_read_says_so_and_the_next_can() {
    let (room, mut desk) = named("Alex");
    let failed = |state: &State| {
        matches!(state.model.carrying.coming, Some(Incoming { stage: Stage::Failed(_), .. }))
    };
    looks(&mut desk, &room.path().join("nowhere"));
    desk.until(failed);
    let words = room.path().join("words.txt");
    std::fs::write(&words, "nothing of that kind").unwrap();
    desk.state.model.carrying.coming = None;
    looks(&mut desk, &words);
    desk.until(failed);
    let Stage::Failed(why) = &coming(&desk.state).stage else { panic!("it could be read") };
    assert!(why.contains("words.txt") && why.contains("Nothing was changed"), "{why}");
    let notes = room.path().join("notes");
    std::fs::create_dir(&notes).unwrap();
    std::fs::write(notes.join("2019-03-14 Sea.md"), "cold").unwrap();
    std::fs::write(notes.join("picture.png"), [0xff, 0xd8]).unwrap();
    looks(&mut desk, &notes);
    desk.until(|state| is_at(state, &Stage::Looked));
    assert_eq!((coming(&desk.state).of, coming(&desk.state).aside), (1, 1));
    desk.close();
}
