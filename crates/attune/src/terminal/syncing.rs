//! Syncing from a terminal: until both hold the same, or until it is stopped.

use super::connection::{reach_here, runtime, seconds};
use super::failure::{Exit, Failure};
use super::{Outcome, Session, tell};
use crate::link::{self, lease::Lease};
use crate::texts::tr;
use attune_sync::net::{Engine, EngineEvent, Link};
use serde_json::json;
use std::cell::Cell;
use std::time::Duration;
use tokio::sync::mpsc;

/// After both were in step: time for the other side to read our last words.
const LINGER: Duration = Duration::from_millis(500);
/// How often to look whether the process that holds the connection got there.
const LOOK: Duration = Duration::from_millis(200);

/// When syncing ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// When both are in step.
    Synced,
    /// When somebody stops it.
    Stopped,
}

/// Records that went out, and that came.
#[derive(Default)]
struct Counts {
    sent: Cell<u64>,
    received: Cell<u64>,
}

impl Counts {
    fn add(&self, event: EngineEvent) {
        if let EngineEvent::Counted { sent, received } = event {
            self.sent.set(self.sent.get() + sent);
            self.received.set(self.received.get() + received);
        }
    }
}

/// What ends a sync from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Somebody asked this program to end.
    Stopped,
    /// The time that was given is over.
    Time,
}

/// How syncing ended.
enum Ended {
    InStep,
    Over(Over),
    Failed(Failure),
}

impl Session {
    pub(super) fn sync(&mut self, until: Until, timeout: Option<f64>) -> Result<Outcome, Failure> {
        let within = seconds(timeout)?;
        let partner = self.vault.partner().map_err(|e| Failure::vault(&e, &self.folder))?;
        if partner.is_none() {
            return Err(Failure::new(tr!("error-not-paired")));
        }
        let reach = reach_here()?;
        let lease = Lease::take(&self.folder);
        if until == Until::Synced {
            self.vault.ask_in_step(&mut self.rng).map_err(|e| Failure::vault(&e, &self.folder))?;
        }
        runtime()?.block_on(async {
            let counts = Counts::default();
            let over = over(within);
            tokio::pin!(over);
            let lease = match lease {
                Some(lease) => lease,
                None => tokio::select! {
                    waited = self.wait_for_other(until) => match waited? {
                        Waited::InStep => return self.end(Ended::InStep, until, &counts),
                        Waited::Freed(lease) => lease,
                    },
                    over = &mut over => return self.end(Ended::Over(over), until, &counts),
                },
            };
            let (tell_event, mut events) = mpsc::unbounded_channel();
            let engine = Engine::start(reach, self.keeper()?, tell_event);
            let ended = tokio::select! {
                done = self.follow(until, &mut events, &counts) => {
                    done.unwrap_or_else(Ended::Failed)
                }
                over = &mut over => Ended::Over(over),
            };
            // The partner hears a goodbye, and what went out with it counts.
            engine.stop().await;
            while let Ok(event) = events.try_recv() {
                counts.add(event);
            }
            drop(lease);
            self.end(ended, until, &counts)
        })
    }

    /// What is told at the end. Whoever lets it run and stops it has what they
    /// wanted; whoever waits for both to be in step has not.
    fn end(&self, ended: Ended, until: Until, counts: &Counts) -> Result<Outcome, Failure> {
        let (sent, received) = (counts.sent.get(), counts.received.get());
        match (ended, until) {
            (Ended::InStep, _) => Ok(Outcome {
                json: json!({ "sent": sent, "received": received, "in_step": true }),
                words: tr!("sync-done", sent = sent, received = received),
            }),
            (Ended::Over(Over::Stopped), Until::Stopped) => {
                let status = self.reader()?.status().map_err(|e| self.failed(&e.into()))?;
                let in_step = status.in_step;
                Ok(Outcome {
                    json: json!({ "sent": sent, "received": received, "in_step": in_step }),
                    words: tr!("sync-ended", sent = sent, received = received),
                })
            }
            (Ended::Over(Over::Stopped), Until::Synced) => Err(Failure::new(tr!("sync-stopped"))),
            (Ended::Over(Over::Time), _) => {
                Err(Failure { exit: Exit::TimedOut, sentence: tr!("sync-timeout") })
            }
            (Ended::Failed(failure), _) => Err(failure),
        }
    }

    /// Tells what the engine tells, until both are in step or it can't go on.
    async fn follow(
        &self,
        until: Until,
        events: &mut mpsc::UnboundedReceiver<EngineEvent>,
        counts: &Counts,
    ) -> Result<Ended, Failure> {
        let mut look = tokio::time::interval(LOOK);
        let mut linger_until = None;
        loop {
            tokio::select! {
                event = events.recv() => match event {
                    None => return Err(Failure::new(tr!("sync-stopped"))),
                    Some(event @ EngineEvent::Counted { .. }) => counts.add(event),
                    Some(
                        EngineEvent::Changed | EngineEvent::Live(_) | EngineEvent::LiveOver,
                    ) => {}
                    Some(EngineEvent::NewDevice) => tell(&tr!("device-renewed")),
                    Some(EngineEvent::RolledBack) => tell(&tr!("sync-rolled-back")),
                    Some(EngineEvent::Link(Link::Unpaired)) => {
                        return Err(Failure::new(tr!("error-not-paired")));
                    }
                    Some(EngineEvent::Link(Link::OtherVersion))
                        if until == Until::Synced =>
                    {
                        return Err(Failure::new(tr!("pair-versions")));
                    }
                    Some(EngineEvent::Link(link)) => tell(&link_sentence(link)),
                },
                now = look.tick() => {
                    // The comparison in the vault counts: the other side may
                    // have said goodbye right after it.
                    if linger_until.is_none() && self.is_synced(until)? {
                        linger_until = Some(now + LINGER);
                    }
                    if linger_until.is_some_and(|until| now >= until) {
                        return Ok(Ended::InStep);
                    }
                }
            }
        }
    }

    /// Whether both were found to hold the same since this command began, and
    /// nothing changed after that.
    fn is_synced(&self, until: Until) -> Result<bool, Failure> {
        let asked = self.vault.is_in_step_asked();
        if until == Until::Stopped || asked.map_err(|e| Failure::vault(&e, &self.folder))? {
            return Ok(false);
        }
        Ok(self.reader()?.status().map_err(|e| self.failed(&e.into()))?.in_step)
    }

    /// Another process holds the connection; it brings this vault into step, or
    /// ends and leaves the connection to us.
    async fn wait_for_other(&self, until: Until) -> Result<Waited, Failure> {
        tell(&tr!("sync-elsewhere"));
        loop {
            if self.is_synced(until)? {
                return Ok(Waited::InStep);
            }
            if let Some(lease) = Lease::take(&self.folder) {
                return Ok(Waited::Freed(lease));
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// How waiting for another process ended.
enum Waited {
    InStep,
    Freed(Lease),
}

/// Until somebody ends it, or the time is over.
async fn over(within: Option<Duration>) -> Over {
    let time = async {
        match within {
            Some(within) => tokio::time::sleep(within).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = link::told_to_end() => Over::Stopped,
        () = time => Over::Time,
    }
}

fn link_sentence(link: Link) -> String {
    match link {
        Link::Unpaired => tr!("error-not-paired"),
        Link::NoNetwork => tr!("sync-no-network"),
        Link::Away => tr!("sync-away"),
        Link::Unanswered => tr!("sync-unanswered"),
        Link::Connected => tr!("sync-connected"),
        Link::InStep => tr!("sync-in-step"),
        Link::Apart => tr!("sync-apart"),
        Link::OtherVersion => tr!("pair-versions"),
        Link::Cut => tr!("sync-stopped"),
    }
}
