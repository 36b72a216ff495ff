//! Backups beside everything else that the worker does: each is made, and restored,
//! in a thread of its own, so that writing never waits for a disk.

use super::carrying::{Changed, With};
use super::connection::Wake;
use super::{Update, desk};
use crate::texts::tr;
use crate::window::backing::{Ask, Stage, Wanted};
use crate::{clock, profile, sentences};
use attune_core::backup::{BackupError, Progress};
use attune_core::vault::{Daily, Vault, VaultError};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it is told how far it is.
const TELL: Duration = Duration::from_millis(100);
/// After one of a day failed, it is tried again.
const REST: Duration = Duration::from_secs(60 * 60);

/// Long work on a backup, in a thread of its own. It ends with whoever holds this.
pub(super) struct Job<T> {
    told: Receiver<Said<T>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What the work says.
pub(super) enum Said<T> {
    /// So much of it is done.
    At(f32),
    /// It is over.
    End(Result<T, BackupError>),
}

impl<T: Send + 'static> Job<T> {
    pub(super) fn begin(
        folder: &Path,
        wake: &Wake,
        work: impl FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<T, BackupError>
        + Send
        + 'static,
    ) -> Result<Self, VaultError> {
        let (say, told) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, wake) = (Arc::clone(&stop), Arc::clone(wake));
        let work = move || {
            let tell = |said| {
                if say.send(said).is_ok() {
                    wake();
                }
            };
            let mut shown = Instant::now();
            let done = work(&mut |progress: Progress| {
                if shown.elapsed() >= TELL {
                    shown = Instant::now();
                    tell(Said::At(progress.done as f32 / progress.whole.max(1) as f32));
                }
                match stopped.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            tell(Said::End(done));
        };
        let thread = std::thread::Builder::new().name("attune-backup".to_owned()).spawn(work);
        let thread = thread.map_err(|source| VaultError::Io {
            what: "a thread could not begin",
            path: folder.to_owned(),
            source,
        })?;
        Ok(Self { told, stop, thread: Some(thread) })
    }

    /// The next that it says, if there is anything.
    pub(super) fn hear(&self) -> Option<Said<T>> {
        match self.told.try_recv() {
            Ok(said) => Some(said),
            Err(TryRecvError::Empty) => None,
            // The thread is gone without a word: a fault of the program.
            Err(TryRecvError::Disconnected) => Some(Said::End(Err(BackupError::Stopped))),
        }
    }

    /// It ends soon, and leaves nothing.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The backup that is made just now, and when one of a day is looked for again.
#[derive(Default)]
pub(super) struct Backing {
    job: Option<Job<Daily>>,
    /// Where it is put, for what is said if it fails.
    place: PathBuf,
    rests_until: Option<Instant>,
}

impl Backing {
    /// Does what is asked.
    pub(super) fn serve(&mut self, ask: Ask, with: &With<'_>) -> Result<(), VaultError> {
        match ask {
            Ask::Weigh(wanted) => match profile::copied_to_cloud(&wanted.folder) {
                Some(cloud) => (with.tell)(Update::Backing(Stage::Asking { wanted, cloud })),
                None => self.make(wanted, with)?,
            },
            Ask::Make(wanted) => self.make(wanted, with)?,
            Ask::Stop => {
                if let Some(job) = &self.job {
                    job.stop();
                }
            }
        }
        Ok(())
    }

    fn make(&mut self, wanted: Wanted, with: &With<'_>) -> Result<(), VaultError> {
        if self.job.is_some() {
            return Ok(());
        }
        let Ok(mut rng) = clock::randomness() else {
            (with.tell)(Update::Backing(Stage::Failed(tr!("error-randomness"))));
            return Ok(());
        };
        let mut vault = with.vault.another()?;
        self.place.clone_from(&wanted.folder);
        (with.tell)(Update::Backing(Stage::Going(0.0)));
        let work = move |watch: &mut dyn FnMut(Progress) -> ControlFlow<()>| {
            let now = clock::now();
            let kept = vault.back_up_into(&wanted.folder, &now, &mut rng, watch)?;
            vault.note_backup(&kept.file, now.day)?;
            let folder = wanted.folder.to_str().filter(|_| wanted.daily);
            vault.back_up_daily(folder)?;
            Ok(Daily::Made(kept))
        };
        self.job = Some(Job::begin(with.vault.folder(), with.wake, work)?);
        Ok(())
    }

    /// Makes this day's, if there is to be one. Where that can't be told now, it is
    /// looked for again.
    pub(super) fn look(&mut self, with: &With<'_>) {
        let rests = self.rests_until.is_some_and(|until| Instant::now() < until);
        if self.job.is_some() || rests || with.vault.is_read_only() {
            return;
        }
        let Ok(stands) = with.vault.backups() else { return };
        if !stands.is_due(clock::now().day) {
            return;
        }
        let (Ok(mut vault), Ok(mut rng)) = (with.vault.another(), clock::randomness()) else {
            return;
        };
        self.place = stands.daily.unwrap_or_default();
        let work = move |watch: &mut dyn FnMut(Progress) -> ControlFlow<()>| {
            vault.back_up_if_due(&clock::now(), &mut rng, watch)
        };
        self.job = Job::begin(with.vault.folder(), with.wake, work).ok();
    }

    /// Hears how far it is.
    pub(super) fn turn(&mut self, with: &With<'_>) -> Changed {
        let mut changed = Changed::No;
        while let Some(said) = self.job.as_ref().and_then(Job::hear) {
            let stage = match said {
                Said::At(part) => Stage::Going(part),
                Said::End(end) => {
                    self.job = None;
                    changed = Changed::Yes;
                    match end {
                        Ok(Daily::Made(kept)) => Stage::Made(kept.file),
                        Ok(Daily::NotDue | Daily::Away(_)) => Stage::Nothing,
                        Err(error) => {
                            self.rests_until = Some(Instant::now() + REST);
                            Stage::Failed(self.sentence(&error, with.vault))
                        }
                    }
                }
            };
            (with.tell)(Update::Backing(stage));
        }
        changed
    }

    fn sentence(&self, error: &BackupError, vault: &Vault) -> String {
        sentences::backup(error, &self.place, vault.folder())
    }

    /// The last thing: what is being made is not.
    pub(super) fn end(&mut self) {
        self.job = None;
    }
}

/// Passes on how far restoring is. Gives the end, once it has come.
pub(super) fn heard<T: Send + 'static>(
    job: &Job<T>,
    tell: &desk::Tell,
) -> Option<Result<T, BackupError>> {
    while let Some(said) = job.hear() {
        match said {
            Said::At(part) => tell(Update::Restoring(part)),
            Said::End(end) => return Some(end),
        }
    }
    None
}
