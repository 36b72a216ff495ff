//! A vault's entries as plain files in a folder of their own.

use super::book::{self, Book, Whose};
use super::everything::{self, Everything};
use super::folder::{Folder, FolderError};
use super::markdown;
use super::names::Names;
use super::told::{self, Past};
use attune_core::ids::PersonId;
use attune_core::time::Now;
use attune_core::vault::{CommandError, Draft, Reader, Vault, VaultError};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
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

impl Format {
    /// The name of its one file; empty of the form that has many.
    pub(crate) fn file(self) -> String {
        match self {
            Self::Markdown => String::new(),
            Self::Json => everything::FILE.to_owned(),
            Self::Book { year, .. } => format!("attune-{year}.html"),
        }
    }
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

/// What was written; nothing if it was stopped before a file was whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// What an export is made of. It only reads, and may go on beside the vault, in
/// another thread.
pub(crate) struct Source {
    reader: Reader,
    person: PersonId,
    drafts: Vec<Draft>,
}

/// Writes the export into `folder`, which is made, or is there and empty. What is
/// told is on the disk when this returns.
pub(crate) fn run(
    vault: &Vault,
    format: Format,
    folder: &Path,
    now: &Now,
) -> Result<Written, ExportError> {
    Source::of(vault)?.write(format, folder, now, &mut |_, _| ControlFlow::Continue(()))
}

impl Source {
    /// What is in `vault`.
    pub(crate) fn of(vault: &Vault) -> Result<Self, ExportError> {
        let (reader, drafts) = (vault.reader()?, vault.drafts()?);
        Ok(Self { reader, person: vault.me().person, drafts })
    }

    /// Writes all of it into `folder`, as [`run`] does. `watch` is told how many
    /// entries of how many are written, and says whether to go on; what is written
    /// stays.
    pub(crate) fn write(
        &self,
        format: Format,
        folder: &Path,
        now: &Now,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Written, ExportError> {
        let reader = &self.reader;
        let past = if format == Format::Json { Past::Told } else { Past::Left };
        let mut told = told::all(reader, past)?;
        let status = reader.status()?;
        let mut entries = told.len();
        if watch(0, entries).is_break() {
            return Ok(Written::default());
        }
        match format {
            Format::Markdown => {
                let folder = Folder::claim(folder)?;
                let mut names = Names::default();
                for (at, told) in told.iter().enumerate() {
                    if watch(at, entries).is_break() {
                        entries = at;
                        break;
                    }
                    write_note(&folder, &mut names, told)?;
                }
                folder.finish()?;
            }
            Format::Json => {
                let tries = reader.tries()?;
                let (cards, drawn) = (reader.written_cards()?, reader.all_drawn()?);
                let all = Everything {
                    person: self.person,
                    status: &status,
                    told: &told,
                    tries: &tries,
                    cards: &cards,
                    drawn: &drawn,
                    drafts: &self.drafts,
                };
                let folder = Folder::claim(folder)?;
                let file = folder.create(everything::FILE)?;
                let mut stopped = false;
                let go_on = &mut || {
                    stopped |= watch(0, entries).is_break();
                    !stopped
                };
                let written = write_all(Watched { file, go_on }, &all, now);
                if stopped {
                    folder.remove(everything::FILE)?;
                    return Ok(Written::default());
                }
                written?;
                folder.finish()?;
            }
            Format::Book { year, whose } => {
                told.retain(|told| book::belongs(told, year, whose));
                if told.is_empty() {
                    return Err(ExportError::Nothing);
                }
                entries = told.len();
                let page = book::page(&Book { year, whose, status: &status, told: &told });
                let folder = Folder::claim(folder)?;
                folder.write(&format.file(), page.as_bytes())?;
                folder.finish()?;
            }
        }
        let entries = entries as u64;
        let files = if format == Format::Markdown { entries } else { 1 };
        Ok(Written { files, entries })
    }
}

/// All of it in one file, durable.
fn write_all(out: Watched<'_>, all: &Everything<'_>, now: &Now) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    everything::write(&mut out, all, now)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.file.sync_all()
}

/// A file that takes no more once somebody has stopped it.
struct Watched<'a> {
    file: File,
    go_on: &'a mut dyn FnMut() -> bool,
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !(self.go_on)() {
            return Err(io::Error::other("it was stopped"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
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
