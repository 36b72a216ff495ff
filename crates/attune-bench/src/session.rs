//! Two sessions in one process, without sockets: bytes and turns can be counted
//! exactly.

use crate::past::{Person, now};
use attune_core::exchange::Partner;
use attune_core::ids::RunId;
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Frame, PREFIX};
use attune_sync::proto::session::{Effect, Event, Identity, Session, SessionKey, perform};
use rand_core::Rng;
use std::collections::VecDeque;

/// What a session cost until both were in step.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Of all frames, both ways.
    pub(crate) bytes: usize,
    /// Of the records that went from the first to the second.
    pub(crate) sent: usize,
    /// One way, in turns: two make a round trip.
    pub(crate) trips: usize,
}

fn identity(person: &mut Person) -> Identity {
    let me = person.vault.me().clone();
    let partner = person.vault.partner().unwrap().unwrap();
    let mut run = [0; 8];
    person.rng.fill_bytes(&mut run);
    Identity {
        device: person.vault.device_secret(),
        certificate: me.certificate,
        run: RunId::from_bytes(run),
        bond: Bond::Final,
        person: partner.person,
        peer: partner.devices[0].device,
        secret: partner.secret,
        protocol: Identity::VERSIONS,
        addresses: vec![],
    }
}

/// Performs effects and what follows from them, but for what has to travel.
fn settle(
    person: &mut Person,
    session: &mut Session<Partner>,
    effects: Vec<Effect>,
    out: &mut Vec<Vec<u8>>,
) {
    let mut todo: VecDeque<Effect> = effects.into();
    while let Some(effect) = todo.pop_front() {
        match effect {
            Effect::Send(frame) => out.push(frame.encode().unwrap()),
            Effect::Ask(request) => {
                let answer = perform(&mut person.vault, request, &now(), &mut person.rng).unwrap();
                if let Some(answer) = answer {
                    todo.extend(session.handle(Event::Answer(answer), 0));
                }
            }
            Effect::SetTimer(timer @ attune_sync::proto::session::Timer::Rate, _) => {
                todo.extend(session.handle(Event::Timer(timer), 0));
            }
            _ => {}
        }
    }
}

/// One session, dialled by the first, until both are in step. Everything that is
/// on its way one way arrives before anything is said the other way.
pub(crate) fn run(people: &mut [Person; 2]) -> Cost {
    let key = SessionKey::new([3; 32]);
    let [alex, sam] = people;
    let (mine, theirs) = (identity(alex), identity(sam));
    let standing = alex.vault.standing(mine.peer).unwrap();
    let (mut dials, first) = Session::<Partner>::dial(mine, key.clone(), standing, 0);
    let (mut accepts, _) = Session::<Partner>::accept(theirs, key, 0);
    let mut cost = Cost::default();
    let mut on_the_way = Vec::new();
    settle(alex, &mut dials, first, &mut on_the_way);
    let mut to_sam = true;
    while !(dials.is_in_step() && accepts.is_in_step()) {
        let mut back = Vec::new();
        let (person, session) =
            if to_sam { (&mut *sam, &mut accepts) } else { (&mut *alex, &mut dials) };
        for bytes in on_the_way.drain(..) {
            cost.bytes += bytes.len();
            if to_sam {
                cost.sent += bytes.len();
            }
            let frame = Frame::decode(&bytes[PREFIX..]).unwrap();
            let effects = session.handle(Event::Frame(frame), 0);
            settle(person, session, effects, &mut back);
        }
        cost.trips += 1;
        on_the_way = back;
        to_sam = !to_sam;
        assert!(cost.trips < 100_000, "never in step");
    }
    // What is still on its way when both know counts as well.
    cost.bytes += on_the_way.iter().map(Vec::len).sum::<usize>();
    cost
}
