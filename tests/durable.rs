//! What is told is on the disk, by what the system is asked: the log is synced
//! before an id is printed, and where the disk fails, that is said and nothing
//! is lost. `strace` looks on, and lets system calls fail.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

#[path = "stories/people.rs"]
mod people;
mod stories;

use people::Person;
use std::path::Path;
use std::process::{Command, Output};

fn main() {
    let stories: &[(&str, fn())] = &[
        ("an_id_is_printed_after_the_log_is_synced", synced),
        ("a_disk_that_fails_is_told_and_loses_nothing", failing),
    ];
    stories::run(lacking(), stories);
}

/// What this machine lacks for these stories.
fn lacking() -> Option<String> {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let traced = traced.is_ok_and(|output| output.status.success());
    (!traced).then(|| "strace".to_owned())
}

/// Runs a command of the program under `strace` with these options.
fn traced(person: &Person, options: &[&str], trace: &Path, arguments: &[&str]) -> Output {
    let program = person.command(arguments);
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-s", "64", "-o"]).arg(trace).args(options);
    command.arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.output().unwrap()
}

fn synced() {
    let alex = Person::new("Alex");
    let trace = alex.file("trace");
    let calls = ["-e", "trace=write,pwrite64,writev,pwritev,fsync,fdatasync"];
    let run = traced(&alex, &calls, &trace, &["add", "journal", "--private", "words that stay"]);
    assert!(run.status.success(), "{run:?}");
    let id = String::from_utf8(run.stdout).unwrap().trim().to_owned();
    let trace = std::fs::read_to_string(&trace).unwrap();
    let lines: Vec<&str> = trace.lines().collect();
    let last = |what: &dyn Fn(&str) -> bool, before: usize| {
        lines[..before].iter().rposition(|line| what(line))
    };
    let printed = lines.iter().position(|line| line.contains("write(1<") && line.contains(&id));
    let printed = printed.expect("the id is printed by a write that can be seen");
    let written = last(&|line| line.contains("write64(") && line.contains("vault.db-wal"), printed);
    let written = written.expect("the log was written before");
    let synced = last(&|line| line.contains("sync(") && line.contains("vault.db-wal"), printed);
    assert!(synced > Some(written), "written {written}, synced {synced:?}, printed {printed}");
}

/// Every call through which a page reaches the disk, made to fail once at each
/// of its turns.
const FAULTS: [(&str, &str); 4] =
    [("fsync", "EIO"), ("fdatasync", "EIO"), ("pwrite64", "ENOSPC"), ("pwrite64", "EIO")];

fn failing() {
    let alex = Person::new("Alex");
    let before = alex.done(&["add", "journal", "--private", "from before"]);
    let mut told = Vec::new();
    let (mut failed, mut turns) = (0, 0);
    for (call, error) in FAULTS {
        for turn in 1.. {
            let words = format!("{call} {error} {turn}");
            let trace = alex.file("trace");
            let inject = format!("inject={call}:error={error}:when={turn}");
            let filter = format!("trace={call}");
            let options = ["-e", filter.as_str(), "-e", inject.as_str()];
            let run = traced(&alex, &options, &trace, &["add", "journal", "--private", &words]);
            let hit = std::fs::read_to_string(&trace).unwrap().contains("(INJECTED)");
            let (out, errors) = (text(&run.stdout), text(&run.stderr));
            if run.status.success() {
                told.push((out.trim().to_owned(), words));
            } else {
                failed += 1;
                assert_eq!(run.status.code(), Some(1), "{call} {error} {turn}: {errors}");
                assert!(out.is_empty(), "{call} {error} {turn} told {out} and failed");
                assert!(!errors.trim().is_empty() && !errors.contains("panicked"), "{errors}");
            }
            turns += 1;
            if !hit {
                break;
            }
        }
    }
    assert!(failed > 8, "only {failed} of {turns} faults were noticed");
    alex.done(&["doctor"]);
    assert_eq!(alex.json(&["show", &before])["body"], "from before");
    for (id, words) in &told {
        assert_eq!(alex.json(&["show", id])["body"], **words);
    }
    // And it goes on.
    let after = alex.done(&["add", "journal", "--private", "afterwards"]);
    assert_eq!(alex.json(&["show", &after])["body"], "afterwards");
    println!("{turns} turns, {failed} told as failed");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
