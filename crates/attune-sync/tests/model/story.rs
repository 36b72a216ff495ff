//! What happens in a history: the steps a seed makes, what each person does,
//! and the reference that is kept beside it in plain words.

use crate::practices::{self, Practice};
use crate::replica::{Comes, weeks};
use crate::watch::{tokens, word};
use crate::world::{Meeting, Until, World};
use attune_core::command::{Choice, Command, Deletion, Who};
use attune_core::header::{Scope, Writers};
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::time::Weekday;
use attune_core::vault::{CommandError, Draft, Entry};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::BTreeSet;

/// 1970-01-01, 2099-12-31, in milliseconds.
const EARLY: i64 = 0;
const LATE: i64 = 4_102_358_400_000;
const DAY: i64 = 86_400_000;
/// How every title begins.
const TITLE: &str = "Of ";
/// Devices there can be.
const MOST: usize = 4;

/// What a person does. A `usize` picks one of what there is, round and round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Deed {
    Journal(Who),
    Thanks(Who),
    Add(usize),
    TakeOut(usize),
    Title(usize),
    Choose(usize),
    Delete(usize, Deletion),
    AddOwn(usize),
    DeleteOwn(usize),
    Share(usize),
    Undo,
    Finish,
    Answer(usize),
    Try(usize),
    Begin(Option<usize>, Who),
    Commit,
    Rename,
    Day(usize),
    /// One of what two people do with each other.
    With(Practice, usize),
}

/// What happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Do(usize, Deed),
    Meet(Meeting),
    Restart(usize),
    BackUp(usize),
    PutBack(usize, Comes),
    Copy(usize),
    /// The clock is set to this, or moved by days.
    Clock(usize, i64),
}

/// The steps of one history. In every second the two are mostly with each other in one
/// way, so that what takes several steps in a row comes to its end.
pub(crate) fn steps(seed: u64, many: usize) -> Vec<Step> {
    let most: &[Practice] = match seed % 6 {
        1 => Practice::LISTENING,
        3 => Practice::IN_STEP,
        5 => Practice::TALKING,
        _ => &[],
    };
    steps_mostly(most, seed, many)
}

fn steps_mostly(most: &[Practice], seed: u64, many: usize) -> Vec<Step> {
    let mut dice = ChaCha20Rng::seed_from_u64(seed);
    let mut steps = Vec::new();
    while steps.len() < many {
        let device = roll(&mut dice, MOST);
        let step = match roll(&mut dice, 100) {
            0..=54 => Step::Do(device, deed(&mut dice, most)),
            55..=84 => {
                let meeting = meeting(&mut dice, most);
                if roll(&mut dice, 6) == 0 {
                    steps.push(Step::Meet(meeting.clone()));
                }
                Step::Meet(meeting)
            }
            85..=87 => Step::Restart(device),
            88..=91 => Step::BackUp(device),
            92 | 93 => Step::PutBack(device, Comes::Unseen),
            94 => Step::PutBack(device, Comes::AsNewDevice),
            95 | 96 => Step::Copy(device),
            _ => {
                let to = [EARLY, LATE, DAY, -DAY, 7 * DAY][roll(&mut dice, 5)];
                Step::Clock(device, to)
            }
        };
        steps.push(step);
    }
    steps
}

fn roll(dice: &mut ChaCha20Rng, sides: usize) -> usize {
    dice.next_u32() as usize % sides
}

fn meeting(dice: &mut ChaCha20Rng, most: &[Practice]) -> Meeting {
    let devices = [roll(dice, MOST), roll(dice, MOST)];
    let (dialler, seed) = (roll(dice, 2), dice.next_u64());
    let until = match roll(dice, 10) {
        0..=5 => Until::Quiet,
        6 | 7 => Until::Cut(roll(dice, 16)),
        _ => Until::Killed { side: roll(dice, 2), after: 1 + roll(dice, 16) },
    };
    let deeds = (0..roll(dice, 3)).map(|_| (roll(dice, 2), deed(dice, most))).collect();
    Meeting { devices, dialler, seed, until, deeds }
}

fn deed(dice: &mut ChaCha20Rng, most: &[Practice]) -> Deed {
    let who = [Who::OnlyMe, Who::PartnerReads, Who::BothWrite][roll(dice, 3)];
    let pick = roll(dice, 1000);
    if !most.is_empty() && roll(dice, 5) > 0 {
        return Deed::With(most[roll(dice, most.len())], pick);
    }
    match roll(dice, 52) {
        0..=7 => Deed::Journal(who),
        8..=10 => Deed::Thanks(if who == Who::BothWrite { Who::PartnerReads } else { who }),
        11..=17 => Deed::Add(pick),
        18 | 19 => Deed::TakeOut(pick),
        20 | 21 => Deed::Title(pick),
        22 => Deed::Choose(pick),
        23 => Deed::Delete(pick, Deletion::Final),
        24 => Deed::Delete(pick, Deletion::Pending),
        25 | 26 => Deed::AddOwn(pick),
        27 => Deed::DeleteOwn(pick),
        28 => Deed::Share(pick),
        29 => Deed::Undo,
        30 => Deed::Finish,
        31 | 32 => Deed::Answer(pick),
        33 => Deed::Try(pick),
        34 => Deed::Begin(None, who),
        35 => Deed::Begin(Some(pick), who),
        36 | 37 => Deed::Commit,
        38 => Deed::Rename,
        39 => Deed::Day(pick),
        _ => Deed::With(Practice::ALL[roll(dice, Practice::ALL.len())], pick),
    }
}

/// Steps in which nothing private becomes shared or is undone, so that a run
/// can leave out what is private.
pub(crate) fn steps_with_private_beside(seed: u64, many: usize) -> Vec<Step> {
    let mut steps = steps_mostly(&[], seed, many);
    let keeps = |deed: &Deed| {
        !matches!(deed, Deed::Share(_) | Deed::Undo | Deed::Finish | Deed::Commit)
            && !matches!(deed, Deed::Delete(_, Deletion::Pending))
    };
    steps.retain(|step| !matches!(step, Step::Do(_, deed) if !keeps(deed)));
    for step in &mut steps {
        if let Step::Meet(meeting) = step {
            meeting.deeds.clear();
        }
    }
    steps
}

/// Carries out one step.
pub(crate) fn act(world: &mut World, step: &Step) {
    let of = |world: &World, device: usize| device % world.replicas.len();
    match step {
        Step::Do(device, deed) => {
            let n = of(world, *device);
            perform(world, n, deed);
        }
        Step::Meet(meeting) => {
            world.meet(meeting);
        }
        Step::Restart(device) => {
            let n = of(world, *device);
            world.replicas[n].restart();
        }
        Step::BackUp(device) => {
            let n = of(world, *device);
            world.replicas[n].back_up();
        }
        Step::PutBack(device, comes) => {
            let n = of(world, *device);
            let replica = &mut world.replicas[n];
            if replica.backup.is_some() {
                let lost = replica.disk();
                replica.put_back(*comes);
                world.watch.lost.push(lost);
            }
        }
        Step::Copy(device) => {
            if world.replicas.len() < MOST {
                let n = of(world, *device);
                let copy = world.replicas[n].copied(world.replicas.len() as u64);
                world.replicas.push(copy);
            }
        }
        Step::Clock(device, to) => {
            let n = of(world, *device);
            world.watch.clocks_moved = true;
            world.watch.begun.clear();
            let clock = &mut world.replicas[n].clock;
            *clock = match *to {
                EARLY | LATE => *to,
                days => *clock + days,
            };
        }
    }
}

fn is_page(entry: &&Entry) -> bool {
    ["journal", "gratitude"].contains(&entry.kind.as_str()) && !entry.kept && !entry.taken_back
}

/// One of the shared pages that this device's person may write.
fn shared_page(world: &mut World, n: usize, pick: usize) -> Option<Entry> {
    let all = world.replicas[n].entries();
    let may = |entry: &&Entry| entry.mine || entry.writers == Writers::Both;
    let mine: Vec<&Entry> = all
        .iter()
        .filter(is_page)
        .filter(|entry| entry.scope == Scope::Shared)
        .filter(may)
        .collect();
    mine.get(pick.checked_rem(mine.len())?).map(|entry| (*entry).clone())
}

fn own_page(world: &mut World, n: usize, pick: usize) -> Option<Entry> {
    let all = world.replicas[n].entries();
    let own: Vec<&Entry> =
        all.iter().filter(is_page).filter(|entry| entry.scope == Scope::Private).collect();
    own.get(pick.checked_rem(own.len())?).map(|entry| (*entry).clone())
}

/// What may be said to a person who asks for something that can't be.
#[track_caller]
pub(crate) fn allowed(error: &CommandError) {
    let is_fault = matches!(error, CommandError::Vault(_) | CommandError::Unreadable);
    assert!(!is_fault, "{error}");
}

/// One deed at one device, and its line in the book.
pub(crate) fn perform(world: &mut World, n: usize, deed: &Deed) {
    let token = world.watch.token();
    world.replicas[n].clock += 1000;
    match deed {
        Deed::Journal(who) => {
            let (title, body) = (String::new(), format!("It began with {}.", word(token)));
            write(
                world,
                n,
                Command::AddJournal { title, body, who: *who, page: Default::default() },
                *who,
                token,
            );
        }
        Deed::Thanks(who) => {
            let text = format!("Thanks for {}.", word(token));
            write(world, n, Command::AddGratitude { text, who: *who }, *who, token);
        }
        Deed::Add(pick) => {
            let Some(page) = shared_page(world, n, *pick) else { return };
            let body = Some(format!("{} Then {}.", page.body, word(token)));
            let command = Command::Edit { id: page.id, title: None, body };
            if done(world, n, &command).is_some() {
                written_over(world, &page);
                let book = &mut world.replicas[n].book;
                book.shared.entry(page.id).or_default().insert(token);
            }
        }
        Deed::TakeOut(pick) => {
            let Some(page) = shared_page(world, n, *pick) else { return };
            let mut sentences: Vec<&str> = page.body.split_inclusive('.').collect();
            if sentences.len() < 2 {
                return;
            }
            let out = sentences.remove(pick % sentences.len()).to_owned();
            let body = Some(sentences.concat());
            if done(world, n, &Command::Edit { id: page.id, title: None, body }).is_some() {
                world.watch.removed.extend(tokens(out.as_bytes()));
                written_over(world, &page);
            }
        }
        Deed::Title(pick) => {
            let Some(page) = shared_page(world, n, *pick) else { return };
            let title = Some(format!("{TITLE}{}", word(token)));
            done(world, n, &Command::Edit { id: page.id, title, body: None });
        }
        Deed::Choose(pick) => choose(world, n, *pick),
        Deed::Delete(pick, deletion) => {
            let Some(page) = shared_page(world, n, *pick) else { return };
            let command = Command::Delete { id: page.id, deletion: *deletion };
            if done(world, n, &command).is_some() {
                world.replicas[n].book.pending.insert(page.id);
                if *deletion == Deletion::Final {
                    ended(world, n, page.id);
                }
            }
        }
        Deed::AddOwn(pick) => {
            if world.without_private {
                return;
            }
            let Some(page) = own_page(world, n, *pick) else { return };
            let body = format!("{} Then {}.", page.body, word(token));
            let command = Command::Edit { id: page.id, title: None, body: Some(body.clone()) };
            world.watch.secret.insert(token);
            world.replicas[n].apply_own(&command).unwrap();
            world.replicas[n].book.private.insert(page.id, body);
        }
        Deed::DeleteOwn(pick) => {
            if world.without_private {
                return;
            }
            let Some(page) = own_page(world, n, *pick) else { return };
            let command = Command::Delete { id: page.id, deletion: Deletion::Final };
            world.replicas[n].apply_own(&command).unwrap();
            world.replicas[n].book.private.remove(&page.id);
        }
        Deed::Share(pick) => {
            let Some(page) = own_page(world, n, *pick) else { return };
            if let Some(id) = done(world, n, &Command::Share { id: page.id }) {
                world.replicas[n].book.private.remove(&page.id);
                now_shared(world, n, id);
            }
        }
        Deed::Undo => {
            if let Some(id) = done(world, n, &Command::Undo { id: None }) {
                let entry = world.replicas[n].entry(id).unwrap();
                world.replicas[n].book.pending.remove(&id);
                if entry.scope == Scope::Shared {
                    now_shared(world, n, id);
                } else if !entry.kept {
                    world.watch.hidden.insert(id);
                    world.replicas[n].book.private.insert(id, entry.body);
                }
            }
        }
        Deed::Finish => {
            let pending = world.replicas[n].book.pending.clone();
            let now = world.replicas[n].now();
            let mut rng = world.replicas[n].rng.clone();
            world.replicas[n].vault().finish_deletions(&now, &mut rng).unwrap();
            world.replicas[n].rng = rng;
            for id in pending {
                ended(world, n, id);
            }
        }
        Deed::Answer(pick) => {
            let week = weeks()[pick % 2];
            world.watch.secret.insert(token);
            let answers = Answers([word(token), "so it was".to_owned(), String::new()]);
            if done(world, n, &Command::AnswerCheckin { week: Some(week), answers }).is_some() {
                let person = world.replicas[n].person;
                world.watch.sealed.entry(week).or_default().insert(person);
            }
        }
        Deed::Try(pick) => {
            let text = format!("We try {}", word(token));
            done(world, n, &Command::TryNext { week: Some(weeks()[pick % 2]), text });
        }
        Deed::Begin(pick, who) => begin(world, n, *pick, *who, token),
        Deed::Commit => commit(world, n),
        Deed::Rename => {
            done(world, n, &Command::Rename(format!("Name {token}")));
        }
        Deed::Day(pick) => {
            done(world, n, &Command::CheckinDay(Weekday::ALL[pick % 7]));
        }
        Deed::With(practice, pick) => {
            practices::perform(world, n, *practice, *pick, token);
        }
    }
}

fn done(world: &mut World, n: usize, command: &Command) -> Option<DocumentId> {
    match world.replicas[n].apply(command) {
        Ok(done) => Some(done.id),
        Err(error) => {
            allowed(&error);
            None
        }
    }
}

pub(crate) fn write(world: &mut World, n: usize, command: Command, who: Who, token: u32) {
    if who != Who::OnlyMe {
        let id = done(world, n, &command).unwrap();
        world.replicas[n].book.shared.entry(id).or_default().insert(token);
        return;
    }
    if world.without_private {
        return;
    }
    world.watch.secret.insert(token);
    let id = world.replicas[n].apply_own(&command).unwrap().id;
    world.watch.hidden.insert(id);
    let body = world.replicas[n].entry(id).unwrap().body;
    world.replicas[n].book.private.insert(id, body);
}

/// The words of an entry's text; where that is one line with two values, the
/// other one is kept beside it. So it is of a title, which is not looked at.
pub(crate) fn words_of(entry: &Entry) -> BTreeSet<u32> {
    let beside = entry.versions.iter().map(|version| version.text.as_str());
    let beside = beside.filter(|text| !text.starts_with(TITLE));
    let all: Vec<&str> = std::iter::once(entry.body.as_str()).chain(beside).collect();
    tokens(all.join(" ").as_bytes())
}

/// One line is written whole: whoever writes it anew puts it in the place of
/// all values that showed.
fn written_over(world: &mut World, page: &Entry) {
    if page.kind == "gratitude" {
        let stays = tokens(page.body.as_bytes());
        for version in &page.versions {
            let words = tokens(version.text.as_bytes());
            world.watch.removed.extend(words.difference(&stays));
        }
    }
}

pub(crate) fn ended(world: &mut World, n: usize, id: DocumentId) {
    let person = world.replicas[n].person;
    world.watch.ended.entry(id).or_default().insert(person);
}

/// What a page says now, others may read from here on; nothing that it said
/// before.
fn now_shared(world: &mut World, n: usize, id: DocumentId) {
    let entry = world.replicas[n].entry(id).unwrap();
    let words = tokens(format!("{} {}", entry.title, entry.body).as_bytes());
    for token in &words {
        world.watch.secret.remove(token);
    }
    let words: BTreeSet<u32> = tokens(entry.body.as_bytes());
    world.replicas[n].book.shared.entry(id).or_default().extend(words);
}

fn choose(world: &mut World, n: usize, pick: usize) {
    let all = world.replicas[n].entries();
    let clashing: Vec<&Entry> = all.iter().filter(|entry| !entry.versions.is_empty()).collect();
    let Some(at) = pick.checked_rem(clashing.len()) else { return };
    let page = clashing[at].clone();
    let choice = match pick % 3 {
        0 => Choice::Merged,
        _ => page.versions[pick % page.versions.len()].choice,
    };
    if done(world, n, &Command::Choose { id: page.id, choice }).is_some() {
        for version in &page.versions {
            world.watch.removed.extend(tokens(version.text.as_bytes()));
        }
    }
}

fn begin(world: &mut World, n: usize, pick: Option<usize>, who: Who, token: u32) {
    let page = match pick {
        Some(pick) => match shared_page(world, n, pick) {
            Some(page) => Some(page),
            None => return,
        },
        None => None,
    };
    if world.without_private {
        return;
    }
    let slot = page.as_ref().map_or_else(|| format!("new {token}"), |page| page.id.to_string());
    if world.replicas[n].book.drafts.contains_key(&slot) {
        return;
    }
    let kind = page.as_ref().map_or("journal".to_owned(), |page| page.kind.clone());
    let before = page.as_ref().map_or(String::new(), |page| page.body.clone());
    let title = page.as_ref().map_or(String::new(), |page| page.title.clone());
    let body = format!("{before} Slowly {}.", word(token));
    let document = page.map(|page| page.id);
    let draft = Draft { slot: slot.clone(), kind, document, who, title, body, detail: None };
    world.watch.secret.insert(token);
    let replica = &mut world.replicas[n];
    let (now, mut rng) = (replica.now(), replica.own_rng.clone());
    replica.vault().save_draft(&draft, &now, &mut rng).unwrap();
    replica.own_rng = rng;
    replica.book.drafts.insert(slot, token);
}

fn commit(world: &mut World, n: usize) {
    // Deleting a page deletes its draft.
    let there = world.replicas[n].vault().drafts().unwrap();
    let Some(draft) = there.into_iter().next() else {
        world.replicas[n].book.drafts.clear();
        return;
    };
    let token = world.replicas[n].book.drafts.remove(&draft.slot).expect("a draft of this book");
    let id = done(world, n, &Command::CommitDraft { slot: draft.slot }).expect("a draft lost");
    let entry = world.replicas[n].entry(id).unwrap();
    assert!(words_of(&entry).contains(&token), "what was typed is not there");
    if entry.scope == Scope::Shared {
        world.watch.secret.remove(&token);
        world.replicas[n].book.shared.entry(id).or_default().insert(token);
    } else {
        world.watch.hidden.insert(id);
        world.replicas[n].book.private.insert(id, entry.body);
    }
}
