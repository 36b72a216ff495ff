//! What is told is on the disk, by what the system is asked: the log is synced
//! before an id is printed, and before a partner hears that something is here;
//! and where the disk fails, that is said and nothing is lost. `strace` looks on,
//! and lets system calls fail or take their time.
//!
//! `ATTUNE_FAULTS=all` lets each call fail at every one of its turns in every step
//! of a short story, not only at some.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

#[path = "stories/people.rs"]
mod people;
mod stories;

use attune_core::ids::DocumentId;
use attune_core::secrets::Unlock;
use attune_core::vault::{Delivery, Vault};
use people::{Person, Running};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

fn main() {
    let stories: &[(&str, fn())] = &[
        ("an_id_is_printed_after_the_log_is_synced", synced),
        ("a_line_is_said_to_be_on_both_after_the_other_side_synced_it", confirmed),
        ("a_disk_that_fails_is_told_and_loses_nothing", failing),
        ("a_disk_that_fails_in_any_step_of_a_story_costs_that_step_alone", story_fails),
        ("a_disk_that_fails_while_a_vault_is_mended_costs_nothing", mending_fails),
    ];
    stories::run(lacking(), stories);
}

/// What this machine lacks for these stories.
fn lacking() -> Option<String> {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let traced = traced.is_ok_and(|output| output.status.success());
    (!traced).then(|| "strace".to_owned())
}

/// A command of the program under `strace` with these options.
fn under(person: &Person, options: &[&str], trace: &Path, arguments: &[&str]) -> Command {
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
    command
}

/// Runs it to its end.
fn traced(person: &Person, options: &[&str], trace: &Path, arguments: &[&str]) -> Output {
    under(person, options, trace, arguments).output().unwrap()
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

/// How long the receiver's disk takes for each sync.
const SLOW: Duration = Duration::from_secs(2);

/// Packets are sealed, so a trace does not tell which of them confirms. What it
/// does tell: the sender learns of no confirmation until a sync of the
/// receiver's log has ended that began after the line was written into it, be
/// that sync as slow as it may. The receiver's other threads run on meanwhile, so
/// a confirmation that did not wait for it would be there two seconds before.
fn confirmed() {
    let (alex, sam) = people::couple();
    let trace = sam.file("trace");
    let log = sam.file("profile").canonicalize().unwrap().join("vault.db-wal");
    let slow = format!("inject=fsync,fdatasync:delay_enter={}", SLOW.as_micros());
    let calls_of_log = ["-P", log.to_str().unwrap(), "-e", "trace=pwrite64,fsync,fdatasync"];
    // With -D it is the program that ends with this test, and `strace` after it.
    let options = [&["-D", "-ttt", "-T", "-e", slow.as_str()], &calls_of_log[..]].concat();
    let mut there = under(&sam, &options, &trace, &["sync"]);
    let _there = Running(there.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let _here = alex.start(&["sync"]);
    // First they come into step, and everything slow of that is over.
    wait("in step", || alex.is_in_step() && sam.is_in_step());
    let mut length = None;
    wait("still", || {
        std::thread::sleep(SLOW + Duration::from_secs(1));
        let now = std::fs::metadata(&trace).unwrap().len();
        length.replace(now) == Some(now)
    });

    let [here, there] =
        [&alex, &sam].map(|person| Vault::open(&person.file("profile"), &Unlock::Nothing).unwrap());
    let began = seconds_since_1970();
    let line = alex.done(&["add", "journal", "--shared", "a line that stays there"]);
    let line: DocumentId = line.parse().unwrap();
    let delivery = || here.reader().unwrap().entry(line).unwrap().delivery;
    wait("on both", || delivery() == Delivery::Both);
    let heard = seconds_since_1970();
    // What was not synced can't be read there yet, so this waits for the sync.
    wait("there", || there.reader().unwrap().entry(line).is_ok());

    let calls = calls(&std::fs::read_to_string(&trace).unwrap());
    // The log's own head, which begins it anew, is synced by itself before.
    let is_of_line = |call: &&Call| call.writes_at.is_some_and(|at| at > 0) && call.began > began;
    let written = calls.iter().find(is_of_line);
    let written = written.expect("the line is written into the log by a write that can be seen");
    let is_sync = |call: &&Call| call.writes_at.is_none() && call.began > written.began;
    let synced = calls.iter().find(is_sync).expect("the log is synced after that");
    let synced = synced.ended.expect("the sync ends");
    println!(
        "written after {:.3} s, synced after {:.3} s, heard of after {:.3} s",
        written.began - began,
        synced - began,
        heard - began
    );
    assert!(synced - written.began >= SLOW.as_secs_f64(), "the disk was slow");
    assert!(synced < heard, "heard of {:.3} s before the sync ended", synced - heard);
}

#[track_caller]
fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "never {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn seconds_since_1970() -> f64 {
    SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64()
}

/// A write or a sync in a trace with times.
struct Call {
    /// Where a write goes; a sync has no place.
    writes_at: Option<u64>,
    began: f64,
    /// Not if the trace ends within it.
    ended: Option<f64>,
}

/// The calls of a trace in the order they began. One line tells of a call, or
/// two, where another thread's came between.
fn calls(trace: &str) -> Vec<Call> {
    let mut calls: Vec<(&str, Call)> = Vec::new();
    for line in trace.lines() {
        let mut words = line.split_whitespace();
        let (Some(thread), Some(time)) = (words.next(), words.next()) else { continue };
        let (Ok(time), Some(what)) = (time.parse::<f64>(), words.next()) else { continue };
        let took = line.rsplit_once('<').and_then(|(_, took)| took.strip_suffix('>'));
        let took = took.and_then(|took| took.parse::<f64>().ok());
        if what == "<..." {
            let open =
                calls.iter_mut().rev().find(|(by, call)| *by == thread && call.ended.is_none());
            if let Some((_, call)) = open {
                call.ended = took.map(|took| call.began + took);
            }
        } else if what.contains('(') {
            let place = line.rsplit_once(") = ").and_then(|(call, _)| call.rsplit_once(", "));
            let place = place.and_then(|(_, place)| place.parse().ok());
            let writes_at = what.starts_with("pwrite64").then(|| place.unwrap_or_default());
            calls.push((
                thread,
                Call { writes_at, began: time, ended: took.map(|took| time + took) },
            ));
        }
    }
    calls.into_iter().map(|(_, call)| call).collect()
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

/// The turns at which a call is made to fail.
fn turns() -> impl Iterator<Item = u32> {
    let every = std::env::var("ATTUNE_FAULTS").is_ok_and(|value| value == "all");
    (1_u32..).filter(move |turn| every || turn.is_power_of_two())
}

/// Runs it with the call failing at that turn. `None` if it never came to that.
fn with_fault(
    person: &Person,
    (call, error): (&str, &str),
    turn: u32,
    arguments: &[&str],
) -> Option<Output> {
    let trace = person.file("trace");
    let inject = format!("inject={call}:error={error}:when={turn}");
    let filter = format!("trace={call}");
    let run = traced(person, &["-e", &filter, "-e", &inject], &trace, arguments);
    assert!(!text(&run.stderr).contains("panicked"), "{call} {error} {turn}: {run:?}");
    let hit = std::fs::read_to_string(&trace).unwrap().contains("(INJECTED)");
    hit.then_some(run)
}

/// What is listed, by its words, with what each looks like to the end.
fn bodies(person: &Person) -> Vec<String> {
    let listed = person.json(&["list"]);
    let listed = listed.as_array().unwrap().iter();
    listed.map(|entry| entry["body"].as_str().unwrap().to_owned()).collect()
}

/// A profile is begun, written in, changed, deleted from and brought back.
fn story_fails() {
    let mut faults = 0;
    for fault in FAULTS {
        for turn in turns() {
            let alex = Person::stranger(None);
            let init = ["init", "--name", "Alex", "--unprotected"];
            let Some(run) = with_fault(&alex, fault, turn, &init) else { break };
            faults += 1;
            if !run.status.success() {
                alex.run(&init);
            }
            // Whatever failed, there is a profile now, made the first time or the second.
            assert_eq!(bodies(&alex), Vec::<String>::new(), "init, {fault:?} {turn}");
        }
    }
    let alex = Person::new("Alex");
    let page = alex.done(&["add", "journal", "--private", "words"]);
    let going = alex.done(&["add", "journal", "--private", "going"]);
    for fault in FAULTS {
        for turn in turns() {
            let words = format!("words of {fault:?} {turn}");
            let Some(run) = with_fault(&alex, fault, turn, &["edit", &page, &words]) else { break };
            faults += 1;
            let now = alex.json(&["show", &page])["body"].as_str().unwrap().to_owned();
            assert!(now == words || !run.status.success(), "{fault:?} {turn}: {now}");
            assert!(now.starts_with("words"), "{now}");
        }
        for turn in turns() {
            let Some(run) = with_fault(&alex, fault, turn, &["delete", &going]) else { break };
            faults += 1;
            let is_there = bodies(&alex).iter().any(|body| body == "going");
            assert!(!is_there || !run.status.success(), "{fault:?} {turn}");
            if !is_there {
                alex.done(&["undo"]);
            }
            assert!(bodies(&alex).iter().any(|body| body == "going"), "{fault:?} {turn}");
        }
    }
    alex.done(&["doctor"]);
    println!("{faults} faults");
}

/// Each call of mending fails: the damaged file is at its place or set aside, and
/// the next try brings every word.
fn mending_fails() {
    let alex = Person::new("Alex");
    for n in 0..12 {
        alex.done(&["add", "journal", "--private", &format!("page {n}")]);
    }
    let expected = bodies(&alex);
    let vault = alex.file("profile").join("vault.db");
    let whole = std::fs::read(&vault).unwrap();
    let mut damaged = whole.clone();
    let middle = whole.len() / 2 / 4096 * 4096;
    damaged[middle + 9] ^= 1;
    let mut faults = 0;
    for fault in FAULTS.into_iter().chain([("write", "ENOSPC"), ("rename", "EIO")]) {
        for turn in turns() {
            for old in std::fs::read_dir(alex.file("profile")).unwrap() {
                let old = old.unwrap().path();
                if old.is_dir() {
                    std::fs::remove_dir_all(old).unwrap();
                }
            }
            std::fs::write(&vault, &damaged).unwrap();
            let Some(run) = with_fault(&alex, fault, turn, &["salvage"]) else { break };
            faults += 1;
            let aside = std::fs::read_dir(alex.file("profile")).unwrap().any(|entry| {
                let path = entry.unwrap().path().join("vault.db");
                std::fs::read(path).is_ok_and(|bytes| bytes == damaged)
            });
            let here = std::fs::read(&vault).is_ok_and(|bytes| bytes == damaged);
            assert!(here || aside, "{fault:?} {turn}: {run:?}");
            alex.done(&["salvage"]);
            assert_eq!(bodies(&alex), expected, "{fault:?} {turn}");
        }
    }
    println!("{faults} faults");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
