//! What came and could not be applied: when it is asked for, how long it is
//! told, when it is taken in after all, and that it stands in the way of nothing
//! beside it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::document::{ActorPrefix, Field, FieldType, Value, Values, begin};
use attune_core::exchange::{Except, ExceptReason, Incoming, Lacking, LogPoint, Received};
use attune_core::header::Header;
use attune_core::ids::DocumentId;
use attune_core::record::{Beginning, Place, Record, RecordType};
use attune_core::time::Timestamp;
use common::{Person, couple};

/// Sam's page, and all its records: what it said first, and then.
fn page_of<const N: usize>(sam: &mut Person, bodies: [&str; N]) -> (DocumentId, [Vec<u8>; N]) {
    let page = sam.journal(bodies[0], Who::PartnerReads);
    for body in &bodies[1..] {
        sam.edit(page, body);
    }
    (page, records(sam, page).try_into().unwrap())
}

fn records(person: &mut Person, id: DocumentId) -> Vec<Vec<u8>> {
    person.vault.document_records(id).unwrap().unwrap().records
}

/// Just these records reach Alex, up to here in Sam's log.
fn give(
    alex: &mut Person,
    sam: &Person,
    records: &[&Vec<u8>],
    through: Option<LogPoint>,
    lacking: Lacking,
) -> Received {
    let records = records.iter().copied().cloned().collect();
    let incoming = Incoming { records, through, lacking };
    let now = alex.time();
    alex.vault.receive(sam.vault.me().device, &incoming, &now, &mut alex.rng).unwrap()
}

/// One of them after another, as they come on their own.
fn bring(alex: &mut Person, sam: &Person, record: &Vec<u8>) -> Received {
    give(alex, sam, &[record], None, Lacking::AskFor)
}

fn reasons(received: &Received) -> Vec<ExceptReason> {
    received.except.iter().map(|except| except.reason).collect()
}

const SET_ASIDE: [ExceptReason; 1] = [ExceptReason::SetAside];

#[test]
fn what_lacks_something_is_asked_for_and_moves_no_place() {
    let (mut alex, mut sam) = couple();
    let (page, all) = page_of(&mut sam, ["One.", "One. Two.", "One. Two. Three."]);
    let [first, second, third] = &all;
    let (from, to) = (sam.vault.me().device, alex.vault.me().device);
    let end = sam.vault.standing(to).unwrap().end;
    let before = alex.vault.standing(from).unwrap().have;
    // With a good one before it in its batch, and alone.
    for batch in [&[first, third][..], &[third]] {
        let received = give(&mut alex, &sam, batch, Some(end), Lacking::AskFor);
        assert_eq!((received.missing, received.except), (vec![page], vec![]));
        assert_eq!((received.through, received.standing.have), (None, before));
        assert_eq!(alex.bodies(), ["One."]);
    }
    let received = give(&mut alex, &sam, &[second, third], Some(end), Lacking::AskFor);
    assert_eq!((received.missing, received.through), (vec![], Some(end)));
    assert_eq!(alex.bodies(), ["One. Two. Three."]);
}

#[test]
fn what_is_set_aside_is_told_until_it_is_taken_in() {
    let (mut alex, mut sam) = couple();
    let (page, all) = page_of(&mut sam, ["One.", "One. Two.", "Two.", "Two. Three."]);
    let [first, second, third, fourth] = &all;
    let told = vec![Except { document: page, reason: ExceptReason::SetAside }];
    let received = give(&mut alex, &sam, &[first, fourth], None, Lacking::SetAside);
    assert_eq!((&received.except, received.cleared), (&told, false));
    // Something comes of what it lacks, and not all.
    let received = bring(&mut alex, &sam, second);
    assert_eq!((&received.except, received.cleared), (&told, false));
    assert_eq!(alex.vault.exceptions(9).unwrap(), told);
    assert_eq!(alex.bodies(), ["One. Two."]);
    let received = bring(&mut alex, &sam, third);
    assert_eq!((received.except, received.cleared), (vec![], true));
    assert_eq!((alex.vault.exceptions(9).unwrap(), received.standing.set_aside), (vec![], 0));
    assert_eq!(alex.bodies(), ["Two. Three."]);
}

/// A change of a page, signed as Sam's, that makes none with the others: it
/// begins the page a second time.
fn bad(sam: &mut Person, first: &[u8]) -> Vec<u8> {
    let Place::Begins(header) = Record::decode(first).unwrap().place else { panic!("no header") };
    let header = Header::decode(&header).unwrap();
    let key = sam.vault.device_secret();
    let actor = ActorPrefix::of(key.device()).actor(&mut sam.rng);
    let shape = const { &[Field::new("body", FieldType::Prose, 1000)] };
    let values = Values::from([("body".to_owned(), Value::Text("bad".to_owned()))]);
    let new = begin(shape, &values, actor, Timestamp::MIN).unwrap();
    let (kind, begins) = (RecordType::CHANGE, Beginning::Later);
    Record::sign(&key, kind, &header, begins, new.bytes, new.hash).encode()
}

#[test]
fn the_bad_beside_the_good_is_told_and_the_good_is_taken() {
    let (mut alex, mut sam) = couple();
    let (_, all) = page_of(&mut sam, ["One.", "One. Two.", "One. Two. Three."]);
    let [first, second, third] = &all;
    let [a, b, c, d] = [(); 4].map(|()| bad(&mut sam, first));
    bring(&mut alex, &sam, first);
    for (batch, body) in
        [(&[&a, &b][..], "One."), (&[second, &c], "One. Two."), (&[&d, third], "One. Two. Three.")]
    {
        let received = give(&mut alex, &sam, batch, None, Lacking::AskFor);
        assert_eq!(reasons(&received), SET_ASIDE, "{body}");
        assert_eq!(alex.bodies(), [body]);
    }
}

#[test]
fn what_waits_of_a_page_goes_with_its_end() {
    // Of a page that never came, and of one that is here in part.
    for here in [false, true] {
        let (mut alex, mut sam) = couple();
        let (page, all) = page_of(&mut sam, ["One.", "One. Two.", "One. Two. Three."]);
        let [first, _, third] = &all;
        if here {
            bring(&mut alex, &sam, first);
        }
        let received = give(&mut alex, &sam, &[third], None, Lacking::SetAside);
        assert_eq!(reasons(&received), SET_ASIDE);
        sam.delete(page);
        let ends = records(&mut sam, page);
        let received = bring(&mut alex, &sam, &ends[0]);
        assert_eq!((received.changed, received.cleared), (true, true), "here: {here}");
        assert_eq!(alex.vault.exceptions(9).unwrap(), []);
        // That it comes again is nothing new.
        let received = bring(&mut alex, &sam, &ends[0]);
        assert_eq!((received.changed, received.cleared), (false, false), "here: {here}");
    }
}
