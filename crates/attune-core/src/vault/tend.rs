//! The work that can wait: merging the parts of the search index, and folding
//! the write-ahead log into the file. SQLite would do either in the middle of
//! every so many commits, which is when somebody waits for a line.

use super::{Vault, VaultError, ends, meta};
use rusqlite::Connection;
use std::time::Duration;

/// Pages of the index that are merged at once: a few milliseconds.
const PAGES: i64 = 32;
/// FTS5's sign that it found nothing to merge: fewer rows than this changed
/// (<https://www.sqlite.org/fts5.html#the_merge_command>).
const MERGED: u64 = 2;

/// Under this key while the index may still hold crossed-out words of what was
/// purged: whether merging all of it has begun.
const PURGED: &str = "index-purged";
const BEGUN_NOT: &[u8] = b"0";
const BEGUN: &[u8] = b"1";

/// Something was purged, whose words the index must not keep.
pub(super) fn index_is_dirty(db: &Connection) -> Result<(), VaultError> {
    meta::set(db, PURGED, BEGUN_NOT)
}

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
        let Some(touched) = self.db.untended().filter(|_| !self.is_read_only()) else {
            return Ok(Tended::All);
        };
        match self.tend_once(touched) {
            Err(VaultError::Busy) => Ok(Tended::All),
            done => done,
        }
    }

    /// Does all the work that can wait, unless another program writes just now:
    /// about a second's worth after a purge of a vault of ten years.
    pub fn tend_all(&mut self) -> Result<(), VaultError> {
        while self.tend()? == Tended::Some {}
        Ok(())
    }

    fn tend_once(&mut self, touched: u64) -> Result<Tended, VaultError> {
        let merged = self.db.transact(Duration::ZERO, |tx| {
            let purged = meta::value(tx, PURGED)?;
            // Less than nothing begins to merge all there is into one.
            let begins = purged.as_deref() == Some(BEGUN_NOT);
            let before = tx.total_changes();
            tx.prepare_cached("INSERT INTO words(words, rank) VALUES('merge', ?1)")?
                .execute([if begins { -PAGES } else { PAGES }])?;
            let merged = tx.total_changes() - before >= MERGED;
            match purged {
                Some(_) if begins && merged => meta::set(tx, PURGED, BEGUN)?,
                Some(_) if !merged => {
                    tx.execute("DELETE FROM meta WHERE key = ?1", [PURGED])?;
                    ends::wal_is_dirty(tx)?;
                }
                _ => {}
            }
            Ok::<_, VaultError>(merged)
        })?;
        if merged {
            return Ok(Tended::Some);
        }
        // Without waiting for readers: what they still read stays in the log.
        self.db.lock().query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        self.db.tended(touched);
        Ok(Tended::All)
    }
}
