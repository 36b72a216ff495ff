//! What a document names, looked up where it may be: in its own log. What was
//! asked for is kept, so that a document is held against it again when that comes
//! or changes.

use super::settle::merge_stored;
use super::store::{self, DocN, Document, State};
use super::{VaultError, Work, rows};
use crate::ids::DocumentId;
use crate::kinds::around::{Around, Made, Named, Standing};
use crate::kinds::journal::Page;
use crate::kinds::{Detail, kind};
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The documents of one log, and which of them were asked for.
struct InLog<'a> {
    db: &'a Connection,
    /// The pair's number; `None` for one's own log.
    pair: Option<i64>,
    asked: RefCell<BTreeSet<DocumentId>>,
    failed: RefCell<Option<VaultError>>,
}

impl Around for InLog<'_> {
    fn named(&self, id: DocumentId) -> Option<Named> {
        self.asked.borrow_mut().insert(id);
        // A rule has no answer to a disk that fails: the vault has.
        look_up(self.db, self.pair, id).unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            None
        })
    }
}

fn look_up(
    db: &Connection,
    pair: Option<i64>,
    id: DocumentId,
) -> Result<Option<Named>, VaultError> {
    let Some(document) = store::find(db, id)?.filter(|document| document.pair == pair) else {
        return Ok(None);
    };
    let facts = store::facts(db, document.n)?;
    let detail = detail(db, document.n)?;
    Ok(Some(Named { header: document.header, facts, detail }))
}

/// What an entry holds beside title and body, as its row has it.
pub(super) fn detail(db: &Connection, n: DocN) -> Result<Option<Detail>, VaultError> {
    let column: Option<Option<String>> = db
        .prepare_cached("SELECT detail FROM entries WHERE document = ?1")?
        .query_row([n.0], |row| row.get(0))
        .optional()?;
    parse_detail(column.flatten())
}

/// What a journal page says beside its words: nothing, where its row has nothing.
pub(super) fn page(db: &Connection, n: DocN) -> Result<Page, VaultError> {
    Ok(match detail(db, n)? {
        Some(Detail::Journal(page)) => page,
        _ => Page::default(),
    })
}

/// The same from the column.
pub(super) fn parse_detail(column: Option<String>) -> Result<Option<Detail>, VaultError> {
    let parse = |text: String| serde_json::from_str(&text);
    column.map(parse).transpose().map_err(|_| VaultError::Inconsistent("what an entry holds"))
}

/// How a document stands, held against what it names now.
pub(super) fn standing(
    work: &Work<'_>,
    document: &Document,
    made: &Made<'_>,
) -> Result<Standing, VaultError> {
    let known = kind(&document.header.kind).and_then(|known| known.answers);
    let Some(answers) = known else { return Ok(Standing::Shown) };
    let around = InLog {
        db: work.db,
        pair: document.pair,
        asked: RefCell::default(),
        failed: RefCell::default(),
    };
    let standing = (answers.stands)(made, &around);
    if let Some(error) = around.failed.into_inner() {
        return Err(error);
    }
    note(work.db, document.n, &around.asked.into_inner())?;
    Ok(standing)
}

fn note(db: &Connection, n: DocN, asked: &BTreeSet<DocumentId>) -> Result<(), VaultError> {
    db.prepare_cached("DELETE FROM named WHERE document = ?1")?.execute([n.0])?;
    for id in asked {
        db.prepare_cached("INSERT INTO named(named, document) VALUES(?1, ?2)")?
            .execute(params![id.as_bytes(), n.0])?;
    }
    Ok(())
}

/// Holds every document that names this one against it again.
pub(super) fn stand_again(work: &Work<'_>, id: DocumentId) -> Result<(), VaultError> {
    let naming: Vec<i64> = work
        .db
        .prepare_cached("SELECT document FROM named WHERE named = ?1 ORDER BY document")?
        .query_map([id.as_bytes()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for n in naming.into_iter().map(DocN) {
        let document = store::get(work.db, n)?;
        let Some(known) = kind(&document.header.kind).filter(|_| document.state == State::Live)
        else {
            continue;
        };
        // What does not merge is not shown, and stays so.
        let Ok(merged) = merge_stored(work.db, n, Some(known)) else { continue };
        let facts = store::facts(work.db, n)?;
        let made = Made { header: &document.header, merged: merged.as_ref(), facts: &facts };
        let standing = standing(work, &document, &made)?;
        if needs_it(work.db, n, standing)? {
            rows::set_standing(work, n, standing, known.listed && standing == Standing::Shown)?;
        }
    }
    Ok(())
}

fn needs_it(db: &Connection, n: DocN, standing: Standing) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM entries WHERE document = ?1 AND standing <> ?2 AND newer = 0",
        )?
        .exists(params![n.0, standing.column()])?)
}
