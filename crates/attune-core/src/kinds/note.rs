//! A loving note: one line for the other to find. It shows there until they put it
//! away, which they note for themselves alone (`noted`): nobody learns whether, or
//! when, it was seen.

use super::around::Made;
use super::{CREATED, DAY, Ends, Kind, MAX_LINE, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType};
use crate::header::Writers;

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
