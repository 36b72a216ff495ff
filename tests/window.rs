//! A real window under Xvfb: somebody writes, the program is killed, and what
//! they wrote is there.
//!
//! Needs Xvfb, xdotool and xclip. Without them the stories are listed as ignored,
//! with the reason in their names; with `ATTUNE_TEST_ALL=1` that is a failure.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/display.rs"]
mod display;
mod stories;

use attune_core::secrets::Unlock;
use attune_core::vault::{Draft, Vault};
use display::{A_SECOND, Display, until};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

fn main() {
    let stories: &[(&str, fn())] = &[
        ("an_invitation_is_copied_and_words_are_pasted", copied_and_pasted),
        ("the_demo_opens_two_windows_and_leaves_nothing", the_demo),
        ("what_was_typed_outlives_a_kill", what_was_typed_outlives_a_kill),
        ("what_was_just_typed_outlives_its_display", what_was_just_typed_outlives_its_display),
        ("what_is_no_text_is_not_pasted", what_is_no_text_is_not_pasted),
        ("the_first_run_goes_by_keyboard", the_first_run_goes_by_keyboard),
    ];
    stories::run(display::lacking(), stories);
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

fn what_was_just_typed_outlives_its_display() {
    const WORDS: &str = "the garlic came up";
    const LAST: &str = " in the second row";
    let (_folder, profile) = profile();
    let display = Display::open();
    let mut window = display.window(&profile);
    window.press("ctrl+n");
    window.type_text(WORDS);
    std::thread::sleep(A_SECOND);
    // Not yet due to be saved, and seen by the program.
    window.type_text(LAST);
    std::thread::sleep(Duration::from_millis(300));
    display.goes_away();
    until(|| window.program.try_wait().unwrap());
    let kept = drafts(&profile);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body, format!("{WORDS}{LAST}"));
}

fn what_is_no_text_is_not_pasted() {
    let (_folder, profile) = profile();
    let display = Display::open();
    let window = display.window(&profile);
    window.press("ctrl+n");
    window.type_text("before");
    let owner = display.owns_picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\xc0\x80");
    std::thread::sleep(Duration::from_millis(500));
    window.press("ctrl+v");
    window.type_text(" and after");
    std::thread::sleep(A_SECOND);
    drop(owner);
    drop(window);
    let kept = drafts(&profile);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body, "before and after");
}

fn the_first_run_goes_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let display = Display::open();
    let window = display.window(&profile);
    window.begins(&profile, "Alex", None);
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
    // From the line of a page without anything found past where it looks, and in
    // the navigation past "Write" to "Us".
    window.press("ctrl+f");
    for _ in 0..5 {
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
    let owner = display.owns_clipboard("carried over, ébène 北京");
    window.press("ctrl+n");
    window.press("ctrl+v");
    std::thread::sleep(A_SECOND);
    drop(window);
    drop(owner);
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
        .env("LC_ALL", "C.UTF-8")
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
