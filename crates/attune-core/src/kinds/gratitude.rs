//! One thing appreciated about the partner: a line.

use super::{CREATED, DAY, Ends, Kind, MAX_PROSE, OFFSET, Projection};
use crate::document::{Field, FieldType, Merged};
use crate::header::Writers;

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
    title_field: "",
    body_field: "text",
    writers: &[Writers::Owner],
    ends: Ends::ByWhoeverWrites,
};

fn project(merged: &Merged) -> Projection {
    Projection::of(merged, KIND.title_field, KIND.body_field)
}
