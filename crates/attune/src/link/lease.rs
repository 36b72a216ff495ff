//! One connection a profile: a lock that the kernel releases when its process
//! ends, however it ends. Where it can't be had for any reason, it is held.

use std::fs::File;
use std::path::Path;

/// The lock's file name.
const FILE: &str = "connection.lock";

/// Held while this process has the profile's connection.
#[derive(Debug)]
pub(crate) struct Lease(
    #[expect(dead_code, reason = "kept open; closing it gives the lock back")] File,
);

impl Lease {
    /// The connection of the profile in `folder`, if no other process has it.
    pub(crate) fn take(folder: &Path) -> Option<Self> {
        let mut options = std::fs::OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(folder.join(FILE)).ok()?;
        file.try_lock().ok()?;
        Some(Self(file))
    }

    /// Whether some process has it. Looks, and takes and makes nothing.
    pub(crate) fn is_held(folder: &Path) -> bool {
        let Ok(file) = File::open(folder.join(FILE)) else { return false };
        file.try_lock_shared().is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_it_and_it_comes_free() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lease::take(folder.path()).unwrap();
        assert!(Lease::take(folder.path()).is_none());
        assert!(Lease::is_held(folder.path()));
        drop(first);
        assert!(!Lease::is_held(folder.path()));
        assert!(Lease::take(folder.path()).is_some());
        assert!(Lease::take(&folder.path().join("nowhere")).is_none(), "it fails closed");
    }
}
