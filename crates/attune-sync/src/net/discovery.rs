//! Announcing and finding on the same network by multicast DNS, on the links
//! that may be used and on no other, with no default route as well.
//!
//! A pairing screen announces its part and its pairing endpoint in clear: a key
//! made for this pairing, gone with the screen. A paired device announces only what its
//! partner can recognise (see [`announcement`](crate::proto::announcement)).
//! Names are random and new each time.

use super::reach::Reach;
use crate::proto::announcement;
use crate::proto::pairing::{Invitation, Part};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use mdns_sd::{IfKind, ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};
use rand_core::CryptoRng;
use std::net::SocketAddr;
use tokio::sync::mpsc;

const PAIRING: &str = "_attune-pair._udp.local.";
const PAIRED: &str = "_attune._udp.local.";
/// The TXT key of what is announced.
const KEY: &str = "a";
/// The TXT key of a pairing screen's part.
const PART: &str = "p";

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

    /// `said` are TXT keys and values. Names are new for each.
    fn register(
        &self,
        service: &str,
        at: SocketAddr,
        said: &[(&str, &str)],
        rng: &mut dyn CryptoRng,
    ) {
        let (name, host) = (nonsense(rng), format!("{}.local.", nonsense(rng)));
        let info = ServiceInfo::new(service, &name, &host, at.ip(), at.port(), said);
        if let Ok(mut info) = info {
            info.set_interfaces(vec![IfKind::Addr(at.ip())]);
            // Random names meet nobody's; asking first would only be noise.
            info.set_requires_probe(false);
            let _ = self.daemon.register(info);
        }
    }

    /// Announces a pairing screen and its part.
    pub(super) fn announce_pairing(
        &self,
        screen: &Invitation,
        part: Part,
        rng: &mut dyn CryptoRng,
    ) {
        let endpoint = BASE32_NOPAD.encode(&screen.endpoint).to_lowercase();
        for address in &screen.addresses {
            self.register(PAIRING, *address, &[(KEY, &endpoint), (PART, part.name())], rng);
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
            self.register(PAIRED, *address, &[(KEY, &said)], rng);
        }
    }

    /// Pairing screens of this part on this network, as they are found.
    pub(super) fn find_pairing(&self, part: Part) -> mpsc::UnboundedReceiver<Invitation> {
        let reach = self.reach;
        self.find(PAIRING, move |found| {
            if found.txt_properties.get_property_val_str(PART) != Some(part.name()) {
                return None;
            }
            let said = found.txt_properties.get_property_val_str(KEY)?;
            let endpoint = BASE32_NOPAD.decode(said.to_uppercase().as_bytes()).ok()?;
            let addresses = reach.allowed(&addresses(found));
            let endpoint = endpoint.try_into().ok()?;
            (!addresses.is_empty()).then_some(Invitation { endpoint, addresses })
        })
    }

    /// Devices of the pair on this network and where they listen, as they are
    /// found; not the one that is `ours`.
    pub(super) fn find_paired(
        &self,
        secret: zeroize::Zeroizing<[u8; 32]>,
        ours: [u8; 32],
    ) -> mpsc::UnboundedReceiver<([u8; 32], SocketAddr)> {
        let reach = self.reach;
        self.find(PAIRED, move |found| {
            let said = found.txt_properties.get_property_val_str(KEY)?;
            reach.allowed(&addresses(found)).into_iter().find_map(|at| {
                let endpoint = announcement::recognise(&secret, said, at)?;
                (endpoint != ours).then_some((endpoint, at))
            })
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
