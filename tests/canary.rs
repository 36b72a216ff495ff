//! A private text and a passphrase, and every place where they must not be: no
//! file of either profile, of the homes and temporary folders around them,
//! nothing that was said beside what was asked for, and no packet. Whoever wrote
//! them did so in a terminal, or typed them into a real window.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/computers.rs"]
mod computers;
#[path = "stories/display.rs"]
mod display;
#[path = "stories/people.rs"]
mod people;
mod stories;

use attune_core::secrets::{Passphrase, Unlock};
use attune_core::vault::{Filter, Vault};
use computers::{Capture, Loopback, control_packet};
use data_encoding::{BASE64, HEXLOWER};
use display::{A_SECOND, Display, until};
use people::Person;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

fn main() {
    stories::run_each([
        ("private_words_and_the_passphrase_are_nowhere_to_be_read", in_a_terminal as fn(), None),
        ("what_is_typed_into_a_window_is_nowhere_to_be_read", in_a_window, display::lacking()),
        ("two_who_sync_say_no_word_in_clear", on_the_wire, computers::lacking()),
    ]);
}

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

/// A folder that is all of the places in which a program of a person may write.
const PLACES: [&str; 6] =
    ["HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"];

/// Somebody at home, who wants every word of a log, and has not begun.
fn at_home(computer: Option<String>) -> Person {
    let mut person = Person::stranger(computer);
    let home = person.file("home");
    std::fs::create_dir_all(&home).unwrap();
    for name in PLACES {
        person.environment.push((name, home.clone().into()));
    }
    for (name, value) in
        [("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full"), ("ATTUNE_PASSPHRASE", PASSPHRASE)]
    {
        person.environment.push((name, value.into()));
    }
    person
}

/// What a command answers. What it says beside that is kept for the search.
fn does(person: &Person, arguments: &[&str]) -> String {
    let run = person.run(arguments);
    keep(person, &run);
    String::from_utf8(run.stdout).unwrap().trim().to_owned()
}

fn keep(person: &Person, run: &Output) {
    let log = person.file("home").join("said");
    let mut all = std::fs::read(&log).unwrap_or_default();
    all.extend(&run.stderr);
    std::fs::write(log, all).unwrap();
}

/// None of these words are in any file of this person's.
#[track_caller]
fn nowhere(person: &Person, words: &[&str]) {
    for words in words {
        assert_eq!(found(person.folder.path(), words), Vec::<String>::new(), "{words}");
    }
}

fn in_a_terminal() {
    let alex = at_home(None);
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
    let wrong = alex.command(&["list"]).env("ATTUNE_PASSPHRASE", PRIVATE).output().unwrap();
    assert!(!wrong.status.success());
    keep(&alex, &wrong);

    // They pair and sync, and the programs are looked at while they run.
    people::pair(&alex, &sam);
    let here = alex.start(&["sync"]);
    sam.done(&["sync", "--until-synced", "--timeout", "60"]);
    assert_eq!(sam.json(&["list"])[0]["body"], SHARED);

    let profile = alex.file("profile");
    assert!(profile.join("vault.db-wal").exists(), "the log was not there to be looked at");
    for person in [&alex, &sam] {
        nowhere(person, &[PRIVATE, PASSPHRASE, SHARED]);
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

/// The program with a window, at home; all that it says goes into the file.
fn opens(display: &Display, person: &Person, said: &str) -> Command {
    let mut program = display.program(&person.file("profile"));
    program.envs(person.environment.iter().map(|(name, value)| (name, value)));
    program.env_remove("ATTUNE_PASSPHRASE");
    let said = File::create(person.file("home").join(said)).unwrap();
    program.stdout(said.try_clone().unwrap()).stderr(said);
    program
}

fn in_a_window() {
    let alex = at_home(None);
    let profile = alex.file("profile");
    let display = Display::open();
    let window = display.shows(&mut opens(&display, &alex, "first"));
    window.begins(&profile, "Alex", Some(PASSPHRASE));
    // A private page, done; one that is meant to be shared, from beside, which the
    // window shows; what is looked for; and a page that is still being typed.
    window.press("ctrl+n");
    window.type_text(PRIVATE);
    window.press("ctrl+Return");
    std::thread::sleep(A_SECOND);
    does(&alex, &["add", "journal", "--shared", SHARED]);
    window.press("ctrl+f");
    window.type_text(PRIVATE);
    std::thread::sleep(A_SECOND);
    window.press("ctrl+n");
    window.type_text(&format!("{PRIVATE}, and on"));
    std::thread::sleep(A_SECOND);
    assert!(profile.join("vault.db-wal").exists(), "the log was not there to be looked at");
    nowhere(&alex, &[PRIVATE, PASSPHRASE, SHARED]);
    // It is killed, and what it leaves is looked at.
    drop(window);
    nowhere(&alex, &[PRIVATE, PASSPHRASE, SHARED]);

    // They were typed: the passphrase opens, and the words are there.
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let vault = Vault::open(&profile, &Unlock::Passphrase(passphrase)).unwrap();
    let all = vault.reader().unwrap().list(&Filter::default()).unwrap();
    let all: Vec<_> = all.iter().map(|e| (e.body.as_str(), e.wish.as_deref())).collect();
    assert_eq!(all, [(SHARED, Some("read")), (PRIVATE, None)]);
    assert_eq!(vault.drafts().unwrap()[0].body, format!("{PRIVATE}, and on"));
    drop(vault);

    // It is opened once more, as people do, and closed as they do.
    let mut window = display.shows(&mut opens(&display, &alex, "second"));
    window.press("Tab");
    window.type_text(PASSPHRASE);
    window.press("Return");
    std::thread::sleep(Duration::from_secs(2));
    window.press("ctrl+q");
    let ended = until(|| window.program.try_wait().unwrap());
    assert!(ended.success(), "{ended}");
    nowhere(&alex, &[PRIVATE, PASSPHRASE, SHARED]);
}

fn on_the_wire() {
    const CONTROL: &str = "a-control-in-plain-text";
    let alone = Loopback::new("w");
    let capture = Capture::start(&alone.name, "lo");
    let [alex, sam] = ["Alex", "Sam"].map(|name| {
        let mut person = at_home(Some(alone.name.clone()));
        person.environment.push(("ATTUNE_BIND", "127.0.0.1".into()));
        does(&person, &["init", "--name", name]);
        person
    });
    does(&alex, &["add", "journal", "--private", PRIVATE]);
    let (shows, words) = alex.shows(&[]);
    let invite = alex.file("invite");
    assert_eq!(sam.json(&people::enter(&words, invite.to_str().unwrap()))["partner"], "Alex");
    shows.ends(0);
    let there = sam.start(&["sync"]);
    let here = alex.start(&["sync"]);
    alex.done(&["add", "journal", "--shared", SHARED]);
    let ours = sam.done(&["add", "journal", "--together", SHARED]);
    computers::until("on both", || alex.is_in_step() && sam.is_in_step());
    let more = format!("{SHARED}. {PRIVATE}");
    alex.done(&["edit", &ours, &more]);
    computers::until("on both again", || sam.json(&["show", &ours])["body"] == *more);
    drop((here, there));
    control_packet_saying(&alone.name, CONTROL);
    control_packet(&alone.name, "127.0.0.1");

    let bytes = capture.bytes();
    assert!(holds(&bytes, CONTROL.as_bytes()), "the capture sees what is said in plain text");
    let packets = capture.packets("udp and greater 200");
    assert!(packets.len() > 20, "only {} packets with something in them", packets.len());
    let words: Vec<&str> = words.split(' ').collect();
    assert_eq!(words.len(), 3);
    let mut secrets = [PRIVATE, SHARED, PASSPHRASE].map(looks).concat();
    secrets.extend([" ", "-", ""].into_iter().flat_map(|between| looks(&words.join(between))));
    // Shorter ones could come about by chance.
    let long = words.iter().filter(|word| word.len() > 4);
    secrets.extend(long.map(|word| word.as_bytes().to_vec()));
    for secret in secrets {
        assert!(!holds(&bytes, &secret), "{} was said", String::from_utf8_lossy(&secret));
    }
    for person in [&alex, &sam] {
        nowhere(person, &[PRIVATE, PASSPHRASE, SHARED]);
    }
}

/// Sends these words to nobody, as they are.
fn control_packet_saying(namespace: &str, words: &str) {
    let say = format!("echo {words} > /dev/udp/127.0.0.1/9");
    let mut control = Command::new("ip");
    control.args(["netns", "exec", namespace, "bash", "-c", &say]);
    assert!(control.status().unwrap().success());
}
