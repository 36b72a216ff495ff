//! Damage as somebody at a terminal meets it: a vault file with a page that does
//! not read is said, mended, and made whole again by the partner's device; and an
//! older copy put back is noticed when the two meet.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use people::{Person, couple, sync};
use std::fs;
use std::path::PathBuf;

const PAGE: usize = 4096;

fn vault(person: &Person) -> PathBuf {
    person.file("profile").join("vault.db")
}

/// What is listed, by its words.
fn bodies(person: &Person, scope: &[&str]) -> Vec<String> {
    let listed = person.json(&[&["list"], scope].concat());
    let mut bodies: Vec<String> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["body"].as_str().unwrap().to_owned())
        .collect();
    bodies.sort();
    bodies
}

const SHARED: &[&str] = &["--scope", "shared"];

#[test]
fn a_damaged_vault_is_mended_and_the_two_go_on() {
    let (alex, sam) = couple();
    for n in 0..6 {
        let (mine, ours) = (format!("for myself {n}"), format!("for Sam {n}"));
        alex.done(&["add", "journal", "--private", &mine]);
        alex.done(&["add", "journal", "--shared", &ours]);
    }
    sam.done(&["add", "journal", "--together", "by both"]);
    sync(&alex, &sam);
    let (all, device) = (bodies(&alex, &[]), alex.json(&["status"])["devices"].clone());

    // Nothing is mended that is whole.
    let whole = fs::read(vault(&alex)).unwrap();
    assert_eq!(alex.json(&["salvage"])["damaged"], false);
    assert!(fs::read(vault(&alex)).unwrap() == whole);

    // A byte in every fifth page but those that the two agreed on.
    let mut damaged = whole.clone();
    let mut pages = 0;
    for page in (whole.len() / PAGE / 2..whole.len() / PAGE).step_by(5) {
        damaged[page * PAGE + 77] ^= 8;
        pages += 1;
    }
    fs::write(vault(&alex), &damaged).unwrap();
    let said = alex.run(&["doctor"]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("attune salvage"), "{said}");
    let told = alex.json(&["salvage"]);
    assert_eq!(told["damaged"], true);
    assert_eq!(told["unreadable_pages"], pages);
    assert_eq!(told["pair_lost"], false);
    let aside = PathBuf::from(told["aside"].as_str().unwrap());
    assert!(fs::read(aside.join("vault.db")).unwrap() == damaged);
    alex.done(&["doctor"]);

    sync(&alex, &sam);
    assert_eq!(bodies(&alex, &[]), all);
    assert_eq!(bodies(&alex, SHARED), bodies(&sam, SHARED));
    let now = alex.json(&["status"])["devices"].clone();
    assert_eq!(now.as_array().unwrap().len(), device.as_array().unwrap().len() + 1);
    let page = alex.done(&["add", "journal", "--shared", "afterwards"]);
    sync(&alex, &sam);
    assert_eq!(alex.json(&["show", &page])["delivery"], "both");
    assert_eq!(sam.json(&["show", &page])["body"], "afterwards");
}

/// It is told by the connection that notices it. Where both dial at once and just that
/// one is given up, it is not: so it may take another try.
#[test]
fn an_older_copy_put_back_is_told_and_nothing_comes_twice_or_back() {
    assert!((0..3).any(|_| put_back()), "never told");
}

/// Tells whether it was told.
fn put_back() -> bool {
    let (alex, sam) = couple();
    let gone = alex.done(&["add", "journal", "--shared", "let go of since"]);
    let edited = alex.done(&["add", "journal", "--shared", "first words"]);
    sync(&alex, &sam);
    // The bytes of the file, put back into the same file: nothing here tells.
    let older = fs::read(vault(&alex)).unwrap();
    alex.done(&["edit", &edited, "first words, and more"]);
    alex.done(&["delete", &gone]);
    alex.done(&["add", "journal", "--shared", "written since"]);
    alex.done(&["add", "journal", "--private", "only here, and since"]);
    sync(&alex, &sam);
    fs::write(vault(&alex), older).unwrap();
    assert_eq!(bodies(&alex, &[]), ["first words", "let go of since"]);
    let late = alex.done(&["add", "journal", "--shared", "written after it was put back"]);

    let there = sam.start(&["sync", "--until-synced", "--timeout", "60"]);
    let output = alex.run(&["sync", "--until-synced", "--timeout", "60"]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    let is_told = said.contains("put back to an older state");
    there.ends(0);

    // What was only here and since is gone, and that was said.
    let expected = ["first words, and more", "written after it was put back", "written since"];
    assert_eq!(bodies(&alex, SHARED), expected);
    assert_eq!(bodies(&sam, SHARED), expected);
    assert_eq!(alex.json(&["status"])["digest"], sam.json(&["status"])["digest"]);
    assert_eq!(alex.json(&["show", &late])["delivery"], "both");
    // And once is enough.
    let there = sam.start(&["sync", "--until-synced", "--timeout", "60"]);
    let output = alex.run(&["sync", "--until-synced", "--timeout", "60"]);
    there.ends(0);
    assert_eq!(String::from_utf8(output.stderr).unwrap().matches("older state").count(), 0);
    is_told
}
