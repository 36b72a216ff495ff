//! A person as the partner sees them: their name. Each writes their own.

use super::{CREATED, DAY, Kind, MAX_LINE, OFFSET, Projection};
use crate::document::{Field, FieldType, Merged};

pub(crate) const KIND: Kind = Kind {
    name: "profile",
    shape: &[Field::new("name", FieldType::Line, MAX_LINE), DAY, CREATED, OFFSET],
    facts: &[],
    listed: false,
    project: Some(project),
    body_field: "name",
};

fn project(merged: &Merged) -> Projection {
    Projection::of(merged, "", "name")
}
