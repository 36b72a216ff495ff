//! An iroh connection of one path with nothing above it, bound and timed like
//! ours: the yardstick of what an idle connection sends.

use crate::homes::address;
use iroh::endpoint::{Endpoint, NetReportConfig, PortmapperConfig, QuicTransportConfig, presets};
use iroh::{EndpointAddr, RelayMode, SecretKey};
use std::net::SocketAddr;
use std::time::Duration;

const ALPN: &[u8] = b"attune/bench/1";
const PORT: u16 = 4242;

fn secret(n: usize) -> SecretKey {
    SecretKey::from_bytes(&[u8::try_from(n).unwrap() + 1; 32])
}

fn at(n: usize) -> SocketAddr {
    SocketAddr::new(address(n).parse().unwrap(), PORT)
}

/// The first computer accepts, the second dials; both then wait to be ended.
pub(crate) fn play(n: usize) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let transport = QuicTransportConfig::builder()
            .max_idle_timeout(Duration::from_secs(15).try_into().ok())
            .keep_alive_interval(Duration::from_secs(5))
            .build();
        let endpoint = Endpoint::builder(presets::Minimal)
            .secret_key(secret(n))
            .alpns(vec![ALPN.to_vec()])
            .relay_mode(RelayMode::Disabled)
            .clear_address_lookup()
            .portmapper_config(PortmapperConfig::Disabled)
            .net_report_config(NetReportConfig::minimal())
            .transport_config(transport)
            .clear_ip_transports()
            .bind_addr(at(n))
            .unwrap()
            .bind()
            .await
            .unwrap();
        let connection = if n == 0 {
            endpoint.accept().await.unwrap().accept().unwrap().await.unwrap()
        } else {
            let target = EndpointAddr::new(secret(0).public()).with_ip_addr(at(0));
            endpoint.connect(target, ALPN).await.unwrap()
        };
        connection.closed().await;
    });
}
