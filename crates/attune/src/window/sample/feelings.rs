//! What Alex and Sam felt, and how they answered each other.

use super::{State, id, open, row, today};
use crate::window::answers::{Attempt, Reflection, Response, Turn, Waits};
use crate::window::forms::Feeling as Form;
use crate::window::model::{Beside, Kind, Page, Place, Reach, Row, Whose};
use crate::window::route::Route;
use crate::window::saying::Way;
use crate::window::typing::{FEELING, Writing};
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::reflection::{Answer, SaidBack};

/// Sam's, which waits to be heard; and mine, to which something was said back.
const THEIRS: u8 = 31;
const MINE: u8 = 34;

/// A feeling of these words.
fn felt(n: u8, words: &[&str], need: &str, strength: Option<u8>, whose: Whose, days: i32) -> Row {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let feeling = Feeling { words, need: need.to_owned(), strength };
    let mut row = row(n, Kind::Feeling, "", "", whose, days);
    row.beside = Some(Box::new(Beside::Feeling(feeling)));
    row.responses.asks = true;
    row
}

/// Every feeling, newest first.
pub(super) fn all() -> Vec<Row> {
    let mut all = vec![
        felt(THEIRS, &["stretched-thin", "lonely"], "be-with-me", None, Whose::Theirs, 1),
        felt(MINE, &["uneasy", "far-away"], "hug", Some(3), Whose::Mine, 3),
        felt(32, &["hopeful"], "", Some(4), Whose::Mine, 6),
        felt(33, &["tired", "homesick-ish"], "time", Some(2), Whose::Mine, 9),
    ];
    all[2].responses.hearts = [Whose::Theirs].into_iter().collect();
    all[3].reach = Reach::OnlyMe;
    all[3].place = Place::OnlyMe;
    all
}

/// What of that waits for Alex.
pub(super) fn waits(feelings: &[Row]) -> Vec<Waits> {
    let theirs = feelings.iter().find(|row| row.id == id(THEIRS));
    theirs.and_then(|row| Reflection::default().waits(row)).into_iter().collect()
}

/// Hearts and lines under what others are about.
pub(super) fn answer(journal: &mut [Row], thanks: &mut [Row]) {
    let line = |whose, words: &str, days: i32| Response {
        whose,
        author: if whose == Whose::Mine { "Alex" } else { "Sam" }.to_owned(),
        words: words.to_owned(),
        day: today().plus(-days),
    };
    journal[1].responses.hearts = [Whose::Mine].into_iter().collect();
    journal[1].responses.lines = vec![
        line(Whose::Mine, "Hand me the one more thing. I have room for it.", 1),
        line(Whose::Theirs, "Sunday, then. Bring gloves.", 0),
    ];
    thanks[1].responses.hearts = [Whose::Theirs].into_iter().collect();
    thanks[2].responses.hearts = [Whose::Mine].into_iter().collect();
    thanks[2].responses.lines = vec![line(Whose::Mine, "It was never one.", 2)];
}

fn attempt(n: u8, whose: Whose, [heard, given]: [&str; 2], answer: Option<Answer>) -> Attempt {
    Attempt {
        id: id(n),
        whose,
        author: if whose == Whose::Mine { "Alex" } else { "Sam" }.to_owned(),
        said: SaidBack { heard: heard.to_owned(), given: given.to_owned() },
        day: today().plus(-1),
        answer,
        later: false,
    }
}

const CARRIED: [&str; 2] = [
    "you have been carrying the house and the job, and that I did not seem to notice",
    "how many evenings I come in late and go straight to my own things",
];
const UNSURE: [&str; 2] =
    ["the week has felt far from me, even in the same room", "how little of it we spent talking"];

fn feeling(state: &mut State, n: u8, reflection: Reflection) {
    let row = state.model.shown.feelings.iter().find(|row| row.id == id(n)).cloned();
    state.model.page = row.map(|row| Page {
        body: String::new(),
        row,
        hands: Vec::new(),
        versions: Vec::new(),
        revisions: 1,
        newer: false,
        deleted: false,
        reflection,
    });
}

fn between(state: &mut State, n: u8, reflection: Reflection) {
    feeling(state, n, reflection);
    state.route = Route::Reflection(id(n));
}

/// The screens of this practice, by their names.
pub(super) fn set_up(state: &mut State, name: &str) {
    match name {
        "feelings" => writing(state, &["uneasy", "far-away"]),
        "feelings-typing" => {
            writing(state, &["uneasy"]);
            state.forms.feeling.typed = "home".to_owned();
        }
        "feelings-fourth" => {
            writing(state, &["uneasy", "far-away", "homesick-ish"]);
            state.forms.feeling = Form { fourth: Some("lost".to_owned()), ..Form::default() };
        }
        "feelings-new" => writing(state, &[]),
        "feelings-list" => state.route = Route::Feelings,
        "feeling" => {
            let attempts = vec![attempt(41, Whose::Theirs, UNSURE, None)];
            feeling(state, MINE, Reflection { attempts, may_add: true, ..Reflection::default() });
            state.route = Route::Page(id(MINE));
        }
        "reflection-listener" => {
            between(state, THEIRS, Reflection::default());
            let saying = state.forms.sayings.to(Way::SayBack, id(THEIRS), &[]);
            saying.texts = CARRIED.map(str::to_owned);
        }
        "reflection-new" => between(state, THEIRS, Reflection::default()),
        "reflection-again" => {
            let words = "It is less the work, more the quiet when you come in.".to_owned();
            let attempts = vec![attempt(41, Whose::Mine, CARRIED, Some(Answer::NotQuite(words)))];
            between(state, THEIRS, Reflection { attempts, ..Reflection::default() });
        }
        "reflection-said" => {
            let attempts = vec![attempt(41, Whose::Mine, CARRIED, None)];
            between(state, THEIRS, Reflection { attempts, ..Reflection::default() });
        }
        "reflection-heard" => {
            let attempts = vec![attempt(41, Whose::Mine, CARRIED, Some(Answer::Yes))];
            between(state, THEIRS, Reflection { attempts, may_add: true, set_aside: false });
        }
        "reflection-sharer" => {
            let attempts = vec![attempt(41, Whose::Theirs, UNSURE, None)];
            between(state, MINE, Reflection { attempts, may_add: true, ..Reflection::default() });
            let saying = state.forms.sayings.to(Way::Hear, id(41), &[]);
            saying.feels_heard = Some(false);
            saying.texts[0] = "It is less the week, more the quiet at dinner.".to_owned();
        }
        "today-said-back" => {
            let attempts = vec![attempt(41, Whose::Theirs, UNSURE, None)];
            let reflection = Reflection { attempts, ..Reflection::default() };
            let mine = state.model.shown.feelings.iter().find(|row| row.id == id(MINE));
            debug_assert!(mine.is_some_and(|row| reflection.turn(row) == Turn::Answer));
            let said = mine.and_then(|row| reflection.waits(row));
            let shown = &mut state.model.shown;
            shown.waits.iter_mut().for_each(|waits| waits.aside = true);
            shown.waits.extend(said);
        }
        "page-asks" => {
            open(state, 2);
            if let Some(page) = &mut state.model.page {
                page.row.responses = Default::default();
                page.row.responses.asks = true;
            }
        }
        _ => {}
    }
}

fn writing(state: &mut State, words: &[&str]) {
    let slot = format!("{FEELING}-1");
    let mut page = Writing::new(slot.clone());
    page.wants_focus = false;
    if !words.is_empty() {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        page.set_feeling(Feeling { words, need: "hug".to_owned(), strength: Some(3) });
        page.who = attune_core::command::Who::PartnerReads;
        page.saving.touch(0.0);
        page.saving.send();
        page.saving.confirm(1);
    }
    state.forms.pages.insert(slot.clone(), page);
    state.route = Route::Write(slot);
}
