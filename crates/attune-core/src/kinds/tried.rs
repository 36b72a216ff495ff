//! "One thing we will try", at the end of a check-in. Whoever writes one owns
//! it; both people's stand side by side.

use super::{CREATED, DAY, Kind, MAX_LINE, OFFSET};
use crate::document::{Field, FieldType};

pub(crate) const KIND: Kind = Kind {
    name: "checkin-try",
    shape: &[
        Field::new("text", FieldType::Line, MAX_LINE),
        Field::fixed("week", FieldType::Line, 10),
        DAY,
        CREATED,
        OFFSET,
        super::ORIGIN,
    ],
    listed: false,
    ..Kind::WRITTEN
};
