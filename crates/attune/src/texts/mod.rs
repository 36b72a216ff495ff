//! Every text a person reads, in one catalogue a language (Fluent), and the
//! language of the moment. Nothing that is stored, sent or printed for programs
//! may come from here: two people can have two languages.

pub(crate) mod dates;
mod language;
mod pseudo;
pub(crate) mod region;

pub(crate) use language::Language;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use unic_langid::{LanguageIdentifier, langid};

/// A catalogue's files: what both speak and the terminal says, what only the window
/// says; the words for feelings, the questions of soul talk, what else the practices
/// say, and backups.
type Files = [&'static str; 6];

const ENGLISH: Files = [
    include_str!("en/common.ftl"),
    include_str!("en/window.ftl"),
    include_str!("en/feelings.ftl"),
    include_str!("en/talk.ftl"),
    include_str!("en/practices.ftl"),
    include_str!("en/backup.ftl"),
];
const SPANISH: Files = [
    include_str!("es/common.ftl"),
    include_str!("es/window.ftl"),
    include_str!("es/feelings.ftl"),
    include_str!("es/talk.ftl"),
    include_str!("es/practices.ftl"),
    include_str!("es/backup.ftl"),
];

/// Texts that are chosen by a name which is only known at run time: a word, a card,
/// a sign. Their keys begin with one of these and a hyphen.
const FAMILIES: &[&str] = &[
    "feeling",
    "gratitude-prompt",
    "need",
    "note-prompt",
    "ritual-ready",
    "sign",
    "signs",
    "strength",
    "talk",
    "why",
];

type Catalogue = FluentBundle<FluentResource>;

/// By a language's place; made when it is first spoken.
static CATALOGUES: [LazyLock<Catalogue>; 3] = [
    LazyLock::new(|| catalogue(Language::English)),
    LazyLock::new(|| catalogue(Language::Spanish)),
    LazyLock::new(|| catalogue(Language::Pseudo)),
];

fn files(language: Language) -> Files {
    match language {
        Language::English | Language::Pseudo => ENGLISH,
        Language::Spanish => SPANISH,
    }
}

/// Whose rules for plurals hold.
fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::English | Language::Pseudo => langid!("en"),
        Language::Spanish => langid!("es"),
    }
}

fn catalogue(language: Language) -> Catalogue {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
    // Terminals and logs would show the marks that isolate inserted text.
    bundle.set_use_isolating(false);
    if language == Language::Pseudo {
        bundle.set_transform(Some(pseudo::accented));
    }
    for file in files(language) {
        // A test holds that the catalogue has no mistakes.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(file.to_owned());
        let _ = bundle.add_resource(resource);
    }
    // Where a name begins a sentence, what stands for one begins it too.
    let stand_in = said(&bundle, language, YOUR_PARTNER, &[]);
    let start = bundle.add_function("START", move |values, _| match values {
        [FluentValue::String(text)] if *text == stand_in => FluentValue::from(capital(text)),
        [value] => value.clone(),
        _ => FluentValue::None,
    });
    // The same for what may begin a sentence in one language and is a common
    // word in another, such as a weekday.
    let upper = bundle.add_function("CAPITAL", |values, _| match values {
        [FluentValue::String(text)] => FluentValue::from(capital(text)),
        [value] => value.clone(),
        _ => FluentValue::None,
    });
    // "And" before a word, which is another one in Spanish before an i.
    let and = bundle.add_function("Y", |values, _| match values {
        [FluentValue::String(next)] if begins_with_i(next) => FluentValue::from("e"),
        [_] => FluentValue::from("y"),
        _ => FluentValue::None,
    });
    debug_assert!(start.is_ok() && upper.is_ok() && and.is_ok());
    bundle
}

/// What stands for a partner whose name is not known.
const YOUR_PARTNER: &str = "your-partner";

/// `text`, its first letter a capital.
fn capital(text: &str) -> String {
    let first = text.find(char::is_alphabetic).unwrap_or_default();
    let (before, rest) = text.split_at(first);
    let mut letters = rest.chars();
    let upper = letters.next().into_iter().flat_map(char::to_uppercase);
    before.chars().chain(upper).chain(letters).collect()
}

/// Whether a Spanish word begins with the sound of an i, and not with a diphthong.
fn begins_with_i(word: &str) -> bool {
    let word = attune_core::search::compared(word);
    let rest = word.strip_prefix('h').unwrap_or(&word);
    rest.starts_with('i') && !rest.starts_with("ia") && !rest.starts_with("ie")
}

/// The text called `key`, with `values` filled in, in the language of the
/// moment. A key that is missing shows as itself; a test holds that none is.
pub(crate) fn text(key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
    let language = Language::current();
    said(&CATALOGUES[usize::from(language.place())], language, key, values)
}

/// The text called `name` in a family of texts; `None` if there is no such one.
pub(crate) fn of(family: &str, name: &str) -> Option<String> {
    debug_assert!(FAMILIES.contains(&family), "{family}");
    let key = format!("{family}-{name}");
    let language = Language::current();
    let catalogue = &CATALOGUES[usize::from(language.place())];
    catalogue.has_message(&key).then(|| said(catalogue, language, &key, &[]))
}

/// How a text of a family is said in the language of the moment, and what else a
/// person may type for it there.
pub(crate) fn now(family: &str, name: &str) -> Vec<String> {
    in_language(Language::current(), family, name)
}

/// The same in every language that people speak.
pub(crate) fn everywhere(family: &str, name: &str) -> Vec<String> {
    let all = Language::ALL.into_iter();
    all.flat_map(|language| in_language(language, family, name)).collect()
}

fn in_language(language: Language, family: &str, name: &str) -> Vec<String> {
    debug_assert!(FAMILIES.contains(&family), "{family}");
    let key = format!("{family}-{name}");
    let catalogue = &CATALOGUES[usize::from(language.place())];
    let Some(message) = catalogue.get_message(&key) else { return Vec::new() };
    let mut all = vec![said(catalogue, language, &key, &[])];
    if let Some(also) = message.get_attribute("also") {
        let also = catalogue.format_pattern(also.value(), None, &mut Vec::new());
        all.extend(also.split(", ").map(str::to_owned));
    }
    all
}

fn said(
    catalogue: &Catalogue,
    language: Language,
    key: &str,
    values: &[(&str, FluentValue<'_>)],
) -> String {
    let pattern = catalogue.get_message(key).and_then(|message| message.value());
    let Some(pattern) = pattern else { return key.to_owned() };
    let args: FluentArgs<'_> = values.iter().cloned().collect();
    let text = catalogue.format_pattern(pattern, Some(&args), &mut Vec::new());
    if language == Language::Pseudo { pseudo::bracketed(&text) } else { text.into_owned() }
}

/// `tr!("key")` or `tr!("key", name = value, …)`: a text from the catalogue.
macro_rules! tr {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::texts::text($key, &[$((stringify!($name), $value.into())),*])
    };
}
pub(crate) use tr;

#[cfg(test)]
mod tests {
    use super::*;
    use attune_core::kinds::talk::{CARDS, Card, Deck};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    fn sources(folder: &Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                out.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// The messages of a file: each key with all that stands after it.
    fn messages(files: Files) -> BTreeMap<&'static str, String> {
        let mut all: BTreeMap<&str, String> = BTreeMap::new();
        let mut key = None;
        for line in files.iter().flat_map(|file| file.lines()) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, rest) = line.split_once(" =").unwrap();
                assert!(all.insert(name, rest.to_owned()).is_none(), "{name} is there twice");
                key = Some(name);
            } else if line.starts_with(['#', '\r']) {
                key = None;
            } else if let Some(text) = key.and_then(|key| all.get_mut(key)) {
                text.push('\n');
                text.push_str(line);
            }
        }
        all
    }

    /// What stands after each `before` in `text`, as far as it is a name.
    fn names(text: &str, before: char) -> BTreeSet<&str> {
        let end = |rest: &str| {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())
        };
        text.split(before).skip(1).map(|rest| &rest[..end(rest)]).collect()
    }

    #[test]
    fn what_stands_for_a_name_begins_a_sentence_in_capitals() {
        #[track_caller]
        fn check(said: String, expected: &str) {
            assert!(said.contains(expected), "{said}");
        }
        let partner = tr!("your-partner");
        check(tr!("window-means-only-me", name = partner.clone()), ". Your partner never");
        check(tr!("window-means-only-me", name = "alex"), ". alex never");
        check(tr!("window-who-reads", name = partner.clone()), "Your partner may read");
        check(tr!("reach-reads", name = partner), "your partner may read");
        Language::Spanish.within(|| {
            let partner = tr!("your-partner");
            check(tr!("window-who-reads", name = partner), "Tu pareja puede");
            check(tr!("window-who-reads", name = "alex"), "alex puede");
        });
        Language::Pseudo.within(|| {
            let partner = tr!("your-partner");
            check(tr!("window-who-reads", name = partner), "[[Ÿööüür");
        });
    }

    fn is_of_a_family(key: &str) -> bool {
        FAMILIES
            .iter()
            .any(|family| key.strip_prefix(*family).is_some_and(|rest| rest.starts_with('-')))
    }

    #[test]
    fn the_catalogue_has_just_the_texts_that_are_used() {
        for file in ENGLISH.iter().chain(&SPANISH) {
            if let Err((_, mistakes)) = FluentResource::try_new((*file).to_owned()) {
                panic!("{mistakes:?}");
            }
        }
        let mut code = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        let code = code.replace(char::is_whitespace, "");
        let used: BTreeSet<&str> = code
            .split("tr!(\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(key, _)| key))
            .filter(|key| *key != "key" && !is_of_a_family(key))
            .filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
            .collect();
        for language in Language::EVERY {
            let kept = messages(files(language)).into_keys();
            let kept: BTreeSet<&str> = kept.filter(|key| !is_of_a_family(key)).collect();
            assert_eq!(kept, used, "{language:?}");
        }
    }

    /// The core knows a card by its name alone, and how many a deck has.
    #[test]
    fn every_card_of_every_deck_has_words_of_its_own_in_each_language() {
        /// As the head of `talk.ftl` says: four lines of large type.
        const LONGEST: usize = 120;
        let cards: BTreeSet<String> =
            Deck::ALL.into_iter().flat_map(Card::of).map(|card| card.0).collect();
        assert_eq!(cards.len(), Deck::ALL.len() * usize::from(CARDS));
        for language in Language::ALL {
            let numbered = messages(files(language)).into_keys();
            let numbered = numbered.filter_map(|key| key.strip_prefix("talk-"));
            let numbered: BTreeSet<String> = numbered
                .filter(|key| key.ends_with(|c: char| c.is_ascii_digit()))
                .map(str::to_owned)
                .collect();
            assert_eq!(numbered, cards, "{language:?}");
            let mut said: BTreeMap<String, &str> = BTreeMap::new();
            for card in &cards {
                let words = language.within(|| of("talk", card)).unwrap();
                let length = words.chars().count();
                assert!((1..=LONGEST).contains(&length), "{language:?}, {card}: {length}");
                let other = said.insert(attune_core::search::compared(&words), card);
                assert_eq!(other, None, "{language:?}: {card} asks the same");
            }
        }
    }

    #[test]
    fn each_language_fills_in_the_same() {
        let (english, spanish) = (messages(ENGLISH), messages(SPANISH));
        assert!(english.keys().eq(spanish.keys()), "one has a text that the other lacks");
        for (key, text) in &english {
            assert_eq!(names(text, '$'), names(&spanish[key], '$'), "{key}");
        }
    }

    #[test]
    fn a_number_of_things_has_the_forms_that_its_language_needs() {
        for language in [Language::English, Language::Spanish] {
            let plurals = messages(files(language));
            let mut found = 0;
            for (key, text) in plurals.iter().filter(|(_, text)| text.contains("->")) {
                found += 1;
                let forms = names(text, '[');
                assert!(text.contains("\n   *[other]"), "{language:?}, {key}: nothing for others");
                for form in &forms {
                    let is_exact = form.bytes().all(|b| b.is_ascii_digit());
                    let known = is_exact || ["one", "other"].contains(form);
                    assert!(known, "{language:?}, {key}: {form} is no form of a number");
                }
                // Both say one thing in another way than several.
                assert!(forms.contains("one"), "{language:?}, {key}: nothing for one");
            }
            assert!(found > 4, "{language:?}: {found}");
        }
    }

    #[test]
    fn everything_is_said_in_the_language_of_the_moment() {
        assert_eq!(tr!("window-today-name"), "Today");
        assert_eq!(Language::Spanish.within(|| tr!("window-today-name")), "Hoy");
        let several = |count: usize| tr!("window-foot-waiting", count = count);
        Language::Spanish.within(|| {
            assert!(several(1).starts_with("Una cosa"), "{}", several(1));
            assert!(several(5).starts_with("5 cosas"), "{}", several(5));
        });
        let pseudo = Language::Pseudo.within(|| tr!("reach-reads", name = "Sam"));
        assert_eq!(pseudo, "[Sam mååÿ rééååd]");
    }
}
