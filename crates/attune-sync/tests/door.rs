//! One end of a session and whoever speaks to it: who is let in, and what comes
//! of saying what no honest program says.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Who;
use attune_core::exchange::{
    Digest, DocumentState, Except, ExceptReason, Lacking, LogPoint, Partner, Received, StateHash,
    Telling,
};
use attune_core::identity::{Certificate, SecretKey};
use attune_core::ids::{DeviceId, DocumentId, LogId, Mark, Position};
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Bye, Frame, Hello, MAX_WANT, More, Stand};
use attune_sync::proto::session::{
    Answer, Closing, Effect, Event, HELLO_WITHIN, Identity, Request, Session, SessionKey, Timer,
    perform,
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
    closed: Option<Closing>,
}

impl Alex {
    /// Let in, and settled.
    fn met() -> (Self, Person) {
        let (mut person, mut sam) = couple(1, Bond::Final);
        let (session, _) = Session::<Partner>::accept(person.identity(), key(), 0);
        let mut alex = Self { person, session, sent: vec![], asked: vec![], closed: None };
        alex.hears(hello_of(&mut sam, |_| {}));
        assert_eq!(alex.session.phase(), "open");
        alex.forget();
        (alex, sam)
    }

    fn forget(&mut self) {
        (self.sent, self.asked) = (vec![], vec![]);
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
    let (session, _) = Session::<Partner>::accept(person.identity(), key(), 0);
    let mut alex = Alex { person, session, sent: vec![], asked: vec![], closed: None };
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

#[test]
fn what_nobody_asked_for_is_not_stored() {
    let (mut alex, mut sam) = Alex::met();
    let page = sam.journal("words", Who::PartnerReads);
    let records = sam.vault.document_records(page).unwrap().unwrap().records;
    let document =
        |records: &[Vec<u8>], more| Frame::Document { id: page, records: records.to_vec(), more };
    for more in [More::Follows, More::Last] {
        alex.hears(document(&records, more));
        assert_eq!(alex.stores(), 0);
    }
    assert!(alex.person.entries().is_empty());
    // Sam says that there is such a page, and Alex asks for it.
    let state = StateHash([1; 32]);
    let states = vec![DocumentState { document: page, state }];
    alex.hears(Frame::Heads { states, more: More::Last });
    assert_eq!(alex.wanted(), [[page]]);
    alex.hears(document(&records, More::Follows));
    alex.hears(document(&[], More::Last));
    assert_eq!((alex.stores(), alex.person.entries().len()), (1, 1));
    // That was the last of it.
    alex.hears(document(&records, More::Last));
    assert_eq!(alex.stores(), 1);
}

#[test]
fn documents_are_asked_for_a_few_at_a_time_and_each_once() {
    let (mut alex, _sam) = Alex::met();
    alex.hears(heads(1..60, More::Follows));
    assert_eq!(alex.wanted(), Vec::<Vec<DocumentId>>::new(), "more follows");
    alex.hears(heads(60..101, More::Last));
    let mut all = vec![];
    let mut rounds = 0;
    while alex.wanted().len() > rounds {
        let wanted = alex.wanted().swap_remove(rounds);
        assert!(wanted.len() <= MAX_WANT);
        rounds += 1;
        for id in wanted {
            assert_eq!(alex.wanted().len(), rounds, "not before all of them came");
            alex.hears(nothing_of(id));
            all.push(id);
        }
    }
    assert_eq!(all, (1..101).map(name).collect::<Vec<_>>());
    assert_eq!((rounds, alex.closed), (2, None));
}

#[test]
fn whoever_asks_for_documents_waits_for_them() {
    let (mut alex, _sam) = Alex::met();
    let private = alex.person.journal("only me", Who::OnlyMe);
    let shared = alex.person.journal("for you", Who::PartnerReads);
    alex.hears(Frame::Want(vec![private, name(9), shared]));
    let told: Vec<(DocumentId, usize)> = alex
        .sent
        .iter()
        .filter_map(|frame| match frame {
            Frame::Document { id, records, more: More::Last } => Some((*id, records.len())),
            _ => None,
        })
        .collect();
    assert_eq!(told, [(private, 0), (name(9), 0), (shared, 1)], "a private one is not there");
    // Before that, nothing more may be asked for.
    for ids in [vec![shared], vec![shared, shared]] {
        let (mut alex, _sam) = Alex::met();
        let effects = alex.session.handle(Event::Frame(Frame::Want(ids)), 0);
        assert_eq!(closed(&effects), None);
        let effects = alex.session.handle(Event::Frame(Frame::Want(vec![shared])), 0);
        assert_eq!(closed(&effects), Some(Closing::Ours(Bye::Broken)));
    }
}

#[test]
fn a_session_ends_once_and_says_why() {
    let (mut alex, _sam) = Alex::met();
    let expected =
        [Effect::Send(Frame::Bye(Bye::Leaving)), Effect::Close(Closing::Ours(Bye::Leaving))];
    assert_eq!(alex.session.leave(Bye::Leaving), expected);
    assert_eq!(alex.session.leave(Bye::Leaving), []);
    let (mut alex, _sam) = Alex::met();
    alex.takes(Event::VaultFailed, 0);
    assert_eq!(alex.closed, Some(Closing::Ours(Bye::Trouble)));
    let (mut alex, _sam) = Alex::met();
    alex.hears(Frame::Bye(Bye::Leaving));
    assert_eq!(alex.closed, Some(Closing::Theirs(Bye::Leaving)));
    assert_eq!((alex.session.leave(Bye::Leaving), alex.sent), (vec![], vec![]));
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
    // What is empty takes its room as well.
    let (mut alex, _sam) = Alex::met();
    let flood = (0..1_000_000).take_while(|at| {
        closed(&alex.session.handle(Event::Frame(batch(*at, *at + 1, vec![])), 0)).is_none()
    });
    assert!(flood.count() < 100_000);
}

#[test]
fn who_holds_what_we_never_had_is_met_anew() {
    let (mut alex, _sam) = Alex::met();
    alex.writes(1);
    let [through] = alex.sent_through()[..] else { panic!("one batch") };
    alex.hears(stored(through));
    // They confirmed all of our log, and hold another place of it: they take us
    // for a copy of this device.
    let yours = Some(LogPoint { mark: Mark::from_bytes([9; 8]), ..through });
    let stand = Stand { mine: point(0), yours, digest: Digest([1; 32]), set_aside: 0 };
    alex.hears(Frame::Digest(stand));
    assert_eq!(alex.closed, Some(Closing::Ours(Bye::Trouble)));
}

/// They say that they hold the same as Alex, whose log they have through here.
fn equal_stand(alex: &mut Alex, device: DeviceId, through: LogPoint) -> Frame {
    let digest = alex.person.vault.standing(device).unwrap().digest;
    Frame::Digest(Stand { mine: point(0), yours: Some(through), digest, set_aside: 0 })
}

#[test]
fn whoever_wants_to_know_again_has_it_compared_again_and_once() {
    let (mut alex, sam) = Alex::met();
    let device = sam.vault.me().device;
    alex.writes(1);
    let [through] = alex.sent_through()[..] else { panic!("one batch") };
    alex.hears(stored(through));
    let equal = equal_stand(&mut alex, device, through);
    alex.hears(equal);
    assert!(alex.session.is_in_step());
    for (event, compares) in
        [(Event::LocalChange, 0), (Event::Confirm, 1), (Event::LocalChange, 0), (Event::Confirm, 1)]
    {
        alex.forget();
        alex.takes(event, 0);
        let asked = alex.asked.iter().filter(|request| matches!(request, Request::Compare(..)));
        assert_eq!(asked.count(), compares);
    }
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

#[test]
fn what_is_written_while_comparing_is_compared_again() {
    let (mut alex, sam) = Alex::met();
    let device = sam.vault.me().device;
    alex.writes(1);
    let [through] = alex.sent_through()[..] else { panic!("one batch") };
    alex.hears(stored(through));
    let compares = |effects: &[Effect]| {
        effects.iter().any(|effect| matches!(effect, Effect::Ask(Request::Compare(..))))
    };
    // They hold the same; and while the vault looks, it comes to hold another.
    let equal = equal_stand(&mut alex, device, through);
    assert!(compares(&alex.session.handle(Event::Frame(equal), 0)));
    alex.forget();
    alex.person.journal("meanwhile", Who::PartnerReads);
    alex.takes(Event::Answer(Answer::Compared(false)), 0);
    let [through] = alex.sent_through()[..] else { panic!("what is new is sent") };
    alex.hears(stored(through));
    let equal = equal_stand(&mut alex, device, through);
    assert!(compares(&alex.session.handle(Event::Frame(equal), 0)), "and then they are again");
}

/// Alex, with a page, hears a hello of Sam's that `change` makes of what is so
/// and of where Alex's log ends.
fn greeted(change: impl Fn(&mut Hello, LogPoint)) -> (Alex, LogPoint) {
    let (mut person, mut sam) = couple(1, Bond::Final);
    person.journal("a page", Who::PartnerReads);
    let end = person.vault.standing(sam.vault.me().device).unwrap().end;
    let Frame::Hello(mut hello) = hello_of(&mut sam, |_| {}) else { panic!() };
    change(&mut hello, end);
    let (session, _) = Session::<Partner>::accept(person.identity(), key(), 0);
    let mut alex = Alex { person, session, sent: vec![], asked: vec![], closed: None };
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

#[test]
fn what_is_set_aside_is_told_where_no_confirmation_tells_it() {
    // Of a batch its confirmation tells what is not applied; of a document that
    // was asked for nothing does. What is set aside no more is told of either.
    for (asked_for, cleared, excepted, told) in [
        (false, false, true, false),
        (false, true, false, true),
        (true, false, false, false),
        (true, false, true, true),
        (true, true, false, true),
    ] {
        let (mut alex, sam) = Alex::met();
        let frame = if asked_for {
            alex.hears(heads(1..2, More::Last));
            Frame::Document { id: name(1), records: vec![vec![1]], more: More::Last }
        } else {
            batch(0, 1, vec![])
        };
        let effects = alex.session.handle(Event::Frame(frame), 0);
        assert_eq!(lacking(&effects), [Lacking::AskFor]);
        let effects = stored_but(&mut alex, &sam, |received| {
            received.through = (!asked_for).then(|| point(1));
            received.cleared = cleared;
            if excepted {
                let reason = ExceptReason::SetAside;
                received.except = vec![Except { document: name(1), reason }];
            }
        });
        let asks = effects.contains(&Effect::Ask(Request::Exceptions));
        assert_eq!(asks, told, "asked for {asked_for}, cleared {cleared}, excepted {excepted}");
    }
}

#[test]
fn what_came_incomplete_is_asked_for_once_more_and_then_set_aside() {
    let (mut alex, sam) = Alex::met();
    let document = || Frame::Document { id: name(1), records: vec![vec![1]], more: More::Last };
    let wants = |effects: &[Effect]| effects.contains(&Effect::Send(Frame::Want(vec![name(1)])));
    // A batch lacks something of a document, so all of it is asked for.
    alex.session.handle(Event::Frame(batch(0, 1, vec![vec![0]])), 0);
    let effects = stored_but(&mut alex, &sam, |received| received.missing = vec![name(1)]);
    assert!(wants(&effects));
    // That lacks something as well: what it is may come with the others.
    let effects = alex.session.handle(Event::Frame(document()), 0);
    assert_eq!(lacking(&effects), [Lacking::AskFor]);
    let effects = stored_but(&mut alex, &sam, |received| received.missing = vec![name(1)]);
    assert!(wants(&effects));
    let effects = alex.session.handle(Event::Frame(document()), 0);
    assert_eq!(lacking(&effects), [Lacking::SetAside]);
    // And then the batch is stored as it is.
    let effects = stored_but(&mut alex, &sam, |_| {});
    assert!(!wants(&effects));
    assert_eq!(lacking(&effects), [Lacking::SetAside]);
}
