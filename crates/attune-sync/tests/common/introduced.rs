//! Two people as a pairing introduces them, without vaults.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use attune_core::document::{ActorPrefix, Field, FieldType, Shape, Value, Values, begin};
use attune_core::header::{Audience, Header, Writers};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::PairId;
use attune_core::record::{Beginning, Record, RecordType};
use attune_core::time::Timestamp;
use attune_sync::proto::pairing::Me;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

pub(crate) const TYPES: usize = 0;
pub(crate) const SHOWS: usize = 1;

pub(crate) fn me(name: &str, seed: u8) -> Me {
    let person = SecretKey::from_bytes(&[seed; 32]);
    let device = SecretKey::from_bytes(&[seed + 1; 32]);
    Me {
        name: name.to_owned(),
        certificate: Certificate::issue(&person, device.device(), "desk"),
        device,
        endpoint: [seed + 2; 32],
        addresses: vec![],
    }
}

/// The couple's settings as Alex's device makes them.
pub(crate) fn settings(pair: PairId) -> Vec<u8> {
    settings_of(pair, "settings", 20)
}

pub(crate) fn settings_of(pair: PairId, kind: &str, seed: u8) -> Vec<u8> {
    const SHAPE: Shape = &[Field::new("checkin-day", FieldType::Line, 16)];
    let alex = me("Alex", seed);
    let (owner, device) = (alex.certificate.person, alex.device.device());
    let header = Header::new(Audience::Pair(pair), kind, owner, Writers::Both, None, [1; 16]);
    let values = Values::from([("checkin-day".to_owned(), Value::Text("friday".to_owned()))]);
    let actor = ActorPrefix::of(device).actor(&mut ChaCha20Rng::seed_from_u64(1));
    let new = begin(SHAPE, &values, actor, Timestamp::clamped(0)).unwrap();
    let kind = RecordType::CHANGE;
    Record::sign(&alex.device, kind, &header, Beginning::First, new.bytes, new.hash).encode()
}
