//! Making a backup: a copy of the vault as it is at one moment, while writing goes
//! on; sealed into one file; read back; and only then given its name.
//!
//! Everything is made in a folder of its own beside the file, under a lock, as a
//! new vault is (`make`). What a crash leaves there is no backup, and whoever backs
//! up to that name next clears it away.

use super::connect::{Access, connect, connect_to_copy};
use super::{VAULT_FILE, Vault, VaultError, files, keys, make, meta, schema};
use crate::backup::{self, BackupError, Contents, FRAME, Frames, Header, Progress, Watch};
use crate::ids::VaultId;
use crate::secrets::{Unlock, VaultKey};
use crate::time::{Day, Now};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages that are copied at once: 1 MiB.
const PAGES: i32 = 256;
/// The length of a page, in bytes: SQLCipher's own choice.
const PAGE: u64 = 4096;
/// How long a page is waited for that another program holds.
const PAUSE: Duration = Duration::from_millis(5);

/// What to do where something of that name is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Nothing at all.
    Refuse,
    /// It gives way, once the new one was read back.
    Replace,
}

/// A backup that was made and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// Its length, in bytes.
    pub bytes: u64,
    /// Whether the passphrase opens it, beside the recovery key.
    pub has_passphrase: bool,
}

/// A backup in a folder of backups, and what was let go for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it is.
    pub file: PathBuf,
    /// What it is like.
    pub made: BackedUp,
    /// Older ones of this device's that the rule lets go, and that are gone.
    pub let_go: Vec<PathBuf>,
}

impl Vault {
    /// Makes a backup of everything as it is now. It counts only once all of it was
    /// read back and found to be what was written.
    pub fn back_up(
        &self,
        file: &Path,
        existing: Existing,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        watch: Watch<'_>,
    ) -> Result<BackedUp, BackupError> {
        if existing == Existing::Refuse && fs::symlink_metadata(file).is_ok() {
            return Err(BackupError::Exists);
        }
        let making = Making::begin(file)?;
        let made = making.make(self, existing, now, rng, watch);
        making.clear();
        made
    }

    /// Makes the backup of this day in a folder of backups, and lets older ones go
    /// by the rule. Only what this device of this vault put there is ever removed.
    pub fn back_up_into(
        &self,
        folder: &Path,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        watch: Watch<'_>,
    ) -> Result<Kept, BackupError> {
        if !folder.is_dir() {
            return Err(BackupError::Missing);
        }
        let device = self.me().device;
        let file = folder.join(backup::name(device, now.day));
        let made = self.back_up(&file, Existing::Replace, now, rng, watch)?;
        let vault = vault_id(&self.db.lock())?;
        let failed = |e| BackupError::Place(VaultError::io("looking for backups", folder, e));
        let mut ours: BTreeMap<Day, PathBuf> = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let named = entry.file_name();
            let Some(day) = named.to_str().and_then(|name| backup::day_of(name, device)) else {
                continue;
            };
            if is_of(&entry.path(), vault) {
                ours.insert(day, entry.path());
            }
        }
        let days: BTreeSet<Day> = ours.keys().copied().collect();
        let mut let_go = Vec::new();
        for day in backup::let_go(&days) {
            // The one just made stays, whatever the days of the others say.
            let old = ours.remove(&day).filter(|old| *old != file);
            // One that can't be removed is in nobody's way; it is tried again.
            let_go.extend(old.filter(|old| fs::remove_file(old).is_ok()));
        }
        Ok(Kept { file, made, let_go })
    }
}

/// Whether a file is a backup of this vault.
fn is_of(file: &Path, vault: VaultId) -> bool {
    let header = File::open(file).ok().and_then(|mut file| Header::read(&mut file).ok());
    header.is_some_and(|header| header.vault().is_ok_and(|of| of == vault))
}

fn vault_id(db: &Connection) -> Result<VaultId, VaultError> {
    let id = meta::value(db, "vault")?;
    id.and_then(|id| VaultId::from_slice(&id)).ok_or(VaultError::Inconsistent("the vault's id"))
}

/// How far it is: the copy, the file and the reading back, each counted in bytes.
pub(super) struct Going<'a> {
    pub(super) watch: Watch<'a>,
    pub(super) before: u64,
    pub(super) whole: u64,
}

impl Going<'_> {
    pub(super) fn at(&mut self, done: u64) -> Result<(), BackupError> {
        let progress = Progress { done: self.before + done, whole: self.whole };
        match (self.watch)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(BackupError::Stopped),
        }
    }
}

/// The folder where a backup is made, held against other programs.
struct Making {
    file: PathBuf,
    place: PathBuf,
    _lock: File,
}

impl Making {
    fn begin(file: &Path) -> Result<Self, BackupError> {
        let mut place = file.as_os_str().to_owned();
        place.push(".making");
        let place = PathBuf::from(place);
        let failed = |e: std::io::Error| match e.kind() {
            ErrorKind::NotFound => BackupError::Missing,
            _ => BackupError::Place(VaultError::io("making the backup", &place, e)),
        };
        match fs::create_dir(&place) {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(failed(e)),
            _ => {}
        }
        let lock = files::lock(&place).map_err(failed)?.ok_or(BackupError::Busy)?;
        Ok(Self { file: file.to_owned(), place: place.clone(), _lock: lock })
    }

    fn make(
        &self,
        vault: &Vault,
        existing: Existing,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        watch: Watch<'_>,
    ) -> Result<BackedUp, BackupError> {
        // What a program that was stopped left half made.
        self.clear_files();
        let copy = self.place.join(VAULT_FILE);
        make::make_private_file(&copy).map_err(BackupError::Place)?;
        let mut going = Going { watch, before: 0, whole: 0 };
        let id = snapshot(vault, &copy, &mut going)?;
        let failed = |e| BackupError::Place(VaultError::io("making the backup", &copy, e));
        let bytes = fs::metadata(&copy).map_err(failed)?.len();

        let keys = keys::read_key_file(vault.folder())?;
        let contents = Contents { vault: id, day: now.day, schema: schema::FORMAT, bytes };
        let header = Header::new(&contents, &keys, rng);
        opens(&header, vault)?;
        let sealed = self.place.join("backup");
        going.before = bytes;
        let written = write(&copy, &sealed, &header, &vault.key, &mut going)?;
        going.before = 2 * bytes;
        let mut read = Sha256::new();
        let found =
            super::restoring::Source::open(&sealed)?.read(&vault.key, &mut going, |plain| {
                read.update(plain);
                Ok(())
            });
        match found {
            Ok(()) if <[u8; 32]>::from(read.finalize()) == written => {}
            Ok(()) => return Err(BackupError::Damaged),
            Err(error) => return Err(error),
        }
        if existing == Existing::Refuse && fs::symlink_metadata(&self.file).is_ok() {
            return Err(BackupError::Exists);
        }
        let whole = header.whole().unwrap_or(bytes);
        let named = fs::rename(&sealed, &self.file).and_then(|()| files::sync_folder(&self.file));
        named.map_err(failed)?;
        Ok(BackedUp { bytes: whole, has_passphrase: header.has_passphrase() })
    }

    fn clear_files(&self) {
        for name in [VAULT_FILE, "vault.db-wal", "vault.db-shm", "vault.db-journal", "backup"] {
            let _ = fs::remove_file(self.place.join(name));
        }
    }

    fn clear(self) {
        self.clear_files();
        let _ = fs::remove_dir_all(&self.place);
    }
}

/// That the recovery key opens it, where it is kept: the key file may have been
/// changed meanwhile, or put back from an older copy.
fn opens(header: &Header, vault: &Vault) -> Result<(), BackupError> {
    let Some(recovery) = vault.recovery_key()? else { return Ok(()) };
    let opened = header.unlock(&Unlock::Recovery(recovery));
    if opened.is_ok_and(|key| header.frames_key(&key) == header.frames_key(&vault.key)) {
        return Ok(());
    }
    Err(BackupError::Unopenable)
}

/// Copies the vault, as it is at this moment, into a file under the same key, and
/// looks at every page of the copy.
fn snapshot(vault: &Vault, copy: &Path, going: &mut Going<'_>) -> Result<VaultId, BackupError> {
    let sqlite = |error: rusqlite::Error| BackupError::Vault(error.into());
    let access = if vault.access == Access::Write { Access::Read } else { vault.access };
    let from = connect(&vault.folder().join(VAULT_FILE), &vault.key, access)?;
    // One moment for all of it: others write on, and are not seen.
    from.execute_batch("BEGIN; SELECT count(*) FROM sqlite_master;").map_err(sqlite)?;
    let id = vault_id(&from)?;
    let into_file = |error: rusqlite::Error| match VaultError::from(error) {
        VaultError::DiskFull => BackupError::Place(VaultError::DiskFull),
        other => BackupError::Vault(other),
    };
    let mut into = connect_to_copy(copy, &vault.key)?;
    {
        let copying = Backup::new(&from, &mut into).map_err(sqlite)?;
        loop {
            let step = copying.step(PAGES).map_err(into_file)?;
            let progress = copying.progress();
            let pages = u64::try_from(progress.pagecount).unwrap_or_default();
            let left = u64::try_from(progress.remaining).unwrap_or_default();
            going.whole = 3 * pages * PAGE;
            going.at(pages.saturating_sub(left) * PAGE)?;
            match step {
                StepResult::Done => break,
                StepResult::Busy | StepResult::Locked => std::thread::sleep(PAUSE),
                _ => {}
            }
        }
    }
    from.execute_batch("COMMIT").map_err(sqlite)?;
    check_pages(&into)?;
    into.close().map_err(|(_, error)| sqlite(error))?;
    Ok(id)
}

/// Every page's authentication, and that the tables are sound.
pub(super) fn check_pages(db: &Connection) -> Result<(), VaultError> {
    let mut statement = db.prepare("PRAGMA cipher_integrity_check")?;
    let wrong = statement.query([])?.next()?.is_some();
    drop(statement);
    let sound: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if wrong || sound != "ok" { Err(VaultError::Damaged) } else { Ok(()) }
}

/// Seals the copy into the file, durably; gives the digest of what went in.
fn write(
    copy: &Path,
    sealed: &Path,
    header: &Header,
    key: &VaultKey,
    going: &mut Going<'_>,
) -> Result<[u8; 32], BackupError> {
    let failed = |e| BackupError::Place(VaultError::io("writing the backup", sealed, e));
    let mut from = File::open(copy).map_err(failed)?;
    let mut into = BufWriter::new(files::private_options().open(sealed).map_err(failed)?);
    into.write_all(header.as_bytes()).map_err(failed)?;
    let mut frames = Frames::new(&header.frames_key(key), header.hash());
    let mut digest = Sha256::new();
    let (mut plain, mut left) = (vec![0; FRAME], header.contents());
    while left > 0 {
        let length = usize::try_from(left).unwrap_or(FRAME).min(FRAME);
        let plain = &mut plain[..length];
        from.read_exact(plain).map_err(failed)?;
        left -= length as u64;
        digest.update(&*plain);
        into.write_all(&frames.seal(plain, left == 0)).map_err(failed)?;
        going.at(header.contents() - left)?;
    }
    let file = into.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    Ok(digest.finalize().into())
}
