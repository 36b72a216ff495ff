//! Backups, and vaults that are restored from them: one moment, whole; opened by
//! the passphrase or the recovery key and by nothing less; and nothing lost,
//! doubled or brought back when the partner is met again.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::backup::{self, BackupError, Progress};
use attune_core::command::Who;
use attune_core::secrets::{Hardness, Passphrase, Protection, RecoveryKey, Unlock, UnlockError};
use attune_core::time::{Day, Now};
use attune_core::vault::{
    Existing, Filter, KEY_FILE, NewVault, Restored, Vault, exists, look_at_backup,
};
use common::{Person, START, couple, sync};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

const THERE: &[u8] = b"another computer";

fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

fn now() -> Now {
    Now::from_millis(START, 0)
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn back_up(vault: &Vault, file: &Path) {
    vault.back_up(file, Existing::Refuse, &now(), &mut rng(8), &mut go_on).unwrap();
}

fn restore(file: &Path, folder: &Path, unlock: &Unlock, seed: u8) -> Result<Restored, BackupError> {
    Vault::restore(file, folder, unlock, THERE, &now(), &mut rng(seed), &mut go_on)
}

fn key(vault: &Vault) -> Unlock {
    Unlock::Recovery(vault.recovery_key().unwrap().unwrap())
}

fn phrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned()).unwrap()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

fn bodies(vault: &Vault) -> BTreeSet<String> {
    let all = vault.reader().unwrap().list(&Filter::default()).unwrap();
    all.into_iter().map(|entry| entry.body).collect()
}

/// A person whose vault was restored from this file.
fn restored(file: &Path, unlock: &Unlock, seed: u8, now: i64) -> Person {
    let folder = tempfile::tempdir().unwrap();
    let vault = restore(file, folder.path(), unlock, seed).unwrap().vault;
    Person { folder, vault, rng: rng(seed), now, offset: 0 }
}

/// They know of each other's devices, as their hellos tell, and meet.
fn meet(one: &mut Person, other: &mut Person) {
    let (here, there) = (one.vault.me().certificate.clone(), other.vault.me().certificate.clone());
    one.vault.admit(&there, &[2; 32], &[]).unwrap();
    other.vault.admit(&here, &[3; 32], &[]).unwrap();
    sync(one, other);
    assert_eq!(one.digest(), other.digest());
}

#[test]
fn what_nothing_protects_opens_with_the_recovery_key_and_is_restored_as_it_was() {
    let mut alex = Person::new("Alex", 1);
    alex.journal("Under the pear tree.", Who::OnlyMe);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    let made =
        alex.vault.back_up(&file, Existing::Refuse, &now(), &mut rng(8), &mut go_on).unwrap();
    assert_eq!((made.bytes, made.has_passphrase), (fs::metadata(&file).unwrap().len(), false));
    assert_eq!(names(room.path()), BTreeSet::from(["one".to_owned()]));
    assert!(!look_at_backup(&file).unwrap().has_passphrase);

    let there = room.path().join("there");
    for less in [Unlock::Nothing, Unlock::Passphrase(phrase("anything"))] {
        let refused = restore(&file, &there, &less, 3).map(|_| ());
        assert!(matches!(refused, Err(BackupError::NeedsRecoveryKey)), "{refused:?}");
    }
    let other = Unlock::Recovery(RecoveryKey::generate(&mut rng(9)));
    let refused = restore(&file, &there, &other, 3).map(|_| ());
    assert!(matches!(refused, Err(BackupError::Unlock(UnlockError::Wrong))), "{refused:?}");
    assert!(!there.exists(), "nothing is made before all of it was checked");

    let restored = restore(&file, &there, &key(&alex.vault), 3).unwrap();
    assert_eq!((restored.set_aside, restored.day), (None, now().day));
    assert_eq!(restored.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
    drop(restored.vault);
    let vault = Vault::open(&there, &Unlock::Nothing).unwrap();
    assert_eq!(bodies(&vault), bodies(&alex.vault));
    assert_ne!(vault.me().device, alex.vault.me().device);
    assert_eq!(vault.me().person, alex.vault.me().person);
}

#[test]
fn a_passphrase_opens_its_backup_and_the_vault_restored_from_it() {
    let room = tempfile::tempdir().unwrap();
    let protection = Protection::Passphrase(phrase("pear tree"), Hardness::LEAST);
    let new = NewVault { name: "Alex", device_name: "desk", protection };
    let (vault, recovery) =
        Vault::create(&room.path().join("here"), &new, &now(), &mut rng(1)).unwrap();
    let file = room.path().join("one");
    back_up(&vault, &file);
    assert!(look_at_backup(&file).unwrap().has_passphrase);
    let there = room.path().join("there");
    let refused = restore(&file, &there, &Unlock::Nothing, 3).map(|_| ());
    assert!(matches!(refused, Err(BackupError::Unlock(UnlockError::Locked))), "{refused:?}");
    let wrong = Unlock::Passphrase(phrase("apple tree"));
    let refused = restore(&file, &there, &wrong, 3).map(|_| ());
    assert!(matches!(refused, Err(BackupError::Unlock(UnlockError::Wrong))), "{refused:?}");
    for (n, unlock) in [Unlock::Passphrase(phrase("pear tree")), Unlock::Recovery(recovery)]
        .into_iter()
        .enumerate()
    {
        let there = room.path().join(format!("there {n}"));
        drop(restore(&file, &there, &unlock, 3).unwrap());
        assert!(Vault::open(&there, &Unlock::Nothing).is_err());
        assert!(Vault::open(&there, &unlock).is_ok());
    }
}

#[test]
fn it_is_of_one_moment_while_writing_goes_on() {
    let mut alex = Person::new("Alex", 1);
    for n in 0..60 {
        alex.journal(&format!("{n} {}", "before. ".repeat(400)), Who::OnlyMe);
    }
    let before = bodies(&alex.vault);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    let vault = alex.vault.another().unwrap();
    let (mut looks, mut last) = (0, 0);
    let mut write_on = |progress: Progress| {
        looks += 1;
        assert!(progress.done >= last && progress.done <= progress.whole, "{progress:?}");
        last = progress.done;
        alex.journal(&format!("Meanwhile {looks}. {}", "More. ".repeat(400)), Who::OnlyMe);
        ControlFlow::Continue(())
    };
    vault.back_up(&file, Existing::Refuse, &now(), &mut rng(8), &mut write_on).unwrap();
    assert!(looks > 5, "{looks}");
    let there = restored(&file, &key(&vault), 3, START);
    there.is_sound();
    assert_eq!(bodies(&there.vault), before);
}

#[test]
fn whoever_stops_it_leaves_nothing_behind() {
    let mut alex = Person::new("Alex", 1);
    alex.journal(&"Long. ".repeat(9000), Who::OnlyMe);
    let room = tempfile::tempdir().unwrap();
    let (file, there) = (room.path().join("one"), room.path().join("there"));
    let stop_after = |looks: u32| {
        let mut left = looks;
        move |_: Progress| {
            left = left.saturating_sub(1);
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    };
    for looks in 1..6 {
        let stopped = alex
            .vault
            .back_up(&file, Existing::Refuse, &now(), &mut rng(8), &mut stop_after(looks))
            .map(|_| ());
        assert!(matches!(stopped, Err(BackupError::Stopped)), "{looks}: {stopped:?}");
        assert_eq!(names(room.path()), BTreeSet::new());
    }
    back_up(&alex.vault, &file);
    for looks in 1..6 {
        let stopped = Vault::restore(
            &file,
            &there,
            &key(&alex.vault),
            THERE,
            &now(),
            &mut rng(3),
            &mut stop_after(looks),
        );
        assert!(matches!(stopped, Err(BackupError::Stopped)), "{looks}");
        assert!(!exists(&there));
    }
    assert!(restore(&file, &there, &key(&alex.vault), 3).is_ok());
}

#[test]
fn it_refuses_what_is_there_and_where_nothing_is() {
    let alex = Person::new("Alex", 1);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("letter.txt");
    fs::write(&file, "Dear Sam").unwrap();
    let refuse = |file: &Path| {
        alex.vault.back_up(file, Existing::Refuse, &now(), &mut rng(8), &mut go_on).unwrap_err()
    };
    assert!(matches!(refuse(&file), BackupError::Exists));
    assert_eq!(fs::read(&file).unwrap(), b"Dear Sam");
    assert!(matches!(refuse(&room.path().join("no/where")), BackupError::Missing));
    let away = room.path().join("away");
    let kept = alex.vault.back_up_into(&away, &now(), &mut rng(8), &mut go_on);
    assert!(matches!(kept, Err(BackupError::Missing)));
    assert!(!away.exists());
    assert!(matches!(look_at_backup(&file), Err(BackupError::Foreign)));
    assert!(matches!(look_at_backup(room.path()), Err(BackupError::Foreign)));
    assert!(matches!(look_at_backup(&away), Err(BackupError::Missing)));
}

#[test]
fn none_is_made_that_the_recovery_key_would_not_open() {
    let (alex, other) = (Person::new("Alex", 1), Person::new("Alex", 5));
    let keys = |person: &Person| person.folder.path().join(KEY_FILE);
    fs::copy(keys(&other), keys(&alex)).unwrap();
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    let made = alex.vault.back_up(&file, Existing::Refuse, &now(), &mut rng(8), &mut go_on);
    assert!(matches!(made, Err(BackupError::Unopenable)));
    assert_eq!(names(room.path()), BTreeSet::new());
}

#[test]
fn a_vault_that_is_there_is_set_aside_and_opens_as_before() {
    let (mut alex, mut other) = (Person::new("Alex", 1), Person::new("Alex", 5));
    alex.journal("Of the backup.", Who::OnlyMe);
    other.journal("Of what was there.", Who::OnlyMe);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    back_up(&alex.vault, &file);
    let (folder, device) = (other.folder, other.vault.me().device);
    drop(other.vault);
    fs::write(folder.path().join("preferences.json"), "{}").unwrap();
    for n in 1..3 {
        let restored = restore(&file, folder.path(), &key(&alex.vault), 3).unwrap();
        assert_eq!(bodies(&restored.vault), BTreeSet::from(["Of the backup.".to_owned()]));
        let aside = restored.set_aside.unwrap();
        let name = if n == 1 { "set-aside-2026-11-24" } else { "set-aside-2026-11-24-2" };
        assert_eq!(aside, folder.path().join(name));
    }
    assert!(folder.path().join("preferences.json").exists());
    assert!(!folder.path().join("vault.restoring").exists());
    let before = folder.path().join("set-aside-2026-11-24");
    let before = Vault::open(&before, &Unlock::Nothing).unwrap();
    assert_eq!(before.me().device, device);
    assert_eq!(bodies(&before), BTreeSet::from(["Of what was there.".to_owned()]));
}

#[test]
fn the_restored_device_meets_the_partner_and_both_converge() {
    let (mut alex, mut sam) = couple();
    let kept = alex.journal("Both have it.", Who::BothWrite);
    let deleted = alex.journal("Taken back later.", Who::PartnerReads);
    let deleted_there = sam.journal("Sam takes it back later.", Who::PartnerReads);
    alex.journal("Only in the backup.", Who::OnlyMe);
    let unsent = alex.journal("Shared and not sent yet.", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    back_up(&alex.vault, &file);
    let unlock = key(&alex.vault);

    alex.edit(kept, "Both have it. Alex wrote on.");
    alex.journal("After the backup.", Who::PartnerReads);
    alex.delete(deleted);
    sync(&mut alex, &mut sam);
    sam.delete(deleted_there);
    sam.wait(20);
    sam.edit(kept, "Both have it. Alex wrote on. Sam too.");
    let lost = alex.vault.me().device;
    let later = alex.now;
    drop(alex);

    let mut alex = restored(&file, &unlock, 3, later);
    assert_ne!(alex.vault.me().device, lost);
    alex.journal("Written before they meet.", Who::PartnerReads);
    meet(&mut alex, &mut sam);
    alex.wait(20);
    meet(&mut alex, &mut sam);
    let bodies: Vec<String> = {
        let mut bodies = alex.bodies();
        bodies.sort();
        bodies
    };
    assert_eq!(
        bodies,
        [
            "After the backup.",
            "Both have it. Alex wrote on. Sam too.",
            "Only in the backup.",
            // What Sam took back is Alex's own copy, as it was before.
            "Sam takes it back later.",
            "Shared and not sent yet.",
            "Written before they meet.",
        ]
    );
    assert!(alex.is_gone(deleted));
    assert!(sam.bodies().iter().all(|body| body != "Only in the backup."));
    assert!(!sam.is_gone(unsent));
    for person in [&alex, &sam] {
        person.is_sound();
        assert!(person.is_in_step());
    }
}

#[test]
fn one_backup_restored_on_two_computers_makes_two_devices() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("Both have it.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    back_up(&alex.vault, &file);
    let unlock = key(&alex.vault);
    let mut twins = [3, 4].map(|seed| restored(&file, &unlock, seed, alex.now));
    let devices: BTreeSet<_> =
        twins.iter().map(|twin| twin.vault.me().device).chain([alex.vault.me().device]).collect();
    assert_eq!(devices.len(), 3, "all have their own identity");
    twins[0].edit(page, "Both have it. At the desk.");
    twins[1].edit(page, "On the train. Both have it.");
    alex.journal("And the first one is still there.", Who::PartnerReads);
    for _ in 0..2 {
        for twin in &mut twins {
            meet(twin, &mut sam);
        }
        meet(&mut alex, &mut sam);
    }
    let [desk, train] = &mut twins;
    meet(desk, &mut sam);
    meet(train, &mut sam);
    let all = [&alex, &sam, desk, train].map(|person| (person.digest(), bodies(&person.vault)));
    assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
    assert!(all[0].1.contains("On the train. Both have it. At the desk."), "{all:?}");
    let known = sam.vault.reader().unwrap().status().unwrap().devices.len();
    assert_eq!(known, 4, "Sam is told of each");
}

#[test]
fn a_folder_of_backups_keeps_the_rule_and_nothing_else_is_touched() {
    let (alex, other) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    let device = alex.vault.me().device;
    let first = alex.vault.back_up_into(folder, &now(), &mut rng(8), &mut go_on).unwrap();
    assert_eq!(first.let_go, Vec::<PathBuf>::new());
    for n in 1..60 {
        let named = backup::name(device, now().day.plus(-n));
        fs::copy(&first.file, folder.join(named)).unwrap();
    }
    // Another's, one that only has such a name, and one that somebody named.
    let theirs = other.vault.back_up_into(folder, &now(), &mut rng(8), &mut go_on).unwrap();
    let forged = backup::name(device, now().day.plus(-300));
    fs::write(folder.join(&forged), "Dear Sam").unwrap();
    fs::copy(&first.file, folder.join("before-we-moved.attune-backup")).unwrap();

    // The same day once more: the file is replaced, and the old ones go.
    let again = alex.vault.back_up_into(folder, &now(), &mut rng(9), &mut go_on).unwrap();
    assert_eq!(again.file, first.file);
    let there = names(folder);
    for foreign in [forged.as_str(), "before-we-moved.attune-backup"] {
        assert!(there.contains(foreign), "{foreign}");
    }
    assert!(there.contains(theirs.file.file_name().unwrap().to_str().unwrap()));
    let days: Vec<Day> = there
        .iter()
        .filter(|name| **name != forged)
        .filter_map(|name| backup::day_of(name, device))
        .collect();
    let days: Vec<String> = days.iter().map(Day::to_string).collect();
    assert_eq!(
        days,
        [
            "2026-09-30",
            "2026-10-31",
            "2026-11-08",
            "2026-11-15",
            "2026-11-18",
            "2026-11-19",
            "2026-11-20",
            "2026-11-21",
            "2026-11-22",
            "2026-11-23",
            "2026-11-24",
        ]
    );
    assert_eq!(again.let_go.len(), 60 - days.len());
    let tomorrow = Now::from_millis(START + 24 * 60 * common::MINUTE, 0);
    let next = alex.vault.back_up_into(folder, &tomorrow, &mut rng(9), &mut go_on).unwrap();
    assert!(next.file.exists() && first.file.exists());
    restore(&next.file, &folder.join("there"), &key(&alex.vault), 3).unwrap();
}

/// A backup, what opens it, and how long its head is.
struct Sample {
    _room: TempDir,
    bytes: Vec<u8>,
    unlock: Unlock,
    head: usize,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let mut alex = Person::new("Alex", 1);
    alex.journal(&"Long. ".repeat(20_000), Who::OnlyMe);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    back_up(&alex.vault, &file);
    let bytes = fs::read(&file).unwrap();
    let text = u32::from_be_bytes(bytes[14..18].try_into().unwrap()) as usize;
    Sample { _room: room, unlock: key(&alex.vault), head: 14 + 4 + text + 32, bytes }
});

/// These bytes are refused; where they would have been restored nothing was
/// touched. Gives why.
#[track_caller]
fn refused(bytes: &[u8]) -> BackupError {
    let room = tempfile::tempdir().unwrap();
    let (file, there) = (room.path().join("one"), room.path().join("there"));
    fs::write(&file, bytes).unwrap();
    let error = restore(&file, &there, &SAMPLE.unlock, 3).map(|_| ()).unwrap_err();
    assert_eq!(names(room.path()), BTreeSet::from(["one".to_owned()]));
    error
}

/// The sample with another head.
fn with_head(edit: impl Fn(String) -> String) -> Vec<u8> {
    let (bytes, head) = (&SAMPLE.bytes, SAMPLE.head);
    let text = edit(String::from_utf8(bytes[18..head - 32].to_vec()).unwrap());
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    let mut new = [&bytes[..14], &length, text.as_bytes()].concat();
    let digest = Sha256::digest(&new);
    new.extend_from_slice(&digest);
    new.extend_from_slice(&bytes[head..]);
    new
}

#[test]
fn a_head_that_was_rewritten_or_is_newer_is_told() {
    assert!(SAMPLE.bytes.len() > SAMPLE.head + 2 * 65_552, "there are three frames");
    let newer = with_head(|text| text.replacen("\"format\": 1", "\"format\": 2", 1));
    assert!(matches!(refused(&newer), BackupError::Newer));
    let newer = with_head(|text| {
        let at = text.find("\"schema\": ").unwrap() + 10;
        format!("{}9{}", &text[..at], &text[at..])
    });
    assert!(matches!(refused(&newer), BackupError::Newer));
    // Every frame is bound to the head as it was written.
    let other_day = with_head(|text| text.replace("2026-11-24", "2026-11-25"));
    assert!(matches!(refused(&other_day), BackupError::Damaged));
    let huge = with_head(|text| {
        let at = text.find("\"bytes\": ").unwrap() + 9;
        format!("{}9999999999{}", &text[..at], &text[at..])
    });
    assert!(matches!(refused(&huge), BackupError::Cut));
    let mut longer = SAMPLE.bytes.clone();
    longer.push(0);
    assert!(matches!(refused(&longer), BackupError::Damaged));
}

#[test]
fn cut_anywhere_it_is_not_whole() {
    let (whole, head) = (SAMPLE.bytes.len(), SAMPLE.head);
    let ends = (0..whole).filter(|end| (end + 65_552 - head % 65_552) % 65_552 < 2);
    for end in ends.chain([1, 14, 18, head - 1, head, head + 1, whole - 1]) {
        let why = refused(&SAMPLE.bytes[..end]);
        let expected = if end == 0 {
            matches!(why, BackupError::Foreign)
        } else {
            matches!(why, BackupError::Cut)
        };
        assert!(expected, "cut at {end} of {whole}: {why:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_bit_can_turn_unseen(at: prop::sample::Index, bit in 0..8_u32, in_head: bool) {
        let mut bytes = SAMPLE.bytes.clone();
        let at = at.index(if in_head { SAMPLE.head } else { bytes.len() });
        bytes[at] ^= 1 << bit;
        let why = refused(&bytes);
        let told = match at {
            0..14 => matches!(why, BackupError::Foreign),
            14..18 => matches!(why, BackupError::Damaged | BackupError::Cut),
            _ => matches!(why, BackupError::Damaged),
        };
        prop_assert!(told, "bit {bit} of byte {at}: {why:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whoever rewrites a head can give it the right digest; the frames are bound to
    /// the one that was written.
    #[test]
    fn no_head_is_believed_that_was_not_written_with_it(
        at: prop::sample::Index,
        put in "[ -~]{0,6}",
        cut in 0..6_usize,
    ) {
        let rewritten = with_head(|mut text| {
            let at = at.index(text.len());
            let end = text.len().min(at + cut);
            text.replace_range(at..end, &put);
            text
        });
        prop_assume!(rewritten != SAMPLE.bytes);
        refused(&rewritten);
    }
}

#[test]
fn the_words_are_in_no_byte_of_it() {
    let mut alex = Person::new("Alex", 1);
    alex.journal("Zanzibarquince, and nothing else.", Who::OnlyMe);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("one");
    back_up(&alex.vault, &file);
    let bytes = fs::read(&file).unwrap();
    for secret in [b"Zanzibarquince".as_slice(), b"SQLite format 3"] {
        assert!(!bytes.windows(secret.len()).any(|part| part == secret));
    }
}
