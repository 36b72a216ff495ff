//! Making a vault: whole or not at all, once, and with its recovery key kept.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::command::{Command, Who};
use attune_core::secrets::{Hardness, Passphrase, Protection, Unlock};
use attune_core::time::Now;
use attune_core::vault::{KEY_FILE, NewVault, VAULT_FILE, Vault, VaultError, exists, is_protected};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fs;
use std::path::Path;

fn now() -> Now {
    Now::from_millis(1_795_510_800_000, 0)
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned()).unwrap()
}

fn make(folder: &Path, seed: u8) -> Result<Vault, VaultError> {
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
    Vault::create(folder, &new, &now(), &mut rng).map(|(vault, _)| vault)
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_recovery_key_shows_again_to_whoever_opened_the_vault() {
    let folder = tempfile::tempdir().unwrap();
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
    let (vault, recovery) = Vault::create(folder.path(), &new, &now(), &mut rng).unwrap();
    assert_eq!(vault.recovery_key().unwrap(), Some(recovery.clone()));
    drop(vault);
    let mut vault = Vault::open(folder.path(), &Unlock::Recovery(recovery.clone())).unwrap();
    assert_eq!(vault.recovery_key().unwrap(), Some(recovery.clone()));
    let further = vault.add_recovery_key(&mut rng).unwrap();
    assert_eq!(vault.recovery_key().unwrap(), Some(further.clone()));
    drop(vault);
    for key in [recovery, further] {
        assert!(Vault::open(folder.path(), &Unlock::Recovery(key)).is_ok());
    }
}

#[test]
fn a_recovery_key_that_was_replaced_opens_no_more_than_earlier_copies() {
    let folder = tempfile::tempdir().unwrap();
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let protection = Protection::Passphrase(passphrase("under the pear tree"), Hardness::LEAST);
    let new = NewVault { name: "Alex", device_name: "desk", protection };
    let (mut vault, first) = Vault::create(folder.path(), &new, &now(), &mut rng).unwrap();
    let copy = std::fs::read(folder.path().join(KEY_FILE)).unwrap();
    let second = vault.add_recovery_key(&mut rng).unwrap();
    let third = vault.replace_recovery_key(&mut rng).unwrap();
    assert_eq!(vault.recovery_key().unwrap(), Some(third.clone()));
    drop(vault);
    let opens = |unlock: Unlock| Vault::open(folder.path(), &unlock).is_ok();
    assert!(!opens(Unlock::Recovery(first.clone())) && !opens(Unlock::Recovery(second)));
    assert!(opens(Unlock::Recovery(third)));
    assert!(opens(Unlock::Passphrase(passphrase("under the pear tree"))));
    // An old paper with an old copy of the key file: that can't be undone from here.
    std::fs::write(folder.path().join(KEY_FILE), copy).unwrap();
    assert!(opens(Unlock::Recovery(first)));
}

#[test]
fn of_many_that_make_one_profile_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let made: Vec<Result<Vault, VaultError>> = std::thread::scope(|scope| {
        let makers: Vec<_> = (0..8)
            .map(|seed| {
                let folder = folder.path();
                scope.spawn(move || make(folder, seed))
            })
            .collect();
        makers.into_iter().map(|maker| maker.join().unwrap()).collect()
    });
    assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1);
    assert!(
        made.iter().flat_map(|made| made.as_ref().err()).all(|e| matches!(e, VaultError::Exists))
    );
    drop(made);
    assert!(Vault::open(folder.path(), &Unlock::Nothing).is_ok());
    assert_eq!(names(folder.path()), [VAULT_FILE, KEY_FILE]);
}

#[test]
fn what_a_crash_left_half_made_is_no_vault_and_in_nobodys_way() {
    let whole = tempfile::tempdir().unwrap();
    drop(make(whole.path(), 1).unwrap());
    let file = |name: &str| fs::read(whole.path().join(name)).unwrap();
    // What lies in the making folder, and what is at its place already.
    let stops: [(&[&str], &[&str]); 4] = [
        (&[], &[]),
        (&[VAULT_FILE], &[]),
        (&[VAULT_FILE, KEY_FILE], &[]),
        (&[KEY_FILE], &[VAULT_FILE]),
    ];
    for (making, moved) in stops {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("vault.making");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("lock"), "").unwrap();
        for name in making {
            fs::write(place.join(name), file(name)).unwrap();
        }
        for name in moved {
            fs::write(folder.path().join(name), file(name)).unwrap();
        }
        assert!(!exists(folder.path()));
        let opened = Vault::open(folder.path(), &Unlock::Nothing).map(|_| ());
        assert!(matches!(opened, Err(VaultError::Absent)), "{making:?}");
        assert!(matches!(is_protected(folder.path()), Err(VaultError::Absent)), "{making:?}");
        drop(make(folder.path(), 2).unwrap());
        assert!(Vault::open(folder.path(), &Unlock::Nothing).is_ok());
        assert_eq!(names(folder.path()), [VAULT_FILE, KEY_FILE], "{making:?}");
    }
}

#[test]
fn a_vault_that_lost_its_keys_is_not_made_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = make(folder.path(), 1).unwrap();
    let (title, body) = (String::new(), "words".to_owned());
    let add = Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
    vault.apply(&add, &now(), &mut ChaCha20Rng::from_seed([2; 32])).unwrap();
    drop(vault);
    fs::remove_file(folder.path().join(KEY_FILE)).unwrap();
    let before = fs::read(folder.path().join(VAULT_FILE)).unwrap();
    assert!(matches!(make(folder.path(), 3), Err(VaultError::Exists)));
    assert!(fs::read(folder.path().join(VAULT_FILE)).unwrap() == before);
}

#[cfg(unix)]
#[test]
fn a_folder_in_use_keeps_its_mode_and_the_files_have_their_own() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.path().join("letters.txt"), "of somebody").unwrap();
    drop(make(folder.path(), 1).unwrap());
    assert_eq!(mode(folder.path()), 0o755);
    assert_eq!(mode(&folder.path().join(VAULT_FILE)), 0o600);
    assert_eq!(mode(&folder.path().join(KEY_FILE)), 0o600);
}
