//! A ritual's time comes while real windows are open, and on the couple's day the
//! check-in's: the desktop is told the name and nothing else, once, by the one window
//! that may; nobody is told by a window that is locked, nor of what is done or rests or
//! was answered, and where a desktop has nobody to tell, nothing breaks.

use crate::display::Display;
use crate::ears::Bus;
use crate::people::Person;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use zbus::blocking::connection::Builder;
use zbus::zvariant::OwnedValue;

/// What was said on the desktop: by which program, the heading, what is under it,
/// and what could be done with it.
type Said = Arc<Mutex<Vec<[String; 4]>>>;

/// A desktop's notifications, as far as a program talks to them.
struct Notifications {
    said: Said,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[allow(clippy::too_many_arguments, reason = "the desktop's own call has eight")]
    fn notify(
        &self,
        app: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        self.said.lock().unwrap().push([app, summary, body, actions.concat()]);
        1
    }
}

/// Long enough for whoever would say it twice, or should not say it.
const A_WHILE: Duration = Duration::from_secs(5);

/// Minutes after midnight, UTC, and the seconds since that minute began.
fn now() -> (u64, u64) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    (seconds / 60 % (24 * 60), seconds % 60)
}

/// So many minutes from now, as the clock on a wall in UTC shows it then.
fn in_minutes(minutes: u64) -> String {
    let then = (now().0 + minutes) % (24 * 60);
    format!("{:02}:{:02}", then / 60, then % 60)
}

/// The day of the week, in UTC.
fn weekday() -> &'static str {
    const DAYS: [&str; 7] =
        ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    DAYS[usize::try_from(seconds / (24 * 60 * 60) % 7).unwrap()]
}

/// Somebody who lives in UTC.
fn in_utc(mut person: Person) -> Person {
    person.environment.push(("TZ", "UTC".into()));
    person
}

/// Has them reminded on this computer, of rituals and at `time` of the check-in, whose
/// day it is.
fn reminded(person: &Person, time: &str) {
    let wanted = format!(r#"{{"reminders":"byname","checkin":"{time}"}}"#);
    std::fs::write(person.file("profile").join("window.json"), wanted).unwrap();
    person.done(&["checkin", "day", weekday()]);
}

fn begin(person: &Person, name: &str, time: &str) -> String {
    person.done(&["ritual", "add", name, "--days", "daily", "--time", time])
}

/// In four real windows.
pub(super) fn what_is_due_is_said_once_by_name_and_by_no_locked_window() {
    let (open, locked, alone) = (Person::new("Alex"), Person::new("Robin"), Person::new("Kim"));
    let (open, mut locked, alone) = (in_utc(open), in_utc(locked), in_utc(alone));
    let answered = in_utc(Person::new("Lou"));
    let (display, bus, nobody) = (Display::open(), Bus::open(), Bus::open());
    let said = Said::default();
    let _desktop = Builder::address(bus.address())
        .unwrap()
        .serve_at("/org/freedesktop/Notifications", Notifications { said: said.clone() })
        .unwrap()
        .name("org.freedesktop.Notifications")
        .unwrap()
        .build()
        .unwrap();

    // Far enough ahead for four windows to open, and not into another day.
    while now().0 + 2 >= 24 * 60 {
        std::thread::sleep(Duration::from_secs(10));
    }
    let (_, seconds) = now();
    let ahead = if seconds < 30 { 1 } else { 2 };
    let comes = Instant::now() + Duration::from_secs(ahead * 60 - seconds);
    let time = in_minutes(ahead);
    for person in [&open, &locked, &alone, &answered] {
        reminded(person, &time);
    }
    answered.done(&["checkin", "answer", "You listened", "", ""]);
    begin(&open, "Thanks before lights out", &time);
    let done = begin(&open, "Done already", &time);
    open.done(&["ritual", "done", &done]);
    let rests = begin(&open, "Resting", &time);
    open.done(&["ritual", "rest", &rests, "--until", "2100-01-01"]);
    begin(&open, "Gone by", &in_minutes(0));
    begin(&locked, "Behind a lock", &time);
    locked.environment.push(("ATTUNE_NEW_PASSPHRASE", "under the pear tree".into()));
    locked.done(&["passphrase", "set"]);
    begin(&alone, "Said to nobody", &time);

    let shows = |person: &Person, bus: &Bus| {
        let mut program = display.program(&person.file("profile"));
        bus.reaches(&mut program);
        program.env("TZ", "UTC");
        display.shows(&mut program)
    };
    let mut windows =
        [shows(&open, &bus), shows(&locked, &bus), shows(&answered, &bus), shows(&alone, &nobody)];
    assert!(Instant::now() < comes, "the windows took too long to open");
    assert!(said.lock().unwrap().is_empty(), "before its time");
    std::thread::sleep(comes.saturating_duration_since(Instant::now()) + A_WHILE);
    let expected = ["Thanks before lights out", "Check-in"].map(|name| ["Attune", name, "", ""]);
    assert_eq!(*said.lock().unwrap(), expected);
    for window in &mut windows {
        assert_eq!(window.program.try_wait().unwrap(), None, "a window ended");
    }
}
