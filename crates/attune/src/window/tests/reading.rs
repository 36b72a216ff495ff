//! What lies on the disk and is only read: a profile in a folder that can't be
//! written, and an invitation that came as a file.

use super::working::{Desk, named};
use crate::window::action::{Action, Writing};
use crate::window::route::Route;
use attune_core::command::Who;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder in which nothing can be written, until this goes.
struct Sealed {
    folder: PathBuf,
    mounted: bool,
}

impl Sealed {
    /// By its mode; as root, who writes anyway, by mounting it anew. `None`
    /// where neither helps.
    fn new(folder: &Path) -> Option<Self> {
        let run = |program: &str, arguments: &[&str]| {
            let output = Command::new(program).args(arguments).arg(folder).output();
            output.is_ok_and(|output| output.status.success())
        };
        run("chmod", &["-R", "a-w"]);
        let mut sealed = Self { folder: folder.to_owned(), mounted: false };
        if std::fs::write(folder.join("probe"), "").is_ok() {
            let place = folder.to_str()?;
            sealed.mounted = run("mount", &["--bind", place]);
            if !run("mount", &["-o", "remount,bind,ro"]) {
                return None;
            }
        }
        Some(sealed)
    }
}

impl Drop for Sealed {
    fn drop(&mut self) {
        if self.mounted {
            let _ = Command::new("umount").arg("--lazy").arg(&self.folder).output();
        }
        let _ = Command::new("chmod").args(["-R", "u+w"]).arg(&self.folder).output();
    }
}

#[test]
fn a_profile_that_can_t_be_written_opens_for_reading_and_says_so() {
    let (folder, mut desk) = named("Alex");
    desk.write("Garlic", "It came up.", Who::OnlyMe);
    desk.close();
    let profile = folder.path().join("profile");
    let Some(_sealed) = Sealed::new(&profile) else {
        assert_ne!(std::env::var("ATTUNE_TEST_ALL").as_deref(), Ok("1"), "needs to mount");
        return;
    };
    let mut desk = Desk::open(&profile);
    desk.until(|state| state.model.trouble.is_some());
    let said = desk.state.model.trouble.clone().unwrap();
    assert!(said.contains("for reading only"), "{said}");
    desk.until(|state| state.model.shown.journal.len() == 1);
    assert_eq!(desk.state.model.shown.journal[0].words, "It came up.");
    // What is typed all the same is not said to be saved.
    desk.state.model.trouble = None;
    desk.act(Action::NewPage);
    let Route::Write(slot) = desk.state.route.clone() else { panic!("not writing") };
    desk.state.forms.pages.get_mut(&slot).unwrap().body = "Not kept.".to_owned();
    desk.act(Action::Writing(Writing::Typed));
    desk.pass(1.0);
    desk.until(|state| state.model.trouble.is_some());
    assert_eq!(desk.state.model.shown.drafts.len(), 0);
    desk.close();
}

#[test]
fn an_invitation_that_came_as_a_file_fills_the_field() {
    let (folder, mut desk) = named("Alex");
    let file = folder.path().join("invitation.txt");
    std::fs::write(&file, "attune1abc\n").unwrap();
    desk.act(Action::ReadInvitation(file.clone()));
    desk.until(|state| state.forms.pairing.invitation == "attune1abc");
    assert!(desk.state.forms.pairing.by_invitation);
    // What is no invitation is said, and the field stays.
    std::fs::write(&file, vec![b'a'; 1 << 17]).unwrap();
    desk.act(Action::ReadInvitation(file));
    desk.until(|state| state.model.trouble.is_some());
    assert_eq!(desk.state.forms.pairing.invitation, "attune1abc");
    desk.close();
}
