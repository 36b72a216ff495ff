//! What `docs/protocol.md` and `docs/data.md` say of frames, messages, states,
//! records and limits, held against the types.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::record::RecordType;
use attune_core::secrets::Hardness;
use attune_sync::proto::frame::{
    Bye, KINDS, MAX_ADDRESSES, MAX_EXCEPT, MAX_FRAME, MAX_HELLO, MAX_INFLATED, MAX_RECORDS,
    MAX_STATES, MAX_WANT,
};
use attune_sync::proto::pairing::{self, Message, Timer};
use attune_sync::proto::session::{self, HELLO_WITHIN};
use std::path::Path;

/// The rows of the table that begins with `heading`, cell by cell.
#[track_caller]
fn table(page: &str, heading: &[&str]) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    let text = std::fs::read_to_string(path).unwrap();
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let mut lines = text.lines().skip_while(|line| cells(line) != heading);
    assert!(lines.next().is_some(), "{page} has no table {heading:?}");
    lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// The first cells of each row.
#[track_caller]
fn firsts(rows: &[Vec<String>], count: usize) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row[..count].iter().map(String::as_str).collect()).collect()
}

#[test]
fn every_frame_and_goodbye_is_told() {
    let rows = table("protocol.md", &["byte", "frame", "body"]);
    let frames: Vec<String> = KINDS.iter().map(|(byte, name)| format!("{byte} {name}")).collect();
    let told: Vec<String> = firsts(&rows, 2).iter().map(|row| row.join(" ")).collect();
    assert_eq!(told, frames);
    let rows = table("protocol.md", &["goodbye", "says"]);
    assert_eq!(firsts(&rows, 1).concat(), Bye::NAMES);
}

#[test]
fn every_message_and_state_is_told() {
    let rows = table("protocol.md", &["number", "message", "from", "says"]);
    let messages: Vec<String> =
        Message::NAMES.iter().enumerate().map(|(n, name)| format!("{n} {name}")).collect();
    let told: Vec<String> = firsts(&rows, 2).iter().map(|row| row.join(" ")).collect();
    assert_eq!(told, messages);
    // The numbers are those on the wire.
    let bytes = Message::Final.encode().unwrap();
    assert_eq!(usize::from(bytes[4]), Message::NAMES.iter().position(|n| *n == "final").unwrap());

    let rows = table("protocol.md", &["state", "what happens"]);
    assert_eq!(firsts(&rows, 1).concat(), session::PHASES);
    let rows = table("protocol.md", &["state", "side", "waits for"]);
    let states: Vec<Vec<&str>> =
        pairing::PHASES.iter().map(|(name, side)| vec![*name, *side]).collect();
    assert_eq!(firsts(&rows, 2), states);
}

#[test]
fn every_limit_is_told_as_it_is() {
    let rows = table("protocol.md", &["limit", "value"]);
    let limits = [
        MAX_HELLO,
        MAX_FRAME,
        MAX_INFLATED,
        MAX_RECORDS,
        MAX_STATES,
        MAX_WANT,
        MAX_EXCEPT,
        MAX_ADDRESSES,
        HELLO_WITHIN as usize,
    ];
    let told: Vec<usize> = rows.iter().map(|row| row[1].parse().unwrap()).collect();
    assert_eq!(told, limits);
}

#[test]
fn every_type_of_record_is_told() {
    let rows = table("data.md", &["type", "record", "an older version that does not know it"]);
    let types: Vec<Vec<String>> = RecordType::KNOWN
        .iter()
        .map(|(kind, name)| {
            let without = if kind.is_critical() { "sets the document aside" } else { "keeps it" };
            let number = kind.0 & !RecordType::CRITICAL;
            vec![number.to_string(), (*name).to_owned(), without.to_owned()]
        })
        .collect();
    assert_eq!(rows, types);
}

#[test]
fn how_hard_a_passphrase_is_to_guess_is_told() {
    let Hardness { memory, passes } = Hardness::DEFAULT;
    let told = format!("Argon2id, {} MiB, {passes} passes", memory / 1024);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/security.md");
    assert!(std::fs::read_to_string(path).unwrap().contains(&told), "{told}");
}

#[test]
fn every_wait_of_a_pairing_is_told_as_it_is() {
    let rows = table("protocol.md", &["wait", "at most"]);
    let told: Vec<&str> = rows.iter().take(2).map(|row| row[1].as_str()).collect();
    let exchange = format!("{} s a message", Timer::Exchange.millis() / 1000);
    let consent = format!("{} minutes", Timer::Consent.millis() / 60_000);
    assert_eq!(told, [exchange, consent]);
}
