//! Files that only their owner can read, replaced as a whole.

use super::VaultError;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// For a new file that only its owner can read.
pub(super) fn private_options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Replaces a small file as a whole, durably: a crash leaves the old or the new.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let temporary: PathBuf = path.with_extension("new");
    let _ = fs::remove_file(&temporary);
    let write = || -> std::io::Result<()> {
        let mut file = private_options().open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        sync_folder(path)
    };
    write().map_err(|e| {
        let _ = fs::remove_file(&temporary);
        VaultError::io("replacing a file", path, e)
    })
}

/// Makes durable that a file is where it is.
pub(super) fn sync_folder(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}
