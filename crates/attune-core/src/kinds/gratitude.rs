//! One thing appreciated about the partner: a line.

use super::{CREATED, DAY, Kind, MAX_PROSE, OFFSET, Projection};
use crate::document::{Field, FieldType, Merged};

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
    ],
    facts: &[],
    listed: true,
    project: Some(project),
    body_field: "text",
};

fn project(merged: &Merged) -> Projection {
    Projection::of(merged, "", "text")
}
