//! Equal heads, equal rows: whatever two people do, and in whatever order and
//! parcels it reaches them, once both hold the same they show the same.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Choice, Command, Who};
use attune_core::document::{
    Actor, ActorPrefix, Field, FieldType, NewChange, Value, Values, begin, edit, merge,
};
use attune_core::exchange::{Incoming, Lacking};
use attune_core::ids::{DeviceId, Position};
use attune_core::time::Timestamp;
use attune_core::vault::Filter;
use common::{Person, couple, sync};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const SHAPE: &[Field] = &[
    Field::new("title", FieldType::Line, 8192),
    Field::new("body", FieldType::Prose, 1 << 20),
    Field::fixed("created", FieldType::Number, 8),
];
const SENTENCES: &[&str] = &["It rained. ", "We met.\n", "Tea? ", "日本語。", "It rained. ", "\n"];

/// One thing that one of two replicas does.
#[derive(Debug, Clone)]
enum Step {
    /// Writes a sentence somewhere in the text.
    Write { who: bool, at: usize, what: usize },
    /// Takes some characters out.
    Erase { who: bool, at: usize, length: usize },
    /// Gives it a title.
    Entitle { who: bool, what: usize },
    /// Keeps what merging made.
    Keep { who: bool },
    /// One gets all that the other has.
    Meet { who: bool },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any::<bool>(), any::<usize>(), any::<usize>())
            .prop_map(|(who, at, what)| Step::Write { who, at, what }),
        3 => (any::<bool>(), any::<usize>(), 1_usize..8)
            .prop_map(|(who, at, length)| Step::Erase { who, at, length }),
        1 => (any::<bool>(), any::<usize>()).prop_map(|(who, what)| Step::Entitle { who, what }),
        1 => any::<bool>().prop_map(|who| Step::Keep { who }),
        3 => any::<bool>().prop_map(|who| Step::Meet { who }),
    ]
}

/// Where a character begins, near `at`.
fn place(text: &str, at: usize) -> usize {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    places[at % places.len()]
}

struct Replicas {
    held: [Vec<NewChange>; 2],
    rng: ChaCha20Rng,
    written: i64,
}

impl Replicas {
    fn actor(&mut self, who: usize) -> Actor {
        ActorPrefix::of(DeviceId::from_bytes([who as u8 + 1; 32])).actor(&mut self.rng)
    }

    fn text(&self, who: usize) -> String {
        let held = bytes(&self.held[who]);
        merge(SHAPE, &held).unwrap().text("body").to_owned()
    }

    fn write(&mut self, who: usize, values: Values) {
        let actor = self.actor(who);
        self.written += 1;
        let at = Timestamp::clamped(1_000_000_000_000 + self.written % 7);
        let new = edit(SHAPE, &bytes(&self.held[who]), None, &values, actor, at).unwrap();
        self.held[who].extend(new);
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Write { who, at, what } => {
                let mut text = self.text(who.into());
                text.insert_str(place(&text, at), SENTENCES[what % SENTENCES.len()]);
                self.write(who.into(), body(text));
            }
            Step::Erase { who, at, length } => {
                let text = self.text(who.into());
                let from = place(&text, at);
                let rest: String = text[from..].chars().skip(length).collect();
                self.write(who.into(), body(format!("{}{rest}", &text[..from])));
            }
            Step::Entitle { who, what } => {
                let title = SENTENCES[what % SENTENCES.len()].to_owned();
                self.write(who.into(), [("title".to_owned(), Value::Text(title))].into());
            }
            Step::Keep { who } => {
                let merged = merge(SHAPE, &bytes(&self.held[usize::from(who)])).unwrap();
                let keys = merged.clashes.iter().map(|clash| clash.settled_key());
                self.write(who.into(), keys.map(|key| (key, Value::Number(1))).collect());
            }
            Step::Meet { who } => {
                let (to, from) = (usize::from(who), usize::from(!who));
                for change in self.held[from].clone() {
                    if !self.held[to].contains(&change) {
                        self.held[to].push(change);
                    }
                }
            }
        }
    }
}

fn body(text: String) -> Values {
    [("body".to_owned(), Value::Text(text))].into()
}

fn bytes(changes: &[NewChange]) -> Vec<&[u8]> {
    changes.iter().map(|change| change.bytes.as_slice()).collect()
}

fn shuffle<T>(all: &mut [T], rng: &mut ChaCha20Rng) {
    for at in (1..all.len()).rev() {
        all.swap(at, (rng.next_u64() % (at as u64 + 1)) as usize);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equal_heads_give_equal_values_and_clashes(
        steps in proptest::collection::vec(step(), 0..24), seed in any::<u64>(),
    ) {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let actor = ActorPrefix::of(DeviceId::from_bytes([1; 32])).actor(&mut rng);
        let values = [
            ("body".to_owned(), Value::Text("We met in May. It rained.\nThen tea.\n".to_owned())),
            ("created".to_owned(), Value::Number(7)),
        ];
        let first = begin(SHAPE, &values.into(), actor, Timestamp::MIN).unwrap();
        let mut two = Replicas { held: [vec![first.clone()], vec![first]], rng, written: 0 };
        for step in &steps {
            two.take(step);
        }
        two.take(&Step::Meet { who: false });
        two.take(&Step::Meet { who: true });
        let expected = merge(SHAPE, &bytes(&two.held[0])).unwrap();
        for clash in &expected.clashes {
            let text = expected.text(clash.field);
            prop_assert_eq!(&text[clash.range.clone()], clash.merged.as_str());
        }
        for _ in 0..3 {
            let mut any_order = two.held[1].clone();
            shuffle(&mut any_order, &mut two.rng);
            prop_assert_eq!(&merge(SHAPE, &bytes(&any_order)).unwrap(), &expected);
        }
    }
}

/// What a person sees of everything.
fn shown(person: &Person) -> Vec<(String, String, Vec<(String, String)>, u64)> {
    let all = person.vault.reader().unwrap().list(&Filter::default()).unwrap();
    let entries = all.into_iter().map(|entry| {
        let versions = entry.versions.into_iter();
        let versions = versions.map(|version| (version.author.name, version.text)).collect();
        (entry.title, entry.body, versions, entry.revisions)
    });
    entries.collect()
}

/// All that one has, in any order and any parcels, some of it twice, until
/// nothing is missing any more.
fn deliver(from: &mut Person, to: &mut Person, dice: &mut ChaCha20Rng) {
    let (sender, receiver) = (from.vault.me().device, to.vault.me().device);
    let all = from.vault.read_log(receiver, Position(0), 10_000, 1 << 28).unwrap().records;
    let mut waiting = all.clone();
    for _ in 0..200 {
        if waiting.is_empty() {
            return;
        }
        shuffle(&mut waiting, dice);
        let size = 1 + dice.next_u64() as usize % waiting.len();
        let mut records = waiting[..size].to_vec();
        records.push(all[dice.next_u64() as usize % all.len()].clone());
        let incoming =
            Incoming { records: records.clone(), through: None, lacking: Lacking::AskFor };
        let now = to.time();
        let received = to.vault.receive(sender, &incoming, &now, &mut to.rng).unwrap();
        if received.missing.is_empty() {
            waiting.retain(|record| !records.contains(record));
        }
    }
    let incoming = Incoming { records: all, through: None, lacking: Lacking::AskFor };
    let now = to.time();
    let received = to.vault.receive(sender, &incoming, &now, &mut to.rng).unwrap();
    assert_eq!(received.missing, []);
}

#[test]
fn equal_digests_give_equal_rows_and_names() {
    for seed in 0..8 {
        let mut dice = ChaCha20Rng::seed_from_u64(seed);
        let (mut alex, mut sam) = couple();
        let mut pages = Vec::new();
        for step in 0..40 {
            let person = if dice.next_u64() % 2 == 0 { &mut alex } else { &mut sam };
            match dice.next_u64() % 10 {
                0 | 1 => pages.push(person.journal(&format!("{step}. One. Two."), Who::BothWrite)),
                2 => {
                    let text = format!("thanks {step}");
                    person.apply(Command::AddGratitude { text, who: Who::PartnerReads }).unwrap();
                }
                3 => {
                    person.apply(Command::Rename(format!("name {step}"))).unwrap();
                }
                4 => {
                    let (mut a, mut b) = (&mut alex, &mut sam);
                    if dice.next_u64() % 2 == 0 {
                        (a, b) = (b, a);
                    }
                    deliver(a, b, &mut dice);
                }
                _ if !pages.is_empty() => {
                    let page = pages[dice.next_u64() as usize % pages.len()];
                    let Ok(entry) = person.vault.reader().unwrap().entry(page) else { continue };
                    match dice.next_u64() % 5 {
                        0 => person.entitle(page, &format!("title {step}")),
                        1 if !entry.versions.is_empty() => {
                            let at = dice.next_u64() as usize % entry.versions.len();
                            let choice = entry.versions[at].choice;
                            person.apply(Command::Choose { id: page, choice }).unwrap();
                        }
                        2 => {
                            let choice = Choice::Merged;
                            person.apply(Command::Choose { id: page, choice }).unwrap();
                        }
                        3 => person.edit(page, &entry.body.replacen("One", &step.to_string(), 1)),
                        _ => person.edit(page, &format!("{} More {step}. One.", entry.body)),
                    }
                }
                _ => {}
            }
        }
        deliver(&mut alex, &mut sam, &mut dice);
        deliver(&mut sam, &mut alex, &mut dice);
        sync(&mut alex, &mut sam);
        assert_eq!(alex.digest(), sam.digest(), "seed {seed}");
        assert_eq!(shown(&alex), shown(&sam), "seed {seed}");
        for person in [&alex, &sam] {
            person.is_sound();
        }
    }
}
