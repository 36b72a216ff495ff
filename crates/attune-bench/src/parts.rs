//! What this program plays when it is started by itself: people's own program,
//! or one end of a yardstick, each a process that can be put into a network of
//! its own and watched from outside.

use crate::{bare, syncthing, window};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Which part, in the environment.
pub(crate) const PART: &str = "ATTUNE_BENCH_PART";

/// Plays the part that the environment names, if it names one.
pub(crate) fn played() -> Option<ExitCode> {
    let part = std::env::var(PART).ok()?;
    let mut arguments = std::env::args().skip(1);
    match part.as_str() {
        "attune" => return Some(attune::run()),
        "bare" => bare::play(arguments.next().unwrap().parse().unwrap()),
        "window" => idle(arguments),
        "opening" => window::play(arguments.next().map(PathBuf::from).as_deref()),
        "syncthing" => syncthing::play(&PathBuf::from(arguments.next().unwrap())),
        other => panic!("no such part: {other}"),
    }
    Some(ExitCode::SUCCESS)
}

/// Opens a window, and prints what it drew.
fn idle(mut arguments: impl Iterator<Item = String>) {
    let folder = PathBuf::from(arguments.next().unwrap());
    let mut seconds = || Duration::from_secs(arguments.next().unwrap().parse().unwrap());
    let (settle, watch) = (seconds(), seconds());
    let idle = attune::measure::idle_window(&folder, settle, watch).unwrap();
    println!("{}", serde_json::json!({ "before": idle.before, "after": idle.after }));
}
