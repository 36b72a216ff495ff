//! What pairing and syncing from a terminal begin with: threads, addresses, the
//! vault's own thread, the lease, and how long they may take.

use super::Session;
use super::failure::{Exit, Failure};
use crate::clock;
use crate::link::lease::Lease;
use crate::link::{self, reach};
use crate::texts::tr;
use attune_sync::net::{Keeper, Reach};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A runtime for one command.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    link::runtime().map_err(|e| Failure::new(tr!("error-other", why = e.to_string())))
}

/// Threads for one command, and whether somebody asked it to end.
pub(super) fn stoppable() -> Result<(tokio::runtime::Runtime, Arc<AtomicBool>), Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let runtime = runtime()?;
    let ended = {
        let _within = runtime.enter();
        link::told_to_end()
    };
    let told = Arc::clone(&stop);
    runtime.spawn(async move {
        ended.await;
        told.store(true, Ordering::Relaxed);
    });
    Ok((runtime, stop))
}

/// A time to wait, as it was given.
pub(super) fn seconds(given: Option<f64>) -> Result<Option<Duration>, Failure> {
    given
        .map(|s| Duration::try_from_secs_f64(s).map_err(|_| Failure::usage(tr!("error-timeout"))))
        .transpose()
}

/// How far packets may go.
pub(super) fn reach_here() -> Result<Reach, Failure> {
    reach().map_err(|bad| Failure::usage(tr!("error-bind", address = bad)))
}

impl Session {
    /// A further connection to the vault, with a thread of its own.
    pub(super) fn keeper(&self) -> Result<Keeper, Failure> {
        let vault = self.vault.another().map_err(|e| Failure::vault(&e, &self.folder))?;
        let rng = clock::randomness().map_err(|_| Failure::new(tr!("error-randomness")))?;
        Ok(Keeper::start(vault, clock::now, Box::new(rng)))
    }

    /// The profile's connection, or that another process has it.
    pub(super) fn lease(&self) -> Result<Lease, Failure> {
        Lease::take(&self.folder)
            .ok_or_else(|| Failure { exit: Exit::Held, sentence: tr!("error-held") })
    }
}
