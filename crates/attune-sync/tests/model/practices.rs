//! What two people do with each other in a history, and what must never be seen of
//! it: an answer before its writer was heard, the other's signs before one's own,
//! two pauses at once, a ritual that was kept on one device and not on the other.

use crate::watch::word;
use crate::world::World;
use attune_core::command::{Command, Pausing, Who};
use attune_core::header::Scope;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::noted::Note;
use attune_core::kinds::pulse::Levels;
use attune_core::kinds::reflection::{Answer, SaidBack};
use attune_core::kinds::rhythm::Days;
use attune_core::time::{ClockTime, Month};
use attune_core::vault::{Entry, PauseView, PulseView};
use std::collections::BTreeSet;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Practice {
    Feel,
    SayBack,
    Hear,
    Reply,
    Heart,
    Note,
    Signs,
    Pause,
    Ritual,
    Leave,
}

impl Practice {
    pub(crate) const ALL: [Self; 10] = [
        Self::Feel,
        Self::SayBack,
        Self::Hear,
        Self::Reply,
        Self::Heart,
        Self::Note,
        Self::Signs,
        Self::Pause,
        Self::Ritual,
        Self::Leave,
    ];
}

/// The months that signs are told of in these histories.
fn months() -> [Month; 2] {
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

/// The command that does it, if there is anything to do it to.
pub(crate) fn command(
    world: &mut World,
    n: usize,
    practice: Practice,
    pick: usize,
    token: u32,
) -> Option<Command> {
    let words = word(token);
    let mut feeling = |by_me: bool| {
        let all = world.replicas[n].entries();
        let is_one = |entry: &&Entry| entry.kind == "feeling" && entry.mine == by_me && !entry.kept;
        let all: Vec<&Entry> = all.iter().filter(is_one).collect();
        Some(all[pick.checked_rem(all.len())?].id)
    };
    Some(match practice {
        Practice::Feel => {
            let words = vec!["tired".to_owned(), words];
            let feeling = Feeling { words, need: "hug".to_owned(), strength: Some(2) };
            Command::Feel { feeling, text: String::new(), who: Who::PartnerReads }
        }
        Practice::SayBack => {
            let said = SaidBack { heard: words, given: "the week".to_owned() };
            Command::Reflect { id: feeling(false)?, said }
        }
        Practice::Hear => {
            let answer = if pick.is_multiple_of(3) { Answer::NotQuite(words) } else { Answer::Yes };
            Command::Hear { id: feeling(true)?, answer }
        }
        Practice::Reply => Command::Reply { id: feeling(pick.is_multiple_of(5))?, text: words },
        Practice::Heart => Command::Heart { id: feeling(false)? },
        Practice::Note => {
            if world.without_private {
                return None;
            }
            Command::Note { id: feeling(false)?, note: Note::SetAside }
        }
        Practice::Signs => {
            let levels = Levels([0, 1, 2, 3, 4, 5].map(|sign| (pick + sign) as u8 % 5 + 1));
            Command::AnswerPulse { month: Some(months()[pick % 2]), levels }
        }
        Practice::Pause => Command::Pause(match pick % 8 {
            0..=2 => Pausing::Begin(20 + (pick % 100) as u16),
            3 => Pausing::Move(20 + (pick % 1000) as u16),
            4 => Pausing::Ready,
            5 => Pausing::Team(!pick.is_multiple_of(3)),
            6 => Pausing::Next(words),
            _ => Pausing::Close,
        }),
        Practice::Ritual => return ritual(world, n, pick, words),
        Practice::Leave => Command::LeaveNote { text: words },
    })
}

impl World {
    /// Nothing is seen on a device that a rule keeps for later.
    pub(crate) fn rules_hold(&mut self, n: usize) {
        let replica = &mut self.replicas[n];
        assert_eq!(replica.status().hidden, 0, "everybody keeps to the rules, and {n} sees none");
        for entry in replica.entries().iter().filter(|entry| entry.kind == "feeling") {
            let author = entry.author.person;
            let is_answered = entry.replies.iter().any(|reply| reply.author.person != author);
            if is_answered {
                let view = replica.reader().reflection(entry.id).unwrap();
                let is_heard = view.attempts.iter().any(|attempt| attempt.was_heard);
                assert!(is_heard, "device {n} shows an answer to one who was not heard");
            }
        }
        for month in months() {
            let PulseView { mine, theirs, .. } = self.pulse(n, month);
            assert!(theirs.is_none() || mine.is_some(), "device {n} opened {month} alone");
        }
    }

    fn pulse(&mut self, n: usize, month: Month) -> PulseView {
        let now = self.replicas[n].now();
        self.replicas[n].reader().pulse(Some(month), &now).unwrap()
    }

    fn pause(&mut self, n: usize) -> Option<PauseView> {
        let now = self.replicas[n].now();
        self.replicas[n].reader().pause(&now).unwrap()
    }

    /// Two devices that hold the same show the same of each practice.
    pub(crate) fn practices_are_equal(&mut self, [a, b]: [usize; 2]) {
        for entry in self.replicas[a].entries().iter().filter(|entry| entry.kind == "feeling") {
            let Some(other) = self.replicas[b].entry(entry.id) else { continue };
            if entry.kept || other.kept || entry.deleted || other.deleted {
                continue;
            }
            let seen = |entry: &Entry| {
                let hearts = entry.hearts.iter().map(|heart| heart.person).collect::<BTreeSet<_>>();
                let replies = entry.replies.iter().map(|reply| reply.text.clone());
                (hearts, replies.collect::<Vec<_>>())
            };
            assert_eq!(seen(entry), seen(&other), "of {}", entry.id);
        }
        for entry in self.replicas[a].entries().iter().filter(|entry| entry.kind == "ritual") {
            let Some(other) = self.replicas[b].entry(entry.id) else { continue };
            if !(entry.kept || other.kept || entry.deleted || other.deleted) {
                assert_eq!(entry.ritual(), other.ritual(), "when it is, and on which days kept");
            }
        }
        let are_partners = self.replicas[a].person != self.replicas[b].person;
        for month in months().into_iter().filter(|_| are_partners) {
            let (one, other) = (self.pulse(a, month), self.pulse(b, month));
            assert!(one.theirs.is_none() || one.theirs == other.mine, "what opened was sealed");
        }
        // Clocks that are far apart may have let one of them pass.
        if let (Some(one), Some(other)) = (self.pause(a), self.pause(b)) {
            assert_eq!((one.id, one.by, one.moved_by), (other.id, other.by, other.moved_by));
            let next = |view: &PauseView| view.next.iter().map(|next| next.name).collect();
            let (mine, theirs): (BTreeSet<_>, BTreeSet<_>) = (next(&one), next(&other));
            assert_eq!(mine, theirs);
        }
    }
}
