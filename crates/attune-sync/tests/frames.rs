//! Frames as versions that landed said them: kept as bytes, and read by this one.
//! `frames/version-1.txt` is all that two devices said in three sessions, a frame a
//! line, after its length; every kind is among them.
//!
//! `ATTUNE_WRITE_FRAMES=file cargo test --workspace --test frames` writes such a file
//! as this version speaks, for the next one.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::document::{Field, FieldType, Shape, merge};
use attune_core::exchange::Partner;
use attune_core::header::Header;
use attune_core::record::{Place, Record, RecordType};
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Bye, Frame, FrameError, KINDS, More, PREFIX};
use attune_sync::proto::live::LiveState;
use attune_sync::proto::session::{Closing, Effect, Event, Session, SessionKey, perform};
use common::{Person, couple};
use data_encoding::HEXLOWER;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::path::Path;

const BODY: Shape = &[Field::new("body", FieldType::Prose, 1000)];

/// All that is said in a session.
fn converse(alex: &mut Person, sam: &mut Person) -> Vec<Frame> {
    let key = SessionKey::new([1; 32]);
    let identity = alex.identity();
    let standing = alex.vault.standing(identity.peer).unwrap();
    let (dialler, first) = Session::<Partner>::dial(identity, key.clone(), standing, 0);
    let (acceptor, _) = Session::<Partner>::accept(sam.identity(), key, 0);
    let mut sessions = [dialler, acceptor];
    let mut effects: VecDeque<(usize, Effect)> = first.into_iter().map(|e| (0, e)).collect();
    let mut said = Vec::new();
    while let Some((side, effect)) = effects.pop_front() {
        let person = if side == 0 { &mut *alex } else { &mut *sam };
        let (to, event) = match effect {
            Effect::Send(frame) => {
                said.push(frame.clone());
                (1 - side, Event::Frame(frame))
            }
            Effect::Known(known) => {
                person.vault.admit(&known.certificate, &[3; 32], &[]).unwrap();
                continue;
            }
            Effect::Ask(request) => {
                let now = person.time();
                match perform(&mut person.vault, request, &now, &mut person.rng).unwrap() {
                    Some(answer) => (side, Event::Answer(answer)),
                    None => continue,
                }
            }
            _ => continue,
        };
        effects.extend(sessions[to].handle(event, 0).into_iter().map(|effect| (to, effect)));
    }
    said
}

/// Frames of every kind.
fn said() -> Vec<Frame> {
    let (mut alex, mut sam) = couple(1, Bond::Final);
    let page = alex.journal("One. Two.", Who::BothWrite);
    alex.edit(page, "One. Two. Three.");
    sam.journal("Mine.", Who::PartnerReads);
    let mut frames = converse(&mut alex, &mut sam);
    alex.vault.renew_device(&alex.time(), &mut ChaCha20Rng::seed_from_u64(5)).unwrap();
    alex.journal("Anew.", Who::PartnerReads);
    frames.extend(converse(&mut alex, &mut sam));
    let records = alex.vault.document_records(page).unwrap().unwrap().records;
    let states = alex.vault.states(None, 100).unwrap();
    frames.extend([
        Frame::Heads { states, more: More::Last },
        Frame::Want(vec![page]),
        Frame::Document { id: page, records, more: More::Last },
        Frame::Live { age: 70, state: Some(LiveState::new(vec![1, 2, 3]).unwrap()) },
        Frame::Live { age: 0, state: None },
        Frame::Bye(Bye::Versions { min: 1, max: 3 }),
        Frame::Bye(Bye::Leaving),
    ]);
    frames
}

fn kept() -> Vec<Vec<u8>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frames/version-1.txt");
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| HEXLOWER.decode(line.as_bytes()).unwrap()).collect()
}

#[test]
fn what_version_1_said_is_read() {
    if let Some(file) = std::env::var_os("ATTUNE_WRITE_FRAMES") {
        let mut text = String::new();
        for frame in said() {
            let bytes = frame.encode().unwrap();
            writeln!(text, "{}", HEXLOWER.encode(&bytes[PREFIX..])).unwrap();
        }
        std::fs::write(file, text).unwrap();
    }
    let (mut kinds, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for bytes in kept() {
        let frame = Frame::decode(&bytes).unwrap();
        kinds.insert(bytes[0]);
        let again = frame.encode().unwrap();
        assert_eq!(Frame::decode(&again[PREFIX..]), Ok(frame.clone()));
        let (Frame::Records { records, .. } | Frame::Document { records, .. }) = frame else {
            // Nothing of these is packed, so they are said as they were then.
            assert_eq!(again[PREFIX..], bytes);
            continue;
        };
        let mut changes: Vec<Vec<u8>> = Vec::new();
        for record in records.iter().map(|bytes| Record::decode(bytes).unwrap()) {
            if let Place::Begins(header) = &record.place {
                assert!(Header::decode(header).is_ok());
                changes.clear();
            }
            if record.kind == RecordType::CHANGE {
                changes.push(record.body);
                let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
                if let Ok(merged) = merge(BODY, &changes) {
                    texts.insert(merged.text("body").to_owned());
                }
            }
        }
    }
    assert_eq!(kinds, KINDS.map(|(kind, _)| kind).into());
    for text in ["One. Two.", "One. Two. Three.", "Mine.", "Anew."] {
        assert!(texts.contains(text), "{text}: {texts:?}");
    }
}

/// What this version does not know is no frame to it, wherever it stands; two
/// versions without one in common tell each other so before anything else
/// (`door/greeting.rs`).
#[test]
fn a_frame_of_the_future_ends_the_session_and_nothing_of_it_is_read() {
    let kept = kept();
    for unknown in [0, 10, 0xff] {
        let mut bytes = kept[0].clone();
        bytes[0] = unknown;
        assert_eq!(Frame::decode(&bytes), Err(FrameError::Damaged));
    }
    let (mut alex, mut sam) = couple(2, Bond::Final);
    let key = SessionKey::new([1; 32]);
    let mut tomorrow = sam.identity();
    for (protocol, ours) in [((2, 9), true), ((0, 0), true), ((1, 9), false)] {
        tomorrow.protocol = protocol;
        let standing = sam.vault.standing(tomorrow.peer).unwrap();
        let (_, effects) = Session::<Partner>::dial(tomorrow.clone(), key.clone(), standing, 0);
        let Effect::Send(hello) = &effects[0] else { panic!("no hello") };
        let (mut door, _) = Session::<Partner>::accept(alex.identity(), key.clone(), 0);
        let answer = door.handle(Event::Frame(hello.clone()), 0);
        let bye = Bye::Versions { min: 1, max: 1 };
        let closed = [Effect::Send(Frame::Bye(bye)), Effect::Close(Closing::Ours(bye))];
        assert_eq!(answer == closed, ours, "{protocol:?}");
    }
}
