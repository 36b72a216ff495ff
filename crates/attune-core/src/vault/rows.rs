//! An entry's row and its words in the index: what lists, search and screens
//! read instead of documents.

use super::VaultError;
use super::store::{DocN, Document};
use crate::document::ClashName;
use crate::header::{Audience, Writers};
use crate::ids::{DocumentId, PersonId};
use crate::kinds::Projection;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

/// A clash of wordings, as the projection holds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredClash {
    #[serde(default)]
    pub(super) name: ClashName,
    pub(super) wordings: Vec<(PersonId, String)>,
}

pub(super) fn parse_clashes(column: Option<String>) -> Result<Vec<StoredClash>, VaultError> {
    match column {
        None => Ok(Vec::new()),
        Some(text) => {
            serde_json::from_str(&text).map_err(|_| VaultError::Inconsistent("a clash of wordings"))
        }
    }
}

/// An entry's row, before it is written.
pub(super) struct EntryRow {
    pub(super) projection: Projection,
    pub(super) edited: i64,
    pub(super) revisions: usize,
    pub(super) wish: Option<String>,
    pub(super) shared_as: Option<DocumentId>,
    pub(super) listed: bool,
    pub(super) newer: bool,
    pub(super) sealed: bool,
    pub(super) clashes: Vec<StoredClash>,
}

/// Writes an entry's row and its words in the index, in place of the old ones.
pub(super) fn write_entry(
    db: &Connection,
    document: &Document,
    row: &EntryRow,
) -> Result<(), VaultError> {
    let clashes = if row.clashes.is_empty() {
        None
    } else {
        Some(
            serde_json::to_string(&row.clashes)
                .map_err(|_| VaultError::Inconsistent("a clash of wordings"))?,
        )
    };
    with_words(db, document.n, || {
        db.prepare_cached(
        "INSERT INTO entries(document, id, kind, scope, writers, author, title, body, day, created,
           offset, edited, revisions, week, wish, shared_as, listed, newer, sealed, clashes)
         VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)
         ON CONFLICT(document) DO UPDATE SET title=?7, body=?8, day=?9, created=?10, offset=?11,
           edited=?12, revisions=?13, week=?14, wish=?15, shared_as=?16, listed=?17, newer=?18,
           sealed=?19, clashes=?20",
    )?
    .execute(params![
        document.n.0,
        document.id().as_bytes(),
        document.header.kind,
        matches!(document.header.audience, Audience::Pair(_)),
        document.header.writers == Writers::Both,
        document.header.owner.as_bytes(),
        row.projection.title,
        row.projection.body,
        row.projection.day.to_string(),
        row.projection.created.millis(),
        row.projection.offset_minutes,
        row.edited,
        i64::try_from(row.revisions).unwrap_or(i64::MAX),
        row.projection.week.map(|week| week.to_string()),
        row.wish,
        row.shared_as.as_ref().map(|id| id.as_bytes().to_vec()),
        row.listed,
        row.newer,
        row.sealed,
        clashes,
    ])?;
        Ok(())
    })
}

/// What the index is to hold for a document as its row stands; the index keeps
/// no text itself, so the old words must be given to take them out.
fn indexed_words(db: &Connection, n: DocN) -> Result<String, VaultError> {
    let found: Option<(String, String)> = db
        .prepare_cached(
            "SELECT title, body FROM entries
             WHERE document = ?1 AND listed = 1 AND shared_as IS NULL AND deleted = 0",
        )?
        .query_row([n.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map(|(title, body)| crate::text::searchable(&[&title, &body])).unwrap_or_default())
}

/// Changes an entry's row, and the index with it: the only way to either, so
/// that the index holds just what the rows say.
fn with_words(
    db: &Connection,
    n: DocN,
    change: impl FnOnce() -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let old = indexed_words(db, n)?;
    change()?;
    let new = indexed_words(db, n)?;
    if old == new {
        return Ok(());
    }
    if !old.is_empty() {
        db.prepare_cached("INSERT INTO words(words, rowid, text) VALUES('delete', ?1, ?2)")?
            .execute(params![n.0, old])?;
    }
    if !new.is_empty() {
        db.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")?
            .execute(params![n.0, new])?;
    }
    Ok(())
}

/// Hides or shows an entry: a hidden one is in no list and in no search.
pub(super) fn set_deleted(db: &Connection, n: DocN, deleted: bool) -> Result<(), VaultError> {
    with_words(db, n, || {
        db.prepare_cached("UPDATE entries SET deleted = ?2 WHERE document = ?1")?
            .execute(params![n.0, deleted])?;
        Ok(())
    })
}

/// Takes an entry's row away, and its words out of the index.
pub(super) fn remove_entry(db: &Connection, n: DocN) -> Result<(), VaultError> {
    with_words(db, n, || {
        db.prepare_cached("DELETE FROM entries WHERE document = ?1")?.execute([n.0])?;
        db.prepare_cached("DELETE FROM checkins WHERE document = ?1")?.execute([n.0])?;
        Ok(())
    })
}

/// Makes the whole index anew from the rows.
pub(super) fn reindex(db: &Connection) -> Result<(), VaultError> {
    db.execute("INSERT INTO words(words) VALUES('delete-all')", [])?;
    let all: Vec<i64> = db
        .prepare("SELECT document FROM entries ORDER BY document")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for n in all {
        let words = indexed_words(db, DocN(n))?;
        if !words.is_empty() {
            db.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")?
                .execute(params![n, words])?;
        }
    }
    Ok(())
}
