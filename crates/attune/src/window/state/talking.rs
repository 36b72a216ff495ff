//! Soul talk: carrying out what is asked for, and taking in how the talks stand.

use super::{State, is_due};
use crate::window::action;
use crate::window::model::Whose;
use crate::window::route::Route;
use crate::window::talk::{self, Live, Move, Phase, Screens, Stayed, Talks};
use crate::window::worker::Request;
use attune_core::command::Command;
use attune_core::ids::DocumentId;

impl State {
    pub(super) fn talk(&mut self, talk: action::Talk) {
        let form = &mut self.forms.talk;
        match talk {
            action::Talk::Deck(deck) => form.deck = Some(deck),
            action::Talk::Screens(screens) => form.screens = screens,
            action::Talk::Begin => self.begin_talk(),
            action::Talk::Move(what) => self.in_talk(what),
            action::Talk::NotNow => {
                form.set_aside = self.model.table.offer.as_ref().map(|offer| offer.talk);
            }
            action::Talk::Cards(shown) => form.cards = shown,
            action::Talk::CardTyped => self.forms.lines.card.saving.touch(self.time),
            action::Talk::CardDone => {
                let card = &mut self.forms.lines.card;
                let command = Command::WriteCard { deck: form.deck(), question: card.text.clone() };
                card.send(command, &mut self.outbox);
            }
            action::Talk::StayedTyped(slot) => {
                if let Some(stayed) = form.stayed.get_mut(&slot) {
                    stayed.saving.touch(self.time);
                }
            }
            action::Talk::StayedFor(slot, who) => {
                if let Some(stayed) = form.stayed.get_mut(&slot) {
                    stayed.who = who;
                    // The choice is part of the draft, and shares nothing.
                    if !stayed.is_empty() {
                        stayed.saving.touch(self.time);
                    }
                }
            }
            action::Talk::StayedDone(slot) => {
                if let Some(stayed) = form.stayed.get_mut(&slot) {
                    stayed.done(self.time, &mut self.outbox);
                }
            }
            // Words that are there are a draft, and are not put away with the question.
            action::Talk::NothingStayed(slot) => {
                if form.stayed.get(&slot).is_some_and(|stayed| stayed.is_empty()) {
                    form.stayed.remove(&slot);
                }
            }
        }
    }

    fn begin_talk(&mut self) {
        if self.model.table.live.is_some() {
            self.go(Route::Talking);
            return;
        }
        let form = &mut self.forms.talk;
        let alone = self.model.shown.partner.is_none();
        let screens = if alone { Screens::Here } else { form.screens };
        form.comes = true;
        self.outbox.push(Request::Talk(Move::Begin(form.deck(), screens)));
    }

    fn in_talk(&mut self, what: Move) {
        let live = self.model.table.live.clone();
        match what {
            Move::Join if self.model.table.offer.is_some() => {
                self.forms.talk.comes = true;
                self.outbox.push(Request::Talk(Move::Join));
            }
            // What has not begun is taken back.
            Move::End | Move::Leave => {
                let waits = live.as_ref().is_none_or(|live| live.phase == Phase::Offered);
                let ends = what == Move::End && !waits;
                self.outbox.push(Request::Talk(if ends { Move::End } else { Move::Leave }));
                match live.filter(|_| ends) {
                    Some(live) => self.is_over(&live),
                    None => {
                        self.leave_table();
                        self.go(Route::Talk);
                    }
                }
            }
            what => self.outbox.push(Request::Talk(what)),
        }
    }

    /// How the talks stand.
    pub(super) fn talks(&mut self, talks: Talks) {
        let Talks { live, offer } = &talks;
        let is_over = live.as_ref().is_some_and(|live| live.phase == Phase::Ended);
        if let Some(live) = live.clone().filter(|_| is_over) {
            let offer = offer.clone();
            self.is_over(&live);
            self.model.table.tell(Talks { live: None, offer });
            return;
        }
        // One that gave way to another, while nobody was reached, was a talk all the same.
        let before = self.model.table.live.clone().filter(|before| before.phase != Phase::Offered);
        if let Some(before) = before.filter(|_| live.is_none()) {
            let offer = offer.clone();
            self.is_over(&before);
            self.model.table.tell(Talks { live: None, offer });
            return;
        }
        let is_there = live.is_some();
        self.model.table.tell(talks);
        if is_there && std::mem::take(&mut self.forms.talk.comes) {
            self.go(Route::Talking);
        } else if !is_there && self.route == Route::Talking {
            self.go(Route::Talk);
        }
    }

    /// A talk that this person was in is over: there is room for what stayed of it.
    fn is_over(&mut self, live: &Live) {
        if self.forms.talk.over.replace(live.talk) == Some(live.talk) {
            return;
        }
        let before = self.model.table.live.as_ref().filter(|before| before.talk == live.talk);
        let was_here = self.route == Route::Talking;
        let card = live.card.as_ref().or_else(|| before.and_then(|before| before.card.as_ref()));
        // Where the last card was passed, nothing was asked.
        let Some(card) = card else {
            self.leave_table();
            if was_here {
                self.go(Route::Talk);
            }
            return;
        };
        let question = talk::question(card, &self.model.shown.cards);
        self.pages_begun += 1;
        let slot = format!("stayed-{}-{}", self.now.at.millis(), self.pages_begun);
        let theirs = self.model.shown.stayed.iter().filter(|row| row.whose == Whose::Theirs);
        let before = theirs.map(|row| row.id).collect();
        let stayed = Stayed::of(slot.clone(), question, live.deck.clone(), before);
        self.forms.talk.stayed.insert(slot.clone(), stayed);
        self.leave_table();
        if was_here {
            self.go(Route::Stayed(slot));
        }
    }

    /// What a card of the couple's own asks, and whether the partner has it, too.
    pub(super) fn card_named(&self, id: DocumentId) -> Option<(String, bool)> {
        let card = self.model.shown.cards.iter().find(|card| card.id == id)?;
        Some((card.question.clone(), card.in_deck && self.model.shown.partner.is_some()))
    }

    /// The talk lies on the screen no more.
    fn leave_table(&mut self) {
        let offer = self.model.table.offer.take();
        self.model.table.tell(Talks { live: None, offer });
        self.outbox.push(Request::Talk(Move::Leave));
    }

    /// Opens what was left unfinished and is not open yet.
    pub(super) fn take_up_stayed(&mut self, slot: &str) {
        let drafts = &self.model.shown.drafts;
        let Some(draft) = drafts.iter().find(|draft| draft.slot == slot) else { return };
        let stayed = &mut self.forms.talk.stayed;
        stayed.entry(slot.to_owned()).or_insert_with(|| Stayed::of_draft(draft));
    }

    /// What has words stays a draft; what has become an entry is one.
    pub(super) fn leave_stayed(&mut self, slot: &str) {
        let form = &mut self.forms.talk;
        let Some(stayed) = form.stayed.get_mut(slot) else { return };
        if stayed.kept.is_some() {
            form.stayed.remove(slot);
        } else if !stayed.busy {
            stayed.save(&mut self.outbox);
        }
    }

    /// Saves what is due; for more, the `next` look is in time.
    pub(super) fn save_of_talks(&mut self, next: &mut Option<f64>) {
        let (form, time, out) = (&mut self.forms.talk, self.time, &mut self.outbox);
        for stayed in form.stayed.values_mut() {
            if is_due(stayed.saving.due_in(time), next) {
                stayed.save(out);
            }
        }
    }

    /// Saves all of it at once.
    pub(super) fn save_talks(&mut self) {
        for stayed in self.forms.talk.stayed.values_mut() {
            stayed.save(&mut self.outbox);
        }
    }

    /// A draft of these is on disk.
    pub(super) fn talk_kept(&mut self, slot: &str, revision: u64) {
        if let Some(stayed) = self.forms.talk.stayed.get_mut(slot) {
            stayed.saving.confirm(revision);
        }
    }

    /// One of them is not.
    pub(super) fn talk_not_kept(&mut self, slot: &str) {
        if let Some(stayed) = self.forms.talk.stayed.get_mut(slot) {
            stayed.busy = false;
            stayed.saving.fail(self.time);
        }
    }

    /// What stayed became an entry. Gives whether the slot was of such a thing.
    pub(super) fn stayed_committed(&mut self, slot: &str, id: DocumentId) -> bool {
        let Some(stayed) = self.forms.talk.stayed.get_mut(slot) else { return false };
        (stayed.busy, stayed.kept) = (false, Some(id));
        if self.route != Route::Stayed(slot.to_owned()) {
            self.forms.talk.stayed.remove(slot);
        }
        true
    }
}
