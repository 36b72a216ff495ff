//! "One thing we will try", at the end of a check-in. Whoever writes one owns
//! it; both people's stand side by side.

use super::{CREATED, DAY, Ends, Kind, MAX_LINE, OFFSET, Projection};
use crate::document::{Field, FieldType, Merged};
use crate::header::Writers;

pub(crate) const KIND: Kind = Kind {
    name: "checkin-try",
    shape: &[
        Field::new("text", FieldType::Line, MAX_LINE),
        Field::fixed("week", FieldType::Line, 10),
        DAY,
        CREATED,
        OFFSET,
    ],
    facts: &[],
    listed: false,
    project: Some(project),
    title_field: "",
    body_field: "text",
    writers: &[Writers::Owner],
    ends: Ends::ByWhoeverWrites,
};

fn project(merged: &Merged) -> Projection {
    Projection::of(merged, KIND.title_field, KIND.body_field)
}
