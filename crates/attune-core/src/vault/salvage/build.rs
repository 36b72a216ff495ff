//! A new database of what was read: every record proved by its signature, every
//! document made of those of its records that go together, and everything that
//! lists read projected from them anew.

use super::remains::{Columns, Remains, document, value};
use super::words::keep_words;
use crate::document::{ActorPrefix, Shape, inspect, merge};
use crate::header::{Audience, Header};
use crate::ids::{DocumentId, LogId, RecordHash};
use crate::kinds::kind;
use crate::record::{Place, Record, RecordType, fact_hash};
use crate::vault::ends::End;
use crate::vault::settle::{SettleError, ended_hash, settle};
use crate::vault::store::{self, DocN, Document, OWN_LOG, Origin, State};
use crate::vault::{CommandError, VaultError, Work, aside, pair, place, rows};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// What could not be made whole.
#[derive(Default)]
pub(super) struct Broken {
    /// Things that miss some of their records, or all.
    pub(super) own: BTreeSet<DocumentId>,
    /// Those of them whose last words are here all the same.
    pub(super) worded: BTreeSet<DocumentId>,
    /// Shared things that miss something, which the partner's device may have.
    pub(super) shared: BTreeSet<DocumentId>,
    /// Whether what two people agreed on does not read.
    pub(super) pair_lost: bool,
}

/// One document's records, in the order they were kept in.
type Records = Vec<(Record, RecordHash)>;

/// Builds all of it; `add_this` adds this device and its person, after those
/// whose numbers are known.
pub(super) fn build(
    work: &mut Work<'_>,
    remains: &Remains,
    add_this: impl FnOnce(&Connection) -> Result<(), VaultError>,
) -> Result<Broken, CommandError> {
    let mut broken = Broken::default();
    people(work.db, remains)?;
    devices(work.db, remains)?;
    add_this(work.db)?;
    pairs(work, remains, &mut broken)?;
    let mut records = proved(remains);
    tombstones(work, remains)?;
    for (n, (header, columns)) in &remains.documents {
        let own = records.remove(n).unwrap_or_default();
        if !build_one(work, *n, header, columns, own)? {
            // Of what the other ended only this copy is left.
            let is_live = value::<i64>(columns, 4) == Some(State::Live.column());
            if is_live && is_current(work.db, header.audience)? {
                broken.shared.insert(header.id());
            } else {
                broken.own.insert(header.id());
            }
        }
    }
    deletions(work, remains)?;
    for columns in &remains.drafts {
        insert(work.db, "drafts", &DRAFT, columns)?;
    }
    for columns in &remains.aliases {
        insert(work.db, "aliases", &["old", "new"], columns)?;
    }
    for columns in remains.set_aside.values() {
        let (id, bytes) = (document(columns, 1), value::<Vec<u8>>(columns, 2));
        if let (Some(id), Some(bytes)) = (id, bytes.filter(|bytes| !bytes.is_empty())) {
            aside::keep(work.db, id, &bytes, aside::Reason::Incomplete)?;
        }
    }
    let ends = remains
        .records
        .values()
        .filter(|columns| value::<u16>(columns, 2).map(RecordType) == Some(RecordType::END));
    let ended: BTreeSet<i64> = ends.filter_map(|columns| value(columns, 1)).collect();
    for (n, columns) in &remains.entries {
        keep_words(work, *n, columns, ended.contains(n), &mut broken)?;
    }
    if let Some(pair) = pair::current(work.db)? {
        place::introduce(work, pair.n)?;
    }
    Ok(broken)
}

/// Whether what is missing can still come from the partner.
fn is_current(db: &Connection, audience: Audience) -> Result<bool, VaultError> {
    Ok(pair::current(db)?.is_some_and(|current| audience == Audience::Pair(current.pair)))
}

const DRAFT: [&str; 9] =
    ["slot", "kind", "document", "base", "who", "title", "body", "saved", "detail"];

fn insert(
    db: &Connection,
    table: &str,
    names: &[&str],
    columns: &Columns,
) -> Result<(), VaultError> {
    let many = names.len().min(columns.len());
    let marks = vec!["?"; many].join(",");
    let sql = format!("INSERT OR IGNORE INTO {table}({}) VALUES({marks})", names[..many].join(","));
    db.execute(&sql, rusqlite::params_from_iter(&columns[..many]))?;
    Ok(())
}

fn people(db: &Connection, remains: &Remains) -> Result<(), VaultError> {
    for columns in &remains.people {
        insert(db, "people", &["person", "name", "mine"], columns)?;
    }
    Ok(())
}

fn devices(db: &Connection, remains: &Remains) -> Result<(), VaultError> {
    for (n, (certificate, columns)) in &remains.devices {
        let encoded = postcard::to_stdvec(certificate)
            .map_err(|_| VaultError::Inconsistent("a certificate"))?;
        let endpoint = value::<Vec<u8>>(columns, 5).filter(|endpoint| endpoint.len() == 32);
        db.execute(
            "INSERT OR IGNORE INTO devices(n, device, person, actor, certificate, endpoint, this, revoked)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)",
            params![
                n,
                certificate.device.as_bytes(),
                certificate.person.as_bytes(),
                ActorPrefix::of(certificate.device).0,
                encoded,
                endpoint,
                value::<i64>(columns, 7).unwrap_or_default()
            ],
        )?;
    }
    Ok(())
}

/// The pairs that read; and in place of one that does not, one that was left, so
/// that what both had stays readable.
fn pairs(work: &mut Work<'_>, remains: &Remains, broken: &mut Broken) -> Result<(), VaultError> {
    let names = [
        "n", "pair", "partner", "state", "secret", "settings", "log", "digest", "in_step", "agreed",
    ];
    for (n, columns) in &remains.pairs {
        let mut columns = columns.clone();
        columns[0] = (*n).into();
        columns[6] = LogId::random(work.rng).as_bytes().to_vec().into();
        columns[7] = vec![0_u8; 32].into();
        columns[8] = 0_i64.into();
        insert(work.db, "pairs", &names, &columns)?;
        let partner: Option<Vec<u8>> = value(&columns, 2);
        work.db.execute(
            "INSERT OR IGNORE INTO people(person, name, mine) VALUES(?1, '', 0)",
            [partner],
        )?;
    }
    for (n, columns) in &remains.peers {
        let addresses: Option<String> = value(columns, 6);
        work.db.execute(
            "INSERT INTO peers(device, addresses) VALUES(?1, ?2)",
            params![n, addresses.unwrap_or_default()],
        )?;
    }
    for (header, columns) in remains.documents.values() {
        let Audience::Pair(pair) = header.audience else { continue };
        if store::pair_n(work.db, pair)?.is_some() {
            continue;
        }
        broken.pair_lost = true;
        let me = work.me.person;
        let others = remains.devices.values().map(|(word, _)| word.person);
        let other = others.chain([header.owner]).find(|person| *person != me);
        work.db.execute(
            "INSERT INTO pairs(n, pair, partner, state, settings, log, digest)
             VALUES(?1, ?2, ?3, ?4, x'', ?5, ?6)",
            params![
                value::<i64>(columns, 3),
                pair.as_bytes(),
                other.unwrap_or(me).as_bytes(),
                pair::LEFT,
                LogId::random(work.rng).as_bytes(),
                [0_u8; 32]
            ],
        )?;
    }
    Ok(())
}

/// The records that are their devices' words, by their documents' numbers.
fn proved(remains: &Remains) -> BTreeMap<i64, Records> {
    let mut all: BTreeMap<i64, Records> = BTreeMap::new();
    for columns in remains.records.values() {
        let Some(of) = value::<i64>(columns, 1) else { continue };
        let Some((header, _)) = remains.documents.get(&of) else { continue };
        if let Some(record) = proved_one(remains, header, columns) {
            all.entry(of).or_default().push(record);
        }
    }
    all
}

fn proved_one(
    remains: &Remains,
    header: &Header,
    columns: &Columns,
) -> Option<(Record, RecordHash)> {
    let (certificate, _) = remains.devices.get(&value(columns, 4)?)?;
    let record = Record {
        kind: RecordType(value(columns, 2)?),
        place: Place::In(header.id()),
        device: certificate.device,
        body: value(columns, 6)?,
        signature: value(columns, 7)?,
    };
    let hash = match record.kind {
        RecordType::CHANGE => {
            let (hash, actor) = inspect(&record.body).ok()?;
            (actor == ActorPrefix::of(record.device)).then_some(hash)?
        }
        _ => fact_hash(&record.body),
    };
    record.is_signed(header.hash(), hash).then_some((record, hash))
}

fn tombstones(work: &mut Work<'_>, remains: &Remains) -> Result<(), VaultError> {
    let mut counted = BTreeSet::new();
    for (n, columns) in &remains.tombstones {
        let Some((id, device)) = sound_tombstone(remains, columns) else { continue };
        let pair: Option<i64> = value(columns, 1);
        let is_known = pair.is_none_or(|pair| {
            let sql = "SELECT 1 FROM pairs WHERE n = ?1";
            work.db.query_row(sql, [pair], |_| Ok(())).is_ok()
        });
        if !is_known {
            continue;
        }
        let added = work.db.execute(
            "INSERT OR IGNORE INTO tombstones(n, pair, id, hash, device, body, signature, checked)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![n, pair, id.as_bytes(), columns[3], device, columns[5], columns[6], columns[7]],
        )?;
        if added == 0 {
            continue;
        }
        store::log_row(work, pair.unwrap_or(OWN_LOG), None, Some(*n), Origin::Here)?;
        if let Some(pair) = pair
            && counted.insert((pair, id))
        {
            store::toggle(work.db, pair, &[ended_hash(id)])?;
        }
    }
    Ok(())
}

/// Whose document it is of, and which device signed it, if that is proved.
fn sound_tombstone(remains: &Remains, columns: &Columns) -> Option<(DocumentId, i64)> {
    let (id, device) = (document(columns, 2)?, value(columns, 4)?);
    let (certificate, _) = remains.devices.get(&device)?;
    let body: Vec<u8> = value(columns, 5)?;
    let end: End = postcard::from_bytes(&body).ok()?;
    let (kind, place) = (RecordType::END, Place::In(id));
    let hash = fact_hash(&body);
    let record =
        Record { kind, place, device: certificate.device, body, signature: value(columns, 6)? };
    let is_sound = end.header.document() == id && record.is_signed(end.header, hash);
    is_sound.then_some((id, device))
}

/// Makes one document. Tells whether it is whole, as far as can be known.
fn build_one(
    work: &mut Work<'_>,
    n: i64,
    header: &Header,
    columns: &Columns,
    records: Records,
) -> Result<bool, CommandError> {
    let state = State::from_column(value(columns, 4).unwrap_or_default());
    let shape = kind(&header.kind).map_or(&[][..], |known| known.shape);
    let (mut good, mut rest): (Records, Records) = (Vec::new(), Vec::new());
    let (changes, facts): (Records, Records) =
        records.into_iter().partition(|(record, _)| record.kind == RecordType::CHANGE);
    fit(shape, &mut good, &mut rest, changes);
    good.extend(facts);
    let pair = match header.audience {
        Audience::Own => None,
        Audience::Pair(pair) => store::pair_n(work.db, pair)?,
    };
    if !good.is_empty() {
        work.db.execute_batch("SAVEPOINT document")?;
        let document =
            Document { n: DocN(n), header: header.clone(), pair, state, state_hash: None };
        match place_one(work, &document, &good) {
            Ok(()) => {
                work.db.execute_batch("RELEASE document")?;
                keep_rest(work, header, state, &rest)?;
                return Ok(rest.is_empty());
            }
            Err(SettleError::Refused(_)) => {
                work.db.execute_batch("ROLLBACK TO document; RELEASE document")?;
                rest.append(&mut good);
            }
            Err(SettleError::Vault(error)) => return Err(error.into()),
        }
    }
    keep_rest(work, header, state, &rest)?;
    // What has ended needs no words.
    Ok(state == State::Ended)
}

/// Takes of `changes` those that make a document with what is `good`.
fn fit(shape: Shape, good: &mut Records, rest: &mut Records, mut changes: Records) {
    if changes.is_empty() {
        return;
    }
    let bodies: Vec<&[u8]> =
        good.iter().chain(&changes).map(|(record, _)| record.body.as_slice()).collect();
    if merge(shape, &bodies).is_ok() {
        good.append(&mut changes);
    } else if changes.len() == 1 {
        rest.append(&mut changes);
    } else {
        let later = changes.split_off(changes.len() / 2);
        fit(shape, good, rest, changes);
        fit(shape, good, rest, later);
    }
}

fn place_one(work: &mut Work<'_>, document: &Document, good: &Records) -> Result<(), SettleError> {
    let Document { n, header, pair, state, .. } = document;
    work.db.execute(
        "INSERT INTO documents(n, id, header, pair, state) VALUES(?1, ?2, ?3, ?4, ?5)",
        params![n.0, header.id().as_bytes(), header.as_bytes(), pair, state.column()],
    )?;
    let mut begun = false;
    for (record, hash) in good {
        let author = store::person_of(work.db, record.device)?;
        let mut record = record.clone();
        if !begun && author == Some(header.owner) {
            // The header travels with the first of its owner's that is here.
            record.place = Place::Begins(header.as_bytes().to_vec());
            begun = true;
        }
        let origin = match store::device_n(work.db, record.device)? {
            Some(device) if author != Some(work.me.person) => Origin::Device(device),
            _ => Origin::Here,
        };
        store::add_record(work, document, &record, *hash, origin)?;
    }
    settle(work, *n)?;
    if *state == State::Ended {
        rows::set_deleted(work, *n, true)?;
    }
    Ok(())
}

/// What lacks something waits for it, where it can still come.
fn keep_rest(
    work: &Work<'_>,
    header: &Header,
    state: State,
    rest: &Records,
) -> Result<(), VaultError> {
    // Into what has ended nothing is taken any more.
    if state == State::Live && is_current(work.db, header.audience)? {
        for (record, _) in rest {
            aside::keep(work.db, header.id(), &record.encode(), aside::Reason::Incomplete)?;
        }
    }
    Ok(())
}

/// What was deleted, and can be brought back or goes soon.
fn deletions(work: &mut Work<'_>, remains: &Remains) -> Result<(), VaultError> {
    let names = ["document", "at", "final", "was", "with_page"];
    for (n, columns) in &remains.deletions {
        let is_here: Option<i64> = work
            .db
            .query_row("SELECT n FROM documents WHERE n = ?1", [n], |row| row.get(0))
            .optional()?;
        if is_here.is_none() {
            continue;
        }
        let mut columns = columns.clone();
        columns[0] = (*n).into();
        if value::<i64>(&columns, 4).is_none() {
            columns[4] = 0_i64.into();
        }
        insert(work.db, "deletions", &names, &columns)?;
        if value::<i64>(&columns, 2) == Some(0) {
            rows::set_deleted(work, DocN(*n), true)?;
        }
    }
    // Of what ended, and is noted nowhere else, the words go in their time.
    work.db.execute(
        "INSERT OR IGNORE INTO deletions(document, at, final) SELECT n, ?1, 1 FROM documents WHERE state = 1",
        [work.now.at.millis()],
    )?;
    Ok(())
}
