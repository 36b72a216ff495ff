//! Opening: a whole process from its start to the newest 50 entries, with ten
//! years in the vault and with nothing, warm and with the file's own cache pages
//! dropped; what memory that takes; and looking for words.

use crate::Bench;
use crate::past::TEN_YEARS;
use crate::table::{Measure, Target, millis, percentile};
use attune_core::secrets::Unlock;
use attune_core::vault::{Among, Filter, VAULT_FILE, Vault};
use rustix::fs::{Advice, fadvise};
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The hidden argument that makes this program the one that is measured.
pub(crate) const OPEN: &str = "--open-and-list";
const ROUNDS: usize = 21;
const FRAME: f64 = 1000.0 / 60.0;
/// How often words are looked for.
const SEARCHES: usize = 400;

/// What the measured process does; prints its resident memory in KiB.
pub(crate) fn open_and_list(folder: &Path) {
    let vault = Vault::open(folder, &Unlock::Nothing).unwrap();
    let reader = vault.reader().unwrap();
    let newest = reader.list(&Filter { limit: Some(50), ..Filter::default() }).unwrap();
    println!("{} {}", newest.len(), attune::measure::resident());
}

#[derive(Clone, Copy, PartialEq)]
enum Cache {
    Warm,
    Cold,
}

/// The time of a whole process, and its memory in MiB.
fn run(folder: &Path, cache: Cache) -> (Duration, f64) {
    if cache == Cache::Cold {
        let file = File::open(folder.join(VAULT_FILE)).unwrap();
        file.sync_all().unwrap();
        fadvise(&file, 0, None, Advice::DontNeed).unwrap();
    }
    let began = Instant::now();
    let run =
        Command::new(std::env::current_exe().unwrap()).arg(OPEN).arg(folder).output().unwrap();
    let took = began.elapsed();
    assert!(run.status.success(), "{run:?}");
    let told = String::from_utf8(run.stdout).unwrap();
    let resident: f64 = told.split_whitespace().nth(1).unwrap().parse().unwrap();
    (took, resident / 1024.0)
}

/// The middle time, and the memory in MiB, with each of so many entries, warm
/// and in turns.
pub(crate) fn open<const N: usize>(bench: &mut Bench, counts: [usize; N]) -> [(Duration, f64); N] {
    let folders = counts.map(|count| bench.copy(count));
    let mut times = [(); N].map(|()| Vec::new());
    let mut memory = [0.0; N];
    for _ in 0..ROUNDS {
        for (nth, folder) in folders.iter().enumerate() {
            let (took, resident) = run(folder.path(), Cache::Warm);
            times[nth].push(took);
            memory[nth] = resident;
        }
    }
    std::array::from_fn(|nth| (percentile(&mut times[nth], 0.5), memory[nth]))
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let (full, empty) = (bench.copy(TEN_YEARS), bench.copy(0));
    let in_turns = |cache| {
        let (mut of_full, mut of_empty, mut memory) = (Vec::new(), Vec::new(), (0.0, 0.0));
        for _ in 0..ROUNDS {
            let (took, resident) = run(full.path(), cache);
            of_full.push(took);
            memory.0 = resident;
            let (took, resident) = run(empty.path(), cache);
            of_empty.push(took);
            memory.1 = resident;
        }
        let times = (percentile(&mut of_full, 0.5), percentile(&mut of_empty, 0.5));
        ((millis(times.0), millis(times.1)), memory)
    };
    let (warm, memory) = in_turns(Cache::Warm);
    let (cold, _) = in_turns(Cache::Cold);
    let why = "a whole process to the first 50 rows, beside an empty vault";
    vec![
        Measure::beside("open-warm", warm, "ms", Target::AtMost(1.2), why),
        Measure::beside("open-cold", cold, "ms", Target::AtMost(1.5), why),
        Measure::beside("open-memory", memory, "MiB", Target::AtMost(1.2), "resident after that"),
    ]
}

/// The times of looking for words as they are typed.
pub(crate) fn search_times(bench: &mut Bench, count: usize) -> Vec<Duration> {
    let [alex, _] = bench.partners(count);
    let reader = alex.vault.reader().unwrap();
    let mut times = Vec::new();
    while times.len() < SEARCHES {
        let word = alex.words.word().to_owned();
        let also = alex.words.word().to_owned();
        let typed = (1..=word.len()).map(|end| word[..end].to_owned());
        let more = [format!("{word} {}", &also[..2]), format!("\"{word} {also}\"")];
        for query in typed.chain(more) {
            let began = Instant::now();
            let found = reader.search(&query, &Among::default(), 50).unwrap();
            times.push(began.elapsed());
            assert!(found.len() <= 50);
        }
    }
    times
}

pub(crate) fn search(bench: &mut Bench) -> Vec<Measure> {
    let mut times = search_times(bench, TEN_YEARS);
    let p99 = (millis(percentile(&mut times, 0.99)), FRAME / 2.0);
    let why = "words as they are typed, the newest 50 with snippets, 99 of 100; half a frame";
    let middle = millis(percentile(&mut times, 0.5));
    vec![
        Measure::beside("search", p99, "ms", Target::AtMost(1.0), why),
        Measure::alone("search/p50", middle, "ms", Target::Told, "the same, half of them"),
    ]
}
