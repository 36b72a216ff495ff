//! File names that Windows, macOS and Linux all take, from a day and words.

use attune_core::text::truncated;
use attune_core::time::Day;
use std::collections::HashSet;

/// The most that a title gives to a name, in bytes: with day, number and ending
/// far below what any file system takes.
const MAX_WORDS: usize = 80;

/// The names given so far. A system may tell no capitals apart, so neither do they.
#[derive(Default)]
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// A new name for something of `day` that is called `words`, without an ending.
    pub(crate) fn next(&mut self, day: Day, words: &str) -> String {
        let words = plain(words);
        let name = if words.is_empty() { day.to_string() } else { format!("{day} {words}") };
        let mut free = name.clone();
        let mut number = 1_u64;
        while !self.0.insert(free.to_lowercase()) {
            number += 1;
            free = format!("{name} {number}");
        }
        free
    }
}

/// What no name may hold somewhere, or what would mislead a reader of it.
fn is_unfit(c: char) -> bool {
    let is_reserved = matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let is_unseen = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    );
    is_reserved || is_unseen || c.is_control()
}

fn plain(words: &str) -> String {
    let spaced = words.replace(is_unfit, " ");
    let one = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    // Windows drops a dot or a space at a name's end.
    truncated(&one, MAX_WORDS).trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day() -> Day {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn a_name_is_the_day_and_the_title_made_harmless() {
        for (words, expected) in [
            ("", "2026-11-24"),
            ("A walk", "2026-11-24 A walk"),
            ("../../etc/passwd", "2026-11-24 .. .. etc passwd"),
            ("what? <now>: \"so\"|*", "2026-11-24 what now so"),
            ("ends with dots...", "2026-11-24 ends with dots"),
            ("a\nb\tc\0d", "2026-11-24 a b c d"),
            ("\u{202e}gpj.exe", "2026-11-24 gpj.exe"),
            ("...", "2026-11-24"),
            ("北京 é 🌿", "2026-11-24 北京 é 🌿"),
        ] {
            assert_eq!(Names::default().next(day(), words), expected);
        }
    }

    #[test]
    fn no_name_is_given_twice_whatever_its_capitals() {
        let mut names = Names::default();
        let given = ["Tea", "tea", "TEA", "Tea 2"].map(|words| names.next(day(), words));
        let expected = ["Tea", "tea 2", "TEA 3", "Tea 2 2"];
        assert_eq!(given, expected.map(|words| format!("2026-11-24 {words}")));
    }

    proptest! {
        #[test]
        fn every_system_takes_it(words in any::<String>()) {
            let name = Names::default().next(day(), &words);
            prop_assert!(name.len() <= 10 + 1 + MAX_WORDS);
            prop_assert!(!name.contains(is_unfit), "{:?}", name);
            prop_assert!(!name.ends_with(['.', ' ']) && name.starts_with("2026-11-24"));
        }
    }
}
