//! What a session asks of the vault, and how the vault does it: one function
//! for the program and for the tests that run sessions without sockets.

use attune_core::exchange::{
    Digest, DocumentState, Except, Incoming, LogPoint, Outgoing, Partner, Received, Since,
    Standing, Telling,
};
use attune_core::ids::{DeviceId, DocumentId, Position};
use attune_core::time::Now;
use attune_core::vault::{Vault, VaultError};

use crate::proto::frame::MAX_EXCEPT;

/// Something for the vault to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Read how the vault stands towards this device.
    Standing(DeviceId),
    /// Say what the device's place in our log means.
    Since(DeviceId, Option<LogPoint>),
    /// Read records to send to this device.
    Load(DeviceId, Batch),
    /// Something was written: read how the vault stands towards this device, and
    /// what to send to it, in one. A line somebody just wrote waits for nothing
    /// else.
    News(DeviceId, Batch),
    /// Check, apply and commit what a device sent.
    Store(DeviceId, Incoming),
    /// Note that the other side has stored our log through here; not answered.
    Acknowledged {
        /// Which device.
        device: DeviceId,
        /// Through here.
        through: LogPoint,
        /// Except these.
        except: Vec<Except>,
        /// Whether these are all there are.
        telling: Telling,
    },
    /// Read what is set aside here.
    Exceptions,
    /// Read a page of states.
    States {
        /// After this document.
        after: Option<DocumentId>,
        /// At most so many.
        limit: u32,
    },
    /// Read this document whole. Its answer may come before or after others.
    Document(DocumentId),
    /// Forget what was refused here, if both hold the same; not answered.
    ForgetRefused(DeviceId, Digest),
    /// Compare, and remember the outcome.
    Compare(DeviceId, Digest),
}

/// Which records of the pair's log are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// Those after this place.
    pub after: Position,
    /// At most so many.
    pub max_records: usize,
    /// And about so many bytes.
    pub max_bytes: usize,
}

impl Batch {
    fn read(self, vault: &mut Vault, device: DeviceId) -> Result<Outgoing<Partner>, VaultError> {
        vault.read_log(device, self.after, self.max_records, self.max_bytes)
    }
}

/// What the vault answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<A> {
    /// To [`Request::Standing`].
    Standing(Standing),
    /// To [`Request::Since`].
    Since(Since),
    /// To [`Request::Load`].
    Loaded(Outgoing<A>),
    /// To [`Request::News`].
    News(Standing, Outgoing<A>),
    /// To [`Request::Store`], after the commit.
    Stored(Received),
    /// To [`Request::Store`]: what came holds bytes that are no record. Nothing
    /// of it was stored.
    Broken,
    /// To [`Request::Exceptions`].
    Exceptions(Vec<Except>),
    /// To [`Request::States`].
    States(Vec<DocumentState>),
    /// To [`Request::Document`]: nothing if it is not shared here.
    Document(DocumentId, Option<Outgoing<A>>),
    /// To [`Request::Compare`]: whether both hold the same.
    Compared(bool),
}

/// Does what `request` asks of `vault`, for a session with one of the partner's
/// devices. What is returned is true of the disk.
pub fn perform(
    vault: &mut Vault,
    request: Request,
    now: &Now,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<Option<Answer<Partner>>, VaultError> {
    Ok(Some(match request {
        Request::Standing(device) => Answer::Standing(vault.standing(device)?),
        Request::Since(device, point) => Answer::Since(vault.since(device, point, now, rng)?),
        Request::Load(device, batch) => Answer::Loaded(batch.read(vault, device)?),
        Request::News(device, batch) => {
            Answer::News(vault.standing(device)?, batch.read(vault, device)?)
        }
        Request::Store(device, incoming) => match vault.receive(device, &incoming, now, rng) {
            Ok(received) => Answer::Stored(received),
            Err(VaultError::Broken) => Answer::Broken,
            Err(error) => return Err(error),
        },
        Request::Acknowledged { device, through, except, telling } => {
            vault.acknowledged(device, through, &except, telling)?;
            return Ok(None);
        }
        Request::Exceptions => Answer::Exceptions(vault.exceptions(MAX_EXCEPT as u32 + 1)?),
        Request::States { after, limit } => Answer::States(vault.states(after, limit)?),
        Request::Document(id) => Answer::Document(id, vault.document_records(id)?),
        Request::ForgetRefused(device, digest) => {
            vault.forget_refused(device, digest)?;
            return Ok(None);
        }
        Request::Compare(device, digest) => Answer::Compared(vault.in_step(device, digest)?),
    }))
}
