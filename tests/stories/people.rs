//! Two people at two terminals: the built program, two profiles, real sockets.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use serde_json::Value;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// Somebody with a profile, at this computer or at one of two others.
pub(crate) struct Person {
    pub(crate) folder: TempDir,
    /// The namespace that is their computer; none is this one, on loopback.
    computer: Option<String>,
    /// What their programs find in the environment beside the usual.
    pub(crate) environment: Vec<(&'static str, OsString)>,
}

impl Person {
    pub(crate) fn new(name: &str) -> Self {
        Self::stranger(None).begins(name)
    }

    /// Somebody at the computer that this namespace is.
    pub(crate) fn at(name: &str, namespace: &str) -> Self {
        Self::stranger(Some(namespace.to_owned())).begins(name)
    }

    /// Somebody who has not begun.
    pub(crate) fn stranger(computer: Option<String>) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), computer, environment: vec![] }
    }

    fn begins(self, name: &str) -> Self {
        self.done(&["init", "--name", name, "--unprotected"]);
        self
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_attune");
        let mut command = match &self.computer {
            None => Command::new(program),
            Some(namespace) => {
                let mut there = Command::new("ip");
                there.args(["netns", "exec", namespace, program]);
                there
            }
        };
        match self.computer {
            None => command.env("ATTUNE_BIND", "127.0.0.1"),
            Some(_) => command.env_remove("ATTUNE_BIND"),
        };
        command
            .arg("--profile")
            .arg(self.file("profile"))
            .args(arguments)
            .env_remove("ATTUNE_PROFILE")
            .env_remove("ATTUNE_PASSPHRASE")
            // What it says is looked at in English, whatever is spoken here.
            .env("LC_ALL", "C.UTF-8")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(&[&["--json"], arguments].concat())).unwrap()
    }

    /// Fails with this exit code, and gives the sentence.
    #[track_caller]
    pub(crate) fn fails(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        let sentence = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{sentence}");
        sentence
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        Running(self.command(arguments).spawn().unwrap())
    }

    pub(crate) fn is_in_step(&self) -> bool {
        self.json(&["status"])["in_step"] == true
    }

    /// Starts `pair show`, and gives its words.
    pub(crate) fn shows(&self, more: &[&str]) -> (Running, String) {
        let invite = self.file("invite");
        let invite = invite.to_str().unwrap();
        let all = [&["pair", "show", "--yes", "--timeout", "60", "--invite-out", invite], more];
        let mut running = self.start(&all.concat());
        let mut line = String::new();
        let mut out = BufReader::new(running.0.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        running.0.stdout = Some(out.into_inner());
        (running, line.trim().to_owned())
    }
}

/// A program that is ended with its test.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    #[track_caller]
    pub(crate) fn ends(mut self, code: i32) -> String {
        let status = self.0.wait().unwrap();
        let mut errors = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!(status.code(), Some(code), "{errors}");
        errors
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn enter<'a>(words: &'a str, invite: &'a str) -> Vec<&'a str> {
    let mut arguments = vec!["pair", "enter"];
    arguments.extend(words.split(' '));
    arguments.extend(["--yes", "--timeout", "60", "--invite", invite]);
    arguments
}

pub(crate) fn couple() -> (Person, Person) {
    let (alex, sam) = (Person::new("Alex"), Person::new("Sam"));
    pair(&alex, &sam);
    (alex, sam)
}

#[track_caller]
pub(crate) fn pair(alex: &Person, sam: &Person) {
    let (shows, words) = alex.shows(&[]);
    let invite = alex.file("invite");
    let partner = sam.json(&enter(&words, invite.to_str().unwrap()));
    assert_eq!(partner["partner"], "Alex");
    shows.ends(0);
}

/// Both connect, and end in step.
#[track_caller]
pub(crate) fn sync(alex: &Person, sam: &Person) {
    let there = sam.start(&["sync", "--until-synced", "--timeout", "60"]);
    let synced = alex.json(&["sync", "--until-synced", "--timeout", "60"]);
    assert_eq!(synced["in_step"], true);
    there.ends(0);
    let (here, there) = (alex.json(&["status"]), sam.json(&["status"]));
    assert_eq!(here["digest"], there["digest"]);
    assert_eq!((&here["in_step"], &there["in_step"]), (&Value::Bool(true), &Value::Bool(true)));
}
