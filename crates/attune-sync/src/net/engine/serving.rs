//! One endpoint at work: letting in, dialling, and which connection stays.

use super::announced::Announced;
use super::{ALPN, Command, Ended, EngineEvent, Link, NETWORKS_EVERY, State, Who};
use crate::net::discovery::Discovery;
use crate::net::endpoint;
use crate::net::keeper::KeeperGone;
use crate::net::live::Showing;
use crate::net::reach::Link as Network;
use crate::net::session::{Control, Report, drive};
use crate::proto::frame::Bye;
use crate::proto::session::{Closing, Identity, Known, Progress, Role};
use attune_core::ids::{DeviceId, RunId};
use attune_core::vault::{Bond, DataVersion, VaultError};
use iroh::endpoint::{Connection, Endpoint};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::Instant;

/// How long one attempt to reach the partner may take.
const DIAL_WITHIN: Duration = Duration::from_secs(10);
/// Pauses between attempts, in milliseconds; the last one goes on.
const BACKOFF: [u64; 8] = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/// After so many attempts, one that says it is here counts as not answering.
const UNANSWERED: usize = 3;
/// A session that lasted so long was a good one: the next attempt comes at once.
const LASTING: Duration = Duration::from_secs(10);
/// The most connections at once of those who have not said who they are.
const MAX_STRANGERS: usize = 16;
/// How often other processes' writes are looked for.
const TICK: Duration = Duration::from_millis(500);
/// A gap between two ticks beyond this means that the computer slept.
const SLEPT: Duration = Duration::from_secs(10);
/// So many returns of a run tell that a device is two.
const RETURNS: u32 = 2;
/// Where the pauses go on after a second connection was closed.
const AFTER_DUPLICATE: usize = 2;
/// The most runs of one device that are remembered.
const MAX_RUNS: usize = 8;

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
    /// The other side shows something live.
    is_showing: bool,
    /// The endpoint on the other side.
    endpoint: [u8; 32],
    began: Instant,
}

/// What comes in from the tasks around the engine.
enum Inner {
    /// The device is the one that was dialled.
    Dialled(Connection, DeviceId),
    Accepted(Connection),
    DialFailed,
    Session(u64, Report),
}

/// One endpoint at work.
pub(super) struct Serving<'a> {
    state: &'a mut State,
    endpoint: Endpoint,
    who: Who,
    networks: Vec<Network>,
    sessions: BTreeMap<u64, Live>,
    next: u64,
    inner: mpsc::UnboundedSender<Inner>,
    happened: mpsc::UnboundedReceiver<Inner>,
    /// How many attempts to dial are on their way.
    dialling: usize,
    failures: usize,
    dial_at: Instant,
    /// What others had written when it was last looked for.
    version: DataVersion,
    looked: Instant,
    /// Kept while we serve, so that the partner finds us.
    _discovery: Option<Discovery>,
    found: mpsc::UnboundedReceiver<([u8; 32], SocketAddr)>,
    /// Where the pair's devices announced themselves on this network.
    announced: Announced,
    /// The last runs of each device that was met, the newest last.
    runs: BTreeMap<DeviceId, Vec<RunId>>,
    /// How often a run of a device came back.
    returns: BTreeMap<DeviceId, u32>,
    /// The partner's device told that ours is two.
    is_clone: bool,
    /// Room for connections that are only beginning.
    door: Arc<Semaphore>,
    /// Everything that holds a part of the endpoint: its sockets close, and its
    /// port is free for the next one, when the last of them has ended.
    tasks: JoinSet<()>,
}

impl<'a> Serving<'a> {
    pub(super) async fn new(
        state: &'a mut State,
        endpoint: Endpoint,
        who: Who,
        networks: Vec<Network>,
    ) -> Result<Self, KeeperGone> {
        let mut found = mpsc::unbounded_channel().1;
        let discovery = Discovery::start(state.reach);
        let ours = *endpoint.id().as_bytes();
        if let Some(discovery) = &discovery {
            found = discovery.find_paired(who.identity.secret.clone(), ours);
        }
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
            dialling: 0,
            failures: 0,
            dial_at: Instant::now(),
            version,
            looked: Instant::now(),
            _discovery: discovery,
            found,
            announced: Announced::default(),
            runs: BTreeMap::new(),
            returns: BTreeMap::new(),
            is_clone: false,
            door: Arc::new(Semaphore::new(MAX_STRANGERS)),
            tasks: JoinSet::new(),
        })
    }

    pub(super) async fn serve(&mut self) -> Ended {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut ticked = SystemTime::now();
        loop {
            // Somebody who only knocks must not keep us from dialling.
            let met = |live: &Live| live.known.is_some() || live.role == Role::Dials;
            let may_dial = self.dialling == 0 && !self.sessions.values().any(met);
            tokio::select! {
                command = self.state.given.recv() => {
                    match &command {
                        Some(Command::Changed) => self.tell_sessions(&Control::LocalChange),
                        Some(Command::Live(shown)) => {
                            self.tell_sessions(&Control::Live(shown.clone()));
                        }
                        _ => {}
                    }
                    if let Some(ended) = self.state.command(command) {
                        return ended;
                    }
                }
                incoming = self.endpoint.accept() => match incoming {
                    Some(incoming) => self.accept(incoming),
                    None => return Ended::Again,
                },
                Some((device, at)) = self.found.recv() => self.found(device, at),
                happened = self.happened.recv() => match happened {
                    Some(Inner::Dialled(connection, device)) => {
                        self.dialling = self.dialling.saturating_sub(1);
                        self.begin(connection, Role::Dials, device);
                    }
                    Some(Inner::Accepted(connection)) => {
                        self.begin(connection, Role::Accepts, self.who.identity.peer);
                    }
                    Some(Inner::DialFailed) => {
                        self.dialling = self.dialling.saturating_sub(1);
                        if self.dialling == 0 {
                            self.pause();
                            self.tell_link();
                        }
                    }
                    Some(Inner::Session(n, report)) => {
                        self.report(n, report);
                        if self.is_clone {
                            return self.renew().await;
                        }
                    }
                    None => return Ended::Again,
                },
                () = tokio::time::sleep_until(self.dial_at), if may_dial => {
                    if self.dial().await.is_err() {
                        return Ended::Stopped(None);
                    }
                }
                _ = tick.tick() => {
                    while self.tasks.try_join_next().is_some() {}
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

    /// It is here now: no need to wait for the next attempt.
    fn found(&mut self, device: [u8; 32], at: SocketAddr) {
        self.announced.hear(device, at);
        self.failures = 0;
        self.dial_at = Instant::now();
    }

    /// Two devices have our identity, and the other one stays as it is.
    async fn renew(&mut self) -> Ended {
        let renewed = self.state.keeper.run(|vault, now, rng| vault.renew_device(now, rng)).await;
        match renewed {
            Ok(Ok(())) => {
                let _ = self.state.events.send(EngineEvent::NewDevice);
                Ended::Again
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "this device could not be made a new one");
                self.is_clone = false;
                Ended::Again
            }
            Err(KeeperGone) => Ended::Stopped(None),
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
        let before = self.version;
        let pair = self.who.pair;
        let looked = self.state.keeper.run(move |vault, _, _| {
            let version = vault.data_version()?;
            if before == version {
                return Ok::<_, VaultError>((version, Partner::Same, Control::LocalChange));
            }
            let is_same = vault.partner()?.is_some_and(|partner| partner.pair == pair);
            let partner = if is_same { Partner::Same } else { Partner::Other };
            let is_asked = vault.is_in_step_asked()?;
            Ok((version, partner, if is_asked { Control::Confirm } else { Control::LocalChange }))
        });
        let Ok((version, partner, control)) = looked.await? else { return Ok(Partner::Same) };
        if std::mem::replace(&mut self.version, version) != version {
            self.tell_sessions(&control);
        }
        Ok(partner)
    }

    fn tell_sessions(&self, control: &Control) {
        for live in self.sessions.values() {
            let _ = live.control.send(control.clone());
        }
    }

    /// Lets somebody in who comes from where packets may come from.
    fn accept(&mut self, incoming: iroh::endpoint::Incoming) {
        let admitted = endpoint::admit(self.state.reach, &self.networks, incoming);
        let Some(incoming) = admitted else { return };
        let strangers = self.sessions.values().filter(|live| live.known.is_none()).count();
        let Ok(place) = self.door.clone().try_acquire_owned() else { return incoming.ignore() };
        if strangers >= MAX_STRANGERS {
            return incoming.ignore();
        }
        let inner = self.inner.clone();
        self.tasks.spawn(async move {
            let _place = place;
            if let Ok(accepting) = incoming.accept()
                && let Ok(Ok(connection)) = tokio::time::timeout(DIAL_WITHIN, accepting).await
            {
                let _ = inner.send(Inner::Accepted(connection));
            }
        });
    }

    /// Dials every device of the partner, at all addresses that are known.
    async fn dial(&mut self) -> Result<(), KeeperGone> {
        let known = self.state.keeper.run(|vault, _, _| vault.partner()).await?;
        if let Ok(Some(partner)) = known {
            self.who.devices = partner.devices;
        }
        let mut targets: BTreeMap<[u8; 32], (DeviceId, BTreeSet<SocketAddr>)> = BTreeMap::new();
        for device in &self.who.devices {
            let addresses = self.state.reach.allowed(&device.addresses).into_iter().collect();
            targets.insert(device.endpoint, (device.device, addresses));
        }
        for (endpoint, addresses) in self.announced.iter() {
            // One that we have not met yet: it will say who it is.
            let unknown = || (self.who.identity.peer, BTreeSet::new());
            targets.entry(*endpoint).or_insert_with(unknown).1.extend(addresses);
        }
        for (endpoint, (device, addresses)) in targets {
            let Some(target) = endpoint::target(&endpoint, addresses) else { continue };
            self.dialling += 1;
            let (endpoint, inner) = (self.endpoint.clone(), self.inner.clone());
            self.tasks.spawn(async move {
                let connecting = endpoint.connect(target, ALPN);
                let connected = tokio::time::timeout(DIAL_WITHIN, connecting).await;
                let _ = inner.send(match connected {
                    Ok(Ok(connection)) => Inner::Dialled(connection, device),
                    _ => Inner::DialFailed,
                });
            });
        }
        if self.dialling == 0 {
            self.pause();
        }
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

    fn begin(&mut self, connection: Connection, role: Role, peer: DeviceId) {
        self.next += 1;
        let n = self.next;
        let (control, controlled) = mpsc::unbounded_channel();
        let endpoint = *connection.remote_id().as_bytes();
        if let Some(shown) = &self.state.showing {
            let _ = control.send(Control::Live(Some(shown.clone())));
        }
        let (known, progress, is_showing) = (None, None, false);
        let began = Instant::now();
        let live = Live { control, role, known, progress, is_showing, endpoint, began };
        self.sessions.insert(n, live);
        let inner = self.inner.clone();
        let report = move |report| {
            let _ = inner.send(Inner::Session(n, report));
        };
        self.tasks.spawn(drive(
            connection,
            role,
            Identity { peer, ..self.who.identity.clone() },
            self.who.pair,
            self.state.keeper.clone(),
            controlled,
            report,
        ));
    }

    fn report(&mut self, n: u64, report: Report) {
        match report {
            Report::Known(known) => {
                if self.who.identity.bond == Bond::Pending {
                    self.who.identity.bond = Bond::Final;
                    let _ = self.state.events.send(EngineEvent::Changed);
                }
                if self.is_second_of_two(&known) {
                    self.leave(n, Bye::Clone);
                    self.begin_anew_with(known.device());
                } else {
                    self.keep_one(n, &known);
                }
                if let Some(live) = self.sessions.get_mut(&n) {
                    live.known = Some(known);
                }
            }
            Report::Progress(progress) => {
                if progress == Progress::InStep {
                    self.failures = 0;
                }
                if let Some(live) = self.sessions.get_mut(&n) {
                    live.progress = Some(progress);
                }
            }
            Report::Live(shown) => return self.shows(n, shown),
            Report::Changed => {
                // What one device brought is new to the partner's others.
                for (_, live) in self.sessions.iter().filter(|(other, _)| **other != n) {
                    let _ = live.control.send(Control::LocalChange);
                }
                let _ = self.state.events.send(EngineEvent::Changed);
            }
            Report::RolledBack => {
                let _ = self.state.events.send(EngineEvent::RolledBack);
            }
            Report::Counted { sent, received } => {
                let _ = self.state.events.send(EngineEvent::Counted { sent, received });
            }
            Report::Closed(closing) => {
                tracing::info!(?closing, "a session ended");
                // Who only knocked changes nothing for us.
                let Some(live) = self.sessions.remove(&n) else { return };
                if live.is_showing {
                    self.shows_nothing();
                }
                if !self.is_partners(&live) {
                    return;
                }
                self.is_clone |= closing == Some(Closing::Theirs(Bye::Clone));
                if live.known.is_some() && live.began.elapsed() > LASTING {
                    self.failures = 0;
                }
                // It is there, and holds another connection of ours; or of
                // whoever has our identity, and then this tells soon.
                let duplicate = matches!(
                    closing,
                    Some(Closing::Ours(Bye::Duplicate) | Closing::Theirs(Bye::Duplicate))
                );
                if duplicate {
                    self.failures = self.failures.min(AFTER_DUPLICATE);
                }
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

    /// One of the partner's devices shows this now, or nothing any more.
    fn shows(&mut self, n: u64, shown: Option<Showing>) {
        let Some(live) = self.sessions.get_mut(&n) else { return };
        live.is_showing = shown.is_some();
        match shown {
            Some(shown) => self.state.tell_live(Some(shown)),
            None => self.shows_nothing(),
        }
    }

    /// A session shows nothing any more. Another may: a second device, or the
    /// same one on a connection that took the place of this.
    fn shows_nothing(&mut self) {
        if !self.sessions.values().any(|live| live.is_showing) {
            self.state.tell_live(None);
        }
    }

    /// Whether a session was with the partner: one that proved it, or one at an
    /// endpoint of theirs.
    fn is_partners(&self, live: &Live) -> bool {
        live.known.is_some()
            || live.role == Role::Dials
            || self.who.devices.iter().any(|device| device.endpoint == live.endpoint)
    }

    /// Of two connections to one device, one stays; both sides choose alike.
    fn keep_one(&self, new: u64, known: &Known) {
        let Some(newer) = self.sessions.get(&new) else { return };
        let me = self.who.identity.certificate.device;
        let theirs = known.device();
        let dialler = |live: &Live| if live.role == Role::Dials { me } else { theirs };
        let smaller = me.min(theirs);
        for (n, older) in &self.sessions {
            let Some(other) = older.known.as_ref().filter(|other| other.device() == theirs) else {
                continue;
            };
            let older_stays =
                other.run == known.run && dialler(older) == smaller && dialler(newer) != smaller;
            self.leave(if older_stays { new } else { *n }, Bye::Duplicate);
        }
    }

    fn leave(&self, n: u64, why: Bye) {
        if let Some(live) = self.sessions.get(&n) {
            let _ = live.control.send(Control::Leave(why));
        }
    }

    /// What a device that is two said in one session mixed with what it said in
    /// the other: how far its log is here. The one that stays says it anew.
    fn begin_anew_with(&self, device: DeviceId) {
        for (n, live) in &self.sessions {
            if live.known.as_ref().is_some_and(|known| known.device() == device) {
                self.leave(*n, Bye::Duplicate);
            }
        }
    }

    /// Whether a run comes back that another run of the same device had
    /// followed: a program that was started again never does.
    fn is_second_of_two(&mut self, known: &Known) -> bool {
        let runs = self.runs.entry(known.device()).or_default();
        if runs.last() == Some(&known.run) {
            return false;
        }
        let came_back = runs.contains(&known.run);
        runs.retain(|run| *run != known.run);
        runs.push(known.run);
        if runs.len() > MAX_RUNS {
            runs.remove(0);
        }
        if came_back {
            // Once can be a hello that was late; two devices never end it.
            let times = self.returns.entry(known.device()).or_default();
            *times += 1;
            if *times >= RETURNS {
                // One of them is told; the other one stays as it is.
                self.runs.remove(&known.device());
                self.returns.remove(&known.device());
                return true;
            }
        }
        false
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
        let nobody = if !self.announced.is_empty() && self.failures >= UNANSWERED {
            Link::Unanswered
        } else {
            Link::Away
        };
        if link.is_some() || self.state.link != Some(Link::OtherVersion) {
            self.state.tell(link.unwrap_or(nobody));
        }
    }

    /// Says goodbye in every session, and waits for the last words.
    pub(super) async fn leave_all(&mut self) {
        self.tell_sessions(&Control::Leave(Bye::Leaving));
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
        self.tasks.shutdown().await;
    }
}
