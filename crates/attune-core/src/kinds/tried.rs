//! "One thing we will try", at the end of a check-in. Whoever writes one owns
//! it; both people's stand side by side.

use super::around::Made;
use super::{CREATED, DAY, Ends, Kind, MAX_LINE, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType};
use crate::header::Writers;

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
    facts: &[],
    listed: false,
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
