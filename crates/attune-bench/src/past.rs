//! The mix of ten years, and people with so much of it: each day two journal
//! pages of 500 characters and eight gratitudes of 120, one of them replaced by
//! a check-in each week.

use attune_core::command::{Command, Who};
use attune_core::identity::SecretKey;
use attune_core::ids::{DocumentId, PairId};
use attune_core::kinds::checkin::Answers;
use attune_core::secrets::{Protection, Unlock};
use attune_core::time::Now;
use attune_core::vault::{Agreed, NewVault, Vault};
use attune_sync::net::{Engine, EngineEvent, Keeper, Reach};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use tempfile::TempDir;
use tokio::sync::mpsc;

/// How many entries ten years make.
pub(crate) const TEN_YEARS: usize = 36_500;
const A_DAY: usize = 10;
const DAY_MILLIS: i64 = 86_400_000;
const JOURNAL: usize = 500;
const GRATITUDE: usize = 120;
/// 2026-11-25: what is written after the past is written here.
const TODAY: i64 = 1_795_600_000_000;
/// Enough at once that a commit weighs nothing, few enough to hold in memory.
const AT_ONCE: usize = 2_000;
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

pub(crate) fn now() -> Now {
    Now::from_millis(TODAY, 0)
}

/// Words as they come in a language: a few everywhere, most of them seldom.
pub(crate) struct Words {
    known: Vec<String>,
    rng: ChaCha20Rng,
}

impl Words {
    pub(crate) fn new(seed: u64) -> Self {
        const FIRST: [&str; 20] = [
            "ka", "mo", "ri", "ta", "lu", "be", "no", "sha", "wi", "de", "fo", "gra", "he", "jo",
            "pe", "qui", "sto", "va", "ye", "zu",
        ];
        const THEN: [&str; 12] =
            ["n", "ra", "le", "st", "mi", "do", "ve", "ng", "sa", "to", "ck", "hen"];
        let known = (0..4_000)
            .map(|n| {
                let (first, rest) = (FIRST[n % 20], n / 20);
                let (second, third) = (THEN[rest % 12], THEN[rest / 12 % 12]);
                if rest < 12 {
                    format!("{first}{second}")
                } else {
                    format!("{first}{second}{third}{}", THEN[rest / 144])
                }
            })
            .collect();
        Self { known, rng: ChaCha20Rng::seed_from_u64(seed) }
    }

    /// A word, the first of the list more often than the last: by the power that
    /// Zipf's law has, near enough.
    pub(crate) fn word(&mut self) -> &str {
        let part = f64::from(self.rng.next_u32()) / f64::from(u32::MAX);
        let at = (self.known.len() as f64).powf(part) as usize - 1;
        &self.known[at.min(self.known.len() - 1)]
    }

    /// So many texts, a fifth of them pages and the others thanks, as the mix has
    /// them.
    pub(crate) fn mix(&mut self, count: usize) -> Vec<String> {
        let length = |n: usize| if n.is_multiple_of(5) { JOURNAL } else { GRATITUDE };
        (0..count).map(|n| self.text(length(n))).collect()
    }

    /// Sentences of so many characters in all.
    pub(crate) fn text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length + 16);
        while text.len() < length {
            let ends = self.rng.next_u32().is_multiple_of(9);
            text.push_str(self.word());
            text.push_str(if ends { ". " } else { " " });
        }
        text.truncate(length);
        text
    }
}

/// The nth thing somebody wrote, of `count` in all that end yesterday, and when.
/// What is more than ten years' makes fuller days, not more of them.
fn nth(n: usize, count: usize, who: Who, words: &mut Words) -> (Command, Now) {
    let a_day = A_DAY * count.div_ceil(TEN_YEARS);
    let days_ago = i64::try_from((count - 1 - n) / a_day).unwrap() + 1;
    let of_day = n % a_day;
    let minutes = i64::try_from(of_day).unwrap() * 60_000;
    let now = Now::from_millis(TODAY - days_ago * DAY_MILLIS + minutes, 0);
    let command = match of_day % A_DAY {
        0 | 5 => {
            let (title, body) = (String::new(), words.text(JOURNAL));
            Command::AddJournal { title, body, who, page: Default::default() }
        }
        _ if of_day == 9 && days_ago % 7 == 0 => {
            let answers = Answers([(); 3].map(|()| words.text(GRATITUDE)));
            Command::AnswerCheckin { week: Some(now.day.week()), answers }
        }
        _ => Command::AddGratitude { text: words.text(GRATITUDE), who },
    };
    (command, now)
}

/// Somebody with a vault.
pub(crate) struct Person {
    folder: TempDir,
    pub(crate) vault: Vault,
    pub(crate) rng: ChaCha20Rng,
    pub(crate) words: Words,
}

impl Person {
    pub(crate) fn new(name: &str, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let new = NewVault { name, device_name: "desk", protection: Protection::Nothing };
        let (vault, _) = Vault::create(folder.path(), &new, &now(), &mut rng).unwrap();
        Self { folder, vault, rng, words: Words::new(seed) }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The same person once more, with files of their own and nothing since.
    pub(crate) fn again(&self, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        let vault = Vault::open(folder.path(), &Unlock::Nothing).unwrap();
        let rng = ChaCha20Rng::seed_from_u64(seed);
        Self { folder, vault, rng, words: Words::new(seed) }
    }

    /// Does all of this, each at its own time; gives the id of each.
    pub(crate) fn do_all(&mut self, all: &[(Command, Now)]) -> Vec<DocumentId> {
        let some = all.chunks(AT_ONCE);
        some.flat_map(|some| self.vault.apply_all(some, &mut self.rng).unwrap())
            .map(|done| done.id)
            .collect()
    }

    /// Writes a past of so many entries.
    pub(crate) fn live(&mut self, count: usize, who: Who) {
        let mut from = 0;
        while from < count {
            let to = (from + AT_ONCE).min(count);
            let some: Vec<_> = (from..to).map(|n| nth(n, count, who, &mut self.words)).collect();
            self.vault.apply_all(&some, &mut self.rng).unwrap();
            from = to;
        }
    }

    /// Writes a page now.
    pub(crate) fn write(&mut self, who: Who) -> DocumentId {
        let (title, body) = (String::new(), self.words.text(JOURNAL));
        let command = Command::AddJournal { title, body, who, page: Default::default() };
        self.vault.apply(&command, &now(), &mut self.rng).unwrap().id
    }

    fn endpoint(&self) -> [u8; 32] {
        SecretKey::from_bytes(&self.vault.endpoint_secret().unwrap()).public()
    }

    /// Looks for the partner on loopback alone.
    pub(crate) fn start(&self, seed: u64) -> (Engine, mpsc::UnboundedReceiver<EngineEvent>) {
        let rng = Box::new(ChaCha20Rng::seed_from_u64(seed));
        let keeper = Keeper::start(self.vault.another().unwrap(), now, rng);
        let (tell, told) = mpsc::unbounded_channel();
        (Engine::start(Reach::Only(HERE), keeper, tell), told)
    }
}

/// Makes two people partners, without the conversation.
pub(crate) fn pair(alex: &mut Person, sam: &mut Person) {
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

/// Two partners, of whom the first has lived so long.
pub(crate) fn partners(count: usize) -> [Person; 2] {
    let mut both = [Person::new("Alex", 1), Person::new("Sam", 2)];
    let [alex, sam] = &mut both;
    pair(alex, sam);
    alex.live(count, Who::PartnerReads);
    both
}
