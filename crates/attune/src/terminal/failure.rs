//! How a command fails: one sentence that says what happened, what is safe and
//! what to do, and the exit code of the contract.

use crate::sentences;
use crate::texts::tr;
use attune_core::secrets::{Unlock, UnlockError};
use attune_core::vault::{CommandError, VaultError};
use std::path::Path;

/// Exit codes, as scripts rely on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// It could not be done.
    Failed = 1,
    /// The command line was wrong.
    Usage = 2,
    /// Time ran out.
    TimedOut = 3,
    /// The vault is locked, or the passphrase wrong.
    Locked = 4,
    /// Another Attune holds this profile's connection.
    Held = 5,
}

/// A failure, told to a person.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) sentence: String,
}

impl Failure {
    pub(super) fn new(sentence: String) -> Self {
        Self { exit: Exit::Failed, sentence }
    }

    pub(super) fn usage(sentence: String) -> Self {
        Self { exit: Exit::Usage, sentence }
    }

    pub(super) fn locked(sentence: String) -> Self {
        Self { exit: Exit::Locked, sentence }
    }

    /// Opening failed, with what was given to open it.
    pub(super) fn opening(error: &VaultError, unlock: &Unlock, folder: &Path) -> Self {
        match (error, unlock) {
            (VaultError::Unlock(UnlockError::Wrong), Unlock::Recovery(_)) => {
                Self::locked(tr!("error-wrong-recovery"))
            }
            _ => Self::vault(error, folder),
        }
    }

    pub(super) fn vault(error: &VaultError, folder: &Path) -> Self {
        let name = || folder.display().to_string();
        match error {
            VaultError::Unlock(UnlockError::Locked) => {
                Self { exit: Exit::Locked, sentence: sentences::vault(error, folder) }
            }
            VaultError::Unlock(UnlockError::Wrong) => {
                Self { exit: Exit::Locked, sentence: tr!("error-wrong") }
            }
            VaultError::Absent if attune_core::vault::exists(folder) => {
                Self::new(sentences::vault(error, folder))
            }
            VaultError::Absent => Self::new(tr!("error-absent", folder = name())),
            VaultError::DiskFull => Self::new(tr!("error-disk-full")),
            VaultError::ReadOnly => Self::new(tr!("error-read-only", folder = name())),
            other => Self::new(sentences::vault(other, folder)),
        }
    }

    pub(super) fn command(error: &CommandError, folder: &Path) -> Self {
        match error {
            CommandError::Vault(error) => Self::vault(error, folder),
            CommandError::UnknownId => Self::new(tr!("error-unknown-id")),
            CommandError::AmbiguousId => Self::new(tr!("error-ambiguous-id")),
            other => Self::new(sentences::command(other, folder)),
        }
    }
}
