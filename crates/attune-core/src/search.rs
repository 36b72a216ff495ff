//! Search as people mean it: words, beginnings of words, and words that stand
//! together.
//!
//! What a word is, is said here alone, for the index and for a query, so that the
//! two can't differ. The index is given words that are folded and set apart
//! already; all that SQLite does with them is to split at spaces. The words shown
//! around a find are folded letter by letter, since they are shown as they were
//! written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The words of these texts, folded and set apart by spaces, as the index takes
/// them.
pub(crate) fn searchable(texts: &[&str]) -> String {
    let mut out = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
    for text in texts {
        set_apart(text, &mut out);
    }
    out
}

/// `text` as it is compared: its words in lower case, without accents, and with one
/// space between two, whatever stood there.
pub fn compared(text: &str) -> String {
    searchable(&[text])
}

/// Adds the words of `text`, each with a space before it.
fn set_apart(text: &str, out: &mut String) {
    // Letters and their accents may come apart; a syllable of Korean even does
    // so into letters of its own.
    let text = if is_nfc(text) { Cow::Borrowed(text) } else { text.nfc().collect() };
    let mut in_word = false;
    for c in text.chars() {
        if is_accent(c) {
            continue;
        }
        let is_alone = is_cjk(c);
        if !is_alone && !c.is_alphanumeric() {
            in_word = false;
            continue;
        }
        if (is_alone || !in_word) && !out.is_empty() {
            out.push(' ');
        }
        out.extend(fold(c));
        in_word = !is_alone;
    }
}

/// Lower case without accents: "É" is "e", "ß" is "ss".
fn fold(c: char) -> impl Iterator<Item = char> {
    // Korean would come apart into letters.
    let whole = (c.is_ascii() || is_cjk(c)).then_some(c);
    let apart = whole.is_none().then(|| std::iter::once(c).nfd().filter(|c| !is_accent(*c)));
    let letters = whole.into_iter().chain(apart.into_iter().flatten());
    // By way of upper case, which joins what lower case keeps apart.
    letters.flat_map(char::to_uppercase).flat_map(char::to_lowercase).filter(|c| !is_accent(*c))
}

/// An accent that stands over or under the letter before it.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Chinese, Japanese and Korean, which are written without spaces: each of their
/// characters counts as a word.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x2fdf      // radicals
        | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3100..=0x312f | 0x31a0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af
        | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x323af)
}

/// What somebody looks for: every word must be there, the last letters of each
/// may be missing; words in quotation marks stand together as written, and so
/// do the parts of a word like "don't".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    phrases: Vec<Phrase>,
}

/// Words that stand together, set apart by spaces; one alone, mostly.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    words: String,
    ending: Ending,
    /// What may be there instead of them, whole.
    or: Vec<String>,
}

/// Whether the last letters of a phrase may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Whole,
    Open,
}

impl Query {
    /// `None` if there is no word in it.
    pub(crate) fn new(text: &str) -> Option<Self> {
        Self::meaning(text, &BTreeMap::new())
    }

    /// The same, where a word that is no part of a quotation may stand for others `also`.
    pub(crate) fn meaning(text: &str, also: &BTreeMap<String, Vec<String>>) -> Option<Self> {
        let mut phrases = Vec::new();
        let mut add = |text: &str, ending| {
            let words = searchable(&[text]);
            if !words.is_empty() {
                let or = also.get(text).filter(|_| ending == Ending::Open).into_iter().flatten();
                let or = or.map(|other| searchable(&[other])).filter(|other| !other.is_empty());
                phrases.push(Phrase { words, ending, or: or.collect() });
            }
        };
        for (at, part) in text.split(['"', '“', '”', '„']).enumerate() {
            if at % 2 == 1 {
                add(part, Ending::Whole);
            } else {
                part.split_whitespace().for_each(|word| add(word, Ending::Open));
            }
        }
        (!phrases.is_empty()).then_some(Self { phrases })
    }

    /// The same in the index's own language.
    pub(crate) fn terms(&self) -> String {
        let term = |phrase: &Phrase| {
            let star = if phrase.ending == Ending::Open { " *" } else { "" };
            // Letters, digits and spaces: nothing in them ends the quotation.
            let one = format!("\"{}\"{star}", phrase.words);
            let others = phrase.or.iter().map(|other| format!(" OR \"{other}\""));
            let others = others.collect::<String>();
            if others.is_empty() { one } else { format!("({one}{others})") }
        };
        self.phrases.iter().map(term).collect::<Vec<_>>().join(" AND ")
    }
}

/// A word as it stands in a text.
struct Word {
    range: Range<usize>,
    folded: String,
}

/// The words of `text` and where they stand.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let is_alone = is_cjk(c);
        if is_accent(c) {
            if let Some(word) = words.last_mut().filter(|word| in_word && word.range.end == at) {
                word.range.end = end;
            }
            continue;
        }
        if !is_alone && !c.is_alphanumeric() {
            in_word = false;
            continue;
        }
        match words.last_mut().filter(|_| in_word && !is_alone) {
            Some(word) => {
                word.range.end = end;
                word.folded.extend(fold(c));
            }
            None => words.push(Word { range: at..end, folded: fold(c).collect() }),
        }
        in_word = !is_alone;
    }
    words
}

/// Where in `text` the words stand that `query` looks for, in bytes and in their
/// order. What hangs on a word by an apostrophe is part of it.
pub fn found_words(text: &str, query: &str) -> Vec<Range<usize>> {
    let Some(query) = Query::new(query) else { return Vec::new() };
    let words = words(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for phrase in &query.phrases {
        let wanted: Vec<&str> = phrase.words.split(' ').collect();
        for (at, window) in words.windows(wanted.len()).enumerate() {
            let mut both = window.iter().zip(&wanted).rev();
            let last = both.next().is_some_and(|(word, wanted)| match phrase.ending {
                Ending::Open => word.folded.starts_with(wanted),
                Ending::Whole => word.folded == *wanted,
            });
            if !last || !both.all(|(word, wanted)| word.folded == *wanted) {
                continue;
            }
            let mut range = window[0].range.start..window[window.len() - 1].range.end;
            for hanging in &words[at + window.len()..] {
                if !matches!(&text[range.end..hanging.range.start], "'" | "’") {
                    break;
                }
                range.end = hanging.range.end;
            }
            found.push(range);
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, before| {
        let overlaps = next.start < before.end;
        if overlaps {
            before.end = before.end.max(next.end);
        }
        overlaps
    });
    found
}

/// How many characters a snippet shows around what was found.
const SNIPPET: usize = 120;

/// The part of `text` around the first word that `query` looks for, at most 120
/// characters of it and a sign for what is left out at either end.
pub fn snippet(text: &str, query: &str) -> String {
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

/// Each character of `text` with its place, and the first it folds to.
fn folded(text: &str) -> Vec<(usize, char)> {
    text.char_indices().map(|(at, c)| (at, fold(c).next().unwrap_or(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_set_apart() {
        #[track_caller]
        fn check(texts: &[&str], expected: &str) {
            assert_eq!(searchable(texts), expected);
        }
        check(&[], "");
        check(&["", "  - * "], "");
        check(&["Sunday", "Tea, with YOU."], "sunday tea with you");
        check(&["Don't — l’été"], "don t l ete");
        check(&["Straße ΟΔΟΣ ﬁn İstanbul Й"], "strasse οδοσ fin istanbul и");
        check(&["cafe\u{301}s x\u{302}y \u{301}"], "cafes xy");
        check(&["我们去北京。tea茶"], "我 们 去 北 京 tea 茶");
        check(&["한국", "\u{1112}\u{1161}\u{11ab}"], "한 국 한");
        check(&["a\0b \u{202e}c"], "a b c");
        check(&["2026-11-25"], "2026 11 25");
    }

    #[test]
    fn a_query_is_words_prefixes_and_phrases() {
        #[track_caller]
        fn check(query: &str, expected: Option<&str>) {
            assert_eq!(Query::new(query).map(|query| query.terms()).as_deref(), expected);
        }
        check("", None);
        check("  - * ", None);
        check("\"\"", None);
        check("tea", Some("\"tea\" *"));
        check("tea with", Some("\"tea\" * AND \"with\" *"));
        check("\"with you\" tea", Some("\"with you\" AND \"tea\" *"));
        check("北京", Some("\"北 京\" *"));
        check("a\"b", Some("\"a\" * AND \"b\""));
        check("NEAR(", Some("\"near\" *"));
        check("don't", Some("\"don t\" *"));
    }

    #[test]
    fn a_word_may_stand_for_others_and_a_quotation_for_itself() {
        let names = ["far-away", "sad", "-"].map(str::to_owned).to_vec();
        let also = BTreeMap::from([("lejos".to_owned(), names)]);
        let terms = |query: &str| Query::meaning(query, &also).map(|query| query.terms());
        let both = "(\"lejos\" * OR \"far away\" OR \"sad\")";
        assert_eq!(terms("lejos").as_deref(), Some(both));
        assert_eq!(terms("hoy lejos"), Some(format!("\"hoy\" * AND {both}")));
        assert_eq!(terms("\"lejos\"").as_deref(), Some("\"lejos\""));
    }

    #[test]
    fn found_words_are_those_that_the_index_finds() {
        #[track_caller]
        fn check(text: &str, query: &str, expected: &[&str]) {
            let found = found_words(text, query).into_iter();
            assert_eq!(found.map(|range| &text[range]).collect::<Vec<_>>(), expected);
        }
        check("The drive back from Mum’s, in the rain", "mum", &["Mum’s"]);
        check("Mum, and mummy; not a chum", "mum", &["Mum", "mummy"]);
        check("Café au lait", "cafe LAI", &["Café", "lait"]);
        check("cafe\u{301}s", "café", &["cafe\u{301}s"]);
        check("tea with you, with tea", "\"with you\"", &["with you"]);
        check("tea with young", "\"with you\"", &[]);
        check("I don't know", "don't", &["don't"]);
        check("rain rainy", "rain rai", &["rain", "rainy"]);
        check("我们去北京。", "北京", &["北京"]);
        check("nothing", "", &[]);
        check("", "x", &[]);
    }

    #[test]
    fn a_snippet_shows_where_the_word_stands() {
        let text = format!("{}Café au lait. {}", "x ".repeat(200), "y ".repeat(200));
        let shown = snippet(&text, "cafe");
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("Café au lait"));
        assert_eq!(snippet("short", "absent"), "short");
        assert_eq!(snippet("", "x"), "");
    }
}
