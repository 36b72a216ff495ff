//! Leaving: at once, only here, and nothing is lost; the keys of the pair are gone
//! from the files; and nothing of one partner ever reaches the next.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Who};
use attune_core::exchange::{Incoming, Lacking};
use attune_core::ids::{PairId, Position};
use attune_core::kinds::talk::Deck;
use attune_core::vault::{Agreed, CommandError, Draft, Filter, VaultError};
use common::{Person, couple, sync};
use std::net::SocketAddr;

/// Stands in every word that was written with one partner.
const CANARY: &str = "kestrel";

/// Two people pair, as many times as they like: each time it is another pair.
fn pair_anew(one: &mut Person, other: &mut Person, pair: u8) {
    let id = PairId::from_bytes([pair; 16]);
    let now = one.time();
    let settings = one.vault.make_settings(id, &now, &mut one.rng).unwrap();
    let agreed = |with: &Person, name: &str| Agreed {
        pair: id,
        partner: with.vault.me().person,
        partner_name: name.to_owned(),
        certificate: with.vault.me().certificate.clone(),
        endpoint: [pair; 32],
        addresses: vec![],
        secret: [pair; 32],
        settings: settings.clone(),
        chosen: vec![],
    };
    let name = |person: &Person| person.vault.reader().unwrap().status().unwrap().name;
    let (for_one, for_other) = (agreed(other, &name(other)), agreed(one, &name(one)));
    for (person, agreed) in [(other, for_other), (one, for_one)] {
        person.vault.store_pending(&agreed, &now, &mut person.rng).unwrap();
        person.vault.finalize(id, &now, &mut person.rng).unwrap();
    }
}

/// Something of every practice, with the canary in it.
fn write_everything(person: &mut Person) {
    let words = |what: &str| format!("{what}, said the {CANARY}");
    person.journal(&words("a page"), Who::PartnerReads);
    person.journal(&words("a page of both"), Who::BothWrite);
    person.journal(&words("a page for nobody"), Who::OnlyMe);
    let text = words("thanks");
    person.apply(Command::AddGratitude { text, who: Who::PartnerReads }).unwrap();
    person.answer([&words("one"), &words("two"), &words("three")]).unwrap();
    person.apply(Command::TryNext { week: None, text: words("try") }).unwrap();
    person.apply(Command::LeaveNote { text: words("a note") }).unwrap();
}

fn draft(slot: &str, who: Who) -> Draft {
    Draft {
        slot: slot.to_owned(),
        kind: "journal".to_owned(),
        document: None,
        who,
        title: String::new(),
        body: "half a sentence".to_owned(),
        detail: None,
    }
}

#[test]
fn nothing_of_one_partner_reaches_the_next() {
    let (mut alex, mut sam) = couple();
    write_everything(&mut alex);
    write_everything(&mut sam);
    let wire = sync(&mut alex, &mut sam);
    let is_told = |bytes: &[u8]| bytes.windows(CANARY.len()).any(|at| at == CANARY.as_bytes());
    assert!(is_told(&wire), "the canary sings");
    let before: Vec<_> = alex.vault.reader().unwrap().list(&Filter::default()).unwrap();

    alex.leave();
    let mut robin = Person::new("Robin", 3);
    pair_anew(&mut alex, &mut robin, 5);
    let wire = sync(&mut alex, &mut robin);
    assert!(!is_told(&wire));
    robin.journal("good morning", Who::PartnerReads);
    alex.journal("good morning to you", Who::PartnerReads);
    assert!(!is_told(&sync(&mut alex, &mut robin)));
    assert!(robin.found(CANARY).is_empty());
    let device = robin.vault.me().device;
    for entry in &before {
        // Asked for by name, it is as unknown as any other.
        assert_eq!(alex.vault.document_records(entry.id).unwrap(), None);
    }
    let states = alex.vault.states(None, 1000).unwrap();
    assert!(before.iter().all(|old| states.iter().all(|state| state.document != old.id)));
    let all = alex.vault.read_log(device, Position(0), 1000, 1 << 24).unwrap();
    assert!(!is_told(&all.records.concat()));

    // Here all of it is there to be read, and says with whom it was.
    for old in before {
        let now = alex.entry(old.id);
        assert_eq!((&now.body, now.scope, now.mine), (&old.body, old.scope, old.mine));
        let with = now.former.map(|former| former.name);
        let is_shared = old.scope == attune_core::header::Scope::Shared;
        assert_eq!(with.as_deref(), is_shared.then_some("Sam"), "{}", old.body);
    }
    alex.is_sound();
    robin.is_sound();
}

#[test]
fn what_two_people_set_together_begins_anew() {
    let (mut alex, mut sam) = couple();
    alex.apply(Command::CheckinDay(attune_core::time::Weekday::Wednesday)).unwrap();
    alex.answer(["to Sam", "", ""]).unwrap();
    let deck = Deck::ALL[0];
    let left = |person: &Person| {
        let decks = person.vault.reader().unwrap().decks().unwrap();
        decks.iter().map(|deck| deck.left).collect::<Vec<_>>()
    };
    let whole = left(&alex);
    alex.apply(Command::Draw { deck: Some(deck) }).unwrap();
    sync(&mut alex, &mut sam);
    assert_ne!(left(&alex), whole);

    alex.leave();
    let mut robin = Person::new("Robin", 3);
    pair_anew(&mut robin, &mut alex, 5);
    sync(&mut alex, &mut robin);
    assert_eq!(left(&alex), whole, "no question was asked yet");
    let week = alex.checkin(None);
    assert_eq!(week.weekday, robin.checkin(None).weekday);
    assert_ne!(week.weekday, attune_core::time::Weekday::Wednesday);
    assert_eq!(week.mine, None, "what was for Sam answers nothing of Robin's");
    let now = alex.time();
    assert!(alex.vault.reader().unwrap().pause(&now).unwrap().is_none());
    let status = alex.vault.reader().unwrap().status().unwrap();
    assert_eq!(status.partner.unwrap().name, "Robin");
    assert!(status.devices.iter().all(|device| device.device != sam.vault.me().device));
}

#[test]
fn the_same_two_pair_again_and_what_was_before_stays_apart() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("before", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.leave();
    sam.leave();
    pair_anew(&mut alex, &mut sam, 5);
    sync(&mut alex, &mut sam);
    let new = sam.journal("after", Who::BothWrite);
    sync(&mut alex, &mut sam);
    for person in [&mut alex, &mut sam] {
        assert_eq!(person.entry(new).former, None);
        assert!(person.entry(page).former.is_some());
        let edit = Command::Edit { id: page, title: None, body: Some("changed".into()) };
        assert!(matches!(person.apply(edit), Err(CommandError::NotYours)));
        person.is_sound();
    }
    // What the other had not heard of stays with who wrote it.
    assert_eq!(alex.entry(page).body, "before");
}

#[test]
fn one_who_left_is_a_stranger_to_every_question() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    let peer = sam.vault.me().device;
    let pair = common::PAIR;
    assert!(alex.vault.is_with(pair).unwrap());
    alex.leave();
    assert!(!alex.vault.is_with(pair).unwrap());
    let is_stranger = |error: Option<VaultError>| matches!(error, Some(VaultError::Stranger));
    let now = alex.time();
    let nothing = Incoming { records: vec![], through: None, lacking: Lacking::AskFor };
    assert!(is_stranger(alex.vault.standing(peer).err()));
    assert!(is_stranger(alex.vault.states(None, 9).err()), "an empty answer is an answer");
    assert!(is_stranger(alex.vault.document_records(page).err()));
    assert!(is_stranger(alex.vault.read_log(peer, Position(0), 9, 1 << 20).err()));
    assert!(is_stranger(alex.vault.receive(peer, &nothing, &now, &mut alex.rng).err()));
    let certificate = sam.vault.me().certificate.clone();
    assert!(is_stranger(alex.vault.admit(&certificate, &[1; 32], &[]).err()));
    // The other is told nothing, and goes on as before.
    assert_eq!(sam.entry(page).former, None);
    sam.edit(page, "ours, still");
    assert_eq!(alex.entry(page).body, "ours");
}

#[test]
fn what_was_begun_for_one_is_not_finished_for_another() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    let at: SocketAddr = "192.168.7.7:4000".parse().unwrap();
    let certificate = sam.vault.me().certificate.clone();
    alex.vault.admit(&certificate, &[1; 32], &[at]).unwrap();
    let now = alex.time();
    alex.vault.save_draft(&draft("new", Who::PartnerReads), &now, &mut alex.rng).unwrap();
    let edit = Draft { document: Some(page), ..draft("edit", Who::BothWrite) };
    alex.vault.save_draft(&edit, &now, &mut alex.rng).unwrap();
    alex.leave();
    let mut robin = Person::new("Robin", 3);
    pair_anew(&mut alex, &mut robin, 5);
    for slot in ["new", "edit"] {
        let commit = Command::CommitDraft { slot: slot.to_owned() };
        let id = alex.apply(commit).unwrap();
        assert_eq!(alex.entry(id).body, "half a sentence", "no word is lost");
        assert_eq!(alex.entry(id).scope, attune_core::header::Scope::Private);
    }
    // Nor is the place forgotten only in name.
    let devices = alex.vault.partner().unwrap().unwrap().devices;
    assert!(devices.iter().all(|device| device.addresses.is_empty()));
    assert!(devices.iter().all(|device| device.device != sam.vault.me().device));
}
