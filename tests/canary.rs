//! A private text and a passphrase, and every place where they must not be: no
//! file of either profile, of the homes and temporary folders around them, and
//! nothing that was said beside what was asked for.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use data_encoding::{BASE64, HEXLOWER};
use people::{Person, Running, enter};
use std::path::Path;
use std::process::Command;

const PRIVATE: &str = "Quillfeather underneath the Marmalade staircase";
const SHARED: &str = "Brambletoft beside the Lighthouse kettle";
const PASSPHRASE: &str = "Wrenwhistle-Overmorrow-Tangerine";

/// The same words as they would look in files of all kinds.
fn looks(words: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut looks = vec![
        words.as_bytes().to_vec(),
        words.to_lowercase().into_bytes(),
        utf16,
        HEXLOWER.encode(words.as_bytes()).into_bytes(),
    ];
    for start in 0..3 {
        // In whole groups, the middle of any encoding looks the same.
        let whole = &words.as_bytes()[start..];
        let whole = &whole[..whole.len() / 3 * 3];
        looks.push(BASE64.encode(whole).into_bytes());
    }
    looks.extend(words.split(' ').filter(|word| word.len() > 9).map(|word| word.into()));
    looks
}

/// The files under a folder in which the words are, in whatever look.
fn found(folder: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = std::fs::read(&path)
                && looks(words).iter().any(|look| holds(&bytes, look))
            {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn holds(bytes: &[u8], look: &[u8]) -> bool {
    bytes.windows(look.len()).any(|window| window == look)
}

/// Runs a command as somebody at home, with every word of a log wanted; what it
/// says beside its answer is kept for the search.
fn at_home(person: &Person, arguments: &[&str]) -> Command {
    let mut command = person.command(arguments);
    let home = person.file("home");
    std::fs::create_dir_all(&home).unwrap();
    for name in ["HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(name, &home);
    }
    command.env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full");
    command.env("ATTUNE_PASSPHRASE", PASSPHRASE);
    command
}

fn does(person: &Person, arguments: &[&str]) -> String {
    let run = at_home(person, arguments).output().unwrap();
    keep(person, &run.stderr);
    String::from_utf8(run.stdout).unwrap().trim().to_owned()
}

fn keep(person: &Person, errors: &[u8]) {
    let log = person.file("home").join("said");
    let mut all = std::fs::read(&log).unwrap_or_default();
    all.extend(errors);
    std::fs::write(log, all).unwrap();
}

#[test]
fn private_words_and_the_passphrase_are_nowhere_to_be_read() {
    let alex = Person::stranger(None);
    does(&alex, &["init", "--name", "Alex"]);
    let sam = Person::new("Sam");
    let page = does(&alex, &["add", "journal", "--private", PRIVATE]);
    does(&alex, &["add", "gratitude", "--shared", SHARED]);
    does(&alex, &["edit", &page, &format!("{PRIVATE}, again")]);
    does(&alex, &["checkin", "answer", PRIVATE, "b", "c"]);
    let gone = does(&alex, &["add", "journal", "--private", &format!("{PRIVATE}, and gone")]);
    does(&alex, &["delete", &gone]);
    assert!(does(&alex, &["search", "quillfeather"]).contains(PRIVATE));

    // What goes wrong says no more.
    does(&alex, &["edit", "0000", PRIVATE]);
    does(&alex, &["show", PRIVATE]);
    let wrong = at_home(&alex, &["list"]).env("ATTUNE_PASSPHRASE", PRIVATE).output().unwrap();
    assert!(!wrong.status.success());
    keep(&alex, &wrong.stderr);

    // They pair and sync, and the programs are looked at while they run.
    let invite = alex.file("invite");
    let invite = invite.to_str().unwrap();
    let show = ["pair", "show", "--yes", "--timeout", "60", "--invite-out", invite];
    let mut shows = Running(at_home(&alex, &show).spawn().unwrap());
    let words = first_line(&mut shows);
    sam.json(&enter(&words, invite));
    shows.ends(0);
    let here = Running(at_home(&alex, &["sync"]).spawn().unwrap());
    sam.done(&["sync", "--until-synced", "--timeout", "60"]);
    assert_eq!(sam.json(&["list"])[0]["body"], SHARED);

    let profile = alex.file("profile");
    assert!(profile.join("vault.db-wal").exists(), "the log was not there to be looked at");
    for words in [PRIVATE, PASSPHRASE, SHARED] {
        assert_eq!(found(alex.folder.path(), words), Vec::<String>::new(), "{words}");
        assert_eq!(found(sam.folder.path(), words), Vec::<String>::new(), "{words}");
    }
    drop(here);
    let status = sam.run(&["search", "quillfeather"]);
    assert!(!String::from_utf8_lossy(&status.stdout).contains("Quill"));

    // The search finds what is there.
    for (n, look) in looks(PRIVATE).iter().enumerate() {
        let file = alex.file("control");
        std::fs::write(&file, [b"before ", look.as_slice(), b" after"].concat()).unwrap();
        assert_eq!(found(alex.folder.path(), PRIVATE).len(), 1, "look {n}");
        std::fs::remove_file(file).unwrap();
    }
}

/// The first line that a running program prints.
fn first_line(running: &mut Running) -> String {
    use std::io::{BufRead, BufReader};
    let mut out = BufReader::new(running.0.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    running.0.stdout = Some(out.into_inner());
    line.trim().to_owned()
}
