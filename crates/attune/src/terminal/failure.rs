//! How a command fails: one sentence that says what happened, what is safe and
//! what to do, and the exit code of the contract.

use crate::texts::tr;
use attune_core::secrets::UnlockError;
use attune_core::vault::{CommandError, KEY_FILE, VaultError};
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

    pub(super) fn vault(error: &VaultError, folder: &Path) -> Self {
        let folder = folder.display().to_string();
        let sentence = match error {
            VaultError::Absent => tr!("error-absent", folder = folder),
            VaultError::Exists => tr!("error-exists", folder = folder),
            VaultError::Unlock(UnlockError::Locked) => {
                return Self { exit: Exit::Locked, sentence: tr!("error-locked") };
            }
            VaultError::Unlock(UnlockError::Wrong) => {
                return Self { exit: Exit::Locked, sentence: tr!("error-wrong") };
            }
            VaultError::Unlock(UnlockError::Newer) => tr!("error-keys-newer"),
            VaultError::Unlock(_) => tr!("error-keys-damaged", folder = folder, file = KEY_FILE),
            VaultError::Newer { .. } => tr!("error-newer"),
            VaultError::Damaged => tr!("error-damaged", folder = folder),
            VaultError::DiskFull => tr!("error-disk-full"),
            VaultError::ReadOnly => tr!("error-read-only", folder = folder),
            VaultError::Busy => tr!("error-busy"),
            other => tr!("error-other", why = other.to_string()),
        };
        Self::new(sentence)
    }

    pub(super) fn command(error: &CommandError, folder: &Path) -> Self {
        let sentence = match error {
            CommandError::Vault(error) => return Self::vault(error, folder),
            CommandError::UnknownId => tr!("error-unknown-id"),
            CommandError::AmbiguousId => tr!("error-ambiguous-id"),
            CommandError::Empty => tr!("error-empty"),
            CommandError::TooLong { length, max } => {
                tr!("error-too-long", length = *length, max = *max)
            }
            CommandError::NotYours => tr!("error-not-yours"),
            CommandError::Ended => tr!("error-ended"),
            CommandError::NotPossible => tr!("error-not-possible"),
            CommandError::NotPaired => tr!("error-not-paired"),
            CommandError::AlreadyPaired => tr!("error-already-paired"),
            CommandError::AlreadyShared => tr!("error-already-shared"),
            CommandError::AlreadyAnswered => tr!("error-already-answered"),
            CommandError::NothingToUndo => tr!("error-nothing-to-undo"),
            CommandError::Unreadable => tr!("error-unreadable"),
            other => tr!("error-other", why = other.to_string()),
        };
        Self::new(sentence)
    }
}
