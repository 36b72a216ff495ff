//! What somebody hears who does not see the window: the program tells it on a bus
//! to whoever reads screens, and here that is the test. So a story finds what it
//! presses by its name, and knows what has the keyboard.
//!
//! The bus is the test's own. Of a desktop's services it has the three that a
//! program asks for before it tells anything, played here; so `dbus-daemon` alone
//! is enough.
#![allow(dead_code, clippy::unwrap_used, reason = "each story uses what it needs")]

use super::display::{Display, Window, until};
use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use zbus::blocking::{Connection, Proxy, connection::Builder, fdo::DBusProxy};
use zbus::message::Header;
use zbus::names::BusName;
use zbus::zvariant::OwnedObjectPath;

/// Where the tree of every program begins.
const ROOT: &str = "/org/a11y/atspi/accessible/root";
/// Where all of it is told at once.
const CACHE: &str = "/org/a11y/atspi/cache";
/// How long the keyboard may take to go on to the next thing.
const STEP: Duration = Duration::from_millis(1_500);
/// The keyboard stays where it is, if it has been there so long.
const REST: Duration = Duration::from_millis(120);
/// More things than any page has.
const MOST: usize = 90;

/// A bus of our own, gone when dropped.
pub(crate) struct Bus {
    daemon: Child,
    address: String,
    connection: Connection,
    came: Arc<Mutex<Vec<String>>>,
    _room: TempDir,
}

impl Bus {
    pub(crate) fn open() -> Self {
        let room = tempfile::tempdir().unwrap();
        let config = room.path().join("bus.conf");
        // No service is found by this bus, so none is begun.
        let written = format!(
            r#"<busconfig>
                 <type>session</type>
                 <listen>unix:dir={}</listen>
                 <auth>EXTERNAL</auth>
                 <policy context="default">
                   <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
                 </policy>
               </busconfig>"#,
            room.path().display()
        );
        std::fs::write(&config, written).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(!address.is_empty(), "the bus gave no address");
        let came = Arc::<Mutex<Vec<String>>>::default();
        let connection = Builder::address(address.as_str())
            .unwrap()
            .serve_at("/org/a11y/bus", Where { address: address.clone() })
            .unwrap()
            .serve_at("/org/a11y/bus", Status)
            .unwrap()
            .serve_at(ROOT, Registry { came: came.clone() })
            .unwrap()
            .name("org.a11y.Bus")
            .unwrap()
            .name("org.a11y.atspi.Registry")
            .unwrap()
            .build()
            .unwrap();
        Self { daemon, address, connection, came, _room: room }
    }

    /// Where it is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Lets a program find this bus and no other.
    pub(crate) fn reaches(&self, program: &mut Command) {
        program.env("DBUS_SESSION_BUS_ADDRESS", &self.address).env_remove("AT_SPI_BUS_ADDRESS");
    }

    /// Opens the window of a profile where this bus is found.
    pub(crate) fn opens<'d>(&self, display: &'d Display, profile: &Path) -> Window<'d> {
        let mut program = display.program(profile);
        self.reaches(&mut program);
        display.shows(&mut program)
    }

    /// Listens to the program behind a window.
    pub(crate) fn listens<'a>(&'a self, window: &'a Window<'a>) -> Reader<'a> {
        let names = DBusProxy::new(&self.connection).unwrap();
        let pid = window.program.id();
        let name = until(|| {
            let came = self.came.lock().unwrap().clone();
            came.into_iter().find(|name| {
                let of = BusName::try_from(name.as_str()).unwrap();
                names.get_connection_unix_process_id(of).is_ok_and(|of| of == pid)
            })
        });
        let reader = Reader { bus: self, window, name };
        until(|| Some(()).filter(|()| reader.all().len() > 1));
        reader
    }

    fn about(&self, name: &str, path: &str, interface: &str) -> zbus::Result<Proxy<'static>> {
        zbus::blocking::proxy::Builder::<Proxy<'static>>::new(&self.connection)
            .destination(name.to_owned())?
            .path(path.to_owned())?
            .interface(interface.to_owned())?
            // What is asked for is asked for anew.
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Says where the bus of screen readers is: it is this one.
struct Where {
    address: String,
}

#[zbus::interface(name = "org.a11y.Bus")]
impl Where {
    fn get_address(&self) -> &str {
        &self.address
    }
}

/// Says that somebody listens.
struct Status;

#[zbus::interface(name = "org.a11y.Status")]
impl Status {
    #[zbus(property)]
    fn is_enabled(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn screen_reader_enabled(&self) -> bool {
        true
    }
}

/// Where a program says that it is there.
struct Registry {
    came: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.a11y.atspi.Socket")]
impl Registry {
    fn embed(
        &self,
        #[zbus(connection)] here: &zbus::Connection,
        #[zbus(header)] header: Header<'_>,
        plug: Place,
    ) -> (Place,) {
        let sender = header.sender().map_or(plug.0, ToString::to_string);
        self.came.lock().unwrap().push(sender);
        // Programs take no well-known name for an answer.
        let name = here.unique_name().map(ToString::to_string).unwrap_or_default();
        ((name, OwnedObjectPath::try_from(ROOT).unwrap()),)
    }
}

/// A thing by the program it is of, and its path.
type Place = (String, OwnedObjectPath);
/// A thing as it is told: itself, its program, what it hangs on, which of its
/// children it is, how many it has, what can be asked of it, its name, what it
/// is, what is said of it, how it stands.
type Told = (Place, Place, Place, i32, i32, Vec<String>, String, u32, String, Vec<u32>);

/// What a thing is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Box,
    Button,
    Choice,
    /// A sheet over the page.
    Dialog,
    Heading,
    Line,
    Secret,
    Tab,
    /// A button that stays pressed: a day of a calendar.
    Toggle,
    Words,
    /// The window as a whole.
    Window,
    /// By its number.
    Other(u32),
}

impl Role {
    fn of(number: u32) -> Self {
        match number {
            7 => Self::Box,
            16 => Self::Dialog,
            23 => Self::Window,
            29 => Self::Words,
            37 => Self::Tab,
            40 => Self::Secret,
            43 => Self::Button,
            44 => Self::Choice,
            62 => Self::Toggle,
            79 => Self::Line,
            83 => Self::Heading,
            number => Self::Other(number),
        }
    }
}

/// One thing of the window, as it is told.
#[derive(Clone, PartialEq)]
pub(crate) struct Thing {
    path: String,
    pub(crate) role: Role,
    pub(crate) name: String,
    states: u64,
}

/// The states of a thing, each by its bit.
const CHECKED: u32 = 4;
const ENABLED: u32 = 8;
const FOCUSABLE: u32 = 11;
const FOCUSED: u32 = 12;
const PRESSED: u32 = 20;
const SELECTED: u32 = 23;

impl Thing {
    fn of(told: &Told) -> Self {
        let states = told.9.iter().rev().fold(0, |all, half| all << 32 | u64::from(*half));
        let path = told.0.1.as_str().to_owned();
        Self { path, role: Role::of(told.7), name: told.6.clone(), states }
    }

    fn is(&self, state: u32) -> bool {
        self.states >> state & 1 == 1
    }

    pub(crate) fn is_chosen(&self) -> bool {
        [CHECKED, PRESSED, SELECTED].iter().any(|state| self.is(*state))
    }

    /// Whether it can be pressed just now.
    pub(crate) fn is_awake(&self) -> bool {
        self.is(ENABLED)
    }

    /// Whether the keyboard can come to it.
    pub(crate) fn is_reached(&self) -> bool {
        self.is(FOCUSABLE) && self.role != Role::Window
    }

    fn has_keyboard(&self) -> bool {
        self.is(FOCUSED) && self.role != Role::Window
    }
}

impl fmt::Debug for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.role, self.name)?;
        let states =
            [(self.is_chosen(), "chosen"), (!self.is_awake(), "waits"), (self.has_keyboard(), "*")];
        states.iter().filter(|(so, _)| *so).try_for_each(|(_, word)| write!(f, " {word}"))
    }
}

/// Somebody at the keyboard of one window who only hears it.
pub(crate) struct Reader<'a> {
    bus: &'a Bus,
    window: &'a Window<'a>,
    name: String,
}

impl Reader<'_> {
    /// Everything that is there, in the order in which it is read.
    pub(crate) fn all(&self) -> Vec<Thing> {
        self.under(ROOT)
    }

    /// What is in front: a sheet over the page, or all of it.
    fn in_front(&self) -> Vec<Thing> {
        let all = self.all();
        let sheet = all.iter().find(|thing| thing.role == Role::Dialog);
        sheet.map_or_else(|| all.clone(), |sheet| self.under(&sheet.path))
    }

    /// What hangs on this. It is asked for as a whole, so nothing of it goes in
    /// between.
    fn under(&self, path: &str) -> Vec<Thing> {
        let told = self.bus.about(&self.name, CACHE, "org.a11y.atspi.Cache").unwrap();
        let mut told: Vec<Told> = told.call("GetItems", &()).unwrap_or_default();
        told.sort_by_key(|told| told.3);
        let mut children: HashMap<&str, Vec<&Told>> = HashMap::new();
        // The program as a whole is told as well, and hangs on the desktop.
        for one in told.iter().filter(|one| one.0.1.as_str() != ROOT) {
            children.entry(one.2.1.as_str()).or_default().push(one);
        }
        let mut all = Vec::new();
        let mut next: Vec<&Told> = Vec::new();
        let mut path = path;
        loop {
            next.extend(children.remove(path).into_iter().flatten().rev());
            let Some(told) = next.pop() else { return all };
            all.push(Thing::of(told));
            path = told.0.1.as_str();
        }
    }

    /// What has the keyboard.
    pub(crate) fn keyboard(&self) -> Option<Thing> {
        self.all().into_iter().find(Thing::has_keyboard)
    }

    /// The first thing whose name begins so.
    pub(crate) fn find(&self, name: &str) -> Option<Thing> {
        self.all().into_iter().find(|thing| thing.name.starts_with(name))
    }

    /// Whether these words are to be heard anywhere.
    pub(crate) fn hears(&self, words: &str) -> bool {
        self.all().iter().any(|thing| thing.name.contains(words))
    }

    /// Waits until something is told whose name begins so.
    #[track_caller]
    pub(crate) fn until(&self, name: &str) -> Thing {
        self.waits(name, || self.find(name))
    }

    /// Waits until something there has these words in its name.
    #[track_caller]
    pub(crate) fn until_heard(&self, words: &str) {
        self.waits(words, || self.hears(words).then_some(()));
    }

    /// The same of what is told to be this.
    #[track_caller]
    pub(crate) fn until_as(&self, role: Role, name: &str) -> Thing {
        self.waits(name, || self.find_as(role, name))
    }

    /// Waits until nothing there has a name that begins so.
    #[track_caller]
    pub(crate) fn until_gone(&self, name: &str) {
        self.waits(name, || self.find(name).is_none().then_some(()));
    }

    /// Waits until a choice of that name is the chosen one.
    #[track_caller]
    pub(crate) fn waits_chosen(&self, name: &str) {
        self.waits(name, || self.find_as(Role::Choice, name).filter(Thing::is_chosen));
    }

    /// Waits until the keyboard is at this.
    #[track_caller]
    pub(crate) fn until_at(&self, name: &str) -> Thing {
        let at = || self.keyboard().filter(|thing| thing.name.starts_with(name));
        self.waits(name, at)
    }

    #[track_caller]
    fn waits<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let since = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            let so_far = since.elapsed();
            assert!(so_far < Duration::from_secs(20), "never {what:?} in {:#?}", self.all());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Presses a key, wherever the keyboard is.
    pub(crate) fn key(&self, key: &str) {
        self.window.key(key);
    }

    pub(crate) fn types(&self, text: &str) {
        self.window.type_text(text);
    }

    /// What has the keyboard once that stays: a page that just came takes it to where
    /// it begins, and a step from before would be taken for one from there.
    fn at_rest(&self) -> Option<Thing> {
        let mut at = self.keyboard();
        loop {
            std::thread::sleep(REST);
            let now = self.keyboard();
            if now.as_ref().map(|thing| &thing.path) == at.as_ref().map(|thing| &thing.path) {
                return now;
            }
            at = now;
        }
    }

    /// One step of the keyboard: what has it then.
    pub(crate) fn step(&self, key: &str) -> Option<Thing> {
        let before = self.keyboard().map(|thing| thing.path);
        self.key(key);
        let since = Instant::now();
        loop {
            // Between the last thing and the first it is nowhere for a moment.
            let now = self.keyboard();
            let path = now.as_ref().map(|thing| &thing.path);
            if path.is_some() && path != before.as_ref() {
                return now;
            }
            if since.elapsed() > STEP {
                return now;
            }
        }
    }

    /// Goes on with Tab until the keyboard is at what has a name that begins so.
    /// Whatever it passes says what it is.
    #[track_caller]
    pub(crate) fn to(&self, name: &str) -> Thing {
        self.goes("Tab", name, |_| true)
    }

    /// The same backwards.
    #[track_caller]
    pub(crate) fn back_to(&self, name: &str) -> Thing {
        self.goes("shift+Tab", name, |_| true)
    }

    #[track_caller]
    fn goes(&self, key: &str, name: &str, is_meant: impl Fn(&Thing) -> bool) -> Thing {
        let mut passed: Vec<Thing> = Vec::new();
        let mut at = self.at_rest();
        for _ in 0..MOST {
            if let Some(thing) = at {
                assert!(says_what_it_is(&thing), "{thing:?} after {passed:#?}");
                if thing.name.starts_with(name) && is_meant(&thing) {
                    return thing;
                }
                // Once round from wherever it was.
                let again = passed.iter().filter(|before| before.path == thing.path).count();
                assert!(again < 2, "{key} never comes to {name:?}: {passed:#?}");
                passed.push(thing);
            }
            at = self.step(key);
        }
        panic!("{key} never comes to {name:?}: {passed:#?}");
    }

    /// Goes to it, and presses it once it can be pressed.
    #[track_caller]
    pub(crate) fn press(&self, name: &str) {
        let thing = self.to(name);
        // What was typed or pasted just before may still be on its way to it.
        let awake = || self.all().into_iter().find(|one| one.path == thing.path && one.is_awake());
        self.waits(&format!("{name}, awake"), awake);
        let choosing = matches!(thing.role, Role::Choice | Role::Box);
        self.key(if choosing { "space" } else { "Return" });
    }

    /// Goes to the place of that name in the navigation, which is the end of the
    /// round that Tab makes.
    #[track_caller]
    pub(crate) fn place(&self, name: &str) {
        let thing = self.goes("shift+Tab", name, |thing| thing.role == Role::Tab);
        self.key("Return");
        let chosen = || self.find_as(Role::Tab, &thing.name).filter(Thing::is_chosen);
        self.waits(name, chosen);
    }

    fn find_as(&self, role: Role, name: &str) -> Option<Thing> {
        self.all().into_iter().find(|thing| thing.role == role && thing.name.starts_with(name))
    }

    /// Tab comes to everything that it can come to, in the order in which it is
    /// read, to nothing twice, and round again.
    #[track_caller]
    pub(crate) fn goes_round(&self) {
        let read: Vec<Thing> = self.in_front().into_iter().filter(Thing::is_reached).collect();
        let mut round = self.round();
        let first = round.iter().position(|thing| thing.path == read[0].path);
        round.rotate_left(first.unwrap_or_default());
        let names = |things: &[Thing]| -> Vec<(Role, String)> {
            things.iter().map(|thing| (thing.role, thing.name.clone())).collect()
        };
        assert_eq!(names(&round), names(&read));
        assert!(round.iter().all(says_what_it_is), "{round:#?}");
    }

    /// Everything that Tab comes to, once round, from wherever the keyboard is.
    #[track_caller]
    pub(crate) fn round(&self) -> Vec<Thing> {
        let step = || self.step("Tab").unwrap_or_else(|| panic!("Tab leads nowhere"));
        let mut round = vec![step()];
        while round.len() < MOST {
            let next = step();
            if next.path == round[0].path {
                return round;
            }
            let twice = round.iter().any(|before| before.path == next.path);
            assert!(!twice, "{next:?} twice in {round:#?}");
            round.push(next);
        }
        panic!("no end of {round:#?}");
    }
}

/// Whether somebody who does not see it knows what it is.
fn says_what_it_is(thing: &Thing) -> bool {
    !thing.name.trim().is_empty() && !matches!(thing.role, Role::Other(_) | Role::Words)
}
