//! Two computers at home, as two network namespaces joined by a cable, without
//! a default route: what is found, what is merged, and what is never sent.
//!
//! Needs root, `ip` and `tcpdump`. Without them the stories are listed as
//! ignored, with the reason in their names; with `ATTUNE_TEST_ALL=1` that is a
//! failure.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn main() {
    let arguments = Arguments::from_args();
    let lacking = lacking();
    let demanded = std::env::var_os("ATTUNE_TEST_ALL").is_some_and(|value| value == "1");
    let stories: [(&str, fn()); 3] = [
        ("two_computers_pair_are_cut_apart_and_merge", pair_cut_merge),
        ("nothing_leaves_the_link", nothing_leaves_the_link),
        ("a_moved_computer_is_found_again", moved),
    ];
    let trials = stories
        .into_iter()
        .map(|(name, story)| {
            let lacking = lacking.clone();
            let title = match &lacking {
                Some(what) if !demanded => format!("{name} (needs {what})"),
                _ => name.to_owned(),
            };
            let ignored = lacking.is_some() && !demanded;
            Trial::test(title, move || match lacking {
                Some(what) => Err(Failed::from(format!("it needs {what}"))),
                None => {
                    story();
                    Ok(())
                }
            })
            .with_ignored_flag(ignored)
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// What this machine lacks for these stories.
fn lacking() -> Option<String> {
    let has = |program: &str, argument: &str| {
        Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success())
    };
    if !has("ip", "-V") {
        return Some("ip".to_owned());
    }
    if !has("tcpdump", "--version") {
        return Some("tcpdump".to_owned());
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
fn ip(arguments: &str) {
    let output = Command::new("ip").args(arguments.split(' ')).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "ip {arguments}: {errors}");
}

/// Two namespaces joined by a cable, removed with this.
struct Home {
    names: [String; 2],
}

impl Home {
    fn new(story: &str) -> Self {
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

    fn cut(&self) {
        ip(&format!("-n {} link set cable down", self.names[0]));
    }

    fn mend(&self) {
        for name in &self.names {
            ip(&format!("-n {name} link set cable up"));
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

/// Somebody at one of the two computers.
struct Person {
    namespace: String,
    folder: TempDir,
}

impl Person {
    fn new(name: &str, namespace: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let person = Self { namespace: namespace.to_owned(), folder };
        person.done(&["init", "--name", name, "--unprotected"]);
        person
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("ip");
        command
            .args(["netns", "exec", &self.namespace, env!("CARGO_BIN_EXE_attune"), "--profile"])
            .arg(self.folder.path().join("profile"))
            .args(arguments)
            .env_remove("ATTUNE_BIND")
            .env_remove("ATTUNE_PASSPHRASE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(&[&["--json"], arguments].concat())).unwrap()
    }

    fn start(&self, arguments: &[&str]) -> Running {
        Running(self.command(arguments).spawn().unwrap())
    }

    fn is_in_step(&self) -> bool {
        self.json(&["status"])["in_step"] == true
    }
}

/// A program that is ended with its story.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Pairs the two by words and multicast alone.
#[track_caller]
fn pair(alex: &Person, sam: &Person) {
    let mut shows = alex.start(&["pair", "show", "--yes", "--timeout", "60"]);
    let mut words = String::new();
    BufReader::new(shows.0.stdout.take().unwrap()).read_line(&mut words).unwrap();
    let mut arguments = vec!["pair", "enter", "--yes", "--timeout", "60"];
    arguments.extend(words.split_whitespace());
    assert_eq!(sam.json(&arguments)["partner"], "Alex");
    assert!(shows.0.wait().unwrap().success());
}

#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "never {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn pair_cut_merge() {
    let home = Home::new("c");
    let (alex, sam) = (Person::new("Alex", &home.names[0]), Person::new("Sam", &home.names[1]));
    pair(&alex, &sam);
    let _here = alex.start(&["sync"]);
    let _there = sam.start(&["sync"]);
    let page = alex.done(&["add", "journal", "--together", "One. Two."]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    assert_eq!(sam.json(&["show", &page])["body"], "One. Two.");

    home.cut();
    alex.done(&["edit", &page, "Zero. One. Two."]);
    sam.done(&["edit", &page, "One. Two. Three."]);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(alex.json(&["show", &page])["delivery"], "device");
    assert!(!alex.is_in_step() && !sam.is_in_step());

    home.mend();
    until("in step again", || alex.is_in_step() && sam.is_in_step());
    for person in [&alex, &sam] {
        assert_eq!(person.json(&["show", &page])["body"], "Zero. One. Two. Three.");
    }
    assert_eq!(alex.json(&["status"])["digest"], sam.json(&["status"])["digest"]);
}

/// Packets on one interface, recorded from here on.
struct Capture {
    tcpdump: Running,
    file: PathBuf,
    _room: TempDir,
}

impl Capture {
    fn start(namespace: &str, interface: &str) -> Self {
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

    /// What passed that matches, one line a packet.
    fn packets(self, filter: &str) -> Vec<String> {
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

fn nothing_leaves_the_link() {
    let home = Home::new("l");
    // Alex's computer also has a way out, where everything else would go; Sam's
    // has an address that is off the link, and says so when asked.
    let [a, b] = &home.names;
    ip(&format!("-n {a} link add out type veth peer name far"));
    ip(&format!("-n {a} addr add 203.0.113.2/24 dev out"));
    ip(&format!("-n {a} link set far up"));
    ip(&format!("-n {a} link set out up"));
    ip(&format!("-n {a} route add default via 203.0.113.1"));
    ip(&format!("-n {b} link add other type veth peer name beyond"));
    ip(&format!("-n {b} addr add 10.99.0.2/24 dev other"));
    ip(&format!("-n {b} link set beyond up"));
    ip(&format!("-n {b} link set other up"));
    let (alex, sam) = (Person::new("Alex", a), Person::new("Sam", b));
    let out = Capture::start(a, "out");
    let cable = Capture::start(a, "cable");
    pair(&alex, &sam);
    let here = alex.start(&["sync"]);
    let there = sam.start(&["sync"]);
    alex.done(&["add", "journal", "--shared", "only over the cable"]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    // Long enough for paths to be probed and addresses to be swapped.
    std::thread::sleep(Duration::from_secs(8));
    drop((here, there));
    // The kernel's own group reports and neighbour questions are not ours.
    let sent = out.packets("ip and not igmp or udp or tcp");
    assert_eq!(sent, Vec::<String>::new(), "off the link");
    let passed = cable.packets("udp");
    assert!(passed.len() > 20, "the capture sees packets");
    let strangers: Vec<&String> = passed
        .iter()
        .filter(|line| {
            let target = line.split(" > ").nth(1).unwrap_or_default();
            !target.starts_with("192.168.77.") && !target.starts_with("224.0.0.251.5353")
        })
        .collect();
    assert!(strangers.is_empty(), "{strangers:#?}");
}

fn moved() {
    let home = Home::new("m");
    let (alex, sam) = (Person::new("Alex", &home.names[0]), Person::new("Sam", &home.names[1]));
    pair(&alex, &sam);
    let _here = alex.start(&["sync"]);
    let _there = sam.start(&["sync"]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    // The router gave both computers other addresses.
    for (n, name) in home.names.iter().enumerate() {
        ip(&format!("-n {name} addr flush dev cable"));
        ip(&format!("-n {name} addr add 10.20.30.{}/24 dev cable", n + 1));
    }
    let page = sam.done(&["add", "journal", "--shared", "from the new place"]);
    until("in step in the new place", || alex.is_in_step() && sam.is_in_step());
    assert_eq!(alex.json(&["show", &page])["body"], "from the new place");
}
