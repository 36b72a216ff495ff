//! What can be read of a damaged vault. Of every row a look at its values tells
//! which table it is of; what is signed proves itself, and nothing else is
//! believed that could be proved.

use super::pages::{self, Pages, Row};
use crate::header::Header;
use crate::identity::Certificate;
use crate::ids::DocumentId;
use crate::secrets::VaultKey;
use crate::vault::{VaultError, schema};
use rusqlite::Connection;
use rusqlite::types::FromSql;
use rusqlite::types::Value::{self, Blob, Integer, Null, Text};
use std::collections::BTreeMap;
use std::path::Path;
use zeroize::Zeroizing;

/// A row without its number, as its table has it.
pub(super) type Columns = Vec<Value>;

/// What was read, by table; where rows have numbers, by these.
#[derive(Default)]
pub(super) struct Remains {
    pub(super) meta: BTreeMap<String, Zeroizing<Vec<u8>>>,
    pub(super) people: Vec<Columns>,
    pub(super) drafts: Vec<Columns>,
    pub(super) aliases: Vec<Columns>,
    pub(super) devices: BTreeMap<i64, (Certificate, Columns)>,
    pub(super) pairs: BTreeMap<i64, Columns>,
    pub(super) peers: BTreeMap<i64, Columns>,
    pub(super) documents: BTreeMap<i64, (Header, Columns)>,
    pub(super) records: BTreeMap<i64, Columns>,
    pub(super) tombstones: BTreeMap<i64, Columns>,
    pub(super) entries: BTreeMap<i64, Columns>,
    pub(super) deletions: BTreeMap<i64, Columns>,
    pub(super) set_aside: BTreeMap<i64, Columns>,
    /// How many pages did not read.
    pub(super) unreadable: u64,
    /// The format, where it reads.
    pub(super) format: i64,
}

impl Remains {
    /// Reads all there is of the database at `path`, a copy that is used up.
    pub(super) fn of(path: &Path, key: &VaultKey, salt: &[u8; 16]) -> Result<Self, VaultError> {
        let mut remains = Self::default();
        // What has no row numbers is read by SQLite's own way, as far as it goes.
        if let Ok(db) = pages::open(path, key) {
            let _ = remains.read_named(&db);
        }
        let mut pages = Pages::of(path, key, salt)?;
        let unreadable = pages.unreadable()?;
        remains.unreadable = unreadable.len() as u64;
        pages.each(&unreadable, |row| remains.take(row))?;
        Ok(remains)
    }

    fn read_named(&mut self, db: &Connection) -> Result<(), VaultError> {
        // A log was folded in: none is begun beside the copy.
        db.execute_batch("PRAGMA journal_mode = DELETE")?;
        self.format = schema::format(db)?;
        for row in ordered(db, "meta", "key") {
            if let [Text(key), Blob(value)] = row.as_slice() {
                self.meta.insert(key.clone(), Zeroizing::new(value.clone()));
            }
        }
        self.people = ordered(db, "people", "person");
        self.drafts = ordered(db, "drafts", "slot");
        self.aliases = ordered(db, "aliases", "old");
        Ok(())
    }

    /// Adds devices that are known from elsewhere, where their rows did not read.
    pub(super) fn add_devices(&mut self, known: &[(i64, Vec<u8>)]) {
        for (n, certificate) in known {
            let read = postcard::from_bytes::<Certificate>(certificate).ok();
            if let Some(read) = read.filter(Certificate::is_valid) {
                self.devices.entry(*n).or_insert((read, Vec::new()));
            }
        }
    }

    fn take(&mut self, Row { n, columns }: Row) {
        match columns.as_slice() {
            [
                Null,
                Integer(_),
                Integer(_),
                Blob(hash),
                Integer(_),
                Integer(_),
                Blob(_),
                Blob(by),
                ..,
            ] if hash.len() == 32 && by.len() == 64 => {
                self.records.insert(n, columns);
            }
            [
                Null,
                Null | Integer(_),
                Blob(id),
                Blob(hash),
                Integer(_),
                Blob(_),
                Blob(by),
                Integer(_),
                ..,
            ] if id.len() == 16 && hash.len() == 32 && by.len() == 64 => {
                self.tombstones.insert(n, columns);
            }
            [Null, Blob(device), Blob(person), Blob(actor), Blob(certificate), ..]
                if device.len() == 32 && person.len() == 32 && actor.len() == 8 =>
            {
                let read = postcard::from_bytes::<Certificate>(certificate).ok();
                let proved =
                    read.filter(|read| read.is_valid() && read.device.as_bytes()[..] == device[..]);
                if let Some(certificate) = proved {
                    self.devices.insert(n, (certificate, columns));
                }
            }
            [
                Null,
                Blob(pair),
                Blob(partner),
                Integer(_),
                _,
                Blob(_),
                Blob(_),
                Blob(digest),
                ..,
            ] if pair.len() == 16 && partner.len() == 32 && digest.len() == 32 => {
                self.pairs.insert(n, columns);
            }
            [
                Null,
                Null | Blob(_),
                Null | Integer(_),
                Null | Blob(_),
                Null | Blob(_),
                Integer(_),
                Text(_),
                Null,
                ..,
            ] => {
                self.peers.insert(n, columns);
            }
            [Null, Blob(id), Blob(bytes), Null | Integer(_), Integer(_), ..] if id.len() == 16 => {
                let header = Header::decode(bytes).ok();
                if let Some(header) = header.filter(|h| h.id().as_bytes()[..] == id[..]) {
                    self.documents.insert(n, (header, columns));
                }
            }
            [
                Null,
                Blob(id),
                Text(_),
                Integer(_),
                Integer(_),
                Blob(author),
                Text(_),
                Text(_),
                Text(_),
                Integer(_),
                ..,
            ] if id.len() == 16 && author.len() == 32 => {
                self.entries.insert(n, columns);
            }
            [Null, Blob(id), Blob(_), Text(_), Null, ..] if id.len() == 16 => {
                self.set_aside.insert(n, columns);
            }
            [Null, Integer(at), Integer(0 | 1), Null | Integer(_), Null | Integer(_), Null, ..]
                if *at > 1 << 32 =>
            {
                self.deletions.insert(n, columns);
            }
            _ => {}
        }
    }
}

/// The rows of a table that has no row numbers: from its beginning as far as it
/// reads, and then from its end.
fn ordered(db: &Connection, table: &str, key: &str) -> Vec<Columns> {
    let read = |order: &str, all: &mut Vec<Columns>| -> rusqlite::Result<()> {
        let sql = format!("SELECT * FROM {table} ORDER BY {key} {order}");
        let mut statement = db.prepare(&sql)?;
        let many = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.push((0..many).map(|at| row.get(at)).collect::<Result<_, _>>()?);
        }
        Ok(())
    };
    let (mut forward, mut backward) = (Vec::new(), Vec::new());
    if read("ASC", &mut forward).is_err() {
        let _ = read("DESC", &mut backward);
    }
    forward.extend(backward);
    forward.retain(|columns| pages::is_whole(columns));
    forward
}

/// A column's value, if it is of that type.
pub(super) fn value<T: FromSql>(columns: &[Value], at: usize) -> Option<T> {
    columns.get(at).and_then(|value| T::column_result(value.into()).ok())
}

/// A column that names a document.
pub(super) fn document(columns: &[Value], at: usize) -> Option<DocumentId> {
    value::<Vec<u8>>(columns, at).and_then(|id| DocumentId::from_slice(&id))
}
