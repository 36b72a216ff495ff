//! What two devices share of one soul talk: which of two states counts, and
//! the bytes of one.

use crate::proto::live::LiveState;
use attune_core::ids::{DeviceId, PersonId};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::time::Duration;

/// How long a talk is.
pub const LENGTH: Duration = Duration::from_secs(15 * 60);
/// The longest name of a deck or a card, in bytes.
pub const MAX_NAME: usize = 64;

/// One soul talk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TalkId([u8; 8]);

impl TalkId {
    /// The talk of these bytes, drawn at random for each.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for TalkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TalkId(..)")
    }
}

/// The name of a deck or a card: one to [`MAX_NAME`] visible characters of
/// ASCII. The words of a card are looked up by whoever shows it. Its `Debug`
/// keeps it to itself: which question two people talk about is theirs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The name in `text`, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_name = (1..=MAX_NAME).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_name.then(|| Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(..)")
    }
}

/// How far a talk has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// One of the two would like to; the time does not run yet.
    Offered,
    /// The time runs.
    Running,
    /// It stands still until one of the two goes on.
    Resting,
    /// It is over, by somebody's choice or by time.
    Ended,
}

/// All that is shared of a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) talk: TalkId,
    /// Counts what was done, over all talks that a device has seen.
    pub(super) revision: u64,
    /// The device that did it.
    pub(super) author: DeviceId,
    pub(super) deck: Name,
    /// None lies there after one was passed.
    pub(super) card: Option<Name>,
    pub(super) turn: PersonId,
    /// How much of the talk was over when this turn began.
    pub(super) turn_began: Duration,
    pub(super) phase: Phase,
    /// How much of the talk is over; never more than [`LENGTH`].
    pub(super) elapsed: Duration,
}

/// What travels. Times are in milliseconds of the talk; no clock is in it.
#[derive(Serialize, Deserialize)]
enum Body {
    V1(V1),
}

#[derive(Serialize, Deserialize)]
struct V1 {
    talk: TalkId,
    revision: u64,
    author: DeviceId,
    deck: String,
    card: Option<String>,
    turn: PersonId,
    turn_began: u32,
    phase: Phase,
    elapsed: u32,
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

impl State {
    /// Which of two states counts: the greater, of the later revision; of two
    /// that were made at once, the one by the larger device. All else is compared
    /// too, so that equal ones are the same whoever made them, but for the time,
    /// which no two devices count alike.
    pub(super) fn rank(&self, other: &Self) -> Ordering {
        fn of(state: &State) -> impl Ord + '_ {
            let State { talk, revision, author, deck, card, turn, turn_began, phase, elapsed: _ } =
                state;
            (revision, author, talk, deck, card, turn, millis(*turn_began), phase)
        }
        of(self).cmp(&of(other))
    }

    pub(super) fn is_over(&self) -> bool {
        self.phase == Phase::Ended || self.elapsed >= LENGTH
    }

    /// Lets so much time pass, where it runs.
    pub(super) fn pass(&mut self, time: Duration) {
        if self.phase == Phase::Running {
            self.elapsed = self.elapsed.saturating_add(time).min(LENGTH);
        }
    }

    /// Its bytes. There are always any: the largest is far below the limit.
    pub(super) fn encode(&self) -> Option<LiveState> {
        let body = Body::V1(V1 {
            talk: self.talk,
            revision: self.revision,
            author: self.author,
            deck: self.deck.0.clone(),
            card: self.card.as_ref().map(|card| card.0.clone()),
            turn: self.turn,
            turn_began: millis(self.turn_began),
            phase: self.phase,
            elapsed: millis(self.elapsed),
        });
        LiveState::new(postcard::to_stdvec(&body).ok()?).ok()
    }

    /// The state in what came and is `age` old. Nothing if it is none of these
    /// `two` people's, or of a newer version. Whatever the bytes are, the time is
    /// within the talk's, and none has passed of one that is only offered.
    pub(super) fn decode(live: &LiveState, two: [PersonId; 2], age: Duration) -> Option<Self> {
        let (Body::V1(body), rest) = postcard::take_from_bytes(live.as_bytes()).ok()?;
        let card = match body.card {
            Some(card) => Some(Name::parse(&card)?),
            None => None,
        };
        if !rest.is_empty() || !two.contains(&body.turn) {
            return None;
        }
        let elapsed = match body.phase {
            Phase::Offered => 0,
            Phase::Running | Phase::Resting | Phase::Ended => body.elapsed,
        };
        let mut state = Self {
            talk: body.talk,
            revision: body.revision,
            author: body.author,
            deck: Name::parse(&body.deck)?,
            card,
            turn: body.turn,
            turn_began: Duration::from_millis(u64::from(body.turn_began)).min(LENGTH),
            phase: body.phase,
            elapsed: Duration::from_millis(u64::from(elapsed)).min(LENGTH),
        };
        state.pass(age);
        Some(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: [PersonId; 2] = [PersonId::from_bytes([1; 32]), PersonId::from_bytes([2; 32])];

    fn state() -> State {
        State {
            talk: TalkId::from_bytes([3; 8]),
            revision: 7,
            author: DeviceId::from_bytes([4; 32]),
            deck: Name::parse("memories").unwrap(),
            card: Name::parse("memories/12"),
            turn: TWO[1],
            turn_began: Duration::from_millis(300),
            phase: Phase::Running,
            elapsed: Duration::from_millis(70_000),
        }
    }

    /// A version of tomorrow has to read these.
    #[test]
    fn the_bytes_of_the_first_version_are_fixed() {
        let parts: [&[u8]; 10] = [
            &[0],
            &[3; 8],
            &[7],
            &[4; 32],
            b"\x08memories",
            b"\x01\x0bmemories/12",
            &[2; 32],
            &[0xac, 0x02],
            &[1],
            &[0xf0, 0xa2, 0x04],
        ];
        let bytes = state().encode().unwrap();
        assert_eq!(bytes.as_bytes(), parts.concat());
        assert_eq!(State::decode(&bytes, TWO, Duration::ZERO), Some(state()));
    }

    #[test]
    fn the_largest_state_has_room() {
        let name = Name::parse(&"x".repeat(MAX_NAME));
        let largest = State {
            revision: u64::MAX,
            deck: name.clone().unwrap(),
            card: name,
            turn_began: LENGTH,
            elapsed: LENGTH,
            ..state()
        };
        assert!(largest.encode().unwrap().as_bytes().len() < 300);
    }

    #[test]
    fn what_no_honest_device_says_is_mended_or_refused() {
        let came = |change: fn(&mut State), age| {
            let mut state = state();
            change(&mut state);
            State::decode(&state.encode().unwrap(), TWO, age)
        };
        let (none, long) = (Duration::ZERO, Duration::MAX);
        assert_eq!(came(|state| state.turn = PersonId::from_bytes([9; 32]), none), None);
        assert_eq!(came(|state| state.deck = Name(String::new()), none), None);
        assert_eq!(came(|state| state.card = Some(Name("a b".to_owned())), none), None);
        assert_eq!(came(|state| state.card = Some(Name("x".repeat(65))), none), None);
        let elapsed = |state: Option<State>| state.unwrap().elapsed;
        assert_eq!(elapsed(came(|state| state.elapsed = LENGTH * 4, none)), LENGTH);
        assert_eq!(elapsed(came(|_| {}, long)), LENGTH);
        assert_eq!(elapsed(came(|state| state.phase = Phase::Offered, long)), Duration::ZERO);
        let rests = came(|state| state.phase = Phase::Resting, long);
        assert_eq!(elapsed(rests), Duration::from_millis(70_000), "it grows no older");
        let late = came(|state| state.turn_began = LENGTH * 4, none).unwrap();
        assert_eq!(late.turn_began, LENGTH);
        let bytes = [state().encode().unwrap().as_bytes(), &[0]].concat();
        assert_eq!(State::decode(&LiveState::new(bytes).unwrap(), TWO, none), None);
    }
}
