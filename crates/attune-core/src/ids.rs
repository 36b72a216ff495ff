//! Names for things: one type each, so that a document can't be taken for a
//! person, nor a log for a pair. All are plain bytes with a text form.
//!
//! Text forms are lower-case hexadecimal. A person may shorten a document id
//! to any unambiguous start; that is resolved by the vault, not here.

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The text was not an id: wrong length, or not hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected {expected} hexadecimal characters")]
pub struct ParseIdError {
    expected: usize,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// The id made of these bytes.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// The id in `bytes`, if they have the right length.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// Fresh random bytes, for ids that are drawn and not derived.
            pub fn random(rng: &mut dyn rand_core::CryptoRng) -> Self {
                let mut bytes = [0; $len];
                rng.fill_bytes(&mut bytes);
                Self(bytes)
            }

            /// The first eight characters, for people and logs.
            pub fn short(&self) -> String {
                HEXLOWER_PERMISSIVE.encode(&self.0[..4])
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER_PERMISSIVE.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.short())
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                HEXLOWER_PERMISSIVE
                    .decode(text.as_bytes())
                    .ok()
                    .and_then(|bytes| Self::from_slice(&bytes))
                    .ok_or(ParseIdError { expected: $len * 2 })
            }
        }
    };
}

id!(
    /// A document: the first 16 bytes of the SHA-256 of its header.
    DocumentId, 16
);
id!(
    /// A header's whole SHA-256; what signatures and seals are bound to.
    HeaderHash, 32
);
id!(
    /// What a record carries: an automerge change's hash, or a fact body's SHA-256.
    RecordHash, 32
);
id!(
    /// A person: their Ed25519 verifying key.
    PersonId, 32
);
id!(
    /// A device: its Ed25519 verifying key, certified by its person's.
    DeviceId, 32
);
id!(
    /// Two people's life together, drawn from both sides' randomness at pairing.
    PairId, 16
);
id!(
    /// One device's numbering of what it stored. A new one begins wherever the
    /// old one can no longer be trusted to be the same (a restore, a copy).
    LogId, 8
);
id!(
    /// Random bytes beside a log position: two logs that agree on a position
    /// but not on its mark have forked.
    Mark, 8
);
id!(
    /// One run of the program; tells a reconnection from a clone.
    RunId, 8
);
id!(
    /// A vault file.
    VaultId, 16
);

impl HeaderHash {
    /// The document that the header begins.
    pub fn document(&self) -> DocumentId {
        let mut id = [0; DocumentId::LEN];
        id.copy_from_slice(&self.0[..DocumentId::LEN]);
        DocumentId(id)
    }
}

/// A place in a log, counted from 1; 0 is "before the first".
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Position(pub u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_the_same_id() {
        let id = DocumentId::from_bytes([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        assert_eq!(id.short(), "abababab");
    }

    #[test]
    fn other_text_is_no_id() {
        for text in ["", "ab", "zz", &"a".repeat(31), &"g".repeat(32), &"ab".repeat(17)] {
            assert!(text.parse::<DocumentId>().is_err(), "{text}");
        }
    }
}
