//! A ritual: something small with a time of its own, one person's or both's. That
//! it was kept on a day is a mark of its own, which is never edited: it can be
//! taken back by a second fact that names it. So marks made apart add up, in
//! whatever order they come, and whoever makes one after another's was taken back
//! has made a further one.

use super::around::Made;
use super::rhythm::{Days, Kept, Rest, Rhythm};
use super::{CREATED, DAY, Detail, Kind, MAX_LINE, Moment, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType, Value, Values};
use crate::header::Writers;
use crate::ids::RecordHash;
use crate::record::RecordType;
use crate::time::{ClockTime, Day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The fields. Days, time and rest are numbers: of two written at once one stands,
/// the same on both devices, and no clash is shown for it.
const NAME: &str = "name";
const DAYS: &str = "days";
const AT: &str = "at";
const REST: &str = "rest";

pub(crate) const KIND: Kind = Kind {
    name: "ritual",
    shape: &[
        Field::new(NAME, FieldType::Line, MAX_LINE),
        Field::new(DAYS, FieldType::Number, 8),
        Field::new(AT, FieldType::Number, 8),
        Field::new(REST, FieldType::Number, 8),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
        super::ORIGIN,
    ],
    facts: &[RecordType::DONE, RecordType::NOT_DONE],
    project: Projects::Changes(project),
    body_field: NAME,
    writers: &[Writers::Owner, Writers::Both],
    ..Kind::WRITTEN
};

/// A ritual, but for its name and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ritual {
    /// When it is.
    pub rhythm: Rhythm,
    /// On which days it was kept.
    pub kept: Kept,
}

/// The body of a mark: it was kept on a day, where whoever says so was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) day: Day,
    pub(crate) moment: Moment,
    /// Random, so that a further mark is always a further fact.
    pub(crate) nonce: [u8; 8],
}

/// The body of what takes a mark back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NotDone {
    pub(crate) mark: RecordHash,
    pub(crate) moment: Moment,
}

/// The fields that say this, each where it is given.
pub(crate) fn values(name: Option<&str>, days: Option<Days>, at: Option<ClockTime>) -> Values {
    let name = name.map(|name| (NAME, Value::Text(name.to_owned())));
    let days = days.map(|days| (DAYS, Value::Number(days.bits())));
    let at = at.map(|at| (AT, Value::Number(at.minutes().into())));
    [name, days, at].into_iter().flatten().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The field that says when it rests.
pub(crate) fn resting(rest: Option<Rest>) -> Values {
    Values::from([(REST.to_owned(), Value::Number(Rest::number(rest)))])
}

/// The marks that stand, each with its day.
pub(crate) fn marks(made: &Made<'_>) -> Vec<(RecordHash, Day)> {
    let taken_back: BTreeSet<RecordHash> =
        bodies::<NotDone>(made, RecordType::NOT_DONE).map(|(_, not_done)| not_done.mark).collect();
    bodies::<Done>(made, RecordType::DONE)
        .filter(|(hash, _)| !taken_back.contains(hash))
        .map(|(hash, done)| (hash, done.day))
        .collect()
}

/// The facts of a type that read back; a partner's program may have written
/// anything.
fn bodies<T: serde::de::DeserializeOwned>(
    made: &Made<'_>,
    kind: RecordType,
) -> impl Iterator<Item = (RecordHash, T)> {
    let of_kind = made.facts.iter().filter(move |fact| fact.kind == kind);
    of_kind.filter_map(|fact| Some((fact.hash, postcard::from_bytes(&fact.body).ok()?)))
}

fn project(made: &Made<'_>) -> Projection {
    let number = |name| made.merged.and_then(|merged| merged.number(name)).unwrap_or_default();
    let rhythm = Rhythm {
        days: Days::from_bits(number(DAYS)),
        at: ClockTime::from_minutes(number(AT)),
        rest: Rest::of_number(number(REST)),
    };
    let mut kept = Kept::default();
    for (_, day) in marks(made) {
        kept.insert(day);
    }
    let detail = Some(Detail::Ritual(Ritual { rhythm, kept }));
    Projection { detail, ..Projection::of(made, KIND.title_field, KIND.body_field) }
}
