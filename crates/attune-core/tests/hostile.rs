//! Stories of a partner whose program checks nothing: whatever it signs and
//! sends, what is mine stays as it is.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Deletion, Who};
use attune_core::document::{ActorPrefix, Field, FieldType, Refusal, begin, edit, inspect, merge};
use attune_core::exchange::{ExceptReason, Incoming, Lacking};
use attune_core::header::{Audience, Header, Writers};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DocumentId, PairId, Position};
use attune_core::record::{Beginning, Place, Record, RecordType};
use attune_core::time::Timestamp;
use attune_core::vault::{CommandError, VaultError};
use common::Person;
use common::forger::{FIELDS, Forger, OURS, header_of, reasons, sent, texts};
use rand_chacha::rand_core::Rng;
use sha2::{Digest, Sha256};

#[test]
fn a_peer_without_checks_of_its_own_gets_nowhere() {
    let (mut forger, mut alex) = Forger::and_alex();
    let page = alex.journal("mine", Who::PartnerReads);
    let before = alex.digest();
    let header = header_of(&sent(&mut alex, &forger, page));
    let (me, you) = (alex.vault.me().person, forger.person());
    let theirs =
        |audience, owner| Header::new(audience, "journal", owner, Writers::Owner, None, [8; 16]);
    let new = forger.change(forger.device(), &[("body", "rewritten")]);
    let mut forged = forger.sign(&theirs(OURS, you), Beginning::First, &new);
    forged.signature[3] ^= 1;
    let foreign_actor = forger.change(alex.vault.me().device, &[("body", "as you")]);
    let other_pair = Audience::Pair(PairId::from_bytes([1; 16]));
    let cases = [
        ("a change of what is mine alone", forger.sign(&header, Beginning::Later, &new)),
        ("my header under their signature", forger.sign(&header, Beginning::First, &new)),
        ("an end of what is mine alone", forger.end(&header)),
        ("a document said to be mine", forger.sign(&theirs(OURS, me), Beginning::First, &new)),
        ("another pair's document", forger.sign(&theirs(other_pair, you), Beginning::First, &new)),
        ("a private document", forger.sign(&theirs(Audience::Own, you), Beginning::First, &new)),
        ("a false signature", forged),
        (
            "my device as the writer",
            forger.sign(&theirs(OURS, you), Beginning::First, &foreign_actor),
        ),
        (
            "thanks that both write",
            forger.sign(
                &Header::new(OURS, "gratitude", you, Writers::Both, None, [8; 16]),
                Beginning::First,
                &new,
            ),
        ),
    ];
    for (what, record) in cases {
        let received = forger.give(&mut alex, &[record]);
        assert_eq!(reasons(&received), [ExceptReason::Refused], "{what}");
        assert_eq!(
            (alex.entry(page).body.as_str(), alex.digest() == before),
            ("mine", true),
            "{what}"
        );
    }
    // A device nobody certified may yet be: what it wrote waits, unseen.
    let stranger = SecretKey::from_bytes(&[6; 32]);
    let header = forger.page(7, Writers::Owner);
    let (kind, begins) = (RecordType::CHANGE, Beginning::First);
    let unknown = Record::sign(&stranger, kind, &header, begins, new.bytes.clone(), new.hash);
    for (lacking, expected) in
        [(Lacking::AskFor, vec![]), (Lacking::SetAside, vec![ExceptReason::SetAside])]
    {
        let received = forger.give_with(&mut alex, std::slice::from_ref(&unknown), lacking);
        assert_eq!((reasons(&received), received.changed), (expected, false));
    }
    // The same hand may write what is its own.
    let good = forger.sign(&theirs(OURS, you), Beginning::First, &new);
    let received = forger.give(&mut alex, &[good]);
    assert_eq!((received.except, received.changed), (vec![], true));
    assert!(alex.bodies().contains(&"rewritten".to_owned()));
}

#[test]
fn what_is_no_record_stops_the_batch_and_nothing_of_it_is_acknowledged() {
    let (mut forger, mut alex) = Forger::and_alex();
    let new = forger.change(forger.device(), &[("body", "before the hole")]);
    let good = forger.sign(&forger.page(8, Writers::Owner), Beginning::First, &new);
    let standing = alex.vault.standing(forger.device()).unwrap();
    for broken in [vec![], vec![0xff; 40], b"not a record".to_vec(), vec![0; 7 << 20]] {
        let incoming = Incoming {
            records: vec![good.encode(), broken],
            through: Some(standing.end),
            lacking: Lacking::SetAside,
        };
        let now = alex.time();
        let told = alex.vault.receive(forger.device(), &incoming, &now, &mut alex.rng);
        assert!(matches!(told, Err(VaultError::Broken)));
        assert_eq!(alex.vault.standing(forger.device()).unwrap(), standing);
        assert_eq!(alex.bodies(), Vec::<String>::new());
    }
}

#[test]
fn words_deleted_here_come_back_by_nobodys_hand() {
    let (forger, mut alex) = Forger::and_alex();
    let page = alex.journal("never again", Who::PartnerReads);
    let mine = sent(&mut alex, &forger, page);
    alex.edit(page, "never again, please");
    let later = sent(&mut alex, &forger, page).split_off(1);
    alex.delete(page);
    // Within the ten minutes, and when the words are gone.
    for minutes in [1, 11] {
        let received = forger.give(&mut alex, &mine);
        assert_eq!(reasons(&received), [ExceptReason::Ended]);
        let received = forger.give_with(&mut alex, &later, Lacking::SetAside);
        assert_eq!(reasons(&received), [ExceptReason::Ended]);
        assert_eq!((alex.bodies(), alex.found("never")), (vec![], vec![]));
        alex.wait(minutes);
    }
    assert!(alex.is_gone(page));
    assert_eq!(alex.vault.reader().unwrap().status().unwrap().set_aside, 0);
    alex.is_sound();
}

#[test]
fn private_fields_in_a_shared_page_hide_and_end_nothing() {
    let (mut forger, mut alex) = Forger::and_alex();
    let target = alex.journal("a page of mine", Who::PartnerReads);
    let ours = alex.journal("ours", Who::BothWrite);
    let records = sent(&mut alex, &forger, ours);
    let bodies: Vec<Vec<u8>> = records.iter().map(|record| record.body.clone()).collect();
    let hidden = forger.edit(&bodies, &[("shared-as", &target.to_string()), ("wish", "write")]);
    let header = header_of(&records);
    let received = forger.give(&mut alex, &[forger.sign(&header, Beginning::Later, &hidden)]);
    assert_eq!((received.except, received.changed), (vec![], true));
    assert!(alex.bodies().contains(&"ours".to_owned()));
    assert_eq!(alex.found("ours"), ["ours"]);
    assert_eq!(alex.entry(ours).wish, None);
    // Deleting what it names takes nothing along.
    alex.delete(target);
    assert_eq!(alex.bodies(), ["ours"]);
    assert!(!alex.entry(ours).deleted);

    // Nor does one claim to have been brought in, or to be somebody else's.
    let header = forger.page(3, Writers::Owner);
    let origin = format!("attune:{ours}");
    let claim = [("body", "theirs"), ("origin", origin.as_str()), ("by", "Alex")];
    let claiming = forger.change(forger.device(), &claim);
    let received = forger.give(&mut alex, &[forger.sign(&header, Beginning::First, &claiming)]);
    assert_eq!((received.except, received.changed), (vec![], true));
    let entry = alex.entry(header.id());
    assert_eq!((entry.body.as_str(), entry.origin.as_deref()), ("theirs", None));
    assert_eq!((entry.author.name.as_str(), entry.mine, entry.kept), ("Sam", false, false));
}

#[test]
fn an_end_waits_for_the_header_that_shows_whose_right_it_was() {
    let (mut forger, mut alex) = Forger::and_alex();
    let before = alex.digest();
    // A page of the partner's that was ended before it came here.
    let header = forger.page(1, Writers::Owner);
    let received = forger.give(&mut alex, &[forger.end(&header)]);
    assert_eq!((received.except, received.missing), (vec![], vec![]));
    assert_ne!(alex.digest(), before, "it counts as ended");
    let new = forger.change(forger.device(), &[("body", "too late")]);
    let received = forger.give(&mut alex, &[forger.sign(&header, Beginning::First, &new)]);
    assert_eq!(reasons(&received), [ExceptReason::Ended]);
    assert_eq!(alex.bodies(), Vec::<String>::new());

    // An end that was nobody's right to give, of a page of mine that this vault
    // has lost: when it comes back, it is there.
    let (mut forger, mut before) = Forger::and_alex();
    let mine = before.journal("mine", Who::PartnerReads);
    let records = sent(&mut before, &forger, mine);
    let keys = forger.device.clone();
    let (other, mut alex) = Forger::and_alex();
    assert_eq!(keys.device(), other.device(), "the same people again");
    forger.give(&mut alex, &[forger.end(&header_of(&records))]);
    forger.give(&mut alex, &records);
    assert_eq!(alex.bodies(), ["mine"]);
    assert_eq!(alex.digest(), before.digest(), "and nothing is left of the end");
    // And a false signature over an unknown end is worth nothing.
    let mut end = forger.end(&forger.page(2, Writers::Owner));
    end.signature[0] ^= 1;
    assert_eq!(reasons(&forger.give(&mut alex, &[end])), [ExceptReason::Refused]);
    let _ = forger.change(alex.vault.me().device, &[]);
}

#[test]
fn a_private_page_answers_like_one_that_never_was() {
    let (mut forger, mut alex) = Forger::and_alex();
    let private = alex.journal("only me", Who::OnlyMe);
    let unknown = DocumentId::from_bytes([9; 16]);
    let new = forger.change(forger.device(), &[("body", "is it there")]);
    let mut answers = Vec::new();
    for id in [private, unknown] {
        for lacking in [Lacking::AskFor, Lacking::SetAside] {
            let mut record = forger.sign(&forger.page(1, Writers::Both), Beginning::Later, &new);
            record.place = Place::In(id);
            let received = forger.give_with(&mut alex, &[record], lacking);
            answers.push((reasons(&received), received.missing.len(), received.changed));
            assert!(alex.vault.document_records(id).unwrap().is_none());
        }
    }
    assert_eq!(answers[..2], answers[2..]);
    let set_aside = |alex: &mut Person| alex.vault.standing(forger.device()).unwrap().set_aside;
    let before = set_aside(&mut alex);
    alex.delete(private);
    alex.wait(11);
    assert_eq!(set_aside(&mut alex), before, "nor does its deletion show");
}

#[test]
fn what_both_stand_on_is_never_ended() {
    let (forger, mut alex) = Forger::and_alex();
    let log = alex.vault.read_log(forger.device(), Position(0), 100, 1 << 20).unwrap();
    let records: Vec<Record> =
        log.records.iter().map(|bytes| Record::decode(bytes).unwrap()).collect();
    let settings = records.iter().map(|record| header_of(std::slice::from_ref(record)));
    let settings = settings.into_iter().find(|header| header.kind == "settings").unwrap();
    let received = forger.give(&mut alex, &[forger.end(&settings)]);
    assert_eq!(reasons(&received), [ExceptReason::Refused]);
    alex.apply(Command::CheckinDay("friday".parse().unwrap())).unwrap();
    let delete = Command::Delete { id: settings.id(), deletion: Deletion::Final };
    assert!(matches!(alex.apply(delete), Err(CommandError::NotPossible)));
    let thanks = Command::AddGratitude { text: "you".into(), who: Who::BothWrite };
    assert!(matches!(alex.apply(thanks), Err(CommandError::NotPossible)));
}

#[test]
fn two_changes_under_one_number_set_the_page_aside_and_both_are_kept() {
    let (mut forger, mut alex) = Forger::and_alex();
    let header = forger.page(1, Writers::Both);
    let first = forger.change(forger.device(), &[("body", "One.")]);
    let actor = ActorPrefix::of(forger.device()).actor(&mut forger.rng);
    let fork = |text: &str, at: Timestamp| {
        let base: &[&[u8]] = &[&first.bytes];
        edit(FIELDS, base, None, &texts(&[("body", text)]), actor, at).unwrap().unwrap()
    };
    let (left, right) = (fork("One. Left.", forger.at), fork("One. Right.", forger.at));
    assert_ne!(left.hash, right.hash);
    let begin = forger.sign(&header, Beginning::First, &first);
    let [left, right] = [left, right].map(|new| forger.sign(&header, Beginning::Later, &new));
    assert_eq!(forger.give(&mut alex, &[begin, left]).except, []);
    let received = forger.give(&mut alex, &[right]);
    assert_eq!(reasons(&received), [ExceptReason::SetAside]);
    // Nobody writes on, and nobody chooses.
    let edit = Command::Edit { id: header.id(), title: None, body: Some("mine".into()) };
    assert!(matches!(alex.apply(edit), Err(CommandError::Unreadable)));
    let all = vec![first.bytes.clone()];
    let more = forger.edit(&all, &[("title", "more")]);
    let received = forger.give(&mut alex, &[forger.sign(&header, Beginning::Later, &more)]);
    assert_eq!(reasons(&received), [ExceptReason::SetAside]);
    assert_eq!(alex.entry(header.id()).body, "One. Left.", "it shows as it was");
    // It can be let go, and then nothing of it is in the way.
    alex.delete(header.id());
    assert_eq!(alex.vault.standing(forger.device()).unwrap().set_aside, 0);
}

#[test]
fn what_a_newer_version_wrote_is_kept_passed_on_and_told() {
    let (mut forger, mut alex) = Forger::and_alex();
    let you = forger.person();
    // A kind of tomorrow.
    let ritual = Header::new(OURS, "ritual", you, Writers::Owner, None, [1; 16]);
    let new = forger.change(forger.device(), &[("body", "coffee at seven")]);
    // A field of tomorrow, and a kept fact of tomorrow.
    let page = forger.page(2, Writers::Both);
    let field = forger.change(forger.device(), &[("body", "words"), ("title", "t")]);
    let note = forger.fact(RecordType(0x0fff), &page, Beginning::Later, b"a note");
    let attached = forger.fact(RecordType::ATTACHMENT, &page, Beginning::Later, b"a picture");
    // A critical fact of tomorrow.
    let veiled = forger.page(3, Writers::Both);
    let words = forger.change(forger.device(), &[("body", "not to be seen yet")]);
    let veil = forger.fact(RecordType(0xffff), &veiled, Beginning::Later, b"a veil");
    // One that has a name, and means nothing before tomorrow.
    let struck = forger.page(4, Writers::Both);
    let said = forger.change(forger.device(), &[("body", "nor is this seen")]);
    let strike = forger.fact(RecordType::REVOCATION, &struck, Beginning::Later, b"a device");
    let received = forger.give(
        &mut alex,
        &[
            forger.sign(&ritual, Beginning::First, &new),
            forger.sign(&page, Beginning::First, &field),
            note,
            attached,
            forger.sign(&veiled, Beginning::First, &words),
            veil,
            forger.sign(&struck, Beginning::First, &said),
            strike,
        ],
    );
    assert_eq!((received.except, received.standing.set_aside), (vec![], 0));
    assert!(alex.entry(ritual.id()).newer);
    assert_eq!(
        (alex.entry(page.id()).newer, alex.entry(page.id()).body.as_str()),
        (false, "words")
    );
    for hidden in [&veiled, &struck] {
        let entry = alex.entry(hidden.id());
        assert_eq!((entry.newer, entry.body.as_str()), (true, ""));
    }
    assert_eq!(alex.found("seen"), Vec::<String>::new());
    // All of it goes on to whoever asks.
    for (header, records) in [(&ritual, 1), (&page, 3), (&veiled, 2), (&struck, 2)] {
        let all = alex.vault.document_records(header.id()).unwrap().unwrap();
        assert_eq!(all.records.len(), records);
    }
    let edit = Command::Edit { id: veiled.id(), title: None, body: Some("over it".into()) };
    assert!(matches!(alex.apply(edit), Err(CommandError::Newer)));
    alex.edit(page.id(), "words, and more");
    alex.is_sound();
}

#[test]
fn what_was_refused_is_told_until_both_hold_the_same() {
    let (mut forger, mut alex) = Forger::and_alex();
    let page = alex.journal("mine", Who::PartnerReads);
    let header = header_of(&sent(&mut alex, &forger, page));
    let new = forger.change(forger.device(), &[("body", "rewritten")]);
    forger.give(&mut alex, &[forger.sign(&header, Beginning::Later, &new)]);
    let device = forger.device();
    let told = alex.vault.exceptions(10).unwrap();
    assert_eq!(told.iter().map(|except| except.document).collect::<Vec<_>>(), [page]);
    // Another state there: it stays told. The same: it was not part of it.
    let digest = alex.vault.standing(device).unwrap().digest;
    let mut other = digest;
    other.0[0] ^= 1;
    alex.vault.forget_refused(device, other).unwrap();
    assert!(!alex.vault.in_step(device, digest).unwrap());
    alex.vault.forget_refused(device, digest).unwrap();
    assert!(alex.vault.in_step(device, digest).unwrap());
    assert_eq!(alex.vault.exceptions(10).unwrap(), []);
}

#[test]
fn a_crowd_of_bad_changes_does_not_keep_the_good_ones_out() {
    let (mut forger, mut alex) = Forger::and_alex();
    let header = forger.page(1, Writers::Owner);
    let first = forger.change(forger.device(), &[("body", "One.")]);
    let mut records = vec![forger.sign(&header, Beginning::First, &first)];
    // Each would be a second beginning.
    for at in 0..200 {
        let bad = forger.change(forger.device(), &[("body", &format!("bad {at}"))]);
        assert!(inspect(&bad.bytes).is_ok());
        records.push(forger.sign(&header, Beginning::Later, &bad));
    }
    let good = forger.edit(std::slice::from_ref(&first.bytes), &[("body", "One. Two.")]);
    records.push(forger.sign(&header, Beginning::Later, &good));
    let received = forger.give(&mut alex, &records);
    assert_eq!(reasons(&received), [ExceptReason::SetAside]);
    // Each try merges the page, so there are only so many: what is good among
    // the rest is set aside with them, until it comes alone.
    assert_eq!(alex.bodies(), ["One."]);
    forger.give(&mut alex, &records[201..]);
    assert_eq!(alex.bodies(), ["One. Two."]);
}

#[test]
fn a_person_with_two_profiles_has_one_name_whichever_came_first() {
    let mut names = Vec::new();
    for turned in [false, true] {
        let (mut forger, mut alex) = Forger::and_alex();
        let profile = |nonce| {
            Header::new(OURS, "profile", forger.person(), Writers::Owner, None, [nonce; 16])
        };
        let mut headers = [profile(1), profile(2)];
        headers.sort_by_key(Header::id);
        let actor = |forger: &mut Forger| ActorPrefix::of(forger.device()).actor(&mut forger.rng);
        let shape = const { &[Field::new("name", FieldType::Line, 100)] };
        let mut records: Vec<Record> = Vec::new();
        for (header, name) in headers.iter().zip(["Lower", "Higher"]) {
            let actor = actor(&mut forger);
            let new = begin(shape, &texts(&[("name", name)]), actor, forger.at).unwrap();
            records.push(forger.sign(header, Beginning::First, &new));
        }
        if turned {
            records.reverse();
        }
        for record in records {
            forger.give(&mut alex, &[record]);
        }
        names.push(alex.vault.reader().unwrap().status().unwrap().partner.unwrap().name);
    }
    assert_eq!(names, ["Lower", "Lower"]);
}

/// A change's bytes under another actor, with the checksum that makes it whole.
fn by_another(change: &[u8], actor: [u8; 16], other: [u8; 16]) -> Vec<u8> {
    let at = change.windows(16).position(|bytes| bytes == actor).unwrap();
    let mut bytes = change.to_vec();
    bytes[at..at + 16].copy_from_slice(&other);
    let hash = Sha256::digest(&bytes[8..]);
    bytes[4..8].copy_from_slice(&hash[..4]);
    bytes
}

#[test]
fn a_page_of_few_bytes_and_millions_of_operations_is_refused() {
    const LONG: &[Field] = &[Field::new("body", FieldType::Prose, 1 << 20)];
    let (mut forger, _) = Forger::and_alex();
    let by = ActorPrefix::of(forger.device());
    let text = "a".repeat(400_000);
    let actor = by.actor(&mut forger.rng);
    let first = begin(LONG, &texts(&[("body", &text)]), actor, forger.at).unwrap().bytes;
    // Taking all of it out is one operation a character, and compresses well.
    let mut seed = forger.rng.clone();
    let actor = by.actor(&mut forger.rng);
    let mut name = [0; 16];
    name[..8].copy_from_slice(&by.0);
    seed.fill_bytes(&mut name[8..]);
    let gone = edit(LONG, &[&first], None, &texts(&[("body", "")]), actor, forger.at);
    let gone = gone.unwrap().unwrap().bytes;
    assert!(gone.len() < 4096, "{} bytes", gone.len());
    let all: Vec<Vec<u8>> = (0..20)
        .map(|nth| {
            let mut other = name;
            other[15] ^= nth;
            by_another(&gone, name, other)
        })
        .collect();
    let with = |many: usize| -> Vec<&[u8]> {
        [first.as_slice()].into_iter().chain(all[..many].iter().map(Vec::as_slice)).collect()
    };
    assert!(merge(LONG, &with(2)).is_ok());
    // 400,001 of the text and twenty times 400,000: more than eight million.
    assert_eq!(merge(LONG, &with(20)), Err(Refusal::TooLarge));
}

#[test]
fn one_person_has_so_many_devices_and_no_more() {
    let (forger, mut alex) = Forger::and_alex();
    let certified = |n: u8| {
        let device = SecretKey::from_bytes(&[n; 32]).device();
        Certificate::issue(&forger.person, device, "one more")
    };
    // The first is the one that they paired with.
    for n in 100..163 {
        alex.vault.admit(&certified(n), &[n; 32], &[]).unwrap();
    }
    let more = alex.vault.admit(&certified(163), &[1; 32], &[]);
    assert!(matches!(more, Err(VaultError::Stranger)));
    alex.vault.admit(&certified(100), &[2; 32], &[]).unwrap();
    let devices = alex.vault.reader().unwrap().status().unwrap().devices;
    assert_eq!(devices.iter().filter(|device| !device.mine).count(), 64);
}
