//! Deleting, taking back, and bringing back within ten minutes.
//!
//! In the window an end is first a durable pending row, and nothing is sent;
//! it becomes a record when the page is left. What goes after that:
//!
//! | what was deleted | the other's side | here |
//! | --- | --- | --- |
//! | a page of one's own | keeps a copy | gone after ten minutes |
//! | a page that both wrote | keeps a copy | kept as well, a private copy |
//! | a kept copy, or a page of an earlier pair | nothing is told | gone after ten minutes |
//!
//! Until then undo makes a new entry from the words of the first two, and puts
//! the third back as it was: what the partner took back must never travel
//! again as one's own.

use super::entry::{NewDocument, create, create_facts, present_values, resolve};
use super::store::{self, DocN, Document, State};
use super::{
    CommandError, Vault, VaultError, Work, aside, entry, meta, rows, settle, tend, tombstone,
};
use crate::command::Deletion;
use crate::document::{ActorPrefix, unseen};
use crate::header::{Audience, Header, Writers};
use crate::ids::{DeviceId, DocumentId, HeaderHash, PersonId, RecordHash};
use crate::kinds::{Ends, kind};
use crate::record::RecordType;
use crate::time::Now;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long what was deleted can be brought back, in milliseconds.
pub const UNDO_MILLIS: i64 = 10 * 60 * 1000;

/// How long emptying the write-ahead log waits for readers; it is tried again.
const WAL_WAITS: Duration = Duration::from_millis(200);

/// The meta row that says that the write-ahead log may hold purged words, or the
/// secret of a pair that was left.
const WAL_DIRTY: &str = "wal-dirty";

/// The body of an end: which document, and what the ender had seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) header: HeaderHash,
    /// The heads and facts that the ender held.
    pub(super) seen: Vec<RecordHash>,
}

/// Ends an entry, or lets its end be pending.
pub(super) fn delete(
    work: &mut Work<'_>,
    id: DocumentId,
    deletion: Deletion,
) -> Result<DocumentId, CommandError> {
    let document = resolve(work, id)?;
    if document.state == State::Ended || entry::is_pending(work.db, document.n)? {
        return Err(CommandError::Ended);
    }
    let is_copy = document.state == State::Kept;
    if !is_copy && !document.header.may_write(work.me.person) {
        return Err(CommandError::NotYours);
    }
    let known = kind(&document.header.kind);
    if !is_copy && known.is_some_and(|kind| kind.ends != Ends::ByWhoeverWrites) {
        return Err(CommandError::NotPossible);
    }
    // Where no end is written, undo puts back what was.
    let local = is_copy || entry::is_of_earlier_pair(work.db, &document)?;
    let was = local.then(|| document.state.column());
    note(work, document.n, was, Alone::Itself)?;
    rows::set_deleted(work, document.n, true)?;
    if deletion == Deletion::Final {
        finish(work, document.n)?;
    }
    Ok(document.id())
}

/// Whether a document was deleted for itself, or went with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alone {
    Itself,
    WithItsPage,
}

/// Notes that a document is deleted now, not yet for good.
fn note(work: &Work<'_>, n: DocN, was: Option<i64>, alone: Alone) -> Result<(), VaultError> {
    work.db
        .prepare_cached(
            "INSERT OR REPLACE INTO deletions(document, at, final, was, with_page)
             VALUES(?1, ?2, 0, ?3, ?4)",
        )?
        .execute(params![n.0, work.now.at.millis(), was, alone == Alone::WithItsPage])?;
    Ok(())
}

/// Makes a pending end final.
fn finish(work: &mut Work<'_>, n: DocN) -> Result<(), CommandError> {
    let mut document = store::get(work.db, n)?;
    let was: Option<i64> = work
        .db
        .prepare_cached("SELECT was FROM deletions WHERE document = ?1")?
        .query_row([n.0], |row| row.get(0))?;
    // Meanwhile the partner may have taken it back, or the pair may be no more.
    let local = was.is_some()
        || document.state != State::Live
        || entry::is_of_earlier_pair(work.db, &document)?;
    let was = local.then(|| was.unwrap_or(document.state.column()));
    if !local {
        sign_end(work, &document)?;
    }
    let state =
        if !local && document.header.writers == Writers::Both { State::Kept } else { State::Ended };
    close(work, &mut document, state, was)?;
    if local {
        drop_what_answers(work, document.id())?;
    } else {
        end_what_answers(work, document.id(), state)?;
    }
    // The private page behind a shared one goes with it.
    if document.pair.is_none() {
        return Ok(());
    }
    let earlier: Vec<i64> = work
        .db
        .prepare_cached(
            "SELECT e.document FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.shared_as = ?1 AND d.state = 0 AND d.pair IS NULL",
        )?
        .query_map([document.id().as_bytes()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for earlier in earlier {
        note(work, DocN(earlier), None, Alone::WithItsPage)?;
        finish(work, DocN(earlier))?;
    }
    Ok(())
}

/// What follows on this device from an end given here.
fn close(
    work: &mut Work<'_>,
    document: &mut Document,
    state: State,
    was: Option<i64>,
) -> Result<(), VaultError> {
    let hash = settle::ended_hash(document.id());
    store::set_state(work.db, document, state, Some(hash))?;
    rows::set_deleted(work, document.n, state == State::Ended)?;
    work.db
        .prepare_cached("UPDATE deletions SET final = 1, was = ?2 WHERE document = ?1")?
        .execute(params![document.n.0, was])?;
    forget_unfinished(work.db, document)?;
    work.db
        .prepare_cached("DELETE FROM drafts WHERE document = ?1")?
        .execute([document.id().as_bytes()])?;
    Ok(())
}

/// Signs the end of a document as it is here.
fn sign_end(work: &mut Work<'_>, document: &Document) -> Result<(), VaultError> {
    let end = End { header: document.header.hash(), seen: settle::seen(work.db, document.n)? };
    store::write_fact(work, document, RecordType::END, &end)
}

/// Ends what answers a page that this person ended, and what answers that: none
/// of it means anything without the page. `page` is what became of it here.
fn end_what_answers(work: &mut Work<'_>, id: DocumentId, page: State) -> Result<(), VaultError> {
    for document in answering(work.db, id)? {
        if document.state == State::Live {
            end_answer(work, document, page)?;
        }
    }
    Ok(())
}

/// Ends one of them, and what answers it in turn.
fn end_answer(work: &mut Work<'_>, mut document: Document, page: State) -> Result<(), VaultError> {
    note(work, document.n, None, Alone::WithItsPage)?;
    sign_end(work, &document)?;
    close(work, &mut document, page, None)?;
    end_what_answers(work, document.id(), page)
}

/// What answers a document and is not gone, in the order it came.
fn answering(db: &Connection, id: DocumentId) -> Result<Vec<Document>, VaultError> {
    let all: Vec<i64> = db
        .prepare_cached(
            "SELECT e.document FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.answers = ?1 AND d.state <> 1 ORDER BY d.n",
        )?
        .query_map([id.as_bytes()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    all.into_iter().map(|n| store::get(db, DocN(n))).collect()
}

/// Lets go of what is left beside a copy that goes; nothing is told to anybody.
fn drop_what_answers(work: &mut Work<'_>, id: DocumentId) -> Result<(), VaultError> {
    for mut document in answering(work.db, id)? {
        let was = document.state.column();
        note(work, document.n, Some(was), Alone::WithItsPage)?;
        if document.pair.is_none() {
            sign_end(work, &document)?;
        }
        close(work, &mut document, State::Ended, Some(was))?;
        drop_what_answers(work, document.id())?;
    }
    Ok(())
}

/// Brings back what went with a copy.
fn restore_what_answers(work: &Work<'_>, id: DocumentId) -> Result<(), VaultError> {
    let gone: Vec<(i64, i64)> = work
        .db
        .prepare_cached(
            "SELECT g.document, g.was FROM deletions g JOIN entries e ON e.document = g.document
             WHERE e.answers = ?1 AND g.with_page = 1 AND g.was IS NOT NULL",
        )?
        .query_map([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (n, was) in gone {
        let mut document = store::get(work.db, DocN(n))?;
        // A note of one's own has a signed end: it stays gone.
        if document.pair.is_none() {
            continue;
        }
        let hash = document.state_hash;
        store::set_state(work.db, &mut document, State::from_column(was), hash)?;
        rows::set_deleted(work, document.n, false)?;
        work.db.prepare_cached("DELETE FROM deletions WHERE document = ?1")?.execute([n])?;
        restore_what_answers(work, document.id())?;
    }
    Ok(())
}

/// Ends a document that came to answer what this person has ended meanwhile.
pub(super) fn end_late_answer(work: &mut Work<'_>, document: &Document) -> Result<(), VaultError> {
    let (Some(pair), Some(id)) = (document.pair, document.header.answers) else { return Ok(()) };
    if document.state != State::Live || !has_ended(work.db, pair, &document.header, work.me.person)?
    {
        return Ok(());
    }
    let page = store::find_shared(work.db, id, pair)?;
    let page = page.map_or(State::Ended, |page| page.state);
    let document = store::get(work.db, document.n)?;
    end_answer(work, document, page)
}

/// How far up it is looked for the page that something answers.
const DEEPEST: usize = 8;

/// Whether `person` ended what `header` answers, or what that answers, and might.
pub(super) fn has_ended(
    db: &Connection,
    pair: i64,
    header: &Header,
    person: PersonId,
) -> Result<bool, VaultError> {
    let mut above = header.answers;
    for _ in 0..DEEPEST {
        let Some(id) = above else { return Ok(false) };
        let Some(document) = store::find_shared(db, id, pair)? else {
            let left = tombstone::of(db, pair, id)?;
            return Ok(left.iter().any(|left| left.checked && left.by == person));
        };
        if document.state != State::Live && is_ended_by(db, &document, person)? {
            return Ok(true);
        }
        above = document.header.answers;
    }
    Ok(false)
}

/// Whether an end of this document is `person`'s.
fn is_ended_by(db: &Connection, document: &Document, person: PersonId) -> Result<bool, VaultError> {
    let ends = store::facts(db, document.n)?.into_iter();
    Ok(ends.filter(|fact| fact.kind == RecordType::END).any(|fact| fact.by == person))
}

/// Throws away what could not be applied of a document that has ended: nothing
/// more is taken into it.
fn forget_unfinished(db: &Connection, document: &Document) -> Result<bool, VaultError> {
    // What somebody sent under the id of a private page waits as under any
    // unknown id: that it went would tell that there is such a page.
    match document.pair {
        Some(_) => aside::forget(db, document.id()),
        None => Ok(false),
    }
}

/// Whose an end is that came from another device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// This person's, given on this device before it was put back to an older
    /// state, or on another.
    Mine,
    /// The partner's.
    Theirs,
}

/// An end that came from another device, over a document that is live here.
///
/// What the other person ended becomes a frozen copy of one's own. One's own
/// end comes back to a device that was restored: the words go here too, but for
/// what it had not seen, which stays with whoever wrote it. Tells whether
/// something that was set aside went with it.
pub(super) fn ended(
    work: &mut Work<'_>,
    document: &mut Document,
    end: &End,
    by: Whose,
    signer: DeviceId,
) -> Result<bool, VaultError> {
    let keeps = match by {
        Whose::Theirs => true,
        Whose::Mine if document.header.writers == Writers::Both => true,
        Whose::Mine => has_unseen(work, document, end, signer)?,
    };
    let state = if keeps { State::Kept } else { State::Ended };
    let hash = settle::ended_hash(document.id());
    store::set_state(work.db, document, state, Some(hash))?;
    let cleared = forget_unfinished(work.db, document)?;
    if by == Whose::Theirs {
        taken_back(work.db, document.n)?;
    }
    if !keeps {
        note(work, document.n, None, Alone::Itself)?;
        work.db
            .prepare_cached("UPDATE deletions SET final = 1 WHERE document = ?1")?
            .execute([document.n.0])?;
        rows::set_deleted(work, document.n, true)?;
    }
    Ok(cleared)
}

/// Whether I wrote something that my own end had not seen. Where it saw more
/// than is here, only what this very device wrote since can be such a thing.
fn has_unseen(
    work: &Work<'_>,
    document: &Document,
    end: &End,
    signer: DeviceId,
) -> Result<bool, VaultError> {
    let changes = store::changes(work.db, document.n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    // What does not even load was seen as it is.
    let Ok(unseen) = unseen(&changes, &end.seen) else { return Ok(false) };
    let here = ActorPrefix::of(work.me.device);
    Ok(match unseen.seen_more {
        false => !unseen.by.is_empty(),
        true => signer != work.me.device && unseen.by.contains(&here),
    })
}

/// Notes that the partner took it back. Tells whether that is new.
pub(super) fn taken_back(db: &Connection, n: DocN) -> Result<bool, VaultError> {
    let sql = "UPDATE entries SET taken_back = 1 WHERE document = ?1 AND taken_back = 0";
    Ok(db.prepare_cached(sql)?.execute([n.0])? > 0)
}

/// What a deletion's row says.
struct Deleted {
    n: DocN,
    is_final: bool,
    was: Option<i64>,
}

/// Brings back an entry, or the last one deleted.
pub(super) fn undo(
    work: &mut Work<'_>,
    id: Option<DocumentId>,
) -> Result<DocumentId, CommandError> {
    let since = work.now.at.millis() - UNDO_MILLIS;
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Deleted { n: DocN(row.get(0)?), is_final: row.get(1)?, was: row.get(2)? })
    };
    let found = match id {
        Some(id) => {
            let document = resolve(work, id)?;
            work.db
                .prepare_cached(
                    "SELECT document, final, was FROM deletions WHERE document = ?1 AND at >= ?2",
                )?
                .query_row(params![document.n.0, since], row)
                .optional()?
        }
        None => work
            .db
            .prepare_cached(
                "SELECT g.document, g.final, g.was FROM deletions g
                 WHERE g.at >= ?1 AND g.with_page = 0
                 ORDER BY g.at DESC, g.document DESC LIMIT 1",
            )?
            .query_row([since], row)
            .optional()?,
    };
    let deleted = found.ok_or(CommandError::NothingToUndo)?;
    let mut document = store::get(work.db, deleted.n)?;
    work.db.prepare_cached("DELETE FROM deletions WHERE document = ?1")?.execute([deleted.n.0])?;
    if deleted.is_final && deleted.was.is_none() {
        return bring_back(work, &document);
    }
    if deleted.is_final
        && let Some(was) = deleted.was
    {
        let hash = document.state_hash;
        store::set_state(work.db, &mut document, State::from_column(was), hash)?;
        restore_what_answers(work, document.id())?;
    }
    rows::set_deleted(work, deleted.n, false)?;
    Ok(document.id())
}

/// A new entry with what an ended one last said; the old id names it.
fn bring_back(work: &mut Work<'_>, document: &Document) -> Result<DocumentId, CommandError> {
    let taken_back: bool = work
        .db
        .prepare_cached("SELECT 1 FROM entries WHERE document = ?1 AND taken_back = 1")?
        .exists([document.n.0])?;
    if taken_back {
        // Both ended it: what is here is a copy of what the partner took back.
        return Ok(document.id());
    }
    // What another wrote and went with a page of mine is not mine to say again.
    if !document.header.may_write(work.me.person) {
        return Err(CommandError::NotYours);
    }
    if let Some(page) = document.header.answers
        && resolve(work, page).is_ok_and(|page| page.state != State::Live)
    {
        return Err(CommandError::Ended);
    }
    let known = kind(&document.header.kind).ok_or(CommandError::NotPossible)?;
    let Header { mut audience, mut writers, mut answers, .. } = document.header.clone();
    if entry::is_of_earlier_pair(work.db, document)? {
        (audience, writers, answers) = (Audience::Own, Writers::Owner, None);
    }
    let new = NewDocument { kind: known, audience, writers, answers };
    let new = if known.is_edited() {
        let (_, mut values) = present_values(work, document)?;
        values.remove("shared-as");
        create(work, &new, values)?
    } else {
        let facts = store::facts(work.db, document.n)?.into_iter();
        let facts = facts.filter(|fact| fact.kind != RecordType::END);
        create_facts(work, &new, |_, _| Ok(facts.map(|fact| (fact.kind, fact.body)).collect()))?
    };
    work.db.execute(
        "UPDATE aliases SET new = ?2 WHERE new = ?1",
        params![document.id().as_bytes(), new.as_bytes()],
    )?;
    work.db.execute(
        "INSERT OR REPLACE INTO aliases(old, new) VALUES(?1, ?2)",
        params![document.id().as_bytes(), new.as_bytes()],
    )?;
    purge(work, document)?;
    Ok(new)
}

/// Takes an ended document's words out of the vault; a tombstone stays.
fn purge(work: &Work<'_>, document: &Document) -> Result<(), VaultError> {
    let (db, n) = (work.db, document.n.0);
    rows::remove_entry(work, document.n)?;
    forget_unfinished(db, document)?;
    db.prepare_cached("DELETE FROM drafts WHERE document = ?1")?
        .execute([document.id().as_bytes()])?;
    db.prepare_cached("DELETE FROM deletions WHERE document = ?1")?.execute([n])?;
    tombstone::bury(db, document)?;
    tend::index_is_dirty(db)?;
    wal_is_dirty(db)
}

/// Pages that were freed must not stay in the write-ahead log.
pub(super) fn wal_is_dirty(db: &Connection) -> Result<(), VaultError> {
    meta::set(db, WAL_DIRTY, b"1")
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
            purge_due(work)
        })?;
        self.empty_wal()?;
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
        if !is_purge_due(&self.db.lock(), now)? {
            self.empty_wal()?;
            return Ok(0);
        }
        let purged = self.transact_within(Duration::ZERO, now, rng, |work| purge_due(work))?;
        self.empty_wal()?;
        Ok(purged)
    }

    /// After a purge, or after leaving, the old pages must not stay in the write-ahead log. A
    /// reader in any process can put this off; then it is tried again at the
    /// next call, whatever that purges itself.
    pub(super) fn empty_wal(&mut self) -> Result<(), CommandError> {
        let db = self.db.lock();
        if meta::value(&db, WAL_DIRTY)?.is_none() {
            return Ok(());
        }
        let busy: bool = db.waiting(WAL_WAITS, |db| {
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        })??;
        if !busy {
            db.execute("DELETE FROM meta WHERE key = ?1", [WAL_DIRTY])?;
        }
        Ok(())
    }
}

/// Whether there is anything for [`purge_due`] to do; looking takes no lock.
fn is_purge_due(db: &Connection, now: &Now) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM deletions WHERE final = 1 AND (at < ?1 OR at > ?2)")?
        .exists([now.at.millis() - UNDO_MILLIS, now.at.millis()])?)
}

fn purge_due(work: &Work<'_>) -> Result<usize, CommandError> {
    let (db, now) = (work.db, work.now);
    // Deleted by a clock that was ahead and has been put right: ten minutes
    // from now, and not when that time comes.
    db.execute("UPDATE deletions SET at = ?1 WHERE at > ?1", [now.at.millis()])?;
    let due: Vec<i64> = db
        .prepare_cached("SELECT document FROM deletions WHERE final = 1 AND at < ?1")?
        .query_map([now.at.millis() - UNDO_MILLIS], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut purged = 0;
    for n in due {
        let document = store::get(db, DocN(n))?;
        if document.state == State::Ended {
            purge(work, &document)?;
            purged += 1;
        } else {
            // A page that both wrote stays, as a copy.
            db.prepare_cached("DELETE FROM deletions WHERE document = ?1")?.execute([n])?;
        }
    }
    Ok(purged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Command, Who};
    use crate::secrets::{Protection, Unlock};
    use crate::vault::{NewVault, VAULT_FILE};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn purged_words_leave_the_write_ahead_log_as_soon_as_nobody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        let (mut vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        let (title, body) = (String::new(), "words ".repeat(1000));
        let add = Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
        let id = vault.apply(&add, &now, &mut rng).unwrap().id;
        vault.apply(&Command::Delete { id, deletion: Deletion::Final }, &now, &mut rng).unwrap();
        let wal = folder.path().join(format!("{VAULT_FILE}-wal"));
        let length = || std::fs::metadata(&wal).unwrap().len();
        // Somebody reads, in another program.
        let other = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        let other = other.db.lock();
        other.execute_batch("BEGIN").unwrap();
        other.query_row("SELECT count(*) FROM entries", [], |_| Ok(())).unwrap();
        let later = Now::from_millis(now.at.millis() + UNDO_MILLIS + 1, 0);
        assert_eq!(vault.purge_deleted(&later, &mut rng).unwrap(), 1);
        assert!(length() > 0);
        other.execute_batch("COMMIT").unwrap();
        // Nothing more is to be purged, and it is emptied all the same.
        assert_eq!(vault.purge_deleted(&later, &mut rng).unwrap(), 0);
        assert!(length() < 8192, "{}", length());
        assert_eq!(meta::value(&vault.db.lock(), WAL_DIRTY).unwrap(), None);
    }
}
