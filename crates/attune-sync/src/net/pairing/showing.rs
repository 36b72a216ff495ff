//! The side that shows the words. One caller at a time is let try them; others
//! are told that we are busy, and whoever proves nothing costs nothing.

use super::converse::{Caller, Code, exchange};
use super::meeting::{Meeting, Met, OtherVersion, Told, finish, receive, send};
use super::places::Places;
use super::{Answer, Discovery, OPEN_WITHIN, PairingError, Side, said_no, screens, we_said_no};
use crate::proto::pairing::{Failure, Invitation, Message, Part};
use attune_core::vault::Agreed;
use iroh::endpoint::Endpoint;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// The most callers at once that have said what they are and tried nothing.
const MAX_WAITING: usize = 16;

/// What the door tells.
enum Knock {
    /// A typing screen was seen on this network.
    Seen,
    /// A connection came about.
    Met,
    /// Somebody speaks no version of ours.
    OtherVersion,
    /// Somebody tries words.
    Caller(Box<(Met, Message)>),
}

/// Until one pairing came about, the code is used up, the person closes the
/// screen, or the time is over.
pub(super) async fn wait_for_partner(
    endpoint: &Endpoint,
    discovery: Option<&Discovery>,
    side: Side,
    mut answers: mpsc::UnboundedReceiver<Answer>,
) -> Result<Agreed, PairingError> {
    let ours = *endpoint.id().as_bytes();
    let until = Instant::now() + side.pairing.within;
    let (meeting, met) =
        Meeting::begin(endpoint, side.pairing.reach, Part::Shows, &side.me.certificate.name);
    let busy = meeting.busy();
    let (tell, mut knocks) = mpsc::unbounded_channel();
    let mut door = JoinSet::new();
    door.spawn(open_door(meeting, met, screens(discovery, Part::Shows), tell));
    let mut nobody = PairingError::NobodyCame;
    loop {
        tokio::select! {
            biased;
            // However many knock: the time is over when it is over.
            () = tokio::time::sleep_until(until) => return Err(nobody),
            () = said_no(&mut answers) => return we_said_no(),
            knock = knocks.recv() => match knock {
                None => return Err(nobody),
                Some(Knock::Seen) if nobody == PairingError::NobodyCame => {
                    nobody = PairingError::NotReached;
                }
                Some(Knock::Met) if nobody == PairingError::NotReached => {
                    nobody = PairingError::NobodyCame;
                }
                Some(Knock::OtherVersion) => {
                    return Err(PairingError::Exchange(Failure::Versions));
                }
                Some(Knock::Seen | Knock::Met) => {}
                Some(Knock::Caller(caller)) => {
                    let (met, first) = *caller;
                    let caller = Caller { first, until };
                    let trying = exchange(ours, met, Some(caller), side.clone(), &mut answers);
                    let (code, ended) = trying.await;
                    busy.store(false, Ordering::SeqCst);
                    let is_no = matches!(ended, Err(PairingError::Exchange(Failure::WeSaidNo)))
                        || answers.is_closed();
                    // Whoever did not even get to prove anything costs nothing.
                    if ended.is_ok() || code == Code::Used || is_no {
                        return ended;
                    }
                }
            },
        }
    }
}

/// Lets in and dials until it is dropped.
async fn open_door(
    mut meeting: Meeting,
    mut met: mpsc::Receiver<Told>,
    mut found: mpsc::UnboundedReceiver<Invitation>,
    tell: mpsc::UnboundedSender<Knock>,
) {
    let busy = meeting.busy();
    let mut waiting = Places::new(MAX_WAITING);
    loop {
        tokio::select! {
            Some(screen) = found.recv() => {
                meeting.seek(screen);
                let _ = tell.send(Knock::Seen);
            }
            Some(met) = met.recv() => {
                match met {
                    Ok(met) => {
                        let _ = tell.send(Knock::Met);
                        waiting.give(hear(met, busy.clone(), tell.clone()));
                    }
                    Err(OtherVersion(_)) => {
                        let _ = tell.send(Knock::OtherVersion);
                    }
                }
            }
            else => return,
        }
    }
}

/// Waits for the first words of somebody who was met.
async fn hear(mut met: Met, busy: Arc<AtomicBool>, tell: mpsc::UnboundedSender<Knock>) {
    let (to, from) = &mut met.streams;
    let first = tokio::time::timeout(OPEN_WITHIN, receive(from)).await;
    let Ok(Some(first)) = first else { return };
    if busy.swap(true, Ordering::SeqCst) {
        let _ = send(to, &Message::Busy).await;
        finish(to).await;
        return;
    }
    let _ = tell.send(Knock::Caller(Box::new((met, first))));
}
