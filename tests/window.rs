//! A real window under Xvfb: somebody writes, the program is killed, and what
//! they wrote is there.
//!
//! Needs Xvfb, xdotool and xclip. Without them the stories are listed as ignored,
//! with the reason in their names; with `ATTUNE_TEST_ALL=1` that is a failure.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod stories;

use attune_core::secrets::Unlock;
use attune_core::vault::{Draft, Vault};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take to show.
const PATIENCE: Duration = Duration::from_secs(60);
/// Typing is kept within a second; a slow machine gets another.
const A_SECOND: Duration = Duration::from_millis(2_000);

fn main() {
    let stories: &[(&str, fn())] = &[
        ("an_invitation_is_copied_and_words_are_pasted", copied_and_pasted),
        ("the_demo_opens_two_windows_and_leaves_nothing", the_demo),
        ("what_was_typed_outlives_a_kill", what_was_typed_outlives_a_kill),
        ("the_first_run_goes_by_keyboard", the_first_run_goes_by_keyboard),
    ];
    stories::run(lacking().map(str::to_owned), stories);
}

/// What this machine lacks for a window.
fn lacking() -> Option<&'static str> {
    let there = |program: &str| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
    };
    ["Xvfb", "xdotool", "xclip"].into_iter().find(|program| !there(program))
}

/// A display of our own, gone when dropped.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open() -> Self {
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

    fn window(&self, profile: &Path) -> Window<'_> {
        let program = Command::new(env!("CARGO_BIN_EXE_attune"))
            .env("ATTUNE_PROFILE", profile)
            .env("ATTUNE_BIND", "127.0.0.1")
            .env("DISPLAY", &self.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("ATTUNE_PASSPHRASE")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut window = Window { display: self, program };
        let pid = window.program.id().to_string();
        let found = until(|| {
            if let Some(ended) = window.program.try_wait().unwrap() {
                let mut said = String::new();
                window.program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
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

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output =
            Command::new("xdotool").env("DISPLAY", &self.name).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Display {
    /// What is on the clipboard, if it is text.
    fn clipboard(&self) -> String {
        let output = Command::new("xclip")
            .env("DISPLAY", &self.name)
            .args(["-selection", "clipboard", "-out"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program with its window, killed when dropped.
struct Window<'a> {
    display: &'a Display,
    program: Child,
}

impl Window<'_> {
    fn press(&self, key: &str) {
        self.display.xdotool(&["key", "--clearmodifiers", key]);
        std::thread::sleep(Duration::from_millis(400));
    }

    fn type_text(&self, text: &str) {
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
fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(since.elapsed() < PATIENCE, "it never came");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn profile() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let made = Command::new(env!("CARGO_BIN_EXE_attune"))
        .args(["init", "--name", "Alex", "--unprotected"])
        .env("ATTUNE_PROFILE", &profile)
        .output()
        .unwrap();
    assert!(made.status.success());
    (folder, profile)
}

fn drafts(profile: &Path) -> Vec<Draft> {
    Vault::open(profile, &Unlock::Nothing).unwrap().drafts().unwrap()
}

fn what_was_typed_outlives_a_kill() {
    const WORDS: &str = "the garlic came up in the second row";
    let (_folder, profile) = profile();
    let display = Display::open();

    let window = display.window(&profile);
    window.press("ctrl+n");
    window.type_text(WORDS);
    std::thread::sleep(A_SECOND);
    drop(window);
    let kept = drafts(&profile);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body, WORDS);

    // Another page beside it takes nothing from it.
    let window = display.window(&profile);
    window.press("ctrl+n");
    window.type_text("another page");
    std::thread::sleep(A_SECOND);
    drop(window);
    let bodies: BTreeSet<String> = drafts(&profile).into_iter().map(|draft| draft.body).collect();
    assert_eq!(bodies, BTreeSet::from([WORDS.to_owned(), "another page".to_owned()]));
}

fn the_first_run_goes_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let display = Display::open();
    let window = display.window(&profile);
    // The line for the name.
    window.press("Tab");
    window.type_text("Alex");
    window.press("Return");
    assert!(!profile.exists(), "something was made before it was asked for");
    // The passphrase, its two lines, then "Nothing", and the button.
    for _ in 0..4 {
        window.press("Tab");
    }
    window.press("space");
    window.press("Tab");
    window.press("Return");
    until(|| profile.join("vault.keys").exists().then_some(()));
    std::thread::sleep(Duration::from_secs(2));
    // "I have written it down", then "Open Attune".
    for key in ["Tab", "space", "Tab", "Return"] {
        window.press(key);
    }
    window.press("ctrl+n");
    window.type_text("first words");
    std::thread::sleep(A_SECOND);
    drop(window);
    let kept = drafts(&profile);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body, "first words");
}

fn copied_and_pasted() {
    let (_folder, profile) = profile();
    let display = Display::open();
    let window = display.window(&profile);
    // To the navigation from the only line of a page without anything found,
    // and there past "Write" to "Us".
    window.press("ctrl+f");
    for _ in 0..4 {
        window.press("Tab");
    }
    window.press("Return");
    // The button to pair, then past "Back": the first of the two ways.
    window.press("Tab");
    window.press("Return");
    for _ in 0..2 {
        window.press("Tab");
    }
    window.press("Return");
    std::thread::sleep(Duration::from_secs(2));
    // "Back", "Type the words instead", "New words", "Copy the invitation".
    for _ in 0..4 {
        window.press("Tab");
    }
    window.press("Return");
    let copied = until(|| Some(display.clipboard()).filter(|text| text.starts_with("attune1")));
    assert!(copied.len() > 40, "{copied}");

    // And the other way.
    let mut owner = Command::new("xclip")
        .env("DISPLAY", &display.name)
        .args(["-quiet", "-selection", "clipboard", "-in"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    owner.stdin.take().unwrap().write_all("carried over, ébène 北京".as_bytes()).unwrap();
    until(|| (display.clipboard() == "carried over, ébène 北京").then_some(()));
    window.press("ctrl+n");
    window.press("ctrl+v");
    std::thread::sleep(A_SECOND);
    drop(window);
    let _ = owner.kill();
    let _ = owner.wait();
    let kept = drafts(&profile);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body, "carried over, ébène 北京");
}

fn the_demo() {
    let display = Display::open();
    let rooms = tempfile::tempdir().unwrap();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_attune"))
        .arg("demo")
        .env("TMPDIR", rooms.path())
        .env("DISPLAY", &display.name)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let windows = until(|| {
        if demo.try_wait().unwrap().is_some() {
            let mut said = String::new();
            demo.stdout.take().unwrap().read_to_string(&mut said).unwrap();
            demo.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("the demo ended before its windows were seen: {said}");
        }
        let named = |name: &str| {
            let found = display.xdotool(&["search", "--onlyvisible", "--name", name]);
            found.lines().last().map(str::to_owned).filter(|id| !id.is_empty())
        };
        named("^Attune: Alex$").zip(named("^Attune: Sam$"))
    });
    assert!(std::fs::read_dir(rooms.path()).unwrap().count() >= 2);
    // Once they draw; then one is closed as a person closes it.
    std::thread::sleep(Duration::from_secs(3));
    display.xdotool(&["windowfocus", &windows.0]);
    display.xdotool(&["key", "--clearmodifiers", "ctrl+q"]);
    until(|| demo.try_wait().unwrap());
    let ended = demo.wait_with_output().unwrap();
    let (told, said) =
        (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert_eq!(ended.status.code(), Some(0), "{told}{said}");
    assert!(told.trim_end().ends_with("Nothing is left behind."), "{told}");
    assert_eq!(std::fs::read_dir(rooms.path()).unwrap().count(), 0);
}
