//! An endpoint that says nothing by itself: no relay, no lookup, no port
//! mapping, no probing; bound to the addresses that [`Reach`] allows and to no
//! other; X25519MLKEM768 as the only key exchange, so that what is recorded
//! today stays closed when X25519 alone no longer holds.

use super::reach::{Link, Reach};
use iroh::endpoint::{
    BindOpts, Endpoint, Incoming, IncomingAddr, NetReportConfig, PortmapperConfig,
    QuicTransportConfig, presets,
};
use iroh::{EndpointAddr, EndpointId, RelayMode, SecretKey, TransportAddr};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a port that is taken is waited for, and how often it is looked at.
const FREED_WITHIN: Duration = Duration::from_millis(500);
const FREED_LOOK: Duration = Duration::from_millis(50);

/// No endpoint could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// This computer is in no network that may be used.
    #[error("this computer is in no private network")]
    NoNetwork,
    /// The system refused the sockets.
    #[error("the network can't be used: {0}")]
    Sockets(String),
}

/// Speaks X25519MLKEM768 and nothing else.
fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    let mut provider = rustls::crypto::aws_lc_rs::default_provider();
    provider.kx_groups = vec![rustls::crypto::aws_lc_rs::kx_group::X25519MLKEM768];
    Arc::new(provider)
}

/// Binds an endpoint, at `port` if it is free there, or will be in a moment,
/// else at any: our own endpoint of before may be closing still, and the port
/// is where the partner and this computer's firewall look for us.
pub(super) async fn bind(
    reach: Reach,
    secret: &[u8; 32],
    port: Option<u16>,
    alpn: &[u8],
) -> Result<Endpoint, EndpointError> {
    if let Some(port) = port.filter(|port| *port != 0) {
        let began = Instant::now();
        loop {
            match bind_at(reach, secret, port, alpn).await {
                Err(EndpointError::Sockets(_)) if began.elapsed() < FREED_WITHIN => {
                    tokio::time::sleep(FREED_LOOK).await;
                }
                Err(EndpointError::Sockets(_)) => break,
                done => return done,
            }
        }
    }
    bind_at(reach, secret, 0, alpn).await
}

/// Whom to dial, and where: all addresses at once. `None` for a name that is no
/// endpoint's, or without any address.
pub(super) fn target(
    endpoint: &[u8; 32],
    addresses: impl IntoIterator<Item = SocketAddr>,
) -> Option<EndpointAddr> {
    let all = addresses.into_iter().map(TransportAddr::Ip);
    let target = EndpointAddr::new(EndpointId::from_bytes(endpoint).ok()?).with_addrs(all);
    (!target.addrs.is_empty()).then_some(target)
}

/// Lets somebody in who comes from where packets may come from; nobody else
/// gets an answer.
pub(super) fn admit(reach: Reach, links: &[Link], incoming: Incoming) -> Option<Incoming> {
    match incoming.remote_addr() {
        IncomingAddr::Ip(from) if reach.allows(links, from.ip()) => Some(incoming),
        _ => {
            incoming.ignore();
            None
        }
    }
}

async fn bind_at(
    reach: Reach,
    secret: &[u8; 32],
    port: u16,
    alpn: &[u8],
) -> Result<Endpoint, EndpointError> {
    let links = reach.links();
    if links.is_empty() {
        return Err(EndpointError::NoNetwork);
    }
    // A cut cable is noticed within seconds; a quiet line costs little at home.
    let transport = QuicTransportConfig::builder()
        .max_idle_timeout(Duration::from_secs(15).try_into().ok())
        .keep_alive_interval(Duration::from_secs(5))
        .build();
    let mut builder = Endpoint::builder(presets::Minimal)
        .crypto_provider(provider())
        .secret_key(SecretKey::from_bytes(secret))
        .alpns(vec![alpn.to_vec()])
        .relay_mode(RelayMode::Disabled)
        .clear_address_lookup()
        .portmapper_config(PortmapperConfig::Disabled)
        .net_report_config(NetReportConfig::minimal())
        .transport_config(transport)
        .clear_ip_transports();
    for link in links {
        // An address that is not ready yet must not keep the others away.
        let options = BindOpts::default()
            .set_prefix_len(link.prefix)
            .set_is_default_route(false)
            .set_is_required(false);
        let address = SocketAddr::new(link.address, port);
        builder = builder
            .bind_addr_with_opts(address, options)
            .map_err(|e| EndpointError::Sockets(e.to_string()))?;
    }
    let endpoint = builder.bind().await.map_err(|e| EndpointError::Sockets(e.to_string()))?;
    if endpoint.bound_sockets().is_empty() {
        return Err(EndpointError::Sockets("no address could be bound".to_owned()));
    }
    Ok(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_exchange_is_offered_and_no_other() {
        let groups = provider().kx_groups.clone();
        let names: Vec<_> = groups.iter().map(|group| group.name()).collect();
        assert_eq!(names, [rustls::NamedGroup::X25519MLKEM768]);
    }
}
