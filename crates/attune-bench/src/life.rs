//! Ten years of two people with every practice in them: what Together is measured
//! over. Both write, and each has read, answered and sealed what the other did.

use crate::meeting::meet;
use crate::past::{Person, TEN_YEARS, pair};
use attune_core::command::{Command, Pausing, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::kinds::noted::Note;
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::kinds::rhythm::Days;
use attune_core::time::Now;
use tokio::runtime::Runtime;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;
/// What the two write on a day.
const A_DAY: usize = 10;
/// A pause a year.
const PAUSES: i64 = 10;
/// One in so many lines of thanks has a heart.
const HEARTS: usize = 4;
/// One in so many feelings is said back.
const SAID_BACK: usize = 10;
/// One in so many pages is its writer's alone.
const PRIVATE: usize = 5;
const MOODS: [&str; 5] = ["calm", "tired", "hopeful", "lonely", "grateful"];
const TAGS: [&str; 6] = ["work", "home", "garden", "family", "travel", "us"];
const LENGTHS: [usize; 3] = [500, 120, 60];

/// Two partners who hold all of it, the first of whom looks at it.
pub(crate) fn lived(runtime: &Runtime) -> [Person; 2] {
    let mut both = [Person::new("Alex", 1), Person::new("Sam", 2)];
    let [alex, sam] = &mut both;
    pair(alex, sam);
    pauses(runtime, &mut both);
    let written = written(&mut both);
    runtime.block_on(meet(&mut both));
    answer(&mut both, &written);
    rituals(&mut both[0]);
    runtime.block_on(meet(&mut both));
    heard(&mut both, &written);
    runtime.block_on(meet(&mut both));
    both.iter_mut().for_each(|person| person.vault.tend_all().unwrap());
    both
}

fn ago(days: i64, minutes: i64) -> Now {
    Now::from_millis(crate::past::now().at.millis() - days * DAY + minutes * MINUTE, 0)
}

fn days_of(n: usize) -> i64 {
    i64::try_from((TEN_YEARS - 1 - n) / A_DAY).unwrap() + 1
}

/// Pauses come first: each step waits until the other has the one before, and a
/// meeting of two who have little yet is short.
fn pauses(runtime: &Runtime, both: &mut [Person; 2]) {
    for year in (1..=PAUSES).rev() {
        let days = year * 360;
        let step = |both: &mut [Person; 2], who: usize, minutes, what| {
            let Person { vault, rng, .. } = &mut both[who];
            vault.apply(&Command::Pause(what), &ago(days, minutes), rng).unwrap();
        };
        step(both, 0, 0, Pausing::Begin(20));
        for (who, person) in both.iter_mut().enumerate() {
            let text = person.words.text(LENGTHS[0]);
            let who = if who == 0 { Who::PartnerReads } else { Who::OnlyMe };
            let side = Command::WriteSide { text, who };
            person.vault.apply(&side, &ago(days, 5), &mut person.rng).unwrap();
        }
        step(both, 0, 21, Pausing::Team(true));
        step(both, 0, 22, Pausing::Next("A walk, and nothing else, until dinner".to_owned()));
        runtime.block_on(meet(both));
        let there = both[1].vault.reader().unwrap().pause(&ago(days, 23)).unwrap().unwrap();
        step(both, 1, 23, Pausing::Team(true));
        step(both, 1, 24, Pausing::Agree(there.next[0].name));
        step(both, 1, 25, Pausing::Close);
        runtime.block_on(meet(both));
    }
}

/// The ids of what can be answered, by whoever wrote it.
#[derive(Default)]
struct Written {
    thanks: Vec<DocumentId>,
    notes: Vec<DocumentId>,
    feelings: Vec<DocumentId>,
}

/// Everything that each writes by themselves.
fn written(both: &mut [Person; 2]) -> [Written; 2] {
    let mut written = [Written::default(), Written::default()];
    for (who, person) in both.iter_mut().enumerate() {
        let mut all: Vec<(Command, Now)> = Vec::new();
        for n in 0..TEN_YEARS {
            if let Some(command) = nth(n, who, person) {
                all.push((command, ago(days_of(n), i64::try_from(n % A_DAY).unwrap() * 7)));
            }
        }
        for ((command, _), id) in all.iter().zip(person.do_all(&all)) {
            match command {
                Command::AddGratitude { .. } => written[who].thanks.push(id),
                Command::LeaveNote { .. } => written[who].notes.push(id),
                Command::Feel { .. } => written[who].feelings.push(id),
                _ => {}
            }
        }
    }
    written
}

/// The nth thing of the ten years, if it is this person's.
fn nth(n: usize, who: usize, person: &mut Person) -> Option<Command> {
    let (day, of_day) = (n / A_DAY, n % A_DAY);
    let words = &mut person.words;
    let reads = Who::PartnerReads;
    let now = ago(days_of(n), 0);
    let thanks = |text| Command::AddGratitude { text, who: Who::PartnerReads };
    // What both do once in a while is done by each.
    if of_day == 9 && day.is_multiple_of(7) {
        let answers = Answers([(); 3].map(|()| words.text(LENGTHS[1])));
        return Some(Command::AnswerCheckin { week: Some(now.day.week()), answers });
    }
    if of_day == 9 && now.day.date().day() == 3 {
        let level = |sign: usize| u8::try_from((day / 30 + sign + who) % 5 + 1).unwrap();
        let levels = Levels(std::array::from_fn(level));
        return Some(Command::AnswerPulse { month: Some(now.day.month()), levels });
    }
    if of_day % 2 != who {
        return None;
    }
    Some(match of_day {
        0 | 1 => {
            let mood = MOODS[(day + who) % MOODS.len()].to_owned();
            let tags = [TAGS[day % TAGS.len()], TAGS[(day / 7) % TAGS.len()]];
            let tags = tags.map(str::to_owned).into();
            let page = Page { mood, tags, ..Page::default() };
            let (title, body) = (words.text(24), words.text(LENGTHS[0]));
            let who = if day.is_multiple_of(PRIVATE) { Who::OnlyMe } else { reads };
            Command::AddJournal { title, body, who, page }
        }
        4 | 7 => {
            let word = MOODS[day % MOODS.len()].to_owned();
            let need = "listen".to_owned();
            let feeling = Feeling { words: vec![word], need, strength: Some(3) };
            Command::Feel { feeling, text: words.text(LENGTHS[2]), who: reads }
        }
        6 => Command::LeaveNote { text: words.text(LENGTHS[2]) },
        8 if day.is_multiple_of(4) => Command::Draw { deck: None },
        8 if day.is_multiple_of(2) => {
            let (question, text) = (words.text(LENGTHS[2]), words.text(LENGTHS[1]));
            Command::Stayed { question, text, who: reads }
        }
        _ => thanks(words.text(LENGTHS[1])),
    })
}

/// Each sends hearts and has seen what the other wrote.
fn answer(both: &mut [Person; 2], written: &[Written; 2]) {
    for (who, person) in both.iter_mut().enumerate() {
        let theirs = &written[1 - who];
        let hearts = theirs.thanks.iter().step_by(HEARTS).chain(&theirs.feelings);
        let hearts = hearts.map(|id| Command::Heart { id: *id });
        let said_back = theirs.feelings.iter().step_by(SAID_BACK).map(|id| {
            let (heard, given) = ("you are tired of it".to_owned(), "the week you had".to_owned());
            Command::Reflect { id: *id, said: SaidBack { heard, given } }
        });
        let seen = theirs.notes.iter().map(|id| Command::Note { id: *id, note: Note::Seen });
        let all: Vec<(Command, Now)> =
            hearts.chain(said_back).chain(seen).map(|command| (command, ago(0, 0))).collect();
        person.do_all(&all);
    }
}

/// What was said back is what was meant.
fn heard(both: &mut [Person; 2], written: &[Written; 2]) {
    for (person, mine) in both.iter_mut().zip(written) {
        let said = mine.feelings.iter().step_by(SAID_BACK);
        let yes = |id: &DocumentId| Command::Hear { id: *id, answer: Answer::Yes };
        let all: Vec<(Command, Now)> = said.map(|id| (yes(id), ago(0, 1))).collect();
        person.do_all(&all);
    }
}

/// One that both keep, marked for a year.
fn rituals(person: &mut Person) {
    let (name, days) = ("Evening tea".to_owned(), Days::DAILY);
    let at = "21:00".parse().unwrap();
    let begin = Command::BeginRitual { name, days, at, who: Who::BothWrite };
    let id = person.vault.apply(&begin, &ago(400, 0), &mut person.rng).unwrap().id;
    let mark = |days: i64| {
        let now = ago(days, 0);
        (Command::MarkRitual { id, day: Some(now.day), kept: true }, now)
    };
    let marks: Vec<(Command, Now)> = (1..365).rev().map(mark).collect();
    person.do_all(&marks);
}
