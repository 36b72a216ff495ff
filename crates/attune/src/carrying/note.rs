//! One note: a file of Markdown, anybody's or one that Attune exported, as a page.

use super::dayone::titled;
use super::front::{self, Front};
use super::markdown::{ID, heading};
use super::piece::Piece;
use super::report::{Left, Why};
use super::when;
use crate::feelings;
use attune_core::brought::{Brought, Origin, What};
use attune_core::ids::DocumentId;
use attune_core::kinds::feeling::{Feeling, MAX_WORD};
use attune_core::kinds::journal::{self, MAX_TAGS, Page};
use attune_core::time::Now;
use jiff::tz::TimeZone;

/// The fields that a page has a place for, or that only say what the file is.
const TITLE: &[&str] = &["title"];
const DATE: &[&str] = &["date", "created", "day"];
const EDITED: &[&str] = &["edited", "modified", "updated"];
const TAGS: &[&str] = &["tags", "tag"];
const MOOD: &[&str] = &["mood"];

/// A note that was read from a file.
pub(crate) struct Note<'a> {
    /// Its path within the folder, with `/` between names.
    pub(crate) path: &'a str,
    /// All of it.
    pub(crate) text: &'a str,
    /// When the file was last changed.
    pub(crate) changed: Option<jiff::Timestamp>,
}

/// A page, and the fields of the note that have no place in it.
pub(crate) struct Paged {
    /// The page.
    pub(crate) piece: Piece,
    /// The names of what is left of its head.
    pub(crate) fields: Vec<String>,
}

/// The page that a note makes; what states no zone is in `here`.
pub(crate) fn page(note: &Note<'_>, here: &TimeZone) -> Result<Paged, Left> {
    let (front, words) = front::split(note.text);
    let paged = match front.text(&[ID]).and_then(|id| id.parse().ok()) {
        Some(id) => ours(note, &front, words, id),
        None => theirs(note, &front, words, here),
    };
    paged.map_err(|why| Left::one(note.path, why))
}

/// A note that Attune exported is the same entry again.
fn ours(note: &Note<'_>, front: &Front, words: &str, id: DocumentId) -> Result<Paged, Why> {
    let begun = front.text(&["created"]).and_then(when::exactly).ok_or(Why::Time)?;
    let day = front.text(&["day"]).and_then(|day| day.parse().ok()).unwrap_or(begun.day);
    let edited = front.text(&["edited"]).and_then(when::exactly).map(|now| now.at);
    let title = front.text(TITLE).unwrap_or_default().to_owned();
    // As it was written: an empty line, the title, the words, a line's end.
    let words = words.strip_prefix('\n').unwrap_or(words);
    let words = words.strip_prefix(&heading(&title)).unwrap_or(words);
    let body = words.strip_suffix('\n').unwrap_or(words).to_owned();
    let is_empty = title.trim().is_empty() && body.trim().is_empty();
    let mut tags_left = 0;
    let what = match front.text(&["kind"]) {
        // What is more than words is whole only in JSON.
        Some("reflection" | "pause" | "pulse" | "ritual") => return Err(Why::Together),
        Some("feeling") => What::Feeling { feeling: feeling(front), text: body },
        _ if is_empty => return Err(Why::Empty),
        Some("gratitude") => What::Gratitude { text: body },
        Some("side") => What::Side { text: body },
        Some("talk") => What::Stayed { question: title, text: body },
        _ => {
            let hear_first = front.text(&["hear-first"]) == Some("true");
            let mood = front.text(MOOD).unwrap_or_default().to_owned();
            let (tags, left) = journal::fitting(front.list(TAGS), MAX_TAGS);
            tags_left = left;
            What::Journal { title, body, page: Page { hear_first, mood, tags } }
        }
    };
    let by = match front.text(&["mine"]) {
        Some("false") => Some(front.text(&["author"]).unwrap_or_default().to_owned()),
        _ => None,
    };
    let origin = front.text(&["origin"]).and_then(Origin::parse);
    let origin = origin.unwrap_or_else(|| Origin::entry(id));
    let brought = Brought { what, origin, edited: edited.filter(|at| *at > begun.at), by };
    let begun = Now { day, ..begun };
    let piece = Piece { called: note.path.to_owned(), begun, brought, tags_left };
    Ok(Paged { piece, fields: Vec::new() })
}

fn feeling(front: &Front) -> Feeling {
    Feeling {
        words: front.list(&["feelings"]),
        need: front.text(&["need"]).unwrap_or_default().to_owned(),
        strength: front.text(&["strength"]).and_then(|strength| strength.parse().ok()),
    }
}

/// Anybody's note.
fn theirs(note: &Note<'_>, front: &Front, words: &str, here: &TimeZone) -> Result<Paged, Why> {
    let name = note.path.rsplit('/').next().unwrap_or(note.path);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (dated, rest) = dated(name);
    let stated = match front.text(DATE) {
        Some(stated) => when::loosely(stated, here),
        None => dated.and_then(|day| when::loosely(day, here)),
    };
    let begun = match stated {
        Some(begun) => begun,
        // A date that can't be kept is not changed for another.
        None if front.text(DATE).is_some() || dated.is_some() => return Err(Why::Time),
        None => note.changed.and_then(|at| when::in_zone(at, here)).ok_or(Why::Time)?,
    };
    let edited = front.text(EDITED).and_then(|text| when::loosely(text, here));
    let words = words.replace("\r\n", "\n");
    let (heading, below) = titled(&words);
    let (title, body) = match front.text(TITLE) {
        // A heading that says the same goes; another one is part of the words.
        Some(title) if title == heading => (heading, below),
        Some(title) => (title.to_owned(), words.trim().to_owned()),
        // A name alone is no words.
        None if below.is_empty() => (heading, below),
        None if heading.is_empty() => (rest.to_owned(), below),
        None => (heading, below),
    };
    if title.trim().is_empty() && body.trim().is_empty() {
        return Err(Why::Empty);
    }
    // When a file was changed is not part of what it is: copying it tells another
    // time. The day it states is, since two days can have the same words.
    let day = stated.map(|now| now.day.to_string()).unwrap_or_default();
    let origin = Origin::hashed("md", format!("{day}\n{}", note.text).as_bytes());
    let edited = edited.map(|now| now.at).filter(|at| *at > begun.at);
    let mood = front.text(MOOD).filter(|mood| is_mood(mood)).map(feelings::kept);
    let (tags, tags_left) = journal::fitting(front.list(TAGS), MAX_TAGS);
    let known = [TITLE, DATE, EDITED, TAGS, mood.as_ref().map_or(&[], |_| MOOD)].concat();
    let fields = front.others(&known).map(str::to_owned).collect();
    let page = Page { mood: mood.unwrap_or_default(), tags, hear_first: false };
    let what = What::Journal { title, body, page };
    let brought = Brought { what, origin, edited, by: None };
    let piece = Piece { called: note.path.to_owned(), begun, brought, tags_left };
    Ok(Paged { piece, fields })
}

/// Whether a mood is a word: others count theirs, and say nothing here by that.
fn is_mood(mood: &str) -> bool {
    mood.len() <= MAX_WORD && mood.chars().any(char::is_alphabetic)
}

/// The day that a file's name begins with, and what follows it.
fn dated(name: &str) -> (Option<&str>, &str) {
    let is_day = |text: &str| {
        text.len() == 10
            && text.bytes().enumerate().all(|(at, b)| match at {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            })
    };
    match name.get(..10) {
        Some(day) if is_day(day) && !name[10..].starts_with(|c: char| c.is_ascii_digit()) => {
            (Some(day), name[10..].trim_matches([' ', '-', '_', '.']))
        }
        _ => (None, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGED: &str = "2023-05-06T07:08:09Z";

    fn read(path: &str, text: &str) -> Result<Paged, Why> {
        let changed = Some(CHANGED.parse().unwrap());
        page(&Note { path, text, changed }, &TimeZone::UTC).map_err(|left| left.why)
    }

    fn words(path: &str, text: &str) -> (String, String, String) {
        let piece = read(path, text).unwrap_or_else(|why| panic!("{path}: {why:?}")).piece;
        let What::Journal { title, body, .. } = piece.brought.what else { panic!("no page") };
        (title, body, piece.begun.at.to_rfc3339(0))
    }

    #[test]
    fn title_and_day_are_where_people_put_them() {
        #[track_caller]
        fn check(path: &str, text: &str, title: &str, body: &str, at: &str) {
            let (found, said, begun) = words(path, text);
            assert_eq!((found.as_str(), said.as_str()), (title, body), "{path}");
            assert!(begun.starts_with(at), "{path}: {begun}");
        }
        check("2024-03-01.md", "Rain.\n", "", "Rain.", "2024-03-01T12:00");
        check("2024/2024-03-01 A walk.md", "Rain.", "A walk", "Rain.", "2024-03-01T12:00");
        check("2024-03-01_walk.md", "# Rain\n\nAll day.", "Rain", "All day.", "2024-03-01");
        check("Ideas.md", "One.\r\nTwo.", "Ideas", "One.\nTwo.", "2023-05-06T07:08:09");
        check("2024-03-012.md", "x", "2024-03-012", "x", "2023-05-06");
        let front = "---\ntitle: A walk\ndate: 2024-03-02 18:30\n---\n\n# A walk\n\nRain.";
        check("2024-03-01.md", front, "A walk", "Rain.", "2024-03-02T18:30");
        let other = "---\ntitle: A walk\ncreated: 2024-03-02\n---\n# By the lake\n\nRain.";
        check("x.md", other, "A walk", "# By the lake\n\nRain.", "2024-03-02T12:00");
    }

    #[test]
    fn what_no_page_can_be_made_of_says_why() {
        for (path, text, why) in [
            ("a.md", "", Why::Empty),
            ("2024-03-01.md", " \n\n", Why::Empty),
            ("9999-12-30.md", "x", Why::Time),
            ("2024-13-45.md", "x", Why::Time),
            ("a.md", "---\ndate: yesterday\n---\nx", Why::Time),
            ("a.md", "---\nattune: 00000000000000000000000000000001\n---\nx", Why::Time),
        ] {
            assert_eq!(read(path, text).map(|_| ()).err(), Some(why), "{path} {text:?}");
        }
        let note = Note { path: "a.md", text: "x", changed: None };
        assert_eq!(page(&note, &TimeZone::UTC).map(|_| ()).unwrap_err().why, Why::Time);
    }

    #[test]
    fn a_note_is_known_by_its_words_and_the_day_it_states() {
        let origin = |path: &str, text: &str| read(path, text).ok().unwrap().piece.brought.origin;
        assert_eq!(origin("a.md", "x"), origin("b/c.md", "x"), "moved and renamed");
        assert_ne!(origin("a.md", "x"), origin("a.md", "y"));
        assert_ne!(origin("2024-03-01.md", "x"), origin("2024-03-02.md", "x"));
    }

    #[test]
    fn what_has_no_place_is_named() {
        let note = "---\ntags: [a, b]\nmood: 3\nWeather: rain\ntitle: T\n---\nx";
        let paged = read("a.md", note).ok().unwrap();
        assert_eq!(paged.fields, ["mood", "weather"]);
        let page = |note: &str| match read("a.md", note).ok().unwrap().piece.brought.what {
            What::Journal { page, .. } => page,
            other => panic!("{other:?}"),
        };
        assert_eq!(page(note).tags.into_iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(page("---\nmood: Tired\n---\nx").mood, "tired");
    }
}
