//! Backups as the screens show them: what is filled in to make one, and how far it is.

use attune_core::vault::Backups;
use std::path::{Path, PathBuf};

/// What is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The folder for it, as typed.
    pub(crate) folder: String,
    /// Whether it is given one each day.
    pub(crate) daily: bool,
}

impl Form {
    /// As it was done the last time.
    pub(crate) fn of(stands: &Backups) -> Self {
        let last = || stands.last.as_ref().and_then(|(_, file)| file.parent());
        let folder = stands.daily.as_deref().or_else(last);
        Self {
            folder: folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
            daily: stands.daily.is_some() || folder.is_none(),
        }
    }
}

/// How far one is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Stage {
    /// None is made.
    #[default]
    Nothing,
    /// It is asked whether to put it into a folder that something copies to a cloud.
    Asking {
        /// What was filled in.
        wanted: Wanted,
        /// The part of the folder's path that says so.
        cloud: String,
    },
    /// So much of one is done.
    Going(f32),
    /// It was made and read back.
    Made(PathBuf),
    /// It was not; the sentence says why.
    Failed(String),
}

/// A folder that is to be given a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Whether it is given one each day.
    pub(crate) daily: bool,
}

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Make one there, unless something copies that folder to a cloud.
    Weigh(Wanted),
    /// Make one there.
    Make(Wanted),
    /// Make no more of it.
    Stop,
}

/// What a folder is called: its last name, else all of it.
pub(crate) fn called(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    crate::terminal::output::harmless(&name.unwrap_or_else(|| folder.display().to_string()))
}
