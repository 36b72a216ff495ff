//! The partner's side of the program: which addresses it may use, and which
//! process of a profile holds the connection.

pub(crate) mod lease;
pub(crate) mod service;
mod told;

pub(crate) use told::{Ask, Cable, Pairing, PairingFailure, Standing, Told};

use attune_sync::net::Reach;

/// How far packets may go: the home network, or the one address in
/// `ATTUNE_BIND`. `Err` has what is no address.
pub(crate) fn reach() -> Result<Reach, String> {
    match std::env::var("ATTUNE_BIND") {
        Ok(text) if !text.trim().is_empty() => {
            text.trim().parse().map(Reach::Only).map_err(|_| text)
        }
        _ => Ok(Reach::Home),
    }
}

/// Two threads for sockets and timers, beside those of the window and the vault.
pub(crate) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

/// Until somebody asks this program to end: by Ctrl-C, or by the system's polite
/// signal.
pub(crate) async fn told_to_end() {
    #[cfg(unix)]
    if let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = ended.recv() => return,
            _ = tokio::signal::ctrl_c() => return,
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Until the terminal is closed. Only for what makes no sense without one:
/// whoever listens for this is no longer kept alive by `nohup`.
pub(crate) async fn hung_up() {
    #[cfg(unix)]
    if let Ok(mut closed) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
        closed.recv().await;
        return;
    }
    std::future::pending().await
}
