//! The thread that owns a vault on behalf of the network: sockets never wait
//! on the disk, and what is asked of the vault happens in the order asked.

use attune_core::time::Now;
use attune_core::vault::Vault;
use rand_core::CryptoRng;
use std::sync::mpsc;
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&mut Desk) + Send>;

struct Desk {
    vault: Vault,
    now: fn() -> Now,
    rng: Box<dyn CryptoRng + Send>,
}

/// A handle to the vault's thread, which ends when all handles are gone.
#[derive(Clone)]
pub struct Keeper {
    jobs: mpsc::Sender<Job>,
}

/// The vault's thread has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the vault is closed")]
pub struct KeeperGone;

impl Keeper {
    /// Gives `vault` to a thread of its own, with a clock and randomness.
    pub fn start(vault: Vault, now: fn() -> Now, rng: Box<dyn CryptoRng + Send>) -> Self {
        let (jobs, work) = mpsc::channel::<Job>();
        std::thread::spawn(move || {
            let mut desk = Desk { vault, now, rng };
            while let Ok(job) = work.recv() {
                job(&mut desk);
            }
        });
        Self { jobs }
    }

    /// Does `work` with the vault, after everything asked before.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vault, &Now, &mut dyn CryptoRng) -> T + Send + 'static,
    ) -> Result<T, KeeperGone> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |desk| {
            let now = (desk.now)();
            // Whoever asked may have gone; the work is done all the same.
            let _ = answer.send(work(&mut desk.vault, &now, desk.rng.as_mut()));
        });
        self.jobs.send(job).map_err(|_| KeeperGone)?;
        answered.await.map_err(|_| KeeperGone)
    }
}
