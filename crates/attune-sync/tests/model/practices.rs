//! What two people do with each other in a history, and the line of it in the book.
//! What must never be seen of it stands in `rules`.

use crate::story::{allowed, ended, write};
use crate::watch::{Reached, word};
use crate::world::World;
use attune_core::command::{Command, Deletion, Pausing, Who};
use attune_core::header::Scope;
use attune_core::ids::DocumentId;
use attune_core::kinds::Detail;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::kinds::noted::Note;
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::kinds::rhythm::Days;
use attune_core::kinds::talk::{Card, Deck, Draw};
use attune_core::time::{ClockTime, Month};
use attune_core::vault::{CommandError, Entry};
use std::collections::BTreeSet;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Practice {
    Feel,
    Page,
    /// Whatever is next until an answer stands under what asks to be heard.
    Listen,
    SayBack,
    Hear,
    Reply,
    Heart,
    Note,
    Signs,
    Pause,
    Ritual,
    Leave,
    Draw,
    WriteCard,
    TakeOutCard,
    Stayed,
}

impl Practice {
    pub(crate) const ALL: [Self; 16] = [
        Self::Feel,
        Self::Page,
        Self::Listen,
        Self::SayBack,
        Self::Hear,
        Self::Reply,
        Self::Heart,
        Self::Note,
        Self::Signs,
        Self::Pause,
        Self::Ritual,
        Self::Leave,
        Self::Draw,
        Self::WriteCard,
        Self::TakeOutCard,
        Self::Stayed,
    ];

    /// Saying back, in its order and out of it.
    pub(crate) const LISTENING: &[Self] = &[
        Self::Listen,
        Self::Listen,
        Self::Listen,
        Self::Listen,
        Self::SayBack,
        Self::Hear,
        Self::Reply,
        Self::Heart,
        Self::Note,
    ];

    /// What both do at the same time.
    pub(crate) const IN_STEP: &[Self] = &[
        Self::Pause,
        Self::Pause,
        Self::Pause,
        Self::Pause,
        Self::Signs,
        Self::Signs,
        Self::Ritual,
    ];

    /// Decks, and what is in them.
    pub(crate) const TALKING: &[Self] = &[
        Self::Draw,
        Self::Draw,
        Self::Draw,
        Self::WriteCard,
        Self::WriteCard,
        Self::TakeOutCard,
        Self::Stayed,
    ];
}

/// The months that signs are told of in these histories.
pub(crate) fn months() -> [Month; 2] {
    ["2026-10".parse().unwrap(), "2026-11".parse().unwrap()]
}

/// A ritual begun, marked, let rest or moved.
fn ritual(world: &mut World, n: usize, pick: usize, name: String) -> Option<Command> {
    let all = world.replicas[n].entries();
    let is_ours = |entry: &&Entry| {
        entry.kind == "ritual" && entry.scope == Scope::Shared && !entry.kept && !entry.deleted
    };
    let all: Vec<&Entry> = all.iter().filter(is_ours).collect();
    if all.is_empty() || pick.is_multiple_of(7) {
        let (days, at) = (Days::DAILY, "21:00".parse().unwrap());
        return Some(Command::BeginRitual { name, days, at, who: Who::BothWrite });
    }
    let id = all[pick % all.len()].id;
    // Few days, so that two people mean the same ones.
    let day = world.replicas[n].now().day.plus(-((pick / 7 % 3) as i32));
    Some(match pick % 7 {
        1..=3 => Command::MarkRitual { id, day: Some(day), kept: true },
        4 => Command::MarkRitual { id, day: Some(day), kept: false },
        5 => Command::RestRitual { id, until: Some(day.plus(5 + (pick % 9) as i32)) },
        _ => {
            let days = Some(Days::from_bits(1 + (pick % 127) as i64));
            let at = Some(ClockTime::from_minutes((pick % 1440) as i64));
            Command::AlterRitual { id, name: None, days, at }
        }
    })
}

/// Whether it is answered by saying back first.
pub(crate) fn asks_to_be_heard(entry: &Entry) -> bool {
    match &entry.detail {
        Some(Detail::Journal(page)) => page.hear_first,
        _ => entry.kind == "feeling",
    }
}

/// Minutes that are said once in a history, so that it shows whose they are.
fn minutes(token: u32) -> u16 {
    // 13 and the number of lengths have no factor in common.
    20 + (token * 13 % 1421) as u16
}

/// One of these, if there are any.
fn one_of(all: &[DocumentId], pick: usize) -> Option<DocumentId> {
    all.get(pick.checked_rem(all.len())?).copied()
}

fn pausing(world: &mut World, n: usize, pick: usize, token: u32) -> Option<Pausing> {
    Some(match pick % 10 {
        0..=2 => Pausing::Begin(minutes(token)),
        3 => Pausing::Move(minutes(token)),
        4 | 5 => Pausing::Ready,
        6 => Pausing::Team(!pick.is_multiple_of(3)),
        7 => Pausing::Next(word(token)),
        8 => {
            let me = world.replicas[n].vault().me().person;
            let next = world.pause(n)?.next;
            Pausing::Agree(next.iter().find(|next| next.by != me)?.name)
        }
        _ => Pausing::Close,
    })
}

/// The command that does it, if there is anything to do it to.
fn command(
    world: &mut World,
    n: usize,
    practice: Practice,
    pick: usize,
    token: u32,
) -> Option<Command> {
    let words = word(token);
    let all = world.replicas[n].entries();
    let answerable = |entry: &&Entry| {
        ["feeling", "journal", "gratitude"].contains(&entry.kind.as_str())
            && entry.scope == Scope::Shared
            && !entry.kept
    };
    let those = |holds: &dyn Fn(&Entry) -> bool| {
        let those = all.iter().filter(answerable).filter(|entry| holds(entry));
        those.map(|entry| entry.id).collect::<Vec<_>>()
    };
    let theirs = |entry: &Entry| !entry.mine && asks_to_be_heard(entry);
    Some(match practice {
        Practice::Feel => {
            let words = vec!["tired".to_owned(), words];
            let feeling = Feeling { words, need: "hug".to_owned(), strength: Some(2) };
            Command::Feel { feeling, text: String::new(), who: Who::PartnerReads }
        }
        Practice::Page => Command::AddJournal {
            title: String::new(),
            body: format!("Hear me first on {words}."),
            who: Who::PartnerReads,
            page: Page { hear_first: true, ..Page::default() },
        },
        Practice::Listen => {
            let next = next_of_listening(world, n, &all, pick);
            return command(world, n, next, pick, token);
        }
        Practice::SayBack => {
            let said = SaidBack { heard: words, given: "the week".to_owned() };
            Command::Reflect { id: one_of(&those(&theirs), pick)?, said }
        }
        Practice::Hear => {
            let answer = if pick.is_multiple_of(4) { Answer::NotQuite(words) } else { Answer::Yes };
            let said = all.iter().filter(|entry| entry.kind == "reflection" && !entry.mine);
            let said: Vec<DocumentId> = said.filter_map(|entry| entry.answers).collect();
            let mine = those(&|entry: &Entry| entry.mine && asks_to_be_heard(entry));
            Command::Hear { id: one_of(&said, pick).or_else(|| one_of(&mine, pick))?, answer }
        }
        Practice::Reply => {
            let reader = world.replicas[n].reader();
            let may_add = |entry: &Entry| reader.reflection(entry.id).unwrap().may_add;
            let heard = those(&|entry: &Entry| theirs(entry) && may_add(entry));
            let of = match pick % 4 {
                0 => those(&|_| true),
                1 | 2 if !heard.is_empty() => heard,
                _ => those(&theirs),
            };
            Command::Reply { id: one_of(&of, pick)?, text: words }
        }
        Practice::Heart => Command::Heart { id: one_of(&those(&|entry| !entry.mine), pick)? },
        Practice::Note => {
            if world.without_private {
                return None;
            }
            Command::Note { id: one_of(&those(&theirs), pick)?, note: Note::SetAside }
        }
        Practice::Signs => {
            let levels = Levels([0, 1, 2, 3, 4, 5].map(|sign| (pick + sign) as u8 % 5 + 1));
            Command::AnswerPulse { month: Some(months()[pick % 2]), levels }
        }
        Practice::Pause => Command::Pause(pausing(world, n, pick, token)?),
        Practice::Ritual => return ritual(world, n, pick, words),
        Practice::Leave => Command::LeaveNote { text: words },
        Practice::Draw => Command::Draw { deck: Some(deck(pick)) },
        Practice::WriteCard => Command::WriteCard { deck: Deck::Play, question: words },
        Practice::TakeOutCard => {
            let cards = world.replicas[n].reader().own_cards().unwrap();
            let mine: Vec<_> = cards.iter().filter(|card| card.mine).map(|card| card.id).collect();
            Command::Delete { id: one_of(&mine, pick)?, deletion: Deletion::Final }
        }
        Practice::Stayed => Command::Stayed {
            question: "Which boat?".to_owned(),
            text: words,
            who: Who::PartnerReads,
        },
    })
}

/// The next step on the way to an answer, if this device can take one; else something
/// that asks for one.
fn next_of_listening(world: &mut World, n: usize, all: &[Entry], pick: usize) -> Practice {
    let reader = world.replicas[n].reader();
    let mut next = if pick.is_multiple_of(2) { Practice::Feel } else { Practice::Page };
    let asks =
        |entry: &&Entry| entry.scope == Scope::Shared && !entry.kept && asks_to_be_heard(entry);
    for entry in all.iter().filter(asks) {
        let view = reader.reflection(entry.id).unwrap();
        let has_answer =
            entry.replies.iter().any(|reply| reply.author.person != entry.author.person);
        if entry.mine && view.attempts.iter().any(|attempt| attempt.answer.is_none()) {
            return Practice::Hear;
        } else if !entry.mine && view.may_add && !has_answer {
            return Practice::Reply;
        } else if !entry.mine && view.attempts.is_empty() {
            next = Practice::SayBack;
        }
    }
    next
}

/// Mostly one deck, so that it is used up now and then.
fn deck(pick: usize) -> Deck {
    if pick.is_multiple_of(7) { Deck::Fears } else { Deck::Play }
}

/// Does one thing with the other, and writes down who did it.
pub(crate) fn perform(world: &mut World, n: usize, practice: Practice, pick: usize, token: u32) {
    let Some(command) = command(world, n, practice, pick, token) else { return };
    let before = world.pause(n).map(|pause| pause.id);
    match &command {
        // Nobody else's, so it draws from what is nobody else's.
        Command::Note { .. } => {
            if let Err(error) = world.replicas[n].apply_own(&command) {
                allowed(&error);
            }
            return;
        }
        Command::AddJournal { .. } => return write(world, n, command, Who::PartnerReads, token),
        Command::Draw { deck: Some(deck) } => {
            for _ in 0..=pick % 14 {
                draw(world, n, *deck);
            }
            return;
        }
        _ => {}
    }
    match world.replicas[n].apply(&command) {
        Ok(done) => note(world, n, &command, done.id, before),
        Err(error) => {
            if matches!(error, CommandError::HearFirst) {
                world.watch.reach(Reached::ReplyKeptOut);
            }
            allowed(&error);
        }
    }
}

/// What the whole world knows of it. `before` is the pause that was under way.
fn note(
    world: &mut World,
    n: usize,
    command: &Command,
    done: DocumentId,
    before: Option<DocumentId>,
) {
    let person = world.replicas[n].person;
    let watch = &mut world.watch;
    match command {
        Command::Heart { id }
        | Command::Reply { id, .. }
        | Command::Reflect { id, .. }
        | Command::Hear { id, .. } => {
            watch.answers.insert(done, *id);
        }
        Command::AnswerPulse { month: Some(month), levels } => {
            watch.signs.entry(*month).or_default()[person].insert(levels.0);
            watch.levels.insert(levels.0);
        }
        Command::Delete { id, .. } => ended(world, n, *id),
        Command::Pause(Pausing::Begin(minutes)) => match before {
            Some(under_way) => assert_eq!(done, under_way, "a second pause beside one"),
            None => {
                watch.lengths.insert(i64::from(*minutes), (person, false));
                watch.begun.push((n, done));
            }
        },
        Command::Pause(Pausing::Move(minutes)) => {
            watch.lengths.insert(i64::from(*minutes), (person, true));
        }
        Command::Pause(Pausing::Close) => {
            watch.begun.clear();
            watch.closed = true;
        }
        _ => {}
    }
}

/// Draws a card: none that this vault knows to be drawn in that round, and of a next
/// round only when every card that it knows was drawn in the one before.
fn draw(world: &mut World, n: usize, deck: Deck) {
    let drawn: Vec<DocumentId> = world.watch.draws.clone();
    let replica = &mut world.replicas[n];
    let read = |replica: &mut crate::replica::Replica, id| {
        replica.reader().drawn(Some(id)).unwrap().map(|view| view.draw)
    };
    let known: Vec<Draw> = drawn.iter().filter_map(|id| read(replica, *id)).collect();
    let known: Vec<Draw> = known.into_iter().filter(|draw| draw.deck == deck).collect();
    let id = match replica.apply(&Command::Draw { deck: Some(deck) }) {
        Ok(done) => done.id,
        Err(error) => panic!("no card left: {error}"),
    };
    let draw = read(replica, id).expect("what was just drawn");
    let is_known = known.iter().any(|known| (known.round, &known.card) == (draw.round, &draw.card));
    assert!(!is_known, "device {n} draws {draw:?} again");
    let last = known.iter().map(|known| known.round).max().unwrap_or(0);
    if draw.round > last {
        assert_eq!(draw.round, last + 1, "a round is left out");
        let own = replica.reader().own_cards().unwrap().into_iter();
        let own = own
            .filter(|card| card.deck == deck && card.in_deck)
            .map(|card| Card(card.id.to_string()));
        let of_last = known.iter().filter(|known| known.round == last).map(|known| &known.card);
        let of_last: BTreeSet<&Card> = of_last.collect();
        for card in Card::of(deck).chain(own) {
            assert!(of_last.contains(&card), "device {n}: the round turns before {card:?}");
        }
        world.watch.reach(Reached::DeckUsedUp);
    }
    world.watch.draws.push(id);
}
