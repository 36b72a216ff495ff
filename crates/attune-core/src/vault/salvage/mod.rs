//! Mending a damaged vault: what can be read is kept, the damaged files are set
//! aside whole, and nothing more is lost than the damage took.
//!
//! 1. The files are copied; blocks that the disk does not give become zeros.
//! 2. The log is folded into the copy, and of every page what can be read is read
//!    (`pages`, `remains`).
//! 3. A new database is made of it (`build`, `words`): a new device of the same
//!    person, as after a restore. What the partner's device has comes again from
//!    there when the two meet.
//! 4. The damaged files move to a folder of their own, and the new one takes their
//!    place. What stops before that has changed nothing, and what stops in between
//!    is finished by the next try.

mod build;
mod pages;
mod remains;
mod words;

use super::connect::{Access, connect, keyed, log_of};
use super::spare::{self, Spare};
use super::store::{Own, add_device};
use super::wal::Look;
use super::{
    CommandError, Keys, Me, VAULT_FILE, Vault, VaultError, Work, files, index, keys, make, meta,
    schema,
};
use crate::identity::{Certificate, SecretKey};
use crate::ids::{LogId, VaultId};
use crate::seal::SealSecret;
use crate::secrets::{Unlock, VaultKey};
use crate::time::Now;
use build::Broken;
use remains::{Remains, value};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// Where a vault is mended before it takes the damaged one's place.
const MENDING: &str = "vault.mending";
/// The file in there that says that the new one is whole.
const READY: &str = "ready";
/// How the folder is called that damaged files are set aside in, before the day.
pub const ASIDE: &str = "vault.damaged-";
/// How much of a file is read at once, and how much is given up where that fails.
const STRETCH: usize = 1 << 20;
const BLOCK: usize = 4096;
/// How long other programs are waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// What became of a damaged vault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// The folder that the damaged files were set aside in, whole.
    pub aside: PathBuf,
    /// How many pages of the file did not read.
    pub unreadable: u64,
    /// How many entries are here now.
    pub entries: u64,
    /// Entries whose last words are here, and of whose history something is gone.
    pub worded: u64,
    /// Things of one's own that could not be made whole and whose last words are
    /// not here: older ones may be.
    pub lost: u64,
    /// Shared things that miss something; the partner's device may bring it.
    pub from_partner: u64,
    /// What two people had agreed on did not read: they pair again, and what they
    /// shared stays here to be read.
    pub pair_lost: bool,
}

/// Why a vault was not mended. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SalvageError {
    /// Nothing in the file can be read with this key.
    #[error("nothing in the vault file can be read with this key")]
    Nothing,
    /// This person's keys can't be read, neither in the vault nor beside it.
    #[error("this person's keys can't be read")]
    NoKeys,
    /// Its files can't be read or written, another program has it open, or it comes
    /// from a newer version.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// What was read could not be put together.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl From<rusqlite::Error> for SalvageError {
    fn from(error: rusqlite::Error) -> Self {
        SalvageError::Vault(error.into())
    }
}

impl Vault {
    /// Makes a new vault of all that can be read of the damaged one in `folder`,
    /// and sets that aside. No other program may have it open. `device_name` is
    /// what this device is called where the vault does not say it any more.
    pub fn salvage(
        folder: &Path,
        unlock: &Unlock,
        device_name: &str,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Salvaged, SalvageError> {
        let key_file = keys::read_key_file(folder)?;
        let vault = key_file.vault().map_err(VaultError::from)?;
        let key = key_file.unlock(unlock).map_err(VaultError::from)?;
        let mending = folder.join(MENDING);
        let mut told = Salvaged::default();
        // Else the computer stopped when one was ready.
        if !is_half_done(folder) {
            let mut held = hold(&folder.join(VAULT_FILE), &key)?;
            clear(&mending)?;
            private_folder(&mending)?;
            let file = &mut held.0;
            let made = mend(folder, file, &mending, vault, &key, device_name, now, rng);
            if made.is_err() {
                let _ = clear(&mending);
            }
            told = made?;
        }
        told.aside = exchange(folder, &mending, now)?;
        let vault = Vault::open_with(folder, &key)?;
        let _ = vault.keep_spare(rng);
        told.entries = vault.reader()?.status()?.entries;
        Ok(told)
    }
}

/// Holds the damaged file against other programs, as far as it still opens: what
/// one of them wrote meanwhile would be set aside with it. Nothing is written.
///
/// The file is opened here once for all that is read of it: closing it would let go
/// of the lock.
fn hold(path: &Path, key: &VaultKey) -> Result<(File, Option<Connection>), VaultError> {
    let file =
        File::open(path).map_err(|e| VaultError::io("reading the damaged vault", path, e))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(db) = keyed(path, flags, key) else { return Ok((file, None)) };
    db.busy_timeout(PATIENCE)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    db.execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
    match db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())) {
        Ok(()) => Ok((file, Some(db))),
        Err(error) => match error.into() {
            VaultError::Busy => Err(VaultError::Busy),
            _ => Ok((file, None)),
        },
    }
}

#[expect(clippy::too_many_arguments, reason = "all that is passed in, once")]
fn mend(
    folder: &Path,
    file: &mut File,
    mending: &Path,
    vault: VaultId,
    key: &VaultKey,
    device_name: &str,
    now: &Now,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<Salvaged, SalvageError> {
    let spare = Spare::read(folder, vault, key);
    let mut remains = read(folder, file, mending, key, spare.as_ref())?;
    let (found, known) = (remains.format, schema::FORMAT);
    if found > known {
        return Err(VaultError::Newer { found, known }.into());
    }
    if let Some(spare) = &spare {
        remains.add_devices(&spare.devices);
    }
    let identity = Identity::of(&remains, spare.as_ref()).ok_or(SalvageError::NoKeys)?;

    let path = mending.join(VAULT_FILE);
    files::private_options()
        .open(&path)
        .map_err(|e| VaultError::io("making the vault", &path, e))?;
    let mut db = connect(&path, key, Access::Make)?;
    schema::migrate(&mut db)?;
    let broken = fill(&mut db, &remains, &identity, vault, device_name, now, rng)?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    db.close().map_err(|(_, error)| error)?;
    files::replace_file(&mending.join(READY), b"")?;
    let lost = broken.own.difference(&broken.worded).count();
    let worded = broken.own.intersection(&broken.worded).count();
    Ok(Salvaged {
        unreadable: remains.unreadable,
        worded: worded as u64,
        lost: lost as u64,
        from_partner: broken.shared.len() as u64,
        pair_lost: broken.pair_lost,
        ..Salvaged::default()
    })
}

/// Reads the damaged vault: by what its first page begins with, or by what it
/// once began with.
fn read(
    folder: &Path,
    file: &mut File,
    mending: &Path,
    key: &VaultKey,
    spare: Option<&Spare>,
) -> Result<Remains, SalvageError> {
    let copy = mending.join("damaged.db");
    let mut tried = None;
    for known in [None, spare.map(|spare| spare.salt)] {
        copy_folded(&folder.join(VAULT_FILE), file, &copy)?;
        let begins = known.or_else(|| spare::salt(&copy).ok());
        if let Some(salt) = begins.filter(|salt| tried != Some(*salt)) {
            let remains = Remains::of(&copy, key, &salt)?;
            if remains.is_anything() {
                return Ok(remains);
            }
            tried = Some(salt);
        }
    }
    Err(SalvageError::Nothing)
}

/// Who this is, as the vault says it or the spare.
struct Identity {
    person: SecretKey,
    seal: SealSecret,
    recovery: Option<Vec<u8>>,
    since: Option<Vec<u8>>,
}

impl Identity {
    fn of(remains: &Remains, spare: Option<&Spare>) -> Option<Self> {
        let kept = |name: &str| remains.meta.get(name).map(|value| value.to_vec());
        let array = |name: &str, other: Option<[u8; 32]>| {
            let read = kept(name).map(Zeroizing::new);
            read.and_then(|read| read.as_slice().try_into().ok()).or(other).map(Zeroizing::new)
        };
        let person = array("person-key", spare.map(|spare| spare.person))?;
        let seal = array("seal-secret", spare.map(|spare| spare.seal))?;
        Some(Self {
            person: SecretKey::from_bytes(&person),
            seal: SealSecret::from_bytes(*seal),
            recovery: kept(make::RECOVERY).or_else(|| spare?.recovery.clone()),
            since: kept("since").or_else(|| spare?.since.clone()),
        })
    }
}

/// Fills the new database in one transaction. Gives what is not whole.
fn fill(
    db: &mut Connection,
    remains: &Remains,
    identity: &Identity,
    vault: VaultId,
    device_name: &str,
    now: &Now,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<Broken, CommandError> {
    let device = SecretKey::generate(rng);
    let person = identity.person.person();
    let name = remains.called(person).unwrap_or_else(|| device_name.to_owned());
    let certificate = Certificate::issue(&identity.person, device.device(), &name);
    let mut endpoint = Zeroizing::new([0; 32]);
    rng.fill_bytes(endpoint.as_mut());
    let (person_key, device_key) = (identity.person.to_bytes(), device.to_bytes());
    let seal = identity.seal.to_bytes();
    let own_log = LogId::random(rng);

    let tx = db.transaction()?;
    let all: [(&str, Option<&[u8]>); 8] = [
        ("vault", Some(vault.as_bytes())),
        ("person-key", Some(person_key.as_slice())),
        ("device-key", Some(device_key.as_slice())),
        ("endpoint-key", Some(endpoint.as_slice())),
        ("seal-secret", Some(seal.as_slice())),
        ("own-log", Some(own_log.as_bytes())),
        ("since", identity.since.as_deref()),
        (make::RECOVERY, identity.recovery.as_deref()),
    ];
    for (key, value) in all {
        if let Some(value) = value {
            meta::set(&tx, key, value)?;
        }
    }
    let me = Me { person, device: device.device(), certificate };
    let keys = Keys { device, seal: identity.seal.clone() };
    let touched = index::Touched::default();
    let mut work = Work { db: &tx, me: &me, keys: &keys, now, rng, touched: &touched };
    let broken = build::build(&mut work, remains, |db| {
        db.execute(
            "INSERT OR IGNORE INTO people(person, name, mine) VALUES(?1, '', 1)",
            params![person.as_bytes()],
        )?;
        add_device(db, &me.certificate, Own::This).map(|_| ())
    })?;
    touched.write(&tx)?;
    tx.commit()?;
    Ok(broken)
}

impl Remains {
    /// What this device was called.
    fn called(&self, me: crate::ids::PersonId) -> Option<String> {
        let mine = self.devices.values().filter(|(word, _)| word.person == me);
        let this = mine.filter(|(_, columns)| value::<i64>(columns, 6) == Some(1));
        this.map(|(word, _)| word.name.clone()).next_back()
    }

    /// Whether there is anything that somebody wrote.
    fn is_anything(&self) -> bool {
        !(self.records.is_empty() && self.entries.is_empty() && self.documents.is_empty())
    }
}

/// Copies a database, with what is whole of its log folded in.
fn copy_folded(from: &Path, file: &mut File, to: &Path) -> Result<(), VaultError> {
    let failed = |e| VaultError::io("copying the damaged vault", to, e);
    let mut copy = copy(from, file, to)?;
    let log = log_of(from);
    if log.exists() {
        let beside = to.with_extension("log");
        drop(self::copy(&log, &mut File::open(&log).map_err(failed)?, &beside)?);
        let bytes = fs::read(&beside).map_err(failed)?;
        Look::at(&bytes).fold(&bytes, &mut copy).map_err(failed)?;
        let _ = fs::remove_file(&beside);
    }
    Ok(())
}

/// Copies a file; what the disk does not give is zeros in the copy.
fn copy(from: &Path, source: &mut File, to: &Path) -> Result<File, VaultError> {
    let failed = |e| VaultError::io("copying the damaged vault", from, e);
    let length = source.metadata().map_err(failed)?.len();
    let _ = fs::remove_file(to);
    let mut target =
        files::private_options().open(to).map_err(|e| VaultError::io("copying", to, e))?;
    let mut stretch = vec![0; STRETCH];
    let mut at = 0;
    while at < length {
        let many = usize::try_from((length - at).min(STRETCH as u64)).unwrap_or(STRETCH);
        let stretch = &mut stretch[..many];
        if read_at(source, at, stretch).is_err() {
            for (n, block) in stretch.chunks_mut(BLOCK).enumerate() {
                if read_at(source, at + (n * BLOCK) as u64, block).is_err() {
                    block.fill(0);
                }
            }
        }
        target.write_all(stretch).map_err(|e| VaultError::io("copying", to, e))?;
        at += many as u64;
    }
    Ok(target)
}

fn read_at(file: &mut File, at: u64, bytes: &mut [u8]) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

/// Moves the damaged files to a folder of their own, and the new one to its place.
fn exchange(folder: &Path, mending: &Path, now: &Now) -> Result<PathBuf, VaultError> {
    let aside = free_folder(folder, now)?;
    spare::copy_beside(folder, &aside)?;
    let database = folder.join(VAULT_FILE);
    for (from, keep) in [
        (log_of(&database), true),
        (database.with_extension("db-shm"), false),
        (database.clone(), true),
    ] {
        let moved = match from.file_name() {
            Some(name) if keep => fs::rename(&from, aside.join(name)),
            _ => fs::remove_file(&from),
        };
        match moved {
            Err(e) if e.kind() != ErrorKind::NotFound => {
                return Err(VaultError::io("setting the damaged vault aside", &from, e));
            }
            _ => {}
        }
    }
    let failed = |e| VaultError::io("putting the mended vault in its place", &database, e);
    files::sync_folder(&aside.join(VAULT_FILE)).map_err(failed)?;
    fs::rename(mending.join(VAULT_FILE), &database).map_err(failed)?;
    files::sync_folder(&database).map_err(failed)?;
    clear(mending)?;
    Ok(aside)
}

/// A new folder for what is set aside today.
fn free_folder(folder: &Path, now: &Now) -> Result<PathBuf, VaultError> {
    for n in 1.. {
        let more = if n == 1 { String::new() } else { format!("-{n}") };
        let aside = folder.join(format!("{ASIDE}{}{more}", now.day));
        // One that was begun, by a try that was stopped, is gone on with.
        let next = folder.join(format!("{ASIDE}{}-{}", now.day, n + 1));
        let is_full = aside.join(VAULT_FILE).exists() && folder.join(VAULT_FILE).exists();
        if !is_full && !next.exists() {
            private_folder(&aside)?;
            return Ok(aside);
        }
    }
    Err(VaultError::Inconsistent("a folder's name"))
}

/// Whether a mended vault waits to take the place of a damaged one.
pub(super) fn is_half_done(folder: &Path) -> bool {
    folder.join(MENDING).join(READY).exists()
}

fn private_folder(folder: &Path) -> Result<(), VaultError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| VaultError::io("making the folder", folder, e))
}

fn clear(folder: &Path) -> Result<(), VaultError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => {
            Err(VaultError::io("clearing the folder", folder, e))
        }
        _ => Ok(()),
    }
}
