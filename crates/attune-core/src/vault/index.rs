//! The index that search reads: the words of every entry that is listed and
//! neither hidden nor gone, in the order of their stated times, so that the
//! newest finds come first without looking at the others.
//!
//! An entry's place in it is the minute it claims to be from, or a free one near
//! after it: small steps from one to the next are what keeps the index small.
//!
//! It is written once a transaction, at its end. SQLite's full-text index
//! begins a new part of itself at every savepoint, and merging many small parts
//! is what made taking in a batch, and now and then a single page, slow. For the
//! same reason words that go are only crossed out: merging drops them, and after
//! a purge all parts are merged (see `tend`).

use super::VaultError;
use super::store::DocN;
use crate::search::searchable;
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

const MINUTE: i64 = 60_000;

/// Where an entry is in the index: never before the minute that it claims to be
/// from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(pub(super) i64);

impl Place {
    /// The first place for what claims to be from `created`, in milliseconds.
    pub(super) fn of(created: i64) -> Self {
        Self(created.div_euclid(MINUTE))
    }

    /// A place for a new entry: its own minute, or one right after a place that is
    /// taken. It is found in few steps, also where a whole book is from one
    /// minute.
    pub(super) fn free(db: &Connection, created: i64) -> Result<Self, VaultError> {
        let Self(first) = Self::of(created);
        let is_taken = |place: i64| {
            db.prepare_cached("SELECT 1 FROM entries WHERE place = ?1")?.exists([place])
        };
        if !is_taken(first)? {
            return Ok(Self(first));
        }
        let (mut taken, mut free) = (first, first + 1);
        while is_taken(free)? {
            (taken, free) = (free, first + 2 * (free - first));
        }
        while free - taken > 1 {
            let between = taken + (free - taken) / 2;
            if is_taken(between)? {
                taken = between;
            } else {
                free = between;
            }
        }
        Ok(Self(free))
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
        if let std::collections::btree_map::Entry::Vacant(vacant) = touched.entry(n) {
            // What has no place is not in the index.
            let row = row(db, n)?;
            vacant.insert(
                row.and_then(|Row { place, text, .. }| Some(Words { place: place?, text })),
            );
        }
        Ok(())
    }

    /// Brings the index to what the rows say now.
    pub(super) fn write(self, db: &Connection) -> Result<(), VaultError> {
        let mut new_words = Vec::new();
        for (n, old) in self.0.into_inner() {
            let new = placed(db, n)?;
            if old == new {
                continue;
            }
            if let Some(Words { place, text }) = old {
                db.prepare_cached(
                    "INSERT INTO words(words, rowid, text) VALUES('delete', ?1, ?2)",
                )?
                .execute(params![place.0, text])?;
            }
            new_words.extend(new);
        }
        // A place that has become free may be somebody's by now.
        new_words.iter().try_for_each(|words| add(db, words))
    }
}

/// An entry that is to be found.
struct Row {
    created: i64,
    place: Option<Place>,
    text: String,
}

/// The row of an entry, if it is to be found and there is a word in it.
fn row(db: &Connection, n: DocN) -> Result<Option<Row>, VaultError> {
    type Found = (i64, Option<i64>, String, String, Option<String>);
    let found: Option<Found> = db
        .prepare_cached(
            "SELECT created, place, title, body, CASE kind WHEN 'journal' THEN
               (SELECT group_concat(t.value, ' ') FROM json_each(detail, '$.tags') t) END
             FROM entries
             WHERE document = ?1 AND listed = 1 AND shared_as IS NULL AND deleted = 0",
        )?
        .query_row([n.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((created, place, title, body, tags)) = found else { return Ok(None) };
    let text = searchable(&[&title, &body, tags.as_deref().unwrap_or_default()]);
    Ok((!text.is_empty()).then_some(Row { created, place: place.map(Place), text }))
}

/// What the index is to hold of an entry, which is given a place if it has none,
/// or one from before it claims to be from.
fn placed(db: &Connection, n: DocN) -> Result<Option<Words>, VaultError> {
    let Some(Row { created, place, text }) = row(db, n)? else { return Ok(None) };
    let place = match place.filter(|place| *place >= Place::of(created)) {
        Some(place) => place,
        None => {
            let place = Place::free(db, created)?;
            db.prepare_cached("UPDATE entries SET place = ?2 WHERE document = ?1")?
                .execute(params![n.0, place.0])?;
            place
        }
    };
    Ok(Some(Words { place, text }))
}

fn add(db: &Connection, words: &Words) -> Result<(), VaultError> {
    db.prepare_cached("INSERT INTO words(rowid, text) VALUES(?1, ?2)")?
        .execute(params![words.place.0, words.text])?;
    Ok(())
}

/// The places of the entries with these terms, the latest first, until `take`
/// has enough.
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
        if let Some(words) = placed(db, DocN(n))? {
            add(db, &words)?;
        }
    }
    Ok(())
}
