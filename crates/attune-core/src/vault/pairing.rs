//! The partner: pending, final, left. One pair at a time; an earlier pair's
//! things stay, read-only.

use super::{VaultError, store};
use crate::ids::{DocumentId, PairId, PersonId};
use rusqlite::{Connection, OptionalExtension};

/// How a pairing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairingState {
    /// Agreed here, not yet known to be agreed there; never shown as paired.
    Pending,
    /// Both agreed.
    Final,
    /// One left.
    Left,
}

/// The present pair.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) n: i64,
    pub(super) pair: PairId,
    pub(super) partner: PersonId,
    settings: Option<DocumentId>,
}

/// The pair that is final and not left, if there is one.
pub(super) fn current(db: &Connection) -> Result<Option<Pair>, VaultError> {
    let found: Option<(i64, Vec<u8>, Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT n, pair, partner, settings FROM pairs WHERE state = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
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
        return Ok(pair.settings.filter(|id| matches!(store::find(db, *id), Ok(Some(_)))));
    }
    let own: Option<Vec<u8>> = db
        .prepare_cached(
            "SELECT e.id FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = 'settings' AND d.pair IS NULL AND d.state = 0 ORDER BY e.document LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(own.and_then(|id| DocumentId::from_slice(&id)))
}
