//! Quiet Markdown: words between stars are strong or stressed, a line after a
//! `#` is a heading, and a line after a `-` is one of a list. Nothing else of it
//! means anything here, so that no text that was meant otherwise looks odd.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use std::ops::Range;

/// How a part of a text is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
    /// As everything else.
    Plain,
    /// Strong: between two stars each, or a heading.
    Strong,
    /// Stressed: between one star each.
    Stressed,
    /// The signs that say so.
    Sign,
}

/// A part of a text and how it is said.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Part {
    /// Where it is, in bytes.
    pub(crate) range: Range<usize>,
    /// How it is said.
    pub(crate) tone: Tone,
}

/// The parts of a text, in order and without a gap.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let mut tones: Vec<Part> = Vec::new();
    // Signs and words of the parts that are strong or stressed; what is in none
    // of them is plain.
    let (mut strong, mut stressed) = (0_usize, 0_usize);
    let mut open: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Strong) => {
                strong += 1;
                open.push(range);
            }
            Event::Start(Tag::Emphasis) => {
                stressed += 1;
                open.push(range);
            }
            Event::Start(Tag::Heading { level, .. }) if is_heading(text, &range, level) => {
                strong += 1;
                open.push(range);
            }
            Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
            Event::End(TagEnd::Emphasis) => stressed = stressed.saturating_sub(1),
            Event::End(TagEnd::Heading(level)) if is_heading(text, &range, level) => {
                strong = strong.saturating_sub(1);
            }
            Event::SoftBreak | Event::HardBreak => {
                tones.push(Part { range, tone: Tone::Plain });
            }
            Event::Text(_) | Event::Code(_) if strong > 0 => {
                tones.push(Part { range, tone: Tone::Strong });
            }
            Event::Text(_) | Event::Code(_) if stressed > 0 => {
                tones.push(Part { range, tone: Tone::Stressed });
            }
            _ => {}
        }
    }
    whole(text, &open, &tones)
}

/// A line that begins with its sign; a line that is underlined with dashes is no
/// heading here, for people set dashes under a line for other reasons.
pub(super) fn is_heading(text: &str, range: &Range<usize>, level: HeadingLevel) -> bool {
    let signs = "######".get(..level as usize).unwrap_or_default();
    text.get(range.clone()).is_some_and(|line| line.starts_with(signs))
}

/// All of the text: what is in an open part and no words is a sign.
fn whole(text: &str, open: &[Range<usize>], words: &[Part]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |range: Range<usize>, tone: Tone| {
        if range.is_empty() {
            return;
        }
        match parts.last_mut() {
            Some(last) if last.tone == tone => last.range.end = range.end,
            _ => parts.push(Part { range, tone }),
        }
    };
    let mut at = 0;
    let mut words = words.iter().peekable();
    for part in open {
        if part.end <= at {
            continue;
        }
        add(at..part.start.max(at), Tone::Plain);
        at = at.max(part.start);
        while words.next_if(|word| word.range.start < part.start).is_some() {}
        while let Some(word) = words.next_if(|word| word.range.start < part.end) {
            add(at..word.range.start.max(at), Tone::Sign);
            add(word.range.start.max(at)..word.range.end, word.tone);
            at = at.max(word.range.end);
        }
        // A heading ends with its line, whose end is no sign.
        let end = part.start + text[part.clone()].trim_end_matches('\n').len();
        add(at..end.max(at), Tone::Sign);
        at = at.max(end);
    }
    add(at..text.len(), Tone::Plain);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The words of each tone; signs in brackets.
    fn told(text: &str) -> String {
        let parts = parts(text).into_iter();
        let told = parts.map(|Part { range, tone }| {
            let words = &text[range];
            match tone {
                Tone::Plain => words.to_owned(),
                Tone::Strong => format!("S<{words}>"),
                Tone::Stressed => format!("E<{words}>"),
                Tone::Sign => format!("[{words}]"),
            }
        });
        told.collect()
    }

    #[test]
    fn words_between_stars_are_strong_or_stressed_and_nothing_else_changes() {
        for (text, expected) in [
            ("", ""),
            ("nothing", "nothing"),
            ("a **strong** word", "a [**]S<strong>[**] word"),
            ("a *stressed* word", "a [*]E<stressed>[*] word"),
            ("***both***", "[***]S<both>[***]"),
            ("**one *in* the other**", "[**]S<one >[*]S<in>[*]S< the other>[**]"),
            ("**not ended", "**not ended"),
            ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
            ("# A heading\nand words", "[# ]S<A heading>\nand words"),
            ("#not one", "#not one"),
            ("a line\n---\nanother", "a line\n---\nanother"),
            ("- one\n- **two**", "- one\n- [**]S<two>[**]"),
            ("**über\ndie Zeile**", "[**]S<über>\nS<die Zeile>[**]"),
            ("`code` and <b>no</b> [x](y)", "`code` and <b>no</b> [x](y)"),
        ] {
            assert_eq!(told(text), expected);
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_the_text(text in r"[a* #\-_\n`é🌿\[\]]{0,40}") {
            let mut at = 0;
            for part in parts(&text) {
                prop_assert_eq!(part.range.start, at);
                prop_assert!(text.get(part.range.clone()).is_some());
                at = part.range.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
