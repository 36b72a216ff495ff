//! The six monthly signs in words: what each is called, what it is, and its five
//! levels. Kept by their names and numbers, said in the language of the moment.

use crate::texts;
use attune_core::kinds::pulse::{LEVELS, Sign};

/// What a sign is called: "We talk openly".
pub(crate) fn name(sign: Sign) -> String {
    said(sign.name())
}

/// What it is, in a few sentences.
pub(crate) fn about(sign: Sign) -> String {
    said(&format!("{}-about", sign.name()))
}

/// A level of it, from 1 to [`LEVELS`], in a word or two.
pub(crate) fn level(sign: Sign, level: u8) -> String {
    said(&format!("{}-{level}", sign.name()))
}

/// All its levels, the lowest first.
pub(crate) fn levels(sign: Sign) -> impl Iterator<Item = (u8, String)> {
    (1..=LEVELS).map(move |n| (n, level(sign, n)))
}

/// For whoever is afraid of their partner.
pub(crate) fn safety() -> String {
    texts::of("signs", "safety").unwrap_or_default()
}

/// What there is no text for is no sign, and says nothing.
fn said(name: &str) -> String {
    texts::of("sign", name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn each_sign_and_each_of_its_levels_has_words_in_every_language() {
        for language in [Language::English, Language::Spanish] {
            language.within(|| {
                for sign in Sign::ALL {
                    assert!(!name(sign).is_empty() && !about(sign).is_empty(), "{sign:?}");
                    let words: Vec<String> = levels(sign).map(|(_, words)| words).collect();
                    assert!(words.iter().all(|words| !words.is_empty()), "{sign:?}: {words:?}");
                    // They stand beside each other under one scale.
                    let first: Vec<String> = levels(Sign::Open).map(|(_, words)| words).collect();
                    assert_eq!(words, first, "{sign:?}");
                }
                assert!(!safety().is_empty());
            });
        }
    }
}
