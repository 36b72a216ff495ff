//! What two people do together at two terminals, a story a practice: the built
//! program, real sockets.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use people::{Person, couple, sync};
use serde_json::{Value, json};

/// Once for what either wrote, once more for what that made the other's device say.
fn meet(alex: &Person, sam: &Person) {
    sync(alex, sam);
    sync(alex, sam);
}

#[test]
fn a_feeling_is_said_back_before_it_is_answered() {
    let (alex, sam) = couple();
    let feeling = ["feel", "--shared", "--strength", "3", "--need", "listen", "tired", "homesick"];
    let id = alex.done(&feeling);
    meet(&alex, &sam);
    let there = sam.json(&["show", &id]);
    assert_eq!(there["kind"], "feeling");
    assert_eq!(there["detail"]["words"], json!(["tired", "homesick"]));
    let sentence = "I’m feeling quite tired and homesick, and I need you to listen.";
    assert!(sam.done(&["list"]).contains(sentence));
    assert!(sam.done(&["show", &id]).starts_with(sentence));
    assert!(sam.fails(&["reply", &id, "It will pass."], 1).contains("heard first"));

    let said = sam.done(&["reflect", &id, "you miss the sea", "the grey here."]);
    meet(&alex, &sam);
    let sentences = "I hear that you miss the sea. That makes sense, given the grey here.";
    assert!(alex.done(&["show", &said]).starts_with(sentences));
    assert!(alex.done(&["list"]).contains(sentences));
    alex.done(&["heard", &said, "It is the people, more than the sea."]);
    meet(&alex, &sam);
    assert!(sam.fails(&["reply", &id, "It will pass."], 1).contains("heard first"));
    sam.done(&["reflect", &id, "you miss the people there", "all the years"]);
    meet(&alex, &sam);
    alex.done(&["heard", &id, "yes"]);
    meet(&alex, &sam);
    sam.done(&["reply", &id, "Shall we go in May?"]);
    sam.done(&["heart", &id]);
    meet(&alex, &sam);
    for person in [&alex, &sam] {
        let entry = person.json(&["show", &id]);
        assert_eq!(entry["replies"][0]["text"], "Shall we go in May?");
        assert_eq!(entry["hearts"], json!([{ "author": "Sam" }]));
        assert_eq!(entry["delivery"], "both");
        assert_eq!(person.json(&["list", "--kind", "reflection"]).as_array().unwrap().len(), 2);
        assert_eq!(person.json(&["status"])["hidden"], 0);
    }
}

#[test]
fn thanks_are_answered_by_a_heart_and_a_line_that_come_back() {
    let (alex, sam) = couple();
    let id = alex.done(&["add", "gratitude", "--shared", "You made the soup."]);
    meet(&alex, &sam);
    sam.done(&["heart", &id]);
    // A second one is the same.
    sam.done(&["heart", &id]);
    sam.done(&["reply", &id, "There is more tomorrow."]);
    // Nobody sends one to themselves.
    alex.fails(&["heart", &id], 1);
    meet(&alex, &sam);
    for person in [&alex, &sam] {
        let entry = person.json(&["show", &id]);
        assert_eq!(entry["hearts"], json!([{ "author": "Sam" }]));
        let replies = entry["replies"].as_array().unwrap();
        assert_eq!(replies.len(), 1);
        assert_eq!(replies[0]["author"], "Sam");
        assert_eq!(replies[0]["text"], "There is more tomorrow.");
        assert_eq!(entry["delivery"], "both");
    }
    alex.done(&["reply", &id, "Then I bring bread."]);
    meet(&alex, &sam);
    assert_eq!(sam.json(&["show", &id])["replies"][1]["text"], "Then I bring bread.");
}

#[test]
fn a_page_is_commented_at_once_and_one_that_asks_for_it_when_its_writer_was_heard() {
    let (alex, sam) = couple();
    let open = alex.done(&["add", "journal", "--shared", "The light on the stairs."]);
    let heard = ["add", "journal", "--shared", "--hear-first", "What I did not say."];
    let heard = alex.done(&heard);
    meet(&alex, &sam);
    sam.done(&["reply", &open, "I saw it, too."]);
    assert!(sam.fails(&["reply", &heard, "Say it."], 1).contains("heard first"));
    // What asks for nothing is not said back to, and a heart is always free.
    sam.fails(&["reflect", &open, "the light", "the stairs"], 1);
    sam.done(&["heart", &heard]);
    let said = sam.done(&["reflect", &heard, "you kept it to yourself", "the evening we had."]);
    meet(&alex, &sam);
    assert!(sam.fails(&["reply", &heard, "Say it."], 1).contains("heard first"));
    alex.done(&["heard", &said, "yes"]);
    meet(&alex, &sam);
    sam.done(&["reply", &heard, "Tell me on Sunday."]);
    meet(&alex, &sam);
    for person in [&alex, &sam] {
        let entry = person.json(&["show", &heard]);
        assert_eq!(entry["replies"][0]["text"], "Tell me on Sunday.");
        assert_eq!(entry["hearts"], json!([{ "author": "Sam" }]));
        assert_eq!(person.json(&["show", &open])["replies"][0]["text"], "I saw it, too.");
        assert_eq!(person.json(&["status"])["hidden"], 0);
    }
}

#[test]
fn a_page_has_a_mood_and_tags_that_both_may_change() {
    let (alex, sam) = couple();
    let add = ["add", "journal", "--together", "--mood", "Far away", "--tag", "#home", "--tag"];
    let id = alex.done(&[&add[..], &["parents, too", "The drive back."]].concat());
    meet(&alex, &sam);
    let there = |person: &Person| {
        let entry = person.json(&["show", &id]);
        (entry["detail"]["mood"].clone(), entry["detail"]["tags"].clone())
    };
    assert_eq!(there(&sam), (json!("far-away"), json!(["home", "parents too"])));
    assert!(sam.done(&["show", &id]).contains("Mood: far away\nTags: home, parents too"));

    // Apart, one takes a tag away and the other adds one: both hold.
    sam.done(&["edit", &id, "--untag", "HOME"]);
    alex.done(&["edit", &id, "--tag", "rain", "--mood", "tender"]);
    meet(&alex, &sam);
    for person in [&alex, &sam] {
        assert_eq!(there(person), (json!("tender"), json!(["parents too", "rain"])));
        let listed =
            |by: &str, what: &str| person.json(&["list", by, what]).as_array().unwrap().len();
        assert_eq!([listed("--tag", "Rain"), listed("--tag", "home")], [1, 0]);
        assert_eq!([listed("--mood", "tender"), listed("--mood", "tired")], [1, 0]);
        assert_eq!(person.json(&["search", "parents"])[0]["id"], id.as_str());
        assert_eq!(person.json(&["show", &id])["body"], "The drive back.");
    }
    alex.done(&["edit", &id, "--mood", ""]);
    assert_eq!(there(&alex).0, Value::Null);
    let long = "x".repeat(200);
    assert!(alex.fails(&["edit", &id, "--tag", &long], 1).contains("too long"));
    let thanks = alex.done(&["add", "gratitude", "--private", "the tea"]);
    alex.fails(&["edit", &thanks, "--tag", "tea"], 1);
}

#[test]
fn what_is_set_aside_looks_like_what_is_not_answered() {
    let (alex, sam) = couple();
    let id = alex.done(&["feel", "--shared", "cross"]);
    meet(&alex, &sam);
    let before = alex.json(&["status"])["digest"].clone();
    sam.done(&["reflect", &id, "--set-aside"]);
    meet(&alex, &sam);
    assert_eq!(alex.json(&["status"])["digest"], before);
    assert_eq!(alex.json(&["show", &id])["replies"], json!([]));
    sam.done(&["add", "journal", "--shared", "How I see it."]);
}

#[test]
fn one_word_is_kept_whichever_language_it_was_typed_in() {
    let mut ana = Person::stranger(None);
    ana.environment.push(("LC_ALL", "es_ES.UTF-8".into()));
    ana.done(&["init", "--name", "Ana", "--unprotected"]);
    let id = ana.done(&["feel", "--private", "--need", "un abrazo", "cansado", "patas arriba"]);
    let words = json!(["tired", "patas arriba"]);
    let felt = json!({ "of": "feeling", "words": words, "need": "hug", "strength": Value::Null });
    assert_eq!(ana.json(&["show", &id])["detail"], felt);
    let said = ana.done(&["show", &id]);
    let sentence = "Me siento con cansancio y patas arriba, y necesito un abrazo.";
    assert!(said.starts_with(sentence), "{said}");
    // The same vault, read by a program that speaks English.
    ana.environment.clear();
    assert_eq!(ana.json(&["show", &id])["detail"], felt);
    let said = ana.done(&["list"]);
    assert!(said.contains("I’m feeling tired and patas arriba, and I need a hug."), "{said}");
}

#[test]
fn a_feeling_is_of_one_to_three_words_and_of_five_strengths() {
    let alex = Person::new("Alex");
    for wrong in [
        &["feel", "--private"][..],
        &["feel", "--private", "a", "b", "c", "d"],
        &["feel", "--private", "--strength", "6", "tired"],
        &["feel", "tired"],
    ] {
        alex.fails(wrong, 2);
    }
    assert!(alex.fails(&["feel", "--private", " "], 1).contains("nothing"));
    // A word that is there twice is one.
    let id = alex.done(&["feel", "--private", "tired", "Weary", "Tired"]);
    assert_eq!(alex.json(&["show", &id])["detail"]["words"], json!(["tired"]));
}

#[test]
fn the_signs_of_a_month_open_for_both_or_for_neither() {
    let (alex, sam) = couple();
    alex.done(&["pulse", "answer", "4", "3", "5", "5", "2", "4"]);
    meet(&alex, &sam);
    let there = sam.json(&["pulse", "show"]);
    assert_eq!((&there["state"], &there["theirs"]), (&json!("open"), &Value::Null));
    assert_eq!(alex.json(&["pulse", "show"])["state"], "sealed");
    sam.done(&["pulse", "answer", "1", "1", "2", "2", "3", "3"]);
    meet(&alex, &sam);
    for (person, theirs) in [(&alex, [1, 1, 2, 2, 3, 3]), (&sam, [4, 3, 5, 5, 2, 4])] {
        let month = person.json(&["pulse", "history"])[0].clone();
        assert_eq!((&month["state"], &month["theirs"]), (&json!("opened"), &json!(theirs)));
    }
    assert!(alex.done(&["pulse", "history"]).contains("Sam"));
    for wrong in [&["0", "1", "1", "1", "1", "1"][..], &["6", "1", "1", "1", "1", "1"], &["1"]] {
        alex.fails(&[&["pulse", "answer"], wrong].concat(), 2);
    }
}

#[test]
fn two_pause_and_come_back() {
    let (alex, sam) = couple();
    assert_eq!(alex.json(&["pause", "show"])["state"], "none");
    for wrong in ["19", "1441", "x"] {
        alex.fails(&["pause", "start", "--for", wrong], 2);
    }
    assert!(alex.fails(&["pause", "ready"], 1).contains("No pause"));
    // At once, on two devices that don't reach each other.
    alex.done(&["pause", "start", "--for", "30"]);
    sam.done(&["pause", "start", "--for", "40"]);
    meet(&alex, &sam);
    let (a, b) = (alex.json(&["pause", "show"]), sam.json(&["pause", "show"]));
    assert_eq!((&a["id"], &a["until"]), (&b["id"], &b["until"]));
    alex.done(&["pause", "side", "--private", "It had been a long day for both of them."]);
    alex.done(&["pause", "ready"]);
    meet(&alex, &sam);
    assert_eq!(sam.json(&["pause", "show"])["state"], "apart");
    sam.done(&["pause", "ready"]);
    meet(&alex, &sam);
    alex.done(&["pause", "team", "yes"]);
    sam.done(&["pause", "team", "not-yet"]);
    meet(&alex, &sam);
    for person in [&alex, &sam] {
        assert_eq!(person.json(&["pause", "show"])["state"], "together");
    }
    sam.done(&["pause", "next", "A walk after dinner"]);
    meet(&alex, &sam);
    alex.done(&["pause", "agree"]);
    assert!(alex.fails(&["pause", "agree"], 1).contains("nothing"));
    alex.done(&["pause", "close"]);
    meet(&alex, &sam);
    for person in [&alex, &sam] {
        assert_eq!(person.json(&["pause", "show"])["state"], "none");
    }
    let found = sam.json(&["search", "dinner"]);
    assert_eq!(found[0]["kind"], "pause");
    assert_eq!(sam.json(&["list", "--kind", "side"]), json!([]), "Alex's side is Alex's");
}

#[test]
fn each_of_two_moves_the_time_to_come_back_once() {
    let (alex, sam) = couple();
    alex.done(&["pause", "start", "--for", "60"]);
    meet(&alex, &sam);
    let seen = |person: &Person| {
        let pause = person.json(&["pause", "show"]);
        (pause["until"].as_str().unwrap().to_owned(), pause["may_move"].as_bool().unwrap())
    };
    let (begun, _) = seen(&alex);
    assert_eq!(seen(&sam), (begun.clone(), true));
    alex.done(&["pause", "move", "--for", "30"]);
    meet(&alex, &sam);
    let (sooner, may_move) = seen(&alex);
    assert!(sooner < begun && !may_move);
    assert_eq!(seen(&sam), (sooner.clone(), true));
    alex.fails(&["pause", "move", "--for", "45"], 1);
    sam.done(&["pause", "move", "--for", "120"]);
    meet(&alex, &sam);
    let later = seen(&sam);
    assert!(later.0 > begun && !later.1);
    assert_eq!(seen(&alex), later);
    for person in [&alex, &sam] {
        person.fails(&["pause", "move", "--for", "45"], 1);
    }
    assert_eq!((seen(&alex), seen(&sam)), (later.clone(), later));
}

#[test]
fn a_question_of_ones_own_is_listed_by_both_and_taken_out_by_its_writer() {
    let (alex, sam) = couple();
    alex.done(&["talk", "add", "--deck", "play", "What shall we build?"]);
    meet(&alex, &sam);
    let cards = |person: &Person| person.json(&["talk", "cards"]);
    let (mine, theirs) = (cards(&alex), cards(&sam));
    assert_eq!((&mine[0]["mine"], &theirs[0]["mine"]), (&json!(true), &json!(false)));
    for card in [&mine[0], &theirs[0]] {
        assert_eq!(card["question"], "What shall we build?");
        assert_eq!((&card["deck"], &card["id"]), (&json!("play"), &mine[0]["id"]));
    }
    let line = alex.done(&["talk", "cards"]);
    let id = line.split_whitespace().next().unwrap();
    assert!(mine[0]["id"].as_str().unwrap().starts_with(id), "{line}");
    alex.done(&["delete", id]);
    meet(&alex, &sam);
    assert_eq!((cards(&alex), cards(&sam)), (json!([]), json!([])));
}

#[test]
fn no_question_comes_back_on_either_device_before_its_deck_is_used_up() {
    let (alex, sam) = couple();
    alex.done(&["talk", "add", "--deck", "play", "What shall we build?"]);
    meet(&alex, &sam);
    let left = |person: &Person| person.json(&["talk", "decks"])[5].clone();
    assert_eq!(left(&sam), json!({ "deck": "play", "size": 28, "left": 28 }));
    let mut seen = Vec::new();
    for round in 0..4 {
        // Apart, and then again together.
        for person in [&alex, &sam] {
            for _ in 0..3 {
                let card = person.json(&["talk", "draw", "--deck", "play"]);
                seen.push(card["question"].as_str().unwrap().to_owned());
            }
        }
        meet(&alex, &sam);
        assert_eq!(left(&alex), left(&sam), "round {round}");
    }
    let mut different = seen.clone();
    different.sort();
    different.dedup();
    assert_eq!((seen.len(), different.len()), (24, 24));
    assert_eq!(left(&alex)["left"], 4);

    let asked = sam.json(&["talk", "question"])["question"].clone();
    let stayed = sam.done(&["talk", "stayed", "--shared", "That you would do it again."]);
    sam.done(&["talk", "stayed", "--private", "That I would not."]);
    meet(&alex, &sam);
    let there = alex.json(&["show", &stayed]);
    assert_eq!((&there["title"], &there["kind"]), (&asked, &json!("talk")));
    assert_eq!(alex.json(&["list", "--kind", "talk"]).as_array().unwrap().len(), 1);
}
