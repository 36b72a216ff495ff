//! An entry's row: what lists and screens read instead of documents. Whatever
//! changes one notes it for the index.

use super::index::Place;
use super::store::{DocN, Document};
use super::{VaultError, Work};
use crate::document::ClashName;
use crate::header::{Audience, Writers};
use crate::ids::{DocumentId, PersonId};
use crate::kinds::Projection;
use crate::kinds::around::Standing;
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// A clash of wordings, as the projection holds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredClash {
    #[serde(default)]
    pub(super) name: ClashName,
    pub(super) wordings: Vec<(PersonId, String)>,
    /// When each of them claims to be from; empty in rows of before that was
    /// kept, and of one line.
    #[serde(default)]
    pub(super) times: Vec<i64>,
    /// Where in the body they meet, in bytes; `None` for a title, and in rows of
    /// before.
    #[serde(default)]
    pub(super) place: Option<(usize, usize)>,
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
    pub(super) standing: Standing,
    pub(super) origin: Option<String>,
    pub(super) written_by: Option<String>,
    pub(super) listed: bool,
    pub(super) newer: bool,
    pub(super) sealed: bool,
    pub(super) clashes: Vec<StoredClash>,
}

/// Writes an entry's row, in place of the old one.
pub(super) fn write_entry(
    work: &Work<'_>,
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
    let detail = match &row.projection.detail {
        None => None,
        Some(detail) => Some(
            serde_json::to_string(detail)
                .map_err(|_| VaultError::Inconsistent("what an entry holds"))?,
        ),
    };
    work.touched.note(work.db, document.n)?;
    let is_new = !work
        .db
        .prepare_cached("SELECT 1 FROM entries WHERE document = ?1")?
        .exists([document.n.0])?;
    // Given at once: a row that grows later leaves its page half empty.
    let place = if is_new && row.listed {
        Some(Place::free(work.db, row.projection.created.millis())?.0)
    } else {
        None
    };
    work.db.prepare_cached(
        "INSERT INTO entries(document, id, kind, scope, writers, author, title, body, day, created,
           offset, edited, revisions, week, wish, shared_as, listed, newer, sealed, clashes, place,
           answers, detail, standing, origin, written_by)
         VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,
           ?25,?26)
         ON CONFLICT(document) DO UPDATE SET title=?7, body=?8, day=?9, created=?10, offset=?11,
           edited=?12, revisions=?13, week=?14, wish=?15, shared_as=?16, listed=?17, newer=?18,
           sealed=?19, clashes=?20, detail=?23, standing=?24, origin=?25, written_by=?26",
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
        row.projection.period,
        row.wish,
        row.shared_as.as_ref().map(|id| id.as_bytes().to_vec()),
        row.listed,
        row.newer,
        row.sealed,
        clashes,
        place,
        document.header.answers.map(|id| id.as_bytes().to_vec()),
        detail,
        row.standing.column(),
        row.origin,
        row.written_by,
    ])?;
    Ok(())
}

/// Shows an entry, or keeps it out of sight, by how it stands now.
pub(super) fn set_standing(
    work: &Work<'_>,
    n: DocN,
    standing: Standing,
    listed: bool,
) -> Result<(), VaultError> {
    work.touched.note(work.db, n)?;
    work.db
        .prepare_cached("UPDATE entries SET standing = ?2, listed = ?3 WHERE document = ?1")?
        .execute(params![n.0, standing.column(), listed])?;
    Ok(())
}

/// Hides or shows an entry: a hidden one is in no list and in no search.
pub(super) fn set_deleted(work: &Work<'_>, n: DocN, deleted: bool) -> Result<(), VaultError> {
    work.touched.note(work.db, n)?;
    work.db
        .prepare_cached("UPDATE entries SET deleted = ?2 WHERE document = ?1")?
        .execute(params![n.0, deleted])?;
    Ok(())
}

/// Takes an entry's row away, and its words out of the index.
pub(super) fn remove_entry(work: &Work<'_>, n: DocN) -> Result<(), VaultError> {
    work.touched.note(work.db, n)?;
    work.db.prepare_cached("DELETE FROM entries WHERE document = ?1")?.execute([n.0])?;
    work.db.prepare_cached("DELETE FROM named WHERE document = ?1")?.execute([n.0])?;
    work.db.prepare_cached("DELETE FROM received WHERE document = ?1")?.execute([n.0])?;
    work.db.prepare_cached("DELETE FROM checkins WHERE document = ?1")?.execute([n.0])?;
    Ok(())
}
