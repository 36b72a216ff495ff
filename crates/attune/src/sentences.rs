//! What went wrong, in a sentence: what happened, what is safe, what to do. What
//! the window and the terminal say alike; each puts first what it says in its
//! own way.

use crate::texts::tr;
use attune_core::backup::BackupError;
use attune_core::secrets::UnlockError;
use attune_core::vault::{
    CommandError, KEY_FILE, SPARE_FILE, SalvageError, Salvaged, VAULT_FILE, VaultError,
};
use std::path::Path;

/// What a vault's error means to a person.
pub(crate) fn vault(error: &VaultError, folder: &Path) -> String {
    let folder = folder.display().to_string();
    match error {
        VaultError::Exists => tr!("error-exists", folder = folder),
        VaultError::Unlock(UnlockError::Locked) => tr!("error-locked"),
        VaultError::Unlock(UnlockError::Newer) => tr!("error-keys-newer"),
        VaultError::Unlock(_) => tr!("error-keys-damaged", folder = folder, file = KEY_FILE),
        VaultError::Absent => {
            tr!("error-vault-missing", folder = folder, file = VAULT_FILE, keys = KEY_FILE)
        }
        VaultError::Newer { .. } => tr!("error-newer"),
        VaultError::Damaged => tr!("error-damaged", folder = folder),
        VaultError::Inconsistent(_) => tr!("error-does-not-read"),
        VaultError::Busy => tr!("error-busy"),
        other => tr!("error-other", why = other.to_string()),
    }
}

/// What a command's error means to a person.
pub(crate) fn command(error: &CommandError, folder: &Path) -> String {
    match error {
        CommandError::Vault(error) => vault(error, folder),
        CommandError::Empty => tr!("error-empty"),
        CommandError::TooLong { length, max } => {
            tr!("error-too-long", length = *length, max = *max)
        }
        CommandError::TooMany { count, max } => {
            tr!("error-too-many", count = *count, max = *max)
        }
        CommandError::NotYours => tr!("error-not-yours"),
        CommandError::Ended => tr!("error-ended"),
        CommandError::NotPossible => tr!("error-not-possible"),
        CommandError::NotPaired => tr!("error-not-paired"),
        CommandError::AlreadyPaired => tr!("error-already-paired"),
        CommandError::AlreadyShared => tr!("error-already-shared"),
        CommandError::AlreadyAnswered => tr!("error-already-answered"),
        CommandError::NotShared => tr!("error-not-shared"),
        CommandError::HearFirst => tr!("error-hear-first"),
        CommandError::NothingSaidBack => tr!("error-nothing-said-back"),
        CommandError::NoPause => tr!("pause-none"),
        CommandError::NotYet => tr!("error-not-yet"),
        CommandError::Past => tr!("error-past"),
        CommandError::InkTaken => tr!("error-ink-taken"),
        CommandError::Full { max } => tr!("error-full", max = *max),
        CommandError::Reworded => tr!("error-reworded"),
        CommandError::Newer => tr!("error-entry-newer"),
        CommandError::NothingToUndo => tr!("error-nothing-to-undo"),
        CommandError::Unreadable => tr!("error-unreadable"),
        other => tr!("error-other", why = other.to_string()),
    }
}

/// What became of a damaged vault.
pub(crate) fn salvaged(told: &Salvaged) -> String {
    let mut lines = vec![tr!("salvage-done", count = told.entries)];
    if told.worded > 0 {
        lines.push(tr!("salvage-worded", count = told.worded));
    }
    if told.lost > 0 {
        lines.push(tr!("salvage-lost", count = told.lost));
    }
    if told.from_partner > 0 {
        lines.push(tr!("salvage-from-partner", count = told.from_partner));
    }
    if told.pair_lost {
        lines.push(tr!("salvage-pair-lost"));
    }
    lines.push(tr!("salvage-aside", folder = told.aside.display().to_string()));
    lines.push(tr!("salvage-device"));
    lines.join("\n")
}

/// Why a damaged vault was not mended.
pub(crate) fn not_salvaged(error: &SalvageError, folder: &Path) -> String {
    match error {
        SalvageError::Vault(error) => vault(error, folder),
        SalvageError::Command(error) => command(error, folder),
        SalvageError::NoKeys => tr!("error-salvage-keys", file = SPARE_FILE),
        _ => tr!("error-salvage-nothing", folder = folder.display().to_string()),
    }
}

/// What stands in the way of making a backup, or of restoring one. Where a vault is
/// meant and not the backup, it is the one in `folder`.
pub(crate) fn backup(error: &BackupError, file: &Path, folder: &Path) -> String {
    let file = file.display().to_string();
    match error {
        BackupError::Exists => tr!("backup-exists", file = file),
        BackupError::Busy => tr!("backup-busy"),
        BackupError::Missing => tr!("backup-missing", file = file),
        BackupError::Foreign => tr!("backup-foreign", file = file),
        BackupError::Newer => tr!("backup-newer", file = file),
        BackupError::Cut => tr!("backup-cut", file = file),
        BackupError::Damaged => tr!("backup-damaged", file = file),
        BackupError::NeedsRecoveryKey => tr!("backup-needs-key"),
        BackupError::Unlock(UnlockError::Locked) => tr!("backup-locked"),
        BackupError::Unlock(_) => tr!("backup-wrong"),
        BackupError::Unopenable => tr!("backup-unopenable"),
        BackupError::Stopped => tr!("backup-stopped"),
        BackupError::Place(VaultError::DiskFull) => tr!("backup-disk-full"),
        BackupError::Place(VaultError::ReadOnly) => tr!("backup-read-only", file = file),
        BackupError::Place(error) => tr!("backup-place", why = error.to_string()),
        BackupError::Vault(error) => vault(error, folder),
        other => tr!("error-other", why = other.to_string()),
    }
}
