//! Two computers at home, as two network namespaces joined by a cable, without
//! a default route: what is found, what is merged, and what is never sent.
//!
//! Needs root, `ip`, `tcpdump` and `nft`, one story `Xvfb`, and one `perl` and
//! `/dev/net/tun`. Without them the stories are listed as ignored, with the reason
//! in their names; with `ATTUNE_TEST_ALL=1` that is a failure.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

#[path = "stories/computers.rs"]
mod computers;
#[path = "stories/display.rs"]
mod display;
#[path = "stories/people.rs"]
mod people;
mod stories;

use computers::{Capture, Home, assert_only_to, control_packet, ip, pair, until};
use display::Display;
use people::{Person, Running};
use std::io::{BufRead, BufReader, Read};
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

fn main() {
    let stories: &[(&str, fn())] = &[
        ("two_computers_pair_are_cut_apart_and_merge", pair_cut_merge),
        ("nothing_leaves_the_link", nothing_leaves_the_link),
        ("a_moved_computer_is_found_again_and_sends_nowhere_else", moved),
        ("who_is_alone_sends_nothing_at_all", alone),
        ("a_firewall_where_the_words_are_shown_is_no_hindrance", firewall_showing),
        ("a_firewall_where_they_are_typed_is_none_either", firewall_typing),
        ("firewalls_on_both_are_none_either", firewall_both),
        ("a_wall_that_lets_nothing_through_is_said", walled_off),
    ];
    let lacking = lacking();
    let through = (
        "nothing_goes_through_a_tunnel",
        through_a_tunnel as fn(),
        lacking.clone().or_else(lacks_tunnels),
    );
    let stories = stories.iter().map(|(name, story)| (*name, *story, lacking.clone()));
    stories::run_each(stories.chain([through]));
}

/// What this machine lacks for these stories.
fn lacking() -> Option<String> {
    computers::lacking().or_else(|| display::lacks(&["Xvfb"]))
}

fn lacks_tunnels() -> Option<String> {
    let device = "/dev/net/tun";
    let lacks = (!Path::new(device).exists()).then(|| device.to_owned());
    display::lacks(&["perl"]).or(lacks)
}

/// Longer than a line without an answer is kept.
const GIVEN_UP: Duration = Duration::from_secs(20);

fn pair_cut_merge() {
    let home = Home::new("c");
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    pair(&alex, &sam);
    let _here = alex.start(&["sync"]);
    let _there = sam.start(&["sync"]);
    let page = alex.done(&["add", "journal", "--together", "One. Two."]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    assert_eq!(sam.json(&["show", &page])["body"], "One. Two.");

    for (round, rest) in [("Three.", Duration::from_secs(1)), ("Four.", GIVEN_UP)] {
        home.cut();
        let before = alex.json(&["show", &page])["body"].as_str().unwrap().to_owned();
        alex.done(&["edit", &page, &format!("Zero. {before}")]);
        sam.done(&["edit", &page, &format!("{before} {round}")]);
        std::thread::sleep(rest);
        assert_eq!(alex.json(&["show", &page])["delivery"], "device");
        assert!(!alex.is_in_step() && !sam.is_in_step());

        home.mend();
        until("in step again", || alex.is_in_step() && sam.is_in_step());
        for person in [&alex, &sam] {
            assert_eq!(person.json(&["show", &page])["body"], format!("Zero. {before} {round}"));
        }
        assert_eq!(alex.json(&["status"])["digest"], sam.json(&["status"])["digest"]);
    }
}

/// A way out of Alex's computer, with a real router behind it that knows the
/// way to Sam's other network: whatever is sent there is seen.
struct WayOut {
    router: String,
}

/// Where Sam's computer has a second address, off the link.
const OTHER: &str = "10.99.0.2";

impl WayOut {
    fn new(home: &Home, story: &str) -> Self {
        let [a, b] = &home.names;
        let router = format!("at{}{story}r", std::process::id());
        ip(&format!("netns add {router}"));
        ip(&format!("-n {a} link add out type veth peer name far netns {router}"));
        ip(&format!("-n {a} addr add 203.0.113.2/24 dev out"));
        ip(&format!("-n {router} addr add 203.0.113.1/24 dev far"));
        ip(&format!("-n {b} link add other type veth peer name beyond netns {router}"));
        ip(&format!("-n {b} addr add {OTHER}/24 dev other"));
        ip(&format!("-n {router} addr add 10.99.0.1/24 dev beyond"));
        for (namespace, device) in [(a, "out"), (&router, "far"), (&router, "beyond"), (b, "other")]
        {
            ip(&format!("-n {namespace} link set {device} up"));
        }
        ip(&format!("-n {a} route add default via 203.0.113.1"));
        Self { router }
    }
}

impl Drop for WayOut {
    fn drop(&mut self) {
        let _ = Command::new("ip").args(["netns", "del", &self.router]).output();
    }
}

/// Every packet that leaves an interface, but for what the kernel says of
/// itself: neighbour questions and multicast memberships.
const OURS: &str = "ip and not igmp and not icmp or udp or tcp";

/// Both, in step after one of them wrote a page, and for as long after that as
/// paths are probed and addresses are swapped.
fn syncing_a_page(alex: &Person, sam: &Person) -> [Running; 2] {
    let both = [alex.start(&["sync"]), sam.start(&["sync"])];
    alex.done(&["add", "journal", "--shared", "only over the cable"]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    std::thread::sleep(Duration::from_secs(8));
    both
}

fn nothing_leaves_the_link() {
    let home = Home::new("l");
    let [a, b] = &home.names;
    // Alex's computer also has a way out, where everything else would go; Sam's
    // has an address that is off the link, and says so when asked.
    let _way_out = WayOut::new(&home, "l");
    let (alex, sam) = (Person::at("Alex", a), Person::at("Sam", b));
    let out = Capture::start(a, "out");
    let cable = Capture::start(a, "cable");
    pair(&alex, &sam);
    drop(syncing_a_page(&alex, &sam));
    assert_nothing_left(a, out);
    assert_only_to(&cable.packets("udp"), &["192.168.77.", "224.0.0.251.5353"]);
}

/// Nothing of ours went out where a packet of the test's own is seen to go.
#[track_caller]
fn assert_nothing_left(namespace: &str, out: Capture) {
    control_packet(namespace, OTHER);
    let sent = out.packets(OURS);
    let (control, ours): (Vec<_>, Vec<_>) =
        sent.into_iter().partition(|line| line.contains(&format!("{OTHER}.9:")));
    assert_eq!(control.len(), 1, "the capture sees what leaves");
    assert_eq!(ours, Vec::<String>::new(), "off the link");
}

fn moved() {
    let home = Home::new("m");
    let [a, b] = &home.names;
    let _way_out = WayOut::new(&home, "m");
    let (alex, sam) = (Person::at("Alex", a), Person::at("Sam", b));
    pair(&alex, &sam);
    let here = alex.start(&["sync"]);
    let there = sam.start(&["sync"]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    // The router gave both computers other addresses.
    let out = Capture::start(a, "out");
    for (n, name) in home.names.iter().enumerate() {
        ip(&format!("-n {name} addr flush dev cable"));
        ip(&format!("-n {name} addr add 10.20.30.{}/24 dev cable", n + 1));
    }
    let cable = Capture::start(a, "cable");
    let page = sam.done(&["add", "journal", "--shared", "from the new place"]);
    until("in step in the new place", || alex.is_in_step() && sam.is_in_step());
    assert_eq!(alex.json(&["show", &page])["body"], "from the new place");
    std::thread::sleep(Duration::from_secs(3));
    drop((here, there));
    assert_nothing_left(a, out);
    assert_only_to(&cable.packets("udp"), &["10.20.30.", "224.0.0.251.5353"]);
}

/// An end of a tunnel, open as long as this runs: a private address, and somebody
/// far away to whom all goes that is sent there.
fn tunnel(namespace: &str) -> Running {
    const PROGRAM: &str = r#"
        open(my $end, "+<", "/dev/net/tun") or die;
        my $named = pack("a16 s x22", "tunnel", 0x1001);
        ioctl($end, 0x400454ca, $named) or die;
        $| = 1;
        print "open\n";
        while (sysread($end, my $packet, 65536)) {}
    "#;
    let mut end = Command::new("ip")
        .args(["netns", "exec", namespace, "perl", "-e", PROGRAM])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(end.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "open\n");
    ip(&format!("-n {namespace} addr add {HERE}/24 dev tunnel"));
    ip(&format!("-n {namespace} link set tunnel up"));
    Running(end)
}

/// Alex's address in the tunnel, beside the one that Sam's computer has elsewhere.
const HERE: &str = "10.99.0.7";

fn through_a_tunnel() {
    let home = Home::new("v");
    let [a, b] = &home.names;
    // Sam's computer has an address that would be a neighbour's in there, and
    // says so when asked.
    ip(&format!("-n {b} link add other type veth peer name beyond"));
    ip(&format!("-n {b} addr add {OTHER}/24 dev other"));
    for device in ["other", "beyond"] {
        ip(&format!("-n {b} link set {device} up"));
    }
    let _tunnel = tunnel(a);
    let (alex, sam) = (Person::at("Alex", a), Person::at("Sam", b));
    let inside = Capture::start(a, "tunnel");
    let cable = Capture::start(a, "cable");
    pair(&alex, &sam);
    let running = syncing_a_page(&alex, &sam);
    // The kernel's list of sockets, with addresses as it writes them.
    let list = ["netns", "exec", a, "cat", "/proc/net/udp"];
    let list = Command::new("ip").args(list).output().unwrap();
    let sockets = String::from_utf8(list.stdout).unwrap();
    let bound = |address: &str| {
        let bytes = address.parse::<Ipv4Addr>().unwrap().octets();
        sockets.contains(&format!("{:08X}:", u32::from_le_bytes(bytes)))
    };
    assert!(bound("192.168.77.1") && !bound(HERE), "{sockets}");
    drop(running);
    assert_nothing_left(a, inside);
    assert_only_to(&cable.packets("udp"), &["192.168.77.", "224.0.0.251.5353"]);
}

/// Neither paired nor pairing: an open window and commands beside it.
fn alone() {
    let home = Home::new("n");
    let alex = Person::at("Alex", &home.names[0]);
    let cable = Capture::start(&home.names[0], "cable");
    let display = Display::open();
    let mut window = alex.command(&[]);
    let window = window.env("DISPLAY", &display.name).env_remove("WAYLAND_DISPLAY");
    let mut window = Running(window.spawn().unwrap());
    alex.done(&["add", "journal", "--shared", "for whenever there is somebody"]);
    let refused = alex.run(&["sync", "--timeout", "1"]);
    assert_eq!(refused.status.code(), Some(1));
    std::thread::sleep(Duration::from_secs(6));
    assert!(window.0.try_wait().unwrap().is_none(), "the window is open");
    drop(window);
    control_packet(&home.names[0], "192.168.77.2");
    let sent = cable.packets("udp or tcp or igmp");
    assert_eq!(sent.len(), 1, "{sent:#?}");
    assert!(sent[0].contains("192.168.77.2.9:"), "the capture sees what is sent");
}

/// Like the firewalls of Windows and macOS: what comes unasked is dropped in
/// silence; multicast DNS, and answers, pass.
fn wall(namespace: &str) {
    nft(namespace, "udp dport != 5353 ct state new drop");
}

fn nft(namespace: &str, rule: &str) {
    let hook = "type filter hook input priority 0; policy accept;";
    let table = format!("table inet wall {{\nchain input {{\n{hook}\n{rule}\n}}\n}}\n");
    let done = Command::new("ip").args(["netns", "exec", namespace, "nft", &table]).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Pairs by multicast alone behind these walls, and comes into step.
fn behind_walls(story: &str, walls: &[usize]) {
    let home = Home::new(story);
    for n in walls {
        wall(&home.names[*n]);
    }
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    pair(&alex, &sam);
    let page = alex.done(&["add", "journal", "--shared", "through the wall"]);
    let _here = alex.start(&["sync"]);
    let _there = sam.start(&["sync"]);
    until("in step", || alex.is_in_step() && sam.is_in_step());
    assert_eq!(sam.json(&["show", &page])["body"], "through the wall");
}

fn firewall_showing() {
    behind_walls("s", &[0]);
}

fn firewall_typing() {
    behind_walls("t", &[1]);
}

fn firewall_both() {
    behind_walls("b", &[0, 1]);
}

fn walled_off() {
    let home = Home::new("w");
    for name in &home.names {
        nft(name, "udp dport != 5353 drop");
    }
    let (alex, sam) = (Person::at("Alex", &home.names[0]), Person::at("Sam", &home.names[1]));
    let mut shows = alex.start(&["pair", "show", "--yes", "--timeout", "8"]);
    let mut words = String::new();
    BufReader::new(shows.0.stdout.take().unwrap()).read_line(&mut words).unwrap();
    let mut arguments = vec!["pair", "enter", "--yes", "--timeout", "8"];
    arguments.extend(words.split_whitespace());
    let typed = sam.run(&arguments);
    let mut shown = String::new();
    shows.0.stderr.take().unwrap().read_to_string(&mut shown).unwrap();
    for (who, said) in [("types", String::from_utf8(typed.stderr).unwrap()), ("shows", shown)] {
        assert!(said.contains("firewall"), "who {who} is told: {said}");
    }
    assert_eq!((typed.status.code(), shows.0.wait().unwrap().code()), (Some(3), Some(3)));
}
