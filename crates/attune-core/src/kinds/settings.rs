//! What a couple settles together: one document that both write, made at
//! pairing; before that, one of one's own.

use super::{CREATED, DAY, Ends, Kind, OFFSET};
use crate::document::{Field, FieldType, Values};
use crate::header::Writers;
use crate::time::Weekday;

/// The day offered before anyone chose.
pub const DEFAULT_CHECKIN_DAY: Weekday = Weekday::Sunday;

pub(crate) const KIND: Kind = Kind {
    name: "settings",
    shape: &[Field::new("checkin-day", FieldType::Line, 16), DAY, CREATED, OFFSET],
    listed: false,
    body_field: "checkin-day",
    writers: &[Writers::Both],
    ends: Ends::Never,
    ..Kind::WRITTEN
};

pub(crate) fn values(day: Weekday) -> Values {
    Values::from([("checkin-day".to_owned(), crate::document::Value::Text(day.name().to_owned()))])
}
