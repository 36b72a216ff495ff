//! Somebody who knows the words and is not who they say.

use crate::common::Person;
use crate::peer::{PAIR, Peer, Talk};
use crate::screen::Screen;
use crate::{alex, dead, sam};
use attune_core::identity::{Certificate, SecretKey};
use attune_sync::proto::pairing::{Failure, Me, Part};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_not_who_they_say_is_not_even_shown() {
    // What is said of the person and the device, by the truth about both and
    // by the one it is said to.
    type Lie = fn(&mut Me, &Person, &Person);
    let lies: [(&str, Lie); 6] = [
        ("another's certificate", |me, other, _| {
            me.certificate = other.vault.me().certificate.clone();
        }),
        ("another's key under one's own certificate", |me, other, _| {
            me.device = other.vault.device_secret();
        }),
        ("a device that another person never vouched for", |me, other, _| {
            let mut forged =
                Certificate::issue(&SecretKey::from_bytes(&[77; 32]), me.device.device(), "desk");
            forged.person = other.vault.me().person;
            me.certificate = forged;
        }),
        ("the certificate of whom it is said to", |me, _, alex| {
            me.certificate = alex.vault.me().certificate.clone();
        }),
        ("whom it is said to, with all keys", |me, _, alex| {
            me.certificate = alex.vault.me().certificate.clone();
            me.device = alex.vault.device_secret();
        }),
        ("nobody's name", |me, _, _| me.name = " \t".to_owned()),
    ];
    for (n, (name, lie)) in lies.into_iter().enumerate() {
        let (alex, mut sam, kim) = (alex(), sam(), Person::new("Kim", 3));
        let mut shows = Screen::show(&alex, "Alex", 200 + n as u64);
        let shown = shows.shown().await;
        let peer = Peer::new(40, PAIR).await;
        let line = peer.dial(&shown.invitation).await.unwrap();
        let mut talk = Talk::new(&mut sam, &shown.words, Part::Types);
        lie(&mut talk.me, &kim, &alex);
        let ending = talk.lead(line).await;
        assert!(ending.bond.is_none(), "{name}");
        dead(&alex, &mut shows, Failure::Broken).await;

        // And the same of one who shows.
        let (sam, mut alex) = (crate::sam(), Person::new("Alex", 1));
        let peer = Peer::new(40, PAIR).await;
        let mut types =
            Screen::enter(&sam, "Sam", 300 + n as u64, &shown.words, &peer.invitation());
        let line = peer.accept_open().await;
        let mut talk = Talk::new(&mut alex, &shown.words, Part::Shows);
        lie(&mut talk.me, &kim, &sam);
        let ending = talk.lead(line).await;
        assert!(ending.bond.is_none(), "{name}");
        dead(&sam, &mut types, Failure::Broken).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_endpoint_that_proves_the_words_is_the_lines_own() {
    // One who knows the words, and computes as if it were another endpoint, or
    // as if whoever shows were another.
    let lies: [fn(&mut attune_sync::proto::pairing::Binding); 3] = [
        |binding| binding.types = [9; 32],
        |binding| binding.shows = [9; 32],
        |binding| std::mem::swap(&mut binding.types, &mut binding.shows),
    ];
    for (n, lie) in lies.into_iter().enumerate() {
        let (alex, mut sam) = (alex(), sam());
        let mut shows = Screen::show(&alex, "Alex", 400 + n as u64);
        let shown = shows.shown().await;
        let peer = Peer::new(40, PAIR).await;
        let line = peer.dial(&shown.invitation).await.unwrap();
        let mut talk = Talk::new(&mut sam, &shown.words, Part::Types);
        talk.bound = Some(lie);
        assert_eq!(talk.lead(line).await.failed, Some(Failure::WrongWords));
        dead(&alex, &mut shows, Failure::WrongWords).await;
    }
}
