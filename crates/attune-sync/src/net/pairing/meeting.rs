//! Two pairing endpoints meet, whoever dials: firewalls block one direction in
//! silence, so both sides dial what they see. Which part a device takes in the
//! exchange follows its screen and never the direction.

use super::OPEN_WITHIN;
use super::places::Places;
use crate::net::endpoint;
use crate::net::reach::Reach;
use crate::net::wire;
use crate::proto::pairing::{Exchange, Invitation, MAX_MESSAGE, Message, PROTOCOL, Part};
use iroh::endpoint::{Connection, Endpoint, Incoming, RecvStream, SendStream};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;

pub(super) const ALPN: &[u8] = b"attune/pair/1";
/// Time for the last words.
pub(super) const GOODBYE: Duration = Duration::from_secs(1);
/// Time for the word that makes two people a pair: on a bad line it has to be
/// said several times. Where it arrives at once nobody waits.
pub(super) const LAST_WORD: Duration = Duration::from_secs(10);
/// Time for one attempt to reach an address.
const DIAL_WITHIN: Duration = Duration::from_secs(3);
/// The first pause between two attempts; each is twice as long as the last.
const DIAL_AGAIN: Duration = Duration::from_millis(500);
const DIAL_AGAIN_AT_MOST: Duration = Duration::from_secs(4);
/// The most screens that are dialled.
const MAX_SCREENS: usize = 16;
/// The most strangers let in at once who have not said what they are.
const MAX_OPENING: usize = 16;
/// Met screens that wait to be looked at.
const MET_AHEAD: usize = 16;

/// A connection's one stream.
pub(super) type Streams = (SendStream, RecvStream);

/// A connection that is closed when its user is done with it, whoever else
/// watches it.
pub(super) struct Line(pub(super) Connection);

impl Drop for Line {
    fn drop(&mut self) {
        self.0.close(0_u32.into(), b"");
    }
}

/// A connection on which both have said what they are.
pub(super) struct Met {
    /// The pairing endpoint on the other side.
    pub(super) id: [u8; 32],
    pub(super) line: Line,
    pub(super) streams: Streams,
    /// What the other device is called.
    pub(super) device: String,
    /// Since when it is open.
    pub(super) at: Instant,
}

impl Met {
    pub(super) fn is_open(&self) -> bool {
        self.line.0.close_reason().is_none()
    }
}

/// Everything of this endpoint that lets in and dials out. All of it ends when
/// this is dropped.
pub(super) struct Meeting {
    door: Door,
    busy: Arc<AtomicBool>,
    tasks: JoinSet<()>,
    sought: BTreeMap<[u8; 32], watch::Sender<BTreeSet<SocketAddr>>>,
}

/// What every connection needs, whoever dialled it.
#[derive(Clone)]
struct Door {
    endpoint: Endpoint,
    part: Part,
    device: String,
    tell: mpsc::Sender<Told>,
}

/// Who was met; or whose versions are none of ours.
pub(super) type Told = Result<Met, OtherVersion>;

/// The pairing endpoint of somebody who speaks no version of ours.
pub(super) struct OtherVersion(pub(super) [u8; 32]);

impl Meeting {
    /// Begins to let in. Who was met is told, and who speaks no version of ours.
    pub(super) fn begin(
        endpoint: &Endpoint,
        reach: Reach,
        part: Part,
        device: &str,
    ) -> (Self, mpsc::Receiver<Told>) {
        let (tell, met) = mpsc::channel(MET_AHEAD);
        let door = Door { endpoint: endpoint.clone(), part, device: device.to_owned(), tell };
        let mut tasks = JoinSet::new();
        tasks.spawn(door.clone().let_in(reach));
        (Self { door, busy: Arc::default(), tasks, sought: BTreeMap::new() }, met)
    }

    /// Nobody is dialled while this says so.
    pub(super) fn busy(&self) -> Arc<AtomicBool> {
        self.busy.clone()
    }

    /// Dials this screen now, and again whenever it is not connected.
    pub(super) fn seek(&mut self, screen: Invitation) {
        let Invitation { endpoint: id, addresses } = screen;
        if let Some(known) = self.sought.get(&id) {
            known.send_modify(|known| known.extend(addresses));
        } else if self.sought.len() < MAX_SCREENS {
            let (known, addresses) = watch::channel(addresses.into_iter().collect());
            self.sought.insert(id, known);
            self.tasks.spawn(self.door.clone().dial(id, addresses, self.busy.clone()));
        }
    }
}

impl Door {
    async fn let_in(self, reach: Reach) {
        let mut opening = Places::new(MAX_OPENING);
        while let Some(incoming) = self.endpoint.accept().await {
            let Some(incoming) = endpoint::admit(reach, &reach.links(), incoming) else { continue };
            let door = self.clone();
            opening.give(async move {
                if let Some(connection) = accepted(incoming).await {
                    door.meet(Line(connection)).await;
                }
            });
        }
    }

    async fn dial(
        self,
        id: [u8; 32],
        addresses: watch::Receiver<BTreeSet<SocketAddr>>,
        busy: Arc<AtomicBool>,
    ) {
        let mut pause = DIAL_AGAIN;
        loop {
            let known: Vec<_> = addresses.borrow().iter().copied().collect();
            if !busy.load(Ordering::SeqCst)
                && let Some(target) = endpoint::target(&id, known)
                && let Ok(Ok(connection)) =
                    tokio::time::timeout(DIAL_WITHIN, self.endpoint.connect(target, ALPN)).await
            {
                let (watched, met_at) = (connection.clone(), Instant::now());
                self.meet(Line(connection)).await;
                watched.closed().await;
                // One that is let go at once has a line to us already.
                if met_at.elapsed() > DIAL_AGAIN_AT_MOST {
                    pause = DIAL_AGAIN;
                }
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(DIAL_AGAIN_AT_MOST);
        }
    }

    async fn meet(&self, line: Line) {
        let met = open(line, self.part, &self.device).await;
        if let Some(met) = met.transpose() {
            let _ = self.tell.send(met).await;
        }
    }
}

async fn accepted(incoming: Incoming) -> Option<Connection> {
    let accepting = incoming.accept().ok()?;
    tokio::time::timeout(OPEN_WITHIN, accepting).await.ok()?.ok()
}

/// Says what we are and hears what they are. `Err` if we have no version in
/// common; `Ok(None)` if the line broke, or they said something else.
async fn open(line: Line, part: Part, device: &str) -> Result<Option<Met>, OtherVersion> {
    let id = *line.0.remote_id().as_bytes();
    let opened = async {
        // The side that types opens the stream, whoever dialled.
        let (mut to, mut from) = match part {
            Part::Types => line.0.open_bi().await.ok()?,
            Part::Shows => line.0.accept_bi().await.ok()?,
        };
        send(&mut to, &Exchange::open(device)).await?;
        let theirs = receive(&mut from).await?;
        Some((to, from, theirs))
    };
    let Ok(Some((mut to, from, theirs))) = tokio::time::timeout(OPEN_WITHIN, opened).await else {
        return Ok(None);
    };
    match theirs {
        Message::Open { min, max, device } if Exchange::speaks(min, max) => {
            Ok(Some(Met { id, line, streams: (to, from), device, at: Instant::now() }))
        }
        // The bytes of these two are the same in all versions.
        Message::Open { .. } | Message::Versions { .. } => {
            let (min, max) = PROTOCOL;
            let _ = send(&mut to, &Message::Versions { min, max }).await;
            finish(&mut to).await;
            Err(OtherVersion(id))
        }
        // Whoever says anything else first is of no version, and is let go.
        _ => Ok(None),
    }
}

/// The last words reach the other side before the line is closed.
pub(super) async fn finish(to: &mut SendStream) {
    finish_within(to, GOODBYE).await;
}

pub(super) async fn finish_within(to: &mut SendStream, within: Duration) {
    let _ = to.finish();
    let _ = tokio::time::timeout(within, to.stopped()).await;
}

pub(super) async fn send(stream: &mut SendStream, message: &Message) -> Option<()> {
    wire::write(stream, &message.encode().ok()?).await.ok()
}

pub(super) async fn receive(stream: &mut RecvStream) -> Option<Message> {
    let bytes = wire::read(stream, MAX_MESSAGE).await.ok()?;
    Message::decode(&bytes).ok()
}
