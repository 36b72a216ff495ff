//! Files that only their owner can read, replaced as a whole.

use super::VaultError;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// For a new file that only its owner can read.
pub(super) fn private_options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The lock of a folder in which something is made; the system releases it when its
/// program ends, however it does. `None` while another program has it.
pub(super) fn lock(folder: &Path) -> std::io::Result<Option<fs::File>> {
    let file = lock_file(folder)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        // Where a disk knows no locks there is nobody to wait for.
        Err(fs::TryLockError::Error(e)) if e.kind() == ErrorKind::Unsupported => Ok(Some(file)),
        Err(fs::TryLockError::Error(e)) => Err(e),
    }
}

/// The same, once whoever has it is done.
pub(super) fn wait_for_lock(folder: &Path) -> std::io::Result<fs::File> {
    let file = lock_file(folder)?;
    match file.lock() {
        Err(e) if e.kind() != ErrorKind::Unsupported => Err(e),
        _ => Ok(file),
    }
}

fn lock_file(folder: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.open(folder.join("lock"))
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
