//! Single values of a vault, each under its name: keys, ids, marks to remember.

use super::VaultError;
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

/// A value of the meta table.
pub(super) fn value(db: &Connection, key: &str) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(db
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

pub(super) fn set(db: &Connection, key: &str, value: &[u8]) -> Result<(), VaultError> {
    db.prepare_cached("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)")?
        .execute(params![key, value])?;
    Ok(())
}

pub(super) fn array(db: &Connection, key: &str) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let value = value(db, key)?.map(Zeroizing::new);
    value
        .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
        .map(Zeroizing::new)
        .ok_or(VaultError::Inconsistent("a key of this device"))
}
