//! The side that types the words: finds the screen that is meant, by an
//! invitation or on this network, and lets our person choose where there are
//! several. The words are tried on one of them, once.

use super::meeting::{Meeting, Met, OtherVersion, Told};
use super::{Answer, Discovery, PairingError, Place, Progress, Side, said_no, screens, we_said_no};
use crate::proto::pairing::{Failure, Part};
use iroh::endpoint::Endpoint;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// After the first screen was met: time for others to be met as well.
const GATHER: Duration = Duration::from_millis(1500);
/// After somebody of another version was met: time for the one that is meant.
const OTHERS: Duration = Duration::from_secs(10);
/// The other side waits 10 s for the first words; a line this young is used.
const FRESH: Duration = Duration::from_secs(5);
/// The most screens a person is asked to choose from.
const MAX_SCREENS: usize = 8;

/// Finds the screen that is meant.
pub(super) async fn find(
    endpoint: &Endpoint,
    discovery: Option<&Discovery>,
    side: &Side,
    place: Place,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
) -> Result<Met, PairingError> {
    let reach = side.pairing.reach;
    let until = Instant::now() + side.pairing.within;
    let (mut meeting, mut met) =
        Meeting::begin(endpoint, reach, Part::Types, &side.me.certificate.name);
    let mut found = screens(discovery, Part::Types);
    let invited = match place {
        Place::Invitation(mut invitation) => {
            invitation.addresses = reach.allowed(&invitation.addresses);
            let id = invitation.endpoint;
            meeting.seek(invitation);
            Some(id)
        }
        Place::Network if discovery.is_none() => return Err(PairingError::NowhereToLook),
        Place::Network => None,
    };
    let mut open: BTreeMap<[u8; 32], Met> = BTreeMap::new();
    let (mut seen, mut other_version) = (false, false);
    let mut decide = None;
    loop {
        tokio::select! {
            Some(screen) = found.recv() => {
                // With an invitation only that screen is meant; it may be seen
                // at an address that the invitation does not name.
                if invited.is_none_or(|id| id == screen.endpoint) {
                    seen = true;
                    meeting.seek(screen);
                }
            }
            Some(met) = met.recv() => match met {
                Ok(met) if invited == Some(met.id) => return Ok(met),
                Ok(met) if invited.is_none() => {
                    let held = open.get(&met.id).is_some_and(Met::is_open);
                    if !held && open.len() < MAX_SCREENS {
                        open.insert(met.id, met);
                    }
                    decide.get_or_insert(until.min(Instant::now() + GATHER));
                }
                Ok(_) => {}
                Err(OtherVersion(id)) if invited == Some(id) => {
                    return Err(PairingError::Exchange(Failure::Versions));
                }
                Err(OtherVersion(_)) if invited.is_none() => {
                    other_version = true;
                    decide.get_or_insert(until.min(Instant::now() + OTHERS));
                }
                Err(OtherVersion(_)) => {}
            },
            () = said_no(answers) => return we_said_no(),
            () = tokio::time::sleep_until(decide.unwrap_or(until)) => {
                open.retain(|_, met| met.is_open());
                match open.len() {
                    0 if other_version => return Err(PairingError::Exchange(Failure::Versions)),
                    0 if Instant::now() < until => decide = None,
                    0 if seen => return Err(PairingError::NotReached),
                    0 => return Err(PairingError::NobodyFound),
                    1 => return open.into_values().next().ok_or(PairingError::NobodyFound),
                    _ => break,
                }
            }
        }
    }
    let mut open: Vec<Met> = open.into_values().collect();
    open.sort_by(|a, b| a.device.cmp(&b.device));
    let names = open.iter().map(|met| met.device.clone()).collect();
    let _ = side.progress.send(Progress::Several(names));
    let chosen = choose(answers, open.len(), until).await?;
    let chosen = open.swap_remove(chosen);
    drop(open);
    again(chosen, &mut met, answers, until).await
}

/// A person may take longer to choose than a line stays open: an old one is
/// closed, and the next to the same screen is taken.
async fn again(
    chosen: Met,
    met: &mut mpsc::Receiver<Told>,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
    until: Instant,
) -> Result<Met, PairingError> {
    let is_fresh = |met: &Met| met.at.elapsed() < FRESH && met.is_open();
    if is_fresh(&chosen) {
        return Ok(chosen);
    }
    let id = chosen.id;
    drop(chosen);
    loop {
        tokio::select! {
            next = met.recv() => match next {
                Some(Ok(next)) if next.id == id && is_fresh(&next) => return Ok(next),
                Some(_) => {}
                None => return Err(PairingError::NobodyFound),
            },
            () = said_no(answers) => return we_said_no(),
            () = tokio::time::sleep_until(until) => return Err(PairingError::NobodyFound),
        }
    }
}

async fn choose(
    answers: &mut mpsc::UnboundedReceiver<Answer>,
    count: usize,
    until: Instant,
) -> Result<usize, PairingError> {
    loop {
        match tokio::time::timeout_at(until, answers.recv()).await {
            Ok(Some(Answer::Choose(n))) if n < count => return Ok(n),
            Ok(Some(Answer::No) | None) => return we_said_no(),
            Ok(Some(_)) => {}
            Err(_) => return Err(PairingError::Exchange(Failure::TimedOut)),
        }
    }
}
