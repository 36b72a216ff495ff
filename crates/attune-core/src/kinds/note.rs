//! A loving note: one line for the other to find. It shows there until they put it
//! away, which they note for themselves alone (`noted`): nobody learns whether, or
//! when, it was seen.

use super::{CREATED, DAY, Kind, MAX_LINE, OFFSET};
use crate::document::{Field, FieldType};

pub(crate) const KIND: Kind = Kind {
    name: "note",
    shape: &[
        Field::new("text", FieldType::Line, MAX_LINE),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
    ],
    ..Kind::WRITTEN
};
