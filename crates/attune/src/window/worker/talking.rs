//! The soul talks of this window: one with the partner, on both screens, and one
//! on this screen alone. What each of the two does comes in; what the partner is to
//! be shown and what the window is to be told come out.

use crate::window::model::Whose;
use crate::window::talk::{Live, Move, Screens, Talks};
use attune_core::ids::{DeviceId, PersonId};
use attune_core::vault::Me;
use attune_sync::net::Showing;
use attune_sync::proto::talk::{Name, Phase, Say, Talk, TalkId, Turn, View};
use std::time::{Duration, Instant};

/// Counts that differ by more than this are told anew; the window counts by itself.
const APART: Duration = Duration::from_millis(150);
/// Who sits beside this person where there is no partner. It is nobody's key.
const NOBODY: PersonId = PersonId::from_bytes([0; PersonId::LEN]);

/// The talks, on the worker's own clock.
pub(super) struct Talking {
    clock: Instant,
    me: PersonId,
    device: DeviceId,
    /// The one with the partner, who is that.
    both: Option<(PersonId, Talk)>,
    here: Option<Talk>,
    /// What the window was told last, and when.
    told: Talks,
    at: Duration,
}

impl Talking {
    /// None yet.
    pub(super) fn new(me: &Me) -> Self {
        Self {
            clock: Instant::now(),
            me: me.person,
            device: me.device,
            both: None,
            here: None,
            told: Talks::default(),
            at: Duration::ZERO,
        }
    }

    fn now(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Who the partner is. What was begun with another is over.
    pub(super) fn with(&mut self, partner: Option<PersonId>) {
        if self.both.as_ref().map(|(partner, _)| *partner) == partner {
            return;
        }
        let new = |partner| (partner, Talk::new(self.me, self.device, partner));
        self.both = partner.map(new);
    }

    /// Begins a talk with this card.
    pub(super) fn begin(
        &mut self,
        talk: TalkId,
        screens: Screens,
        deck: Name,
        card: Name,
    ) -> Option<Say> {
        let now = self.now();
        match (screens, &mut self.both) {
            (Screens::Both, Some((_, both))) => {
                self.here = None;
                both.offer(talk, deck, card, now)
            }
            _ => {
                let partner = self.both.as_ref().map_or(NOBODY, |(partner, _)| *partner);
                let mut here = Talk::new(self.me, self.device, partner);
                here.offer(talk, deck, card, now);
                here.join(now);
                self.here = Some(here);
                None
            }
        }
    }

    /// Whether there is a talk of the partner's to come into.
    pub(super) fn is_offered(&self) -> bool {
        self.talks(self.now()).offer.is_some()
    }

    /// Whether this person is in a talk that is not over.
    pub(super) fn is_on(&self) -> bool {
        let live = self.talks(self.now()).live;
        live.is_some_and(|live| live.phase != Phase::Ended)
    }

    /// The deck of the talk that this person is in, by its name.
    pub(super) fn deck(&self) -> Option<String> {
        self.talks(self.now()).live.map(|live| live.deck)
    }

    /// Puts another card on the table.
    pub(super) fn draw(&mut self, card: Name) -> Option<Say> {
        self.change(|talk, now| talk.draw(card, now))
    }

    /// Does what needs no card.
    pub(super) fn act(&mut self, what: Move) -> Option<Say> {
        match what {
            Move::Begin(..) | Move::Draw => None,
            Move::Join => {
                let now = self.now();
                let offered = self.is_offered();
                let both = self.both.as_mut().filter(|_| offered || self.here.is_none());
                let say = both.and_then(|(_, both)| both.join(now));
                self.here.take_if(|_| offered);
                say
            }
            Move::Pass => self.change(Talk::pass),
            Move::Turn(whose) => self.change(|talk, now| {
                let to = if whose == Whose::Mine { Turn::Mine } else { Turn::Theirs };
                talk.hand_over(to, now)
            }),
            Move::Rest => self.change(Talk::rest),
            Move::Resume => self.change(Talk::resume),
            Move::End => self.change(Talk::end),
            Move::Leave => {
                let say = self.change(Talk::leave);
                self.here = None;
                say
            }
        }
    }

    /// On the talk that this person is in.
    fn change(&mut self, change: impl FnOnce(&mut Talk, Duration) -> Option<Say>) -> Option<Say> {
        let now = self.now();
        match (&mut self.here, &mut self.both) {
            (Some(here), _) => {
                change(here, now);
                None
            }
            (None, Some((_, both))) => change(both, now),
            (None, None) => None,
        }
    }

    /// The partner's device shows this.
    pub(super) fn heard(&mut self, shown: &Showing) -> Option<Say> {
        let now = self.now();
        let (_, both) = self.both.as_mut()?;
        both.heard(&shown.state, shown.set.elapsed(), now)
    }

    /// It shows nothing any more, or is not reached.
    pub(super) fn gone(&mut self) {
        let now = self.now();
        if let Some((_, both)) = &mut self.both {
            both.partner_gone(now);
        }
    }

    /// A second has passed.
    pub(super) fn tick(&mut self) -> Option<Say> {
        let now = self.now();
        if let Some(here) = &mut self.here {
            here.tick(now);
        }
        self.both.as_mut().and_then(|(_, both)| both.tick(now))
    }

    /// What the window is to be told, if that is something else than it knows.
    pub(super) fn news(&mut self) -> Option<Talks> {
        let now = self.now();
        let talks = self.talks(now);
        let passed = now.saturating_sub(self.at);
        let is_known = is_known(self.told.live.as_ref(), talks.live.as_ref(), passed)
            && is_known(self.told.offer.as_ref(), talks.offer.as_ref(), passed);
        if is_known {
            return None;
        }
        self.at = now;
        self.told.clone_from(&talks);
        Some(talks)
    }

    fn talks(&self, now: Duration) -> Talks {
        let here = self.here.as_ref().and_then(|talk| talk.view(now));
        let here = here.map(|view| live(&view, Screens::Here));
        let both = self.both.as_ref().and_then(|(_, talk)| talk.view(now));
        let is_offer = both.as_ref().is_some_and(|view| !view.is_joined);
        let both = both.map(|view| live(&view, Screens::Both));
        if is_offer {
            Talks { live: here, offer: both }
        } else {
            Talks { live: here.or(both), offer: None }
        }
    }
}

/// Whether somebody who counts on by themselves knows this already.
fn is_known(told: Option<&Live>, now: Option<&Live>, passed: Duration) -> bool {
    let (Some(told), Some(now)) = (told, now) else { return told == now };
    let passed = if told.phase == Phase::Running { passed } else { Duration::ZERO };
    let counted = told.remaining.saturating_sub(passed);
    let remaining = now.remaining;
    counted.abs_diff(remaining) <= APART && Live { remaining, ..told.clone() } == *now
}

/// A talk as the window shows it.
pub(crate) fn live(view: &View, screens: Screens) -> Live {
    Live {
        talk: view.talk,
        screens,
        phase: view.phase,
        deck: view.deck.as_str().to_owned(),
        card: view.card.as_ref().map(|card| card.as_str().to_owned()),
        turn: match view.turn {
            Turn::Mine => Whose::Mine,
            Turn::Theirs => Whose::Theirs,
        },
        suggests: view.suggests_handing_over,
        is_there: view.partner_is_there,
        remaining: view.remaining,
    }
}
