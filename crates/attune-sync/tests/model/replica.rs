//! One device of one person: a real vault in a folder of its own, the clock it
//! believes, and the plain book of what was written on it.

use crate::common;
use crate::watch::Held;
use attune_core::command::{Command, Done};
use attune_core::ids::{DeviceId, DocumentId, RunId};
use attune_core::secrets::Unlock;
use attune_core::time::{Now, Week};
use attune_core::vault::{
    Arrival, CheckinView, CommandError, Entry, Filter, Reader, Status, Vault,
};
use attune_sync::proto::session::Identity;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The weeks that are answered in these histories.
pub(crate) fn weeks() -> [Week; 2] {
    ["2026-W47".parse().unwrap(), "2026-W48".parse().unwrap()]
}

/// What the person at this device wrote there, in plain words. It goes back in
/// time with a backup, as the vault does.
#[derive(Debug, Clone, Default)]
pub(crate) struct Book {
    /// Words on shared pages.
    pub(crate) shared: BTreeMap<DocumentId, BTreeSet<u32>>,
    /// Private pages, whole.
    pub(crate) private: BTreeMap<DocumentId, String>,
    /// What is being typed: the slot, and the words in it.
    pub(crate) drafts: BTreeMap<String, u32>,
    /// Deleted, and not yet for good.
    pub(crate) pending: BTreeSet<DocumentId>,
}

/// The files of a device as they were.
pub(crate) struct Backup {
    folder: TempDir,
    book: Book,
}

/// How a backup comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comes {
    /// Over the same files of the same disk: nothing tells of it.
    Unseen,
    /// As new files, which makes it a new device.
    AsNewDevice,
}

pub(crate) struct Replica {
    /// 0 is Alex, 1 is Sam.
    pub(crate) person: usize,
    pub(crate) folder: TempDir,
    vault: Option<Vault>,
    /// Opened when something is first looked at.
    reader: Option<Reader>,
    pub(crate) rng: ChaCha20Rng,
    /// What is private draws from this, so that a run without it is the same.
    pub(crate) own_rng: ChaCha20Rng,
    pub(crate) clock: i64,
    pub(crate) book: Book,
    pub(crate) backup: Option<Backup>,
    computer: u64,
    run: RunId,
}

fn copy_files(from: &Path, to: &Path) {
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

impl Replica {
    pub(crate) fn of(made: common::Person, person: usize, seed: u64) -> Self {
        let own_rng = ChaCha20Rng::seed_from_u64(seed ^ 0x5eed);
        let mut replica = Self {
            person,
            folder: made.folder,
            vault: Some(made.vault),
            reader: None,
            rng: made.rng,
            own_rng,
            clock: made.now,
            book: Book::default(),
            backup: None,
            computer: seed,
            run: RunId::from_bytes([0; 8]),
        };
        assert_eq!(replica.arrive(), Arrival::AtHome);
        replica.begin_run();
        replica
    }

    pub(crate) fn vault(&mut self) -> &mut Vault {
        self.vault.as_mut().unwrap()
    }

    pub(crate) fn reader(&mut self) -> &Reader {
        let vault = self.vault.as_ref().unwrap();
        self.reader.get_or_insert_with(|| vault.reader().unwrap())
    }

    pub(crate) fn now(&self) -> Now {
        Now::from_millis(self.clock, 0)
    }

    fn begin_run(&mut self) {
        let mut run = [0; 8];
        self.rng.fill_bytes(&mut run);
        self.run = RunId::from_bytes(run);
    }

    pub(crate) fn arrive(&mut self) -> Arrival {
        let (computer, now) = (self.computer.to_be_bytes(), self.now());
        self.vault.as_mut().unwrap().arrive(&computer, &now, &mut self.rng).unwrap()
    }

    /// The program ended, in whatever way, and begins again.
    pub(crate) fn restart(&mut self) {
        (self.reader, self.vault) = (None, None);
        self.vault = Some(Vault::open(self.folder.path(), &Unlock::Nothing).unwrap());
        self.begin_run();
    }

    pub(crate) fn back_up(&mut self) {
        let folder = tempfile::tempdir().unwrap();
        copy_files(self.folder.path(), folder.path());
        self.backup = Some(Backup { folder, book: self.book.clone() });
    }

    /// Puts the backup back, if there is one.
    pub(crate) fn put_back(&mut self, comes: Comes) {
        let Some(backup) = &self.backup else { return };
        (self.reader, self.vault) = (None, None);
        self.book = backup.book.clone();
        match comes {
            Comes::Unseen => {
                for file in fs::read_dir(self.folder.path()).unwrap() {
                    let file = file.unwrap();
                    if !backup.folder.path().join(file.file_name()).exists() {
                        fs::remove_file(file.path()).unwrap();
                    }
                }
                copy_files(backup.folder.path(), self.folder.path());
                self.restart();
                // Unless it was another device when the backup was made.
                self.arrive();
            }
            Comes::AsNewDevice => {
                let folder = tempfile::tempdir().unwrap();
                copy_files(backup.folder.path(), folder.path());
                self.folder = folder;
                self.computer += 1000;
                self.restart();
                assert_eq!(self.arrive(), Arrival::NewDevice);
            }
        }
    }

    /// The same files at a second place, by means that leave no trace.
    pub(crate) fn cloned(&self, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy_files(self.folder.path(), folder.path());
        let vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        let mut clone = Self {
            person: self.person,
            folder,
            vault: Some(vault),
            reader: None,
            rng: ChaCha20Rng::seed_from_u64(seed ^ 0xc10e),
            own_rng: ChaCha20Rng::seed_from_u64(seed ^ 0xc10f),
            clock: self.clock,
            book: self.book.clone(),
            backup: None,
            computer: self.computer + 1_000_000 + seed % 1000,
            run: RunId::from_bytes([0; 8]),
        };
        // A program that types there begins with nothing that is typed here.
        clone.book.drafts.clear();
        clone.begin_run();
        clone
    }

    /// The same files on another computer: a new device.
    pub(crate) fn copied(&self, seed: u64) -> Self {
        let mut copy = self.cloned(seed);
        assert_eq!(copy.arrive(), Arrival::NewDevice);
        for draft in copy.vault().drafts().unwrap() {
            copy.vault().discard_draft(&draft.slot).unwrap();
        }
        copy
    }

    pub(crate) fn renew(&mut self) {
        let now = self.now();
        self.vault.as_mut().unwrap().renew_device(&now, &mut self.rng).unwrap();
        self.begin_run();
    }

    /// What this device's program says of itself to a device of the partner.
    pub(crate) fn identity(&mut self, other: &mut Replica) -> Identity {
        let there = other.vault().me().device;
        let run = self.run;
        let vault = self.vault();
        let me = vault.me().clone();
        let partner = vault.partner().unwrap().unwrap();
        let known = partner.devices.iter().find(|device| device.device == there);
        let peer = known.unwrap_or(&partner.devices[0]).device;
        Identity {
            device: vault.device_secret(),
            certificate: me.certificate,
            run,
            bond: partner.bond,
            person: partner.person,
            peer,
            secret: partner.secret,
            protocol: Identity::VERSIONS,
            addresses: vec![],
        }
    }

    pub(crate) fn endpoint(&mut self) -> [u8; 32] {
        let secret = self.vault().endpoint_secret().unwrap();
        attune_core::identity::SecretKey::from_bytes(&secret).public()
    }

    pub(crate) fn apply(&mut self, command: &Command) -> Result<Done, CommandError> {
        let now = self.now();
        self.vault.as_mut().unwrap().apply(command, &now, &mut self.rng)
    }

    /// The same for what is nobody else's.
    pub(crate) fn apply_own(&mut self, command: &Command) -> Result<Done, CommandError> {
        let now = self.now();
        self.vault.as_mut().unwrap().apply(command, &now, &mut self.own_rng)
    }

    pub(crate) fn status(&mut self) -> Status {
        self.reader().status().unwrap()
    }

    pub(crate) fn digest(&mut self) -> String {
        self.status().digest.to_string()
    }

    /// Everything listed, in an order that no clock decides.
    pub(crate) fn entries(&mut self) -> Vec<Entry> {
        let mut all = self.reader().list(&Filter::default()).unwrap();
        all.sort_by_key(|entry| entry.id);
        all
    }

    pub(crate) fn entry(&mut self, id: DocumentId) -> Option<Entry> {
        self.reader().entry(id).ok()
    }

    pub(crate) fn checkin(&mut self, week: Week) -> CheckinView {
        let now = self.now();
        self.reader().checkin(Some(week), &now).unwrap()
    }

    /// Every record of every shared document.
    pub(crate) fn held(&mut self) -> Held {
        let vault = self.vault();
        let mut held = Held::default();
        for state in vault.states(None, 10_000).unwrap() {
            let records = vault.document_records(state.document).unwrap();
            held.insert(state.document, records.map(|found| found.records).unwrap_or_default());
        }
        held
    }

    /// Whose disk this is, of which device, and what lies on it.
    pub(crate) fn disk(&mut self) -> (usize, DeviceId, Held) {
        (self.person, self.vault().me().device, self.held())
    }
}
