//! Sessions between two real vaults without sockets: a scheduler with a seed
//! decides which frame arrives, which request the vault performs, and when the
//! cable breaks or a program is killed. After enough time connected both hold
//! the same; at no moment is anything said to be on both that is not.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::exchange::{Partner, Standing};
use attune_core::header::{Scope, Writers};
use attune_core::vault::{Bond, Delivery};
use attune_sync::proto::frame::{Bye, Frame, PREFIX};
use attune_sync::proto::session::{
    Answer, Closing, Effect, Event, Progress, Request, Session, SessionKey, Timer, perform,
};
use common::{PAIR, Person, couple};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::VecDeque;

/// One end of the cable.
struct End {
    session: Option<Session<Partner>>,
    inbox: VecDeque<Vec<u8>>,
    requests: VecDeque<Request>,
    rate_timers: usize,
    told: Vec<Progress>,
    closed: Option<Closing>,
    bond: Bond,
}

struct World {
    people: [Person; 2],
    ends: [End; 2],
    now: u64,
    key: u8,
    frames: usize,
    wire: Vec<u8>,
    /// Who heard that their vault was put back.
    rolled_back: Vec<usize>,
}

impl World {
    fn new((alex, sam): (Person, Person)) -> Self {
        let end = || End {
            session: None,
            inbox: VecDeque::new(),
            requests: VecDeque::new(),
            rate_timers: 0,
            told: vec![],
            closed: None,
            bond: Bond::Final,
        };
        Self {
            people: [alex, sam],
            ends: [end(), end()],
            now: 0,
            key: 0,
            frames: 0,
            wire: vec![],
            rolled_back: vec![],
        }
    }

    /// A new connection, dialled by one of the two.
    fn connect(&mut self, dialler: usize) {
        self.cut();
        self.key = self.key.wrapping_add(1);
        let key = SessionKey::new([self.key; 32]);
        for side in [dialler, 1 - dialler] {
            let identity = self.people[side].identity();
            self.ends[side].bond = identity.bond;
            let (session, effects) = if side == dialler {
                let standing = match identity.bond {
                    Bond::Final => self.people[side].vault.standing(identity.peer).unwrap(),
                    Bond::Pending => Standing::NOWHERE,
                };
                Session::dial(identity, key.clone(), standing, self.now)
            } else {
                Session::accept(identity, key.clone(), self.now)
            };
            self.ends[side].session = Some(session);
            self.perform(side, effects);
        }
    }

    fn cut(&mut self) {
        for end in &mut self.ends {
            end.session = None;
            end.inbox.clear();
            end.requests.clear();
            end.rate_timers = 0;
            end.told.clear();
            end.closed = None;
        }
    }

    fn perform(&mut self, side: usize, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(frame) => {
                    let bytes = frame.encode().unwrap();
                    self.frames += 1;
                    self.wire.extend(&bytes);
                    self.ends[1 - side].inbox.push_back(bytes[PREFIX..].to_vec());
                }
                Effect::Known(known) => {
                    let endpoint = common::endpoint(&self.people[1 - side]);
                    let person = &mut self.people[side];
                    if self.ends[side].bond == Bond::Pending {
                        let now = person.time();
                        person.vault.finalize(PAIR, &now, &mut person.rng).unwrap();
                    }
                    person.vault.admit(&known.certificate, &endpoint, &known.addresses).unwrap();
                }
                Effect::Ask(request) => self.ends[side].requests.push_back(request),
                Effect::Live { .. } => {}
                Effect::Tell(progress) => self.ends[side].told.push(progress),
                Effect::RolledBack => self.rolled_back.push(side),
                Effect::SetTimer(Timer::Rate, _) => self.ends[side].rate_timers += 1,
                Effect::SetTimer(..) => {}
                Effect::Close(closing) => self.ends[side].closed = Some(closing),
            }
        }
    }

    fn give(&mut self, side: usize, event: Event<Partner>) {
        if let Some(session) = &mut self.ends[side].session {
            let effects = session.handle(event, self.now);
            self.perform(side, effects);
        }
    }

    /// One frame arrives, if one is on its way.
    fn deliver(&mut self, side: usize) -> bool {
        if self.ends[side].session.as_ref().is_some_and(|session| !session.wants_frames()) {
            return false;
        }
        let Some(bytes) = self.ends[side].inbox.pop_front() else { return false };
        self.give(side, Event::Frame(Frame::decode(&bytes).unwrap()));
        true
    }

    /// The vault does one thing that was asked of it.
    fn work(&mut self, side: usize, answered: Answered) -> bool {
        let Some(request) = self.ends[side].requests.pop_front() else { return false };
        let person = &mut self.people[side];
        let now = person.time();
        let done = perform(&mut person.vault, request, &now, &mut person.rng).unwrap();
        if let (Some(answer), Answered::Yes) = (done, answered) {
            self.give(side, Event::Answer(answer));
        }
        true
    }

    /// Until nothing moves.
    fn settle(&mut self) {
        for _ in 0..200_000 {
            let mut moved = false;
            for side in [0, 1] {
                moved |= self.deliver(side) | self.work(side, Answered::Yes);
                if self.ends[side].rate_timers > 0 {
                    self.ends[side].rate_timers -= 1;
                    self.now += 100;
                    self.give(side, Event::Timer(Timer::Rate));
                    moved = true;
                }
            }
            if !moved {
                return;
            }
        }
        panic!("it never settles");
    }

    fn local_change(&mut self, side: usize) {
        self.give(side, Event::LocalChange);
    }

    #[track_caller]
    fn assert_in_step(&self) {
        for side in [0, 1] {
            assert_eq!(self.ends[side].closed, None, "side {side}");
            assert_eq!(self.ends[side].told.last(), Some(&Progress::InStep), "side {side}");
            assert!(self.people[side].is_in_step(), "side {side}");
        }
        assert_eq!(self.people[0].digest(), self.people[1].digest());
    }

    /// What one says is on both, is there: the same words, on the other's disk.
    #[track_caller]
    fn assert_delivery_is_true(&self) {
        for side in [0, 1] {
            let theirs = self.people[1 - side].entries();
            for entry in self.people[side].entries() {
                if entry.mine
                    && entry.scope == Scope::Shared
                    && entry.writers == Writers::Owner
                    && entry.delivery == Delivery::Both
                {
                    let there = theirs.iter().find(|other| other.id == entry.id);
                    assert_eq!(there.map(|other| &other.body), Some(&entry.body));
                }
            }
        }
    }
}

/// Whether the program lives to hear what the vault answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answered {
    Yes,
    No,
}

#[test]
fn with_nothing_new_one_round_trip_under_a_kilobyte_is_enough() {
    let mut world = World::new(couple(1, Bond::Final));
    world.connect(0);
    world.settle();
    world.assert_in_step();
    for _ in 0..30 {
        world.people[0].journal("a page of some words", Who::PartnerReads);
    }
    world.local_change(0);
    world.settle();
    world.assert_in_step();
    (world.frames, world.wire) = (0, vec![]);
    world.connect(1);
    world.settle();
    world.assert_in_step();
    assert_eq!(world.frames, 2, "two hellos");
    assert!(world.wire.len() < 1024, "{} bytes", world.wire.len());
}

#[test]
fn a_live_edit_needs_no_question() {
    let mut world = World::new(couple(2, Bond::Final));
    world.connect(0);
    world.settle();
    let page = world.people[0].journal("One. Two.", Who::BothWrite);
    world.local_change(0);
    world.settle();
    assert_eq!(world.people[1].entry(page).body, "One. Two.");
    world.people[1].edit(page, "One. Two. Three.");
    world.local_change(1);
    world.settle();
    assert_eq!(world.people[0].entry(page).body, "One. Two. Three.");
    assert_eq!(
        world.ends[0].told,
        [
            Progress::InStep,
            Progress::OutOfStep,
            Progress::InStep,
            Progress::OutOfStep,
            Progress::InStep
        ]
    );
    world.assert_in_step();
}

#[test]
fn a_pairing_left_pending_completes_itself_at_the_next_contact() {
    for dialler in [0, 1] {
        let mut world = World::new(couple(3, Bond::Pending));
        assert!(world.people[1].vault.reader().unwrap().status().unwrap().partner.is_none());
        world.people[0].journal("waiting for you", Who::PartnerReads);
        world.connect(dialler);
        world.settle();
        world.assert_in_step();
        assert_eq!(world.people[1].entries().len(), 1, "dialled by {dialler}");
    }
}

#[test]
fn a_partner_killed_between_receipt_and_commit_has_not_got_it() {
    let mut world = World::new(couple(4, Bond::Final));
    world.connect(0);
    world.settle();
    let page = world.people[0].journal("did you get this", Who::PartnerReads);
    world.local_change(0);
    while !matches!(world.ends[1].requests.front(), Some(Request::Store(..))) {
        let moved = world.deliver(1)
            || world.deliver(0)
            || world.work(0, Answered::Yes)
            || world.work(1, Answered::Yes);
        assert!(moved, "the page never came");
    }
    world.ends[1].requests.clear();
    world.cut();
    world.people[1].restart();
    assert_eq!(world.people[0].entry(page).delivery, Delivery::Device);
    assert!(world.people[1].entries().is_empty());
    world.connect(1);
    world.settle();
    world.assert_in_step();
    assert_eq!(world.people[0].entry(page).delivery, Delivery::Both);
}

#[test]
fn a_vault_put_back_to_an_older_state_gets_its_own_words_again() {
    let mut world = World::new(couple(5, Bond::Final));
    world.people[0].journal("before the copy", Who::PartnerReads);
    world.connect(0);
    world.settle();
    world.cut();
    // A copy of the folder, as a backup program makes it.
    let folder = world.people[0].copied_files();
    let later = world.people[0].journal("after the copy", Who::PartnerReads);
    world.connect(0);
    world.settle();
    world.assert_in_step();
    world.cut();
    world.people[0].folder = folder;
    world.people[0].restart();
    assert_eq!(world.people[0].entries().len(), 1);
    world.people[0].journal("after the copy was put back", Who::PartnerReads);
    for dialler in [0, 1] {
        world.connect(dialler);
        world.settle();
        world.assert_in_step();
    }
    assert_eq!(world.people[0].entry(later).body, "after the copy");
    assert_eq!(world.people[1].entries().len(), 3);
    assert_eq!(world.rolled_back, [0], "said once, and to whom it happened");
}

#[test]
fn an_empty_new_log_after_a_fork_still_comes_into_step() {
    // Alex's vault is put back to the moment of pairing, and the partner is
    // ahead of everything that is left there.
    let mut world = World::new(couple(6, Bond::Final));
    let folder = world.people[0].copied_files();
    world.people[0].journal("lost and found", Who::PartnerReads);
    world.connect(1);
    world.settle();
    world.cut();
    world.people[0].folder = folder;
    world.people[0].restart();
    world.connect(1);
    world.settle();
    world.assert_in_step();
    assert_eq!(world.people[0].entries()[0].body, "lost and found");
}

#[test]
fn one_document_with_a_hole_never_stops_the_others() {
    let mut world = World::new(couple(10, Bond::Final));
    world.connect(1);
    world.settle();
    let torn = world.people[1].journal("torn", Who::PartnerReads);
    world.people[1].edit(torn, "torn again");
    let good = world.people[1].journal("good", Who::PartnerReads);
    world.local_change(1);
    // The first record gets lost on its way into the frame, and whoever is asked
    // for the whole document has none.
    while world.ends[0].inbox.is_empty() {
        assert!(world.work(1, Answered::Yes));
    }
    let bytes = world.ends[0].inbox.pop_front().unwrap();
    let Frame::Records { after, through, mut records } = Frame::decode(&bytes).unwrap() else {
        panic!("no records");
    };
    assert_eq!(records.len(), 3);
    records.remove(0);
    world.give(0, Event::Frame(Frame::Records { after, through, records }));
    while !matches!(world.ends[1].requests.front(), Some(Request::Document(_))) {
        let moved = world.work(0, Answered::Yes) || world.deliver(1);
        assert!(moved, "nobody asks for the whole");
    }
    world.ends[1].requests.clear();
    world.give(1, Event::Answer(Answer::Document(torn, None)));
    while world.deliver(0) {}
    let is_confirmed = |bytes: &Vec<u8>| matches!(Frame::decode(bytes), Ok(Frame::Stored { except, .. }) if !except.is_empty());
    while !world.ends[1].inbox.front().is_some_and(is_confirmed) {
        let moved = world.deliver(1) || world.work(0, Answered::Yes);
        assert!(moved, "the batch is never confirmed");
    }
    assert_eq!(world.people[0].entry(good).body, "good");
    assert_eq!(world.people[0].vault.reader().unwrap().status().unwrap().set_aside, 1);
    world.deliver(1);
    while world.work(1, Answered::Yes) {}
    assert_eq!(world.people[1].entry(good).delivery, Delivery::Both);
    assert_eq!(world.people[1].entry(torn).delivery, Delivery::Device);
    assert!(
        world.people[1].entry(torn).set_aside_there && !world.people[1].entry(good).set_aside_there
    );
    assert!(!world.people[0].is_in_step() && !world.people[1].is_in_step());

    // Then they find that they hold different things, and mend it.
    world.settle();
    assert_eq!(world.people[0].entry(torn).body, "torn again");
    world.assert_in_step();
    let mended = world.people[1].entry(torn);
    assert_eq!((mended.delivery, mended.set_aside_there), (Delivery::Both, false));
}

#[test]
fn bytes_that_are_no_record_end_the_session_and_are_never_acknowledged() {
    let mut world = World::new(couple(11, Bond::Final));
    world.connect(1);
    world.settle();
    let page = world.people[1].journal("words", Who::PartnerReads);
    world.local_change(1);
    while world.ends[0].inbox.is_empty() {
        assert!(world.work(1, Answered::Yes));
    }
    let bytes = world.ends[0].inbox.pop_front().unwrap();
    let Frame::Records { after, through, mut records } = Frame::decode(&bytes).unwrap() else {
        panic!("no records");
    };
    records[0].truncate(9);
    world.give(0, Event::Frame(Frame::Records { after, through, records }));
    world.settle();
    assert_eq!(world.ends[0].closed, Some(Closing::Ours(Bye::Broken)));
    assert_eq!(world.ends[1].closed, Some(Closing::Theirs(Bye::Broken)));
    assert_eq!(world.people[1].entry(page).delivery, Delivery::Device);
    // The next connection sends it again.
    world.connect(0);
    world.settle();
    world.assert_in_step();
    assert_eq!(world.people[0].entry(page).body, "words");
}

#[test]
fn what_was_refused_once_keeps_nobody_out_of_step() {
    // A note of something refused, of which nothing is in either's documents.
    let mut world = World::new(couple(12, Bond::Final));
    world.connect(1);
    world.settle();
    let page = world.people[1].journal("mine alone", Who::PartnerReads);
    world.local_change(1);
    world.settle();
    let (from, to) = (world.people[1].vault.me().device, world.people[0].vault.me().device);
    let all = world.people[1].vault.document_records(page).unwrap().unwrap();
    let mut record = attune_core::record::Record::decode(&all.records[0]).unwrap();
    record.signature[5] ^= 1;
    let incoming = attune_core::exchange::Incoming {
        records: vec![record.encode()],
        through: None,
        lacking: attune_core::exchange::Lacking::AskFor,
    };
    let person = &mut world.people[0];
    let now = person.time();
    let received = person.vault.receive(from, &incoming, &now, &mut person.rng).unwrap();
    assert_eq!(received.except.len(), 1);
    assert_eq!(world.people[1].vault.standing(to).unwrap().set_aside, 0);
    for dialler in [0, 1] {
        world.connect(dialler);
        world.settle();
        world.assert_in_step();
        assert_eq!(world.people[1].entry(page).delivery, Delivery::Both);
    }
}

#[test]
fn who_is_not_the_partner_is_refused_in_words() {
    #[track_caller]
    fn check(change: impl Fn(&mut attune_sync::proto::session::Identity), expected: Bye) {
        let (mut alex, mut sam) = couple(7, Bond::Final);
        let key = SessionKey::new([1; 32]);
        let mut stranger = sam.identity();
        change(&mut stranger);
        let standing = sam.vault.standing(stranger.peer).unwrap();
        let (_, effects) = Session::<Partner>::dial(stranger, key.clone(), standing, 0);
        let Effect::Send(hello) = &effects[0] else { panic!() };
        let (mut door, first) = Session::<Partner>::accept(alex.identity(), key, 0);
        assert!(!first.iter().any(|effect| matches!(effect, Effect::Send(_))), "shows nothing");
        let answer = door.handle(Event::Frame(hello.clone()), 0);
        assert_eq!(
            answer,
            [Effect::Send(Frame::Bye(expected)), Effect::Close(Closing::Ours(expected))]
        );
    }
    check(|me| me.secret = zeroize::Zeroizing::new([0; 32]), Bye::Unknown);
    check(|me| me.device = attune_core::identity::SecretKey::from_bytes(&[5; 32]), Bye::Unknown);
    check(|me| me.protocol = (2, 7), Bye::Versions { min: 1, max: 1 });

    // Nor may anybody begin with anything but a hello.
    let (mut alex, _sam) = couple(8, Bond::Final);
    let (mut door, _) = Session::<Partner>::accept(alex.identity(), SessionKey::new([1; 32]), 0);
    let effects = door.handle(Event::Frame(Frame::Want(vec![])), 0);
    assert!(effects.contains(&Effect::Close(Closing::Ours(Bye::Broken))));
}

#[test]
fn a_session_of_another_connection_proves_nothing() {
    let (mut alex, mut sam) = couple(9, Bond::Final);
    let standing = sam.vault.standing(alex.vault.me().device).unwrap();
    let (_, effects) =
        Session::<Partner>::dial(sam.identity(), SessionKey::new([1; 32]), standing, 0);
    let Effect::Send(hello) = &effects[0] else { panic!() };
    let (mut door, _) = Session::<Partner>::accept(alex.identity(), SessionKey::new([2; 32]), 0);
    let effects = door.handle(Event::Frame(hello.clone()), 0);
    assert!(effects.contains(&Effect::Close(Closing::Ours(Bye::Unknown))));
}

/// One life of the two, as the seed wills.
fn live(seed: u64, steps: usize) {
    let pending = seed.is_multiple_of(3);
    let sams = if pending { Bond::Pending } else { Bond::Final };
    let mut world = World::new(couple(seed, sams));
    let mut dice = ChaCha20Rng::seed_from_u64(seed);
    let mut pages = Vec::new();
    world.connect(0);
    if pending {
        world.settle();
    }
    for step in 0..steps {
        let side = (dice.next_u32() % 2) as usize;
        match dice.next_u32() % 100 {
            0..=39 => {
                world.deliver(side);
            }
            40..=79 => {
                world.work(side, Answered::Yes);
            }
            80..=84 => {
                let who = [Who::PartnerReads, Who::BothWrite][(dice.next_u32() % 2) as usize];
                let page = world.people[side].journal(&format!("page {step}. So it began."), who);
                pages.push((page, side, who));
                world.local_change(side);
            }
            85..=89 => {
                world.people[side].journal("canary", Who::OnlyMe);
                world.local_change(side);
            }
            90..=93 if !pages.is_empty() => {
                let (page, owner, who) = pages[dice.next_u32() as usize % pages.len()];
                let mine = who == Who::BothWrite || owner == side;
                let known = world.people[side].entries().into_iter().find(|e| e.id == page);
                if let Some(entry) = known.filter(|entry| mine && !entry.taken_back) {
                    world.people[side].edit(page, &format!("{} Step {step}.", entry.body));
                    world.local_change(side);
                }
            }
            94 if !pages.is_empty() => {
                let place = dice.next_u32() as usize % pages.len();
                let (page, owner, _) = pages[place];
                if world.people[owner].entries().iter().any(|e| e.id == page && !e.taken_back) {
                    world.people[owner].delete(page);
                    world.local_change(owner);
                }
                pages.swap_remove(place);
            }
            95 | 96 => {
                world.cut();
                world.connect(side);
            }
            97 => {
                // Killed after the commit, before anybody hears of it.
                world.work(side, Answered::No);
                world.cut();
                world.people[side].restart();
                world.connect(side);
            }
            98 => {
                world.cut();
                world.people[side].restart();
                world.connect(1 - side);
            }
            _ => world.assert_delivery_is_true(),
        }
        for end in &world.ends {
            assert_eq!(end.closed, None, "step {step} of seed {seed}");
        }
    }
    world.connect(0);
    world.settle();
    world.assert_in_step();
    world.assert_delivery_is_true();
    assert!(!world.wire.windows(6).any(|window| window == b"canary"));
}

#[test]
fn any_interleaving_loss_and_restart_ends_in_step() {
    // More of them: ATTUNE_SEEDS=500 cargo test --test session -- any_inter
    let seeds = std::env::var("ATTUNE_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    for seed in 0..seeds {
        live(100 + seed, 300);
    }
}
