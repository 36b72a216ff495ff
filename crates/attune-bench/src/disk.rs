//! What the file takes.

use crate::Bench;
use crate::apart::texts;
use crate::past::TEN_YEARS;
use crate::table::{Measure, Target};
use attune_core::vault::VAULT_FILE;

/// So many parts of the file are told, the largest.
const TOLD: usize = 8;

/// Bytes an entry in the file, the index included, and in plain text.
pub(crate) fn bytes(bench: &mut Bench, count: usize) -> (f64, f64) {
    let folder = bench.copy(count);
    let file = std::fs::metadata(folder.path().join(VAULT_FILE)).unwrap().len();
    let texts = texts(&bench.partners(count)[0]);
    let plain: usize = texts.iter().map(String::len).sum();
    let each = texts.len() as f64;
    (file as f64 / each, plain as f64 / each)
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let both = bytes(bench, TEN_YEARS);
    let [alex, _] = bench.partners(TEN_YEARS);
    let sizes = alex.vault.reader().unwrap().sizes().unwrap();
    let parts: Vec<_> = sizes
        .into_iter()
        .map(|(part, size)| (part, size as f64 / TEN_YEARS as f64))
        .take(TOLD)
        .collect();
    let largest: Vec<String> =
        parts.iter().take(3).map(|(part, each)| format!("{part} {each:.0}")).collect();
    let why = format!(
        "the file's bytes an entry, index included, beside its plain text; most of it: {}",
        largest.join(", ")
    );
    let mut all = vec![Measure::beside("disk", both, "bytes", Target::AtMost(4.0), why)];
    for (part, each) in parts {
        all.push(Measure::alone(format!("disk/{part}"), each, "bytes", Target::Told, "an entry"));
    }
    all
}
