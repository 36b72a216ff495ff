//! Small helpers over text that respect its characters: cutting, and what the
//! search index sees.

use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// `text` cut to at most `max` bytes, at a character's edge.
pub fn truncated(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

/// `text` as one line: line ends and tabs are spaces.
pub fn one_line(text: &str) -> String {
    let breaks = |c: char| {
        matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    text.split(breaks).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is put into the search index for these texts: composed (NFC), with
/// Chinese, Japanese and Korean set apart by single characters, since they are
/// written without spaces. The tokenizer folds case and accents.
pub(crate) fn searchable(texts: &[&str]) -> String {
    let mut out = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        for c in text.nfc() {
            // A NUL ends a text for the tokenizer; nothing behind it would be found.
            if c == '\0' {
                out.push(' ');
            } else if is_cjk(c) {
                let _ = write!(out, " {c} ");
            } else {
                out.push(c);
            }
        }
    }
    out
}

fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x2fdf      // radicals
        | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3100..=0x312f | 0x31a0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af
        | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x323af)
}

/// A person's query as the index's language: every word must be there, the
/// last letters of each may be missing; words in quotation marks stand
/// together as written. `None` if there is no word in it.
pub(crate) fn search_query(query: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    for (at, part) in query.split(['"', '“', '”', '„']).enumerate() {
        if at % 2 == 1 {
            push_phrase(&mut terms, part, Ending::Whole);
        } else {
            for word in part.split_whitespace() {
                push_phrase(&mut terms, word, Ending::Open);
            }
        }
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Whole,
    Open,
}

fn push_phrase(terms: &mut Vec<String>, text: &str, ending: Ending) {
    let words = searchable(&[text]).replace('"', " ");
    if words.chars().any(char::is_alphanumeric) {
        let star = if ending == Ending::Open { " *" } else { "" };
        terms.push(format!("\"{}\"{star}", words.trim()));
    }
}

/// Letters folded for comparing with what the index folds: lower case, no
/// accents, one folded character for each of the text's.
fn folded(text: &str) -> Vec<(usize, char)> {
    text.char_indices()
        .map(|(at, c)| {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            (at, base.to_lowercase().next().unwrap_or(base))
        })
        .collect()
}

/// How many characters a snippet shows around what was found.
const SNIPPET: usize = 120;

/// The part of `text` around the first word that `query` looks for.
pub(crate) fn snippet(text: &str, query: &str) -> String {
    let folded_text = folded(text);
    let first = query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter_map(|word| {
            let word: Vec<char> = folded(word).into_iter().map(|(_, c)| c).collect();
            folded_text.windows(word.len()).enumerate().position(|(at, window)| {
                let starts = at == 0
                    || !folded_text[at - 1].1.is_alphanumeric()
                    || is_cjk(folded_text[at].1);
                starts && window.iter().map(|(_, c)| c).eq(word.iter())
            })
        })
        .min()
        .unwrap_or(0);
    let start = first.saturating_sub(SNIPPET / 3);
    let end = (start + SNIPPET).min(folded_text.len());
    let from = folded_text.get(start).map_or(text.len(), |(at, _)| *at);
    let to = folded_text.get(end).map_or(text.len(), |(at, _)| *at);
    let mut out = String::new();
    if start > 0 {
        out.push('…');
    }
    out.extend(text[from..to].chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    if to < text.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_words_prefixes_and_phrases() {
        #[track_caller]
        fn check(query: &str, expected: Option<&str>) {
            assert_eq!(search_query(query).as_deref(), expected);
        }
        check("", None);
        check("  - * ", None);
        check("tea", Some("\"tea\" *"));
        check("tea with", Some("\"tea\" * AND \"with\" *"));
        check("\"with you\" tea", Some("\"with you\" AND \"tea\" *"));
        check("北京", Some("\"北  京\" *"));
        check("a\"b", Some("\"a\" * AND \"b\""));
        check("NEAR(", Some("\"NEAR(\" *"));
    }

    #[test]
    fn a_snippet_shows_where_the_word_stands() {
        let text = format!("{}Café au lait. {}", "x ".repeat(200), "y ".repeat(200));
        let shown = snippet(&text, "cafe");
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("Café au lait"));
        assert_eq!(snippet("short", "absent"), "short");
        assert_eq!(snippet("", "x"), "");
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(one_line("Sunday\r\nrain\tand\u{2028}tea\n"), "Sunday rain and tea");
        assert_eq!(one_line("  as it is  "), "  as it is  ");
    }

    #[test]
    fn cutting_keeps_characters_whole() {
        assert_eq!(truncated("aé", 2), "a");
        assert_eq!(truncated("aé", 3), "aé");
    }
}
