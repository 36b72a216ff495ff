//! What went wrong, as a window says it; the rest is said as in a terminal.

use crate::sentences;
use crate::texts::tr;
use attune_core::secrets::UnlockError;
use attune_core::vault::{CommandError, VaultError};
use std::path::Path;

/// What a vault's error means to a person.
pub(crate) fn vault(error: &VaultError, folder: &Path) -> String {
    match error {
        VaultError::Unlock(UnlockError::Wrong) => tr!("window-error-wrong"),
        VaultError::DiskFull => tr!("window-error-disk-full"),
        VaultError::ReadOnly => {
            tr!("window-error-read-only", folder = folder.display().to_string())
        }
        other => sentences::vault(other, folder),
    }
}

/// What a command's error means to a person.
pub(crate) fn command(error: &CommandError, folder: &Path) -> String {
    match error {
        CommandError::Vault(error) => vault(error, folder),
        CommandError::UnknownId | CommandError::AmbiguousId => tr!("window-error-gone"),
        other => sentences::command(other, folder),
    }
}
