//! A display of one's own, and the program with a window on it, typed into.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take to show.
const PATIENCE: Duration = Duration::from_secs(60);
/// Typing is kept within a second; a slow machine gets another.
pub(crate) const A_SECOND: Duration = Duration::from_millis(2_000);

/// What this machine lacks for a window that is typed into.
pub(crate) fn lacking() -> Option<String> {
    lacks(&["Xvfb", "xdotool", "xclip"])
}

/// The first of these programs that is not on this machine.
pub(crate) fn lacks(programs: &[&str]) -> Option<String> {
    let there = |program: &str| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
    };
    let lacks = programs.iter().find(|program| !there(program));
    lacks.map(|program| (*program).to_owned())
}

/// A display of our own, gone when dropped.
pub(crate) struct Display {
    server: Child,
    pub(crate) name: String,
}

impl Display {
    pub(crate) fn open() -> Self {
        // The server picks a free number, and says which. Left to itself it starts
        // anew when its last client goes, and drops whoever is just coming: the
        // next window, or the next look for it.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .arg("-noreset")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb gave no display");
        Self { server, name: format!(":{}", number.trim()) }
    }

    /// The program with a window on this display.
    pub(crate) fn window(&self, profile: &Path) -> Window<'_> {
        self.shows(&mut self.program(profile))
    }

    /// What opens a window on this display, not yet begun.
    pub(crate) fn program(&self, profile: &Path) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_attune"));
        program
            .env("ATTUNE_PROFILE", profile)
            .env("ATTUNE_BIND", "127.0.0.1")
            .env("DISPLAY", &self.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("LC_ALL", "C.UTF-8")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("ATTUNE_PASSPHRASE")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        program
    }

    /// Begins the program, and waits until its window is there.
    pub(crate) fn shows(&self, program: &mut Command) -> Window<'_> {
        let mut window = Window { display: self, program: program.spawn().unwrap() };
        let pid = window.program.id().to_string();
        let found = until(|| {
            if let Some(ended) = window.program.try_wait().unwrap() {
                let mut said = String::new();
                if let Some(mut errors) = window.program.stderr.take() {
                    errors.read_to_string(&mut said).unwrap();
                }
                panic!("the program ended before its window was seen: {ended}, {said}");
            }
            let out = self.xdotool(&["search", "--onlyvisible", "--pid", &pid]);
            out.lines().last().map(str::to_owned).filter(|id| !id.is_empty())
        });
        self.xdotool(&["windowfocus", &found]);
        // The first frames: the worker opens the vault, and sizes settle.
        std::thread::sleep(Duration::from_secs(2));
        window
    }

    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let output =
            Command::new("xdotool").env("DISPLAY", &self.name).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is on the clipboard, if it is text.
    pub(crate) fn clipboard(&self) -> String {
        let output = Command::new("xclip")
            .env("DISPLAY", &self.name)
            .args(["-selection", "clipboard", "-out"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The display is gone for whoever is on it, at once and without a word.
    pub(crate) fn goes_away(&self) {
        let pid = self.server.id().to_string();
        let killed = Command::new("kill").args(["-KILL", &pid]).status().unwrap();
        assert!(killed.success());
    }

    /// Puts something on the clipboard that is no text.
    pub(crate) fn owns_picture(&self, bytes: &[u8]) -> Owner {
        self.owns(bytes, &["-target", "image/png"])
    }

    /// Puts text on the clipboard, as another program that is asked for it. It is
    /// there for as long as what this gives.
    pub(crate) fn owns_clipboard(&self, text: &str) -> Owner {
        let owner = self.owns(text.as_bytes(), &[]);
        until(|| (self.clipboard() == text).then_some(()));
        owner
    }

    fn owns(&self, bytes: &[u8], further: &[&str]) -> Owner {
        let mut owner = Command::new("xclip")
            .env("DISPLAY", &self.name)
            .args(["-quiet", "-selection", "clipboard", "-in"])
            .args(further)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        owner.stdin.take().unwrap().write_all(bytes).unwrap();
        Owner(owner)
    }
}

/// What the clipboard's text comes from, gone when dropped.
pub(crate) struct Owner(Child);

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program with its window, killed when dropped.
pub(crate) struct Window<'a> {
    display: &'a Display,
    pub(crate) program: Child,
}

impl Window<'_> {
    /// Presses a key, and gives the window time to show what came of it.
    pub(crate) fn press(&self, key: &str) {
        self.key(key);
        std::thread::sleep(Duration::from_millis(400));
    }

    /// Presses a key, and does not wait.
    pub(crate) fn key(&self, key: &str) {
        self.display.xdotool(&["key", "--clearmodifiers", key]);
    }

    fn presses(&self, keys: &[&str]) {
        for key in keys {
            self.press(key);
        }
    }

    /// What a first run asks, answered by keyboard: a name, and a passphrase or
    /// none. Nothing is made before that.
    pub(crate) fn begins(&self, profile: &Path, name: &str, passphrase: Option<&str>) {
        // The line for the name.
        self.press("Tab");
        self.type_text(name);
        self.press("Return");
        assert!(!profile.exists(), "something was made before it was asked for");
        // The passphrase, its two lines, then "Nothing", and the button.
        match passphrase {
            Some(passphrase) => {
                self.presses(&["Tab", "Tab"]);
                self.type_text(passphrase);
                self.press("Tab");
                self.type_text(passphrase);
                self.press("Tab");
            }
            None => self.presses(&["Tab", "Tab", "Tab", "Tab", "space"]),
        }
        self.presses(&["Tab", "Return"]);
        until(|| profile.join("vault.keys").exists().then_some(()));
        std::thread::sleep(Duration::from_secs(2));
        // The last four characters, which eyes would read, "Open Attune", then
        // "Not now".
        self.presses(&["Tab", "Tab", "Tab", "Return"]);
    }

    pub(crate) fn type_text(&self, text: &str) {
        self.display.xdotool(&["type", "--delay", "15", text]);
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        // As hard as it can be: SIGKILL on Unix.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[track_caller]
pub(crate) fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(since.elapsed() < PATIENCE, "it never came");
        std::thread::sleep(Duration::from_millis(100));
    }
}
