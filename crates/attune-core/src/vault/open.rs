//! Opening a vault: its connections, for writing or only for reading, and who
//! this device is.

use super::{Keys, Me, Vault, VaultError, keys, make, schema};
use crate::identity::{Certificate, SecretKey};
use crate::seal::SealSecret;
use crate::secrets::{Unlock, VaultKey};
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension, params};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// The database's file name.
pub const VAULT_FILE: &str = "vault.db";
/// The key file's name.
pub const KEY_FILE: &str = "vault.keys";
/// How often a connection is given its key. Where many threads of one process
/// open vaults at once, SQLCipher refuses a good key now and then as if it were
/// empty (measured: 2 in 10,000 with twelve threads), and takes it the next time.
const KEYINGS: u32 = 20;
const KEYING_PAUSE: Duration = Duration::from_millis(5);
/// How long a writer waits for another process.
pub(super) const BUSY: Duration = Duration::from_secs(10);

impl Vault {
    /// Opens the vault in `folder`: for reading and writing, or, where that
    /// can't be written, for reading only.
    pub fn open(folder: &Path, unlock: &Unlock) -> Result<Vault, VaultError> {
        if !make::exists(folder) || !folder.join(VAULT_FILE).exists() {
            return Err(VaultError::Absent);
        }
        let key = keys::read_key_file(folder)?.unlock(unlock)?;
        Vault::open_with(folder, &key)
    }

    pub(super) fn open_with(folder: &Path, key: &VaultKey) -> Result<Vault, VaultError> {
        let path = folder.join(VAULT_FILE);
        let (mut db, access) = match connect(&path, key, Access::Write) {
            Ok(db) => (db, Access::Write),
            Err(VaultError::ReadOnly) => connect_to_read(&path, key)?,
            Err(error) => return Err(error),
        };
        if access == Access::Write {
            schema::migrate(&mut db)?;
        }
        let (me, keys) = read_identity(&db)?;
        Ok(Vault { db, access, folder: folder.to_owned(), key: key.clone(), me, keys })
    }

    /// Whether it can only be read: its folder can't be written.
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Write
    }

    /// A further connection to the same vault, for another thread: as if another
    /// process had opened it, without asking for the passphrase again.
    pub fn another(&self) -> Result<Vault, VaultError> {
        Self::open_with(&self.folder, &self.key)
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

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Filling a file that was just made.
    Make,
    Write,
    Read,
    /// Reading the file alone, as it is: where not even SQLite's own files
    /// beside it can be made.
    Still,
}

/// A connection that only reads, for a folder that can't be written.
fn connect_to_read(path: &Path, key: &VaultKey) -> Result<(Connection, Access), VaultError> {
    match connect(path, key, Access::Read) {
        Ok(db) => Ok((db, Access::Read)),
        // What is still in a write-ahead log would be passed over, and what
        // another program writes meanwhile misread.
        Err(VaultError::ReadOnly) if is_sealed_off(path) && !has_log(path) => {
            Ok((connect(path, key, Access::Still)?, Access::Still))
        }
        Err(error) => Err(error),
    }
}

/// Whether no file can be made beside this one.
fn is_sealed_off(path: &Path) -> bool {
    let probe = path.with_extension("probe");
    let made = keys::private_options().open(&probe);
    let _ = fs::remove_file(&probe);
    made.is_err()
}

fn has_log(path: &Path) -> bool {
    let mut log = OsString::from(path);
    log.push("-wal");
    fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0)
}

/// SQLite's name for a file that nothing changes while it is read.
fn still(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut name = String::from("file:");
    if cfg!(windows) {
        name.push('/');
    }
    for byte in absolute.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => name.push('/'),
            b'/' | b'.' | b'-' | b'_' | b':' => name.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => name.push(char::from(*byte)),
            byte => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name.push_str("?immutable=1");
    PathBuf::from(name)
}

pub(super) fn connect(
    path: &Path,
    key: &VaultKey,
    access: Access,
) -> Result<Connection, VaultError> {
    let (name, flags) = match access {
        Access::Make | Access::Write => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE),
        Access::Read => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY),
        Access::Still => {
            (still(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
        }
    };
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut attempt = 1;
    let db = loop {
        match keyed(&name, flags, key) {
            Ok(db) => break db,
            Err(error) if attempt == KEYINGS || !is_keying(&error) => return Err(error.into()),
            Err(_) => {
                std::thread::sleep(KEYING_PAUSE);
                attempt += 1;
            }
        }
    };
    db.busy_timeout(BUSY)?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    // Everything that could write comes after this look: what is damaged or
    // newer is left untouched. An emptied file opens as an empty database, and
    // a vault must never be made anew where one was.
    match (access, schema::format(&db)?) {
        (Access::Make, _) => {}
        (_, 0) => return Err(VaultError::Damaged),
        (_, found) if found > schema::FORMAT => {
            return Err(VaultError::Newer { found, known: schema::FORMAT });
        }
        _ => {}
    }
    if matches!(access, Access::Make | Access::Write) {
        // SQLite quietly opens for reading what it may not write.
        if db.is_readonly(MAIN_DB)? {
            return Err(VaultError::ReadOnly);
        }
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
             PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON;",
        )?;
    }
    db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

fn keyed(path: &Path, flags: OpenFlags, key: &VaultKey) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(path, flags)?;
    // SQLCipher would print a wrong key's trouble on standard error by itself.
    db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    db.pragma_update(None, "key", key.to_pragma().as_str())?;
    Ok(db)
}

/// Whether SQLCipher refused to take a key at all; a wrong one shows only when
/// something is read.
fn is_keying(error: &rusqlite::Error) -> bool {
    error.to_string().contains("PRAGMA key")
}

pub(super) fn read_identity(db: &Connection) -> Result<(Me, Keys), VaultError> {
    let person = SecretKey::from_bytes(&*meta_array(db, "person-key")?);
    let device = SecretKey::from_bytes(&*meta_array(db, "device-key")?);
    let seal = SealSecret::from_bytes(*meta_array(db, "seal-secret")?);
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

/// A value of the meta table.
pub(super) fn meta(db: &Connection, key: &str) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(db
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

pub(super) fn set_meta(db: &Connection, key: &str, value: &[u8]) -> Result<(), VaultError> {
    db.prepare_cached("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)")?
        .execute(params![key, value])?;
    Ok(())
}

pub(super) fn meta_array(db: &Connection, key: &str) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let value = meta(db, key)?.map(Zeroizing::new);
    value
        .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
        .map(Zeroizing::new)
        .ok_or(VaultError::Inconsistent("a key of this device"))
}

#[cfg(test)]
mod tests {
    use super::super::NewVault;
    use super::*;
    use crate::secrets::Protection;
    use crate::time::Now;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn a_vault_from_a_newer_version_is_left_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(0, 0);
        let (vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        vault.db.pragma_update(None, "user_version", schema::FORMAT + 1).unwrap();
        drop(vault);
        let bytes = || fs::read(folder.path().join(VAULT_FILE)).unwrap();
        let before = bytes();
        let opened = Vault::open(folder.path(), &Unlock::Nothing).map(|_| ());
        assert!(matches!(opened, Err(VaultError::Newer { found, .. }) if found > schema::FORMAT));
        assert!(bytes() == before);
    }
}
