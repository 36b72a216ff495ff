//! The guide's pages of the practices: that each is there, with its picture and its
//! parts, and claims no more of a study than the window does.

use super::{FIRST, guide, one_line, part, read};
use std::collections::BTreeSet;

/// The rows of the practices in `docs/guide.md`: the page of each.
fn practices() -> Vec<String> {
    let guide = read(FIRST);
    let rows = part(&guide, "The practices").lines().filter(|line| line.starts_with("| ["));
    let page = |row: &str| row.split("](").nth(1).unwrap().split(')').next().unwrap().to_owned();
    rows.map(|row| format!("docs/{}", page(row))).collect()
}

/// A page shows its screen, a picture that a command makes anew; a practice has its
/// four parts, in their order, and what is around the practices the last of them.
#[test]
fn every_practice_has_a_page_with_a_picture() {
    let (practices, kept) = (practices(), read("docs/pictures/list.txt"));
    assert!(practices.len() > 7, "{practices:?}");
    for page in guide() {
        let text = read(&page);
        let shows =
            text.split("](../pictures/").skip(1).map(|rest| rest.split(')').next().unwrap());
        let shows: Vec<&str> = shows.collect();
        assert!(text.contains("\n![") && !shows.is_empty(), "{page} shows no picture");
        for picture in shows {
            let is_kept = kept.lines().any(|line| line.starts_with(&format!("{picture} ")));
            assert!(is_kept, "{page}: docs/pictures/make does not make {picture}");
        }
        let headings: Vec<&str> = text.lines().filter_map(|it| it.strip_prefix("## ")).collect();
        if practices.contains(&page) {
            let four =
                ["How to do it together", "In a terminal", "Why it helps", "What it will never do"];
            assert_eq!(headings, four, "{page}");
        }
        assert_eq!(headings.last(), Some(&"What it will never do"), "{page}");
        let lines = text.lines().count();
        assert!((30..=70).contains(&lines), "{page} is not short: {lines} lines");
    }
    for page in practices {
        assert!(guide().contains(&page), "there is no {page}");
    }
}

/// Who found what, as the window names them: “Aron and others, 1997”.
fn sources() -> BTreeSet<String> {
    let texts = ["practices.ftl", "window.ftl"].map(|file| {
        let text = read(&format!("crates/attune/src/texts/en/{file}"));
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        let is_source = |key: &str| {
            (key.starts_with("why-") && key.ends_with("-source"))
                || (key.starts_with("window-why-") && key.ends_with("-by"))
        };
        let named = lines.filter(|(key, _)| is_source(key)).flat_map(|(_, all)| all.split("; "));
        named.filter(|source| dated(source)).map(str::to_owned).collect::<Vec<_>>()
    });
    texts.into_iter().flatten().collect()
}

/// Whether it ends with a year.
fn dated(source: &str) -> bool {
    source
        .rsplit_once(", ")
        .is_some_and(|(_, year)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The pages name the studies that the window names, all of them and no other.
#[test]
fn the_guide_claims_no_more_than_the_window() {
    // Of all practices and of none: the first page names it, beside what Attune is not.
    let of_all = "Le and others, 2023";
    let sources = sources();
    assert!(sources.len() > 7, "{sources:?}");
    let mut named = BTreeSet::new();
    for page in guide().into_iter().chain([FIRST.to_owned()]) {
        let text = one_line(&read(&page));
        for inside in text.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
            for source in inside.split("; ").filter(|source| dated(source)) {
                let may = sources.contains(source) || (page == FIRST && source == of_all);
                assert!(may, "{page} names “{source}”, and the window does not");
                named.insert(source.to_owned());
            }
        }
    }
    assert!(named.remove(of_all));
    assert_eq!(named, sources);
}

/// The guide's voice: nothing is shouted, and nothing is a streak to be broken.
#[test]
fn the_guide_is_calm() {
    for page in guide().into_iter().chain([FIRST.to_owned()]) {
        let text = read(&page).replace("![", "");
        assert!(!text.contains('!'), "{page} shouts");
        for word in ["streak", "score"] {
            assert!(!text.contains(word), "{page} says {word}");
        }
    }
}
