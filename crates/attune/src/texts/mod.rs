//! Every text a person reads, in one catalogue (Fluent). English for now.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use unic_langid::langid;

/// The catalogue's files: what both speak and the terminal says, and what only
/// the window says.
const ENGLISH: [&str; 2] = [include_str!("en.ftl"), include_str!("window.ftl")];

/// What stands for a partner whose name is not known; as `your-partner` says it.
const YOUR_PARTNER: &str = "your partner";

static CATALOGUE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![langid!("en")]);
    // Terminals and logs would show the marks that isolate inserted text.
    bundle.set_use_isolating(false);
    // Where a name begins a sentence, what stands for one begins it too.
    let start = bundle.add_function("START", |values, _| match values {
        [FluentValue::String(text)] if *text == YOUR_PARTNER => FluentValue::from(capital(text)),
        [value] => value.clone(),
        _ => FluentValue::None,
    });
    debug_assert!(start.is_ok());
    for file in ENGLISH {
        // A test holds that the catalogue has no mistakes.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(file.to_owned());
        let _ = bundle.add_resource(resource);
    }
    bundle
});

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The text called `key`, with `values` filled in. A key that is missing shows
/// as itself; a test holds that none is.
pub(crate) fn text(key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
    let pattern = CATALOGUE.get_message(key).and_then(|message| message.value());
    let Some(pattern) = pattern else { return key.to_owned() };
    let args: FluentArgs<'_> = values.iter().cloned().collect();
    CATALOGUE.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
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
    use std::collections::BTreeSet;
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

    #[test]
    fn what_stands_for_a_name_begins_a_sentence_in_capitals() {
        assert_eq!(tr!("your-partner"), YOUR_PARTNER);
        #[track_caller]
        fn check(said: String, expected: &str) {
            assert!(said.contains(expected), "{said}");
        }
        check(tr!("window-means-only-me", name = YOUR_PARTNER), ". Your partner never");
        check(tr!("window-means-only-me", name = "alex"), ". alex never");
        check(tr!("window-who-reads", name = YOUR_PARTNER), "Your partner may read");
        check(tr!("reach-reads", name = YOUR_PARTNER), "your partner may read");
    }

    #[test]
    fn the_catalogue_has_just_the_texts_that_are_used() {
        for file in ENGLISH {
            assert!(FluentResource::try_new(file.to_owned()).is_ok());
        }
        let kept: BTreeSet<&str> = ENGLISH
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
            .collect();
        let mut code = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        let code = code.replace(char::is_whitespace, "");
        let used: BTreeSet<&str> = code
            .split("tr!(\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(key, _)| key))
            .filter(|key| *key != "key")
            .filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
            .collect();
        assert_eq!(kept, used);
    }
}
