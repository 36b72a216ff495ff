//! What Attune costs. Machines are shared and noisy, so what counts are the
//! ratios within one run: each measure stands beside a yardstick that was taken
//! in turns with it.
//!
//! | file | its part |
//! | --- | --- |
//! | `table` | a measure, its target, and how both are told |
//! | `past` | the mix of ten years, and people with so much of it |
//! | `homes`, `parts` | networks of their own, and what this program plays in them |
//! | `meeting`, `bare` | what several rows hold beside another |
//! | the others | the rows of the table, each file with its yardsticks |
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement may stop at the first surprise, and prints its table"
)]

mod bare;
mod handshake;
mod homes;
mod idle;
mod lists;
mod meeting;
mod merging;
mod parts;
mod past;
mod samod;
mod syncthing;
mod table;

use clap::Parser;
use std::process::ExitCode;
use table::Measure;
use tokio::runtime::Runtime;

/// Measures what Attune costs, beside yardsticks of the same run.
#[derive(Debug, Parser)]
struct Args {
    /// Print an array of objects instead of a table.
    #[arg(long)]
    json: bool,
    /// Run only the rows whose name begins so.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// What the rows share.
pub(crate) struct Bench {
    pub(crate) runtime: Runtime,
}

/// The figures that are taken together, and how.
struct Row {
    names: &'static [&'static str],
    measure: fn(&mut Bench) -> Vec<Measure>,
}

const ROWS: &[Row] = &[
    Row { names: &["handshake"], measure: handshake::measure },
    Row { names: &["live-p50", "live-p99", "first-sync-bare"], measure: merging::measure },
    Row { names: &["first-sync-samod"], measure: samod::measure },
    Row { names: &["first-sync-syncthing"], measure: syncthing::measure },
    Row { names: &["idle-connected", "idle-alone", "window-idle"], measure: idle::measure },
    Row { names: &["list-frame"], measure: lists::measure },
];

fn main() -> ExitCode {
    if let Some(code) = parts::played() {
        return code;
    }
    let args = Args::parse();
    let wanted = |name: &str| args.only.as_deref().is_none_or(|only| name.starts_with(only));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut bench = Bench { runtime };
    let mut all = Vec::new();
    if !args.json {
        table::print_head();
    }
    for row in ROWS.iter().filter(|row| row.names.iter().any(|name| wanted(name))) {
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
