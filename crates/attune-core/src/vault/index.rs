//! The index that search reads: the words of every entry that is listed and
//! neither hidden nor gone, in the order of their stated times, so that the
//! newest finds come first without looking at the others.
//!
//! It is written once a transaction, at its end. SQLite's full-text index
//! begins a new part of itself at every savepoint, and merging many small parts
//! is what made taking in a batch, and now and then a single page, slow. For the
//! same reason words that go are only crossed out: merging drops them, and after
//! a purge all parts are merged (see `tend`).

use super::VaultError;
use super::store::DocN;
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Bits of a document's number in the place of an entry in the index. Two
/// entries of one millisecond would have to be a million documents apart to
/// share a place.
const NUMBER_BITS: u32 = 20;
/// What is left of a document's number in such a place.
pub(super) const NUMBER: i64 = (1 << NUMBER_BITS) - 1;

/// Where an entry is in the index: later entries have higher places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(i64);

impl Place {
    fn new(created: i64, n: DocN) -> Self {
        Self(created << NUMBER_BITS | n.0 & NUMBER)
    }

    /// When the entry in this place claims to be from, and what is left of its
    /// document's number.
    pub(super) fn parts(self) -> (i64, i64) {
        (self.0 >> NUMBER_BITS, self.0 & NUMBER)
    }
}

/// What the index holds of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    place: Place,
    text: String,
}

/// The entries that a transaction has changed, each with what the index still
/// holds of it. The index keeps no text itself, so the old words must be given
/// to take them out.
#[derive(Default)]
pub(super) struct Touched(RefCell<BTreeMap<DocN, Option<Words>>>);

impl Touched {
    /// An entry's row is about to change. What a savepoint rolls back may stay
    /// noted: its words will be found unchanged.
    pub(super) fn note(&self, db: &Connection, n: DocN) -> Result<(), VaultError> {
        let mut touched = self.0.borrow_mut();
        if let std::collections::btree_map::Entry::Vacant(place) = touched.entry(n) {
            place.insert(words(db, n)?);
        }
        Ok(())
    }

    /// Brings the index to what the rows say now.
    pub(super) fn write(self, db: &Connection) -> Result<(), VaultError> {
        for (n, old) in self.0.into_inner() {
            let new = words(db, n)?;
            if old == new {
                continue;
            }
            if let Some(Words { place, text }) = old {
                db.prepare_cached(
                    "INSERT INTO words(words, rowid, text) VALUES('delete', ?1, ?2)",
                )?
                .execute(params![place.0, text])?;
            }
            add(db, new)?;
        }
        Ok(())
    }
}

/// What the index is to hold of an entry as its row stands.
fn words(db: &Connection, n: DocN) -> Result<Option<Words>, VaultError> {
    let found: Option<(i64, String, String)> = db
        .prepare_cached(
            "SELECT created, title, body FROM entries
             WHERE document = ?1 AND listed = 1 AND shared_as IS NULL AND deleted = 0",
        )?
        .query_row([n.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(found.and_then(|(created, title, body)| {
        let text = crate::text::searchable(&[&title, &body]);
        (!text.is_empty()).then(|| Words { place: Place::new(created, n), text })
    }))
}

fn add(db: &Connection, words: Option<Words>) -> Result<(), VaultError> {
    if let Some(Words { place, text }) = words {
        db.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")?
            .execute(params![place.0, text])?;
    }
    Ok(())
}

/// The places of the entries with these terms, newest first, until `take` has
/// enough.
pub(super) fn newest(
    db: &Connection,
    terms: &str,
    mut take: impl FnMut(Place) -> Result<ControlFlow<()>, VaultError>,
) -> Result<(), VaultError> {
    let mut statement =
        db.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC")?;
    let mut rows = statement.query([terms])?;
    while let Some(row) = rows.next()? {
        if take(Place(row.get(0)?))?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Makes the whole index anew from the rows.
pub(super) fn rebuild(db: &Connection) -> Result<(), VaultError> {
    db.execute("INSERT INTO words(words) VALUES('delete-all')", [])?;
    let all: Vec<i64> = db
        .prepare("SELECT document FROM entries ORDER BY created, document")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for n in all {
        add(db, words(db, DocN(n))?)?;
    }
    Ok(())
}
