//! A person as the partner sees them: their name, and their devices since the
//! two paired. Each writes their own.

use super::{CREATED, DAY, Ends, Kind, MAX_LINE, OFFSET, Projection};
use crate::document::{Field, FieldType, Merged};
use crate::header::Writers;
use crate::record::RecordType;

pub(crate) const KIND: Kind = Kind {
    name: "profile",
    shape: &[Field::new("name", FieldType::Line, MAX_LINE), DAY, CREATED, OFFSET],
    facts: &[RecordType::CERTIFICATE],
    listed: false,
    project: Some(project),
    title_field: "",
    body_field: "name",
    writers: &[Writers::Owner],
    ends: Ends::Never,
};

fn project(merged: &Merged) -> Projection {
    Projection::of(merged, "", "name")
}
