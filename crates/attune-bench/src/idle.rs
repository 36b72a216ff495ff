//! What happens while nothing does: what a connected pair sends and computes,
//! what a device whose partner is away sends, and what a window draws. All are
//! watched at once, each in networks of its own.

use crate::Bench;
use crate::display::Display;
use crate::homes::{self, Capture, Home, Running, Someone, paired};
use crate::table::{Measure, Target};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

const MINUTE: Duration = Duration::from_secs(60);
/// After connecting: paths are chosen, and the last words said.
const SETTLE: Duration = Duration::from_secs(20);
const MINUTES_ALONE: usize = 3;

const PACKETS: (&str, Target) = ("idle-connected/packets", Target::AtMost(1.1));
const CPU: (&str, Target) = ("idle-connected/cpu", Target::AtMost(0.2));
const CPU_WHY: &str = "the busier of the two in 60 s; most of it is waking threads, and asking SQLite \
                       twice a second whether another process wrote";
const ALONE: (&str, Target) = ("idle-alone/discovery", Target::AtMost(10.0));
const DIALS: (&str, Target) = ("idle-alone/dials", Target::Told);
const WINDOW: (&str, Target) = ("window-idle", Target::AtMost(0.0));

pub(crate) fn measure(_: &mut Bench) -> Vec<Measure> {
    if let Some(why) = homes::lacking() {
        let all = [PACKETS, CPU, ALONE, DIALS, WINDOW];
        return all.map(|(name, target)| Measure::failed(name, target, why)).into();
    }
    std::thread::scope(|scope| {
        let window = scope.spawn(window);
        let alone = scope.spawn(alone);
        let bare = scope.spawn(bare);
        let (packets, told, cpu) = connected();
        let bare = bare.join().unwrap();
        let why = format!("a bare iroh connection over the same cable; {told}");
        let packets = (packets as f64, bare as f64);
        let mut all = vec![
            Measure::beside(PACKETS.0, packets, "packets/minute", PACKETS.1, why),
            Measure::alone(CPU.0, cpu, "% of a core", CPU.1, CPU_WHY),
        ];
        all.extend(alone.join().unwrap());
        all.push(window.join().unwrap());
        all
    })
}

/// Packets over the cable in a minute, what is to be said of them, and the
/// busier side's part of a core.
fn connected() -> (u64, String, f64) {
    let home = Home::new("con");
    let [alex, sam] = paired(&home);
    let both = [alex.sync(), sam.sync()];
    for someone in [&alex, &sam] {
        someone.until_in_step();
    }
    std::thread::sleep(SETTLE);
    let captures = [home.here.capture(), home.there.capture()];
    let datagrams = || {
        let both = captures.iter().flatten().map(Capture::so_far);
        both.fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]])
    };
    let look = || (home.here.packets(), datagrams());
    let worked = || [both[0].on_cpu(), both[1].on_cpu()];
    let (before, worked_before) = (look(), worked());
    std::thread::sleep(MINUTE);
    let (after, worked_after) = (look(), worked());
    let busier = worked_after.into_iter().zip(worked_before).map(|(after, before)| after - before);
    let busier = busier.max().unwrap();
    let [discovery, connection] = [0, 1].map(|n| after.1[n] - before.1[n]);
    let told = format!(
        "of ours the connection sends {connection}, multicast DNS, which goes on beside it, \
         {discovery}, the kernel the rest to find neighbours"
    );
    (after.0 - before.0, told, busier.as_secs_f64() / MINUTE.as_secs_f64() * 100.0)
}

/// Packets in a minute of a bare connection.
fn bare() -> u64 {
    let home = Home::new("bar");
    let play = |computer: &homes::Computer, n: &str| {
        let mut command = computer.play("bare");
        Running(command.arg(n).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    };
    let _accepts = play(&home.here, "0");
    std::thread::sleep(Duration::from_secs(1));
    let _dials = play(&home.there, "1");
    std::thread::sleep(SETTLE);
    let before = home.here.packets();
    std::thread::sleep(MINUTE);
    let packets = home.here.packets() - before;
    assert!(packets > 0, "the bare connection did not come about");
    packets
}

/// What is sent with the partner away: to everybody, which is discovery, and to
/// where the partner was last.
fn alone() -> [Measure; 2] {
    let home = Home::new("alo");
    let [alex, sam] = paired(&home);
    drop(sam);
    let capture = match home.here.capture() {
        Ok(capture) => capture,
        Err(why) => return [ALONE, DIALS].map(|(name, target)| Measure::failed(name, target, why)),
    };
    let mut last = capture.so_far();
    let _runs = alex.sync();
    let minutes: Vec<[u64; 2]> = (0..MINUTES_ALONE)
        .map(|_| {
            std::thread::sleep(MINUTE);
            let now = capture.so_far();
            let before = std::mem::replace(&mut last, now);
            [now[0] - before[0], now[1] - before[1]]
        })
        .collect();
    let told = |n: usize, (name, target): (&str, Target), what: &str| {
        let all: Vec<u64> = minutes.iter().map(|minute| minute[n]).collect();
        let most = all.iter().max().copied().unwrap_or_default();
        let why = format!("{what}; in each minute from the start: {all:?}");
        Measure::alone(name, most as f64, "packets/minute", target, why)
    };
    let dials = "to where the partner was last: each attempt says hello four times in 10 s";
    [told(0, ALONE, "multicast DNS, the busiest minute"), told(1, DIALS, dials)]
}

/// What a window of a paired, connected profile draws in a minute.
fn window() -> Measure {
    let (name, target) = WINDOW;
    let server = match Display::open() {
        Ok(server) => server,
        Err(why) => return Measure::failed(name, target, why),
    };
    let home = Home::new("win");
    let [alex, sam] = paired(&home);
    let _there = sam.sync();
    not_at_the_turn_of_an_hour();
    let seconds = |time: Duration| time.as_secs().to_string();
    let output =
        watched(&home, &alex, &server).args([seconds(SETTLE), seconds(MINUTE)]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let Ok(told) = serde_json::from_str::<serde_json::Value>(told.trim()) else {
        return Measure::failed(name, target, String::from_utf8_lossy(&output.stderr));
    };
    let after = told["after"].as_array().unwrap();
    let mut causes: Vec<String> = after.iter().map(|cause| cause.to_string()).collect();
    causes.sort();
    causes.dedup();
    let why = format!("frames in 60 s, {} before it settled {}", told["before"], causes.join("; "));
    Measure::alone(name, after.len() as f64, "frames", target, why)
}

fn watched(home: &Home, alex: &Someone<'_>, display: &Display) -> Command {
    let mut command = home.here.play("window");
    display.is_of(command.arg(alex.folder.path().join("profile")));
    command
}

/// With the hour the greeting changes, and a frame is due: that is no idleness.
fn not_at_the_turn_of_an_hour() {
    let half_hour = 1_800;
    let needed = (SETTLE + MINUTE).as_secs() + 10;
    let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let left = half_hour - unix % half_hour;
    if left < needed {
        std::thread::sleep(Duration::from_secs(left + 1));
    }
}
