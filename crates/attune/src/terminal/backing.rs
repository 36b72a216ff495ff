//! Backups from a terminal: made, told of, and restored; how far that is, on a
//! terminal only.

use super::connection::stoppable;
use super::failure::{Exit, Failure};
use super::{Outcome, Session, input, keys, output, tell};
use crate::link::lease::Lease;
use crate::texts::{dates, tr};
use crate::{clock, computer, profile, sentences};
use attune_core::backup::{BackupError, Progress};
use attune_core::secrets::{Unlock, UnlockError};
use attune_core::vault::{
    BackedUp, BackupInfo, Existing, Kept, Vault, VaultError, exists, look_at_backup,
};
use rand_chacha::ChaCha20Rng;
use serde_json::json;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;
use zeroize::Zeroizing;

/// Does what can take long, while it tells how far it is and can be stopped.
fn watched<T>(
    work: impl FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<T, BackupError>,
) -> Result<Result<T, BackupError>, Failure> {
    let (_running, stop) = stoppable()?;
    let is_watched = std::io::stderr().is_terminal();
    let done = work(&mut |progress: Progress| {
        if is_watched {
            let percent = 100 * progress.done / progress.whole.max(1);
            let _ = write!(std::io::stderr(), "\r\u{1b}[K{percent} %");
        }
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    if is_watched {
        let _ = write!(std::io::stderr(), "\r\u{1b}[K");
    }
    Ok(done)
}

impl Session {
    pub(super) fn back_up(&mut self, file: &Path) -> Result<Outcome, Failure> {
        warn_of_cloud(file.parent().unwrap_or(Path::new(".")));
        let (vault, rng) = (&self.vault, &mut self.rng);
        let made =
            watched(|watch| vault.back_up(file, Existing::Refuse, &clock::now(), rng, watch))?;
        let made = made.map_err(|error| failure(&error, file, &self.folder))?;
        self.note_backup(file)?;
        let named = output::harmless(&file.display().to_string());
        tell(&opens_with(&made));
        Ok(Outcome { json: made_json(file, &made, &[]), words: tr!("backup-done", file = named) })
    }

    pub(super) fn back_up_into(&mut self, folder: &Path) -> Result<Outcome, Failure> {
        warn_of_cloud(folder);
        let (vault, rng) = (&self.vault, &mut self.rng);
        let kept = watched(|watch| vault.back_up_into(folder, &clock::now(), rng, watch))?;
        let Kept { file, made, let_go } =
            kept.map_err(|error| failure(&error, folder, &self.folder))?;
        self.note_backup(&file)?;
        let named = output::harmless(&file.display().to_string());
        tell(&opens_with(&made));
        Ok(Outcome {
            json: made_json(&file, &made, &let_go),
            words: tr!("backup-kept", file = named, count = let_go.len()),
        })
    }

    /// The first one is made at once: what can't be written is told now.
    pub(super) fn back_up_daily(&mut self, folder: &str) -> Result<Outcome, Failure> {
        let absolute = std::path::absolute(folder).ok();
        let folder = absolute.as_ref().and_then(|path| path.to_str()).unwrap_or(folder);
        let outcome = self.back_up_into(Path::new(folder))?;
        self.vault.back_up_daily(Some(folder)).map_err(|e| Failure::vault(&e, &self.folder))?;
        tell(&tr!("backup-daily-on", folder = output::harmless(folder)));
        Ok(outcome)
    }

    pub(super) fn back_up_no_more(&mut self) -> Result<Outcome, Failure> {
        self.vault.back_up_daily(None).map_err(|e| Failure::vault(&e, &self.folder))?;
        Ok(Outcome { json: json!({ "daily": null }), words: tr!("backup-daily-off") })
    }

    /// How it stands with them.
    pub(super) fn backups(&self) -> Result<Outcome, Failure> {
        let stands = self.vault.backups().map_err(|e| Failure::vault(&e, &self.folder))?;
        let shown = |path: &Path| output::harmless(&path.display().to_string());
        let mut lines = vec![match &stands.last {
            Some((day, place)) => {
                tr!("backup-last", day = dates::day_month_year(*day), file = shown(place))
            }
            None => tr!("backup-none"),
        }];
        lines.extend(stands.daily.as_deref().map(|folder| match stands.away_since {
            Some(since) => {
                let since = dates::day_month_year(since);
                tr!("backup-daily-away", folder = shown(folder), day = since)
            }
            None => tr!("backup-daily-on", folder = shown(folder)),
        }));
        let last = stands.last.map(
            |(day, place)| json!({ "day": day.to_string(), "file": place.display().to_string() }),
        );
        Ok(Outcome {
            json: json!({
                "last": last,
                "daily": stands.daily.map(|folder| folder.display().to_string()),
                "away_since": stands.away_since.map(|day| day.to_string()),
            }),
            words: lines.join("\n"),
        })
    }

    /// Where the folder can't be written there is still a backup.
    fn note_backup(&mut self, file: &Path) -> Result<(), Failure> {
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        match self.vault.note_backup(&absolute, clock::now().day) {
            Err(VaultError::ReadOnly) => Ok(()),
            noted => noted.map_err(|e| Failure::vault(&e, &self.folder)),
        }
    }
}

fn warn_of_cloud(folder: &Path) {
    if let Some(cloud) = profile::copied_to_cloud(folder) {
        let folder = output::harmless(&folder.display().to_string());
        tell(&tr!("backup-cloud", folder = folder, cloud = output::harmless(&cloud)));
    }
}

fn opens_with(made: &BackedUp) -> String {
    if made.has_passphrase { tr!("backup-opens-both") } else { tr!("backup-opens-key") }
}

fn made_json(file: &Path, made: &BackedUp, let_go: &[std::path::PathBuf]) -> serde_json::Value {
    let opens_with: &[&str] =
        if made.has_passphrase { &["passphrase", "recovery-key"] } else { &["recovery-key"] };
    let let_go: Vec<String> = let_go.iter().map(|file| file.display().to_string()).collect();
    json!({
        "file": file.display().to_string(),
        "bytes": made.bytes,
        "opens_with": opens_with,
        "let_go": let_go,
    })
}

/// What a backup is to be opened with, as far as the command line says.
#[derive(Clone, Copy)]
pub(super) struct Unlocking<'a> {
    /// The file with the passphrase.
    pub(super) given: Option<&'a Path>,
    /// The file with the recovery key.
    pub(super) recovery: Option<&'a Path>,
}

impl Unlocking<'_> {
    /// The recovery key, if it was given; else the passphrase, if the backup has
    /// one; else what is typed.
    fn unlock(self, backup: &BackupInfo) -> Result<Unlock, Failure> {
        if self.recovery.is_some() {
            return keys::recovery_key(self.recovery);
        }
        let passphrase = input::given_passphrase(self.given)?;
        let passphrase = passphrase.filter(|_| backup.has_passphrase);
        match std::env::var("ATTUNE_RECOVERY_KEY").map(Zeroizing::new) {
            Ok(text) if passphrase.is_none() && !text.is_empty() => input::recovery_key(&text),
            _ if passphrase.is_none() && std::io::stdin().is_terminal() => ask(backup),
            _ => Ok(passphrase.map_or(Unlock::Nothing, Unlock::Passphrase)),
        }
    }
}

fn ask(backup: &BackupInfo) -> Result<Unlock, Failure> {
    if !backup.has_passphrase {
        return input::recovery_key(&input::read_hidden(&tr!("recovery-ask"))?);
    }
    let typed = input::read_hidden(&tr!("passphrase-ask"))?;
    let passphrase = attune_core::secrets::Passphrase::new(typed.to_string());
    Ok(passphrase.map_or(Unlock::Nothing, Unlock::Passphrase))
}

/// Restores a backup into the profile in `folder`.
pub(super) fn restore(
    file: &Path,
    folder: &Path,
    unlocking: Unlocking<'_>,
    yes: bool,
    mut rng: ChaCha20Rng,
) -> Result<Outcome, Failure> {
    let refused = |error: &BackupError| failure(error, file, folder);
    let backup = look_at_backup(file).map_err(|error| refused(&error))?;
    let unlock = unlocking.unlock(&backup)?;
    let shown = output::harmless(&folder.display().to_string());
    // Whoever has the vault open would go on writing what is set aside.
    let mut held = None;
    if exists(folder) {
        let lease = Lease::take(folder);
        held =
            Some(lease.ok_or_else(|| Failure { exit: Exit::Held, sentence: tr!("error-held") })?);
        if !yes {
            if !std::io::stdin().is_terminal() {
                return Err(Failure::new(tr!("restore-unasked", folder = shown)));
            }
            tell(&tr!("restore-there", folder = shown.clone()));
            if !input::is_one_of(&input::ask(&tr!("restore-ask"))?, &tr!("pair-answers-yes")) {
                return Err(Failure::new(tr!("restore-said-no")));
            }
        }
    }
    let computer = computer::id();
    let restored = watched(|watch| {
        Vault::restore(file, folder, &unlock, &computer, &clock::now(), &mut rng, watch)
    })?;
    drop(held);
    let restored = restored.map_err(|error| refused(&error))?;
    if let Some(aside) = &restored.set_aside {
        tell(&tr!("restore-aside", folder = output::harmless(&aside.display().to_string())));
    }
    tell(&tr!("restore-new-device"));
    let me = restored.vault.me();
    Ok(Outcome {
        json: json!({
            "folder": folder.display().to_string(),
            "day": restored.day.to_string(),
            "device": me.device.to_string(),
            "person": me.person.to_string(),
            "set_aside": restored.set_aside.map(|aside| aside.display().to_string()),
        }),
        words: tr!("restore-done", day = dates::day_month_year(restored.day), folder = shown,),
    })
}

fn failure(error: &BackupError, file: &Path, folder: &Path) -> Failure {
    let locked = match error {
        BackupError::NeedsRecoveryKey => true,
        BackupError::Unlock(error) => matches!(error, UnlockError::Locked | UnlockError::Wrong),
        _ => false,
    };
    match error {
        BackupError::Vault(error) => Failure::vault(error, folder),
        error => {
            let sentence = sentences::backup(error, file, folder);
            let exit = if locked { Exit::Locked } else { Exit::Failed };
            Failure { exit, sentence: output::harmless(&sentence) }
        }
    }
}
