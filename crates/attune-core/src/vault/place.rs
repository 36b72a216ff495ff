//! Where a vault lies, and what follows when it lies elsewhere: two devices
//! must never have one identity. A vault that was copied, restored, or moved to
//! another computer becomes a new device of the same person, before anything
//! else is done with it.

use super::store::{self, Own};
use super::{CommandError, Keys, Me, VAULT_FILE, Vault, VaultError, Work, meta, pair, planned};
use crate::identity::{Certificate, SecretKey};
use crate::ids::LogId;
use crate::record::{Beginning, RecordType, fact_hash};
use crate::time::Now;
use rusqlite::params;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// What the look at a vault's place found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It lies where it lay.
    AtHome,
    /// It lies elsewhere than it did, and is a new device now.
    NewDevice,
}

impl Vault {
    /// Compares where the vault lies with where it lay. To be called once after
    /// opening it, before anything else. `computer` is what the system calls
    /// this computer for good; empty where it has no such name.
    ///
    /// A folder that is renamed on one disk stays the same device. On a disk
    /// that can't be written nothing is changed: what can't be written can't be
    /// signed either.
    pub fn arrive(
        &mut self,
        computer: &[u8],
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Arrival, CommandError> {
        let place = place(computer, &self.folder().join(VAULT_FILE))?;
        let before = meta::value(&self.db.lock(), "place")?;
        if before.as_deref() == Some(&place) {
            let _ = self.keep_spare(rng);
            return Ok(Arrival::AtHome);
        }
        let arrived = self.transact(now, rng, |work| {
            // Another process may have looked in between.
            let before = meta::value(work.db, "place")?;
            meta::set(work.db, "place", &place)?;
            match before {
                None => Ok(Arrival::AtHome),
                Some(before) if before == place => Ok(Arrival::AtHome),
                Some(_) => renew(work).map(|()| Arrival::NewDevice),
            }
        });
        match arrived {
            Err(CommandError::Vault(VaultError::ReadOnly)) => Ok(Arrival::AtHome),
            arrived => {
                self.remember_identity()?;
                let _ = self.keep_spare(rng);
                arrived
            }
        }
    }

    /// Makes this a new device that is at home where it lies: it was restored, and
    /// whoever was backed up may still be there.
    pub(super) fn settle_as_new(
        &mut self,
        computer: &[u8],
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        let place = place(computer, &self.folder().join(VAULT_FILE))?;
        self.transact(now, rng, |work| {
            meta::set(work.db, "place", &place)?;
            planned::forget(work.db)?;
            renew(work)
        })?;
        self.remember_identity()?;
        Ok(())
    }

    /// Makes this a new device of the same person: the partner's device met
    /// another one with the same identity.
    pub fn renew_device(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        self.transact(now, rng, renew)?;
        self.remember_identity()?;
        Ok(())
    }
}

/// A hash over the computer and the file's identity on its disk.
fn place(computer: &[u8], file: &Path) -> Result<[u8; 32], VaultError> {
    let found = fs::metadata(file).map_err(|e| VaultError::io("looking at the vault", file, e))?;
    let mut hash = Sha256::new_with_prefix(b"attune place 1");
    hash.update(Sha256::digest(computer));
    hash.update(file_identity(&found).to_be_bytes());
    Ok(hash.finalize().into())
}

/// The number of the file on its disk. The disk's own number is left out: it
/// changes from one start of the computer to the next.
#[cfg(unix)]
fn file_identity(found: &fs::Metadata) -> u128 {
    std::os::unix::fs::MetadataExt::ino(found).into()
}

/// When the file was made: a copy is made anew.
#[cfg(not(unix))]
fn file_identity(found: &fs::Metadata) -> u128 {
    let made = found.created().ok();
    made.and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_nanos())
}

/// A new device key, endpoint key and log ids. Records of the old device go on
/// counting; the partner learns of the new one by a certificate in the pair's
/// log, before anything else that it signs.
fn renew(work: &mut Work<'_>) -> Result<(), CommandError> {
    let person = SecretKey::from_bytes(&*meta::array(work.db, "person-key")?);
    let device = SecretKey::generate(work.rng);
    let certificate = Certificate::issue(&person, device.device(), &work.me.certificate.name);
    let mut endpoint = Zeroizing::new([0; 32]);
    work.rng.fill_bytes(endpoint.as_mut());

    work.db.execute("UPDATE devices SET this = 0", [])?;
    store::add_device(work.db, &certificate, Own::This)?;
    meta::set(work.db, "device-key", device.to_bytes().as_slice())?;
    meta::set(work.db, "endpoint-key", endpoint.as_slice())?;
    meta::set(work.db, "own-log", LogId::random(work.rng).as_bytes())?;
    work.db.execute("DELETE FROM meta WHERE key = 'port'", [])?;
    // What was agreed was agreed with the other device.
    pair::drop_pending(work.db)?;
    let Some(pair) = pair::current(work.db)? else { return Ok(()) };
    work.db.execute(
        "UPDATE pairs SET log = ?2, in_step = 0 WHERE n = ?1",
        params![pair.n, LogId::random(work.rng).as_bytes()],
    )?;
    let me = Me { person: work.me.person, device: device.device(), certificate };
    let keys = Keys { device, seal: work.keys.seal.clone() };
    let mut renewed = Work { me: &me, keys: &keys, ..work.again() };
    introduce(&mut renewed, pair.n)
}

/// Writes this device's certificate into one's own profile in the pair.
pub(super) fn introduce(work: &mut Work<'_>, pair: i64) -> Result<(), CommandError> {
    let Some(profile) = pair::profile(work.db, work.me.person, Some(pair))? else {
        return Ok(());
    };
    let body = postcard::to_stdvec(&work.me.certificate)
        .map_err(|_| VaultError::Inconsistent("a certificate"))?;
    let hash = fact_hash(&body);
    let (kind, begins) = (RecordType::CERTIFICATE, Beginning::Later);
    store::write_record(work, &profile, kind, begins, body, hash)?;
    super::settle::settle(work, profile.n).map_err(super::entry::unsettled)
}
