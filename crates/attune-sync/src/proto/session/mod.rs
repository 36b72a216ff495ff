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
//! What is live passes beside all that and touches none of it: no place, no
//! acknowledgement, no request.
//!
//! **Invariants:** a frame other than a hello or a goodbye from a side not yet
//! known ends the session; nothing is acknowledged that [`Answer::Stored`] did
//! not report; records taken for sending have the type of this audience.

mod answers;
mod comparing;
mod events;
mod hello;
mod live;
mod perform;
mod receiving;
mod repair;
mod sending;

pub use events::{Closing, Effect, Event, Known, Progress, Timer};
pub use hello::{Identity, Role, SessionKey};
pub use perform::{Answer, Batch, Request, perform};

use crate::proto::frame::{Bye, FEATURE_LIVE, Frame, Hello, Stand};
use attune_core::exchange::{Except, Incoming, Lacking, LogPoint, Standing, Telling};
use attune_core::vault::Bond;
use comparing::{Comparing, stand};
use live::Live;
use receiving::Receiving;
use repair::Repair;
use sending::Sending;

/// Time for the other side's hello, in milliseconds.
pub const HELLO_WITHIN: u64 = 5_000;

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
    live: Live,
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
            live: Live::new(now),
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
            Event::Frame(frame) => self.frame(frame, now, &mut out),
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
            Event::Live { state, age } => self.live.set(state, age, now),
            Event::Answer(answer) => self.answer(answer, &mut out),
            Event::VaultFailed => self.close(Bye::Trouble, &mut out),
            Event::Left => self.close(Bye::Leaving, &mut out),
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

    fn frame(&mut self, frame: Frame, now: u64, out: &mut Vec<Effect>) {
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
            Frame::Live { .. } if !self.they_know_live() => self.close(Bye::Broken, out),
            Frame::Live { age, state } => {
                if self.live.may_come(now) {
                    out.push(Effect::Live { state, age });
                }
            }
        }
    }

    fn they_know_live(&self) -> bool {
        self.theirs.as_ref().is_some_and(|theirs| theirs.features & FEATURE_LIVE != 0)
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

    /// Everything that may go on after any event.
    fn pump(&mut self, now: u64, out: &mut Vec<Effect>) {
        if self.phase != Phase::Open {
            return;
        }
        if self.they_know_live() {
            self.live.pump(now, out);
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
}
