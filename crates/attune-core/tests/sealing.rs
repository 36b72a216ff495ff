//! The seal of the check-in, tried by a partner whose own program checks
//! nothing: every key is in our hands, so that anything can be signed.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::command::{Command, Who};
use attune_core::exchange::{ExceptReason, Incoming, Lacking, Received};
use attune_core::header::{Audience, Header, Writers};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DocumentId, HeaderHash, PairId, Position};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::record::{Beginning, Record, RecordType, fact_hash};
use attune_core::seal::{SealKey, SealSecret, Sealed};
use attune_core::secrets::Protection;
use attune_core::time::{Day, Now, Timestamp, Week};
use attune_core::vault::{Agreed, CheckinView, Delivery, NewVault, Vault};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::Serialize;
use tempfile::TempDir;

/// 2026-11-24T09:00:00Z, a Tuesday.
const START: i64 = 1_795_510_800_000;
const PAIR: PairId = PairId::from_bytes([9; 16]);

fn now() -> Now {
    Now::from_millis(START, 0)
}

fn week() -> Week {
    "2026-W48".parse().unwrap()
}

/// The bodies as they travel.
#[derive(Serialize)]
struct Given {
    week: Week,
    day: Day,
    at: Timestamp,
    offset_minutes: i16,
}

fn given(week: Week) -> Given {
    Given { week, day: now().day, at: now().at, offset_minutes: 0 }
}

struct Alex {
    _folder: TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
}

/// Sam, and every key of Sam's.
struct Forger {
    person: SecretKey,
    device: SecretKey,
    seal: SealSecret,
}

/// One of Sam's answers.
struct Forged {
    header: Header,
    sealed: Sealed,
}

fn couple() -> (Alex, Forger) {
    couple_after(|_| {})
}

/// What Alex did alone, and then the two paired.
fn couple_after(alone: impl FnOnce(&mut Alex)) -> (Alex, Forger) {
    let folder = tempfile::tempdir().unwrap();
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
    let (vault, _) = Vault::create(folder.path(), &new, &now(), &mut rng).unwrap();
    let mut alex = Alex { _folder: folder, vault, rng };
    alone(&mut alex);
    let Alex { vault, rng, .. } = &mut alex;
    let sam = Forger {
        person: SecretKey::from_bytes(&[4; 32]),
        device: SecretKey::from_bytes(&[3; 32]),
        seal: SealSecret::from_bytes([5; 32]),
    };
    let settings = vault.make_settings(PAIR, &now(), rng).unwrap();
    let agreed = Agreed {
        pair: PAIR,
        partner: sam.person.person(),
        partner_name: "Sam".into(),
        certificate: Certificate::issue(&sam.person, sam.device.device(), "desk"),
        endpoint: [0; 32],
        addresses: vec![],
        secret: [7; 32],
        settings,
        chosen: vec![],
    };
    vault.store_pending(&agreed, &now(), rng).unwrap();
    vault.finalize(PAIR, &now(), rng).unwrap();
    (alex, sam)
}

impl Alex {
    fn answer(&mut self) -> HeaderHash {
        let id = self.answer_of(week());
        self.header(id)
    }

    fn answer_of(&mut self, week: Week) -> DocumentId {
        let answers = Answers(["you listened", "a walk", "evenings"].map(str::to_owned));
        let command = Command::AnswerCheckin { week: Some(week), answers };
        self.vault.apply(&command, &now(), &mut self.rng).unwrap().id
    }

    /// Everything that Sam's device could have by now.
    fn sent(&mut self, sam: &Forger) -> Vec<Record> {
        let log = self.vault.read_log(sam.device.device(), Position(0), 1000, 1 << 20).unwrap();
        log.records.iter().map(|bytes| Record::decode(bytes).unwrap()).collect()
    }

    fn header(&mut self, id: DocumentId) -> HeaderHash {
        let records = self.vault.document_records(id).unwrap().unwrap().records;
        let first = Record::decode(&records[0]).unwrap();
        let attune_core::record::Place::Begins(header) = &first.place else { panic!() };
        Header::decode(header).unwrap().hash()
    }

    /// What Alex's releases name.
    fn released(&mut self, sam: &Forger) -> Vec<HeaderHash> {
        let releases = self.sent(sam).into_iter().filter(|r| r.kind == RecordType::KEY_RELEASE);
        releases.map(|record| HeaderHash::from_slice(&record.body[32..64]).unwrap()).collect()
    }

    fn receive(&mut self, sam: &Forger, records: &[Record]) -> Received {
        let records = records.iter().map(Record::encode).collect();
        let incoming = Incoming { records, through: None, lacking: Lacking::SetAside };
        self.vault.receive(sam.device.device(), &incoming, &now(), &mut self.rng).unwrap()
    }

    fn view(&self) -> CheckinView {
        self.vault.reader().unwrap().checkin(Some(week()), &now()).unwrap()
    }

    /// Where the words of an answer are.
    fn delivery(&self, answer: HeaderHash) -> Delivery {
        self.vault.reader().unwrap().entry(answer.document()).unwrap().delivery
    }

    fn set_aside(&self) -> u64 {
        self.vault.reader().unwrap().status().unwrap().set_aside
    }
}

impl Forger {
    fn header(&self, nonce: u8) -> Header {
        let audience = Audience::Pair(PAIR);
        Header::new(audience, "checkin", self.person.person(), Writers::Owner, None, [nonce; 16])
    }

    fn key(&self, header: &Header) -> SealKey {
        self.seal.key(header.hash())
    }

    fn forged(&self, nonce: u8, words: &str) -> Forged {
        let header = self.header(nonce);
        let answers = Answers([words, "", ""].map(str::to_owned));
        let plain = postcard::to_stdvec(&answers).unwrap();
        let sealed = self.key(&header).seal(header.hash(), &plain);
        Forged { header, sealed }
    }

    fn record(
        &self,
        header: &Header,
        kind: RecordType,
        begins: Beginning,
        body: &impl Serialize,
    ) -> Record {
        let body = postcard::to_stdvec(body).unwrap();
        let hash = fact_hash(&body);
        Record::sign(&self.device, kind, header, begins, body, hash)
    }

    fn sealed(&self, answer: &Forged) -> Record {
        let body = (given(week()), answer.sealed.clone());
        self.record(&answer.header, RecordType::SEALED_ANSWER, Beginning::First, &body)
    }

    fn release(&self, answer: &Forged, names: HeaderHash) -> Record {
        let body = (answer.header.hash(), names, self.key(&answer.header));
        self.record(&answer.header, RecordType::KEY_RELEASE, Beginning::Later, &body)
    }
}

#[test]
fn an_honest_exchange_opens() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let theirs = sam.forged(1, "you cooked");
    alex.receive(&sam, &[sam.sealed(&theirs)]);
    assert_eq!(alex.released(&sam), [theirs.header.hash()]);
    assert_eq!(alex.view().state, SealState::Waiting);
    alex.receive(&sam, &[sam.release(&theirs, mine)]);
    let view = alex.view();
    assert_eq!((view.state, view.theirs.unwrap().0[0].as_str()), (SealState::Opened, "you cooked"));
    assert_eq!(alex.set_aside(), 0);
}

#[test]
fn no_key_leaves_for_anything_but_a_sealed_answer() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let open = Answers(["", "", ""].map(str::to_owned));
    let header = sam.header(1);
    let private = (given(week()), open);
    let private = sam.record(&header, RecordType::PRIVATE_ANSWER, Beginning::First, &private);
    let empty = sam.forged(2, "nothing sealed");
    let body = (empty.header.hash(), mine, sam.key(&empty.header));
    let release = sam.record(&empty.header, RecordType::KEY_RELEASE, Beginning::First, &body);
    let nonsense =
        sam.record(&sam.header(3), RecordType::SEALED_ANSWER, Beginning::First, &"words");
    let other_week = {
        let answer = sam.forged(4, "another week");
        let body = (given("2026-W47".parse().unwrap()), answer.sealed.clone());
        sam.record(&answer.header, RecordType::SEALED_ANSWER, Beginning::First, &body)
    };
    for record in [private, release, nonsense, other_week] {
        alex.receive(&sam, &[record]);
        assert_eq!(alex.released(&sam), []);
        assert_eq!(alex.view().state, SealState::Sealed);
    }
}

#[test]
fn what_is_sealed_after_reading_mine_opens_never() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let first = sam.forged(7, "before");
    alex.receive(&sam, &[sam.sealed(&first)]);
    assert_eq!(alex.released(&sam), [first.header.hash()]);
    // Now Sam reads, and writes anew, whatever the order of the ids.
    for nonce in 8..16 {
        let later = sam.forged(nonce, "after reading");
        alex.receive(&sam, &[sam.sealed(&later), sam.release(&later, mine)]);
        let view = alex.view();
        assert_eq!((view.state, view.theirs), (SealState::Waiting, None));
        assert!(view.also_answered);
    }
    alex.receive(&sam, &[sam.release(&first, mine)]);
    assert_eq!(alex.view().theirs.unwrap().0[0], "before");
    assert_eq!(alex.released(&sam), [first.header.hash()]);
}

#[test]
fn a_second_seal_in_one_document_is_refused() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let first = sam.forged(1, "before");
    alex.receive(&sam, &[sam.sealed(&first)]);
    for words in ["after", "after that", "and after"] {
        let second = sam.forged(1, words);
        let received = alex.receive(&sam, &[sam.sealed(&second)]);
        assert_eq!(received.except[0].reason, ExceptReason::SetAside);
    }
    alex.receive(&sam, &[sam.release(&first, mine)]);
    assert_eq!(alex.view().theirs.unwrap().0[0], "before");
    assert_eq!(alex.set_aside(), 1, "it is told");
}

#[test]
fn an_open_answer_beside_the_sealed_one_is_refused() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let first = sam.forged(1, "sealed");
    let open = (given(week()), Answers(["open", "", ""].map(str::to_owned)));
    let open = sam.record(&first.header, RecordType::PRIVATE_ANSWER, Beginning::Later, &open);
    alex.receive(&sam, &[sam.sealed(&first)]);
    let received = alex.receive(&sam, &[open]);
    assert_eq!(received.except[0].reason, ExceptReason::SetAside);
    alex.receive(&sam, &[sam.release(&first, mine)]);
    assert_eq!(alex.view().theirs.unwrap().0[0], "sealed");
}

#[test]
fn a_release_opens_by_naming_the_sealed_answer_whole_and_of_that_week() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let last_week = alex.answer_of("2026-W47".parse().unwrap());
    let last_week = alex.header(last_week);
    let page = Command::AddJournal {
        title: String::new(),
        body: "a page of mine".into(),
        who: Who::PartnerReads,
        page: Default::default(),
    };
    let page = alex.vault.apply(&page, &now(), &mut alex.rng).unwrap().id;
    let page = alex.header(page);
    // Only the half of the name by which a document is found.
    let mut half = *mine.as_bytes();
    half[31] ^= 1;
    let theirs = sam.forged(1, "you cooked");
    alex.receive(&sam, &[sam.sealed(&theirs)]);
    for wrong in [last_week, page, HeaderHash::from_bytes(half)] {
        let received = alex.receive(&sam, &[sam.release(&theirs, wrong)]);
        assert_eq!(received.except[0].reason, ExceptReason::SetAside);
        assert_eq!((alex.view().state, alex.view().theirs), (SealState::Waiting, None));
    }
    alex.receive(&sam, &[sam.release(&theirs, mine)]);
    assert_eq!(alex.view().state, SealState::Opened);
}

#[test]
fn a_release_can_not_feel_for_what_is_private() {
    // What is found by the first half of this name is there, or never was.
    let told = |is_there: bool| {
        let mut private = None;
        let (mut alex, sam) = couple_after(|alex| private = Some(alex.answer_of(week())));
        alex.answer();
        let theirs = sam.forged(1, "you cooked");
        alex.receive(&sam, &[sam.sealed(&theirs)]);
        let mut name = [8; 32];
        if is_there {
            name[..16].copy_from_slice(private.unwrap().as_bytes());
        }
        let release = sam.release(&theirs, HeaderHash::from_bytes(name));
        let received = alex.receive(&sam, &[release]);
        let state = alex.view().state;
        (received.except, received.missing, received.changed, alex.set_aside(), state)
    };
    assert_eq!(told(true), told(false));
}

#[test]
fn both_answers_are_shown_as_sealed_until_both_can_be_read() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let theirs = sam.forged(1, "you cooked");
    let there = theirs.header.hash();
    assert_eq!(alex.delivery(mine), Delivery::Sealed);
    alex.receive(&sam, &[sam.sealed(&theirs)]);
    assert_eq!([mine, there].map(|id| alex.delivery(id)), [Delivery::Sealed; 2]);
    alex.receive(&sam, &[sam.release(&theirs, mine)]);
    for answer in [mine, there] {
        assert_ne!(alex.delivery(answer), Delivery::Sealed);
    }
}

#[test]
fn an_answer_can_not_be_pulled_back_from_under_the_others() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let theirs = sam.forged(1, "you cooked");
    alex.receive(&sam, &[sam.sealed(&theirs)]);
    let body = (theirs.header.hash(), Vec::<[u8; 32]>::new());
    let end = sam.record(&theirs.header, RecordType::END, Beginning::First, &body);
    alex.receive(&sam, &[end]);
    assert_eq!(alex.view().state, SealState::Waiting);
    let other = sam.forged(2, "instead");
    alex.receive(&sam, &[sam.sealed(&other), sam.release(&other, mine)]);
    assert_eq!((alex.view().state, alex.view().theirs), (SealState::Waiting, None));
    assert_eq!(alex.released(&sam), [theirs.header.hash()]);
}

#[test]
fn wrong_releases_are_hidden_and_told() {
    let (mut alex, sam) = couple();
    let mine = alex.answer();
    let theirs = sam.forged(1, "you cooked");
    alex.receive(&sam, &[sam.sealed(&theirs)]);
    let other = sam.forged(2, "other");
    let header = &theirs.header;
    let release = |body: (HeaderHash, HeaderHash, SealKey)| {
        sam.record(header, RecordType::KEY_RELEASE, Beginning::Later, &body)
    };
    // What names something that is not here waits unseen.
    let absent = HeaderHash::from_bytes([8; 32]);
    let received = alex.receive(&sam, &[release((header.hash(), absent, sam.key(header)))]);
    assert_eq!(received.except, []);
    assert_eq!(alex.view().state, SealState::Waiting);
    let wrong = [
        // Another's key, another's seal, and nothing of Alex's.
        release((header.hash(), mine, sam.key(&other.header))),
        release((other.header.hash(), mine, sam.key(&other.header))),
        release((header.hash(), header.hash(), sam.key(header))),
    ];
    for record in wrong {
        let received = alex.receive(&sam, &[record]);
        assert_eq!(received.except[0].reason, ExceptReason::SetAside);
        assert_eq!(alex.view().state, SealState::Waiting);
    }
    assert_eq!(alex.set_aside(), 1);
    alex.receive(&sam, &[sam.release(&theirs, mine)]);
    assert_eq!(alex.view().state, SealState::Opened);
}

#[test]
fn of_two_answers_the_lowest_id_is_named_whatever_came_first() {
    for order in [[0, 1], [1, 0]] {
        let (mut alex, sam) = couple();
        let both = [sam.forged(1, "one"), sam.forged(2, "two")];
        let lowest = both.iter().map(|answer| answer.header.id()).min().unwrap();
        for at in order {
            alex.receive(&sam, &[sam.sealed(&both[at])]);
        }
        alex.answer();
        let named: Vec<DocumentId> =
            alex.released(&sam).iter().map(|header| header.document()).collect();
        assert_eq!(named, [lowest]);
    }
}
