//! The vault: everything that is kept, in one encrypted database.
//!
//! Every change, local or remote, enters here, in one transaction with its
//! projection and its position in a log. Nothing is acknowledged, announced or
//! called saved before that transaction is durable.
//!
//! | file | its part |
//! | --- | --- |
//! | `make` | a new vault, whole or not at all |
//! | `keys` | the key file: what opens the vault |
//! | `open` | connections, for writing or only for reading; identity |
//! | `schema` | tables and migrations |
//! | `store` | documents, records and log rows; the digest |
//! | `settle` | from a document's records to its projection |
//! | `apply` | commands |
//! | `ends` | deleting, taking back, undo |
//! | `tombstone` | what is left of what has ended |
//! | `drafts` | what is being typed |
//! | `checkin` | answering, which week is meant, how one stands |
//! | `sealing` | the seal: when a key is released, and what opens |
//! | `check` | whether a record from elsewhere may be taken in |
//! | `receive` | records from another device |
//! | `aside` | what came and could not be applied |
//! | `upgrade` | what an older version could not read |
//! | `exchange` | what a session asks: standing, batches, acknowledgements |
//! | `agreed` | what two people say yes to, and whether it can be kept |
//! | `pairing` | partners: pending, final, left |
//! | `place` | a copied or moved vault becomes a new device |
//! | `read` | lists, search, status: plain rows, no documents |

mod agreed;
mod apply;
mod aside;
mod check;
mod checkin;
mod drafts;
mod ends;
mod error;
mod exchange;
mod keys;
mod make;
mod open;
mod pairing;
mod place;
mod read;
mod receive;
mod schema;
mod sealing;
mod settle;
mod store;
mod tombstone;
mod upgrade;

pub use agreed::Agreed;
pub use checkin::CheckinView;
pub use drafts::Draft;
pub use ends::UNDO_MILLIS;
pub use error::{CommandError, VaultError};
pub use keys::is_protected;
pub use make::{MAX_NAME, NewVault, exists};
pub use open::{KEY_FILE, VAULT_FILE};
pub use pairing::{Bond, Partner, PartnerDevice};
pub use place::Arrival;
pub use read::{
    Author, Delivery, DeviceInfo, Entry, Filter, Found, Reader, Revision, SetAside, Status, Version,
};

use crate::identity::{Certificate, SecretKey};
use crate::ids::{DeviceId, PersonId};
use crate::seal::SealSecret;
use crate::secrets::VaultKey;
use crate::time::Now;
use rusqlite::Connection;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// An open vault: the one writing connection of this process, or, where the
/// folder can't be written, one that only reads.
pub struct Vault {
    db: Connection,
    access: open::Access,
    folder: PathBuf,
    key: VaultKey,
    me: Me,
    keys: Keys,
}

/// Who this device is.
#[derive(Debug, Clone)]
pub struct Me {
    /// The person.
    pub person: PersonId,
    /// The device.
    pub device: DeviceId,
    /// The person's word that the device is theirs.
    pub certificate: Certificate,
}

struct Keys {
    device: SecretKey,
    seal: SealSecret,
}

/// What one transaction works with: the open transaction, who we are, and the
/// time and randomness that were passed in.
struct Work<'a> {
    db: &'a Connection,
    me: &'a Me,
    keys: &'a Keys,
    now: &'a Now,
    rng: &'a mut dyn rand_core::CryptoRng,
}

impl Vault {
    /// Who this device is.
    pub fn me(&self) -> &Me {
        &self.me
    }

    /// The secret of this device's lasting endpoint, as it is now: leaving
    /// replaces it, in whatever process.
    pub fn endpoint_secret(&self) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        open::meta_array(&self.db, "endpoint-key")
    }

    /// This device's signing key, to prove in a conversation who speaks.
    pub fn device_secret(&self) -> SecretKey {
        self.keys.device.clone()
    }

    /// A number that changes whenever another connection has written.
    pub fn data_version(&self) -> Result<i64, VaultError> {
        Ok(self.db.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    fn remember_identity(&mut self) -> Result<(), VaultError> {
        (self.me, self.keys) = open::read_identity(&self.db)?;
        Ok(())
    }

    /// Runs `work` in one durable transaction, or leaves everything as it was.
    fn transact<T, E: From<VaultError>>(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(|e| E::from(e.into()))?;
        // Another process may have made this a new device.
        if open::meta(&tx, "device-key").map_err(E::from)?.as_deref()
            != Some(self.keys.device.to_bytes().as_slice())
        {
            (self.me, self.keys) = open::read_identity(&tx).map_err(E::from)?;
        }
        let done = {
            let mut context = Work { db: &tx, me: &self.me, keys: &self.keys, now, rng };
            upgrade::catch_up(&mut context).map_err(E::from)?;
            work(&mut context)?
        };
        tx.commit().map_err(|e| E::from(e.into()))?;
        Ok(done)
    }
}
