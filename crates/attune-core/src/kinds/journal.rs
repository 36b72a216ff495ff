//! A journal page: a title and prose, a mood and tags, for oneself, for the
//! partner to read, or for both to write.

use super::around::Made;
use super::feeling::MAX_WORD;
use super::{CREATED, DAY, Detail, Kind, MAX_LINE, MAX_PROSE, OFFSET, Projection, Projects};
use crate::document::{Field, FieldType, Value, Values};
use crate::header::Writers;
use crate::search::compared;
use crate::text::one_line;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const HEAR_FIRST: &str = "hear-first";
const MOOD: &str = "mood";
const TAGS: &str = "tags";

pub(crate) const KIND: Kind = Kind {
    name: "journal",
    shape: &[
        Field::new("title", FieldType::Line, MAX_LINE),
        Field::new("body", FieldType::Prose, MAX_PROSE),
        Field::fixed(HEAR_FIRST, FieldType::Number, 8),
        Field::either(MOOD, FieldType::Line, MAX_WORD),
        Field::new(TAGS, FieldType::Set, MAX_TAG),
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

/// The longest tag, in bytes.
pub const MAX_TAG: usize = 100;
/// The most tags that one person gives a page: more find nothing again.
pub const MAX_TAGS: usize = 24;

/// What a journal page says beside its title and its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Whoever answers it says back first what they heard. Fixed when the page is
    /// begun: nobody is to find another rule than the one they wrote under.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hear_first: bool,
    /// One word for how its writer was, named as a feeling's words are
    /// ([`super::feeling::Feeling`]); empty if they said none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mood: String,
    /// What it is about, as the two of them call it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
}

impl Page {
    /// The same as it is kept: a mood and tags of one line, no two tags that differ
    /// only in their letters' case or marks, and none too long or too many.
    ///
    /// A page that has more tags already, for two people gave it some, may keep so many
    /// as `standing`.
    pub(crate) fn tidied(&self, standing: usize) -> Result<Self, TooMuch> {
        let mood = one_line(&self.mood).trim().to_owned();
        if mood.len() > MAX_WORD {
            return Err(TooMuch::Long { length: mood.len(), max: MAX_WORD });
        }
        let most = standing.max(MAX_TAGS);
        if let Some(long) = self.tags.iter().find(|tag| tag.len() > MAX_TAG) {
            return Err(TooMuch::Long { length: long.len(), max: MAX_TAG });
        }
        match fitting(self.tags.iter().cloned(), most) {
            (tags, 0) => Ok(Self { hear_first: self.hear_first, mood, tags }),
            (..) => Err(TooMuch::Many { count: self.tags.len(), max: MAX_TAGS }),
        }
    }

    /// The fields that say this of a page that is begun.
    pub(crate) fn values(&self) -> Values {
        let hear_first = self.hear_first.then(|| (HEAR_FIRST.to_owned(), Value::Number(1)));
        let mood = (!self.mood.is_empty()).then(|| self.mood_value());
        let tags = (!self.tags.is_empty()).then(|| self.tags_value());
        [hear_first, mood, tags].into_iter().flatten().collect()
    }

    /// The fields that say it of a page that is there: by which rule it is answered
    /// stays as it was.
    pub(crate) fn changed_values(&self) -> Values {
        Values::from([self.mood_value(), self.tags_value()])
    }

    fn mood_value(&self) -> (String, Value) {
        (MOOD.to_owned(), Value::Text(self.mood.clone()))
    }

    fn tags_value(&self) -> (String, Value) {
        (TAGS.to_owned(), Value::Set(self.tags.clone()))
    }
}

/// At most so many of some tags ([`MAX_TAGS`] for a page that has none), in the order in
/// which they are given, and how many do not fit, or are too long.
pub fn fitting(given: impl IntoIterator<Item = String>, most: usize) -> (BTreeSet<String>, u64) {
    let (mut tags, mut left) = (BTreeSet::new(), 0);
    let mut seen = BTreeSet::new();
    for tag in given.into_iter().filter_map(|tag| named(&tag)) {
        if !seen.insert(letters(&tag)) {
            continue;
        }
        if tag.len() <= MAX_TAG && tags.len() < most {
            tags.insert(tag);
        } else {
            left += 1;
        }
    }
    (tags, left)
}

/// A mood or a tag is too long, or there are too many tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooMuch {
    /// Something is so long, in bytes, where so much fits.
    Long { length: usize, max: usize },
    /// There are so many tags, where so many may be.
    Many { count: usize, max: usize },
}

/// A tag as it is kept, of how somebody typed it: `#` is how others mark one.
/// `None` where nothing is left.
pub fn named(typed: &str) -> Option<String> {
    let line = one_line(typed);
    // Commas stand between tags, and in none.
    let parts = |c: char| c.is_whitespace() || c == ',';
    let begin = line.trim_start_matches(|c| c == '#' || parts(c));
    let words: Vec<&str> = begin.split(parts).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The tag among these that is the same as this one, but for the case and the marks
/// of its letters.
pub fn find<'t>(tags: impl IntoIterator<Item = &'t String>, tag: &str) -> Option<&'t String> {
    let wanted = letters(tag);
    tags.into_iter().find(|other| letters(other) == wanted)
}

/// What two tags have in common that are the same, whatever the case and the marks of
/// their letters. One may be a sign alone, which has no letters.
pub fn letters(tag: &str) -> String {
    let letters = compared(tag);
    if letters.is_empty() { tag.to_owned() } else { letters }
}

fn project(made: &Made<'_>) -> Projection {
    let page = made.merged.map(|merged| Page {
        hear_first: merged.number(HEAR_FIRST) == Some(1),
        // A partner's program may have written anything: these are shown as one line.
        mood: one_line(merged.text(MOOD)).trim().to_owned(),
        tags: merged.set(TAGS).filter_map(named).collect(),
    });
    // Most pages say nothing beside: their rows hold nothing then.
    let detail = page.filter(|page| *page != Page::default()).map(Detail::Journal);
    Projection { detail, ..Projection::of(made, KIND.title_field, KIND.body_field) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(mood: &str, tags: &[&str]) -> Page {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Page { mood: mood.to_owned(), tags, hear_first: false }
    }

    #[test]
    fn tags_are_kept_as_one_would_read_them() {
        #[track_caller]
        fn check(given: &[&str], kept: &[&str]) {
            assert_eq!(page("", given).tidied(0).unwrap(), page("", kept));
        }
        check(&["mum", "  the  allotment ", "#rain"], &["mum", "the allotment", "rain"]);
        check(&["Mum", "mum", "MUM"], &["MUM"]);
        check(&["café", "cafe\u{301}"], &["cafe\u{301}"]);
        check(&["", " ", "#", "# #", "#,", "a\nb"], &["a b"]);
        check(&["one, two"], &["one two"]);
        check(&["🌧", "🌧", "☀"], &["☀", "🌧"]);
        assert_eq!(page(" tender\n", &[]).tidied(0).unwrap().mood, "tender");
    }

    #[test]
    fn too_much_is_said() {
        let long = "x".repeat(MAX_TAG + 1);
        let many: Vec<String> = (0..10_000).map(|n| format!("tag {n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let much = |page: Page, standing: usize| page.tidied(standing).err();
        let length = MAX_TAG + 1;
        assert_eq!(much(page("", &[&long]), 0), Some(TooMuch::Long { length, max: MAX_TAG }));
        let count = many.len();
        assert_eq!(much(page("", &many), 0), Some(TooMuch::Many { count, max: MAX_TAGS }));
        let length = MAX_WORD + 1;
        let word = "x".repeat(length);
        assert_eq!(much(page(&word, &[]), 0), Some(TooMuch::Long { length, max: MAX_WORD }));
        assert_eq!(much(page("", &many[..MAX_TAGS]), 0), None);
        // What two people gave a page stays, and grows no more.
        let two = &many[..MAX_TAGS + 2];
        assert_eq!(much(page("", two), two.len()), None);
        assert!(much(page("", two), two.len() - 1).is_some());
        let all = many.iter().map(|tag| (*tag).to_owned()).chain([long.clone()]);
        let (tags, left) = fitting(all, MAX_TAGS);
        assert_eq!((tags.len(), left), (MAX_TAGS, 10_001 - MAX_TAGS as u64));
    }

    #[test]
    fn a_row_says_only_what_is_there() {
        let say = |page: &Page| serde_json::to_string(page).unwrap();
        assert_eq!(say(&Page::default()), "{}");
        assert_eq!(say(&page("tender", &["mum"])), r#"{"mood":"tender","tags":["mum"]}"#);
        let old: Page = serde_json::from_str(r#"{"hear_first":true}"#).unwrap();
        assert!(old.hear_first && old.tags.is_empty());
    }
}
