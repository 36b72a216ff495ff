//! Stories of two people with a vault each: pairing, writing, merging, sealing.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Choice, Command, Deletion, Who};
use attune_core::exchange::{Incoming, Lacking, Since, Telling};
use attune_core::header::{Scope, Writers};
use attune_core::ids::{DocumentId, PairId, Position};
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::record::Record;
use attune_core::vault::{Agreed, Among, CheckinView, CommandError, Delivery, Writer};
use common::{MINUTE, PAIR, Person, couple, pair, sync};

#[test]
fn what_could_not_become_final_is_not_even_pending() {
    let (mut alex, sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    let now = alex.time();
    let good = alex.vault.make_settings(PAIR, &now, &mut alex.rng).unwrap();
    let other = alex.vault.make_settings(PairId::from_bytes([8; 16]), &now, &mut alex.rng).unwrap();
    let agreed = |settings: &[u8]| Agreed {
        pair: PAIR,
        partner: sam.vault.me().person,
        partner_name: "Sam".into(),
        certificate: sam.vault.me().certificate.clone(),
        endpoint: [0; 32],
        addresses: vec![],
        secret: [7; 32],
        settings: settings.to_vec(),
        chosen: vec![DocumentId::from_bytes([3; 16])],
    };
    let mut forged = good.clone();
    *forged.last_mut().unwrap() ^= 1;
    for settings in [&b""[..], &other, &forged] {
        let agreed = agreed(settings);
        assert!(!agreed.is_sound(&alex.vault.me().certificate));
        assert!(alex.vault.store_pending(&agreed, &now, &mut alex.rng).is_err());
        assert!(alex.vault.partner().unwrap().is_none());
    }
    // An entry that is not there to be shared stands in nobody's way.
    alex.vault.store_pending(&agreed(&good), &now, &mut alex.rng).unwrap();
    alex.vault.finalize(PAIR, &now, &mut alex.rng).unwrap();
    assert!(alex.vault.reader().unwrap().status().unwrap().partner.is_some());
}

#[test]
fn two_people_pair_write_apart_and_merge() {
    let (mut alex, mut sam) = couple();
    assert_eq!(alex.vault.reader().unwrap().status().unwrap().partner.unwrap().name, "Sam");
    let page = alex.journal("One. Two. Three.", Who::BothWrite);
    sync(&mut alex, &mut sam);

    alex.edit(page, "ONE. Two. Three.");
    sam.edit(page, "One. Two. Three. Four.");
    let thanks = Command::AddGratitude { text: "you cooked".into(), who: Who::PartnerReads };
    let thanks = sam.apply(thanks).unwrap();
    sync(&mut alex, &mut sam);

    for person in [&alex, &sam] {
        assert_eq!(person.entry(page).body, "ONE. Two. Three. Four.");
        assert_eq!(person.versions(page), []);
        assert_eq!(person.entry(thanks).author.name, "Sam");
    }
    assert_eq!(alex.digest(), sam.digest());
}

#[test]
fn on_both_is_said_only_after_the_confirmation() {
    let (mut alex, mut sam) = couple();
    assert!(alex.is_in_step());
    let page = alex.journal("words", Who::PartnerReads);
    assert_eq!((alex.entry(page).delivery, alex.is_in_step()), (Delivery::Device, false));

    // The partner stores it, and the confirmation is lost on the way.
    let (from, to) = (alex.vault.me().device, sam.vault.me().device);
    let have = sam.vault.standing(from).unwrap().have.unwrap();
    let batch = alex.vault.read_log(to, have.position, 9, 1 << 20).unwrap();
    let incoming =
        Incoming { records: batch.records, through: Some(batch.through), lacking: Lacking::AskFor };
    let now = sam.time();
    sam.vault.receive(from, &incoming, &now, &mut sam.rng).unwrap();
    assert_eq!(alex.entry(page).delivery, Delivery::Device);
    // A device that claims more than there is confirms nothing.
    let mut beyond = batch.through;
    beyond.position.0 += 1;
    alex.vault.acknowledged(to, beyond, &[], Telling::More).unwrap();
    assert_eq!(alex.entry(page).delivery, Delivery::Device);

    alex.vault.acknowledged(to, batch.through, &[], Telling::More).unwrap();
    assert_eq!(alex.entry(page).delivery, Delivery::Both);
    assert_eq!(sam.entry(page).delivery, Delivery::Both, "it came from there");
    alex.edit(page, "other words");
    assert_eq!(alex.entry(page).delivery, Delivery::Device);
    sync(&mut alex, &mut sam);
    assert_eq!(alex.entry(page).delivery, Delivery::Both);
}

#[test]
fn two_wordings_of_one_sentence_both_stay_until_one_is_chosen() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("We met in May. It rained.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.edit(page, "We met in June. It rained.");
    sam.edit(page, "We met in late autumn. It rained.");
    sync(&mut alex, &mut sam);

    let mut both = [
        ("Alex".to_owned(), "We met in June.".to_owned()),
        ("Sam".to_owned(), "We met in late autumn.".to_owned()),
    ];
    for person in [&alex, &sam] {
        let mut versions = person.versions(page);
        versions.sort();
        both.sort();
        assert_eq!(versions, both);
    }
    let theirs = alex.choice_of(page, "We met in late autumn.");
    alex.apply(Command::Choose { id: page, choice: theirs }).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        assert_eq!(person.entry(page).body, "We met in late autumn. It rained.");
        assert_eq!(person.versions(page), []);
    }
}

#[test]
fn both_wordings_can_be_kept_one_after_the_other_in_their_place() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("It was May. We met in May. It rained.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.now += MINUTE;
    alex.edit(page, "It was May. We met in June. It rained.");
    sam.now += 2 * MINUTE;
    sam.edit(page, "It was May. We met in late autumn. It rained.");
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        let entry = person.entry(page);
        for version in &entry.versions {
            let at = version.place.clone().unwrap();
            assert_eq!(&entry.body[..at.start], "It was May. ", "{version:?}");
            assert_eq!(&entry.body[at.end..], " It rained.");
            let wrote = if version.author.name == "Alex" { &alex } else { &sam };
            assert_eq!(version.at, Some(wrote.time().at));
        }
    }
    let Choice::Wording { clash, .. } = sam.entry(page).versions[0].choice else { panic!() };
    sam.apply(Command::Choose { id: page, choice: Choice::Both { clash } }).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        let body = person.entry(page).body;
        let both =
            ["We met in June. We met in late autumn.", "We met in late autumn. We met in June."];
        assert!(both.iter().any(|both| body == format!("It was May. {both} It rained.")), "{body}");
        assert_eq!(person.versions(page), []);
    }
    let again = Command::Choose { id: page, choice: Choice::Both { clash } };
    assert!(matches!(alex.apply(again), Err(CommandError::Reworded)));
}

#[test]
fn choosing_changes_the_words_that_clashed_and_no_others() {
    let (mut alex, mut sam) = couple();
    // The sentence stands twice; the second is the one that both changed.
    let page = alex.journal("Tea.\nBread.\nTea.\n", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.edit(page, "Tea.\nBread.\nGreen tea.\n");
    sam.edit(page, "Tea.\nBread.\nGreen leaf.\n");
    sync(&mut alex, &mut sam);
    let merged = alex.entry(page).body.lines().nth(2).unwrap().to_owned();
    // The merged wording is written once more, before it.
    alex.edit(page, &format!("{merged}\n{}", alex.entry(page).body));
    sync(&mut alex, &mut sam);
    assert_eq!(sam.versions(page).len(), 2, "the clash itself still stands");
    let choice = sam.choice_of(page, "Green leaf.");
    sam.apply(Command::Choose { id: page, choice }).unwrap();
    sync(&mut alex, &mut sam);
    let chosen = format!("{merged}\nTea.\nBread.\nGreen leaf.\n");
    assert_eq!((alex.entry(page).body, alex.versions(page)), (chosen, vec![]));
}

#[test]
fn a_choice_of_words_that_changed_meanwhile_chooses_nothing() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("One. Two.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.edit(page, "One, mine. Two.");
    sam.edit(page, "One, yours. Two.");
    sync(&mut alex, &mut sam);
    let stale = alex.choice_of(page, "One, mine.");
    sam.edit(page, "Neither. Two.");
    sync(&mut alex, &mut sam);
    let choose = Command::Choose { id: page, choice: stale };
    assert!(matches!(alex.apply(choose), Err(CommandError::Reworded)));
    assert_eq!(alex.entry(page).body, "Neither. Two.");
}

#[test]
fn keeping_the_merged_words_settles_one_place_only() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("Tea.\nBread.\nTea.\n", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.edit(page, "Red tea.\nBread.\nRed tea.\n");
    sam.edit(page, "Tea now.\nBread.\nTea now.\n");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.versions(page).len(), 4, "two places, said alike");
    let choice = alex.choice_of(page, "Tea now.");
    alex.apply(Command::Choose { id: page, choice }).unwrap();
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        assert_eq!(person.versions(page).len(), 2);
        assert!(person.entry(page).body.starts_with("Tea now.\nBread.\n"));
    }
    sam.apply(Command::Choose { id: page, choice: Choice::Merged }).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(alex.versions(page), []);
}

#[test]
fn a_sentence_that_both_took_out_and_rewrote_is_offered_where_it_stood() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("First.\nSecond thing.\nThird.\n", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.edit(page, "First.\nThird.\n");
    sam.edit(page, "First.\nSecond.\nThird.\n");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.entry(page).body, "First.\nThird.\n");
    let choice = alex.choice_of(page, "Second.");
    alex.apply(Command::Choose { id: page, choice }).unwrap();
    assert_eq!(alex.entry(page).body, "First.\nSecond.\nThird.\n");
    assert_eq!(alex.versions(page), []);
}

#[test]
fn search_is_narrowed_to_kinds_and_to_whoever_wrote() {
    let (mut alex, mut sam) = couple();
    alex.journal("tea, Alex alone", Who::OnlyMe);
    alex.journal("tea, ours", Who::BothWrite);
    let kind_words =
        |text: &str| Command::AddGratitude { text: text.into(), who: Who::PartnerReads };
    sam.apply(kind_words("tea, from Sam")).unwrap();
    alex.apply(kind_words("tea, from Alex")).unwrap();
    alex.answer(["tea, sealed", "", ""]).unwrap();
    sync(&mut alex, &mut sam);
    let found = |person: &Person, kinds: &[&str], by: Option<Writer>| {
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        let among = Among { kinds, by, ..Among::default() };
        let found = person.vault.reader().unwrap().search("tea", &among, 50).unwrap();
        let mut bodies: Vec<String> = found
            .into_iter()
            .map(|found| found.entry.body.trim_start_matches("tea, ").trim_end().to_owned())
            .collect();
        bodies.sort();
        bodies
    };
    let (journal, thanks) = (&["journal"][..], &["gratitude"][..]);
    let all = ["Alex alone", "from Alex", "from Sam", "ours", "sealed"];
    assert_eq!(found(&alex, &[], None), all);
    assert_eq!(found(&alex, journal, None), ["Alex alone", "ours"]);
    assert_eq!(found(&alex, &["gratitude", "checkin"], None), ["from Alex", "from Sam", "sealed"]);
    assert_eq!(found(&alex, &[], Some(Writer::Me)), ["Alex alone", "from Alex", "ours", "sealed"]);
    assert_eq!(found(&alex, &[], Some(Writer::Partner)), ["from Sam", "ours"]);
    assert_eq!(found(&alex, thanks, Some(Writer::Partner)), ["from Sam"]);
    assert_eq!(found(&sam, &[], Some(Writer::Me)), ["from Sam", "ours"]);
    assert_eq!(found(&sam, &[], Some(Writer::Partner)), ["from Alex", "ours"]);
    // Left, a page is its author's, as it stands in every list.
    sam.leave();
    assert_eq!(found(&sam, &[], Some(Writer::Me)), ["from Sam"]);
    assert_eq!(found(&sam, &[], Some(Writer::Partner)), ["from Alex", "ours"]);
}

#[test]
fn two_titles_at_once_are_both_seen() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("text", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.entitle(page, "Sunday");
    sam.entitle(page, "Rain");
    sync(&mut alex, &mut sam);
    let mut versions = alex.versions(page);
    versions.sort();
    assert_eq!(versions, [("Alex".into(), "Sunday".into()), ("Sam".into(), "Rain".into())]);
    assert_eq!(alex.entry(page).title, sam.entry(page).title);
    sam.entitle(page, "A wet Sunday");
    sync(&mut alex, &mut sam);
    assert_eq!((alex.versions(page), alex.entry(page).title), (vec![], "A wet Sunday".into()));
}

#[test]
fn no_title_is_quietly_rewritten() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("text", Who::PartnerReads);
    alex.entitle(page, "You were right");
    sync(&mut alex, &mut sam);
    alex.entitle(page, "I was right");
    sync(&mut alex, &mut sam);
    let history = sam.vault.reader().unwrap().history(page).unwrap();
    let titles: Vec<&str> = history.iter().map(|said| said.title.as_str()).collect();
    assert_eq!(titles, ["", "You were right", "I was right"]);
    assert!(history.iter().all(|said| said.body == "text" && said.author.name == "Alex"));
}

#[test]
fn nothing_private_is_on_the_cable() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("canary in the coal mine", Who::OnlyMe);
    alex.edit(page, "canary still");
    let shared = alex.journal("for you", Who::PartnerReads);
    alex.edit(page, "canary gone");
    let wire = sync(&mut alex, &mut sam);
    assert!(wire.windows(7).any(|window| window == b"for you"), "the test sees words");
    assert!(!wire.windows(6).any(|window| window == b"canary"));
    assert!(!wire.windows(16).any(|window| window == page.as_bytes()));
    assert_eq!(sam.bodies(), ["for you"]);
    assert_eq!(sam.entry(shared).writers, Writers::Owner);
}

#[test]
fn a_private_page_is_shared_without_its_past() {
    let mut alex = Person::new("Alex", 1);
    let mut sam = Person::new("Sam", 2);
    let chosen = alex.journal("first thoughts, since erased", Who::PartnerReads);
    alex.edit(chosen, "kind words");
    let kept = alex.journal("not chosen", Who::PartnerReads);
    pair(&mut alex, &mut sam, &[chosen]);
    let later = alex.journal("secret draft", Who::OnlyMe);
    alex.edit(later, "open words");
    let shared = alex.apply(Command::Share { id: later }).unwrap();
    let wire = sync(&mut alex, &mut sam);
    for erased in ["first thoughts", "secret draft", "not chosen"] {
        assert!(!wire.windows(erased.len()).any(|window| window == erased.as_bytes()));
    }
    let mut bodies = sam.bodies();
    bodies.sort();
    assert_eq!(bodies, ["kind words", "open words"]);
    assert_eq!(alex.entry(later).id, shared, "the old id names the new page");
    let told = |person: &Person| -> Vec<(Scope, String)> {
        let history = person.vault.reader().unwrap().history(shared).unwrap();
        history.into_iter().map(|said| (said.scope, said.body)).collect()
    };
    let open = (Scope::Shared, "open words".to_owned());
    assert_eq!(told(&sam), std::slice::from_ref(&open));
    let private = ["secret draft", "open words"].map(|body| (Scope::Private, body.to_owned()));
    assert_eq!(told(&alex), [private[0].clone(), private[1].clone(), open], "earlier, only me");
    assert_eq!(alex.entry(kept).scope, Scope::Private);
    assert!(matches!(alex.apply(Command::Share { id: shared }), Err(CommandError::AlreadyShared)));
}

#[test]
fn sharing_does_what_was_wished_for() {
    let mut alex = Person::new("Alex", 1);
    let mut sam = Person::new("Sam", 2);
    let [both, read, later] =
        [Who::BothWrite, Who::PartnerReads, Who::BothWrite].map(|who| alex.journal("words", who));
    for page in [both, read] {
        alex.apply(Command::Share { id: page }).unwrap();
    }
    let wish = |person: &Person, id| person.entry(id).wish;
    assert_eq!(wish(&alex, both).as_deref(), Some("write"));
    assert_eq!(wish(&alex, read).as_deref(), Some("read"));
    pair(&mut alex, &mut sam, &[both]);
    let later = alex.apply(Command::Share { id: later }).unwrap();
    let read = alex.apply(Command::Share { id: read }).unwrap();
    assert_eq!(alex.entry(both).writers, Writers::Both);
    assert_eq!(alex.entry(later).writers, Writers::Both);
    assert_eq!(alex.entry(read).writers, Writers::Owner);
}

#[test]
fn what_is_mine_alone_only_i_can_change() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("mine", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    let edit = Command::Edit { id: page, title: None, body: Some("yours".into()) };
    assert!(matches!(sam.apply(edit), Err(CommandError::NotYours)));
    let delete = Command::Delete { id: page, deletion: Deletion::Final };
    assert!(matches!(sam.apply(delete), Err(CommandError::NotYours)));
}

#[test]
fn a_check_in_opens_when_both_are_sealed_and_not_before() {
    let (mut alex, mut sam) = couple();
    let mine = alex.answer(["you listened", "a walk", "evenings"]).unwrap();
    assert_eq!(alex.checkin(None).state, SealState::Sealed);
    let wire = sync(&mut alex, &mut sam);
    assert!(!wire.windows(8).any(|window| window == b"listened"));
    assert_eq!(alex.entry(mine).delivery, Delivery::Sealed);
    let there = sam.checkin(None);
    assert_eq!((there.state, there.theirs), (SealState::Open, None));
    assert_eq!(sam.bodies(), Vec::<String>::new());

    sam.answer(["you cooked", "rest", "a weekend"]).unwrap();
    assert_eq!(sam.checkin(None).state, SealState::Waiting);
    sync(&mut alex, &mut sam);
    let expected = |words: [&str; 3]| Some(Answers(words.map(str::to_owned)));
    let (here, there) = (alex.checkin(None), sam.checkin(None));
    assert_eq!((here.state, there.state), (SealState::Opened, SealState::Opened));
    assert_eq!(here.theirs, expected(["you cooked", "rest", "a weekend"]));
    assert_eq!(there.theirs, expected(["you listened", "a walk", "evenings"]));
    assert_eq!(alex.entry(mine).delivery, Delivery::Both);
}

#[test]
fn what_was_opened_stays_open_after_leaving() {
    let (mut alex, mut sam) = couple();
    alex.answer(["you listened", "a walk", "evenings"]).unwrap();
    sync(&mut alex, &mut sam);
    sam.answer(["you cooked", "rest", "a weekend"]).unwrap();
    let week = Some(alex.checkin(None).week);
    alex.apply(Command::TryNext { week, text: "a tent".into() }).unwrap();
    sync(&mut alex, &mut sam);
    let before = alex.checkin(week);
    assert_eq!(before.state, SealState::Opened);
    let now = alex.time();
    alex.vault.leave(&now, &mut alex.rng).unwrap();
    assert_eq!(alex.checkin(week), CheckinView { weekday: alex.checkin(week).weekday, ..before });
    // What is offered now is for oneself.
    assert_eq!((alex.checkin(None).state, alex.checkin(None).mine), (SealState::Open, None));
    alex.answer(["alone", "", ""]).unwrap();
    assert_eq!(alex.checkin(None).mine.unwrap().0[0], "alone");
    let devices = alex.vault.reader().unwrap().status().unwrap().devices;
    assert!(devices.len() == 1 && devices[0].mine && devices[0].this);
}

#[test]
fn all_that_is_shared_and_not_confirmed_waits() {
    let (mut alex, mut sam) = couple();
    let waiting = |person: &Person| person.vault.reader().unwrap().status().unwrap().waiting;
    assert_eq!((waiting(&alex), waiting(&sam)), (0, 0));
    alex.answer(["you listened", "", ""]).unwrap();
    assert_eq!(waiting(&alex), 1, "a sealed answer");
    alex.apply(Command::TryNext { week: None, text: "a walk".into() }).unwrap();
    alex.apply(Command::Rename("Alexis".into())).unwrap();
    let page = alex.journal("for you", Who::PartnerReads);
    alex.journal("for me", Who::OnlyMe);
    assert_eq!(waiting(&alex), 4);
    sync(&mut alex, &mut sam);
    assert_eq!((waiting(&alex), waiting(&sam)), (0, 0));
    alex.apply(Command::Delete { id: page, deletion: Deletion::Final }).unwrap();
    assert_eq!(waiting(&alex), 1, "an end");
    sync(&mut alex, &mut sam);
    assert_eq!((waiting(&alex), waiting(&sam)), (0, 0));
}

#[test]
fn devices_that_disagree_on_day_and_zone_still_open() {
    let (mut alex, mut sam) = couple();
    alex.answer(["a", "b", "c"]).unwrap();
    // Sam's clock is nine days ahead, at the other end of the world.
    sam.now += 9 * 24 * 60 * MINUTE;
    sam.offset = 13 * 60;
    sync(&mut alex, &mut sam);
    sam.answer(["d", "e", "f"]).unwrap();
    sync(&mut alex, &mut sam);
    let week = alex.checkin(None).week;
    for person in [&alex, &sam] {
        assert_eq!(person.checkin(Some(week)).state, SealState::Opened);
    }
}

#[test]
fn a_wild_clock_bends_no_rule() {
    for (alex_now, sam_now) in [(0, i64::MAX / 4), (i64::MAX / 4, 0)] {
        let (mut alex, mut sam) = couple();
        (alex.now, sam.now) = (alex_now, sam_now);
        let page = alex.journal("One. Two.", Who::BothWrite);
        alex.answer(["a", "b", "c"]).unwrap();
        sync(&mut alex, &mut sam);
        sam.edit(page, "One. Two. Three.");
        sam.answer(["d", "e", "f"]).unwrap();
        sync(&mut alex, &mut sam);
        assert_eq!(alex.entry(page).body, "One. Two. Three.");
        let week = alex.vault.reader().unwrap().checkin_weeks().unwrap()[0];
        for person in [&alex, &sam] {
            assert_eq!(person.checkin(Some(week)).state, SealState::Opened);
        }
    }
}

#[test]
fn any_order_and_any_repetition_give_the_same_state() {
    let (mut alex, mut sam) = couple();
    let first = alex.journal("One. Two. Three.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    for round in 0..4 {
        alex.edit(first, &format!("One {round}. Two. Three."));
        sam.edit(first, &format!("One. Two. Three {round}."));
        alex.journal(&format!("page {round}"), Who::PartnerReads);
        if round % 2 == 0 {
            sync(&mut alex, &mut sam);
        }
    }
    // All of Alex's log, whole, three times, each document's records in order.
    let (from, to) = (alex.vault.me().device, sam.vault.me().device);
    let mut records = alex.vault.read_log(to, Position(0), 1000, 1 << 20).unwrap().records;
    let now = sam.time();
    for _ in 0..3 {
        records.sort_by_key(|bytes| Record::decode(bytes).unwrap().document());
        records.rotate_left(1);
        let incoming =
            Incoming { records: records.clone(), through: None, lacking: Lacking::AskFor };
        sam.vault.receive(from, &incoming, &now, &mut sam.rng).unwrap();
    }
    sync(&mut alex, &mut sam);
    assert_eq!((alex.bodies(), alex.versions(first)), (sam.bodies(), sam.versions(first)));
    assert_eq!(sam.vault.reader().unwrap().check().unwrap(), Vec::<String>::new());
}

#[test]
fn the_couples_day_is_one_setting() {
    let (mut alex, mut sam) = couple();
    sam.apply(Command::CheckinDay("friday".parse().unwrap())).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(alex.checkin(None).weekday.name(), "friday");
}

#[test]
fn a_vault_put_back_to_an_older_state_is_told_as_a_fork() {
    let (mut alex, mut sam) = couple();
    let (to, from) = (sam.vault.me().device, alex.vault.me().device);
    let mut point = sam.vault.standing(from).unwrap().have.unwrap();
    let now = alex.time();
    let known = alex.vault.since(to, Some(point), &now, &mut alex.rng).unwrap();
    assert_eq!(known, Since::At(point.position));
    point.position.0 += 5;
    let forked = alex.vault.since(to, Some(point), &now, &mut alex.rng).unwrap();
    assert_eq!(forked, Since::Forked);
    let after = alex.vault.since(to, Some(point), &now, &mut alex.rng).unwrap();
    assert_eq!(after, Since::Beginning, "the new log has another name");
    sync(&mut alex, &mut sam);
}

#[test]
fn leaving_is_quiet_and_keeps_everything() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    let endpoint = alex.vault.endpoint_secret().unwrap();
    let now = alex.time();
    alex.vault.leave(&now, &mut alex.rng).unwrap();
    assert_ne!(alex.vault.endpoint_secret().unwrap(), endpoint);
    assert!(alex.vault.reader().unwrap().status().unwrap().partner.is_none());
    assert_eq!(alex.entry(page).body, "ours");
    let edit = Command::Edit { id: page, title: None, body: Some("changed".into()) };
    assert!(matches!(alex.apply(edit), Err(CommandError::NotYours)));
    let peer = sam.vault.me().device;
    assert!(alex.vault.read_log(peer, Position(0), 9, 1 << 20).is_err());
    let incoming = Incoming { records: vec![], through: None, lacking: Lacking::AskFor };
    assert!(alex.vault.receive(peer, &incoming, &now, &mut alex.rng).is_err());
    assert_eq!(sam.entry(page).body, "ours");
}

#[test]
fn each_word_of_a_page_that_both_write_is_its_writers() {
    let (mut alex, mut sam) = couple();
    let id = alex.journal("The blue flask.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    sam.edit(id, "The blue flask. And something to put in it.");
    sync(&mut alex, &mut sam);
    alex.edit(id, "The old blue flask. And something to put in it.");
    sync(&mut alex, &mut sam);
    for person in [&alex, &sam] {
        let reader = person.vault.reader().unwrap();
        let body = reader.entry(id).unwrap().body;
        let mut from = 0;
        let mut told = Vec::new();
        for written in reader.written(id).unwrap() {
            told.push((written.author.name, body[from..from + written.bytes].to_owned()));
            from += written.bytes;
        }
        let told: Vec<_> =
            told.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
        let added = " And something to put in it.";
        assert_eq!(told, [("Alex", "The old blue flask."), ("Sam", added)]);
    }
    // A page that one writes is nobody's question.
    let own = alex.journal("Mine alone.", Who::PartnerReads);
    assert!(alex.vault.reader().unwrap().written(own).unwrap().is_empty());
}
