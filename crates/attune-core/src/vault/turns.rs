//! Whose turn it is to write, among this process's connections to one vault.
//!
//! SQLite lets one connection write at a time and the others look again after
//! 1, 2, 5, 10 … milliseconds: the window would sleep through most of what the
//! network's connection needs to note an acknowledgement. Here they stand in
//! line; SQLite's own waiting is left for other processes.

use super::VaultError;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::{Arc, Mutex, PoisonError};

/// Shared by the connections of one process that were made of one another.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<Mutex<()>>);

impl Turns {
    /// Runs `work` in one durable transaction, or leaves everything as it was.
    pub(super) fn transact<T, E: From<VaultError>>(
        &self,
        db: &mut Connection,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // It guards no memory: whoever panicked had their transaction undone.
        let _turn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sqlite = |error: rusqlite::Error| E::from(error.into());
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite)?;
        let done = work(&tx)?;
        tx.commit().map_err(sqlite)?;
        Ok(done)
    }
}
