//! Two computers as two network namespaces joined by a cable, somebody at each,
//! and captures of what passes between them.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use super::people::{Person, Running};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What this machine lacks for these stories.
pub(crate) fn lacking() -> Option<String> {
    let has = |program: &str, argument: &str| {
        Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success())
    };
    if !has("ip", "-V") {
        return Some("ip".to_owned());
    }
    for (program, argument) in [("tcpdump", "--version"), ("nft", "--version")] {
        if !has(program, argument) {
            return Some(program.to_owned());
        }
    }
    let probe = format!("attune-probe-{}", std::process::id());
    if !has_namespace(&probe) {
        return Some("root".to_owned());
    }
    None
}

fn has_namespace(name: &str) -> bool {
    let made = Command::new("ip").args(["netns", "add", name]).output();
    let made = made.is_ok_and(|output| output.status.success());
    let _ = Command::new("ip").args(["netns", "del", name]).output();
    made
}

#[track_caller]
pub(crate) fn ip(arguments: &str) {
    let output = Command::new("ip").args(arguments.split(' ')).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "ip {arguments}: {errors}");
}

/// Two namespaces joined by a cable, removed with this.
pub(crate) struct Home {
    pub(crate) names: [String; 2],
}

impl Home {
    pub(crate) fn new(story: &str) -> Self {
        let names = ["a", "b"].map(|side| format!("at{}{story}{side}", std::process::id()));
        let home = Self { names };
        let [a, b] = &home.names;
        ip(&format!("netns add {a}"));
        ip(&format!("netns add {b}"));
        ip(&format!("-n {a} link add cable type veth peer name cable netns {b}"));
        for (n, name) in home.names.iter().enumerate() {
            ip(&format!("-n {name} addr add 192.168.77.{}/24 dev cable", n + 1));
            ip(&format!("-n {name} link set lo up"));
        }
        home.mend();
        home
    }

    pub(crate) fn cut(&self) {
        ip(&format!("-n {} link set cable down", self.names[0]));
    }

    pub(crate) fn mend(&self) {
        for name in &self.names {
            ip(&format!("-n {name} link set cable up"));
        }
        // The kernel takes up to a second to say that a cable carries.
        for name in &self.names {
            until("plugged in", || {
                let link = Command::new("ip").args(["-n", name, "link", "show", "cable"]).output();
                String::from_utf8_lossy(&link.unwrap().stdout).contains("state UP")
            });
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        for name in &self.names {
            let _ = Command::new("ip").args(["netns", "del", name]).output();
        }
    }
}

/// Pairs the two by words and multicast alone; gives the words.
#[track_caller]
pub(crate) fn pair(alex: &Person, sam: &Person) -> String {
    let (words, shown, typed) = try_to_pair(alex, sam);
    let told = String::from_utf8_lossy(&typed.stderr).into_owned();
    assert!(shown.success() && typed.status.success(), "{told}");
    let partner: Value = serde_json::from_slice(&typed.stdout).unwrap();
    assert_eq!(partner["partner"], "Alex");
    words
}

/// The words, and how both sides of a pairing ended.
pub(crate) fn try_to_pair(alex: &Person, sam: &Person) -> (String, ExitStatus, Output) {
    let mut shows = alex.start(&["pair", "show", "--yes", "--timeout", "60"]);
    let mut words = String::new();
    BufReader::new(shows.0.stdout.take().unwrap()).read_line(&mut words).unwrap();
    let mut arguments = vec!["--json", "pair", "enter", "--yes", "--timeout", "60"];
    arguments.extend(words.split_whitespace());
    let typed = sam.run(&arguments);
    let shown = shows.0.wait().unwrap();
    (words, shown, typed)
}

#[track_caller]
pub(crate) fn until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "never {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Packets on one interface, recorded from here on.
pub(crate) struct Capture {
    tcpdump: Running,
    file: PathBuf,
    _room: TempDir,
}

impl Capture {
    pub(crate) fn start(namespace: &str, interface: &str) -> Self {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("packets");
        let mut tcpdump = Command::new("ip")
            .args(["netns", "exec", namespace, "tcpdump", "-i", interface, "-n", "-U"])
            .args(["--immediate-mode", "-Z", "root", "-w"])
            .arg(&file)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(tcpdump.stderr.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("listening"), "{line}");
        Self { tcpdump: Running(tcpdump), file, _room: room }
    }

    /// Everything that passed so far, as it was on the cable.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.file).unwrap()
    }

    /// What passed that matches, one line a packet.
    pub(crate) fn packets(self, filter: &str) -> Vec<String> {
        drop(self.tcpdump);
        let output = Command::new("tcpdump")
            .args(["-n", "-r"])
            .arg(Path::new(&self.file))
            .arg(filter)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }
}

/// One namespace in which there is nothing but loopback, removed with this.
pub(crate) struct Loopback {
    pub(crate) name: String,
}

impl Loopback {
    pub(crate) fn new(story: &str) -> Self {
        let alone = Self { name: format!("at{}{story}", std::process::id()) };
        ip(&format!("netns add {}", alone.name));
        ip(&format!("-n {} link set lo up", alone.name));
        alone
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        let _ = Command::new("ip").args(["netns", "del", &self.name]).output();
    }
}

/// Sends one packet that the captures must see.
pub(crate) fn control_packet(namespace: &str, to: &str) {
    let send = format!("echo seen > /dev/udp/{to}/9");
    let mut command = Command::new("ip");
    command.args(["netns", "exec", namespace, "bash", "-c", &send]);
    assert!(command.status().unwrap().success());
    // Whoever captures gets to write it down.
    std::thread::sleep(Duration::from_millis(500));
}

/// Every packet goes to one of these.
#[track_caller]
pub(crate) fn assert_only_to(packets: &[String], allowed: &[&str]) {
    assert!(packets.len() > 20, "the capture sees packets");
    let strangers: Vec<&String> = packets
        .iter()
        .filter(|line| {
            let target = line.split(" > ").nth(1).unwrap_or_default();
            !allowed.iter().any(|allowed| target.starts_with(allowed))
        })
        .collect();
    assert!(strangers.is_empty(), "{strangers:#?}");
}
