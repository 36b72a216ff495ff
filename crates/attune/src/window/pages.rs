//! Which pages of the journal are to be seen: all, or those of one of the two, of
//! both, for this person alone, or about one thing.

use super::marked;
use super::model::{Row, Shown, Whose};
use std::sync::Arc;

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
        let both = row.both_wrote;
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

impl Of {
    /// Whether it is offered. Alone, all is one's own; what is left of a pair that is no
    /// more still has a ring.
    pub(crate) fn is_offered(self, shown: &Shown) -> bool {
        match self {
            Self::All | Self::Mine | Self::OnlyMe => true,
            Self::Theirs => shown.has_theirs(),
            Self::Ours => shown.partner.is_some() || shown.ours,
        }
    }
}

impl Pages {
    /// The same, but for what can't be chosen any more.
    pub(crate) fn standing_in(self, shown: &Shown) -> Self {
        let of = if self.of.is_offered(shown) { self.of } else { Of::All };
        let tag = self.tag.and_then(|tag| marked::find(&shown.tags, &tag));
        Self { of, tag: tag.map(|mark| mark.name.clone()) }
    }
}

impl Shown {
    /// By their places, which pages of the journal are to be seen.
    pub(crate) fn pages(&self, pages: &Pages) -> Arc<Vec<u32>> {
        let is_seen = |n: &u32| self.journal.get(*n as usize).is_some_and(|row| pages.of.has(row));
        Arc::new(match &pages.tag {
            Some(tag) => {
                let mark = marked::find(&self.tags, tag);
                mark.into_iter().flat_map(|mark| &mark.pages).copied().filter(is_seen).collect()
            }
            None => (0..).take(self.journal.len()).filter(is_seen).collect(),
        })
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
            shown.pages(&Pages { of, tag: tag.map(str::to_owned) }).len()
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
        assert_eq!(count(Of::All, Some("ALLOTMENT")), 1, "it is one tag in any case");
    }

    #[test]
    fn after_a_pair_there_is_still_a_ring_for_what_was_theirs_and_ours() {
        let mut shown = sample::screen("journal-list").unwrap().model.shown;
        shown.partner = None;
        let offered = |shown: &Shown| Of::ALL.map(|of| of.is_offered(shown));
        assert_eq!(offered(&shown), [true; 5]);
        let theirs = Pages { of: Of::Theirs, tag: Some("Home".to_owned()) };
        let named = Pages { tag: Some("home".to_owned()), ..theirs.clone() };
        assert_eq!(theirs.clone().standing_in(&shown), named);
        (shown.theirs, shown.ours, shown.tags) = (false, false, Arc::default());
        assert_eq!(offered(&shown), [true, true, false, false, true]);
        assert_eq!(theirs.standing_in(&shown), Pages::default());
    }
}
