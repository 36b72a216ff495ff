//! Making and opening a vault: its folder, its key file, its connections.

use super::{Keys, Me, Vault, VaultError, schema};
use crate::identity::{Certificate, SecretKey};
use crate::ids::{LogId, VaultId};
use crate::seal::SealSecret;
use crate::secrets::{KeyFile, Protection, RecoveryKey, Unlock, VaultKey};
use crate::text::truncated;
use crate::time::Now;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::fs;
use std::io::Write;
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
/// The longest name of a person, in bytes.
pub const MAX_NAME: usize = 1024;

/// What a new vault is made of.
pub struct NewVault<'a> {
    /// The person's name, as they and the partner see it.
    pub name: &'a str,
    /// What this device is called.
    pub device_name: &'a str,
    /// What protects it.
    pub protection: Protection,
}

/// Whether there is a vault in `folder`.
pub fn exists(folder: &Path) -> bool {
    folder.join(VAULT_FILE).exists() || folder.join(KEY_FILE).exists()
}

/// Whether the vault in `folder` asks for a passphrase.
pub fn is_protected(folder: &Path) -> Result<bool, VaultError> {
    Ok(read_key_file(folder)?.is_protected())
}

impl Vault {
    /// Makes a vault in `folder`, which is made if it is not there, and gives
    /// the recovery key, to be shown once.
    pub fn create(
        folder: &Path,
        new: &NewVault<'_>,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(Vault, RecoveryKey), VaultError> {
        if exists(folder) {
            return Err(VaultError::Exists);
        }
        make_folder(folder)?;
        let vault = VaultId::random(rng);
        let key = VaultKey::generate(rng);
        let recovery = RecoveryKey::generate(rng);
        let key_file = KeyFile::new(vault, &key, &new.protection, &recovery, rng);

        // The database is complete before the key file appears: a crash in
        // between leaves a file that nobody can open and nobody wrote in.
        let path = folder.join(VAULT_FILE);
        let made = (|| {
            make_private_file(&path)?;
            let mut db = connect(&path, &key, Access::Make)?;
            schema::migrate(&mut db)?;
            write_identity(&mut db, vault, new, now, rng)?;
            replace_file(&folder.join(KEY_FILE), &key_file.encode())
        })();
        if let Err(error) = made {
            for name in [VAULT_FILE, "vault.db-wal", "vault.db-shm", KEY_FILE] {
                let _ = fs::remove_file(folder.join(name));
            }
            return Err(error);
        }
        Ok((Vault::open_with(folder, &key)?, recovery))
    }

    /// Opens the vault in `folder`.
    pub fn open(folder: &Path, unlock: &Unlock) -> Result<Vault, VaultError> {
        if !folder.join(VAULT_FILE).exists() {
            return Err(VaultError::Absent);
        }
        let key = read_key_file(folder)?.unlock(unlock)?;
        Vault::open_with(folder, &key)
    }

    fn open_with(folder: &Path, key: &VaultKey) -> Result<Vault, VaultError> {
        let path = folder.join(VAULT_FILE);
        let mut db = connect(&path, key, Access::Write)?;
        schema::migrate(&mut db)?;
        let (me, keys) = read_identity(&db)?;
        Ok(Vault { db, folder: folder.to_owned(), key: key.clone(), me, keys })
    }

    /// A further connection to the same vault, for another thread: as if another
    /// process had opened it, without asking for the passphrase again.
    pub fn another(&self) -> Result<Vault, VaultError> {
        Self::open_with(&self.folder, &self.key)
    }

    /// A further connection for reading, which never waits for the writer.
    pub fn reader(&self) -> Result<super::Reader, VaultError> {
        let db = connect(&self.folder.join(VAULT_FILE), &self.key, Access::Read)?;
        Ok(super::Reader::new(db, self.me.person))
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

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn read_key_file(folder: &Path) -> Result<KeyFile, VaultError> {
    let path = folder.join(KEY_FILE);
    match fs::metadata(&path) {
        Ok(found) if found.len() > KeyFile::MAX_LEN => {
            Err(VaultError::Unlock(crate::secrets::UnlockError::Damaged))
        }
        Ok(_) => {
            let bytes = fs::read(&path).map(Zeroizing::new);
            let bytes = bytes.map_err(|e| VaultError::io("reading the key file", &path, e))?;
            Ok(KeyFile::decode(&bytes)?)
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            if folder.join(VAULT_FILE).exists() {
                Err(VaultError::Unlock(crate::secrets::UnlockError::Damaged))
            } else {
                Err(VaultError::Absent)
            }
        }
        Err(e) => Err(VaultError::io("reading the key file", &path, e)),
    }
}

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Filling a file that was just made.
    Make,
    Write,
    Read,
}

fn connect(path: &Path, key: &VaultKey, access: Access) -> Result<Connection, VaultError> {
    let flags = match access {
        Access::Make | Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut attempt = 1;
    let db = loop {
        match keyed(path, flags, key) {
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
    if access != Access::Read {
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

fn write_identity(
    db: &mut Connection,
    vault: VaultId,
    new: &NewVault<'_>,
    now: &Now,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<(), VaultError> {
    let person = SecretKey::generate(rng);
    let device = SecretKey::generate(rng);
    let seal = SealSecret::generate(rng);
    let mut endpoint = Zeroizing::new([0; 32]);
    rng.fill_bytes(endpoint.as_mut());
    let own_log = LogId::random(rng);
    let certificate = Certificate::issue(&person, device.device(), new.device_name);

    let (person_key, device_key, seal_secret) =
        (person.to_bytes(), device.to_bytes(), seal.to_bytes());
    let since = now.day.to_string();
    let tx = db.transaction()?;
    let meta: [(&str, &[u8]); 7] = [
        ("vault", vault.as_bytes()),
        ("person-key", person_key.as_slice()),
        ("device-key", device_key.as_slice()),
        ("endpoint-key", endpoint.as_slice()),
        ("seal-secret", seal_secret.as_slice()),
        ("own-log", own_log.as_bytes()),
        ("since", since.as_bytes()),
    ];
    for (key, value) in meta {
        tx.execute("INSERT INTO meta(key, value) VALUES(?1, ?2)", params![key, value])?;
    }
    tx.execute(
        "INSERT INTO people(person, name, mine) VALUES(?1, ?2, 1)",
        params![person.person().as_bytes(), truncated(new.name, MAX_NAME)],
    )?;
    super::store::add_device(&tx, &certificate, super::store::Own::This)?;
    tx.commit()?;
    Ok(())
}

pub(super) fn read_identity(db: &Connection) -> Result<(Me, Keys), VaultError> {
    let person = SecretKey::from_bytes(&*meta_array(db, "person-key")?);
    let device = SecretKey::from_bytes(&*meta_array(db, "device-key")?);
    let endpoint = meta_array(db, "endpoint-key")?;
    let seal = SealSecret::from_bytes(*meta_array(db, "seal-secret")?);
    let certificate: Vec<u8> = db.query_row(
        "SELECT certificate FROM devices WHERE device = ?1",
        [device.device().as_bytes()],
        |row| row.get(0),
    )?;
    let certificate: Certificate = postcard::from_bytes(&certificate)
        .map_err(|_| VaultError::Inconsistent("this device's certificate"))?;
    let me = Me { person: person.person(), device: device.device(), certificate };
    Ok((me, Keys { device, endpoint, seal }))
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

fn make_folder(folder: &Path) -> Result<(), VaultError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| VaultError::io("making the folder", folder, e))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder, private)
            .map_err(|e| VaultError::io("closing the folder to others", folder, e))?;
    }
    Ok(())
}

fn private_options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes an empty file that only its owner can read; SQLite gives its WAL the
/// same mode.
fn make_private_file(path: &Path) -> Result<(), VaultError> {
    private_options().open(path).map_err(|e| VaultError::io("making the vault", path, e))?;
    Ok(())
}

/// Replaces a small file as a whole, durably: a crash leaves the old or the new.
fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let temporary: PathBuf = path.with_extension("new");
    let _ = fs::remove_file(&temporary);
    let write = || -> std::io::Result<()> {
        let mut file = private_options().open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        #[cfg(unix)]
        if let Some(folder) = path.parent() {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    };
    write().map_err(|e| VaultError::io("writing the key file", path, e))
}

#[cfg(test)]
mod tests {
    use super::*;
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
