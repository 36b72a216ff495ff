//! Finding the partner's device again and again, and keeping one connection.
//!
//! Both sides dial all addresses they know, because firewalls block one
//! direction in silence. Where two connections of the same two runs meet, the
//! one dialled by the smaller device id stays; another run of the other side
//! is newer, and wins. After a network change or a sleep the endpoint is made
//! anew: one that looks alive can be dead without an error.

use super::discovery::Discovery;
use super::endpoint::{self, EndpointError};
use super::keeper::{Keeper, KeeperGone};
use super::reach::{Link as Network, Reach};
use super::session::{Control, Report, drive};
use crate::proto::frame::Bye;
use crate::proto::session::{Closing, Identity, Known, Progress, Role};
use attune_core::ids::{PairId, RunId};
use attune_core::vault::{Bond, Vault, VaultError};
use iroh::endpoint::{Connection, Endpoint};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

const ALPN: &[u8] = b"attune/sync/1";
/// How long one attempt to reach the partner may take.
const DIAL_WITHIN: Duration = Duration::from_secs(10);
/// Pauses between attempts, in milliseconds; the last one goes on.
const BACKOFF: [u64; 8] = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/// How often other processes' writes are looked for.
const TICK: Duration = Duration::from_millis(200);
/// How often the computer's networks are compared with those bound.
const NETWORKS_EVERY: Duration = Duration::from_secs(3);
/// A gap between two ticks beyond this means that the computer slept.
const SLEPT: Duration = Duration::from_secs(10);

/// How the connection to the partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// There is no partner.
    Unpaired,
    /// This computer is in no network that may be used.
    NoNetwork,
    /// The partner's device is not reached.
    Away,
    /// Connected; something is on its way.
    Connected,
    /// Both hold the same.
    InStep,
    /// Both have what the other sent, and hold different things.
    Apart,
    /// The partner's device speaks no version that this one speaks.
    OtherVersion,
    /// Switched off here.
    Cut,
}

/// What the engine tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineEvent {
    /// How the connection stands now.
    Link(Link),
    /// The vault holds something new.
    Changed,
    /// Records that went out, and that were stored here, since the last time.
    Counted {
        /// Sent.
        sent: u64,
        /// Received.
        received: u64,
    },
}

#[derive(Debug)]
enum Command {
    Changed,
    Reload,
    Cut,
    Mend,
    Stop(oneshot::Sender<()>),
}

/// A handle to the running engine. When all are gone it stops.
#[derive(Debug, Clone)]
pub struct Engine {
    commands: mpsc::UnboundedSender<Command>,
}

impl Engine {
    /// Starts on the present tokio runtime.
    pub fn start(
        reach: Reach,
        keeper: Keeper,
        run: RunId,
        events: mpsc::UnboundedSender<EngineEvent>,
    ) -> Self {
        let (commands, given) = mpsc::unbounded_channel();
        let state = State { reach, keeper, run, events, link: None, given, plugged: true };
        tokio::spawn(state.live());
        Self { commands }
    }

    /// Something shared changed here; noticed by itself as well, a little later.
    pub fn changed(&self) {
        let _ = self.commands.send(Command::Changed);
    }

    /// There is a partner now, or none any more.
    pub fn reload(&self) {
        let _ = self.commands.send(Command::Reload);
    }

    /// Closes the transport: no socket is left.
    pub fn cut(&self) {
        let _ = self.commands.send(Command::Cut);
    }

    /// Opens it again.
    pub fn mend(&self) {
        let _ = self.commands.send(Command::Mend);
    }

    /// Says goodbye and closes everything.
    pub async fn stop(&self) {
        let (done, stopped) = oneshot::channel();
        if self.commands.send(Command::Stop(done)).is_ok() {
            let _ = stopped.await;
        }
    }
}

/// What the vault knows of the two.
struct Who {
    identity: Identity,
    pair: PairId,
    endpoint: zeroize::Zeroizing<[u8; 32]>,
    partner: [u8; 32],
    port: Option<u16>,
    /// The vault's version before any of this was read: what is written from
    /// then on is noticed.
    version: i64,
}

fn who(vault: &mut Vault, run: RunId) -> Result<Option<Who>, VaultError> {
    let version = vault.data_version()?;
    let Some(partner) = vault.partner_device()? else { return Ok(None) };
    let identity = Identity {
        device: vault.device_secret(),
        certificate: vault.me().certificate.clone(),
        run,
        bond: partner.bond,
        person: partner.partner,
        peer: partner.certificate.device,
        refused: Vec::new(),
        secret: partner.secret,
        protocol: Identity::VERSIONS,
        addresses: Vec::new(),
    };
    Ok(Some(Who {
        identity,
        pair: partner.pair,
        endpoint: vault.endpoint_secret(),
        partner: partner.endpoint,
        port: vault.port()?,
        version,
    }))
}

/// Why serving one endpoint ended.
enum Ended {
    /// Begin anew: another network, another partner, or the switch.
    Again,
    Stopped(Option<oneshot::Sender<()>>),
}

struct State {
    reach: Reach,
    keeper: Keeper,
    run: RunId,
    events: mpsc::UnboundedSender<EngineEvent>,
    link: Option<Link>,
    given: mpsc::UnboundedReceiver<Command>,
    plugged: bool,
}

impl State {
    fn tell(&mut self, link: Link) {
        if self.link.replace(link) != Some(link) {
            let _ = self.events.send(EngineEvent::Link(link));
        }
    }

    async fn live(mut self) {
        let stopped = loop {
            match self.once().await {
                Ok(Ended::Again) => {}
                Ok(Ended::Stopped(done)) => break done,
                Err(KeeperGone) => break None,
            }
        };
        if let Some(done) = stopped {
            let _ = done.send(());
        }
    }

    /// From reading the vault to the end of one endpoint.
    async fn once(&mut self) -> Result<Ended, KeeperGone> {
        if !self.plugged {
            self.tell(Link::Cut);
            return Ok(self.idle(None).await);
        }
        let run = self.run;
        let Ok(Some(mut who)) = self.keeper.run(move |vault, _, _| who(vault, run)).await? else {
            self.tell(Link::Unpaired);
            return Ok(self.idle(None).await);
        };
        let networks = self.reach.links();
        let bound = endpoint::bind(self.reach, &who.endpoint, who.port, ALPN).await;
        let endpoint = match bound {
            Ok(endpoint) => endpoint,
            Err(error) => {
                tracing::info!(%error, "no endpoint");
                let none = error == EndpointError::NoNetwork;
                self.tell(if none { Link::NoNetwork } else { Link::Away });
                return Ok(self.idle(Some(NETWORKS_EVERY)).await);
            }
        };
        let sockets = endpoint.bound_sockets();
        if let Some(port) = sockets.first().map(SocketAddr::port)
            && who.port != Some(port)
        {
            let _ = self.keeper.run(move |vault, _, _| vault.set_port(port)).await?;
        }
        who.identity.addresses = sockets;
        self.tell(Link::Away);
        let mut serving = Serving::new(self, endpoint.clone(), who, networks).await?;
        let ended = serving.serve().await;
        serving.leave_all().await;
        endpoint.close().await;
        Ok(ended)
    }

    /// Waits for something to change, at most `most`.
    async fn idle(&mut self, most: Option<Duration>) -> Ended {
        loop {
            let command = match most {
                None => self.given.recv().await,
                Some(most) => match tokio::time::timeout(most, self.given.recv()).await {
                    Ok(command) => command,
                    Err(_) => return Ended::Again,
                },
            };
            if let Some(ended) = self.command(command) {
                return ended;
            }
        }
    }

    /// What a command means for the present endpoint.
    fn command(&mut self, command: Option<Command>) -> Option<Ended> {
        match command {
            None => return Some(Ended::Stopped(None)),
            Some(Command::Stop(done)) => return Some(Ended::Stopped(Some(done))),
            Some(Command::Changed) => return None,
            Some(Command::Reload) => {}
            Some(Command::Cut) => self.plugged = false,
            Some(Command::Mend) => self.plugged = true,
        }
        Some(Ended::Again)
    }
}

/// Whether the vault still names the partner being served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Partner {
    Same,
    Other,
}

/// One session as the engine sees it.
struct Live {
    control: mpsc::UnboundedSender<Control>,
    role: Role,
    known: Option<Known>,
    progress: Option<Progress>,
}

/// What comes in from the tasks around the engine.
enum Inner {
    Connected(Connection, Role),
    DialFailed,
    Session(u64, Report),
}

/// One endpoint at work.
struct Serving<'a> {
    state: &'a mut State,
    endpoint: Endpoint,
    who: Who,
    networks: Vec<Network>,
    sessions: BTreeMap<u64, Live>,
    next: u64,
    inner: mpsc::UnboundedSender<Inner>,
    happened: mpsc::UnboundedReceiver<Inner>,
    dialling: bool,
    failures: usize,
    dial_at: Instant,
    data_version: i64,
    looked: Instant,
    /// Kept while we serve, so that the partner finds us.
    _discovery: Option<Discovery>,
    found: mpsc::UnboundedReceiver<Vec<SocketAddr>>,
    /// Where the partner announced itself on this network.
    announced: Vec<SocketAddr>,
}

impl<'a> Serving<'a> {
    async fn new(
        state: &'a mut State,
        endpoint: Endpoint,
        who: Who,
        networks: Vec<Network>,
    ) -> Result<Self, KeeperGone> {
        let mut found = mpsc::unbounded_channel().1;
        let discovery = Discovery::start(state.reach);
        if let Some(discovery) = &discovery {
            found = discovery.find_paired(who.identity.secret.clone(), who.partner);
        }
        let ours = *endpoint.id().as_bytes();
        let (secret, listening) = (who.identity.secret.clone(), who.identity.addresses.clone());
        let discovery = state
            .keeper
            .run(move |_, _, rng| {
                if let Some(discovery) = &discovery {
                    discovery.announce_paired(&secret, &ours, &listening, rng);
                }
                discovery
            })
            .await?;
        let (inner, happened) = mpsc::unbounded_channel();
        let version = who.version;
        Ok(Self {
            state,
            endpoint,
            who,
            networks,
            sessions: BTreeMap::new(),
            next: 0,
            inner,
            happened,
            dialling: false,
            failures: 0,
            dial_at: Instant::now(),
            data_version: version,
            looked: Instant::now(),
            _discovery: discovery,
            found,
            announced: Vec::new(),
        })
    }

    async fn serve(&mut self) -> Ended {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut ticked = SystemTime::now();
        loop {
            // Somebody who only knocks must not keep us from dialling.
            let met = |live: &Live| live.known.is_some() || live.role == Role::Dials;
            let may_dial = !self.dialling && !self.sessions.values().any(met);
            tokio::select! {
                command = self.state.given.recv() => {
                    if matches!(command, Some(Command::Changed)) {
                        self.tell_sessions(Control::LocalChange);
                    } else if let Some(ended) = self.state.command(command) {
                        return ended;
                    }
                }
                incoming = self.endpoint.accept() => match incoming {
                    Some(incoming) => self.accept(incoming),
                    None => return Ended::Again,
                },
                Some(found) = self.found.recv() => {
                    // It is here now: no need to wait for the next attempt.
                    self.announced = found;
                    self.failures = 0;
                    self.dial_at = Instant::now();
                }
                happened = self.happened.recv() => match happened {
                    Some(Inner::Connected(connection, role)) => self.begin(connection, role),
                    Some(Inner::DialFailed) => {
                        self.dialling = false;
                        self.pause();
                    }
                    Some(Inner::Session(n, report)) => self.report(n, report),
                    None => return Ended::Again,
                },
                () = tokio::time::sleep_until(self.dial_at), if may_dial => {
                    if self.dial().await.is_err() {
                        return Ended::Stopped(None);
                    }
                }
                _ = tick.tick() => {
                    let slept = ticked.elapsed().is_ok_and(|gap| gap > SLEPT);
                    ticked = SystemTime::now();
                    if slept || self.networks_changed() {
                        return Ended::Again;
                    }
                    match self.look_for_writes().await {
                        Ok(Partner::Same) => {}
                        Ok(Partner::Other) => return Ended::Again,
                        Err(KeeperGone) => return Ended::Stopped(None),
                    }
                }
            }
        }
    }

    fn networks_changed(&mut self) -> bool {
        if self.looked.elapsed() < NETWORKS_EVERY {
            return false;
        }
        self.looked = Instant::now();
        self.state.reach.links() != self.networks
    }

    /// Another process, or the window, may have written; or left the partner.
    async fn look_for_writes(&mut self) -> Result<Partner, KeeperGone> {
        let before = self.data_version;
        let pair = self.who.pair;
        let looked = self.state.keeper.run(move |vault, _, _| {
            let version = vault.data_version()?;
            if before == version {
                return Ok((version, Partner::Same));
            }
            let is_same = vault.partner_device()?.is_some_and(|partner| partner.pair == pair);
            Ok::<_, VaultError>((version, if is_same { Partner::Same } else { Partner::Other }))
        });
        let Ok((version, partner)) = looked.await? else { return Ok(Partner::Same) };
        if std::mem::replace(&mut self.data_version, version) != version {
            self.tell_sessions(Control::LocalChange);
        }
        Ok(partner)
    }

    fn tell_sessions(&self, control: Control) {
        for live in self.sessions.values() {
            let _ = live.control.send(control);
        }
    }

    /// Lets somebody in who comes from where packets may come from.
    fn accept(&self, incoming: iroh::endpoint::Incoming) {
        let admitted = endpoint::admit(self.state.reach, &self.networks, incoming);
        let Some(incoming) = admitted else { return };
        let inner = self.inner.clone();
        tokio::spawn(async move {
            if let Ok(accepting) = incoming.accept()
                && let Ok(Ok(connection)) = tokio::time::timeout(DIAL_WITHIN, accepting).await
            {
                let _ = inner.send(Inner::Connected(connection, Role::Accepts));
            }
        });
    }

    async fn dial(&mut self) -> Result<(), KeeperGone> {
        let peer = self.who.identity.peer;
        let kept = self.state.keeper.run(move |vault, _, _| vault.addresses(peer)).await?;
        let mut addresses = self.state.reach.allowed(&kept.unwrap_or_default());
        addresses.extend(&self.announced);
        let Some(target) = endpoint::target(&self.who.partner, addresses) else {
            self.pause();
            return Ok(());
        };
        self.dialling = true;
        let endpoint = self.endpoint.clone();
        let inner = self.inner.clone();
        tokio::spawn(async move {
            let connected = tokio::time::timeout(DIAL_WITHIN, endpoint.connect(target, ALPN)).await;
            let _ = inner.send(match connected {
                Ok(Ok(connection)) => Inner::Connected(connection, Role::Dials),
                _ => Inner::DialFailed,
            });
        });
        Ok(())
    }

    /// Waits before the next attempt, a little longer each time, and not in
    /// step with the other side.
    fn pause(&mut self) {
        let base = BACKOFF[self.failures.min(BACKOFF.len() - 1)];
        let nanos = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_or(0, |time| u64::from(time.subsec_nanos()));
        self.failures += 1;
        self.dial_at = Instant::now() + Duration::from_millis(base + nanos % (base / 2 + 1));
    }

    fn begin(&mut self, connection: Connection, role: Role) {
        if role == Role::Dials {
            self.dialling = false;
        }
        self.next += 1;
        let n = self.next;
        let (control, controlled) = mpsc::unbounded_channel();
        self.sessions.insert(n, Live { control, role, known: None, progress: None });
        let inner = self.inner.clone();
        let report = move |report| {
            let _ = inner.send(Inner::Session(n, report));
        };
        tokio::spawn(drive(
            connection,
            role,
            self.who.identity.clone(),
            self.who.pair,
            self.state.keeper.clone(),
            controlled,
            report,
        ));
    }

    fn report(&mut self, n: u64, report: Report) {
        match report {
            Report::Known(known) => {
                self.failures = 0;
                if self.who.identity.bond == Bond::Pending {
                    self.who.identity.bond = Bond::Final;
                    let _ = self.state.events.send(EngineEvent::Changed);
                }
                self.keep_one(n, &known);
                if let Some(live) = self.sessions.get_mut(&n) {
                    live.known = Some(known);
                }
            }
            Report::Progress(progress) => {
                if let Some(live) = self.sessions.get_mut(&n) {
                    live.progress = Some(progress);
                }
            }
            Report::Changed => {
                let _ = self.state.events.send(EngineEvent::Changed);
            }
            Report::Counted { sent, received } => {
                let _ = self.state.events.send(EngineEvent::Counted { sent, received });
            }
            Report::Closed(closing) => {
                self.sessions.remove(&n);
                tracing::info!(?closing, "a session ended");
                let other_version = matches!(
                    closing,
                    Some(
                        Closing::Ours(Bye::Versions { .. }) | Closing::Theirs(Bye::Versions { .. })
                    )
                );
                if other_version {
                    self.failures = BACKOFF.len();
                    self.state.tell(Link::OtherVersion);
                }
                self.pause();
                if other_version {
                    return;
                }
            }
        }
        self.tell_link();
    }

    /// Of two connections to one device, one stays; both sides choose alike.
    fn keep_one(&self, new: u64, known: &Known) {
        let Some(newer) = self.sessions.get(&new) else { return };
        let me = self.who.identity.certificate.device;
        let dialler = |live: &Live| if live.role == Role::Dials { me } else { known.device };
        let smaller = me.min(known.device);
        for (n, older) in &self.sessions {
            let Some(other) = older.known.as_ref().filter(|other| other.device == known.device)
            else {
                continue;
            };
            let older_stays =
                other.run == known.run && dialler(older) == smaller && dialler(newer) != smaller;
            let goes = if older_stays { new } else { *n };
            if let Some(live) = self.sessions.get(&goes) {
                let _ = live.control.send(Control::Leave(Bye::Duplicate));
            }
        }
    }

    fn tell_link(&mut self) {
        let met = self.sessions.values().filter(|live| live.known.is_some());
        let link = met
            .map(|live| match live.progress {
                Some(Progress::InStep) => Link::InStep,
                Some(Progress::Apart) => Link::Apart,
                Some(Progress::OutOfStep) | None => Link::Connected,
            })
            .next_back();
        if link.is_some() || self.state.link != Some(Link::OtherVersion) {
            self.state.tell(link.unwrap_or(Link::Away));
        }
    }

    /// Says goodbye in every session, and waits for the last words.
    async fn leave_all(&mut self) {
        self.tell_sessions(Control::Leave(Bye::Leaving));
        let all = async {
            while !self.sessions.is_empty() {
                match self.happened.recv().await {
                    Some(Inner::Session(n, Report::Closed(_))) => {
                        self.sessions.remove(&n);
                    }
                    Some(_) => {}
                    None => return,
                }
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(1), all).await;
    }
}
