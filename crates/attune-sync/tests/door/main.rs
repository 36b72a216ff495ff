//! One end of a session and whoever speaks to it: who is let in, and what comes
//! of saying what no honest program says. Alex's end is real, with a vault; what
//! Sam says is what a story needs.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../common/mod.rs"]
mod common;
mod documents;
mod greeting;
mod live;
mod logs;
mod standing;

use attune_core::command::Who;
use attune_core::exchange::{
    DocumentState, Lacking, LogPoint, Partner, Received, StateHash, Telling,
};
use attune_core::ids::{DocumentId, LogId, Mark, Position};
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Frame, More};
use attune_sync::proto::session::{
    Answer, Closing, Effect, Event, Identity, Progress, Request, Session, SessionKey, perform,
};
use common::{Person, couple};
use std::collections::VecDeque;

fn key() -> SessionKey {
    SessionKey::new([1; 32])
}

/// What Sam's program says first, as `change` makes it.
fn hello_of(sam: &mut Person, change: impl Fn(&mut Identity)) -> Frame {
    let mut identity = sam.identity();
    let standing = sam.vault.standing(identity.peer).unwrap();
    change(&mut identity);
    let (_, effects) = Session::<Partner>::dial(identity, key(), standing, 0);
    let Some(Effect::Send(hello)) = effects.into_iter().next() else { panic!("no hello") };
    hello
}

fn closed(effects: &[Effect]) -> Option<Closing> {
    effects.iter().find_map(|effect| match effect {
        Effect::Close(closing) => Some(*closing),
        _ => None,
    })
}

/// Alex's end of a session, and all that it did. Sam says what a story says.
struct Alex {
    person: Person,
    session: Session<Partner>,
    sent: Vec<Frame>,
    asked: Vec<Request>,
    told: Vec<Progress>,
    closed: Option<Closing>,
}

impl Alex {
    /// Let in, and settled.
    fn met() -> (Self, Person) {
        let (person, mut sam) = couple(1, Bond::Final);
        let mut alex = Self::of(person);
        alex.hears(hello_of(&mut sam, |_| {}));
        assert_eq!(alex.session.phase(), "open");
        alex.forget();
        (alex, sam)
    }

    /// Waiting for a hello.
    fn of(mut person: Person) -> Self {
        let (session, _) = Session::<Partner>::accept(person.identity(), key(), 0);
        Self { person, session, sent: vec![], asked: vec![], told: vec![], closed: None }
    }

    fn forget(&mut self) {
        (self.sent, self.asked, self.told) = (vec![], vec![], vec![]);
    }

    fn hears(&mut self, frame: Frame) {
        self.takes(Event::Frame(frame), 0);
    }

    /// The event, and all that the vault answers to what is asked then.
    fn takes(&mut self, event: Event<Partner>, now: u64) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in self.session.handle(event, now) {
                match effect {
                    Effect::Send(frame) => self.sent.push(frame),
                    Effect::Close(closing) => self.closed = Some(closing),
                    Effect::Tell(progress) => self.told.push(progress),
                    Effect::Ask(request) => {
                        self.asked.push(request.clone());
                        let time = self.person.time();
                        let (vault, rng) = (&mut self.person.vault, &mut self.person.rng);
                        let answer = perform(vault, request, &time, rng).unwrap();
                        events.extend(answer.map(Event::Answer));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Writes so many pages, and says so.
    fn writes(&mut self, pages: usize) {
        for _ in 0..pages {
            self.person.journal("a page", Who::PartnerReads);
        }
        self.takes(Event::LocalChange, 0);
    }

    /// The places up to which it sent its log.
    fn sent_through(&self) -> Vec<LogPoint> {
        let through = |frame: &Frame| match frame {
            Frame::Records { through, .. } => Some(*through),
            _ => None,
        };
        self.sent.iter().filter_map(through).collect()
    }

    /// What it took for confirmed.
    fn confirmed(&self) -> Vec<LogPoint> {
        let through = |request: &Request| match request {
            Request::Acknowledged { through, .. } => Some(*through),
            _ => None,
        };
        self.asked.iter().filter_map(through).collect()
    }

    fn wanted(&self) -> Vec<Vec<DocumentId>> {
        let ids = |frame: &Frame| match frame {
            Frame::Want(ids) => Some(ids.clone()),
            _ => None,
        };
        self.sent.iter().filter_map(ids).collect()
    }

    fn stores(&self) -> usize {
        self.asked.iter().filter(|request| matches!(request, Request::Store(..))).count()
    }
}

fn point(position: u64) -> LogPoint {
    LogPoint {
        log: LogId::from_bytes([5; 8]),
        position: Position(position),
        mark: Mark::from_bytes([6; 8]),
    }
}

fn batch(after: u64, through: u64, records: Vec<Vec<u8>>) -> Frame {
    Frame::Records { after: Position(after), through: point(through), records }
}

fn stored(through: LogPoint) -> Frame {
    Frame::Stored { through, except: vec![], telling: Telling::More }
}

fn name(n: u8) -> DocumentId {
    DocumentId::from_bytes([n; 16])
}

fn heads(names: std::ops::Range<u8>, more: More) -> Frame {
    let state = StateHash([1; 32]);
    let states = names.map(|n| DocumentState { document: name(n), state }).collect();
    Frame::Heads { states, more }
}

fn nothing_of(id: DocumentId) -> Frame {
    Frame::Document { id, records: vec![], more: More::Last }
}

/// What the vault says it stored of what Alex was given last.
fn stored_but(alex: &mut Alex, sam: &Person, but: impl Fn(&mut Received)) -> Vec<Effect> {
    let standing = alex.person.vault.standing(sam.vault.me().device).unwrap();
    let mut received = Received {
        through: None,
        except: vec![],
        missing: vec![],
        changed: true,
        cleared: false,
        standing,
    };
    but(&mut received);
    alex.session.handle(Event::Answer(Answer::Stored(received)), 0)
}

/// How the vault is to take what it is given by that.
fn lacking(effects: &[Effect]) -> Vec<Lacking> {
    let lacking = |effect: &Effect| match effect {
        Effect::Ask(Request::Store(_, incoming)) => Some(incoming.lacking),
        _ => None,
    };
    effects.iter().filter_map(lacking).collect()
}
