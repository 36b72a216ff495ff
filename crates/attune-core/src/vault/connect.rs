//! Connections to the encrypted database: given its key, held to what they are
//! for, and looked at before anything could write.

use super::{VaultError, files, schema};
use crate::secrets::VaultKey;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The database's file name.
pub const VAULT_FILE: &str = "vault.db";

/// How often a connection is given its key. Where many threads of one process
/// open vaults at once, SQLCipher refuses a good key now and then as if it were
/// empty (measured: 2 in 10,000 with twelve threads), and takes it the next time.
const KEYINGS: u32 = 20;

const KEYING_PAUSE: Duration = Duration::from_millis(5);

/// How long a writer waits for another process.
pub(super) const BUSY: Duration = Duration::from_secs(10);

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Filling a file that was just made.
    Make,
    Write,
    Read,
    /// Reading the file alone, as it is: where not even SQLite's own files
    /// beside it can be made.
    Still,
}

/// A connection that only reads, for a folder that can't be written.
pub(super) fn connect_to_read(
    path: &Path,
    key: &VaultKey,
) -> Result<(Connection, Access), VaultError> {
    match connect(path, key, Access::Read) {
        Ok(db) => Ok((db, Access::Read)),
        // What is still in a write-ahead log would be passed over, and what
        // another program writes meanwhile misread.
        Err(VaultError::ReadOnly) if is_sealed_off(path) && !has_log(path) => {
            Ok((connect(path, key, Access::Still)?, Access::Still))
        }
        Err(error) => Err(error),
    }
}

/// Whether no file can be made beside this one.
fn is_sealed_off(path: &Path) -> bool {
    let probe = path.with_extension("probe");
    let made = files::private_options().open(&probe);
    let _ = fs::remove_file(&probe);
    made.is_err()
}

fn has_log(path: &Path) -> bool {
    fs::metadata(log_of(path)).is_ok_and(|log| log.len() > 0)
}

/// The write-ahead log of a database.
pub(super) fn log_of(path: &Path) -> PathBuf {
    let mut log = OsString::from(path);
    log.push("-wal");
    PathBuf::from(log)
}

/// SQLite's name for a file that nothing changes while it is read.
fn still(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut name = String::from("file:");
    if cfg!(windows) {
        name.push('/');
    }
    for byte in absolute.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => name.push('/'),
            b'/' | b'.' | b'-' | b'_' | b':' => name.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => name.push(char::from(*byte)),
            byte => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name.push_str("?immutable=1");
    PathBuf::from(name)
}

pub(super) fn connect(
    path: &Path,
    key: &VaultKey,
    access: Access,
) -> Result<Connection, VaultError> {
    let (name, flags) = match access {
        Access::Make | Access::Write => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE),
        Access::Read => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY),
        Access::Still => {
            (still(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
        }
    };
    let db = patiently_keyed(&name, flags, key)?;
    db.busy_timeout(BUSY)?;
    // Without it a statement that touches a partial index is compiled anew at
    // every use, for its plan might be better with the value just bound.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    // Everything that could write comes after this look: what is damaged or
    // newer is left untouched. An emptied file opens as an empty database, and
    // a vault must never be made anew where one was.
    match (access, schema::format(&db)?) {
        (Access::Make, _) => {}
        (_, 0) => return Err(VaultError::Damaged),
        (_, found) if found > schema::FORMAT => {
            return Err(VaultError::Newer { found, known: schema::FORMAT });
        }
        _ => {}
    }
    if matches!(access, Access::Make | Access::Write) {
        // SQLite quietly opens for reading what it may not write.
        if db.is_readonly(MAIN_DB)? {
            return Err(VaultError::ReadOnly);
        }
        // The log is folded in when nobody waits (see `tend`); this is for whoever
        // never pauses: 16 MiB.
        db.pragma_update(None, "wal_autocheckpoint", 4096)?;
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
             PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON;",
        )?;
    }
    db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// A connection to a new file that a whole vault is to be copied into. What is cut
/// off there is thrown away, so nothing is done to outlive that.
pub(super) fn connect_to_copy(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    let db = patiently_keyed(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    db.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(db)
}

fn patiently_keyed(
    path: &Path,
    flags: OpenFlags,
    key: &VaultKey,
) -> Result<Connection, VaultError> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut attempt = 1;
    loop {
        match keyed(path, flags, key) {
            Ok(db) => return Ok(db),
            Err(error) if attempt == KEYINGS || !is_keying(&error) => return Err(error.into()),
            Err(_) => {
                std::thread::sleep(KEYING_PAUSE);
                attempt += 1;
            }
        }
    }
}

pub(super) fn keyed(path: &Path, flags: OpenFlags, key: &VaultKey) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(path, flags)?;
    // SQLCipher would print a wrong key's trouble on standard error by itself.
    db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    db.pragma_update(None, "key", key.to_pragma().as_str())?;
    Ok(db)
}

/// Whether SQLCipher refused to take a key at all; a wrong one shows only when
/// something is read.
fn is_keying(error: &rusqlite::Error) -> bool {
    error.to_string().contains("PRAGMA key")
}
