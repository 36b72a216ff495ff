//! Deleting, taking back, and bringing back within ten minutes.
//!
//! In the window an end is first a durable pending row, and nothing is sent;
//! it becomes a record when the page is left. The ender's bytes go ten minutes
//! later; until then undo makes a new entry from them.

use super::apply::{create, present_values, resolve};
use super::store::{self, DocN, Document, State};
use super::{CommandError, Vault, VaultError, Work, open::BUSY, settle};
use crate::command::Deletion;
use crate::header::Writers;
use crate::ids::{DocumentId, HeaderHash, RecordHash};
use crate::record::{Beginning, RecordType, fact_hash};
use crate::time::Now;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long what was deleted can be brought back, in milliseconds.
pub const UNDO_MILLIS: i64 = 10 * 60 * 1000;

/// The body of an end: which document, and what the ender had seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) header: HeaderHash,
    pub(super) seen: Vec<RecordHash>,
}

/// Whether a document's end is pending.
pub(super) fn is_pending(db: &Connection, n: DocN) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM deletions WHERE document = ?1 AND final = 0")?
        .exists([n.0])?)
}

/// Ends an entry, or lets its end be pending.
pub(super) fn delete(
    work: &mut Work<'_>,
    id: DocumentId,
    deletion: Deletion,
) -> Result<DocumentId, CommandError> {
    let document = resolve(work, id)?;
    if document.state == State::Ended || is_pending(work.db, document.n)? {
        return Err(CommandError::Ended);
    }
    let kept_copy = document.state == State::Kept;
    if !kept_copy && !document.header.may_write(work.me.person) {
        return Err(CommandError::NotYours);
    }
    // An answer is a fact: it could not be brought back as it was.
    if document.header.kind == "checkin" {
        return Err(CommandError::NotPossible);
    }
    work.db
        .prepare_cached("INSERT OR REPLACE INTO deletions(document, at, final) VALUES(?1, ?2, 0)")?
        .execute(params![document.n.0, work.now.at.millis()])?;
    settle::set_deleted(work.db, document.n, true)?;
    if deletion == Deletion::Final {
        finish(work, document.n)?;
    }
    Ok(document.id())
}

/// Makes a pending end a record.
fn finish(work: &mut Work<'_>, n: DocN) -> Result<(), CommandError> {
    let mut document = store::get(work.db, n)?;
    if document.state == State::Live {
        let mut statement =
            work.db.prepare_cached("SELECT hash FROM records WHERE document = ?1 ORDER BY hash")?;
        let seen = statement
            .query_map([n.0], |row| row.get::<_, Vec<u8>>(0))?
            .filter_map(|hash| hash.ok().and_then(|hash| RecordHash::from_slice(&hash)))
            .collect();
        drop(statement);
        let end = End { header: document.header.hash(), seen };
        let body = postcard::to_stdvec(&end).map_err(|_| VaultError::Inconsistent("an end"))?;
        let hash = fact_hash(&body);
        // An owner's end brings the header: it may reach a device that never
        // saw the document, since its words no longer travel.
        let own = document.header.owner == work.me.person;
        let begins = if own { Beginning::First } else { Beginning::Later };
        store::write_record(work, &document, RecordType::END, begins, body, hash)?;
    }
    // A page that both wrote is kept by each; one's own words go.
    let both = document.header.writers == Writers::Both;
    let state = if both { State::Kept } else { State::Ended };
    let hash = settle::ended_hash(document.id());
    store::set_state(work.db, &mut document, state, Some(hash))?;
    work.db.prepare_cached("UPDATE deletions SET final = 1 WHERE document = ?1")?.execute([n.0])?;
    // The private page behind a shared one goes with it.
    let earlier: Vec<i64> = work
        .db
        .prepare_cached(
            "SELECT e.document FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.shared_as = ?1 AND d.state = 0",
        )?
        .query_map([document.id().as_bytes()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for earlier in earlier {
        work.db
            .prepare_cached(
                "INSERT OR REPLACE INTO deletions(document, at, final) VALUES(?1, ?2, 0)",
            )?
            .execute(params![earlier, work.now.at.millis()])?;
        finish(work, DocN(earlier))?;
    }
    Ok(())
}

/// Brings back an entry, or the last one deleted.
pub(super) fn undo(
    work: &mut Work<'_>,
    id: Option<DocumentId>,
) -> Result<DocumentId, CommandError> {
    let since = work.now.at.millis() - UNDO_MILLIS;
    let found: Option<(i64, bool)> = match id {
        Some(id) => {
            let document = resolve(work, id)?;
            work.db
                .prepare_cached(
                    "SELECT document, final FROM deletions WHERE document = ?1 AND at >= ?2",
                )?
                .query_row(params![document.n.0, since], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
        }
        None => work
            .db
            .prepare_cached(
                "SELECT g.document, g.final FROM deletions g JOIN entries e ON e.document = g.document
                 WHERE g.at >= ?1 AND e.shared_as IS NULL
                 ORDER BY g.at DESC, g.document DESC LIMIT 1",
            )?
            .query_row([since], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?,
    };
    let (n, is_final) = found.ok_or(CommandError::NothingToUndo)?;
    let n = DocN(n);
    let document = store::get(work.db, n)?;
    work.db.prepare_cached("DELETE FROM deletions WHERE document = ?1")?.execute([n.0])?;
    if !is_final {
        settle::set_deleted(work.db, n, false)?;
        return Ok(document.id());
    }
    bring_back(work, &document)
}

/// A new entry with what an ended one last said; the old id names it.
fn bring_back(work: &mut Work<'_>, document: &Document) -> Result<DocumentId, CommandError> {
    let (kind, values) = present_values(work, document)?;
    let new = create(work, kind, document.header.audience, document.header.writers, values)?;
    work.db.execute(
        "INSERT OR REPLACE INTO aliases(old, new) VALUES(?1, ?2)",
        params![document.id().as_bytes(), new.as_bytes()],
    )?;
    purge(work.db, document.n)?;
    Ok(new)
}

/// Takes an ended document's words out of the vault; its end stays.
fn purge(db: &Connection, n: DocN) -> Result<(), VaultError> {
    db.execute(
        "UPDATE log SET record = NULL WHERE record IN
           (SELECT n FROM records WHERE document = ?1 AND type <> ?2)",
        params![n.0, RecordType::END.0],
    )?;
    db.execute(
        "DELETE FROM records WHERE document = ?1 AND type <> ?2",
        params![n.0, RecordType::END.0],
    )?;
    db.execute("DELETE FROM entries WHERE document = ?1", [n.0])?;
    db.execute("DELETE FROM deletions WHERE document = ?1", [n.0])?;
    Ok(())
}

impl Vault {
    /// Makes every pending deletion final, and purges the words of those that
    /// can no longer be brought back. Gives how many were purged.
    pub fn finish_deletions(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<usize, CommandError> {
        let purged = self.transact(now, rng, |work| {
            let pending: Vec<i64> = work
                .db
                .prepare_cached("SELECT document FROM deletions WHERE final = 0")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for n in pending {
                finish(work, DocN(n))?;
            }
            purge_due(work.db, work.now)
        })?;
        self.empty_wal(purged)?;
        Ok(purged)
    }

    /// Purges what can no longer be brought back; pending deletions stay. It
    /// waits for no other program, since it can be done at any later time: then
    /// it fails with [`VaultError::Busy`].
    pub fn purge_deleted(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<usize, CommandError> {
        if !is_purge_due(&self.db, now)? {
            return Ok(0);
        }
        self.db.busy_timeout(Duration::ZERO)?;
        let purged = self.transact(now, rng, |work| purge_due(work.db, work.now));
        self.db.busy_timeout(BUSY)?;
        let purged = purged?;
        self.empty_wal(purged)?;
        Ok(purged)
    }

    /// After a purge the old pages must not stay in the write-ahead log. A
    /// reader in another process can put this off; it is tried again next time.
    fn empty_wal(&self, purged: usize) -> Result<(), CommandError> {
        if purged > 0 {
            self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }
}

/// Whether there is anything for [`purge_due`] to do; looking takes no lock.
fn is_purge_due(db: &Connection, now: &Now) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM deletions g JOIN documents d ON d.n = g.document
             WHERE g.final = 1 AND d.state = 1 AND (g.at < ?1 OR g.at > ?2)",
        )?
        .exists([now.at.millis() - UNDO_MILLIS, now.at.millis()])?)
}

fn purge_due(db: &Connection, now: &Now) -> Result<usize, CommandError> {
    // Deleted by a clock that was ahead and has been put right: ten minutes
    // from now, and not when that time comes.
    db.execute("UPDATE deletions SET at = ?1 WHERE at > ?1", [now.at.millis()])?;
    let due: Vec<i64> = db
        .prepare_cached(
            "SELECT g.document FROM deletions g JOIN documents d ON d.n = g.document
             WHERE g.final = 1 AND g.at < ?1 AND d.state = 1",
        )?
        .query_map([now.at.millis() - UNDO_MILLIS], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for n in &due {
        purge(db, DocN(*n))?;
    }
    Ok(due.len())
}
