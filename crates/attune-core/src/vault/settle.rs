//! From a document's records to its projection: the one place that merges.
//!
//! Whatever changed a document, here or there, ends in [`settle`]. Equal heads
//! give equal rows, on any device.

use super::read::StoredClash;
use super::store::{self, DocN, Document, State};
use super::{VaultError, Work, sealing};
use crate::document::{Merged, Refusal, Value, merge};
use crate::exchange::StateHash;
use crate::header::{Audience, Writers};
use crate::ids::{DocumentId, RecordHash};
use crate::kinds::{Projection, kind};
use crate::record::RecordType;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// Why a document could not be settled; the caller rolls back to before.
#[derive(Debug)]
pub(super) enum SettleError {
    /// Its records don't make a document.
    Refused(Refusal),
    /// The vault failed.
    Vault(VaultError),
}

impl From<VaultError> for SettleError {
    fn from(error: VaultError) -> Self {
        SettleError::Vault(error)
    }
}

impl From<rusqlite::Error> for SettleError {
    fn from(error: rusqlite::Error) -> Self {
        SettleError::Vault(error.into())
    }
}

/// Merges, projects and hashes the document in row `n`.
pub(super) fn settle(work: &mut Work<'_>, n: DocN) -> Result<(), SettleError> {
    let mut document = store::get(work.db, n)?;
    let known = kind(&document.header.kind);
    if known.is_some_and(|known| known.project.is_none()) {
        sealing::settle_document(work, n)?;
        // That may have released a key in this very document, and settled it.
        document = store::get(work.db, n)?;
    }
    let mut parts: Vec<RecordHash> =
        store::facts(work.db, n)?.into_iter().map(|fact| fact.hash).collect();
    let changes = store::changes(work.db, n)?;
    if !changes.is_empty() {
        let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let shape = known.map_or(&[][..], |known| known.shape);
        let merged = merge(shape, &changes).map_err(SettleError::Refused)?;
        parts.extend(&merged.heads);
        project(work, &document, &merged)?;
    }
    parts.sort_unstable();
    let hash = match document.state {
        State::Live => live_hash(document.id(), &parts),
        State::Ended | State::Kept => ended_hash(document.id()),
    };
    let state = document.state;
    store::set_state(work.db, &mut document, state, Some(hash))?;
    Ok(())
}

fn live_hash(id: DocumentId, parts: &[RecordHash]) -> StateHash {
    let mut hash = Sha256::new();
    hash.update(b"attune state 1");
    hash.update(id.as_bytes());
    for part in parts {
        hash.update(part.as_bytes());
    }
    StateHash(hash.finalize().into())
}

/// An ended document's part in the digest.
pub(super) fn ended_hash(id: DocumentId) -> StateHash {
    let mut hash = Sha256::new();
    hash.update(b"attune state 1");
    hash.update(id.as_bytes());
    hash.update(b"ended");
    StateHash(hash.finalize().into())
}

fn project(work: &mut Work<'_>, document: &Document, merged: &Merged) -> Result<(), VaultError> {
    let known = kind(&document.header.kind);
    let projection = match known.and_then(|known| known.project) {
        Some(project) => project(merged),
        None => Projection::of(merged, "", ""),
    };
    let mut clashes = Vec::new();
    let mut by_person =
        |field: &str, merged_text: &str, all: &[(crate::document::ActorPrefix, String)]| {
            let mut wordings = Vec::new();
            for (actor, text) in all {
                if let Some(person) = store::person_of_actor(work.db, *actor)? {
                    wordings.push((person, text.clone()));
                }
            }
            let (field, merged) = (field.to_owned(), merged_text.to_owned());
            clashes.push(StoredClash { field, merged, wordings });
            Ok::<(), VaultError>(())
        };
    if let Some(known) = known {
        for (name, value) in &merged.fields {
            if value.conflicts.is_empty() || known.shape.iter().any(|f| f.name == *name && f.fixed)
            {
                continue;
            }
            let texts: Vec<_> = value
                .conflicts
                .iter()
                .filter_map(|(actor, value)| match value {
                    Value::Text(text) => Some((*actor, text.clone())),
                    Value::Number(_) => None,
                })
                .collect();
            by_person(name, merged.text(name), &texts)?;
        }
        for clash in &merged.clashes {
            by_person(clash.field, &clash.merged, &clash.wordings)?;
        }
    }
    let row = EntryRow {
        projection,
        edited: merged.edited.millis(),
        revisions: merged.changes,
        wish: some_text(merged.text("wish")),
        shared_as: merged.text("shared-as").parse().ok(),
        listed: known.is_none_or(|known| known.listed),
        newer: known.is_none() || merged.newer,
        sealed: false,
        clashes,
    };
    write_entry(work.db, document, &row)?;
    after_projecting(work.db, document, merged)
}

fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What other rows follow from a kind's new state.
fn after_projecting(
    db: &Connection,
    document: &Document,
    merged: &Merged,
) -> Result<(), VaultError> {
    if document.header.kind == "profile" && !merged.text("name").is_empty() {
        db.execute(
            "UPDATE people SET name = ?2 WHERE person = ?1",
            params![document.header.owner.as_bytes(), merged.text("name")],
        )?;
    }
    Ok(())
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
    let searchable = row.listed && row.shared_as.is_none();
    let text = if searchable {
        crate::text::searchable(&[&row.projection.title, &row.projection.body])
    } else {
        String::new()
    };
    replace_words(db, document.n, &text)?;
    let clashes = if row.clashes.is_empty() {
        None
    } else {
        Some(
            serde_json::to_string(&row.clashes)
                .map_err(|_| VaultError::Inconsistent("a clash of wordings"))?,
        )
    };
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
}

/// What the index holds for a document now; the index keeps no text itself, so
/// the old words must be given to take them out.
fn indexed_words(db: &Connection, n: DocN) -> Result<String, VaultError> {
    let found: Option<(String, String, bool, bool, bool)> = db
        .prepare_cached(
            "SELECT title, body, listed, shared_as IS NULL, deleted FROM entries WHERE document = ?1",
        )?
        .query_row([n.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    Ok(match found {
        Some((title, body, true, true, false)) => crate::text::searchable(&[&title, &body]),
        _ => String::new(),
    })
}

fn replace_words(db: &Connection, n: DocN, new: &str) -> Result<(), VaultError> {
    let old = indexed_words(db, n)?;
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
    if deleted {
        replace_words(db, n, "")?;
    }
    db.prepare_cached("UPDATE entries SET deleted = ?2 WHERE document = ?1")?
        .execute(params![n.0, deleted])?;
    if !deleted {
        let words = indexed_words(db, n)?;
        if !words.is_empty() {
            db.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")?
                .execute(params![n.0, words])?;
        }
    }
    Ok(())
}

/// Whether a record of this type belongs in a document of this kind.
pub(super) fn takes(kind_name: &str, record: RecordType) -> bool {
    if record == RecordType::END {
        return true;
    }
    match kind(kind_name) {
        Some(kind) => {
            let edited = kind.project.is_some() && record == RecordType::CHANGE;
            edited || kind.facts.contains(&record) || !record.is_known()
        }
        None => true,
    }
}
