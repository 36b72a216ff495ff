//! Two people with a vault each, joined by a cable that carries just what a
//! session would: batches of the pair's log, and confirmations.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

pub(crate) mod forger;

use attune_core::command::{Choice, Command, Deletion, Who};
use attune_core::exchange::{Incoming, Lacking, Since, Telling};
use attune_core::ids::{DocumentId, PairId, Position};
use attune_core::kinds::checkin::Answers;
use attune_core::secrets::{Protection, Unlock};
use attune_core::time::{Now, Week};
use attune_core::vault::{
    Agreed, Among, CheckinView, CommandError, Entry, Filter, NewVault, Vault,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use tempfile::TempDir;

/// 2026-11-24T09:00:00Z, a Tuesday.
pub(crate) const START: i64 = 1_795_510_800_000;
pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const PAIR: PairId = PairId::from_bytes([9; 16]);

pub(crate) struct Person {
    pub(crate) folder: TempDir,
    pub(crate) vault: Vault,
    pub(crate) rng: ChaCha20Rng,
    pub(crate) now: i64,
    pub(crate) offset: i16,
}

impl Person {
    pub(crate) fn new(name: &str, seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        let new = NewVault { name, device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(START, 0);
        let (vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        Self { folder, vault, rng, now: START, offset: 0 }
    }

    pub(crate) fn time(&self) -> Now {
        Now::from_millis(self.now, self.offset)
    }

    pub(crate) fn apply(&mut self, command: Command) -> Result<DocumentId, CommandError> {
        self.now += MINUTE;
        let now = self.time();
        self.vault.apply(&command, &now, &mut self.rng).map(|done| done.id)
    }

    pub(crate) fn journal(&mut self, body: &str, who: Who) -> DocumentId {
        let body = body.to_owned();
        self.apply(Command::AddJournal {
            title: String::new(),
            body,
            who,
            page: Default::default(),
        })
        .unwrap()
    }

    pub(crate) fn edit(&mut self, id: DocumentId, body: &str) {
        let body = Some(body.to_owned());
        self.apply(Command::Edit { id, title: None, body }).unwrap();
    }

    pub(crate) fn entitle(&mut self, id: DocumentId, title: &str) {
        let title = Some(title.to_owned());
        self.apply(Command::Edit { id, title, body: None }).unwrap();
    }

    pub(crate) fn answer(&mut self, words: [&str; 3]) -> Result<DocumentId, CommandError> {
        let answers = Answers(words.map(str::to_owned));
        self.apply(Command::AnswerCheckin { week: None, answers })
    }

    pub(crate) fn delete(&mut self, id: DocumentId) {
        self.apply(Command::Delete { id, deletion: Deletion::Final }).unwrap();
    }

    pub(crate) fn undo(&mut self) -> Result<DocumentId, CommandError> {
        self.apply(Command::Undo { id: None })
    }

    /// So many minutes pass, and what can't be brought back any more goes.
    pub(crate) fn wait(&mut self, minutes: i64) -> usize {
        self.now += minutes * MINUTE;
        let now = self.time();
        self.vault.finish_deletions(&now, &mut self.rng).unwrap()
    }

    /// The program ends and begins again.
    pub(crate) fn reopen(&mut self) {
        self.vault = Vault::open(self.folder.path(), &Unlock::Nothing).unwrap();
    }

    pub(crate) fn leave(&mut self) {
        let now = self.time();
        self.vault.leave(&now, &mut self.rng).unwrap();
    }

    pub(crate) fn found(&self, query: &str) -> Vec<String> {
        let found = self.vault.reader().unwrap().search(query, &Among::default(), 50).unwrap();
        found.into_iter().map(|found| found.entry.body).collect()
    }

    pub(crate) fn is_gone(&self, id: DocumentId) -> bool {
        matches!(self.vault.reader().unwrap().entry(id), Err(CommandError::UnknownId))
    }

    #[track_caller]
    pub(crate) fn is_sound(&self) {
        assert_eq!(self.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
    }

    pub(crate) fn entry(&self, id: DocumentId) -> Entry {
        self.vault.reader().unwrap().entry(id).unwrap()
    }

    pub(crate) fn bodies(&self) -> Vec<String> {
        let all = self.vault.reader().unwrap().list(&Filter::default()).unwrap();
        all.into_iter().map(|entry| entry.body).collect()
    }

    pub(crate) fn versions(&self, id: DocumentId) -> Vec<(String, String)> {
        let versions = self.entry(id).versions.into_iter();
        versions.map(|version| (version.author.name, version.text)).collect()
    }

    /// How to choose this wording, the first of that text.
    pub(crate) fn choice_of(&self, id: DocumentId, text: &str) -> Choice {
        let versions = self.entry(id).versions;
        versions.iter().find(|version| version.text == text).unwrap().choice
    }

    pub(crate) fn checkin(&self, week: Option<Week>) -> CheckinView {
        self.vault.reader().unwrap().checkin(week, &self.time()).unwrap()
    }

    pub(crate) fn is_in_step(&self) -> bool {
        self.vault.reader().unwrap().status().unwrap().in_step
    }

    pub(crate) fn digest(&self) -> String {
        self.vault.reader().unwrap().status().unwrap().digest.to_string()
    }
}

/// Alex shows the words, Sam types them; both say yes.
pub(crate) fn pair(alex: &mut Person, sam: &mut Person, alex_chose: &[DocumentId]) {
    let now = alex.time();
    let settings = alex.vault.make_settings(PAIR, &now, &mut alex.rng).unwrap();
    let agreed = |other: &Person, name: &str, chosen: &[DocumentId]| Agreed {
        pair: PAIR,
        partner: other.vault.me().person,
        partner_name: name.to_owned(),
        certificate: other.vault.me().certificate.clone(),
        endpoint: [0; 32],
        addresses: vec![],
        secret: [7; 32],
        settings: settings.clone(),
        chosen: chosen.to_vec(),
    };
    let (for_alex, for_sam) = (agreed(sam, "Sam", alex_chose), agreed(alex, "Alex", &[]));
    for (person, agreed) in [(sam, for_sam), (alex, for_alex)] {
        person.vault.store_pending(&agreed, &now, &mut person.rng).unwrap();
        assert!(person.vault.reader().unwrap().status().unwrap().partner.is_none());
        person.vault.finalize(PAIR, &now, &mut person.rng).unwrap();
    }
}

pub(crate) fn couple() -> (Person, Person) {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    pair(&mut alex, &mut sam, &[]);
    sync(&mut alex, &mut sam);
    (alex, sam)
}

/// One batch from one to the other; gives what was on the cable. `false` if
/// there was nothing new.
pub(crate) fn carry(from: &mut Person, to: &mut Person, wire: &mut Vec<u8>) -> bool {
    let (from_device, to_device) = (from.vault.me().device, to.vault.me().device);
    let standing = to.vault.standing(from_device).unwrap();
    let now = from.time();
    let after = match from.vault.since(to_device, standing.have, &now, &mut from.rng).unwrap() {
        Since::At(position) => position,
        Since::Beginning | Since::Forked => Position(0),
    };
    let batch = from.vault.read_log(to_device, after, 3, 1 << 20).unwrap();
    if batch.through.position == after {
        return false;
    }
    wire.extend(batch.records.concat());
    let incoming =
        Incoming { records: batch.records, through: Some(batch.through), lacking: Lacking::AskFor };
    let now = to.time();
    let received = to.vault.receive(from_device, &incoming, &now, &mut to.rng).unwrap();
    assert_eq!(received.missing, []);
    let through = received.through.unwrap();
    from.vault.acknowledged(to_device, through, &received.except, Telling::More).unwrap();
    true
}

/// Until neither has anything new; gives all that was on the cable.
pub(crate) fn sync(alex: &mut Person, sam: &mut Person) -> Vec<u8> {
    let mut wire = Vec::new();
    while carry(alex, sam, &mut wire) | carry(sam, alex, &mut wire) {}
    let (for_sam, for_alex) = (alex.vault.me().device, sam.vault.me().device);
    let digest = sam.vault.standing(for_sam).unwrap().digest;
    let ours = alex.vault.in_step(for_alex, digest).unwrap();
    let digest = alex.vault.standing(for_alex).unwrap().digest;
    let theirs = sam.vault.in_step(for_sam, digest).unwrap();
    assert!(ours && theirs, "equal logs, equal digests");
    wire
}
