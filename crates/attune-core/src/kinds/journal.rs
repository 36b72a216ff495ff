//! A journal page: a title and prose, for oneself, for the partner to read, or
//! for both to write.

use super::{CREATED, DAY, Ends, Kind, MAX_LINE, MAX_PROSE, OFFSET, Projection};
use crate::document::{Field, FieldType, Merged};
use crate::header::Writers;

pub(crate) const KIND: Kind = Kind {
    name: "journal",
    shape: &[
        Field::new("title", FieldType::Line, MAX_LINE),
        Field::new("body", FieldType::Prose, MAX_PROSE),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
    ],
    facts: &[],
    listed: true,
    project: Some(project),
    title_field: "title",
    body_field: "body",
    writers: &[Writers::Owner, Writers::Both],
    ends: Ends::ByWhoeverWrites,
};

fn project(merged: &Merged) -> Projection {
    Projection::of(merged, KIND.title_field, KIND.body_field)
}
