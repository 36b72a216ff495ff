//! A folder for an export: empty before, and with files that only their owner can
//! read. Nothing that is there already is ever written over.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a folder can't be used.
#[derive(Debug)]
pub(crate) enum FolderError {
    /// There is something in it.
    NotEmpty,
    /// It is a file.
    NotAFolder,
    /// It could not be read or written.
    Io(io::Error),
}

impl From<io::Error> for FolderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A folder that this export has for itself.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Whether `path` could be one: it is not there yet, or there is nothing in it.
    pub(crate) fn check(path: &Path) -> Result<(), FolderError> {
        match fs::read_dir(path) {
            Ok(mut inside) => match inside.next() {
                None => Ok(()),
                Some(_) => Err(FolderError::NotEmpty),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(_) if path.exists() && !path.is_dir() => Err(FolderError::NotAFolder),
            Err(error) => Err(error.into()),
        }
    }

    /// The folder at `path`, made if it is not there.
    pub(crate) fn claim(path: &Path) -> Result<Self, FolderError> {
        Self::check(path)?;
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        Ok(Self(path.to_owned()))
    }

    /// A new file in it. One that is there, under whatever spelling the system
    /// takes for the same, is an error of kind `AlreadyExists`.
    pub(crate) fn create(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(self.0.join(name))
    }

    /// A new file with these bytes, durable but for its name.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Takes away a file of it that is not whole.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    /// Makes the names of everything in it durable.
    pub(crate) fn finish(&self) -> io::Result<()> {
        #[cfg(unix)]
        File::open(&self.0)?.sync_all()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_folder_is_claimed_and_nothing_in_it_written_over() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("a/b");
        let folder = Folder::claim(&path).unwrap();
        folder.write("one", b"first").unwrap();
        let again = folder.write("one", b"second").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(path.join("one")).unwrap(), b"first");
        assert!(matches!(Folder::claim(&path), Err(FolderError::NotEmpty)));
        assert!(matches!(Folder::claim(&path.join("one")), Err(FolderError::NotAFolder)));
        folder.finish().unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&path), mode(&path.join("one"))), (0o700, 0o600));
        }
    }
}
