//! A heart: the shortest answer there is. It is its sender's, and names the page
//! it is for.

use super::around::Made;
use super::{Ends, Kind, Moment, Projection, Projects};
use crate::header::Writers;
use crate::record::RecordType;

pub(crate) const KIND: Kind = Kind {
    name: "heart",
    shape: &[],
    facts: &[RecordType::HEART],
    listed: false,
    answers: &["journal", "gratitude", "feeling", "reflection"],
    project: Projects::Facts(project),
    stands: super::by_what_it_answers,
    title_field: "",
    body_field: "",
    writers: &[Writers::Owner],
    ends: Ends::ByWhoeverWrites,
};

fn project(made: &Made<'_>) -> Option<Projection> {
    made.only::<Moment>(RecordType::HEART).as_ref().map(Projection::at)
}
