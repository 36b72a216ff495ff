//! Documents, records and log rows: the lowest layer over the tables. What is
//! written here is already decided; the rules live above.

use super::{VaultError, Work};
use crate::document::ActorPrefix;
use crate::exchange::{Digest, StateHash};
use crate::header::{Audience, Header};
use crate::identity::{Certificate, SecretKey};
use crate::ids::{DeviceId, DocumentId, Mark, PairId, PersonId, Position, RecordHash};
use crate::kinds::around::Fact;
use crate::record::{Beginning, Place, Record, RecordType, fact_hash};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

/// A document's row number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DocN(pub(super) i64);

/// The number of one's own log; a pair's log has the pair's number.
pub(super) const OWN_LOG: i64 = 0;

/// How a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It can be read and written.
    Live,
    /// Ended: its words are gone, or go soon.
    Ended,
    /// Ended by the other: frozen, a private copy of one's own.
    Kept,
}

impl State {
    pub(super) fn from_column(value: i64) -> Self {
        match value {
            0 => State::Live,
            2 => State::Kept,
            _ => State::Ended,
        }
    }

    pub(super) fn column(self) -> i64 {
        match self {
            State::Live => 0,
            State::Ended => 1,
            State::Kept => 2,
        }
    }
}

/// A document's row.
pub(super) struct Document {
    pub(super) n: DocN,
    pub(super) header: Header,
    /// The pair's number, for a shared one.
    pub(super) pair: Option<i64>,
    pub(super) state: State,
    pub(super) state_hash: Option<StateHash>,
}

impl Document {
    pub(super) fn id(&self) -> DocumentId {
        self.header.id()
    }

    fn log(&self) -> i64 {
        self.pair.unwrap_or(OWN_LOG)
    }
}

const DOCUMENT: &str = "SELECT n, header, pair, state, state_hash FROM documents";

fn document_row(
    row: &rusqlite::Row<'_>,
) -> rusqlite::Result<(i64, Vec<u8>, Option<i64>, i64, Option<Vec<u8>>)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn document(
    found: Option<(i64, Vec<u8>, Option<i64>, i64, Option<Vec<u8>>)>,
) -> Result<Option<Document>, VaultError> {
    let Some((n, header, pair, state, state_hash)) = found else { return Ok(None) };
    let header =
        Header::decode(&header).map_err(|_| VaultError::Inconsistent("a document's header"))?;
    let state_hash = state_hash.and_then(|hash| hash.try_into().ok()).map(StateHash);
    Ok(Some(Document { n: DocN(n), header, pair, state: State::from_column(state), state_hash }))
}

/// The document called `id`.
pub(super) fn find(db: &Connection, id: DocumentId) -> Result<Option<Document>, VaultError> {
    let found = db
        .prepare_cached(&format!("{DOCUMENT} WHERE id = ?1"))?
        .query_row([id.as_bytes()], document_row)
        .optional()?;
    document(found)
}

/// The document called `id`, if it is that pair's; any other is as unknown as
/// one that never was.
pub(super) fn find_shared(
    db: &Connection,
    id: DocumentId,
    pair: i64,
) -> Result<Option<Document>, VaultError> {
    Ok(find(db, id)?.filter(|document| document.pair == Some(pair)))
}

/// The document in row `n`.
pub(super) fn get(db: &Connection, n: DocN) -> Result<Document, VaultError> {
    let found = db
        .prepare_cached(&format!("{DOCUMENT} WHERE n = ?1"))?
        .query_row([n.0], document_row)
        .optional()?;
    document(found)?.ok_or(VaultError::Inconsistent("a document's row"))
}

/// A pair's number.
pub(super) fn pair_n(db: &Connection, pair: PairId) -> Result<Option<i64>, VaultError> {
    Ok(db
        .prepare_cached("SELECT n FROM pairs WHERE pair = ?1")?
        .query_row([pair.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// Makes a row for the document that `header` begins.
pub(super) fn add_document(db: &Connection, header: &Header) -> Result<Document, VaultError> {
    let pair = match header.audience {
        Audience::Own => None,
        Audience::Pair(pair) => {
            Some(pair_n(db, pair)?.ok_or(VaultError::Inconsistent("a document of another pair"))?)
        }
    };
    db.prepare_cached("INSERT INTO documents(id, header, pair) VALUES(?1, ?2, ?3)")?
        .execute(params![header.id().as_bytes(), header.as_bytes(), pair])?;
    let n = DocN(db.last_insert_rowid());
    Ok(Document { n, header: header.clone(), pair, state: State::Live, state_hash: None })
}

/// Who a stored record came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Written here.
    Here,
    /// Brought by this device (its row number).
    Device(i64),
}

impl Origin {
    fn column(self) -> Option<i64> {
        match self {
            Origin::Here => None,
            Origin::Device(n) => Some(n),
        }
    }
}

/// Stores a record and gives it the next position in its log. `false` if the
/// document has it already.
pub(super) fn add_record(
    work: &mut Work<'_>,
    document: &Document,
    record: &Record,
    hash: RecordHash,
    origin: Origin,
) -> Result<bool, VaultError> {
    let device = device_n(work.db, record.device)?
        .ok_or(VaultError::Inconsistent("a record of an unknown device"))?;
    let begins = matches!(record.place, Place::Begins(_));
    let added = work
        .db
        .prepare_cached(
            "INSERT OR IGNORE INTO records(document, type, hash, device, begins, body, signature)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            document.n.0,
            record.kind.0,
            hash.as_bytes(),
            device,
            begins,
            record.body,
            record.signature
        ])?;
    if added == 0 {
        return Ok(false);
    }
    let n = work.db.last_insert_rowid();
    let position = log_row(work, document.log(), Some(n), None, origin)?;
    if let Some(pair) = document.pair {
        // Of what one device brings in a row it has the whole.
        work.db
            .prepare_cached(
                "UPDATE documents SET last_position = ?2, brought_by = ?3,
                   rest_position = CASE WHEN brought_by = ?3 THEN rest_position ELSE last_position END
                 WHERE n = ?1",
            )?
            .execute(params![document.n.0, position, origin.column()])?;
        work.db.prepare_cached("UPDATE pairs SET in_step = 0 WHERE n = ?1")?.execute([pair])?;
    }
    Ok(true)
}

/// Gives what was stored the next position in a log.
pub(super) fn log_row(
    work: &mut Work<'_>,
    log: i64,
    record: Option<i64>,
    tombstone: Option<i64>,
    origin: Origin,
) -> Result<i64, VaultError> {
    let position = next_position(work.db, log)?;
    let mark = Mark::random(work.rng);
    work.db
        .prepare_cached(
            "INSERT INTO log(log, position, mark, record, tombstone, origin)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![log, position, mark.as_bytes(), record, tombstone, origin.column()])?;
    Ok(position)
}

fn next_position(db: &Connection, log: i64) -> Result<i64, VaultError> {
    Ok(db
        .prepare_cached("SELECT coalesce(max(position), 0) + 1 FROM log WHERE log = ?1")?
        .query_row([log], |row| row.get(0))?)
}

/// The end of a log and its mark.
pub(super) fn log_end(db: &Connection, log: i64) -> Result<(Position, Mark), VaultError> {
    let found: Option<(i64, Vec<u8>)> = db
        .prepare_cached(
            "SELECT position, mark FROM log WHERE log = ?1 ORDER BY position DESC LIMIT 1",
        )?
        .query_row([log], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map_or((Position(0), Mark::from_bytes([0; 8])), |(position, mark)| {
        (position_of(position), Mark::from_slice(&mark).unwrap_or(Mark::from_bytes([0; 8])))
    }))
}

/// A position as a column holds it.
pub(super) fn position_of(column: i64) -> Position {
    Position(u64::try_from(column).unwrap_or_default())
}

/// A position as a column's value; beyond the last possible one is the last.
pub(super) fn position_column(position: Position) -> i64 {
    i64::try_from(position.0).unwrap_or(i64::MAX)
}

/// The bodies of a document's changes, in an order where each follows what it
/// depends on (the order they were stored in).
pub(super) fn changes(db: &Connection, n: DocN) -> Result<Vec<Vec<u8>>, VaultError> {
    let mut statement =
        db.prepare_cached("SELECT body FROM records WHERE document = ?1 AND type = ?2 ORDER BY n")?;
    let rows = statement.query_map(params![n.0, RecordType::CHANGE.0], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a document has a critical record that only a newer version
/// understands: then it is set aside as newer, its records kept and passed on.
pub(super) fn needs_newer(db: &Connection, n: DocN) -> Result<bool, VaultError> {
    let mut statement =
        db.prepare_cached("SELECT DISTINCT type FROM records WHERE document = ?1")?;
    let types = statement.query_map([n.0], |row| row.get(0).map(RecordType))?;
    for kind in types {
        let kind = kind?;
        if kind.is_critical() && !kind.is_understood() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A document's facts, in the order of their hashes.
pub(super) fn facts(db: &Connection, n: DocN) -> Result<Vec<Fact>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT r.type, r.hash, r.body, v.person FROM records r JOIN devices v ON v.n = r.device
         WHERE r.document = ?1 AND r.type <> ?2 ORDER BY r.hash",
    )?;
    let rows = statement.query_map(params![n.0, RecordType::CHANGE.0], |row| {
        Ok((
            row.get::<_, u16>(0)?,
            row.get::<_, Vec<u8>>(1)?,
            row.get(2)?,
            row.get::<_, Vec<u8>>(3)?,
        ))
    })?;
    rows.map(|row| {
        let (kind, hash, body, by) = row?;
        let hash =
            RecordHash::from_slice(&hash).ok_or(VaultError::Inconsistent("a record's hash"))?;
        let by = PersonId::from_slice(&by).ok_or(VaultError::Inconsistent("a person"))?;
        Ok(Fact { kind: RecordType(kind), hash, by, body })
    })
    .collect()
}

/// A stored record in its wire form, by row number.
pub(super) fn encoded_record(db: &Connection, n: i64) -> Result<Option<Vec<u8>>, VaultError> {
    let found = db
        .prepare_cached(
            "SELECT r.type, r.begins, r.body, r.signature, d.device, o.header, o.id
             FROM records r JOIN devices d ON d.n = r.device JOIN documents o ON o.n = r.document
             WHERE r.n = ?1",
        )?
        .query_row([n], |row| {
            Ok((
                row.get::<_, u16>(0)?,
                row.get::<_, bool>(1)?,
                row.get::<_, Vec<u8>>(2)?,
                row.get::<_, Vec<u8>>(3)?,
                row.get::<_, Vec<u8>>(4)?,
                row.get::<_, Vec<u8>>(5)?,
                row.get::<_, Vec<u8>>(6)?,
            ))
        })
        .optional()?;
    let Some((kind, begins, body, signature, device, header, id)) = found else { return Ok(None) };
    // An end names the header by its hash; the header would tell the kind.
    let place = if begins && RecordType(kind) != RecordType::END {
        Place::Begins(header)
    } else {
        Place::In(DocumentId::from_slice(&id).ok_or(VaultError::Inconsistent("a document's id"))?)
    };
    let device = DeviceId::from_slice(&device).ok_or(VaultError::Inconsistent("a device's id"))?;
    Ok(Some(Record { kind: RecordType(kind), place, device, body, signature }.encode()))
}

/// Adds parts to a pair's digest, or takes them out.
pub(super) fn toggle(db: &Connection, pair: i64, parts: &[StateHash]) -> Result<(), VaultError> {
    let mut digest = digest(db, pair)?;
    for part in parts {
        digest.toggle(part);
    }
    db.prepare_cached("UPDATE pairs SET digest = ?2 WHERE n = ?1")?
        .execute(params![pair, digest.0])?;
    Ok(())
}

/// Sets a document's state and its part in its pair's digest.
pub(super) fn set_state(
    db: &Connection,
    document: &mut Document,
    state: State,
    hash: Option<StateHash>,
) -> Result<(), VaultError> {
    if let Some(pair) = document.pair
        && document.state_hash != hash
    {
        let parts: Vec<StateHash> = document.state_hash.into_iter().chain(hash).collect();
        toggle(db, pair, &parts)?;
    }
    db.prepare_cached("UPDATE documents SET state = ?2, state_hash = ?3 WHERE n = ?1")?
        .execute(params![document.n.0, state.column(), hash.as_ref().map(|hash| hash.0)])?;
    document.state = state;
    document.state_hash = hash;
    Ok(())
}

/// The digest of a pair's shared documents.
pub(super) fn digest(db: &Connection, pair: i64) -> Result<Digest, VaultError> {
    let bytes: Vec<u8> = db
        .prepare_cached("SELECT digest FROM pairs WHERE n = ?1")?
        .query_row([pair], |row| row.get(0))?;
    bytes.try_into().map(Digest).map_err(|_| VaultError::Inconsistent("the digest"))
}

/// Whether a device is this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// It is this device.
    This,
    /// It is another.
    Other,
}

/// Adds a certified device, or finds it.
pub(super) fn add_device(
    db: &Connection,
    certificate: &Certificate,
    own: Own,
) -> Result<i64, VaultError> {
    let encoded =
        postcard::to_stdvec(certificate).map_err(|_| VaultError::Inconsistent("a certificate"))?;
    db.prepare_cached(
        "INSERT OR IGNORE INTO devices(device, person, actor, certificate, this) VALUES(?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        certificate.device.as_bytes(),
        certificate.person.as_bytes(),
        ActorPrefix::of(certificate.device).0,
        encoded,
        own == Own::This
    ])?;
    device_n(db, certificate.device)?.ok_or(VaultError::Inconsistent("a device"))
}

/// A device's row number.
pub(super) fn device_n(db: &Connection, device: DeviceId) -> Result<Option<i64>, VaultError> {
    Ok(db
        .prepare_cached("SELECT n FROM devices WHERE device = ?1")?
        .query_row([device.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// Whose a device is.
pub(super) fn person_of(db: &Connection, device: DeviceId) -> Result<Option<PersonId>, VaultError> {
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT person FROM devices WHERE device = ?1")?
        .query_row([device.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|person| PersonId::from_slice(&person)))
}

/// Whose device writes under an actor prefix.
pub(super) fn person_of_actor(
    db: &Connection,
    actor: ActorPrefix,
) -> Result<Option<PersonId>, VaultError> {
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT person FROM devices WHERE actor = ?1")?
        .query_row([actor.0], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|person| PersonId::from_slice(&person)))
}

/// Signs and stores a record of this device.
pub(super) fn write_record(
    work: &mut Work<'_>,
    document: &Document,
    kind: RecordType,
    begins: Beginning,
    body: Vec<u8>,
    hash: RecordHash,
) -> Result<bool, VaultError> {
    let key: &SecretKey = &work.keys.device;
    let record = Record::sign(key, kind, &document.header, begins, body, hash);
    add_record(work, document, &record, hash, Origin::Here)
}

/// A fact's body.
pub(super) fn body<T: Serialize>(fact: &T) -> Result<Vec<u8>, VaultError> {
    postcard::to_stdvec(fact).map_err(|_| VaultError::Inconsistent("a fact"))
}

/// Signs and stores a further fact of a document.
pub(super) fn write_fact<T: Serialize>(
    work: &mut Work<'_>,
    document: &Document,
    kind: RecordType,
    fact: &T,
) -> Result<(), VaultError> {
    let body = body(fact)?;
    let hash = fact_hash(&body);
    write_record(work, document, kind, Beginning::Later, body, hash)?;
    Ok(())
}

/// What `id` became, if it was shared or brought back.
pub(super) fn resolve(db: &Connection, id: DocumentId) -> Result<DocumentId, VaultError> {
    let mut id = id;
    // Each step made a new document, so there is no circle; the bound is for a
    // damaged table.
    for _ in 0..1000 {
        let next: Option<Vec<u8>> = db
            .prepare_cached("SELECT new FROM aliases WHERE old = ?1")?
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?;
        match next.and_then(|next| DocumentId::from_slice(&next)) {
            Some(next) => id = next,
            None => break,
        }
    }
    Ok(id)
}
