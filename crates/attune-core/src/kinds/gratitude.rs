//! One thing appreciated about the partner: a line.

use super::{CREATED, DAY, Kind, MAX_PROSE, OFFSET};
use crate::document::{Field, FieldType};

pub(crate) const KIND: Kind = Kind {
    name: "gratitude",
    shape: &[
        // A scalar: lines are written at once, and load twenty times faster.
        Field::new("text", FieldType::Line, MAX_PROSE),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
        super::ORIGIN,
        super::BY,
    ],
    ..Kind::WRITTEN
};
