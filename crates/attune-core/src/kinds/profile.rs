//! A person as the partner sees them: their name, the ink their words are set
//! in, and their devices since the two paired. Each writes their own.

use super::{CREATED, DAY, Ends, Kind, MAX_LINE, OFFSET};
use crate::document::{Field, FieldType, Value, Values};
use crate::ids::PersonId;
use crate::record::RecordType;
use serde::{Deserialize, Serialize};

pub(crate) const KIND: Kind = Kind {
    name: "profile",
    shape: &[
        Field::new("name", FieldType::Line, MAX_LINE),
        Field::new("ink", FieldType::Line, 16),
        DAY,
        CREATED,
        OFFSET,
    ],
    facts: &[RecordType::CERTIFICATE],
    listed: false,
    title_field: "ink",
    body_field: "name",
    ends: Ends::Never,
    ..Kind::WRITTEN
};

/// The fields of a profile; one that has no ink leaves the choice open.
pub(crate) fn values(name: &str, ink: Option<Ink>) -> Values {
    let text = |field: &str, text: &str| (field.to_owned(), Value::Text(text.to_owned()));
    let mut values = Values::from([text("name", name)]);
    values.extend(ink.map(|ink| text("ink", ink.name())));
    values
}

/// What a person's own words are set in, wherever they show. None is green:
/// that is for what can be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ink {
    /// Blue-black; whoever chooses nothing has it.
    #[default]
    BlueBlack,
    /// Madder.
    Madder,
    /// Violet.
    Violet,
    /// Umber.
    Umber,
    /// Lagoon.
    Lagoon,
    /// Plum.
    Plum,
}

impl Ink {
    /// All six, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::BlueBlack, Self::Madder, Self::Violet, Self::Umber, Self::Lagoon, Self::Plum];

    /// As a profile and the terminal have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::BlueBlack => "blue-black",
            Self::Madder => "madder",
            Self::Violet => "violet",
            Self::Umber => "umber",
            Self::Lagoon => "lagoon",
            Self::Plum => "plum",
        }
    }

    /// The ink called `name`; `None` if this version has no such one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ink| ink.name() == name)
    }

    /// The first in that order that the other does not have.
    pub(crate) fn first_but(other: Self) -> Self {
        Self::ALL.into_iter().find(|ink| *ink != other).unwrap_or_default()
    }
}

/// What two people's words are set in. Never the same, whatever they chose: a
/// choice goes before none, and of two equal ones that of the person with the
/// lower id stands, so that both devices show the same without a word between
/// them. The other shows in the first ink that is free until one chooses anew.
pub(crate) fn inks(one: (PersonId, Option<Ink>), other: (PersonId, Option<Ink>)) -> (Ink, Ink) {
    match (one.1, other.1) {
        (Some(a), Some(b)) if a != b => (a, b),
        (Some(a), None) => (a, Ink::first_but(a)),
        (None, Some(b)) => (Ink::first_but(b), b),
        (same, _) => {
            let stands = same.unwrap_or_default();
            let gives_way = Ink::first_but(stands);
            if one.0 <= other.0 { (stands, gives_way) } else { (gives_way, stands) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_never_write_with_one_ink_and_both_devices_see_the_same() {
        let [low, high] = [1, 2].map(|byte| PersonId::from_slice(&[byte; 32]).unwrap());
        let choices = || std::iter::once(None).chain(Ink::ALL.map(Some));
        for mine in choices() {
            for theirs in choices() {
                let (a, b) = inks((low, mine), (high, theirs));
                assert_ne!(a, b, "{mine:?} and {theirs:?}");
                assert_eq!(inks((high, theirs), (low, mine)), (b, a), "seen from the other");
                if mine != theirs {
                    assert!(mine.is_none_or(|mine| mine == a));
                    assert!(theirs.is_none_or(|theirs| theirs == b));
                }
            }
        }
        assert_eq!(inks((low, Some(Ink::Plum)), (high, Some(Ink::Plum))).0, Ink::Plum);
    }

    #[test]
    fn every_ink_is_known_by_its_name() {
        for ink in Ink::ALL {
            assert_eq!(Ink::named(ink.name()), Some(ink));
        }
        assert_eq!(Ink::named("green"), None);
    }
}
