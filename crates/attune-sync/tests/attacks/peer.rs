//! A peer that speaks the pairing protocol over a real connection and keeps no
//! rule: it says what a story gives it, and hears what comes back. Where a story
//! needs somebody who knows the words, the real machine speaks for it, as far as
//! the story lets it.

use crate::common::{Person, endpoint};
use attune_core::ids::PairId;
use attune_core::vault::Bond;
use attune_sync::proto::pairing::{
    Binding, Event, Exchange, Failure, Invitation, Me, Message, PairingWords, Part, Step,
};
use iroh::endpoint::{
    Connection, Endpoint, NetReportConfig, PortmapperConfig, RecvStream, SendStream, presets,
};
use iroh::{EndpointAddr, EndpointId, RelayMode, SecretKey, TransportAddr};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

pub(crate) const PAIR: &[u8] = b"attune/pair/1";
pub(crate) const SYNC: &[u8] = b"attune/sync/1";
/// How long a peer waits for a word before it takes the line for silent.
const HEARS_WITHIN: Duration = Duration::from_secs(5);
/// How long it tries to reach a screen.
const DIALS_WITHIN: Duration = Duration::from_secs(5);

/// A device that speaks the protocols, with a key of its own.
pub(crate) struct Peer(Endpoint);

impl Peer {
    pub(crate) async fn new(seed: u8, alpn: &[u8]) -> Self {
        let mut provider = rustls::crypto::aws_lc_rs::default_provider();
        provider.kx_groups = vec![rustls::crypto::aws_lc_rs::kx_group::X25519MLKEM768];
        let endpoint = Endpoint::builder(presets::Minimal)
            .crypto_provider(Arc::new(provider))
            .secret_key(SecretKey::from_bytes(&[seed; 32]))
            .alpns(vec![alpn.to_vec()])
            .relay_mode(RelayMode::Disabled)
            .clear_address_lookup()
            .portmapper_config(PortmapperConfig::Disabled)
            .net_report_config(NetReportConfig::minimal())
            .clear_ip_transports()
            .bind_addr(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .unwrap();
        Self(endpoint.bind().await.unwrap())
    }

    /// Where it listens, as an invitation to it.
    pub(crate) fn invitation(&self) -> Invitation {
        Invitation { endpoint: *self.0.id().as_bytes(), addresses: self.0.bound_sockets() }
    }

    pub(crate) async fn connect(
        &self,
        id: &[u8; 32],
        addresses: &[SocketAddr],
        alpn: &[u8],
    ) -> Option<Connection> {
        let id = EndpointId::from_bytes(id).unwrap();
        let to = EndpointAddr::new(id).with_addrs(addresses.iter().copied().map(TransportAddr::Ip));
        tokio::time::timeout(DIALS_WITHIN, self.0.connect(to, alpn)).await.ok()?.ok()
    }

    /// A connection to a screen, without a word.
    pub(crate) async fn knock(&self, at: &Invitation) -> Option<Connection> {
        self.connect(&at.endpoint, &at.addresses, PAIR).await
    }

    /// A line to a screen that shows, both sides' *open* said.
    pub(crate) async fn dial(&self, at: &Invitation) -> Option<Line> {
        let mut line = self.silent(at).await?;
        line.say(&Exchange::open("peer")).await;
        line.hear().await.is_some().then_some(line)
    }

    /// A line to a screen that shows, without a word of ours.
    pub(crate) async fn silent(&self, at: &Invitation) -> Option<Line> {
        let connection = self.knock(at).await?;
        let (to, from) = connection.open_bi().await.ok()?;
        Some(Line::new(*self.0.id().as_bytes(), connection, to, from))
    }

    /// The line of a screen that types and was sent here, without a word.
    pub(crate) async fn accept(&self) -> Line {
        let connection = self.0.accept().await.unwrap().await.unwrap();
        let (to, from) = connection.accept_bi().await.unwrap();
        Line::new(*self.0.id().as_bytes(), connection, to, from)
    }

    /// The same, both sides' *open* said.
    pub(crate) async fn accept_open(&self) -> Line {
        let mut line = self.accept().await;
        line.say(&Exchange::open("peer")).await;
        line.hear().await.unwrap();
        line
    }
}

/// One connection with its stream, and what was heard last.
pub(crate) struct Line {
    ours: [u8; 32],
    connection: Connection,
    to: SendStream,
    from: RecvStream,
    pub(crate) heard: Vec<Message>,
}

impl Line {
    fn new(ours: [u8; 32], connection: Connection, to: SendStream, from: RecvStream) -> Self {
        Self { ours, connection, to, from, heard: Vec::new() }
    }

    pub(crate) async fn say(&mut self, message: &Message) {
        self.say_bytes(&message.encode().unwrap()).await;
    }

    /// A line that is gone takes nothing, which a story sees elsewhere.
    pub(crate) async fn say_bytes(&mut self, bytes: &[u8]) {
        let _ = self.to.write_all(bytes).await;
    }

    /// The next message, if one comes in time.
    pub(crate) async fn hear(&mut self) -> Option<Message> {
        let frame = tokio::time::timeout(HEARS_WITHIN, self.hear_bytes()).await.ok()??;
        let message = Message::decode(&frame[4..]).unwrap();
        self.heard.push(message.clone());
        Some(message)
    }

    /// The next frame as it came, its length included.
    pub(crate) async fn hear_bytes(&mut self) -> Option<Vec<u8>> {
        let mut frame = vec![0; 4];
        self.from.read_exact(&mut frame).await.ok()?;
        let length = u32::from_be_bytes(frame[..4].try_into().unwrap()) as usize;
        frame.resize(4 + length, 0);
        self.from.read_exact(&mut frame[4..]).await.ok()?;
        Some(frame)
    }

    /// What it heard until the other side closed.
    pub(crate) async fn rest(&mut self) -> Vec<Message> {
        while self.hear().await.is_some() {}
        std::mem::take(&mut self.heard)
    }

    /// Hangs up without a word, once what was said has arrived and was read.
    pub(crate) async fn hang_up(mut self) {
        let _ = self.to.finish();
        let _ = tokio::time::timeout(HEARS_WITHIN, self.to.stopped()).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        self.connection.close(0_u32.into(), b"");
    }

    pub(crate) fn binding(&self, part: Part) -> Binding {
        let mut exported = Zeroizing::new([0; 32]);
        let key =
            self.connection.export_keying_material(exported.as_mut(), b"attune pairing 1", b"");
        key.unwrap();
        let theirs = *self.connection.remote_id().as_bytes();
        let (types, shows) = match part {
            Part::Types => (self.ours, theirs),
            Part::Shows => (theirs, self.ours),
        };
        Binding { exported, types, shows }
    }
}

/// What somebody who knows the words says of itself.
pub(crate) fn me(person: &Person, name: &str) -> Me {
    Me {
        name: name.to_owned(),
        device: person.vault.device_secret(),
        certificate: person.vault.me().certificate.clone(),
        endpoint: endpoint(person),
        addresses: vec![],
    }
}

/// How far somebody who knows the words, or thinks so, goes.
pub(crate) struct Talk<'a> {
    pub(crate) me: Me,
    /// Whose vault makes the settings and stores, if it comes to that.
    pub(crate) person: &'a mut Person,
    pub(crate) words: &'a PairingWords,
    pub(crate) part: Part,
    /// It hangs up after so many messages, its *open* not counted.
    pub(crate) says: usize,
    /// It waits so long before its confirmation.
    pub(crate) before_confirming: Duration,
    /// What it makes of the line's own binding.
    pub(crate) bound: Option<fn(&mut Binding)>,
}

/// How such a talk ended for the one who led it.
#[derive(Default)]
pub(crate) struct Ending {
    pub(crate) said: Vec<Vec<u8>>,
    pub(crate) bond: Option<Bond>,
    pub(crate) failed: Option<Failure>,
}

impl<'a> Talk<'a> {
    pub(crate) fn new(person: &'a mut Person, words: &'a PairingWords, part: Part) -> Self {
        let me = me(person, if part == Part::Types { "Sam" } else { "Alex" });
        let (says, before_confirming) = (usize::MAX, Duration::ZERO);
        Self { me, person, words, part, says, before_confirming, bound: None }
    }

    /// Leads it to its end; its person says yes to everything.
    pub(crate) async fn lead(self, mut line: Line) -> Ending {
        let mut ending = Ending::default();
        let mut rng = ChaCha20Rng::seed_from_u64(99);
        let mut binding = line.binding(self.part);
        if let Some(lie) = self.bound {
            lie(&mut binding);
        }
        let (mut machine, first) = match self.part {
            Part::Types => Exchange::enter(self.me.clone(), self.words, binding, &mut rng),
            Part::Shows => {
                (Exchange::show(self.me.clone(), self.words, binding, &mut rng), Vec::new())
            }
        };
        let mut steps = VecDeque::from(first);
        let now = self.person.time();
        loop {
            if ending.said.len() >= self.says && steps.iter().any(|s| matches!(s, Step::Send(_))) {
                line.hang_up().await;
                return ending;
            }
            let event = match steps.pop_front() {
                Some(Step::Send(message)) => {
                    if matches!(message, Message::Confirm(_)) {
                        tokio::time::sleep(self.before_confirming).await;
                    }
                    let bytes = message.encode().unwrap();
                    line.say_bytes(&bytes).await;
                    ending.said.push(bytes);
                    continue;
                }
                Some(Step::Ask(consent)) => {
                    let settings =
                        (self.part == Part::Shows).then(|| settings(self.person, consent.pair));
                    Event::Yes { settings, chosen: vec![] }
                }
                Some(Step::StorePending(agreed)) => {
                    self.person.vault.store_pending(&agreed, &now, &mut rng).unwrap();
                    ending.bond = Some(Bond::Pending);
                    Event::Stored
                }
                Some(Step::StoreFinal(agreed)) => {
                    self.person.vault.store_pending(&agreed, &now, &mut rng).unwrap();
                    self.person.vault.finalize(agreed.pair, &now, &mut rng).unwrap();
                    ending.bond = Some(Bond::Final);
                    Event::Stored
                }
                Some(Step::DropPending) => {
                    self.person.vault.drop_pending().unwrap();
                    ending.bond = None;
                    continue;
                }
                Some(Step::Fail(failure)) => {
                    ending.failed = Some(failure);
                    line.hang_up().await;
                    return ending;
                }
                Some(Step::Paired) => {
                    line.hang_up().await;
                    return ending;
                }
                Some(Step::Burn | Step::SetTimer(_)) => continue,
                None => match line.hear().await {
                    Some(message) => Event::Message(message),
                    None => Event::Lost,
                },
            };
            steps.extend(machine.handle(event));
        }
    }
}

fn settings(person: &mut Person, pair: PairId) -> Vec<u8> {
    let now = person.time();
    person.vault.make_settings(pair, &now, &mut person.rng).unwrap()
}
