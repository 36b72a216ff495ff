//! Spelling: whether a word is in a dictionary that this computer has. Nothing
//! is fetched, and no word leaves the process.
//!
//! A dictionary takes a moment to read and its reader is young, so both live on
//! a thread of their own: drawing asks for a word, goes on, and hears later. A
//! dictionary that brings its reader down takes the underlines along, and
//! nothing else.

mod files;

pub(crate) use files::{places, wanted};

use files::Named;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};

/// Beyond so many words all are forgotten and asked for again.
const MOST: usize = 50_000;

/// What says whether a word is spelled as some dictionary has it.
#[derive(Clone, Default)]
pub(crate) struct Spelling(Option<Arc<Shared>>);

/// Which dictionaries there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dictionaries {
    /// They are being read.
    Reading,
    /// The languages of these, as their files name them; there may be none.
    Read(Vec<String>),
}

struct Shared {
    begin: Once,
    places: Vec<PathBuf>,
    languages: Vec<String>,
    wake: Box<dyn Fn() + Send + Sync>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    ask: Option<Sender<String>>,
    /// Whether a word is right; `None` while it is looked up.
    known: HashMap<String, Option<bool>>,
    names: Vec<String>,
    read: Option<Vec<String>>,
}

impl std::fmt::Debug for Spelling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spelling(..)")
    }
}

impl Spelling {
    /// By the dictionaries for `languages` that lie in `places`, read once the
    /// first word is asked for. `wake` is called when there is more to hear.
    pub(crate) fn of(
        places: Vec<PathBuf>,
        languages: Vec<String>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(Shared {
            begin: Once::new(),
            places,
            languages,
            wake: Box::new(wake),
            state: Mutex::default(),
        })))
    }

    /// From now on these people's names are words.
    pub(crate) fn accept(&self, names: &[&str]) {
        let Some(shared) = &self.0 else { return };
        let names = names.iter().flat_map(|name| name.split_whitespace());
        shared.state().names = names.map(str::to_lowercase).collect();
    }

    /// Whether no dictionary knows `word`. While that is looked up it is as if
    /// one did.
    pub(crate) fn is_wrong(&self, word: &str) -> bool {
        let Some(shared) = &self.0 else { return false };
        shared.begin();
        let mut state = shared.state();
        match state.known.get(word) {
            Some(Some(right)) => return !right,
            Some(None) => return false,
            None => {}
        }
        let plain = word.to_lowercase();
        let plain = plain.strip_suffix("'s").or(plain.strip_suffix("’s")).unwrap_or(&plain);
        if state.names.iter().any(|name| name == plain) {
            return false;
        }
        if state.known.len() >= MOST {
            state.known.clear();
        }
        if let Some(ask) = &state.ask
            && ask.send(word.to_owned()).is_ok()
        {
            state.known.insert(word.to_owned(), None);
        }
        false
    }

    /// Which dictionaries it goes by; `None` if it goes by none.
    pub(crate) fn dictionaries(&self) -> Option<Dictionaries> {
        let shared = self.0.as_ref()?;
        shared.begin();
        let read = shared.state().read.clone();
        Some(read.map_or(Dictionaries::Reading, Dictionaries::Read))
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(self: &Arc<Self>) {
        self.begin.call_once(|| {
            let (ask, asked) = channel();
            self.state().ask = Some(ask);
            let weak = Arc::downgrade(self);
            let (places, languages) = (self.places.clone(), self.languages.clone());
            let begun =
                std::thread::Builder::new().name("attune-spelling".to_owned()).spawn(move || {
                    let dictionaries = files::read(&places, &languages);
                    let tell = |work: &dyn Fn(&mut State)| {
                        let Some(shared) = weak.upgrade() else { return };
                        work(&mut shared.state());
                        (shared.wake)();
                    };
                    let names: Vec<String> =
                        dictionaries.iter().map(|named| named.language.clone()).collect();
                    tell(&|state| state.read = Some(names.clone()));
                    answer(&asked, &dictionaries, &tell);
                });
            if begun.is_err() {
                self.state().read = Some(Vec::new());
            }
        });
    }
}

/// Looks words up until nobody asks any more.
fn answer(asked: &Receiver<String>, dictionaries: &[Named], tell: &dyn Fn(&dyn Fn(&mut State))) {
    while let Ok(first) = asked.recv() {
        let words: Vec<String> = std::iter::once(first).chain(asked.try_iter()).collect();
        let right: Vec<bool> = words.iter().map(|word| is_right(word, dictionaries)).collect();
        tell(&|state| {
            for (word, right) in words.iter().zip(&right) {
                state.known.insert(word.clone(), Some(*right));
            }
        });
    }
}

/// Where there is no dictionary no word is wrong.
fn is_right(word: &str, dictionaries: &[Named]) -> bool {
    // Dictionaries have the straight apostrophe.
    let word = word.replace('’', "'");
    dictionaries.is_empty() || dictionaries.iter().any(|named| named.words.check(&word))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// Writes a dictionary of these words.
    pub(crate) fn write(folder: &Path, language: &str, words: &[&str]) {
        let aff = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n";
        std::fs::write(folder.join(format!("{language}.aff")), aff).unwrap();
        let dic = format!("{}\n{}\n", words.len(), words.join("\n"));
        std::fs::write(folder.join(format!("{language}.dic")), dic).unwrap();
    }

    /// What is thought of `word` once it was looked up.
    pub(crate) fn settled(spelling: &Spelling, word: &str) -> bool {
        let until = Instant::now() + Duration::from_secs(20);
        spelling.is_wrong(word);
        loop {
            let shared = spelling.0.as_ref().unwrap();
            if shared.state().known.get(word).copied().flatten().is_some() {
                return spelling.is_wrong(word);
            }
            assert!(Instant::now() < until, "{word} was never looked up");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn read(spelling: &Spelling) -> Vec<String> {
        loop {
            match spelling.dictionaries().unwrap() {
                Dictionaries::Reading => std::thread::sleep(Duration::from_millis(2)),
                Dictionaries::Read(read) => return read,
            }
        }
    }

    #[test]
    fn a_word_is_wrong_that_no_dictionary_knows() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "en_GB", &["lantern/S", "don't", "colour"]);
        write(folder.path(), "es_ES", &["farol/S", "añil"]);
        let languages = ["en-GB", "es"].map(str::to_owned).to_vec();
        let places = vec![folder.path().to_owned()];
        let spelling = Spelling::of(places, languages, || {});
        for right in ["lantern", "lanterns", "Lantern", "don’t", "faroles", "farols", "añil"] {
            assert_eq!(settled(&spelling, right), right == "faroles", "{right}");
        }
        assert!(settled(&spelling, "lantren"));
        assert_eq!(read(&spelling), ["en_GB", "es_ES"]);
        spelling.accept(&["Alex", "María José"]);
        for name in ["Alex", "Alex’s", "alex", "José"] {
            assert!(!spelling.is_wrong(name), "{name}");
        }
    }

    #[test]
    fn without_a_dictionary_no_word_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let spelling = Spelling::of(vec![folder.path().to_owned()], vec!["en".to_owned()], || {});
        assert!(!settled(&spelling, "lantren"));
        assert_eq!(read(&spelling), Vec::<String>::new());
        assert!(!Spelling::default().is_wrong("lantren"));
        assert_eq!(Spelling::default().dictionaries(), None);
    }
}
