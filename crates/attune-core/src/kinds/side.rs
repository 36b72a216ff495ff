//! One's own side of a pause, told as a friend of both would tell it: private, or
//! for the partner to read.

use super::{CREATED, DAY, Kind, MAX_PROSE, OFFSET};
use crate::document::{Field, FieldType};

pub(crate) const KIND: Kind = Kind {
    name: "side",
    shape: &[
        Field::new("text", FieldType::Prose, MAX_PROSE),
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
