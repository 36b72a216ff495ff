//! Day One's export: entries in JSON, with texts in Markdown. Photos, recordings
//! and documents lie beside them and are counted, not taken.

use super::piece::{Found, Piece, Sink};
use super::report::{Left, Why};
use super::stream::{self, Read};
use super::when;
use attune_core::brought::{Brought, Origin, What};
use attune_core::kinds::MAX_LINE;
use attune_core::kinds::journal::{self, MAX_TAGS, Page};
use attune_core::text::truncated;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::ops::ControlFlow;

/// How a picture begins whose file lies beside the text.
const MOMENT: &str = "](dayone-moment:";
/// Where Day One says what lies beside an entry.
const ATTACHED: [&str; 4] = ["photos", "videos", "audios", "pdfAttachments"];

/// Gives what is in `bytes`, a JSON file called `file`; times that name no zone
/// are in `here`.
pub(crate) fn read(bytes: &[u8], file: &str, here: &TimeZone, sink: &mut Sink<'_>) -> Read {
    let mut attached = 0;
    let mut entries = 0;
    let how = stream::each(bytes, &mut |key, value| match (key, value) {
        ("entries", Value::Object(entry)) => {
            entries += 1;
            attached += ATTACHED
                .iter()
                .filter_map(|kind| entry.get(*kind)?.as_array())
                .map(|all| all.len() as u64)
                .sum::<u64>();
            sink(one(entry, here))
        }
        ("entries", _) => sink(Found::Left(Left::one(file, Why::Damaged))),
        _ => ControlFlow::Continue(()),
    });
    if attached > 0 {
        let _ =
            sink(Found::Left(Left { what: String::new(), why: Why::Attachments, count: attached }));
    }
    if how == Read::Damaged && entries > 0 {
        let _ = sink(Found::Left(Left::one(file, Why::Damaged)));
    }
    how
}

fn one(mut entry: serde_json::Map<String, Value>, here: &TimeZone) -> Found {
    let mut text = |key: &str| match entry.remove(key) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let (stated, id) = (text("creationDate"), text("uuid"));
    let called = truncated(&format!("{stated} {id}"), 80).trim().to_owned();
    let (edited, zone) = (text("modifiedDate"), text("timeZone"));
    let (words, rich) = (text("text"), text("richText"));
    let left = |why| Found::Left(Left::one(called.clone(), why));

    let zone = TimeZone::get(&zone).unwrap_or_else(|_| here.clone());
    let begun = when::instant(&stated).and_then(|at| when::in_zone(at, &zone));
    let Some(begun) = begun else { return left(Why::Time) };
    let edited = when::instant(&edited).and_then(|at| when::in_zone(at, &zone));
    let edited = edited.map(|now| now.at).filter(|at| *at > begun.at);

    let words = if words.trim().is_empty() { plain(&rich) } else { words };
    let (title, body) = titled(&quiet(&without_pictures(&words)));
    if title.trim().is_empty() && body.trim().is_empty() {
        return left(Why::Empty);
    }
    let origin = match id.is_empty() {
        false => Origin::elsewhere("dayone", &id),
        true => Origin::hashed("dayone", format!("{stated}\n{words}").as_bytes()),
    };
    let tags = match entry.remove("tags") {
        Some(Value::Array(tags)) => tags
            .into_iter()
            .filter_map(|tag| match tag {
                Value::String(tag) => Some(tag),
                _ => None,
            })
            .collect(),
        _ => Vec::<String>::new(),
    };
    let (tags, tags_left) = journal::fitting(tags, MAX_TAGS);
    let what = What::Journal { title, body, page: Page { tags, ..Page::default() } };
    let brought = Brought { what, origin, edited, by: None };
    Found::Piece(Box::new(Piece { called, begun, brought, tags_left }))
}

/// The words of the form that Day One keeps beside the Markdown, where that is
/// missing.
fn plain(rich: &str) -> String {
    let Ok(rich) = serde_json::from_str::<Value>(rich) else { return String::new() };
    let parts = rich.get("contents").and_then(Value::as_array);
    let parts = parts.into_iter().flatten().filter_map(|part| part.get("text")?.as_str());
    parts.collect()
}

/// Without the pictures whose files stay behind. Where one stood alone between
/// empty lines, one of these goes with it.
fn without_pictures(text: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut one_gone = false;
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let words = beside_pictures(line);
        let is_empty = words.trim().is_empty();
        if is_empty && words != line {
            one_gone = true;
            continue;
        }
        let follows_gap = kept.last().is_none_or(|last| last.trim().is_empty());
        if is_empty && one_gone && follows_gap {
            continue;
        }
        one_gone = false;
        kept.push(words);
    }
    kept.join("\n")
}

/// A line without its pictures.
fn beside_pictures(line: &str) -> String {
    let mut words = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(MOMENT) {
        let Some(open) = rest[..at].rfind("![") else { break };
        let Some(close) = rest[at + MOMENT.len()..].find(')') else { break };
        words.push_str(&rest[..open]);
        rest = &rest[at + MOMENT.len() + close + 1..];
    }
    words + rest
}

/// Without the signs before others that only a parser needs. Attune shows a page
/// with its signs, so `A walk\.` would be read as it stands.
fn quiet(text: &str) -> String {
    let mut quiet = String::with_capacity(text.len());
    let mut line_begins = 0;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if c == '\\'
            && let Some(next) = letters.peek().copied()
        {
            let so_far = quiet[line_begins..].trim_start();
            let is_needed = match next {
                // It would begin a list.
                '-' | '+' => so_far.is_empty(),
                '.' | ')' => !so_far.is_empty() && so_far.bytes().all(|b| b.is_ascii_digit()),
                // It would begin a quote, or a picture.
                '>' => so_far.is_empty(),
                '!' | '(' | '{' | '}' | '|' | '~' | '=' | ':' | '\'' | '"' | '/' | '&' => false,
                _ => true,
            };
            if !is_needed {
                continue;
            }
        }
        quiet.push(c);
        if c == '\n' {
            line_begins = quiet.len();
        }
    }
    quiet
}

/// The heading that a text begins with, and the rest of it.
pub(super) fn titled(text: &str) -> (String, String) {
    let text = text.trim_matches(['\n', '\r']).trim_end();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = first.trim_start_matches('#').trim();
    let signs = first.len() - first.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&signs)
        && first[signs..].starts_with(' ')
        && !title.is_empty()
        && title.len() <= MAX_LINE;
    if !is_heading {
        return (String::new(), text.to_owned());
    }
    (title.to_owned(), rest.trim_start_matches(['\n', '\r']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The one entry as title and body, and when and whence it is.
    fn taken(entry: Value) -> Result<(String, String, Piece), Why> {
        let Value::Object(entry) = entry else { panic!("no object") };
        match one(entry, &TimeZone::UTC) {
            Found::Left(left) => Err(left.why),
            Found::Piece(piece) => match piece.brought.what.clone() {
                What::Journal { title, body, .. } => Ok((title, body, *piece)),
                other => panic!("{other:?}"),
            },
        }
    }

    fn words(text: &str) -> (String, String) {
        let entry = json!({ "creationDate": "2019-03-14T18:22:35Z", "uuid": "A", "text": text });
        let (title, body, _) = taken(entry).unwrap();
        (title, body)
    }

    #[test]
    fn an_entry_is_a_page_of_its_own_day_and_place() {
        let entry = json!({
            "uuid": "5E0A3F8C90B14B3E", "creationDate": "2019-03-15T02:22:35Z",
            "modifiedDate": "2019-03-16T10:00:00Z", "timeZone": "America/New_York",
            "text": "# A walk\n\nRain all the way\\.", "tags": ["walks", 7, "rain"],
            "starred": true, "location": { "placeName": "Home" },
        });
        let (title, body, piece) = taken(entry).unwrap();
        assert_eq!((title.as_str(), body.as_str()), ("A walk", "Rain all the way."));
        assert_eq!(piece.begun.day.to_string(), "2019-03-14");
        assert_eq!(piece.begun.offset_minutes, -240);
        assert_eq!(piece.brought.edited.unwrap().millis(), 1_552_730_400_000);
        assert_eq!(piece.brought.origin.as_str(), "dayone:5E0A3F8C90B14B3E");
        let What::Journal { page, .. } = &piece.brought.what else { panic!("no page") };
        let tags: Vec<&str> = page.tags.iter().map(String::as_str).collect();
        assert_eq!((tags, piece.tags_left), (vec!["rain", "walks"], 0));
        assert_eq!(piece.brought.by, None);
    }

    #[test]
    fn what_no_page_can_be_made_of_says_why() {
        let date = "2019-03-14T18:22:35Z";
        for (entry, why) in [
            (json!({}), Why::Time),
            (json!({ "text": "words" }), Why::Time),
            (json!({ "text": "words", "creationDate": "9999-12-30T00:00:00Z" }), Why::Time),
            (json!({ "text": "words", "creationDate": "1987-06-01T00:00:00Z" }), Why::Time),
            (json!({ "text": 7, "creationDate": date }), Why::Empty),
            (json!({ "text": " \n", "creationDate": date, "photos": [{}] }), Why::Empty),
            (json!({ "text": "![](dayone-moment://AD6F)", "creationDate": date }), Why::Empty),
        ] {
            assert_eq!(taken(entry.clone()).err(), Some(why), "{entry}");
        }
    }

    #[test]
    fn an_entry_without_an_id_or_a_zone_is_known_by_its_words() {
        let entry = |text: &str| {
            let entry = json!({ "creationDate": "2019-03-14T18:22:35Z", "text": text, "timeZone": "Nowhere/At_All" });
            taken(entry).unwrap().2
        };
        assert_eq!(entry("one").brought.origin, entry("one").brought.origin);
        assert_ne!(entry("one").brought.origin, entry("two").brought.origin);
        assert_eq!(entry("one").begun.offset_minutes, 0);
    }

    #[test]
    fn words_are_as_they_were_read_there() {
        #[track_caller]
        fn check(text: &str, title: &str, body: &str) {
            assert_eq!(words(text), (title.to_owned(), body.to_owned()));
        }
        check("plain", "", "plain");
        check("Yes\\! A walk \\(long\\)\\.", "", "Yes! A walk (long).");
        check("1\\. of March", "", "1\\. of March");
        check("\\- no list\n\\# no heading", "", "\\- no list\n\\# no heading");
        check("two \\- three\\.5 \\*stars\\*", "", "two - three.5 \\*stars\\*");
        check("### Small\r\nbelow", "Small", "below");
        check("#tag and words", "", "#tag and words");
        check("# Only a title", "Only a title", "");
        check("before\n\n![](dayone-moment://AB)\n\nafter", "", "before\n\nafter");
        check("see ![x](dayone-moment:/photo/AB) here", "", "see  here");
        check("![](https://example.org/a.png)", "", "![](https://example.org/a.png)");
        check("ends with \\", "", "ends with \\");
    }

    #[test]
    fn where_there_is_no_markdown_the_words_are_read_from_beside_it() {
        let rich = json!({ "contents": [{ "text": "one " }, { "embeddedObjects": [] }, { "text": "two" }] });
        let entry = json!({ "creationDate": "2019-03-14T18:22:35Z", "richText": rich.to_string() });
        assert_eq!(taken(entry).unwrap().1, "one two");
    }

    #[test]
    fn what_lies_beside_is_counted() {
        let all = json!({ "metadata": { "version": "1.0" }, "entries": [
            { "creationDate": "2019-03-14T18:22:35Z", "text": "a", "photos": [{}, {}] },
            "no entry",
            { "creationDate": "2019-03-14T18:22:35Z", "text": "b", "audios": [{}], "photos": {} },
        ] });
        let mut found = Vec::new();
        let how = read(all.to_string().as_bytes(), "Journal.json", &TimeZone::UTC, &mut |one| {
            found.push(match one {
                Found::Piece(_) => "a page".to_owned(),
                Found::Left(left) => format!("{} {}", left.count, left.why.code()),
            });
            ControlFlow::Continue(())
        });
        assert_eq!(how, Read::Whole);
        assert_eq!(found, ["a page", "1 damaged", "a page", "3 attachments"]);
    }
}
