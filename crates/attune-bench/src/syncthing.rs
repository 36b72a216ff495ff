//! The first sync of Syncthing, where each entry is a file, beside the first
//! meeting of as many entries.
//!
//! Both of its instances run in a network of their own that has nothing but
//! loopback, with discovery, relays, port mapping, reports and updates switched
//! off besides. Its interface is asked by a few lines of HTTP, for want of a
//! client among the dependencies, and because each answer is a small JSON.

use crate::Bench;
use crate::homes::{self, Computer, Running};
use crate::meeting;
use crate::past::Words;
use crate::table::{Measure, Target};
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const NAME: &str = "first-sync-syncthing";
const TARGET: Target = Target::AtLeast(20.0);
const COUNT: usize = 5_000;
const KEY: &str = "bench";
const LOOK: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(240);

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let version = Command::new("syncthing").arg("--version").output();
    let Ok(version) = version else {
        return vec![Measure::absent(NAME, TARGET, "not installed: apt-get install syncthing")];
    };
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let version = version.split(' ').nth(1).unwrap_or_default();
    if let Some(why) = homes::lacking() {
        return vec![Measure::failed(NAME, TARGET, why)];
    }
    let folder = tempfile::tempdir().unwrap();
    let computer = Computer::new("syn");
    let output = computer.play("syncthing").arg(folder.path()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let Some(theirs) = told.lines().last().and_then(|line| line.parse::<f64>().ok()) else {
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        return vec![Measure::failed(NAME, TARGET, why)];
    };
    let (ours, said) = meeting::first(bench, COUNT);
    let why = format!("Syncthing {version}, {COUNT} files, from connected to complete; {said}");
    vec![Measure::beside(NAME, (ours, theirs), "entries/s", TARGET, why)]
}

/// One of the two.
struct Instance {
    home: PathBuf,
    files: PathBuf,
    id: String,
    gui: u16,
    port: u16,
}

impl Instance {
    fn new(folder: &Path, name: &str, n: u16) -> Self {
        let (home, files) = (folder.join(name), folder.join(format!("{name}-files")));
        fs::create_dir_all(files.join(".stfolder")).unwrap();
        let made = syncthing("generate", &home).arg("--skip-port-probing").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let id = syncthing("serve", &home).arg("--device-id").output().unwrap();
        let id = String::from_utf8(id.stdout).unwrap().trim().to_owned();
        // Nobody else is in this network, so that these are free.
        Self { home, files, id, gui: 8400 + n, port: 22_000 + n }
    }

    /// Replaces what it was generated with.
    fn configure(&self, other: &Instance) {
        let Self { files, gui, port, .. } = self;
        let device = |of: &Instance| {
            let (id, port) = (&of.id, of.port);
            let way = format!("<address>tcp://127.0.0.1:{port}</address>");
            format!("<device id=\"{id}\" name=\"{port}\">{way}</device>")
        };
        let both = [device(self), device(other)].concat();
        let shared = [self, other].map(|of| format!("<device id=\"{}\"/>", of.id)).concat();
        let files = files.display();
        let config = format!(
            "<configuration version=\"36\">\
             <folder id=\"mix\" path=\"{files}\" type=\"sendreceive\" \
             rescanIntervalS=\"0\" fsWatcherEnabled=\"false\">{shared}</folder>{both}\
             <gui enabled=\"true\" tls=\"false\"><address>127.0.0.1:{gui}</address>\
             <apikey>{KEY}</apikey></gui>\
             <options><listenAddress>tcp://127.0.0.1:{port}</listenAddress>\
             <globalAnnounceEnabled>false</globalAnnounceEnabled>\
             <localAnnounceEnabled>false</localAnnounceEnabled>\
             <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>\
             <crashReportingEnabled>false</crashReportingEnabled><urAccepted>-1</urAccepted>\
             <autoUpgradeIntervalH>0</autoUpgradeIntervalH><startBrowser>false</startBrowser>\
             <stunKeepaliveStartS>0</stunKeepaliveStartS>\
             <reconnectionIntervalS>1</reconnectionIntervalS>\
             <setLowPriority>false</setLowPriority></options></configuration>"
        );
        fs::write(self.home.join("config.xml"), config).unwrap();
    }

    fn start(&self) -> Running {
        let mut command = syncthing("serve", &self.home);
        command.args(["--no-browser", "--no-restart", "--no-upgrade"]);
        let log = fs::File::create(self.home.join("log")).unwrap();
        Running(command.stdout(log).stderr(Stdio::null()).spawn().unwrap())
    }

    /// What its interface answers; nothing while it does not.
    fn ask(&self, path: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.gui)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        // Without a host it takes a request for one that a web page forged.
        let host = format!("Host: 127.0.0.1:{}", self.gui);
        let request = format!("GET /rest/{path} HTTP/1.0\r\n{host}\r\nX-API-Key: {KEY}\r\n\r\n");
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
    }

    fn until(&self, what: &str, path: &str, is_so: impl Fn(&Value) -> bool) {
        let began = Instant::now();
        while !self.ask(path).is_some_and(|answer| is_so(&answer)) {
            if began.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.home.join("log")).unwrap_or_default();
                panic!("never {what}: {:?}\n{log}", self.ask(path));
            }
            std::thread::sleep(LOOK);
        }
    }
}

fn syncthing(verb: &str, home: &Path) -> Command {
    let mut command = Command::new("syncthing");
    // Without its watching parent it is one process, and ends when it is ended.
    command.arg(verb).arg(format!("--home={}", home.display()));
    command.env("STNOUPGRADE", "1").env("STMONITORED", "yes");
    command
}

/// Syncs the mix from one to the other, and prints files a second.
pub(crate) fn play(folder: &Path) {
    assert_only_loopback();
    let (a, b) = (Instance::new(folder, "a", 1), Instance::new(folder, "b", 2));
    a.configure(&b);
    b.configure(&a);
    let mut words = Words::new(1);
    for n in 0..COUNT {
        let text = words.text(if n.is_multiple_of(5) { 500 } else { 120 });
        fs::write(a.files.join(format!("{n:05}.txt")), text).unwrap();
    }
    let _a = a.start();
    let whole = |of: &Value, name: &str| of[name].as_u64() == Some(COUNT as u64);
    a.until("scanned", "db/status?folder=mix", |status| {
        status["state"] == "idle" && whole(status, "localFiles")
    });
    let _b = b.start();
    let path = "system/connections";
    b.until("connected", path, |all| all["connections"][&a.id]["connected"] == true);
    let began = Instant::now();
    b.until("complete", "db/status?folder=mix", |status| {
        status["state"] == "idle"
            && whole(status, "localFiles")
            && status["needFiles"].as_u64() == Some(0)
    });
    let took = began.elapsed();
    let there = fs::read_dir(&b.files).unwrap().filter_map(Result::ok);
    let there = there.filter(|file| file.path().extension().is_some_and(|of| of == "txt")).count();
    assert_eq!(there, COUNT);
    println!("{}", COUNT as f64 / took.as_secs_f64());
}

/// Whoever plays this is alone: there is no interface but loopback.
fn assert_only_loopback() {
    let all = fs::read_to_string("/proc/net/dev").unwrap();
    let names: Vec<&str> =
        all.lines().filter_map(|line| Some(line.split_once(':')?.0.trim())).collect();
    assert_eq!(names, ["lo"], "there is a way out of this network");
}
