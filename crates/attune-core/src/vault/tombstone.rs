//! What is left of a document whose words are gone: its id and its ends, at
//! their places in the log. No kind, no title and no time are kept.
//!
//! An end names the header by its hash, so it can be checked and passed on
//! without the header. It may reach a device that never saw the document; then
//! it waits there, and counts in the digest like any end, until a header shows
//! whether its signer might end it.

use super::settle::ended_hash;
use super::store::{self, Document, Origin};
use super::{VaultError, Work};
use crate::ids::{DeviceId, DocumentId, PersonId};
use crate::record::{Place, Record, RecordType, fact_hash};
use rusqlite::{Connection, OptionalExtension, params};

/// What is left of a document whose words are gone: its id, and its ends.
pub(super) struct Tombstone {
    n: i64,
    /// Who signed the end.
    pub(super) by: PersonId,
    /// Whether the signer might end it; not known while its header never came.
    pub(super) checked: bool,
}

/// What is left in a log of the document called `id`; one for each end.
pub(super) fn of(db: &Connection, pair: i64, id: DocumentId) -> Result<Vec<Tombstone>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT t.n, v.person, t.checked FROM tombstones t JOIN devices v ON v.n = t.device
         WHERE t.id = ?1 AND t.pair = ?2 ORDER BY t.hash",
    )?;
    let rows = statement.query_map(params![id.as_bytes(), pair], |row| {
        Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?))
    })?;
    rows.map(|row| {
        let (n, person, checked) = row?;
        let by = PersonId::from_slice(&person).ok_or(VaultError::Inconsistent("a person"))?;
        Ok(Tombstone { n, by, checked })
    })
    .collect()
}

/// How many ends are kept of documents whose header never came.
pub(super) fn unchecked(db: &Connection) -> Result<i64, VaultError> {
    Ok(db
        .prepare_cached("SELECT count(*) FROM tombstones WHERE checked = 0")?
        .query_row([], |row| row.get(0))?)
}

/// Keeps the end of a document that is not here. `false` if it is kept already.
pub(super) fn add(
    work: &mut Work<'_>,
    pair: i64,
    end: &Record,
    checked: bool,
    origin: Origin,
) -> Result<bool, VaultError> {
    let id = end.document();
    let device = store::device_n(work.db, end.device)?
        .ok_or(VaultError::Inconsistent("a record of an unknown device"))?;
    let is_first = of(work.db, pair, id)?.is_empty();
    let hash = fact_hash(&end.body);
    let added = work
        .db
        .prepare_cached(
            "INSERT OR IGNORE INTO tombstones(pair, id, hash, device, body, signature, checked)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            pair,
            id.as_bytes(),
            hash.as_bytes(),
            device,
            end.body,
            end.signature,
            checked
        ])?;
    if added == 0 {
        return Ok(false);
    }
    let n = work.db.last_insert_rowid();
    if is_first {
        store::toggle(work.db, pair, &[ended_hash(id)])?;
    }
    store::log_row(work, pair, None, Some(n), origin)?;
    work.db.prepare_cached("UPDATE pairs SET in_step = 0 WHERE n = ?1")?.execute([pair])?;
    Ok(true)
}

/// Forgets ends that turned out to be somebody's who might not end it.
pub(super) fn remove(
    db: &Connection,
    pair: i64,
    id: DocumentId,
    all: &[Tombstone],
) -> Result<(), VaultError> {
    for tombstone in all {
        db.prepare_cached("UPDATE log SET tombstone = NULL WHERE tombstone = ?1")?
            .execute([tombstone.n])?;
        db.prepare_cached("DELETE FROM tombstones WHERE n = ?1")?.execute([tombstone.n])?;
    }
    store::toggle(db, pair, &[ended_hash(id)])
}

/// Takes a document out of the vault. Its ends stay as tombstones, at their
/// places in the log; without an end nothing stays.
pub(super) fn bury(db: &Connection, document: &Document) -> Result<(), VaultError> {
    let n = document.n.0;
    let mut statement =
        db.prepare_cached("SELECT n FROM records WHERE document = ?1 AND type = ?2")?;
    let ends: Vec<i64> = statement
        .query_map(params![n, RecordType::END.0], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for end in &ends {
        db.prepare_cached(
            "INSERT OR IGNORE INTO tombstones(pair, id, hash, device, body, signature, checked)
             SELECT ?2, ?3, hash, device, body, signature, 1 FROM records WHERE n = ?1",
        )?
        .execute(params![end, document.pair, document.id().as_bytes()])?;
        db.prepare_cached("UPDATE log SET record = NULL, tombstone = ?2 WHERE record = ?1")?
            .execute(params![end, db.last_insert_rowid()])?;
    }
    if ends.is_empty()
        && let (Some(pair), Some(hash)) = (document.pair, document.state_hash)
    {
        store::toggle(db, pair, &[hash])?;
    }
    db.prepare_cached(
        "UPDATE log SET record = NULL WHERE record IN (SELECT n FROM records WHERE document = ?1)",
    )?
    .execute([n])?;
    db.prepare_cached("DELETE FROM records WHERE document = ?1")?.execute([n])?;
    db.prepare_cached("DELETE FROM documents WHERE n = ?1")?.execute([n])?;
    Ok(())
}

/// A tombstone's end in its wire form.
pub(super) fn encoded(db: &Connection, n: i64) -> Result<Option<Vec<u8>>, VaultError> {
    let found: Option<(Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>)> = db
        .prepare_cached(
            "SELECT t.id, v.device, t.body, t.signature
             FROM tombstones t JOIN devices v ON v.n = t.device WHERE t.n = ?1",
        )?
        .query_row([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((id, device, body, signature)) = found else { return Ok(None) };
    let (Some(id), Some(device)) = (DocumentId::from_slice(&id), DeviceId::from_slice(&device))
    else {
        return Err(VaultError::Inconsistent("a tombstone"));
    };
    let record = Record { kind: RecordType::END, place: Place::In(id), device, body, signature };
    Ok(Some(record.encode()))
}

/// The ends of a document that is not here any more, in their wire form.
pub(super) fn encoded_all(
    db: &Connection,
    pair: i64,
    id: DocumentId,
) -> Result<Vec<Vec<u8>>, VaultError> {
    let mut all = Vec::new();
    for tombstone in of(db, pair, id)? {
        all.extend(encoded(db, tombstone.n)?);
    }
    Ok(all)
}
