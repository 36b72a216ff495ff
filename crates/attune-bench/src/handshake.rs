//! A whole connection with the key exchange that Attune offers, beside one with
//! X25519 alone.

use crate::Bench;
use crate::table::{Measure, Target, millis, percentile};
use crate::yardstick::{ALPN, address, on_loopback};
use iroh::EndpointAddr;
use iroh::endpoint::Endpoint;
use rustls::crypto::{CryptoProvider, SupportedKxGroup, aws_lc_rs};
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROUNDS: usize = 60;

fn provider(group: &'static dyn SupportedKxGroup) -> Arc<CryptoProvider> {
    let mut provider = aws_lc_rs::default_provider();
    provider.kx_groups = vec![group];
    Arc::new(provider)
}

async fn endpoint(group: &'static dyn SupportedKxGroup) -> Endpoint {
    on_loopback()
        .crypto_provider(provider(group))
        // No ticket: every connection is a whole handshake.
        .max_tls_tickets(0)
        .bind()
        .await
        .unwrap()
}

struct Pair {
    dials: Endpoint,
    target: EndpointAddr,
}

impl Pair {
    async fn new(group: &'static dyn SupportedKxGroup) -> Self {
        let (dials, accepts) = (endpoint(group).await, endpoint(group).await);
        let target = address(&accepts);
        tokio::spawn(async move {
            while let Some(incoming) = accepts.accept().await {
                tokio::spawn(async move {
                    if let Ok(accepting) = incoming.accept()
                        && let Ok(connection) = accepting.await
                    {
                        connection.closed().await;
                    }
                });
            }
        });
        Self { dials, target }
    }

    async fn connect(&self) -> Duration {
        let began = Instant::now();
        let connection = self.dials.connect(self.target.clone(), ALPN).await.unwrap();
        let took = began.elapsed();
        connection.close(0_u32.into(), b"");
        took
    }
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    bench.runtime.block_on(in_turns())
}

async fn in_turns() -> Vec<Measure> {
    let ours = Pair::new(aws_lc_rs::kx_group::X25519MLKEM768).await;
    let plain = Pair::new(aws_lc_rs::kx_group::X25519).await;
    let (mut hybrid, mut classic) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        hybrid.push(ours.connect().await);
        classic.push(plain.connect().await);
    }
    let (hybrid, classic) = (percentile(&mut hybrid, 0.5), percentile(&mut classic, 0.5));
    let why = "a connection with X25519MLKEM768, beside one with X25519 alone";
    let times = (millis(hybrid), millis(classic));
    vec![Measure::beside("handshake", times, "ms", Target::Told, why)]
}
