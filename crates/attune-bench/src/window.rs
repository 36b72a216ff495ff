//! Opening a window: a whole process from its start to its first frame, with ten
//! years in the vault, and its memory; beside a bare window of the same size and
//! fonts, in turns with it.

use crate::Bench;
use crate::display::Display;
use crate::parts::PART;
use crate::table::{Measure, Target, millis, percentile};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

const ROUNDS: usize = 9;
/// Until memory is looked at.
const REST: Duration = Duration::from_secs(1);

const FIRST: (&str, Target) = ("window/first-frame", Target::AtMost(1.5));
const SHOWN: (&str, Target) = ("window/shown", Target::Told);
const MEMORY: (&str, Target) = ("window/memory", Target::AtMost(1.3));

/// What the measured process does: opens a window on a profile, or a bare one, and
/// prints what that took, in nanoseconds of the system's clock and in KiB.
pub(crate) fn play(folder: Option<&Path>) {
    let opened = attune::measure::open_window(folder, REST).unwrap();
    let nanos = |time: SystemTime| {
        time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos().to_string()
    };
    println!("{} {} {}", nanos(opened.first), nanos(opened.shown), opened.resident);
}

/// What one opening took.
struct Opening {
    first: Duration,
    shown: Duration,
    /// In MiB.
    memory: f64,
}

fn run(display: &Display, folder: Option<&Path>) -> Result<Opening, String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(folder).env(PART, "opening").env_remove("ATTUNE_BIND").stdin(Stdio::null());
    let began = SystemTime::now();
    let output = display.is_of(&mut command).output().unwrap();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let told = String::from_utf8(output.stdout).unwrap();
    let mut numbers = told.split_whitespace();
    let mut next = || numbers.next().unwrap();
    let mut since = || {
        let nanos: u128 = next().parse().unwrap();
        let time = Duration::from_nanos(u64::try_from(nanos).unwrap());
        (SystemTime::UNIX_EPOCH + time).duration_since(began).unwrap()
    };
    let (first, shown) = (since(), since());
    let resident: f64 = next().parse().unwrap();
    Ok(Opening { first, shown, memory: resident / 1024.0 })
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let failed = |why: &str| {
        [FIRST, SHOWN, MEMORY].map(|(name, target)| Measure::failed(name, target, why)).into()
    };
    let display = match Display::open() {
        Ok(display) => display,
        Err(why) => return failed(why),
    };
    let folder = bench.alone().folder().to_owned();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    // The first of each warms what both read from the disk.
    for _ in 0..=ROUNDS {
        for (folder, all) in [(Some(folder.as_path()), &mut ours), (None, &mut bare)] {
            match run(&display, folder) {
                Ok(opening) => all.push(opening),
                Err(why) => return failed(&why),
            }
        }
    }
    let middle = |all: &[Opening], of: fn(&Opening) -> Duration| {
        let mut times: Vec<Duration> = all.iter().skip(1).map(of).collect();
        millis(percentile(&mut times, 0.5))
    };
    let memory = |all: &[Opening]| all.iter().map(|opening| opening.memory).fold(0.0, f64::max);
    let [first, shown, opened] =
        [middle(&ours, |it| it.first), middle(&ours, |it| it.shown), middle(&bare, |it| it.first)];
    let why = "the process, from its start; beside a bare window of the same size and fonts";
    vec![
        Measure::beside(FIRST.0, (first, opened), "ms", FIRST.1, why),
        Measure::beside(SHOWN.0, (shown, opened), "ms", SHOWN.1, "until Today is on the screen"),
        Measure::beside(
            MEMORY.0,
            (memory(&ours), memory(&bare)),
            "MiB",
            MEMORY.1,
            "resident, at rest",
        ),
    ]
}
