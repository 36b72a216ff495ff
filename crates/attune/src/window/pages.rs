//! Which pages of the journal are to be seen: all, or those of one of the two, of
//! both, for this person alone, or about one thing.

use super::model::{Reach, Row, Whose};

/// Whose pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Of {
    /// Everybody's.
    #[default]
    All,
    /// What this person writes.
    Mine,
    /// What the partner writes.
    Theirs,
    /// What both write.
    Ours,
    /// What only this person may read.
    OnlyMe,
}

impl Of {
    /// In the order in which they are offered.
    pub(crate) const ALL: [Self; 5] =
        [Self::All, Self::Mine, Self::Theirs, Self::Ours, Self::OnlyMe];

    fn has(self, row: &Row) -> bool {
        let both = row.reach == Reach::BothWrite;
        match self {
            Self::All => true,
            Self::Mine => !both && row.whose == Whose::Mine,
            Self::Theirs => !both && row.whose == Whose::Theirs,
            Self::Ours => both,
            Self::OnlyMe => !row.is_shared(),
        }
    }
}

/// What of the journal is to be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pages {
    /// Whose pages.
    pub(crate) of: Of,
    /// Those with this tag.
    pub(crate) tag: Option<String>,
}

impl Pages {
    /// Whether a page is to be seen.
    pub(crate) fn show(&self, row: &Row) -> bool {
        let tagged = |tag: &String| row.page().is_some_and(|page| page.tags.contains(tag));
        self.of.has(row) && self.tag.as_ref().is_none_or(tagged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::sample;

    #[test]
    fn every_page_is_somebodys_and_each_tag_has_its_own() {
        let shown = sample::screen("journal-list").unwrap().model.shown;
        let count = |of: Of, tag: Option<&str>| {
            let pages = Pages { of, tag: tag.map(str::to_owned) };
            shown.journal.iter().filter(|row| pages.show(row)).count()
        };
        let all = shown.journal.len();
        assert_eq!(count(Of::All, None), all);
        let whose = [Of::Mine, Of::Theirs, Of::Ours].map(|of| count(of, None));
        assert_eq!(whose.iter().sum::<usize>(), all);
        assert!(whose.iter().all(|count| *count > 0) && count(Of::OnlyMe, None) > 0);
        assert_eq!(count(Of::All, Some("allotment")), 1);
        assert_eq!(count(Of::Theirs, Some("allotment")), 1);
        assert_eq!(count(Of::Mine, Some("allotment")), 0);
        assert_eq!(count(Of::All, Some("nothing")), 0);
    }
}
