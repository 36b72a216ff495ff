//! An invitation as a file that a person carries to the other computer: where
//! it is put, and how one is read. Its sentences are for the window and the
//! terminal alike.

use crate::texts::tr;
use std::path::{Path, PathBuf};

/// An invitation is a line; whatever is larger is something else.
const MOST_BYTES: u64 = 64 * 1024;
/// What the window calls the file.
const NAME: &str = "attune-invitation.txt";

/// Writes `text` where a person finds it, among what was downloaded or at home,
/// in place of an earlier one: each is of use only while its words are shown.
pub(crate) fn keep(text: &str) -> Result<PathBuf, String> {
    let folders = directories::UserDirs::new();
    let folder = folders.as_ref().and_then(|folders| {
        let downloads = folders.download_dir().filter(|folder| folder.is_dir());
        downloads.or_else(|| Some(folders.home_dir())).map(Path::to_owned)
    });
    let file = folder.unwrap_or_else(std::env::temp_dir).join(NAME);
    write(&file, text)?;
    Ok(file)
}

/// Writes `text` to `file`. Whoever waits for the file does not read half of it.
pub(crate) fn write(file: &Path, text: &str) -> Result<(), String> {
    let written = part_beside(file).and_then(|part| {
        std::fs::write(&part, format!("{text}\n")).and_then(|()| std::fs::rename(&part, file))
    });
    written.map_err(|error| {
        let path = file.display().to_string();
        tr!("pair-invite-out", file = path, why = error.to_string())
    })
}

fn part_beside(file: &Path) -> std::io::Result<PathBuf> {
    let name = file.file_name().ok_or(std::io::ErrorKind::InvalidInput)?.to_string_lossy();
    Ok(file.with_file_name(format!(".{name}.part")))
}

/// The text in `file`, which may be an invitation.
pub(crate) fn read(file: &Path) -> Result<String, String> {
    let path = file.display().to_string();
    let size = std::fs::metadata(file).map(|found| found.len()).unwrap_or_default();
    if size > MOST_BYTES {
        return Err(tr!("pair-bad-invitation", file = path));
    }
    match std::fs::read(file) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).trim().to_owned()),
        Err(error) => Err(tr!("pair-invite-in", file = path, why = error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_as_a_file_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("invitation");
        write(&file, "attune1abc").unwrap();
        assert_eq!(read(&file).as_deref(), Ok("attune1abc"));
        std::fs::write(&file, vec![b'a'; 1 << 17]).unwrap();
        assert!(read(&file).unwrap_err().contains("not an invitation"));
        assert!(read(&folder.path().join("nowhere")).unwrap_err().contains("nowhere"));
        assert!(write(&folder.path().join("no/folder/here"), "x").is_err());
    }
}
