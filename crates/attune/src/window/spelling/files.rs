//! Dictionaries in the form of Hunspell, where systems keep them: two files
//! each, named by their language, in the encoding that the first of them names.

use crate::texts::Language;
use spellbook::Dictionary;
use std::path::{Path, PathBuf};

/// No honest dictionary is larger, in bytes; Hungarian's has five million.
const MOST: u64 = 32 * 1024 * 1024;

/// A dictionary and the language its files name.
pub(super) struct Named {
    pub(super) language: String,
    pub(super) words: Dictionary,
}

/// The languages somebody writes in, as far as can be known: the one they read
/// Attune in, and those of the system, each with its region where it has one.
pub(crate) fn wanted(spoken: Language) -> Vec<String> {
    let system: Vec<String> = sys_locale::get_locales().collect();
    wanted_of(spoken, &system)
}

fn wanted_of(spoken: Language, system: &[String]) -> Vec<String> {
    let own = match spoken {
        Language::Pseudo => Language::English.code(),
        spoken => spoken.code(),
    };
    let with_region = system.iter().find(|locale| parts(locale).0 == own);
    let mut all = vec![with_region.cloned().unwrap_or_else(|| own.to_owned())];
    for locale in system {
        let (language, _) = parts(locale);
        if !language.is_empty() && all.iter().all(|known| parts(known).0 != language) {
            all.push(locale.clone());
        }
    }
    all
}

/// Where dictionaries lie on this system.
pub(crate) fn places() -> Vec<PathBuf> {
    let mut places = Vec::new();
    if let Some(dirs) = directories::BaseDirs::new() {
        places.push(dirs.data_dir().join("hunspell"));
        #[cfg(target_os = "macos")]
        places.push(dirs.home_dir().join("Library/Spelling"));
    }
    #[cfg(target_os = "macos")]
    places.push(PathBuf::from("/Library/Spelling"));
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        let shared = std::env::var_os("XDG_DATA_DIRS").filter(|dirs| !dirs.is_empty());
        let shared = shared.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
        for folder in std::env::split_paths(&shared).filter(|folder| folder.is_absolute()) {
            places.push(folder.join("hunspell"));
            places.push(folder.join("myspell/dicts"));
        }
    }
    places
}

/// For each language the dictionary that fits it best, wherever it lies. One
/// that can't be read is passed over.
pub(super) fn read(places: &[PathBuf], languages: &[String]) -> Vec<Named> {
    let mut there: Vec<PathBuf> = places.iter().flat_map(|place| dictionaries(place)).collect();
    there.sort_by_key(|file| stem(file));
    let mut all: Vec<Named> = Vec::new();
    for wanted in languages {
        let (language, region) = parts(wanted);
        if language.is_empty() {
            continue;
        }
        let of_language = |file: &&PathBuf| parts(&stem(file)).0 == language;
        let mut fitting: Vec<&PathBuf> = there.iter().filter(of_language).collect();
        // The sort is stable: of several regions the first by name is taken.
        fitting.sort_by_key(|file| {
            let (_, of) = parts(&stem(file));
            (of != region, !of.is_empty())
        });
        if let Some(named) = fitting.into_iter().find_map(|file| one(file)) {
            all.push(named);
        }
    }
    all
}

/// The second file of every dictionary in a folder that has both.
fn dictionaries(place: &Path) -> Vec<PathBuf> {
    let Ok(files) = std::fs::read_dir(place) else { return Vec::new() };
    let paths = files.filter_map(|file| Some(file.ok()?.path()));
    paths
        .filter(|path| path.extension().is_some_and(|end| end == "dic"))
        .filter(|path| path.with_extension("aff").is_file())
        .collect()
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The language and the region of a name such as `en_GB` or `es-MX`; the region
/// is empty where there is none.
fn parts(name: &str) -> (String, String) {
    let name = name.split(['.', '@']).next().unwrap_or_default();
    let mut parts = name.split(['_', '-']);
    let language = parts.next().unwrap_or_default().to_lowercase();
    let is_language = (2..=3).contains(&language.len()) && language.is_ascii();
    let region = parts.next_back().unwrap_or_default().to_uppercase();
    (if is_language { language } else { String::new() }, region)
}

fn one(dic: &Path) -> Option<Named> {
    let load = |path: PathBuf| {
        let small = std::fs::metadata(&path).is_ok_and(|file| file.len() <= MOST);
        if small { std::fs::read(&path).ok() } else { None }
    };
    let (aff, words) = (load(dic.with_extension("aff"))?, load(dic.to_owned())?);
    let encoding = encoding(&aff)?;
    let (aff, words) = (encoding.decode(&aff).0, encoding.decode(&words).0);
    Some(Named { language: stem(dic), words: Dictionary::new(&aff, &words).ok()? })
}

/// The encoding that an affix file names; without one it is Latin 1.
fn encoding(aff: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let mut lines = aff.split(|byte| *byte == b'\n');
    let named = lines.find_map(|line| line.strip_prefix(b"SET ").map(<[u8]>::trim_ascii));
    let named = named.unwrap_or(b"ISO8859-1");
    let label = named.strip_prefix(b"microsoft-").unwrap_or(named);
    encoding_rs::Encoding::for_label(label)
}

#[cfg(test)]
mod tests {
    use super::super::tests::write;
    use super::*;

    fn strings(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_dictionary_that_fits_a_language_best_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let there = ["en_US", "en_GB", "es_MX", "es_ES", "de_DE_frami", "hyph_en_US"];
        for language in there {
            write(folder.path(), language, &["word"]);
        }
        for (languages, read_first) in [
            (&["en-GB"][..], &["en_GB"][..]),
            (&["en_US.UTF-8", "es_MX"], &["en_US", "es_MX"]),
            (&["en-AU"], &["en_GB"]),
            (&["es", "de"], &["es_ES", "de_DE_frami"]),
            (&["fr_FR", "C", ""], &[]),
        ] {
            let found = read(&[folder.path().to_owned()], &strings(languages));
            let names: Vec<String> = found.into_iter().map(|named| named.language).collect();
            assert_eq!(names, strings(read_first), "{languages:?}");
        }
    }

    #[test]
    fn one_that_cannot_be_read_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        };
        file("en_GB.aff", b"SET no-such-encoding\n");
        file("en_GB.dic", b"1\nword\n");
        file("en_US.aff", b"FLAG long\nSFX nonsense \xff\xff\n");
        file("en_US.dic", b"\xff\xfe\0\0not a dictionary");
        file("en_ZA.dic", b"1\nalone\n");
        write(folder.path(), "en_NZ", &["word"]);
        let found = read(&[folder.path().to_owned()], &strings(&["en_GB"]));
        assert!(found.iter().all(|named| named.words.check("word")));
        assert!(read(&[folder.path().join("nowhere")], &strings(&["en"])).is_empty());
    }

    #[test]
    fn a_dictionary_is_read_in_its_own_encoding() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("es_ES.aff"), b"SET ISO8859-1\n").unwrap();
        std::fs::write(folder.path().join("es_ES.dic"), b"2\na\xf1il\nfarol\n").unwrap();
        let found = read(&[folder.path().to_owned()], &strings(&["es"]));
        assert!(found[0].words.check("añil"));
        assert!(!found[0].words.check("anil"));
    }

    #[test]
    fn the_language_of_the_window_comes_first_and_every_language_once() {
        for (spoken, system, wanted) in [
            (Language::English, &["en-US", "es-MX"][..], &["en-US", "es-MX"][..]),
            (Language::Spanish, &["en_GB.UTF-8"], &["es", "en_GB.UTF-8"]),
            (Language::English, &["es-MX", "en-GB", "en-US"], &["en-GB", "es-MX"]),
            (Language::Pseudo, &["C"], &["en"]),
        ] {
            assert_eq!(wanted_of(spoken, &strings(system)), strings(wanted));
        }
    }
}
