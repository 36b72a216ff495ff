//! Backups in the window, by a real worker on a real vault: one is made and kept, and
//! restored where there is no profile.

use super::working::{Desk, named};
use crate::window::action::{Action, Backing, Door, OpenWith};
use crate::window::backing::Stage;
use crate::window::model::Phase;
use attune_core::command::Who;
use attune_core::secrets::Unlock;
use attune_core::vault::Vault;
use std::path::{Path, PathBuf};

impl Desk {
    /// Backs up into this folder, and gives the file.
    fn backs_up(&mut self, folder: &Path, daily: bool) -> PathBuf {
        self.asks_for(folder, daily);
        self.until(|state| matches!(state.model.backing, Stage::Made(_)));
        let Stage::Made(file) = &self.state.model.backing else { panic!("not made") };
        file.clone()
    }

    fn asks_for(&mut self, folder: &Path, daily: bool) {
        self.act(Action::Backing(Backing::Show(true)));
        let form = self.state.forms.backing.as_mut().unwrap();
        (form.folder, form.daily) = (folder.display().to_string(), daily);
        self.act(Action::Backing(Backing::Begin));
    }

    fn restores(&mut self, file: &Path, key: &str) {
        let form = &mut self.state.forms.door;
        form.backup = Some(file.display().to_string());
        form.with = OpenWith::RecoveryKey;
        *form.typed.0 = key.to_owned();
        self.act(Action::Door(Door::Restore));
    }
}

/// The recovery key of an unprotected profile.
fn key_of(profile: &Path) -> String {
    let vault = Vault::open(profile, &Unlock::Nothing).unwrap();
    vault.recovery_key().unwrap().unwrap().to_text().to_string()
}

#[test]
fn a_backup_is_made_kept_and_restored_where_there_is_no_profile() {
    let (folder, mut desk) = named("Alex");
    desk.write("Rain", "It rained on both of us.", Who::OnlyMe);
    let stick = folder.path().join("Maple");
    std::fs::create_dir(&stick).unwrap();
    let file = desk.backs_up(&stick, true);
    desk.until(|state| state.model.shown.backups.daily.is_some());
    let stands = desk.state.model.shown.backups.clone();
    assert_eq!(stands.daily.as_deref(), Some(stick.as_path()));
    assert_eq!(stands.last.unwrap().1, file);
    desk.close();

    let key = key_of(&folder.path().join("profile"));
    let mut there = Desk::open(&folder.path().join("there"));
    there.act(Action::Door(Door::Restoring(true)));
    there.restores(&stick.join("another"), &key);
    there.until(|state| state.forms.door.refused.is_some());
    assert_eq!(there.state.model.phase, Phase::FirstRun);
    there.restores(&file, &key.replace('-', " "));
    there.until(|state| state.model.phase == Phase::Open);
    there.until(|state| state.model.shown.journal.len() == 1);
    there.until(|state| state.model.trouble.is_some());
    assert!(there.state.model.shown.backups.daily.is_none(), "it keeps no copies of its own");
    there.close();
}

#[test]
fn what_a_cloud_would_get_is_asked_about_first() {
    let (folder, mut desk) = named("Alex");
    let cloud = folder.path().join("Dropbox");
    std::fs::create_dir(&cloud).unwrap();
    desk.asks_for(&cloud, false);
    desk.until(|state| matches!(state.model.backing, Stage::Asking { .. }));
    desk.act(Action::Backing(Backing::NotNow));
    assert_eq!(std::fs::read_dir(&cloud).unwrap().count(), 0);
    desk.asks_for(&cloud, false);
    desk.until(|state| matches!(state.model.backing, Stage::Asking { .. }));
    desk.act(Action::Backing(Backing::Anyway));
    desk.until(|state| matches!(state.model.backing, Stage::Made(_)));
    assert_eq!(std::fs::read_dir(&cloud).unwrap().count(), 1);
    desk.close();
}

#[test]
fn one_of_each_day_is_made_when_the_folder_is_there_and_waits_without_alarm() {
    let (folder, mut desk) = named("Alex");
    let stick = folder.path().join("Maple");
    std::fs::create_dir(&stick).unwrap();
    let file = desk.backs_up(&stick, true);
    desk.close();
    // The stick is taken out, and another day has come since.
    let profile = folder.path().join("profile");
    let away = folder.path().join("away");
    std::fs::rename(&stick, &away).unwrap();
    let yesterday = crate::clock::now().day.plus(-1);
    let mut vault = Vault::open(&profile, &Unlock::Nothing).unwrap();
    vault.note_backup(&file, yesterday).unwrap();
    drop(vault);

    let mut desk = Desk::open(&profile);
    desk.until(|state| state.model.shown.backups.away_since.is_some());
    assert_eq!(desk.state.model.backing, Stage::Nothing);
    assert_eq!(desk.state.model.trouble, None);
    desk.close();

    std::fs::rename(&away, &stick).unwrap();
    std::fs::remove_file(&file).unwrap();
    let mut desk = Desk::open(&profile);
    desk.until(|state| matches!(state.model.backing, Stage::Made(_)));
    desk.until(|state| state.model.shown.backups.away_since.is_none());
    assert!(file.exists());
    desk.close();
}
