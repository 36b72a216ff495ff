//! From one durable vault to another over loopback: a first meeting with many
//! pages, and a single edit while both are open, each beside the same words
//! written in one vault alone.

use crate::{Measure, median, millis, p99, ratio};
use attune_core::command::{Command, Who};
use attune_core::identity::SecretKey;
use attune_core::ids::PairId;
use attune_core::secrets::Protection;
use attune_core::time::Now;
use attune_core::vault::{Agreed, NewVault, Vault};
use attune_sync::net::{Engine, EngineEvent, Keeper, Reach};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::sync::mpsc;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const PAGES: usize = 2_000;
const EDITS: usize = 200;

fn now() -> Now {
    Now::from_millis(1_795_510_800_000, 0)
}

struct Person {
    _folder: TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
}

impl Person {
    fn new(name: &str, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let new = NewVault { name, device_name: "desk", protection: Protection::Nothing };
        let (vault, _) = Vault::create(folder.path(), &new, &now(), &mut rng).unwrap();
        Self { _folder: folder, vault, rng }
    }

    fn write(&mut self, n: usize) {
        let body = format!("Page {n}. {}", "Some words of a quiet evening. ".repeat(16));
        let command = Command::AddJournal { title: String::new(), body, who: Who::PartnerReads };
        self.vault.apply(&command, &now(), &mut self.rng).unwrap();
    }

    fn endpoint(&self) -> [u8; 32] {
        SecretKey::from_bytes(&self.vault.endpoint_secret().unwrap()).public()
    }

    fn is_in_step(&self) -> bool {
        self.vault.reader().unwrap().status().unwrap().in_step
    }

    fn start(&self, seed: u64) -> (Engine, mpsc::UnboundedReceiver<EngineEvent>) {
        let rng = Box::new(ChaCha20Rng::seed_from_u64(seed));
        let keeper = Keeper::start(self.vault.another().unwrap(), now, rng);
        let (tell, told) = mpsc::unbounded_channel();
        (Engine::start(Reach::Only(HERE), keeper, tell), told)
    }
}

fn pair(alex: &mut Person, sam: &mut Person) {
    let id = PairId::from_bytes([9; 16]);
    let settings = alex.vault.make_settings(id, &now(), &mut alex.rng).unwrap();
    let ports = [(); 2].map(|()| UdpSocket::bind((HERE, 0)).unwrap().local_addr().unwrap().port());
    let agreed = |other: &Person, name: &str, port| Agreed {
        pair: id,
        partner: other.vault.me().person,
        partner_name: name.to_owned(),
        certificate: other.vault.me().certificate.clone(),
        endpoint: other.endpoint(),
        addresses: vec![SocketAddr::new(HERE, port)],
        secret: [7; 32],
        settings: settings.clone(),
        chosen: vec![],
    };
    let (for_alex, for_sam) = (agreed(sam, "Sam", ports[1]), agreed(alex, "Alex", ports[0]));
    for (person, agreed, port) in [(alex, for_alex, ports[0]), (sam, for_sam, ports[1])] {
        person.vault.set_port(port).unwrap();
        person.vault.store_pending(&agreed, &now(), &mut person.rng).unwrap();
        person.vault.finalize(id, &now(), &mut person.rng).unwrap();
    }
}

pub(crate) async fn measure() -> Vec<Measure> {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    pair(&mut alex, &mut sam);
    let began = Instant::now();
    for n in 0..PAGES {
        alex.write(n);
    }
    let wrote = began.elapsed();

    let began = Instant::now();
    let (here, _told) = alex.start(1);
    let (_there, mut events) = sam.start(2);
    while !(alex.is_in_step() && sam.is_in_step()) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let merged = began.elapsed();
    while events.try_recv().is_ok() {}

    let (mut alone, mut live) = (Vec::new(), Vec::new());
    for n in 0..EDITS {
        let began = Instant::now();
        alex.write(PAGES + n);
        alone.push(began.elapsed());
        here.changed();
        while events.recv().await.unwrap() != EngineEvent::Changed {}
        live.push(began.elapsed());
    }
    let rate = |time: Duration| format!("{:.0} pages/s", PAGES as f64 / time.as_secs_f64());
    let (commit, edit) = (median(&mut alone), median(&mut live));
    let (slow_commit, slow_edit) = (p99(&mut alone), p99(&mut live));
    vec![
        Measure {
            name: format!("first meeting, {PAGES} pages of 500 characters, durable and in step"),
            value: rate(merged),
            yardstick: format!("writing them one by one: {}", rate(wrote)),
            ratio: ratio(merged, wrote),
        },
        Measure {
            name: "live page, written here to durable there (median)".to_owned(),
            value: millis(edit),
            yardstick: format!("one durable page here: {}", millis(commit)),
            ratio: ratio(edit, commit),
        },
        Measure {
            name: "live page (99 of 100)".to_owned(),
            value: millis(slow_edit),
            yardstick: format!("one durable page here: {}", millis(slow_commit)),
            ratio: ratio(slow_edit, slow_commit),
        },
    ]
}
