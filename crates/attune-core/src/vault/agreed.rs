//! What two people say yes to, and whether it can be kept: looked at before
//! either stores it, by the same eyes on both sides.

use super::VaultError;
use crate::document::{ActorPrefix, inspect, merge};
use crate::header::{Audience, Header, Writers};
use crate::identity::Certificate;
use crate::ids::{DocumentId, PairId, PersonId, RecordHash};
use crate::kinds::settings;
use crate::record::{Place, Record, RecordType};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use zeroize::{Zeroize, Zeroizing};

/// What both said yes to.
#[derive(Clone, Serialize, Deserialize)]
pub struct Agreed {
    /// The pair, from both sides' randomness.
    pub pair: PairId,
    /// The partner.
    pub partner: PersonId,
    /// Their name.
    pub partner_name: String,
    /// Their device's certificate.
    pub certificate: Certificate,
    /// Their device's lasting endpoint.
    pub endpoint: [u8; 32],
    /// Where it listens, as it said when the two met.
    pub addresses: Vec<SocketAddr>,
    /// The secret that only the two know.
    pub secret: [u8; 32],
    /// The first record of the couple's common settings, signed by whoever
    /// showed the words.
    pub settings: Vec<u8>,
    /// The private entries that this person chose to share.
    pub chosen: Vec<DocumentId>,
}

impl Drop for Agreed {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// Which side wrote the first record of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Us,
    Them,
}

/// The first record of the couple's settings, found sound.
pub(super) struct FirstSettings {
    pub(super) header: Header,
    pub(super) record: Record,
    pub(super) hash: RecordHash,
    pub(super) by: By,
}

impl Agreed {
    /// Whether this can be kept by the device of `mine`: the partner is somebody
    /// else, their certificate is valid, and the settings are this pair's, of
    /// either side, signed and readable. Needs no vault and stores nothing.
    pub fn is_sound(&self, mine: &Certificate) -> bool {
        self.first_settings(mine).is_some()
    }

    /// The settings to begin with, if all of it is sound.
    pub(super) fn first_settings(&self, mine: &Certificate) -> Option<FirstSettings> {
        let is_somebody = self.certificate.is_valid()
            && self.certificate.person == self.partner
            && self.partner != mine.person
            && self.certificate.device != mine.device;
        let record = Record::decode(&self.settings).ok()?;
        let Place::Begins(header) = &record.place else { return None };
        let header = Header::decode(header).ok()?;
        let (hash, actor) = inspect(&record.body).ok()?;
        let by = if record.device == mine.device { By::Us } else { By::Them };
        let of = if by == By::Us { mine } else { &self.certificate };
        let is_ours = record.kind == RecordType::CHANGE
            && record.device == of.device
            && header.owner == of.person
            && header.audience == Audience::Pair(self.pair)
            && header.kind == settings::KIND.name
            && header.writers == Writers::Both
            && actor == ActorPrefix::of(record.device)
            && record.is_signed(header.hash(), hash)
            && merge(settings::KIND.shape, &[&record.body]).is_ok();
        (is_somebody && is_ours).then_some(FirstSettings { header, record, hash, by })
    }

    /// What was stored of it.
    pub(super) fn decode(bytes: Option<Vec<u8>>) -> Result<Self, VaultError> {
        bytes
            .map(Zeroizing::new)
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .ok_or(VaultError::Inconsistent("what was agreed"))
    }
}
