//! The thread that owns the vault. Drawing never waits: the window sends
//! requests, and this answers with updates and wakes it. Deriving a key takes
//! a noticeable time, and so may a busy disk; all of that happens here.

mod backing;
mod carrying;
pub(crate) mod connection;
mod desk;
mod gather;
mod read;
mod talking;
mod writing;

pub(crate) use read::shown;
pub(super) use talking::live;

use super::action::OpenWith;
use super::carrying::{Incoming, Out};
use super::model::{Earlier, Found, Looked, Page, Shown};
use super::preferences::Preferences;
use super::talk::{Move, Talks};
use crate::link::{Ask, Told};
use attune_core::command::Command;
use attune_core::ids::DocumentId;
use attune_core::kinds::Detail;
use attune_core::kinds::profile::Ink;
use attune_core::vault::Draft;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How often the worker looks whether another process has written.
const LOOK: Duration = Duration::from_secs(1);

/// A secret as typed. It zeroes itself and never shows in a log.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(pub(crate) Zeroizing<String>);

impl Secret {
    /// The secret `text`.
    pub(crate) fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// What the window asks of the worker.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Request {
    /// Make a profile, protected by a passphrase or by nothing.
    Make {
        /// The person's name.
        name: String,
        /// What their words are set in.
        ink: Ink,
        /// The passphrase, if there is to be one.
        passphrase: Option<Secret>,
    },
    /// Open it with a passphrase.
    Unlock(Secret),
    /// Open it with the recovery key.
    Recover(Secret),
    /// Show this entry, and keep showing it as it changes; none with `None`.
    Open(Option<DocumentId>),
    /// What this entry said before.
    History(DocumentId),
    /// Do this.
    Do(Command),
    /// Begin, or take up again, to write on this entry.
    Begin(DocumentId),
    /// Save a draft; confirmed by [`Update::Kept`] with the same number.
    SaveDraft {
        /// The draft.
        draft: Box<Draft>,
        /// Which of its states this is.
        revision: u64,
    },
    /// Make the draft in this slot an entry or a change.
    Commit {
        /// The slot.
        slot: String,
        /// Which of its states it is.
        revision: u64,
        /// Whether writing goes on.
        then: Then,
    },
    /// Throw a draft away.
    Discard(String),
    /// Seal the answers, or keep the one thing to try, and throw their draft
    /// away.
    Seal {
        /// The command.
        command: Command,
        /// The draft's slot.
        slot: String,
    },
    /// Find these words there.
    Search(Looked),
    /// Replace what protects the profile.
    Protect(Option<Secret>),
    /// The recovery key, to be shown again.
    RecoveryKey,
    /// Make a new vault of what can be read of the damaged one.
    Mend,
    /// Leave the pair.
    Leave,
    /// The page with the undo line was left: deletions become final.
    FinishDeletions,
    /// Something for the connection.
    Ask(Ask),
    /// Something in a soul talk.
    Talk(Move),
    /// Write a copy out, or bring old pages in.
    Carry(super::carrying::Ask),
    /// Make a backup.
    Back(super::backing::Ask),
    /// Restore a backup where there is no profile.
    Restore {
        /// The backup.
        file: PathBuf,
        /// What was typed to open it.
        with: OpenWith,
        /// It.
        typed: Secret,
    },
    /// Restore nothing.
    StopRestoring,
    /// Write an invitation to a file where a person finds it.
    KeepInvitation(String),
    /// Read an invitation from a file.
    ReadInvitation(PathBuf),
    /// Keep how the window is to be.
    Prefer(Preferences),
    /// The same, where only its place is new, which nobody asked for: if that
    /// can't be kept, nothing is said.
    Remember(Preferences),
    /// Look at the connection now.
    Wake,
    /// End, after everything asked before is done.
    End,
}

/// Whether writing goes on after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The writer is done.
    Leave,
    /// The page stays open under the writer's hands.
    GoOn,
}

/// What the worker tells the window.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Update {
    /// There is no profile yet.
    FirstRun,
    /// A passphrase is needed.
    Locked,
    /// What was given did not open it, or the profile could not be made.
    Refused(String),
    /// The profile can't be opened at all.
    Closed(String),
    /// The vault is damaged, which this sentence says; what can be read of it can be
    /// kept.
    Damaged(String),
    /// A new profile's recovery key, to be written down.
    Recovery(Secret),
    /// What the vault holds now.
    Shown {
        /// All of it.
        shown: Box<Shown>,
        /// The entries that were not there when it was told of before.
        came: Vec<DocumentId>,
    },
    /// What is unfinished now; nothing else changed.
    Drafts(Vec<Draft>),
    /// The entry asked for, as it is now; none if it is gone.
    Page(Option<Box<Page>>),
    /// What an entry said before.
    History(DocumentId, Vec<Earlier>),
    /// What was found.
    Found(Found),
    /// A draft is on disk.
    Kept {
        /// Its slot.
        slot: String,
        /// Which of its states.
        revision: u64,
    },
    /// A draft could not be saved.
    NotKept {
        /// Its slot.
        slot: String,
        /// Why, and what is safe.
        why: String,
    },
    /// A page is ready to be written on.
    Begun(Begun),
    /// A draft became an entry, or a change of one.
    Committed {
        /// The slot it had.
        slot: String,
        /// Which of its states went in.
        revision: u64,
        /// What it became.
        id: DocumentId,
        /// Where writing goes on, if it does.
        on: Option<Begun>,
    },
    /// A command was carried out.
    Done(Command, DocumentId),
    /// Something was not carried out; the sentence says why.
    Trouble(String),
    /// The connection tells something.
    Link(Told),
    /// How the soul talks stand.
    Talks(Box<Talks>),
    /// How far a backup is.
    Backing(super::backing::Stage),
    /// So much of a backup is restored.
    Restoring(f32),
    /// How far a copy that is written out is.
    Out(Out),
    /// How far old pages that are brought in are.
    Incoming(Box<Incoming>),
    /// The recovery key, as it was asked for.
    RecoveryKey(Secret),
    /// The invitation is in this file.
    InvitationKept(PathBuf),
    /// What a file with an invitation says.
    InvitationRead(String),
    /// The lock was changed.
    Protected,
}

/// A page ready to be written on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Begun {
    /// The draft's slot.
    pub(crate) slot: String,
    /// The document.
    pub(crate) id: DocumentId,
    /// Its kind's name.
    pub(crate) kind: String,
    /// The title to begin from.
    pub(crate) title: String,
    /// The text to begin from.
    pub(crate) body: String,
    /// What its kind holds beside those.
    pub(crate) detail: Option<Detail>,
    /// Whether both write on it.
    pub(crate) both: bool,
    /// Whether the partner has it.
    pub(crate) shared: bool,
    /// Whether this is an unfinished draft and not the page as it stands.
    pub(crate) unfinished: bool,
}

/// The window's end of the worker.
pub(crate) struct Worker {
    requests: Sender<Request>,
    updates: Receiver<Update>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Worker {
    /// Starts the worker on the profile in `folder`; `wake` makes the window
    /// look at its updates.
    pub(crate) fn start(
        folder: PathBuf,
        bind: Option<IpAddr>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (requests, asked) = channel();
        let (tell, updates) = channel();
        let poke = requests.clone();
        let window: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let thread =
            std::thread::Builder::new().name("attune-vault".to_owned()).spawn(move || {
                let wake = Arc::new(move || {
                    let _ = poke.send(Request::Wake);
                });
                let tell = move |update| {
                    if tell.send(update).is_ok() {
                        window();
                    }
                };
                work(&asked, desk::Desk::new(folder, bind, wake, Box::new(tell)));
            })?;
        Ok(Self { requests, updates, thread: Some(thread) })
    }

    /// Asks for something. Never waits.
    pub(crate) fn ask(&self, request: Request) {
        // The worker ends only when it is told to; then nothing is asked.
        let _ = self.requests.send(request);
    }

    /// What was told since the last call.
    pub(crate) fn updates(&self) -> impl Iterator<Item = Update> + '_ {
        self.updates.try_iter()
    }

    /// Whether it ended without being told to: a fault of the program.
    pub(crate) fn is_gone(&self) -> bool {
        self.thread.as_ref().is_some_and(std::thread::JoinHandle::is_finished)
    }

    /// Ends the worker after everything asked before is done.
    pub(crate) fn end(&mut self) {
        self.ask(Request::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(asked: &Receiver<Request>, mut desk: desk::Desk) {
    desk.begin();
    let mut looked = Instant::now();
    loop {
        let mut request = match asked.recv_timeout(LOOK.saturating_sub(looked.elapsed())) {
            Ok(request) => Some(request),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        while let Some(now) = request {
            request = asked.try_recv().ok();
            // Of words looked for in haste only the last are worth finding.
            if matches!((&now, &request), (Request::Search(_), Some(Request::Search(_)))) {
                continue;
            }
            if now == Request::End {
                desk.end();
                return;
            }
            desk.serve(now);
        }
        desk.look_at_connection();
        desk.carry();
        desk.look_at_restoring();
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            desk.look_at_vault();
            desk.look_at_talk();
        }
        desk.tell_changes();
    }
}
