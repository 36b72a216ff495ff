//! Stories of vaults that were copied, moved or restored: two devices never
//! have one identity, and nothing is lost by that.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::command::{Command, Who};
use attune_core::exchange::{Incoming, Lacking, Since, Telling};
use attune_core::ids::{DocumentId, PairId, Position};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::secrets::{Protection, Unlock};
use attune_core::time::Now;
use attune_core::vault::{Agreed, Arrival, CheckinView, Delivery, Filter, NewVault, Vault};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// 2026-11-24T09:00:00Z.
const START: i64 = 1_795_510_800_000;
const PAIR: PairId = PairId::from_bytes([9; 16]);
const HERE: &[u8] = b"this computer";

fn now() -> Now {
    Now::from_millis(START, 0)
}

struct Device {
    folder: TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
}

fn open(folder: &Path) -> Vault {
    Vault::open(folder, &Unlock::Nothing).unwrap()
}

impl Device {
    fn new(name: &str, seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        let new = NewVault { name, device_name: "desk", protection: Protection::Nothing };
        let (mut vault, _) =
            Vault::create(&folder.path().join("profile"), &new, &now(), &mut rng).unwrap();
        assert_eq!(vault.arrive(HERE, &now(), &mut rng).unwrap(), Arrival::AtHome);
        Self { folder, vault, rng }
    }

    /// The files as they are, somewhere else; opened, and not looked at yet.
    fn copied(&self, seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("profile");
        fs::create_dir(&copy).unwrap();
        for file in fs::read_dir(self.vault.folder()).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
        let vault = open(&copy);
        Self { folder, vault, rng: ChaCha20Rng::from_seed([seed; 32]) }
    }

    fn arrive(&mut self, computer: &[u8]) -> Arrival {
        self.vault.arrive(computer, &now(), &mut self.rng).unwrap()
    }

    fn page(&mut self, body: &str) -> DocumentId {
        let (title, body) = (String::new(), body.to_owned());
        let command =
            Command::AddJournal { title, body, who: Who::BothWrite, page: Default::default() };
        self.vault.apply(&command, &now(), &mut self.rng).unwrap().id
    }

    fn edit(&mut self, id: DocumentId, body: &str) {
        let command = Command::Edit { id, title: None, body: Some(body.to_owned()) };
        self.vault.apply(&command, &now(), &mut self.rng).unwrap();
    }

    fn bodies(&self) -> Vec<String> {
        let entries = self.vault.reader().unwrap().list(&Filter::default()).unwrap();
        let mut bodies: Vec<String> = entries.into_iter().map(|entry| entry.body).collect();
        bodies.sort();
        bodies
    }

    fn delivery(&self, id: DocumentId) -> Delivery {
        self.vault.reader().unwrap().entry(id).unwrap().delivery
    }

    fn answer(&mut self, words: &str) {
        let answers = Answers([words, "", ""].map(str::to_owned));
        let command = Command::AnswerCheckin { week: Some(now().day.week()), answers };
        self.vault.apply(&command, &now(), &mut self.rng).unwrap();
    }

    fn week(&self) -> CheckinView {
        self.vault.reader().unwrap().checkin(Some(now().day.week()), &now()).unwrap()
    }

    fn digest(&self) -> String {
        self.vault.reader().unwrap().status().unwrap().digest.to_string()
    }

    fn devices(&self) -> usize {
        self.vault.reader().unwrap().status().unwrap().devices.len()
    }
}

fn pair(alex: &mut Device, sam: &mut Device) {
    let settings = alex.vault.make_settings(PAIR, &now(), &mut alex.rng).unwrap();
    let agreed = |other: &Device, name: &str| Agreed {
        pair: PAIR,
        partner: other.vault.me().person,
        partner_name: name.to_owned(),
        certificate: other.vault.me().certificate.clone(),
        endpoint: [1; 32],
        addresses: vec![],
        secret: [7; 32],
        settings: settings.clone(),
        chosen: vec![],
    };
    let (for_alex, for_sam) = (agreed(sam, "Sam"), agreed(alex, "Alex"));
    for (device, agreed) in [(sam, for_sam), (alex, for_alex)] {
        device.vault.store_pending(&agreed, &now(), &mut device.rng).unwrap();
        device.vault.finalize(PAIR, &now(), &mut device.rng).unwrap();
    }
}

/// What a session would carry from one to the other, after both have met.
fn carry(from: &mut Device, to: &mut Device) {
    send(from, to);
    let there = to.vault.me().device;
    let through = from.vault.standing(there).unwrap().end;
    from.vault.acknowledged(there, through, &[], Telling::More).unwrap();
}

/// The same, and the line breaks before anything is confirmed.
fn send(from: &mut Device, to: &mut Device) {
    let (here, there) = (from.vault.me().clone(), to.vault.me().clone());
    from.vault.admit(&there.certificate, &[2; 32], &[]).unwrap();
    to.vault.admit(&here.certificate, &[3; 32], &[]).unwrap();
    let have = to.vault.standing(here.device).unwrap().have;
    let after = match from.vault.since(there.device, have, &now(), &mut from.rng).unwrap() {
        Since::At(position) => position,
        Since::Beginning | Since::Forked => Position(0),
    };
    let batch = from.vault.read_log(there.device, after, 1000, 1 << 20).unwrap();
    let (records, through) = (batch.records, Some(batch.through));
    let incoming = Incoming { records, through, lacking: Lacking::AskFor };
    let received = to.vault.receive(here.device, &incoming, &now(), &mut to.rng).unwrap();
    assert_eq!((received.missing, received.except), (vec![], vec![]));
}

fn sync(alex: &mut Device, sam: &mut Device) {
    for _ in 0..2 {
        carry(alex, sam);
        carry(sam, alex);
    }
    assert_eq!(alex.digest(), sam.digest());
}

#[test]
fn a_renamed_folder_is_the_same_device_and_another_computer_is_not() {
    let mut alex = Device::new("Alex", 1);
    let before = alex.vault.me().device;
    assert_eq!(alex.arrive(HERE), Arrival::AtHome);
    let renamed = alex.folder.path().join("renamed");
    fs::rename(alex.vault.folder(), &renamed).unwrap();
    alex.vault = open(&renamed);
    assert_eq!(alex.arrive(HERE), Arrival::AtHome);
    assert_eq!(alex.vault.me().device, before);

    assert_eq!(alex.arrive(b"another computer"), Arrival::NewDevice);
    assert_ne!(alex.vault.me().device, before);
    let renewed = alex.vault.me().device;
    alex.vault = open(&renamed);
    assert_eq!(alex.arrive(b"another computer"), Arrival::AtHome);
    assert_eq!(alex.vault.me().device, renewed);
}

#[test]
fn a_copy_becomes_a_new_device_before_it_writes_and_both_go_on() {
    let (mut alex, mut sam) = (Device::new("Alex", 1), Device::new("Sam", 2));
    pair(&mut alex, &mut sam);
    let page = alex.page("One.");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.delivery(page), Delivery::Both);

    let mut copy = alex.copied(3);
    let endpoint = copy.vault.endpoint_secret().unwrap();
    assert_eq!(copy.arrive(HERE), Arrival::NewDevice);
    assert_eq!(copy.vault.me().person, alex.vault.me().person);
    assert_ne!(copy.vault.me().device, alex.vault.me().device);
    assert_ne!(*copy.vault.endpoint_secret().unwrap(), *endpoint);
    assert_eq!(copy.bodies(), ["One."]);
    assert_eq!(copy.delivery(page), Delivery::Device, "nothing is confirmed to this device");

    // Both write on; Sam meets one after the other.
    alex.edit(page, "One. Alex's desk.");
    copy.page("Alex's other desk.");
    sync(&mut alex, &mut sam);
    sync(&mut copy, &mut sam);
    sync(&mut alex, &mut sam);
    for device in [&alex, &copy, &sam] {
        assert_eq!(device.bodies(), ["Alex's other desk.", "One. Alex's desk."]);
        assert_eq!(device.devices(), 3);
    }
    assert_eq!(copy.delivery(page), Delivery::Both);
}

#[test]
fn on_both_rests_on_one_device_that_has_all_of_it() {
    let (mut alex, mut sam) = (Device::new("Alex", 1), Device::new("Sam", 2));
    pair(&mut alex, &mut sam);
    let page = alex.page("One.");
    let theirs = sam.page("Sam's.");
    sync(&mut alex, &mut sam);
    let mut other = sam.copied(3);
    other.arrive(b"another computer");
    sync(&mut alex, &mut other);
    // Sam's desk confirms what Alex wrote on, and has nothing of what the other
    // device writes, which in turn has nothing of that.
    alex.edit(page, "One. Two.");
    alex.edit(theirs, "Sam's. Alex too.");
    carry(&mut alex, &mut sam);
    other.edit(page, "Zero. One.");
    other.edit(theirs, "Sam's. Sam again.");
    for id in [page, theirs] {
        assert_eq!(alex.delivery(id), Delivery::Both);
    }
    send(&mut other, &mut alex);
    for id in [page, theirs] {
        assert_eq!(alex.delivery(id), Delivery::Device, "neither has all of it");
    }
    // The other device needs no more than what it did not bring itself.
    carry(&mut alex, &mut other);
    for id in [page, theirs] {
        assert_eq!(alex.delivery(id), Delivery::Both);
    }
    // What the desk brings next rests on the desk only once it has the rest.
    sam.page("Of the desk.");
    sam.edit(page, "One. Two. Three.");
    send(&mut sam, &mut alex);
    assert_eq!(alex.delivery(page), Delivery::Device);
    carry(&mut alex, &mut sam);
    assert_eq!(alex.delivery(page), Delivery::Both);
    // A page that came whole from one device is there, whoever else lacks it.
    let fresh = other.page("Of the other.");
    send(&mut other, &mut alex);
    assert_eq!(alex.delivery(fresh), Delivery::Both);
}

#[test]
fn an_older_copy_put_back_loses_nothing_that_the_partner_has() {
    let (mut alex, mut sam) = (Device::new("Alex", 1), Device::new("Sam", 2));
    pair(&mut alex, &mut sam);
    let backup = alex.copied(3);
    let page = alex.page("Written after the backup.");
    sync(&mut alex, &mut sam);
    sam.edit(page, "Written after the backup. Sam too.");
    drop(alex);

    let mut restored = backup;
    assert_eq!(restored.arrive(b"a new computer"), Arrival::NewDevice);
    restored.page("Written after the restore.");
    sync(&mut restored, &mut sam);
    for device in [&restored, &sam] {
        assert_eq!(
            device.bodies(),
            ["Written after the backup. Sam too.", "Written after the restore."]
        );
    }
}

#[test]
fn what_a_new_device_wrote_waits_for_its_certificate() {
    let (mut alex, mut sam) = (Device::new("Alex", 1), Device::new("Sam", 2));
    pair(&mut alex, &mut sam);
    sync(&mut alex, &mut sam);
    let mut copy = alex.copied(3);
    copy.arrive(b"another computer");
    copy.page("From the new device.");
    // The original knows nothing of the copy yet, and hears of it from Sam,
    // the page before the certificate.
    sync(&mut copy, &mut sam);
    let me = alex.vault.me().device;
    let batch = sam.vault.read_log(me, Position(0), 1000, 1 << 20).unwrap();
    let mut records = batch.records;
    records.reverse();
    let from = sam.vault.me().device;
    let incoming = Incoming { records, through: None, lacking: Lacking::SetAside };
    alex.vault.receive(from, &incoming, &now(), &mut alex.rng).unwrap();
    assert_eq!(alex.bodies(), ["From the new device."]);
    assert_eq!(alex.digest(), sam.digest());
    assert_eq!(alex.vault.reader().unwrap().status().unwrap().set_aside, 0);
}

#[test]
fn a_vault_that_another_process_made_new_signs_as_the_new_device() {
    let (mut alex, mut sam) = (Device::new("Alex", 1), Device::new("Sam", 2));
    pair(&mut alex, &mut sam);
    let mut beside = alex.vault.another().unwrap();
    beside.renew_device(&now(), &mut alex.rng).unwrap();
    assert_ne!(alex.vault.me().device, beside.me().device);
    alex.page("written beside");
    assert_eq!(alex.vault.me().device, beside.me().device);
}

/// Alex, and two devices of Sam's that each answered the week without knowing of
/// the other.
fn answered_twice() -> [Device; 3] {
    let (mut alex, mut desk) = (Device::new("Alex", 1), Device::new("Sam", 2));
    pair(&mut alex, &mut desk);
    sync(&mut alex, &mut desk);
    let mut laptop = desk.copied(3);
    assert_eq!(laptop.arrive(b"another computer"), Arrival::NewDevice);
    desk.answer("at the desk");
    laptop.answer("on the train");
    [alex, desk, laptop]
}

/// All of them meet Alex, until nothing is new to anybody.
fn all_meet([alex, desk, laptop]: &mut [Device; 3]) {
    for _ in 0..3 {
        sync(alex, desk);
        sync(alex, laptop);
    }
    sync(alex, desk);
}

/// What everybody reads of the week: the same answer counts everywhere, and the
/// other one is still there for the person who gave it, and for nobody else.
#[track_caller]
fn one_counts(people: &[Device; 3]) {
    let views = people.each_ref().map(Device::week);
    let words = |answers: &Option<Answers>| answers.as_ref().unwrap().0[0].clone();
    let [alex, desk, laptop] = &views;
    let counts = words(&alex.theirs);
    for sams in [desk, laptop] {
        assert_eq!(sams.state, SealState::Opened);
        assert_eq!(words(&sams.theirs), "over there");
        assert_eq!(words(&sams.mine), counts, "the same on every device");
        let mut both = vec![counts.clone()];
        both.extend(sams.mine_also.iter().map(|answers| answers.0[0].clone()));
        both.sort();
        assert_eq!(both, ["at the desk", "on the train"], "nothing is lost");
    }
    assert_eq!((alex.state, alex.also_answered), (SealState::Opened, true));
    assert_eq!(alex.mine_also, []);
    let read_by_alex = people[0].bodies().concat();
    let read = ["at the desk", "on the train"].map(|words| read_by_alex.contains(words));
    assert_eq!(read.iter().filter(|read| **read).count(), 1, "{read_by_alex}");
}

#[test]
fn of_two_answers_of_one_person_one_counts_on_every_device_and_both_stay() {
    // Alex answers before anything came, after one of them, or after both; and the
    // two of Sam meet Alex in either order.
    for turned in [false, true] {
        for answers_after in 0..3 {
            let mut people = answered_twice();
            if turned {
                people.swap(1, 2);
            }
            for met in 0..3 {
                if met == answers_after {
                    people[0].answer("over there");
                }
                let [alex, first, second] = &mut people;
                match met {
                    0 => sync(alex, first),
                    1 => sync(alex, second),
                    _ => {}
                }
            }
            all_meet(&mut people);
            one_counts(&people);
        }
    }
}

#[test]
fn an_answer_whose_device_is_gone_is_opened_by_the_other_one() {
    let [mut alex, mut desk, mut laptop] = answered_twice();
    sync(&mut alex, &mut desk);
    alex.answer("over there");
    // The desk never learns of it: it is lost, with what it sealed last.
    sync(&mut alex, &mut laptop);
    sync(&mut alex, &mut laptop);
    let week = alex.week();
    assert_eq!(week.state, SealState::Opened);
    assert_eq!(week.theirs.unwrap().0[0], "at the desk");
    assert_eq!(laptop.week().mine.unwrap().0[0], "at the desk");
    drop(desk);
}
