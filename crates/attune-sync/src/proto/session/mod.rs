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
//! comparing the states of documents.
//!
//! The caller runs the loop: hand an [`Event`] to [`Session::handle`], do what
//! each [`Effect`] says, in order. A [`Request`] goes to the vault (see
//! [`perform`]); those that are answered are answered by one event each, in the
//! order they were asked (but for a document read for the other side, whose
//! answer may wait for a line that is slow to take it).
//!
//! **Invariants:** a frame other than a hello or a goodbye from a side not yet
//! known ends the session; nothing is acknowledged that [`Answer::Stored`] did
//! not report; records taken for sending have the type of this audience.

mod hello;
mod perform;
mod receiving;
mod repair;
mod sending;

pub use hello::{Identity, Role, SessionKey};
pub use perform::{Answer, Request, perform};

use crate::proto::frame::{Bye, Frame, Hello, MAX_EXCEPT, Stand};
use attune_core::exchange::{
    Except, Incoming, Lacking, LogPoint, Outgoing, Since, Standing, Telling,
};
use attune_core::identity::Certificate;
use attune_core::ids::{DeviceId, RunId};
use attune_core::vault::Bond;
use receiving::Receiving;
use repair::Repair;
use sending::Sending;
use std::net::SocketAddr;

/// Time for the other side's hello, in milliseconds.
pub const HELLO_WITHIN: u64 = 5_000;

/// What can happen to a session.
#[derive(Debug)]
pub enum Event<A> {
    /// A frame came.
    Frame(Frame),
    /// Something shared changed here, by any process.
    LocalChange,
    /// Somebody wants to know whether both hold the same now: where both stand
    /// is compared again, even if nothing changed.
    Confirm,
    /// The vault answered the oldest open [`Request`].
    Answer(Answer<A>),
    /// The vault could not do what was asked.
    VaultFailed,
    /// The time set by [`Effect::SetTimer`] has come.
    Timer(Timer),
}

/// What the caller is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send it.
    Send(Frame),
    /// The other side is known. A pending pairing is final from here on, and its
    /// device admitted, before anything that follows is asked of the vault.
    Known(Known),
    /// Ask the vault.
    Ask(Request),
    /// How the two stand has changed.
    Tell(Progress),
    /// The other side knows a past of our log that we don't: this vault was put
    /// back to an older state. It has begun a new log.
    RolledBack,
    /// Call back with [`Event::Timer`] after so many milliseconds.
    SetTimer(Timer, u64),
    /// Close the connection, after what was sent.
    Close(Closing),
}

/// Who is on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its device, vouched for by the partner.
    pub certificate: Certificate,
    /// The run of its program.
    pub run: RunId,
    /// Where it says it listens.
    pub addresses: Vec<SocketAddr>,
}

impl Known {
    /// Its device.
    pub fn device(&self) -> DeviceId {
        self.certificate.device
    }
}

/// How far two devices have come in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Both hold the same, and both said so.
    InStep,
    /// What was equal is not any more, because something changed.
    OutOfStep,
    /// Both have all that the other sent and hold different things; or one has
    /// set something aside.
    Apart,
}

/// What a session can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// The other side's hello.
    Hello,
    /// Leave to store more.
    Rate,
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

impl Phase {
    /// Its name, one of [`PHASES`].
    fn name(self) -> &'static str {
        let at = match self {
            Self::Greeting => 0,
            Self::Meeting => 1,
            Self::Open => 2,
            Self::Closed => 3,
        };
        PHASES[at]
    }
}

/// The states of a session, in the order they come in.
pub const PHASES: [&str; 4] = ["greeting", "meeting", "open", "closed"];

/// How far a comparison of digests has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparing {
    Nothing,
    /// It is with the vault.
    Asked,
    /// The vault holds something else by now, and is asked where it stands.
    Differed,
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
    /// Whether that was said after everything that they confirmed, and after
    /// everything that we sent.
    is_stand_fresh: bool,
    /// Where we stand, as last said.
    said: Option<Stand>,
    progress: Option<Progress>,
    comparing: Comparing,
    /// Compare although both were in step already.
    confirm: bool,
    /// Where we stood when the vault was last asked to forget what it refused.
    forgiven: Option<Stand>,
    sending: Sending,
    receiving: Receiving,
    repair: Repair,
    audience: std::marker::PhantomData<A>,
}

impl<A> Session<A> {
    /// The dialler's side: says hello at once. `standing` is towards the
    /// device that is expected to answer ([`Standing::NOWHERE`] while the
    /// pairing is pending).
    pub fn dial(
        identity: Identity,
        key: SessionKey,
        standing: Standing,
        now: u64,
    ) -> (Self, Vec<Effect>) {
        let mut session = Self::new(identity, key, Role::Dials, now);
        let hello = session.identity.hello(&session.key, Role::Dials, &standing);
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
            is_stand_fresh: false,
            said: None,
            progress: None,
            comparing: Comparing::Nothing,
            confirm: false,
            forgiven: None,
            sending: Sending::default(),
            receiving: Receiving::new(now),
            repair: Repair::default(),
            audience: std::marker::PhantomData,
        }
    }

    /// The state it is in, one of [`PHASES`].
    pub fn phase(&self) -> &'static str {
        self.phase.name()
    }

    /// Whether the last comparison was equal and nothing changed since.
    pub fn is_in_step(&self) -> bool {
        self.progress == Some(Progress::InStep)
    }

    /// Whether frames should be read off the line now: with much waiting for the
    /// vault the other side is let wait as well.
    pub fn wants_frames(&self) -> bool {
        !self.receiving.is_full()
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
            Event::Timer(Timer::Rate) => self.receiving.may_store_more(),
            Event::LocalChange | Event::Confirm => {
                self.confirm |= matches!(event, Event::Confirm);
                if self.phase == Phase::Open {
                    self.read_news(&mut out);
                }
            }
            Event::Answer(answer) => self.answer(answer, &mut out),
            Event::VaultFailed => self.close(Bye::Trouble, &mut out),
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

    fn acknowledged(
        &self,
        through: LogPoint,
        except: Vec<Except>,
        telling: Telling,
        out: &mut Vec<Effect>,
    ) {
        if let Some(theirs) = &self.theirs {
            let device = theirs.certificate.device;
            out.push(Effect::Ask(Request::Acknowledged { device, through, except, telling }));
        }
    }

    fn read_standing(&self, out: &mut Vec<Effect>) {
        if let Some(theirs) = &self.theirs {
            out.push(Effect::Ask(Request::Standing(theirs.certificate.device)));
        }
    }

    /// Reads where we stand after something was written here, and what to send
    /// of it where a batch may go.
    fn read_news(&mut self, out: &mut Vec<Effect>) {
        let Some(theirs) = &self.theirs else { return };
        match self.sending.news(theirs.certificate.device, theirs.window as usize) {
            Some(news) => out.push(Effect::Ask(news)),
            None => self.read_standing(out),
        }
    }

    fn frame(&mut self, frame: Frame, out: &mut Vec<Effect>) {
        match frame {
            Frame::Bye(why) => {
                self.phase = Phase::Closed;
                out.push(Effect::Close(Closing::Theirs(why)));
            }
            Frame::Hello(hello) if self.phase == Phase::Greeting => self.hello(hello, out),
            // What follows a hello at once waits for nothing but our vault.
            _ if self.theirs.is_none() => self.close(Bye::Broken, out),
            Frame::Hello(_) => self.close(Bye::Broken, out),
            Frame::Records { after, through, records } => {
                let incoming =
                    Incoming { records, through: Some(through), lacking: Lacking::AskFor };
                if !self.receiving.records(after, through, incoming) {
                    self.close(Bye::Broken, out);
                }
            }
            Frame::Stored { through, except, telling } => {
                self.is_stand_fresh = false;
                let ours = self.standing.as_ref().map(|standing| standing.end.log);
                if ours == Some(through.log) && self.sending.acknowledged(through.position) {
                    self.acknowledged(through, except, telling, out);
                }
            }
            Frame::Digest(stand) => {
                self.their_stand = Some(stand);
                self.is_stand_fresh = true;
            }
            Frame::Heads { states, more } => {
                if self.repair.theirs(states, more).is_err() {
                    self.close(Bye::Broken, out);
                }
            }
            Frame::Want(ids) => {
                if self.repair.asked(ids).is_err() {
                    self.close(Bye::Broken, out);
                }
            }
            Frame::Document { id, records, more } => {
                let lacking = self.repair.lacking(id);
                let wanted = self.repair.arrived(id, more) && !records.is_empty();
                let incoming = Incoming { records, through: None, lacking };
                if wanted && !self.receiving.document(incoming) {
                    self.close(Bye::Broken, out);
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
        let (certificate, addresses) = (hello.certificate.clone(), hello.addresses.clone());
        out.push(Effect::Known(Known { certificate, run: hello.run, addresses }));
        self.phase = Phase::Meeting;
        self.their_stand = Some(Stand {
            mine: hello.end,
            yours: hello.have,
            digest: hello.digest,
            set_aside: hello.set_aside,
        });
        self.theirs = Some(hello);
        // The dialler guessed which device answers, and a pending one knew
        // nothing of the pair; what it said then is corrected by what follows.
        let guessed = self.role == Role::Dials
            && self.identity.peer == device
            && self.identity.bond == Bond::Final;
        match self.standing.clone() {
            Some(standing) if guessed => self.opened(standing, out),
            _ => self.read_standing(out),
        }
    }

    fn opened(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        let Some(theirs) = &self.theirs else { return };
        let (device, point) = (theirs.certificate.device, theirs.have);
        if self.role == Role::Accepts {
            let hello = self.identity.hello(&self.key, self.role, &standing);
            out.push(Effect::Send(hello));
            self.said = Some(stand(&standing));
        }
        self.phase = Phase::Open;
        self.receiving.begin(standing.have);
        if standing.set_aside > 0 {
            out.push(Effect::Ask(Request::Exceptions));
        }
        self.standing = Some(standing);
        out.push(Effect::Ask(Request::Since(device, point)));
    }

    fn answer(&mut self, answer: Answer<A>, out: &mut Vec<Effect>) {
        match answer {
            Answer::Standing(standing) if self.phase == Phase::Meeting => {
                self.opened(standing, out);
            }
            Answer::Standing(standing) => self.stands(standing, out),
            Answer::News(standing, batch) => {
                self.stands(standing, out);
                self.loaded(batch, out);
            }
            Answer::Since(since) => {
                if since == Since::Forked {
                    out.push(Effect::RolledBack);
                }
                let known = self.theirs.as_ref().map_or((None, 1), |t| (t.have, t.set_aside));
                let (Some(standing), (have, set_aside)) = (&self.standing, known) else { return };
                // With documents set aside there, their list follows and is the
                // acknowledgement; the place alone would claim too much.
                if let Some(through) = self.sending.begin(since, have, standing)
                    && (set_aside == 0 || through.position.0 == 0)
                {
                    self.acknowledged(through, Vec::new(), Telling::All, out);
                }
                // A fork begins a new log, which our standing doesn't name yet.
                self.read_standing(out);
            }
            Answer::Loaded(batch) => self.loaded(batch, out),
            // What can't be named can't be left out of an acknowledgement.
            Answer::Broken => self.close(Bye::Broken, out),
            Answer::Stored(received) => {
                let storing = self.receiving.stored(&received.missing);
                match storing {
                    receiving::Storing::Document => self.repair.came_incomplete(&received.missing),
                    _ => self.repair.want(&received.missing),
                }
                // A document that was asked for moves no place in a log, so no
                // acknowledgement tells what of it is not applied; and they may
                // have taken it for stored since long ago.
                let asked_for = storing == receiving::Storing::Document;
                if received.cleared || (asked_for && !received.except.is_empty()) {
                    out.push(Effect::Ask(Request::Exceptions));
                }
                if let (receiving::Storing::Log, Some(through)) = (storing, received.through) {
                    let (except, telling) = (received.except, Telling::More);
                    out.push(Effect::Send(Frame::Stored { through, except, telling }));
                }
                self.now_standing(received.standing, out);
            }
            Answer::Exceptions(except) => self.tell_exceptions(except, out),
            Answer::States(page) => self.repair.mine(page, out),
            Answer::Document(id, found) => {
                self.repair.answered();
                repair::answer(id, found, out);
            }
            Answer::Compared(true) => {
                self.comparing = Comparing::Nothing;
                self.repair.settled();
                self.progress(Progress::InStep, out);
            }
            // Something was written here meanwhile. Where we stand now says
            // what to send, or that something is set aside.
            Answer::Compared(false) => {
                self.comparing = Comparing::Differed;
                self.read_standing(out);
            }
        }
    }

    fn stands(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        if self.comparing == Comparing::Differed {
            self.comparing = Comparing::Nothing;
        }
        self.now_standing(standing, out);
    }

    fn loaded(&mut self, batch: Outgoing<A>, out: &mut Vec<Effect>) {
        if let Some(frame) = self.sending.loaded(batch) {
            self.is_stand_fresh = false;
            out.push(Effect::Send(frame));
        }
    }

    /// Tells again what is set aside here: the first telling may have been lost.
    /// A list that can't be told whole is not told: then nothing is taken for
    /// stored, which is the safe side of the truth.
    fn tell_exceptions(&self, except: Vec<Except>, out: &mut Vec<Effect>) {
        let have = self.standing.as_ref().and_then(|standing| standing.have);
        if let (Some(through), true) = (have, except.len() <= MAX_EXCEPT) {
            out.push(Effect::Send(Frame::Stored { through, except, telling: Telling::All }));
        }
    }

    fn now_standing(&mut self, standing: Standing, out: &mut Vec<Effect>) {
        let (digest, set_aside) = (standing.digest, standing.set_aside);
        let old = self.standing.replace(standing);
        if old.as_ref().is_some_and(|old| old.set_aside > set_aside) {
            // Something was ended here that had been set aside.
            out.push(Effect::Ask(Request::Exceptions));
        }
        let changed = old.is_some_and(|old| old.digest != digest);
        if changed && self.is_in_step() {
            self.progress(Progress::OutOfStep, out);
        }
    }

    fn progress(&mut self, progress: Progress, out: &mut Vec<Effect>) {
        if self.progress.replace(progress) != Some(progress) {
            out.push(Effect::Tell(progress));
        }
    }

    /// Everything that may go on after any event.
    fn pump(&mut self, now: u64, out: &mut Vec<Effect>) {
        if self.phase != Phase::Open {
            return;
        }
        let Some((standing, theirs)) = self.standing.as_ref().zip(self.theirs.as_ref()) else {
            return;
        };
        let device = theirs.certificate.device;
        self.receiving.pump(device, now, self.repair.wants_nothing(), out);
        self.sending.pump(device, standing, theirs.window as usize, out);
        self.repair.pump(self.receiving.is_quiet(), out);
        let idle = self.sending.is_idle(standing)
            && self.receiving.is_idle()
            && self.repair.is_idle()
            && self.comparing == Comparing::Nothing;
        if idle {
            self.compare(device, out);
        }
    }

    /// Says where we stand if that is new, and compares if both said so.
    fn compare(&mut self, device: DeviceId, out: &mut Vec<Effect>) {
        let Some(standing) = &self.standing else { return };
        let mine = stand(standing);
        if self.said != Some(mine) {
            self.said = Some(mine);
            out.push(Effect::Send(Frame::Digest(mine)));
        }
        let Some(theirs) = self.their_stand else { return };
        let reached = |yours: &Stand, mine: &Stand| {
            // Of an empty log there is nothing to have.
            mine.mine.position.0 == 0 || yours.yours == Some(mine.mine)
        };
        if !reached(&theirs, &mine) && self.is_stand_fresh {
            // They confirmed all of our log and hold another place of it: they
            // mix us with somebody, as with a copy of this device. Hellos made
            // anew say what is so.
            return self.close(Bye::Trouble, out);
        }
        if !reached(&theirs, &mine) || !reached(&mine, &theirs) {
            return;
        }
        if theirs.digest != mine.digest {
            if self.repair.may_begin(mine.digest, theirs.digest) {
                self.repair.begin(out);
            } else {
                self.progress(Progress::Apart, out);
            }
        } else if mine.set_aside > 0 && self.forgiven != Some(mine) {
            // What was refused is not among what both hold.
            self.forgiven = Some(mine);
            out.push(Effect::Ask(Request::ForgetRefused(device, theirs.digest)));
            self.read_standing(out);
        } else if theirs.set_aside > 0 || mine.set_aside > 0 {
            // Equal but for what is set aside: there is nothing to repair.
            self.progress(Progress::Apart, out);
        } else if std::mem::take(&mut self.confirm) || !self.is_in_step() {
            self.comparing = Comparing::Asked;
            out.push(Effect::Ask(Request::Compare(device, theirs.digest)));
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
