//! Accidents that have a name, each as a short history of its own. What the
//! random ones look at is looked at here as well.

use crate::replica::{Comes, Replica, weeks};
use crate::story::{Deed, Step, perform};
use crate::watch::word;
use crate::world::{Meeting, Until, World};
use crate::{live, settle};
use attune_core::command::{Command, Deletion, Who};
use attune_core::ids::DocumentId;
use attune_core::kinds::checkin::Answers;
use attune_core::kinds::sealed::SealState;
use attune_core::vault::{Delivery, Draft};
use std::collections::BTreeSet;

const ALEX: usize = 0;
const SAM: usize = 1;

/// A page with one word of its own in it; gives both.
fn page(world: &mut World, n: usize, who: Who) -> (DocumentId, String) {
    let before: BTreeSet<_> = ids(world, n);
    perform(world, n, &Deed::Journal(who));
    let id = *ids(world, n).difference(&before).next().unwrap();
    (id, world.replicas[n].entry(id).unwrap().body)
}

fn ids(world: &mut World, n: usize) -> BTreeSet<DocumentId> {
    world.replicas[n].entries().into_iter().map(|entry| entry.id).collect()
}

fn body(world: &mut World, n: usize, id: DocumentId) -> String {
    world.replicas[n].entry(id).unwrap().body
}

fn edit(world: &mut World, n: usize, id: DocumentId, body: &str) {
    let command = Command::Edit { id, title: None, body: Some(body.to_owned()) };
    world.replicas[n].apply(&command).unwrap();
}

fn answers(text: &str) -> Answers {
    Answers([text.to_owned(), String::new(), String::new()])
}

fn answer(world: &mut World, n: usize, text: &str) {
    let week = weeks()[0];
    let answers = answers(text);
    world.replicas[n].apply(&Command::AnswerCheckin { week: Some(week), answers }).unwrap();
    let person = world.replicas[n].person;
    world.watch.sealed.entry(week).or_default().insert(person);
}

/// Alex's device put back to what it was, of which nothing tells.
fn put_back(world: &mut World, n: usize, comes: Comes) {
    let lost = world.replicas[n].disk();
    world.replicas[n].put_back(comes);
    world.watch.lost.push(lost);
}

fn copy(world: &mut World, n: usize) -> usize {
    let copy = world.replicas[n].copied(world.replicas.len() as u64);
    world.replicas.push(copy);
    world.replicas.len() - 1
}

#[test]
fn a_vault_copied_back_and_written_past_its_old_position_keeps_both() {
    for more in [1, 2, 3, 7] {
        let mut world = World::new(1);
        page(&mut world, ALEX, Who::PartnerReads);
        world.meet_quietly([0, 0], 0);
        world.replicas[ALEX].back_up();
        let (later, words) = page(&mut world, ALEX, Who::PartnerReads);
        page(&mut world, ALEX, Who::BothWrite);
        assert!(world.meet_quietly([0, 0], 0).is_in_step());
        put_back(&mut world, ALEX, Comes::Unseen);
        assert!(world.replicas[ALEX].entry(later).is_none());
        // Fewer, as many and more than what was lost.
        for _ in 0..more {
            page(&mut world, ALEX, Who::PartnerReads);
        }
        settle(&mut world);
        assert_eq!(body(&mut world, ALEX, later), words);
        assert_eq!(world.replicas[SAM].entries().len(), 3 + more);
    }
}

#[test]
fn a_clone_with_both_running_loses_nothing_and_becomes_a_device_of_its_own() {
    let mut world = World::new(2);
    page(&mut world, ALEX, Who::BothWrite);
    world.meet_quietly([0, 0], 0);
    let clone = world.replicas[ALEX].cloned(5);
    world.replicas.push(clone);
    let clone = 2;
    let device = world.replicas[ALEX].vault().me().device;
    assert_eq!(world.replicas[clone].vault().me().device, device);
    // Both write as one device, and meet Sam in turn.
    for turn in 0..6 {
        let n = [ALEX, clone][turn % 2];
        page(&mut world, n, Who::PartnerReads);
        perform(&mut world, n, &Deed::Add(turn));
        world.meet_quietly([turn % 2, 0], turn % 2);
    }
    // Then Sam's device tells one of them what it is.
    world.replicas[clone].renew();
    page(&mut world, clone, Who::PartnerReads);
    settle(&mut world);
    for n in 0..3 {
        assert_eq!(world.replicas[n].entries().len(), 8, "device {n}");
        assert_eq!(world.replicas[n].status().devices.len(), 3);
    }
}

#[test]
fn an_end_against_an_edit_on_three_devices_leaves_each_with_what_the_rules_say() {
    for who in [Who::PartnerReads, Who::BothWrite] {
        for first in [[0, 0], [1, 0]] {
            let mut world = World::new(3);
            let (id, words) = page(&mut world, ALEX, who);
            world.meet_quietly([0, 0], 0);
            let second = copy(&mut world, ALEX);
            world.meet_quietly([1, 0], 0);
            // One device of Alex ends it, the other goes on writing.
            let end = Command::Delete { id, deletion: Deletion::Final };
            world.replicas[ALEX].apply(&end).unwrap();
            world.watch.ended.entry(id).or_default().insert(ALEX);
            edit(&mut world, second, id, &format!("{words} And on."));
            if who == Who::BothWrite {
                edit(&mut world, SAM, id, &format!("{words} Sam, too."));
            }
            world.meet_quietly(first, 0);
            settle(&mut world);
            let kept = world.replicas[SAM].entry(id).unwrap();
            assert!(kept.kept && kept.taken_back, "{who:?}: Sam keeps a copy");
            if who == Who::BothWrite {
                assert!(kept.body.contains("Sam, too."), "Sam keeps Sam's own words");
            }
            let unseen = world.replicas[second].entry(id).unwrap();
            assert!(unseen.kept && unseen.body.contains("And on."), "what the end had not seen");
        }
    }
}

#[test]
fn two_seals_by_one_person_open_one_and_lose_none() {
    for first in [0, 1] {
        let mut world = World::new(4);
        world.meet_quietly([0, 0], 0);
        let second = copy(&mut world, ALEX);
        world.meet_quietly([1, 0], 0);
        answer(&mut world, ALEX, "from the desk");
        answer(&mut world, second, "from the lap");
        world.meet_quietly([first, 0], 0);
        world.meet_quietly([1 - first, 0], 0);
        for n in [ALEX, SAM, second] {
            assert_eq!(world.replicas[n].checkin(weeks()[0]).theirs, None);
        }
        answer(&mut world, SAM, "from Sam");
        settle(&mut world);
        let opened = world.replicas[SAM].checkin(weeks()[0]);
        assert_eq!(opened.state, SealState::Opened);
        assert!(opened.also_answered);
        for n in [ALEX, second] {
            let view = world.replicas[n].checkin(weeks()[0]);
            assert_eq!(view.state, SealState::Opened);
            assert_eq!(view.theirs, Some(answers("from Sam")));
            assert_eq!(view.mine, opened.theirs, "what opened is the one that stands");
        }
    }
}

#[test]
fn a_certificate_first_seen_from_its_own_device_lets_in_what_it_signed() {
    let mut world = World::new(5);
    let (id, words) = page(&mut world, ALEX, Who::PartnerReads);
    world.meet_quietly([0, 0], 0);
    let second = copy(&mut world, ALEX);
    edit(&mut world, second, id, &format!("{words} From afar."));
    let (fresh, _) = page(&mut world, second, Who::BothWrite);
    // Sam has never heard of it, and neither has Alex's first device.
    for dialler in [0, 1] {
        assert!(world.meet_quietly([1, 0], dialler).is_in_step());
    }
    assert!(body(&mut world, SAM, id).contains("From afar."));
    assert_eq!(world.replicas[second].entry(fresh).unwrap().delivery, Delivery::Both);
    world.meet_quietly([0, 0], 1);
    assert!(body(&mut world, ALEX, id).contains("From afar."));
    settle(&mut world);
}

#[test]
fn a_remote_change_during_a_draft_stays_and_so_does_the_draft() {
    let mut world = World::new(6);
    let (id, words) = page(&mut world, ALEX, Who::BothWrite);
    world.meet_quietly([0, 0], 0);
    let slot = id.to_string();
    let draft = Draft {
        slot: slot.clone(),
        kind: "journal".to_owned(),
        document: Some(id),
        who: Who::BothWrite,
        title: String::new(),
        body: format!("{words} Typed slowly."),
        detail: None,
    };
    let now = world.replicas[ALEX].now();
    let mut rng = world.replicas[ALEX].own_rng.clone();
    world.replicas[ALEX].vault().save_draft(&draft, &now, &mut rng).unwrap();
    edit(&mut world, SAM, id, &format!("Before all. {words}"));
    world.meet_quietly([0, 0], 0);
    world.replicas[ALEX].restart();
    assert!(!body(&mut world, SAM, id).contains("Typed slowly."));
    world.replicas[ALEX].apply(&Command::CommitDraft { slot }).unwrap();
    settle(&mut world);
    for n in [ALEX, SAM] {
        assert_eq!(body(&mut world, n, id), format!("Before all. {words} Typed slowly."));
    }
}

/// Alex's device twice, with the same randomness to come: what it writes next
/// has the same actor and the same number, and says something else.
fn doubled(world: &mut World) -> Replica {
    let mut twin = world.replicas[ALEX].cloned(9);
    twin.rng = world.replicas[ALEX].rng.clone();
    twin
}

#[test]
fn an_actor_that_says_two_things_at_once_stops_its_page_and_no_other() {
    let mut world = World::new(7);
    let (id, words) = page(&mut world, ALEX, Who::BothWrite);
    let (other, _) = page(&mut world, ALEX, Who::PartnerReads);
    world.meet_quietly([0, 0], 0);
    let twin = doubled(&mut world);
    edit(&mut world, ALEX, id, &format!("{words} One thing."));
    assert!(world.meet_quietly([0, 0], 0).is_in_step());
    let first = std::mem::replace(&mut world.replicas[ALEX], twin);
    edit(&mut world, ALEX, id, &format!("{words} Two things."));
    let (fresh, fresh_words) = page(&mut world, ALEX, Who::PartnerReads);
    for dialler in [0, 1] {
        let met = world.meet_quietly([0, 0], dialler);
        assert!(!met.is_in_step(), "they hold different things");
    }
    // Neither is taken over the other, and neither is lost.
    assert!(body(&mut world, SAM, id).contains("One thing."));
    assert!(body(&mut world, ALEX, id).contains("Two things."));
    assert_ne!(world.replicas[ALEX].entry(id).unwrap().delivery, Delivery::Both);
    for n in [ALEX, SAM] {
        let status = world.replicas[n].status();
        assert!(!status.in_step && status.set_aside == 1, "device {n}");
    }
    // The others pass.
    assert_eq!(body(&mut world, SAM, fresh), fresh_words);
    edit(&mut world, ALEX, other, "Still written.");
    world.meet_quietly([0, 0], 0);
    assert_eq!(body(&mut world, SAM, other), "Still written.");
    drop(first);
}

#[test]
fn a_device_restored_after_sealing_opens_what_it_sealed() {
    for comes in [Comes::Unseen, Comes::AsNewDevice] {
        // Sam has the sealed answer, and the device that sealed it forgot it.
        for again in [false, true] {
            let mut world = World::new(8);
            world.meet_quietly([0, 0], 0);
            world.replicas[ALEX].back_up();
            answer(&mut world, ALEX, "sealed once");
            world.meet_quietly([0, 0], 0);
            put_back(&mut world, ALEX, comes);
            if again {
                answer(&mut world, ALEX, "sealed twice");
            }
            answer(&mut world, SAM, "from Sam");
            settle(&mut world);
            for n in [ALEX, SAM] {
                assert_eq!(world.replicas[n].checkin(weeks()[0]).state, SealState::Opened);
            }
            let opened = world.replicas[SAM].checkin(weeks()[0]);
            assert_eq!(opened.also_answered, again);
            let mine = world.replicas[ALEX].checkin(weeks()[0]).mine;
            assert_eq!(opened.theirs, mine, "{comes:?}, again {again}");
        }
    }
}

#[test]
fn a_private_page_shared_later_travels_without_what_it_said_before() {
    let mut world = World::new(9);
    perform(&mut world, ALEX, &Deed::Journal(Who::OnlyMe));
    perform(&mut world, ALEX, &Deed::AddOwn(0));
    let id = *ids(&mut world, ALEX).first().unwrap();
    // The first words go out of it before it is shared.
    let text = format!("Only {} is left.", word(2));
    let command = Command::Edit { id, title: None, body: Some(text.clone()) };
    world.replicas[ALEX].apply(&command).unwrap();
    world.replicas[ALEX].book.private.insert(id, text.clone());
    perform(&mut world, ALEX, &Deed::Share(0));
    settle(&mut world);
    assert!(world.watch.seen.contains(&2) && world.watch.secret.contains(&1));
    assert_eq!(world.replicas[SAM].entries()[0].body, text);
}

#[test]
fn a_page_that_stays_incomplete_is_not_asked_for_for_ever() {
    // Sam's third device writes; its certificate reaches Sam's second one by
    // way of Alex, who is then put back to before all of it. What Alex fetches
    // from there lacks the certificate, which waits in the log behind it. Found
    // by seed 20048, whose session never came to rest.
    let meet = |devices, dialler, seed, until| {
        Step::Meet(Meeting { devices, dialler, seed, until, deeds: vec![] })
    };
    let steps = [
        Step::Copy(1),
        Step::BackUp(0),
        Step::Copy(2),
        Step::Do(3, Deed::Thanks(Who::PartnerReads)),
        meet([0, 2], 0, 14_587_214_163_755_315_478, Until::Quiet),
        meet([0, 1], 1, 654_854_764_055_008_686, Until::Killed { side: 0, after: 12 }),
        Step::PutBack(0, Comes::Unseen),
        Step::Do(2, Deed::Add(0)),
    ];
    let mut world = live(20_048, &steps);
    assert_eq!(world.replicas[ALEX].entries().len(), 1);
}
