//! What `docs/protocol.md` and `docs/data.md` say of frames, messages, states,
//! records and limits, held against the types.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "common/introduced.rs"]
mod introduced;

use attune_core::record::RecordType;
use attune_core::secrets::Hardness;
use attune_sync::proto::announcement::announce;
use attune_sync::proto::frame::{
    Bye, FEATURES, KINDS, MAX_ADDRESSES, MAX_EXCEPT, MAX_FRAME, MAX_HELLO, MAX_INFLATED,
    MAX_RECORDS, MAX_STATES, MAX_WANT,
};
use attune_sync::proto::live::MAX_LIVE;
use attune_sync::proto::pairing::{
    self, Binding, Event, Exchange, Invitation, MAX_MESSAGE, Message, PairingWords, Step, Timer,
};
use attune_sync::proto::session::{self, HELLO_WITHIN};
use attune_sync::proto::talk;
use introduced::{SHOWS, TYPES, me, settings};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// A page on one line.
#[track_caller]
fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

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
    let rows = table("protocol.md", &["bit", "feature", "who names it"]);
    let features: Vec<(u32, &str)> =
        rows.iter().map(|row| (1 << row[0].parse::<u32>().unwrap(), row[1].as_str())).collect();
    assert_eq!(features, FEATURES);
}

#[test]
fn every_time_of_a_soul_talk_is_told_as_it_is() {
    let rows = table("protocol.md", &["time of a soul talk", "value"]);
    let told: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    let minutes = |time: Duration| format!("{} minutes", time.as_secs_f64() / 60.0);
    let expected = [
        minutes(talk::LENGTH),
        minutes(talk::TURN),
        format!("{} s", talk::BEAT.as_secs()),
        format!("{} s", talk::SILENCE.as_secs()),
        format!("{} ms", talk::LEFT_ALONE.as_millis()),
    ];
    assert_eq!(told, expected);
    assert!(page("protocol.md").contains(&format!("at most {} visible", talk::MAX_NAME)));
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
        MAX_LIVE,
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
            let hides = if kind.is_critical() { ", and hides the document's words" } else { "" };
            let without = format!("keeps it{hides}");
            let number = kind.0 & !RecordType::CRITICAL;
            vec![number.to_string(), (*name).to_owned(), without]
        })
        .collect();
    assert_eq!(rows, types);
}

#[test]
fn how_hard_a_passphrase_is_to_guess_is_told() {
    let Hardness { memory, passes } = Hardness::DEFAULT;
    let told = format!("Argon2id, {} MiB, {passes} passes", memory / 1024);
    assert!(page("security.md").contains(&told), "{told}");
}

#[test]
fn every_wait_of_a_pairing_is_told_as_it_is() {
    let rows = table("protocol.md", &["wait", "at most"]);
    let told: Vec<&str> = rows.iter().take(2).map(|row| row[1].as_str()).collect();
    let exchange = format!("{} s a message", Timer::Exchange.millis() / 1000);
    let consent = format!("{} minutes", Timer::Consent.millis() / 60_000);
    assert_eq!(told, [exchange, consent]);
}

/// Who says each message in a pairing that comes about, and where one side gives
/// up; *versions* and *busy* are said before an exchange begins.
#[derive(Default)]
struct Said {
    by: BTreeMap<&'static str, BTreeSet<usize>>,
    /// The sides whose yes brought the couple's settings.
    settings: BTreeSet<usize>,
}

impl Said {
    /// Runs an exchange in which `at` befalls one side where its message of that
    /// name is due.
    fn run(&mut self, at: Option<(usize, &str, fn() -> Event)>) {
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        let words = PairingWords::generate(&mut rng);
        let binding =
            || Binding { exported: Zeroizing::new([5; 32]), types: [1; 32], shows: [2; 32] };
        let (typer, first) = Exchange::enter(me("Sam", 10), &words, binding(), &mut rng);
        let shower = Exchange::show(me("Alex", 20), &words, binding(), &mut rng);
        let mut sides = [typer, shower];
        let mut steps: VecDeque<(usize, Step)> = first.into_iter().map(|s| (TYPES, s)).collect();
        while let Some((side, step)) = steps.pop_front() {
            let (to, event) = match step {
                Step::Send(message) => {
                    let name = message.name();
                    match at {
                        Some((whose, due, befalls)) if (whose, due) == (side, name) => {
                            (1 - side, befalls())
                        }
                        _ => {
                            self.by.entry(name).or_default().insert(side);
                            if let Message::Yes { settings: Some(_), .. } = &message {
                                self.settings.insert(side);
                            }
                            (1 - side, Event::Message(message))
                        }
                    }
                }
                Step::Ask(consent) => {
                    let settings = (side == SHOWS).then(|| settings(consent.pair));
                    (side, Event::Yes { settings, chosen: vec![] })
                }
                Step::StorePending(_) | Step::StoreFinal(_) => (side, Event::Stored),
                _ => continue,
            };
            let more = sides[to].handle(event);
            steps.extend(more.into_iter().map(|step| (to, step)));
        }
    }
}

#[test]
fn every_message_comes_from_the_side_that_is_told() {
    let mut said = Said::default();
    said.run(None);
    for side in [TYPES, SHOWS] {
        // The other side hears no yes, and its person closes the screen; or it
        // waits too long; or the proof it hears is of other words.
        said.run(Some((side, "yes", || Event::No)));
        said.run(Some((side, "yes", || Event::Timer(Timer::Consent))));
        said.run(Some((side, "confirm", || Event::Message(Message::Confirm([0; 32])))));
    }
    assert_eq!(said.settings, BTreeSet::from([SHOWS]));
    let either = ["wrong", "no", "stopped"];
    let before = ["open", "versions", "busy"];
    for row in table("protocol.md", &["number", "message", "from", "says"]) {
        let (name, from) = (row[1].as_str(), row[2].as_str());
        if before.contains(&name) {
            continue;
        }
        let sides: Vec<usize> = said.by[name].iter().copied().collect();
        let by = match sides[..] {
            [TYPES] => "types",
            [SHOWS] => "shows",
            _ if either.contains(&name) => "either",
            _ => "both",
        };
        assert_eq!(from, by, "{name}");
    }
}

#[test]
fn what_is_written_in_letters_is_as_long_as_told() {
    let protocol = page("protocol.md");
    let told = |words: &str| assert!(protocol.contains(words), "{words}");
    told(&format!("{} KiB at most", MAX_MESSAGE / 1024));
    told("`attune1` and base32 (lower case, without padding) of postcard");
    let address = |port| SocketAddr::from(([192, 168, 1, 2], port));
    let invitation = Invitation { endpoint: [3; 32], addresses: (1..=40).map(address).collect() };
    let text = invitation.to_text();
    let letters = text.strip_prefix("attune1").unwrap();
    assert!(letters.bytes().all(|b| b"abcdefghijklmnopqrstuvwxyz234567".contains(&b)), "{text}");
    told(&format!("up to {} addresses", Invitation::parse(&text).unwrap().addresses.len()));

    told("base64url of 16 random bytes, a 16-byte HMAC-SHA256 tag");
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let said = announce(&[1; 32], &[9; 32], address(4100), &mut rng);
    let bytes = data_encoding::BASE64URL_NOPAD.decode(said.as_bytes()).unwrap();
    // The random bytes, the tag, and an endpoint with what seals it.
    assert_eq!(bytes.len(), 16 + 16 + 32 + 16);
    assert!(page("security.md").contains(&format!("{} bytes that only the partner", bytes.len())));
}
