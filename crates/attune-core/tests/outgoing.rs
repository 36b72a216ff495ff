//! What one vault gives a peer of its log, and what it takes from the peer's
//! word about it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::exchange::{LogPoint, Outgoing, Partner, Since, Telling};
use attune_core::ids::{LogId, Mark, Position};
use attune_core::record::{Record, RecordType};
use attune_core::vault::Delivery;
use common::{Person, couple, sync};

fn read(
    alex: &mut Person,
    sam: &Person,
    after: Position,
    records: usize,
    bytes: usize,
) -> Outgoing<Partner> {
    alex.vault.read_log(sam.vault.me().device, after, records, bytes).unwrap()
}

fn since(alex: &mut Person, sam: &Person, point: Option<LogPoint>) -> Since {
    let now = alex.time();
    alex.vault.since(sam.vault.me().device, point, &now, &mut alex.rng).unwrap()
}

#[test]
fn a_batch_is_as_large_as_it_may_be_and_one_record_always_fits() {
    let (mut alex, mut sam) = couple();
    for length in [10, 900, 20, 30, 2000, 40, 50] {
        alex.journal(&"x".repeat(length), Who::PartnerReads);
    }
    // What came from the peer is on the way, and not sent back.
    sam.journal("from Sam", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    alex.journal("the last", Who::PartnerReads);
    let whole = read(&mut alex, &sam, Position(0), usize::MAX, usize::MAX);
    assert!(
        !whole.records.iter().any(|record| record.windows(8).any(|words| words == b"from Sam"))
    );
    let sizes: Vec<usize> = whole.records.iter().map(Vec::len).collect();
    let some = sizes[0] + sizes[1];
    for max_records in [0, 1, 2, 3, usize::MAX] {
        for max_bytes in [0, 1, some - 1, some, some + 1, usize::MAX] {
            let mut after = Position(0);
            let mut all = Vec::new();
            while after != whole.through.position {
                let batch = read(&mut alex, &sam, after, max_records, max_bytes);
                assert!(batch.through.position > after, "it moves on");
                let count = batch.records.len();
                let bytes: usize = batch.records.iter().map(Vec::len).sum();
                assert!(count <= 1 || (count <= max_records && bytes <= max_bytes));
                all.extend(batch.records);
                let next = sizes.get(all.len()).copied();
                let fits = |next| count < max_records && bytes + next <= max_bytes;
                assert!(!next.is_some_and(fits), "the next one had room");
                after = batch.through.position;
            }
            assert_eq!(all, whole.records);
        }
    }
}

#[test]
fn an_end_is_sent_also_when_nothing_else_is_left_of_its_page() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("gone before it went", Who::PartnerReads);
    let of_page = |alex: &mut Person| -> Vec<RecordType> {
        let log = read(alex, &sam, Position(0), usize::MAX, usize::MAX).records;
        let all = log.iter().map(|bytes| Record::decode(bytes).unwrap());
        all.filter(|record| record.document() == page).map(|record| record.kind).collect()
    };
    assert_eq!(of_page(&mut alex), [RecordType::CHANGE]);
    alex.delete(page);
    assert_eq!(of_page(&mut alex), [RecordType::END], "with the words still here for an undo");
    assert_eq!(alex.wait(11), 1);
    assert!(alex.is_gone(page));
    assert_eq!(of_page(&mut alex), [RecordType::END], "and as a tombstone");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.digest(), sam.digest());
}

#[test]
fn a_place_in_the_log_is_one_that_this_log_had() {
    let (mut alex, mut sam) = couple();
    alex.journal("a page", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    let end = alex.vault.standing(sam.vault.me().device).unwrap().end;
    let start = LogPoint { position: Position(0), mark: Mark::from_bytes([0; 8]), ..end };
    let elsewhere = LogPoint { log: LogId::from_bytes([1; 8]), ..end };
    for (point, expected) in [
        (None, Since::Beginning),
        (Some(elsewhere), Since::Beginning),
        (Some(start), Since::At(Position(0))),
        (Some(end), Since::At(end.position)),
        // Another past of it: last, for it begins a new log.
        (Some(LogPoint { mark: Mark::from_bytes([1; 8]), ..end }), Since::Forked),
        (Some(end), Since::Beginning),
    ] {
        assert_eq!(since(&mut alex, &sam, point), expected);
    }
}

#[test]
fn a_word_about_another_log_confirms_nothing() {
    let (mut alex, sam) = couple();
    let page = alex.journal("a page", Who::PartnerReads);
    let device = sam.vault.me().device;
    let end = alex.vault.standing(device).unwrap().end;
    let elsewhere = LogPoint { log: LogId::from_bytes([1; 8]), ..end };
    let beyond = LogPoint { position: Position(end.position.0 + 1), ..end };
    for point in [elsewhere, beyond] {
        alex.vault.acknowledged(device, point, &[], Telling::All).unwrap();
        assert_eq!(alex.entry(page).delivery, Delivery::Device);
    }
    alex.vault.acknowledged(device, end, &[], Telling::All).unwrap();
    assert_eq!(alex.entry(page).delivery, Delivery::Both);
    // What a device says of its place holds downwards too.
    let before = LogPoint { position: Position(end.position.0 - 1), ..end };
    alex.vault.acknowledged(device, before, &[], Telling::All).unwrap();
    assert_eq!(alex.entry(page).delivery, Delivery::Device);
}
