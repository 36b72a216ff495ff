//! The vault in a backup, in frames: each is encrypted and authenticated under its
//! number and whether it is the last, so that none can be changed, moved, left out
//! or added. (The construction is STREAM: Hoang, Reyhanitabar, Rogaway and Vizár,
//! "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015.)

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

/// Plain bytes in a frame; the last has fewer, or as many.
pub(crate) const FRAME: usize = 64 * 1024;
/// Bytes of a whole frame in the file: the plain ones and their authentication.
pub(crate) const SEALED: usize = FRAME + 16;

/// How many frames so many bytes make.
pub(crate) fn frames(bytes: u64) -> u64 {
    bytes.div_ceil(FRAME as u64)
}

/// Seals frames, or opens them, in their order.
pub(crate) struct Frames {
    cipher: XChaCha20Poly1305,
    header: [u8; 32],
    next: u64,
}

impl Frames {
    /// The frames of one backup: under its own key, and bound to its header.
    pub(crate) fn new(key: &[u8; 32], header: [u8; 32]) -> Self {
        Self { cipher: XChaCha20Poly1305::new(key.into()), header, next: 0 }
    }

    /// A nonce never comes again under one key: each backup has a key of its own.
    fn nonce(&mut self, is_last: bool) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..8].copy_from_slice(&self.next.to_be_bytes());
        nonce[8] = u8::from(is_last);
        self.next += 1;
        XNonce::from(nonce)
    }

    pub(crate) fn seal(&mut self, plain: &[u8], is_last: bool) -> Vec<u8> {
        let nonce = self.nonce(is_last);
        let payload = Payload { msg: plain, aad: &self.header };
        // It refuses only what is longer than 256 GiB.
        self.cipher.encrypt(&nonce, payload).unwrap_or_default()
    }

    /// `None` if it is not what was sealed at this place.
    pub(crate) fn open(&mut self, sealed: &[u8], is_last: bool) -> Option<Vec<u8>> {
        let nonce = self.nonce(is_last);
        let payload = Payload { msg: sealed, aad: &self.header };
        self.cipher.decrypt(&nonce, payload).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn opened(header: [u8; 32], frames: &[(&[u8], bool)]) -> Option<Vec<Vec<u8>>> {
        let mut opening = Frames::new(&[1; 32], header);
        frames.iter().map(|(sealed, is_last)| opening.open(sealed, *is_last)).collect()
    }

    #[test]
    fn frames_open_in_their_order_to_the_last_and_no_further() {
        let mut sealing = Frames::new(&[1; 32], [2; 32]);
        let [one, two] = [sealing.seal(b"one", false), sealing.seal(b"two", true)];
        let both = opened([2; 32], &[(&one, false), (&two, true)]);
        assert_eq!(both.unwrap(), [b"one", b"two"]);
        assert!(opened([2; 32], &[(&two, false), (&one, true)]).is_none(), "turned");
        assert!(opened([2; 32], &[(&one, true)]).is_none(), "cut");
        assert!(opened([2; 32], &[(&two, true)]).is_none(), "begun late");
        assert!(opened([2; 32], &[(&one, false), (&two, false)]).is_none(), "gone on");
        assert!(opened([3; 32], &[(&one, false), (&two, true)]).is_none(), "another header");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_bit_of_a_frame_can_turn(
            plain in proptest::collection::vec(any::<u8>(), 1..200),
            at: prop::sample::Index,
            bit in 0..8_u32,
        ) {
            let mut sealed = Frames::new(&[1; 32], [2; 32]).seal(&plain, true);
            prop_assert_eq!(opened([2; 32], &[(&sealed, true)]), Some(vec![plain]));
            let at = at.index(sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert_eq!(opened([2; 32], &[(&sealed, true)]), None);
        }
    }
}
