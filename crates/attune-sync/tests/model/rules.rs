//! What must never be seen of what two people do with each other, on any device at
//! any moment: an answer before its writer was heard, the other's signs before one's
//! own, two pauses at once, a time moved twice by one person. And what two devices
//! that hold the same must show alike.

use crate::practices::{asks_to_be_heard, months};
use crate::watch::Reached;
use crate::world::World;
use attune_core::header::Scope;
use attune_core::ids::PersonId;
use attune_core::time::{Month, Timestamp};
use attune_core::vault::{Entry, PauseView, PulseView};
use std::collections::BTreeSet;

/// A day, in minutes: the longest pause.
const LONGEST: i64 = 24 * 60;

impl World {
    /// Nothing is seen on a device that a rule keeps for later.
    pub(crate) fn rules_hold(&mut self, n: usize) {
        assert_eq!(
            self.replicas[n].status().hidden,
            0,
            "everybody keeps to the rules, and {n} sees none"
        );
        self.nobody_is_answered_unheard(n);
        for month in months() {
            self.signs_are_sealed(n, month);
        }
        self.pauses_hold(n);
    }

    fn nobody_is_answered_unheard(&mut self, n: usize) {
        let replica = &mut self.replicas[n];
        for entry in replica.entries() {
            let author = entry.author.person;
            let is_answered = entry.replies.iter().any(|reply| reply.author.person != author);
            if entry.scope != Scope::Shared || !asks_to_be_heard(&entry) || !is_answered {
                continue;
            }
            let view = replica.reader().reflection(entry.id).unwrap();
            let is_heard = view.attempts.iter().any(|attempt| attempt.was_heard);
            assert!(is_heard, "device {n} shows an answer to one who was not heard");
            let is_feeling = entry.kind == "feeling";
            self.watch.reach(if is_feeling {
                Reached::AnsweredFeeling
            } else {
                Reached::AnsweredPage
            });
        }
    }

    /// Nothing of the other's month before both sealed it, and then what was sealed.
    fn signs_are_sealed(&mut self, n: usize, month: Month) {
        let person = self.replicas[n].person;
        let PulseView { mine, theirs, .. } = self.pulse(n, month);
        let sealed = self.watch.signs.get(&month).cloned().unwrap_or_default();
        if let Some(mine) = mine {
            assert!(sealed[person].contains(&mine.0), "device {n} tells {mine:?} of {month}");
        }
        if let Some(theirs) = theirs {
            assert!(mine.is_some(), "device {n} opened {month} alone");
            let was_sealed = sealed[1 - person].contains(&theirs.0);
            assert!(was_sealed, "device {n} opened {theirs:?} of {month}, which nobody sealed");
            self.watch.reach(Reached::OpenedMonth);
        }
        for entry in self.replicas[n].entries() {
            if entry.kind == "pulse" && !entry.mine {
                let is_empty = entry.title.is_empty() && entry.body.is_empty();
                assert!(is_empty && entry.detail.is_none(), "{entry:#?}");
            }
        }
    }

    fn pauses_hold(&mut self, n: usize) {
        let mine: Vec<_> = self.watch.begun.iter().filter(|(of, _)| *of == n).copied().collect();
        let Some(view) = self.pause(n) else {
            // Nobody closed any, and no clock let one pass.
            if !self.watch.closed && !self.watch.clocks_moved {
                for (_, id) in mine {
                    assert!(self.replicas[n].entry(id).is_none(), "device {n} shows no pause");
                }
            }
            return;
        };
        for (_, id) in mine {
            if id != view.id && self.replicas[n].entry(id).is_some() {
                self.watch.reach(Reached::JoinedPause);
            }
        }
        let me = self.replicas[n].vault().me().person;
        assert!(view.theirs.is_none() || view.mine.is_some(), "theirs before mine");
        let length = minutes_between(view.begun, view.until);
        assert!((0..=LONGEST).contains(&length), "device {n}: {length} minutes");
        assert!(view.moved_by != Some(me) || !view.may_move, "device {n} may move it twice");
        if self.watch.clocks_moved {
            // Times at the ends of what a clock can tell are cut short.
            return;
        }
        let mover = |of: PersonId| if of == me { self.person_of(n) } else { 1 - self.person_of(n) };
        let said_by = |length: i64| self.watch.lengths.get(&length).copied();
        match view.moved_by {
            None => assert_eq!(said_by(length), Some((mover(view.by), false))),
            Some(by) => {
                assert_eq!(said_by(length), Some((mover(by), true)), "whose time it is");
                let before = minutes_between(view.begun, view.moved_from.unwrap());
                let (person, is_move) = said_by(before).expect("somebody said it");
                assert!(!is_move || person != mover(by), "one person moved it twice");
            }
        }
    }

    fn person_of(&self, n: usize) -> usize {
        self.replicas[n].person
    }

    fn pulse(&mut self, n: usize, month: Month) -> PulseView {
        let now = self.replicas[n].now();
        self.replicas[n].reader().pulse(Some(month), &now).unwrap()
    }

    pub(crate) fn pause(&mut self, n: usize) -> Option<PauseView> {
        let now = self.replicas[n].now();
        self.replicas[n].reader().pause(&now).unwrap()
    }

    /// Two devices that hold the same show the same of each practice.
    pub(crate) fn practices_are_equal(&mut self, [a, b]: [usize; 2]) {
        for entry in self.replicas[a].entries() {
            if !["feeling", "journal", "gratitude", "ritual"].contains(&entry.kind.as_str())
                || entry.scope != Scope::Shared
            {
                continue;
            }
            let Some(other) = self.replicas[b].entry(entry.id) else { continue };
            if entry.kept || other.kept || entry.deleted || other.deleted {
                continue;
            }
            if entry.kind == "ritual" {
                assert_eq!(entry.ritual(), other.ritual(), "when it is, and on which days kept");
                continue;
            }
            let seen = |entry: &Entry| {
                let hearts = entry.hearts.iter().map(|heart| heart.person).collect::<BTreeSet<_>>();
                let replies = entry.replies.iter().map(|reply| reply.text.clone());
                (hearts, replies.collect::<Vec<_>>())
            };
            assert_eq!(seen(&entry), seen(&other), "of {}", entry.id);
        }
        let are_partners = self.replicas[a].person != self.replicas[b].person;
        for month in months().into_iter().filter(|_| are_partners) {
            let (one, other) = (self.pulse(a, month), self.pulse(b, month));
            assert!(one.theirs.is_none() || one.theirs == other.mine, "what opened was sealed");
        }
        let decks = |world: &mut Self, n: usize| world.replicas[n].reader().decks().unwrap();
        assert_eq!(decks(self, a), decks(self, b), "what is left of each deck");
        self.pauses_are_equal([a, b], are_partners);
    }

    fn pauses_are_equal(&mut self, [a, b]: [usize; 2], are_partners: bool) {
        let (one, other) = match (self.pause(a), self.pause(b)) {
            (Some(one), Some(other)) => (one, other),
            (None, None) => return,
            // Clocks that are far apart may have let one of them pass.
            (one, other) => {
                assert!(self.watch.clocks_moved, "{one:?} beside {other:?}");
                return;
            }
        };
        assert_eq!((one.id, one.by, one.moved_by), (other.id, other.by, other.moved_by));
        let next = |view: &PauseView| {
            let all = view.next.iter().map(|next| (next.name, next.agreed));
            all.collect::<BTreeSet<_>>()
        };
        assert_eq!(next(&one), next(&other));
        if are_partners {
            assert!(one.theirs.is_none() || one.theirs == other.mine, "what they said");
        } else {
            assert_eq!((one.ready, one.mine, one.theirs), (other.ready, other.mine, other.theirs));
        }
        if !self.watch.clocks_moved {
            let length = |view: &PauseView| minutes_between(view.begun, view.until);
            assert_eq!((one.phase, length(&one)), (other.phase, length(&other)));
        }
    }
}

fn minutes_between(from: Timestamp, until: Timestamp) -> i64 {
    (until.millis() - from.millis()) / 60_000
}
