//! English that nobody speaks: every letter that can have an accent has one,
//! every vowel is there twice, and each text stands in brackets. Whatever shows
//! without brackets does not come from the catalogue, and what has no room for
//! a longer language has none for this.

use std::borrow::Cow;

/// What stands before and after each text.
pub(super) const BRACKETS: [char; 2] = ['[', ']'];

/// A piece of a text, without what is filled in.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let accented = match letter {
            'a' => 'å',
            'e' => 'é',
            'i' => 'î',
            'o' => 'ö',
            'u' => 'ü',
            'y' => 'ÿ',
            'c' => 'ç',
            'n' => 'ñ',
            'Y' => 'Ÿ',
            'A' => 'Å',
            'E' => 'É',
            'I' => 'Î',
            'O' => 'Ö',
            'U' => 'Ü',
            'C' => 'Ç',
            'N' => 'Ñ',
            other => other,
        };
        out.push(accented);
        if matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') {
            out.push(accented);
        }
    }
    Cow::Owned(out)
}

/// A whole text, with what is filled in.
pub(super) fn bracketed(text: &str) -> String {
    let [open, close] = BRACKETS;
    format!("{open}{text}{close}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_longer_by_about_two_fifths() {
        let text = "What you share waits here and goes when the two meet.";
        let long = bracketed(&accented(text));
        assert_eq!(accented("Under Us"), "Üñdéér Üs");
        let more = long.chars().count() * 100 / text.chars().count() - 100;
        assert!((30..=50).contains(&more), "{more} %");
    }
}
