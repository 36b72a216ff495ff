//! Records from another device: checked against what they name, stored and
//! merged in one transaction, told only after it is durable.
//!
//! Every rule about who may write what is checked here, by the receiver. One
//! bad document never stops the others: each is settled within a savepoint.

use super::exchange::{origin, standing};
use super::settle::{self, SettleError, settle};
use super::store::{self, Document, Origin, State};
use super::{Vault, VaultError, Work, ends::End, pairing};
use crate::document::{ActorPrefix, MAX_DOCUMENT, Refusal, inspect};
use crate::exchange::{Except, ExceptReason, Incoming, Lacking, Received};
use crate::header::{Audience, Header};
use crate::identity::Certificate;
use crate::ids::{DeviceId, DocumentId, PersonId, RecordHash};
use crate::record::{Place, Record, RecordType, fact_hash};
use crate::time::Now;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The most that is kept of what could not be applied, in bytes.
const MAX_SET_ASIDE: i64 = 64 * 1024 * 1024;
/// The most rows of what is set aside or refused.
const MAX_SET_ASIDE_ROWS: i64 = 100_000;

// Why a row is set aside, as the table says it.
const UNMERGEABLE: &str = "refused by merging";
const NEWER: &str = "from a newer version";
const INCOMPLETE: &str = "without what it depends on";
const FORBIDDEN: &str = "not allowed";

/// What the table's word means to the sender.
pub(super) fn reason(word: &str) -> ExceptReason {
    match word {
        NEWER => ExceptReason::Newer,
        FORBIDDEN => ExceptReason::Refused,
        _ => ExceptReason::SetAside,
    }
}

impl Vault {
    /// Takes in what one of the partner's devices sent. What is returned is
    /// true of the disk.
    pub fn receive(
        &mut self,
        peer: DeviceId,
        incoming: &Incoming,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Received, VaultError> {
        self.transact(now, rng, |work| receive(work, peer, incoming))
    }
}

/// A record that passed every check but merging.
struct Checked {
    record: Record,
    hash: RecordHash,
    author: PersonId,
    /// The device that it vouches for, by its person's word.
    introduces: Option<Certificate>,
}

/// What became of one record.
enum Verdict {
    Good(Box<Checked>),
    Except(ExceptReason),
    Missing,
}

fn receive(
    work: &mut Work<'_>,
    peer: DeviceId,
    incoming: &Incoming,
) -> Result<Received, VaultError> {
    let origin = origin(work.db, peer)?;
    let mut order: Vec<DocumentId> = Vec::new();
    let mut groups: BTreeMap<DocumentId, Vec<Record>> = BTreeMap::new();
    for bytes in &incoming.records {
        // Bytes that are no record name no document; there is nothing to keep.
        let Ok(record) = Record::decode(bytes) else { continue };
        let id = record.document();
        groups.entry(id).or_insert_with(|| {
            order.push(id);
            Vec::new()
        });
        if let Some(group) = groups.get_mut(&id) {
            group.push(record);
        }
    }
    let mut except = Vec::new();
    let mut missing = Vec::new();
    let mut changed = false;
    let mut introduced = false;
    for id in order {
        let records = groups.remove(&id).unwrap_or_default();
        let whole = Batch { origin, id, lacking: incoming.lacking };
        let mut told = take_document(work, &whole, records)?;
        if told.changed {
            told.except = try_again(work, &whole)?.or(told.except);
        }
        changed |= told.changed;
        introduced |= told.introduced;
        except.extend(told.except.map(|reason| Except { document: id, reason }));
        if told.missing {
            missing.push(id);
        }
    }
    if introduced {
        // What a device wrote may have come before its person's word for it.
        for id in set_aside_documents(work.db)? {
            try_again(work, &Batch { origin, id, lacking: Lacking::SetAside })?;
        }
    }
    let mut through = None;
    if let (Some(point), true, Origin::Device(n)) = (incoming.through, missing.is_empty(), origin) {
        work.db
            .prepare_cached(
                "INSERT INTO peers(device, log, position, mark) VALUES(?1, ?2, ?3, ?4)
                 ON CONFLICT(device) DO UPDATE SET log = ?2, position = ?3, mark = ?4",
            )?
            .execute(params![
                n,
                point.log.as_bytes(),
                store::position_column(point.position),
                point.mark.as_bytes()
            ])?;
        through = Some(point);
    }
    Ok(Received { through, except, missing, changed, standing: standing(work.db, peer)? })
}

/// One document's share of what came.
struct Batch {
    origin: Origin,
    id: DocumentId,
    lacking: Lacking,
}

#[derive(Default)]
struct Told {
    changed: bool,
    except: Option<ExceptReason>,
    missing: bool,
    /// A device became known.
    introduced: bool,
}

/// Takes in one document's records: all at once, or, where that fails, one by
/// one, so that what is good stays.
fn take_document(
    work: &mut Work<'_>,
    batch: &Batch,
    records: Vec<Record>,
) -> Result<Told, VaultError> {
    match attempt(work, batch, &records)? {
        Attempt::Done(told) => Ok(told),
        Attempt::Refused(_) if records.len() > 1 => {
            let mut all = Told::default();
            for record in records {
                let told = take_document(work, batch, vec![record])?;
                all.changed |= told.changed;
                all.missing |= told.missing;
                all.introduced |= told.introduced;
                all.except = all.except.or(told.except);
            }
            Ok(all)
        }
        Attempt::Refused(refusal) => {
            let reason = match (refusal, batch.lacking) {
                (Refusal::Missing(_), Lacking::AskFor) => {
                    return Ok(Told { missing: true, ..Told::default() });
                }
                (Refusal::Missing(_), Lacking::SetAside) => INCOMPLETE,
                _ => UNMERGEABLE,
            };
            let kept = match records.first() {
                Some(record) => set_aside(work.db, batch.id, &record.encode(), reason)?,
                None => false,
            };
            let reason = if kept { ExceptReason::SetAside } else { ExceptReason::Refused };
            Ok(Told { except: Some(reason), ..Told::default() })
        }
    }
}

/// Gives what was set aside of a document another chance, now that more of it
/// is here. What still can't be applied stays where it is.
fn try_again(work: &mut Work<'_>, batch: &Batch) -> Result<Option<ExceptReason>, VaultError> {
    let rows: Vec<(i64, Vec<u8>)> = work
        .db
        .prepare_cached("SELECT n, record FROM set_aside WHERE document = ?1 ORDER BY n LIMIT 64")?
        .query_map([batch.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut left = None;
    for (n, bytes) in rows {
        let is_done = match Record::decode(&bytes) {
            Ok(record) => matches!(
                attempt(work, batch, &[record])?,
                Attempt::Done(Told { except: None, missing: false, .. })
            ),
            // Only the note that something was refused; what came since stands
            // on nothing that is not here.
            Err(_) => bytes.is_empty(),
        };
        if is_done {
            work.db.prepare_cached("DELETE FROM set_aside WHERE n = ?1")?.execute([n])?;
        } else {
            left = Some(ExceptReason::SetAside);
        }
    }
    Ok(left)
}

enum Attempt {
    Done(Told),
    Refused(Refusal),
}

fn attempt(work: &mut Work<'_>, batch: &Batch, records: &[Record]) -> Result<Attempt, VaultError> {
    work.db.execute_batch("SAVEPOINT document")?;
    match apply(work, batch, records) {
        Ok(told) => {
            work.db.execute_batch("RELEASE document")?;
            Ok(Attempt::Done(told))
        }
        Err(SettleError::Refused(refusal)) => {
            work.db.execute_batch("ROLLBACK TO document; RELEASE document")?;
            Ok(Attempt::Refused(refusal))
        }
        Err(SettleError::Vault(error)) => Err(error),
    }
}

fn apply(work: &mut Work<'_>, batch: &Batch, records: &[Record]) -> Result<Told, SettleError> {
    let mut told = Told::default();
    let mut document = store::find(work.db, batch.id)?;
    let mut added = false;
    let mut ended_by = None;
    for record in records {
        match check(work, document.as_ref(), record)? {
            Verdict::Good(checked) => {
                if document.is_none()
                    && let Place::Begins(header) = &record.place
                    && let Ok(header) = Header::decode(header)
                {
                    document = Some(store::add_document(work.db, &header)?);
                }
                let Some(document) = &document else { continue };
                if let Some(certificate) = &checked.introduces {
                    if !pairing::add_certified(work.db, certificate)? {
                        told.except = told.except.or(Some(ExceptReason::Refused));
                        set_aside(work.db, batch.id, &[], FORBIDDEN)?;
                        continue;
                    }
                    told.introduced = true;
                }
                let is_new =
                    store::add_record(work, document, &checked.record, checked.hash, batch.origin)?;
                added |= is_new;
                if is_new && checked.record.kind == RecordType::END {
                    ended_by = Some(checked.author);
                }
            }
            Verdict::Except(ExceptReason::Newer) => {
                set_aside(work.db, batch.id, &record.encode(), NEWER)?;
                told.except = Some(ExceptReason::Newer);
            }
            Verdict::Except(reason) => {
                if reason == ExceptReason::Refused {
                    // Only that it happened is kept: the sender is told of it at
                    // each meeting, and can't mistake it for stored.
                    set_aside(work.db, batch.id, &[], FORBIDDEN)?;
                }
                told.except = told.except.or(Some(reason));
            }
            Verdict::Missing if batch.lacking == Lacking::SetAside => {
                set_aside(work.db, batch.id, &record.encode(), INCOMPLETE)?;
                told.except = told.except.or(Some(ExceptReason::SetAside));
            }
            Verdict::Missing => told.missing = true,
        }
    }
    if let (true, Some(document)) = (added, &mut document) {
        if let (Some(person), State::Live) = (ended_by, document.state) {
            end(work, document, person)?;
        }
        settle(work, document.n)?;
        told.changed = true;
    }
    Ok(told)
}

/// The other person's end: the document stays here, frozen, as one's own copy.
fn end(work: &mut Work<'_>, document: &mut Document, by: PersonId) -> Result<(), VaultError> {
    let hash = settle::ended_hash(document.id());
    // Of what never came there is nothing to keep.
    let has_words = work
        .db
        .prepare_cached("SELECT 1 FROM records WHERE document = ?1 AND type <> ?2")?
        .exists(params![document.n.0, RecordType::END.0])?;
    let state = if has_words { State::Kept } else { State::Ended };
    store::set_state(work.db, document, state, Some(hash))?;
    if by != work.me.person {
        work.db
            .prepare_cached("UPDATE entries SET taken_back = 1 WHERE document = ?1")?
            .execute([document.n.0])?;
    }
    Ok(())
}

/// Checks one record against what it names.
fn check(
    work: &Work<'_>,
    known: Option<&Document>,
    record: &Record,
) -> Result<Verdict, VaultError> {
    let refused = Ok(Verdict::Except(ExceptReason::Refused));
    let Some(pair) = pairing::current(work.db)? else { return refused };
    let introduces = certificate(record);
    let author = match (store::person_of(work.db, record.device)?, &introduces) {
        (Some(author), _) => author,
        // A new device begins with its own certificate.
        (None, Some(word)) if word.device == record.device && word.is_valid() => word.person,
        // Somebody's new device, of which we have not heard: we may yet.
        (None, _) => return Ok(Verdict::Missing),
    };
    if author != pair.partner && author != work.me.person {
        return refused;
    }
    let carried;
    let header = match (&record.place, known) {
        (Place::Begins(bytes), _) => match Header::decode(bytes) {
            // The header is its owner's word, under the owner's signature.
            Ok(header) if header.owner == author => {
                carried = header;
                &carried
            }
            Ok(_) => return refused,
            Err(crate::header::HeaderError::Newer) => {
                return Ok(Verdict::Except(ExceptReason::Newer));
            }
            Err(crate::header::HeaderError::Malformed) => return refused,
        },
        (Place::In(_), Some(document)) => &document.header,
        (Place::In(_), None) => return Ok(Verdict::Missing),
    };
    if header.audience != Audience::Pair(pair.pair) || !header.may_write(author) {
        return refused;
    }
    let hash = if record.kind == RecordType::CHANGE {
        match inspect(&record.body) {
            Ok((hash, actor)) if actor == ActorPrefix::of(record.device) => hash,
            _ => return refused,
        }
    } else {
        fact_hash(&record.body)
    };
    if !record.is_signed(header.hash(), hash) {
        return refused;
    }
    if !record.kind.is_known() && record.kind.is_critical() {
        return Ok(Verdict::Except(ExceptReason::Newer));
    }
    if !settle::takes(&header.kind, record.kind) {
        return refused;
    }
    if record.kind == RecordType::END {
        let names = postcard::from_bytes::<End>(&record.body).map(|end| end.header);
        if names != Ok(header.hash()) {
            return refused;
        }
    } else if known.is_some_and(|document| document.state != State::Live)
        && author != work.me.person
    {
        return Ok(Verdict::Except(ExceptReason::Ended));
    }
    // Whoever may write a profile is the person whose devices it names.
    let vouches =
        introduces.as_ref().is_some_and(|word| word.person == header.owner && word.is_valid());
    if record.kind == RecordType::CERTIFICATE && !vouches {
        return refused;
    }
    let record = record.clone();
    Ok(Verdict::Good(Box::new(Checked { record, hash, author, introduces })))
}

/// The certificate that a record carries.
fn certificate(record: &Record) -> Option<Certificate> {
    let carried = record.kind == RecordType::CERTIFICATE;
    carried.then(|| postcard::from_bytes(&record.body).ok()).flatten()
}

/// Documents of which something is set aside.
fn set_aside_documents(db: &Connection) -> Result<Vec<DocumentId>, VaultError> {
    let mut statement =
        db.prepare_cached("SELECT DISTINCT document FROM set_aside ORDER BY document LIMIT 4096")?;
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|id| DocumentId::from_slice(&id?).ok_or(VaultError::Inconsistent("a document's id")))
        .collect()
}

/// Keeps the bytes of a record that could not be applied, within bounds.
fn set_aside(
    db: &Connection,
    id: DocumentId,
    bytes: &[u8],
    reason: &str,
) -> Result<bool, VaultError> {
    let (rows, of_all): (i64, i64) = db
        .prepare_cached("SELECT count(*), coalesce(sum(length(record)), 0) FROM set_aside")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let of_document: i64 = db
        .prepare_cached(
            "SELECT coalesce(sum(length(record)), 0) FROM set_aside WHERE document = ?1",
        )?
        .query_row([id.as_bytes()], |row| row.get(0))?;
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let most = i64::try_from(MAX_DOCUMENT).unwrap_or(i64::MAX);
    if of_document.saturating_add(length) > most
        || of_all.saturating_add(length) > MAX_SET_ASIDE
        || rows >= MAX_SET_ASIDE_ROWS
    {
        return Ok(false);
    }
    db.prepare_cached(
        "INSERT INTO set_aside(document, record, reason)
         SELECT ?1, ?2, ?3 WHERE NOT EXISTS(SELECT 1 FROM set_aside WHERE document = ?1 AND record = ?2)",
    )?
    .execute(params![id.as_bytes(), bytes, reason])?;
    Ok(true)
}
