//! Bytes and events that no honest program sends: valid ones with a few bytes
//! changed, and random ones. Nothing panics, and what comes out is bounded.
//!
//! `ATTUNE_FUZZ=1000000 cargo test --workspace --test fuzz -- --nocapture` is
//! the long run; `ATTUNE_FROM` names its first seed. Each test prints how many
//! inputs it tried, and a failure is found again by its seed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says how far it came"
)]

mod common;

use attune_core::command::Who;
use attune_core::document::{Field, FieldType, Shape, heads, history, merge};
use attune_core::exchange::{Incoming, Lacking, Partner};
use attune_core::header::{Audience, Header, Writers};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DeviceId, PairId, PersonId, RecordHash};
use attune_core::record::{Beginning, Place, Record, RecordType, fact_hash};
use attune_core::secrets::{KeyFile, RecoveryKey, Unlock};
use attune_core::vault::{Bond, VaultError};
use attune_sync::proto::announcement::{announce, recognise};
use attune_sync::proto::frame::{
    Frame, MAX_FRAME, MAX_HELLO, MAX_INFLATED, MAX_RECORDS, PREFIX, announced,
};
use attune_sync::proto::live::{LiveState, MAX_LIVE};
use attune_sync::proto::pairing::{
    Binding, Event as Said, Exchange, Invitation, Me, Message, PairingWords, Step,
    Timer as PairingTimer,
};
use attune_sync::proto::session::{Effect, Event, Request, Session, SessionKey, Timer, perform};
use attune_sync::proto::talk::{LENGTH, Name, Phase, Say, Talk, TalkId, Turn};
use common::{Person, couple};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::time::Duration;
use zeroize::Zeroizing;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Runs `one` for each seed: `few` of them in the suite, and a share of
/// `ATTUNE_FUZZ` that costs about as much as the others' in a long run.
fn campaign(name: &str, few: u64, share: u64, mut one: impl FnMut(&mut ChaCha20Rng)) {
    let many = setting("ATTUNE_FUZZ").map_or(few, |many| (many / share).max(1));
    let from = setting("ATTUNE_FROM").unwrap_or(1);
    for seed in from..from + many {
        let mut dice = ChaCha20Rng::seed_from_u64(seed);
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| one(&mut dice)));
        if let Err(panic) = ran {
            eprintln!("{name}: seed {seed}");
            std::panic::resume_unwind(panic);
        }
    }
    eprintln!("{name}: executed {many} inputs, seeds {from} to {}", from + many - 1);
}

fn roll(dice: &mut ChaCha20Rng, sides: usize) -> usize {
    dice.next_u32() as usize % sides.max(1)
}

fn noise(dice: &mut ChaCha20Rng, most: usize) -> Vec<u8> {
    let mut bytes = vec![0; roll(dice, most + 1)];
    dice.fill_bytes(&mut bytes);
    bytes
}

/// A few changes of any kind: bytes turned, put in, taken out, repeated, and
/// lengths that claim too much.
fn mutate(dice: &mut ChaCha20Rng, bytes: &mut Vec<u8>) {
    for _ in 0..=roll(dice, 4) {
        let at = roll(dice, bytes.len());
        match roll(dice, 8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << roll(dice, 8),
            1 if !bytes.is_empty() => bytes[at] = dice.next_u32() as u8,
            2 => bytes.insert(at.min(bytes.len()), dice.next_u32() as u8),
            3 if !bytes.is_empty() => {
                bytes.remove(at);
            }
            4 => bytes.truncate(at),
            5 => {
                let piece: Vec<u8> =
                    bytes[at.min(bytes.len())..].iter().take(40).copied().collect();
                bytes.splice(at..at, piece);
            }
            6 => {
                let long = [0xff, 0xff, 0xff, 0xff, 0x7f];
                bytes.splice(at..(at + roll(dice, 5)).min(bytes.len()), long);
            }
            _ => {
                let mut more = noise(dice, 16);
                bytes.append(&mut more);
            }
        }
    }
}

/// Text that may hold anything.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every kind of frame, as two vaults make them in a session of their own.
fn real_frames() -> Vec<Frame> {
    let (mut alex, mut sam) = couple(1, Bond::Final);
    let page = alex.journal("One. Two.", Who::BothWrite);
    alex.edit(page, "One. Two. Three.");
    sam.journal("Mine.", Who::PartnerReads);
    let mut frames = converse(&mut alex, &mut sam);
    // A second log with the same words brings a repair, and its frames.
    alex.vault.renew_device(&alex.time(), &mut ChaCha20Rng::seed_from_u64(5)).unwrap();
    alex.journal("Anew.", Who::PartnerReads);
    frames.extend(converse(&mut alex, &mut sam));
    let all = alex.vault.document_records(page).unwrap().unwrap().records;
    let states = alex.vault.states(None, 100).unwrap();
    use attune_sync::proto::frame::{Bye, More};
    frames.extend([
        Frame::Bye(Bye::Versions { min: 1, max: 3 }),
        Frame::Want(vec![page]),
        Frame::Heads { states, more: More::Last },
        Frame::Document { id: page, records: all, more: More::Follows },
        Frame::Live { age: 70, state: Some(LiveState::new(vec![1, 2, 3]).unwrap()) },
        Frame::Live { age: 0, state: None },
    ]);
    frames
}

/// A whole session; gives all that was said.
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
        let (to, event) = match effect {
            Effect::Send(frame) => {
                said.push(frame.clone());
                (1 - side, Event::Frame(frame))
            }
            Effect::Known(known) => {
                let person = if side == 0 { &mut *alex } else { &mut *sam };
                person.vault.admit(&known.certificate, &[3; 32], &[]).unwrap();
                continue;
            }
            Effect::Ask(request) => {
                let person = if side == 0 { &mut *alex } else { &mut *sam };
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

#[test]
fn frames_of_any_bytes_are_read_or_refused() {
    let real: Vec<Vec<u8>> =
        real_frames().iter().map(|frame| frame.encode().unwrap()[PREFIX..].to_vec()).collect();
    campaign("frames", 20_000, 1, |dice| {
        let mut bytes = real[roll(dice, real.len())].clone();
        match roll(dice, 4) {
            0 => {
                let kind = bytes[0];
                bytes = noise(dice, 300);
                bytes.insert(0, kind);
            }
            _ => mutate(dice, &mut bytes),
        }
        let prefix = u32::from_be_bytes(noise(dice, 64).first_chunk().copied().unwrap_or([0; 4]));
        for limit in [MAX_HELLO, MAX_FRAME] {
            let length = announced(prefix.to_be_bytes(), limit);
            assert!(length.is_err() || length.unwrap() <= limit);
        }
        let Ok(frame) = Frame::decode(&bytes) else { return };
        if let Frame::Records { records, .. } | Frame::Document { records, .. } = &frame {
            assert!(records.len() <= MAX_RECORDS);
            assert!(records.iter().map(Vec::len).sum::<usize>() <= MAX_INFLATED);
        }
        if let Frame::Live { state: Some(state), .. } = &frame {
            assert!(state.as_bytes().len() <= MAX_LIVE);
        }
        // What can be read can be said, and read again.
        if let Ok(again) = frame.encode() {
            assert_eq!(Frame::decode(&again[PREFIX..]).unwrap(), frame);
        }
    });
}

#[test]
fn words_invitations_keys_and_announcements_of_any_text_are_read_or_refused() {
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let addresses = vec!["192.168.1.7:4000".parse().unwrap(), "[fd00::1]:5".parse().unwrap()];
    let invitation = Invitation { endpoint: [7; 32], addresses }.to_text();
    let words = PairingWords::generate(&mut rng).text().to_string();
    let recovery = RecoveryKey::generate(&mut rng).to_text().to_string();
    let (alex, _) = couple(2, Bond::Final);
    let key_file = std::fs::read(alex.folder.path().join(attune_core::vault::KEY_FILE)).unwrap();
    let at = "10.0.0.1:9".parse().unwrap();
    let secret = [4; 32];
    let told = announce(&secret, &[5; 32], at, &mut rng);
    let all: [Vec<u8>; 5] =
        [invitation.into(), words.into(), recovery.into(), key_file, told.into()];
    campaign("texts", 5_000, 4, |dice| {
        let mut bytes = all[roll(dice, all.len())].clone();
        match roll(dice, 8) {
            0 => bytes = noise(dice, 200),
            _ => mutate(dice, &mut bytes),
        }
        let text = text(&bytes);
        if let Ok(invitation) = Invitation::parse(&text) {
            assert!(invitation.addresses.len() <= 16);
        }
        let _ = PairingWords::parse(&text);
        let _ = RecoveryKey::parse(&text);
        let _ = recognise(&secret, &text, at);
        let _ = Header::decode(&bytes);
        if let Ok(file) = KeyFile::decode(&bytes) {
            let _ = (file.vault(), file.is_protected(), file.unlock(&Unlock::Nothing));
        }
    });
}

const SHAPE: Shape = &[
    Field::new("title", FieldType::Line, 1024),
    Field::new("body", FieldType::Prose, 1 << 20),
    Field::new("created", FieldType::Number, 0),
    Field::new("day", FieldType::Line, 16),
    Field::new("offset", FieldType::Number, 0),
];

/// The hash of a change's bytes, which are made to carry it: whoever forges a
/// change forges its checksum as well.
fn rehash(change: &mut [u8]) -> Option<RecordHash> {
    let hash: [u8; 32] = Sha256::digest(change.get(8..)?).into();
    change[4..8].copy_from_slice(&hash[..4]);
    Some(RecordHash::from_bytes(hash))
}

/// The records of a page that was edited, and its header.
fn real_page(sam: &mut Person) -> (Header, Vec<Record>) {
    let page = sam.journal("One. Two. Three.", Who::BothWrite);
    sam.edit(page, "One. Two and a half. Three.");
    sam.edit(page, "One. Four.");
    let all = sam.vault.document_records(page).unwrap().unwrap().records;
    let all: Vec<Record> = all.iter().map(|bytes| Record::decode(bytes).unwrap()).collect();
    let Place::Begins(header) = &all[0].place else { panic!("the first has the header") };
    (Header::decode(header).unwrap(), all)
}

#[test]
fn records_and_documents_of_any_bytes_merge_or_are_refused() {
    let (_, mut sam) = couple(4, Bond::Final);
    let (header, real) = real_page(&mut sam);
    campaign("documents", 2_000, 20, |dice| {
        let mut bytes = real[roll(dice, real.len())].encode();
        mutate(dice, &mut bytes);
        if let Ok(record) = Record::decode(&bytes) {
            let _ = (record.document(), record.is_signed(header.hash(), fact_hash(&record.body)));
            assert!(record.encode().len() <= Record::MAX_LEN);
        }
        let mut changes: Vec<Vec<u8>> = real.iter().map(|record| record.body.clone()).collect();
        let at = roll(dice, changes.len());
        mutate(dice, &mut changes[at]);
        if roll(dice, 4) > 0 {
            rehash(&mut changes[at]);
        }
        let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let (merged, heads) = (merge(SHAPE, &changes), heads(&changes));
        let _ = history(SHAPE, &changes, 100);
        if merged.is_ok() {
            assert!(heads.is_ok());
        }
    });
}

#[test]
fn a_vault_takes_any_record_or_refuses_it_and_stays_sound() {
    let (mut alex, mut sam) = couple(5, Bond::Final);
    let (header, real) = real_page(&mut sam);
    let key = sam.vault.device_secret();
    let from = sam.vault.me().device;
    converse(&mut alex, &mut sam);
    let kept = alex.journal("This stays.", Who::PartnerReads);
    let (owner, pair) = (sam.vault.me().person, common::PAIR);
    campaign("vault", 250, 100, |dice| {
        let mut records = Vec::new();
        for _ in 0..=roll(dice, 4) {
            let mut record = real[roll(dice, real.len())].clone();
            let mut bytes = record.encode();
            match roll(dice, 4) {
                // Nobody signed it.
                0 => mutate(dice, &mut bytes),
                // Sam's own program signed it, for this page or a new one.
                n => {
                    mutate(dice, &mut record.body);
                    let hash = rehash(&mut record.body);
                    let mut nonce = [0; 16];
                    dice.fill_bytes(&mut nonce);
                    let kinds = ["journal", "gratitude", "checkin", "profile", "settings", "later"];
                    let writers = [Writers::Owner, Writers::Both][roll(dice, 2)];
                    let fresh = Header::new(
                        Audience::Pair(pair),
                        kinds[roll(dice, kinds.len())],
                        owner,
                        writers,
                        None,
                        nonce,
                    );
                    let (header, begins) = match n {
                        1 => (&fresh, Beginning::First),
                        _ => (&header, Beginning::Later),
                    };
                    let kind = match roll(dice, 4) {
                        0 => RecordType::KNOWN[roll(dice, RecordType::KNOWN.len())].0,
                        _ => RecordType::CHANGE,
                    };
                    let hash = match hash {
                        Some(hash) if kind == RecordType::CHANGE => hash,
                        _ => fact_hash(&record.body),
                    };
                    bytes = Record::sign(&key, kind, header, begins, record.body, hash).encode();
                }
            }
            records.push(bytes);
        }
        let lacking = [Lacking::AskFor, Lacking::SetAside][roll(dice, 2)];
        let incoming = Incoming { records, through: None, lacking };
        let now = alex.time();
        match alex.vault.receive(from, &incoming, &now, &mut alex.rng) {
            Ok(_) | Err(VaultError::Broken | VaultError::Overfull) => {}
            Err(error) => panic!("{error}"),
        }
    });
    assert_eq!(alex.entry(kept).body, "This stays.");
    assert_eq!(alex.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_page_begun_by_a_fact_that_this_version_does_not_use_is_no_damage() {
    let (mut alex, mut sam) = couple(7, Bond::Final);
    converse(&mut alex, &mut sam);
    let (key, owner) = (sam.vault.device_secret(), sam.vault.me().person);
    let audience = Audience::Pair(common::PAIR);
    let header = Header::new(audience, "journal", owner, Writers::Both, None, [3; 16]);
    let (kind, body) = (RecordType::ATTACHMENT, vec![1, 2, 3]);
    let hash = fact_hash(&body);
    let record = Record::sign(&key, kind, &header, Beginning::First, body, hash).encode();
    let incoming = Incoming { records: vec![record], through: None, lacking: Lacking::AskFor };
    let (now, from) = (alex.time(), sam.vault.me().device);
    let received = alex.vault.receive(from, &incoming, &now, &mut alex.rng).unwrap();
    assert!(received.changed && received.except.is_empty());
    assert_eq!(alex.entries(), []);
    assert_eq!(alex.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
}

/// The most that one event may bring about. A page of states, say, is one.
const MOST_EFFECTS: usize = 3_000;

#[test]
fn a_session_takes_any_event_at_any_time() {
    let real = real_frames();
    let (mut alex, mut sam) = couple(6, Bond::Final);
    alex.journal("words", Who::PartnerReads);
    campaign("sessions", 300, 40, |dice| {
        let key = SessionKey::new([2; 32]);
        let identity = alex.identity();
        let standing = alex.vault.standing(identity.peer).unwrap();
        let (mut session, effects) = match roll(dice, 2) {
            0 => Session::<Partner>::dial(identity, key.clone(), standing, 0),
            _ => Session::<Partner>::accept(identity, key.clone(), 0),
        };
        // Sam's true hello, so that what follows is let in.
        let dials = effects.iter().any(|effect| matches!(effect, Effect::Send(_)));
        let hello = sams_hello(&mut sam, &key, dials, effects.first());
        let mut asked: VecDeque<Request> = VecDeque::new();
        let mut effects = effects;
        for turn in 0..60 {
            assert!(effects.len() < MOST_EFFECTS);
            for effect in effects.drain(..) {
                match effect {
                    Effect::Ask(request) => asked.push_back(request),
                    Effect::Send(frame) => {
                        assert!(frame.encode().unwrap().len() <= MAX_FRAME + PREFIX);
                    }
                    Effect::Known(known) => {
                        alex.vault.admit(&known.certificate, &[3; 32], &[]).unwrap();
                    }
                    _ => {}
                }
            }
            let event = match roll(dice, 10) {
                _ if turn == 0 && roll(dice, 8) > 0 => {
                    hello.clone().map_or(Event::LocalChange, Event::Frame)
                }
                0..=3 => match asked.pop_front() {
                    Some(request) => {
                        let now = alex.time();
                        match perform(&mut alex.vault, request, &now, &mut alex.rng) {
                            Ok(Some(answer)) => Event::Answer(answer),
                            Ok(None) => continue,
                            Err(_) => Event::VaultFailed,
                        }
                    }
                    None => Event::LocalChange,
                },
                4 if roll(dice, 2) == 0 => Event::Confirm,
                4 => {
                    let state = LiveState::new(noise(dice, MAX_LIVE)).ok();
                    Event::Live { state: state.filter(|_| roll(dice, 3) > 0), age: dice.next_u64() }
                }
                5 => Event::Timer([Timer::Hello, Timer::Rate][roll(dice, 2)]),
                6 => Event::Frame(real[roll(dice, real.len())].clone()),
                _ => {
                    let frame = &real[roll(dice, real.len())];
                    let mut bytes = frame.encode().unwrap()[PREFIX..].to_vec();
                    mutate(dice, &mut bytes);
                    match Frame::decode(&bytes) {
                        Ok(frame) => Event::Frame(frame),
                        Err(_) => continue,
                    }
                }
            };
            effects = session.handle(event, turn * 10);
        }
    });
    assert_eq!(alex.entries().iter().filter(|entry| entry.mine).count(), 1);
}

/// What Sam's device could show: states of a real talk, and others.
fn real_states(sam: &mut Talk, dice: &mut ChaCha20Rng, now: Duration) -> Vec<LiveState> {
    let name = |text: &str| Name::parse(text).unwrap();
    let mut id = [0; 8];
    dice.fill_bytes(&mut id);
    let said = [
        sam.offer(TalkId::from_bytes(id), name("fears"), name("fears/1"), now),
        sam.join(now),
        sam.draw(name("fears/2"), now),
        sam.hand_over(Turn::Theirs, now),
        if roll(dice, 2) == 0 { sam.rest(now) } else { sam.end(now) },
    ];
    said.into_iter().flatten().filter_map(Say::into_live).collect()
}

#[test]
fn a_soul_talk_takes_any_bytes_at_any_time() {
    let (a, s) = (PersonId::from_bytes([1; 32]), PersonId::from_bytes([2; 32]));
    campaign("talks", 5_000, 4, |dice| {
        let mut alex = Talk::new(a, DeviceId::from_bytes([1; 32]), s);
        let mut sam = Talk::new(s, DeviceId::from_bytes([2; 32]), a);
        let mut now = Duration::ZERO;
        let mut real = real_states(&mut sam, dice, now);
        for _ in 0..30 {
            now += Duration::from_millis(u64::from(dice.next_u32() % 40_000));
            let said = match roll(dice, 9) {
                0 => alex.join(now),
                8 => alex.leave(now),
                1 => alex.draw(Name::parse("fears/3").unwrap(), now),
                2 => alex.tick(now),
                3 => alex.offer(TalkId::from_bytes([9; 8]), name(dice), name(dice), now),
                4 => {
                    alex.partner_gone(now);
                    None
                }
                _ => {
                    if roll(dice, 6) == 0 {
                        real.extend(real_states(&mut sam, dice, now));
                    }
                    let mut bytes = match roll(dice, 10) {
                        0 => noise(dice, 200),
                        _ => real[roll(dice, real.len())].as_bytes().to_vec(),
                    };
                    if roll(dice, 4) > 0 {
                        mutate(dice, &mut bytes);
                    }
                    let Ok(state) = LiveState::new(bytes) else { continue };
                    let age = match roll(dice, 3) {
                        0 => Duration::MAX,
                        _ => Duration::from_millis(u64::from(dice.next_u32() % 100_000)),
                    };
                    alex.heard(&state, age, now)
                }
            };
            // What is shown to Sam then is a state of the two.
            if let Some(Say::This(state)) = said {
                sam.heard(&state, Duration::ZERO, now);
            }
            if let Some(view) = alex.view(now) {
                assert!(view.remaining <= LENGTH);
                assert!(view.phase != Phase::Offered || view.remaining == LENGTH);
                assert!(view.phase != Phase::Running || !view.remaining.is_zero());
            }
        }
        // However it went, Alex can end what goes on and begin anew.
        alex.partner_gone(now);
        alex.join(now);
        alex.end(now);
        alex.leave(now);
        assert!(alex.offer(TalkId::from_bytes([7; 8]), name(dice), name(dice), now).is_some());
    });
}

fn name(dice: &mut ChaCha20Rng) -> Name {
    Name::parse(&format!("card/{}", dice.next_u32())).unwrap()
}

/// What Sam's program says first in this connection.
fn sams_hello(
    sam: &mut Person,
    key: &SessionKey,
    alex_dials: bool,
    alexs: Option<&Effect>,
) -> Option<Frame> {
    let identity = sam.identity();
    let standing = sam.vault.standing(identity.peer).unwrap();
    if !alex_dials {
        let (_, effects) = Session::<Partner>::dial(identity, key.clone(), standing, 0);
        return effects.into_iter().find_map(sent);
    }
    let (mut session, _) = Session::<Partner>::accept(identity, key.clone(), 0);
    let Some(Effect::Send(hello)) = alexs else { return None };
    let mut effects: VecDeque<Effect> =
        session.handle(Event::Frame(hello.clone()), 0).into_iter().collect();
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Send(frame) => return Some(frame),
            Effect::Ask(request) => {
                let now = sam.time();
                let done = perform(&mut sam.vault, request, &now, &mut sam.rng).unwrap();
                let answers = done.map(|answer| session.handle(Event::Answer(answer), 0));
                effects.extend(answers.unwrap_or_default());
            }
            _ => {}
        }
    }
    None
}

fn sent(effect: Effect) -> Option<Frame> {
    match effect {
        Effect::Send(frame) => Some(frame),
        _ => None,
    }
}

fn me(name: &str, seed: u8) -> Me {
    let person = SecretKey::from_bytes(&[seed; 32]);
    let device = SecretKey::from_bytes(&[seed + 1; 32]);
    let certificate = Certificate::issue(&person, device.device(), "desk");
    Me { name: name.to_owned(), certificate, device, endpoint: [seed; 32], addresses: vec![] }
}

#[test]
fn a_pairing_takes_any_message_at_any_time() {
    let words = PairingWords::generate(&mut ChaCha20Rng::seed_from_u64(1));
    let settings = real_settings();
    let binding = || Binding { exported: Zeroizing::new([5; 32]), types: [1; 32], shows: [2; 32] };
    campaign("pairings", 300, 40, |dice| {
        let mut rng = ChaCha20Rng::seed_from_u64(dice.next_u64());
        let (typer, first) = Exchange::enter(me("Sam", 10), &words, binding(), &mut rng);
        let shower = Exchange::show(me("Alex", 20), &words, binding(), &mut rng);
        let mut sides = [typer, shower];
        let mut steps: VecDeque<(usize, Step)> = first.into_iter().map(|s| (0, s)).collect();
        let mut said: Vec<Message> = vec![Exchange::open("desk"), Message::Busy, Message::No];
        for _ in 0..60 {
            let (to, event) = match steps.pop_front() {
                Some((side, Step::Send(message))) => {
                    let mut bytes = message.encode().unwrap()[4..].to_vec();
                    said.push(message);
                    if roll(dice, 6) == 0 {
                        mutate(dice, &mut bytes);
                    }
                    match Message::decode(&bytes) {
                        Ok(message) => (1 - side, Said::Message(message)),
                        Err(_) => continue,
                    }
                }
                Some((side, Step::Ask(_))) => {
                    let settings = (side == 1).then(|| settings.clone());
                    (side, Said::Yes { settings, chosen: vec![] })
                }
                Some((side, Step::StorePending(_) | Step::StoreFinal(_))) => (side, Said::Stored),
                Some(_) => continue,
                None => (roll(dice, 2), any_event(dice, &said)),
            };
            let (to, event) = match roll(dice, 12) {
                0 => (roll(dice, 2), any_event(dice, &said)),
                _ => (to, event),
            };
            let more = sides[to].handle(event);
            assert!(more.len() < 16);
            steps.extend(more.into_iter().map(|step| (to, step)));
        }
    });
}

/// Something said before, turned a little; or something that nobody asked for.
fn any_event(dice: &mut ChaCha20Rng, said: &[Message]) -> Said {
    match roll(dice, 8) {
        0 => Said::No,
        1 => Said::Stored,
        2 => Said::NotStored,
        3 => Said::Timer([PairingTimer::Exchange, PairingTimer::Consent][roll(dice, 2)]),
        4 => Said::Yes { settings: Some(noise(dice, 100)), chosen: vec![] },
        _ => {
            let mut bytes = said[roll(dice, said.len())].encode().unwrap()[4..].to_vec();
            mutate(dice, &mut bytes);
            Message::decode(&bytes).map_or(Said::Lost, Said::Message)
        }
    }
}

/// The settings of a pair, as a vault makes them.
fn real_settings() -> Vec<u8> {
    let mut alex = Person::new("Alex", 1);
    let now = alex.time();
    alex.vault.make_settings(PairId::from_bytes([1; 16]), &now, &mut alex.rng).unwrap()
}
