//! "I'm feeling …, and I need …": up to three words for it, how strong it is,
//! what would help, and more if there is more to say.

use super::around::Made;
use super::{CREATED, DAY, Detail, Kind, MAX_LINE, MAX_PROSE, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType, Value, Values};
use serde::{Deserialize, Serialize};

pub(crate) const KIND: Kind = Kind {
    name: "feeling",
    shape: &[
        Field::new("words", FieldType::Line, MAX_LINE),
        Field::new("need", FieldType::Line, MAX_LINE),
        Field::new("strength", FieldType::Number, 8),
        Field::new("text", FieldType::Prose, MAX_PROSE),
        DAY,
        CREATED,
        OFFSET,
        super::WISH,
        super::SHARED_AS,
        super::ORIGIN,
        super::BY,
    ],
    project: Projects::Changes(project),
    ..Kind::WRITTEN
};

/// The most words of one feeling: more say less.
pub const MAX_WORDS: usize = 3;
/// The longest of them, in bytes.
pub const MAX_WORD: usize = 200;
/// How strong a feeling can be, from 1.
pub const STRONGEST: u8 = 5;

/// A feeling, but for what else is said of it. Words and needs that this program
/// offers are named as it names them in every language (`homesick`, `hug`); all
/// others are the person's own, as they wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feeling {
    /// At most [`MAX_WORDS`].
    pub words: Vec<String>,
    /// What would help; may be empty.
    pub need: String,
    /// From 1 to [`STRONGEST`], if they said so.
    pub strength: Option<u8>,
}

impl Feeling {
    /// What the rows of a feeling say, read from its fields. A partner's program
    /// may have written anything; what is too much is left out.
    fn of(made: &Made<'_>) -> Self {
        let Some(merged) = made.merged else { return Self::default() };
        let words = merged.text("words").lines().map(str::trim).filter(|word| !word.is_empty());
        let strength = merged.number("strength").and_then(|strength| u8::try_from(strength).ok());
        Self {
            words: words.take(MAX_WORDS).map(str::to_owned).collect(),
            need: merged.text("need").to_owned(),
            strength: strength.filter(|strength| (1..=STRONGEST).contains(strength)),
        }
    }

    /// The fields that say this.
    pub(crate) fn values(&self) -> Values {
        let text = |name: &str, text: String| (name.to_owned(), Value::Text(text));
        let strength = i64::from(self.strength.unwrap_or_default());
        Values::from([
            text("words", self.words.join("\n")),
            text("need", self.need.clone()),
            ("strength".to_owned(), Value::Number(strength)),
        ])
    }
}

fn project(made: &Made<'_>) -> Projection {
    let feeling = Feeling::of(made);
    let title = feeling.words.join(", ");
    let detail = Some(Detail::Feeling(feeling));
    Projection { title, detail, ..Projection::of(made, KIND.title_field, KIND.body_field) }
}
