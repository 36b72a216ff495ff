//! Disks that can't be written and disks that are full: what is there is read,
//! what can't be kept is said, and nothing is lost.
//!
//! Needs root, to mount small disks in memory. Without it the stories are
//! listed as ignored, with the reason in their names; with `ATTUNE_TEST_ALL=1`
//! that is a failure.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

mod stories;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn main() {
    let stories: &[(&str, fn())] = &[
        ("what_can_not_be_written_can_be_read", read_only),
        ("a_program_that_was_stopped_leaves_what_can_be_read", read_only_after_a_crash),
        ("a_full_disk_loses_nothing_and_is_usable_with_room", full),
        ("a_profile_is_made_whole_or_not_at_all", no_room_to_make),
    ];
    stories::run(lacking(), stories);
}

/// What this machine lacks for these stories.
fn lacking() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("Linux".to_owned());
    }
    let folder = tempfile::tempdir().unwrap();
    let mounted = mount(&["-t", "tmpfs", "tmpfs"], folder.path());
    if mounted {
        unmount(folder.path());
    }
    (!mounted).then(|| "root".to_owned())
}

fn mount(options: &[&str], place: &Path) -> bool {
    let output = Command::new("mount").args(options).arg(place).output();
    output.is_ok_and(|output| output.status.success())
}

fn unmount(place: &Path) {
    let _ = Command::new("umount").arg("--lazy").arg(place).output();
}

/// A small disk in memory with a profile's folder on it.
struct Disk {
    place: TempDir,
}

impl Drop for Disk {
    fn drop(&mut self) {
        unmount(self.place.path());
    }
}

/// How a run of the program went.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Disk {
    /// A disk of so many kilobytes.
    fn new(size: u32) -> Self {
        let place = tempfile::tempdir().unwrap();
        let size = format!("size={size}k");
        assert!(mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], place.path()));
        Self { place }
    }

    fn profile(&self) -> PathBuf {
        self.place.path().join("a profile?")
    }

    fn remount(&self, option: &str) {
        assert!(mount(&["-o", &format!("remount,{option}")], self.place.path()));
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
        command.env("ATTUNE_PROFILE", self.profile()).env_remove("ATTUNE_PASSPHRASE");
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("LC_ALL", "C.UTF-8");
        let output = command.args(arguments).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        let out = String::from_utf8(output.stdout).unwrap().trim_end().to_owned();
        Run { code: output.status.code().unwrap(), out, err }
    }

    #[track_caller]
    fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        run.out
    }

    #[track_caller]
    fn fails(&self, arguments: &[&str], says: &str) {
        let run = self.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}: {run:?}");
        assert!(run.err.contains(says), "{arguments:?}: {run:?}");
    }

    fn bodies(&self) -> Vec<String> {
        let listed: Value = serde_json::from_str(&self.ok(&["list", "--json"])).unwrap();
        let bodies = listed.as_array().unwrap().iter();
        bodies.map(|entry| entry["body"].as_str().unwrap().to_owned()).collect()
    }

    #[track_caller]
    fn everything_reads(&self, id: &str) {
        for arguments in [
            &["show", id][..],
            &["list"],
            &["search", "tea"],
            &["history", id],
            &["checkin", "show"],
            &["checkin", "history"],
            &["recovery", "show"],
            &["status"],
            &["doctor"],
        ] {
            self.ok(arguments);
        }
        assert_eq!(self.bodies(), ["tea in bed"]);
    }

    #[track_caller]
    fn nothing_writes(&self, id: &str) {
        for arguments in [
            &["add", "journal", "--private", "more"][..],
            &["edit", id, "other"],
            &["delete", id],
            &["share", id],
            &["checkin", "answer", "a", "b", "c"],
        ] {
            self.fails(arguments, "can’t be written, so nothing was saved");
        }
    }
}

fn read_only() {
    let disk = Disk::new(8192);
    disk.ok(&["init", "--name", "Alex", "--unprotected"]);
    let id = disk.ok(&["add", "journal", "--private", "tea in bed"]);
    disk.remount("ro");
    disk.everything_reads(&id);
    disk.nothing_writes(&id);
    disk.everything_reads(&id);
    disk.remount("rw");
    disk.ok(&["edit", &id, "tea and toast"]);
    assert_eq!(disk.bodies(), ["tea and toast"]);
}

/// What SQLite has beside the file is still there, as after a power cut.
fn read_only_after_a_crash() {
    let disk = Disk::new(8192);
    disk.ok(&["init", "--name", "Alex", "--unprotected"]);
    disk.ok(&["add", "journal", "--private", "before"]);
    let (held, copy) = (Disk::new(8192), Disk::new(8192));
    // Another program holds the vault open, so the log is not taken in.
    let folder = held.profile();
    private_folder(&folder);
    for file in std::fs::read_dir(disk.profile()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let unlock = attune_core::secrets::Unlock::Nothing;
    let holding = attune_core::vault::Vault::open(&folder, &unlock).unwrap();
    let first = held.run(&["list"]);
    assert_eq!(first.code, 0, "{first:?}");
    let id = held.ok(&["add", "journal", "--private", "tea in bed"]);
    let old: Value = serde_json::from_str(&held.ok(&["list", "--json"])).unwrap();
    held.ok(&["delete", old[1]["id"].as_str().unwrap()]);
    assert!(folder.join("vault.db-wal").metadata().unwrap().len() > 0);
    let there = copy.profile();
    private_folder(&there);
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), there.join(file.file_name())).unwrap();
    }
    drop(holding);
    copy.remount("ro");
    copy.everything_reads(&id);
    copy.nothing_writes(&id);
}

fn private_folder(folder: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(folder).unwrap();
}

fn full() {
    let disk = Disk::new(2048);
    disk.ok(&["init", "--name", "Alex", "--unprotected"]);
    let id = disk.ok(&["add", "journal", "--private", "tea in bed"]);
    let ballast = disk.place.path().join("ballast");
    // Every amount of room that is too little, down to none at all.
    for room in [64_usize, 32, 16, 4, 0] {
        let _ = std::fs::remove_file(&ballast);
        fill(&ballast, room * 1024);
        let long = "long words ".repeat(20_000);
        disk.fails(&["add", "journal", "--private", &long[..120_000]], "The disk is full");
    }
    std::fs::remove_file(&ballast).unwrap();
    disk.everything_reads(&id);
    disk.ok(&["edit", &id, "tea and toast"]);
    assert_eq!(disk.bodies(), ["tea and toast"]);
}

/// Fills the disk but for so many bytes.
fn fill(ballast: &Path, room: usize) {
    use std::io::Write;
    let mut file = std::fs::File::create(ballast).unwrap();
    while file.write_all(&[0; 1024]).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(room as u64)).unwrap();
}

fn no_room_to_make() {
    let disk = Disk::new(1024);
    let ballast = disk.place.path().join("ballast");
    for room in [0_usize, 16, 64, 128] {
        fill(&ballast, room * 1024);
        disk.fails(&["init", "--name", "Alex", "--unprotected"], "The disk is full");
        disk.fails(&["list"], "There is no profile");
    }
    std::fs::remove_file(&ballast).unwrap();
    disk.ok(&["init", "--name", "Alex", "--unprotected"]);
    assert_eq!(disk.bodies(), Vec::<String>::new());
}
