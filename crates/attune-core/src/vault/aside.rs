//! What came and could not be applied: kept as bytes, within bounds, or only
//! noted as refused.
//!
//! An acknowledgement says "all but these", and can be lost. So every exception
//! is a row here until it is none any more, and is told again at each meeting.

use super::VaultError;
use crate::document::MAX_DOCUMENT;
use crate::exchange::ExceptReason;
use crate::ids::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

/// The most that is kept of what could not be applied, in bytes.
const MAX_BYTES: i64 = 64 * 1024 * 1024;
/// The most rows with bytes, and the most documents noted as refused.
const MAX_ROWS: i64 = 100_000;

/// Why something is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It does not make a document with the rest.
    Unmergeable,
    /// Its header is from a newer version.
    Newer,
    /// What it depends on, or its author's certificate, is not here.
    Incomplete,
    /// One actor wrote two changes under one number. Nothing more is taken into
    /// the document; nobody chooses between the two.
    Contradicted,
    /// Its author might not write it. Of such only the note is kept.
    Forbidden,
}

impl Reason {
    /// As the table says it.
    fn word(self) -> &'static str {
        match self {
            Reason::Unmergeable => "refused by merging",
            Reason::Newer => "from a newer version",
            Reason::Incomplete => "without what it depends on",
            Reason::Contradicted => "contradicts another",
            Reason::Forbidden => "not allowed",
        }
    }

    /// As the sender is told it.
    pub(super) fn told(self) -> ExceptReason {
        match self {
            Reason::Newer => ExceptReason::Newer,
            Reason::Forbidden => ExceptReason::Refused,
            _ => ExceptReason::SetAside,
        }
    }
}

/// What the table's word means to the sender.
pub(super) fn told(word: &str) -> ExceptReason {
    let all = [Reason::Newer, Reason::Forbidden];
    let found = all.into_iter().find(|reason| reason.word() == word);
    found.unwrap_or(Reason::Unmergeable).told()
}

/// Keeps the bytes of a record that could not be applied. Gives what the sender
/// is to be told: where there is no room for the bytes, that they were refused.
pub(super) fn keep(
    db: &Connection,
    id: DocumentId,
    bytes: &[u8],
    reason: Reason,
) -> Result<ExceptReason, VaultError> {
    if has(db, id, bytes)? {
        return Ok(reason.told());
    }
    let (rows, of_all): (i64, i64) = db
        .prepare_cached(
            "SELECT count(*), coalesce(sum(length(record)), 0) FROM set_aside WHERE record <> x''",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let of_document: i64 = db
        .prepare_cached(
            "SELECT coalesce(sum(length(record)), 0) FROM set_aside WHERE document = ?1",
        )?
        .query_row([id.as_bytes()], |row| row.get(0))?;
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let most = i64::try_from(MAX_DOCUMENT).unwrap_or(i64::MAX);
    if of_document.saturating_add(length) > most
        || of_all.saturating_add(length) > MAX_BYTES
        || rows >= MAX_ROWS
    {
        return refuse(db, id);
    }
    insert(db, id, bytes, reason)?;
    Ok(reason.told())
}

/// Notes that something of a document was refused: the sender must never take
/// it for stored. Where not even that can be noted, nothing may be acknowledged.
pub(super) fn refuse(db: &Connection, id: DocumentId) -> Result<ExceptReason, VaultError> {
    if !has(db, id, &[])? {
        let notes: i64 = db
            .prepare_cached("SELECT count(*) FROM set_aside WHERE record = x''")?
            .query_row([], |row| row.get(0))?;
        if notes >= MAX_ROWS {
            return Err(VaultError::Overfull);
        }
        insert(db, id, &[], Reason::Forbidden)?;
    }
    Ok(ExceptReason::Refused)
}

fn has(db: &Connection, id: DocumentId, bytes: &[u8]) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM set_aside WHERE document = ?1 AND record = ?2")?
        .exists(params![id.as_bytes(), bytes])?)
}

fn insert(db: &Connection, id: DocumentId, bytes: &[u8], reason: Reason) -> Result<(), VaultError> {
    db.prepare_cached("INSERT INTO set_aside(document, record, reason) VALUES(?1, ?2, ?3)")?
        .execute(params![id.as_bytes(), bytes, reason.word()])?;
    Ok(())
}

/// A record that is kept here.
pub(super) struct Kept {
    pub(super) n: i64,
    /// Empty where only the note is kept.
    pub(super) bytes: Vec<u8>,
}

/// What is kept of a document, the earliest first, at most `limit`.
pub(super) fn of(db: &Connection, id: DocumentId, limit: u32) -> Result<Vec<Kept>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT n, record FROM set_aside WHERE document = ?1 ORDER BY n LIMIT ?2",
    )?;
    let rows = statement.query_map(params![id.as_bytes(), limit], |row| {
        Ok(Kept { n: row.get(0)?, bytes: row.get(1)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes one away that has been applied, or is wrong no more.
pub(super) fn remove(db: &Connection, n: i64) -> Result<(), VaultError> {
    db.prepare_cached("DELETE FROM set_aside WHERE n = ?1")?.execute([n])?;
    Ok(())
}

/// Throws away all that is kept of a document. Tells whether there was any.
pub(super) fn forget(db: &Connection, id: DocumentId) -> Result<bool, VaultError> {
    let gone =
        db.prepare_cached("DELETE FROM set_aside WHERE document = ?1")?.execute([id.as_bytes()])?;
    Ok(gone > 0)
}

/// Throws away the notes of what was refused.
pub(super) fn forget_refused(db: &Connection) -> Result<(), VaultError> {
    db.prepare_cached("DELETE FROM set_aside WHERE record = x''")?.execute([])?;
    Ok(())
}

/// Documents of which something is kept, or kept for one reason.
pub(super) fn documents(
    db: &Connection,
    reason: Option<Reason>,
) -> Result<Vec<DocumentId>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT document FROM set_aside WHERE ?1 IS NULL OR reason = ?1
         ORDER BY document LIMIT 4096",
    )?;
    let rows = statement.query_map([reason.map(Reason::word)], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|id| DocumentId::from_slice(&id?).ok_or(VaultError::Inconsistent("a document's id")))
        .collect()
}

/// Whether a document contradicts itself.
pub(super) fn is_contradicted(db: &Connection, id: DocumentId) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM set_aside WHERE document = ?1 AND reason = ?2")?
        .query_row(params![id.as_bytes(), Reason::Contradicted.word()], |_| Ok(()))
        .optional()?
        .is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::schema;

    fn tables() -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        schema::migrate(&mut db).unwrap();
        db
    }

    fn id(n: u8) -> DocumentId {
        DocumentId::from_bytes([n; 16])
    }

    /// So many rows, each of another document, with these bytes.
    fn fill(db: &Connection, many: i64, bytes: &[u8]) {
        db.execute(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ?1)
             INSERT INTO set_aside(document, record, reason) SELECT CAST(x AS BLOB), ?2, ?3 FROM c",
            params![many, bytes, Reason::Forbidden.word()],
        )
        .unwrap();
    }

    #[test]
    fn where_not_even_a_refusal_can_be_noted_nothing_is_acknowledged() {
        let db = tables();
        fill(&db, MAX_ROWS - 1, b"");
        assert_eq!(refuse(&db, id(1)).unwrap(), ExceptReason::Refused);
        assert!(matches!(refuse(&db, id(2)), Err(VaultError::Overfull)));
        // One that is noted already needs no room.
        assert_eq!(refuse(&db, id(1)).unwrap(), ExceptReason::Refused);
        // Nor is there a note to take the place of bytes beyond their bound.
        let large = vec![1; MAX_DOCUMENT + 1];
        assert!(matches!(keep(&db, id(3), &large, Reason::Newer), Err(VaultError::Overfull)));
        forget_refused(&db).unwrap();
        assert_eq!(refuse(&db, id(2)).unwrap(), ExceptReason::Refused);
    }

    #[test]
    fn what_is_kept_is_bounded_by_the_document_in_all_and_in_rows() {
        let db = tables();
        let kept = |n, bytes: &[u8]| keep(&db, id(n), bytes, Reason::Unmergeable).unwrap();
        let most = vec![1; MAX_DOCUMENT];
        assert_eq!(kept(1, &most), ExceptReason::SetAside);
        assert_eq!(kept(1, b"one more"), ExceptReason::Refused);
        assert_eq!(kept(1, &most), ExceptReason::SetAside, "it is kept already");
        assert_eq!(kept(2, &most), ExceptReason::SetAside);
        assert_eq!(kept(3, &most), ExceptReason::Refused, "64 MiB in all");
        assert_eq!(kept(3, b"a little"), ExceptReason::SetAside);
        forget(&db, id(1)).unwrap();
        assert_eq!(kept(4, &most), ExceptReason::SetAside);

        let db = tables();
        fill(&db, MAX_ROWS, b"bytes");
        let told = keep(&db, id(1), b"bytes", Reason::Newer).unwrap();
        assert_eq!(told, ExceptReason::Refused);
    }
}
