//! Stories of deleting, taking back and undoing: what goes, what stays, and what
//! must never travel.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::{Command, Deletion, Who};
use attune_core::exchange::{Incoming, Lacking};
use attune_core::header::Scope;
use attune_core::ids::DocumentId;
use attune_core::vault::{CommandError, Draft};
use common::{Person, couple, sync};

#[test]
fn taking_back_leaves_the_other_a_copy_of_their_own() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("too soon", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    alex.apply(Command::Delete { id: page, deletion: Deletion::Final }).unwrap();
    sync(&mut alex, &mut sam);
    let copy = sam.entry(page);
    assert!(copy.taken_back && copy.scope == Scope::Private && copy.body == "too soon");
    assert_eq!((alex.bodies(), sam.bodies()), (vec![], vec!["too soon".to_owned()]));
    alex.apply(Command::Undo { id: None }).unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(alex.bodies(), ["too soon"]);
    assert_eq!(sam.bodies().len(), 2);
}

#[test]
fn what_is_taken_back_before_it_went_never_goes() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("never to be sent", Who::PartnerReads);
    alex.apply(Command::Delete { id: page, deletion: Deletion::Final }).unwrap();
    let wire = sync(&mut alex, &mut sam);
    assert!(!wire.windows(8).any(|window| window == b"never to"));
    assert_eq!(sam.bodies(), Vec::<String>::new());
}

#[test]
fn an_end_and_an_edit_at_once_lose_no_words() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.delete(page);
    sam.edit(page, "ours, and more of mine");
    sync(&mut alex, &mut sam);
    let copy = sam.entry(page);
    assert_eq!((copy.body.as_str(), copy.taken_back), ("ours, and more of mine", true));
    // Of a page that both wrote each keeps what they had.
    let copy = alex.entry(page);
    assert_eq!((copy.body.as_str(), copy.kept, copy.taken_back), ("ours", true, false));
    assert_eq!(copy.scope, Scope::Private);
    let edit = Command::Edit { id: page, title: None, body: Some("more".into()) };
    assert!(matches!(alex.apply(edit), Err(CommandError::Ended)));
}

#[test]
fn a_page_both_wrote_is_kept_by_its_ender_until_they_let_it_go() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.delete(page);
    alex.wait(11);
    assert_eq!((alex.bodies(), alex.found("ours")), (vec!["ours".into()], vec!["ours".into()]));
    alex.delete(page);
    assert_eq!((alex.bodies(), alex.found("ours")), (vec![], vec![]));
    alex.undo().unwrap();
    assert_eq!((alex.bodies(), alex.entry(page).scope), (vec!["ours".into()], Scope::Private));
    alex.delete(page);
    assert_eq!(alex.wait(11), 1);
    assert!(alex.is_gone(page));
    sync(&mut alex, &mut sam);
    assert_eq!(sam.bodies(), ["ours"]);
    alex.is_sound();
}

#[test]
fn undoing_the_end_of_a_page_both_wrote_makes_it_both_again() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.delete(page);
    let new = alex.undo().unwrap();
    sync(&mut alex, &mut sam);
    assert_eq!(alex.bodies(), ["ours"]);
    sam.edit(new, "ours again");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.entry(page).body, "ours again");

    // Both ended it: then it is a copy of what the partner took back.
    alex.delete(new);
    sam.delete(new);
    sync(&mut alex, &mut sam);
    for person in [&mut alex, &mut sam] {
        assert_eq!(person.undo().unwrap(), new);
        assert_eq!(person.entry(new).scope, Scope::Private);
    }
    let wire = sync(&mut alex, &mut sam);
    assert!(!wire.windows(4).any(|window| window == b"ours"));
}

#[test]
fn a_copy_of_what_was_taken_back_never_travels_again() {
    let (mut alex, mut sam) = couple();
    for who in [Who::PartnerReads, Who::BothWrite] {
        let page = alex.journal("too soon", who);
        sync(&mut alex, &mut sam);
        alex.delete(page);
        sync(&mut alex, &mut sam);
        for deletion in [Deletion::Pending, Deletion::Final] {
            sam.apply(Command::Delete { id: page, deletion }).unwrap();
            assert!(!sam.bodies().contains(&"too soon".to_owned()));
            assert_eq!(sam.undo().unwrap(), page);
            let copy = sam.entry(page);
            assert_eq!((copy.scope, copy.taken_back), (Scope::Private, true));
        }
        let wire = sync(&mut alex, &mut sam);
        assert!(!wire.windows(8).any(|window| window == b"too soon"));
        sam.delete(page);
        sam.wait(11);
        assert!(sam.is_gone(page));
    }
    sam.is_sound();
}

#[test]
fn nothing_is_written_into_a_pair_that_is_no_more() {
    let (mut alex, mut sam) = couple();
    let mine = alex.journal("from then", Who::PartnerReads);
    let ours = alex.journal("from us", Who::BothWrite);
    sync(&mut alex, &mut sam);
    alex.apply(Command::Delete { id: mine, deletion: Deletion::Final }).unwrap();
    alex.leave();
    let back = alex.undo().unwrap();
    assert_eq!(
        (alex.entry(back).scope, alex.entry(back).body.as_str()),
        (Scope::Private, "from then")
    );
    alex.delete(ours);
    assert_eq!(alex.undo().unwrap(), ours, "it is put back, not made anew");
    assert_eq!(alex.entry(ours).body, "from us");
    alex.delete(ours);
    assert_eq!(alex.wait(11), 1);
    assert!(alex.is_gone(ours));
    alex.is_sound();
}

#[test]
fn what_is_deleted_and_edited_at_once_is_found_once() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("red apples", Who::BothWrite);
    sync(&mut alex, &mut sam);
    let delete = |deletion| Command::Delete { id: page, deletion };
    alex.apply(delete(Deletion::Pending)).unwrap();
    sam.edit(page, "green apples");
    sync(&mut alex, &mut sam);
    assert_eq!(alex.found("apples"), Vec::<String>::new());
    alex.undo().unwrap();
    assert_eq!((alex.found("green"), alex.found("red")), (vec!["green apples".into()], vec![]));
    alex.edit(page, "plums");
    assert_eq!((alex.found("apples"), alex.found("plums")), (vec![], vec!["plums".into()]));
    alex.is_sound();
}

#[test]
fn an_end_reaches_a_device_that_never_saw_the_page() {
    // Sam writes nothing and ends a page that both may write; the vault that
    // Alex gets back from a copy never had it.
    let (mut alex, mut sam) = couple();
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(alex.folder.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let page = alex.journal("ours", Who::BothWrite);
    let mine = alex.journal("mine", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    sam.delete(page);
    alex.delete(mine);
    sync(&mut alex, &mut sam);
    sam.delete(page);
    sam.delete(mine);
    sam.wait(11);
    assert_eq!(sam.bodies(), Vec::<String>::new());
    alex.folder = folder;
    alex.reopen();
    let before = alex.digest();
    for id in [page, mine] {
        let ends = sam.vault.document_records(id).unwrap().unwrap();
        let incoming = Incoming { records: ends.records, through: None, lacking: Lacking::AskFor };
        let (from, now) = (sam.vault.me().device, alex.time());
        let received = alex.vault.receive(from, &incoming, &now, &mut alex.rng).unwrap();
        assert_eq!((received.except, received.missing), (vec![], vec![]));
    }
    assert_ne!(alex.digest(), before);
    assert_eq!(alex.digest(), sam.digest());
    assert_eq!(alex.vault.states(None, 100).unwrap(), sam.vault.states(None, 100).unwrap());
}

#[test]
fn an_end_of_mine_that_comes_back_takes_the_words_with_it() {
    // Alex's vault is put back to before the page was deleted.
    let (mut alex, mut sam) = couple();
    let page = alex.journal("gone", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(alex.folder.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    alex.delete(page);
    sync(&mut alex, &mut sam);
    alex.folder = folder;
    alex.reopen();
    assert_eq!(alex.bodies(), ["gone"]);
    let ends = sam.vault.document_records(page).unwrap().unwrap();
    let incoming = Incoming { records: ends.records, through: None, lacking: Lacking::AskFor };
    let (from, now) = (sam.vault.me().device, alex.time());
    alex.vault.receive(from, &incoming, &now, &mut alex.rng).unwrap();
    assert_eq!((alex.bodies(), alex.found("gone")), (vec![], vec![]));
    assert_eq!(alex.wait(11), 1);
    assert!(alex.is_gone(page));
    assert_eq!(alex.digest(), sam.digest());
}

#[test]
fn what_both_took_back_is_told_of_the_other_and_of_nobody_else() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("ours", Who::BothWrite);
    sync(&mut alex, &mut sam);
    // Both saw the same, so both ends have one name.
    alex.delete(page);
    sam.delete(page);
    let ends = [&mut alex, &mut sam].map(|of| of.vault.document_records(page).unwrap().unwrap());
    // My own comes back from there; then Sam's, and once more.
    let cases = [(0, false, false), (1, true, true), (1, false, true)];
    for (whose, changed, taken_back) in cases {
        let records = ends[whose].records.clone();
        let incoming = Incoming { records, through: None, lacking: Lacking::AskFor };
        let (from, now) = (sam.vault.me().device, alex.time());
        let received = alex.vault.receive(from, &incoming, &now, &mut alex.rng).unwrap();
        assert_eq!((received.except, received.changed), (vec![], changed));
        assert_eq!(alex.entry(page).taken_back, taken_back);
    }
}

#[test]
fn a_tombstone_names_no_kind_and_no_time() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("gone", Who::PartnerReads);
    sync(&mut alex, &mut sam);
    alex.delete(page);
    alex.wait(11);
    assert!(alex.is_gone(page));
    let wire = sync(&mut alex, &mut sam);
    assert!(wire.windows(16).any(|window| window == page.as_bytes()), "the end travels");
    assert!(!wire.windows(7).any(|window| window == b"journal"));
    assert!(sam.entry(page).taken_back);
}

fn draft(id: DocumentId, body: &str) -> Draft {
    Draft {
        slot: id.to_string(),
        kind: "journal".to_owned(),
        document: Some(id),
        who: Who::OnlyMe,
        title: String::new(),
        body: body.to_owned(),
        detail: None,
    }
}

fn save(person: &mut Person, draft: &Draft) {
    let now = person.time();
    person.vault.save_draft(draft, &now, &mut person.rng).unwrap();
}

#[test]
fn what_is_being_typed_outlives_the_page_it_was_typed_on() {
    let (mut alex, mut sam) = couple();
    let page = alex.journal("One.", Who::BothWrite);
    sync(&mut alex, &mut sam);
    save(&mut sam, &draft(page, "One. Two"));
    alex.delete(page);
    sync(&mut alex, &mut sam);
    save(&mut sam, &draft(page, "One. Two. Three."));
    let own = sam.apply(Command::CommitDraft { slot: page.to_string() }).unwrap();
    assert_ne!(own, page);
    let entry = sam.entry(own);
    assert_eq!(
        (entry.body.as_str(), entry.scope, entry.mine),
        ("One. Two. Three.", Scope::Private, true)
    );
    let wire = sync(&mut alex, &mut sam);
    assert!(!wire.windows(5).any(|window| window == b"Three"));
    // Nothing was typed: nothing is made.
    save(&mut sam, &draft(page, "One."));
    assert_eq!(sam.apply(Command::CommitDraft { slot: page.to_string() }).unwrap(), page);
    assert_eq!(sam.bodies().len(), 2);
    // The pair may be no more, too.
    let page = alex.journal("Ours.", Who::BothWrite);
    save(&mut alex, &draft(page, "Ours. Still."));
    alex.leave();
    save(&mut alex, &draft(page, "Ours. Still mine."));
    let own = alex.apply(Command::CommitDraft { slot: page.to_string() }).unwrap();
    assert_eq!(alex.entry(own).body, "Ours. Still mine.");
}

#[test]
fn deleting_a_page_deletes_what_was_being_typed_on_it() {
    let mut alex = Person::new("Alex", 1);
    let page = alex.journal("One.", Who::OnlyMe);
    let other = alex.journal("Other.", Who::OnlyMe);
    save(&mut alex, &draft(page, "One. Canary."));
    save(&mut alex, &draft(other, "Other. More."));
    alex.apply(Command::Delete { id: page, deletion: Deletion::Pending }).unwrap();
    assert_eq!(alex.vault.drafts().unwrap().len(), 2, "it may still be undone");
    alex.wait(0);
    assert_eq!(alex.vault.drafts().unwrap(), [draft(other, "Other. More.")]);
}
