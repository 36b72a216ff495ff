//! The two logs: what may follow on what, what is confirmed, and how much there
//! may be of it.

use super::{Alex, batch, closed, heads, hello_of, name, point, stored};
use crate::common::{Person, couple};
use attune_core::command::Who;
use attune_core::exchange::{LogPoint, Partner, Received};
use attune_core::ids::{LogId, Position};
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Frame, More};
use attune_sync::proto::session::{Answer, Effect, Event, Request, Timer};

#[test]
fn a_log_may_go_on_or_begin_again_or_be_another() {
    let other = LogPoint { log: LogId::from_bytes([8; 8]), ..point(2) };
    let other = Frame::Records { after: Position(0), through: other, records: vec![] };
    let (mut alex, _sam) = Alex::met();
    for frame in
        [batch(0, 4, vec![]), batch(4, 4, vec![]), batch(4, 9, vec![]), batch(0, 3, vec![]), other]
    {
        alex.hears(frame);
        assert_eq!(alex.closed, None);
    }
    let confirmed = alex.sent.iter().filter(|frame| matches!(frame, Frame::Stored { .. }));
    assert_eq!(confirmed.count(), 5);
}

#[test]
fn only_what_was_sent_can_be_confirmed() {
    let (mut alex, _sam) = Alex::met();
    alex.writes(3);
    let [through] = alex.sent_through()[..] else { panic!("one batch") };
    alex.forget();
    let beyond = LogPoint { position: Position(through.position.0 + 1), ..through };
    let elsewhere = LogPoint { log: LogId::from_bytes([5; 8]), ..through };
    for false_one in [beyond, elsewhere] {
        alex.hears(stored(false_one));
        assert_eq!((alex.confirmed(), alex.closed), (vec![], None));
    }
    alex.hears(stored(through));
    assert_eq!(alex.confirmed(), [through]);
}

#[test]
fn no_more_is_on_the_way_than_the_other_side_takes() {
    let (mut person, mut sam) = couple(1, Bond::Final);
    for _ in 0..200 {
        person.journal("a page", Who::PartnerReads);
    }
    let Frame::Hello(mut hello) = hello_of(&mut sam, |_| {}) else { panic!() };
    hello.window = 1;
    let mut alex = Alex::of(person);
    alex.hears(Frame::Hello(hello));
    let mut through = vec![];
    // One batch, and only when it is confirmed the next.
    while alex.sent_through().len() > through.len() {
        alex.takes(Event::LocalChange, 0);
        through = alex.sent_through();
        let confirmed = alex.confirmed().len();
        assert_eq!(through.len(), confirmed.max(1));
        alex.hears(stored(through[through.len() - 1]));
    }
    let end = alex.person.vault.standing(sam.vault.me().device).unwrap().end;
    assert_eq!(through.last(), Some(&end), "all of it comes at last");
    assert!(through.len() > 1);
}

/// A batch is stored, as the vault would say.
fn done(alex: &mut Alex, sam: &Person, through: u64) -> Event<Partner> {
    let standing = alex.person.vault.standing(sam.vault.me().device).unwrap();
    Event::Answer(Answer::Stored(Received {
        through: Some(point(through)),
        except: vec![],
        missing: vec![],
        changed: true,
        cleared: false,
        standing,
    }))
}

/// How many records the vault is to store by that.
fn to_store(effects: &[Effect]) -> usize {
    let records = |effect: &Effect| match effect {
        Effect::Ask(Request::Store(_, incoming)) => incoming.records.len(),
        _ => 0,
    };
    effects.iter().map(records).sum()
}

#[test]
fn a_flood_is_stored_no_faster_than_a_person_notices() {
    const EACH: usize = 1000;
    const BATCHES: u64 = 100;
    let (mut alex, sam) = Alex::met();
    let mut total = 0;
    for at in 0..BATCHES {
        let effects = alex.session.handle(Event::Frame(batch(at, at + 1, vec![vec![0]; EACH])), 0);
        assert_eq!(closed(&effects), None);
        total += to_store(&effects);
    }
    let (mut second, mut waits) = (0, 0);
    for at in 0..BATCHES {
        assert_eq!(total, (at as usize + 1) * EACH, "one at a time");
        assert!(total <= 50_000 + 20_000 * second as usize);
        let done = done(&mut alex, &sam, at + 1);
        let mut effects = alex.session.handle(done, second * 1000);
        if at + 1 < BATCHES && to_store(&effects) == 0 {
            assert!(
                effects.iter().any(|effect| matches!(effect, Effect::SetTimer(Timer::Rate, _)))
            );
            waits += 1;
            // Nothing is gained by asking at once; after a second there is.
            let effects_now = alex.session.handle(Event::Timer(Timer::Rate), second * 1000);
            assert_eq!(to_store(&effects_now), 0);
            second += 1;
            effects = alex.session.handle(Event::Timer(Timer::Rate), second * 1000);
        }
        total += to_store(&effects);
    }
    assert_eq!(total, EACH * BATCHES as usize, "all of it comes at last");
    assert!((2..=4).contains(&waits), "{waits}");
}

#[test]
fn what_waits_for_the_vault_is_bounded() {
    const MIB: usize = 1 << 20;
    let (mut alex, _sam) = Alex::met();
    let (mut wanted, mut taken) = (0, 0);
    for at in 0..100 {
        if alex.session.wants_frames() {
            wanted += 1;
        }
        let effects = alex.session.handle(Event::Frame(batch(at, at + 1, vec![vec![0; MIB]])), 0);
        if closed(&effects).is_some() {
            break;
        }
        taken += 1;
    }
    // An honest sender's two and one of the largest frames; twice that is too
    // much for anybody.
    assert!((3..=12).contains(&wanted), "{wanted}");
    assert!((wanted + 2..=24).contains(&taken), "{taken}");
    // So is what was asked for.
    let (mut alex, _sam) = Alex::met();
    alex.hears(heads(1..2, More::Last));
    let part = || Frame::Document { id: name(1), records: vec![vec![0; MIB]], more: More::Follows };
    let parts =
        (0..100).take_while(|_| closed(&alex.session.handle(Event::Frame(part()), 0)).is_none());
    assert!((3..=24).contains(&parts.count()));
    // What is empty takes its room as well.
    let (mut alex, _sam) = Alex::met();
    let flood = (0..1_000_000).take_while(|at| {
        closed(&alex.session.handle(Event::Frame(batch(*at, *at + 1, vec![])), 0)).is_none()
    });
    assert!(flood.count() < 100_000);
}
