//! Three words of a list of 7,772: about 39 bits, enough because they are tried
//! once and guessing needs the other person's screen.
//!
//! The list is the Electronic Frontier Foundation's large word list for dice
//! (2016, CC BY 3.0 US) without its four words that have a hyphen.

use rand_core::CryptoRng;
use std::sync::LazyLock;
use zeroize::Zeroizing;

/// In alphabetical order.
static LIST: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("words.txt").lines().collect());

/// Three words that authenticate one pairing, once.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingWords(Zeroizing<[u16; 3]>);

impl std::fmt::Debug for PairingWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PairingWords(..)")
    }
}

/// What was typed are not three words of the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Not three of them.
    #[error("{0} words instead of three")]
    Count(usize),
    /// One is not in the list.
    #[error("a word is not in the list")]
    Unknown {
        /// As it was typed.
        typed: String,
        /// The nearest one in the list, if one is near.
        nearest: Option<&'static str>,
    },
}

impl PairingWords {
    /// Three new ones.
    pub fn generate(rng: &mut dyn CryptoRng) -> Self {
        Self(Zeroizing::new(std::array::from_fn(|_| below(LIST.len() as u32, rng) as u16)))
    }

    /// Reads what somebody typed: any case, and anything but letters between.
    pub fn parse(typed: &str) -> Result<Self, WordsError> {
        let lower = Zeroizing::new(typed.to_lowercase());
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let three: [&str; 3] =
            words.as_slice().try_into().map_err(|_| WordsError::Count(words.len()))?;
        let mut places = Zeroizing::new([0; 3]);
        for (place, word) in places.iter_mut().zip(three) {
            *place = LIST.binary_search(&word).map_err(|_| WordsError::Unknown {
                typed: word.to_owned(),
                nearest: nearest(word),
            })? as u16;
        }
        Ok(Self(places))
    }

    /// As they are shown: lower case, one space between.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.map(word_at).join(" "))
    }
}

/// Words that begin so, at most `limit`.
pub fn completions(start: &str, limit: usize) -> Vec<&'static str> {
    let start = start.to_lowercase();
    if start.is_empty() {
        return Vec::new();
    }
    let from = LIST.partition_point(|word| *word < start.as_str());
    LIST[from..].iter().take_while(|word| word.starts_with(&start)).take(limit).copied().collect()
}

/// Four words that name a hash to a person; 51 of its bits.
pub(super) fn fingerprint(hash: &[u8; 32]) -> [String; 4] {
    std::array::from_fn(|n| {
        let bytes = [hash[4 * n], hash[4 * n + 1], hash[4 * n + 2], hash[4 * n + 3]];
        word_at((u32::from_be_bytes(bytes) % LIST.len() as u32) as u16).to_owned()
    })
}

fn word_at(place: u16) -> &'static str {
    LIST[usize::from(place)]
}

/// A fair number below `limit`.
fn below(limit: u32, rng: &mut dyn CryptoRng) -> u32 {
    let fair = u32::MAX - u32::MAX % limit;
    loop {
        let drawn = rng.next_u32();
        if drawn < fair {
            return drawn % limit;
        }
    }
}

fn nearest(word: &str) -> Option<&'static str> {
    // Comparing very long input with every word would take its time.
    let word: String = word.chars().take(24).collect();
    let found = LIST.iter().min_by_key(|known| strsim::damerau_levenshtein(known, &word))?;
    let slips = strsim::damerau_levenshtein(found, &word);
    // Of a letter or two any short word would be near.
    (slips <= 2 && 2 * slips < word.len()).then_some(*found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn the_list_is_sorted_and_plain() {
        assert_eq!(LIST.len(), 7772);
        assert!(LIST.is_sorted());
        assert!(LIST.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
    }

    #[test]
    fn words_read_back_however_they_are_typed() {
        let words = PairingWords::generate(&mut ChaCha20Rng::seed_from_u64(1));
        let text = words.text();
        let mut parts = text.split(' ');
        let [a, b, c] = std::array::from_fn(|_| parts.next().unwrap().to_owned());
        for typed in [
            text.to_string(),
            text.to_uppercase(),
            format!("  {a}-{b}.{c}\n"),
            format!("{a},{b}; {c}!"),
            format!("{a}\u{a0}{b}\t{c}"),
        ] {
            assert_eq!(PairingWords::parse(&typed), Ok(words.clone()), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_word_is_told_with_the_nearest() {
        #[track_caller]
        fn check(typed: &str, expected: WordsError) {
            assert_eq!(PairingWords::parse(typed), Err(expected));
        }
        check("", WordsError::Count(0));
        check("abacus abdomen", WordsError::Count(2));
        check("abacus abdomen abacus abacus", WordsError::Count(4));
        let unknown = |typed: &str, nearest| WordsError::Unknown { typed: typed.into(), nearest };
        check("abacus abdomne abacus", unknown("abdomne", Some("abdomen")));
        check("abacus qqqqqqqqq abacus", unknown("qqqqqqqqq", None));
        check(&format!("a b {}", "x".repeat(1 << 20)), unknown("a", None));
    }

    #[test]
    fn completing_begins_with_what_was_typed() {
        assert_eq!(completions("ABAC", 5), ["abacus"]);
        assert_eq!(completions("a", 3).len(), 3);
        assert!(completions("", 3).is_empty() && completions("zzzz", 3).is_empty());
    }
}
