//! The sync session between two devices, as a machine without IO.
//!
//! The dialler says hello first; the acceptor shows itself only to a device of
//! the partner that knows the pair's secret. Each hello names the end of the
//! sender's log, how far it stored the receiver's, and a digest of all shared
//! documents, so one round trip is enough when nothing is new. Else each side
//! sends its log on from where the other stands, in ascending batches, a few
//! ahead of the acknowledgements; an acknowledgement is built only from what a
//! commit returned. When both are idle they say where they stand. Equal
//! digests at the same positions are *in step*; different ones are repaired by
//! comparing the states of documents, a bounded number of times.
//!
//! The caller runs the loop: hand an [`Event`] to [`Session::handle`], perform
//! the [`Effect`]s in order. Effects that ask the store are answered by one
//! event each, in the order they were asked.
//!
//! **Invariants:** a frame other than a hello or a goodbye from a side not yet
//! known ends the session; nothing is acknowledged that [`Event::Stored`] did
//! not report; records taken for sending have the type of this audience.

mod hello;
mod repair;

pub use hello::{Identity, Role, SessionKey};

use crate::proto::frame::{self, Bye, Frame, Hello, MAX_RECORDS, Stand};
use crate::proto::store::{Batch, InStep};
use attune_core::exchange::{DocumentState, Except, Incoming, LogPoint, Received, Since, Standing};
use attune_core::ids::{DeviceId, DocumentId, Position, RunId};
use repair::Repair;
use std::collections::VecDeque;
use std::net::SocketAddr;

/// Bytes of records on the way without an acknowledgement, each direction.
pub const WINDOW: usize = 2 * 1024 * 1024;
const FIRST_BATCH: usize = 64;
const BATCH_BYTES: usize = 256 * 1024;
/// How many times states are compared before the difference is only reported.
const MAX_REPAIRS: u32 = 3;
/// Records accepted at once, and then a second; a partner's program gone wild
/// must not fill the disk faster than a person notices.
const RATE_BURST: u64 = 50_000;
const RATE_PER_SECOND: u64 = 20_000;
/// Time for the other side's hello, in milliseconds.
pub const HELLO_WITHIN: u64 = 5_000;
/// Time for the answer to an echo, in milliseconds.
pub const ECHO_WITHIN: u64 = 3_000;

/// What can happen to a session.
#[derive(Debug)]
pub enum Event<A> {
    /// A frame came.
    Frame(Frame),
    /// Something shared changed here, by any process.
    LocalChange,
    /// Answers [`Effect::ReadStanding`].
    Standing(Standing),
    /// Answers [`Effect::CheckSince`].
    Since(Since),
    /// Answers [`Effect::Load`].
    Loaded(Batch<A>),
    /// Answers [`Effect::Store`], after the commit.
    Stored(Received),
    /// Answers [`Effect::ReadSetAside`].
    SetAside(Vec<Except>),
    /// Answers [`Effect::ReadStates`].
    States(Vec<DocumentState>),
    /// Answers [`Effect::ReadDocuments`].
    Documents(Vec<(DocumentId, Batch<A>)>),
    /// The store failed.
    StoreFailed,
    /// Prove that the line is alive.
    Probe,
    /// The time set by [`Effect::SetTimer`] has come.
    Timer(Timer),
}

/// What the caller is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send it.
    Send(Frame),
    /// The other side is known: which device, which run, where it listens.
    Known {
        /// Its device.
        device: DeviceId,
        /// The run of its program.
        run: RunId,
        /// Where it says it listens.
        addresses: Vec<SocketAddr>,
    },
    /// Read how the vault stands towards this device.
    ReadStanding(DeviceId),
    /// Ask what the other side's place in our log means.
    CheckSince(Option<LogPoint>),
    /// Read records to send.
    Load {
        /// After this place.
        after: Position,
        /// At most so many.
        max_records: usize,
        /// And about so many bytes.
        max_bytes: usize,
    },
    /// Store these.
    Store(Incoming),
    /// Note that the other side has stored our log through here.
    Acknowledged {
        /// Through here.
        through: LogPoint,
        /// Except these.
        except: Vec<Except>,
    },
    /// Read what is set aside here of this device's.
    ReadSetAside,
    /// Read a page of states.
    ReadStates {
        /// After this document.
        after: Option<DocumentId>,
        /// At most so many.
        limit: usize,
    },
    /// Read these documents whole.
    ReadDocuments(Vec<DocumentId>),
    /// A comparison came out so.
    InStep(InStep),
    /// What was equal is not any more, because something changed.
    OutOfStep,
    /// Repairing did not help: the two devices hold different things.
    Apart,
    /// Call back with [`Event::Timer`] after so many milliseconds.
    SetTimer(Timer, u64),
    /// Close the connection, after what was sent.
    Close(Closing),
}

/// What a session can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// The other side's hello.
    Hello,
    /// Leave to store more.
    Rate,
    /// The answer to an echo.
    Echo,
}

/// Who ended the session, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// This side.
    Ours(Bye),
    /// The other side said so.
    Theirs(Bye),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Waiting for the other side's hello.
    Greeting,
    /// The hello was good; the vault is asked how it stands.
    Meeting,
    /// Records pass.
    Open,
    Closed,
}

/// One session with one device. See the module.
#[derive(Debug)]
pub struct Session<A> {
    identity: Identity,
    key: SessionKey,
    role: Role,
    phase: Phase,
    theirs: Option<Box<Hello>>,
    standing: Option<Standing>,
    /// Where they stand, as last said.
    their_stand: Option<Stand>,
    /// Where we stand, as last said.
    said: Option<Stand>,
    in_step: bool,

    // Sending.
    /// How far our log was sent; `None` until the vault said what they know.
    sent: Option<Position>,
    loading: bool,
    /// Sent batches not acknowledged: their ends and sizes.
    unacknowledged: VecDeque<(Position, usize)>,
    since_pending: bool,
    first: bool,

    // Receiving.
    /// The place the next batch must follow on.
    expected: Option<LogPoint>,
    queue: VecDeque<Queued>,
    queued_bytes: usize,
    storing: VecDeque<Storing>,
    tokens: u64,
    refilled: u64,
    rate_timer: bool,
    /// Documents whose earlier records are asked for before the log goes on.
    rewind: bool,

    repair: Repair,
    echo: Option<u64>,
    echoes: u64,
    audience: std::marker::PhantomData<A>,
}

#[derive(Debug)]
struct Queued {
    incoming: Incoming,
    bytes: usize,
}

#[derive(Debug)]
struct Storing {
    bytes: usize,
    log: bool,
}

impl<A> Session<A> {
    /// The dialler's side: says hello at once. `standing` is towards the
    /// device that is expected to answer.
    pub fn dial(
        identity: Identity,
        key: SessionKey,
        standing: Standing,
        now: u64,
    ) -> (Self, Vec<Effect>) {
        let mut session = Self::new(identity, key, Role::Dials, now);
        let hello = session.identity.hello(&session.key, Role::Dials, &standing);
        session.expected = standing.have;
        session.said = Some(stand(&standing));
        session.standing = Some(standing);
        let effects = vec![Effect::Send(hello), Effect::SetTimer(Timer::Hello, HELLO_WITHIN)];
        (session, effects)
    }

    /// The acceptor's side: silent until the other is known.
    pub fn accept(identity: Identity, key: SessionKey, now: u64) -> (Self, Vec<Effect>) {
        let session = Self::new(identity, key, Role::Accepts, now);
        (session, vec![Effect::SetTimer(Timer::Hello, HELLO_WITHIN)])
    }

    fn new(identity: Identity, key: SessionKey, role: Role, now: u64) -> Self {
        Self {
            identity,
            key,
            role,
            phase: Phase::Greeting,
            theirs: None,
            standing: None,
            their_stand: None,
            said: None,
            in_step: false,
            sent: None,
            loading: false,
            unacknowledged: VecDeque::new(),
            since_pending: false,
            first: true,
            expected: None,
            queue: VecDeque::new(),
            queued_bytes: 0,
            storing: VecDeque::new(),
            tokens: RATE_BURST,
            refilled: now,
            rate_timer: false,
            rewind: false,
            repair: Repair::default(),
            echo: None,
            echoes: 0,
            audience: std::marker::PhantomData,
        }
    }

    /// The longest frame to accept next, in bytes.
    pub fn frame_limit(&self) -> usize {
        if self.theirs.is_none() { frame::MAX_HELLO } else { frame::MAX_FRAME }
    }

    /// Whether the last comparison was equal and nothing changed since.
    pub fn is_in_step(&self) -> bool {
        self.in_step
    }

    /// Takes one event at `now` (milliseconds of any clock that only grows).
    pub fn handle(&mut self, event: Event<A>, now: u64) -> Vec<Effect> {
        let mut out = Vec::new();
        if self.phase == Phase::Closed {
            return out;
        }
        match event {
            Event::Frame(frame) => self.frame(frame, &mut out),
            Event::Timer(Timer::Hello) => {
                if self.phase == Phase::Greeting {
                    self.close(Bye::Late, &mut out);
                }
            }
            Event::Timer(Timer::Rate) => self.rate_timer = false,
            Event::Timer(Timer::Echo) => {
                if self.echo.is_some() {
                    self.close(Bye::Late, &mut out);
                }
            }
            Event::Probe => self.probe(&mut out),
            Event::LocalChange => {
                if let (Phase::Open, Some(theirs)) = (self.phase, &self.theirs) {
                    out.push(Effect::ReadStanding(theirs.certificate.device));
                }
            }
            Event::Standing(standing) => self.standing(standing, &mut out),
            Event::Since(since) => self.since(since, &mut out),
            Event::Loaded(batch) => self.loaded(batch, &mut out),
            Event::Stored(received) => self.stored(received, &mut out),
            Event::SetAside(except) => {
                if let Some(through) = self.standing.as_ref().and_then(|s| s.have) {
                    out.push(Effect::Send(Frame::Stored { through, except: bounded(except) }));
                }
            }
            Event::States(page) => self.repair.mine(page, &mut out),
            Event::Documents(documents) => repair::answer(documents, &mut out),
            Event::StoreFailed => self.close(Bye::Trouble, &mut out),
        }
        self.pump(now, &mut out);
        out
    }

    /// Ends the session from this side.
    pub fn leave(&mut self, why: Bye) -> Vec<Effect> {
        let mut out = Vec::new();
        if self.phase != Phase::Closed {
            self.close(why, &mut out);
        }
        out
    }

    fn close(&mut self, why: Bye, out: &mut Vec<Effect>) {
        out.push(Effect::Send(Frame::Bye(why)));
        out.push(Effect::Close(Closing::Ours(why)));
        self.phase = Phase::Closed;
    }

    fn probe(&mut self, out: &mut Vec<Effect>) {
        if self.phase == Phase::Open && self.echo.is_none() {
            self.echoes += 1;
            self.echo = Some(self.echoes);
            out.push(Effect::Send(Frame::Echo(self.echoes)));
            out.push(Effect::SetTimer(Timer::Echo, ECHO_WITHIN));
        }
    }

    fn frame(&mut self, frame: Frame, out: &mut Vec<Effect>) {
        match frame {
            Frame::Bye(why) => {
                self.phase = Phase::Closed;
                out.push(Effect::Close(Closing::Theirs(why)));
            }
            Frame::Hello(hello) if self.phase == Phase::Greeting => self.hello(hello, out),
            _ if self.theirs.is_none() => self.close(Bye::Broken, out),
            Frame::Hello(_) => self.close(Bye::Broken, out),
            Frame::Records { after, through, records } => {
                self.records(after, through, records, out);
            }
            Frame::Stored { through, except } => self.acknowledged(through, except, out),
            Frame::Since(point) => {
                // They ask to begin again; what is being loaded is stale then.
                self.sent = None;
                self.unacknowledged.clear();
                self.since_pending = true;
                out.push(Effect::CheckSince(point));
            }
            Frame::Digest(stand) => self.their_stand = Some(stand),
            Frame::Heads { states, more } => {
                if self.repair.theirs(states, more).is_err() {
                    self.close(Bye::Broken, out);
                }
            }
            Frame::Want(ids) => out.push(Effect::ReadDocuments(ids)),
            Frame::Document { id, records, more } => {
                if self.repair.arrived(id, more) && !records.is_empty() {
                    self.enqueue(Incoming { records, through: None }, out);
                }
            }
            Frame::Echo(word) => out.push(Effect::Send(Frame::Echoed(word))),
            Frame::Echoed(word) => {
                if self.echo == Some(word) {
                    self.echo = None;
                }
            }
            Frame::Live(_) => {}
        }
    }

    fn hello(&mut self, hello: Box<Hello>, out: &mut Vec<Effect>) {
        if let Err(why) = self.identity.check(&self.key, self.role.other(), &hello) {
            return self.close(why, out);
        }
        let device = hello.certificate.device;
        out.push(Effect::Known { device, run: hello.run, addresses: hello.addresses.clone() });
        self.phase = Phase::Meeting;
        self.their_stand = Some(Stand {
            mine: hello.end,
            yours: hello.have,
            digest: hello.digest,
            set_aside: hello.set_aside,
        });
        self.theirs = Some(hello);
        // The dialler guessed which device answers; if another does, what was
        // said of our place in its log is corrected by what follows.
        let known = self.role == Role::Dials && self.identity.peer == device;
        match self.standing.clone() {
            Some(standing) if known => self.opened(standing, out),
            _ => out.push(Effect::ReadStanding(device)),
        }
    }

    fn standing(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        if self.phase == Phase::Meeting {
            self.opened(standing, out);
        } else {
            self.now_standing(standing, out);
        }
    }

    fn opened(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        let Some(theirs) = &self.theirs else { return };
        let point = theirs.have;
        if self.role == Role::Accepts {
            let hello = self.identity.hello(&self.key, self.role, &standing);
            out.push(Effect::Send(hello));
            self.said = Some(stand(&standing));
        }
        self.phase = Phase::Open;
        self.expected = standing.have;
        if standing.set_aside > 0 {
            out.push(Effect::ReadSetAside);
        }
        self.standing = Some(standing);
        self.since_pending = true;
        out.push(Effect::CheckSince(point));
    }

    fn now_standing(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        let digest = standing.digest;
        let changed = self.standing.replace(standing).is_some_and(|old| old.digest != digest);
        if changed {
            self.repair.fresh();
            if std::mem::take(&mut self.in_step) {
                out.push(Effect::OutOfStep);
            }
        }
    }

    fn since(&mut self, since: Since, out: &mut Vec<Effect>) {
        self.since_pending = false;
        let (Some(theirs), Some(standing)) = (&self.theirs, &self.standing) else { return };
        match since {
            Since::At(position) => {
                self.sent = Some(position);
                // With documents set aside there, their list follows and is the
                // acknowledgement; the place alone would claim too much.
                if let (Some(point), 0) = (theirs.have, theirs.set_aside)
                    && point.position == position
                {
                    out.push(Effect::Acknowledged { through: point, except: Vec::new() });
                }
            }
            Since::Beginning => {
                self.sent = Some(Position(0));
                let through = LogPoint {
                    log: standing.end.log,
                    position: Position(0),
                    mark: attune_core::ids::Mark::from_bytes([0; 8]),
                };
                out.push(Effect::Acknowledged { through, except: Vec::new() });
            }
            Since::Forked => {
                // A new log has begun here: what stood before no longer names
                // it, and only the states of documents can tell what differs.
                self.sent = Some(Position(0));
                self.repair.begin(out);
                out.push(Effect::ReadStanding(theirs.certificate.device));
            }
        }
    }

    fn loaded(&mut self, batch: Batch<A>, out: &mut Vec<Effect>) {
        self.loading = false;
        let Some(sent) = self.sent else { return };
        if self.since_pending || batch.through.position <= sent {
            return;
        }
        let bytes = batch.records.iter().map(Vec::len).sum::<usize>();
        self.sent = Some(batch.through.position);
        self.unacknowledged.push_back((batch.through.position, bytes));
        if let Some(standing) = &mut self.standing
            && standing.end.position < batch.through.position
        {
            // Written since we last looked; read it with its digest.
            if let Some(theirs) = &self.theirs {
                out.push(Effect::ReadStanding(theirs.certificate.device));
            }
        }
        out.push(Effect::Send(Frame::Records {
            after: sent,
            through: batch.through,
            records: batch.records,
        }));
    }

    fn acknowledged(&mut self, through: LogPoint, except: Vec<Except>, out: &mut Vec<Effect>) {
        let ours = self.standing.as_ref().map(|standing| standing.end.log);
        if ours != Some(through.log) || self.sent.is_none_or(|sent| through.position > sent) {
            // Of an earlier log, or of what was never sent: it proves nothing.
            return;
        }
        while self.unacknowledged.front().is_some_and(|(end, _)| *end <= through.position) {
            self.unacknowledged.pop_front();
        }
        out.push(Effect::Acknowledged { through, except });
    }

    fn records(
        &mut self,
        after: Position,
        through: LogPoint,
        records: Vec<Vec<u8>>,
        out: &mut Vec<Effect>,
    ) {
        let at = match self.expected {
            Some(point) if point.log == through.log => point.position,
            // Another log of theirs begins at its beginning.
            _ => Position(0),
        };
        if after != at || through.position < after {
            // What follows on something we did not store is sent again once we
            // say where we stand; taking it now would leave a hole.
            return;
        }
        self.expected = Some(through);
        self.enqueue(Incoming { records, through: Some(through) }, out);
    }

    fn enqueue(&mut self, incoming: Incoming, out: &mut Vec<Effect>) {
        let bytes = incoming.records.iter().map(Vec::len).sum();
        self.queued_bytes += bytes;
        if self.queued_bytes > 2 * (WINDOW + frame::MAX_INFLATED) {
            return self.close(Bye::Broken, out);
        }
        self.queue.push_back(Queued { incoming, bytes });
    }

    fn stored(&mut self, received: Received, out: &mut Vec<Effect>) {
        let Some(storing) = self.storing.pop_front() else { return };
        self.queued_bytes = self.queued_bytes.saturating_sub(storing.bytes);
        let have = received.standing.have;
        if storing.log
            && let Some(through) = received.through
        {
            out.push(Effect::Send(Frame::Stored { through, except: bounded(received.except) }));
        }
        if !received.missing.is_empty() {
            // The log can't go on past these: what is on the way is dropped,
            // the documents are asked for whole, then the log from here again.
            self.repair.want(&received.missing);
            if storing.log {
                self.rewind = true;
                self.expected = have;
                self.drop_queued_log();
            }
        }
        self.now_standing(received.standing, out);
    }

    fn drop_queued_log(&mut self) {
        let mut dropped = 0;
        self.queue.retain(|queued| {
            let keep = queued.incoming.through.is_none();
            if !keep {
                dropped += queued.bytes;
            }
            keep
        });
        self.queued_bytes = self.queued_bytes.saturating_sub(dropped);
    }

    /// Everything that may go on after any event.
    fn pump(&mut self, now: u64, out: &mut Vec<Effect>) {
        if self.phase != Phase::Open {
            return;
        }
        self.pump_stores(now, out);
        self.pump_loads(out);
        let quiet = self.queue.is_empty() && self.storing.is_empty();
        self.repair.pump(quiet, out);
        if quiet && self.rewind && self.repair.wants_nothing() {
            self.rewind = false;
            if self.repair.may_ask_again() {
                let have = self.standing.as_ref().and_then(|standing| standing.have);
                self.expected = have;
                out.push(Effect::Send(Frame::Since(have)));
            } else {
                out.push(Effect::Apart);
            }
        }
        if quiet && self.is_idle() {
            self.compare(out);
        }
    }

    fn pump_stores(&mut self, now: u64, out: &mut Vec<Effect>) {
        let gained = now.saturating_sub(self.refilled) * RATE_PER_SECOND / 1000;
        if gained > 0 {
            self.tokens = (self.tokens + gained).min(RATE_BURST);
            self.refilled = now;
        }
        // One at a time: if this one turns out to lack something, a later batch
        // already given to the store would move the position past the hole.
        if self.storing.is_empty()
            && let Some(queued) = self.queue.front()
        {
            let cost = queued.incoming.records.len() as u64;
            if cost > self.tokens {
                if !self.rate_timer {
                    self.rate_timer = true;
                    out.push(Effect::SetTimer(Timer::Rate, 100));
                }
                return;
            }
            if let Some(Queued { incoming, bytes }) = self.queue.pop_front() {
                self.tokens -= cost;
                let log = incoming.through.is_some();
                self.storing.push_back(Storing { bytes, log });
                out.push(Effect::Store(incoming));
            }
        }
    }

    fn pump_loads(&mut self, out: &mut Vec<Effect>) {
        let (Some(sent), Some(standing)) = (self.sent, &self.standing) else { return };
        let on_the_way: usize = self.unacknowledged.iter().map(|(_, bytes)| bytes).sum();
        let theirs = self.theirs.as_ref().map_or(0, |hello| hello.window as usize);
        if self.loading
            || self.since_pending
            || sent >= standing.end.position
            || on_the_way >= WINDOW.min(theirs)
        {
            return;
        }
        self.loading = true;
        // A small first batch brings the first acknowledgement early.
        let max_records = if std::mem::take(&mut self.first) { FIRST_BATCH } else { MAX_RECORDS };
        out.push(Effect::Load { after: sent, max_records, max_bytes: BATCH_BYTES });
    }

    fn is_idle(&self) -> bool {
        let Some(standing) = &self.standing else { return false };
        !self.loading
            && !self.since_pending
            && self.unacknowledged.is_empty()
            && !self.rewind
            && self.repair.is_idle()
            && self.sent.is_some_and(|sent| sent >= standing.end.position)
    }

    /// Says where we stand if that is new, and compares if both said so.
    fn compare(&mut self, out: &mut Vec<Effect>) {
        let Some(standing) = &self.standing else { return };
        let mine = stand(standing);
        if self.said != Some(mine) {
            self.said = Some(mine);
            out.push(Effect::Send(Frame::Digest(mine)));
        }
        let Some(theirs) = self.their_stand else { return };
        if theirs.yours != Some(mine.mine) && !(theirs.yours.is_none() && mine.mine.position.0 == 0)
            || mine.yours != Some(theirs.mine)
                && !(mine.yours.is_none() && theirs.mine.position.0 == 0)
        {
            return;
        }
        let equal = theirs.digest == mine.digest && theirs.set_aside == 0 && mine.set_aside == 0;
        if equal {
            if !std::mem::replace(&mut self.in_step, true) {
                self.repair.settled();
                out.push(Effect::InStep(InStep { equal, mine: mine.mine }));
            }
        } else if theirs.digest != mine.digest {
            match self.repair.rounds() {
                rounds if rounds < MAX_REPAIRS => self.repair.begin(out),
                _ if self.repair.give_up() => {
                    out.push(Effect::InStep(InStep { equal, mine: mine.mine }));
                    out.push(Effect::Apart);
                }
                _ => {}
            }
        } else if self.repair.give_up() {
            // Equal but for what is set aside: true to say, nothing to repair.
            out.push(Effect::InStep(InStep { equal, mine: mine.mine }));
        }
    }
}

fn stand(standing: &Standing) -> Stand {
    Stand {
        mine: standing.end,
        yours: standing.have,
        digest: standing.digest,
        set_aside: standing.set_aside,
    }
}

fn bounded(mut except: Vec<Except>) -> Vec<Except> {
    except.truncate(frame::MAX_EXCEPT);
    except
}
