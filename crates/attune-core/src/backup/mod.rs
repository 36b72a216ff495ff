//! A backup: one file that says what it is, and opens with the passphrase or the
//! recovery key and never with less.
//!
//! It holds a whole vault as it was at one moment. Making one and restoring one
//! are done by the vault (`vault/backing.rs`, `vault/restoring.rs`); what the file
//! looks like, and which of many are kept, is here and touches no disk.
//!
//! | file | its part |
//! | --- | --- |
//! | `header` | what it says of itself, and what opens it |
//! | `frames` | the vault in it, in pieces that can neither be changed, moved nor left out |
//! | `rule` | their names in a folder, and which are let go |

mod frames;
mod header;
mod rule;

pub(crate) use frames::{FRAME, Frames, SEALED};
pub(crate) use header::{Contents, Header};
pub use rule::{day_of, let_go, name};

use crate::secrets::UnlockError;
use crate::vault::VaultError;
use std::ops::ControlFlow;

/// How far long work is: `done` of `whole`, in no unit that means anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is done.
    pub done: u64,
    /// All there is to do.
    pub whole: u64,
}

/// Is told how far the work is, now and then, and can end it.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Why there is no backup, or why it was not restored. Nothing was changed: what
/// was half made is gone.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// Something of that name is there already.
    #[error("there is something of that name already")]
    Exists,
    /// Another program makes one at that place just now.
    #[error("another program makes a backup there just now")]
    Busy,
    /// The file, or the folder for it, is not there: a disk that is not plugged in,
    /// for one.
    #[error("it is not there")]
    Missing,
    /// It is not a backup of Attune's.
    #[error("it is not a backup of Attune's")]
    Foreign,
    /// A newer version made it.
    #[error("it comes from a newer version of Attune")]
    Newer,
    /// It ends before its end.
    #[error("it is not whole")]
    Cut,
    /// Its bytes are not those that were written.
    #[error("it is damaged")]
    Damaged,
    /// It can be opened with the recovery key alone.
    #[error("it opens with the recovery key")]
    NeedsRecoveryKey,
    /// It was not opened by what was given.
    #[error(transparent)]
    Unlock(UnlockError),
    /// The key file beside the vault is not the one that opens it with the recovery
    /// key that it keeps: a backup would not open either.
    #[error("the recovery key would not open it")]
    Unopenable,
    /// Whoever watched ended it.
    #[error("it was stopped")]
    Stopped,
    /// The file of the backup, or its folder, could not be read or written.
    #[error("{0}")]
    Place(VaultError),
    /// The vault could not be read, or not be written.
    #[error(transparent)]
    Vault(#[from] VaultError),
}
