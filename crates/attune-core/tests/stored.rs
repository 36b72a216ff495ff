//! The files of a profile with any bytes in them: a disk that went wrong, or
//! somebody's hand. They open, or are refused; nothing panics or hangs.
//!
//! `ATTUNE_FUZZ=200000 cargo test --workspace --test stored -- --nocapture` is
//! the long run; `ATTUNE_FROM` names its first seed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says how far it came"
)]

mod common;

use attune_core::command::Who;
use attune_core::secrets::{KeyFile, RecoveryKey, Unlock};
use attune_core::vault::{Among, Filter, KEY_FILE, VAULT_FILE, Vault};
use common::Person;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::fs;
use std::path::Path;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Runs `one` for each seed: `few` of them in the suite, a share of
/// `ATTUNE_FUZZ` in a long run.
fn campaign(name: &str, few: u64, share: u64, mut one: impl FnMut(&mut ChaCha20Rng) -> bool) {
    let many = setting("ATTUNE_FUZZ").map_or(few, |many| (many / share).max(1));
    let from = setting("ATTUNE_FROM").unwrap_or(1);
    let mut good = 0;
    for seed in from..from + many {
        let mut dice = ChaCha20Rng::seed_from_u64(seed);
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| one(&mut dice)));
        match ran {
            Ok(opened) => good += u64::from(opened),
            Err(panic) => {
                eprintln!("{name}: seed {seed}");
                std::panic::resume_unwind(panic);
            }
        }
    }
    eprintln!(
        "{name}: executed {many} inputs, {good} of them opened, seeds {from} to {}",
        from + many - 1
    );
}

fn roll(dice: &mut ChaCha20Rng, sides: usize) -> usize {
    dice.next_u32() as usize % sides.max(1)
}

/// Bytes turned, put in, taken out or repeated, or the end gone.
fn mutate(dice: &mut ChaCha20Rng, bytes: &mut Vec<u8>) {
    for _ in 0..=roll(dice, 3) {
        let at = roll(dice, bytes.len());
        match roll(dice, 7) {
            0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << roll(dice, 8),
            2 if !bytes.is_empty() => bytes[at] = b"0123456789\"{}[],:"[roll(dice, 17)],
            3 => bytes.insert(at, dice.next_u32() as u8),
            4 if !bytes.is_empty() => {
                bytes.remove(at);
            }
            5 => bytes.truncate(at),
            _ => {
                let piece: Vec<u8> = bytes[at..].iter().take(64).copied().collect();
                bytes.splice(at..at, piece);
            }
        }
    }
}

#[test]
fn key_slots_of_any_bytes_open_or_are_refused() {
    let alex = Person::new("Alex", 1);
    let real = fs::read(alex.folder.path().join(KEY_FILE)).unwrap();
    let key = RecoveryKey::generate(&mut ChaCha20Rng::from_seed([1; 32]));
    campaign("key files", 1_000, 4, |dice| {
        let mut bytes = real.clone();
        mutate(dice, &mut bytes);
        let Ok(file) = KeyFile::decode(&bytes) else { return false };
        let _ = (file.vault(), file.is_protected());
        let recovered = file.unlock(&Unlock::Recovery(key.clone()));
        assert!(recovered.is_err(), "another vault's recovery key opens it");
        file.unlock(&Unlock::Nothing).is_ok()
    });
}

/// A folder's files, by name.
type Files = Vec<(String, Vec<u8>)>;

fn files(folder: &Path) -> Files {
    let all = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    all.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect()
}

#[test]
fn a_vault_s_files_of_any_bytes_open_or_are_refused() {
    // One of today, with a write-ahead log beside it, and one of format 1.
    let mut alex = Person::new("Alex", 1);
    alex.journal("It came up.", Who::OnlyMe);
    let today = files(alex.folder.path());
    assert!(today.iter().any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty()));
    let first = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vaults/format-1/alex");
    let all = [today, files(&first)];
    campaign("vault files", 60, 100, |dice| {
        let folder = tempfile::tempdir().unwrap();
        let files = &all[roll(dice, all.len())];
        let damaged = roll(dice, files.len());
        for (at, (name, bytes)) in files.iter().enumerate() {
            let mut bytes = bytes.clone();
            if at == damaged {
                mutate(dice, &mut bytes);
            }
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let before = fs::read(folder.path().join(VAULT_FILE)).unwrap();
        let Ok(vault) = Vault::open(folder.path(), &Unlock::Nothing) else {
            // What can't be opened is left for whoever may mend it.
            assert!(folder.path().join(VAULT_FILE).exists());
            assert!(!before.is_empty() || files[damaged].0 == VAULT_FILE);
            return false;
        };
        let Ok(reader) = vault.reader() else { return false };
        let _ = (reader.list(&Filter::default()), reader.search("came", &Among::default(), 10));
        let _ = (reader.status(), reader.check());
        true
    });
}
