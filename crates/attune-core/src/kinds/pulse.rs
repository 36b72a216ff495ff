//! The pulse: once a month each says how six signs of closeness are, sealed until
//! both have. It is a way to talk, and never a score: nothing is added up, and
//! nothing is held against anybody else's.

use super::Kind;
use super::sealed::{Seals, private, sealed};
use crate::time::Month;
use serde::{Deserialize, Serialize};

pub(crate) const KIND: Kind = Kind::sealed("pulse", SEALS);

/// How many levels a sign has, from 1. They are words on a screen.
pub const LEVELS: u8 = 5;

/// The six signs, in the order in which they are asked and kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    /// Open communication.
    Open,
    /// Safety to be vulnerable.
    Safe,
    /// Respect.
    Respect,
    /// Trust when apart.
    Trust,
    /// Conflict without damage.
    Conflict,
    /// Enjoying time together.
    Enjoy,
}

impl Sign {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Safe, Self::Respect, Self::Trust, Self::Conflict, Self::Enjoy];

    /// As texts and JSON name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Safe => "safe",
            Self::Respect => "respect",
            Self::Trust => "trust",
            Self::Conflict => "conflict",
            Self::Enjoy => "enjoy",
        }
    }
}

/// How each of the six signs is, in their order, from 1 to [`LEVELS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels(pub [u8; 6]);

impl Levels {
    /// Whether each is a level.
    pub fn are_levels(&self) -> bool {
        self.0.iter().all(|level| (1..=LEVELS).contains(level))
    }
}

/// A partner's program may have sealed anything: what is no level is no answer.
const SEALS: Seals = Seals {
    sealed: sealed::<Month>,
    private: private::<Month, Levels>,
    body: |plain| {
        let levels: Levels = postcard::from_bytes(plain).ok()?;
        // Words are for screens; nothing that is kept depends on a language.
        levels.are_levels().then(String::new)
    },
};
