//! Two people with a vault each, paired, for stories of sessions.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use attune_core::command::{Command, Deletion, Who};
use attune_core::ids::{DocumentId, PairId, RunId};
use attune_core::secrets::{Protection, Unlock};
use attune_core::time::Now;
use attune_core::vault::{Agreed, Bond, Entry, Filter, NewVault, Vault};
use attune_sync::proto::session::Identity;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// 2026-11-24T09:00:00Z.
pub(crate) const START: i64 = 1_795_510_800_000;
pub(crate) const PAIR: PairId = PairId::from_bytes([9; 16]);
pub(crate) const SECRET: [u8; 32] = [7; 32];

pub(crate) struct Person {
    pub(crate) folder: TempDir,
    pub(crate) vault: Vault,
    pub(crate) rng: ChaCha20Rng,
    pub(crate) now: i64,
}

impl Person {
    pub(crate) fn new(name: &str, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let new = NewVault { name, device_name: "desk", protection: Protection::Nothing };
        let time = Now::from_millis(START, 0);
        let (vault, _) = Vault::create(folder.path(), &new, &time, &mut rng).unwrap();
        Self { folder, vault, rng, now: START }
    }

    /// The files as they are, put somewhere else by means that leave no trace.
    pub(crate) fn copied(&self, seed: u64) -> Self {
        let folder = self.copied_files();
        let vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        Self { folder, vault, rng: ChaCha20Rng::seed_from_u64(seed), now: self.now }
    }

    /// The files as they are now, in a folder of their own.
    pub(crate) fn copied_files(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        folder
    }

    pub(crate) fn time(&self) -> Now {
        Now::from_millis(self.now, 0)
    }

    /// The program was killed and started again.
    pub(crate) fn restart(&mut self) {
        self.vault = Vault::open(self.folder.path(), &Unlock::Nothing).unwrap();
    }

    pub(crate) fn apply(&mut self, command: Command) -> DocumentId {
        self.now += 1000;
        let now = self.time();
        self.vault.apply(&command, &now, &mut self.rng).unwrap().id
    }

    pub(crate) fn journal(&mut self, body: &str, who: Who) -> DocumentId {
        let body = body.to_owned();
        self.apply(Command::AddJournal {
            title: String::new(),
            body,
            who,
            page: Default::default(),
        })
    }

    pub(crate) fn edit(&mut self, id: DocumentId, body: &str) {
        let body = Some(body.to_owned());
        self.apply(Command::Edit { id, title: None, body });
    }

    pub(crate) fn delete(&mut self, id: DocumentId) {
        self.apply(Command::Delete { id, deletion: Deletion::Final });
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.vault.reader().unwrap().list(&Filter::default()).unwrap()
    }

    pub(crate) fn entry(&self, id: DocumentId) -> Entry {
        self.vault.reader().unwrap().entry(id).unwrap()
    }

    pub(crate) fn digest(&self) -> String {
        self.vault.reader().unwrap().status().unwrap().digest.to_string()
    }

    pub(crate) fn is_in_step(&self) -> bool {
        self.vault.reader().unwrap().status().unwrap().in_step
    }

    /// What this person's program knows of the pair.
    pub(crate) fn identity(&mut self) -> Identity {
        let me = self.vault.me().clone();
        let partner = self.vault.partner().unwrap().unwrap();
        let mut run = [0; 8];
        self.rng.fill_bytes(&mut run);
        Identity {
            device: self.vault.device_secret(),
            certificate: me.certificate,
            run: RunId::from_bytes(run),
            bond: partner.bond,
            person: partner.person,
            peer: partner.devices[0].device,
            secret: partner.secret,
            protocol: Identity::VERSIONS,
            addresses: vec![],
        }
    }
}

/// Alex shows the words, Sam types them; Sam's side may not know yet that it is
/// final.
pub(crate) fn couple(seed: u64, sams: Bond) -> (Person, Person) {
    let (mut alex, mut sam) = (Person::new("Alex", seed), Person::new("Sam", seed + 1000));
    let now = alex.time();
    let settings = alex.vault.make_settings(PAIR, &now, &mut alex.rng).unwrap();
    let agreed = |other: &Person, name: &str| Agreed {
        pair: PAIR,
        partner: other.vault.me().person,
        partner_name: name.to_owned(),
        certificate: other.vault.me().certificate.clone(),
        endpoint: endpoint(other),
        addresses: vec![],
        secret: SECRET,
        settings: settings.clone(),
        chosen: vec![],
    };
    let (for_alex, for_sam) = (agreed(&sam, "Sam"), agreed(&alex, "Alex"));
    for (person, agreed, bond) in [(&mut sam, for_sam, sams), (&mut alex, for_alex, Bond::Final)] {
        person.vault.store_pending(&agreed, &now, &mut person.rng).unwrap();
        if bond == Bond::Final {
            person.vault.finalize(PAIR, &now, &mut person.rng).unwrap();
        }
    }
    (alex, sam)
}

/// The name of a person's lasting endpoint.
pub(crate) fn endpoint(person: &Person) -> [u8; 32] {
    let secret: Zeroizing<[u8; 32]> = person.vault.endpoint_secret().unwrap();
    attune_core::identity::SecretKey::from_bytes(&secret).public()
}
