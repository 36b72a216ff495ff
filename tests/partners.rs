//! What two people do at two terminals.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use people::{Person, Running, couple, enter, pair, sync};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn two_people_pair_write_apart_and_merge() {
    let (alex, sam) = (Person::new("Alex"), Person::new("Sam"));
    alex.done(&["add", "journal", "--private", "only mine"]);
    let wished = alex.done(&["add", "gratitude", "--shared", "you listened"]);
    pair(&alex, &sam);
    assert_eq!(alex.json(&["status"])["partner"]["name"], "Sam");
    sync(&alex, &sam);
    let there = sam.json(&["list"]);
    assert_eq!(there.as_array().unwrap().len(), 1);
    assert_eq!(there[0]["body"], "you listened");
    assert_eq!(alex.json(&["show", &wished])["delivery"], "both");

    let page = alex.done(&["add", "journal", "--together", "One. Two."]);
    sync(&alex, &sam);
    alex.done(&["edit", &page, "Zero. One. Two."]);
    sam.done(&["edit", &page, "One. Two. Three."]);
    assert_eq!(alex.json(&["show", &page])["delivery"], "device");
    sync(&alex, &sam);
    for person in [&alex, &sam] {
        let entry = person.json(&["show", &page]);
        assert_eq!(entry["body"], "Zero. One. Two. Three.");
        assert_eq!(entry["delivery"], "both");
    }

    alex.done(&["checkin", "answer", "a", "b", "c"]);
    sync(&alex, &sam);
    assert_eq!(sam.json(&["checkin", "show"])["theirs"], Value::Null);
    sam.done(&["checkin", "answer", "d", "e", "f"]);
    sync(&alex, &sam);
    sync(&alex, &sam);
    for (person, theirs) in [(&alex, "d"), (&sam, "a")] {
        let week = person.json(&["checkin", "show"]);
        assert_eq!(week["state"], "opened");
        assert_eq!(week["theirs"][0], theirs);
    }
}

#[test]
fn wrong_words_and_bad_input_each_have_a_sentence() {
    let (alex, sam) = (Person::new("Alex"), Person::new("Sam"));
    let invite = alex.file("invite");
    let invite = invite.to_str().unwrap();
    assert!(sam.fails(&enter("abacus abdomen", "x"), 2).contains("Three words"));
    assert!(sam.fails(&enter("abacus abdomne abacus", "x"), 2).contains("abdomen"));
    assert!(sam.fails(&enter("abacus abdomen abacus", "nowhere"), 1).contains("nowhere"));
    std::fs::write(sam.file("junk"), [0xff; 300]).unwrap();
    let junk = sam.file("junk");
    let junk = junk.to_str().unwrap();
    assert!(sam.fails(&enter("abacus abdomen abacus", junk), 1).contains("not an invitation"));
    assert!(alex.fails(&["pair", "show", "--timeout", "inf"], 2).contains("seconds"));
    assert!(alex.fails(&["pair", "show", "--timeout", "0.2"], 3).contains("Nobody typed"));
    assert!(alex.fails(&["sync"], 1).contains("no partner"));

    let (shows, words) = alex.shows(&[]);
    let wrong = if words == "abacus abacus abacus" {
        "abdomen abacus abacus"
    } else {
        "abacus abacus abacus"
    };
    assert!(sam.fails(&enter(wrong, invite), 1).contains("used up"));
    assert!(shows.ends(1).contains("used up"));
    // The code is gone, and nobody is paired.
    let right = sam.fails(
        &[&enter(&words, invite)[..5], &["--yes", "--timeout", "2", "--invite", invite]].concat(),
        3,
    );
    assert!(right.contains("not found"), "{right}");
    assert_eq!(sam.json(&["status"])["partner"], Value::Null);
}

#[test]
fn one_process_has_the_connection_and_others_wait_for_it() {
    let (alex, sam) = couple();
    let running = alex.start(&["sync"]);
    let there = sam.start(&["sync"]);
    // Beside them reading and writing go on, and a second sync waits.
    let page = alex.done(&["add", "journal", "--shared", "live"]);
    let waited = alex.json(&["sync", "--until-synced", "--timeout", "60"]);
    assert_eq!(waited["in_step"], true);
    assert_eq!(sam.json(&["show", &page])["body"], "live");
    assert!(alex.fails(&["pair", "show", "--timeout", "1"], 5).contains("Another Attune"));
    drop((running, there));
    assert!(alex.fails(&["pair", "show", "--timeout", "1"], 1).contains("partner"));
}

#[test]
fn in_step_is_said_of_now_and_not_of_the_last_time() {
    let (alex, sam) = couple();
    sync(&alex, &sam);
    assert_eq!(alex.json(&["status"])["in_step"], true);
    // Sam's device is away. Beside whoever holds the connection, or alone:
    // what was so at the last contact is no answer.
    let running = alex.start(&["sync"]);
    let beside = alex.fails(&["sync", "--until-synced", "--timeout", "2"], 3);
    assert!(beside.contains("Time ran out"), "{beside}");
    drop(running);
    alex.fails(&["sync", "--until-synced", "--timeout", "2"], 3);

    // Whoever waits takes the connection up when it is given up.
    let running = alex.start(&["sync"]);
    std::thread::sleep(Duration::from_millis(500));
    let waits = alex.start(&["sync", "--until-synced", "--timeout", "60"]);
    std::thread::sleep(Duration::from_millis(500));
    drop(running);
    let there = sam.start(&["sync"]);
    waits.ends(0);
    // And with nothing new, whoever holds it compares again when asked.
    let running = alex.start(&["sync"]);
    for _ in 0..2 {
        let synced = alex.json(&["sync", "--until-synced", "--timeout", "60"]);
        assert_eq!(synced["in_step"], true);
    }
    drop((running, there));
}

#[test]
fn leaving_is_one_persons_choice_and_both_keep_what_they_have() {
    let (alex, sam) = couple();
    let page = alex.done(&["add", "journal", "--shared", "kept by both"]);
    sync(&alex, &sam);
    // Also while another process holds the connection.
    let running = alex.start(&["sync"]);
    assert!(alex.done(&["unpair"]).contains("Sam"));
    running.ends(1);
    assert_eq!(alex.json(&["status"])["partner"], Value::Null);
    assert_eq!(alex.json(&["show", &page])["body"], "kept by both");
    // To the other it looks like not reached.
    let sentence = sam.fails(&["sync", "--until-synced", "--timeout", "2"], 3);
    assert!(sentence.contains("not reached"), "{sentence}");
    assert_eq!(sam.json(&["show", &page])["body"], "kept by both");
    assert_eq!(sam.json(&["status"])["partner"]["name"], "Alex");
}

#[test]
fn the_demo_tells_its_story_and_leaves_nothing() {
    demo_in("C.UTF-8", "The cable is cut");
}

#[test]
fn the_demo_tells_its_story_in_spanish_too() {
    demo_in("es_MX.UTF-8", "Se corta el cable");
}

fn demo_in(locale: &str, says: &str) {
    let person = Person::stranger(None);
    let rooms = tempfile::tempdir().unwrap();
    let mut command = person.command(&["demo", "--headless"]);
    let output = command.env("TMPDIR", rooms.path()).env("LC_ALL", locale).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.lines().count() >= 12, "{told}");
    assert!(told.contains(says), "{told}");
    assert_eq!(std::fs::read_dir(rooms.path()).unwrap().count(), 0);
    assert!(!person.file("profile").exists());
}

#[cfg(unix)]
#[test]
fn a_sync_that_is_stopped_says_what_passed() {
    let (alex, sam) = couple();
    sync(&alex, &sam);
    let page = alex.done(&["add", "journal", "--shared", "one more"]);
    let there = sam.start(&["--json", "sync"]);
    let here = alex.start(&["--json", "sync"]);
    until(|| alex.json(&["show", &page])["delivery"] == "both");
    until(|| sam.json(&["status"])["in_step"] == true && alex.json(&["status"])["in_step"] == true);
    let (sent, said) = stopped(here, "INT");
    assert_eq!((sent["received"].as_u64(), &sent["in_step"]), (Some(0), &Value::Bool(true)));
    assert!(sent["sent"].as_u64() >= Some(1), "{sent}");
    assert!(said.contains("Connected"), "{said}");
    let (received, said) = stopped(there, "TERM");
    assert!(received["received"].as_u64() >= Some(1), "{received}");
    // Alex's goodbye was heard: nobody had to wait for a silence.
    assert!(said.contains("not reached just now"), "{said}");
}

/// Sends a signal; gives what it printed and said, having ended with 0.
#[cfg(unix)]
#[track_caller]
fn stopped(mut running: Running, signal: &str) -> (Value, String) {
    std::thread::sleep(Duration::from_millis(300));
    let pid = running.0.id().to_string();
    let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {pid}")]).status().unwrap();
    assert!(sent.success());
    let mut out = String::new();
    running.0.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    let said = running.ends(0);
    (serde_json::from_str(&out).unwrap(), said)
}

#[track_caller]
fn until(is_so: impl Fn() -> bool) {
    let since = std::time::Instant::now();
    while !is_so() {
        assert!(since.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_goes_at_pairing_is_chosen() {
    let (alex, sam) = (Person::new("Alex"), Person::new("Sam"));
    let wished = alex.done(&["add", "gratitude", "--shared", "you listened"]);
    let private = alex.done(&["add", "journal", "--private", "a private page"]);
    sam.done(&["add", "gratitude", "--shared", "you waited"]);
    assert!(alex.fails(&["pair", "show", "--share", "ffffffff"], 1).contains("no entry"));
    let refused = alex.fails(&["pair", "show", "--share", &wished, "--share-none"], 2);
    assert!(refused.contains("cannot be used"), "{refused}");
    // Alex names the private page instead of the one that was meant to go.
    let (shows, words) = alex.shows(&["--share", &private[..8]]);
    let invite = std::fs::read_to_string(alex.file("invite")).unwrap();
    // The invitation as text, as it comes in a message.
    let mut arguments = enter(&words, invite.trim());
    arguments.push("--share-none");
    sam.done(&arguments);
    let told = shows.ends(0);
    assert!(told.contains("a private page") && !told.contains("you listened"), "{told}");
    sync(&alex, &sam);
    let there = sam.json(&["list", "--scope", "shared"]);
    assert_eq!(there.as_array().unwrap().len(), 1, "{there}");
    assert_eq!(there[0]["body"], "a private page");
    // Both say who may read, each from their own side.
    assert!(alex.done(&["list"]).contains("on both devices, Sam may read"));
    assert!(sam.done(&["list"]).contains("(Alex; on both devices, you may read)"));
    assert!(sam.done(&["list"]).contains("(Sam; only me, to be read by your partner"));
    let junk = sam.fails(&enter("abacus abdomen abacus", "attune1junk"), 1);
    assert!(junk.contains("not an invitation"), "{junk}");
}

#[test]
fn the_time_that_is_given_holds_for_ones_own_answer_too() {
    let (alex, sam) = (Person::new("Alex"), Person::new("Sam"));
    let (shows, words) = alex.shows(&[]);
    let invite = alex.file("invite");
    let mut arguments: Vec<&str> = vec!["pair", "enter"];
    arguments.extend(words.split(' '));
    arguments.extend(["--timeout", "2", "--invite", invite.to_str().unwrap()]);
    // Somebody is asked, and says nothing.
    let mut asked = sam.command(&arguments).stdin(Stdio::piped()).spawn().unwrap();
    let keyboard = asked.stdin.take();
    let since = std::time::Instant::now();
    let said = Running(asked).ends(3);
    assert!(since.elapsed() < Duration::from_secs(20), "{said}");
    assert!(said.contains("four words") && said.contains("Time ran out"), "{said}");
    drop(keyboard);
    // Whoever waited on the other side is told, and nobody is paired.
    shows.ends(1);
    for person in [&alex, &sam] {
        assert_eq!(person.json(&["status"])["partner"], Value::Null);
    }
}

#[test]
fn an_invitation_is_printed_as_text_and_as_a_picture() {
    let alex = Person::new("Alex");
    let said = alex.fails(&["pair", "show", "--timeout", "1", "--invite-text", "--qr"], 3);
    let text = said.split_whitespace().find(|word| word.starts_with("attune1")).unwrap();
    assert!(text.len() > 40, "{said}");
    assert!(said.lines().filter(|line| line.contains('█')).count() > 10, "{said}");
}

#[test]
fn two_wordings_are_settled_from_a_terminal() {
    let (alex, sam) = couple();
    let page = alex.done(&["add", "journal", "--together", "We go on Friday."]);
    sync(&alex, &sam);
    alex.done(&["edit", &page, "We go on Saturday morning."]);
    sam.done(&["edit", &page, "We go on Thursday night."]);
    sync(&alex, &sam);
    let shown = alex.json(&["show", &page]);
    let versions = shown["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 2, "{shown}");
    assert!(alex.done(&["list"]).contains("two wordings"));
    assert!(alex.done(&["show", &page]).contains("2  "));
    assert!(alex.fails(&["choose", &page, "3"], 1).contains("There are 2"));
    let chosen = alex.json(&["choose", &page, "2"]);
    assert_eq!(chosen["body"], versions[1]["text"]);
    assert_eq!(chosen["versions"], serde_json::json!([]));
}

#[test]
fn who_took_back_is_named_rightly() {
    let (alex, sam) = couple();
    let both = alex.done(&["add", "journal", "--together", "begun by Alex"]);
    let mine = alex.done(&["add", "journal", "--shared", "all Alex's"]);
    sync(&alex, &sam);
    sam.done(&["delete", &both]);
    alex.done(&["delete", &mine]);
    sync(&alex, &sam);
    assert!(alex.done(&["show", &both]).contains("Your partner took this back"));
    assert!(sam.done(&["show", &mine]).contains("Alex took this back"));
    for (person, page) in [(&alex, &both), (&sam, &mine)] {
        assert!(person.done(&["show", page]).contains("only me"));
        assert!(person.done(&["list"]).contains("it has ended; your own copy"));
    }
}

#[cfg(unix)]
#[test]
fn a_demo_that_is_ended_leaves_nothing() {
    for signal in ["INT", "TERM", "HUP"] {
        let person = Person::stranger(None);
        let rooms = tempfile::tempdir().unwrap();
        let mut command = person.command(&["demo", "--headless"]);
        let mut demo = Running(command.env("TMPDIR", rooms.path()).spawn().unwrap());
        // Once it has begun to tell, both vaults are there.
        let mut line = String::new();
        let mut out = BufReader::new(demo.0.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let pid = demo.0.id();
        let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {pid}")]).status();
        assert!(sent.unwrap().success());
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        let said = demo.ends(1);
        assert!(said.contains("The demo stopped"), "{signal}: {said}");
        assert!(rest.contains("Both vaults are removed"), "{signal}: {rest}");
        assert_eq!(std::fs::read_dir(rooms.path()).unwrap().count(), 0, "{signal}");
    }
}

#[test]
fn a_killed_sync_loses_nothing() {
    let (alex, sam) = couple();
    for n in 0..3 {
        let page = alex.done(&["add", "journal", "--shared", &format!("page {n}")]);
        let here = alex.start(&["sync"]);
        let there = sam.start(&["sync"]);
        std::thread::sleep(Duration::from_millis(40 * n));
        // Ended in the middle of whatever it does.
        drop(there);
        drop(here);
        let delivery = alex.json(&["show", &page])["delivery"].clone();
        if delivery == "both" {
            assert_eq!(sam.json(&["show", &page])["body"], format!("page {n}"));
        }
    }
    sync(&alex, &sam);
    assert_eq!(sam.json(&["list"]).as_array().unwrap().len(), 3);
}
