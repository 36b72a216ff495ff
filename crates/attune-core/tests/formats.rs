//! Vaults of earlier formats open, and what an earlier version had done wrong
//! in them is mended. `vaults/format-1` holds two partners' vaults as version
//! 0.1 wrote them, without a passphrase; `vaults/format-6` one of two partners, with
//! something of most kinds, and beside it what it shows. Those between are made on
//! the way from format 1, by the steps as they landed (`vault/schema.rs`).
//!
//! `ATTUNE_WRITE_VAULT=folder cargo test --workspace --test formats` writes such a
//! vault as this version does, for the next format.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Deletion, Who};
use attune_core::header::Scope;
use attune_core::kinds::feeling::Feeling;
use attune_core::kinds::journal::Page;
use attune_core::secrets::Unlock;
use attune_core::vault::{Draft, Filter, Vault};
use common::{Person, couple, sync};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fs;
use std::path::{Path, PathBuf};

/// When the two vaults were last written.
const THEN: i64 = 1_795_512_180_000;

fn person(name: &str, seed: u8) -> Person {
    of_format(1, name, seed)
}

fn kept(format: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vaults/format-{format}"))
}

fn of_format(format: u32, name: &str, seed: u8) -> Person {
    let folder = tempfile::tempdir().unwrap();
    let kept = kept(format).join(name);
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

/// Something of most kinds: private, shared, answered, opened, taken back, deleted
/// and half written.
fn life() -> (Person, Person) {
    let (mut alex, mut sam) = couple();
    let page = Page {
        mood: "tender".to_owned(),
        tags: ["allotment", "Mum"].map(str::to_owned).into(),
        ..Page::default()
    };
    let (title, body) = ("On the bench".to_owned(), "The light was green.".to_owned());
    alex.apply(Command::AddJournal { title, body, who: Who::OnlyMe, page }).unwrap();
    let shared = alex.journal("One. Two.", Who::BothWrite);
    let read = sam.journal("You were early.", Who::PartnerReads);
    let back = sam.journal("Taken back.", Who::PartnerReads);
    let feeling = Feeling { words: vec!["glad".into()], need: "a walk".into(), strength: Some(3) };
    let (text, who) = ("Since Monday.".to_owned(), Who::PartnerReads);
    alex.apply(Command::Feel { feeling, text, who }).unwrap();
    for text in ["for the tea", "for waiting"] {
        alex.apply(Command::AddGratitude { text: text.into(), who: Who::PartnerReads }).unwrap();
    }
    sync(&mut alex, &mut sam);
    alex.edit(shared, "One. Two and a half.");
    sam.edit(shared, "One. Two, or so.");
    alex.apply(Command::Heart { id: read }).unwrap();
    alex.apply(Command::Reply { id: read, text: "So were you.".into() }).unwrap();
    alex.apply(Command::LeaveNote { text: "Look in the blue tin.".into() }).unwrap();
    alex.apply(Command::WriteSide { text: "As a friend would tell it.".into(), who: Who::OnlyMe })
        .unwrap();
    let (question, text) = ("What did you dream?".to_owned(), "A staircase.".to_owned());
    alex.apply(Command::Stayed { question, text, who: Who::PartnerReads }).unwrap();
    alex.answer(["the tea", "nothing", "a walk"]).unwrap();
    sam.answer(["the bread", "sleep", "a song"]).unwrap();
    sync(&mut alex, &mut sam);
    sam.delete(back);
    sync(&mut alex, &mut sam);
    let gone = alex.journal("Deleted, and not for good yet.", Who::OnlyMe);
    alex.apply(Command::Delete { id: gone, deletion: Deletion::Pending }).unwrap();
    let draft = Draft {
        slot: "new".into(),
        kind: "journal".into(),
        document: None,
        who: Who::OnlyMe,
        title: String::new(),
        body: "half wri".into(),
        detail: None,
    };
    let now = alex.time();
    alex.vault.save_draft(&draft, &now, &mut alex.rng).unwrap();
    (alex, sam)
}

/// All that is shown of a vault, line by line.
fn shown(alex: &Person) -> String {
    let reader = alex.vault.reader().unwrap();
    let mut lines: Vec<String> = reader
        .list(&Filter::default())
        .unwrap()
        .into_iter()
        .map(|entry| {
            let wordings: Vec<String> =
                entry.versions.into_iter().map(|version| version.text).collect();
            let whose = if entry.mine { "mine" } else { "theirs" };
            format!(
                "{} {whose} {:?} {:?} {:?} {:?} {wordings:?} {} {}",
                entry.kind,
                entry.scope,
                entry.delivery,
                entry.title,
                entry.body,
                entry.created.millis(),
                entry.day
            )
        })
        .collect();
    lines.extend(
        alex.vault.drafts().unwrap().into_iter().map(|draft| format!("draft {:?}", draft.body)),
    );
    let status = reader.status().unwrap();
    lines.push(format!("digest {} of {} entries", status.digest, status.entries));
    lines.join("\n") + "\n"
}

#[test]
fn a_vault_of_format_6_shows_what_it_showed() {
    if let Some(folder) = std::env::var_os("ATTUNE_WRITE_VAULT") {
        let folder = PathBuf::from(folder);
        fs::create_dir_all(folder.join("alex")).unwrap();
        let (alex, _) = life();
        fs::write(folder.join("shown.txt"), shown(&alex)).unwrap();
        let from = alex.folder.path().to_owned();
        drop(alex.vault);
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.join("alex").join(file.file_name())).unwrap();
        }
    }
    let mut alex = of_format(6, "alex", 1);
    let expected = fs::read_to_string(kept(6).join("shown.txt")).unwrap();
    assert_eq!(shown(&alex), expected);
    alex.is_sound();
    // What was half done goes on.
    alex.now = common::START + 16 * common::MINUTE;
    let back = alex.undo().unwrap();
    assert_eq!(alex.entry(back).body, "Deleted, and not for good yet.");
    let page = alex.journal("Afterwards.", Who::PartnerReads);
    alex.reopen();
    assert_eq!(alex.entry(page).body, "Afterwards.");
    alex.is_sound();
}
