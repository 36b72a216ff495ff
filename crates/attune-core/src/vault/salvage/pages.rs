//! Reading a damaged database page by page: each leaf of a table by itself, so
//! that a page which can't be read costs what is in it and nothing beside.
//!
//! SQLite finds a leaf by the pages above it and by the first page, any of which
//! may be gone. So the first page is replaced, in a copy, by one that names a
//! single table, and that table is said to be each page in turn. SQLCipher still
//! proves every page by its key; what is no page of a table is refused.

use crate::secrets::VaultKey;
use crate::vault::VaultError;
use crate::vault::connect::keyed;
use crate::vault::wal::PAGE;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// More columns than any table has.
pub(super) const COLUMNS: usize = 32;
/// The table that is said to be each page.
const ANY: &str = "any_table";
/// The most that one value is made of to let a file grow, in bytes.
const GROWTH: u64 = 512 * 1024 * 1024;

/// One row of some table: its number, and its columns.
pub(super) struct Row {
    pub(super) n: i64,
    pub(super) columns: Vec<Value>,
}

/// A copy of a database whose first page was replaced.
pub(super) struct Pages {
    path: PathBuf,
    key: VaultKey,
    db: Connection,
    count: u32,
}

impl Pages {
    /// Takes over the copy at `path`, which begins with `salt` or should.
    pub(super) fn of(path: &Path, key: &VaultKey, salt: &[u8; 16]) -> Result<Self, VaultError> {
        let failed = |e| VaultError::io("reading the damaged vault", path, e);
        let length = fs::metadata(path).map_err(failed)?.len();
        let count = u32::try_from(length / PAGE as u64).unwrap_or(u32::MAX);
        let first = first_page(path, key, salt, count)?;
        let replace = || -> std::io::Result<()> {
            let mut file = File::options().write(true).open(path)?;
            // The end of a page that was cut off proves nothing.
            file.set_len(u64::from(count.max(1)) * PAGE as u64)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&first)
        };
        replace().map_err(failed)?;
        Ok(Self { path: path.to_owned(), key: key.clone(), db: open(path, key)?, count })
    }

    /// The pages that do not read, by number.
    pub(super) fn unreadable(&self) -> Result<BTreeSet<u32>, VaultError> {
        let mut statement = self.db.prepare("PRAGMA cipher_integrity_check")?;
        let told = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut pages = BTreeSet::new();
        for line in told {
            pages.extend(line?.rsplit(' ').next().and_then(|page| page.parse::<u32>().ok()));
        }
        Ok(pages)
    }

    /// Gives every row that can be read of any table, some of them more than once.
    pub(super) fn each(
        &mut self,
        unreadable: &BTreeSet<u32>,
        mut take: impl FnMut(Row),
    ) -> Result<(), VaultError> {
        for page in (2..=self.count).filter(|page| !unreadable.contains(page)) {
            let Ok(rows) = self.rows_at(page) else {
                self.wake(page)?;
                continue;
            };
            for n in rows {
                match self.row(n) {
                    Ok(row) if is_whole(&row.columns) => take(row),
                    Ok(_) => {}
                    // It goes on in a page that does not read.
                    Err(_) => self.wake(page)?,
                }
            }
        }
        Ok(())
    }

    /// Says that the table is this page, and gives the numbers of its rows.
    fn rows_at(&self, page: u32) -> rusqlite::Result<Vec<i64>> {
        self.point(page)?;
        let mut statement = self.db.prepare(&format!("SELECT rowid FROM {ANY}"))?;
        statement.query_map([], |row| row.get(0))?.collect()
    }

    fn point(&self, page: u32) -> rusqlite::Result<()> {
        self.db.execute(
            &format!("UPDATE sqlite_master SET rootpage = ?1 WHERE name = '{ANY}'"),
            [page],
        )?;
        self.db.execute_batch("PRAGMA writable_schema = RESET; PRAGMA writable_schema = ON")
    }

    fn row(&self, n: i64) -> rusqlite::Result<Row> {
        let sql = format!("SELECT * FROM {ANY} WHERE rowid = ?1");
        self.db.prepare_cached(&sql)?.query_row([n], |row| {
            let columns = (0..COLUMNS).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            Ok(Row { n, columns })
        })
    }

    /// After a page that did not prove itself SQLCipher gives nothing any more.
    fn wake(&mut self, page: u32) -> Result<(), VaultError> {
        if self.point(page).is_err() {
            self.db = open(&self.path, &self.key)?;
            self.point(page)?;
        }
        Ok(())
    }
}

/// Where the last page of a long row does not prove itself, SQLite gives zeros in
/// its place and no error. No text of ours has any.
pub(super) fn is_whole(columns: &[Value]) -> bool {
    !columns.iter().any(|value| matches!(value, Value::Text(text) if text.contains('\0')))
}

/// A connection to a copy that nobody else has, and that may be lost.
pub(super) fn open(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = keyed(path, flags, key)?;
    // Where the file was cut off, SQLite opens it only so.
    db.execute_batch(
        "PRAGMA writable_schema = ON; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(db)
}

/// The first page of a database of this salt and so many pages, with one table.
fn first_page(
    beside: &Path,
    key: &VaultKey,
    salt: &[u8; 16],
    pages: u32,
) -> Result<Vec<u8>, VaultError> {
    let path = beside.with_extension("first");
    let _ = fs::remove_file(&path);
    let db = Connection::open(&path)?;
    db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    db.pragma_update(None, "key", key.to_pragma_with(salt).as_str())?;
    let columns: Vec<String> = (0..COLUMNS).map(|n| format!("c{n}")).collect();
    db.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
         CREATE TABLE {ANY}({}); CREATE TABLE growth(x);",
        columns.join(",")
    ))?;
    let mut left = u64::from(pages) * PAGE as u64;
    while left > 0 {
        let now = left.min(GROWTH);
        db.execute("INSERT INTO growth VALUES(zeroblob(?1))", [now.cast_signed()])?;
        left -= now;
    }
    db.close().map_err(|(_, error)| error)?;
    let mut first = vec![0; PAGE];
    let read = File::open(&path).and_then(|mut file| file.read_exact(&mut first));
    read.map_err(|e| VaultError::io("reading the damaged vault", &path, e))?;
    let _ = fs::remove_file(&path);
    Ok(first)
}
