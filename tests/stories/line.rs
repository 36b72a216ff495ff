//! A bad line between two computers: every frame takes its time, and of five one
//! is lost. The kernel's own means for that (netem) is missing in many, so a
//! small relay in the test carries the frames: each computer's cable ends in a
//! namespace of its own, where a copy of the test program passes what it sees
//! through pipes.

use crate::computers::{Home, ip};
use crate::people::Running;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::io::{Read, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

/// Set in the process that stands at one end of the line.
pub(crate) const END: &str = "ATTUNE_LINE_END";
const DELAY: Duration = Duration::from_millis(200);
/// Of so many frames one is lost.
const LOST: u32 = 5;

/// Frames that came to the relay, and those it lost.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) seen: AtomicUsize,
    pub(crate) lost: AtomicUsize,
}

/// The line, in place of the cable of a home; goes with this.
pub(crate) struct Line {
    ends: [String; 2],
    _relays: Vec<Running>,
    pub(crate) counts: Arc<Counts>,
}

impl Line {
    pub(crate) fn instead_of_cable(home: &Home, story: &str, seed: u64) -> Self {
        let ends = ["x", "y"].map(|side| format!("at{}{story}{side}", std::process::id()));
        ip(&format!("-n {} link del cable", home.names[0]));
        let mut relays = Vec::new();
        let mut pipes = Vec::new();
        for (n, (computer, end)) in home.names.iter().zip(&ends).enumerate() {
            ip(&format!("netns add {end}"));
            // The end is no computer: it must say nothing by itself.
            let quiet = "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6 || true";
            let quiet = Command::new("ip").args(["netns", "exec", end, "sh", "-c", quiet]).output();
            assert!(quiet.unwrap().status.success());
            ip(&format!("-n {computer} link add cable type veth peer name end netns {end}"));
            ip(&format!("-n {computer} link set cable gso_max_segs 1"));
            ip(&format!("-n {computer} addr add 192.168.77.{}/24 dev cable", n + 1));
            ip(&format!("-n {end} link set end up"));
            let mut relay = Command::new("ip")
                .args(["netns", "exec", end])
                .arg(std::env::current_exe().unwrap())
                .env(END, "1")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            pipes.push((relay.stdout.take().unwrap(), relay.stdin.take().unwrap()));
            relays.push(Running(relay));
        }
        home.mend();
        let counts = Arc::new(Counts::default());
        let [(from_a, to_a), (from_b, to_b)] = <[_; 2]>::try_from(pipes).unwrap();
        carry(from_a, to_b, seed, counts.clone());
        carry(from_b, to_a, seed + 1, counts.clone());
        Self { ends, _relays: relays, counts }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        for end in &self.ends {
            let _ = Command::new("ip").args(["netns", "del", end]).output();
        }
    }
}

/// One direction: what is not lost arrives in order, a while later.
fn carry(mut from: ChildStdout, mut to: ChildStdin, seed: u64, counts: Arc<Counts>) {
    let (later, due) = mpsc::channel::<(Instant, Vec<u8>)>();
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    std::thread::spawn(move || {
        while let Ok(frame) = read_frame(&mut from) {
            counts.seen.fetch_add(1, Ordering::SeqCst);
            if rng.next_u32().is_multiple_of(LOST) {
                counts.lost.fetch_add(1, Ordering::SeqCst);
            } else if later.send((Instant::now() + DELAY, frame)).is_err() {
                return;
            }
        }
    });
    std::thread::spawn(move || {
        for (at, frame) in due {
            std::thread::sleep(at.saturating_duration_since(Instant::now()));
            if write_frame(&mut to, &frame).is_err() {
                return;
            }
        }
    });
}

fn read_frame(from: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut frame = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut frame)?;
    Ok(frame)
}

fn write_frame(to: &mut impl Write, frame: &[u8]) -> std::io::Result<()> {
    to.write_all(&u32::try_from(frame.len()).unwrap_or_default().to_le_bytes())?;
    to.write_all(frame)?;
    to.flush()
}

/// What the process at one end does until its pipes close: frames of the cable
/// go to standard output, frames from standard input to the cable.
pub(crate) fn stand_at_end() {
    const ALL: i32 = 0x0300; // ETH_P_ALL as the wire has it
    let cable = Socket::new(Domain::PACKET, Type::RAW, Some(Protocol::from(ALL))).unwrap();
    // Where the cable is we learn from the first frame that comes from it.
    let place = Arc::new(Mutex::new(None::<SockAddr>));
    let (outward, known) = (cable.try_clone().unwrap(), place.clone());
    std::thread::spawn(move || {
        let mut from = std::io::stdin();
        while let Ok(frame) = read_frame(&mut from) {
            if let Some(place) = known.lock().unwrap().as_ref() {
                let _ = outward.send_to(&frame, place);
            }
        }
        std::process::exit(0);
    });
    let mut to = std::io::stdout();
    let mut buffer = vec![0; 70_000];
    loop {
        let Ok(sender) = cable.peek_sender() else { continue };
        let Ok(length) = (&cable).read(&mut buffer) else { continue };
        place.lock().unwrap().get_or_insert(sender);
        let frame = &mut buffer[..length];
        without_checksum(frame);
        if write_frame(&mut to, frame).is_err() {
            return;
        }
    }
}

/// Between two namespaces the kernel leaves the sum of a datagram to a network
/// card that is not there; none at all is allowed, a wrong one is not.
fn without_checksum(frame: &mut [u8]) {
    let is_udp = frame.len() > 42 && frame[12..14] == [8, 0] && frame[23] == 17;
    if is_udp {
        let sum = 14 + usize::from(frame[14] & 15) * 4 + 6;
        if let Some(sum) = frame.get_mut(sum..sum + 2) {
            sum.fill(0);
        }
    }
}
