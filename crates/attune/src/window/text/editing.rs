//! What the keys do to a text beside writing letters: words become strong or
//! stressed, or plain again, and a list goes on in the next line.

use std::ops::Range;

/// Puts `sign` round the words in `range`, or takes it away where they have it.
/// Without words it stands open at the caret, to write between. Gives the words
/// as they are selected afterwards. Places are in letters.
pub(crate) fn toggle(text: &mut String, range: Range<usize>, sign: &str) -> Range<usize> {
    let at = |text: &str, letter: usize| {
        text.char_indices().nth(letter).map_or(text.len(), |(at, _)| at)
    };
    // Space at the edges of what was selected is not part of its words.
    let (mut from, mut to) = (at(text, range.start), at(text, range.end));
    let words = &text[from..to];
    from += words.len() - words.trim_start().len();
    to -= words.len() - words.trim_end().len();
    let to = to.max(from);
    let letters = |text: &str, at: usize| text[..at].chars().count();
    let around = text[..from].ends_with(sign) && text[to..].starts_with(sign);
    // One star of two is no sign of its own.
    let longer = sign == STRESSED && text[..from].ends_with(STRONG) && !is_both(text, from, to);
    if around && !longer {
        text.replace_range(to..to + sign.len(), "");
        text.replace_range(from - sign.len()..from, "");
        let (from, to) = (from - sign.len(), to - sign.len());
        return letters(text, from)..letters(text, to);
    }
    text.insert_str(to, sign);
    text.insert_str(from, sign);
    letters(text, from + sign.len())..letters(text, to + sign.len())
}

/// The signs of strong and of stressed words.
pub(crate) const STRONG: &str = "**";
/// See [`STRONG`].
pub(crate) const STRESSED: &str = "*";

fn is_both(text: &str, from: usize, to: usize) -> bool {
    text[..from].ends_with("***") && text[to..].starts_with("***")
}

/// After a line's end was written before the letter `caret`: where that line was
/// one of a list, the next begins as one; where it was an empty one, the list
/// ends. Gives the caret's new place, if anything changed.
pub(crate) fn continue_list(text: &mut String, caret: usize) -> Option<usize> {
    let at = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
    let before = text[..at].strip_suffix('\n')?;
    let begins = before.rfind('\n').map_or(0, |end| end + 1);
    let line = &before[begins..];
    let (sign, next) = list_sign(line)?;
    if line.len() == sign {
        // Nothing was written after the sign: the list is over.
        text.replace_range(begins..at, "");
        return Some(text[..begins].chars().count());
    }
    text.insert_str(at, &next);
    Some(caret + next.chars().count())
}

/// How long the sign of a list's line is, and the sign of the next.
fn list_sign(line: &str) -> Option<(usize, String)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[indent..];
    let space = &line[..indent];
    for sign in ["- ", "* ", "+ "] {
        if rest.starts_with(sign) {
            return Some((indent + sign.len(), format!("{space}{sign}")));
        }
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = rest[..digits].parse().ok()?;
    let dot = rest[digits..].starts_with(". ").then_some(". ")?;
    let next = number.checked_add(1)?;
    Some((indent + digits + dot.len(), format!("{space}{next}{dot}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text whose selection stands between bars; a caret is one bar.
    fn marked(text: &str) -> (String, Range<usize>) {
        let places: Vec<usize> =
            text.chars().enumerate().filter(|(_, c)| *c == '|').map(|(at, _)| at).collect();
        let from = places[0];
        let to = places.get(1).map_or(from, |to| to - 1);
        (text.replace('|', ""), from..to)
    }

    fn shown(text: &str, range: Range<usize>) -> String {
        let letters: Vec<char> = text.chars().collect();
        let part = |range: Range<usize>| letters[range].iter().collect::<String>();
        let (from, to) = (range.start, range.end);
        let middle = if from == to { String::new() } else { format!("{}|", part(from..to)) };
        format!("{}|{middle}{}", part(0..from), part(to..letters.len()))
    }

    #[test]
    fn words_become_strong_and_plain_again() {
        for (before, sign, after) in [
            ("a |word| more", STRONG, "a **|word|** more"),
            ("a **|word|** more", STRONG, "a |word| more"),
            ("a |word| more", STRESSED, "a *|word|* more"),
            ("a *|word|* more", STRESSED, "a |word| more"),
            ("a **|word|** more", STRESSED, "a ***|word|*** more"),
            ("a ***|word|*** more", STRESSED, "a **|word|** more"),
            ("a ***|word|*** more", STRONG, "a *|word|* more"),
            ("a| word |more", STRONG, "a **|word|** more"),
            ("é🌿 |öß|", STRONG, "é🌿 **|öß|**"),
            ("here |", STRONG, "here **|**"),
            ("here **|**", STRONG, "here |"),
            ("|", STRESSED, "*|*"),
        ] {
            let (mut text, range) = marked(before);
            let range = toggle(&mut text, range, sign);
            assert_eq!(shown(&text, range), after, "{before} {sign}");
        }
    }

    #[test]
    fn a_list_goes_on_until_a_line_of_it_stays_empty() {
        for (before, after) in [
            ("- milk\n|", Some("- milk\n- |")),
            ("- milk\n- \n|", Some("- milk\n|")),
            ("  * one\n|more", Some("  * one\n  * |more")),
            ("9. nine\n|", Some("9. nine\n10. |")),
            ("1. one\n2. \n|", Some("1. one\n|")),
            ("no list\n|", None),
            ("-none\n|", None),
            ("3.5 metres\n|", None),
            ("4294967295. last\n|", None),
            ("\n|", None),
            ("- milk|", None),
            ("- é🌿\n|\n", Some("- é🌿\n- |\n")),
        ] {
            let (mut text, range) = marked(before);
            let caret = continue_list(&mut text, range.start);
            let shown = caret.map(|caret| shown(&text, caret..caret));
            assert_eq!(shown.as_deref(), after, "{before:?}");
        }
    }
}
