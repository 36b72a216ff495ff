//! Vault files that are damaged, page by page: it is noticed, what can be read is
//! kept, the damaged file is set aside whole, and nothing more is lost than the
//! damage took. What the partner has comes again.
//!
//! `ATTUNE_FAULTS=all` tries every page, not only some.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and says where"
)]

mod common;

use attune_core::command::{Command, Who};
use attune_core::ids::DocumentId;
use attune_core::secrets::Unlock;
use attune_core::vault::{
    ASIDE, SPARE_FILE, SalvageError, Salvaged, VAULT_FILE, Vault, VaultError,
};
use common::{Person, carry, couple, sync};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PAGE: usize = 4096;
const HERE: &[u8] = b"this computer";

/// A folder's files, by name.
type Files = Vec<(String, Vec<u8>)>;

fn files(folder: &Path) -> Files {
    let all = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    all.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect()
}

/// A couple with something of most kinds, private and shared, in step; Alex's
/// files, and every text that Alex can read.
struct Life {
    alex: Files,
    sam: Files,
    bodies: Vec<String>,
    now: i64,
}

fn arrive(person: &mut Person) {
    let now = person.time();
    person.vault.arrive(HERE, &now, &mut person.rng).unwrap();
}

fn life() -> Life {
    let (mut alex, mut sam) = couple();
    arrive(&mut alex);
    let mut pages = Vec::new();
    for n in 0..24 {
        pages.push(alex.journal(&format!("A page for myself, number {n}."), Who::OnlyMe));
        alex.journal(&format!("A page for Sam, number {n}."), Who::PartnerReads);
    }
    for id in &pages[..8] {
        let words = format!("{} And more of it.", alex.entry(*id).body);
        alex.edit(*id, &words);
    }
    let long = "A long page, of many words that go on and on. ".repeat(600);
    alex.journal(&long, Who::OnlyMe);
    alex.apply(Command::AddGratitude { text: "Thank you.".into(), who: Who::OnlyMe }).unwrap();
    for n in 0..8 {
        sam.journal(&format!("A page for Alex, number {n}."), Who::PartnerReads);
    }
    let both = alex.journal("One. Two.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    sam.edit(both, "One. Two. Three.");
    alex.answer(["the tea", "nothing", "a walk"]).unwrap();
    sam.answer(["the bread", "sleep", "a song"]).unwrap();
    let gone = alex.journal("Let go of.", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    alex.delete(gone);
    sam.delete(both);
    alex.wait(11);
    sam.wait(11);
    sync(&mut alex, &mut sam);
    let bodies = alex.sorted();
    assert!(bodies.len() > 60, "{}", bodies.len());
    assert!(!bodies.iter().any(|body| body == "Let go of."));
    let (now, folders) = (alex.now, [alex.folder.path().to_owned(), sam.folder.path().to_owned()]);
    drop((alex.vault, sam.vault));
    let [alex, sam] = folders.map(|folder| files(&folder));
    Life { alex, sam, bodies, now }
}

/// The same texts, or which are missing and which are more.
#[track_caller]
fn same(found: &[String], expected: &[String], what: &str) {
    let short = |text: &&String| text.chars().take(60).collect::<String>();
    let not_in = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|text| !those.contains(text)).map(|text| short(&text)).collect()
    };
    let (missing, more) = (not_in(expected, found), not_in(found, expected));
    assert!(
        missing.is_empty() && more.is_empty() && found.len() == expected.len(),
        "{what}: missing {missing:?}, more {more:?}, {} of {}",
        found.len(),
        expected.len()
    );
}

trait Sorted {
    fn sorted(&self) -> Vec<String>;
}

impl Sorted for Person {
    fn sorted(&self) -> Vec<String> {
        let mut bodies = self.bodies();
        bodies.sort();
        bodies
    }
}

/// Files laid out in a folder of their own.
fn laid(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn opened(folder: TempDir, seed: u8, now: i64) -> Person {
    let vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
    Person { folder, vault, rng: ChaCha20Rng::from_seed([seed; 32]), now, offset: 0 }
}

/// Both prove who they are, and merge.
fn meet(alex: &mut Person, sam: &mut Person) {
    let [here, there] = [&*alex, &*sam].map(|person| person.vault.me().certificate.clone());
    alex.vault.admit(&there, &[2; 32], &[]).unwrap();
    sam.vault.admit(&here, &[1; 32], &[]).unwrap();
    let mut wire = Vec::new();
    while carry(alex, sam, &mut wire) | carry(sam, alex, &mut wire) {}
    let states = |person: &mut Person| {
        let states = person.vault.states(None, 1000).unwrap();
        states.into_iter().map(|state| (state.document, state.state)).collect::<BTreeMap<_, _>>()
    };
    let (here, there) = (states(alex), states(sam));
    let only = |these: &BTreeMap<_, _>, those: &BTreeMap<_, _>| -> Vec<DocumentId> {
        these
            .iter()
            .filter(|(id, state)| those.get(*id) != Some(*state))
            .map(|(id, _)| *id)
            .collect()
    };
    let (mine, theirs) = (only(&here, &there), only(&there, &here));
    let aside = [&mut *alex, &mut *sam].map(|person| person.vault.exceptions(9).unwrap());
    assert!(mine.is_empty() && theirs.is_empty(), "{mine:?} here, {theirs:?} there; {aside:?}");
    assert_eq!(aside, [vec![], vec![]]);
    sync(alex, sam);
}

/// The same files with the database changed.
fn damaged(files: &Files, damage: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut files = files.clone();
    damage(&mut files.iter_mut().find(|(name, _)| name == VAULT_FILE).unwrap().1);
    files
}

fn database(files: &Files) -> &[u8] {
    &files.iter().find(|(name, _)| name == VAULT_FILE).unwrap().1
}

fn every() -> bool {
    std::env::var("ATTUNE_FAULTS").is_ok_and(|value| value == "all")
}

/// Of so many pages the first ones, which everything hangs on, some, and the last.
fn some(pages: usize) -> impl Iterator<Item = usize> {
    (0..pages).filter(move |page| every() || *page < 6 || page % 8 == 3 || page + 2 > pages)
}

fn salvage(folder: &Path, now: i64) -> Result<Salvaged, SalvageError> {
    let mut rng = ChaCha20Rng::from_seed([77; 32]);
    let now = attune_core::time::Now::from_millis(now, 0);
    Vault::salvage(folder, &Unlock::Nothing, "desk", &now, &mut rng)
}

/// Whether somebody who opens it, or looks at all of it, hears that it is damaged.
fn is_noticed(folder: &Path) -> bool {
    match Vault::open(folder, &Unlock::Nothing) {
        Err(_) => true,
        Ok(vault) => {
            let reader = vault.reader();
            reader.map_or(true, |reader| reader.check().map_or(true, |wrong| !wrong.is_empty()))
        }
    }
}

#[test]
fn a_flipped_byte_in_any_page_costs_no_word_and_the_file_is_set_aside_whole() {
    let life = life();
    let whole = database(&life.alex).to_vec();
    let pages = whole.len() / PAGE;
    assert!(pages > 30, "{pages}");
    for page in some(pages) {
        // Of the first page also what it begins with.
        for at in if page == 0 { vec![3, 30, 2000] } else { vec![page * PAGE + 1234] } {
            let files = damaged(&life.alex, |bytes| bytes[at] ^= 0x40);
            let folder = laid(&files);
            assert!(is_noticed(folder.path()), "byte {at}");
            let before = fs::read(folder.path().join(VAULT_FILE)).unwrap();
            let told =
                salvage(folder.path(), life.now).unwrap_or_else(|e| panic!("byte {at}: {e}"));
            assert!(fs::read(told.aside.join(VAULT_FILE)).unwrap() == before, "byte {at}");
            // The pages that prove nothing are counted, but for the one replaced.
            assert_eq!(told.unreadable, u64::from(page != 0), "byte {at}");
            let (mut alex, mut sam) =
                (opened(folder, 1, life.now), opened(laid(&life.sam), 2, life.now));
            assert_eq!(told.entries as usize, alex.bodies().len());
            alex.is_sound();
            if told.pair_lost {
                // What they agreed on lies in one page. All is there to be read.
                same(&alex.sorted(), &life.bodies, &format!("byte {at}, alone"));
                continue;
            }
            println!("byte {at}: {told:?}");
            meet(&mut alex, &mut sam);
            same(&alex.sorted(), &life.bodies, &format!("byte {at}: {told:?}"));
            assert_eq!(sam.vault.reader().unwrap().status().unwrap().set_aside, 0);
            alex.is_sound();
            sam.is_sound();
            // And it goes on, as another device of the same person.
            let page = alex.journal("Afterwards.", Who::PartnerReads);
            meet(&mut alex, &mut sam);
            assert_eq!(sam.entry(page).body, "Afterwards.");
        }
    }
}

#[test]
fn a_file_cut_off_at_any_page_keeps_what_is_before_and_the_partner_brings_the_rest() {
    let life = life();
    let whole = database(&life.alex).to_vec();
    let pages = whole.len() / PAGE;
    let mut best = 0;
    for kept in some(pages) {
        let files = damaged(&life.alex, |bytes| bytes.truncate(kept * PAGE + 17 * (kept % 2)));
        let folder = laid(&files);
        assert!(is_noticed(folder.path()), "{kept} pages");
        let before = fs::read(folder.path().join(VAULT_FILE)).unwrap();
        match salvage(folder.path(), life.now) {
            Ok(told) => {
                assert!(fs::read(told.aside.join(VAULT_FILE)).unwrap() == before);
                let mut alex = opened(folder, 1, life.now);
                alex.is_sound();
                if !told.pair_lost && alex.vault.partner().unwrap().is_some() {
                    let mut sam = opened(laid(&life.sam), 2, life.now);
                    meet(&mut alex, &mut sam);
                    let shared = |person: &Person| {
                        let bodies = person.sorted().into_iter();
                        bodies.filter(|body| body.contains("for Sam")).count()
                    };
                    assert_eq!(shared(&alex), 24, "{kept} pages");
                }
                best = best.max(alex.bodies().len());
            }
            Err(SalvageError::Nothing) => {
                assert!(fs::read(folder.path().join(VAULT_FILE)).unwrap() == before);
                assert!(!folder.path().join("vault.mending").exists());
            }
            Err(error) => panic!("{kept} pages: {error}"),
        }
    }
    assert!(best >= life.bodies.len() - 2, "{best} of {}", life.bodies.len());
}

/// What is in the write-ahead log, as a crash leaves it.
fn in_the_log() -> (Files, Vec<String>, i64) {
    let mut alex = Person::new("Alex", 1);
    arrive(&mut alex);
    alex.vault.tend_all().unwrap();
    for n in 0..12 {
        alex.journal(&format!("Written in the evening, {n}."), Who::OnlyMe);
    }
    let (files, bodies) = (files(alex.folder.path()), alex.sorted());
    (files, bodies, alex.now)
}

#[test]
fn a_flipped_byte_in_the_log_is_noticed_before_anything_is_written_over_it() {
    let (files, bodies, now) = in_the_log();
    let length = files.iter().find(|(name, _)| name == "vault.db-wal").unwrap().1.len();
    let frames = (length - 32) / (PAGE + 24);
    assert!(frames > 24, "{frames}");
    let mut unnoticed = 0;
    for at in [5, 18].into_iter().chain((0..frames).map(|n| 32 + n * (PAGE + 24) + 500)) {
        let mut damaged = files.clone();
        damaged.retain(|(name, _)| name != "vault.db-shm");
        let log = damaged.iter_mut().find(|(name, _)| name == "vault.db-wal").unwrap();
        log.1[at] ^= 1;
        let before = log.1.clone();
        let folder = laid(&damaged);
        match Vault::open(folder.path(), &Unlock::Nothing) {
            Err(VaultError::Damaged) => {}
            Err(error) => panic!("byte {at}: {error}"),
            // At the end of the log it is what a power cut leaves.
            Ok(_) => {
                unnoticed += 1;
                continue;
            }
        }
        assert!(fs::read(folder.path().join("vault.db-wal")).unwrap() == before, "byte {at}");
        let told = salvage(folder.path(), now).unwrap();
        assert!(fs::read(told.aside.join("vault.db-wal")).unwrap() == before, "byte {at}");
        let alex = opened(folder, 1, now);
        alex.is_sound();
        assert_eq!(alex.sorted(), bodies, "byte {at}: {told:?}");
    }
    assert!(unnoticed * 4 < frames, "{unnoticed} of {frames}");
}

#[test]
fn without_the_log_what_was_folded_in_is_there() {
    let (files, _, now) = in_the_log();
    let gone: Files = files.into_iter().filter(|(name, _)| !name.contains("db-")).collect();
    let alex = opened(laid(&gone), 3, now);
    alex.is_sound();
    assert_eq!(alex.bodies(), Vec::<String>::new());
}

#[test]
fn without_keys_or_with_those_of_another_vault_nothing_is_touched() {
    let life = life();
    // Every page where a key could be, and no spare: then nobody can sign.
    let mut without = 0;
    for page in 0..if every() { database(&life.alex).len() / PAGE } else { 12 } {
        let mut files = damaged(&life.alex, |bytes| bytes[page * PAGE + 99] ^= 1);
        files.retain(|(name, _)| name != SPARE_FILE);
        let folder = laid(&files);
        match salvage(folder.path(), life.now) {
            Ok(_) => {}
            Err(SalvageError::NoKeys) => {
                without += 1;
                assert_eq!(fs::read(folder.path().join(VAULT_FILE)).unwrap(), database(&files));
                assert!(!folder.path().join("vault.mending").exists());
            }
            Err(error) => panic!("page {page}: {error}"),
        }
    }
    assert!((1..6).contains(&without), "{without}");
    let other = Person::new("Robin", 9);
    let mut files = life.alex.clone();
    files.retain(|(name, _)| name != "vault.keys");
    files.push(("vault.keys".into(), fs::read(other.folder.path().join("vault.keys")).unwrap()));
    let folder = laid(&files);
    assert!(matches!(salvage(folder.path(), life.now), Err(SalvageError::Nothing)));
    assert_eq!(fs::read(folder.path().join(VAULT_FILE)).unwrap(), database(&life.alex));
}

#[test]
fn a_mending_that_was_stopped_is_finished_and_a_second_one_has_a_place() {
    let life = life();
    let files = damaged(&life.alex, |bytes| bytes[PAGE * 7 + 9] ^= 1);
    let folder = laid(&files);
    // Not while somebody has it open, whose words would go aside with it.
    let held = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
    let refused = salvage(folder.path(), life.now);
    assert!(matches!(refused, Err(SalvageError::Vault(VaultError::Busy))), "{refused:?}");
    drop(held);
    let told = salvage(folder.path(), life.now).unwrap();
    let mended = fs::read(folder.path().join(VAULT_FILE)).unwrap();
    // As if the computer had stopped before the new one was in its place.
    let mending = folder.path().join("vault.mending");
    fs::create_dir(&mending).unwrap();
    fs::rename(folder.path().join(VAULT_FILE), mending.join(VAULT_FILE)).unwrap();
    fs::write(mending.join("ready"), b"").unwrap();
    let opened = Vault::open(folder.path(), &Unlock::Nothing).map(|_| ());
    assert!(matches!(opened, Err(VaultError::Damaged)));
    let again = salvage(folder.path(), life.now).unwrap();
    assert_eq!((again.entries, &again.aside), (told.entries, &told.aside));
    assert!(fs::read(folder.path().join(VAULT_FILE)).unwrap() == mended);
    // Damaged once more, on the same day.
    let mut bytes = mended;
    bytes[PAGE * 7 + 9] ^= 1;
    fs::write(folder.path().join(VAULT_FILE), bytes).unwrap();
    let third = salvage(folder.path(), life.now).unwrap();
    assert_ne!(third.aside, told.aside);
    let mut set_aside: Vec<PathBuf> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(ASIDE))
        .collect();
    set_aside.sort();
    assert_eq!(set_aside, [told.aside, third.aside]);
}
