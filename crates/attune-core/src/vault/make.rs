//! Making a vault: whole, or not at all, also where two programs try at once or
//! the computer stops in the middle.
//!
//! Everything is made in a folder of its own inside the profile's and then moved
//! to its place, the database first and the key file last: with the key file the
//! vault is there. What a crash leaves before that holds nobody's words, is not
//! taken for a vault, and is cleared away by whoever makes one next.

use super::connect::{Access, connect};
use super::{KEY_FILE, VAULT_FILE, Vault, VaultError, files, restoring, schema};
use crate::identity::{Certificate, SecretKey};
use crate::ids::{LogId, VaultId};
use crate::seal::SealSecret;
use crate::secrets::{KeyFile, Protection, RecoveryKey, VaultKey};
use crate::text::truncated;
use crate::time::Now;
use rusqlite::{Connection, params};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where a vault is made before it is moved to its place.
const MAKING: &str = "vault.making";
/// The file in there whose lock the making program holds; the system releases
/// it when that program ends, however it does.
const LOCK: &str = "lock";
/// Where the recovery key is kept in the vault's table of single values.
pub(super) const RECOVERY: &str = "recovery-key";
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

/// Whether there is a vault in `folder`; one that was never finished is none.
pub fn exists(folder: &Path) -> bool {
    if restoring::is_left_over(folder) {
        return true;
    }
    let is_unfinished = folder.join(MAKING).join(KEY_FILE).exists();
    folder.join(KEY_FILE).exists() || (folder.join(VAULT_FILE).exists() && !is_unfinished)
}

impl Vault {
    /// Makes a vault in `folder`, which is made if it is not there, and gives
    /// the recovery key, to be shown and written down.
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
        let making = Making::begin(folder);
        // Another program may have been quicker.
        if exists(folder) {
            return Err(VaultError::Exists);
        }
        let making = making?;
        let made = making.make(new, now, rng);
        if made.is_err() {
            making.clear();
        }
        let (key, recovery) = made?;
        drop(making);
        Ok((Vault::open_with(folder, &key)?, recovery))
    }
}

/// The folder where a vault is made, held against other programs.
struct Making {
    folder: PathBuf,
    place: PathBuf,
    _lock: fs::File,
}

impl Making {
    /// Waits for whoever is making one here, then takes their place.
    fn begin(folder: &Path) -> Result<Self, VaultError> {
        let place = folder.join(MAKING);
        let failed = |e| VaultError::io("making the vault", &place, e);
        match fs::create_dir(&place) {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(failed(e)),
            _ => {}
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let lock = options.open(place.join(LOCK)).map_err(failed)?;
        match lock.lock() {
            // Where a disk knows no locks there is nothing to wait for.
            Err(e) if e.kind() != ErrorKind::Unsupported => return Err(failed(e)),
            _ => {}
        }
        Ok(Self { folder: folder.to_owned(), place, _lock: lock })
    }

    fn make(
        &self,
        new: &NewVault<'_>,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(VaultKey, RecoveryKey), VaultError> {
        // What a program that was stopped left half made.
        self.clear();
        let vault = VaultId::random(rng);
        let key = VaultKey::generate(rng);
        let recovery = RecoveryKey::generate(rng);
        let key_file = KeyFile::new(vault, &key, &new.protection, &recovery, rng)?;
        let database = self.place.join(VAULT_FILE);
        make_private_file(&database)?;
        let mut db = connect(&database, &key, Access::Make)?;
        schema::migrate(&mut db)?;
        write_identity(&mut db, vault, new, &recovery, now, rng)?;
        // All of it is in the one file that is moved.
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        db.close().map_err(|(_, error)| error)?;
        let keys = self.place.join(KEY_FILE);
        files::replace_file(&keys, &key_file.encode())?;
        for (from, name) in [(database, VAULT_FILE), (keys, KEY_FILE)] {
            let to = self.folder.join(name);
            let moved = fs::rename(from, &to).and_then(|()| files::sync_folder(&to));
            moved.map_err(|e| VaultError::io("making the vault", &to, e))?;
        }
        let _ = fs::remove_dir_all(&self.place);
        Ok((key, recovery))
    }

    /// Takes away what is half made. The lock's file stays: another program may
    /// be waiting for it.
    fn clear(&self) {
        let unfinished = self.place.join(KEY_FILE).exists();
        if unfinished && !self.folder.join(KEY_FILE).exists() {
            let _ = fs::remove_file(self.folder.join(VAULT_FILE));
        }
        for name in [VAULT_FILE, "vault.db-wal", "vault.db-shm", KEY_FILE, "vault.new"] {
            let _ = fs::remove_file(self.place.join(name));
        }
    }
}

fn write_identity(
    db: &mut Connection,
    vault: VaultId,
    new: &NewVault<'_>,
    recovery: &RecoveryKey,
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
    let recovery = recovery.to_bytes();
    let meta: [(&str, &[u8]); 8] = [
        ("vault", vault.as_bytes()),
        ("person-key", person_key.as_slice()),
        ("device-key", device_key.as_slice()),
        ("endpoint-key", endpoint.as_slice()),
        ("seal-secret", seal_secret.as_slice()),
        ("own-log", own_log.as_bytes()),
        ("since", since.as_bytes()),
        (RECOVERY, recovery.as_slice()),
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

/// Makes the folder, for its owner alone. One that is there and has something
/// in it is somebody's already, and keeps its mode; the vault's files have
/// their own.
pub(super) fn make_folder(folder: &Path) -> Result<(), VaultError> {
    let is_in_use = fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some());
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| VaultError::io("making the folder", folder, e))?;
    #[cfg(unix)]
    if !is_in_use {
        use std::os::unix::fs::PermissionsExt;
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder, private)
            .map_err(|e| VaultError::io("closing the folder to others", folder, e))?;
    }
    Ok(())
}

/// Makes an empty file that only its owner can read; SQLite gives its WAL the
/// same mode.
pub(super) fn make_private_file(path: &Path) -> Result<(), VaultError> {
    files::private_options().open(path).map_err(|e| VaultError::io("making the vault", path, e))?;
    Ok(())
}
