//! The key file: slots that hold the vault key, each wrapped by another secret.
//! Argon2id (RFC 9106), HKDF-SHA256 (RFC 5869), XChaCha20-Poly1305.

use super::{Hardness, Passphrase, Protection, RecoveryKey, Unlock, UnlockError, VaultKey};
use crate::ids::VaultId;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// The key file: the wrapped vault key in its slots. One small JSON file,
/// replaced as a whole, bound to one vault.
#[derive(Serialize, Deserialize)]
pub struct KeyFile {
    format: u32,
    vault: String,
    slots: Vec<Slot>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
enum Slot {
    Nothing { key: String },
    Passphrase { hardness: Hardness, salt: String, nonce: String, wrapped: String },
    Recovery { nonce: String, wrapped: String },
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Slot::Nothing { key } = self {
            key.zeroize();
        }
    }
}

impl KeyFile {
    /// The only format so far.
    const FORMAT: u32 = 1;
    /// The largest file read, in bytes.
    pub const MAX_LEN: u64 = 64 * 1024;

    /// A key file for `vault` with `key` wrapped by `protection` and `recovery`.
    pub fn new(
        vault: VaultId,
        key: &VaultKey,
        protection: &Protection,
        recovery: &RecoveryKey,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Self, UnlockError> {
        let own = own_slot(vault, key, protection, rng)?;
        let slots = vec![own, recovery_slot(vault, key, recovery, rng)];
        Ok(Self { format: Self::FORMAT, vault: vault.to_string(), slots })
    }

    /// The same file with a further recovery key; the earlier ones go on
    /// opening it.
    pub fn with_recovery(
        &self,
        key: &VaultKey,
        recovery: &RecoveryKey,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Self, UnlockError> {
        let mut slots = self.slots.clone();
        slots.push(recovery_slot(self.vault()?, key, recovery, rng));
        Ok(Self { format: Self::FORMAT, vault: self.vault.clone(), slots })
    }

    /// The same file with `recovery` as the only recovery key: no earlier one opens it.
    pub fn with_only_recovery(
        &self,
        key: &VaultKey,
        recovery: &RecoveryKey,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Self, UnlockError> {
        let own = self.slots.iter().filter(|s| !matches!(s, Slot::Recovery { .. })).cloned();
        let mut slots: Vec<Slot> = own.collect();
        slots.push(recovery_slot(self.vault()?, key, recovery, rng));
        Ok(Self { format: Self::FORMAT, vault: self.vault.clone(), slots })
    }

    /// The same file with what the person chose replaced.
    pub fn with_protection(
        &self,
        key: &VaultKey,
        protection: &Protection,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Self, UnlockError> {
        let vault = self.vault()?;
        let mut slots = vec![own_slot(vault, key, protection, rng)?];
        slots.extend(self.slots.iter().filter(|s| matches!(s, Slot::Recovery { .. })).cloned());
        Ok(Self { format: Self::FORMAT, vault: self.vault.clone(), slots })
    }

    /// The file in `bytes`.
    pub fn decode(bytes: &[u8]) -> Result<Self, UnlockError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let format: Format = serde_json::from_slice(bytes).map_err(|_| UnlockError::Damaged)?;
        if format.format > Self::FORMAT {
            return Err(UnlockError::Newer);
        }
        serde_json::from_slice(bytes).map_err(|_| UnlockError::Damaged)
    }

    /// The bytes to write.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec_pretty(self).unwrap_or_default())
    }

    /// The vault it belongs to.
    pub fn vault(&self) -> Result<VaultId, UnlockError> {
        self.vault.parse().map_err(|_| UnlockError::Damaged)
    }

    /// The slots that may leave this computer in a backup: a passphrase's and the
    /// recovery keys', and none that opens with less.
    pub(crate) fn for_backup(&self) -> Self {
        let may = |slot: &&Slot| matches!(slot, Slot::Passphrase { .. } | Slot::Recovery { .. });
        let slots = self.slots.iter().filter(may).cloned().collect();
        Self { format: self.format, vault: self.vault.clone(), slots }
    }

    /// Whether a passphrase opens it.
    pub(crate) fn has_passphrase(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Passphrase { .. }))
    }

    /// Whether a passphrase is asked for.
    pub fn is_protected(&self) -> bool {
        !self.slots.iter().any(|slot| matches!(slot, Slot::Nothing { .. }))
    }

    /// The vault key, if `with` opens it.
    pub fn unlock(&self, with: &Unlock) -> Result<VaultKey, UnlockError> {
        let vault = self.vault()?;
        let mut refused = UnlockError::Damaged;
        for slot in &self.slots {
            match (slot, with) {
                (Slot::Nothing { key }, Unlock::Nothing | Unlock::Passphrase(_)) => {
                    let bytes = HEXLOWER.decode(key.as_bytes()).map(Zeroizing::new);
                    let bytes = bytes.map_err(|_| UnlockError::Damaged)?;
                    let key = bytes.as_slice().try_into().map_err(|_| UnlockError::Damaged)?;
                    return Ok(VaultKey(key));
                }
                (
                    Slot::Passphrase { hardness, salt, nonce, wrapped },
                    Unlock::Passphrase(passphrase),
                ) => {
                    let salt =
                        HEXLOWER.decode(salt.as_bytes()).map_err(|_| UnlockError::Damaged)?;
                    let wrapping = passphrase_wrapping(passphrase, *hardness, &salt)?;
                    return unwrap(&wrapping, vault, "passphrase", nonce, wrapped);
                }
                (Slot::Recovery { nonce, wrapped }, Unlock::Recovery(recovery)) => {
                    let wrapping = recovery_wrapping(recovery);
                    // There may be several, and any of them opens it.
                    match unwrap(&wrapping, vault, "recovery", nonce, wrapped) {
                        Err(error) => refused = error,
                        opened => return opened,
                    }
                }
                _ => {}
            }
        }
        match with {
            Unlock::Nothing => Err(UnlockError::Locked),
            _ => Err(refused),
        }
    }
}

type Wrapping = Zeroizing<[u8; 32]>;

fn own_slot(
    vault: VaultId,
    key: &VaultKey,
    protection: &Protection,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<Slot, UnlockError> {
    match protection {
        Protection::Nothing => Ok(Slot::Nothing { key: HEXLOWER.encode(&key.0) }),
        Protection::Passphrase(passphrase, hardness) => {
            let mut salt = [0; 16];
            rng.fill_bytes(&mut salt);
            // Where Argon2 refuses there is no key to wrap with, and no slot.
            let wrapping = passphrase_wrapping(passphrase, *hardness, &salt)?;
            let (nonce, wrapped) = wrap(&wrapping, vault, "passphrase", key, rng);
            let (hardness, salt) = (*hardness, HEXLOWER.encode(&salt));
            Ok(Slot::Passphrase { hardness, salt, nonce, wrapped })
        }
    }
}

fn recovery_slot(
    vault: VaultId,
    key: &VaultKey,
    recovery: &RecoveryKey,
    rng: &mut dyn rand_core::CryptoRng,
) -> Slot {
    let wrapping = recovery_wrapping(recovery);
    let (nonce, wrapped) = wrap(&wrapping, vault, "recovery", key, rng);
    Slot::Recovery { nonce, wrapped }
}

fn passphrase_wrapping(
    passphrase: &Passphrase,
    hardness: Hardness,
    salt: &[u8],
) -> Result<Wrapping, UnlockError> {
    // A damaged file must not ask for all of the machine's memory.
    if hardness.memory > Hardness::MOST.memory || hardness.passes > Hardness::MOST.passes {
        return Err(UnlockError::Damaged);
    }
    let params = Params::new(hardness.memory, hardness.passes, 1, Some(32))
        .map_err(|_| UnlockError::Damaged)?;
    let mut wrapping = Zeroizing::new([0; 32]);
    // The same words typed on another keyboard may come composed differently.
    let normal: Zeroizing<String> = Zeroizing::new(
        unicode_normalization::UnicodeNormalization::nfc(passphrase.0.as_str()).collect(),
    );
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(normal.as_bytes(), salt, wrapping.as_mut())
        .map_err(|_| UnlockError::Damaged)?;
    Ok(wrapping)
}

fn recovery_wrapping(recovery: &RecoveryKey) -> Wrapping {
    let mut wrapping = Zeroizing::new([0; 32]);
    let key = recovery.to_bytes();
    // 32 bytes are always a valid length for HKDF-SHA256.
    let _ = Hkdf::<Sha256>::new(None, key.as_slice())
        .expand(b"attune recovery slot 1", wrapping.as_mut());
    wrapping
}

fn slot_context(vault: VaultId, by: &str) -> Vec<u8> {
    [b"attune slot 1".as_slice(), vault.as_bytes(), by.as_bytes()].concat()
}

fn wrap(
    wrapping: &Wrapping,
    vault: VaultId,
    by: &str,
    key: &VaultKey,
    rng: &mut dyn rand_core::CryptoRng,
) -> (String, String) {
    let mut nonce = [0; 24];
    rng.fill_bytes(&mut nonce);
    let payload = Payload { msg: key.0.as_slice(), aad: &slot_context(vault, by) };
    let wrapped = XChaCha20Poly1305::new((&**wrapping).into())
        .encrypt(&XNonce::from(nonce), payload)
        .unwrap_or_default();
    (HEXLOWER.encode(&nonce), HEXLOWER.encode(&wrapped))
}

fn unwrap(
    wrapping: &Wrapping,
    vault: VaultId,
    by: &str,
    nonce: &str,
    wrapped: &str,
) -> Result<VaultKey, UnlockError> {
    let nonce = HEXLOWER.decode(nonce.as_bytes()).map_err(|_| UnlockError::Damaged)?;
    let nonce: [u8; 24] = nonce.try_into().map_err(|_| UnlockError::Damaged)?;
    let wrapped = HEXLOWER.decode(wrapped.as_bytes()).map_err(|_| UnlockError::Damaged)?;
    let payload = Payload { msg: wrapped.as_slice(), aad: &slot_context(vault, by) };
    let key = XChaCha20Poly1305::new((&**wrapping).into())
        .decrypt(&XNonce::from(nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| UnlockError::Wrong)?;
    key.as_slice().try_into().map(VaultKey).map_err(|_| UnlockError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::rand_core::SeedableRng;

    fn rng() -> rand_chacha::ChaCha20Rng {
        rand_chacha::ChaCha20Rng::from_seed([7; 32])
    }

    fn phrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned()).unwrap()
    }

    #[test]
    fn each_slot_opens_with_its_own_secret_only() {
        let mut rng = rng();
        let vault = VaultId::from_bytes([1; 16]);
        let key = VaultKey::generate(&mut rng);
        let recovery = RecoveryKey::generate(&mut rng);
        let chosen = Protection::Passphrase(phrase("café at noon"), Hardness::LEAST);
        let file = KeyFile::new(vault, &key, &chosen, &recovery, &mut rng).unwrap();
        let file = KeyFile::decode(&file.encode()).unwrap();
        assert!(file.is_protected());

        let opens = |with: Unlock| file.unlock(&with).map(|opened| opened.0 == key.0);
        assert_eq!(opens(Unlock::Passphrase(phrase("café at noon"))), Ok(true));
        // Composed and decomposed are the same words.
        assert_eq!(opens(Unlock::Passphrase(phrase("cafe\u{301} at noon"))), Ok(true));
        assert_eq!(opens(Unlock::Recovery(recovery.clone())), Ok(true));
        assert_eq!(opens(Unlock::Passphrase(phrase("cafe at noon"))), Err(UnlockError::Wrong));
        assert_eq!(opens(Unlock::Nothing), Err(UnlockError::Locked));
        let other = RecoveryKey::generate(&mut rng);
        assert_eq!(opens(Unlock::Recovery(other)), Err(UnlockError::Wrong));
    }

    #[test]
    fn a_further_recovery_key_leaves_the_first_its_use() {
        let mut rng = rng();
        let vault = VaultId::from_bytes([1; 16]);
        let key = VaultKey::generate(&mut rng);
        let [first, second] = [0; 2].map(|_| RecoveryKey::generate(&mut rng));
        let file = KeyFile::new(vault, &key, &Protection::Nothing, &first, &mut rng).unwrap();
        let file = file.with_recovery(&key, &second, &mut rng).unwrap();
        for recovery in [first, second] {
            let opened = file.unlock(&Unlock::Recovery(recovery)).unwrap();
            assert_eq!(opened.0, key.0);
        }
    }

    #[test]
    fn a_passphrase_that_can_not_be_hardened_wraps_nothing() {
        let mut rng = rng();
        let key = VaultKey::generate(&mut rng);
        let recovery = RecoveryKey::generate(&mut rng);
        let refused = Hardness { memory: 1, passes: 1 };
        let chosen = Protection::Passphrase(phrase("one"), refused);
        let vault = VaultId::from_bytes([1; 16]);
        assert!(KeyFile::new(vault, &key, &chosen, &recovery, &mut rng).is_err());
    }

    #[test]
    fn slots_are_bound_to_their_vault() {
        let mut rng = rng();
        let key = VaultKey::generate(&mut rng);
        let recovery = RecoveryKey::generate(&mut rng);
        let chosen = Protection::Passphrase(phrase("one"), Hardness::LEAST);
        let vault = VaultId::from_bytes([1; 16]);
        let mut file = KeyFile::new(vault, &key, &chosen, &recovery, &mut rng).unwrap();
        file.vault = VaultId::from_bytes([2; 16]).to_string();
        let opened = file.unlock(&Unlock::Passphrase(phrase("one")));
        assert_eq!(opened.map(|_| ()), Err(UnlockError::Wrong));
    }

    #[test]
    fn newer_and_damaged_files_are_told_apart() {
        let check = |text: &str| KeyFile::decode(text.as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(check(r#"{"format": 2, "later": true}"#), UnlockError::Newer);
        assert_eq!(check(r#"{"format": 1}"#), UnlockError::Damaged);
        assert_eq!(check(""), UnlockError::Damaged);
    }

    fn made(passphrase: &str, seed: u8) -> (KeyFile, VaultKey, RecoveryKey) {
        let mut rng = rand_chacha::ChaCha20Rng::from_seed([seed; 32]);
        let key = VaultKey::generate(&mut rng);
        let recovery = RecoveryKey::generate(&mut rng);
        let chosen = Protection::Passphrase(phrase(passphrase), Hardness::LEAST);
        let vault = VaultId::random(&mut rng);
        let file = KeyFile::new(vault, &key, &chosen, &recovery, &mut rng).unwrap();
        (file, key, recovery)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_passphrase_opens_what_it_wrapped_and_no_other_does(
            words in "(?s).{1,40}", others in "(?s).{1,40}", seed: u8,
        ) {
            let (file, key, _) = made(&words, seed);
            let file = KeyFile::decode(&file.encode()).unwrap();
            let open = |words: &str| file.unlock(&Unlock::Passphrase(phrase(words))).map(|k| k.0);
            prop_assert_eq!(open(&words), Ok(key.0));
            let normal = |text: &str| -> String {
                unicode_normalization::UnicodeNormalization::nfc(text).collect()
            };
            prop_assume!(normal(&words) != normal(&others));
            prop_assert_eq!(open(&others), Err(UnlockError::Wrong));
        }

        /// A damaged file never gives another key than the one it was made for.
        #[test]
        fn a_damaged_key_file_is_told(at: prop::sample::Index, bit in 0..8_u32, cut: bool) {
            let (file, key, recovery) = made("under the pear tree", 1);
            let mut bytes = file.encode().to_vec();
            let at = at.index(bytes.len());
            if cut {
                bytes.truncate(at);
                prop_assert!(KeyFile::decode(&bytes).is_err());
                return Ok(());
            }
            bytes[at] ^= 1 << bit;
            let Ok(damaged) = KeyFile::decode(&bytes) else { return Ok(()) };
            let ways = [
                Unlock::Passphrase(phrase("under the pear tree")),
                Unlock::Recovery(recovery),
                Unlock::Nothing,
            ];
            for with in ways {
                if let Ok(opened) = damaged.unlock(&with) {
                    prop_assert_eq!(opened.0, key.0);
                }
            }
        }
    }
}
