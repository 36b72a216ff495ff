//! Vaults of earlier formats open, and what an earlier version had done wrong
//! in them is mended. `vaults/format-1` holds two partners' vaults as version
//! 0.1 wrote them, without a passphrase.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Who};
use attune_core::header::Scope;
use attune_core::secrets::Unlock;
use attune_core::vault::Vault;
use common::{Person, sync};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fs;
use std::path::Path;

/// When the two vaults were last written.
const THEN: i64 = 1_795_512_180_000;

fn person(name: &str, seed: u8) -> Person {
    let folder = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vaults/format-1").join(name);
    for file in fs::read_dir(kept).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
    Person { folder, vault, rng: ChaCha20Rng::from_seed([seed; 32]), now: THEN, offset: 0 }
}

fn sorted(mut bodies: Vec<String>) -> Vec<String> {
    bodies.sort();
    bodies
}

#[test]
fn a_vault_of_format_1_opens_and_is_mended() {
    let mut alex = person("alex", 1);
    alex.is_sound();
    // A page that both wrote is kept by its ender, and shows; one that claimed
    // to be something else shows again.
    let expected =
        ["a private page", "ended by its ender", "green apples", "hidden by a claim", "taken back"];
    assert_eq!(sorted(alex.bodies()), expected);
    for word in ["private", "ender", "green", "claim", "back"] {
        assert_eq!(alex.found(word).len(), 1, "{word}");
    }
    assert_eq!(alex.found("red"), Vec::<String>::new());

    // The last deletions can still be undone, and nothing of the
    // partner's comes back as mine.
    let before = alex.digest();
    let pending = alex.apply(Command::Undo { id: None }).unwrap();
    assert_eq!(alex.entry(pending).body, "pending");
    let copy = alex.apply(Command::Undo { id: None }).unwrap();
    assert_eq!(alex.entry(copy).body, "taken back and let go");
    assert_eq!((alex.entry(copy).scope, alex.entry(copy).mine), (Scope::Private, false));
    assert_eq!(alex.digest(), before);
    // Its claim had ended this one along with the page it named.
    for body in ["hidden by a claim", "ended by its ender"] {
        let ours = alex.apply(Command::Undo { id: None }).unwrap();
        assert_eq!((alex.entry(ours).body.as_str(), alex.entry(ours).scope), (body, Scope::Shared));
    }
    alex.is_sound();
}

#[test]
fn two_partners_go_on_from_format_1() {
    let (mut alex, mut sam) = (person("alex", 1), person("sam", 2));
    sync(&mut alex, &mut sam);
    let page = alex.journal("One. Two.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    sam.edit(page, "One. Two. Three.");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.entry(page).body, "One. Two. Three.");
    alex.wait(11);
    sam.wait(11);
    sync(&mut alex, &mut sam);
    assert_eq!(alex.vault.states(None, 100).unwrap(), sam.vault.states(None, 100).unwrap());
    for person in [&mut alex, &mut sam] {
        person.reopen();
        person.is_sound();
    }
}
