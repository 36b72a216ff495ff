//! Two programs over real sockets on this machine: found, cut, written apart,
//! mended, merged.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::time::Now;
use attune_core::vault::Bond;
use attune_sync::net::{Engine, EngineEvent, Keeper, Link, Reach};
use attune_sync::proto::talk::{LENGTH, Name, Phase, Say, Talk, TalkId, Turn, View};
use common::{Person, START, couple, endpoint};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn now() -> Now {
    Now::from_millis(START + 3_600_000, 0)
}

fn free_port() -> u16 {
    UdpSocket::bind((HERE, 0)).unwrap().local_addr().unwrap().port()
}

/// One person's running program.
struct Program {
    engine: Engine,
    events: mpsc::UnboundedReceiver<EngineEvent>,
}

impl Program {
    fn start(person: &Person, seed: u64) -> Self {
        let rng = Box::new(ChaCha20Rng::seed_from_u64(seed));
        let keeper = Keeper::start(person.vault.another().unwrap(), now, rng);
        let (tell, events) = mpsc::unbounded_channel();
        Self { engine: Engine::start(Reach::Only(HERE), keeper, tell), events }
    }

    /// Waits until this happens; what happened before it is past.
    async fn until(&mut self, expected: EngineEvent) {
        let wait =
            async { while self.events.recv().await.expect("the engine runs") != expected {} };
        tokio::time::timeout(Duration::from_secs(30), wait)
            .await
            .unwrap_or_else(|_| panic!("never {expected:?}"));
    }
}

/// Lets both know where the other listens.
fn introduce(people: [&mut Person; 2]) {
    let [alex, sam] = people;
    let (a, s) = (free_port(), free_port());
    let at = |port| [SocketAddr::new(HERE, port)];
    alex.vault.set_port(a).unwrap();
    sam.vault.set_port(s).unwrap();
    let know = |person: &mut Person, other: &Person, port| {
        // While it is pending nobody is admitted: the other one dials.
        if person.vault.partner().unwrap().unwrap().bond == Bond::Final {
            let certificate = &other.vault.me().certificate;
            person.vault.admit(certificate, &endpoint(other), &at(port)).unwrap();
        }
    };
    know(alex, sam, s);
    know(sam, alex, a);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_meet_write_apart_and_merge() {
    let (mut alex, mut sam) = couple(1, Bond::Final);
    introduce([&mut alex, &mut sam]);
    let page = alex.journal("One. Two.", Who::BothWrite);
    let mut here = Program::start(&alex, 1);
    let mut there = Program::start(&sam, 2);
    here.until(EngineEvent::Link(Link::InStep)).await;
    there.until(EngineEvent::Link(Link::InStep)).await;
    assert_eq!(sam.entry(page).body, "One. Two.");

    // While both are open an edit shows without asking.
    sam.edit(page, "One. Two. Three.");
    there.engine.changed();
    here.until(EngineEvent::Changed).await;
    assert_eq!(alex.entry(page).body, "One. Two. Three.");

    here.engine.cut();
    here.until(EngineEvent::Link(Link::Cut)).await;
    there.until(EngineEvent::Link(Link::Away)).await;
    alex.edit(page, "Zero. One. Two. Three.");
    sam.edit(page, "One. Two. Three. Four.");
    assert!(!alex.is_in_step() && !sam.is_in_step());

    here.engine.mend();
    here.until(EngineEvent::Link(Link::InStep)).await;
    there.until(EngineEvent::Link(Link::InStep)).await;
    for person in [&alex, &sam] {
        assert_eq!(person.entry(page).body, "Zero. One. Two. Three. Four.");
    }
    assert_eq!(alex.digest(), sam.digest());
    here.engine.stop().await;
    there.until(EngineEvent::Link(Link::Away)).await;
    there.engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_meeting_of_many_pages_ends_in_step() {
    let (mut alex, mut sam) = couple(3, Bond::Pending);
    introduce([&mut alex, &mut sam]);
    for n in 0..300 {
        alex.journal(&format!("page {n} of many. {}", "words ".repeat(200)), Who::PartnerReads);
    }
    let mut here = Program::start(&alex, 1);
    let mut there = Program::start(&sam, 2);
    here.until(EngineEvent::Link(Link::InStep)).await;
    there.until(EngineEvent::Link(Link::InStep)).await;
    assert_eq!(sam.entries().len(), 300);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_partner_there_is_no_socket() {
    let alex = Person::new("Alex", 5);
    let mut here = Program::start(&alex, 1);
    here.until(EngineEvent::Link(Link::Unpaired)).await;
    // A port is kept at the first socket; none was.
    assert_eq!(alex.vault.port().unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leaving_elsewhere_is_noticed_however_early() {
    for seed in 0..10 {
        let (mut alex, mut sam) = couple(10 + seed, Bond::Final);
        introduce([&mut alex, &mut sam]);
        let mut here = Program::start(&alex, 1);
        // Before, while and after the engine reads who the partner is.
        tokio::time::sleep(Duration::from_millis(2 * seed)).await;
        let now = alex.time();
        alex.vault.leave(&now, &mut alex.rng).unwrap();
        here.until(EngineEvent::Link(Link::Unpaired)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whichever_side_begins_anew_is_met_again_before_the_old_line_is_given_up() {
    for seed in [50, 60] {
        let (mut alex, mut sam) = couple(seed, Bond::Final);
        introduce([&mut alex, &mut sam]);
        let mut here = Program::start(&alex, seed);
        let mut there = Program::start(&sam, seed + 1);
        here.until(EngineEvent::Link(Link::InStep)).await;
        there.until(EngineEvent::Link(Link::InStep)).await;
        for n in 0..2 {
            // As after a sleep: the endpoint is made anew, and its goodbye may
            // never have arrived.
            let anew = if n == 0 { &mut here } else { &mut there };
            anew.engine.reload();
            let met = anew.until(EngineEvent::Link(Link::InStep));
            tokio::time::timeout(Duration::from_secs(10), met).await.expect("met again soon");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_is_two_becomes_two_devices_and_nothing_is_lost() {
    let (mut alex, mut sam) = couple(70, Bond::Final);
    introduce([&mut alex, &mut sam]);
    // The copy is told from its original by nothing on this computer.
    let mut copy = alex.copied(71);
    copy.vault.set_port(free_port()).unwrap();
    alex.journal("from the one", Who::PartnerReads);
    copy.journal("from the other", Who::PartnerReads);
    let mut one = Program::start(&alex, 1);
    let mut other = Program::start(&copy, 2);
    let mut partner = Program::start(&sam, 3);
    tokio::select! {
        () = one.until(EngineEvent::NewDevice) => {}
        () = other.until(EngineEvent::NewDevice) => {}
    }
    let devices = || sam.vault.reader().unwrap().status().unwrap().devices.len();
    let all = || {
        devices() == 3
            && [&alex, &copy, &sam].into_iter().all(|person| {
                let mut bodies: Vec<String> =
                    person.entries().into_iter().map(|entry| entry.body).collect();
                bodies.sort();
                bodies == ["from the one", "from the other"]
            })
    };
    let wait = async {
        while !all() {
            tokio::time::sleep(Duration::from_millis(100)).await;
            while partner.events.try_recv().is_ok() {}
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("everything is everywhere");
    assert_eq!(devices(), 3, "Sam's, and two of Alex's, and no more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_leaves_and_pairs_again_is_met_under_the_new_name() {
    let (mut alex, _) = couple(80, Bond::Final);
    let beside = alex.vault.another().unwrap();
    let before = beside.endpoint_secret().unwrap();
    let now = alex.time();
    alex.vault.leave(&now, &mut alex.rng).unwrap();
    assert_ne!(beside.endpoint_secret().unwrap(), before, "the connection's own vault sees it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_port_stays_whoever_was_being_called_when_the_endpoint_is_made_anew() {
    let (mut alex, mut sam) = couple(90, Bond::Final);
    introduce([&mut alex, &mut sam]);
    // Somebody is there who never answers, so that a call is always under way.
    let silent = UdpSocket::bind((HERE, sam.vault.port().unwrap().unwrap())).unwrap();
    let port = alex.vault.port().unwrap();
    let mut here = Program::start(&alex, 1);
    for _ in 0..3 {
        let mut hello = [0; 2000];
        silent.recv(&mut hello).unwrap();
        here.engine.cut();
        here.until(EngineEvent::Link(Link::Cut)).await;
        here.engine.mend();
        here.until(EngineEvent::Link(Link::Away)).await;
        assert_eq!(alex.vault.port().unwrap(), port);
    }
    // And a switch that is off leaves no socket.
    here.engine.cut();
    here.until(EngineEvent::Link(Link::Cut)).await;
    let free = async {
        while UdpSocket::bind((HERE, port.unwrap())).is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(1), free).await.expect("the port is free");
}

/// One person's soul talk on their running program.
struct Table {
    program: Program,
    talk: Talk,
    /// When this computer's monotonic clock began, as far as the talk is told.
    began: Instant,
    clock: Duration,
}

impl Table {
    fn new(program: Program, me: &Person, partner: &Person, clock: Duration) -> Self {
        let (mine, theirs) = (me.vault.me(), partner.vault.me());
        let talk = Talk::new(mine.person, mine.device, theirs.person);
        Self { program, talk, began: Instant::now(), clock }
    }

    fn now(&self) -> Duration {
        self.clock + self.began.elapsed()
    }

    fn view(&self) -> Option<View> {
        self.talk.view(self.now())
    }

    fn act(&mut self, act: impl Fn(&mut Talk, Duration) -> Option<Say>) {
        let now = self.now();
        let say = act(&mut self.talk, now);
        self.say(say);
    }

    fn say(&self, say: Option<Say>) {
        if let Some(say) = say {
            self.program.engine.show_live(say.into_live());
        }
    }

    /// Hears what comes until the screen shows this.
    async fn until(&mut self, what: &str, is_so: impl Fn(&Option<View>) -> bool) {
        let wait = async {
            while !is_so(&self.view()) {
                let event = self.program.events.recv().await.expect("the engine runs");
                let now = self.now();
                match event {
                    EngineEvent::Live(shown) => {
                        let say = self.talk.heard(&shown.state, shown.set.elapsed(), now);
                        self.say(say);
                    }
                    EngineEvent::LiveOver => self.talk.partner_gone(now),
                    _ => {}
                }
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(30), wait).await;
        waited.unwrap_or_else(|_| panic!("never {what}"));
    }

    async fn until_there(&mut self, card: &Name) {
        let is_so = |view: &Option<View>| {
            view.as_ref().is_some_and(|view| {
                view.card.as_ref() == Some(card) && view.partner_is_there && view.is_joined
            })
        };
        self.until("the other's card", is_so).await;
    }
}

/// The two screens at once.
fn assert_together(here: &Table, there: &Table) {
    let (here, there) = (here.view().unwrap(), there.view().unwrap());
    assert_eq!((here.talk, here.phase), (there.talk, Phase::Running));
    assert!(here.card == there.card && here.turn != there.turn);
    let apart = here.remaining.abs_diff(there.remaining);
    assert!(apart < Duration::from_millis(200), "{apart:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_drawn_here_lies_there_and_both_timers_go_on_through_a_cut() {
    let (mut alex, mut sam) = couple(100, Bond::Final);
    introduce([&mut alex, &mut sam]);
    let (here, there) = (Program::start(&alex, 1), Program::start(&sam, 2));
    let mut here = Table::new(here, &alex, &sam, Duration::ZERO);
    let mut there = Table::new(there, &sam, &alex, Duration::from_secs(86_400));
    let card = |n: u8| Name::parse(&format!("play/{n}")).unwrap();
    let deck = Name::parse("play").unwrap();
    // Offered before the two have met: it is there with the first session.
    here.act(|talk, now| talk.offer(TalkId::from_bytes([1; 8]), deck.clone(), card(1), now));
    there.until("the offer", Option::is_some).await;
    there.act(Talk::join);
    here.until_there(&card(1)).await;
    here.act(|talk, now| talk.draw(card(2), now));
    there.until_there(&card(2)).await;
    assert_together(&here, &there);
    there.act(|talk, now| talk.hand_over(Turn::Mine, now));
    let is_given = |view: &Option<View>| view.as_ref().is_some_and(|v| v.turn == Turn::Theirs);
    here.until("Sam's turn", is_given).await;

    here.program.engine.cut();
    let is_alone = |view: &Option<View>| view.as_ref().is_some_and(|v| !v.partner_is_there);
    here.until("that Sam is gone", is_alone).await;
    there.until("that Alex is gone", is_alone).await;
    // Each goes on, and one of them draws.
    here.act(|talk, now| talk.draw(card(3), now));
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(here.view().unwrap().card != there.view().unwrap().card);
    let before = there.view().unwrap().remaining;
    here.program.engine.mend();
    there.until_there(&card(3)).await;
    here.until_there(&card(3)).await;
    assert_together(&here, &there);
    let after = there.view().unwrap().remaining;
    assert!(after <= before && after < LENGTH - Duration::from_millis(700));

    // Who goes out takes back what they showed; of all this nothing is kept.
    here.act(Talk::leave);
    there.until("that Alex went out", is_alone).await;
    assert_eq!((alex.entries(), sam.entries()), (vec![], vec![]));
    here.program.engine.stop().await;
    there.program.engine.stop().await;
}
