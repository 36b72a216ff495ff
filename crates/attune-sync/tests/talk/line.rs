//! Two machines and the line between them. The line is what the engine makes of
//! one: in order, the newest state once more with each new connection, as old as
//! it is, and word when the other is gone.

use attune_core::ids::{DeviceId, PersonId};
use attune_sync::proto::live::LiveState;
use attune_sync::proto::talk::{Name, Say, Talk, TalkId, Turn, View};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::VecDeque;
use std::time::Duration;

pub(crate) const PEOPLE: [PersonId; 2] =
    [PersonId::from_bytes([1; 32]), PersonId::from_bytes([2; 32])];
/// The one who is second here has the smaller device.
const DEVICES: [DeviceId; 2] = [DeviceId::from_bytes([20; 32]), DeviceId::from_bytes([10; 32])];
/// The longest way, in microseconds.
const SLOWEST: u64 = 50_000;
const TICK: Duration = Duration::from_secs(1);

pub(crate) fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

/// A monotonic clock: when it began, in milliseconds, and how much faster than
/// the truth it is, in millionths.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    pub(crate) begun: i64,
    pub(crate) fast: i128,
}

impl Clock {
    pub(crate) const TRUE: Self = Self { begun: 0, fast: 0 };

    /// What it shows when so much time has passed in truth.
    fn at(self, truth: Duration) -> Duration {
        let truth = i128::try_from(truth.as_nanos()).unwrap();
        let shown = i128::from(self.begun) * 1_000_000 + truth + truth * self.fast / 1_000_000;
        Duration::from_nanos(u64::try_from(shown).unwrap())
    }
}

/// What a person does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Act {
    Offer,
    Join,
    Draw(u8),
    Pass,
    HandOver(Turn),
    Rest,
    Resume,
    End,
    Leave,
}

/// What is on its way: when it arrives, and a state with its age, or nothing.
type Packet = (Duration, Option<(LiveState, Duration)>);

struct Side {
    talk: Talk,
    clock: Clock,
    /// What is shown to the other, since when by the own clock.
    shown: Option<(LiveState, Duration)>,
    inbox: VecDeque<Packet>,
}

pub(crate) struct Two {
    sides: [Side; 2],
    /// The true time since the beginning.
    pub(crate) time: Duration,
    ticked: Duration,
    is_up: bool,
    /// The share of what is sent that is lost, in percent.
    pub(crate) loses: u8,
    slowest: u64,
    dice: ChaCha20Rng,
    /// How often anything was shown to the other.
    pub(crate) said: usize,
}

fn new(side: usize) -> Talk {
    Talk::new(PEOPLE[side], DEVICES[side], PEOPLE[1 - side])
}

impl Two {
    pub(crate) fn new(clocks: [Clock; 2], seed: u64) -> Self {
        let side = |side: usize| Side {
            talk: new(side),
            clock: clocks[side],
            shown: None,
            inbox: VecDeque::new(),
        };
        Self {
            sides: [side(0), side(1)],
            time: Duration::ZERO,
            ticked: Duration::ZERO,
            is_up: true,
            loses: 0,
            slowest: SLOWEST,
            dice: ChaCha20Rng::seed_from_u64(seed),
            said: 0,
        }
    }

    /// With true clocks and a line that takes no time, for stories.
    pub(crate) fn side_by_side() -> Self {
        Self { slowest: 0, ..Self::new([Clock::TRUE; 2], 1) }
    }

    fn now(&self, side: usize) -> Duration {
        self.sides[side].clock.at(self.time)
    }

    pub(crate) fn views(&self) -> [Option<View>; 2] {
        [0, 1].map(|side| self.sides[side].talk.view(self.now(side)))
    }

    pub(crate) fn view(&self, side: usize) -> View {
        self.views()[side].clone().unwrap()
    }

    pub(crate) fn act(&mut self, side: usize, act: Act) {
        let now = self.now(side);
        let id = TalkId::from_bytes(self.dice.next_u64().to_be_bytes());
        let talk = &mut self.sides[side].talk;
        let say = match act {
            Act::Offer => talk.offer(id, name("memories"), name("memories/1"), now),
            Act::Join => talk.join(now),
            Act::Draw(card) => talk.draw(name(&format!("memories/{card}")), now),
            Act::Pass => talk.pass(now),
            Act::HandOver(to) => talk.hand_over(to, now),
            Act::Rest => talk.rest(now),
            Act::Resume => talk.resume(now),
            Act::End => talk.end(now),
            Act::Leave => talk.leave(now),
        };
        self.say(side, say);
        self.deliver();
    }

    fn say(&mut self, side: usize, say: Option<Say>) {
        let Some(say) = say else { return };
        self.said += 1;
        self.sides[side].shown = say.into_live().map(|state| (state, self.now(side)));
        self.send(side);
    }

    fn send(&mut self, side: usize) {
        let is_lost = self.dice.next_u32() % 100 < u32::from(self.loses);
        let way = Duration::from_micros(self.dice.next_u64() % (self.slowest + 1));
        if !self.is_up || is_lost {
            return;
        }
        let now = self.now(side);
        let age = |(state, set): (LiveState, Duration)| (state, now - set);
        let shown = self.sides[side].shown.clone().map(age);
        let inbox = &mut self.sides[1 - side].inbox;
        let after = inbox.back().map_or(Duration::ZERO, |(arrives, _)| *arrives);
        inbox.push_back((after.max(self.time + way), shown));
    }

    /// Everything that has arrived by now.
    fn deliver(&mut self) {
        while let Some(side) = (0..2).find(|side| {
            self.sides[*side].inbox.front().is_some_and(|(arrives, _)| *arrives <= self.time)
        }) {
            let (_, shown) = self.sides[side].inbox.pop_front().unwrap();
            let now = self.now(side);
            let talk = &mut self.sides[side].talk;
            let say = match shown {
                Some((state, age)) => talk.heard(&state, age, now),
                None => {
                    talk.partner_gone(now);
                    None
                }
            };
            self.say(side, say);
        }
    }

    pub(crate) fn wait(&mut self, time: Duration) {
        let until = self.time + time;
        loop {
            let arrivals = self.sides.iter().filter_map(|side| side.inbox.front());
            let next = arrivals.map(|(arrives, _)| *arrives).min().unwrap_or(until);
            let tick = self.ticked + TICK;
            self.time = next.min(tick).min(until).max(self.time);
            self.deliver();
            if self.time >= tick {
                self.ticked = tick;
                for side in [0, 1] {
                    let now = self.now(side);
                    let say = self.sides[side].talk.tick(now);
                    self.say(side, say);
                }
                self.deliver();
            }
            if self.time >= until {
                return;
            }
        }
    }

    pub(crate) fn cut(&mut self) {
        self.is_up = false;
        for side in [0, 1] {
            let now = self.now(side);
            self.sides[side].inbox.clear();
            self.sides[side].talk.partner_gone(now);
        }
    }

    pub(crate) fn mend(&mut self) {
        if std::mem::replace(&mut self.is_up, true) {
            return;
        }
        for side in [0, 1] {
            if self.sides[side].shown.is_some() {
                self.send(side);
            }
        }
        self.deliver();
    }

    /// The computer of one of the two sleeps: its clock stands still, and so does
    /// its program.
    pub(crate) fn sleep(&mut self, side: usize, time: Duration) {
        self.cut();
        let before = self.now(side);
        let other = 1 - side;
        let until = self.time + time;
        while self.time < until {
            self.time += TICK;
            self.ticked = self.time;
            let now = self.now(other);
            let say = self.sides[other].talk.tick(now);
            self.say(other, say);
        }
        let slept = self.now(side) - before;
        self.sides[side].clock.begun -= i64::try_from(slept.as_millis()).unwrap();
    }

    /// The clock of one of the two is so much further from one moment to the next.
    pub(crate) fn leap(&mut self, side: usize, time: Duration) {
        self.sides[side].clock.begun += i64::try_from(time.as_millis()).unwrap();
    }

    pub(crate) fn restart(&mut self, side: usize) {
        let was_up = self.is_up;
        self.cut();
        self.sides[side].talk = new(side);
        self.sides[side].shown = None;
        if was_up {
            self.mend();
        }
    }
}
