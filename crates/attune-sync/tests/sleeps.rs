//! Two programs on one network, and what a day does to their sockets: lids
//! close and open, cables and addresses go and come back, and somebody else
//! takes the port before the endpoint is bound again. A seed chooses. After each
//! accident both must be back in step within a bound, and hold every page.
//!
//! An accident of sleep freezes the program's only network thread, so that
//! nothing answers, and then tells the engine what waking tells it; that a long
//! sleep is noticed by the clock is a story of `tests/hosts.rs`, with processes
//! that are really stopped.
//!
//! Each lane of rounds has a network of its own, made by `unshare`, which goes
//! with its process. Where that is refused the story is listed as ignored.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

mod common;
#[path = "../../../tests/stories/mod.rs"]
mod stories;

use attune_core::command::Who;
use attune_core::time::Now;
use attune_core::vault::Bond;
use attune_sync::net::{Engine, EngineEvent, Keeper, Link, Reach};
use common::{Person, START, couple};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::net::{Ipv4Addr, UdpSocket};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

/// Both must be back in step after this.
const BACK_WITHIN: Duration = Duration::from_secs(60);
/// Lanes run beside each other, because most of a round is waiting.
const LANES: u64 = 10;
/// Set in the process of one lane: its seed and how many rounds it lives.
const LANE: &str = "ATTUNE_SLEEPS_LANE";

fn main() {
    if let Ok(lane) = std::env::var(LANE) {
        let (seed, rounds) = lane.split_once(' ').unwrap();
        return live(seed.parse().unwrap(), rounds.parse().unwrap());
    }
    stories::run(lacking(), &[("whatever_happens_to_a_socket_both_come_back_in_step", campaign)]);
}

fn lacking() -> Option<String> {
    let tries = Command::new("unshare").args(["-rn", "ip", "link"]).stdout(Stdio::null()).status();
    (!tries.is_ok_and(|status| status.success())).then(|| "a network of its own".to_owned())
}

/// `ATTUNE_SLEEPS` rounds in all, the lanes seeded from `ATTUNE_FROM` on.
fn campaign() {
    let number =
        |name, default| std::env::var(name).map_or(default, |text| text.parse().expect("a number"));
    let (rounds, from): (u64, u64) = (number("ATTUNE_SLEEPS", 10), number("ATTUNE_FROM", 1));
    let lanes: Vec<_> = (0..LANES.min(rounds))
        .map(|lane| {
            let share = rounds / LANES + u64::from(lane < rounds % LANES);
            let mut command = Command::new("unshare");
            command.arg("-rn").arg(std::env::current_exe().unwrap());
            (from + lane, command.env(LANE, format!("{} {share}", from + lane)).spawn().unwrap())
        })
        .collect();
    let failed: Vec<u64> = lanes
        .into_iter()
        .filter_map(|(seed, mut lane)| (!lane.wait().unwrap().success()).then_some(seed))
        .collect();
    assert_eq!(failed, [] as [u64; 0], "the seeds of the lanes that failed");
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accident {
    /// A lid is closed for a moment.
    Sleep,
    /// The cable is out for a while.
    Cable,
    /// The address goes, so that rebinding fails, and comes back.
    Address,
    /// The router gives another address.
    Moved,
    /// Somebody else has the port when it is bound again.
    Port,
    /// Somebody else tries to get the port in the moment between.
    Thief,
    /// Asleep while the cable is out.
    SleepUnplugged,
    /// Asleep while the address goes; awake before it is back.
    SleepHomeless,
    /// The port is taken and the cable out.
    PortUnplugged,
}

const ACCIDENTS: [Accident; 9] = [
    Accident::Sleep,
    Accident::Cable,
    Accident::Address,
    Accident::Moved,
    Accident::Port,
    Accident::Thief,
    Accident::SleepUnplugged,
    Accident::SleepHomeless,
    Accident::PortUnplugged,
];

#[track_caller]
fn ip(arguments: &str) {
    let output = Command::new("ip").args(arguments.split(' ')).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "ip {arguments}: {errors}");
}

/// The network that both are in.
struct Lan {
    address: Ipv4Addr,
}

impl Lan {
    fn new() -> Self {
        ip("link set lo up");
        ip("link add lan type veth peer name far");
        let lan = Self { address: Ipv4Addr::new(192, 168, 77, 1) };
        lan.give();
        lan.plug();
        ip("link set far up");
        lan
    }

    fn give(&self) {
        ip(&format!("addr add {}/24 dev lan", self.address));
    }

    fn take(&self) {
        ip(&format!("addr del {}/24 dev lan", self.address));
    }

    fn unplug(&self) {
        ip("link set lan down");
    }

    fn plug(&self) {
        ip("link set lan up");
    }

    /// Sometimes in another network altogether.
    fn moved(&mut self, n: u8) {
        self.take();
        self.address = Ipv4Addr::new(192, 168, 77 + n % 2, 1 + n / 2);
        self.give();
    }
}

/// One person's running program, with one thread for its network.
struct Program {
    engine: Engine,
    events: mpsc::UnboundedReceiver<EngineEvent>,
    runtime: Runtime,
}

impl Program {
    fn start(person: &Person, seed: u64) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let rng = Box::new(ChaCha20Rng::seed_from_u64(seed));
        let now = || Now::from_millis(START + 3_600_000, 0);
        let keeper = Keeper::start(person.vault.another().unwrap(), now, rng);
        let (tell, events) = mpsc::unbounded_channel();
        let inside = runtime.enter();
        let engine = Engine::start(Reach::Home, keeper, tell);
        drop(inside);
        Self { engine, events, runtime }
    }

    /// Nothing of it moves for so long, and then it finds that it slept.
    fn sleep(&self, how_long: Duration) {
        self.runtime.spawn(async move { std::thread::sleep(how_long) });
        self.engine.reload();
    }

    /// No socket is left a moment after this returns.
    fn cut(&mut self) {
        self.engine.cut();
        let began = Instant::now();
        loop {
            match self.events.try_recv() {
                Ok(EngineEvent::Link(Link::Cut)) => return,
                Ok(_) => {}
                Err(_) => std::thread::sleep(Duration::from_millis(5)),
            }
            assert!(began.elapsed() < BACK_WITHIN, "never cut");
        }
    }
}

/// The port as somebody else's, once the program has let it go.
fn taken(lan: &Lan, person: &Person) -> Option<UdpSocket> {
    let at = (lan.address, person.vault.port().unwrap()?);
    (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(20));
        UdpSocket::bind(at).ok()
    })
}

/// Tries to get the port for as long as `wanted`.
fn thief(lan: &Lan, person: &Person, wanted: Arc<AtomicBool>) -> Thief {
    let at = (lan.address, person.vault.port().unwrap().unwrap());
    std::thread::spawn(move || {
        while wanted.load(Ordering::SeqCst) {
            if let Ok(socket) = UdpSocket::bind(at) {
                return Some(socket);
            }
            std::thread::sleep(Duration::from_micros(50));
        }
        None
    })
}

type Thief = std::thread::JoinHandle<Option<UdpSocket>>;

/// Two people, their programs and their network.
struct World {
    people: [Person; 2],
    programs: [Program; 2],
    lan: Lan,
    rng: ChaCha20Rng,
    pages: usize,
}

impl World {
    fn chance(&mut self, of: u32) -> u32 {
        self.rng.next_u32() % of
    }

    fn pause(&mut self, most: u32) -> Duration {
        Duration::from_millis(self.chance(most).into())
    }

    /// Alex, Sam, or both.
    fn sides(&mut self) -> Vec<usize> {
        vec![vec![0], vec![1], vec![0, 1]].swap_remove(self.chance(3) as usize)
    }

    fn write(&mut self) {
        for person in &mut self.people {
            self.pages += 1;
            person.journal(&format!("page {}", self.pages), Who::PartnerReads);
        }
    }

    fn is_back(&self) -> bool {
        let [alex, sam] = &self.people;
        let whole = |person: &Person| person.entries().len() == self.pages;
        alex.is_in_step()
            && sam.is_in_step()
            && alex.digest() == sam.digest()
            && whole(alex)
            && whole(sam)
    }

    /// Waits until both are in step; gives how long it took.
    #[track_caller]
    fn back(&mut self, what: &str) -> Duration {
        let began = Instant::now();
        while !self.is_back() {
            assert!(began.elapsed() < BACK_WITHIN, "never in step after {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
        for program in &mut self.programs {
            while program.events.try_recv().is_ok() {}
        }
        began.elapsed()
    }

    /// One accident, during which both write. What it gives stays as it is
    /// until both are back.
    fn meet(&mut self, accident: Accident, sides: &[usize]) -> Vec<UdpSocket> {
        let mut held = Vec::new();
        match accident {
            Accident::Sleep | Accident::SleepUnplugged | Accident::SleepHomeless => {
                match accident {
                    Accident::SleepUnplugged => self.lan.unplug(),
                    Accident::SleepHomeless => self.lan.take(),
                    _ => {}
                }
                for side in sides {
                    let how_long = self.pause(1_500);
                    self.programs[*side].sleep(how_long);
                }
                self.write();
                let rest = self.pause(2_500);
                std::thread::sleep(rest);
                match accident {
                    Accident::SleepUnplugged => self.lan.plug(),
                    Accident::SleepHomeless => self.lan.give(),
                    _ => {}
                }
            }
            Accident::Cable | Accident::Address => {
                let is_cable = accident == Accident::Cable;
                if is_cable {
                    self.lan.unplug()
                } else {
                    self.lan.take()
                }
                self.write();
                let rest = self.pause(5_000);
                std::thread::sleep(rest);
                if is_cable { self.lan.plug() } else { self.lan.give() }
            }
            Accident::Moved => {
                let to = self.chance(40) as u8;
                self.lan.moved(to);
                self.write();
            }
            Accident::Port | Accident::PortUnplugged => {
                for side in sides {
                    self.programs[*side].cut();
                    held.extend(taken(&self.lan, &self.people[*side]));
                }
                assert_eq!(held.len(), sides.len(), "the ports were free, and are ours now");
                if accident == Accident::PortUnplugged {
                    self.lan.unplug();
                }
                self.write();
                for side in sides {
                    self.programs[*side].engine.mend();
                }
                if accident == Accident::PortUnplugged {
                    let rest = self.pause(2_500);
                    std::thread::sleep(rest);
                    self.lan.plug();
                }
            }
            Accident::Thief => {
                let wanted = Arc::new(AtomicBool::new(true));
                let thieves: Vec<Thief> = sides
                    .iter()
                    .map(|side| thief(&self.lan, &self.people[*side], wanted.clone()))
                    .collect();
                for side in sides {
                    self.programs[*side].engine.reload();
                }
                self.write();
                std::thread::sleep(Duration::from_millis(700));
                wanted.store(false, Ordering::SeqCst);
                held.extend(thieves.into_iter().filter_map(|thief| thief.join().unwrap()));
            }
        }
        held
    }
}

/// One lane: the same two people through `rounds` accidents.
fn live(seed: u64, rounds: u32) {
    let (alex, sam) = couple(seed * 10, Bond::Final);
    let lan = Lan::new();
    let programs = [Program::start(&alex, seed), Program::start(&sam, seed + 1)];
    let rng = ChaCha20Rng::seed_from_u64(seed);
    let mut world = World { people: [alex, sam], programs, lan, rng, pages: 0 };
    world.write();
    world.back("the first meeting");
    let (mut slowest, mut stolen) = ((Duration::ZERO, Accident::Sleep), 0);
    for round in 1..=rounds {
        let accident = ACCIDENTS[world.chance(ACCIDENTS.len() as u32) as usize];
        let sides = world.sides();
        let held = world.meet(accident, &sides);
        stolen += held.len();
        let took = world.back(&format!("seed {seed}, round {round}: {accident:?} of {sides:?}"));
        if took > slowest.0 {
            slowest = (took, accident);
        }
    }
    println!(
        "seed {seed}: {rounds} rounds, all back; the slowest {:.1} s after {:?}; {stolen} ports taken",
        slowest.0.as_secs_f64(),
        slowest.1
    );
}
