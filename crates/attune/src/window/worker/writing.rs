//! A copy that is written out in a thread of its own, by a connection that only
//! reads: however long the disk takes, the worker goes on.

use super::Update;
use super::carrying::{With, beside};
use super::desk::Tell;
use crate::carrying::export::{ExportError, Format, Source, Written as Copied};
use crate::carrying::sentences;
use crate::clock;
use crate::texts::tr;
use crate::window::carrying::{Out, Written};
use crate::window::failure;
use attune_core::vault::VaultError;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it is told how far it is.
const TELL: Duration = Duration::from_millis(100);

/// An export that is being written.
pub(super) struct Writing {
    told: Receiver<Out>,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Writing {
    /// Begins to write into `folder`; `None` if that can't begin, which is told.
    pub(super) fn begin(
        format: Format,
        folder: PathBuf,
        with: &With<'_>,
    ) -> Result<Option<Self>, VaultError> {
        let profile = with.vault.folder().to_owned();
        let source = match Source::of(with.vault) {
            Ok(source) => source,
            Err(error) => {
                let why = sentence(&error, &folder, &profile);
                (with.tell)(Update::Out(Out::Failed(why)));
                return Ok(None);
            }
        };
        (with.tell)(Update::Out(Out::Writing(0, 0)));
        let (say, told) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, wake) = (Arc::clone(&stop), Arc::clone(with.wake));
        let work = move || {
            let tell = |out| {
                if say.send(out).is_ok() {
                    wake();
                }
            };
            let mut shown = Instant::now();
            let done = source.write(format, &folder, &clock::now(), &mut |at, of| {
                if shown.elapsed() >= TELL {
                    shown = Instant::now();
                    tell(Out::Writing(at, of));
                }
                match stopped.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            let folder = std::path::absolute(&folder).unwrap_or(folder);
            tell(match done {
                // One file is whole or not there; of many some may be missing.
                Ok(Copied { files: 0, .. }) if stopped.load(Ordering::Relaxed) => {
                    Out::Failed(tr!("window-copy-nothing"))
                }
                Ok(written) if format == Format::Markdown && stopped.load(Ordering::Relaxed) => {
                    let folder = sentences::named(&folder);
                    let count = written.entries;
                    Out::Failed(tr!("window-copy-stopped", count = count, folder = folder))
                }
                Ok(written) => Out::Written(Written {
                    at: match format.file() {
                        file if file.is_empty() => folder,
                        file => folder.join(file),
                    },
                    entries: written.entries,
                    book: matches!(format, Format::Book { .. }),
                }),
                Err(error) => Out::Failed(sentence(&error, &folder, &profile)),
            });
        };
        let thread = beside("attune-writing", with.vault, work)?;
        Ok(Some(Self { told, stop, thread }))
    }

    /// Passes on how far it is. Gives whether it is over.
    pub(super) fn hear(&self, tell: &Tell) -> bool {
        let mut is_over = false;
        loop {
            match self.told.try_recv() {
                Ok(out) => {
                    is_over |= !matches!(out, Out::Writing(..));
                    tell(Update::Out(out));
                }
                Err(TryRecvError::Empty) => return is_over,
                Err(TryRecvError::Disconnected) => {
                    // The thread is gone without a word: a fault of the program.
                    if !is_over {
                        tell(Update::Out(Out::Failed(tr!("window-copy-broke"))));
                    }
                    return true;
                }
            }
        }
    }

    /// No further entry is written.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The same, and waits until that is so.
    pub(super) fn end(self) {
        self.stop();
        let _ = self.thread.join();
    }
}

/// Why it was not written, and what is safe.
fn sentence(error: &ExportError, folder: &Path, profile: &Path) -> String {
    match error {
        ExportError::Folder(error) => sentences::folder(error, folder),
        ExportError::Nothing => tr!("window-book-nothing"),
        ExportError::Vault(error) => failure::vault(error, profile),
        ExportError::Entry(error) => failure::command(error, profile),
    }
}
