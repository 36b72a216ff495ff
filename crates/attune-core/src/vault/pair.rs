//! The present pair, and the documents that each pair has one of: read by
//! everything that asks who the partner is.

use super::VaultError;
use super::store::{self, DocN, Document};
use crate::ids::{DocumentId, PairId, PersonId};
use rusqlite::{Connection, OptionalExtension, params};

/// How far an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// Both said yes, and the other side may not know it yet. Any later contact
    /// makes it final.
    Pending,
    /// There is a partner.
    Final,
}

/// The present pair.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) n: i64,
    pub(super) pair: PairId,
    pub(super) partner: PersonId,
    settings: Option<DocumentId>,
}

pub(super) const PENDING: i64 = 0;

pub(super) const FINAL: i64 = 1;

pub(super) const LEFT: i64 = 2;

/// The pair that is final and not left, if there is one.
pub(super) fn current(db: &Connection) -> Result<Option<Pair>, VaultError> {
    let found: Option<(i64, Vec<u8>, Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT n, pair, partner, settings FROM pairs WHERE state = ?1")?
        .query_row([FINAL], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((n, pair, partner, settings)) = found else { return Ok(None) };
    let inconsistent = VaultError::Inconsistent("the pair");
    let (Some(pair), Some(partner)) = (PairId::from_slice(&pair), PersonId::from_slice(&partner))
    else {
        return Err(inconsistent);
    };
    Ok(Some(Pair { n, pair, partner, settings: DocumentId::from_slice(&settings) }))
}

/// The document of the couple's common settings, or of one's own before
/// pairing.
pub(super) fn settings_document(db: &Connection) -> Result<Option<DocumentId>, VaultError> {
    if let Some(pair) = current(db)? {
        return Ok(pair.settings);
    }
    let own: Option<Vec<u8>> = db
        .prepare_cached(
            "SELECT e.id FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = 'settings' AND e.listed = 0 AND d.pair IS NULL AND d.state = 0 ORDER BY e.document LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(own.and_then(|id| DocumentId::from_slice(&id)))
}

pub(super) fn drop_pending(db: &Connection) -> Result<(), VaultError> {
    db.execute("DELETE FROM pairs WHERE state = ?1", [PENDING])?;
    Ok(())
}

/// A column of the profile that speaks for person `?1`, where it says anything.
/// A person may have several: of several pairs, or made by themselves twice. In
/// the present pair (without one, among one's own things) the one with the lowest
/// id counts, so that no order of arrival does.
pub(super) fn of_profile(column: &str) -> String {
    format!(
        "SELECT e.{column} FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = 'profile' AND e.listed = 0 AND e.author = ?1 AND d.state = 0
           AND e.{column} <> ''
         ORDER BY EXISTS(SELECT 1 FROM pairs p WHERE p.n = d.pair AND p.state = 1) DESC,
           d.pair IS NULL DESC, d.pair DESC, e.id LIMIT 1"
    )
}

/// A person's profile in a pair, or among one's own things.
pub(super) fn profile(
    db: &Connection,
    person: PersonId,
    pair: Option<i64>,
) -> Result<Option<Document>, VaultError> {
    let found: Option<i64> = db
        .prepare_cached(
            "SELECT e.document FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = 'profile' AND e.listed = 0 AND e.author = ?1 AND d.state = 0
               AND d.pair IS ?2
             ORDER BY e.id LIMIT 1",
        )?
        .query_row(params![person.as_bytes(), pair], |row| row.get(0))
        .optional()?;
    found.map(|n| store::get(db, DocN(n))).transpose()
}
