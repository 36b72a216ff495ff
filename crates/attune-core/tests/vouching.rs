//! Whose word a thing rests on: a partner whose keys are in our hands signs what
//! it likes, and only a person's own word makes a device theirs; a pair is only
//! made on settings that are this pair's in every part.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::document::{ActorPrefix, Field, FieldType, Value, Values, begin, edit};
use attune_core::exchange::{ExceptReason, Incoming, Lacking, Received};
use attune_core::header::{Audience, Header, Writers};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DeviceId, PairId};
use attune_core::record::{Beginning, Place, Record, RecordType, fact_hash};
use attune_core::time::Timestamp;
use attune_core::vault::Agreed;
use common::{PAIR, Person};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::Serialize;

const OURS: Audience = Audience::Pair(PAIR);

fn key(seed: u8) -> SecretKey {
    SecretKey::from_bytes(&[seed; 32])
}

/// Sam's person key, and the device that Alex paired with.
fn sam() -> (SecretKey, SecretKey) {
    (key(4), key(3))
}

/// What Alex would say yes to, with settings of Alex's own.
fn agreed(alex: &mut Person) -> Agreed {
    let (person, device) = sam();
    let now = alex.time();
    Agreed {
        pair: PAIR,
        partner: person.person(),
        partner_name: "Sam".into(),
        certificate: Certificate::issue(&person, device.device(), "desk"),
        endpoint: [0; 32],
        addresses: vec![],
        secret: [7; 32],
        settings: alex.vault.make_settings(PAIR, &now, &mut alex.rng).unwrap(),
        chosen: vec![],
    }
}

fn paired() -> Person {
    let mut alex = Person::new("Alex", 1);
    let agreed = agreed(&mut alex);
    let now = alex.time();
    alex.vault.store_pending(&agreed, &now, &mut alex.rng).unwrap();
    alex.vault.finalize(PAIR, &now, &mut alex.rng).unwrap();
    alex
}

fn profile(owner: &SecretKey, nonce: u8) -> Header {
    Header::new(OURS, "profile", owner.person(), Writers::Owner, None, [nonce; 16])
}

fn fact(by: &SecretKey, kind: RecordType, header: &Header, body: &impl Serialize) -> Record {
    let body = postcard::to_stdvec(body).unwrap();
    let hash = fact_hash(&body);
    Record::sign(by, kind, header, Beginning::First, body, hash)
}

fn word(by: &SecretKey, header: &Header, certificate: &Certificate) -> Record {
    fact(by, RecordType::CERTIFICATE, header, certificate)
}

fn give(alex: &mut Person, records: &[Record], lacking: Lacking) -> Received {
    let records = records.iter().map(Record::encode).collect();
    let incoming = Incoming { records, through: None, lacking };
    let now = alex.time();
    alex.vault.receive(sam().1.device(), &incoming, &now, &mut alex.rng).unwrap()
}

fn reasons(received: &Received) -> Vec<ExceptReason> {
    received.except.iter().map(|except| except.reason).collect()
}

fn devices(alex: &Person) -> Vec<DeviceId> {
    let devices = alex.vault.reader().unwrap().status().unwrap().devices;
    devices.into_iter().map(|device| device.device).collect()
}

/// The certificate with another name than the one its person signed.
fn renamed(certificate: &Certificate) -> Certificate {
    let mut altered = certificate.clone();
    altered.name = "another name".into();
    altered
}

#[test]
fn a_device_is_a_persons_by_that_persons_word_only() {
    let mut alex = paired();
    let (person, device) = sam();
    let (stranger, laptop) = (key(20), key(21));
    let good = Certificate::issue(&person, laptop.device(), "laptop");
    let mine = profile(&person, 1);
    let before = devices(&alex);
    let page = Header::new(OURS, "journal", person.person(), Writers::Owner, None, [2; 16]);
    let strangers = Certificate::issue(&stranger, laptop.device(), "laptop");
    let cases = [
        ("a stranger's word", word(&device, &mine, &strangers)),
        ("a word that was altered", word(&device, &mine, &renamed(&good))),
        ("a word in a page", word(&device, &page, &good)),
        ("no word at all", fact(&device, RecordType::CERTIFICATE, &mine, &"words")),
    ];
    for (what, record) in cases {
        let received = give(&mut alex, &[record], Lacking::AskFor);
        assert_eq!(reasons(&received), [ExceptReason::Refused], "{what}");
        assert_eq!(devices(&alex), before, "{what}");
    }
    give(&mut alex, &[word(&device, &mine, &good)], Lacking::AskFor);
    assert!(devices(&alex).contains(&laptop.device()));
}

#[test]
fn a_new_device_introduces_itself_and_no_other() {
    let mut alex = paired();
    let (person, _) = sam();
    let (laptop, phone) = (key(21), key(22));
    let mine = profile(&person, 1);
    let before = devices(&alex);
    let itself = Certificate::issue(&person, laptop.device(), "laptop");
    let other = Certificate::issue(&person, phone.device(), "phone");
    // As long as nobody vouches for its writer, a record waits, and nothing
    // that it says counts.
    for certificate in [&other, &renamed(&itself)] {
        let record = word(&laptop, &mine, certificate);
        let received = give(&mut alex, &[record], Lacking::AskFor);
        assert_eq!((received.missing, received.except), (vec![mine.id()], vec![]));
        assert_eq!(devices(&alex), before);
    }
    let received = give(&mut alex, &[word(&laptop, &mine, &itself)], Lacking::AskFor);
    assert_eq!((received.missing, received.except), (vec![], vec![]));
    assert_eq!(devices(&alex), [before, vec![laptop.device()]].concat());
}

/// A page's first record by Sam's device, or one that follows on some first.
fn page_record(header: &Header, begins: Beginning) -> Record {
    let (_, device) = sam();
    let actor = ActorPrefix::of(device.device()).actor(&mut ChaCha20Rng::seed_from_u64(1));
    let values = Values::from([("body".to_owned(), Value::Text("here".to_owned()))]);
    let shape = const { &[Field::new("body", FieldType::Prose, 1000)] };
    let new = begin(shape, &values, actor, Timestamp::MIN).unwrap();
    Record::sign(&device, RecordType::CHANGE, header, begins, new.bytes, new.hash)
}

fn page(nonce: u8) -> Header {
    let owner = sam().0.person();
    Header::new(OURS, "journal", owner, Writers::Owner, None, [nonce; 16])
}

fn end(signed_for: &Header, says: &Header) -> Record {
    fact(&sam().1, RecordType::END, signed_for, &(says.hash(), Vec::<[u8; 32]>::new()))
}

#[test]
fn a_header_is_its_owners_word_even_where_both_may_write() {
    let mut alex = paired();
    let me = alex.vault.me().person;
    let mine = Header::new(OURS, "journal", me, Writers::Both, None, [1; 16]);
    let record = page_record(&mine, Beginning::First);
    let received = give(&mut alex, &[record], Lacking::AskFor);
    assert_eq!(reasons(&received), [ExceptReason::Refused]);
    assert_eq!(alex.bodies(), Vec::<String>::new());
}

#[test]
fn an_end_ends_what_it_names_and_nothing_else() {
    let mut alex = paired();
    let here = page_record(&page(1), Beginning::First);
    assert_eq!(give(&mut alex, &[here], Lacking::AskFor).except, vec![]);
    // Signed for the one page, and saying the other; or saying nothing.
    let empty = fact(&sam().1, RecordType::END, &page(1), &"");
    for record in [end(&page(1), &page(2)), empty] {
        let received = give(&mut alex, &[record], Lacking::AskFor);
        assert_eq!(reasons(&received), [ExceptReason::Refused]);
        assert_eq!(alex.bodies(), ["here"]);
    }
}

#[test]
fn what_follows_on_a_page_that_has_ended_is_not_waited_for() {
    let mut alex = paired();
    let mut ended = end(&page(1), &page(1));
    ended.place = Place::In(page(1).id());
    assert_eq!(give(&mut alex, &[ended], Lacking::AskFor).except, vec![]);
    for (nonce, missing, except) in
        [(1, vec![], vec![ExceptReason::Ended]), (2, vec![page(2).id()], vec![])]
    {
        let later = page_record(&page(nonce), Beginning::Later);
        let received = give(&mut alex, &[later], Lacking::AskFor);
        assert_eq!((reasons(&received), received.missing), (except, missing));
    }
}

/// What Sam's laptop adds to a page of Sam's.
fn from_the_laptop(header: &Header, first: &Record, laptop: &SecretKey) -> Record {
    let actor = ActorPrefix::of(laptop.device()).actor(&mut ChaCha20Rng::seed_from_u64(2));
    let values = Values::from([("body".to_owned(), Value::Text("here and there".to_owned()))]);
    let shape = const { &[Field::new("body", FieldType::Prose, 1000)] };
    let new = edit(shape, &[&first.body], None, &values, actor, Timestamp::MIN).unwrap().unwrap();
    Record::sign(laptop, RecordType::CHANGE, header, Beginning::Later, new.bytes, new.hash)
}

#[test]
fn what_a_device_wrote_before_the_word_for_it_came_waits_for_that() {
    let (mut alex, laptop) = (paired(), key(21));
    let first = page_record(&page(1), Beginning::First);
    give(&mut alex, std::slice::from_ref(&first), Lacking::AskFor);
    let added = from_the_laptop(&page(1), &first, &laptop);
    let received = give(&mut alex, std::slice::from_ref(&added), Lacking::SetAside);
    assert_eq!((reasons(&received), received.cleared), (vec![ExceptReason::SetAside], false));
    // What else comes of the page changes nothing of that.
    for lacking in [Lacking::AskFor, Lacking::SetAside] {
        let later = RecordType(0x0fff);
        let mut other = fact(&sam().1, later, &page(1), &(lacking == Lacking::AskFor));
        other.place = Place::In(page(1).id());
        let received = give(&mut alex, &[other], lacking);
        assert_eq!((reasons(&received), received.cleared), (vec![ExceptReason::SetAside], false));
        assert!(received.changed && received.standing.set_aside == 1);
        assert_eq!(alex.bodies(), ["here"]);
    }
    let good = Certificate::issue(&sam().0, laptop.device(), "laptop");
    let received =
        give(&mut alex, &[word(&sam().1, &profile(&sam().0, 1), &good)], Lacking::AskFor);
    assert_eq!((received.except, received.cleared), (vec![], true));
    assert_eq!(
        (alex.bodies(), received.standing.set_aside),
        (vec!["here and there".to_owned()], 0)
    );
}

#[test]
fn a_word_for_one_device_too_many_is_refused_and_told() {
    let mut alex = paired();
    let (person, device) = sam();
    let mine = profile(&person, 1);
    let words = (100..164).map(|n| {
        let certificate = Certificate::issue(&person, key(n).device(), "one more");
        word(&device, &mine, &certificate)
    });
    let words: Vec<Record> = words.collect();
    // The first is the one that they paired with.
    assert_eq!(give(&mut alex, &words[..63], Lacking::AskFor).except, vec![]);
    let received = give(&mut alex, &words[63..], Lacking::AskFor);
    assert_eq!(reasons(&received), [ExceptReason::Refused]);
    assert_eq!(alex.vault.exceptions(9).unwrap(), received.except, "and told again");
    assert_eq!(devices(&alex).len(), 1 + 64);
}

/// How the settings are made, each part of which must be right.
struct Settings {
    kind: RecordType,
    begins: Beginning,
    of: Audience,
    named: &'static str,
    owner: SecretKey,
    writers: Writers,
    device: SecretKey,
    actor: SecretKey,
    day: &'static str,
    /// What the signature is off by.
    damage: u8,
}

impl Settings {
    fn sams() -> Self {
        let (person, device) = sam();
        Self {
            kind: RecordType::CHANGE,
            begins: Beginning::First,
            of: OURS,
            named: "settings",
            owner: person,
            writers: Writers::Both,
            actor: device.clone(),
            device,
            day: "friday",
            damage: 0,
        }
    }

    fn record(&self) -> Record {
        let shape = const { &[Field::new("checkin-day", FieldType::Line, 64)] };
        let values = Values::from([("checkin-day".to_owned(), Value::Text(self.day.to_owned()))]);
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let actor = ActorPrefix::of(self.actor.device()).actor(&mut rng);
        let new = begin(shape, &values, actor, Timestamp::MIN).unwrap();
        let owner = self.owner.person();
        let header = Header::new(self.of, self.named, owner, self.writers, None, [1; 16]);
        let (kind, begins) = (self.kind, self.begins);
        let mut record = Record::sign(&self.device, kind, &header, begins, new.bytes, new.hash);
        record.signature[7] ^= self.damage;
        record
    }
}

#[test]
fn a_pair_stands_on_settings_that_are_sound_in_every_part() {
    let mut alex = Person::new("Alex", 1);
    let mut agreed = agreed(&mut alex);
    let mine = alex.vault.me().certificate.clone();
    assert!(agreed.is_sound(&mine), "made here");
    agreed.settings = Settings::sams().record().encode();
    assert!(agreed.is_sound(&mine), "made there");
    let cases: [(&str, fn(&mut Settings)); 11] = [
        ("of another type", |made| made.kind = RecordType::ATTACHMENT),
        ("without a header", |made| made.begins = Beginning::Later),
        ("another pair's", |made| made.of = Audience::Pair(PairId::from_bytes([1; 16]))),
        ("private", |made| (made.of, made.writers) = (Audience::Own, Writers::Owner)),
        ("of another kind", |made| made.named = "journal"),
        ("a stranger's", |made| made.owner = key(20)),
        ("one person's", |made| made.writers = Writers::Owner),
        ("by a strange device", |made| (made.device, made.actor) = (key(21), key(21))),
        ("in another's name", |made| made.actor = key(21)),
        ("too long", |made| made.day = "the day after friday"),
        ("not signed", |made| made.damage = 1),
    ];
    for (what, change) in cases {
        let mut made = Settings::sams();
        change(&mut made);
        agreed.settings = made.record().encode();
        assert!(!agreed.is_sound(&mine), "{what}");
    }
}

#[test]
fn a_partner_is_somebody_else_with_a_device_of_their_own() {
    let mut alex = Person::new("Alex", 1);
    let good = agreed(&mut alex);
    let mine = alex.vault.me().certificate.clone();
    let (person, device) = sam();
    let theirs = good.certificate.clone();
    let cases = [
        ("as it should be", true, person.person(), theirs.clone()),
        ("an altered word", false, person.person(), renamed(&theirs)),
        (
            "another's device",
            false,
            person.person(),
            Certificate::issue(&key(20), device.device(), ""),
        ),
        ("another's name", false, key(20).person(), theirs),
        ("this very device", false, person.person(), Certificate::issue(&person, mine.device, "")),
        ("oneself", false, mine.person, mine.clone()),
    ];
    for (what, sound, partner, certificate) in cases {
        let mut agreed = good.clone();
        (agreed.partner, agreed.certificate) = (partner, certificate);
        assert_eq!(agreed.is_sound(&mine), sound, "{what}");
    }
    // Nor another device of one's own, though all that it signed is sound.
    let (person, phone) = (key(30), key(32));
    let settings = Settings {
        owner: person.clone(),
        device: phone.clone(),
        actor: phone.clone(),
        ..Settings::sams()
    };
    let mut agreed = good.clone();
    (agreed.partner, agreed.settings) = (person.person(), settings.record().encode());
    agreed.certificate = Certificate::issue(&person, phone.device(), "phone");
    for (mine, sound) in [(key(33), true), (person, false)] {
        let mine = Certificate::issue(&mine, key(31).device(), "desk");
        assert_eq!(agreed.is_sound(&mine), sound);
    }
}
