//! What Attune costs. Machines are shared and noisy, so what counts are the
//! ratios within one run: each measure stands beside a yardstick that was taken
//! in turns with it.
//!
//! | file | its part |
//! | --- | --- |
//! | `table` | a measure, its target, and how both are told |
//! | `past` `life` | the mix of ten years, and people with so much of it; the same with every practice |
//! | `homes`, `parts` | networks of their own, and what this program plays in them |
//! | `meeting`, `bare` | what several rows hold beside another |
//! | the others | the rows of the table, each file with its yardsticks |
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement may stop at the first surprise, and prints its table"
)]

mod apart;
mod bare;
mod carrying;
mod disk;
mod display;
mod first_sync;
mod frames;
mod growth;
mod handshake;
mod homes;
mod idle;
mod life;
mod meeting;
mod opening;
mod parts;
mod past;
mod samod;
mod session;
mod syncthing;
mod table;
mod talk;
mod window;
mod writing;
mod yardstick;

use attune_core::command::Who;
use attune_core::vault::VAULT_FILE;
use clap::Parser;
use past::{Person, TEN_YEARS};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use table::Measure;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Measures what Attune costs, beside yardsticks of the same run.
#[derive(Debug, Parser)]
struct Args {
    /// Print an array of objects instead of a table.
    #[arg(long)]
    json: bool,
    /// Run only the figures whose name begins so.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// What the rows share.
pub(crate) struct Bench {
    pub(crate) runtime: Runtime,
    couples: BTreeMap<usize, Couple>,
    alone: Option<Person>,
    lived: Option<[Person; 2]>,
}

/// Two partners who hold the same, and how fast they came to.
struct Couple {
    people: [Person; 2],
    first_sync: f64,
}

impl Bench {
    fn couple(&mut self, count: usize) -> &mut Couple {
        let Self { runtime, couples, .. } = self;
        couples.entry(count).or_insert_with(|| {
            let mut people = past::partners(count);
            let took = runtime.block_on(meeting::meet(&mut people)).all;
            for person in &mut people {
                person.vault.tend_all().unwrap();
            }
            Couple { people, first_sync: count as f64 / took.as_secs_f64() }
        })
    }

    /// Two partners who hold so many entries, all of the first.
    pub(crate) fn partners(&mut self, count: usize) -> &mut [Person; 2] {
        &mut self.couple(count).people
    }

    /// The same, and what runs their engines.
    pub(crate) fn running(&mut self, count: usize) -> (&Runtime, &mut [Person; 2]) {
        self.couple(count);
        let couple = self.couples.get_mut(&count).unwrap();
        (&self.runtime, &mut couple.people)
    }

    /// Entries a second in the first meeting of so many.
    pub(crate) fn first_sync(&mut self, count: usize) -> f64 {
        self.couple(count).first_sync
    }

    /// Somebody who has ten years of their own and no partner: their window has no
    /// socket open.
    pub(crate) fn alone(&mut self) -> &Person {
        self.alone.get_or_insert_with(|| {
            let mut alex = Person::new("Alex", 1);
            alex.live(TEN_YEARS, Who::OnlyMe);
            alex.vault.tend_all().unwrap();
            alex
        })
    }

    /// Two partners with ten years of every practice; the first one is who looks.
    pub(crate) fn lived(&mut self) -> &[Person; 2] {
        let Self { runtime, lived, .. } = self;
        lived.get_or_insert_with(|| life::lived(runtime))
    }

    /// The first one's files, with the log folded in, somewhere else.
    pub(crate) fn copy(&mut self, count: usize) -> TempDir {
        let [alex, _] = self.partners(count);
        alex.vault.tend_all().unwrap();
        let folder = tempfile::tempdir().unwrap();
        for file in [VAULT_FILE, attune_core::vault::KEY_FILE] {
            std::fs::copy(alex.folder().join(file), folder.path().join(file)).unwrap();
        }
        folder
    }
}

/// The figures that are taken together, and how.
struct Row {
    names: &'static [&'static str],
    measure: fn(&mut Bench) -> Vec<Measure>,
}

impl Row {
    /// Whether this row takes a figure whose name begins so: one of its own, or
    /// one of the parts below it.
    fn takes(&self, only: &str) -> bool {
        self.names.iter().any(|name| {
            name.starts_with(only)
                || only.strip_prefix(name).is_some_and(|part| part.starts_with('/'))
        })
    }
}

const ROWS: &[Row] = &[
    Row { names: &["open-warm", "open-cold", "open-memory"], measure: opening::measure },
    Row { names: &["search"], measure: opening::search },
    Row { names: &["commit-p50", "commit-p99"], measure: writing::commit },
    Row { names: &["live-p50", "live-p99", "live"], measure: writing::live },
    Row { names: &["talk"], measure: talk::measure },
    Row { names: &["first-sync-bare"], measure: first_sync::measure },
    Row { names: &["wire"], measure: apart::wire },
    Row { names: &["reconnect"], measure: apart::reconnect },
    Row { names: &["week-apart"], measure: apart::week },
    Row { names: &["disk"], measure: disk::measure },
    Row { names: &["handshake"], measure: handshake::measure },
    Row { names: &["first-sync-samod"], measure: samod::measure },
    Row { names: &["first-sync-syncthing"], measure: syncthing::measure },
    Row { names: &["idle-connected", "idle-alone", "window-idle"], measure: idle::measure },
    Row { names: &["window/"], measure: window::measure },
    Row { names: &["list-frame", "frame"], measure: frames::measure },
    Row { names: &["together"], measure: frames::together },
    Row { names: &["growth"], measure: growth::measure },
    Row { names: &["import"], measure: carrying::measure },
];

fn main() -> ExitCode {
    if let Some(code) = parts::played() {
        return code;
    }
    let arguments: Vec<_> = std::env::args_os().collect();
    if let [_, what, folder] = arguments.as_slice()
        && what == opening::OPEN
    {
        opening::open_and_list(Path::new(folder));
        return ExitCode::SUCCESS;
    }
    let args = Args::parse();
    let wanted = |name: &str| args.only.as_deref().is_none_or(|only| name.starts_with(only));
    let rows: Vec<&Row> =
        ROWS.iter().filter(|row| args.only.as_deref().is_none_or(|only| row.takes(only))).collect();
    if rows.is_empty() {
        // An empty table would read as one in which nothing was missed.
        let names: Vec<&str> = ROWS.iter().flat_map(|row| row.names).copied().collect();
        eprintln!("No row begins so. There are: {}", names.join(", "));
        return ExitCode::from(2);
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut bench = Bench { runtime, couples: BTreeMap::new(), alone: None, lived: None };
    let mut all = Vec::new();
    if !args.json {
        table::print_head();
    }
    for row in rows {
        for measure in (row.measure)(&mut bench) {
            if !wanted(&measure.name) {
                continue;
            }
            if !args.json {
                table::print_line(&measure);
            }
            all.push(measure);
        }
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&all).unwrap());
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::ROWS;

    fn takes(only: &str) -> usize {
        ROWS.iter().filter(|row| row.takes(only)).count()
    }

    #[test]
    fn a_name_finds_its_row_by_its_beginning_or_by_a_part_of_it() {
        assert_eq!(takes("commit-p99"), 1);
        assert_eq!(takes("growth/search"), 1);
        assert_eq!(takes("disk/"), 1);
        assert!(takes("open") >= 1);
        assert_eq!(takes("serach"), 0);
        assert_eq!(takes("diskette"), 0);
    }
}
