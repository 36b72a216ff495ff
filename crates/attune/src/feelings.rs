//! The words of Feelings: ten groups of ten, and five needs, each kept by its
//! English name and said in the language of the moment; what a person typed in
//! either language is known again. All else is their own, as they wrote it. And the
//! sentences that these words make.

use crate::texts::{self, tr};
use attune_core::kinds::Detail;
use attune_core::kinds::feeling::{Feeling, STRONGEST};
use attune_core::kinds::reflection::SaidBack;
use attune_core::search::compared;
use attune_core::vault::Entry;
use std::ops::RangeInclusive;

/// Ten words that are near each other.
pub(crate) struct Group {
    /// Its name, as it is kept.
    pub(crate) name: &'static str,
    /// Its words, as they are kept.
    pub(crate) words: [&'static str; 10],
}

/// Every group, in the order of the page.
pub(crate) static GROUPS: [Group; 10] = [
    Group {
        name: "warm",
        words: [
            "loved",
            "tender",
            "close",
            "grateful",
            "proud-of-you",
            "cherished",
            "moved",
            "fond",
            "trusting",
            "welcome",
        ],
    },
    Group {
        name: "bright",
        words: [
            "happy", "playful", "excited", "hopeful", "curious", "amused", "inspired", "eager",
            "free", "alive",
        ],
    },
    Group {
        name: "settled",
        words: [
            "calm", "safe", "content", "rested", "steady", "at-ease", "relieved", "clear",
            "patient", "quiet",
        ],
    },
    Group {
        name: "unsure",
        words: [
            "torn", "puzzled", "hesitant", "shy", "restless", "exposed", "doubtful", "awkward",
            "unready", "lost",
        ],
    },
    Group {
        name: "worn",
        words: [
            "tired",
            "stretched-thin",
            "drained",
            "flat",
            "overfull",
            "foggy",
            "heavy",
            "spent",
            "numb",
            "behind",
        ],
    },
    Group {
        name: "afraid",
        words: [
            "anxious",
            "worried",
            "uneasy",
            "tense",
            "scared",
            "on-edge",
            "overwhelmed",
            "dreading-it",
            "shaky",
            "small",
        ],
    },
    Group {
        name: "low",
        words: [
            "sad",
            "down",
            "disappointed",
            "grieving",
            "homesick",
            "hopeless",
            "tearful",
            "empty",
            "wistful",
            "daunted",
        ],
    },
    Group {
        name: "alone",
        words: [
            "lonely",
            "left-out",
            "far-away",
            "missing-you",
            "unseen",
            "unheard",
            "unneeded",
            "shut-out",
            "forgotten",
            "adrift",
        ],
    },
    Group {
        name: "cross",
        words: [
            "irritated",
            "angry",
            "impatient",
            "resentful",
            "fed-up",
            "bitter",
            "stung",
            "jealous",
            "tetchy",
            "furious",
        ],
    },
    Group {
        name: "sorry",
        words: [
            "guilty",
            "ashamed",
            "regretful",
            "clumsy",
            "embarrassed",
            "foolish",
            "humbled",
            "in-the-wrong",
            "careless",
            "torn-up",
        ],
    },
];

/// What can be needed, as it is kept.
pub(crate) const NEEDS: [&str; 5] = ["be-with-me", "listen", "solve", "hug", "time"];

/// How strong a feeling can be.
pub(crate) const STRENGTHS: RangeInclusive<u8> = 1..=STRONGEST;

/// The vocabulary's families of texts.
const FEELING: &str = "feeling";
const NEED: &str = "need";

/// The group that a word of the vocabulary is in.
fn group_of(word: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|group| group.words.contains(&word))
}

/// The place of that group among all; none for somebody's own word.
pub(crate) fn place_of_group(word: &str) -> Option<usize> {
    GROUPS.iter().position(|group| group.words.contains(&word))
}

/// Whether a word is of the vocabulary, and not somebody's own.
pub(crate) fn is_of_vocabulary(word: &str) -> bool {
    group_of(word).is_some()
}

/// What a group is called.
pub(crate) fn group(group: &Group) -> String {
    texts::of(FEELING, group.name).unwrap_or_else(|| group.name.to_owned())
}

/// A word as it is said: one of the vocabulary in the language of the moment, all
/// others as they were written.
pub(crate) fn word(kept: &str) -> String {
    let known = group_of(kept).and_then(|group| texts::of(FEELING, &key(group, kept)));
    known.unwrap_or_else(|| kept.to_owned())
}

fn key(group: &Group, word: &str) -> String {
    format!("{}-{word}", group.name)
}

/// A need as it ends the sentence.
pub(crate) fn need(kept: &str) -> String {
    let known = NEEDS.contains(&kept).then(|| texts::of(NEED, kept)).flatten();
    known.unwrap_or_else(|| without_end(kept).to_owned())
}

/// A need as it stands beside its ring.
pub(crate) fn need_choice(kept: &str) -> String {
    texts::of(NEED, &format!("{kept}-choice")).unwrap_or_default()
}

/// How strong that is, in words.
pub(crate) fn strength(strength: u8) -> String {
    texts::of("strength", &strength.to_string()).unwrap_or_default()
}

/// What of the vocabulary somebody means by `typed`, in either language; what they
/// typed, if that is their own.
pub(crate) fn kept(typed: &str) -> String {
    let wanted = compared(typed);
    let mut all = GROUPS.iter().flat_map(|group| group.words.map(|word| (group, word)));
    let by_name = |word: &str| compared(word) == wanted;
    let means = |group: &Group, word: &str| {
        let said = texts::everywhere(FEELING, &key(group, word));
        said.iter().any(|said| compared(said) == wanted)
    };
    let found = all.clone().find(|(_, word)| by_name(word));
    let found = found.or_else(|| all.find(|(group, word)| means(group, word)));
    found.map_or_else(|| typed.trim().to_owned(), |(_, word)| word.to_owned())
}

/// What of the needs somebody means by `typed`; the same.
pub(crate) fn kept_need(typed: &str) -> String {
    let wanted = compared(typed);
    let means = |need: &&str| {
        let choice = format!("{need}-choice");
        let said = [*need, &choice].map(|key| texts::everywhere(NEED, key));
        compared(need) == wanted || said.iter().flatten().any(|said| compared(said) == wanted)
    };
    let found = NEEDS.iter().copied().find(means);
    found.map_or_else(|| typed.trim().to_owned(), str::to_owned)
}

/// What of the vocabulary begins with what is typed, in the language of the moment,
/// each group with its words.
pub(crate) fn beginning_with(typed: &str) -> Vec<(&'static Group, Vec<&'static str>)> {
    let wanted = compared(typed);
    let begins = |text: &str| {
        let text = compared(text);
        text.starts_with(&wanted) || text.contains(&format!(" {wanted}"))
    };
    let of_group = |group: &'static Group| {
        let of_word = |word: &&str| {
            let said = texts::now(FEELING, &key(group, word));
            said.iter().any(|said| begins(said))
        };
        let words: Vec<&str> = group.words.iter().copied().filter(of_word).collect();
        (!words.is_empty()).then_some((group, words))
    };
    GROUPS.iter().filter_map(of_group).collect()
}

/// The words of a feeling, joined.
pub(crate) fn words(kept: &[String]) -> String {
    let said: Vec<String> = kept.iter().map(|kept| word(kept)).collect();
    match said.as_slice() {
        [] => NOTHING.to_owned(),
        [one] => one.clone(),
        [one, two] => tr!("felt-words-two", one = one.as_str(), two = two.as_str()),
        [one, two, three, ..] => {
            let (one, two, three) = (one.as_str(), two.as_str(), three.as_str());
            tr!("felt-words-three", one = one, two = two, three = three)
        }
    }
}

/// Stands where nothing is said yet.
pub(crate) const NOTHING: &str = "…";

/// A feeling as one sentence.
pub(crate) fn sentence(feeling: &Feeling) -> String {
    let words = words(&feeling.words);
    let need = (!feeling.need.trim().is_empty()).then(|| need(&feeling.need));
    sentence_of(&words, feeling.strength.map(strength).as_deref(), need.as_deref())
}

/// The sentence that these make.
pub(crate) fn sentence_of(words: &str, strength: Option<&str>, need: Option<&str>) -> String {
    match (strength, need) {
        (None, None) => tr!("felt", words = words),
        (Some(strength), None) => tr!("felt-strongly", words = words, strength = strength),
        (None, Some(need)) => tr!("felt-needs", words = words, need = need),
        (Some(strength), Some(need)) => {
            tr!("felt-strongly-needs", words = words, strength = strength, need = need)
        }
    }
}

/// What a listener says back, as two sentences.
pub(crate) fn said_back(said: &SaidBack) -> String {
    tr!("said-back", heard = without_end(&said.heard), given = without_end(&said.given))
}

/// What an entry says where that is no title and no text but a sentence.
pub(crate) fn of_entry(entry: &Entry) -> Option<String> {
    match &entry.detail {
        Some(Detail::Feeling(feeling)) => Some(sentence(feeling)),
        Some(Detail::Reflection(said)) => Some(said_back(said)),
        _ => None,
    }
}

/// Words that a sentence ends with: it has a stop of its own.
pub(crate) fn without_end(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use std::collections::BTreeSet;

    fn feeling(words: &[&str], need: &str, strength: Option<u8>) -> Feeling {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Feeling { words, need: need.to_owned(), strength }
    }

    #[track_caller]
    fn check(language: Language, feeling: &Feeling, expected: &str) {
        language.within(|| assert_eq!(sentence(feeling), expected));
    }

    #[test]
    fn a_feeling_is_one_sentence_in_each_language() {
        use Language::{English, Spanish};
        let one = feeling(&["tired"], "", None);
        check(English, &one, "I’m feeling tired.");
        check(Spanish, &one, "Me siento con cansancio.");
        let two = feeling(&["uneasy", "far-away"], "hug", Some(3));
        check(English, &two, "I’m feeling quite uneasy and far away, and I need a hug.");
        check(Spanish, &two, "Me siento con inquietud y distante, bastante, y necesito un abrazo.");
        let own = feeling(&["low", "homesick-ish", "irritated"], "a quiet hour.", None);
        let said = "I’m feeling low, homesick-ish and irritated, and I need a quiet hour.";
        check(English, &own, said);
        let said = "Me siento low, homesick-ish e irritable, y necesito a quiet hour.";
        check(Spanish, &own, said);
        check(English, &feeling(&["calm"], "", Some(1)), "I’m feeling a little calm.");
    }

    #[test]
    fn every_word_and_every_need_is_said_in_each_language() {
        let all: BTreeSet<&str> = GROUPS.iter().flat_map(|group| group.words).collect();
        assert_eq!(all.len(), 100, "a word is there twice");
        for language in [Language::English, Language::Spanish] {
            language.within(|| {
                for group in &GROUPS {
                    assert!(texts::of(FEELING, group.name).is_some(), "{}", group.name);
                    for word in group.words {
                        assert!(texts::of(FEELING, &key(group, word)).is_some(), "{word}");
                    }
                }
                for kept in NEEDS {
                    assert_ne!(need(kept), kept);
                    assert!(!need_choice(kept).is_empty());
                }
                assert!(STRENGTHS.into_iter().all(|level| !strength(level).is_empty()));
            });
        }
    }

    #[test]
    fn what_is_typed_in_either_language_is_kept_by_one_name() {
        for language in [Language::English, Language::Spanish] {
            language.within(|| {
                for (typed, expected) in [
                    ("tired", "tired"),
                    ("Tired", "tired"),
                    ("far away", "far-away"),
                    ("far-away", "far-away"),
                    ("cansado", "tired"),
                    ("CANSADA", "tired"),
                    ("con cansancio", "tired"),
                    ("vacio", "empty"),
                    (" homesick-ish ", "homesick-ish"),
                    ("", ""),
                ] {
                    assert_eq!(kept(typed), expected, "{typed:?}");
                }
                for (typed, expected) in [
                    ("hug", "hug"),
                    ("a hug", "hug"),
                    ("Un abrazo", "hug"),
                    ("be-with-me", "be-with-me"),
                    ("just be with me", "be-with-me"),
                    ("a quiet hour", "a quiet hour"),
                ] {
                    assert_eq!(kept_need(typed), expected, "{typed:?}");
                }
            });
        }
    }

    #[test]
    fn each_word_is_known_by_what_it_is_called() {
        for language in [Language::English, Language::Spanish] {
            language.within(|| {
                for group in &GROUPS {
                    for name in group.words {
                        assert_eq!(kept(&word(name)), name, "{language:?}");
                    }
                }
            });
        }
    }

    #[test]
    fn typing_finds_words_by_their_beginnings() {
        let found = |typed: &str| -> Vec<&str> {
            beginning_with(typed).into_iter().flat_map(|(_, words)| words).collect()
        };
        assert_eq!(found("home"), ["homesick"]);
        assert_eq!(found("thin"), ["stretched-thin"]);
        assert_eq!(found("xyz"), Vec::<&str>::new());
        Language::Spanish.within(|| assert_eq!(found("cansa"), ["tired"]));
    }

    #[test]
    fn what_is_said_back_has_one_stop() {
        let said = SaidBack { heard: "the week was full.".into(), given: "your mother ".into() };
        let expected = "I hear that the week was full. That makes sense, given your mother.";
        assert_eq!(said_back(&said), expected);
    }
}
