//! One person's pairing screen over real sockets on this machine, as a program
//! would have it open.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use crate::common::{Person, START};
use attune_core::time::Now;
use attune_sync::net::{
    Answer, Keeper, Pairing, PairingError, Place, Progress, Reach, Shown, enter, show,
};
use attune_sync::proto::pairing::{Consent, Invitation, PairingWords};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

pub(crate) const REACH: Reach = Reach::Only(IpAddr::V4(Ipv4Addr::LOCALHOST));
/// How long a screen waits for the other, if a story says nothing else.
const WITHIN: Duration = Duration::from_secs(20);
/// Nothing in these stories takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn now() -> Now {
    Now::from_millis(START + 3_600_000, 0)
}

pub(crate) fn keeper(person: &Person, seed: u64) -> Keeper {
    Keeper::start(person.vault.another().unwrap(), now, Box::new(ChaCha20Rng::seed_from_u64(seed)))
}

/// One person's pairing screen.
pub(crate) struct Screen {
    pub(crate) answer: mpsc::UnboundedSender<Answer>,
    progress: mpsc::UnboundedReceiver<Progress>,
    pub(crate) ended: JoinHandle<Result<String, PairingError>>,
}

impl Screen {
    /// Shows words.
    pub(crate) fn show(person: &Person, name: &str, seed: u64) -> Self {
        Self::show_within(person, name, seed, WITHIN)
    }

    /// Shows words for so long.
    pub(crate) fn show_within(person: &Person, name: &str, seed: u64, within: Duration) -> Self {
        Self::open(person, name, seed, within, None)
    }

    /// Types these words at the screen that is invited to.
    pub(crate) fn enter(
        person: &Person,
        name: &str,
        seed: u64,
        words: &PairingWords,
        invitation: &Invitation,
    ) -> Self {
        Self::open(person, name, seed, WITHIN, Some((words.clone(), invitation.clone())))
    }

    fn open(
        person: &Person,
        name: &str,
        seed: u64,
        within: Duration,
        typed: Option<(PairingWords, Invitation)>,
    ) -> Self {
        let keeper = keeper(person, seed);
        let pairing = Pairing { reach: REACH, keeper, name: name.to_owned(), within };
        let (tell, progress) = mpsc::unbounded_channel();
        let (answer, answers) = mpsc::unbounded_channel();
        let ended = tokio::spawn(async move {
            let ended = match typed {
                None => show(pairing, tell, answers).await,
                Some((words, invitation)) => {
                    enter(pairing, words, Place::Invitation(invitation), tell, answers).await
                }
            };
            ended.map(|agreed| agreed.partner_name.clone())
        });
        Self { answer, progress, ended }
    }

    pub(crate) async fn shown(&mut self) -> Shown {
        match self.progress.recv().await {
            Some(Progress::Ready(shown)) => shown,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn asked(&mut self) -> Consent {
        loop {
            match self.progress.recv().await.expect("asked before the end") {
                Progress::Consent(consent) => return consent,
                _ => continue,
            }
        }
    }

    /// Waits until the person is asked, or the screen is over without.
    pub(crate) async fn asked_or_over(&mut self) -> bool {
        while let Some(told) = self.progress.recv().await {
            if matches!(told, Progress::Consent(_)) {
                return true;
            }
        }
        false
    }

    /// Whether the person was asked for a yes, up to now.
    pub(crate) fn was_asked(&mut self) -> bool {
        std::iter::from_fn(|| self.progress.try_recv().ok())
            .any(|told| matches!(told, Progress::Consent(_)))
    }

    pub(crate) fn yes(&self) {
        self.answer.send(Answer::Yes(vec![])).unwrap();
    }

    /// A yes that may come too late.
    pub(crate) fn yes_if_open(&self) {
        let _ = self.answer.send(Answer::Yes(vec![]));
    }

    pub(crate) fn no(&self) {
        self.answer.send(Answer::No).unwrap();
    }

    /// How it ended: the partner's name, or why there is none.
    pub(crate) async fn end(&mut self) -> Result<String, PairingError> {
        tokio::time::timeout(PATIENCE, &mut self.ended).await.expect("it ends").unwrap()
    }
}
