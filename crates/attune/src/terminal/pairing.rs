//! Pairing and leaving from a terminal.

use super::args::{Pair, PairOptions};
use super::connection::{reach_here, runtime, seconds};
use super::failure::{Exit, Failure};
use super::input::{ask, is_one_of};
use super::{Outcome, Session, output, tell};
use crate::texts::tr;
use crate::{clock, invitation};
use attune_core::ids::DocumentId;
use attune_core::vault::{Agreed, Filter};
use attune_sync::net::{Answer, Pairing, PairingError, Place, Progress, Shown, enter, show};
use attune_sync::proto::pairing::{
    Consent, Failure as Broke, Invitation, PairingWords, WordsError,
};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::mpsc;

/// How long to wait for the partner when nothing else is said.
const PAIR_WITHIN: Duration = Duration::from_secs(300);
/// After the time is over: how long the other side is waited for, so that it
/// hears why.
const GOODBYE: Duration = Duration::from_secs(2);
/// What ends by itself with the time has its own sentence; the clock over all
/// waits so much longer for it.
const GRACE: Duration = Duration::from_millis(500);

/// What the showing side is to do with its invitation.
struct Invite {
    file: Option<PathBuf>,
    text: Printed,
    picture: Printed,
}

/// Whether something is printed beside the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Printed {
    No,
    Yes,
}

impl Printed {
    fn if_asked(asked: bool) -> Self {
        if asked { Self::Yes } else { Self::No }
    }
}

/// What goes to the partner with our yes.
enum Sharing {
    /// Everything with that wish.
    Wishes,
    /// Just these.
    These(Vec<DocumentId>),
    /// The person is asked.
    Asked,
}

impl Session {
    pub(super) fn pair(&mut self, verb: &Pair) -> Result<Outcome, Failure> {
        let (Pair::Show { options, .. } | Pair::Enter { options, .. }) = verb;
        let given = seconds(options.timeout)?;
        let sharing = self.sharing(options)?;
        let _lease = self.lease()?;
        let status = self.reader()?.status().map_err(|e| self.failed(&e.into()))?;
        let within = given.unwrap_or(PAIR_WITHIN);
        let pairing =
            Pairing { reach: reach_here()?, keeper: self.keeper()?, name: status.name, within };
        let (tell_progress, mut progress) = mpsc::unbounded_channel();
        let (answer, answers) = mpsc::unbounded_channel();
        let (invite, typed) = match verb {
            Pair::Show { invite_out, invite_text, qr, .. } => {
                let text = Printed::if_asked(*invite_text);
                let picture = Printed::if_asked(*qr);
                (Some(Invite { file: invite_out.clone(), text, picture }), None)
            }
            Pair::Enter { words, invite, .. } => {
                let words = PairingWords::parse(&words.join(" ")).map_err(|e| unknown(&e))?;
                let place = match invite {
                    Some(invite) => Place::Invitation(read_invitation(invite)?),
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
            // The time that was given holds for the person's own answer too.
            let over = async {
                match given {
                    Some(within) => tokio::time::sleep(within + GRACE).await,
                    None => std::future::pending().await,
                }
            };
            tokio::pin!(over);
            // What our person types; nothing here waits for it.
            let (asked, mut typed) = mpsc::unbounded_channel();
            loop {
                tokio::select! {
                    biased;
                    Some(progress) = progress.recv() => match progress {
                        Progress::Ready(shown) => ready(&shown, invite.as_ref())?,
                        Progress::Looking => tell(&tr!("pair-looking")),
                        Progress::Several(names) => {
                            let asked = asked.clone();
                            std::thread::spawn(move || asked.send(choose(&names)));
                        }
                        Progress::Confirming => tell(&tr!("pair-confirming")),
                        Progress::Consent(consent) => {
                            let offer = self.consent(&consent, &sharing)?;
                            let (asked, yes) = (asked.clone(), options.yes);
                            std::thread::spawn(move || asked.send(ask_consent(yes, offer)));
                        }
                    },
                    Some(said) = typed.recv() => {
                        let _ = answer.send(said?);
                    }
                    done = &mut ended => return told(done),
                    () = &mut over => {
                        let _ = answer.send(Answer::No);
                        let last = tokio::time::timeout(GOODBYE, &mut ended).await;
                        return match last {
                            Ok(done) => told(done).map_err(timed_out),
                            Err(_) => Err(over_time()),
                        };
                    }
                }
            }
        })?;
        Ok(paired(&agreed))
    }

    /// What the command line says of sharing.
    fn sharing(&self, options: &PairOptions) -> Result<Sharing, Failure> {
        if options.share_none {
            return Ok(Sharing::These(Vec::new()));
        }
        if options.share.is_empty() {
            return Ok(if options.yes { Sharing::Wishes } else { Sharing::Asked });
        }
        let reader = self.reader()?;
        let mut chosen = Vec::new();
        for id in &options.share {
            let entry = self.named(id).and_then(|id| reader.entry(id).map_err(|e| self.failed(&e)));
            let entry = entry?;
            let can_go = ["journal", "gratitude"].contains(&entry.kind.as_str())
                && entry.mine
                && entry.scope == attune_core::header::Scope::Private
                && !entry.kept
                && !entry.deleted;
            if !can_go {
                return Err(Failure::new(tr!("pair-cannot-share", id = entry.id.short())));
            }
            chosen.push(entry.id);
        }
        Ok(Sharing::These(chosen))
    }

    /// Shows what both would say yes to; gives what would be shared, and
    /// whether that is still to be asked.
    fn consent(&self, consent: &Consent, sharing: &Sharing) -> Result<Offer, Failure> {
        let partner = output::harmless_line(&consent.partner);
        tell(&tr!(
            "pair-consent",
            partner = partner.clone(),
            device = output::harmless_line(&consent.device),
            words = consent.fingerprint.join(" ")
        ));
        let offered = self.offered(sharing)?;
        if offered.is_empty() {
            tell(&tr!("pair-shares-nothing"));
            return Ok(Offer::Settled(Vec::new()));
        }
        tell(&tr!("pair-shares", partner = partner));
        for (at, (_, line)) in offered.iter().enumerate() {
            tell(&format!("  {}  {line}", at + 1));
        }
        let ids = offered.into_iter().map(|(id, _)| id).collect();
        Ok(match sharing {
            Sharing::Asked => Offer::Asked(ids),
            Sharing::Wishes | Sharing::These(_) => Offer::Settled(ids),
        })
    }

    /// What would be shared: what was written for that before there was anybody
    /// to share it with, or what was named.
    fn offered(&self, sharing: &Sharing) -> Result<Vec<(DocumentId, String)>, Failure> {
        let entries =
            self.reader()?.list(&Filter::default()).map_err(|e| self.failed(&e.into()))?;
        let partner = self.partner_name()?;
        let goes = |entry: &&attune_core::vault::Entry| match sharing {
            Sharing::These(ids) => ids.contains(&entry.id),
            Sharing::Wishes | Sharing::Asked => entry.wish.is_some(),
        };
        let line = |entry: &attune_core::vault::Entry| output::entry_line(entry, &partner);
        Ok(entries.iter().filter(goes).map(|entry| (entry.id, line(entry))).collect())
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
        let name = output::harmless_line(&partner.name);
        Ok(Outcome {
            json: json!({ "left": partner.name }),
            words: tr!("pair-left", partner = name),
        })
    }
}

/// What would be shared with our yes.
enum Offer {
    /// These, as the command line said.
    Settled(Vec<DocumentId>),
    /// Of these the person chooses.
    Asked(Vec<DocumentId>),
}

type Ended = Result<Result<Agreed, PairingError>, tokio::task::JoinError>;

fn told(ended: Ended) -> Result<Agreed, Failure> {
    ended
        .map_err(|e| Failure::new(tr!("error-other", why = e.to_string())))?
        .map_err(|e| failed(&e))
}

/// Our own no at the end of the time is no "no": the time was over.
fn timed_out(failure: Failure) -> Failure {
    if failure.sentence == tr!("pair-we-said-no") { over_time() } else { failure }
}

fn over_time() -> Failure {
    Failure { exit: Exit::TimedOut, sentence: tr!("pair-over-time") }
}

/// The words go out first, and alone on standard output.
fn ready(shown: &Shown, invite: Option<&Invite>) -> Result<(), Failure> {
    let text = shown.invitation.to_text();
    if let Some(file) = invite.and_then(|invite| invite.file.as_deref()) {
        invitation::write(file, &text).map_err(Failure::new)?;
    }
    print_words(&shown.words.text())?;
    tell(&tr!("pair-waiting"));
    if invite.is_some_and(|invite| invite.text == Printed::Yes) {
        tell(&tr!("pair-invitation", text = text.clone()));
    }
    if invite.is_some_and(|invite| invite.picture == Printed::Yes) {
        match output::qr(&text) {
            Some(picture) => tell(&picture),
            None => tell(&tr!("pair-no-picture")),
        }
    }
    Ok(())
}

fn paired(agreed: &Agreed) -> Outcome {
    Outcome {
        json: json!({ "partner": agreed.partner_name }),
        words: tr!("pair-done", partner = output::harmless_line(&agreed.partner_name)),
    }
}

/// The words go out at once: whoever reads them is waiting.
fn print_words(words: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words}")
        .and_then(|()| out.flush())
        .map_err(|e| Failure::new(tr!("error-output", why = e.to_string())))
}

/// Our person's yes or no, with what they share.
fn ask_consent(yes: bool, offer: Offer) -> Result<Answer, Failure> {
    let chosen = match offer {
        Offer::Settled(ids) => ids,
        Offer::Asked(ids) => loop {
            let said = ask(&tr!("pair-ask-which"))?;
            match chosen_of(&said, &ids) {
                Some(chosen) => break chosen,
                None => tell(&tr!("pair-which-unclear", count = ids.len())),
            }
        },
    };
    let says_yes = yes || is_one_of(&ask(&tr!("pair-ask"))?, &tr!("pair-answers-yes"));
    Ok(if says_yes { Answer::Yes(chosen) } else { Answer::No })
}

/// Those of `ids` that were said: all of them, none, or by their numbers. An
/// empty line shares nothing: what goes is said, never left out.
fn chosen_of(said: &str, ids: &[DocumentId]) -> Option<Vec<DocumentId>> {
    if is_one_of(said, &tr!("pair-answers-all")) {
        return Some(ids.to_vec());
    }
    if said.is_empty() || is_one_of(said, &tr!("pair-answers-none")) {
        return Some(Vec::new());
    }
    let numbers: Option<BTreeSet<usize>> = said
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|n| (1..=ids.len()).contains(n)))
        .collect();
    Some(numbers?.into_iter().filter_map(|n| ids.get(n - 1).copied()).collect())
}

/// Asks which of several devices it is.
fn choose(names: &[String]) -> Result<Answer, Failure> {
    tell(&tr!("pair-several"));
    for (n, name) in names.iter().enumerate() {
        tell(&format!("  {}  {}", n + 1, output::harmless_line(name)));
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

/// An invitation: its text, or the file that holds it.
fn read_invitation(invite: &str) -> Result<Invitation, Failure> {
    let file = Path::new(invite);
    let is_text = invite.trim_start().to_lowercase().starts_with("attune1") && !file.exists();
    let text =
        if is_text { invite.to_owned() } else { invitation::read(file).map_err(Failure::new)? };
    Invitation::parse(&text).map_err(|_| {
        Failure::new(if is_text {
            tr!("pair-bad-invitation-text")
        } else {
            tr!("pair-bad-invitation", file = invite)
        })
    })
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

    #[test]
    fn what_is_shared_is_said() {
        let id = |n: u8| DocumentId::from_bytes([n; DocumentId::LEN]);
        let ids = [id(1), id(2), id(3)];
        #[track_caller]
        fn check(said: &str, ids: &[DocumentId], expected: Option<Vec<DocumentId>>) {
            assert_eq!(chosen_of(said, ids), expected, "{said}");
        }
        check("all", &ids, Some(ids.to_vec()));
        check("none", &ids, Some(Vec::new()));
        check("", &ids, Some(Vec::new()));
        check("1, 3", &ids, Some(vec![ids[0], ids[2]]));
        check("2 2", &ids, Some(vec![ids[1]]));
        check("4", &ids, None);
        check("yes", &ids, None);
    }
}
