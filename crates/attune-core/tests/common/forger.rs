//! A partner whose program checks nothing, and whose keys are in our hands: it
//! signs whatever it likes.

use super::{PAIR, Person};
use attune_core::document::{ActorPrefix, Field, FieldType, NewChange, Value, Values, begin, edit};
use attune_core::exchange::{ExceptReason, Incoming, Lacking, Received};
use attune_core::header::{Audience, Header, Writers};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DeviceId, DocumentId, PersonId, Position, RecordHash};
use attune_core::record::{Beginning, Place, Record, RecordType, fact_hash};
use attune_core::time::Timestamp;
use attune_core::vault::Agreed;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

pub(crate) const OURS: Audience = Audience::Pair(PAIR);
/// What a forger writes into a page: more than a page may hold.
pub(crate) const FIELDS: &[Field] = &[
    Field::new("body", FieldType::Prose, 1000),
    Field::new("title", FieldType::Line, 1000),
    Field::new("shared-as", FieldType::Line, 1000),
    Field::new("wish", FieldType::Line, 1000),
    Field::new("origin", FieldType::Line, 1000),
    Field::new("by", FieldType::Line, 1000),
];

/// A partner whose keys are in our hands, and whose program checks nothing.
pub(crate) struct Forger {
    pub(crate) device: SecretKey,
    pub(crate) person: SecretKey,
    pub(crate) rng: ChaCha20Rng,
    pub(crate) at: Timestamp,
}

impl Forger {
    /// Alex, paired with one.
    pub(crate) fn and_alex() -> (Self, Person) {
        let mut alex = Person::new("Alex", 1);
        let now = alex.time();
        let forger = Self {
            device: SecretKey::from_bytes(&[3; 32]),
            person: SecretKey::from_bytes(&[4; 32]),
            rng: ChaCha20Rng::from_seed([5; 32]),
            at: now.at,
        };
        let certificate = Certificate::issue(&forger.person, forger.device.device(), "desk");
        let settings = alex.vault.make_settings(PAIR, &now, &mut alex.rng).unwrap();
        let agreed = Agreed {
            pair: PAIR,
            partner: forger.person.person(),
            partner_name: "Sam".into(),
            certificate,
            endpoint: [0; 32],
            addresses: vec![],
            secret: [7; 32],
            settings,
            chosen: vec![],
        };
        alex.vault.store_pending(&agreed, &now, &mut alex.rng).unwrap();
        alex.vault.finalize(PAIR, &now, &mut alex.rng).unwrap();
        (forger, alex)
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.device.device()
    }

    pub(crate) fn person(&self) -> PersonId {
        self.person.person()
    }

    /// The header of a page of the forger's own.
    pub(crate) fn page(&self, nonce: u8, writers: Writers) -> Header {
        Header::new(OURS, "journal", self.person(), writers, None, [nonce; 16])
    }

    pub(crate) fn change(&mut self, by: DeviceId, values: &[(&str, &str)]) -> NewChange {
        let actor = ActorPrefix::of(by).actor(&mut self.rng);
        begin(FIELDS, &texts(values), actor, self.at).unwrap()
    }

    pub(crate) fn edit(&mut self, all: &[Vec<u8>], values: &[(&str, &str)]) -> NewChange {
        let actor = ActorPrefix::of(self.device()).actor(&mut self.rng);
        let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        edit(FIELDS, &all, None, &texts(values), actor, self.at).unwrap().unwrap()
    }

    pub(crate) fn sign(&self, header: &Header, begins: Beginning, new: &NewChange) -> Record {
        self.record(RecordType::CHANGE, header, begins, new.bytes.clone(), new.hash)
    }

    pub(crate) fn fact(
        &self,
        kind: RecordType,
        header: &Header,
        begins: Beginning,
        body: &[u8],
    ) -> Record {
        self.record(kind, header, begins, body.to_vec(), fact_hash(body))
    }

    pub(crate) fn end(&self, header: &Header) -> Record {
        let seen: Vec<RecordHash> = vec![];
        let body = postcard::to_stdvec(&(header.hash(), seen)).unwrap();
        self.fact(RecordType::END, header, Beginning::Later, &body)
    }

    pub(crate) fn record(
        &self,
        kind: RecordType,
        header: &Header,
        begins: Beginning,
        body: Vec<u8>,
        hash: RecordHash,
    ) -> Record {
        Record::sign(&self.device, kind, header, begins, body, hash)
    }

    pub(crate) fn give(&self, alex: &mut Person, records: &[Record]) -> Received {
        self.give_with(alex, records, Lacking::AskFor)
    }

    pub(crate) fn give_with(
        &self,
        alex: &mut Person,
        records: &[Record],
        lacking: Lacking,
    ) -> Received {
        let records = records.iter().map(Record::encode).collect();
        let incoming = Incoming { records, through: None, lacking };
        let now = alex.time();
        alex.vault.receive(self.device(), &incoming, &now, &mut alex.rng).unwrap()
    }
}

pub(crate) fn texts(values: &[(&str, &str)]) -> Values {
    let text = |(name, text): &(&str, &str)| ((*name).to_owned(), Value::Text((*text).to_owned()));
    values.iter().map(text).collect()
}

pub(crate) fn reasons(received: &Received) -> Vec<ExceptReason> {
    received.except.iter().map(|except| except.reason).collect()
}

/// What Alex's vault sends, by document.
pub(crate) fn sent(alex: &mut Person, forger: &Forger, id: DocumentId) -> Vec<Record> {
    let log = alex.vault.read_log(forger.device(), Position(0), 1000, 1 << 24).unwrap();
    let records = log.records.iter().map(|bytes| Record::decode(bytes).unwrap());
    records.filter(|record| record.document() == id).collect()
}

pub(crate) fn header_of(records: &[Record]) -> Header {
    let Place::Begins(header) = &records[0].place else { panic!("no header") };
    Header::decode(header).unwrap()
}
