//! Two programs over real sockets on this machine: found, cut, written apart,
//! mended, merged.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::time::Now;
use attune_core::vault::Bond;
use attune_sync::net::{Engine, EngineEvent, Keeper, Link, Reach};
use common::{Person, START, couple, endpoint};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;
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
