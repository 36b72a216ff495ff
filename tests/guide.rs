//! What README.md, the user guide and the page on firewalls tell a person to
//! type, typed; and what they say a screen says, looked for among its texts.
//! What takes two people is in `partners.rs`; here is one at a terminal.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "guide/commands.rs"]
mod commands;
#[path = "stories/people.rs"]
mod people;
#[path = "guide/practices.rs"]
mod practices;

use commands::{BLANKS, COMMANDS, OPTIONS, Typed};
use people::Person;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The first page of the guide.
const FIRST: &str = "docs/guide.md";
/// Beside the guide's other pages.
const PAGES: [&str; 3] = ["README.md", FIRST, "docs/firewalls.md"];
const PASSPHRASE: &str = "under the pear tree";

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The guide's pages below `docs/guide.md`: one a practice, and what is around them.
fn guide() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut pages: Vec<String> =
        names.map(|name| format!("docs/guide/{}", name.to_str().unwrap())).collect();
    pages.sort();
    assert!(pages.len() > 10, "{pages:?}");
    pages
}

/// Every page that is looked at here.
fn pages() -> Vec<String> {
    PAGES.map(str::to_owned).into_iter().chain(guide()).collect()
}

/// What the pages' prose has between backticks, and the commands of their blocks.
fn shown() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for page in pages() {
        let text = read(&page);
        for (n, part) in text.split("\n```").enumerate() {
            if n % 2 == 0 {
                all.extend(part.split('`').skip(1).step_by(2).map(one_line));
                continue;
            }
            for line in part.lines() {
                let line = one_line(line.split(" #").next().unwrap());
                if let Some(arguments) = line.strip_prefix("cargo run --release -- ") {
                    all.insert(format!("attune {arguments}"));
                } else if line.starts_with("attune ") {
                    all.insert(line);
                }
            }
        }
    }
    all
}

/// The words of a line as a shell would hand them on.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(n, part)| match n % 2 {
        0 => part.split_whitespace().collect(),
        _ => vec![part],
    });
    words.collect()
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
        let words = words(shown).into_iter();
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
    let (mut ritual, mut note) = (String::new(), String::new());
    let mut protected = true;
    for Typed { shown, given, code, says } in COMMANDS {
        let id = page.get(..4).unwrap_or_default().to_owned();
        let named = |word: &'static str| match word {
            "ID" => id.clone(),
            "RITUAL" => ritual.clone(),
            "NOTE" => note.clone(),
            "DIR" => alex.file("out").into_os_string().into_string().unwrap(),
            "BACKUP" => alex.file("backup").into_os_string().into_string().unwrap(),
            "FILE" => alex.file("out/attune.json").into_os_string().into_string().unwrap(),
            word => word.to_owned(),
        };
        let given: Vec<String> = given.iter().map(|word| named(word)).collect();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let mut command = command(&alex, &given);
        command.env("TMPDIR", rooms.path());
        if shown.starts_with("ATTUNE_RECOVERY_KEY=…") || *shown == "attune recovery use" {
            command.env("ATTUNE_RECOVERY_KEY", &recovery);
        } else if protected {
            command.env("ATTUNE_PASSPHRASE", PASSPHRASE);
        }
        if matches!(given[..], ["passphrase", "set"] | ["recovery", "use"]) {
            command.env("ATTUNE_NEW_PASSPHRASE", PASSPHRASE);
        }
        let (out, all) = types(command, *code);
        assert!(all.contains(says), "{shown}: {all}");
        match given[..] {
            ["init", ..] => recovery = out,
            ["recovery", "show"] => assert_eq!(out, recovery, "shown again"),
            ["recovery", "replace"] => recovery = out,
            ["passphrase", "remove"] => protected = false,
            ["add", ..] => page = out,
            ["ritual", "take", ..] => ritual = out,
            ["note", text] if !text.starts_with("--") => note = out,
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
    for file in
        ["backup.ftl", "common.ftl", "feelings.ftl", "practices.ftl", "talk.ftl", "window.ftl"]
    {
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
    let mut found = 0;
    let mut looked_for = |page: &str, words: &str| {
        for name in italics(words) {
            assert!(texts.contains(&name), "{page}: nothing is called “{name}”");
            found += 1;
        }
    };
    for page in guide().into_iter().chain([FIRST.to_owned()]) {
        looked_for(&page, &read(&page));
    }
    looked_for("docs/firewalls.md", part(&read("docs/firewalls.md"), "An invitation"));
    assert!(found > 100, "{found} names");
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
    let guide = read(FIRST);
    let rows = part(&guide, "In the window").lines().filter(|line| line.starts_with("| "));
    let told: BTreeSet<String> = rows.flat_map(italics).collect();
    let texts = read("crates/attune/src/texts/en/common.ftl");
    let places = texts.lines().filter_map(|line| line.strip_prefix("place-"));
    let places: BTreeSet<String> =
        places.map(|line| line.split_once(" = ").unwrap().1.to_owned()).collect();
    assert_eq!(told, places);
}
