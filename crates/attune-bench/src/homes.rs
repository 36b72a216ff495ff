//! Computers of their own in network namespaces: what they send goes over a
//! cable that leads nowhere else, and is counted there. Needs root and `ip`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What this machine lacks for them.
pub(crate) fn lacking() -> Option<&'static str> {
    if Command::new("ip").arg("-V").output().is_err() {
        return Some("needs `ip` (iproute2)");
    }
    let name = format!("atb{}probe", std::process::id());
    if ip(&format!("netns add {name}")).is_err() {
        return Some("needs root, for network namespaces");
    }
    let _ = ip(&format!("netns del {name}"));
    None
}

fn ip(arguments: &str) -> Result<(), String> {
    let output = Command::new("ip").args(arguments.split(' ')).output();
    let output = output.map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("ip {arguments}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// A computer that can reach itself and, with a [`Home`], one other.
pub(crate) struct Computer {
    name: String,
}

impl Computer {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("atb{}{name}", std::process::id());
        ip(&format!("netns add {name}")).unwrap();
        ip(&format!("-n {name} link set lo up")).unwrap();
        Self { name }
    }

    /// This very program, in another part (see [`crate::parts`]).
    pub(crate) fn play(&self, part: &str) -> Command {
        let mut command = Command::new("ip");
        command
            .args(["netns", "exec", &self.name])
            .arg(std::env::current_exe().unwrap())
            .env(crate::parts::PART, part)
            .env_remove("ATTUNE_BIND")
            .env_remove("ATTUNE_PASSPHRASE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn file(&self, path: &str) -> String {
        let output = Command::new("ip").args(["netns", "exec", &self.name, "cat", path]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }

    /// Everything that went over the cable, both ways.
    pub(crate) fn packets(&self) -> u64 {
        let of = |way| {
            let path = format!("/sys/class/net/cable/statistics/{way}_packets");
            self.file(&path).trim().parse::<u64>().unwrap()
        };
        of("rx") + of("tx")
    }

    /// Every datagram that goes out over the cable from now on, one a line.
    pub(crate) fn capture(&self) -> Result<Capture, &'static str> {
        let lines = tempfile::NamedTempFile::new().unwrap();
        let program = Command::new("ip")
            .args(["netns", "exec", &self.name, "tcpdump", "-n", "-l", "-Q", "out"])
            .args(["-i", "cable", "udp"])
            .stdout(lines.reopen().unwrap())
            .stderr(Stdio::piped())
            .spawn();
        let mut running = Running(program.map_err(|_| "needs tcpdump")?);
        // It says when it listens.
        let mut said = BufReader::new(running.0.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("listening on") {
            line.clear();
            if said.read_line(&mut line).unwrap() == 0 {
                return Err("needs tcpdump");
            }
        }
        Ok(Capture { _running: running, lines })
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        let _ = ip(&format!("netns del {}", self.name));
    }
}

/// Two computers joined by a cable, without a way to anywhere else.
pub(crate) struct Home {
    pub(crate) here: Computer,
    pub(crate) there: Computer,
}

impl Home {
    pub(crate) fn new(name: &str) -> Self {
        let here = Computer::new(&format!("{name}a"));
        let there = Computer::new(&format!("{name}b"));
        let (a, b) = (&here.name, &there.name);
        ip(&format!("-n {a} link add cable type veth peer name cable netns {b}")).unwrap();
        for (n, name) in [a, b].into_iter().enumerate() {
            ip(&format!("-n {name} addr add {}/24 dev cable", address(n))).unwrap();
            ip(&format!("-n {name} link set cable up")).unwrap();
        }
        // The kernel makes sure of its own addresses for a second or two.
        std::thread::sleep(Duration::from_secs(3));
        Self { here, there }
    }
}

/// The address of either computer.
pub(crate) fn address(n: usize) -> String {
    format!("192.168.77.{}", n + 1)
}

/// Somebody with a profile at one of the computers.
pub(crate) struct Someone<'a> {
    computer: &'a Computer,
    pub(crate) folder: TempDir,
}

impl<'a> Someone<'a> {
    pub(crate) fn new(computer: &'a Computer, name: &str) -> Self {
        let someone = Self { computer, folder: tempfile::tempdir().unwrap() };
        someone.done(&["init", "--name", name, "--unprotected"]);
        someone
    }

    fn attune(&self, arguments: &[&str]) -> Command {
        let mut command = self.computer.play("attune");
        command.arg("--profile").arg(self.folder.path().join("profile")).args(arguments);
        command
    }

    fn done(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.attune(arguments).output().unwrap();
        assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// The program with its connection, until it is dropped.
    pub(crate) fn sync(&self) -> Running {
        let mut command = self.attune(&["sync"]);
        Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    pub(crate) fn until_in_step(&self) {
        let began = Instant::now();
        loop {
            let status = self.done(&["--json", "status"]);
            let status: serde_json::Value = serde_json::from_str(&status).unwrap();
            if status["in_step"] == true {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "never in step");
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

/// Two people at both computers, paired by words.
pub(crate) fn paired(home: &Home) -> [Someone<'_>; 2] {
    let alex = Someone::new(&home.here, "Alex");
    let sam = Someone::new(&home.there, "Sam");
    let mut shows =
        Running(alex.attune(&["pair", "show", "--yes", "--timeout", "60"]).spawn().unwrap());
    let mut words = String::new();
    BufReader::new(shows.0.stdout.take().unwrap()).read_line(&mut words).unwrap();
    let mut arguments = vec!["pair", "enter", "--yes", "--timeout", "60"];
    arguments.extend(words.split_whitespace());
    sam.done(&arguments);
    assert!(shows.0.wait().unwrap().success());
    [alex, sam]
}

/// Datagrams as they go out.
pub(crate) struct Capture {
    _running: Running,
    lines: tempfile::NamedTempFile,
}

impl Capture {
    /// So far: of multicast DNS, and all others.
    pub(crate) fn so_far(&self) -> [u64; 2] {
        let text = fs::read_to_string(self.lines.path()).unwrap();
        let discovery = text.lines().filter(|line| line.contains(".5353 > ")).count();
        [discovery as u64, (text.lines().count() - discovery) as u64]
    }
}

/// A program that is ended when this is dropped.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    /// How long it has been on a processor, all its threads together.
    pub(crate) fn on_cpu(&self) -> Duration {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.0.id())).unwrap();
        let nanos = tasks.map(|task| {
            let told = fs::read_to_string(task.unwrap().path().join("schedstat")).unwrap();
            told.split(' ').next().unwrap().parse::<u64>().unwrap()
        });
        Duration::from_nanos(nanos.sum())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
