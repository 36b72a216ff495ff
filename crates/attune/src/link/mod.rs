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
/// signal. It listens from the call on, within a runtime, so that nothing is
/// begun that such a request could leave half done.
pub(crate) fn told_to_end() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::SignalKind;
        let (interrupted, ended) = (heard(SignalKind::interrupt()), heard(SignalKind::terminate()));
        async move {
            tokio::select! {
                () = interrupted => {}
                () = ended => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Until the terminal is closed. Only for what makes no sense without one:
/// whoever listens for this is no longer kept alive by `nohup`.
pub(crate) fn hung_up() -> impl Future<Output = ()> {
    #[cfg(unix)]
    return heard(tokio::signal::unix::SignalKind::hangup());
    #[cfg(not(unix))]
    std::future::pending()
}

/// Until this signal comes; never where it can't be listened to.
#[cfg(unix)]
fn heard(kind: tokio::signal::unix::SignalKind) -> impl Future<Output = ()> {
    let signal = tokio::signal::unix::signal(kind).ok();
    async move {
        match signal {
            Some(mut signal) => drop(signal.recv().await),
            None => std::future::pending().await,
        }
    }
}
