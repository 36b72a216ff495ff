//! A heart: the shortest answer there is. It is its sender's, and names the page
//! it is for.

use super::around::Made;
use super::{Answers, Kind, Moment, Projection, Projects};
use crate::record::RecordType;

pub(crate) const KIND: Kind = Kind {
    name: "heart",
    facts: &[RecordType::HEART],
    answers: Some(Answers {
        to: &["journal", "gratitude", "feeling", "reflection", "talk"],
        stands: super::by_what_it_answers,
    }),
    project: Projects::Facts(project),
    ..Kind::OF_FACTS
};

fn project(made: &Made<'_>) -> Option<Projection> {
    made.only::<Moment>(RecordType::HEART).as_ref().map(Projection::at)
}
