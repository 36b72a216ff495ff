//! Pairing, leaving and syncing from a terminal.

use super::args::Pair;
use super::failure::{Exit, Failure};
use super::{Outcome, Session, output, tell};
use crate::clock;
use crate::link::lease::Lease;
use crate::link::{self, reach};
use crate::texts::tr;
use attune_core::ids::DocumentId;
use attune_core::vault::{Agreed, Filter};
use attune_sync::net::{
    Answer, Engine, EngineEvent, Keeper, Link, Pairing, PairingError, Place, Progress, Reach,
    enter, show,
};
use attune_sync::proto::pairing::{
    Consent, Failure as Broke, Invitation, PairingWords, WordsError,
};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use tokio::sync::mpsc;

/// How long to wait for the partner when nothing else is said.
const PAIR_WITHIN: Duration = Duration::from_secs(300);
/// After both were in step: time for the other side to read our last words.
const LINGER: Duration = Duration::from_millis(500);
/// How often to look whether the process that holds the connection got there.
const LOOK: Duration = Duration::from_millis(200);

/// A runtime for one command.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    link::runtime().map_err(|e| Failure::new(tr!("error-other", why = e.to_string())))
}

fn seconds(given: Option<f64>) -> Result<Option<Duration>, Failure> {
    given
        .map(|s| Duration::try_from_secs_f64(s).map_err(|_| Failure::usage(tr!("error-timeout"))))
        .transpose()
}

fn reach_here() -> Result<Reach, Failure> {
    reach().map_err(|bad| Failure::usage(tr!("error-bind", address = bad)))
}

impl Session {
    fn keeper(&self) -> Result<Keeper, Failure> {
        let vault = self.vault.another().map_err(|e| Failure::vault(&e, &self.folder))?;
        let rng = clock::randomness().map_err(|_| Failure::new(tr!("error-randomness")))?;
        Ok(Keeper::start(vault, clock::now, Box::new(rng)))
    }

    fn lease(&self) -> Result<Lease, Failure> {
        Lease::take(&self.folder)
            .ok_or_else(|| Failure { exit: Exit::Held, sentence: tr!("error-held") })
    }

    pub(super) fn pair(&mut self, verb: &Pair) -> Result<Outcome, Failure> {
        let _lease = self.lease()?;
        let (Pair::Show { options, .. } | Pair::Enter { options, .. }) = verb;
        let status = self.reader()?.status().map_err(|e| self.failed(&e.into()))?;
        let within = seconds(options.timeout)?.unwrap_or(PAIR_WITHIN);
        let pairing =
            Pairing { reach: reach_here()?, keeper: self.keeper()?, name: status.name, within };
        let (tell_progress, mut progress) = mpsc::unbounded_channel();
        let (answer, answers) = mpsc::unbounded_channel();
        let (invite_out, typed) = match verb {
            Pair::Show { invite_out, .. } => (invite_out.as_deref(), None),
            Pair::Enter { words, invite, .. } => {
                let words = PairingWords::parse(&words.join(" ")).map_err(|e| unknown(&e))?;
                let place = match invite {
                    Some(file) => Place::Invitation(read_invitation(file)?),
                    None => Place::Network,
                };
                (None, Some((words, place)))
            }
        };
        let agreed = runtime()?.block_on(async {
            let mut ended = tokio::spawn(async move {
                match typed {
                    None => show(pairing, tell_progress, answers).await,
                    Some((words, place)) => {
                        enter(pairing, words, place, tell_progress, answers).await
                    }
                }
            });
            // What our person types; nothing here waits for it.
            let (asked, mut typed) = mpsc::unbounded_channel();
            loop {
                tokio::select! {
                    biased;
                    Some(progress) = progress.recv() => match progress {
                        Progress::Ready(shown) => {
                            if let Some(file) = invite_out {
                                write_invitation(file, &shown.invitation)?;
                            }
                            print_words(&shown.words.text())?;
                            tell(&tr!("pair-waiting"));
                        }
                        Progress::Looking => tell(&tr!("pair-looking")),
                        Progress::Several(names) => {
                            let asked = asked.clone();
                            std::thread::spawn(move || asked.send(choose(&names)));
                        }
                        Progress::Confirming => tell(&tr!("pair-confirming")),
                        Progress::Consent(consent) => {
                            let chosen = self.consent(&consent)?;
                            let (asked, yes) = (asked.clone(), options.yes);
                            std::thread::spawn(move || asked.send(ask_consent(yes, chosen)));
                        }
                    },
                    Some(said) = typed.recv() => {
                        let _ = answer.send(said?);
                    }
                    done = &mut ended => {
                        return done
                            .map_err(|e| Failure::new(tr!("error-other", why = e.to_string())))?
                            .map_err(|e| failed(&e));
                    }
                }
            }
        })?;
        Ok(paired(&agreed))
    }

    /// Shows what both would say yes to; gives what would be shared.
    fn consent(&self, consent: &Consent) -> Result<Vec<DocumentId>, Failure> {
        let partner = output::harmless(&consent.partner);
        tell(&tr!(
            "pair-consent",
            partner = partner.clone(),
            device = output::harmless(&consent.device),
            words = consent.fingerprint.join(" ")
        ));
        let wishes = self.wishes()?;
        if wishes.is_empty() {
            tell(&tr!("pair-shares-nothing"));
        } else {
            tell(&tr!("pair-shares", partner = partner));
            for (_, line) in &wishes {
                tell(&format!("  {line}"));
            }
        }
        Ok(wishes.into_iter().map(|(id, _)| id).collect())
    }

    /// What was written to be shared before there was anybody to share it with.
    fn wishes(&self) -> Result<Vec<(DocumentId, String)>, Failure> {
        let entries =
            self.reader()?.list(&Filter::default()).map_err(|e| self.failed(&e.into()))?;
        let wished = entries.iter().filter(|entry| entry.wish.is_some());
        Ok(wished.map(|entry| (entry.id, output::entry_line(entry))).collect())
    }

    pub(super) fn unpair(&mut self) -> Result<Outcome, Failure> {
        let status = self.reader()?.status().map_err(|e| self.failed(&e.into()))?;
        let Some(partner) = status.partner else {
            // What was agreed and never became final is dropped as well.
            let pending = self.vault.partner().map_err(|e| Failure::vault(&e, &self.folder))?;
            if pending.is_none() {
                return Err(Failure::new(tr!("error-not-paired")));
            }
            self.vault.drop_pending().map_err(|e| Failure::vault(&e, &self.folder))?;
            return Ok(Outcome { json: json!({}), words: tr!("pair-dropped") });
        };
        self.vault.leave(&clock::now(), &mut self.rng).map_err(|e| self.failed(&e))?;
        let name = output::harmless(&partner.name);
        Ok(Outcome {
            json: json!({ "left": partner.name }),
            words: tr!("pair-left", partner = name),
        })
    }

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
            let engine = tokio::sync::OnceCell::new();
            let work = async {
                let lease = match lease {
                    Some(lease) => lease,
                    None => match self.wait_for_other(until).await? {
                        Waited::InStep => return Ok(synced(0, 0)),
                        Waited::Freed(lease) => lease,
                    },
                };
                let done = self.run_engine(reach, until, &engine).await;
                drop(lease);
                done
            };
            let stopped = async {
                let _ = tokio::signal::ctrl_c().await;
            };
            let time = async {
                match within {
                    Some(within) => tokio::time::sleep(within).await,
                    None => std::future::pending().await,
                }
            };
            let ended = tokio::select! {
                done = work => done,
                () = stopped => Err(Failure::new(tr!("sync-stopped"))),
                () = time => Err(Failure { exit: Exit::TimedOut, sentence: tr!("sync-timeout") }),
            };
            if let Some(engine) = engine.get() {
                Engine::stop(engine).await;
            }
            ended
        })
    }

    async fn run_engine(
        &self,
        reach: Reach,
        until: Until,
        engine: &tokio::sync::OnceCell<Engine>,
    ) -> Result<Outcome, Failure> {
        let (tell_event, mut events) = mpsc::unbounded_channel();
        let keeper = self.keeper()?;
        let _ = engine.set(Engine::start(reach, keeper, tell_event));
        let (mut all_sent, mut all_received) = (0, 0);
        let mut look = tokio::time::interval(LOOK);
        let mut linger_until = None;
        loop {
            tokio::select! {
                event = events.recv() => match event {
                    None => return Err(Failure::new(tr!("sync-stopped"))),
                    Some(EngineEvent::Counted { sent, received }) => {
                        all_sent += sent;
                        all_received += received;
                    }
                    Some(EngineEvent::Changed) => {}
                    Some(EngineEvent::NewDevice) => tell(&tr!("device-renewed")),
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
                        return Ok(synced(all_sent, all_received));
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

/// When syncing ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// When both are in step.
    Synced,
    /// When somebody stops it.
    Stopped,
}

fn synced(sent: u64, received: u64) -> Outcome {
    Outcome {
        json: json!({ "sent": sent, "received": received, "in_step": true }),
        words: tr!("sync-done", sent = sent, received = received),
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

fn paired(agreed: &Agreed) -> Outcome {
    Outcome {
        json: json!({ "partner": agreed.partner_name }),
        words: tr!("pair-done", partner = output::harmless(&agreed.partner_name)),
    }
}

/// The words go out at once: whoever reads them is waiting.
fn print_words(words: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words}")
        .and_then(|()| out.flush())
        .map_err(|e| Failure::new(tr!("error-output", why = e.to_string())))
}

fn ask_yes(question: &str) -> Result<bool, Failure> {
    let _ = write!(std::io::stderr(), "{question} ");
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|e| Failure::new(tr!("error-other", why = e.to_string())))?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Our person's yes or no to sharing `chosen`.
fn ask_consent(yes: bool, chosen: Vec<DocumentId>) -> Result<Answer, Failure> {
    if yes || ask_yes(&tr!("pair-ask"))? { Ok(Answer::Yes(chosen)) } else { Ok(Answer::No) }
}

/// Asks which of several devices it is.
fn choose(names: &[String]) -> Result<Answer, Failure> {
    tell(&tr!("pair-several"));
    for (n, name) in names.iter().enumerate() {
        tell(&format!("  {}  {}", n + 1, output::harmless(name)));
    }
    let _ = write!(std::io::stderr(), "{} ", tr!("pair-which"));
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    let number = line.trim().parse::<usize>().ok().filter(|n| (1..=names.len()).contains(n));
    match (read, number) {
        (Ok(_), Some(number)) => Ok(Answer::Choose(number - 1)),
        _ => Err(Failure::new(tr!("pair-not-chosen"))),
    }
}

fn write_invitation(file: &Path, invitation: &Invitation) -> Result<(), Failure> {
    let text = format!("{}\n", invitation.to_text());
    // Whoever waits for the file must not read half of it.
    let written = tempfile_beside(file)
        .and_then(|part| std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, file)));
    written.map_err(|e| {
        let path = file.display().to_string();
        Failure::new(tr!("pair-invite-out", file = path, why = e.to_string()))
    })
}

fn tempfile_beside(file: &Path) -> std::io::Result<std::path::PathBuf> {
    let name = file.file_name().ok_or(std::io::ErrorKind::InvalidInput)?.to_string_lossy();
    Ok(file.with_file_name(format!(".{name}.part")))
}

fn read_invitation(file: &Path) -> Result<Invitation, Failure> {
    let path = file.display().to_string();
    let size = std::fs::metadata(file).map(|found| found.len()).unwrap_or_default();
    if size > 64 * 1024 {
        return Err(Failure::new(tr!("pair-bad-invitation", file = path)));
    }
    let bytes = std::fs::read(file).map_err(|e| {
        Failure::new(tr!("pair-invite-in", file = path.clone(), why = e.to_string()))
    })?;
    Invitation::parse(&String::from_utf8_lossy(&bytes))
        .map_err(|_| Failure::new(tr!("pair-bad-invitation", file = path)))
}

fn unknown(error: &WordsError) -> Failure {
    Failure::usage(match error {
        WordsError::Count(count) => tr!("pair-word-count", count = *count),
        WordsError::Unknown { typed, nearest } => {
            let typed = output::harmless(typed);
            match nearest {
                Some(nearest) => tr!("pair-word-near", typed = typed, nearest = *nearest),
                None => tr!("pair-word-unknown", typed = typed),
            }
        }
    })
}

fn failed(error: &PairingError) -> Failure {
    let sentence = match error {
        PairingError::NobodyFound => tr!("pair-nobody-found"),
        PairingError::NobodyCame => tr!("pair-nobody-came"),
        PairingError::NotReached => tr!("pair-not-reached"),
        PairingError::NowhereToLook => tr!("pair-nowhere"),
        PairingError::AlreadyPaired => tr!("error-already-paired"),
        PairingError::Endpoint(attune_sync::net::EndpointError::NoNetwork) => {
            tr!("sync-no-network")
        }
        PairingError::Endpoint(other) => tr!("error-other", why = other.to_string()),
        PairingError::Vault(why) => tr!("error-other", why = why.clone()),
        PairingError::Exchange(broke) => match broke {
            Broke::WrongWords => tr!("pair-wrong-words"),
            Broke::Busy => tr!("pair-busy"),
            Broke::TheySaidNo => tr!("pair-they-said-no"),
            Broke::WeSaidNo => tr!("pair-we-said-no"),
            Broke::TimedOut => tr!("pair-timed-out"),
            Broke::Versions => tr!("pair-versions"),
            Broke::Lost => tr!("pair-lost"),
            Broke::LostAfterConsent => tr!("pair-lost-after"),
            Broke::LostUncompleted => tr!("pair-lost-uncompleted"),
            Broke::NotStoredThere => tr!("pair-not-stored-there"),
            Broke::Broken => tr!("pair-broken"),
            Broke::NotStored => tr!("pair-not-stored"),
        },
    };
    let timed = matches!(
        error,
        PairingError::NobodyFound
            | PairingError::NobodyCame
            | PairingError::NotReached
            | PairingError::Exchange(Broke::TimedOut)
    );
    Failure { exit: if timed { Exit::TimedOut } else { Exit::Failed }, sentence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_failure_has_its_own_sentence() {
        let exchange = [
            Broke::WrongWords,
            Broke::Busy,
            Broke::TheySaidNo,
            Broke::WeSaidNo,
            Broke::TimedOut,
            Broke::Versions,
            Broke::Lost,
            Broke::LostAfterConsent,
            Broke::LostUncompleted,
            Broke::NotStoredThere,
            Broke::Broken,
            Broke::NotStored,
        ];
        let others = [
            PairingError::NobodyFound,
            PairingError::NobodyCame,
            PairingError::NotReached,
            PairingError::NowhereToLook,
            PairingError::AlreadyPaired,
        ];
        let all: Vec<PairingError> =
            exchange.into_iter().map(PairingError::Exchange).chain(others).collect();
        let sentences: BTreeSet<String> = all.iter().map(|e| failed(e).sentence).collect();
        assert_eq!(sentences.len(), all.len());
        assert!(sentences.iter().all(|sentence| sentence.ends_with('.')));
    }
}
