//! Which of this computer's addresses are used, and which others are answered.
//!
//! In home mode that is private addresses on links that this computer is on,
//! checked at each dial and each arrival. Nothing else is sent.

use if_addrs::{IfAddr, Interface};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// How far packets may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Private addresses of the networks this computer is in.
    Home,
    /// This address only, and no discovery.
    Only(IpAddr),
}

/// One of this computer's networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// This computer's address there.
    pub(super) address: IpAddr,
    /// How many leading bits all its addresses share.
    pub(super) prefix: u8,
}

impl Link {
    fn holds(&self, other: IpAddr) -> bool {
        fn same(a: &[u8], b: &[u8], bits: u8) -> bool {
            let (whole, rest) = (usize::from(bits / 8), bits % 8);
            let mask = !(0xff_u8.checked_shr(rest.into()).unwrap_or(0));
            a[..whole] == b[..whole] && (rest == 0 || (a[whole] ^ b[whole]) & mask == 0)
        }
        match (self.address, other) {
            (IpAddr::V4(a), IpAddr::V4(b)) => same(&a.octets(), &b.octets(), self.prefix.min(32)),
            (IpAddr::V6(a), IpAddr::V6(b)) => same(&a.octets(), &b.octets(), self.prefix.min(128)),
            _ => false,
        }
    }
}

impl Reach {
    /// The networks that may be used now.
    pub(super) fn links(self) -> Vec<Link> {
        match self {
            Self::Only(address) => {
                let whole = if address.is_ipv4() { 32 } else { 128 };
                let of_interface = interfaces().find(|interface| interface.ip() == address);
                let prefix = of_interface.map_or(whole, |interface| link_of(&interface).prefix);
                vec![Link { address, prefix }]
            }
            Self::Home => {
                // A tunnel's other end is a third party, not a neighbour; what
                // is unplugged is no network.
                let mut links: Vec<Link> = interfaces()
                    .filter(|interface| !interface.is_loopback() && is_private(interface.ip()))
                    .filter(|interface| !interface.is_p2p() && interface.is_oper_up())
                    .map(|interface| link_of(&interface))
                    .collect();
                links.sort();
                links.dedup();
                links
            }
        }
    }

    /// This computer's addresses that may be used now.
    pub fn addresses(self) -> Vec<IpAddr> {
        self.links().into_iter().map(|link| link.address).collect()
    }

    /// Whether packets may pass between this computer and `other`, given the
    /// networks it is in.
    pub(super) fn allows(self, links: &[Link], other: IpAddr) -> bool {
        match self {
            // One address to test or demonstrate with; its peers are local too.
            Self::Only(address) if address.is_loopback() => other.is_loopback(),
            Self::Only(_) => links.iter().any(|link| link.holds(other)),
            Self::Home => is_private(other) && links.iter().any(|link| link.holds(other)),
        }
    }

    /// Those of `addresses` that may be dialled.
    pub(super) fn allowed(self, addresses: &[SocketAddr]) -> Vec<SocketAddr> {
        let links = self.links();
        addresses.iter().copied().filter(|a| self.allows(&links, a.ip())).collect()
    }
}

fn interfaces() -> impl Iterator<Item = Interface> {
    if_addrs::get_if_addrs().unwrap_or_default().into_iter()
}

fn link_of(interface: &Interface) -> Link {
    match &interface.addr {
        IfAddr::V4(v4) => Link { address: v4.ip.into(), prefix: v4.prefixlen },
        IfAddr::V6(v6) => Link { address: v6.ip.into(), prefix: v6.prefixlen },
    }
}

/// Private by RFC 1918 and RFC 4193. Link-local addresses need the name of an
/// interface, which no other computer can tell us, so they are left out.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private(),
        IpAddr::V6(v6) => is_unique_local(v6),
    }
}

fn is_unique_local(v6: Ipv6Addr) -> bool {
    v6.octets()[0] & 0xfe == 0xfc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_private_neighbours_are_met_at_home() {
        let link = |address: &str, prefix| Link { address: address.parse().unwrap(), prefix };
        let links = [link("192.168.1.20", 24), link("fd00:1::5", 64), link("10.1.2.3", 20)];
        for (other, expected) in [
            ("192.168.1.21", true),
            ("192.168.2.21", false),
            ("10.1.15.9", true),
            ("10.1.16.9", false),
            ("8.8.8.8", false),
            ("127.0.0.1", false),
            ("fd00:1::9", true),
            ("fd00:2::9", false),
            ("2001:db8::1", false),
            ("fe80::1", false),
        ] {
            assert_eq!(Reach::Home.allows(&links, other.parse().unwrap()), expected, "{other}");
        }
        let here = Reach::Only("127.0.0.1".parse().unwrap());
        assert!(here.allows(&here.links(), "127.0.0.1".parse().unwrap()));
        assert!(!here.allows(&here.links(), "192.168.1.21".parse().unwrap()));
    }
}
