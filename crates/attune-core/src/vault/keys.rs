//! The key file beside the database: what opens the vault, and changing that.

use super::meta;
use super::{Vault, VaultError, files, make, restoring};
use crate::secrets::{KeyFile, Protection, RecoveryKey, UnlockError};
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// The key file's name.
pub const KEY_FILE: &str = "vault.keys";

/// Whether the vault in `folder` asks for a passphrase.
pub fn is_protected(folder: &Path) -> Result<bool, VaultError> {
    restoring::finish(folder)?;
    Ok(read_key_file(folder)?.is_protected())
}

impl Vault {
    /// The recovery key, for whoever has opened the vault. `None` if the vault
    /// was made before it was kept; then only paper has it.
    pub fn recovery_key(&self) -> Result<Option<RecoveryKey>, VaultError> {
        let kept = meta::value(&self.db.lock(), make::RECOVERY)?.map(Zeroizing::new);
        Ok(kept.and_then(|bytes| RecoveryKey::from_bytes(&bytes)))
    }

    /// Makes a further recovery key and keeps it. Those on paper still open the
    /// vault. The key file is written first: what is shown opens it.
    pub fn add_recovery_key(
        &mut self,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<RecoveryKey, VaultError> {
        let recovery = RecoveryKey::generate(rng);
        let file = read_key_file(&self.folder)?.with_recovery(&self.key, &recovery, rng)?;
        files::replace_file(&self.folder.join(KEY_FILE), &file.encode())?;
        self.write(|tx| meta::set(tx, make::RECOVERY, recovery.to_bytes().as_slice()))?;
        Ok(recovery)
    }

    /// Makes a new recovery key and voids every earlier one: none of them opens this
    /// vault any more. One opens earlier copies of the key file, and earlier backups,
    /// all the same. Whenever it is cut off, the key that is kept opens the vault.
    pub fn replace_recovery_key(
        &mut self,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<RecoveryKey, VaultError> {
        // First both open it, then the new one is the one that is kept, and only
        // then the earlier ones go.
        let recovery = self.add_recovery_key(rng)?;
        let file = read_key_file(&self.folder)?.with_only_recovery(&self.key, &recovery, rng)?;
        files::replace_file(&self.folder.join(KEY_FILE), &file.encode())?;
        self.keep_spare(rng)?;
        Ok(recovery)
    }

    /// Replaces what the person chose to protect the vault with. The recovery
    /// key stays; so does the vault key, so an old copy of the key file still
    /// opens with the old passphrase.
    pub fn set_protection(
        &self,
        protection: &Protection,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), VaultError> {
        let file = read_key_file(&self.folder)?.with_protection(&self.key, protection, rng)?;
        files::replace_file(&self.folder.join(KEY_FILE), &file.encode())
    }
}

pub(super) fn read_key_file(folder: &Path) -> Result<KeyFile, VaultError> {
    let path = folder.join(KEY_FILE);
    match fs::metadata(&path) {
        Ok(found) if found.len() > KeyFile::MAX_LEN => {
            Err(VaultError::Unlock(UnlockError::Damaged))
        }
        Ok(_) => {
            let bytes = fs::read(&path).map(Zeroizing::new);
            let bytes = bytes.map_err(|e| VaultError::io("reading the key file", &path, e))?;
            Ok(KeyFile::decode(&bytes)?)
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            // A database without its keys, or no vault at all.
            if make::exists(folder) {
                Err(VaultError::Unlock(UnlockError::Damaged))
            } else {
                Err(VaultError::Absent)
            }
        }
        Err(e) => Err(VaultError::io("reading the key file", &path, e)),
    }
}
