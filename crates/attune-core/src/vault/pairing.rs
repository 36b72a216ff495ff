//! The partner: pending, final, left. One pair at a time; an earlier pair's
//! things stay, read-only.

use super::agreed::{Agreed, By};
use super::apply::{share_as, unsettled};
use super::settle::settle;
use super::store::{self, DocN, Document, Origin, Own};
use super::{CommandError, Vault, VaultError, Work, checkin, exchange, make, open};
use crate::document::{ActorPrefix, Value, Values, begin};
use crate::header::{Audience, Header, Writers};
use crate::identity::Certificate;
use crate::ids::{DeviceId, DocumentId, LogId, PairId, PersonId};
use crate::kinds::{profile, settings};
use crate::record::{Beginning, Record, RecordType};
use crate::text::truncated;
use crate::time::Now;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::net::SocketAddr;
use zeroize::Zeroizing;

/// How far an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// Both said yes, and the other side may not know it yet. Any later contact
    /// makes it final.
    Pending,
    /// There is a partner.
    Final,
}

/// The partner, and how to reach them.
pub struct Partner {
    /// How far it has come.
    pub bond: Bond,
    /// The pair.
    pub pair: PairId,
    /// What the partner called themselves when the two paired.
    pub name: String,
    /// The partner.
    pub person: PersonId,
    /// Their devices that can be dialled.
    pub devices: Vec<PartnerDevice>,
    /// The secret that only the two know.
    pub secret: Zeroizing<[u8; 32]>,
}

/// One device of the partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerDevice {
    /// Its id.
    pub device: DeviceId,
    /// Its lasting endpoint.
    pub endpoint: [u8; 32],
    /// Where it was last met.
    pub addresses: Vec<SocketAddr>,
}

/// The most devices of one person that are taken in.
const MAX_DEVICES: i64 = 64;

/// The present pair.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) n: i64,
    pub(super) pair: PairId,
    pub(super) partner: PersonId,
    settings: Option<DocumentId>,
}

const PENDING: i64 = 0;
const FINAL: i64 = 1;
const LEFT: i64 = 2;

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
             WHERE e.kind = 'settings' AND d.pair IS NULL AND d.state = 0 ORDER BY e.document LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(own.and_then(|id| DocumentId::from_slice(&id)))
}

impl Vault {
    /// The signed first record of a pair's common settings, with the day this
    /// person chose alone. Nothing is stored: it becomes part of what both
    /// agree on.
    pub fn make_settings(
        &mut self,
        pair: PairId,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CommandError> {
        let mut nonce = [0; 16];
        rng.fill_bytes(&mut nonce);
        let audience = Audience::Pair(pair);
        let kind = &settings::KIND;
        let header = Header::new(audience, kind.name, self.me.person, Writers::Both, None, nonce);
        let mut values = settings::values(checkin::weekday(&self.db)?);
        values.extend(moment(now));
        let actor = ActorPrefix::of(self.me.device).actor(rng);
        let change =
            begin(kind.shape, &values, actor, now.at).map_err(|_| CommandError::Unreadable)?;
        let record = Record::sign(
            &self.keys.device,
            RecordType::CHANGE,
            &header,
            Beginning::First,
            change.bytes,
            change.hash,
        );
        Ok(record.encode())
    }

    /// Remembers durably what was agreed, not yet as paired: the other side may
    /// not know of it. A pending agreement replaces an earlier pending one.
    pub fn store_pending(
        &mut self,
        agreed: &Agreed,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, |work| store_pending(work, agreed))
    }

    /// Makes what was agreed final: from here on there is a partner. The chosen
    /// private entries become new, shared documents.
    pub fn finalize(
        &mut self,
        pair: PairId,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, |work| finalize(work, pair))
    }

    /// Drops what is pending; it never counted as paired.
    pub fn drop_pending(&mut self) -> Result<(), VaultError> {
        drop_pending(&self.db)
    }

    /// Takes in a device of the partner that proved itself in a session: where
    /// it can be dialled, and, if it is a new one, that it is theirs.
    pub fn admit(
        &mut self,
        certificate: &Certificate,
        endpoint: &[u8; 32],
        addresses: &[SocketAddr],
    ) -> Result<(), VaultError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let pair = current(&tx)?.ok_or(VaultError::Stranger)?;
        if certificate.person != pair.partner || !add_certified(&tx, certificate)? {
            return Err(VaultError::Stranger);
        }
        let n = store::device_n(&tx, certificate.device)?.ok_or(VaultError::Stranger)?;
        set_endpoint(&tx, n, endpoint)?;
        exchange::set_addresses(&tx, n, addresses)?;
        tx.commit()?;
        Ok(())
    }

    /// Leaves: at once, and only here. What both had stays with each; the
    /// endpoint's key goes with the secret, so that the other sees only that
    /// this device is not reached.
    pub fn leave(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, |work| {
            let pair = current(work.db)?.ok_or(CommandError::NotPaired)?;
            work.db.execute(
                "UPDATE pairs SET state = ?2, secret = NULL, agreed = NULL, in_step = 0 WHERE n = ?1",
                params![pair.n, LEFT],
            )?;
            drop_pending(work.db)?;
            // Of what came from them and was never applied nothing is of use.
            work.db.execute("DELETE FROM set_aside", [])?;
            work.db.execute("DELETE FROM meta WHERE key = 'port'", [])?;
            let mut endpoint = Zeroizing::new([0; 32]);
            work.rng.fill_bytes(endpoint.as_mut());
            open::set_meta(work.db, "endpoint-key", endpoint.as_slice())?;
            Ok::<_, CommandError>(())
        })
    }

    /// The partner, if there is one, or one is agreed on.
    pub fn partner(&self) -> Result<Option<Partner>, VaultError> {
        let found: Option<(i64, Option<Vec<u8>>)> = self
            .db
            .prepare_cached(
                "SELECT state, agreed FROM pairs WHERE state IN (?1, ?2) ORDER BY state DESC LIMIT 1",
            )?
            .query_row([PENDING, FINAL], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((state, agreed)) = found else { return Ok(None) };
        let agreed = Agreed::decode(agreed)?;
        let (bond, devices) = if state == FINAL {
            (Bond::Final, devices(&self.db, agreed.partner)?)
        } else {
            let device = PartnerDevice {
                device: agreed.certificate.device,
                endpoint: agreed.endpoint,
                addresses: agreed.addresses.clone(),
            };
            (Bond::Pending, vec![device])
        };
        Ok(Some(Partner {
            bond,
            pair: agreed.pair,
            name: agreed.partner_name.clone(),
            person: agreed.partner,
            devices,
            secret: Zeroizing::new(agreed.secret),
        }))
    }
}

/// A person's devices that can be dialled.
fn devices(db: &Connection, person: PersonId) -> Result<Vec<PartnerDevice>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT v.device, v.endpoint, coalesce(q.addresses, '')
         FROM devices v LEFT JOIN peers q ON q.device = v.n
         WHERE v.person = ?1 AND v.revoked = 0 AND v.endpoint IS NOT NULL ORDER BY v.n DESC",
    )?;
    let rows = statement.query_map([person.as_bytes()], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?))
    })?;
    rows.map(|row| {
        let (device, endpoint, addresses) = row?;
        let bad = || VaultError::Inconsistent("a device's row");
        Ok(PartnerDevice {
            device: DeviceId::from_slice(&device).ok_or_else(bad)?,
            endpoint: endpoint.try_into().map_err(|_| bad())?,
            addresses: exchange::parse_addresses(&addresses),
        })
    })
    .collect()
}

pub(super) fn drop_pending(db: &Connection) -> Result<(), VaultError> {
    db.execute("DELETE FROM pairs WHERE state = ?1", [PENDING])?;
    Ok(())
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
             WHERE e.kind = 'profile' AND e.author = ?1 AND d.state = 0 AND d.pair IS ?2
             ORDER BY e.id LIMIT 1",
        )?
        .query_row(params![person.as_bytes(), pair], |row| row.get(0))
        .optional()?;
    found.map(|n| store::get(db, DocN(n))).transpose()
}

/// Takes in a device on its person's word. `false` if the word is not sound,
/// or the person has too many.
pub(super) fn add_certified(
    db: &Connection,
    certificate: &Certificate,
) -> Result<bool, VaultError> {
    if store::person_of(db, certificate.device)? == Some(certificate.person) {
        return Ok(true);
    }
    let devices: i64 = db
        .prepare_cached("SELECT count(*) FROM devices WHERE person = ?1")?
        .query_row([certificate.person.as_bytes()], |row| row.get(0))?;
    if devices >= MAX_DEVICES || !certificate.is_valid() {
        return Ok(false);
    }
    store::add_device(db, certificate, Own::Other)?;
    Ok(true)
}

fn set_endpoint(db: &Connection, device: i64, endpoint: &[u8; 32]) -> Result<(), VaultError> {
    db.prepare_cached("UPDATE devices SET endpoint = ?2 WHERE n = ?1")?
        .execute(params![device, endpoint])?;
    Ok(())
}

fn moment(now: &Now) -> Values {
    Values::from([
        ("day".to_owned(), Value::Text(now.day.to_string())),
        ("created".to_owned(), Value::Number(now.at.millis())),
        ("offset".to_owned(), Value::Number(now.offset_minutes.into())),
    ])
}

fn store_pending(work: &mut Work<'_>, agreed: &Agreed) -> Result<(), CommandError> {
    if current(work.db)?.is_some() {
        return Err(CommandError::AlreadyPaired);
    }
    // Whatever making it final will need is looked at now: what one side has
    // stored must not prove impossible once the other is final.
    let settings = agreed.first_settings(&work.me.certificate).ok_or(CommandError::Unreadable)?;
    drop_pending(work.db)?;
    let encoded =
        postcard::to_stdvec(agreed).map_err(|_| VaultError::Inconsistent("what was agreed"))?;
    work.db.execute(
        "INSERT INTO pairs(pair, partner, state, secret, settings, log, digest, agreed)
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            agreed.pair.as_bytes(),
            agreed.partner.as_bytes(),
            PENDING,
            agreed.secret,
            settings.header.id().as_bytes(),
            LogId::random(work.rng).as_bytes(),
            [0_u8; 32],
            encoded
        ],
    )?;
    Ok(())
}

fn finalize(work: &mut Work<'_>, pair: PairId) -> Result<(), CommandError> {
    let found: Option<(i64, Option<Vec<u8>>)> = work
        .db
        .prepare_cached("SELECT state, agreed FROM pairs WHERE pair = ?1")?
        .query_row([pair.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let agreed = match found {
        Some((FINAL, _)) => return Ok(()),
        Some((PENDING, agreed)) => Agreed::decode(agreed)?,
        _ => return Err(CommandError::NotPaired),
    };
    work.db
        .execute("UPDATE pairs SET state = ?2 WHERE pair = ?1", params![pair.as_bytes(), FINAL])?;
    work.db.execute(
        "INSERT OR IGNORE INTO people(person, name, mine) VALUES(?1, ?2, 0)",
        params![agreed.partner.as_bytes(), truncated(&agreed.partner_name, make::MAX_NAME)],
    )?;
    let device = store::add_device(work.db, &agreed.certificate, Own::Other)?;
    set_endpoint(work.db, device, &agreed.endpoint)?;
    exchange::set_addresses(work.db, device, &agreed.addresses)?;
    let first = agreed.first_settings(&work.me.certificate).ok_or(CommandError::Unreadable)?;
    let origin = match first.by {
        By::Us => Origin::Here,
        By::Them => Origin::Device(device),
    };
    let document = store::add_document(work.db, &first.header)?;
    store::add_record(work, &document, &first.record, first.hash, origin)?;
    settle(work, document.n).map_err(unsettled)?;
    let name: String = work
        .db
        .prepare_cached("SELECT name FROM people WHERE person = ?1")?
        .query_row([work.me.person.as_bytes()], |row| row.get(0))?;
    let values = Values::from([("name".to_owned(), Value::Text(name))]);
    super::apply::create(work, &profile::KIND, Audience::Pair(pair), Writers::Owner, values)?;
    for id in &agreed.chosen {
        share_chosen(work, *id)?;
    }
    Ok(())
}

/// Shares a private entry that was chosen at pairing. One that can't be shared
/// stays as it is, and stands in nobody's way.
fn share_chosen(work: &mut Work<'_>, id: DocumentId) -> Result<(), CommandError> {
    let wish: Option<Option<String>> = work
        .db
        .prepare_cached(
            "SELECT e.wish FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.id = ?1 AND d.pair IS NULL AND d.state = 0
               AND e.listed = 1 AND e.deleted = 0 AND e.shared_as IS NULL",
        )?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    let (Some(wish), Some(document)) = (wish, store::find(work.db, id)?) else { return Ok(()) };
    let both = wish.as_deref() == Some("write");
    let writers = if both { Writers::Both } else { Writers::Owner };
    work.db.execute_batch("SAVEPOINT chosen")?;
    match share_as(work, &document, writers) {
        Ok(_) => work.db.execute_batch("RELEASE chosen")?,
        Err(CommandError::Vault(error)) => return Err(error.into()),
        Err(_) => work.db.execute_batch("ROLLBACK TO chosen; RELEASE chosen")?,
    }
    Ok(())
}
