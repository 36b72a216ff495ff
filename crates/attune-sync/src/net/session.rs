//! One session over one connection: small tasks that never wait for each other
//! in a circle. One reads frames, one writes them, one asks the vault in order,
//! one reads documents that the other side lacks as fast as the line takes them,
//! and the driver in the middle hands events to the machine.

use super::keeper::{Keeper, KeeperGone};
use super::live::{Showing, Waiting};
use super::wire;
use crate::proto::frame::{Frame, MAX_FRAME, MAX_HELLO};
use crate::proto::session::{
    Answer, Closing, Effect, Event, Identity, Known, Progress, Request, Role, Session, SessionKey,
    perform,
};
use attune_core::exchange::{Partner, Standing};
use attune_core::ids::{DocumentId, PairId};
use attune_core::vault::{Bond, CommandError, VaultError};
use iroh::endpoint::{Connection, RecvStream, SendStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Notify, mpsc, oneshot, watch};
use tokio::time::Instant;

/// How long the last words may take.
const GOODBYE: Duration = Duration::from_millis(500);
/// So many bytes that the line has not taken are enough; no further documents
/// are read for the other side.
const ENOUGH: usize = 4 * 1024 * 1024;
/// Frames read ahead of the machine.
const AHEAD: usize = 4;
const LABEL: &[u8] = b"attune session 1";

/// What the engine tells a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Control {
    /// Something shared changed here.
    LocalChange,
    /// Somebody wants to know whether both hold the same now.
    Confirm,
    /// This is shown to the other side from now on, or nothing.
    Live(Option<Showing>),
    /// End, for this reason.
    Leave(crate::proto::frame::Bye),
}

/// What a session tells the engine.
#[derive(Debug)]
pub(super) enum Report {
    /// Who is on the other side.
    Known(Known),
    /// How the two stand.
    Progress(Progress),
    /// What the other side shows now, or that it shows nothing any more.
    Live(Option<Showing>),
    /// This vault was put back to an older state.
    RolledBack,
    /// The vault holds something new.
    Changed,
    /// Records that went out, and that were stored here.
    Counted { sent: u64, received: u64 },
    /// It is over.
    Closed(Option<Closing>),
}

/// What the vault is asked, in order.
enum Ask {
    Finalize(PairId),
    Admit(Known),
    Request(Request),
}

/// Runs one session to its end.
pub(super) async fn drive(
    connection: Connection,
    role: Role,
    identity: Identity,
    pair: PairId,
    keeper: Keeper,
    mut control: mpsc::UnboundedReceiver<Control>,
    report: impl Fn(Report) + Send + Sync + Clone + 'static,
) {
    let closing = converse(&connection, role, identity, pair, keeper, &mut control, &report).await;
    connection.close(0_u32.into(), b"");
    report(Report::Closed(closing));
}

async fn converse(
    connection: &Connection,
    role: Role,
    identity: Identity,
    pair: PairId,
    keeper: Keeper,
    control: &mut mpsc::UnboundedReceiver<Control>,
    report: &(impl Fn(Report) + Send + Sync + Clone + 'static),
) -> Option<Closing> {
    let mut exported = [0; 32];
    connection.export_keying_material(&mut exported, LABEL, b"").ok()?;
    let key = SessionKey::new(exported);
    let (peer, bond) = (identity.peer, identity.bond);
    let endpoint = *connection.remote_id().as_bytes();
    let began = Instant::now();
    let now = move || began.elapsed().as_millis() as u64;

    let (mut session, effects, streams) = match role {
        Role::Dials => {
            let standing = match bond {
                Bond::Pending => Standing::NOWHERE,
                Bond::Final => {
                    keeper.run(move |vault, _, _| vault.standing(peer)).await.ok()?.ok()?
                }
            };
            let (session, effects) = Session::<Partner>::dial(identity, key, standing, now());
            (session, effects, connection.open_bi().await.ok()?)
        }
        Role::Accepts => {
            let (session, effects) = Session::<Partner>::accept(identity, key, now());
            // The stream appears with the hello; whoever opens none is let go.
            let within = Duration::from_millis(crate::proto::session::HELLO_WITHIN);
            let streams = tokio::time::timeout(within, connection.accept_bi()).await;
            (session, effects, streams.ok()?.ok()?)
        }
    };

    let (events, mut happened) = mpsc::unbounded_channel::<Event<Partner>>();
    let on_the_way = Arc::new(OnTheWay::default());
    let (frames, mut arrived) = mpsc::channel(AHEAD);
    let (open, opened) = oneshot::channel();
    let reader = tokio::spawn(read(streams.1, frames, opened));
    let (outgoing, to_send) = mpsc::unbounded_channel();
    let (show, shown) = watch::channel(None);
    let mut writer = tokio::spawn(write(streams.0, to_send, shown, on_the_way.clone()));
    let (asks, asked) = mpsc::unbounded_channel();
    tokio::spawn(ask(keeper.clone(), pair, endpoint, asked, events.clone(), report.clone()));
    let (wants, wanted) = mpsc::unbounded_channel();
    let fetching = fetch(keeper, pair, wanted, on_the_way.clone(), events.clone());
    let fetcher = tokio::spawn(fetching);

    let mut open = Some(open);
    let mut effects = effects;
    let closing = loop {
        let mut closing = None;
        for effect in effects {
            match effect {
                Effect::Send(Frame::Live { age, state }) => {
                    show.send_replace(Some(Waiting::new(age, state)));
                }
                Effect::Send(frame) => {
                    if let Frame::Records { records, .. } = &frame {
                        report(Report::Counted { sent: records.len() as u64, received: 0 });
                    }
                    if let Ok(bytes) = frame.encode() {
                        on_the_way.add(bytes.len());
                        let _ = outgoing.send(bytes);
                    }
                }
                Effect::Known(known) => {
                    if bond == Bond::Pending {
                        let _ = asks.send(Ask::Finalize(pair));
                    }
                    let _ = asks.send(Ask::Admit(known.clone()));
                    report(Report::Known(known));
                    if let Some(open) = open.take() {
                        let _ = open.send(());
                    }
                }
                Effect::Ask(Request::Document(id)) => {
                    let _ = wants.send(id);
                }
                Effect::Ask(request) => {
                    let _ = asks.send(Ask::Request(request));
                }
                Effect::Live { state, age } => {
                    report(Report::Live(state.map(|state| Showing::arrived(state, age))));
                }
                Effect::Tell(progress) => report(Report::Progress(progress)),
                Effect::RolledBack => report(Report::RolledBack),
                Effect::SetTimer(timer, millis) => {
                    let events = events.clone();
                    tokio::spawn(async move {
                        tokio::time::sleep(Duration::from_millis(millis)).await;
                        let _ = events.send(Event::Timer(timer));
                    });
                }
                Effect::Close(why) => closing = Some(why),
            }
        }
        if closing.is_some() {
            break closing;
        }
        effects = tokio::select! {
            biased;
            event = happened.recv() => match event {
                Some(event) => session.handle(event, now()),
                None => break None,
            },
            told = control.recv() => match told {
                Some(Control::LocalChange) => session.handle(Event::LocalChange, now()),
                Some(Control::Confirm) => session.handle(Event::Confirm, now()),
                Some(Control::Live(shown)) => {
                    let age = shown.as_ref().map_or(0, Showing::age);
                    let state = shown.map(|shown| shown.state);
                    session.handle(Event::Live { state, age }, now())
                }
                Some(Control::Leave(why)) => session.leave(why),
                None => session.leave(crate::proto::frame::Bye::Leaving),
            },
            frame = arrived.recv(), if session.wants_frames() => match frame {
                Some(frame) => session.handle(Event::Frame(frame), now()),
                None => break None,
            },
        };
    };
    // The last words go out, if the line still takes them.
    drop(outgoing);
    let _ = tokio::time::timeout(GOODBYE, &mut writer).await;
    writer.abort();
    reader.abort();
    fetcher.abort();
    closing
}

/// Reads frames; after the hello, none until its sender is known.
async fn read(mut stream: RecvStream, frames: mpsc::Sender<Frame>, known: oneshot::Receiver<()>) {
    let mut known = Some(known);
    let mut limit = MAX_HELLO;
    loop {
        let Ok(bytes) = wire::read(&mut stream, limit).await else { return };
        let Ok(frame) = Frame::decode(&bytes) else { return };
        if frames.send(frame).await.is_err() {
            return;
        }
        if let Some(known) = known.take() {
            if known.await.is_err() {
                return;
            }
            limit = MAX_FRAME;
        }
    }
}

/// Bytes handed to the writer that the line has not taken yet.
#[derive(Default)]
struct OnTheWay {
    bytes: AtomicUsize,
    taken: Notify,
}

impl OnTheWay {
    fn add(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::SeqCst);
    }

    fn take(&self, bytes: usize) {
        self.bytes.fetch_sub(bytes, Ordering::SeqCst);
        self.taken.notify_waiters();
    }

    /// Waits until the line has taken most of it.
    async fn has_room(&self) {
        loop {
            let taken = self.taken.notified();
            if self.bytes.load(Ordering::SeqCst) < ENOUGH {
                return;
            }
            taken.await;
        }
    }
}

/// Writes frames in their order. What is live goes before any that wait, and
/// only the newest of it; the hello goes before everything.
async fn write(
    mut stream: SendStream,
    mut frames: mpsc::UnboundedReceiver<Vec<u8>>,
    mut shown: watch::Receiver<Option<Waiting>>,
    on_the_way: Arc<OnTheWay>,
) {
    let mut is_greeted = false;
    loop {
        tokio::select! {
            biased;
            Ok(()) = shown.changed(), if is_greeted => {
                let waiting = shown.borrow_and_update().clone();
                let Some(bytes) = waiting.and_then(Waiting::encode) else { continue };
                if wire::write(&mut stream, &bytes).await.is_err() {
                    return;
                }
            }
            frame = frames.recv() => {
                let Some(bytes) = frame else { break };
                if wire::write(&mut stream, &bytes).await.is_err() {
                    return;
                }
                on_the_way.take(bytes.len());
                is_greeted = true;
            }
        }
    }
    let _ = stream.finish();
    let _ = stream.stopped().await;
}

/// Reads whole documents for the other side, no faster than the line takes
/// them. Apart from everything else that is asked: storing what came must never
/// wait for the other side to read.
async fn fetch(
    keeper: Keeper,
    pair: PairId,
    mut wanted: mpsc::UnboundedReceiver<DocumentId>,
    on_the_way: Arc<OnTheWay>,
    events: mpsc::UnboundedSender<Event<Partner>>,
) {
    while let Some(id) = wanted.recv().await {
        on_the_way.has_room().await;
        let request = Request::Document(id);
        let read = keeper
            .run(move |vault, now, rng| {
                let is_with = vault.is_with(pair)?;
                if is_with { perform(vault, request, now, rng) } else { Err(VaultError::Stranger) }
            })
            .await;
        let event = match read {
            Ok(Ok(Some(answer))) => Event::Answer(answer),
            Ok(Err(VaultError::Stranger)) => Event::Left,
            _ => Event::VaultFailed,
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// Asks the vault, one thing after the other.
async fn ask(
    keeper: Keeper,
    pair: PairId,
    endpoint: [u8; 32],
    mut asked: mpsc::UnboundedReceiver<Ask>,
    events: mpsc::UnboundedSender<Event<Partner>>,
    report: impl Fn(Report),
) {
    while let Some(ask) = asked.recv().await {
        let records = match &ask {
            Ask::Request(Request::Store(_, incoming)) => incoming.records.len() as u64,
            _ => 0,
        };
        let done = keeper
            .run(move |vault, now, rng| match ask {
                Ask::Finalize(pair) => match vault.finalize(pair, now, rng) {
                    Ok(()) => Ok(None),
                    Err(CommandError::NotPaired) => Err(Refused::Left),
                    Err(_) => Err(Refused::Failed),
                },
                _ if matches!(vault.is_with(pair), Ok(false)) => Err(Refused::Left),
                Ask::Admit(Known { certificate, addresses, .. }) => {
                    let admitted = vault.admit(&certificate, &endpoint, &addresses);
                    admitted.map(|()| None).map_err(Refused::from)
                }
                Ask::Request(request) => perform(vault, request, now, rng).map_err(Refused::from),
            })
            .await;
        match done {
            Ok(Ok(Some(answer))) => {
                if let Answer::Stored(received) = &answer {
                    report(Report::Counted { sent: 0, received: records });
                    if received.changed {
                        report(Report::Changed);
                    }
                }
                if events.send(Event::Answer(answer)).is_err() {
                    return;
                }
            }
            Ok(Ok(None)) => {}
            Ok(Err(Refused::Left)) => {
                let _ = events.send(Event::Left);
            }
            Ok(Err(Refused::Failed)) | Err(KeeperGone) => {
                let _ = events.send(Event::VaultFailed);
            }
        }
    }
}

/// Why the vault did not do what a session asked.
enum Refused {
    /// The person has left the partner.
    Left,
    /// It could not.
    Failed,
}

impl From<VaultError> for Refused {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Stranger => Self::Left,
            _ => Self::Failed,
        }
    }
}
