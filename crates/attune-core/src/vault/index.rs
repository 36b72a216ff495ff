//! The index that search reads: the words of every entry that is listed and
//! neither hidden nor gone.
//!
//! It is written once a transaction, at its end. SQLite's full-text index
//! begins a new part of itself at every savepoint, and merging many small parts
//! is what made taking in a batch, and now and then a single page, slow.

use super::VaultError;
use super::store::DocN;
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The entries that a transaction has changed, each with the words that the
/// index still holds of it. The index keeps no text itself, so the old words
/// must be given to take them out.
#[derive(Default)]
pub(super) struct Touched(RefCell<BTreeMap<DocN, String>>);

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
            if !old.is_empty() {
                db.prepare_cached(
                    "INSERT INTO words(words, rowid, text) VALUES('delete', ?1, ?2)",
                )?
                .execute(params![n.0, old])?;
            }
            add(db, n, &new)?;
        }
        Ok(())
    }
}

/// What the index is to hold of an entry as its row stands.
fn words(db: &Connection, n: DocN) -> Result<String, VaultError> {
    let found: Option<(String, String)> = db
        .prepare_cached(
            "SELECT title, body FROM entries
             WHERE document = ?1 AND listed = 1 AND shared_as IS NULL AND deleted = 0",
        )?
        .query_row([n.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map(|(title, body)| crate::text::searchable(&[&title, &body])).unwrap_or_default())
}

fn add(db: &Connection, n: DocN, words: &str) -> Result<(), VaultError> {
    if !words.is_empty() {
        db.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")?
            .execute(params![n.0, words])?;
    }
    Ok(())
}

/// Makes the whole index anew from the rows.
pub(super) fn rebuild(db: &Connection) -> Result<(), VaultError> {
    db.execute("INSERT INTO words(words) VALUES('delete-all')", [])?;
    let all: Vec<i64> = db
        .prepare("SELECT document FROM entries ORDER BY document")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for n in all.into_iter().map(DocN) {
        add(db, n, &words(db, n)?)?;
    }
    Ok(())
}
