//! Both sides of a pairing over sockets: an endpoint with a key of its own,
//! which lives as long as the screen is open, and one exchange at a time.
//!
//! | file | its part |
//! | --- | --- |
//! | `meeting` | connections, whoever dialled |
//! | `places` | room for strangers, so many at once |
//! | `showing` | the side that shows the words: one caller at a time |
//! | `typing` | the side that types them: which screen is meant |
//! | `converse` | one exchange, its answers and what it stores |

mod converse;
mod meeting;
mod places;
mod showing;
mod typing;

use super::discovery::Discovery;
use super::endpoint::{self, EndpointError};
use super::keeper::{Keeper, KeeperGone};
use super::reach::Reach;
use crate::proto::pairing::{Consent, Failure, Invitation, Me, PairingWords, Part};
use attune_core::ids::DocumentId;
use attune_core::vault::Agreed;
use iroh::endpoint::Endpoint;
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

/// Time for the first words on a connection.
const OPEN_WITHIN: Duration = Duration::from_secs(10);

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
    /// The other screen was seen on this network, and no connection to it came
    /// about: something keeps packets out, most likely a firewall.
    #[error("the other device was seen and not reached")]
    NotReached,
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
    let discovery = announce(&pairing, &endpoint, Part::Shows).await?;
    let invitation = invitation(&endpoint);
    let _ = progress.send(Progress::Ready(Shown { words: words.clone(), invitation }));
    let side = Side { pairing, me, words, progress };
    let ended = showing::wait_for_partner(&endpoint, discovery.as_ref(), side, answers).await;
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
    let discovery = announce(&pairing, &endpoint, Part::Types).await?;
    let _ = progress.send(Progress::Looking);
    let side = Side { pairing, me, words, progress };
    let found = typing::find(&endpoint, discovery.as_ref(), &side, place, &mut answers).await;
    let ended = match found {
        Ok(met) => {
            let ours = *endpoint.id().as_bytes();
            converse::exchange(ours, met, None, side, &mut answers).await.1
        }
        Err(error) => Err(error),
    };
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

fn invitation(endpoint: &Endpoint) -> Invitation {
    Invitation { endpoint: *endpoint.id().as_bytes(), addresses: endpoint.bound_sockets() }
}

/// Found while the screen is open, and no longer.
async fn announce(
    pairing: &Pairing,
    endpoint: &Endpoint,
    part: Part,
) -> Result<Option<Discovery>, KeeperGone> {
    let discovery = Discovery::start(pairing.reach);
    let announced = invitation(endpoint);
    let announcing = pairing.keeper.run(move |_, _, rng| {
        if let Some(discovery) = &discovery {
            discovery.announce_pairing(&announced, part, rng);
        }
        discovery
    });
    announcing.await
}

/// Screens of the other part on this network, as they are found; none where
/// nothing is discovered.
fn screens(discovery: Option<&Discovery>, part: Part) -> mpsc::UnboundedReceiver<Invitation> {
    match discovery {
        Some(discovery) => discovery.find_pairing(part.other()),
        None => mpsc::unbounded_channel().1,
    }
}

async fn close(endpoint: &Endpoint) {
    let _ = tokio::time::timeout(meeting::GOODBYE, endpoint.close()).await;
}

/// Comes back when our person says no.
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

fn we_said_no<T>() -> Result<T, PairingError> {
    Err(PairingError::Exchange(Failure::WeSaidNo))
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
            let endpoint = vault.endpoint_secret()?;
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
    Ok(endpoint::bind(pairing.reach, &*secret.await?, None, meeting::ALPN).await?)
}
