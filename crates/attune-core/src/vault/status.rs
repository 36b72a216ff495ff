//! How things stand: who, which devices, what waits.

use super::inks::{self, Inks};
use super::read::{Author, CONFIRMED, Reader, person_named};
use super::{VaultError, pair, store};
use crate::exchange::Digest;
use crate::ids::{DeviceId, DocumentId, PersonId};

/// A device of either person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceInfo {
    /// Its id.
    pub device: DeviceId,
    /// What its person calls it.
    pub name: String,
    /// Whether it is this person's.
    pub mine: bool,
    /// Whether it is this one.
    pub this: bool,
}

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// This person's name.
    pub name: String,
    /// The partner.
    pub partner: Option<Author>,
    /// What the words of the two are set in.
    pub inks: Inks,
    /// Every device of this person and of the partner.
    pub devices: Vec<DeviceInfo>,
    /// How many entries there are.
    pub entries: u64,
    /// How many shared things the partner has not confirmed: entries, sealed
    /// answers and all else that both see.
    pub waiting: u64,
    /// The state of all shared documents.
    pub digest: Digest,
    /// Whether both were equal at the last contact and nothing changed since.
    pub in_step: bool,
    /// Documents set aside here.
    pub set_aside: u64,
    /// What the partner's program sent against a rule that protects somebody, such
    /// as an answer before it was heard: kept out of sight.
    pub hidden: u64,
}

/// A document whose records could not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Which.
    pub document: DocumentId,
    /// How many records are kept.
    pub records: u64,
}

impl Reader {
    /// How things stand.
    pub fn status(&self) -> Result<Status, VaultError> {
        let me = person_named(&self.db, self.me)?;
        let pair = pair::current(&self.db)?;
        let partner = pair.as_ref().map(|pair| person_named(&self.db, pair.partner)).transpose()?;
        let count = |sql: &str| -> Result<u64, VaultError> {
            let count: i64 = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let in_step = match &pair {
            Some(pair) => self
                .db
                .prepare_cached("SELECT in_step FROM pairs WHERE n = ?1")?
                .query_row([pair.n], |row| row.get(0))?,
            None => false,
        };
        Ok(Status {
            name: me.name,
            partner,
            inks: inks::shown(&self.db, self.me)?,
            devices: self.devices()?,
            entries: count(
                "SELECT count(*) FROM entries WHERE listed = 1 AND deleted = 0 AND shared_as IS NULL",
            )?,
            waiting: count(&format!(
                "SELECT count(*) FROM documents d
                 WHERE d.pair = (SELECT n FROM pairs WHERE state = 1) AND NOT {CONFIRMED}"
            ))?,
            digest: match &pair {
                Some(pair) => store::digest(&self.db, pair.n)?,
                None => Digest::default(),
            },
            in_step,
            set_aside: count("SELECT count(DISTINCT document) FROM set_aside")?,
            hidden: count("SELECT count(*) FROM entries WHERE standing = 2 AND deleted = 0")?,
        })
    }

    fn devices(&self) -> Result<Vec<DeviceInfo>, VaultError> {
        let mut statement = self.db.prepare_cached(
            "SELECT device, person, certificate, this FROM devices WHERE revoked = 0
             AND person IN (?1, (SELECT partner FROM pairs WHERE state = 1)) ORDER BY n",
        )?;
        let rows = statement.query_map([self.me.as_bytes()], |row| {
            Ok((
                row.get::<_, Vec<u8>>(0)?,
                row.get::<_, Vec<u8>>(1)?,
                row.get::<_, Vec<u8>>(2)?,
                row.get::<_, bool>(3)?,
            ))
        })?;
        rows.map(|row| {
            let (device, person, certificate, this) = row?;
            let bad = || VaultError::Inconsistent("a device's row");
            let certificate: crate::identity::Certificate =
                postcard::from_bytes(&certificate).map_err(|_| bad())?;
            Ok(DeviceInfo {
                device: DeviceId::from_slice(&device).ok_or_else(bad)?,
                name: certificate.name,
                mine: PersonId::from_slice(&person) == Some(self.me),
                this,
            })
        })
        .collect()
    }
}
