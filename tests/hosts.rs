//! Two computers and what a home does to what is between them: a cable out in
//! mid-transfer, a bad line, other addresses, closed lids; and what anybody on
//! the cable could read of it all.
//!
//! Needs what `home.rs` needs, but no display.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

#[path = "stories/computers.rs"]
mod computers;
#[path = "stories/line.rs"]
mod line;
#[path = "stories/people.rs"]
mod people;
mod stories;

use attune_core::command::{Command as Task, Who};
use attune_core::ids::DocumentId;
use attune_core::secrets::Unlock;
use attune_core::time::Now;
use attune_core::vault::{Delivery, Entry, Filter, Vault};
use computers::{Capture, Home, assert_only_to, control_packet, ip, pair, try_to_pair, until};
use line::Line;
use people::{Person, Running};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Command;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn main() {
    if std::env::var_os(line::END).is_some() {
        return line::stand_at_end();
    }
    let stories: &[(&str, fn())] = &[
        ("a_cable_cut_in_mid_batch_loses_nothing_and_promises_nothing", cut_in_mid_batch),
        ("a_bad_line_is_slow_and_no_more", bad_line),
        ("a_computer_that_gets_other_addresses_is_met_again_by_itself", other_addresses),
        ("who_sleeps_is_met_again_and_so_are_two_who_sleep", sleep),
        ("whoever_listens_reads_neither_words_nor_pages", listened),
    ];
    stories::run(computers::lacking(), stories);
}

/// A person's vault, beside the program that syncs it.
struct Book {
    vault: Vault,
    rng: ChaCha20Rng,
    now: i64,
}

impl Book {
    fn of(person: &Person, seed: u64) -> Self {
        let folder = person.folder.path().join("profile");
        let vault = Vault::open(&folder, &Unlock::Nothing).unwrap();
        Self { vault, rng: ChaCha20Rng::seed_from_u64(seed), now: 1_795_510_800_000 }
    }

    fn write(&mut self, count: usize, what: &str) {
        let pages: Vec<(Task, Now)> = (0..count)
            .map(|n| {
                self.now += 60_000;
                let body = format!("{what} {n}. {}", "and so it went on ".repeat(100));
                let page = Task::AddJournal {
                    title: String::new(),
                    body,
                    who: Who::PartnerReads,
                    page: Default::default(),
                };
                (page, Now::from_millis(self.now, 0))
            })
            .collect();
        self.vault.apply_all(&pages, &mut self.rng).unwrap();
    }

    fn list(&self) -> Vec<Entry> {
        self.vault.reader().unwrap().list(&Filter::default()).unwrap()
    }

    fn pages(&self) -> Vec<(DocumentId, String)> {
        self.list().into_iter().map(|entry| (entry.id, entry.body)).collect()
    }

    /// What is said to be on both.
    fn on_both(&self) -> BTreeSet<DocumentId> {
        let all = self.list().into_iter().filter(|entry| entry.delivery == Delivery::Both);
        all.map(|entry| entry.id).collect()
    }

    fn waiting(&self) -> usize {
        self.list().len() - self.on_both().len()
    }

    fn is_in_step(&self) -> bool {
        self.vault.reader().unwrap().status().unwrap().in_step
    }
}

/// A program that syncs, and what it said.
struct Syncing {
    program: Running,
    said: Arc<Mutex<Vec<String>>>,
}

impl Syncing {
    fn start(person: &Person) -> Self {
        let mut program = person.start(&["sync"]);
        let lines = BufReader::new(program.0.stderr.take().unwrap()).lines();
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = said.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().unwrap().push(line);
            }
        });
        Self { program, said }
    }

    fn last(&self) -> String {
        self.said.lock().unwrap().last().cloned().unwrap_or_default()
    }

    /// What it said last is that nobody is reached.
    fn is_alone(&self) -> bool {
        let last = self.last();
        ["not reached", "no home network", "does not answer"].iter().any(|so| last.contains(so))
    }

    fn signal(&self, name: &str) {
        let send = format!("kill -{name} {}", self.program.0.id());
        assert!(Command::new("sh").args(["-c", &send]).status().unwrap().success());
    }

    fn is_running(&mut self) -> bool {
        self.program.0.try_wait().unwrap().is_none()
    }
}

/// No page that one of them says is on both is missing on the other side.
#[track_caller]
fn nothing_is_promised_too_early(books: &[Book; 2]) {
    for side in 0..2 {
        let promised = books[side].on_both();
        let there: BTreeSet<_> = books[1 - side].pages().into_iter().map(|(id, _)| id).collect();
        let missing: Vec<_> = promised.difference(&there).collect();
        assert!(missing.is_empty(), "on both, and not there: {missing:?}");
    }
}

#[track_caller]
fn come_into_step(books: &[Book; 2]) -> Duration {
    let began = Instant::now();
    until("in step", || {
        nothing_is_promised_too_early(books);
        books.iter().all(Book::is_in_step) && books[0].pages() == books[1].pages()
    });
    assert_eq!((books[0].waiting(), books[1].waiting()), (0, 0));
    began.elapsed()
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// `ATTUNE_CUTS` meetings, each cut at a moment of its own.
fn cut_in_mid_batch() {
    const PAGES: usize = 600;
    let from = number("ATTUNE_FROM", 1);
    for seed in from..from + number("ATTUNE_CUTS", 1) {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let home = Home::new("k");
        let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
        pair(&alex, &sam);
        let mut books = [Book::of(&alex, seed), Book::of(&sam, seed + 1000)];
        books[0].write(PAGES, "long before");
        let (here, there) = (Syncing::start(&alex), Syncing::start(&sam));
        let moment = 1 + rng.next_u32() as usize % (PAGES / 3);
        let began = Instant::now();
        while books[1].list().len() < moment {
            assert!(began.elapsed() < Duration::from_secs(60), "it never began");
            nothing_is_promised_too_early(&books);
        }
        home.cut();
        let came = books[1].list().len();
        std::thread::sleep(Duration::from_millis(300));
        nothing_is_promised_too_early(&books);
        assert!(books[0].waiting() > 0, "the cable was out in the midst of it");
        for (person, program) in [(&alex, &here), (&sam, &there)] {
            until("said that nobody is there", || program.is_alone());
            assert!(!person.is_in_step());
        }
        assert_ne!(alex.json(&["status"])["waiting"], 0);
        // Meanwhile both go on writing, as in a week apart.
        for book in &mut books {
            book.write(40, "while apart");
        }
        home.mend();
        // And a second time, wherever they are by then.
        std::thread::sleep(Duration::from_millis((rng.next_u32() % 6_000).into()));
        home.cut();
        nothing_is_promised_too_early(&books);
        std::thread::sleep(Duration::from_millis((rng.next_u32() % 4_000).into()));
        home.mend();
        let took = come_into_step(&books);
        assert_eq!(books[0].list().len(), PAGES + 80, "nothing is lost");
        assert_eq!(alex.json(&["status"])["digest"], sam.json(&["status"])["digest"]);
        let took = took.as_secs_f64();
        println!("seed {seed}: cut at {came} of {PAGES}, in step {took:.1} s after the last cut");
    }
}

fn is_paired(person: &Person) -> bool {
    !person.json(&["status"])["partner"].is_null()
}

/// A connection may break, and the last words may be lost more often than they can
/// be said again. What the one who typed is told then is true: before both had
/// said yes they are not paired; after it, where the other side is paired theirs
/// completes itself, and where it is not they can pair again.
fn pair_on_a_bad_line(alex: &Person, sam: &Person) {
    for tries in 1.. {
        let (_, _, typed) = try_to_pair(alex, sam);
        if typed.status.success() {
            return;
        }
        let told = String::from_utf8(typed.stderr).unwrap();
        let is_before = ["before both had said yes", "did not answer in time"];
        if is_before.iter().any(|sentence| told.contains(sentence)) {
            println!("the line of pairing {tries} broke");
            assert!(!is_paired(sam), "{told}");
        } else {
            assert!(told.contains("after both had said yes"), "{told}");
            println!("the last words of pairing {tries} were lost");
            if is_paired(alex) {
                return;
            }
        }
        assert!(tries < 4, "never paired");
        for person in [alex, sam] {
            person.run(&["unpair"]);
        }
    }
}

fn bad_line() {
    let home = Home::new("q");
    let line = Line::instead_of_cable(&home, "q", number("ATTUNE_FROM", 1));
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    let began = Instant::now();
    pair_on_a_bad_line(&alex, &sam);
    let (_here, _there) = (Syncing::start(&alex), Syncing::start(&sam));
    until("paired on both sides", || is_paired(&alex) && is_paired(&sam));
    let paired = began.elapsed().as_secs_f64();
    let mut books = [Book::of(&alex, 1), Book::of(&sam, 2)];
    for book in &mut books {
        book.write(40, "this week");
    }
    let synced = come_into_step(&books).as_secs_f64();
    assert_eq!(books[0].list().len(), 80);
    let seen = line.counts.seen.load(Ordering::SeqCst);
    let lost = line.counts.lost.load(Ordering::SeqCst);
    assert!(seen > 100 && lost * 100 / seen > 10, "a bad line: {lost} of {seen} lost");
    println!("paired in {paired:.1} s, a week both ways in {synced:.1} s; {lost} of {seen} lost");
}

fn other_addresses() {
    let home = Home::new("o");
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    pair(&alex, &sam);
    let mut books = [Book::of(&alex, 1), Book::of(&sam, 2)];
    let mut programs = [Syncing::start(&alex), Syncing::start(&sam)];
    come_into_step(&books);
    let move_to = |side: usize, address: &str| {
        ip(&format!("-n {} addr flush dev cable", home.names[side]));
        ip(&format!("-n {} addr add {address}/24 dev cable", home.names[side]));
    };
    // Another address of the same network; then both to another network, first
    // one and, when it has been alone there for a while, the other.
    let moves: [&[(usize, &str)]; 3] =
        [&[(0, "192.168.77.9")], &[(1, "10.20.30.2"), (0, "10.20.30.1")], &[(1, "10.20.30.77")]];
    for steps in moves {
        for (side, address) in steps {
            move_to(*side, address);
            books[1 - side].write(1, address);
            std::thread::sleep(Duration::from_secs(4));
        }
        println!("{steps:?}: in step after {:.1} s", come_into_step(&books).as_secs_f64());
    }
    assert_eq!(books[0].list().len(), 4);
    assert!(programs.iter_mut().all(Syncing::is_running), "without a new start");
}

fn sleep() {
    /// Longer than a line without an answer is kept, and than what counts as sleep.
    const ASLEEP: Duration = Duration::from_secs(16);
    let home = Home::new("z");
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    pair(&alex, &sam);
    let mut books = [Book::of(&alex, 1), Book::of(&sam, 2)];
    let programs = [Syncing::start(&alex), Syncing::start(&sam)];
    come_into_step(&books);
    for sleepers in [&[1][..], &[0, 1]] {
        for side in sleepers {
            programs[*side].signal("STOP");
        }
        for book in &mut books {
            book.write(3, "while somebody sleeps");
        }
        std::thread::sleep(ASLEEP);
        nothing_is_promised_too_early(&books);
        assert!(books.iter().all(|book| book.waiting() > 0 && !book.is_in_step()));
        if !sleepers.contains(&0) {
            assert!(programs[0].is_alone(), "{}", programs[0].last());
        }
        for side in sleepers {
            programs[*side].signal("CONT");
        }
        let took = come_into_step(&books).as_secs_f64();
        println!("{} asleep: in step {took:.1} s after waking", sleepers.len());
    }
}

fn listened() {
    const PAGE: &str = "the-private-words-of-this-page";
    const CONTROL: &str = "a-control-in-plain-text";
    const LONG_ENOUGH: usize = 6;
    let home = Home::new("e");
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    let captures = [0, 1].map(|side| Capture::start(&home.names[side], "cable"));
    let words = pair(&alex, &sam);
    let (_here, _there) = (Syncing::start(&alex), Syncing::start(&sam));
    alex.done(&["add", "journal", "--shared", PAGE]);
    sam.done(&["add", "journal", "--together", PAGE]);
    let in_step = || alex.is_in_step() && sam.is_in_step();
    until("in step", in_step);
    home.cut();
    std::thread::sleep(Duration::from_secs(4));
    home.mend();
    alex.done(&["add", "gratitude", "--shared", PAGE]);
    until("in step again", in_step);
    let say = format!("echo {CONTROL} > /dev/udp/192.168.77.2/9");
    let mut control = Command::new("ip");
    control.args(["netns", "exec", &home.names[0], "bash", "-c", &say]);
    assert!(control.status().unwrap().success());
    control_packet(&home.names[0], "192.168.77.2");

    let words: Vec<&str> = words.split_whitespace().collect();
    assert_eq!(words.len(), 3);
    let mut secrets = vec![PAGE.to_owned()];
    // A word of a few letters stands in so many ciphered bytes by chance.
    let long = words.iter().filter(|word| word.len() >= LONG_ENOUGH);
    secrets.extend(long.map(|word| (*word).to_owned()));
    secrets.extend([" ", "-", ""].map(|between| words.join(between)));
    for capture in captures {
        let bytes = capture.bytes();
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(holds(CONTROL), "the capture sees what is said in plain text");
        for secret in &secrets {
            assert!(!holds(secret), "{secret} is on the cable");
        }
        assert_only_to(&capture.packets("ip and not igmp"), &["192.168.77.", "224.0.0.251.5353"]);
    }
}
