//! Taking in: what a file gives becomes commands, in batches that are each durable
//! before the next begins. Whoever stops it keeps what is in, and taking in the same
//! file again goes on from there, since nothing comes in twice.

use super::archive::{self, ArchiveError, MAX_BYTES};
use super::everything::{self, Here};
use super::piece::{Found, Piece};
use super::report::{Left, Report, Why};
use super::stream::Read;
use super::{dayone, files};
use attune_core::brought::{Origin, Standing};
use attune_core::command::Command;
use attune_core::time::Now;
use attune_core::vault::{CommandError, Reader, Vault, VaultError};
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use std::collections::HashSet;
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
        let reader = self.vault.reader()?;
        let partner = reader.status()?.partner.map(|partner| partner.person);
        let here = Here { me: self.vault.me().person, partner };
        let zone = self.zone.clone();
        let mut taking = Taking {
            import: self,
            reader,
            report,
            watch,
            waiting: Vec::new(),
            seen: HashSet::new(),
            tags_left: 0,
            failed: None,
        };
        let read = match format {
            Format::Markdown if path.is_file() => Err(ImportError::NotAFolder),
            Format::DayOne | Format::Json if path.is_dir() => Err(ImportError::NotAFile),
            Format::Markdown => {
                files::read(path, &zone, &mut |found| taking.take(found)).map_err(ImportError::Io)
            }
            Format::Json => {
                let bytes = whole(path)?;
                match everything::read(&bytes, &here, &mut |found| taking.take(found)) {
                    Read::Nothing => Err(ImportError::Other),
                    _ => Ok(()),
                }
            }
            Format::DayOne => read_dayone(path, &zone, &mut taking),
        };
        // What was read before the disk failed is taken all the same.
        taking.finish()?;
        read
    }
}

fn read_dayone(
    path: &Path,
    zone: &TimeZone,
    taking: &mut Taking<'_, '_>,
) -> Result<(), ImportError> {
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
        let how = dayone::read(&bytes, &name, zone, &mut |found| taking.take(found));
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

/// An import under way.
struct Taking<'a, 'b> {
    import: Import<'a>,
    reader: Reader,
    report: &'b mut Report,
    watch: &'b mut dyn FnMut(&Report) -> ControlFlow<()>,
    waiting: Vec<Piece>,
    /// What this file has given already.
    seen: HashSet<Origin>,
    /// Tags for which there was no room.
    tags_left: u64,
    failed: Option<VaultError>,
}

impl Taking<'_, '_> {
    fn take(&mut self, found: Found) -> ControlFlow<()> {
        match found {
            Found::Left(left) => self.report.left.push(left),
            Found::Piece(piece) => {
                if !self.seen.insert(piece.brought.origin.clone()) {
                    self.report.left.push(Left::one(piece.called, Why::Twice));
                    return ControlFlow::Continue(());
                }
                self.report.read += 1;
                self.waiting.push(*piece);
            }
        }
        if self.waiting.len() < BATCH {
            return ControlFlow::Continue(());
        }
        self.flush()
    }

    /// What waits is taken in, durably.
    fn flush(&mut self) -> ControlFlow<()> {
        if let Err(error) = self.take_in() {
            self.failed = Some(error);
            return ControlFlow::Break(());
        }
        if (self.watch)(self.report).is_break() {
            self.report.stopped = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn take_in(&mut self) -> Result<(), VaultError> {
        let mut new: Vec<(String, (Command, Now))> = Vec::new();
        for piece in std::mem::take(&mut self.waiting) {
            match self.reader.standing(&piece.brought)? {
                Standing::Here(_) => self.report.already += 1,
                Standing::Answered => {
                    self.report.left.push(Left::one(piece.called, Why::Answered));
                }
                Standing::New => {
                    self.tags_left += piece.tags_left;
                    new.push((piece.called.clone(), piece.command()));
                }
            }
        }
        if self.import.mode == Mode::Look {
            self.report.added += new.len() as u64;
            return Ok(());
        }
        let (called, commands): (Vec<_>, Vec<_>) = new.into_iter().unzip();
        match self.import.vault.apply_all(&commands, self.import.rng) {
            Ok(done) => self.report.added += done.len() as u64,
            Err(CommandError::Vault(error)) => return Err(error),
            // One of them is refused, and nothing was made: the others come in
            // without it.
            Err(_) => {
                for (called, one) in called.into_iter().zip(commands) {
                    self.take_one(called, &one)?;
                }
            }
        }
        Ok(())
    }

    fn take_one(
        &mut self,
        called: String,
        (command, now): &(Command, Now),
    ) -> Result<(), VaultError> {
        match self.import.vault.apply(command, now, self.import.rng) {
            Ok(_) => self.report.added += 1,
            Err(CommandError::Vault(error)) => return Err(error),
            Err(error) => self.report.left.push(Left::one(called, Why::of(&error))),
        }
        Ok(())
    }

    /// The last batch.
    fn finish(mut self) -> Result<(), VaultError> {
        if self.failed.is_none() && !self.report.stopped {
            self.failed = self.take_in().err();
        }
        if self.tags_left > 0 {
            let (what, why) = (String::new(), Why::Tags);
            self.report.left.push(Left { what, why, count: self.tags_left });
        }
        self.failed.map_or(Ok(()), Err)
    }
}
