//! What a backup says of itself before anything is opened: that it is one, of
//! which vault and day, how long it is, and the slots that open it.

use super::BackupError;
use super::frames::frames;
use crate::ids::VaultId;
use crate::secrets::{KeyFile, Protection, Unlock, UnlockError, VaultKey};
use crate::time::Day;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Read;
use zeroize::Zeroizing;

/// How every backup begins.
const MAGIC: &[u8; 14] = b"attune backup\n";
/// The only format so far.
const FORMAT: u32 = 1;
/// The largest header that is read, in bytes: the largest key file, and the rest.
const MAX_LEN: u32 = 96 * 1024;
/// For whoever finds the file and wonders.
const ABOUT: &str = "An encrypted copy of everything in one Attune profile. \
    It opens with the passphrase or the recovery key: attune restore FILE";

/// What is in a backup, as whoever makes it says.
pub(crate) struct Contents {
    pub(crate) vault: VaultId,
    pub(crate) day: Day,
    /// The format of the vault in it.
    pub(crate) schema: i64,
    /// The length of the vault's file.
    pub(crate) bytes: u64,
}

#[derive(Serialize, Deserialize)]
struct Said {
    format: u32,
    about: String,
    vault: String,
    day: Day,
    schema: i64,
    bytes: u64,
    salt: String,
    /// Whether the vault was protected by nothing, and is so again once restored.
    unprotected: bool,
    keys: KeyFile,
}

/// The head of a backup.
pub(crate) struct Header {
    said: Said,
    salt: [u8; 32],
    /// The head as it stands in the file.
    bytes: Vec<u8>,
}

impl Header {
    /// For a backup of a vault that `keys` open.
    pub(crate) fn new(
        contents: &Contents,
        keys: &KeyFile,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Self {
        let mut salt = [0; 32];
        rng.fill_bytes(&mut salt);
        let said = Said {
            format: FORMAT,
            about: ABOUT.to_owned(),
            vault: contents.vault.to_string(),
            day: contents.day,
            schema: contents.schema,
            bytes: contents.bytes,
            salt: HEXLOWER.encode(&salt),
            unprotected: !keys.is_protected(),
            keys: keys.for_backup(),
        };
        let text = serde_json::to_vec_pretty(&said).unwrap_or_default();
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut bytes = [MAGIC.as_slice(), &length.to_be_bytes(), &text].concat();
        let digest = Sha256::digest(&bytes);
        bytes.extend_from_slice(&digest);
        Self { said, salt, bytes }
    }

    /// Reads the head of a file, and says what stands in the way.
    pub(crate) fn read(file: &mut impl Read) -> Result<Self, BackupError> {
        let mut bytes = take(file, MAGIC.len() + 4)?;
        if !bytes.starts_with(&MAGIC[..bytes.len().min(MAGIC.len())]) || bytes.is_empty() {
            return Err(BackupError::Foreign);
        }
        let length = bytes.get(MAGIC.len()..).and_then(|length| <[u8; 4]>::try_from(length).ok());
        let length = u32::from_be_bytes(length.ok_or(BackupError::Cut)?);
        if length > MAX_LEN {
            return Err(BackupError::Damaged);
        }
        let rest = take(file, length as usize + 32)?;
        if rest.len() != length as usize + 32 {
            return Err(BackupError::Cut);
        }
        let (text, digest) = rest.split_at(length as usize);
        bytes.extend_from_slice(text);
        if Sha256::digest(&bytes).as_slice() != digest {
            return Err(BackupError::Damaged);
        }
        bytes.extend_from_slice(digest);
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let format: Format = serde_json::from_slice(text).map_err(|_| BackupError::Damaged)?;
        if format.format > FORMAT {
            return Err(BackupError::Newer);
        }
        let said: Said = serde_json::from_slice(text).map_err(|_| BackupError::Damaged)?;
        let salt = HEXLOWER.decode(said.salt.as_bytes()).ok();
        let salt = salt.and_then(|salt| salt.try_into().ok()).ok_or(BackupError::Damaged)?;
        let header = Self { said, salt, bytes };
        if header.said.bytes == 0 || header.said.keys.vault() != Ok(header.vault()?) {
            return Err(BackupError::Damaged);
        }
        Ok(header)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What every frame is bound to.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    pub(crate) fn vault(&self) -> Result<VaultId, BackupError> {
        self.said.vault.parse().map_err(|_| BackupError::Damaged)
    }

    pub(crate) fn day(&self) -> Day {
        self.said.day
    }

    pub(crate) fn schema(&self) -> i64 {
        self.said.schema
    }

    /// The length of the vault in it, in bytes.
    pub(crate) fn contents(&self) -> u64 {
        self.said.bytes
    }

    /// The length that the whole file has; `None` where no file is so long.
    pub(crate) fn whole(&self) -> Option<u64> {
        let tags = frames(self.said.bytes).checked_mul(16)?;
        self.said.bytes.checked_add(tags)?.checked_add(self.bytes.len() as u64)
    }

    /// Whether a passphrase opens it, beside the recovery key.
    pub(crate) fn has_passphrase(&self) -> bool {
        self.said.keys.has_passphrase()
    }

    /// The key of the vault in it, if `with` opens it.
    pub(crate) fn unlock(&self, with: &Unlock) -> Result<VaultKey, BackupError> {
        match with {
            Unlock::Nothing | Unlock::Passphrase(_) if !self.has_passphrase() => {
                Err(BackupError::NeedsRecoveryKey)
            }
            with => self.said.keys.unlock(with).map_err(|error| match error {
                UnlockError::Newer => BackupError::Newer,
                UnlockError::Damaged => BackupError::Damaged,
                other => BackupError::Unlock(other),
            }),
        }
    }

    /// The key of the frames.
    pub(crate) fn frames_key(&self, vault: &VaultKey) -> Zeroizing<[u8; 32]> {
        vault.derived(b"attune backup 1", &self.salt)
    }

    /// The key file that opens the vault as it was opened before.
    pub(crate) fn key_file(
        &self,
        key: &VaultKey,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Zeroizing<Vec<u8>>, UnlockError> {
        if self.said.unprotected {
            let open = self.said.keys.with_protection(key, &Protection::Nothing, rng)?;
            return Ok(open.encode());
        }
        Ok(self.said.keys.encode())
    }
}

/// So many bytes, or fewer where the file ends.
fn take(file: &mut impl Read, length: usize) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    let read = file.take(length as u64).read_to_end(&mut bytes);
    read.map_err(|e| BackupError::Place(crate::vault::VaultError::reading_backup(e)))?;
    Ok(bytes)
}
