//! The work that can wait: merging the parts of the search index, and folding
//! the write-ahead log into the file. SQLite would do either in the middle of
//! every so many commits, which is when somebody waits for a line.

use super::{Vault, VaultError, connect};
use std::time::Duration;

/// Pages of the index that are merged at once: a few milliseconds.
const PAGES: i64 = 32;
/// FTS5's sign that it found nothing to merge: fewer rows than this changed
/// (<https://www.sqlite.org/fts5.html#the_merge_command>).
const MERGED: u64 = 2;

/// Whether everything that could wait is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tended {
    /// It is, until something is written.
    All,
    /// There is more to do.
    Some,
}

impl Vault {
    /// Does a little of the work that can wait, a few milliseconds' worth; to be
    /// called when nothing else is asked for, until all is done. Another program
    /// that writes just now is not waited for.
    pub fn tend(&mut self) -> Result<Tended, VaultError> {
        if !self.untended || self.is_read_only() {
            return Ok(Tended::All);
        }
        self.db.busy_timeout(Duration::ZERO)?;
        let done = self.tend_once();
        self.db.busy_timeout(connect::BUSY)?;
        match done {
            Err(VaultError::Busy) => Ok(Tended::All),
            done => done,
        }
    }

    fn tend_once(&mut self) -> Result<Tended, VaultError> {
        let before = self.db.total_changes();
        self.turns.transact(&mut self.db, |tx| {
            tx.prepare_cached("INSERT INTO words(words, rank) VALUES('merge', ?1)")?
                .execute([PAGES])?;
            Ok::<_, VaultError>(())
        })?;
        if self.db.total_changes() - before >= MERGED {
            return Ok(Tended::Some);
        }
        // Without waiting for readers: what they still read stays in the log.
        self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        self.untended = false;
        Ok(Tended::All)
    }
}
