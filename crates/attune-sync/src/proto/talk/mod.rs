//! A soul talk while it goes on: fifteen minutes, one card for both, and whose
//! turn it is, the same on both people's devices. A machine without IO.
//!
//! The state is one value, and each device holds a whole copy. Whoever does
//! something raises the revision and shows the new state; whoever is shown a
//! later one takes it and shows it back, so each knows that the other is there.
//! Two things done at once are settled by which device is larger; of two offers
//! at once one begins, and both people are in it. A state may
//! be lost, doubled or late: only the last one counts, and it is shown again
//! every [`BEAT`].
//!
//! No clock is compared with another. What travels is how much of the talk is
//! over, and how old that is; each device counts on from there by its own
//! monotonic clock, also while the line is gone. Of two counts of the same
//! revision the longer one stands, for a computer that slept counts too little;
//! less than [`LEFT_ALONE`] apart neither moves.
//!
//! The caller gives each input its time, sends what a [`Say`] tells, gives
//! [`Talk::heard`] what arrives, and calls [`Talk::tick`] about once a second.
//! A [`Talk`] outlives the talks: it waits for an offer, and after one is over
//! for the next.
//!
//! **Invariants:** the time never exceeds [`LENGTH`], whatever arrives; a turn
//! belongs to one of the two; nothing is shown to the partner by somebody who
//! has not come in, and nothing of the partner's stays after they are gone.

mod state;

pub use state::{LENGTH, MAX_NAME, Name, Phase, TalkId};

use super::live::LiveState;
use attune_core::ids::{DeviceId, PersonId};
use state::State;
use std::cmp::Ordering;
use std::time::Duration;

/// How long one person speaks before the other's turn is suggested.
pub const TURN: Duration = Duration::from_secs(450);
/// How often the state is shown again although nothing was done: it may have
/// been lost, and two clocks drift apart.
pub const BEAT: Duration = Duration::from_secs(10);
/// Whoever shows nothing for so long is not there, whatever the line says.
pub const SILENCE: Duration = Duration::from_secs(30);
/// Counts that differ by less are left alone. What the way takes (50 ms in a
/// home) is not known and comes on top, and the two together have to stay below
/// the 200 ms that two screens side by side may differ.
pub const LEFT_ALONE: Duration = Duration::from_millis(100);
/// No talk comes to so many revisions: a state that is ahead by more is of a
/// program that wants to be the last word for ever.
const LEAP: u64 = 1_000_000;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The person's at this device.
    Mine,
    /// The partner's.
    Theirs,
}

/// What is shown to the partner's devices from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// This.
    This(LiveState),
    /// Nothing any more.
    Nothing,
}

impl Say {
    /// As the connection takes it.
    pub fn into_live(self) -> Option<LiveState> {
        match self {
            Self::This(state) => Some(state),
            Self::Nothing => None,
        }
    }
}

/// What a screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Which talk.
    pub talk: TalkId,
    /// How far it has come.
    pub phase: Phase,
    /// The deck that its cards are of.
    pub deck: Name,
    /// The card on the table; none after one was passed.
    pub card: Option<Name>,
    /// How much time is left; nothing once it is used up.
    pub remaining: Duration,
    /// Whose turn it is.
    pub turn: Turn,
    /// The turn has lasted for [`TURN`]: the other's may be suggested.
    pub suggests_handing_over: bool,
    /// The person here has come in. Until then the talk is the partner's offer.
    pub is_joined: bool,
    /// The partner is in this talk, and reached.
    pub partner_is_there: bool,
}

/// One device's side of the soul talks of two people. See the module.
#[derive(Debug, Clone)]
pub struct Talk {
    me: PersonId,
    partner: PersonId,
    device: DeviceId,
    held: Option<State>,
    /// The time of the last input: what is held is as it was then.
    at: Duration,
    /// The highest revision that was seen.
    revision: u64,
    is_in: bool,
    /// The person went out of a talk that is over. It is shown until the partner's
    /// device is known to know of the end.
    is_away: bool,
    /// When the partner last showed this talk.
    heard: Option<Duration>,
    /// When it was last shown to the partner.
    said: Duration,
}

impl Talk {
    /// For the person `me` at this `device`, and `partner`; no talk yet.
    pub fn new(me: PersonId, device: DeviceId, partner: PersonId) -> Self {
        Self {
            me,
            partner,
            device,
            held: None,
            at: Duration::ZERO,
            revision: 0,
            is_in: false,
            is_away: false,
            heard: None,
            said: Duration::ZERO,
        }
    }

    /// Offers a talk that begins with this card, the turn being one's own.
    /// Nothing comes of it while another talk goes on: that one can be joined, or
    /// ended.
    pub fn offer(&mut self, talk: TalkId, deck: Name, card: Name, now: Duration) -> Option<Say> {
        self.pass_until(now);
        self.forget_if_alone(now);
        if self.held.as_ref().is_some_and(|held| !held.is_over()) {
            return None;
        }
        self.held = Some(State {
            talk,
            revision: 0,
            author: self.device,
            deck,
            card: Some(card),
            turn: self.me,
            turn_began: Duration::ZERO,
            phase: Phase::Offered,
            elapsed: Duration::ZERO,
        });
        (self.is_in, self.is_away) = (true, false);
        self.heard = None;
        self.revise(now)
    }

    /// Comes into the talk; one that is only offered begins. Whoever offered it
    /// begins without the other by this, as where both sit before one screen.
    pub fn join(&mut self, now: Duration) -> Option<Say> {
        self.pass_until(now);
        let held = self.held.as_mut().filter(|held| !held.is_over())?;
        let was_in = std::mem::replace(&mut self.is_in, true);
        if held.phase == Phase::Offered {
            held.phase = Phase::Running;
            return self.revise(now);
        }
        if was_in { None } else { self.say(now) }
    }

    /// Puts another card on the table.
    pub fn draw(&mut self, card: Name, now: Duration) -> Option<Say> {
        self.change(now, |held| held.card = Some(card))
    }

    /// Takes the card from the table.
    pub fn pass(&mut self, now: Duration) -> Option<Say> {
        self.change(now, |held| held.card = None)
    }

    /// Makes it somebody's turn.
    pub fn hand_over(&mut self, to: Turn, now: Duration) -> Option<Say> {
        let person = match to {
            Turn::Mine => self.me,
            Turn::Theirs => self.partner,
        };
        self.change(now, |held| {
            if held.turn != person {
                held.turn = person;
                held.turn_began = held.elapsed;
            }
        })
    }

    /// Lets the time stand still.
    pub fn rest(&mut self, now: Duration) -> Option<Say> {
        self.change(now, |held| {
            if held.phase == Phase::Running {
                held.phase = Phase::Resting;
            }
        })
    }

    /// Lets it run again.
    pub fn resume(&mut self, now: Duration) -> Option<Say> {
        self.change(now, |held| {
            if held.phase == Phase::Resting {
                held.phase = Phase::Running;
            }
        })
    }

    /// Ends the talk, for both.
    pub fn end(&mut self, now: Duration) -> Option<Say> {
        self.change(now, |held| held.phase = Phase::Ended)
    }

    /// Goes out of the talk, which is not on the screen any more. One that is not
    /// over goes on while the partner is in it, and can be joined again. Of one
    /// that is over the partner's device is told until it knows.
    pub fn leave(&mut self, now: Duration) -> Option<Say> {
        self.pass_until(now);
        if self.held.as_ref().is_some_and(State::is_over) {
            self.is_away = self.is_in;
            return None;
        }
        if !std::mem::take(&mut self.is_in) {
            return None;
        }
        self.forget_if_alone(now);
        Some(Say::Nothing)
    }

    /// Time has passed; to be called about once a second.
    pub fn tick(&mut self, now: Duration) -> Option<Say> {
        self.pass_until(now);
        self.forget_if_alone(now);
        let is_shown = self.is_in && (!self.is_away || self.is_partner_there(now));
        let is_due = now.saturating_sub(self.said) >= BEAT;
        if is_shown && is_due { self.say(now) } else { None }
    }

    /// The partner shows this, set `age` ago. Bytes that are no state of these
    /// two people's talks are as if they had not come.
    pub fn heard(&mut self, live: &LiveState, age: Duration, now: Duration) -> Option<Say> {
        self.pass_until(now);
        let theirs = State::decode(live, [self.me, self.partner], age)?;
        if theirs.revision > self.revision.saturating_add(LEAP) {
            return None;
        }
        self.revision = self.revision.max(theirs.revision);
        let talk = theirs.talk;
        let say = self.weigh(theirs, now);
        if self.held.as_ref().is_some_and(|held| held.talk == talk) {
            self.heard = Some(now);
        }
        say
    }

    /// The partner shows nothing any more, or is not reached. A talk that this
    /// person is in goes on; an offer is gone.
    pub fn partner_gone(&mut self, now: Duration) {
        self.pass_until(now);
        self.heard = None;
        self.forget_if_alone(now);
    }

    /// What a screen shows at `now`; nothing without a talk.
    pub fn view(&self, now: Duration) -> Option<View> {
        let mut held = self.held.clone()?;
        held.pass(now.saturating_sub(self.at));
        let is_over = held.is_over();
        if is_over && (!self.is_in || self.is_away) {
            return None;
        }
        Some(View {
            talk: held.talk,
            phase: if is_over { Phase::Ended } else { held.phase },
            deck: held.deck,
            card: held.card,
            remaining: LENGTH.saturating_sub(held.elapsed),
            turn: if held.turn == self.me { Turn::Mine } else { Turn::Theirs },
            suggests_handing_over: !is_over && held.elapsed.saturating_sub(held.turn_began) >= TURN,
            is_joined: self.is_in,
            partner_is_there: self.is_partner_there(now),
        })
    }

    fn is_partner_there(&self, now: Duration) -> bool {
        self.heard.is_some_and(|heard| now.saturating_sub(heard) < SILENCE)
    }

    /// What nobody is in, or only somebody who is gone, is nobody's.
    fn forget_if_alone(&mut self, now: Duration) {
        if !self.is_in && !self.is_partner_there(now) {
            self.held = None;
        }
    }

    /// Counts on to `now`. A clock that goes back stands still here.
    fn pass_until(&mut self, now: Duration) {
        let time = now.saturating_sub(self.at);
        self.at = self.at.max(now);
        if let Some(held) = &mut self.held {
            held.pass(time);
        }
    }

    /// What somebody who is in does in a talk that is not over.
    fn change(&mut self, now: Duration, change: impl FnOnce(&mut State)) -> Option<Say> {
        self.pass_until(now);
        let held = self.held.as_mut().filter(|held| self.is_in && !held.is_over())?;
        let before = held.clone();
        change(held);
        if *held == before { None } else { self.revise(now) }
    }

    /// What is held was made so here, after all that was seen.
    fn revise(&mut self, now: Duration) -> Option<Say> {
        self.revision = self.revision.saturating_add(1);
        let held = self.held.as_mut()?;
        held.revision = self.revision;
        held.author = self.device;
        self.say(now)
    }

    fn say(&mut self, now: Duration) -> Option<Say> {
        self.said = now;
        self.held.as_ref().and_then(State::encode).map(Say::This)
    }

    /// Which of the two states counts, and what is to be said of that.
    fn weigh(&mut self, mut theirs: State, now: Duration) -> Option<Say> {
        let Some(mine) = &mut self.held else {
            self.held = Some(theirs);
            return None;
        };
        let (order, is_same) = (theirs.rank(mine), theirs.talk == mine.talk);
        // Who is not in only looks on, and has no say in which one counts.
        let looks_on = !self.is_in || (self.is_away && !is_same);
        if !looks_on && order == Ordering::Less {
            // They are shown ours, or will be at the next beat.
            return None;
        }
        if !looks_on && !is_same && theirs.is_over() && !mine.is_over() {
            // What is over does not take the place of what goes on: a device
            // that was started again counts from the beginning.
            return self.revise(now);
        }
        let is_near = theirs.elapsed.abs_diff(mine.elapsed) < LEFT_ALONE;
        let is_running = theirs.phase == Phase::Running && mine.phase == Phase::Running;
        let keeps_count = is_same
            && match order {
                Ordering::Equal if !looks_on => is_near || theirs.elapsed < mine.elapsed,
                _ => is_near && is_running,
            };
        if keeps_count {
            theirs.elapsed = mine.elapsed;
        }
        let both_offered = mine.phase == Phase::Offered && theirs.phase == Phase::Offered;
        *mine = theirs;
        if !self.is_in {
            return None;
        }
        if both_offered && !is_same && !self.is_away {
            // Each asked the other: nobody needs to be asked again.
            mine.phase = Phase::Running;
            return self.revise(now);
        }
        if is_same && !self.is_away {
            return if order == Ordering::Equal { None } else { self.say(now) };
        }
        // Another talk took the place of ours, and is an offer until one comes in;
        // or they know by now of the end that was still shown to them.
        (self.is_in, self.is_away) = (false, false);
        if is_same && mine.is_over() {
            self.held = None;
        }
        Some(Say::Nothing)
    }
}
