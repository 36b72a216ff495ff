//! How what was said back was received: *yes, I feel heard*, or *not quite*, with
//! words. It is the word of whoever wrote the page, and nobody else's.

use super::around::{Around, Made, Standing};
use super::reflection::AnswerGiven;
use super::{Answers, Detail, Ends, Kind, Projection, Projects};
use crate::record::RecordType;

pub(crate) const KIND: Kind = Kind {
    name: "heard",
    facts: &[RecordType::HEARD],
    answers: Some(Answers { to: &["reflection"], stands }),
    project: Projects::Facts(project),
    ends: Ends::WithItsPage,
    ..Kind::OF_FACTS
};

fn project(made: &Made<'_>) -> Option<Projection> {
    let given: AnswerGiven = made.only(RecordType::HEARD)?;
    let detail = Some(Detail::Heard(given.answer));
    Some(Projection { detail, ..Projection::at(&given.moment) })
}

fn stands(made: &Made<'_>, around: &dyn Around) -> Standing {
    let said = match made.answered(around) {
        Ok(said) => said,
        Err(standing) => return standing,
    };
    let Some(page) = said.header.answers else { return Standing::Against };
    let Some(page) = around.named(page) else { return Standing::Waits };
    if page.header.owner == made.header.owner { Standing::Shown } else { Standing::Against }
}
