//! Finding the partner's device again and again, and keeping one connection.
//!
//! Both sides dial all addresses they know, because firewalls block one
//! direction in silence. Where two connections of the same two runs meet, the
//! one dialled by the smaller device id stays; another run of the other side
//! is newer, and wins. After a network change or a sleep the endpoint is made
//! anew: one that looks alive can be dead without an error.
//!
//! A device that alternates between two runs of its program is two devices with
//! one identity, a copied profile that nothing else told from its original. The
//! one that comes back is told so and makes itself a new device.

mod announced;
mod serving;

use super::endpoint::{self, EndpointError};
use super::keeper::{Keeper, KeeperGone};
use super::live::Showing;
use super::reach::Reach;
use crate::proto::live::LiveState;
use crate::proto::session::Identity;
use attune_core::ids::{PairId, RunId};
use attune_core::vault::{DataVersion, PartnerDevice, Vault, VaultError};
use rand_core::CryptoRng;
use serving::Serving;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

const ALPN: &[u8] = b"attune/sync/1";
/// How long to wait for an endpoint to close before the next one is made. One
/// whose call is not answered takes three seconds.
const CLOSE_WITHIN: Duration = Duration::from_secs(4);
/// The same where the program ends.
const STOP_WITHIN: Duration = Duration::from_secs(2);
/// How often the computer's networks are compared with those bound.
const NETWORKS_EVERY: Duration = Duration::from_secs(3);

/// How the connection to the partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// There is no partner.
    Unpaired,
    /// This computer is in no network that may be used.
    NoNetwork,
    /// The partner's device is not reached.
    Away,
    /// It says on this network that it is here, and no connection comes about:
    /// it sleeps, or a firewall keeps packets out.
    Unanswered,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineEvent {
    /// How the connection stands now.
    Link(Link),
    /// The vault holds something new.
    Changed,
    /// What the partner's device shows now, in place of what it showed before.
    Live(Showing),
    /// It shows nothing any more; or the last session in which it did is over.
    LiveOver,
    /// Another device has this one's identity; this one is a new device now.
    NewDevice,
    /// The partner's device remembers more of this vault than it holds: it was
    /// put back to an older state.
    RolledBack,
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
    Live(Option<Showing>),
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
    pub fn start(reach: Reach, keeper: Keeper, events: mpsc::UnboundedSender<EngineEvent>) -> Self {
        let (commands, given) = mpsc::unbounded_channel();
        let state = State {
            reach,
            keeper,
            events,
            link: None,
            given,
            plugged: true,
            pair: None,
            showing: None,
            is_shown: false,
        };
        tokio::spawn(state.live());
        Self { commands }
    }

    /// Something shared changed here; noticed by itself as well, a little later.
    pub fn changed(&self) {
        let _ = self.commands.send(Command::Changed);
    }

    /// Shows this to the partner's devices from now on, in place of what was
    /// shown before; `None` shows nothing. It is sent at once where there is a
    /// session, and again in each new one, for as long as this engine runs and
    /// the partner is the same. It is never stored.
    pub fn show_live(&self, state: Option<LiveState>) {
        let shown = state.map(|state| Showing { state, set: std::time::Instant::now() });
        let _ = self.commands.send(Command::Live(shown));
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
    devices: Vec<PartnerDevice>,
    port: Option<u16>,
    /// The vault's version before any of this was read: what is written from
    /// then on is noticed.
    version: DataVersion,
}

/// A run begins with each endpoint: its older connections are dead, and must
/// not count as the same run's.
fn who(vault: &mut Vault, rng: &mut dyn CryptoRng) -> Result<Option<Who>, VaultError> {
    let version = vault.data_version()?;
    let Some(partner) = vault.partner()? else { return Ok(None) };
    let Some(peer) = partner.devices.first().map(|device| device.device) else {
        return Err(VaultError::Inconsistent("the partner's devices"));
    };
    let identity = Identity {
        device: vault.device_secret(),
        certificate: vault.me().certificate.clone(),
        run: RunId::random(rng),
        bond: partner.bond,
        person: partner.person,
        peer,
        secret: partner.secret,
        protocol: Identity::VERSIONS,
        addresses: Vec::new(),
    };
    Ok(Some(Who {
        identity,
        pair: partner.pair,
        endpoint: vault.endpoint_secret()?,
        devices: partner.devices,
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
    events: mpsc::UnboundedSender<EngineEvent>,
    link: Option<Link>,
    given: mpsc::UnboundedReceiver<Command>,
    plugged: bool,
    /// The pair whose partner is looked for.
    pair: Option<PairId>,
    /// What that partner's devices are shown.
    showing: Option<Showing>,
    /// It was told that the partner shows something.
    is_shown: bool,
}

impl State {
    fn tell(&mut self, link: Link) {
        if self.link.replace(link) != Some(link) {
            let _ = self.events.send(EngineEvent::Link(link));
        }
    }

    /// Tells what the partner shows now.
    fn tell_live(&mut self, shown: Option<Showing>) {
        let was_shown = std::mem::replace(&mut self.is_shown, shown.is_some());
        match shown {
            Some(shown) => {
                let _ = self.events.send(EngineEvent::Live(shown));
            }
            None if was_shown => {
                let _ = self.events.send(EngineEvent::LiveOver);
            }
            None => {}
        }
    }

    /// What was shown to one partner is not for another.
    fn is_with(&mut self, pair: Option<PairId>) {
        if self.pair != pair {
            self.pair = pair;
            self.showing = None;
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
        let mut who = match self.keeper.run(|vault, _, rng| who(vault, rng)).await? {
            Ok(Some(who)) => who,
            Ok(None) => {
                self.is_with(None);
                self.tell(Link::Unpaired);
                return Ok(self.idle(None).await);
            }
            Err(error) => {
                tracing::warn!(%error, "the partner can't be read from the vault");
                self.tell(Link::Away);
                return Ok(self.idle(Some(NETWORKS_EVERY)).await);
            }
        };
        self.is_with(Some(who.pair));
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
        drop(serving);
        self.tell_live(None);
        let within = match ended {
            Ended::Again => CLOSE_WITHIN,
            Ended::Stopped(_) => STOP_WITHIN,
        };
        // Never broken off: an endpoint that was closed half way keeps its
        // sockets, and with them the port that the next one needs.
        let closing = tokio::spawn(async move { endpoint.close().await });
        let _ = tokio::time::timeout(within, closing).await;
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
            Some(Command::Live(shown)) => {
                // With nobody it is for nobody.
                self.showing = shown.filter(|_| self.pair.is_some());
                return None;
            }
            Some(Command::Reload) => {}
            Some(Command::Cut) => self.plugged = false,
            Some(Command::Mend) => self.plugged = true,
        }
        Some(Ended::Again)
    }
}
