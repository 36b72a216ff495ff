//! Records: everything that is ever stored or sent about a document.
//!
//! A record is either an automerge change or a *fact* (one body that is never
//! edited). Its author's device signs it, so that it can come by any road and
//! still be known as its author's. The signature covers the record's type, the
//! document's header and the content's hash; log positions and routes are
//! never part of it.

use crate::header::Header;
use crate::identity::{SIGNATURE_LEN, SecretKey, verify};
use crate::ids::{DeviceId, DocumentId, HeaderHash, RecordHash};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const CONTEXT: &[u8] = b"attune record 1";

/// What a record is. The highest bit says *critical*: a version that does not
/// know the type must set the document aside; without it the record is kept
/// and passed on, and the document still shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordType(pub u16);

impl RecordType {
    /// The bit that makes a type critical.
    pub const CRITICAL: u16 = 0x8000;

    /// An automerge change.
    pub const CHANGE: RecordType = RecordType(Self::CRITICAL | 1);
    /// The document ends: taken back, or deleted.
    pub const END: RecordType = RecordType(Self::CRITICAL | 2);
    /// A person's word for a further device, in their profile.
    pub const CERTIFICATE: RecordType = RecordType(3);
    /// Reserved: a person's word against a device.
    pub const REVOCATION: RecordType = RecordType(Self::CRITICAL | 4);
    /// Reserved: hash, size and key of an attachment.
    pub const ATTACHMENT: RecordType = RecordType(5);
    /// Reserved: this document replaces another.
    pub const REPLACES: RecordType = RecordType(6);
    /// A check-in's three answers, sealed.
    pub const SEALED_ANSWER: RecordType = RecordType(Self::CRITICAL | 16);
    /// The key of one's own sealed answer, for one named seal of the partner.
    pub const KEY_RELEASE: RecordType = RecordType(Self::CRITICAL | 17);
    /// A check-in's three answers in clear, in a document that stays private.
    pub const PRIVATE_ANSWER: RecordType = RecordType(Self::CRITICAL | 18);
    /// A heart for what another wrote.
    pub const HEART: RecordType = RecordType(19);
    /// What a listener says back before anything else.
    pub const SAID_BACK: RecordType = RecordType(Self::CRITICAL | 20);
    /// Whether the one who wrote it feels heard.
    pub const HEARD: RecordType = RecordType(Self::CRITICAL | 21);
    /// A note for oneself about something: set aside, later, seen.
    pub const NOTED: RecordType = RecordType(22);
    /// A ritual was kept on a day.
    pub const DONE: RecordType = RecordType(23);
    /// Takes back a mark that a ritual was kept.
    pub const NOT_DONE: RecordType = RecordType(24);
    /// A step of a pause.
    pub const PAUSE_STEP: RecordType = RecordType(Self::CRITICAL | 25);
    /// A card that was drawn from a deck.
    pub const DRAWN_CARD: RecordType = RecordType(26);

    /// Every type this version knows, with its name in `docs/`.
    pub const KNOWN: [(RecordType, &'static str); 17] = [
        (Self::CHANGE, "change"),
        (Self::END, "end"),
        (Self::CERTIFICATE, "certificate"),
        (Self::REVOCATION, "revocation"),
        (Self::ATTACHMENT, "attachment"),
        (Self::REPLACES, "replaces"),
        (Self::SEALED_ANSWER, "sealed answer"),
        (Self::KEY_RELEASE, "key release"),
        (Self::PRIVATE_ANSWER, "private answer"),
        (Self::HEART, "heart"),
        (Self::SAID_BACK, "said back"),
        (Self::HEARD, "heard"),
        (Self::NOTED, "noted"),
        (Self::DONE, "done"),
        (Self::NOT_DONE, "not done"),
        (Self::PAUSE_STEP, "pause step"),
        (Self::DRAWN_CARD, "drawn card"),
    ];

    /// Whether a record of this type, where it is not known, hides its document's
    /// words.
    pub fn is_critical(self) -> bool {
        self.0 & Self::CRITICAL != 0
    }

    /// Whether this version has a name for the type.
    pub fn is_known(self) -> bool {
        Self::KNOWN.iter().any(|(known, _)| *known == self)
    }

    /// Whether the type has a name, and only a later version does something
    /// with it.
    pub fn is_reserved(self) -> bool {
        [Self::REVOCATION, Self::ATTACHMENT, Self::REPLACES].contains(&self)
    }

    /// Whether this version knows what the type means.
    pub fn is_understood(self) -> bool {
        self.is_known() && !self.is_reserved()
    }
}

/// Which document a record belongs to. The owner's first record carries the
/// header itself, under the same signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The document's first record, with its header.
    Begins(Vec<u8>),
    /// A document whose header came before.
    In(DocumentId),
}

/// A signed record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What it is.
    pub kind: RecordType,
    /// Of which document.
    pub place: Place,
    /// Who signed.
    pub device: DeviceId,
    /// An automerge change's raw bytes, or a fact's body.
    pub body: Vec<u8>,
    /// The device's signature.
    pub signature: Vec<u8>,
}

/// The wire form's versions.
#[derive(Serialize, Deserialize)]
enum Wire {
    V1(Record),
}

/// The bytes are no record that this version reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a record of a known version")]
pub struct DecodeRecordError;

impl Record {
    /// The largest body accepted, in bytes. A page of a million characters of
    /// any script fits; longer texts are refused where they are written.
    pub const MAX_BODY: usize = 6 * 1024 * 1024;
    /// The largest encoded record, in bytes.
    pub const MAX_LEN: usize = Self::MAX_BODY + 1024;

    /// Signs `body` as a record of the document that `header` begins. `hash`
    /// is the automerge change's own hash, or [`fact_hash`] of the body.
    pub fn sign(
        device: &SecretKey,
        kind: RecordType,
        header: &Header,
        begins: Beginning,
        body: Vec<u8>,
        hash: RecordHash,
    ) -> Self {
        let signature = device.sign(&message(kind, header.hash(), hash)).to_vec();
        let place = match begins {
            Beginning::First => Place::Begins(header.as_bytes().to_vec()),
            Beginning::Later => Place::In(header.id()),
        };
        Self { kind, place, device: device.device(), body, signature }
    }

    /// Whether the signature is its device's over this header and content.
    pub fn is_signed(&self, header: HeaderHash, hash: RecordHash) -> bool {
        <&[u8; SIGNATURE_LEN]>::try_from(self.signature.as_slice()).is_ok_and(|signature| {
            verify(self.device.as_bytes(), &message(self.kind, header, hash), signature)
        })
    }

    /// The document it belongs to.
    pub fn document(&self) -> DocumentId {
        match &self.place {
            Place::Begins(header) => {
                HeaderHash::from_bytes(Sha256::digest(header).into()).document()
            }
            Place::In(id) => *id,
        }
    }

    /// The bytes to store and send.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(&Wire::V1(self.clone())).unwrap_or_default()
    }

    /// The record in `bytes`; nothing is verified yet.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeRecordError> {
        if bytes.len() > Self::MAX_LEN {
            return Err(DecodeRecordError);
        }
        match postcard::take_from_bytes(bytes) {
            Ok((Wire::V1(record), [])) if record.body.len() <= Self::MAX_BODY => Ok(record),
            _ => Err(DecodeRecordError),
        }
    }
}

/// Whether a record is the one that brings its document's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// The owner's first record.
    First,
    /// Any other.
    Later,
}

/// The hash that names a fact: its body's SHA-256.
pub fn fact_hash(body: &[u8]) -> RecordHash {
    RecordHash::from_bytes(Sha256::digest(body).into())
}

fn message(kind: RecordType, header: HeaderHash, hash: RecordHash) -> Vec<u8> {
    [CONTEXT, &kind.0.to_be_bytes(), header.as_bytes(), hash.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::{Audience, Writers};

    fn sample() -> (Record, Header) {
        let key = SecretKey::from_bytes(&[5; 32]);
        let header =
            Header::new(Audience::Own, "journal", key.person(), Writers::Owner, None, [9; 16]);
        let body = b"body".to_vec();
        let hash = fact_hash(&body);
        let record = Record::sign(&key, RecordType::END, &header, Beginning::First, body, hash);
        (record, header)
    }

    #[test]
    fn a_signature_holds_for_one_type_document_and_content() {
        let (record, header) = sample();
        let hash = fact_hash(&record.body);
        assert!(record.is_signed(header.hash(), hash));
        let other_type = Record { kind: RecordType::CHANGE, ..record.clone() };
        assert!(!other_type.is_signed(header.hash(), hash));
        assert!(!record.is_signed(HeaderHash::from_bytes([0; 32]), hash));
        assert!(!record.is_signed(header.hash(), fact_hash(b"other")));
        let cut = Record { signature: record.signature[1..].to_vec(), ..record };
        assert!(!cut.is_signed(header.hash(), hash));
    }

    /// The bytes that `docs/data.md` names. Other ones would be another format.
    #[test]
    fn what_is_signed_is_fixed() {
        let (record, header) = sample();
        let content = fact_hash(&record.body);
        let parts: [&[u8]; 4] = [
            b"attune record 1",
            &[0x80, 0x02],
            &Sha256::digest(header.as_bytes()),
            content.as_bytes(),
        ];
        let signature = record.signature.as_slice().try_into().unwrap();
        assert!(verify(record.device.as_bytes(), &parts.concat(), signature));
    }

    #[test]
    fn a_record_reads_back_and_damage_is_refused() {
        let (record, header) = sample();
        let bytes = record.encode();
        assert_eq!(Record::decode(&bytes), Ok(record.clone()));
        assert_eq!(record.document(), header.id());
        for cut in 0..bytes.len() {
            assert_eq!(Record::decode(&bytes[..cut]), Err(DecodeRecordError));
        }
        assert!(Record::decode(&[bytes.as_slice(), &[0]].concat()).is_err());
    }

    #[test]
    fn a_record_is_as_large_as_it_may_be_and_no_larger() {
        let (record, _) = sample();
        let reads = |body, signature| {
            let (body, signature) = (vec![0; body], vec![0; signature]);
            let record = Record { body, signature, ..record.clone() };
            let bytes = record.encode();
            (bytes.len(), Record::decode(&bytes) == Ok(record))
        };
        assert!(reads(Record::MAX_BODY, 64).1);
        let (length, read) = reads(Record::MAX_BODY + 1, 64);
        assert!(length < Record::MAX_LEN && !read);
        // Whatever else it is that takes the room.
        let room = Record::MAX_LEN - reads(1000, 3_000_000).0;
        assert_eq!(reads(1000, 3_000_000 + room), (Record::MAX_LEN, true));
        assert_eq!(reads(1000, 3_000_001 + room), (Record::MAX_LEN + 1, false));
    }

    #[test]
    fn only_critical_types_stop_an_older_version() {
        assert!(RecordType::CHANGE.is_critical());
        assert!(!RecordType::ATTACHMENT.is_critical());
        assert!(!RecordType(0x0fff).is_known());
    }
}
