//! What holds for any input, tried on many: properties of the core.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::document::{
    Actor, ActorPrefix, Field, FieldType, Shape, Value, Values, begin, edit, merge,
};
use attune_core::time::Timestamp;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

const PAGE: Shape = &[Field::new("body", FieldType::Prose, 1 << 20)];

fn body(text: &str) -> Values {
    Values::from([("body".to_owned(), Value::Text(text.to_owned()))])
}

fn actor(person: u8, seed: u8) -> Actor {
    ActorPrefix([person; 8]).actor(&mut ChaCha20Rng::from_seed([seed; 32]))
}

/// What becomes of one sentence of a page.
#[derive(Debug, Clone)]
enum Fate {
    Kept,
    Reworded(String),
    Gone,
    /// Something new is written before it.
    After(String),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::Kept),
        1 => "[a-z ]{1,20}".prop_map(Fate::Reworded),
        1 => Just(Fate::Gone),
        1 => "[a-z ]{1,20}".prop_map(Fate::After),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// One gives the whole page anew, the other changes a sentence that the
    /// first left alone: both stand.
    #[test]
    fn an_untouched_sentence_is_the_others_to_edit(
        fates in prop::collection::vec(fate(), 1..30),
        which in any::<prop::sample::Index>(),
    ) {
        let sentence = |at: usize| format!("Sentence number {at} stays here. ");
        let untouched: Vec<usize> = (0..fates.len())
            .filter(|at| matches!(fates[*at], Fate::Kept | Fate::After(_)))
            .collect();
        prop_assume!(!untouched.is_empty());
        let theirs = untouched[which.index(untouched.len())];
        let base: String = (0..fates.len()).map(sentence).collect();
        let mine: String = fates
            .iter()
            .enumerate()
            .map(|(at, fate)| match fate {
                Fate::Kept => sentence(at),
                Fate::Reworded(words) => format!("Instead of {at} {words}. "),
                Fate::Gone => String::new(),
                Fate::After(words) => format!("Before {at} {words}. {}", sentence(at)),
            })
            .collect();
        let edited = format!("Sentence number {theirs}, they say, stays here. ");

        let at = Timestamp::clamped(0);
        let first = begin(PAGE, &body(&base), actor(1, 1), at).unwrap().bytes;
        let make = |text: &str, actor| edit(PAGE, &[&first], None, &body(text), actor, at).unwrap();
        let ours = make(&mine, actor(1, 2));
        let other = make(&base.replace(&sentence(theirs), &edited), actor(2, 3)).unwrap();
        let mut changes = vec![first.as_slice()];
        changes.extend(ours.as_ref().map(|change| change.bytes.as_slice()));
        changes.push(&other.bytes);
        let merged = merge(PAGE, &changes).unwrap();
        prop_assert_eq!(merged.text("body"), mine.replace(&sentence(theirs), &edited));
    }

    /// However many clashes were settled in a page's life, it can be read.
    #[test]
    fn any_number_of_settled_clashes_is_no_harm(count in 0..600_usize) {
        let at = Timestamp::clamped(0);
        let first = begin(PAGE, &body("words"), actor(1, 1), at).unwrap().bytes;
        let mut values = body("words");
        values.extend((0..count).map(|n| (format!("settled:{n:016x}"), Value::Number(1))));
        let settled = edit(PAGE, &[&first], None, &values, actor(1, 2), at).unwrap();
        let mut changes = vec![first.as_slice()];
        changes.extend(settled.as_ref().map(|change| change.bytes.as_slice()));
        let merged = merge(PAGE, &changes).unwrap();
        prop_assert_eq!((merged.text("body"), merged.newer), ("words", false));
    }

    /// Whatever is given, that is what the page says then.
    #[test]
    fn a_page_says_what_was_last_given(texts in prop::collection::vec(any::<String>(), 1..8)) {
        let at = Timestamp::clamped(0);
        let mut changes = vec![begin(PAGE, &body(""), actor(1, 0), at).unwrap().bytes];
        for (seed, text) in texts.iter().enumerate() {
            let so_far: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
            let actor = actor(1, u8::try_from(seed).unwrap() + 1);
            if let Some(new) = edit(PAGE, &so_far, None, &body(text), actor, at).unwrap() {
                changes.push(new.bytes);
            }
            let all: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
            let merged = merge(PAGE, &all).unwrap();
            prop_assert_eq!(merged.text("body"), text);
        }
    }
}
