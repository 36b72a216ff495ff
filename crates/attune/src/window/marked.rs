//! What pages are marked with: tags and moods, each with the pages that have it. Made by
//! the worker, so that nobody looks through ten years of pages for one tag.

use attune_core::kinds::journal::letters;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A tag or a mood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// As most of its pages write it; a mood by its name.
    pub(crate) name: String,
    /// The places of its pages in the journal, from the first on.
    pub(crate) pages: Vec<u32>,
}

/// The marks of pages as they go by.
#[derive(Debug, Default)]
pub(crate) struct Marked(BTreeMap<String, Vec<u32>>);

impl Marked {
    /// The page at this place has that mark.
    pub(crate) fn add(&mut self, name: &str, page: u32) {
        self.0.entry(name.to_owned()).or_default().push(page);
    }

    /// All of them, those of the most pages first. What differs in the case and the marks
    /// of its letters alone is one.
    pub(crate) fn marks(self) -> Vec<Mark> {
        let mut same: BTreeMap<String, Vec<(String, Vec<u32>)>> = BTreeMap::new();
        for (name, pages) in self.0 {
            same.entry(letters(&name)).or_default().push((name, pages));
        }
        let mut marks: Vec<Mark> = same.into_values().filter_map(joined).collect();
        marks.sort_by_key(|mark| Reverse(mark.pages.len()));
        marks
    }
}

/// What is the same but for its spelling, in the spelling of the most pages.
fn joined(mut spellings: Vec<(String, Vec<u32>)>) -> Option<Mark> {
    spellings.sort_by_key(|(_, pages)| Reverse(pages.len()));
    let name = spellings.first()?.0.clone();
    let mut pages: Vec<u32> = spellings.into_iter().flat_map(|(_, pages)| pages).collect();
    pages.sort_unstable();
    // A page that two people wrote may have two spellings.
    pages.dedup();
    Some(Mark { name, pages })
}

/// The mark among these that is the same as `name`, however that is spelt.
pub(crate) fn find<'m>(marks: &'m [Mark], name: &str) -> Option<&'m Mark> {
    let wanted = letters(name);
    let written = marks.iter().find(|mark| mark.name == name);
    written.or_else(|| marks.iter().find(|mark| letters(&mark.name) == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_tag_are_one_as_most_write_it() {
        let mut marked = Marked::default();
        for (page, tags) in [
            &["Work", "rain"][..],
            &["work", "WORK"],
            &["work"],
            &["café"],
            &["Cafe"],
            &["cafe\u{301}", "🌧"],
        ]
        .into_iter()
        .enumerate()
        {
            tags.iter().for_each(|tag| marked.add(tag, page as u32));
        }
        let marks = marked.marks();
        let told: Vec<(&str, &[u32])> =
            marks.iter().map(|mark| (mark.name.as_str(), &mark.pages[..])).collect();
        let cafe = marks[0..2].iter().find(|mark| mark.name != "work").unwrap();
        assert_eq!(cafe.pages, [3, 4, 5]);
        assert!(told.contains(&("work", &[0, 1, 2])), "{told:?}");
        assert!(told.contains(&("rain", &[0])) && told.contains(&("🌧", &[5])), "{told:?}");
        assert_eq!(told.len(), 4);
        for name in ["work", "WORK", "Wórk"] {
            assert_eq!(find(&marks, name).map(|mark| mark.name.as_str()), Some("work"));
        }
        assert_eq!(find(&marks, "worker"), None);
    }
}
