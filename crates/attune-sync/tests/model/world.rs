//! Two to four devices of two people, and the line that any two of them may
//! have for a while. Sessions pass frame by frame, in an order that a seed
//! decides; the line or a program can be gone at any moment.

use crate::common;
use crate::replica::Replica;
use crate::story::Deed;
use crate::watch::{Held, Watch};
use attune_core::exchange::{Partner, Standing};
use attune_core::ids::DeviceId;
use attune_core::vault::{Bond, Delivery};
use attune_sync::proto::frame::{Bye, Frame, PREFIX};
use attune_sync::proto::session::{
    Closing, Effect, Event, Known, Progress, Request, Session, SessionKey, Timer, perform,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How a meeting comes to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// Nothing moves any more.
    Quiet,
    /// The line breaks when so many frames have arrived.
    Cut(usize),
    /// The program of one side is killed when its vault has done so much, and
    /// begins again.
    Killed { side: usize, after: usize },
}

/// A meeting of two devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meeting {
    /// One of each person, by number; taken round where there are fewer.
    pub(crate) devices: [usize; 2],
    pub(crate) dialler: usize,
    pub(crate) seed: u64,
    pub(crate) until: Until,
    /// What is done meanwhile, and at which side.
    pub(crate) deeds: Vec<(usize, Deed)>,
}

/// What a session asks for in turn, as the program does it.
enum Ask {
    Admit(Known),
    Request(Request),
}

struct End {
    session: Session<Partner>,
    inbox: VecDeque<Vec<u8>>,
    asks: VecDeque<Ask>,
    timers: usize,
    told: Option<Progress>,
    closed: Option<Closing>,
    /// Every state of this side's documents while they met.
    digests: BTreeSet<String>,
    done: usize,
}

#[derive(Default)]
pub(crate) struct World {
    pub(crate) replicas: Vec<Replica>,
    pub(crate) watch: Watch,
    /// A run without anything private, to compare frames.
    pub(crate) without_private: bool,
    millis: u64,
    keys: u64,
}

/// How a meeting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) told: [Option<Progress>; 2],
    pub(crate) closed: [Option<Closing>; 2],
}

impl Met {
    pub(crate) fn is_in_step(&self) -> bool {
        self.told == [Some(Progress::InStep); 2] && self.closed == [None; 2]
    }
}

impl World {
    /// Alex and Sam, paired, with a device each.
    pub(crate) fn new(seed: u64) -> Self {
        let (alex, sam) = common::couple(seed, Bond::Final);
        let replicas = vec![Replica::of(alex, 0, seed), Replica::of(sam, 1, seed + 1)];
        Self { replicas, ..Self::default() }
    }

    /// The devices of one person.
    pub(crate) fn devices_of(&self, person: usize) -> Vec<usize> {
        (0..self.replicas.len()).filter(|n| self.replicas[*n].person == person).collect()
    }

    /// One device of each person.
    pub(crate) fn pair_of(&self, devices: [usize; 2]) -> [usize; 2] {
        [0, 1].map(|person| {
            let all = self.devices_of(person);
            all[devices[person] % all.len()]
        })
    }

    fn two(&mut self, [a, b]: [usize; 2]) -> [&mut Replica; 2] {
        self.replicas.get_disjoint_mut([a, b]).unwrap()
    }

    /// A whole meeting with nothing in its way.
    pub(crate) fn meet_quietly(&mut self, devices: [usize; 2], dialler: usize) -> Met {
        let seed = self.keys;
        self.meet(&Meeting { devices, dialler, seed, until: Until::Quiet, deeds: vec![] })
    }

    pub(crate) fn meet(&mut self, meeting: &Meeting) -> Met {
        let pair = self.pair_of(meeting.devices);
        let mut line = Line::open(self, pair, meeting.dialler);
        let mut dice = ChaCha20Rng::seed_from_u64(meeting.seed);
        let mut deeds: VecDeque<(usize, Deed)> = meeting.deeds.iter().cloned().collect();
        let mut arrived = 0;
        for turn in 0.. {
            assert!(turn < 20_000, "the session never settles");
            let side = (dice.next_u32() % 2) as usize;
            let moved = line.turn(self, side, &mut dice, &mut arrived)
                || line.turn(self, 1 - side, &mut dice, &mut arrived);
            if !moved && deeds.is_empty() {
                break;
            }
            if (!moved || dice.next_u32().is_multiple_of(8))
                && let Some((side, deed)) = deeds.pop_front()
            {
                crate::story::perform(self, pair[side], &deed);
                line.note_digest(self, side);
                line.give(self, side, Event::LocalChange);
            }
            let over = match meeting.until {
                Until::Quiet => false,
                Until::Cut(frames) => arrived >= frames,
                Until::Killed { side, after } => line.ends[side].done >= after,
            };
            if over {
                if let Until::Killed { side, .. } = meeting.until {
                    self.replicas[pair[side]].restart();
                }
                break;
            }
        }
        for (side, deed) in deeds {
            crate::story::perform(self, pair[side], &deed);
        }
        let met = line.met();
        if meeting.until == Until::Quiet {
            // Both sides know this of each other in a quiet moment.
            for side in [0, 1] {
                if let Some(Closing::Ours(why) | Closing::Theirs(why)) = met.closed[side] {
                    assert_eq!(why, Bye::Trouble, "nobody broke a rule");
                }
            }
            let [a, b] = self.two(pair);
            if met.is_in_step() {
                assert_eq!(a.digest(), b.digest(), "told to be in step");
            }
        }
        self.look(&pair);
        met
    }

    /// What must hold at any moment, of these devices.
    pub(crate) fn look(&mut self, devices: &[usize]) {
        for n in devices {
            self.delivery_is_true(*n);
            self.seals_hold(*n);
            self.rules_hold(*n);
        }
        if let [a, b] = *devices {
            self.equal_heads_are_equal_lists([a, b]);
        }
    }

    /// What one says is on both, lies on the disk of one device of the partner,
    /// all of it; two that have it only together are not enough. But for a disk
    /// that was put back since: what it had counts as still there.
    pub(crate) fn delivery_is_true(&mut self, n: usize) {
        let replica = &mut self.replicas[n];
        let (person, mine) = (replica.person, replica.held());
        let told = replica.entries();
        let mut theirs: BTreeMap<DeviceId, Held> = BTreeMap::new();
        for (_, device, held) in self.watch.lost.iter().filter(|(of, ..)| *of != person) {
            theirs.entry(*device).or_default().add(held);
        }
        for other in self.devices_of(1 - person) {
            let (_, device, held) = self.replicas[other].disk();
            theirs.entry(device).or_default().add(&held);
        }
        for entry in told.into_iter().filter(|entry| entry.delivery == Delivery::Both) {
            assert!(
                theirs.values().any(|held| held.has_all(entry.id, &mine)),
                "device {n} says that this is on both, and no one device has it: {entry:#?}"
            );
        }
    }

    /// An answer opens only when both have sealed theirs, and an end is
    /// somebody's.
    fn seals_hold(&mut self, n: usize) {
        let replica = &mut self.replicas[n];
        for week in crate::replica::weeks() {
            let opened = replica.checkin(week).theirs.is_some();
            let sealed = self.watch.sealed.get(&week).map_or(0, BTreeSet::len);
            assert!(!opened || sealed == 2, "device {n} opened {week} before both had sealed");
        }
        let held = replica.held();
        for id in held.ids().filter(|id| held.is_ended(*id)) {
            assert!(self.watch.is_ended(id), "nobody ended {id}");
        }
    }

    /// Equal heads, equal lists, whoever looks.
    pub(crate) fn equal_heads_are_equal_lists(&mut self, pair: [usize; 2]) {
        let [a, b] = self.two(pair);
        if a.digest() != b.digest() {
            return;
        }
        for (here, there) in [(0, 1), (1, 0)] {
            let [here, there] = self.two([pair[here], pair[there]]);
            let pending = there.book.pending.clone();
            for entry in here.entries() {
                let shared = entry.scope == attune_core::header::Scope::Shared;
                if !shared
                    || pending.contains(&entry.id)
                    || entry.answers.is_some_and(|of| pending.contains(&of))
                    || ["checkin", "pulse"].contains(&entry.kind.as_str())
                {
                    continue;
                }
                let other = there.entry(entry.id).expect("equal heads, and it is not here");
                assert_eq!(shown(&entry), shown(&other));
            }
            for week in crate::replica::weeks() {
                let (mine, yours) = (here.checkin(week), there.checkin(week));
                let is_partner = here.person != there.person;
                if is_partner && mine.theirs.is_some() {
                    assert_eq!(mine.theirs, yours.mine, "what opened is what was sealed");
                }
                let tries = |view: &attune_core::vault::CheckinView| {
                    view.tries.iter().cloned().collect::<BTreeSet<_>>()
                };
                assert_eq!(tries(&mine), tries(&yours));
                assert_eq!(mine.weekday, yours.weekday);
            }
        }
        self.practices_are_equal(pair);
    }

    /// Everybody meets everybody, until all hold the same; within so many
    /// rounds. The last round finds nothing new.
    pub(crate) fn heal(&mut self, rounds: usize) {
        for round in 0..rounds {
            let mut all = true;
            for a in 0..self.devices_of(0).len() {
                for b in 0..self.devices_of(1).len() {
                    all &= self.meet_quietly([a, b], round % 2).is_in_step();
                }
            }
            let digests: BTreeSet<String> =
                self.replicas.iter_mut().map(|replica| replica.digest()).collect();
            if all && digests.len() == 1 {
                return self.is_healed();
            }
        }
        panic!("not in step after {rounds} rounds");
    }

    fn is_healed(&mut self) {
        self.watch.lost.clear();
        for n in 0..self.replicas.len() {
            let status = self.replicas[n].status();
            assert!(status.in_step, "device {n} does not know that it is in step");
            assert_eq!(status.set_aside, 0, "device {n}");
            assert_eq!(status.waiting, 0, "device {n} waits for a confirmation");
            for other in 0..n {
                self.look(&[other, n]);
            }
        }
    }
}

/// What two people must see alike.
fn shown(entry: &attune_core::vault::Entry) -> impl PartialEq + std::fmt::Debug {
    let versions: Vec<_> = entry
        .versions
        .iter()
        .map(|version| (version.author.person, version.text.clone()))
        .collect();
    (
        (entry.kind.clone(), entry.author.person, entry.author.name.clone(), entry.writers),
        (entry.title.clone(), entry.body.clone(), versions, entry.revisions),
        (entry.day, entry.created, entry.edited, entry.offset_minutes),
    )
}

/// One connection.
struct Line {
    pair: [usize; 2],
    ends: Vec<End>,
}

impl Line {
    fn open(world: &mut World, pair: [usize; 2], dialler: usize) -> Self {
        world.keys += 1;
        let mut key = [0; 32];
        key[..8].copy_from_slice(&world.keys.to_be_bytes());
        let key = SessionKey::new(key);
        let millis = world.millis;
        let mut line = Self { pair, ends: Vec::new() };
        let mut first = Vec::new();
        for side in [0, 1] {
            let (mine, theirs) = (pair[side], pair[1 - side]);
            let [mine, theirs] = world.two([mine, theirs]);
            let identity = mine.identity(theirs);
            let (session, effects) = if side == dialler {
                let standing = match identity.bond {
                    Bond::Final => mine.vault().standing(identity.peer).unwrap(),
                    Bond::Pending => Standing::NOWHERE,
                };
                Session::dial(identity, key.clone(), standing, millis)
            } else {
                Session::accept(identity, key.clone(), millis)
            };
            first.push(effects);
            line.ends.push(End {
                session,
                inbox: VecDeque::new(),
                asks: VecDeque::new(),
                timers: 0,
                told: None,
                closed: None,
                digests: BTreeSet::new(),
                done: 0,
            });
        }
        for side in [0, 1] {
            line.note_digest(world, side);
        }
        for (side, effects) in first.into_iter().enumerate() {
            line.perform(world, side, effects);
        }
        line
    }

    fn met(&self) -> Met {
        Met {
            told: [self.ends[0].told, self.ends[1].told],
            closed: [self.ends[0].closed, self.ends[1].closed],
        }
    }

    fn note_digest(&mut self, world: &mut World, side: usize) {
        let digest = world.replicas[self.pair[side]].digest();
        self.ends[side].digests.insert(digest);
    }

    fn perform(&mut self, world: &mut World, side: usize, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(frame) => {
                    let bytes = frame.encode().unwrap();
                    world.watch.frame(&frame, &bytes);
                    self.ends[1 - side].inbox.push_back(bytes[PREFIX..].to_vec());
                }
                Effect::Known(known) => self.ends[side].asks.push_back(Ask::Admit(known)),
                Effect::Ask(request) => self.ends[side].asks.push_back(Ask::Request(request)),
                Effect::Tell(progress) => {
                    self.ends[side].told = Some(progress);
                    if progress == Progress::InStep {
                        let common = self.ends[0].digests.intersection(&self.ends[1].digests);
                        assert!(common.count() > 0, "in step, and they never held the same");
                    }
                }
                Effect::SetTimer(Timer::Rate, _) => self.ends[side].timers += 1,
                Effect::SetTimer(..) | Effect::RolledBack | Effect::Live { .. } => {}
                Effect::Close(closing) => self.ends[side].closed = Some(closing),
            }
        }
    }

    fn give(&mut self, world: &mut World, side: usize, event: Event<Partner>) {
        let effects = self.ends[side].session.handle(event, world.millis);
        self.perform(world, side, effects);
    }

    /// A frame arrives, or the vault does one thing. `false` if nothing can.
    fn turn(
        &mut self,
        world: &mut World,
        side: usize,
        dice: &mut ChaCha20Rng,
        arrived: &mut usize,
    ) -> bool {
        let end = &self.ends[side];
        let may_read = end.session.wants_frames() && !end.inbox.is_empty();
        let may_work = !end.asks.is_empty();
        if may_read && (!may_work || dice.next_u32().is_multiple_of(2)) {
            let bytes = self.ends[side].inbox.pop_front().unwrap();
            *arrived += 1;
            self.give(world, side, Event::Frame(Frame::decode(&bytes).unwrap()));
        } else if may_work {
            self.work(world, side);
        } else if end.timers > 0 {
            self.ends[side].timers -= 1;
            world.millis += 100;
            self.give(world, side, Event::Timer(Timer::Rate));
        } else {
            return false;
        }
        true
    }

    fn work(&mut self, world: &mut World, side: usize) {
        let Some(ask) = self.ends[side].asks.pop_front() else { return };
        self.ends[side].done += 1;
        let [mine, theirs] = world.two([self.pair[side], self.pair[1 - side]]);
        match ask {
            Ask::Admit(known) => {
                let endpoint = theirs.endpoint();
                mine.vault().admit(&known.certificate, &endpoint, &known.addresses).unwrap();
            }
            Ask::Request(request) => {
                let stores = matches!(request, Request::Store(..));
                let now = mine.now();
                let mut rng = mine.rng.clone();
                let answer = perform(mine.vault(), request, &now, &mut rng).unwrap();
                mine.rng = rng;
                if stores {
                    self.note_digest(world, side);
                }
                if let Some(answer) = answer {
                    self.give(world, side, Event::Answer(answer));
                }
            }
        }
    }
}
