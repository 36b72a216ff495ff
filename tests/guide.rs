//! What README.md, the user guide and the page on firewalls tell a person to
//! type, typed; and what they say a screen says, looked for among its texts.
//! What takes two people is in `partners.rs`; here is one at a terminal.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use people::Person;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const PAGES: [&str; 3] = ["README.md", "docs/guide.md", "docs/firewalls.md"];
const PASSPHRASE: &str = "under the pear tree";
/// What a page writes where a person puts something of their own.
const BLANKS: [&str; 8] = ["ID", "N", "NAME", "WORD", "COMMAND", "DIR", "FILE", "…"];

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page shows as something to type, and what comes of typing it here:
/// the arguments, the exit code, and some of what is said.
struct Typed {
    shown: &'static str,
    given: &'static [&'static str],
    code: i32,
    says: &'static str,
}

const fn typed(
    shown: &'static str,
    given: &'static [&'static str],
    code: i32,
    says: &'static str,
) -> Typed {
    Typed { shown, given, code, says }
}

/// In the order in which somebody new could type them. “ID” is the first page's
/// id, by its first four characters.
const COMMANDS: &[Typed] = &[
    typed("attune --help", &["--help"], 0, "Examples:"),
    typed("attune", &[], 1, "no display"),
    typed("attune init --name Alex", &["init", "--name", "Alex"], 0, "recovery key"),
    typed("ATTUNE_RECOVERY_KEY=… attune list", &["list"], 0, "nothing to list"),
    typed("attune recovery show", &["recovery", "show"], 0, "-"),
    typed("attune name NAME", &["name", "Alexis"], 0, "Alexis"),
    typed("attune ink plum", &["ink", "plum"], 0, "Your ink is Plum"),
    typed("attune passphrase set", &["passphrase", "set"], 0, "opens your words"),
    typed("attune passphrase remove", &["passphrase", "remove"], 0, "Nothing protects"),
    typed(
        "attune add journal --private \"…\"",
        &["add", "journal", "--private", "Some words. And more words"],
        0,
        "",
    ),
    typed("attune list", &["list"], 0, "only me"),
    typed(
        "attune edit ID --mood low --tag rain --untag home",
        &["edit", "ID", "--mood", "low", "--tag", "rain", "--untag", "home"],
        0,
        "",
    ),
    typed("attune show ID", &["show", "ID"], 0, "Some words"),
    typed("attune history ID", &["history", "ID"], 0, "Alexis"),
    typed("attune search words", &["search", "words"], 0, "Some words"),
    typed("attune choose ID N", &["choose", "ID", "1"], 1, "no two wordings"),
    typed("attune feel --shared tired", &["feel", "--shared", "tired"], 0, "partner"),
    // What takes two people is told in `practices.rs`.
    typed("attune reflect ID \"…\" \"…\"", &["reflect", "ID", "a", "b"], 1, "Only you"),
    typed("attune reflect ID --set-aside", &["reflect", "ID", "--set-aside"], 0, ""),
    typed("attune heard ID yes", &["heard", "ID", "yes"], 1, "said back"),
    typed("attune heart ID", &["heart", "ID"], 1, "Only you"),
    typed("attune reply ID \"…\"", &["reply", "ID", "a line"], 1, "Only you"),
    typed(
        "attune pulse answer 4 3 5 5 2 4",
        &["pulse", "answer", "4", "3", "5", "5", "2", "4"],
        0,
        "",
    ),
    typed("attune pulse show", &["pulse", "show"], 0, "no partner"),
    typed("attune pause start --for 40", &["pause", "start", "--for", "40"], 1, "no partner"),
    typed(
        "attune pause side --private \"…\"",
        &["pause", "side", "--private", "A long day for both."],
        0,
        "",
    ),
    typed("attune pause ready", &["pause", "ready"], 1, "no partner"),
    typed("attune pause close", &["pause", "close"], 1, "no partner"),
    typed("attune talk draw", &["talk", "draw"], 0, " "),
    typed("attune talk decks", &["talk", "decks"], 0, "27"),
    typed(
        "attune talk stayed --private \"…\"",
        &["talk", "stayed", "--private", "That you laughed."],
        0,
        "",
    ),
    typed(
        "attune talk add --deck play \"…\"",
        &["talk", "add", "--deck", "play", "What shall we build?"],
        0,
        "",
    ),
    typed("attune talk cards", &["talk", "cards"], 0, "What shall we build?"),
    typed("attune delete ID", &["delete", "ID"], 0, "ten minutes"),
    typed("attune undo", &["undo"], 0, ""),
    typed(
        "attune checkin answer \"…\" \"…\" \"…\"",
        &["checkin", "answer", "You listened", "Ask me", "A walk"],
        0,
        "",
    ),
    typed("attune ritual ready", &["ritual", "ready"], 0, "An evening talk"),
    typed("attune ritual take thanks", &["ritual", "take", "thanks"], 0, ""),
    typed("attune ritual list", &["ritual", "list"], 0, "Thanks before lights out"),
    typed("attune ritual --help", &["ritual", "--help"], 0, "--until"),
    typed("attune note \"…\"", &["note", "Your coat is by the heater."], 0, ""),
    typed(
        "attune export --format md DIR",
        &["export", "--format", "md", "DIR"],
        1,
        "Nobody could be asked",
    ),
    typed(
        "attune export --format json DIR",
        &["export", "--format", "json", "DIR", "--yes"],
        0,
        "are in",
    ),
    typed(
        "attune export --format book --year 2026 DIR",
        &["export", "--format", "book", "--year", "2026", "DIR"],
        1,
        "There is something in",
    ),
    typed(
        "attune import --format json FILE",
        &["import", "--format", "json", "FILE"],
        0,
        "0 taken in",
    ),
    typed(
        "attune import --format dayone FILE",
        &["import", "--format", "dayone", "FILE"],
        1,
        "None of it could be read",
    ),
    typed("attune import --format md DIR", &["import", "--format", "md", "DIR"], 1, "not Markdown"),
    typed("attune doctor", &["doctor"], 0, "127.0.0.1"),
    typed("attune pair show", &["pair", "show", "--timeout", "0.2"], 3, "Nobody typed"),
    typed(
        "attune pair show --invite-text",
        &["pair", "show", "--invite-text", "--timeout", "0.2"],
        3,
        "attune1",
    ),
    typed(
        "attune pair enter WORD WORD WORD",
        &["pair", "enter", "lantern", "willow", "saffron"],
        1,
        "--invite",
    ),
    typed(
        "attune pair enter WORD WORD WORD --invite",
        &["pair", "enter", "lantern", "willow", "saffron", "--invite", "attune1aa"],
        1,
        "not an invitation",
    ),
    typed("attune sync", &["sync"], 1, "no partner"),
    typed("attune unpair", &["unpair"], 1, "no partner"),
    // As README.md shows it, after what builds the program.
    typed("attune demo", &["demo"], 0, "Both vaults are removed"),
];

/// What pages show by itself, beside a command that it goes with.
const OPTIONS: &[(&str, &[&str])] = &[
    ("--mood tender", &["add", "journal"]),
    ("--tag home", &["add", "journal"]),
    ("--shared", &["add", "journal"]),
    ("--together", &["add", "journal"]),
    ("--hear-first", &["add", "journal"]),
    ("--strength 3", &["feel"]),
    ("--need hug", &["feel"]),
    ("--deck", &["talk", "draw"]),
    ("--share ID", &["pair", "show"]),
    ("--share-none", &["pair", "enter"]),
    ("pair show --invite-text", &["pair", "show"]),
    ("--invite-out FILE", &["pair", "show"]),
    ("--qr", &["pair", "show"]),
    ("--invite", &["pair", "enter"]),
    ("--until-synced", &["sync"]),
    ("--headless", &["demo"]),
    ("--whose mine", &["export"]),
    ("--dry-run", &["import"]),
    ("--help", &["add"]),
];

/// What the pages' prose has between backticks, and the commands of their blocks.
fn shown() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for page in PAGES {
        let text = read(page);
        for (n, part) in text.split("\n```").enumerate() {
            if n % 2 == 0 {
                all.extend(part.split('`').skip(1).step_by(2).map(one_line));
                continue;
            }
            for line in part.lines() {
                let line = one_line(line.split(" #").next().unwrap());
                if let Some(arguments) = line.strip_prefix("cargo run --release -- ") {
                    all.insert(format!("attune {arguments}"));
                }
            }
        }
    }
    all
}

#[test]
fn every_command_that_is_shown_is_typed_here() {
    let is_command = |span: &&String| span.starts_with("attune") || span.starts_with("ATTUNE_");
    let shown = shown();
    let shown: BTreeSet<&str> = shown.iter().filter(is_command).map(String::as_str).collect();
    let typed: BTreeSet<&str> = COMMANDS.iter().map(|typed| typed.shown).collect();
    let everywhere = "attune COMMAND --help";
    assert!(shown.contains(everywhere));
    let shown: BTreeSet<&str> = shown.into_iter().filter(|span| *span != everywhere).collect();
    assert_eq!(shown, typed);
    for Typed { shown, given, .. } in COMMANDS {
        let words = shown.split(' ').map(|word| word.trim_matches('"'));
        let words = words.filter(|word| *word != "attune" && !word.starts_with("ATTUNE_"));
        let words: Vec<&str> = words.collect();
        assert!(words.len() <= given.len(), "{shown}: {given:?}");
        for (word, given) in words.iter().zip(*given) {
            assert!(word == given || BLANKS.contains(word), "{shown}: {given}");
        }
    }
}

/// Somebody at a terminal without a display.
fn command(person: &Person, given: &[&str]) -> Command {
    let mut command = person.command(given);
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "ATTUNE_RECOVERY_KEY", "ATTUNE_NEW_PASSPHRASE"] {
        command.env_remove(variable);
    }
    command
}

/// Types it, and gives what was printed and all that was said.
#[track_caller]
fn types(mut command: Command, code: i32) -> (String, String) {
    let output = command.output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let all = format!("{out}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{command:?}: {all}");
    (out.trim_end().to_owned(), all)
}

#[test]
fn what_is_shown_comes_of_typing_it() {
    let alex = Person::stranger(None);
    let rooms = tempfile::tempdir().unwrap();
    let (mut recovery, mut page) = (String::new(), String::new());
    let mut protected = true;
    for Typed { shown, given, code, says } in COMMANDS {
        let id = page.get(..4).unwrap_or_default().to_owned();
        let named = |word: &'static str| match word {
            "ID" => id.clone(),
            "DIR" => alex.file("out").into_os_string().into_string().unwrap(),
            "FILE" => alex.file("out/attune.json").into_os_string().into_string().unwrap(),
            word => word.to_owned(),
        };
        let given: Vec<String> = given.iter().map(|word| named(word)).collect();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let mut command = command(&alex, &given);
        command.env("TMPDIR", rooms.path());
        if shown.starts_with("ATTUNE_RECOVERY_KEY=…") {
            command.env("ATTUNE_RECOVERY_KEY", &recovery);
        } else if protected {
            command.env("ATTUNE_PASSPHRASE", PASSPHRASE);
        }
        if given.starts_with(&["passphrase", "set"]) {
            command.env("ATTUNE_NEW_PASSPHRASE", PASSPHRASE);
        }
        let (out, all) = types(command, *code);
        assert!(all.contains(says), "{shown}: {all}");
        match given[..] {
            ["init", ..] => recovery = out,
            ["recovery", ..] => assert_eq!(out, recovery, "shown again"),
            ["passphrase", "remove"] => protected = false,
            ["add", ..] => page = out,
            ["pair", "show", ..] => {
                let words = out.lines().next().unwrap();
                assert_eq!(words.split(' ').count(), 3, "three words first: {out}");
            }
            _ => {}
        }
    }
    assert_eq!(std::fs::read_dir(rooms.path()).unwrap().count(), 0, "the demo left something");
}

/// The help of these commands.
fn help(person: &Person, of: &[&str]) -> String {
    types(command(person, &[of, &["--help"]].concat()), 0).1
}

#[test]
fn every_option_that_is_shown_is_there() {
    let nobody = Person::stranger(None);
    let is_option = |span: &&String| span.starts_with("--") || span.starts_with("pair ");
    let shown = shown();
    let shown: BTreeSet<&str> = shown.iter().filter(is_option).map(String::as_str).collect();
    assert_eq!(shown, OPTIONS.iter().map(|(option, _)| *option).collect());
    for (option, of) in OPTIONS {
        let name = option.split(' ').find(|word| word.starts_with("--")).unwrap();
        assert!(help(&nobody, of).contains(name), "{of:?} has no {name}");
    }
}

/// “`attune --help` and `attune COMMAND --help` tell every command, with
/// examples”: there is one wherever something is to be given.
#[test]
fn every_command_is_told_and_has_an_example() {
    let nobody = Person::stranger(None);
    let all = help(&nobody, &[]);
    let list = all.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> = names.map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        let told = help(&nobody, &[name]);
        let usage = told.lines().find(|line| line.starts_with("Usage:")).unwrap();
        let takes_something = usage.contains('<') || usage.contains(" [ID]");
        let example = format!("\n  attune {name}");
        assert!(!takes_something || told.contains(&example), "{name}: {told}");
    }
}

/// The texts of the window and the terminal, with “…” where something is filled in.
fn texts() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for file in ["common.ftl", "window.ftl"] {
        for line in read(&format!("crates/attune/src/texts/en/{file}")).lines() {
            let Some((_, text)) = line.split_once(" = ") else { continue };
            let mut plain = String::new();
            for (n, part) in text.split('{').enumerate() {
                if n == 0 {
                    plain.push_str(part);
                } else {
                    plain.push('…');
                    plain.push_str(part.split_once('}').map_or("", |(_, after)| after));
                }
            }
            texts.insert(one_line(&plain));
        }
    }
    assert!(texts.len() > 300, "{} texts", texts.len());
    texts
}

/// What a part of a page sets in italics.
fn italics(part: &str) -> Vec<String> {
    let plain = part.replace("**", "");
    plain.split('*').skip(1).step_by(2).map(one_line).collect()
}

fn part<'a>(page: &'a str, heading: &str) -> &'a str {
    let part = page.split(&format!("\n## {heading}\n")).nth(1);
    part.unwrap_or_else(|| panic!("no “{heading}”")).split("\n## ").next().unwrap()
}

#[test]
fn what_is_pressed_in_the_window_is_called_so() {
    let texts = texts();
    let (guide, firewalls) = (read("docs/guide.md"), read("docs/firewalls.md"));
    let mut pressed = italics(part(&guide, "In the window"));
    pressed.extend(italics(part(&firewalls, "An invitation")));
    assert!(pressed.len() > 20, "{pressed:?}");
    for name in pressed {
        assert!(texts.contains(&name), "nothing is called “{name}”");
    }
}

#[test]
fn what_attune_says_when_nobody_is_found_is_said_so() {
    let texts: Vec<String> = texts().iter().map(|text| text.to_lowercase()).collect();
    let firewalls = read("docs/firewalls.md");
    let table = part(&firewalls, "What you see");
    let rows = table.lines().filter(|line| line.starts_with("| *"));
    let said: Vec<String> = rows.flat_map(|row| italics(row.split('|').nth(1).unwrap())).collect();
    assert!(said.len() > 3, "{said:?}");
    for words in said {
        assert!(texts.iter().any(|text| text.contains(&words)), "nothing says “{words}”");
    }
}

/// The table of marks has each place a thing can be at, as it is called.
#[test]
fn every_mark_is_told() {
    let guide = read("docs/guide.md");
    let rows = part(&guide, "In the window").lines().filter(|line| line.starts_with("| "));
    let told: BTreeSet<String> = rows.flat_map(italics).collect();
    let texts = read("crates/attune/src/texts/en/common.ftl");
    let places = texts.lines().filter_map(|line| line.strip_prefix("place-"));
    let places: BTreeSet<String> =
        places.map(|line| line.split_once(" = ").unwrap().1.to_owned()).collect();
    assert_eq!(told, places);
}
