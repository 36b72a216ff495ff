//! Answers that two people give apart and open together: once a week the
//! check-in, once a month the signs.
//!
//! Each person's answer is a document of its own, made of facts: the sealed
//! answer, then the release of its key for one named answer of the partner. Both
//! are named by their time, a week or a month, and never by an id that two
//! devices would have to agree on.

use super::{Moment, Projection};
use crate::ids::HeaderHash;
use crate::seal::{SealKey, Sealed};
use crate::time::{Month, Week};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Period {
    Week(Week),
    Month(Month),
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Week(week) => week.fmt(f),
            Period::Month(month) => month.fmt(f),
        }
    }
}

impl From<Week> for Period {
    fn from(week: Week) -> Self {
        Period::Week(week)
    }
}

impl From<Month> for Period {
    fn from(month: Month) -> Self {
        Period::Month(month)
    }
}

/// When an answer was given and for what, in clear beside the sealed words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Given<P> {
    pub(crate) period: P,
    pub(crate) moment: Moment,
}

/// The body of a sealed answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealedAnswer<P> {
    pub(crate) given: Given<P>,
    pub(crate) sealed: Sealed,
}

/// The body of an answer given while there is no partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PrivateAnswer<P, A> {
    pub(crate) given: Given<P>,
    pub(crate) answer: A,
}

/// The body of a key release: it opens `mine` to whoever sealed `theirs`.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeyRelease {
    pub(crate) mine: HeaderHash,
    pub(crate) theirs: HeaderHash,
    pub(crate) key: SealKey,
}

/// How one kind of sealed answers is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seals {
    /// The body of a sealed answer.
    pub(crate) sealed: fn(&[u8]) -> Option<(Given<Period>, Sealed)>,
    /// The body of a private one, with the answer as it would be sealed.
    pub(crate) private: fn(&[u8]) -> Option<(Given<Period>, Vec<u8>)>,
    /// What an answer that is open says in lists and in search; `None` if it is
    /// no answer of this kind.
    pub(crate) body: fn(&[u8]) -> Option<String>,
}

/// [`Seals::sealed`] of a kind whose answers are for a `P`.
pub(crate) fn sealed<P>(body: &[u8]) -> Option<(Given<Period>, Sealed)>
where
    P: DeserializeOwned + Into<Period>,
{
    let SealedAnswer::<P> { given, sealed } = postcard::from_bytes(body).ok()?;
    Some((given.of_any(), sealed))
}

/// [`Seals::private`] of a kind whose answers `A` are for a `P`.
pub(crate) fn private<P, A>(body: &[u8]) -> Option<(Given<Period>, Vec<u8>)>
where
    P: DeserializeOwned + Into<Period>,
    A: DeserializeOwned + Serialize,
{
    let PrivateAnswer::<P, A> { given, answer } = postcard::from_bytes(body).ok()?;
    Some((given.of_any(), postcard::to_stdvec(&answer).ok()?))
}

impl<P: Into<Period>> Given<P> {
    fn of_any(self) -> Given<Period> {
        Given { period: self.period.into(), moment: self.moment }
    }
}

impl Given<Period> {
    /// The columns of an answer that says `body`.
    pub(crate) fn projection(&self, body: String) -> Projection {
        let period = Some(self.period.to_string());
        Projection { body, period, ..Projection::at(&self.moment) }
    }
}

/// How the answers for one week or month stand on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SealState {
    /// Mine is not sealed.
    Open,
    /// Mine is; the partner's is not here.
    Sealed,
    /// Both are here; a key is missing.
    Waiting,
    /// Both can be read.
    Opened,
}
