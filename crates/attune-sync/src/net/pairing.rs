//! Both sides of a pairing over sockets: an endpoint with a key of its own,
//! which lives as long as the screen is open, and one exchange at a time.

use super::discovery::Discovery;
use super::endpoint::{self, EndpointError};
use super::keeper::{Keeper, KeeperGone};
use super::reach::Reach;
use super::wire;
use crate::proto::pairing::{
    Binding, Consent, Event, Exchange, Failure, Invitation, MAX_MESSAGE, Me, Message, PairingWords,
    Step,
};
use attune_core::ids::{DocumentId, PairId};
use attune_core::vault::{Agreed, CommandError};
use iroh::endpoint::{Connection, Endpoint, RecvStream, SendStream};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;
use zeroize::Zeroizing;

const ALPN: &[u8] = b"attune/pair/1";
const LABEL: &[u8] = b"attune pairing 1";
/// Time for the first words on a connection.
const OPEN_WITHIN: Duration = Duration::from_secs(10);
/// Time for one attempt to reach an address.
const DIAL_WITHIN: Duration = Duration::from_secs(3);
/// Pause between two attempts.
const DIAL_AGAIN: Duration = Duration::from_millis(500);
/// After the first screen was found: time for others to be found as well.
const GATHER: Duration = Duration::from_millis(1500);
/// The most screens asked for their names.
const MAX_SCREENS: usize = 8;
/// Time for the last words.
const GOODBYE: Duration = Duration::from_secs(1);

/// What a pairing is made with.
#[derive(Clone)]
pub struct Pairing {
    /// How far packets may go.
    pub reach: Reach,
    /// The vault.
    pub keeper: Keeper,
    /// Our name.
    pub name: String,
    /// How long to wait for the other side.
    pub within: Duration,
}

/// Where a pairing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Words are shown, and this endpoint listens.
    Ready(Shown),
    /// Looking for the other side.
    Looking,
    /// Several devices show words; these are their names, in the order that
    /// [`Answer::Choose`] counts.
    Several(Vec<String>),
    /// The words are being compared.
    Confirming,
    /// Our person is asked.
    Consent(Consent),
}

/// What the showing side shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Three words.
    pub words: PairingWords,
    /// Where this endpoint listens.
    pub invitation: Invitation,
}

/// What our person answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes, and these private entries are to be shared.
    Yes(Vec<DocumentId>),
    /// No, or the screen was closed.
    No,
    /// This one of several, counted from 0.
    Choose(usize),
}

/// Where to look for the side that shows the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where its invitation says.
    Invitation(Invitation),
    /// On this network.
    Network,
}

/// Why a pairing did not come about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// The exchange failed.
    #[error("the pairing failed: {0:?}")]
    Exchange(Failure),
    /// Nobody was found within the time.
    #[error("nobody was found")]
    NobodyFound,
    /// Nobody came within the time.
    #[error("nobody came")]
    NobodyCame,
    /// Neither an invitation nor a way to look for one.
    #[error("there is nowhere to look")]
    NowhereToLook,
    /// There is a partner already.
    #[error("there is a partner already")]
    AlreadyPaired,
    /// No endpoint could be made.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The vault failed.
    #[error("the vault failed: {0}")]
    Vault(String),
}

impl From<KeeperGone> for PairingError {
    fn from(gone: KeeperGone) -> Self {
        Self::Vault(gone.to_string())
    }
}

/// Shows three new words and waits for the partner. What happens is told by
/// `progress`; `answers` brings what our person says.
pub async fn show(
    pairing: Pairing,
    progress: mpsc::UnboundedSender<Progress>,
    answers: mpsc::UnboundedReceiver<Answer>,
) -> Result<Agreed, PairingError> {
    let me = introduce(&pairing).await?;
    let words = pairing.keeper.run(|_, _, rng| PairingWords::generate(rng)).await?;
    let endpoint = fresh_endpoint(&pairing).await?;
    let invitation =
        Invitation { endpoint: *endpoint.id().as_bytes(), addresses: endpoint.bound_sockets() };
    // Found while the screen is open, and no longer.
    let discovery = Discovery::start(pairing.reach);
    let announced = invitation.clone();
    let _discovery = pairing
        .keeper
        .run(move |_, _, rng| {
            if let Some(discovery) = &discovery {
                discovery.announce_pairing(&announced, rng);
            }
            discovery
        })
        .await?;
    let _ = progress.send(Progress::Ready(Shown { words: words.clone(), invitation }));
    let shared = Side { pairing, me, words, progress };
    let ended = wait_for_partner(&endpoint, shared, answers).await;
    close(&endpoint).await;
    ended
}

/// Looks for whoever shows these words, and pairs.
pub async fn enter(
    pairing: Pairing,
    words: PairingWords,
    place: Place,
    progress: mpsc::UnboundedSender<Progress>,
    mut answers: mpsc::UnboundedReceiver<Answer>,
) -> Result<Agreed, PairingError> {
    let me = introduce(&pairing).await?;
    let endpoint = fresh_endpoint(&pairing).await?;
    let _ = progress.send(Progress::Looking);
    let side = Side { pairing, me, words, progress };
    let ended = async {
        let (connection, streams) = match &place {
            Place::Invitation(invitation) => {
                find(&endpoint, &side, invitation, &mut answers).await?
            }
            Place::Network => look(&endpoint, &side, &mut answers).await?,
        };
        exchange(&endpoint, connection, streams, None, side, &mut answers).await.1
    }
    .await;
    close(&endpoint).await;
    ended
}

/// What both sides of one pairing know.
#[derive(Clone)]
struct Side {
    pairing: Pairing,
    me: Me,
    words: PairingWords,
    progress: mpsc::UnboundedSender<Progress>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Types,
    Shows,
}

/// Whether the code can still be tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    Fresh,
    Used,
}

async fn introduce(pairing: &Pairing) -> Result<Me, PairingError> {
    let name = pairing.name.clone();
    let reach = pairing.reach;
    let made = pairing
        .keeper
        .run(move |vault, _, _| {
            if vault.reader()?.status()?.partner.is_some() {
                return Ok(None);
            }
            let links = reach.links();
            // The lasting endpoint is not bound before there is a partner; the
            // port it will listen at is chosen now, so that they can be told.
            let port = match vault.port()? {
                Some(port) => port,
                None => {
                    let port = links.first().and_then(|link| {
                        let probe = UdpSocket::bind((link.address, 0)).ok()?;
                        Some(probe.local_addr().ok()?.port())
                    });
                    let port = port.unwrap_or_default();
                    vault.set_port(port)?;
                    port
                }
            };
            let endpoint = vault.endpoint_secret();
            Ok::<_, attune_core::vault::VaultError>(Some(Me {
                name,
                device: vault.device_secret(),
                certificate: vault.me().certificate.clone(),
                endpoint: attune_core::identity::SecretKey::from_bytes(&endpoint).public(),
                addresses: links.iter().map(|l| SocketAddr::new(l.address, port)).collect(),
            }))
        })
        .await?;
    made.map_err(|e| PairingError::Vault(e.to_string()))?.ok_or(PairingError::AlreadyPaired)
}

async fn fresh_endpoint(pairing: &Pairing) -> Result<Endpoint, PairingError> {
    let secret = pairing.keeper.run(|_, _, rng| {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(secret.as_mut());
        secret
    });
    Ok(endpoint::bind(pairing.reach, &*secret.await?, None, ALPN).await?)
}

async fn close(endpoint: &Endpoint) {
    let _ = tokio::time::timeout(GOODBYE, endpoint.close()).await;
}

/// A connection on which both have said what they are.
type Streams = (SendStream, RecvStream);

/// The same, and what the other device is called.
struct Opened {
    streams: Streams,
    device: String,
}

async fn send(stream: &mut SendStream, message: &Message) -> Option<()> {
    wire::write(stream, &message.encode().ok()?).await.ok()
}

async fn receive(stream: &mut RecvStream) -> Option<Message> {
    let bytes = wire::read(stream, MAX_MESSAGE).await.ok()?;
    Message::decode(&bytes).ok()
}

/// Says what we are and hears what they are. `Err` if we have no version in
/// common; `Ok(None)` if the line broke.
async fn open(
    connection: &Connection,
    role: Role,
    device: &str,
) -> Result<Option<Opened>, Failure> {
    let opened = async {
        let (mut to, mut from) = match role {
            Role::Types => connection.open_bi().await.ok()?,
            Role::Shows => connection.accept_bi().await.ok()?,
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
            Ok(Some(Opened { streams: (to, from), device }))
        }
        _ => {
            let (min, max) = crate::proto::pairing::PROTOCOL;
            let _ = send(&mut to, &Message::Versions { min, max }).await;
            let _ = to.finish();
            let _ = tokio::time::timeout(GOODBYE, to.stopped()).await;
            Err(Failure::Versions)
        }
    }
}

/// Somebody who opened a connection to the showing side and tries words.
struct Caller {
    connection: Connection,
    streams: Streams,
    first: Message,
}

/// The showing side: until one pairing came about, the code is used up, the
/// person closes the screen, or the time is over.
async fn wait_for_partner(
    endpoint: &Endpoint,
    side: Side,
    mut answers: mpsc::UnboundedReceiver<Answer>,
) -> Result<Agreed, PairingError> {
    let until = Instant::now() + side.pairing.within;
    let (tell, mut callers) = mpsc::channel(1);
    let busy = Arc::new(AtomicBool::new(false));
    let (reach, device) = (side.pairing.reach, side.me.certificate.name.clone());
    let door = tokio::spawn(open_door(endpoint.clone(), reach, device, busy.clone(), tell));
    let ended = loop {
        tokio::select! {
            biased;
            caller = callers.recv() => {
                let Some(Caller { connection, streams, first }) = caller else {
                    break Err(PairingError::NobodyCame);
                };
                let (code, ended) = exchange(
                    endpoint, connection, streams, Some(first), side.clone(), &mut answers,
                )
                .await;
                busy.store(false, Ordering::SeqCst);
                // Whoever did not even get to prove anything costs nothing.
                if ended.is_ok() || code == Code::Used || answers.is_closed() {
                    break ended;
                }
            }
            () = said_no(&mut answers) => break Err(PairingError::Exchange(Failure::WeSaidNo)),
            () = tokio::time::sleep_until(until) => break Err(PairingError::NobodyCame),
        }
    };
    door.abort();
    ended
}

/// Lets connections in. One caller at a time is handed on, when it tries words;
/// others are told that we are busy.
async fn open_door(
    listens: Endpoint,
    reach: Reach,
    device: String,
    busy: Arc<AtomicBool>,
    tell: mpsc::Sender<Caller>,
) {
    while let Some(incoming) = listens.accept().await {
        let Some(incoming) = endpoint::admit(reach, &reach.links(), incoming) else { continue };
        let (device, busy, tell) = (device.clone(), busy.clone(), tell.clone());
        tokio::spawn(async move {
            let Ok(accepting) = incoming.accept() else { return };
            let Ok(Ok(connection)) = tokio::time::timeout(OPEN_WITHIN, accepting).await else {
                return;
            };
            let Ok(Some(opened)) = open(&connection, Role::Shows, &device).await else { return };
            let mut streams = opened.streams;
            let first = tokio::time::timeout(OPEN_WITHIN, receive(&mut streams.1)).await;
            let Ok(Some(first)) = first else { return };
            if busy.swap(true, Ordering::SeqCst) {
                let _ = send(&mut streams.0, &Message::Busy).await;
                let _ = streams.0.finish();
                let _ = tokio::time::timeout(GOODBYE, connection.closed()).await;
                return;
            }
            let _ = tell.send(Caller { connection, streams, first }).await;
        });
    }
}

/// The typing side: dials what the invitation says until somebody answers.
async fn find(
    dials: &Endpoint,
    side: &Side,
    invitation: &Invitation,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
) -> Result<(Connection, Streams), PairingError> {
    let until = Instant::now() + side.pairing.within;
    let addresses = side.pairing.reach.allowed(&invitation.addresses);
    let target = endpoint::target(&invitation.endpoint, addresses);
    let target = target.ok_or(PairingError::NobodyFound)?;
    loop {
        let dialled = tokio::select! {
            dialled = tokio::time::timeout(DIAL_WITHIN, dials.connect(target.clone(), ALPN)) => dialled,
            () = said_no(answers) => return Err(PairingError::Exchange(Failure::WeSaidNo)),
        };
        if let Ok(Ok(connection)) = dialled {
            match open(&connection, Role::Types, &side.me.certificate.name).await {
                Ok(Some(opened)) => return Ok((connection, opened.streams)),
                Ok(None) => {}
                Err(failure) => return Err(PairingError::Exchange(failure)),
            }
        }
        if Instant::now() + DIAL_AGAIN >= until {
            return Err(PairingError::NobodyFound);
        }
        tokio::time::sleep(DIAL_AGAIN).await;
    }
}

/// The typing side without an invitation: looks around on this network, asks
/// everything that shows words what it is called, and lets our person choose
/// where there are several.
async fn look(
    endpoint: &Endpoint,
    side: &Side,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
) -> Result<(Connection, Streams), PairingError> {
    let discovery = Discovery::start(side.pairing.reach).ok_or(PairingError::NowhereToLook)?;
    let mut found = discovery.find_pairing();
    let until = Instant::now() + side.pairing.within;
    let mut screens: BTreeMap<[u8; 32], BTreeSet<SocketAddr>> = BTreeMap::new();
    let mut decide = None;
    loop {
        let deciding = decide.unwrap_or(until);
        tokio::select! {
            screen = found.recv() => {
                let Some(Invitation { endpoint, addresses }) = screen else {
                    return Err(PairingError::NowhereToLook);
                };
                screens.entry(endpoint).or_default().extend(addresses);
                decide.get_or_insert(until.min(Instant::now() + GATHER));
            }
            () = said_no(answers) => return Err(PairingError::Exchange(Failure::WeSaidNo)),
            () = tokio::time::sleep_until(deciding) => {
                let mut open = ask_names(endpoint, side, &screens).await;
                if open.len() > 1 {
                    let names = open.iter().map(|(_, opened)| opened.device.clone()).collect();
                    let _ = side.progress.send(Progress::Several(names));
                    let chosen = choose(answers, open.len(), until).await?;
                    // A person may take longer to choose than a door stays open.
                    let id = *open[chosen].0.remote_id().as_bytes();
                    let addresses = screens.get(&id).into_iter().flatten().copied().collect();
                    drop(open);
                    let place = Invitation { endpoint: id, addresses };
                    return find(endpoint, side, &place, answers).await;
                }
                if let Some((connection, opened)) = open.pop() {
                    return Ok((connection, opened.streams));
                }
                if Instant::now() + GATHER >= until {
                    return Err(PairingError::NobodyFound);
                }
                decide = Some(Instant::now() + GATHER);
            }
        }
    }
}

/// Opens a connection to each screen that answers.
async fn ask_names(
    dials: &Endpoint,
    side: &Side,
    screens: &BTreeMap<[u8; 32], BTreeSet<SocketAddr>>,
) -> Vec<(Connection, Opened)> {
    let mut asked = tokio::task::JoinSet::new();
    for (id, addresses) in screens.iter().take(MAX_SCREENS) {
        let Some(target) = endpoint::target(id, addresses.iter().copied()) else { continue };
        let (dials, device) = (dials.clone(), side.me.certificate.name.clone());
        asked.spawn(async move {
            let dialled = tokio::time::timeout(DIAL_WITHIN, dials.connect(target, ALPN)).await;
            let connection = dialled.ok()?.ok()?;
            let opened = open(&connection, Role::Types, &device).await.ok()??;
            Some((connection, opened))
        });
    }
    let mut open: Vec<_> = asked.join_all().await.into_iter().flatten().collect();
    open.sort_by(|a, b| a.1.device.cmp(&b.1.device));
    open
}

async fn choose(
    answers: &mut mpsc::UnboundedReceiver<Answer>,
    count: usize,
    until: Instant,
) -> Result<usize, PairingError> {
    loop {
        match tokio::time::timeout_at(until, answers.recv()).await {
            Ok(Some(Answer::Choose(n))) if n < count => return Ok(n),
            Ok(Some(Answer::No) | None) => {
                return Err(PairingError::Exchange(Failure::WeSaidNo));
            }
            Ok(Some(_)) => {}
            Err(_) => return Err(PairingError::Exchange(Failure::TimedOut)),
        }
    }
}

async fn said_no(answers: &mut mpsc::UnboundedReceiver<Answer>) {
    loop {
        match answers.recv().await {
            Some(Answer::No) => return,
            Some(Answer::Yes(_) | Answer::Choose(_)) => {}
            // Nobody can say anything any more; that is no "no".
            None => std::future::pending().await,
        }
    }
}

/// One exchange to its end, and whether the code was used up by it. `first` is
/// what a caller said; without it we are the one who types.
async fn exchange(
    endpoint: &Endpoint,
    connection: Connection,
    streams: Streams,
    first: Option<Message>,
    side: Side,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
) -> (Code, Result<Agreed, PairingError>) {
    let (mut to, from) = streams;
    let mut code = Code::Fresh;
    let ended = converse(endpoint, &connection, (&mut to, from), first, &side, answers, &mut code);
    let ended = ended.await;
    // The last words reach the other side before the line is closed.
    let _ = to.finish();
    let _ = tokio::time::timeout(GOODBYE, to.stopped()).await;
    connection.close(0_u32.into(), b"");
    (code, ended)
}

async fn converse(
    endpoint: &Endpoint,
    connection: &Connection,
    (to, mut from): (&mut SendStream, RecvStream),
    first: Option<Message>,
    side: &Side,
    answers: &mut mpsc::UnboundedReceiver<Answer>,
    code: &mut Code,
) -> Result<Agreed, PairingError> {
    let lost = PairingError::Exchange(Failure::Lost);
    let role = if first.is_some() { Role::Shows } else { Role::Types };
    let mut exported = Zeroizing::new([0; 32]);
    connection.export_keying_material(exported.as_mut(), LABEL, b"").map_err(|_| lost.clone())?;
    let (ours, theirs) = (*endpoint.id().as_bytes(), *connection.remote_id().as_bytes());
    let (types, shows) = if role == Role::Types { (ours, theirs) } else { (theirs, ours) };
    let binding = Binding { exported, types, shows };
    let (me, words) = (side.me.clone(), side.words.clone());
    let begun = side.pairing.keeper.run(move |_, _, rng| match role {
        Role::Types => Exchange::enter(me, &words, binding, rng),
        Role::Shows => (Exchange::show(me, &words, binding, rng), Vec::new()),
    });
    let (mut machine, steps) = begun.await?;

    let (arrive, mut arrived) = mpsc::channel(4);
    let reader = tokio::spawn(async move {
        while let Some(message) = receive(&mut from).await {
            if arrive.send(message).await.is_err() {
                return;
            }
        }
    });
    let mut steps = VecDeque::from(steps);
    if let Some(first) = first {
        steps.extend(machine.handle(Event::Message(first)));
    }
    let mut timer = (crate::proto::pairing::Timer::Exchange, Instant::now() + OPEN_WITHIN);
    let mut agreed = None;
    let mut asked: Option<PairId> = None;
    let ended = 'over: loop {
        while let Some(step) = steps.pop_front() {
            let event = match step {
                Step::Send(message) => {
                    if matches!(message, Message::Try(_) | Message::Answer(_)) {
                        let _ = side.progress.send(Progress::Confirming);
                    }
                    if send(to, &message).await.is_some() {
                        continue;
                    }
                    Event::Lost
                }
                Step::Burn => {
                    *code = Code::Used;
                    continue;
                }
                Step::SetTimer(kind) => {
                    timer = (kind, Instant::now() + Duration::from_millis(kind.millis()));
                    continue;
                }
                Step::Ask(consent) => {
                    asked = Some(consent.pair);
                    let _ = side.progress.send(Progress::Consent(consent));
                    continue;
                }
                Step::StorePending(offered) => {
                    store(&side.pairing.keeper, &offered, Last::Pending).await
                }
                Step::StoreFinal(offered) => {
                    let done = store(&side.pairing.keeper, &offered, Last::Final).await;
                    agreed = Some(*offered);
                    done
                }
                Step::Paired => break 'over Ok(()),
                Step::Fail(failure) => break 'over Err(PairingError::Exchange(failure)),
            };
            steps.extend(machine.handle(event));
        }
        let event = tokio::select! {
            biased;
            message = arrived.recv() => message.map_or(Event::Lost, Event::Message),
            answer = answers.recv() => match (answer, asked) {
                (Some(Answer::Yes(chosen)), Some(pair)) => {
                    yes(&side.pairing.keeper, role, pair, chosen).await
                }
                (Some(Answer::Yes(_) | Answer::Choose(_)), _) => continue,
                (Some(Answer::No) | None, _) => Event::No,
            },
            () = tokio::time::sleep_until(timer.1) => Event::Timer(timer.0),
        };
        steps.extend(machine.handle(event));
    };
    reader.abort();
    ended?;
    agreed.ok_or(lost)
}

/// Our person's yes; the side that shows adds the couple's settings.
async fn yes(keeper: &Keeper, role: Role, pair: PairId, chosen: Vec<DocumentId>) -> Event {
    if role == Role::Types {
        return Event::Yes { settings: None, chosen };
    }
    match keeper.run(move |vault, now, rng| vault.make_settings(pair, now, rng)).await {
        Ok(Ok(settings)) => Event::Yes { settings: Some(settings), chosen },
        _ => Event::NotStored,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Pending,
    Final,
}

async fn store(keeper: &Keeper, agreed: &Agreed, last: Last) -> Event {
    let agreed = agreed.clone();
    let stored = keeper.run(move |vault, now, rng| {
        vault.store_pending(&agreed, now, rng)?;
        if last == Last::Final {
            vault.finalize(agreed.pair, now, rng)?;
        }
        Ok::<_, CommandError>(())
    });
    match stored.await {
        Ok(Ok(())) => Event::Stored,
        Ok(Err(error)) => {
            tracing::warn!(%error, "what was agreed could not be stored");
            Event::NotStored
        }
        Err(_) => Event::NotStored,
    }
}
