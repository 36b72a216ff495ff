//! What a session asks of the vault: where both stand, what to send, and what
//! the other device confirmed. Only the pair's log is read here.

use super::pair::{self, Pair};
use super::store::{self, Origin, State};
use super::{Vault, VaultError, aside, settle, tombstone};
use crate::exchange::{
    Digest, DocumentState, Except, LogPoint, Outgoing, Partner, Since, Standing, StateHash, Telling,
};
use crate::ids::{DeviceId, DocumentId, LogId, Mark, PairId, Position};
use crate::record::RecordType;
use crate::time::Now;
use rusqlite::{Connection, OptionalExtension, params};
use std::net::SocketAddr;

/// There is no pair, or the device is none of the partner's.
fn pair_with(db: &Connection, peer: DeviceId) -> Result<(Pair, i64), VaultError> {
    let pair = pair::current(db)?.ok_or(VaultError::Stranger)?;
    if store::person_of(db, peer)? != Some(pair.partner) {
        return Err(VaultError::Stranger);
    }
    let peer = store::device_n(db, peer)?.ok_or(VaultError::Stranger)?;
    Ok((pair, peer))
}

fn log_id(db: &Connection, pair: i64) -> Result<LogId, VaultError> {
    let id: Vec<u8> = db
        .prepare_cached("SELECT log FROM pairs WHERE n = ?1")?
        .query_row([pair], |row| row.get(0))?;
    LogId::from_slice(&id).ok_or(VaultError::Inconsistent("a log's id"))
}

/// How the vault stands towards a device, within the caller's transaction.
pub(super) fn standing(db: &Connection, peer: DeviceId) -> Result<Standing, VaultError> {
    let (pair, peer) = pair_with(db, peer)?;
    let (position, mark) = store::log_end(db, pair.n)?;
    let have: Option<(Option<Vec<u8>>, Option<i64>, Option<Vec<u8>>)> = db
        .prepare_cached("SELECT log, position, mark FROM peers WHERE device = ?1")?
        .query_row([peer], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let have = have.and_then(|(log, position, mark)| {
        Some(LogPoint {
            log: LogId::from_slice(&log?)?,
            position: store::position_of(position?),
            mark: Mark::from_slice(&mark?)?,
        })
    });
    let set_aside: i64 = db
        .prepare_cached("SELECT count(DISTINCT document) FROM set_aside")?
        .query_row([], |row| row.get(0))?;
    Ok(Standing {
        end: LogPoint { log: log_id(db, pair.n)?, position, mark },
        have,
        digest: store::digest(db, pair.n)?,
        set_aside: set_aside.unsigned_abs(),
    })
}

impl Vault {
    /// How this vault stands towards one of the partner's devices.
    pub fn standing(&mut self, peer: DeviceId) -> Result<Standing, VaultError> {
        let mut db = self.db.lock();
        let tx = db.transaction()?;
        standing(&tx, peer)
    }

    /// What a peer's place in our log means. A past that we don't know begins a
    /// new log: this vault was rolled back or copied.
    pub fn since(
        &mut self,
        peer: DeviceId,
        point: Option<LogPoint>,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Since, VaultError> {
        self.transact(now, rng, |work| {
            let (pair, _) = pair_with(work.db, peer)?;
            let Some(point) = point else { return Ok(Since::Beginning) };
            if point.log != log_id(work.db, pair.n)? {
                return Ok(Since::Beginning);
            }
            if point.position == Position(0) {
                return Ok(Since::At(point.position));
            }
            let mark: Option<Vec<u8>> = work
                .db
                .prepare_cached("SELECT mark FROM log WHERE log = ?1 AND position = ?2")?
                .query_row(params![pair.n, store::position_column(point.position)], |row| {
                    row.get(0)
                })
                .optional()?;
            if mark.is_some_and(|mark| mark == point.mark.as_bytes()) {
                return Ok(Since::At(point.position));
            }
            let new = LogId::random(work.rng);
            work.db.execute(
                "UPDATE pairs SET log = ?2, in_step = 0 WHERE n = ?1",
                params![pair.n, new.as_bytes()],
            )?;
            Ok(Since::Forked)
        })
    }

    /// Records of the pair's log after `after`, in ascending order, at most so
    /// many and so large (one always fits). What the peer sent us is left out.
    pub fn read_log(
        &mut self,
        peer: DeviceId,
        after: Position,
        max_records: usize,
        max_bytes: usize,
    ) -> Result<Outgoing<Partner>, VaultError> {
        let mut db = self.db.lock();
        let tx = db.transaction()?;
        let (pair, peer) = pair_with(&tx, peer)?;
        let log = log_id(&tx, pair.n)?;
        let mut through = LogPoint { log, position: after, mark: Mark::from_bytes([0; 8]) };
        let mut records: Vec<Vec<u8>> = Vec::new();
        let mut bytes = 0;
        let mut statement = tx.prepare_cached(
            "SELECT l.position, l.mark, l.record, l.origin,
               r.type IS NOT NULL AND (d.state = 0 OR r.type = ?3), l.tombstone
             FROM log l LEFT JOIN records r ON r.n = l.record LEFT JOIN documents d ON d.n = r.document
             WHERE l.log = ?1 AND l.position >= ?2 ORDER BY l.position",
        )?;
        let mut rows =
            statement.query(params![pair.n, store::position_column(after), RecordType::END.0])?;
        while let Some(row) = rows.next()? {
            let position = store::position_of(row.get(0)?);
            let mark: Vec<u8> = row.get(1)?;
            let mark = Mark::from_slice(&mark).ok_or(VaultError::Inconsistent("a mark"))?;
            if position > after {
                let record: Option<i64> = row.get(2)?;
                let origin: Option<i64> = row.get(3)?;
                // The words of what has ended no longer travel; its end does.
                let travels: bool = row.get(4)?;
                let tombstone: Option<i64> = row.get(5)?;
                let encoded = match (record, tombstone) {
                    _ if origin == Some(peer) => None,
                    (Some(record), _) if travels => store::encoded_record(&tx, record)?,
                    (_, Some(tombstone)) => tombstone::encoded(&tx, tombstone)?,
                    _ => None,
                };
                if let Some(encoded) = encoded {
                    let full = records.len() >= max_records || bytes + encoded.len() > max_bytes;
                    if full && !records.is_empty() {
                        break;
                    }
                    bytes += encoded.len();
                    records.push(encoded);
                }
            }
            through = LogPoint { log, position, mark };
        }
        drop(rows);
        drop(statement);
        Ok(Outgoing::new(records, through))
    }

    /// The peer has stored our log through this place, but for some documents.
    /// What it says replaces what was remembered, downwards too; a full list of
    /// exceptions replaces the earlier ones.
    pub fn acknowledged(
        &mut self,
        peer: DeviceId,
        through: LogPoint,
        except: &[Except],
        telling: Telling,
    ) -> Result<(), VaultError> {
        self.write(|tx| {
            let (pair, peer) = pair_with(tx, peer)?;
            let (end, _) = store::log_end(tx, pair.n)?;
            // A place beyond our end, or in another log, confirms nothing.
            if through.log != log_id(tx, pair.n)? || through.position > end {
                return Ok(());
            }
            tx.prepare_cached(
                "INSERT INTO peers(device, acked_log, acked) VALUES(?1, ?2, ?3)
                 ON CONFLICT(device) DO UPDATE SET acked_log = ?2, acked = ?3",
            )?
            .execute(params![
                peer,
                through.log.as_bytes(),
                store::position_column(through.position)
            ])?;
            if telling == Telling::All {
                tx.execute("DELETE FROM excepted WHERE device = ?1", [peer])?;
            }
            for except in except {
                let reason = postcard::to_stdvec(&except.reason)
                    .map_err(|_| VaultError::Inconsistent("a reason"))?;
                tx.prepare_cached(
                    "INSERT OR REPLACE INTO excepted(device, document, reason) VALUES(?1, ?2, ?3)",
                )?
                .execute(params![peer, except.document.as_bytes(), reason])?;
            }
            Ok(())
        })
    }

    /// What is not applied here of what the pair's devices sent, and why; at
    /// most `limit`.
    pub fn exceptions(&mut self, limit: u32) -> Result<Vec<Except>, VaultError> {
        let db = self.db.lock();
        let mut statement = db.prepare_cached(
            "SELECT document, reason FROM set_aside GROUP BY document ORDER BY document LIMIT ?1",
        )?;
        let rows = statement
            .query_map([limit], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (id, reason) = row?;
            let document =
                DocumentId::from_slice(&id).ok_or(VaultError::Inconsistent("a document's id"))?;
            Ok(Except { document, reason: aside::told(&reason) })
        })
        .collect()
    }

    /// The port this device listens at, kept so that others find it again.
    pub fn port(&self) -> Result<Option<u16>, VaultError> {
        let kept = super::meta::value(&self.db.lock(), "port")?;
        Ok(kept.and_then(|bytes| Some(u16::from_be_bytes(bytes.try_into().ok()?))))
    }

    /// Keeps the port.
    pub fn set_port(&mut self, port: u16) -> Result<(), VaultError> {
        self.write(|tx| super::meta::set(tx, "port", &port.to_be_bytes()))
    }

    /// Whether this is still the pair: a session that outlives it for a moment is
    /// told nothing more, and nothing of another.
    pub fn is_with(&self, pair: PairId) -> Result<bool, VaultError> {
        Ok(pair::current(&self.db.lock())?.is_some_and(|current| current.pair == pair))
    }

    /// The states of the pair's documents in the order of their ids, after one
    /// of them.
    pub fn states(
        &mut self,
        after: Option<DocumentId>,
        limit: u32,
    ) -> Result<Vec<DocumentState>, VaultError> {
        let db = self.db.lock();
        let pair = pair::current(&db)?.ok_or(VaultError::Stranger)?;
        let mut statement = db.prepare_cached(
            "SELECT id, state_hash FROM documents
             WHERE pair = ?1 AND id > ?2 AND state_hash IS NOT NULL
             UNION SELECT id, NULL FROM tombstones WHERE pair = ?1 AND id > ?2
             ORDER BY id LIMIT ?3",
        )?;
        let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
        let rows = statement.query_map(params![pair.n, after, limit], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Option<Vec<u8>>>(1)?))
        })?;
        rows.map(|row| {
            let (id, state) = row?;
            let bad = || VaultError::Inconsistent("a document's state");
            let document = DocumentId::from_slice(&id).ok_or_else(bad)?;
            let state = match state {
                Some(state) => StateHash(state.try_into().map_err(|_| bad())?),
                None => settle::ended_hash(document),
            };
            Ok(DocumentState { document, state })
        })
        .collect()
    }

    /// All records of one of the pair's documents, for a repair; of an ended one
    /// its ends. Any other id is answered like an unknown one: with nothing.
    pub fn document_records(
        &mut self,
        id: DocumentId,
    ) -> Result<Option<Outgoing<Partner>>, VaultError> {
        let mut db = self.db.lock();
        let tx = db.transaction()?;
        let pair = pair::current(&tx)?.ok_or(VaultError::Stranger)?;
        let (position, mark) = store::log_end(&tx, pair.n)?;
        let through = LogPoint { log: log_id(&tx, pair.n)?, position, mark };
        let Some(document) = store::find_shared(&tx, id, pair.n)? else {
            let ends = tombstone::encoded_all(&tx, pair.n, id)?;
            return Ok((!ends.is_empty()).then(|| Outgoing::new(ends, through)));
        };
        let rows: Vec<i64> = tx
            .prepare_cached(
                "SELECT n FROM records WHERE document = ?1 AND (?2 OR type = ?3) ORDER BY n",
            )?
            .query_map(
                params![document.n.0, document.state == State::Live, RecordType::END.0],
                |row| row.get(0),
            )?
            .collect::<Result<_, _>>()?;
        let mut records = Vec::with_capacity(rows.len());
        for n in rows {
            records.extend(store::encoded_record(&tx, n)?);
        }
        Ok(Some(Outgoing::new(records, through)))
    }

    /// The peer's digest at the end of both logs: if it is ours now, what was
    /// once refused here is not among what both hold, and the notes of it go.
    pub fn forget_refused(&mut self, peer: DeviceId, theirs: Digest) -> Result<(), VaultError> {
        self.write(|tx| {
            let (pair, _) = pair_with(tx, peer)?;
            if store::digest(tx, pair.n)? == theirs {
                aside::forget_refused(tx)?;
            }
            Ok(())
        })
    }

    /// The peer's digest at the end of both logs: whether it is ours now, which
    /// is then remembered as being in step.
    pub fn in_step(&mut self, peer: DeviceId, theirs: Digest) -> Result<bool, VaultError> {
        self.write(|tx| {
            let (pair, device) = pair_with(tx, peer)?;
            let equal = store::digest(tx, pair.n)? == theirs && standing(tx, peer)?.set_aside == 0;
            if equal {
                // What was not applied there once is not among what both hold.
                tx.prepare_cached("DELETE FROM excepted WHERE device = ?1")?.execute([device])?;
            }
            tx.prepare_cached("UPDATE pairs SET in_step = ?2 WHERE n = ?1")?
                .execute(params![pair.n, equal])?;
            if equal && let Some(asked) = super::meta::value(tx, ASKED)? {
                super::meta::set(tx, ANSWERED, &asked)?;
            }
            Ok(equal)
        })
    }

    /// Asks whichever process holds the connection to compare with the partner
    /// anew: an old comparison says nothing of now.
    pub fn ask_in_step(&mut self, rng: &mut dyn rand_core::CryptoRng) -> Result<(), VaultError> {
        self.write(|tx| super::meta::set(tx, ASKED, Mark::random(rng).as_bytes()))
    }

    /// Whether somebody asked, and both have not been found to hold the same
    /// since.
    pub fn is_in_step_asked(&self) -> Result<bool, VaultError> {
        let db = self.db.lock();
        let asked = super::meta::value(&db, ASKED)?;
        Ok(asked.is_some() && asked != super::meta::value(&db, ANSWERED)?)
    }
}

/// What was last asked, and what was last answered, under these keys.
const ASKED: &str = "in-step-asked";
const ANSWERED: &str = "in-step-answered";

/// Addresses as a column holds them.
pub(super) fn parse_addresses(column: &str) -> Vec<SocketAddr> {
    column.split(' ').filter_map(|text| text.parse().ok()).collect()
}

pub(super) fn set_addresses(
    db: &Connection,
    device: i64,
    addresses: &[SocketAddr],
) -> Result<(), VaultError> {
    let text: Vec<String> = addresses.iter().map(SocketAddr::to_string).collect();
    db.prepare_cached(
        "INSERT INTO peers(device, addresses) VALUES(?1, ?2)
         ON CONFLICT(device) DO UPDATE SET addresses = ?2",
    )?
    .execute(params![device, text.join(" ")])?;
    Ok(())
}

/// The origin of what a device brings.
pub(super) fn origin(db: &Connection, peer: DeviceId) -> Result<Origin, VaultError> {
    pair_with(db, peer).map(|(_, n)| Origin::Device(n))
}
