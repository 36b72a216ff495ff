//! One thing appreciated about the partner: a line.

use super::around::Made;
use super::{CREATED, DAY, Ends, Kind, MAX_PROSE, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType};
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
        super::ORIGIN,
        super::BY,
    ],
    facts: &[],
    listed: true,
    answers: &[],
    project: Projects::Changes(project),
    stands: super::by_itself,
    title_field: "",
    body_field: "text",
    writers: &[Writers::Owner],
    ends: Ends::ByWhoeverWrites,
};

fn project(made: &Made<'_>) -> Projection {
    Projection::of(made, KIND.title_field, KIND.body_field)
}
