//! A vault's entries as plain files in a folder of their own.

use super::book::{self, Book, Whose};
use super::everything::{self, Everything};
use super::folder::{Folder, FolderError};
use super::markdown;
use super::names::Names;
use super::told::{self, Past};
use attune_core::time::Now;
use attune_core::vault::{CommandError, Vault, VaultError};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A file of Markdown for each entry.
    Markdown,
    /// One file with everything there is.
    Json,
    /// A year as one page to print.
    Book {
        /// Which.
        year: i16,
        /// Whose words are in it.
        whose: Whose,
    },
}

/// Why an export was not made, or not to its end.
#[derive(Debug)]
pub(crate) enum ExportError {
    /// The folder can't be used.
    Folder(FolderError),
    /// There is nothing that belongs into it; nothing was made.
    Nothing,
    /// The vault could not be read.
    Vault(VaultError),
    /// An entry could not be read.
    Entry(CommandError),
}

impl From<FolderError> for ExportError {
    fn from(error: FolderError) -> Self {
        Self::Folder(error)
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Folder(error.into())
    }
}

impl From<VaultError> for ExportError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl From<CommandError> for ExportError {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Vault(error) => Self::Vault(error),
            other => Self::Entry(other),
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// Files.
    pub(crate) files: u64,
    /// Entries in them.
    pub(crate) entries: u64,
}

/// Whether an export into `folder` could begin.
pub(crate) fn check(folder: &Path) -> Result<(), FolderError> {
    Folder::check(folder)
}

/// Writes the export into `folder`, which is made, or is there and empty. What is
/// told is on the disk when this returns.
pub(crate) fn run(
    vault: &Vault,
    format: Format,
    folder: &Path,
    now: &Now,
) -> Result<Written, ExportError> {
    let reader = vault.reader()?;
    let past = if format == Format::Json { Past::Told } else { Past::Left };
    let mut told = told::all(&reader, past)?;
    let status = reader.status()?;
    match format {
        Format::Markdown => {
            let folder = Folder::claim(folder)?;
            let mut names = Names::default();
            for told in &told {
                write_note(&folder, &mut names, told)?;
            }
            folder.finish()?;
        }
        Format::Json => {
            let (tries, drafts) = (reader.tries()?, vault.drafts()?);
            let person = vault.me().person;
            let all =
                Everything { person, status: &status, told: &told, tries: &tries, drafts: &drafts };
            let folder = Folder::claim(folder)?;
            let mut out = BufWriter::new(folder.create(everything::FILE)?);
            everything::write(&mut out, &all, now)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            folder.finish()?;
        }
        Format::Book { year, whose } => {
            told.retain(|told| book::belongs(told, year, whose));
            if told.is_empty() {
                return Err(ExportError::Nothing);
            }
            let page = book::page(&Book { year, whose, status: &status, told: &told });
            let folder = Folder::claim(folder)?;
            folder.write(&format!("attune-{year}.html"), page.as_bytes())?;
            folder.finish()?;
        }
    }
    let entries = told.len() as u64;
    let files = if format == Format::Markdown { entries } else { 1 };
    Ok(Written { files, entries })
}

/// Under the next free name: two that differ for us may be one to the disk.
fn write_note(folder: &Folder, names: &mut Names, told: &told::Told) -> io::Result<()> {
    let text = markdown::file(told);
    loop {
        let name = names.next(told.entry.day, markdown::called(&told.entry));
        match folder.create(&format!("{name}.md")) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return file.sync_all();
            }
        }
    }
}
