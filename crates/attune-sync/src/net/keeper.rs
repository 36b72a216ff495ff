//! The thread that owns a vault on behalf of the network: sockets never wait
//! on the disk, and what is asked of the vault happens in the order asked.

use attune_core::time::Now;
use attune_core::vault::{Tended, Vault};
use rand_core::CryptoRng;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// When so long nothing was asked, what can wait is done, with so long between
/// one piece of it and the next.
const PAUSE: Duration = Duration::from_millis(100);
const BETWEEN: Duration = Duration::from_millis(10);

type Job = Box<dyn FnOnce(&mut Desk) + Send>;

struct Desk {
    vault: Vault,
    now: fn() -> Now,
    rng: Box<dyn CryptoRng + Send>,
}

/// A handle to the vault's thread, which ends when all handles are gone. Whoever
/// drops the last one waits for what was asked before: a process must not end
/// while its vault is at work, whose cryptography is taken down at the exit.
#[derive(Clone)]
pub struct Keeper {
    thread: Arc<Thread>,
}

struct Thread {
    /// Taken at the end only.
    jobs: Option<mpsc::Sender<Job>>,
    handle: Option<JoinHandle<()>>,
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(handle) = self.handle.take()
            // The last handle may have been inside a job.
            && handle.thread().id() != std::thread::current().id()
        {
            let _ = handle.join();
        }
    }
}

/// The vault's thread has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the vault is closed")]
pub struct KeeperGone;

impl Keeper {
    /// Gives `vault` to a thread of its own, with a clock and randomness.
    pub fn start(vault: Vault, now: fn() -> Now, rng: Box<dyn CryptoRng + Send>) -> Self {
        let (jobs, work) = mpsc::channel::<Job>();
        let handle = std::thread::spawn(move || {
            let mut desk = Desk { vault, now, rng };
            let mut pause = Some(PAUSE);
            loop {
                let job = match pause {
                    Some(pause) => work.recv_timeout(pause),
                    None => work.recv().map_err(|_| RecvTimeoutError::Disconnected),
                };
                pause = match job {
                    Ok(job) => {
                        job(&mut desk);
                        Some(PAUSE)
                    }
                    Err(RecvTimeoutError::Timeout) => match desk.vault.tend() {
                        Ok(Tended::Some) => Some(BETWEEN),
                        // What can't be done now is tried after the next job.
                        Ok(Tended::All) | Err(_) => None,
                    },
                    Err(RecvTimeoutError::Disconnected) => return,
                };
            }
        });
        Self { thread: Arc::new(Thread { jobs: Some(jobs), handle: Some(handle) }) }
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
        let jobs = self.thread.jobs.as_ref().ok_or(KeeperGone)?;
        jobs.send(job).map_err(|_| KeeperGone)?;
        answered.await.map_err(|_| KeeperGone)
    }
}
