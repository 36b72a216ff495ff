//! Who is let in, what the first words count for, and how a session ends.

use super::{Alex, batch, closed, heads, hello_of, key, name, nothing_of, stored};
use crate::common::couple;
use attune_core::command::Who;
use attune_core::exchange::{LogPoint, Partner};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DeviceId, Mark, Position};
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Bye, Frame, Hello, More};
use attune_sync::proto::session::{
    Answer, Closing, Effect, Event, HELLO_WITHIN, Identity, Request, Session, SessionKey, Timer,
};

#[test]
fn a_device_of_the_partner_is_let_in_and_nobody_else() {
    type Change = fn(&mut Identity);
    let unknown = Some(Closing::Ours(Bye::Unknown));
    let versions = Some(Closing::Ours(Bye::Versions { min: 1, max: 1 }));
    let cases: [(&str, Change, Option<Closing>); 9] = [
        ("as it should be", |_| {}, None),
        ("that speaks older versions too", |me| me.protocol = (0, 1), None),
        ("that speaks newer versions too", |me| me.protocol = (1, 7), None),
        ("that speaks older versions only", |me| me.protocol = (0, 0), versions),
        ("that speaks newer versions only", |me| me.protocol = (2, 7), versions),
        ("without the secret", |me| me.secret = [0; 32].into(), unknown),
        ("with another's key", |me| me.device = SecretKey::from_bytes(&[5; 32]), unknown),
        ("under another name", |me| me.certificate.name.push('x'), unknown),
        (
            "of another person",
            |me| {
                let person = SecretKey::from_bytes(&[5; 32]);
                me.certificate = Certificate::issue(&person, me.device.device(), "desk");
            },
            unknown,
        ),
    ];
    let (mut alex, mut sam) = couple(1, Bond::Final);
    for (what, change, expected) in cases {
        let (mut door, _) = Session::<Partner>::accept(alex.identity(), key(), 0);
        let effects = door.handle(Event::Frame(hello_of(&mut sam, change)), 0);
        assert_eq!(closed(&effects), expected, "a device {what}");
    }
    // One that says it dialled as we did: what it says might be what was said
    // to it.
    let identity = alex.identity();
    let standing = alex.vault.standing(identity.peer).unwrap();
    let (mut dialled, _) = Session::<Partner>::dial(identity, key(), standing, 0);
    let effects = dialled.handle(Event::Frame(hello_of(&mut sam, |_| {})), 0);
    assert_eq!(closed(&effects), unknown);
}

#[test]
fn each_proof_of_a_hello_is_of_this_connection() {
    let (mut alex, mut sam) = couple(1, Bond::Final);
    let mut said = |key: [u8; 32]| {
        let identity = sam.identity();
        let standing = sam.vault.standing(identity.peer).unwrap();
        let key = SessionKey::new(key);
        let (_, effects) = Session::<Partner>::dial(identity, key, standing, 0);
        let Some(Effect::Send(Frame::Hello(hello))) = effects.into_iter().next() else { panic!() };
        hello
    };
    let (here, elsewhere) = (said([1; 32]), said([2; 32]));
    let mut signed = here.clone();
    signed.signature.clone_from(&elsewhere.signature);
    let mut proved = here.clone();
    proved.proof = elsewhere.proof;
    let unknown = Some(Closing::Ours(Bye::Unknown));
    for (hello, expected) in [(here, None), (signed, unknown), (proved, unknown)] {
        let (mut door, _) = Session::<Partner>::accept(alex.identity(), key(), 0);
        let effects = door.handle(Event::Frame(Frame::Hello(hello)), 0);
        assert_eq!(closed(&effects), expected);
    }
}

#[test]
fn who_answers_is_met_as_the_device_that_it_is() {
    // Alex dialled one device, or knew it already; which one answers?
    for (expected, bond, phase) in [
        (None, Bond::Final, "open"),
        (Some(DeviceId::from_bytes([9; 32])), Bond::Final, "meeting"),
        (None, Bond::Pending, "meeting"),
    ] {
        let (mut alex, mut sam) = couple(1, Bond::Final);
        let mut identity = alex.identity();
        let device = identity.peer;
        let standing = alex.vault.standing(device).unwrap();
        identity.peer = expected.unwrap_or(device);
        identity.bond = bond;
        let (mut session, effects) = Session::<Partner>::dial(identity, key(), standing, 0);
        let Some(Effect::Send(hello)) = effects.into_iter().next() else { panic!() };
        let (mut door, _) = Session::<Partner>::accept(sam.identity(), key(), 0);
        door.handle(Event::Frame(hello), 0);
        let theirs = sam.vault.standing(alex.vault.me().device).unwrap();
        let effects = door.handle(Event::Answer(Answer::Standing(theirs)), 0);
        let Some(Effect::Send(hello)) = effects.into_iter().next() else { panic!() };
        let effects = session.handle(Event::Frame(hello), 0);
        assert_eq!(session.phase(), phase);
        // How the vault stands towards another is asked anew.
        let asks = effects.contains(&Effect::Ask(Request::Standing(device)));
        assert_eq!(asks, phase == "meeting");
    }
}

#[test]
fn who_says_nothing_in_time_is_let_go_and_who_did_stays() {
    let (mut alex, _sam) = couple(1, Bond::Final);
    let (mut door, effects) = Session::<Partner>::accept(alex.identity(), key(), 0);
    assert_eq!(effects, [Effect::SetTimer(Timer::Hello, HELLO_WITHIN)]);
    assert_eq!(door.phase(), "greeting");
    let effects = door.handle(Event::Timer(Timer::Hello), HELLO_WITHIN);
    assert_eq!(closed(&effects), Some(Closing::Ours(Bye::Late)));
    assert_eq!(door.phase(), "closed");
    let (mut alex, _sam) = Alex::met();
    alex.takes(Event::Timer(Timer::Hello), HELLO_WITHIN);
    assert_eq!((alex.closed, alex.sent), (None, vec![]));
}

#[test]
fn what_breaks_a_rule_ends_the_session() {
    let (_, mut sam) = couple(1, Bond::Final);
    let again = hello_of(&mut sam, |_| {});
    let cases = [
        ("a second hello", vec![again]),
        ("a batch that follows on nothing", vec![batch(3, 4, vec![])]),
        ("a batch that leaves some out", vec![batch(0, 4, vec![]), batch(5, 6, vec![])]),
        ("a batch that goes back", vec![batch(0, 4, vec![]), batch(4, 3, vec![])]),
        ("states after the last", vec![heads(1..2, More::Last), heads(2..3, More::Last)]),
        ("bytes that are no record", vec![batch(0, 1, vec![vec![9; 9]])]),
    ];
    for (what, frames) in cases {
        let (mut alex, _) = Alex::met();
        let broken = Some(Closing::Ours(Bye::Broken));
        let last = frames.len() - 1;
        for (at, frame) in frames.into_iter().enumerate() {
            assert_eq!(alex.closed, None, "{what}");
            // All come in one go, before the vault has answered.
            if at < last {
                let effects = alex.session.handle(Event::Frame(frame), 0);
                assert_eq!(closed(&effects), None, "{what}");
            } else {
                alex.hears(frame);
            }
        }
        assert_eq!(alex.closed, broken, "{what}");
        assert_eq!(alex.sent.last(), Some(&Frame::Bye(Bye::Broken)), "{what}");
        // And then nothing is heard any more, nor said.
        alex.forget();
        alex.hears(nothing_of(name(1)));
        alex.hears(Frame::Bye(Bye::Leaving));
        alex.takes(Event::LocalChange, 0);
        assert_eq!((alex.sent, alex.asked, alex.closed), (vec![], vec![], broken), "{what}");
    }
}

#[test]
fn a_session_ends_once_and_says_why() {
    let (mut alex, _sam) = Alex::met();
    let expected =
        [Effect::Send(Frame::Bye(Bye::Leaving)), Effect::Close(Closing::Ours(Bye::Leaving))];
    assert_eq!(alex.session.leave(Bye::Leaving), expected);
    assert_eq!(alex.session.leave(Bye::Leaving), []);
    // Who is left hears no other word than that.
    let (mut alex, _sam) = Alex::met();
    alex.takes(Event::Left, 0);
    assert_eq!(alex.closed, Some(Closing::Ours(Bye::Leaving)));
    let (mut alex, _sam) = Alex::met();
    alex.takes(Event::VaultFailed, 0);
    assert_eq!(alex.closed, Some(Closing::Ours(Bye::Trouble)));
    let (mut alex, _sam) = Alex::met();
    alex.hears(Frame::Bye(Bye::Leaving));
    assert_eq!(alex.closed, Some(Closing::Theirs(Bye::Leaving)));
    assert_eq!((alex.session.leave(Bye::Leaving), alex.sent), (vec![], vec![]));
}

#[test]
fn what_changes_before_the_two_have_met_asks_nothing() {
    let (mut alex, mut sam) = couple(1, Bond::Final);
    let (mut door, _) = Session::<Partner>::accept(alex.identity(), key(), 0);
    assert_eq!(door.handle(Event::LocalChange, 0), []);
    let effects = door.handle(Event::Frame(hello_of(&mut sam, |_| {})), 0);
    let device = sam.vault.me().device;
    assert_eq!(effects.last(), Some(&Effect::Ask(Request::Standing(device))));
    assert_eq!(door.phase(), "meeting");
    assert_eq!(door.handle(Event::LocalChange, 0), [], "it is being asked");
}

/// Alex, with a page, hears a hello of Sam's that `change` makes of what is so
/// and of where Alex's log ends.
fn greeted(change: impl Fn(&mut Hello, LogPoint)) -> (Alex, LogPoint) {
    let (mut person, mut sam) = couple(1, Bond::Final);
    person.journal("a page", Who::PartnerReads);
    let end = person.vault.standing(sam.vault.me().device).unwrap().end;
    let Frame::Hello(mut hello) = hello_of(&mut sam, |_| {}) else { panic!() };
    change(&mut hello, end);
    let mut alex = Alex::of(person);
    alex.hears(Frame::Hello(hello));
    (alex, end)
}

#[test]
fn a_hello_confirms_what_it_says_is_there_unless_something_is_set_aside() {
    for (set_aside, confirmed) in [(0, true), (1, false)] {
        let (alex, end) = greeted(|hello, end| {
            (hello.have, hello.set_aside) = (Some(end), set_aside);
        });
        let expected = if confirmed { vec![end] } else { vec![] };
        assert_eq!(alex.confirmed(), expected, "{set_aside} set aside");
    }
    // That nothing is there holds whatever is set aside.
    for set_aside in [0, 1] {
        let (alex, end) = greeted(|hello, _| hello.set_aside = set_aside);
        let start = LogPoint { position: Position(0), mark: Mark::from_bytes([0; 8]), ..end };
        assert_eq!(alex.confirmed(), [start]);
    }
}

#[test]
fn a_log_begun_anew_is_sent_and_confirmed_like_any() {
    // They know another past of Alex's log.
    let (mut alex, end) = greeted(|hello, end| {
        hello.have = Some(LogPoint { mark: Mark::from_bytes([9; 8]), ..end });
    });
    let [through] = alex.sent_through()[..] else { panic!("one batch") };
    assert_ne!(through.log, end.log);
    alex.forget();
    alex.hears(stored(through));
    assert_eq!(alex.confirmed(), [through]);
}
