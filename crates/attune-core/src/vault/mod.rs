//! The vault: everything that is kept, in one encrypted database.
//!
//! Every change, local or remote, enters here, in one transaction with its
//! projection and its position in a log. Nothing is acknowledged, announced or
//! called saved before that transaction is durable.
//!
//! | file | its part |
//! | --- | --- |
//! | `files` `meta` `connect` `schema` `shared` | private files; single values; connections; tables and migrations; the one that writes, and whose turn it is |
//! | `make` `keys` `open` `place` | a new vault, whole or not at all; what opens it; opening; a copy becomes a new device |
//! | `backing` `planned` `restoring` | a backup, read back before it counts; one a day; a vault from one, as a new device |
//! | `store` `rows` `index` | documents, records, log rows and the digest; what lists read; what search reads |
//! | `pair` `devices` `inks` | who the partner is now; which devices are theirs; what each writes with |
//! | `settle` `named` `sealing` | from a document's records to its rows; held against what it names; when a sealed answer opens |
//! | `entry` | making and changing: the steps of every practice |
//! | `brought` | taking in what was written elsewhere |
//! | `ends` `tombstone` | deleting, taking back, undo; what is left of what has ended |
//! | `drafts` `answering` `rituals` | what is being typed; hearts, lines and saying back; rituals, their marks, and notes |
//! | `pause` `talk` | pausing: what each can do, and how it stands here; soul talk: decks, draws, what stayed |
//! | `given` `checkin` `pulse` | what two people answer apart, and how that stands: of a week, of a month |
//! | `apply` | commands |
//! | `look` `check` `receive` `aside` `upgrade` | records from elsewhere: what they say of themselves; whether they may come in; taking them in; what could not be applied; what an older version could not read |
//! | `exchange` | what a session asks: standing, batches, acknowledgements |
//! | `agreed` `pairing` | what two people say yes to; pending, final, left |
//! | `read` `status` `verify` | lists and search; how things stand; the vault held against itself |
//! | `wal` `spare` `salvage` | what a damaged log hides; what is kept twice; a new vault of what can be read of a damaged one |
//! | `tend` | the work that can wait |

mod agreed;
mod answering;
mod apply;
mod aside;
mod backing;
mod brought;
mod check;
mod checkin;
mod connect;
mod devices;
mod drafts;
mod ends;
mod entry;
mod error;
mod exchange;
mod files;
mod given;
mod index;
mod inks;
mod keys;
mod look;
mod make;
mod meta;
mod named;
mod open;
mod pair;
mod pairing;
mod pause;
mod place;
mod planned;
mod pulse;
mod read;
mod receive;
mod restoring;
mod rituals;
mod rows;
mod salvage;
mod schema;
mod sealing;
mod settle;
mod shared;
mod spare;
mod status;
mod store;
mod talk;
mod tend;
mod tombstone;
mod upgrade;
mod verify;
mod wal;

pub use agreed::Agreed;
pub use answering::{Attempt, ReflectionView, Reply};
pub use backing::{BackedUp, Existing, Kept};
pub use brought::{Given, Tried};
pub use checkin::CheckinView;
pub use connect::VAULT_FILE;
pub use devices::{Partner, PartnerDevice};
pub use drafts::Draft;
pub use ends::UNDO_MILLIS;
pub use error::{CommandError, VaultError};
pub use inks::Inks;
pub use keys::KEY_FILE;
pub use keys::is_protected;
pub use make::{MAX_NAME, NewVault, exists};
pub use pair::Bond;
pub use pause::{AgreedStep, PauseView, Phase};
pub use place::Arrival;
pub use planned::{Backups, Daily};
pub use pulse::PulseView;
pub use read::{
    Among, Author, Delivery, Entry, Filter, Found, Reader, Revision, Version, Writer, Written,
};
pub use restoring::{BackupInfo, Restored, look_at_backup};
pub use salvage::{ASIDE, SalvageError, Salvaged};
pub use shared::DataVersion;
pub use spare::SPARE_FILE;
pub use status::{DeviceInfo, SetAside, Status};
pub use talk::{DeckView, DrawView, OwnCard, WrittenCard};
pub use tend::Tended;

use crate::identity::{Certificate, SecretKey};
use crate::ids::{DeviceId, PersonId};
use crate::seal::SealSecret;
use crate::secrets::VaultKey;
use crate::time::Now;
use rusqlite::Connection;
use std::path::PathBuf;
use std::time::Duration;
use zeroize::Zeroizing;

/// An open vault: a handle to the one writing connection of this process, or,
/// where the folder can't be written, to one that only reads.
pub struct Vault {
    db: shared::Shared,
    access: connect::Access,
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
    touched: &'a index::Touched,
}

impl<'a> Work<'a> {
    /// The same, for a while.
    fn again(&mut self) -> Work<'_> {
        Work {
            db: self.db,
            me: self.me,
            keys: self.keys,
            now: self.now,
            rng: self.rng,
            touched: self.touched,
        }
    }
}

impl Vault {
    /// Who this device is.
    pub fn me(&self) -> &Me {
        &self.me
    }

    /// The secret of this device's lasting endpoint, as it is now: leaving
    /// replaces it, in whatever process.
    pub fn endpoint_secret(&self) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        meta::array(&self.db.lock(), "endpoint-key")
    }

    /// This device's signing key, to prove in a conversation who speaks.
    pub fn device_secret(&self) -> SecretKey {
        self.keys.device.clone()
    }

    /// Changes whenever anybody but this handle has written: another one of this
    /// process, or another process.
    pub fn data_version(&self) -> Result<DataVersion, VaultError> {
        self.db.data_version()
    }

    fn remember_identity(&mut self) -> Result<(), VaultError> {
        (self.me, self.keys) = open::read_identity(&self.db.lock())?;
        Ok(())
    }

    /// Runs `work`, which touches no entry, in one durable transaction, or leaves
    /// everything as it was.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        self.db.transact(connect::BUSY, |tx| work(tx))
    }

    /// Runs `work` in one durable transaction, or leaves everything as it was.
    fn transact<T, E: From<VaultError>>(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact_within(connect::BUSY, now, rng, work)
    }

    /// The same, with other processes waited for so long, not longer.
    fn transact_within<T, E: From<VaultError>>(
        &mut self,
        patience: Duration,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let Self { db, me, keys, .. } = self;
        db.touch();
        db.transact(patience, |tx| {
            // Another process may have made this a new device.
            if meta::value(tx, "device-key")?.as_deref() != Some(keys.device.to_bytes().as_slice())
            {
                (*me, *keys) = open::read_identity(tx)?;
            }
            let touched = index::Touched::default();
            let mut context = Work { db: tx, me, keys, now, rng, touched: &touched };
            upgrade::catch_up(&mut context)?;
            let done = work(&mut context)?;
            touched.write(tx)?;
            Ok(done)
        })
    }
}
