//! Announcing and finding on the same network by multicast DNS, on the links
//! that may be used and on no other, with no default route as well.
//!
//! A pairing screen announces its pairing endpoint in clear: a key made for
//! this pairing, gone with the screen. A paired device announces only what its
//! partner can recognise (see [`announcement`](crate::proto::announcement)).
//! Names are random and new each time.

use super::reach::Reach;
use crate::proto::announcement;
use crate::proto::pairing::Invitation;
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use mdns_sd::{IfKind, ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};
use rand_core::CryptoRng;
use std::net::SocketAddr;
use tokio::sync::mpsc;

const PAIRING: &str = "_attune-pair._udp.local.";
const PAIRED: &str = "_attune._udp.local.";
/// The TXT key of what is announced.
const KEY: &str = "a";

/// A multicast DNS daemon on the links of this computer that may be used; it
/// says goodbye and ends when this is dropped.
pub(super) struct Discovery {
    daemon: ServiceDaemon,
    reach: Reach,
}

impl Drop for Discovery {
    fn drop(&mut self) {
        let _ = self.daemon.shutdown();
    }
}

/// A name that means nothing.
fn nonsense(rng: &mut dyn CryptoRng) -> String {
    let mut bytes = [0; 8];
    rng.fill_bytes(&mut bytes);
    HEXLOWER.encode(&bytes)
}

fn addresses(found: &ResolvedService) -> Vec<SocketAddr> {
    found.addresses.iter().map(|ip| SocketAddr::new(ip.to_ip_addr(), found.port)).collect()
}

impl Discovery {
    /// Starts in home mode; with one named address nothing is discovered.
    pub(super) fn start(reach: Reach) -> Option<Self> {
        if reach != Reach::Home {
            return None;
        }
        let daemon = ServiceDaemon::new().ok()?;
        let links = reach.links();
        let allowed: Vec<IfKind> = links.iter().map(|l| IfKind::Addr(l.address)).collect();
        daemon.disable_interface(IfKind::All).ok()?;
        daemon.enable_interface(allowed).ok()?;
        Some(Self { daemon, reach })
    }

    fn register(&self, service: &str, at: SocketAddr, said: &str, name: &str, host: &str) {
        let host = format!("{host}.local.");
        let properties = [(KEY, said)];
        let info = ServiceInfo::new(service, name, &host, at.ip(), at.port(), &properties[..]);
        if let Ok(mut info) = info {
            info.set_interfaces(vec![IfKind::Addr(at.ip())]);
            // Random names meet nobody's; asking first would only be noise.
            info.set_requires_probe(false);
            let _ = self.daemon.register(info);
        }
    }

    /// Announces a pairing screen.
    pub(super) fn announce_pairing(&self, invitation: &Invitation, rng: &mut dyn CryptoRng) {
        let said = BASE32_NOPAD.encode(&invitation.endpoint).to_lowercase();
        for address in &invitation.addresses {
            self.register(PAIRING, *address, &said, &nonsense(rng), &nonsense(rng));
        }
    }

    /// Announces a paired device to its partner.
    pub(super) fn announce_paired(
        &self,
        secret: &[u8; 32],
        endpoint: &[u8; 32],
        listening: &[SocketAddr],
        rng: &mut dyn CryptoRng,
    ) {
        for address in listening {
            let said = announcement::announce(secret, endpoint, *address, rng);
            self.register(PAIRED, *address, &said, &nonsense(rng), &nonsense(rng));
        }
    }

    /// Pairing screens on this network, as they are found.
    pub(super) fn find_pairing(&self) -> mpsc::UnboundedReceiver<Invitation> {
        let reach = self.reach;
        self.find(PAIRING, move |found| {
            let said = found.txt_properties.get_property_val_str(KEY)?;
            let endpoint = BASE32_NOPAD.decode(said.to_uppercase().as_bytes()).ok()?;
            let addresses = reach.allowed(&addresses(found));
            let endpoint = endpoint.try_into().ok()?;
            (!addresses.is_empty()).then_some(Invitation { endpoint, addresses })
        })
    }

    /// Addresses of `partner` on this network, as they are found.
    pub(super) fn find_paired(
        &self,
        secret: zeroize::Zeroizing<[u8; 32]>,
        partner: [u8; 32],
    ) -> mpsc::UnboundedReceiver<Vec<SocketAddr>> {
        let reach = self.reach;
        self.find(PAIRED, move |found| {
            let said = found.txt_properties.get_property_val_str(KEY)?;
            let mut theirs = reach.allowed(&addresses(found));
            theirs.retain(|at| announcement::recognise(&secret, said, *at) == Some(partner));
            (!theirs.is_empty()).then_some(theirs)
        })
    }

    fn find<T: Send + 'static>(
        &self,
        service: &'static str,
        read: impl Fn(&ResolvedService) -> Option<T> + Send + 'static,
    ) -> mpsc::UnboundedReceiver<T> {
        let (tell, told) = mpsc::unbounded_channel();
        if let Ok(events) = self.daemon.browse(service) {
            tokio::spawn(async move {
                while let Ok(event) = events.recv_async().await {
                    if let ServiceEvent::ServiceResolved(found) = event
                        && let Some(found) = read(&found)
                        && tell.send(found).is_err()
                    {
                        return;
                    }
                }
            });
        }
        told
    }
}
