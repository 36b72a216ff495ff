//! A measure and how it is told: as a line of a table for people, as an object
//! for programs.

use serde::{Serialize, Serializer};
use std::time::Duration;

/// What was measured, beside what it is held against.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Measure {
    /// The row it belongs to, and which of the row's figures it is.
    pub(crate) name: String,
    /// In `unit`.
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// The yardstick, measured in turns with it, in the same unit.
    pub(crate) against: Option<f64>,
    /// `value` over `against`, or the other way round where more is better, as
    /// the target says; the value itself where there is no yardstick.
    pub(crate) ratio: f64,
    pub(crate) target: Target,
    /// Nothing only for a peer that is not installed.
    pub(crate) met: Option<bool>,
    /// What the yardstick is; where a target is missed, where the time goes.
    pub(crate) why: String,
}

/// What a ratio is held to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    AtMost(f64),
    AtLeast(f64),
    /// Only told.
    Told,
}

impl Target {
    fn is_met(self, ratio: f64) -> bool {
        match self {
            Target::AtMost(most) => ratio <= most,
            Target::AtLeast(least) => ratio >= least,
            Target::Told => true,
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Target::AtMost(most) => write!(to, "≤ {most}"),
            Target::AtLeast(least) => write!(to, "≥ {least}"),
            Target::Told => write!(to, ""),
        }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Measure {
    /// A value beside its yardstick.
    pub(crate) fn beside(
        name: impl Into<String>,
        (value, against): (f64, f64),
        unit: &'static str,
        target: Target,
        why: impl Into<String>,
    ) -> Self {
        let ratio = value / against;
        Self {
            name: name.into(),
            value,
            unit,
            against: Some(against),
            ratio,
            target,
            met: Some(target.is_met(ratio)),
            why: why.into(),
        }
    }

    /// A value that stands for itself.
    pub(crate) fn alone(
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        target: Target,
        why: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            against: None,
            ratio: value,
            target,
            met: Some(target.is_met(value)),
            why: why.into(),
        }
    }

    /// A peer that is not installed here.
    pub(crate) fn absent(name: &str, target: Target, why: impl Into<String>) -> Self {
        let (value, unit) = (0.0, "");
        Self {
            name: name.to_owned(),
            value,
            unit,
            against: None,
            ratio: 0.0,
            target,
            met: None,
            why: why.into(),
        }
    }

    /// What could not be measured here, and so was not met.
    pub(crate) fn failed(name: &str, target: Target, why: impl Into<String>) -> Self {
        Self { met: Some(false), ..Self::absent(name, target, why) }
    }
}

/// The value that this part (0 to 1) of all stay below.
pub(crate) fn percentile(times: &mut [Duration], part: f64) -> Duration {
    times.sort_unstable();
    let at = (times.len() as f64 * part) as usize;
    times[at.min(times.len() - 1)]
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Four figures that matter.
fn figure(value: f64) -> String {
    match value.abs() {
        big if big >= 1000.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

pub(crate) fn print_line(measure: &Measure) {
    let Measure { name, value, unit, against, ratio, target, met, why } = measure;
    let against = against.map(figure).unwrap_or_default();
    let met = match met {
        Some(true) => "yes",
        Some(false) => "NO",
        None => "absent",
    };
    let (value, ratio) = (figure(*value), figure(*ratio));
    println!("| {name} | {value} {unit} | {against} | {ratio} | {target} | {met} | {why} |");
}

pub(crate) fn print_head() {
    println!("| name | value | against | ratio | target | met | why |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
}
