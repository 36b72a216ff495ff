//! What a paired device says of itself on its network, so that only its partner
//! can tell who it is.
//!
//! Sixteen fresh random bytes, an HMAC by the pair's secret over them, the
//! epoch, the address and the port, and the endpoint's id under AEAD. New at
//! each start and on each network, and with no clock in it: names of the day
//! fail beyond a day's skew. To anybody else two announcements of one device
//! have nothing in common. A tag for another address means nothing, so nobody
//! can send the partner elsewhere by repeating what they heard.

use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use data_encoding::BASE64URL_NOPAD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rand_core::CryptoRng;
use sha2::Sha256;
use std::net::{IpAddr, SocketAddr};
use zeroize::Zeroizing;

/// Turns after a revocation; none can happen yet.
const EPOCH: u32 = 0;
const NONCE: usize = 16;
const TAG: usize = 16;
const SEALED: usize = 32 + 16;

/// The announcement of `endpoint` at `address`.
pub fn announce(
    secret: &[u8; 32],
    endpoint: &[u8; 32],
    address: SocketAddr,
    rng: &mut dyn CryptoRng,
) -> String {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let mut bytes = nonce.to_vec();
    bytes.extend(tag(secret, &nonce, address));
    let payload = Payload { msg: endpoint.as_slice(), aad: &nonce };
    bytes.extend(cipher(secret).encrypt(&aead_nonce(&nonce), payload).unwrap_or_default());
    BASE64URL_NOPAD.encode(&bytes)
}

/// The endpoint that announces itself at `address`, if it is of this pair.
pub fn recognise(secret: &[u8; 32], announced: &str, address: SocketAddr) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(announced.as_bytes()).ok()?;
    if bytes.len() != NONCE + TAG + SEALED {
        return None;
    }
    let (nonce, rest) = bytes.split_first_chunk::<NONCE>()?;
    let (claimed, sealed) = rest.split_first_chunk::<TAG>()?;
    if !bool::from(subtle::ConstantTimeEq::ct_eq(&tag(secret, nonce, address)[..], &claimed[..])) {
        return None;
    }
    let payload = Payload { msg: sealed, aad: nonce };
    cipher(secret).decrypt(&aead_nonce(nonce), payload).ok()?.try_into().ok()
}

fn key(secret: &[u8; 32], name: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    let info = [b"attune announcement 1 ".as_slice(), name].concat();
    Hkdf::<Sha256>::new(None, secret)
        .expand(&info, key.as_mut())
        .unwrap_or_else(|_| unreachable!("32 bytes can be expanded"));
    key
}

fn cipher(secret: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&(*key(secret, b"endpoint")).into())
}

fn aead_nonce(nonce: &[u8; NONCE]) -> Nonce {
    let mut short = [0; 12];
    short.copy_from_slice(&nonce[..12]);
    short.into()
}

fn tag(secret: &[u8; 32], nonce: &[u8; NONCE], address: SocketAddr) -> [u8; TAG] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key(secret, b"tag").as_slice())
        .unwrap_or_else(|_| unreachable!("any length is a key"));
    mac.update(nonce);
    mac.update(&EPOCH.to_be_bytes());
    match address.ip() {
        IpAddr::V4(v4) => mac.update(&v4.octets()),
        IpAddr::V6(v6) => mac.update(&v6.octets()),
    }
    mac.update(&address.port().to_be_bytes());
    let mut tag = [0; TAG];
    tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG]);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn only_the_partner_recognises_it_and_only_where_it_was_said() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let here: SocketAddr = "192.168.1.7:4100".parse().unwrap();
        let said = announce(&[1; 32], &[9; 32], here, &mut rng);
        assert_eq!(recognise(&[1; 32], &said, here), Some([9; 32]));
        assert_eq!(recognise(&[2; 32], &said, here), None);
        for other in ["192.168.1.8:4100", "192.168.1.7:4101", "[fd00::7]:4100"] {
            assert_eq!(recognise(&[1; 32], &said, other.parse().unwrap()), None, "{other}");
        }
        for cut in 0..said.len() {
            assert_eq!(recognise(&[1; 32], &said[..cut], here), None);
        }
        // Twice is twice different, in every part.
        let again = announce(&[1; 32], &[9; 32], here, &mut rng);
        let (a, b) = (said.as_bytes().chunks(8), again.as_bytes().chunks(8));
        assert!(a.zip(b).all(|(a, b)| a != b));
        assert!(said.len() < 250, "it fits one string of a TXT record");
    }
}
