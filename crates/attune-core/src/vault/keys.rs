//! The key file beside the database: what opens the vault, and changing that.

use super::open::{meta, set_meta};
use super::{KEY_FILE, Vault, VaultError, make};
use crate::secrets::{KeyFile, Protection, RecoveryKey, UnlockError};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where the recovery key is kept in the vault's table of single values.
pub(super) const RECOVERY: &str = "recovery-key";

/// Whether the vault in `folder` asks for a passphrase.
pub fn is_protected(folder: &Path) -> Result<bool, VaultError> {
    Ok(read_key_file(folder)?.is_protected())
}

impl Vault {
    /// The recovery key, for whoever has opened the vault. `None` if the vault
    /// was made before it was kept; then only paper has it.
    pub fn recovery_key(&self) -> Result<Option<RecoveryKey>, VaultError> {
        let kept = meta(&self.db, RECOVERY)?.map(Zeroizing::new);
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
        replace_file(&self.folder.join(KEY_FILE), &file.encode())?;
        set_meta(&self.db, RECOVERY, recovery.to_bytes().as_slice())?;
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
        replace_file(&self.folder.join(KEY_FILE), &file.encode())
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

/// For a new file that only its owner can read.
pub(super) fn private_options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Replaces a small file as a whole, durably: a crash leaves the old or the new.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let temporary: PathBuf = path.with_extension("new");
    let _ = fs::remove_file(&temporary);
    let write = || -> std::io::Result<()> {
        let mut file = private_options().open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        sync_folder(path)
    };
    write().map_err(|e| {
        let _ = fs::remove_file(&temporary);
        VaultError::io("writing the key file", path, e)
    })
}

/// Makes durable that a file is where it is.
pub(super) fn sync_folder(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}
