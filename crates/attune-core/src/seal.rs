//! Sealing: an answer that the other device holds and cannot read until both
//! have answered.
//!
//! Each answer has its own key, derived from its person's seal secret and its
//! document's header, so that any device of that person can open it again. The
//! sealed fact carries a commitment to the key; the release carries the key
//! and names both documents. HKDF-SHA256 (RFC 5869), ChaCha20-Poly1305
//! (RFC 8439).

use crate::ids::HeaderHash;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const COMMITMENT_CONTEXT: &[u8] = b"attune seal 1";
const KEY_CONTEXT: &[u8] = b"attune seal key 1";
/// Plain texts are padded to whole steps, so that length tells little.
const STEP: usize = 1024;

/// A person's secret from which all their seal keys come.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SealSecret([u8; 32]);

impl SealSecret {
    /// A fresh secret.
    pub fn generate(rng: &mut dyn rand_core::CryptoRng) -> Self {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The secret kept as `bytes`.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be kept in the vault.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }

    /// The key of the answer in the document that `header` begins.
    pub fn key(&self, header: HeaderHash) -> SealKey {
        let mut key = [0; 32];
        let info = [KEY_CONTEXT, header.as_bytes()].concat();
        // 32 bytes are always a valid length for HKDF-SHA256.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand(&info, &mut key);
        SealKey(key)
    }
}

/// The key of one sealed answer.
#[derive(Clone, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
pub struct SealKey([u8; 32]);

impl SealKey {
    fn commitment(&self, header: HeaderHash) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(COMMITMENT_CONTEXT);
        hash.update(header.as_bytes());
        hash.update(self.0);
        hash.finalize().into()
    }

    /// Whether this is the key that the sealer committed to.
    pub(crate) fn fits(&self, header: HeaderHash, sealed: &Sealed) -> bool {
        self.commitment(header).ct_eq(&sealed.commitment).into()
    }

    /// Seals `plain` for the document that `header` begins.
    pub fn seal(&self, header: HeaderHash, plain: &[u8]) -> Sealed {
        let mut padded =
            Zeroizing::new(Vec::with_capacity((plain.len() + 4).next_multiple_of(STEP)));
        padded.extend_from_slice(&u32::try_from(plain.len()).unwrap_or(u32::MAX).to_be_bytes());
        padded.extend_from_slice(plain);
        let length = padded.len().next_multiple_of(STEP);
        padded.resize(length, 0);
        // One key seals one message ever, so a fixed nonce is sound.
        let payload = Payload { msg: &padded, aad: header.as_bytes() };
        let ciphertext = ChaCha20Poly1305::new((&self.0).into())
            .encrypt(&Nonce::default(), payload)
            .unwrap_or_default();
        Sealed { ciphertext, commitment: self.commitment(header) }
    }

    /// The plain text, if this is the key that the sealer committed to and
    /// nothing was altered.
    pub fn open(&self, header: HeaderHash, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        if !self.fits(header, sealed) {
            return None;
        }
        let payload = Payload { msg: &sealed.ciphertext, aad: header.as_bytes() };
        let padded = ChaCha20Poly1305::new((&self.0).into())
            .decrypt(&Nonce::default(), payload)
            .map(Zeroizing::new)
            .ok()?;
        let (length, rest) = padded.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        rest.get(..length).map(|plain| Zeroizing::new(plain.to_vec()))
    }
}

/// An answer that can be held without being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    ciphertext: Vec<u8>,
    commitment: [u8; 32],
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: HeaderHash = HeaderHash::from_bytes([3; 32]);

    #[test]
    fn an_answer_opens_with_its_own_key_only() {
        let secret = SealSecret::from_bytes([1; 32]);
        let key = secret.key(HEADER);
        let sealed = key.seal(HEADER, b"you listened");
        assert_eq!(key.open(HEADER, &sealed).unwrap().as_slice(), b"you listened");

        let other_header = HeaderHash::from_bytes([4; 32]);
        assert!(secret.key(other_header).open(HEADER, &sealed).is_none());
        assert!(key.open(other_header, &sealed).is_none());
        let mut altered = sealed.clone();
        altered.ciphertext[5] ^= 1;
        assert!(key.open(HEADER, &altered).is_none());
    }

    #[test]
    fn a_key_that_was_not_committed_to_opens_nothing() {
        let honest = SealSecret::from_bytes([1; 32]).key(HEADER);
        let other = SealSecret::from_bytes([2; 32]).key(HEADER);
        let mut sealed = honest.seal(HEADER, b"one thing");
        sealed.commitment = other.seal(HEADER, b"another").commitment;
        assert!(honest.open(HEADER, &sealed).is_none());
        assert!(other.open(HEADER, &sealed).is_none());
    }

    #[test]
    fn length_shows_only_in_steps() {
        let key = SealSecret::from_bytes([1; 32]).key(HEADER);
        let size = |length| key.seal(HEADER, &vec![b'x'; length]).ciphertext.len();
        assert_eq!(size(0), size(1000));
        assert_eq!(size(1020), 1024 + 16);
        assert_eq!(size(1021), 2048 + 16);
    }
}
