//! What holds for any input, tried on many: properties of the core.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use attune_core::command::{Command, Deletion, Who};
use attune_core::document::{
    Actor, ActorPrefix, Field, FieldType, Shape, Value, Values, begin, edit, hands, merge,
};
use attune_core::secrets::Protection;
use attune_core::time::{Now, Timestamp};
use attune_core::vault::{Among, Filter, NewVault, Vault};
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

/// Two people rewrite one page at once: a large one in every sentence, or a long
/// one in every third. (Once a difference without a bound took hours.)
#[test]
fn two_rewrites_of_a_large_page_merge_in_bounded_work() {
    for (every, most) in [(1, 1 << 17), (3, 1 << 15)] {
        let page = |word: &str| -> String {
            let sentence = |at: usize| match at % every {
                0 => format!("{word}{at} {word}ly {word}s, {word}{at}ing {word}est {word}ed. "),
                _ => format!("And number {at} of them all, nobody touched at all today. "),
            };
            (0..)
                .map(sentence)
                .scan(0, |length, sentence| {
                    *length += sentence.len();
                    (*length < most).then_some(sentence)
                })
                .collect()
        };
        let at = Timestamp::clamped(0);
        let first = begin(PAGE, &body(&page("Nobody")), actor(1, 1), at).unwrap().bytes;
        let make = |text: &str, actor| edit(PAGE, &[&first], None, &body(text), actor, at).unwrap();
        let ours = make(&page("Alex"), actor(1, 2)).unwrap().bytes;
        let theirs = make(&page("Samy"), actor(2, 3)).unwrap().bytes;
        const TWICE: Shape = &[Field::new("body", FieldType::Prose, 1 << 22)];
        let merged = merge(TWICE, &[&first, &ours, &theirs]).unwrap();
        assert!(!merged.clashes.is_empty());
        for clash in &merged.clashes {
            assert_eq!(clash.wordings.len(), 2);
        }
    }
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

/// A person's vault, and randomness of our own.
struct Alex {
    _folder: tempfile::TempDir,
    vault: Vault,
    rng: ChaCha20Rng,
}

fn now() -> Now {
    Now::from_millis(1_795_510_800_000, 0)
}

impl Alex {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let (vault, _) = Vault::create(folder.path(), &new, &now(), &mut rng).unwrap();
        Self { _folder: folder, vault, rng }
    }

    fn apply(&mut self, command: &Command) -> attune_core::ids::DocumentId {
        self.vault.apply(command, &now(), &mut self.rng).unwrap().id
    }

    fn add(&mut self, title: &str, body: &str) -> attune_core::ids::DocumentId {
        let (title, body) = (title.to_owned(), body.to_owned());
        self.apply(&Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() })
    }
}

/// Few words, some of which begin like others.
const VOCABULARY: [&str; 5] = ["tea", "team", "rain", "r", "rainy"];

/// A word as people write it: of one script, with and without accents.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zà-öø-ýāčďēğīňőřšťūžA-ZÀ-ÖØ-Ý]{1,10}",
        1 => "[а-яёА-ЯЁ]{1,10}",
        1 => "[α-ρτ-ωάέήίόύώΑ-ΡΤ-Ω]{1,10}",
        1 => "[0-9]{1,6}",
        1 => "[一-龥]{1,4}",
        1 => "[가-힣]{1,4}",
    ]
}

/// How somebody types a word who looks for it.
#[derive(Debug, Clone, Copy)]
enum Typed {
    AsWritten,
    Lower,
    Upper,
    Decomposed,
    Unaccented,
}

fn typed() -> impl Strategy<Value = Typed> {
    prop_oneof![
        Just(Typed::AsWritten),
        Just(Typed::Lower),
        Just(Typed::Upper),
        Just(Typed::Decomposed),
        Just(Typed::Unaccented),
    ]
}

impl Typed {
    fn apply(self, text: &str) -> String {
        use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
        match self {
            Typed::AsWritten => text.to_owned(),
            Typed::Lower => text.to_lowercase(),
            // What becomes two letters is another word.
            Typed::Upper => text
                .chars()
                .map(|c| {
                    let mut upper = c.to_uppercase();
                    if upper.len() == 1 { upper.next().unwrap() } else { c }
                })
                .collect(),
            Typed::Decomposed => text.nfd().collect(),
            Typed::Unaccented => text
                .chars()
                .flat_map(|c| {
                    // Marks of other scripts make other letters.
                    let is_latin = u32::from(c) < 0x250;
                    c.nfd().filter(move |c| !is_latin || !is_combining_mark(*c)).collect::<Vec<_>>()
                })
                .nfc()
                .collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Any beginning of any word finds the page, whatever case and accents.
    #[test]
    fn what_was_written_is_found_by_how_its_words_begin(
        words in prop::collection::vec((word(), "[ ,.!?()\n]{1,3}"), 1..12),
        which: prop::sample::Index,
        length: prop::sample::Index,
        typed in typed(),
        in_title: bool,
    ) {
        let mut alex = Alex::new();
        alex.add("", "zzz something else zzz");
        let text: String = words.iter().map(|(word, after)| format!("{word}{after}")).collect();
        let id = if in_title { alex.add(&text.replace('\n', " "), "") } else { alex.add("", &text) };
        let word: Vec<char> = words[which.index(words.len())].0.chars().collect();
        let begins: String = word[..length.index(word.len()) + 1].iter().collect();
        let query = typed.apply(&begins);
        let found = alex.vault.reader().unwrap().search(&query, &Among::default(), 50).unwrap();
        prop_assert!(found.iter().any(|found| found.entry.id == id), "{query:?} in {text:?}");
    }

    /// Search gives the newest of what a list read to its end would give, also
    /// where many are from one minute, and where words have to stand together.
    #[test]
    fn search_is_a_list_of_what_fits(
        pages in prop::collection::vec(
            (0..4_i64, 0..90_000_i64, prop::collection::vec(0..VOCABULARY.len(), 1..5), any::<bool>()),
            1..24,
        ),
        wanted in prop::collection::vec(0..VOCABULARY.len(), 1..3),
        together: bool,
        limit in 0..6_u32,
    ) {
        let mut alex = Alex::new();
        for (minute, millis, words, is_deleted) in &pages {
            let now = Now::from_millis(now().at.millis() + minute * 60_000 + millis, 0);
            let words: Vec<&str> = words.iter().map(|word| VOCABULARY[*word]).collect();
            let (title, body) = (String::new(), words.join(", "));
            let add = Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
            let id = alex.vault.apply(&add, &now, &mut alex.rng).unwrap().id;
            if *is_deleted {
                let delete = Command::Delete { id, deletion: Deletion::Final };
                alex.vault.apply(&delete, &now, &mut alex.rng).unwrap();
            }
        }
        let wanted: Vec<&str> = wanted.iter().map(|word| VOCABULARY[*word]).collect();
        let fits = |body: &str| {
            let words: Vec<&str> = body.split(", ").collect();
            if together {
                words.windows(wanted.len()).any(|window| window == wanted)
            } else {
                wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted)))
            }
        };
        let reader = alex.vault.reader().unwrap();
        let all = reader.list(&Filter::default()).unwrap().into_iter();
        let expected: Vec<_> = all
            .filter(|entry| fits(&entry.body))
            .map(|entry| entry.id)
            .take(limit as usize)
            .collect();
        let query = if together { format!("\"{}\"", wanted.join(" ")) } else { wanted.join(" ") };
        let found = reader.search(&query, &Among::default(), limit).unwrap().into_iter();
        prop_assert_eq!(found.map(|found| found.entry.id).collect::<Vec<_>>(), expected);
    }

    /// No query is an error, and none finds what was deleted or changed away.
    #[test]
    fn any_query_is_answered(query: String, text in "[a-z ]{1,30}x") {
        let mut alex = Alex::new();
        let id = alex.add("", &text);
        let reader = alex.vault.reader().unwrap();
        reader.search(&query, &Among::default(), 50).unwrap();
        alex.apply(&Command::Edit { id, title: None, body: Some("9".to_owned()) });
        for word in text.split_whitespace() {
            prop_assert!(reader.search(word, &Among::default(), 50).unwrap().is_empty());
        }
        prop_assert_eq!(reader.check().unwrap(), Vec::<String>::new());
    }

    /// Whatever is written and edited reads back, and every wording of it stays.
    #[test]
    fn a_page_reads_back_after_any_edits(
        texts in prop::collection::vec("(?s).{0,40}x", 1..8),
    ) {
        let mut alex = Alex::new();
        let id = alex.add("", &texts[0]);
        for text in &texts[1..] {
            alex.apply(&Command::Edit { id, title: None, body: Some(text.clone()) });
            let reader = alex.vault.reader().unwrap();
            prop_assert_eq!(&reader.entry(id).unwrap().body, text);
        }
        let mut expected = texts.clone();
        expected.dedup();
        let reader = alex.vault.reader().unwrap();
        let history = reader.history(id).unwrap();
        let told: Vec<String> = history.into_iter().map(|said| said.body).collect();
        prop_assert_eq!(told, expected);
        prop_assert_eq!(reader.check().unwrap(), Vec::<String>::new());
    }
}

/// One of two people who write on a page, and what they do to it.
#[derive(Debug, Clone)]
struct Turn {
    by: u8,
    at: prop::sample::Index,
    gone: usize,
    come: String,
    /// Without having seen what the other wrote last.
    blind: bool,
}

fn turn() -> impl Strategy<Value = Turn> {
    let come = prop_oneof![Just(String::new()), "[a-zé 你\n]{1,12}"];
    (1..=2_u8, any::<prop::sample::Index>(), 0..6_usize, come, any::<bool>())
        .prop_map(|(by, at, gone, come, blind)| Turn { by, at, gone, come, blind })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whoever wrote a letter is told for it, in whatever order the changes
    /// come, and the letters of all hands are the text.
    #[test]
    fn every_letter_is_its_writers(turns in prop::collection::vec(turn(), 1..12)) {
        // A letter says who wrote it: one's are small, the other's capitals.
        let mark = |by: u8, text: &str| match by {
            1 => text.to_lowercase(),
            _ => text.to_uppercase(),
        };
        let at = Timestamp::clamped(0);
        let first = begin(PAGE, &body("the first words"), actor(1, 0), at).unwrap();
        let mut changes: Vec<Vec<u8>> = vec![first.bytes];
        for (n, turn) in turns.iter().enumerate() {
            let seen = changes.len() - usize::from(turn.blind && changes.len() > 1);
            let known: Vec<&[u8]> = changes[..seen].iter().map(Vec::as_slice).collect();
            let mut letters: Vec<char> = merge(PAGE, &known).unwrap().text("body").chars().collect();
            let from = turn.at.index(letters.len() + 1);
            let to = (from + turn.gone).min(letters.len());
            letters.splice(from..to, mark(turn.by, &turn.come).chars());
            let text: String = letters.into_iter().collect();
            let actor = actor(turn.by, u8::try_from(n + 1).unwrap());
            if let Some(new) = edit(PAGE, &known, None, &body(&text), actor, at).unwrap() {
                changes.push(new.bytes);
            }
        }
        let mut all: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let merged = merge(PAGE, &all).unwrap();
        let text = merged.text("body");
        let told = hands("body", &all).unwrap();
        let mut from = 0;
        for hand in &told {
            let words = &text[from..from + hand.bytes];
            from += hand.bytes;
            for letter in words.chars() {
                prop_assert!(!letter.is_lowercase() || hand.by == ActorPrefix([1; 8]), "{words:?}");
                prop_assert!(!letter.is_uppercase() || hand.by == ActorPrefix([2; 8]), "{words:?}");
            }
        }
        prop_assert_eq!(from, text.len());
        prop_assert!(told.windows(2).all(|pair| pair[0].by != pair[1].by));
        all.reverse();
        prop_assert_eq!(hands("body", &all).unwrap(), told);
    }
}
