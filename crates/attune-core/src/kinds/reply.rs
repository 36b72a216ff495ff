//! A line under what the other wrote. Where that asks to be heard first, the
//! listener's line names the *heard* that allows it: the writer's word that they
//! feel heard.

use super::around::{Around, Made, Named, Standing};
use super::reflection::{Allowed, Answer, AnswerGiven, SaidBackAt, asks_to_be_heard};
use super::{Answers, CREATED, DAY, Kind, MAX_PROSE, OFFSET, heard, reflection};
use crate::document::{Field, FieldType};
use crate::ids::{DocumentId, PersonId};
use crate::record::RecordType;

/// The field that names the *heard*.
pub(crate) const ALLOWED_BY: &str = "allowed-by";

pub(crate) const KIND: Kind = Kind {
    name: "reply",
    shape: &[
        Field::new("text", FieldType::Line, MAX_PROSE),
        Field::fixed(ALLOWED_BY, FieldType::Line, Allowed::LEN),
        DAY,
        CREATED,
        OFFSET,
    ],
    listed: false,
    answers: Some(Answers { to: &["journal", "gratitude", "feeling", "reflection"], stands }),
    ..Kind::WRITTEN
};

fn stands(made: &Made<'_>, around: &dyn Around) -> Standing {
    let page = match made.answered(around) {
        Ok(page) => page,
        Err(standing) => return standing,
    };
    if page.header.owner == made.header.owner || !asks_to_be_heard(&page) {
        return Standing::Shown;
    }
    let allowed = made.merged.and_then(|merged| merged.text(ALLOWED_BY).parse().ok());
    let (Some(allowed), Some(id)) = (allowed, made.header.answers) else {
        return Standing::Against;
    };
    allows(&allowed, &page, id, made.header.owner, around)
}

/// Whether `allowed` names the word of the page's writer that they feel heard by
/// what `listener` said back to that page.
fn allows(
    allowed: &Allowed,
    page: &Named,
    id: DocumentId,
    listener: PersonId,
    around: &dyn Around,
) -> Standing {
    let Some(word) = around.named(allowed.document) else { return Standing::Waits };
    let given = word.only::<AnswerGiven>(RecordType::HEARD);
    let is_yes =
        given.is_some_and(|(hash, given)| hash == allowed.heard && given.answer == Answer::Yes);
    let is_the_writers =
        word.header.kind == heard::KIND.name && word.header.owner == page.header.owner;
    let (true, true, Some(said)) = (is_yes, is_the_writers, word.header.answers) else {
        return Standing::Against;
    };
    let Some(said) = around.named(said) else { return Standing::Waits };
    let is_the_listeners = said.header.kind == reflection::KIND.name
        && said.header.owner == listener
        && said.header.answers == Some(id)
        && said.only::<SaidBackAt>(RecordType::SAID_BACK).is_some();
    if is_the_listeners { Standing::Shown } else { Standing::Against }
}
