//! Taking in: what a file gives becomes commands, in batches that are each durable
//! before the next begins. Whoever stops it keeps what is in, and taking in the same
//! file again goes on from there, since nothing comes in twice.

use super::archive::{self, ArchiveError, MAX_BYTES};
use super::everything;
pub(crate) use super::everything::Here;
use super::piece::Sink;
use super::report::Report;
use super::stream::Read;
use super::taking::Taking;
use super::{dayone, files};
use attune_core::vault::{Vault, VaultError};
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use std::fs::File;
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::Path;

/// How many entries are durable at once: few enough that stopping is prompt.
const BATCH: usize = 500;

/// What is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Day One's export: the archive, or its JSON.
    DayOne,
    /// Attune's own export.
    Json,
    /// A folder of Markdown files.
    Markdown,
}

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It is.
    TakeIn,
    /// It is only told what would be.
    Look,
}

/// Why an import ended before its time. What is in stays.
#[derive(Debug)]
pub(crate) enum ImportError {
    /// The file or folder could not be read.
    Io(io::Error),
    /// A file stands where a folder is meant.
    NotAFolder,
    /// A folder stands where a file is meant.
    NotAFile,
    /// The archive is damaged, or ends in the middle.
    Damaged,
    /// It holds more than is ever read, in bytes.
    TooLarge {
        /// How much is read.
        max: u64,
    },
    /// The archive is encrypted, or packed in a way that no diary uses.
    Packed,
    /// It is not what it is said to be.
    Other,
    /// The vault refused.
    Vault(VaultError),
}

impl From<io::Error> for ImportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<VaultError> for ImportError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl From<ArchiveError> for ImportError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Damaged => Self::Damaged,
            ArchiveError::TooLarge => Self::TooLarge { max: MAX_BYTES },
            ArchiveError::Packed => Self::Packed,
            ArchiveError::Io(error) => Self::Io(error),
        }
    }
}

/// What an import works with.
pub(crate) struct Import<'a> {
    /// Where it goes.
    pub(crate) vault: &'a mut Vault,
    /// For what is made.
    pub(crate) rng: &'a mut dyn CryptoRng,
    /// The zone of what states none.
    pub(crate) zone: TimeZone,
    /// Whether anything is written.
    pub(crate) mode: Mode,
}

impl Import<'_> {
    /// Takes in what is at `path`. `watch` is told how far it is after each batch,
    /// and says whether to go on. `report` says at any time what is in, also where
    /// it ends with an error.
    pub(crate) fn run(
        self,
        format: Format,
        path: &Path,
        report: &mut Report,
        watch: &mut dyn FnMut(&Report) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let here = Here::of(self.vault)?;
        let mut taking = Taking::new(self.vault, self.mode)?;
        let (mut failed, mut stopped) = (None, false);
        let read = read(format, path, &here, &self.zone, &mut |found| {
            taking.hear(found);
            if taking.waiting() < BATCH {
                return ControlFlow::Continue(());
            }
            if let Err(error) = taking.take_in(self.vault, self.rng) {
                failed = Some(error);
                return ControlFlow::Break(());
            }
            let told = watch(taking.report());
            stopped = told.is_break();
            told
        });
        // What was read before the disk failed is taken all the same.
        if failed.is_none() && !stopped {
            failed = taking.take_in(self.vault, self.rng).err();
        }
        report.clone_from(taking.end(stopped));
        failed.map_or(read, |error| Err(error.into()))
    }
}

/// Gives what is at `path` to `sink`, until that has enough. No vault is touched:
/// this may go on beside it, in another thread.
pub(crate) fn read(
    format: Format,
    path: &Path,
    here: &Here,
    zone: &TimeZone,
    sink: &mut Sink<'_>,
) -> Result<(), ImportError> {
    match format {
        Format::Markdown if path.is_file() => Err(ImportError::NotAFolder),
        Format::DayOne | Format::Json if path.is_dir() => Err(ImportError::NotAFile),
        Format::Markdown => files::read(path, zone, sink).map_err(ImportError::Io),
        Format::Json => match everything::read(&whole(path)?, here, sink) {
            Read::Nothing => Err(ImportError::Other),
            _ => Ok(()),
        },
        Format::DayOne => read_dayone(path, zone, sink),
    }
}

/// What is at `path`, by how it begins; `None` of what is there and could be
/// anything.
pub(crate) fn recognise(path: &Path) -> io::Result<Option<Format>> {
    if path.metadata()?.is_dir() {
        return Ok(Some(Format::Markdown));
    }
    let mut begins = Vec::new();
    File::open(path)?.take(BEGINNING).read_to_end(&mut begins)?;
    if archive::is_archive(&begins) {
        return Ok(Some(Format::DayOne));
    }
    let text = String::from_utf8_lossy(&begins);
    let Some(inside) = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('{') else {
        return Ok(None);
    };
    // Attune's own says so first; of others only Day One's is known.
    let is_own = inside.trim_start().starts_with("\"attune\"");
    Ok(Some(if is_own { Format::Json } else { Format::DayOne }))
}

/// How much of a file tells what it is, in bytes.
const BEGINNING: u64 = 256;

fn read_dayone(path: &Path, zone: &TimeZone, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let mut begins = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut begins)?;
    let journals = if archive::is_archive(&begins) {
        archive::json_files(File::open(path)?)?
    } else {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        vec![(name, whole(path)?)]
    };
    let mut is_any = false;
    for (name, bytes) in journals {
        let how = dayone::read(&bytes, &name, zone, sink);
        is_any |= how != Read::Nothing;
        if how == Read::Stopped {
            break;
        }
    }
    if is_any { Ok(()) } else { Err(ImportError::Other) }
}

/// All of a file, unless that is more than is ever read.
fn whole(path: &Path) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ImportError::TooLarge { max: MAX_BYTES });
    }
    Ok(bytes)
}
