//! A journal page: a title and prose, for oneself, for the partner to read, or
//! for both to write.

use super::around::Made;
use super::{CREATED, DAY, Detail, Kind, MAX_LINE, MAX_PROSE, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType, Value, Values};
use crate::header::Writers;
use serde::{Deserialize, Serialize};

const HEAR_FIRST: &str = "hear-first";

pub(crate) const KIND: Kind = Kind {
    name: "journal",
    shape: &[
        Field::new("title", FieldType::Line, MAX_LINE),
        Field::new("body", FieldType::Prose, MAX_PROSE),
        Field::fixed(HEAR_FIRST, FieldType::Number, 8),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
        super::ORIGIN,
        super::BY,
    ],
    project: Projects::Changes(project),
    title_field: "title",
    body_field: "body",
    writers: &[Writers::Owner, Writers::Both],
    ..Kind::WRITTEN
};

/// What a journal page says beside its title and its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Whoever answers it says back first what they heard. Fixed when the page is
    /// begun: nobody is to find another rule than the one they wrote under.
    pub hear_first: bool,
}

impl Page {
    /// The fields that say this.
    pub(crate) fn values(&self) -> Values {
        let hear_first = self.hear_first.then(|| (HEAR_FIRST.to_owned(), Value::Number(1)));
        hear_first.into_iter().collect()
    }
}

fn project(made: &Made<'_>) -> Projection {
    let page = Page { hear_first: made.merged.is_some_and(|m| m.number(HEAR_FIRST) == Some(1)) };
    // Most pages say nothing beside: their rows hold nothing then.
    let detail = (page != Page::default()).then_some(Detail::Journal(page));
    Projection { detail, ..Projection::of(made, KIND.title_field, KIND.body_field) }
}
