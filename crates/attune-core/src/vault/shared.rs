//! The one connection with which this process writes a vault, and whose turn it
//! is to use it.
//!
//! The window writes a vault, and so does the network beside it. SQLite lets one
//! connection write at a time and the others look again after 1, 2, 5, 10 …
//! milliseconds, and whenever another one has written it forgets every page it
//! knows: read anew, each has to be decrypted and proved genuine, which cost a
//! line more than all the writing. So the two share a connection, and stand in
//! line for it. SQLite's own waiting is left for other processes.

use super::{VaultError, connect};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A handle to the connection of this process.
pub(super) struct Shared {
    line: Arc<Mutex<Line>>,
    /// Transactions that this handle has committed.
    own: u64,
}

struct Line {
    db: Connection,
    /// Transactions that any of the handles has committed.
    committed: u64,
    /// How often entries may have changed, and how often they had when all that
    /// can wait was done the last time (see `tend`).
    touched: u64,
    tended: u64,
}

/// What has been written by others than the one who asks. Two that differ say
/// that something has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataVersion {
    /// SQLite's own number, of what other connections wrote.
    elsewhere: i64,
    /// What other handles of this connection committed.
    beside: u64,
}

impl Shared {
    pub(super) fn new(db: Connection) -> Self {
        // What was left to do when the vault was closed is not known.
        let line = Line { db, committed: 0, touched: 1, tended: 0 };
        Self { line: Arc::new(Mutex::new(line)), own: 0 }
    }

    /// A further handle.
    pub(super) fn beside(&self) -> Self {
        Self { line: Arc::clone(&self.line), own: 0 }
    }

    /// The connection, for this thread alone until what is given is dropped. A
    /// thread that has it must not ask for it again.
    pub(super) fn lock(&self) -> Held<'_> {
        // It guards no memory: whoever panicked had their transaction undone.
        Held(self.line.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs `work` in one durable transaction, or leaves everything as it was.
    /// Other processes are waited for so long, not longer.
    pub(super) fn transact<T, E: From<VaultError>>(
        &mut self,
        patience: Duration,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = self.lock().transact(patience, work)?;
        self.own += 1;
        Ok(done)
    }

    /// What others than this handle have written.
    pub(super) fn data_version(&self) -> Result<DataVersion, VaultError> {
        let held = self.lock();
        let elsewhere = held.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(DataVersion { elsewhere, beside: held.0.committed - self.own })
    }

    /// Entries may change: there will be something to tend.
    pub(super) fn touch(&self) {
        self.lock().0.touched += 1;
    }

    /// How often entries may have changed, if something is to be tended.
    pub(super) fn untended(&self) -> Option<u64> {
        let Held(line) = self.lock();
        (line.touched != line.tended).then_some(line.touched)
    }

    /// All is done that was to do when entries may have changed so often.
    pub(super) fn tended(&self, touched: u64) {
        self.lock().0.tended = touched;
    }
}

/// The connection while it is one's own.
pub(super) struct Held<'a>(MutexGuard<'a, Line>);

impl Deref for Held<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0.db
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0.db
    }
}

impl Held<'_> {
    fn transact<T, E: From<VaultError>>(
        mut self,
        patience: Duration,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let sqlite = |error: rusqlite::Error| E::from(error.into());
        let begun = self
            .waiting(patience, |db| Transaction::new_unchecked(db, TransactionBehavior::Immediate));
        let tx = begun.map_err(sqlite)?.map_err(sqlite)?;
        let done = work(&tx)?;
        tx.commit().map_err(sqlite)?;
        self.0.committed += 1;
        Ok(done)
    }

    /// Does `work` while other processes are waited for so long, not longer.
    pub(super) fn waiting<'a, T>(
        &'a self,
        patience: Duration,
        work: impl FnOnce(&'a Connection) -> T,
    ) -> rusqlite::Result<T> {
        if patience == connect::BUSY {
            return Ok(work(self));
        }
        self.busy_timeout(patience)?;
        let done = work(self);
        self.busy_timeout(connect::BUSY)?;
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use crate::command::{Command, Who};
    use crate::secrets::{Protection, Unlock};
    use crate::time::Now;
    use crate::vault::{Filter, NewVault, Vault};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;
    use std::path::Path;

    fn now() -> Now {
        Now::from_millis(1_795_510_800_000, 0)
    }

    fn make(folder: &Path) -> Vault {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        Vault::create(folder, &new, &now(), &mut rng).unwrap().0
    }

    fn write(vault: &mut Vault, seed: u8) {
        let add = Command::AddGratitude { text: "thanks".to_owned(), who: Who::OnlyMe };
        vault.apply(&add, &now(), &mut ChaCha20Rng::from_seed([seed; 32])).unwrap();
    }

    #[test]
    fn a_handle_sees_what_all_others_write_and_not_what_it_writes_itself() {
        let folder = tempfile::tempdir().unwrap();
        let mut ours = make(folder.path());
        let mut beside = ours.another().unwrap();
        let mut elsewhere = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        let before = ours.data_version().unwrap();
        write(&mut ours, 1);
        ours.set_port(7).unwrap();
        ours.tend_all().unwrap();
        assert_eq!(ours.data_version().unwrap(), before);
        write(&mut beside, 2);
        let after = ours.data_version().unwrap();
        assert_ne!(after, before);
        beside.set_port(8).unwrap();
        let after_port = ours.data_version().unwrap();
        assert_ne!(after_port, after);
        write(&mut elsewhere, 3);
        assert_ne!(ours.data_version().unwrap(), after_port);
    }

    #[test]
    fn what_one_handle_leaves_to_do_another_does_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut ours = make(folder.path());
        let mut beside = ours.another().unwrap();
        ours.tend_all().unwrap();
        assert_eq!(ours.db.untended(), None);
        write(&mut beside, 1);
        assert!(ours.db.untended().is_some());
        ours.tend_all().unwrap();
        assert_eq!(beside.db.untended(), None);
    }

    #[test]
    fn whoever_writes_at_once_stands_in_line() {
        let folder = tempfile::tempdir().unwrap();
        let vault = make(folder.path());
        let handles: Vec<Vault> = (0..4).map(|_| vault.another().unwrap()).collect();
        std::thread::scope(|scope| {
            for (mut vault, seed) in handles.into_iter().zip(2_u8..) {
                scope.spawn(move || (0..25).for_each(|n| write(&mut vault, seed + 4 * n)));
            }
        });
        let all = vault.reader().unwrap().list(&Filter::default()).unwrap();
        assert_eq!(all.len(), 100);
    }
}
