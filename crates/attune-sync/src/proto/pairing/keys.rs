//! What comes out of the words: SPAKE2, the keys that HKDF makes of it, the
//! confirmations, and the transcript that both people say yes to.
//!
//! Exported key, both pairing endpoints, words and both SPAKE2 messages go into
//! the keys, so one that sits between two connections proves nothing to either
//! side.

use super::Part;
use super::message::Introduction;
use super::words::PairingWords;
use attune_core::ids::PairId;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use spake2::{Ed25519Group, Identity, Password, Spake2};
use zeroize::Zeroizing;

/// What ties an exchange to one connection of two endpoints.
#[derive(Clone)]
pub struct Binding {
    /// The key that both ends exported from the connection.
    pub exported: Zeroizing<[u8; 32]>,
    /// The pairing endpoint of the side that types.
    pub types: [u8; 32],
    /// The pairing endpoint of the side that shows.
    pub shows: [u8; 32],
}

/// One side's half of SPAKE2, until the other's comes.
pub(super) struct Half(Spake2<Ed25519Group>);

impl Half {
    /// The half of `part`, and what the other side is told of it.
    pub(super) fn begin(
        part: Part,
        words: &PairingWords,
        binding: &Binding,
        rng: &mut dyn CryptoRng,
    ) -> (Self, Vec<u8>) {
        let password = Password::new(words.text().as_bytes());
        let types = Identity::new(&binding.types);
        let shows = Identity::new(&binding.shows);
        let (half, told) = match part {
            Part::Types => Spake2::start_a_with_rng(&password, &types, &shows, rng),
            Part::Shows => Spake2::start_b_with_rng(&password, &types, &shows, rng),
        };
        (Self(half), told)
    }

    /// The keys, with what the other side told; `None` if that is no half.
    pub(super) fn finish(self, theirs: &[u8], binding: &Binding) -> Option<Keys> {
        // One byte names the side, then a point. One of small order is nobody's
        // honest half (`finish` accepts it).
        let point: [u8; 32] = theirs.get(1..)?.try_into().ok()?;
        if ed25519_dalek::VerifyingKey::from_bytes(&point).ok()?.is_weak() {
            return None;
        }
        let shared = Zeroizing::new(self.0.finish(theirs).ok()?);
        let kdf = Hkdf::<Sha256>::new(Some(binding.exported.as_slice()), &shared);
        let ends = [binding.types, binding.shows].concat();
        let key = |name: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            let info = [b"attune pairing 1 ", name, &ends].concat();
            kdf.expand(&info, key.as_mut()).ok().map(|()| key)
        };
        Some(Keys { types: key(b"types")?, shows: key(b"shows")?, pair: key(b"pair")? })
    }
}

/// The keys that come out of the words.
pub(super) struct Keys {
    types: Zeroizing<[u8; 32]>,
    shows: Zeroizing<[u8; 32]>,
    pair: Zeroizing<[u8; 32]>,
}

impl Keys {
    /// The proof that the side of `part` knows the words.
    pub(super) fn proof(&self, part: Part) -> [u8; 32] {
        self.confirmation(part).finalize().into_bytes().into()
    }

    /// Whether this is that proof.
    pub(super) fn proves(&self, part: Part, proof: &[u8; 32]) -> bool {
        self.confirmation(part).verify_slice(proof).is_ok()
    }

    /// Each side has a key of its own: a proof sent back proves nothing.
    fn confirmation(&self, part: Part) -> Hmac<Sha256> {
        let key = match part {
            Part::Types => &self.types,
            Part::Shows => &self.shows,
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_slice())
            .unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(b"attune pairing confirmation 1");
        mac
    }

    /// What the device of `part` signs in its introduction.
    pub(super) fn introduced(&self, part: Part) -> Vec<u8> {
        [b"attune introduction 1".as_slice(), self.pair.as_slice(), part.name().as_bytes()].concat()
    }

    /// The hash of all that both said.
    pub(super) fn transcript(
        &self,
        types: &Introduction,
        shows: &Introduction,
    ) -> Option<[u8; 32]> {
        let mut hash = Sha256::new();
        hash.update(b"attune pairing transcript 1");
        hash.update(self.pair.as_slice());
        for introduction in [types, shows] {
            let part = postcard::to_stdvec(introduction).ok()?;
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Some(hash.finalize().into())
    }

    /// The secret of the pair that this transcript makes.
    pub(super) fn secret(&self, transcript: &[u8; 32]) -> Option<[u8; 32]> {
        let mut secret = [0; 32];
        let kdf = Hkdf::<Sha256>::new(Some(transcript), self.pair.as_slice());
        kdf.expand(b"attune pair secret 1", &mut secret).ok().map(|()| secret)
    }
}

/// The pair that a transcript makes; random from both sides, as both nonces are
/// in the transcript.
pub(super) fn pair(transcript: &[u8; 32]) -> PairId {
    let hash = Sha256::new_with_prefix(b"attune pair 1").chain_update(transcript);
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    PairId::from_bytes(id)
}
