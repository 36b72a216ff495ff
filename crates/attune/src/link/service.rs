//! The connection while a window is open: one engine and at most one pairing
//! at a time, on threads of their own. What is asked goes in and what happened
//! comes out; whoever asks never waits.

use super::lease::Lease;
use super::{Ask, Cable, Pairing, PairingFailure, Standing, Told, runtime};
use crate::clock;
use attune_core::vault::Vault;
use attune_sync::net::{
    self, Answer, Engine, EngineEvent, Keeper, Link, PairingError, Place, Reach,
};
use attune_sync::proto::pairing::{Failure, Invitation, PairingWords, WordsError};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::mpsc;

/// How long a pairing screen waits for the other side.
const PAIR_WITHIN: Duration = Duration::from_secs(300);
/// How often to look whether another process gave the connection up.
const LEASE_EVERY: Duration = Duration::from_secs(2);

/// Called whenever there is something to be told.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// A running connection. Dropping it says goodbye to the partner's device.
pub(crate) struct Service {
    asks: mpsc::UnboundedSender<Asked>,
    told: std::sync::mpsc::Receiver<Told>,
    runtime: Option<tokio::runtime::Runtime>,
}

enum Asked {
    Ask(Ask),
    Changed,
    Stop(tokio::sync::oneshot::Sender<()>),
}

impl Service {
    /// Begins for the profile of `vault`. `None` if this computer gives no
    /// threads or no randomness.
    pub(crate) fn open(vault: &Vault, reach: Reach, wake: Wake) -> Option<Self> {
        let runtime = runtime().ok()?;
        let keeper =
            Keeper::start(vault.another().ok()?, clock::now, Box::new(clock::randomness().ok()?));
        let (asks, asked) = mpsc::unbounded_channel();
        let (tell, told) = std::sync::mpsc::channel();
        let tell = Teller { tell, wake };
        let actor = Actor {
            folder: vault.folder().to_owned(),
            reach,
            keeper,
            asked,
            tell,
            pairing: None,
            opened: Arc::default(),
            cut: false,
        };
        runtime.spawn(actor.live());
        Some(Self { asks, told, runtime: Some(runtime) })
    }

    /// Passes on what a person asks.
    pub(crate) fn ask(&self, ask: Ask) {
        let _ = self.asks.send(Asked::Ask(ask));
    }

    /// Something was written here.
    pub(crate) fn changed(&self) {
        let _ = self.asks.send(Asked::Changed);
    }

    /// What happened since the last call.
    pub(crate) fn poll(&self) -> Vec<Told> {
        self.told.try_iter().collect()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let Some(runtime) = self.runtime.take() else { return };
        let (done, stopped) = tokio::sync::oneshot::channel();
        if self.asks.send(Asked::Stop(done)).is_ok() {
            let goodbye = async { tokio::time::timeout(Duration::from_secs(2), stopped).await };
            let _ = runtime.block_on(goodbye);
        }
        // The vault's thread ends with the last task that holds it.
        runtime.shutdown_timeout(Duration::from_secs(2));
    }
}

#[derive(Clone)]
struct Teller {
    tell: std::sync::mpsc::Sender<Told>,
    wake: Wake,
}

impl Teller {
    fn tell(&self, told: Told) {
        if self.tell.send(told).is_ok() {
            (self.wake)();
        }
    }

    fn failed(&self, failure: PairingFailure) {
        self.tell(Told::Pairing(Pairing::Failed(failure)));
    }
}

/// A pairing screen that is open.
struct Screen {
    number: u64,
    answers: mpsc::UnboundedSender<Answer>,
    /// Whether this person closed it.
    closed: Arc<AtomicBool>,
}

/// Tells what happens on one pairing screen, for as long as it is the one that
/// is open.
struct ScreenTeller {
    tell: Teller,
    number: u64,
    opened: Arc<AtomicU64>,
    closed: Arc<AtomicBool>,
}

impl ScreenTeller {
    fn tell(&self, pairing: Pairing) {
        if self.opened.load(Ordering::SeqCst) == self.number {
            self.tell.tell(Told::Pairing(pairing));
        }
    }

    /// How far it has come; of no interest once the screen was closed.
    fn stage(&self, pairing: Pairing) {
        if !self.closed.load(Ordering::SeqCst) {
            self.tell(pairing);
        }
    }

    /// Whoever closed the screen knows that it did not come about. Only what
    /// both had said yes to by then is still told.
    fn failed(&self, failure: PairingFailure) {
        let agreed =
            [PairingFailure::LostAfterConsent, PairingFailure::LostUncompleted].contains(&failure);
        if self.closed.load(Ordering::SeqCst) && !agreed {
            self.tell(Pairing::Idle);
        } else {
            self.tell(Pairing::Failed(failure));
        }
    }
}

struct Actor {
    folder: PathBuf,
    reach: Reach,
    keeper: Keeper,
    asked: mpsc::UnboundedReceiver<Asked>,
    tell: Teller,
    pairing: Option<Screen>,
    /// The number of the pairing screen opened last; what an earlier one still
    /// has to say is of no interest.
    opened: Arc<AtomicU64>,
    cut: bool,
}

impl Actor {
    async fn live(mut self) {
        let Some(lease) = self.take_lease().await else { return };
        let (tell, mut events) = mpsc::unbounded_channel();
        let engine = Engine::start(self.reach, self.keeper.clone(), tell);
        if self.cut {
            engine.cut();
        }
        let (ended, mut paired) = mpsc::unbounded_channel();
        loop {
            tokio::select! {
                asked = self.asked.recv() => match asked {
                    Some(Asked::Ask(Ask::Cable(Cable::Cut))) => engine.cut(),
                    Some(Asked::Ask(Ask::Cable(Cable::Plugged))) => engine.mend(),
                    Some(Asked::Ask(Ask::ShowLive(state))) => engine.show_live(state),
                    Some(Asked::Ask(ask)) => self.pairing(ask, &ended),
                    Some(Asked::Changed) => engine.changed(),
                    Some(Asked::Stop(done)) => {
                        engine.stop().await;
                        drop(lease);
                        let _ = done.send(());
                        return;
                    }
                    None => return engine.stop().await,
                },
                Some(number) = paired.recv() => {
                    if self.pairing.as_ref().is_some_and(|screen| screen.number == number) {
                        self.pairing = None;
                    }
                    // Paired, pending, or not: the vault knows.
                    engine.reload();
                    self.tell.tell(Told::Changed);
                }
                Some(event) = events.recv() => match event {
                    EngineEvent::Link(link) => self.tell.tell(Told::Standing(standing(link))),
                    EngineEvent::Changed => self.tell.tell(Told::Changed),
                    EngineEvent::NewDevice => self.tell.tell(Told::NewDevice),
                    EngineEvent::RolledBack => self.tell.tell(Told::RolledBack),
                    EngineEvent::Live(shown) => self.tell.tell(Told::Live(shown)),
                    EngineEvent::LiveOver => self.tell.tell(Told::LiveOver),
                    EngineEvent::Counted { .. } => {}
                },
            }
        }
    }

    /// Waits until no other process has the profile's connection.
    async fn take_lease(&mut self) -> Option<Lease> {
        loop {
            if let Some(lease) = Lease::take(&self.folder) {
                return Some(lease);
            }
            self.tell.tell(Told::Standing(Standing::Elsewhere));
            let wait = tokio::time::sleep(LEASE_EVERY);
            tokio::pin!(wait);
            loop {
                tokio::select! {
                    () = &mut wait => break,
                    asked = self.asked.recv() => match asked? {
                        Asked::Ask(Ask::Show | Ask::Enter { .. }) => {
                            self.tell.failed(PairingFailure::Elsewhere);
                        }
                        Asked::Ask(Ask::Cable(cable)) => self.cut = cable == Cable::Cut,
                        Asked::Ask(_) | Asked::Changed => {}
                        Asked::Stop(done) => {
                            let _ = done.send(());
                            return None;
                        }
                    },
                }
            }
        }
    }

    fn pairing(&mut self, ask: Ask, ended: &mpsc::UnboundedSender<u64>) {
        match ask {
            Ask::Show => self.begin(None, ended),
            Ask::Enter { words, invitation } => {
                let words = match PairingWords::parse(&words) {
                    Ok(words) => words,
                    Err(error) => return self.tell.failed(no_words(error)),
                };
                let place = match invitation.as_deref().map(str::trim) {
                    None | Some("") => Place::Network,
                    Some(text) => match Invitation::parse(text) {
                        Ok(invitation) => Place::Invitation(invitation),
                        Err(_) => return self.tell.failed(PairingFailure::BadInvitation),
                    },
                };
                self.begin(Some((words, place)), ended);
            }
            Ask::Choose(n) => self.answer(Answer::Choose(n)),
            Ask::Yes { chosen } => {
                self.answer(Answer::Yes(chosen));
                self.tell.tell(Told::Pairing(Pairing::Waiting));
            }
            // Nothing is being asked: no to what was agreed and never completed.
            Ask::No if self.pairing.is_none() => self.drop_pending(ended.clone()),
            Ask::No => self.answer(Answer::No),
            Ask::Cancel => {
                if let Some(screen) = &self.pairing {
                    screen.closed.store(true, Ordering::SeqCst);
                }
                self.answer(Answer::No);
            }
            Ask::Cable(_) | Ask::ShowLive(_) => {}
        }
    }

    fn answer(&self, answer: Answer) {
        if let Some(screen) = &self.pairing {
            let _ = screen.answers.send(answer);
        }
    }

    fn drop_pending(&self, ended: mpsc::UnboundedSender<u64>) {
        let (keeper, tell) = (self.keeper.clone(), self.tell.clone());
        let number = self.opened.load(Ordering::SeqCst);
        tokio::spawn(async move {
            let dropped = keeper.run(|vault, _, _| vault.drop_pending()).await;
            tell.tell(Told::Pairing(match dropped {
                Ok(Ok(())) => Pairing::Idle,
                Ok(Err(error)) => Pairing::Failed(PairingFailure::Fault(error.to_string())),
                Err(error) => Pairing::Failed(PairingFailure::Fault(error.to_string())),
            }));
            let _ = ended.send(number);
        });
    }

    fn begin(&mut self, typed: Option<(PairingWords, Place)>, ended: &mpsc::UnboundedSender<u64>) {
        // A screen that is opened anew closes the earlier one.
        self.answer(Answer::No);
        let (answer, answers) = mpsc::unbounded_channel();
        let number = self.opened.fetch_add(1, Ordering::SeqCst) + 1;
        let closed = Arc::new(AtomicBool::new(false));
        self.pairing = Some(Screen { number, answers: answer, closed: closed.clone() });
        let (progress, mut progressed) = mpsc::unbounded_channel();
        let tell =
            ScreenTeller { tell: self.tell.clone(), number, opened: self.opened.clone(), closed };
        let ended = ended.clone();
        let (keeper, reach) = (self.keeper.clone(), self.reach);
        tokio::spawn(async move {
            let name = keeper.run(|vault, _, _| Ok(vault.reader()?.status()?.name)).await;
            let name = match name {
                Ok(Ok::<String, attune_core::vault::VaultError>(name)) => name,
                Ok(Err(error)) => return tell.failed(PairingFailure::Fault(error.to_string())),
                Err(error) => return tell.failed(PairingFailure::Fault(error.to_string())),
            };
            let pairing = net::Pairing { reach, keeper, name, within: PAIR_WITHIN };
            let running = async {
                match typed {
                    None => net::show(pairing, progress, answers).await,
                    Some((words, place)) => {
                        net::enter(pairing, words, place, progress, answers).await
                    }
                }
            };
            tokio::pin!(running);
            let outcome = loop {
                tokio::select! {
                    biased;
                    Some(progress) = progressed.recv() => {
                        tell.stage(stage(progress));
                    }
                    outcome = &mut running => break outcome,
                }
            };
            match outcome {
                // Whatever screen is open by now: this is so.
                Ok(agreed) => tell
                    .tell
                    .tell(Told::Pairing(Pairing::Paired { partner: agreed.partner_name.clone() })),
                Err(error) => tell.failed(failure(&error)),
            }
            let _ = ended.send(number);
        });
    }
}

fn standing(link: Link) -> Standing {
    match link {
        Link::Unpaired => Standing::Unpaired,
        Link::NoNetwork | Link::Away => Standing::Away,
        Link::Unanswered => Standing::Unanswered,
        Link::Connected => Standing::Connected,
        Link::InStep => Standing::InStep,
        Link::Apart => Standing::Apart,
        Link::OtherVersion => Standing::OtherVersion,
        Link::Cut => Standing::Cut,
    }
}

fn stage(progress: net::Progress) -> Pairing {
    match progress {
        net::Progress::Ready(shown) => Pairing::Ready {
            words: shown.words.text().to_string(),
            invitation: shown.invitation.to_text(),
        },
        net::Progress::Looking => Pairing::Looking,
        net::Progress::Several(names) => Pairing::Several(names),
        net::Progress::Confirming => Pairing::Confirming,
        net::Progress::Consent(consent) => Pairing::Consent {
            partner: consent.partner,
            device: consent.device,
            fingerprint: consent.fingerprint,
        },
    }
}

fn no_words(error: WordsError) -> PairingFailure {
    match error {
        WordsError::Count(count) => PairingFailure::WordCount(count),
        WordsError::Unknown { typed, nearest } => {
            PairingFailure::UnknownWord { typed, nearest: nearest.map(str::to_owned) }
        }
    }
}

fn failure(error: &PairingError) -> PairingFailure {
    match error {
        PairingError::NobodyFound => PairingFailure::NobodyFound,
        PairingError::NobodyCame => PairingFailure::NobodyCame,
        PairingError::NotReached => PairingFailure::NotReached,
        PairingError::NowhereToLook => PairingFailure::NowhereToLook,
        PairingError::AlreadyPaired => PairingFailure::AlreadyPaired,
        PairingError::Endpoint(net::EndpointError::NoNetwork) => PairingFailure::NoNetwork,
        PairingError::Endpoint(other) => PairingFailure::Fault(other.to_string()),
        PairingError::Vault(why) => PairingFailure::Fault(why.clone()),
        PairingError::Exchange(broke) => match broke {
            Failure::WrongWords => PairingFailure::WrongWords,
            Failure::Busy => PairingFailure::Busy,
            Failure::TheySaidNo => PairingFailure::TheySaidNo,
            Failure::WeSaidNo => PairingFailure::Cancelled,
            Failure::TimedOut => PairingFailure::TimedOut,
            Failure::Versions => PairingFailure::VersionsDiffer,
            Failure::Lost => PairingFailure::ConnectionLost,
            Failure::LostAfterConsent => PairingFailure::LostAfterConsent,
            Failure::LostUncompleted => PairingFailure::LostUncompleted,
            Failure::NotStoredThere => PairingFailure::NotStoredThere,
            Failure::Broken => PairingFailure::Broken,
            Failure::NotStored => PairingFailure::NotStored,
        },
    }
}
