//! The few values without which nothing else in a vault can be read or gone on
//! with, kept a second time beside it: each lies in one page of the database, and
//! one flipped byte takes a page.
//!
//! It is encrypted with the vault key, so whoever has the two files knows nothing
//! more than from the vault alone. It holds no words, and of a pair no secret.

use super::{KEY_FILE, Vault, VaultError, files, keys, make, meta};
use crate::ids::VaultId;
use crate::secrets::VaultKey;
use data_encoding::HEXLOWER_PERMISSIVE;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The spare's file name.
pub const SPARE_FILE: &str = "vault.spare";
/// The most that is read of it, in bytes.
const MAX_LEN: u64 = 128 * 1024;

/// What is kept twice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub(super) struct Spare {
    /// What the database's first page begins with, and every page is keyed by.
    pub(super) salt: [u8; 16],
    /// This person's signing key.
    pub(super) person: [u8; 32],
    /// The secret from which the keys of sealed answers come.
    pub(super) seal: [u8; 32],
    /// The recovery key, where it is kept.
    pub(super) recovery: Option<Vec<u8>>,
    /// The civil day of the vault's first.
    pub(super) since: Option<Vec<u8>>,
    /// The devices by their numbers, each with its certificate as it is stored:
    /// without its signer's key no record proves anything.
    pub(super) devices: Vec<(i64, Vec<u8>)>,
}

#[derive(Serialize, Deserialize)]
enum Wire {
    V1(Spare),
}

impl Spare {
    /// The values as the vault has them.
    fn of(db: &Connection) -> Result<Self, VaultError> {
        // Asked of the connection: opening and closing the file beside it would let
        // go of every lock that this process has on it.
        let salt: String = db.query_row("PRAGMA cipher_salt", [], |row| row.get(0))?;
        let salt = HEXLOWER_PERMISSIVE.decode(salt.as_bytes()).ok();
        let salt = salt.and_then(|salt| salt.try_into().ok());
        Ok(Self {
            salt: salt.ok_or(VaultError::Inconsistent("the file's beginning"))?,
            person: *meta::array(db, "person-key")?,
            seal: *meta::array(db, "seal-secret")?,
            recovery: meta::value(db, make::RECOVERY)?,
            since: meta::value(db, "since")?,
            devices: db
                .prepare("SELECT n, certificate FROM devices ORDER BY n")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?,
        })
    }

    /// What is kept in `folder`; `None` where nothing is, or it does not read.
    pub(super) fn read(folder: &Path, vault: VaultId, key: &VaultKey) -> Option<Self> {
        let file = File::open(folder.join(SPARE_FILE)).ok()?;
        let mut bytes = Vec::new();
        file.take(MAX_LEN).read_to_end(&mut bytes).ok()?;
        let plain = key.disclose(vault, &bytes)?;
        let Wire::V1(spare) = postcard::from_bytes(&plain).ok()?;
        Some(spare)
    }
}

/// The sixteen bytes that a copy begins with, which nobody has open.
pub(super) fn salt(path: &Path) -> Result<[u8; 16], VaultError> {
    let mut salt = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut salt));
    read.map_err(|e| VaultError::io("reading the vault", path, e))?;
    Ok(salt)
}

impl Vault {
    /// Keeps the spare as the vault is now. That it can't be written is no
    /// trouble of whoever opens a vault.
    pub(super) fn keep_spare(&self, rng: &mut dyn rand_core::CryptoRng) -> Result<(), VaultError> {
        if self.is_read_only() {
            return Ok(());
        }
        let vault = keys::read_key_file(&self.folder)?.vault()?;
        let spare = Spare::of(&self.db.lock())?;
        if Spare::read(&self.folder, vault, &self.key).as_ref() == Some(&spare) {
            return Ok(());
        }
        let plain = postcard::to_stdvec(&Wire::V1(spare)).map(Zeroizing::new);
        let plain = plain.map_err(|_| VaultError::Inconsistent("the spare"))?;
        let path = self.folder.join(SPARE_FILE);
        files::replace_file(&path, &self.key.enclose(vault, &plain, rng))
    }
}

/// Copies the small files that open a vault beside a copy of it.
pub(super) fn copy_beside(from: &Path, to: &Path) -> Result<(), VaultError> {
    for name in [KEY_FILE, SPARE_FILE] {
        match fs::read(from.join(name)).map(Zeroizing::new) {
            Ok(bytes) => files::replace_file(&to.join(name), &bytes)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(VaultError::io("copying a file", &from.join(name), e)),
        }
    }
    Ok(())
}
