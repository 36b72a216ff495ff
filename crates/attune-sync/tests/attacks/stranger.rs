//! After the pairing: a stranger's endpoint that dials as if it were the
//! partner's; and the partner's own, which was left.

use crate::common::{Person, couple};
use crate::peer::{Peer, SYNC};
use crate::screen::{REACH, keeper};
use attune_core::command::Who;
use attune_core::exchange::Standing;
use attune_core::time::Now;
use attune_core::vault::Bond;
use attune_sync::net::{Engine, EngineEvent, Link};
use attune_sync::proto::frame::{Bye, Frame};
use attune_sync::proto::session::{Effect, Identity, Session, SessionKey};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;
use tokio::sync::mpsc;

/// What a stranger knows and says.
type Lie = fn(&mut Identity, &Person);

/// The hello that somebody with this identity says on a line with this key.
fn hello(identity: Identity, exported: [u8; 32]) -> Vec<u8> {
    let (_, effects) = Session::<attune_core::exchange::Partner>::dial(
        identity,
        SessionKey::new(exported),
        Standing::NOWHERE,
        0,
    );
    let frame = effects.into_iter().find_map(|effect| match effect {
        Effect::Send(frame) => Some(frame),
        _ => None,
    });
    frame.unwrap().encode().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_who_dials_as_the_partner_is_shown_nothing() {
    let lies: [(&str, Lie); 5] = [
        ("the partner's certificate without its key", |me, kim| {
            me.device = kim.vault.device_secret();
        }),
        ("its own certificate, and the pair's secret", |me, kim| {
            me.device = kim.vault.device_secret();
            me.certificate = kim.vault.me().certificate.clone();
        }),
        ("the partner's keys without the secret", |me, _| *me.secret = [1; 32]),
        ("whom it dials", |me, _| me.certificate = me.certificate.clone()),
        ("a recorded hello", |_, _| {}),
    ];
    for bond in [Bond::Final, Bond::Pending] {
        // Alex has the pair as final, or not yet.
        let (mut sam, mut alex) = couple(500, bond);
        let kim = Person::new("Kim", 9);
        let page = alex.journal("for Sam", Who::PartnerReads);
        let port = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        alex.vault.set_port(port).unwrap();
        let (tell, mut told) = mpsc::unbounded_channel();
        let engine = Engine::start(REACH, keeper(&alex, 1), tell);
        while told.recv().await.unwrap() != EngineEvent::Link(Link::Away) {}
        let at = [SocketAddr::from((Ipv4Addr::LOCALHOST, port))];
        let endpoint = crate::common::endpoint(&alex);
        let peer = Peer::new(70, SYNC).await;
        for (name, lie) in &lies {
            let line = peer.connect(&endpoint, &at, SYNC).await.expect(name);
            let (mut to, mut from) = line.open_bi().await.unwrap();
            let mut exported = [0; 32];
            line.export_keying_material(&mut exported, b"attune session 1", b"").unwrap();
            let mut identity = sam.identity();
            lie(&mut identity, &kim);
            if *name == "whom it dials" {
                identity = alex.identity();
            }
            if *name == "a recorded hello" {
                // It proves another line's key.
                exported = [3; 32];
            }
            to.write_all(&hello(identity, exported)).await.unwrap();
            let heard = tokio::time::timeout(Duration::from_secs(5), from.read_to_end(9999)).await;
            let heard = heard.expect(name).unwrap_or_default();
            let bye = Frame::Bye(Bye::Unknown).encode().unwrap();
            assert!(heard.is_empty() || heard == bye, "{name}: {heard:?}");
        }
        // Nothing of it was taken for the partner, and nothing became final.
        while let Ok(event) = told.try_recv() {
            assert_eq!(event, EngineEvent::Link(Link::Away));
        }
        let partner = alex.vault.partner().unwrap().unwrap();
        assert_eq!((partner.bond, partner.devices.len()), (bond, 1));
        assert_eq!(alex.entry(page).body, "for Sam");
        assert_eq!(alex.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
        engine.stop().await;
    }
}

/// After so long without a word a session has said all it had to.
const QUIET: Duration = Duration::from_millis(500);

/// How a session ends on Alex's side.
#[derive(Clone, Copy, PartialEq, Debug)]
enum End {
    /// The program ends.
    Stops,
    /// Alex leaves in the window, which tells the engine that something changed.
    LeavesHere,
    /// Alex leaves in another program.
    LeavesElsewhere,
}

/// The next frame, until the line is closed.
async fn next(from: &mut iroh::endpoint::RecvStream) -> Option<Frame> {
    let mut length = [0; 4];
    from.read_exact(&mut length).await.ok()?;
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    from.read_exact(&mut bytes).await.unwrap();
    Some(Frame::decode(&bytes).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_left_hears_what_they_hear_of_a_program_that_ends() {
    let mut heard = Vec::new();
    for end in [End::Stops, End::LeavesHere, End::LeavesElsewhere] {
        let (mut sam, mut alex) = couple(600, Bond::Final);
        let page = alex.journal("for Sam", Who::PartnerReads);
        let port = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        alex.vault.set_port(port).unwrap();
        let (tell, mut told) = mpsc::unbounded_channel();
        let engine = Engine::start(REACH, keeper(&alex, 1), tell);
        while told.recv().await.unwrap() != EngineEvent::Link(Link::Away) {}
        let at = [SocketAddr::from((Ipv4Addr::LOCALHOST, port))];
        let endpoint = crate::common::endpoint(&alex);
        let peer = Peer::new(71, SYNC).await;
        let line = peer.connect(&endpoint, &at, SYNC).await.unwrap();
        let (mut to, mut from) = line.open_bi().await.unwrap();
        let mut exported = [0; 32];
        line.export_keying_material(&mut exported, b"attune session 1", b"").unwrap();
        to.write_all(&hello(sam.identity(), exported)).await.unwrap();
        while told.recv().await.unwrap() != EngineEvent::Link(Link::Connected) {}
        // All that is said while the two are still a pair.
        while let Ok(frame) = tokio::time::timeout(QUIET, next(&mut from)).await {
            assert!(frame.is_some());
        }

        let now = Now::from_millis(alex.now, 0);
        match end {
            End::Stops => engine.stop().await,
            End::LeavesHere => {
                alex.vault.leave(&now, &mut alex.rng).unwrap();
                engine.changed();
            }
            End::LeavesElsewhere => {
                alex.restart();
                alex.vault.leave(&now, &mut alex.rng).unwrap();
            }
        }
        let mut words = Vec::new();
        while let Some(frame) =
            tokio::time::timeout(Duration::from_secs(5), next(&mut from)).await.unwrap()
        {
            words.push(frame);
        }
        let closed = tokio::time::timeout(Duration::from_secs(5), line.closed()).await.unwrap();
        heard.push((words, closed.to_string()));
        // Nobody answers at the place they knew, and a session that was open is over.
        if end != End::Stops {
            while told.recv().await.unwrap() != EngineEvent::Link(Link::Unpaired) {}
        }
        let answer =
            tokio::time::timeout(Duration::from_secs(1), peer.connect(&endpoint, &at, SYNC));
        assert!(!matches!(answer.await, Ok(Some(_))), "{end:?}");
        assert_eq!(alex.entry(page).body, "for Sam");
        engine.stop().await;
    }
    let expected = (vec![Frame::Bye(Bye::Leaving)], "closed by peer: 0".to_owned());
    assert!(heard.iter().all(|one| *one == expected), "{heard:?}");
}
