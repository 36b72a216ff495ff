//! The command-line contract, driven from outside: the built program, real
//! files, no display and no network.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::command::{self, Deletion};
use attune_core::secrets::Unlock;
use attune_core::time::Now;
use attune_core::vault::{CommandError, UNDO_MILLIS, Vault};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;
use tempfile::TempDir;

/// A profile in a folder of its own.
struct Profile {
    folder: TempDir,
    passphrase: Option<&'static str>,
    recovery: Option<String>,
    /// Which language the system asks for.
    locale: &'static str,
}

/// How a run of the program went.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Profile {
    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, passphrase: None, recovery: None, locale: "C.UTF-8" }
    }

    fn new() -> Self {
        let profile = Self::empty();
        profile.ok(&["init", "--name", "Alex", "--unprotected"]);
        profile
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
        command.env("ATTUNE_PROFILE", self.path()).env_remove("ATTUNE_PASSPHRASE");
        command.env_remove("ATTUNE_NEW_PASSPHRASE").env("ATTUNE_BIND", "127.0.0.1");
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("LC_ALL", self.locale);
        if let Some(passphrase) = self.passphrase {
            command.env("ATTUNE_PASSPHRASE", passphrase);
        }
        if let Some(recovery) = &self.recovery {
            command.env("ATTUNE_RECOVERY_KEY", recovery);
        }
        command.args(arguments).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read closes the pipe, which is no failure.
        let _ = child.stdin.take().unwrap().write_all(input);
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let code = status.code().unwrap();
        let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert!(!err.contains("panicked"), "{err}");
        Run { code, out, err }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs a command that must work; gives its standard output.
    #[track_caller]
    fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        run.out.trim_end().to_owned()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.push("--json");
        serde_json::from_str(&self.ok(&all)).unwrap()
    }

    /// Runs a command that must fail with `code` and say a sentence.
    #[track_caller]
    fn fails(&self, arguments: &[&str], code: i32, says: &str) {
        let run = self.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {run:?}");
        assert!(run.err.contains(says), "{arguments:?}: {run:?}");
        assert_eq!(run.out, "", "a failure prints nothing as its result");
    }

    fn add(&self, text: &str) -> String {
        self.ok(&["add", "journal", "--private", text])
    }
}

#[test]
fn making_something_prints_its_id_alone() {
    let alex = Profile::new();
    let id = alex.ok(&["add", "gratitude", "--private", "tea", "in", "bed"]);
    assert_eq!(id.len(), 32);
    assert_eq!(alex.json(&["show", &id])["body"], "tea in bed");
    assert_eq!(alex.json(&["show", &id[..4]])["id"], id);
    assert!(alex.ok(&["show", &id]).ends_with("tea in bed"));
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let mut alex = Profile::new();
    let id = alex.ok(&["add", "journal", "--shared", "--title", "Sunday", "rain"]);
    let status = alex.ok(&["status"]);
    let json = |alex: &Profile| -> Vec<Value> {
        let all: [&[&str]; 5] =
            [&["show", &id], &["list"], &["search", "rain"], &["checkin", "show"], &["status"]];
        all.iter().map(|arguments| alex.json(arguments)).collect()
    };
    let english = json(&alex);
    alex.locale = "es_ES.UTF-8";
    assert_eq!(json(&alex), english);
    assert_eq!(status, "Alex, with no partner yet.\nOne entry.");
    assert_eq!(alex.ok(&["status"]), "Alex, todavía sin pareja.\nUna entrada.");
    assert!(alex.ok(&["show", &id]).contains(" de "), "the day is said in Spanish");
    alex.fails(&["show", "0000"], 1, "No hay ninguna entrada con ese id.");
    alex.fails(&["edit", &id, ""], 1, "No hay nada escrito");
    // What is written under one language is the same under another.
    let second = alex.ok(&["add", "gratitude", "--shared", "té"]);
    let made = alex.json(&["show", &second]);
    alex.locale = "C.UTF-8";
    assert_eq!(alex.json(&["show", &second]), made);
}

#[test]
fn options_may_stand_anywhere() {
    let alex = Profile::new();
    let id = alex.add("words");
    for arguments in [["--json", "show", &id], ["show", "--json", &id], ["show", &id, "--json"]] {
        let shown: Value = serde_json::from_str(&alex.ok(&arguments)).unwrap();
        assert_eq!(shown["body"], "words");
    }
}

#[test]
fn an_entry_has_every_field_of_the_contract() {
    let alex = Profile::new();
    let made = alex.json(&["add", "journal", "--private", "--title", "Sunday", "rain"]);
    let fields = [
        "id",
        "kind",
        "scope",
        "writers",
        "mine",
        "author",
        "title",
        "body",
        "day",
        "created",
        "edited",
        "delivery",
        "deleted",
        "taken_back",
        "hearts",
        "replies",
        "versions",
    ];
    for field in fields {
        assert!(made.get(field).is_some(), "{field}");
    }
    assert_eq!(made["scope"], "private");
    assert_eq!(made["writers"], "owner");
    assert_eq!(made["delivery"], "device");
    assert_eq!((&made["title"], &made["author"]), (&"Sunday".into(), &"Alex".into()));
}

#[test]
fn text_comes_from_standard_input_as_it_is() {
    let alex = Profile::new();
    let add = ["add", "journal", "--private", "-"];
    let long = "a long line of one megabyte ".repeat(37_500);
    for text in ["two\nlines", "nul\0inside", "\u{202e}turned", "北京 ☕ é", &long] {
        let run = alex.run_with(&add, format!("{text}\n").as_bytes());
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(alex.json(&["show", run.out.trim()])["body"], text);
    }
}

#[test]
fn bad_input_is_refused_in_a_sentence_and_nothing_is_lost() {
    let alex = Profile::new();
    alex.add("kept");
    let add = ["add", "journal", "--private", "-"];
    for (input, says) in [
        (&b"\xff\xfe"[..], "Nothing was saved"),
        (b"", "nothing was saved"),
        (b" \n", "nothing was saved"),
        (&vec![b'x'; 5 << 20], "too long"),
    ] {
        let run = alex.run_with(&add, input);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.contains(says), "{run:?}");
    }
    alex.fails(&["add", "journal", "words"], 2, "--private");
    alex.fails(&["add", "journal", "--private", "--shared", "words"], 2, "cannot be used");
    alex.fails(&["list", "--since", "yesterday"], 2, "YYYY-MM-DD");
    alex.fails(&["show", "ffffffff"], 1, "no entry with that id");
    alex.fails(&["history", "xyz"], 1, "no entry with that id");
    assert_eq!(alex.json(&["list"]).as_array().unwrap().len(), 1);
}

#[test]
fn edits_deletions_and_undo() {
    let alex = Profile::new();
    let id = alex.add("one");
    assert_eq!(alex.ok(&["edit", &id, "one", "two"]), id);
    assert_eq!(alex.json(&["edit", &id, "--title", "T\nT"])["title"], "T T");
    assert_eq!(alex.json(&["edit", &id, "--title", "T"])["title"], "T");
    assert_eq!(alex.json(&["show", &id])["body"], "one two");
    let history = alex.json(&["history", &id]);
    assert_eq!(history[0]["body"], "one");
    assert!(history[0]["time"].is_string() && history[0]["author"] == "Alex");
    assert_eq!((&history[1]["title"], &history[3]["title"]), (&"".into(), &"T".into()));
    assert!(alex.ok(&["history", &id]).ends_with("Alex\nT\none two"));
    alex.ok(&["delete", &id]);
    assert_eq!(alex.json(&["list"]), serde_json::json!([]));
    alex.fails(&["edit", &id, "more"], 1, "deleted");
    alex.ok(&["undo"]);
    assert_eq!(alex.json(&["show", &id])["body"], "one two");
    alex.fails(&["undo"], 1, "Nothing was deleted");
}

#[test]
fn the_next_command_takes_out_what_was_deleted_ten_minutes_ago() {
    let alex = Profile::new();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_millis()).unwrap();
    // The clock can't be waited for: the vault is told when it was.
    let delete = |text: &str, millis_ago| {
        let id = alex.add(text).parse().unwrap();
        let mut vault = Vault::open(&alex.path(), &Unlock::Nothing).unwrap();
        let delete = command::Command::Delete { id, deletion: Deletion::Final };
        let then = Now::from_millis(now - millis_ago, 0);
        vault.apply(&delete, &then, &mut ChaCha20Rng::from_seed([1; 32])).unwrap();
        id
    };
    let recent = delete("can come back", UNDO_MILLIS - 60_000);
    let earlier = delete("gone for good", UNDO_MILLIS + 1000);
    let is_there = |id| {
        let vault = Vault::open(&alex.path(), &Unlock::Nothing).unwrap();
        let entry = vault.reader().unwrap().entry(id);
        !matches!(entry, Err(CommandError::UnknownId))
    };
    assert_eq!((is_there(recent), is_there(earlier)), (true, true));
    alex.ok(&["list"]);
    assert_eq!((is_there(recent), is_there(earlier)), (true, false));
}

#[test]
fn lists_and_search_filter_newest_first() {
    let alex = Profile::new();
    alex.add("first page");
    alex.ok(&["add", "gratitude", "--private", "first thanks"]);
    let bodies = |arguments: &[&str]| -> Vec<String> {
        let found = alex.json(arguments);
        let found = found.as_array().unwrap();
        found.iter().map(|entry| entry["body"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(bodies(&["list"]), ["first thanks", "first page"]);
    assert_eq!(bodies(&["list", "--limit", "1"]), ["first thanks"]);
    assert_eq!(bodies(&["list", "--kind", "journal"]), ["first page"]);
    assert_eq!(bodies(&["list", "--until", "2020-01-01"]), Vec::<String>::new());
    assert_eq!(bodies(&["list", "--scope", "shared"]), Vec::<String>::new());
    assert_eq!(bodies(&["search", "fir"]), ["first thanks", "first page"]);
    assert_eq!(bodies(&["search", "thank", "--kind", "journal"]), Vec::<String>::new());
    assert!(alex.json(&["search", "thanks"])[0]["snippet"].is_string());
}

#[test]
fn a_check_in_alone() {
    let alex = Profile::new();
    let answered = alex.json(&["checkin", "answer", "you", "me", "us"]);
    assert_eq!(answered["mine"], serde_json::json!(["you", "me", "us"]));
    let shown = alex.json(&["checkin", "show"]);
    assert_eq!((&shown["week"], &shown["theirs"]), (&answered["week"], &Value::Null));
    alex.fails(&["checkin", "answer", "again", "and", "again"], 1, "answered that week");
    alex.fails(&["checkin", "day", "someday"], 2, "someday");
    alex.ok(&["checkin", "try", "a walk"]);
    assert_eq!(alex.json(&["checkin", "show"])["tries"][0], "a walk");
    assert_eq!(alex.json(&["checkin", "history"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_locked_profile_says_so_with_its_own_code() {
    let mut alex = Profile::empty();
    alex.passphrase = Some("under the pear tree");
    let made = alex.json(&["init", "--name", "Alex"]);
    let recovery = made["recovery_key"].as_str().unwrap().to_owned();
    alex.add("secret");
    alex.passphrase = Some("under the plum tree");
    alex.fails(&["list"], 4, "does not open");
    alex.passphrase = None;
    alex.fails(&["list"], 4, "locked");
    alex.recovery = Some(recovery.to_lowercase().replace('-', " "));
    assert_eq!(alex.json(&["list"])[0]["body"], "secret");
    let end = if recovery.ends_with('0') { "1" } else { "0" };
    alex.recovery = Some(format!("{}{end}", &recovery[..recovery.len() - 1]));
    alex.fails(&["list"], 4, "slip");
    alex.recovery = Some("not a key".to_owned());
    alex.fails(&["list"], 4, "8 groups");
    // Whole, and of another profile.
    let other = Profile::empty();
    let key = other.json(&["init", "--name", "Sam", "--unprotected"]);
    alex.recovery = Some(key["recovery_key"].as_str().unwrap().to_owned());
    alex.fails(&["list"], 4, "recovery key does not open");
    alex.recovery = None;
    let file = alex.folder.path().join("passphrase");
    std::fs::write(&file, "under the pear tree\n").unwrap();
    let listed = alex.json(&["--passphrase-file", file.to_str().unwrap(), "list"]);
    assert_eq!(listed[0]["body"], "secret");
}

#[test]
fn the_recovery_key_is_shown_again_once_it_is_open() {
    let mut alex = Profile::empty();
    alex.passphrase = Some("under the pear tree");
    let made = alex.json(&["init", "--name", "Alex"]);
    let key = made["recovery_key"].as_str().unwrap();
    assert_eq!(alex.ok(&["recovery", "show"]), key);
    assert_eq!(alex.json(&["recovery", "show"]), serde_json::json!({ "recovery_key": key }));
    alex.passphrase = None;
    alex.fails(&["recovery", "show"], 4, "locked");
    alex.recovery = Some(key.to_owned());
    assert_eq!(alex.ok(&["recovery", "show"]), key);
}

#[test]
fn a_lost_passphrase_is_replaced_by_the_recovery_key_and_that_by_a_new_one() {
    let mut alex = Profile::empty();
    alex.passphrase = Some("under the pear tree");
    let made = alex.json(&["init", "--name", "Alex"]);
    let first = made["recovery_key"].as_str().unwrap().to_owned();
    alex.add("secret");
    let file = |name: &str, text: &str| {
        let path = alex.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (key, new) = (file("key", &first), file("new", "by the river\n"));
    let wrong = file("wrong", "not a key");
    alex.passphrase = None;
    fn with<'a>(key: &'a str, new: &'a str) -> [&'a str; 6] {
        ["recovery", "use", "--recovery-key-file", key, "--new-passphrase-file", new]
    }
    alex.fails(&with(&wrong, &new), 4, "8 groups");
    alex.fails(&["recovery", "use", "--new-passphrase-file", &new], 2, "ATTUNE_RECOVERY_KEY");
    alex.ok(&with(&key, &new));
    alex.passphrase = Some("under the pear tree");
    alex.fails(&["list"], 4, "does not open");
    alex.passphrase = Some("by the river");
    assert_eq!(alex.json(&["list"])[0]["body"], "secret");

    let second = alex.ok(&["recovery", "replace"]);
    assert_ne!(second, first);
    assert_eq!(alex.ok(&["recovery", "show"]), second);
    alex.passphrase = None;
    alex.recovery = Some(first);
    alex.fails(&["list"], 4, "recovery key does not open");
    alex.recovery = Some(second);
    assert_eq!(alex.json(&["list"])[0]["body"], "secret");
}

#[test]
fn a_profile_is_made_once_and_by_choice() {
    let alex = Profile::empty();
    alex.fails(&["status"], 1, "attune init");
    alex.fails(&["init", "--name", "Alex"], 2, "--unprotected");
    alex.fails(&["init", "--name", " ", "--unprotected"], 2, "nothing");
    alex.ok(&["init", "--name", "Alex", "--unprotected"]);
    alex.fails(&["init", "--name", "Sam", "--unprotected"], 1, "already");
    assert_eq!(alex.json(&["status"])["name"], "Alex");
    assert!(alex.ok(&["doctor"]).contains("reads back"));
}

#[test]
fn damage_is_said_and_not_made_worse() {
    let alex = Profile::new();
    alex.add("words");
    let vault = alex.path().join("vault.db");
    let whole = std::fs::read(&vault).unwrap();
    for damaged in [whole[..whole.len() / 3].to_vec(), vec![0; 4096], Vec::new()] {
        std::fs::write(&vault, &damaged).unwrap();
        // The doctor says so, and goes on looking.
        let run = alex.run(&["doctor", "--json"]);
        assert_eq!(run.code, 1, "{run:?}");
        let report: Value = serde_json::from_str(&run.out).unwrap();
        assert!(report["wrong"][0].as_str().unwrap().contains("damaged"), "{report}");
        assert_eq!(report["addresses"], serde_json::json!(["127.0.0.1"]));
        let run = alex.run(&["list"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
        assert!(std::fs::read(&vault).unwrap() == damaged, "the file was touched");
    }
    std::fs::remove_file(&vault).unwrap();
    alex.fails(&["list"], 1, "is missing");
    alex.fails(&["init", "--name", "Alex", "--unprotected"], 1, "already");
    std::fs::write(&vault, &whole).unwrap();
    assert_eq!(alex.json(&["list"])[0]["body"], "words");
}

#[test]
fn a_flipped_byte_anywhere_is_said_and_the_rest_is_read() {
    let alex = Profile::new();
    let ids: Vec<String> =
        (0..24).map(|n| alex.add(&format!("page {n} {}", "words ".repeat(600)))).collect();
    let vault = alex.path().join("vault.db");
    let whole = std::fs::read(&vault).unwrap();
    let (mut tried, mut told, mut read) = (0, 0, 0);
    for page in (1..whole.len() / 4096).step_by(7) {
        let mut flipped = whole.clone();
        flipped[page * 4096 + 1000] ^= 1;
        std::fs::write(&vault, &flipped).unwrap();
        let run = alex.run(&["doctor"]);
        assert_eq!(run.code, 1, "page {page}: {run:?}");
        assert!(
            run.err.contains("damaged") || run.err.contains("not as it should be"),
            "page {page}: {run:?}"
        );
        for arguments in [&["list"][..], &["show", &ids[0]], &["search", "words"], &["status"]] {
            let run = alex.run(arguments);
            assert!(
                run.code == 0 || (run.code == 1 && run.err.contains("damaged")),
                "page {page} {arguments:?}: {run:?}"
            );
            told += usize::from(run.code == 1);
        }
        let shown = ids.iter().filter(|id| alex.run(&["show", id]).code == 0).count();
        read += usize::from(shown + 1 >= ids.len());
        tried += 1;
        for name in ["vault.db-wal", "vault.db-shm"] {
            let _ = std::fs::remove_file(alex.path().join(name));
        }
    }
    assert!(told > 0 && read * 3 > tried, "{told} told, {read} of {tried} read but for one page");
    std::fs::write(&vault, &whole).unwrap();
    assert_eq!(alex.json(&["list"]).as_array().unwrap().len(), ids.len());
}

#[test]
fn the_doctor_looks_at_everything_and_says_what_it_found() {
    let mut alex = Profile::empty();
    assert_eq!(alex.run(&["doctor"]).code, 1);
    alex.passphrase = Some("under the pear tree");
    alex.ok(&["init", "--name", "Alex"]);
    let report = alex.json(&["doctor"]);
    assert_eq!((&report["protected"], &report["paired"]), (&true.into(), &false.into()));
    assert_eq!(report["connection_held"], false);
    assert_eq!(report["wrong"], serde_json::json!([]));
    assert!(alex.ok(&["doctor"]).contains("docs/firewalls.md"));
    assert!(!alex.path().join("connection.lock").exists(), "looking makes nothing");
    // Locked is told with its own code, and the rest is told all the same.
    alex.passphrase = None;
    let run = alex.run(&["doctor", "--json"]);
    assert_eq!(run.code, 4, "{run:?}");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert!(report["wrong"][0].as_str().unwrap().contains("locked"), "{report}");
    assert_eq!(report["addresses"], serde_json::json!(["127.0.0.1"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        alex.passphrase = Some("under the pear tree");
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(alex.path(), open).unwrap();
        let run = alex.run(&["doctor"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.out.contains("chmod 700") && run.out.contains("reads back"), "{run:?}");
    }
}

#[test]
fn what_protects_the_words_is_changed() {
    let mut alex = Profile::new();
    let set = |alex: &Profile, new: &str| {
        let file = alex.folder.path().join("new");
        std::fs::write(&file, format!("{new}\n")).unwrap();
        let file = file.to_str().unwrap().to_owned();
        alex.json(&["passphrase", "set", "--new-passphrase-file", &file])
    };
    alex.fails(&["passphrase", "set"], 2, "Nothing was changed");
    assert_eq!(set(&alex, "under the pear tree")["protected"], true);
    alex.fails(&["list"], 4, "locked");
    alex.passphrase = Some("under the pear tree");
    alex.ok(&["list"]);
    let keys = alex.path().join("vault.keys");
    let old = std::fs::read(&keys).unwrap();
    set(&alex, "under the plum tree");
    alex.fails(&["list"], 4, "does not open");
    // A copy made earlier opens with what protected it then.
    let new = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, old).unwrap();
    alex.ok(&["list"]);
    std::fs::write(&keys, new).unwrap();
    alex.passphrase = Some("under the plum tree");
    assert!(alex.ok(&["passphrase", "remove"]).contains("Nothing protects"));
    alex.passphrase = None;
    alex.ok(&["list"]);
    // Set to nothing is as good as not set.
    alex.passphrase = Some("");
    alex.ok(&["list"]);
}

#[test]
fn a_name_is_changed_and_wordings_are_chosen_by_number() {
    let alex = Profile::new();
    assert_eq!(alex.json(&["name", "Alex", "the", "Second"])["name"], "Alex the Second");
    assert_eq!(alex.json(&["status"])["name"], "Alex the Second");
    alex.fails(&["name", " "], 1, "nothing");
    let id = alex.add("one wording");
    alex.fails(&["choose", &id, "1"], 1, "no two wordings");
    alex.fails(&["choose", &id, "0"], 2, "merged");
    alex.fails(&["choose", "ffffffff", "merged"], 1, "no entry");
}

#[test]
fn one_answer_may_come_from_standard_input() {
    let alex = Profile::new();
    alex.fails(&["checkin", "answer", "-", "-", "x"], 2, "Only one");
    let run = alex.run_with(&["checkin", "answer", "-", "b", "c"], b"you, and\nagain\n");
    assert_eq!(run.code, 0, "{run:?}");
    let mine = &alex.json(&["checkin", "show"])["mine"];
    assert_eq!(*mine, serde_json::json!(["you, and\nagain", "b", "c"]));
}

#[test]
fn a_list_says_who_may_read_and_an_empty_one_says_so() {
    let alex = Profile::new();
    for command in [&["list"][..], &["search", "rain"]] {
        let run = alex.run(command);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
        assert!(!run.err.is_empty(), "{run:?}");
    }
    alex.add("rain on the roof");
    alex.ok(&["add", "gratitude", "--shared", "an umbrella in the rain"]);
    let list = alex.ok(&["list"]);
    assert!(list.contains("(Alex; only me)"), "{list}");
    assert!(list.contains("to be read by your partner, once there is one"), "{list}");
    let run = alex.run(&["search", "rain", "--limit", "1"]);
    assert_eq!(run.out.lines().count(), 1, "{run:?}");
    assert!(run.err.contains("There are more"), "{run:?}");
    assert_eq!(alex.run(&["search", "rain", "--limit", "2"]).err, "");
}

#[test]
fn a_screen_that_is_not_there_is_answered_with_those_that_are() {
    Profile::empty().fails(&["gallery", "--screen", "nope"], 2, "There are:");
}

#[test]
fn two_programs_write_to_one_profile_at_once() {
    let alex = Profile::new();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let alex = &alex;
            scope.spawn(move || {
                for line in 0..10 {
                    alex.add(&format!("writer {writer} line {line}"));
                }
            });
        }
    });
    assert_eq!(alex.json(&["list"]).as_array().unwrap().len(), 20);
}
