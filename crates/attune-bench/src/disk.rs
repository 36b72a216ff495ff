//! What the file takes.

use crate::Bench;
use crate::apart::texts;
use crate::past::TEN_YEARS;
use crate::table::{Measure, Target};
use attune_core::vault::VAULT_FILE;

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
    let why = "the file's bytes an entry, index included, beside its plain text";
    let mut all = vec![Measure::beside("disk", both, "bytes", Target::AtMost(4.0), why)];
    let [alex, _] = bench.partners(TEN_YEARS);
    for (part, size) in alex.vault.reader().unwrap().sizes().unwrap().into_iter().take(8) {
        let each = size as f64 / TEN_YEARS as f64;
        all.push(Measure::alone(format!("disk/{part}"), each, "bytes", Target::Told, "an entry"));
    }
    all
}
