//! The partner's devices: taken in on their person's word, and where each can
//! be dialled.

use super::agreed::Agreed;
use super::pair::{self, Bond, FINAL, PENDING};
use super::store::{self, Own};
use super::{Vault, VaultError, exchange};
use crate::identity::Certificate;
use crate::ids::{DeviceId, PairId, PersonId};
use rusqlite::{Connection, OptionalExtension, params};
use std::net::SocketAddr;
use zeroize::Zeroizing;

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

pub(super) fn set_endpoint(
    db: &Connection,
    device: i64,
    endpoint: &[u8; 32],
) -> Result<(), VaultError> {
    db.prepare_cached("UPDATE devices SET endpoint = ?2 WHERE n = ?1")?
        .execute(params![device, endpoint])?;
    Ok(())
}

/// Forgets where a person's devices can be dialled. How far each confirmed what was
/// shared stays: that is part of what was.
pub(super) fn forget_places(db: &Connection, person: PersonId) -> Result<(), VaultError> {
    db.execute("UPDATE devices SET endpoint = NULL WHERE person = ?1", [person.as_bytes()])?;
    db.execute(
        "UPDATE peers SET addresses = ''
         WHERE device IN (SELECT n FROM devices WHERE person = ?1)",
        [person.as_bytes()],
    )?;
    Ok(())
}

impl Vault {
    /// Takes in a device of the partner that proved itself in a session: where
    /// it can be dialled, and, if it is a new one, that it is theirs.
    pub fn admit(
        &mut self,
        certificate: &Certificate,
        endpoint: &[u8; 32],
        addresses: &[SocketAddr],
    ) -> Result<(), VaultError> {
        self.write(|tx| {
            let pair = pair::current(tx)?.ok_or(VaultError::Stranger)?;
            if certificate.person != pair.partner || !add_certified(tx, certificate)? {
                return Err(VaultError::Stranger);
            }
            let n = store::device_n(tx, certificate.device)?.ok_or(VaultError::Stranger)?;
            set_endpoint(tx, n, endpoint)?;
            exchange::set_addresses(tx, n, addresses)
        })
    }

    /// The partner, if there is one, or one is agreed on.
    pub fn partner(&self) -> Result<Option<Partner>, VaultError> {
        let db = self.db.lock();
        let found: Option<(i64, Option<Vec<u8>>)> = db
            .prepare_cached(
                "SELECT state, agreed FROM pairs WHERE state IN (?1, ?2) ORDER BY state DESC LIMIT 1",
            )?
            .query_row([PENDING, FINAL], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((state, agreed)) = found else { return Ok(None) };
        let agreed = Agreed::decode(agreed)?;
        let (bond, devices) = if state == FINAL {
            (Bond::Final, devices(&db, agreed.partner)?)
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
