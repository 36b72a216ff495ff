//! Out and in, beside everything else that the worker does. What is written out and
//! what is read in go on in threads of their own; of what was read, one batch is
//! taken in at a turn of the worker, so that writing never waits for longer.

use super::connection::Wake;
use super::writing::Writing;
use super::{Update, desk};
use crate::carrying::export;
use crate::carrying::import::{self, Here, ImportError, Mode};
use crate::carrying::{Found, Taking, sentences};
use crate::clock;
use crate::profile;
use crate::window::carrying::{Ask, Incoming, Out, Stage};
use attune_core::command::{Command, Deletion};
use attune_core::header::Scope;
use attune_core::ids::DocumentId;
use attune_core::vault::{CommandError, Reader, Vault, VaultError};
use jiff::tz::TimeZone;
use rand_chacha::ChaCha20Rng;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How many pages come in, or go out again, at one turn.
const BATCH: usize = 100;
/// How many batches are read ahead.
const AHEAD: usize = 2;
/// How often the lists are read again while pages come in.
const SHOW: Duration = Duration::from_secs(1);

/// What goes out, and what comes in.
#[derive(Default)]
pub(super) struct Carrying {
    out: Option<Writing>,
    coming: Option<Coming>,
}

/// What is read from a file.
enum Reading {
    /// The next of it.
    Some(Vec<Found>),
    /// There is no more, or no more that can be read.
    End(Result<(), ImportError>),
}

/// An import.
struct Coming {
    told: Incoming,
    /// What there is to read and the one who takes it, while it goes on.
    goes_on: Option<(Taking, Receiver<Reading>)>,
    /// What it made.
    made: Vec<DocumentId>,
    /// When the lists were last read again.
    shown: Instant,
}

/// Whether the lists are to be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changed {
    /// They are.
    Yes,
    /// Not now.
    No,
}

/// What it works with.
pub(super) struct With<'a> {
    pub(super) vault: &'a mut Vault,
    pub(super) reader: &'a Reader,
    pub(super) rng: &'a mut ChaCha20Rng,
    pub(super) wake: &'a Wake,
    pub(super) tell: &'a desk::Tell,
}

impl Carrying {
    /// Does what is asked.
    pub(super) fn serve(&mut self, ask: Ask, with: &mut With<'_>) -> Result<Changed, CommandError> {
        match ask {
            Ask::Weigh(folder) => (with.tell)(Update::Out(match export::check(&folder) {
                Ok(()) => Out::Asking { cloud: profile::copied_to_cloud(&folder), folder },
                Err(error) => Out::Failed(sentences::folder(&error, &folder)),
            })),
            Ask::Out(format, folder) => {
                if self.out.is_none() {
                    self.out = Writing::begin(format, folder, with)?;
                }
            }
            Ask::Look(file, format) => {
                let is_busy = |coming: &Coming| coming.told.is_busy();
                if !self.coming.as_ref().is_some_and(is_busy) {
                    self.look(file, format, with)?;
                }
            }
            Ask::TakeIn => {
                if let Some(coming) = &mut self.coming
                    && coming.told.stage == Stage::Looked
                {
                    coming.begin(Mode::TakeIn, with)?;
                }
            }
            Ask::StopOut => {
                if let Some(writing) = &self.out {
                    writing.stop();
                }
            }
            Ask::Stop => {
                if let Some(coming) = &mut self.coming
                    && coming.stop()
                {
                    coming.tell(with);
                    return Ok(Changed::Yes);
                }
            }
            Ask::TakeOut => {
                if let Some(coming) = &mut self.coming
                    && coming.told.stage != Stage::TakingOut
                {
                    coming.stop();
                    coming.told.stage = Stage::TakingOut;
                    (coming.told.added, coming.told.already) = (0, 0);
                    coming.tell(with);
                    (with.wake)();
                }
            }
        }
        Ok(Changed::No)
    }

    /// One turn: hears how far an export is, and takes in one batch, or takes one
    /// out again.
    pub(super) fn turn(&mut self, with: &mut With<'_>) -> Changed {
        if let Some(writing) = &self.out
            && writing.hear(with.tell)
        {
            self.out = None;
        }
        match &mut self.coming {
            Some(coming) if coming.told.stage == Stage::TakingOut => coming.take_out(with),
            Some(coming) => coming.take_in(with),
            None => Changed::No,
        }
    }

    /// The last thing: what is being written ends at the next entry.
    pub(super) fn end(&mut self) {
        self.coming = None;
        if let Some(writing) = self.out.take() {
            writing.end();
        }
    }

    fn look(
        &mut self,
        file: PathBuf,
        format: Option<import::Format>,
        with: &mut With<'_>,
    ) -> Result<(), CommandError> {
        let recognised = match format {
            Some(format) => Ok(format),
            None => match import::recognise(&file) {
                Ok(Some(format)) => Ok(format),
                Ok(None) => Err(ImportError::Other),
                Err(error) => Err(error.into()),
            },
        };
        let mut coming = Coming {
            told: Incoming::new(file, *recognised.as_ref().unwrap_or(&import::Format::Markdown)),
            goes_on: None,
            made: Vec::new(),
            shown: Instant::now(),
        };
        match recognised {
            Ok(_) => coming.begin(Mode::Look, with)?,
            Err(error) => {
                coming.fail(&error, with.vault);
                coming.tell(with);
            }
        }
        self.coming = Some(coming);
        Ok(())
    }
}

/// Does it in a thread of its own.
pub(super) fn beside(
    name: &str,
    vault: &Vault,
    work: impl FnOnce() + Send + 'static,
) -> Result<thread::JoinHandle<()>, VaultError> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|source| VaultError::Io {
        what: "a thread could not begin",
        path: vault.folder().to_owned(),
        source,
    })
}

impl Coming {
    fn tell(&self, with: &With<'_>) {
        (with.tell)(Update::Incoming(Box::new(self.told.clone())));
    }

    fn fail(&mut self, error: &ImportError, vault: &Vault) {
        let why = sentences::import(error, &self.told.file, vault.folder());
        // What was only looked at is not in, and what was being taken out does not stay.
        if self.told.stage != Stage::TakingIn {
            self.told.added = 0;
        }
        self.told.stage = Stage::Failed(why);
        self.goes_on = None;
    }

    /// Reads from the beginning, in a thread that waits when it is far ahead, and
    /// ends when nobody listens any more.
    fn begin(&mut self, mode: Mode, with: &With<'_>) -> Result<(), CommandError> {
        let taking = Taking::new(with.vault, mode)?;
        let here = Here::of(with.vault)?;
        let (say, batches) = sync_channel(AHEAD);
        let (file, format) = (self.told.file.clone(), self.told.format);
        let wake = Arc::clone(with.wake);
        let work = move || read(format, &file, &here, &say, &wake);
        beside("attune-reading", with.vault, work)?;
        self.told.stage = match mode {
            Mode::Look => Stage::Looking,
            Mode::TakeIn => Stage::TakingIn,
        };
        (self.told.added, self.told.already, self.told.aside) = (0, 0, 0);
        self.told.left.clear();
        self.goes_on = Some((taking, batches));
        self.tell(with);
        Ok(())
    }

    /// Ends what goes on. Gives whether anything did.
    fn stop(&mut self) -> bool {
        let Some((mut taking, _)) = self.goes_on.take() else { return false };
        self.told.tell(taking.end(true));
        self.made.extend_from_slice(taking.made());
        if self.told.stage == Stage::Looking {
            // How much there is was not found out.
            (self.told.added, self.told.of) = (0, 0);
        }
        self.told.stage = Stage::Stopped;
        true
    }

    /// Takes in the next batch, if it was read.
    fn take_in(&mut self, with: &mut With<'_>) -> Changed {
        let Some((taking, batches)) = &mut self.goes_on else { return Changed::No };
        let read = match batches.try_recv() {
            Ok(read) => read,
            Err(TryRecvError::Empty) => return Changed::No,
            // The thread is gone without a word: a fault of the program.
            Err(TryRecvError::Disconnected) => Reading::End(Err(ImportError::Other)),
        };
        let looks = self.told.stage == Stage::Looking;
        let end = match read {
            Reading::Some(found) => {
                found.into_iter().for_each(|found| taking.hear(found));
                None
            }
            Reading::End(end) => Some(end),
        };
        let taken = taking.take_in(with.vault, with.rng).map_err(ImportError::from);
        let end = match (taken, end) {
            (Err(error), _) => Some(Err(error)),
            (Ok(()), end) => end,
        };
        self.told.tell(match end {
            Some(_) => taking.end(false),
            None => taking.report(),
        });
        if let Some(end) = end {
            self.made.extend_from_slice(taking.made());
            self.goes_on = None;
            match end {
                Ok(()) if looks => self.told.stage = Stage::Looked,
                Ok(()) => self.told.stage = Stage::Done,
                Err(error) => self.fail(&error, with.vault),
            }
        }
        self.tell(with);
        // Further batches wait their turn behind whatever was asked meanwhile.
        (with.wake)();
        self.changed(looks)
    }

    /// Whether the lists are to be read again: at the end, and now and then before.
    fn changed(&mut self, looks: bool) -> Changed {
        if looks || (self.told.is_busy() && self.shown.elapsed() < SHOW) {
            return Changed::No;
        }
        self.shown = Instant::now();
        Changed::Yes
    }

    /// The vault can't be read or written just now.
    fn cannot(&mut self, error: VaultError, with: &With<'_>) -> Changed {
        self.fail(&error.into(), with.vault);
        self.tell(with);
        Changed::Yes
    }

    /// Deletes some of what this import made. What somebody wrote on or shared
    /// since is theirs to keep, and what can't be deleted stays.
    fn take_out(&mut self, with: &mut With<'_>) -> Changed {
        let drafts = match with.vault.drafts() {
            Ok(drafts) => drafts,
            Err(error) => return self.cannot(error, with),
        };
        for _ in 0..BATCH {
            let Some(&id) = self.made.last() else { break };
            // Words that are being written on it are no change of it yet.
            let is_written_on = drafts.iter().any(|draft| draft.document == Some(id));
            let is_as_it_came = match with.reader.entry(id) {
                Err(CommandError::Vault(error)) => return self.cannot(error, with),
                Err(_) => false,
                Ok(entry) => {
                    let is_here = entry.id == id && entry.scope == Scope::Private;
                    is_here && entry.revisions <= 1 && !is_written_on
                }
            };
            let delete = Command::Delete { id, deletion: Deletion::Final };
            match is_as_it_came.then(|| with.vault.apply(&delete, &clock::now(), with.rng)) {
                Some(Ok(_)) => self.told.added += 1,
                Some(Err(CommandError::Vault(error))) => return self.cannot(error, with),
                Some(Err(_)) | None => self.told.already += 1,
            }
            self.made.pop();
        }
        if self.made.is_empty() {
            let (out, stay) = (self.told.added, self.told.already);
            self.told.stage = Stage::TakenOut { out, stay };
        }
        self.tell(with);
        (with.wake)();
        self.changed(false)
    }
}

/// Reads a file to its end, batch by batch.
fn read(
    format: import::Format,
    file: &std::path::Path,
    here: &Here,
    say: &SyncSender<Reading>,
    wake: &Wake,
) {
    let mut found = Vec::new();
    let send = |batch| {
        let sent = say.send(batch);
        wake();
        sent
    };
    let end = import::read(format, file, here, &TimeZone::system(), &mut |next| {
        found.push(next);
        if found.len() < BATCH {
            return ControlFlow::Continue(());
        }
        match send(Reading::Some(std::mem::take(&mut found))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    let _ = send(Reading::Some(found));
    let _ = send(Reading::End(end));
}
