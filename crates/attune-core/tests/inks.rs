//! The ink a person's words are set in: chosen by each, seen by both, never the
//! same.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use attune_core::command::Command;
use attune_core::kinds::profile::Ink;
use attune_core::vault::{CommandError, Inks};
use common::{Person, couple, pair, sync};

fn inks(person: &Person) -> Inks {
    person.vault.reader().unwrap().status().unwrap().inks
}

fn choose(person: &mut Person, ink: Ink) {
    person.apply(Command::ChooseInk(ink)).unwrap();
}

/// Each sees the other's ink as the other sees it.
#[track_caller]
fn both_see(alex: &Person, sam: &Person, theirs: [Ink; 2]) {
    let (a, s) = (inks(alex), inks(sam));
    assert_eq!(([a.mine, a.theirs], [s.theirs, s.mine]), (theirs, theirs));
}

#[test]
fn an_ink_chosen_before_pairing_goes_along() {
    let (mut alex, mut sam) = (Person::new("Alex", 1), Person::new("Sam", 2));
    assert_eq!(inks(&alex), Inks::default());
    choose(&mut alex, Ink::Plum);
    choose(&mut sam, Ink::Umber);
    assert_eq!((inks(&alex).mine, inks(&alex).chosen), (Ink::Plum, Some(Ink::Plum)));
    pair(&mut alex, &mut sam, &[]);
    sync(&mut alex, &mut sam);
    both_see(&alex, &sam, [Ink::Plum, Ink::Umber]);
    choose(&mut sam, Ink::Lagoon);
    sync(&mut alex, &mut sam);
    both_see(&alex, &sam, [Ink::Plum, Ink::Lagoon]);
    for person in [&alex, &sam] {
        person.is_sound();
    }
}

#[test]
fn two_who_chose_one_ink_apart_show_in_two_on_both_devices() {
    let (mut alex, mut sam) = couple();
    choose(&mut alex, Ink::Violet);
    choose(&mut sam, Ink::Violet);
    sync(&mut alex, &mut sam);
    let seen = inks(&alex);
    both_see(&alex, &sam, [seen.mine, seen.theirs]);
    assert_ne!(seen.mine, seen.theirs);
    assert!([seen.mine, seen.theirs].contains(&Ink::Violet));
    assert_eq!((seen.chosen, inks(&sam).chosen), (Some(Ink::Violet), Some(Ink::Violet)));

    // Once one of them chooses anew, the other has what they wanted.
    choose(&mut alex, Ink::Umber);
    sync(&mut alex, &mut sam);
    both_see(&alex, &sam, [Ink::Umber, Ink::Violet]);
}

#[test]
fn nobody_can_take_the_partners_ink() {
    let (mut alex, mut sam) = couple();
    choose(&mut alex, Ink::Madder);
    sync(&mut alex, &mut sam);
    let refused = sam.apply(Command::ChooseInk(Ink::Madder));
    assert!(matches!(refused, Err(CommandError::InkTaken)), "{refused:?}");
    both_see(&alex, &sam, [Ink::Madder, Ink::BlueBlack]);
    // What nobody chose is free, whoever shows in it.
    choose(&mut alex, Ink::BlueBlack);
    sync(&mut alex, &mut sam);
    both_see(&alex, &sam, [Ink::BlueBlack, Ink::Madder]);
}

#[test]
fn a_name_and_an_ink_do_not_undo_each_other() {
    let (mut alex, mut sam) = couple();
    choose(&mut alex, Ink::Plum);
    alex.apply(Command::Rename("Alexandra".to_owned())).unwrap();
    sync(&mut alex, &mut sam);
    both_see(&alex, &sam, [Ink::Plum, Ink::BlueBlack]);
    let partner = sam.vault.reader().unwrap().status().unwrap().partner.unwrap();
    assert_eq!(partner.name, "Alexandra");
    // Also from a life alone, where the profile is another document.
    alex.leave();
    choose(&mut alex, Ink::Umber);
    assert_eq!(inks(&alex).mine, Ink::Umber);
    assert_eq!(alex.vault.reader().unwrap().status().unwrap().name, "Alexandra");
    alex.is_sound();
}
