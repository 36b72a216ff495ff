//! Opening a vault: its connections, for writing or only for reading, and who
//! this device is.

use super::shared::Shared;
use super::{
    Keys, Me, VAULT_FILE, Vault, VaultError,
    connect::{Access, connect, connect_to_read},
    keys, make, meta, restoring, salvage, schema, wal,
};
use crate::identity::{Certificate, SecretKey};
use crate::seal::SealSecret;
use crate::secrets::{Unlock, VaultKey};
use rusqlite::Connection;
use std::path::Path;

impl Vault {
    /// Opens the vault in `folder`: for reading and writing, or, where that
    /// can't be written, for reading only.
    pub fn open(folder: &Path, unlock: &Unlock) -> Result<Vault, VaultError> {
        restoring::finish(folder)?;
        if !make::exists(folder) || !folder.join(VAULT_FILE).exists() {
            let is_half_mended = make::exists(folder) && salvage::is_half_done(folder);
            return Err(if is_half_mended { VaultError::Damaged } else { VaultError::Absent });
        }
        let key = keys::read_key_file(folder)?.unlock(unlock)?;
        Vault::open_with(folder, &key)
    }

    pub(super) fn open_with(folder: &Path, key: &VaultKey) -> Result<Vault, VaultError> {
        let path = folder.join(VAULT_FILE);
        wal::refuse_damaged(&path)?;
        let (mut db, access) = match connect(&path, key, Access::Write) {
            Ok(db) => (db, Access::Write),
            Err(VaultError::ReadOnly) => connect_to_read(&path, key)?,
            Err(error) => return Err(error),
        };
        if access == Access::Write {
            schema::migrate(&mut db)?;
        }
        let (me, keys) = read_identity(&db)?;
        let (db, folder, key) = (Shared::new(db), folder.to_owned(), key.clone());
        Ok(Vault { db, access, folder, key, me, keys })
    }

    /// Whether it can only be read: its folder can't be written.
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Write
    }

    /// A further handle to the same vault, for another thread. The two use one
    /// connection and stand in line for it.
    pub fn another(&self) -> Result<Vault, VaultError> {
        let (me, keys) = read_identity(&self.db.lock())?;
        let (db, folder, key) = (self.db.beside(), self.folder.clone(), self.key.clone());
        Ok(Vault { db, access: self.access, folder, key, me, keys })
    }

    /// A further connection for reading, which never waits for the writer.
    pub fn reader(&self) -> Result<super::Reader, VaultError> {
        let access = if self.access == Access::Write { Access::Read } else { self.access };
        let db = connect(&self.folder.join(VAULT_FILE), &self.key, access)?;
        Ok(super::Reader::new(db, self.me.person))
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

pub(super) fn read_identity(db: &Connection) -> Result<(Me, Keys), VaultError> {
    let person = SecretKey::from_bytes(&*meta::array(db, "person-key")?);
    let device = SecretKey::from_bytes(&*meta::array(db, "device-key")?);
    let seal = SealSecret::from_bytes(*meta::array(db, "seal-secret")?);
    let certificate: Vec<u8> = db.query_row(
        "SELECT certificate FROM devices WHERE device = ?1",
        [device.device().as_bytes()],
        |row| row.get(0),
    )?;
    let certificate: Certificate = postcard::from_bytes(&certificate)
        .map_err(|_| VaultError::Inconsistent("this device's certificate"))?;
    let me = Me { person: person.person(), device: device.device(), certificate };
    Ok((me, Keys { device, seal }))
}

#[cfg(test)]
mod tests {
    use super::super::NewVault;
    use super::*;
    use crate::secrets::Protection;
    use crate::time::Now;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;
    use std::fs;

    #[test]
    fn a_vault_from_a_newer_version_is_left_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(0, 0);
        let (vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        vault.db.lock().pragma_update(None, "user_version", schema::FORMAT + 1).unwrap();
        drop(vault);
        let bytes = || fs::read(folder.path().join(VAULT_FILE)).unwrap();
        let before = bytes();
        let opened = Vault::open(folder.path(), &Unlock::Nothing).map(|_| ());
        assert!(matches!(opened, Err(VaultError::Newer { found, .. }) if found > schema::FORMAT));
        assert!(bytes() == before);
    }
}
