//! What went wrong on the way out or in, as a person reads it: what happened, what
//! is safe, what to do. The same in the window and in a terminal.

use super::folder::FolderError;
use super::import::ImportError;
use crate::sentences;
use crate::terminal::output;
use crate::texts::tr;
use std::io::ErrorKind;
use std::path::Path;

/// Why `folder` could not be written to.
pub(crate) fn folder(error: &FolderError, folder: &Path) -> String {
    let folder = named(folder);
    match error {
        FolderError::NotEmpty => tr!("export-not-empty", folder = folder),
        FolderError::NotAFolder => tr!("export-no-folder", folder = folder),
        FolderError::Io(why) if why.kind() == ErrorKind::StorageFull => {
            tr!("export-disk-full", folder = folder)
        }
        FolderError::Io(why) => tr!("export-unwritable", folder = folder, why = why.to_string()),
    }
}

/// Why `file` could not be taken in; the profile lies in `profile`.
pub(crate) fn import(error: &ImportError, file: &Path, profile: &Path) -> String {
    let file = named(file);
    match error {
        ImportError::Io(why) => tr!("import-unreadable", file = file, why = why.to_string()),
        ImportError::NotAFolder => tr!("import-no-folder", file = file),
        ImportError::NotAFile => tr!("import-no-file", file = file),
        ImportError::Damaged => tr!("import-damaged", file = file),
        ImportError::TooLarge { max } => tr!("import-too-large", file = file, max = max >> 20),
        ImportError::Packed => tr!("import-packed", file = file),
        ImportError::Other => tr!("import-other", file = file),
        ImportError::Vault(error) => sentences::vault(error, profile),
    }
}

/// A path as it may be shown.
pub(crate) fn named(path: &Path) -> String {
    output::harmless(&path.display().to_string())
}
