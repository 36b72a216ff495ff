//! The vault key and what opens it.
//!
//! A random 256-bit key encrypts the vault. It is wrapped in *slots*: one by
//! what the person chose (a passphrase, or nothing, said plainly) and always
//! one by the recovery key. Changing a passphrase rewrites a slot, never the
//! vault. What a person has is here; the key on paper and the file of slots have
//! rooms of their own.
//!
//! | file | its part |
//! | --- | --- |
//! | `recovery` | the recovery key, and its text |
//! | `key_file` | the slots, and the ciphers that wrap |

mod key_file;
mod recovery;

pub use key_file::KeyFile;
pub use recovery::{ParseRecoveryKeyError, RecoveryKey, is_last_group};

use crate::ids::VaultId;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The key that encrypts a vault.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct VaultKey([u8; 32]);

impl VaultKey {
    /// A fresh key.
    pub fn generate(rng: &mut dyn rand_core::CryptoRng) -> Self {
        let mut key = [0; 32];
        rng.fill_bytes(&mut key);
        Self(key)
    }

    /// A key for another use than the vault's own file, by HKDF-SHA256.
    pub(crate) fn derived(&self, context: &[u8], salt: &[u8; 32]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are always a valid length for it.
        let _ = Hkdf::<Sha256>::new(Some(salt), &self.0).expand(context, key.as_mut());
        key
    }

    /// The key in SQLCipher's raw form, `x'…'`.
    pub(crate) fn to_pragma(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", HEXLOWER.encode(&self.0)))
    }

    /// The same for a file that begins with this salt, or is to.
    pub(crate) fn to_pragma_with(&self, salt: &[u8; 16]) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}{}'", HEXLOWER.encode(&self.0), HEXLOWER.encode(salt)))
    }

    /// Encrypts `plain` for whoever opens this vault; what comes is longer by a
    /// nonce and a tag.
    pub(crate) fn enclose(
        &self,
        vault: VaultId,
        plain: &[u8],
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Vec<u8> {
        let mut nonce = [0; 24];
        rng.fill_bytes(&mut nonce);
        let payload = Payload { msg: plain, aad: vault.as_bytes() };
        let sealed = self.enclosing().encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat()
    }

    /// What was enclosed with this key for this vault.
    pub(crate) fn disclose(&self, vault: VaultId, bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
        let payload = Payload { msg: sealed, aad: vault.as_bytes() };
        self.enclosing().decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }

    fn enclosing(&self) -> XChaCha20Poly1305 {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are always a valid length for HKDF-SHA256.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand(b"attune spare 1", key.as_mut());
        XChaCha20Poly1305::new((&*key).into())
    }
}

/// A passphrase as typed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Passphrase(String);

impl Passphrase {
    /// The passphrase `text`; `None` if it is empty.
    pub fn new(text: String) -> Option<Self> {
        (!text.is_empty()).then_some(Self(text))
    }
}

/// How hard a passphrase is to guess: Argon2id's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hardness {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Hardness {
    /// RFC 9106's second recommendation in memory, on one lane: 64 MiB, three
    /// passes.
    pub const DEFAULT: Hardness = Hardness { memory: 64 * 1024, passes: 3 };
    /// For tests, where many vaults are made.
    pub const LEAST: Hardness = Hardness { memory: 64, passes: 1 };
    const MOST: Hardness = Hardness { memory: 4 * 1024 * 1024, passes: 64 };
}

/// What a person has to open the vault with.
#[derive(Clone)]
pub enum Unlock {
    /// The vault is unprotected.
    Nothing,
    /// A passphrase.
    Passphrase(Passphrase),
    /// The recovery key.
    Recovery(RecoveryKey),
}

/// What a person chose to protect the vault with.
#[derive(Clone)]
pub enum Protection {
    /// Nothing: whoever can read the files can read the words.
    Nothing,
    /// A passphrase at this hardness.
    Passphrase(Passphrase, Hardness),
}

/// Why a key file did not give the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnlockError {
    /// The file is not one of Attune's, or is damaged.
    #[error("the key file is damaged")]
    Damaged,
    /// Written by a newer version.
    #[error("the key file comes from a newer version of Attune")]
    Newer,
    /// A passphrase is needed.
    #[error("the vault is locked")]
    Locked,
    /// The passphrase or recovery key does not open it.
    #[error("that does not open the vault")]
    Wrong,
}
