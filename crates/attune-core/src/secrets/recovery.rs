//! The recovery key, as it is written down on paper and read off it again.

use data_encoding::Specification;
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The recovery key: 152 random bits and 8 check bits, as eight groups of four
/// characters in Crockford's base 32. Shown at the start, and later to whoever
/// has opened the vault; it opens the vault when all else is forgotten.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; 19]);

/// The text is not a recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseRecoveryKeyError {
    /// Not 32 characters of the alphabet.
    #[error("a recovery key has 8 groups of 4 letters and digits")]
    Form,
    /// The check bits differ.
    #[error("the recovery key has a typing mistake in it")]
    Check,
}

impl RecoveryKey {
    /// A fresh key.
    pub fn generate(rng: &mut dyn rand_core::CryptoRng) -> Self {
        let mut key = [0; 19];
        rng.fill_bytes(&mut key);
        Self(key)
    }

    /// The key kept as `bytes`; `None` if they are not of its length.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes, to be kept in the vault.
    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 19]> {
        Zeroizing::new(self.0)
    }

    /// The key in `text`: any case, with or without separators; O is read as
    /// 0, I and L as 1.
    pub fn parse(text: &str) -> Result<Self, ParseRecoveryKeyError> {
        let plain = folded(text);
        let bytes = crockford()
            .and_then(|base| base.decode(plain.as_bytes()).ok())
            .map(Zeroizing::new)
            .ok_or(ParseRecoveryKeyError::Form)?;
        let (check, key) = bytes.split_last().ok_or(ParseRecoveryKeyError::Form)?;
        let key: [u8; 19] = key.try_into().map_err(|_| ParseRecoveryKeyError::Form)?;
        let key = Self(key);
        if key.check() == *check { Ok(key) } else { Err(ParseRecoveryKeyError::Check) }
    }

    /// The text to write down: `XXXX-XXXX-…`.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(self.0.to_vec());
        bytes.push(self.check());
        let plain = crockford().map(|base| base.encode(&bytes)).unwrap_or_default();
        let plain = Zeroizing::new(plain);
        let mut text = Zeroizing::new(String::with_capacity(40));
        for (at, c) in plain.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(c);
        }
        text
    }

    fn check(&self) -> u8 {
        Sha256::digest([b"attune recovery 1".as_slice(), &self.0].concat())[0]
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(..)")
    }
}

/// How many characters a group has.
const GROUP: usize = 4;

/// Whether `typed` is the last group of the key in `key`, typed as loosely as a
/// whole key may be: by that somebody shows that they can read what they wrote.
pub fn is_last_group(key: &str, typed: &str) -> bool {
    let (key, typed) = (folded(key), folded(typed));
    let last = key.len().checked_sub(GROUP).and_then(|at| key.get(at..));
    last.is_some_and(|last| last == typed.as_str())
}

/// What was typed without what stands between groups, in capitals, and with
/// digits for the letters that look like them.
fn folded(text: &str) -> Zeroizing<String> {
    let letters =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.' | '·'));
    Zeroizing::new(
        letters
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect(),
    )
}

fn crockford() -> Option<data_encoding::Encoding> {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.encoding().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::rand_core::SeedableRng;

    fn rng() -> rand_chacha::ChaCha20Rng {
        rand_chacha::ChaCha20Rng::from_seed([7; 32])
    }

    #[test]
    fn a_recovery_key_survives_pen_and_paper() {
        let key = RecoveryKey::generate(&mut rng());
        let text = key.to_text();
        assert_eq!(text.len(), 39);
        assert_eq!(RecoveryKey::parse(&text), Ok(key.clone()));
        let by_hand = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryKey::parse(&by_hand), Ok(key));
    }

    #[test]
    fn the_last_group_is_read_as_the_whole_key_is() {
        let key = "7XQA-K2MV-9TRB-4HWN-PD3C-6YGF-2JZE-1S0K";
        for (typed, is) in [
            ("1S0K", true),
            ("lsok", true),
            (" i s-O.k ", true),
            ("1S0", false),
            ("E1S0K", false),
            ("1S0KX", false),
            ("7XQA", false),
            ("", false),
        ] {
            assert_eq!(is_last_group(key, typed), is, "{typed:?}");
        }
        assert!(!is_last_group("", ""));
        assert!(!is_last_group("é0K", "0K"));
    }

    #[test]
    fn a_slip_of_the_pen_is_told() {
        let text = RecoveryKey::generate(&mut rng()).to_text();
        let mut told = 0;
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-') {
            let mut other = text.to_string();
            let new = if text.as_bytes()[at] == b'7' { "8" } else { "7" };
            other.replace_range(at..=at, new);
            told += u32::from(RecoveryKey::parse(&other) == Err(ParseRecoveryKeyError::Check));
        }
        assert!(told >= 31, "{told} of 32 slips told");
        for bad in ["", "abcd", &text[1..], "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU"] {
            assert_eq!(RecoveryKey::parse(bad), Err(ParseRecoveryKeyError::Form), "{bad}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_recovery_key_reads_back(seed: [u8; 19]) {
            let key = RecoveryKey(seed);
            prop_assert_eq!(RecoveryKey::parse(&key.to_text()), Ok(key));
        }

        #[test]
        fn any_text_is_a_recovery_key_or_is_refused(text in "(?s).{0,60}|[0-9A-Za-z-]{32,39}") {
            if let Ok(key) = RecoveryKey::parse(&text) {
                prop_assert_eq!(RecoveryKey::parse(&key.to_text()), Ok(key));
            }
        }
    }
}
