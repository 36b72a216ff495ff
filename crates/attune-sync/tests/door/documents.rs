//! Documents that are asked for whole, and what could not be applied.

use super::{Alex, batch, closed, heads, hello_of, lacking, name, nothing_of, point, stored_but};
use crate::common::couple;
use attune_core::command::Who;
use attune_core::exchange::{
    DocumentState, Except, ExceptReason, Incoming, Lacking, StateHash, Telling,
};
use attune_core::ids::{DocumentId, Position};
use attune_core::vault::Bond;
use attune_sync::proto::frame::{Bye, Frame, MAX_EXCEPT, MAX_WANT, More};
use attune_sync::proto::session::{Answer, Closing, Effect, Event, Request};

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

#[test]
fn what_came_is_stored_before_more_is_asked_for() {
    let (mut alex, sam) = Alex::met();
    alex.hears(heads(1..101, More::Last));
    let wants = |effects: &[Effect]| {
        effects.iter().any(|effect| matches!(effect, Effect::Send(Frame::Want(_))))
    };
    let asked = alex.wanted().remove(0);
    for id in &asked {
        let document = Frame::Document { id: *id, records: vec![vec![1]], more: More::Last };
        assert!(!wants(&alex.session.handle(Event::Frame(document), 0)));
    }
    for nth in 1..=asked.len() {
        let effects = stored_but(&mut alex, &sam, |_| {});
        assert_eq!(wants(&effects), nth == asked.len(), "{nth} are stored");
    }
}

#[test]
fn what_is_set_aside_is_told_at_each_meeting() {
    for set_aside in [false, true] {
        let (mut person, mut sam) = couple(1, Bond::Final);
        let page = sam.journal("One.", Who::PartnerReads);
        sam.edit(page, "One. Two.");
        let (from, to) = (sam.vault.me().device, person.vault.me().device);
        let log = sam.vault.read_log(to, Position(0), 100, 1 << 20).unwrap();
        let (mut records, through) = (log.records, log.through);
        if set_aside {
            // What the page begins with got lost, and is nowhere to be had.
            records.remove(records.len() - 2);
        }
        let incoming = Incoming { records, through: Some(through), lacking: Lacking::SetAside };
        let now = person.time();
        person.vault.receive(from, &incoming, &now, &mut person.rng).unwrap();
        let mut alex = Alex::of(person);
        alex.hears(hello_of(&mut sam, |_| {}));
        let told = alex.sent.iter().filter(|frame| matches!(frame, Frame::Stored { .. }));
        let except = vec![Except { document: page, reason: ExceptReason::SetAside }];
        let all = Frame::Stored { through, except, telling: Telling::All };
        assert_eq!(told.collect::<Vec<_>>(), if set_aside { vec![&all] } else { vec![] });
    }
}

#[test]
fn a_list_that_can_t_be_told_whole_is_not_told() {
    for (many, told) in [(0, true), (MAX_EXCEPT, true), (MAX_EXCEPT + 1, false)] {
        let (mut alex, sam) = Alex::met();
        alex.session.handle(Event::Frame(batch(0, 1, vec![])), 0);
        stored_but(&mut alex, &sam, |received| received.standing.have = Some(point(1)));
        let except = vec![Except { document: name(1), reason: ExceptReason::SetAside }; many];
        let answer = Answer::Exceptions(except.clone());
        let effects = alex.session.handle(Event::Answer(answer), 0);
        let all = Frame::Stored { through: point(1), except, telling: Telling::All };
        assert_eq!(effects.contains(&Effect::Send(all)), told, "{many}");
    }
}

#[test]
fn what_is_set_aside_no_more_is_told() {
    for (before, after, told) in
        [(0, 0, false), (0, 1, false), (1, 1, false), (1, 0, true), (2, 1, true)]
    {
        let (mut alex, sam) = Alex::met();
        let mut standing = alex.person.vault.standing(sam.vault.me().device).unwrap();
        let [_, asks] = [before, after].map(|set_aside| {
            standing.set_aside = set_aside;
            let answer = Answer::Standing(standing.clone());
            let effects = alex.session.handle(Event::Answer(answer), 0);
            effects.contains(&Effect::Ask(Request::Exceptions))
        });
        assert_eq!(asks, told, "{before}, and then {after}");
    }
}
