//! Restoring a backup: all of it is checked before anything is touched; the vault
//! is made ready beside its place, as a new device; and it takes that place in
//! steps that whoever opens the vault next can finish.
//!
//! A vault that was there is moved, with everything it is made of, into a folder of
//! its own inside the profile's, where it opens as before. Nothing is overwritten.

use super::backing::{Going, check_pages};
use super::connect::{Access, connect};
use super::{
    CommandError, KEY_FILE, SPARE_FILE, VAULT_FILE, Vault, VaultError, files, make, schema,
};
use crate::backup::{BackupError, FRAME, Frames, Header, SEALED, Watch};
use crate::ids::VaultId;
use crate::secrets::{Unlock, VaultKey};
use crate::time::{Day, Now};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Where a vault is made ready before it takes its place.
const RESTORING: &str = "vault.restoring";
/// The file in there that says it is, and where a vault that is in that place goes.
const READY: &str = "ready";
/// What a vault in its place is made of.
const WHOLE: [&str; 5] = [KEY_FILE, VAULT_FILE, "vault.db-wal", "vault.db-shm", SPARE_FILE];

/// What a backup says of itself, before it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupInfo {
    /// Whose vault it is of.
    pub vault: VaultId,
    /// The day it was made.
    pub day: Day,
    /// Whether a passphrase opens it, beside the recovery key.
    pub has_passphrase: bool,
}

/// A vault that was restored, and is in its place.
pub struct Restored {
    /// It, open.
    pub vault: Vault,
    /// The day it was backed up.
    pub day: Day,
    /// Where the vault is that was there before.
    pub set_aside: Option<PathBuf>,
}

/// What a backup says of itself. That it is whole is not known yet.
pub fn look_at_backup(file: &Path) -> Result<BackupInfo, BackupError> {
    let header = Source::open(file)?.header;
    let (vault, day) = (header.vault()?, header.day());
    Ok(BackupInfo { vault, day, has_passphrase: header.has_passphrase() })
}

impl Vault {
    /// Restores a backup into `folder`, as a new device of the same person on this
    /// `computer` (see [`Vault::arrive`]). Nobody else may have the vault open that
    /// is set aside for it.
    pub fn restore(
        backup: &Path,
        folder: &Path,
        unlock: &Unlock,
        computer: &[u8],
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        watch: Watch<'_>,
    ) -> Result<Restored, BackupError> {
        let mut source = Source::open(backup)?;
        let day = source.header.day();
        let key = source.header.unlock(unlock)?;
        let mut going = Going { watch, before: 0, whole: 2 * source.header.contents() };
        source.read(&key, &mut going, |_| Ok(()))?;

        make::make_folder(folder)?;
        finish(folder)?;
        let restoring = Restoring::begin(folder)?;
        let mut source = Source::open(backup)?;
        going.before = source.header.contents();
        let ready = restoring.make(&mut source, &key, computer, now, rng, &mut going);
        let set_aside = match ready {
            Ok(set_aside) => set_aside,
            Err(error) => {
                restoring.clear();
                return Err(error);
            }
        };
        drop(restoring);
        finish(folder)?;
        let vault = Vault::open_with(folder, &key)?;
        let set_aside = folder.join(set_aside);
        Ok(Restored { vault, day, set_aside: set_aside.is_dir().then_some(set_aside) })
    }
}

/// A backup that is being read.
pub(super) struct Source {
    pub(super) header: Header,
    path: PathBuf,
    file: BufReader<File>,
}

impl Source {
    /// Opens one that has the length it says.
    pub(super) fn open(path: &Path) -> Result<Self, BackupError> {
        let failed = |e| BackupError::Place(VaultError::io("reading the backup", path, e));
        let file = File::open(path).map_err(|e| match e.kind() {
            ErrorKind::NotFound => BackupError::Missing,
            _ => failed(e),
        })?;
        let found = file.metadata().map_err(failed)?;
        if found.is_dir() {
            return Err(BackupError::Foreign);
        }
        let mut file = BufReader::with_capacity(SEALED, file);
        let header = Header::read(&mut file)?;
        if header.schema() > schema::FORMAT {
            return Err(BackupError::Newer);
        }
        match header.whole() {
            Some(whole) if found.len() < whole => return Err(BackupError::Cut),
            Some(whole) if found.len() == whole => {}
            _ => return Err(BackupError::Damaged),
        }
        Ok(Self { header, path: path.to_owned(), file })
    }

    /// Reads the rest, each frame proved to be what was written there.
    pub(super) fn read(
        &mut self,
        key: &VaultKey,
        going: &mut Going<'_>,
        mut take: impl FnMut(&[u8]) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let mut frames = Frames::new(&self.header.frames_key(key), self.header.hash());
        let (mut sealed, mut left) = (vec![0; SEALED], self.header.contents());
        while left > 0 {
            let length = usize::try_from(left).unwrap_or(FRAME).min(FRAME);
            let sealed = &mut sealed[..length + (SEALED - FRAME)];
            self.file.read_exact(sealed).map_err(|e| match e.kind() {
                ErrorKind::UnexpectedEof => BackupError::Cut,
                _ => BackupError::Place(VaultError::io("reading the backup", &self.path, e)),
            })?;
            left -= length as u64;
            take(&frames.open(sealed, left == 0).ok_or(BackupError::Damaged)?)?;
            going.at(self.header.contents() - left)?;
        }
        Ok(())
    }
}

/// The folder where a vault is made ready, held against other programs.
struct Restoring {
    folder: PathBuf,
    place: PathBuf,
    _lock: File,
}

impl Restoring {
    fn begin(folder: &Path) -> Result<Self, BackupError> {
        let place = folder.join(RESTORING);
        let failed = |e| VaultError::io("restoring the vault", &place, e);
        match fs::create_dir(&place) {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(failed(e).into()),
            _ => {}
        }
        let lock = files::lock(&place).map_err(failed)?.ok_or(BackupError::Busy)?;
        Ok(Self { folder: folder.to_owned(), place: place.clone(), _lock: lock })
    }

    /// Makes the vault ready. Gives the name of the folder that one in its place
    /// will go to.
    fn make(
        &self,
        source: &mut Source,
        key: &VaultKey,
        computer: &[u8],
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        going: &mut Going<'_>,
    ) -> Result<String, BackupError> {
        self.clear_files();
        let database = self.place.join(VAULT_FILE);
        make::make_private_file(&database)?;
        let failed = |e| BackupError::Vault(VaultError::io("restoring the vault", &database, e));
        let file = fs::OpenOptions::new().write(true).open(&database).map_err(failed)?;
        let mut into = BufWriter::new(file);
        source.read(key, going, |plain| into.write_all(plain).map_err(failed))?;
        let file = into.into_inner().map_err(|e| failed(e.into_error()))?;
        file.sync_all().map_err(failed)?;
        drop(file);
        check_pages(&connect(&database, key, Access::Write)?)?;

        let keys = source.header.key_file(key, rng).map_err(BackupError::Unlock)?;
        let mut vault = Vault::open_with(&self.place, key)?;
        vault.settle_as_new(computer, now, rng).map_err(|error| match error {
            CommandError::Vault(error) => BackupError::Vault(error),
            _ => BackupError::Damaged,
        })?;
        vault
            .db
            .lock()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(|error: rusqlite::Error| BackupError::Vault(error.into()))?;
        drop(vault);
        files::replace_file(&self.place.join(KEY_FILE), &keys)?;
        let set_aside = self.free_name(now.day);
        files::replace_file(&self.place.join(READY), set_aside.as_bytes())?;
        Ok(set_aside)
    }

    fn free_name(&self, day: Day) -> String {
        let first = format!("set-aside-{day}");
        let mut free = first.clone();
        let mut count = 2;
        while fs::symlink_metadata(self.folder.join(&free)).is_ok() {
            free = format!("{first}-{count}");
            count += 1;
        }
        free
    }

    fn clear_files(&self) {
        for name in WHOLE {
            let _ = fs::remove_file(self.place.join(name));
        }
    }

    fn clear(self) {
        self.clear_files();
        let _ = fs::remove_dir_all(&self.place);
    }
}

/// Whether a restored vault is ready and not in its place yet.
pub(super) fn is_left_over(folder: &Path) -> bool {
    folder.join(RESTORING).join(READY).exists()
}

/// Puts a restored vault that is ready in its place: each step is done once,
/// whenever the last one was cut off. One that is only half made goes.
pub(super) fn finish(folder: &Path) -> Result<(), VaultError> {
    let place = folder.join(RESTORING);
    if !is_left_over(folder) {
        if place.is_dir()
            && let Ok(Some(_held)) = files::lock(&place)
            // Whoever had the lock may have made it ready since.
            && !is_left_over(folder)
        {
            let _ = fs::remove_dir_all(&place);
        }
        return Ok(());
    }
    let failed = |e| VaultError::io("restoring the vault", &place, e);
    let waited = files::wait_for_lock(&place).map_err(failed)?;
    // Whoever was waited for has done it.
    let Ok(set_aside) = fs::read_to_string(place.join(READY)) else { return Ok(()) };
    put_in_place(folder, &place, &folder.join(set_aside)).map_err(failed)?;
    let _ = fs::remove_file(place.join(READY));
    drop(waited);
    let _ = fs::remove_dir_all(&place);
    Ok(())
}

fn put_in_place(folder: &Path, place: &Path, set_aside: &Path) -> std::io::Result<()> {
    let is_there = |file: &PathBuf| fs::symlink_metadata(file).is_ok();
    if is_there(&place.join(VAULT_FILE)) {
        for name in WHOLE {
            let old = folder.join(name);
            if is_there(&old) {
                fs::create_dir_all(set_aside)?;
                fs::rename(&old, set_aside.join(name))?;
                files::sync_folder(&set_aside.join(name))?;
            }
        }
        files::sync_folder(&folder.join(VAULT_FILE))?;
    }
    for name in [VAULT_FILE, KEY_FILE] {
        let ready = place.join(name);
        if is_there(&ready) {
            fs::rename(&ready, folder.join(name))?;
            files::sync_folder(&folder.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Protection;
    use crate::vault::NewVault;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn rng(seed: u8) -> ChaCha20Rng {
        ChaCha20Rng::from_seed([seed; 32])
    }

    fn make(folder: &Path, seed: u8) -> Vault {
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        Vault::create(folder, &new, &Now::from_millis(0, 0), &mut rng(seed)).unwrap().0
    }

    /// Its key file may open with nothing: it must not lie about.
    #[test]
    fn what_was_half_restored_goes_unless_somebody_is_at_it() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path().join("profile");
        drop(make(&folder, 1));
        let place = folder.join(RESTORING);
        drop(make(&place, 2));
        let held = files::lock(&place).unwrap().unwrap();
        drop(Vault::open(&folder, &Unlock::Nothing).unwrap());
        assert!(place.join(KEY_FILE).exists(), "somebody is at it");
        drop(held);
        drop(Vault::open(&folder, &Unlock::Nothing).unwrap());
        assert!(!place.exists());
    }

    /// The computer stops after each step of putting a vault in its place.
    #[test]
    fn whoever_opens_the_vault_next_finishes_what_was_cut_off() {
        let room = tempfile::tempdir().unwrap();
        let steps = [
            (KEY_FILE, "aside/vault.keys"),
            (VAULT_FILE, "aside/vault.db"),
            ("vault.restoring/vault.db", VAULT_FILE),
            ("vault.restoring/vault.keys", KEY_FILE),
        ];
        for cut_after in 0..=steps.len() {
            let folder = room.path().join(format!("cut after {cut_after}"));
            let old = make(&folder, 1).me().device;
            let place = folder.join(RESTORING);
            let new = make(&place, 2).me().device;
            fs::write(place.join(READY), "aside").unwrap();
            fs::create_dir(folder.join("aside")).unwrap();
            for (from, to) in &steps[..cut_after] {
                fs::rename(folder.join(from), folder.join(to)).unwrap();
            }
            assert!(make::exists(&folder), "nobody makes a new one there");
            let open = |folder: &Path| Vault::open(folder, &Unlock::Nothing).unwrap().me().device;
            assert_eq!(open(&folder), new, "cut after {cut_after}");
            assert_eq!(open(&folder.join("aside")), old, "cut after {cut_after}");
            assert!(!place.exists());
        }
    }
}
