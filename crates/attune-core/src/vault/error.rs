//! What can go wrong with a vault, in the terms of whoever uses it.

use crate::secrets::UnlockError;
use std::path::PathBuf;

/// Why a vault could not be opened, read or written. Whatever it says, what
/// was acknowledged before is still there: a failed transaction changes
/// nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// There is no vault in the folder.
    #[error("there is no vault here yet")]
    Absent,
    /// There is a vault in the folder already.
    #[error("there is a vault here already")]
    Exists,
    /// The key file did not give the key.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// The vault was written by a newer version; it was not touched.
    #[error(
        "the vault comes from a newer version of Attune (format {found}, this one knows {known})"
    )]
    Newer {
        /// The format found.
        found: i64,
        /// The newest format this version knows.
        known: i64,
    },
    /// The vault file is damaged, or the key does not belong to it.
    #[error("the vault file is damaged, or belongs to another key file")]
    Damaged,
    /// No room on the disk; nothing was changed.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or file can't be written; nothing was changed.
    #[error("the folder can't be written")]
    ReadOnly,
    /// Another process held the vault for too long; nothing was changed.
    #[error("another program is using the vault")]
    Busy,
    /// Among what a device sent are bytes that are no record; nothing of it was
    /// stored.
    #[error("what the other device sent can't be read")]
    Broken,
    /// So much of what came could not be applied that no more of it can even be
    /// noted; what was sent last was not stored.
    #[error("too much of what came could not be applied")]
    Overfull,
    /// A device that is none of the partner's asked for the pair's things.
    #[error("the device is not the partner's")]
    Stranger,
    /// A file could not be read or written.
    #[error("{what}: {source}: {}", path.display())]
    Io {
        /// What was being done.
        what: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database refused for another reason.
    #[error("the vault could not be used: {0}")]
    Database(rusqlite::Error),
    /// A stored value does not read back: a fault of the program, or damage.
    #[error("something stored in the vault does not read back: {0}")]
    Inconsistent(&'static str),
}

impl VaultError {
    /// A backup could not be read.
    pub(crate) fn reading_backup(source: std::io::Error) -> Self {
        Self::io("reading the backup", std::path::Path::new(""), source)
    }

    pub(super) fn io(what: &'static str, path: &std::path::Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                VaultError::DiskFull
            }
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                VaultError::ReadOnly
            }
            _ => VaultError::Io { what, path: path.to_owned(), source },
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        // The file that processes share has no room: SQLite calls it a fault of
        // the disk.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return VaultError::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => VaultError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                VaultError::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => VaultError::Busy,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => VaultError::Damaged,
            _ => VaultError::Database(error),
        }
    }
}

/// Why a command was not carried out. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// No entry has this id.
    #[error("there is no entry with that id")]
    UnknownId,
    /// The shortened id fits several entries.
    #[error("that id fits more than one entry")]
    AmbiguousId,
    /// There is nothing in it.
    #[error("there is nothing written in it")]
    Empty,
    /// The text is longer than the limit, in bytes.
    #[error("the text is too long: {length} bytes, where {max} fit")]
    TooLong {
        /// Its length.
        length: usize,
        /// The limit.
        max: usize,
    },
    /// A page has more tags than one person may give it.
    #[error("there are {count} tags, where {max} fit")]
    TooMany {
        /// How many.
        count: usize,
        /// The limit.
        max: usize,
    },
    /// With its whole history it would be larger than anybody takes in, in bytes.
    #[error("with its history it would be larger than the {max} bytes that fit")]
    Full {
        /// The limit.
        max: usize,
    },
    /// The entry is the partner's alone to change.
    #[error("only the one who wrote it can change it")]
    NotYours,
    /// The entry has been deleted or taken back.
    #[error("it has been deleted or taken back")]
    Ended,
    /// The words to choose from have changed meanwhile.
    #[error("the wordings have changed meanwhile")]
    Reworded,
    /// It holds something that only a newer version may change.
    #[error("only a newer version of Attune can change it")]
    Newer,
    /// This kind of entry can't be changed in this way.
    #[error("this kind of entry can't be changed like that")]
    NotPossible,
    /// That day has not come yet.
    #[error("that day has not come yet")]
    NotYet,
    /// That day is not ahead.
    #[error("that day is not ahead")]
    Past,
    /// It needs a partner.
    #[error("there is no partner yet")]
    NotPaired,
    /// There is a partner already.
    #[error("there is a partner already")]
    AlreadyPaired,
    /// It is shared already.
    #[error("it is shared already")]
    AlreadyShared,
    /// That week is answered already.
    #[error("that week is answered already")]
    AlreadyAnswered,
    /// The partner can't see it, so there is nothing to answer.
    #[error("it is not shared")]
    NotShared,
    /// Whoever wrote it is heard first.
    #[error("whoever wrote it is heard first")]
    HearFirst,
    /// Nothing was said back yet.
    #[error("nothing was said back yet")]
    NothingSaidBack,
    /// No pause is under way.
    #[error("there is no pause under way")]
    NoPause,
    /// The partner chose that ink.
    #[error("the partner writes with that ink")]
    InkTaken,
    /// Nothing was deleted in the last ten minutes.
    #[error("nothing was deleted in the last ten minutes")]
    NothingToUndo,
    /// The document behind it could not be read; it has been set aside.
    #[error("this entry could not be read")]
    Unreadable,
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl From<rusqlite::Error> for CommandError {
    fn from(error: rusqlite::Error) -> Self {
        CommandError::Vault(error.into())
    }
}
