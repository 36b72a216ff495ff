//! What of everything the two of them wrote is to be seen: which sorts of things, by
//! whom, marked with what, and from when.

use super::marked;
use super::model::{Shown, Whose};
use super::together::Of;
use attune_core::time::{Day, Month};

/// A sort of things that is chosen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Journal pages.
    Pages,
    /// Lines of thanks.
    Thanks,
    /// Feelings.
    Feelings,
    /// What stayed of soul talks.
    Talks,
    /// Check-ins.
    Checkins,
    /// Months of signs that both opened.
    Signs,
    /// Notes.
    Notes,
    /// Next steps that both agreed on.
    Steps,
}

impl Sort {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 8] = [
        Self::Pages,
        Self::Thanks,
        Self::Feelings,
        Self::Talks,
        Self::Checkins,
        Self::Signs,
        Self::Notes,
        Self::Steps,
    ];
    /// Those that have words to be found.
    pub(crate) const WITH_WORDS: [Self; 7] = [
        Self::Pages,
        Self::Thanks,
        Self::Feelings,
        Self::Talks,
        Self::Checkins,
        Self::Notes,
        Self::Steps,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// What something is.
    pub(crate) fn of(of: Of) -> Self {
        match of {
            Of::Page(_) => Self::Pages,
            Of::Thanks(_) => Self::Thanks,
            Of::Feeling(_) => Self::Feelings,
            Of::Stayed(_) => Self::Talks,
            Of::Checkin(_) => Self::Checkins,
            Of::Signs(_) => Self::Signs,
            Of::Note(_) => Self::Notes,
            Of::Step(_) => Self::Steps,
        }
    }
}

/// Some of the sorts of things there are; none of them by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// Each of them.
    pub(crate) const ALL: Self = Self(u8::MAX);

    /// Whether this one is among them.
    pub(crate) fn has(self, sort: Sort) -> bool {
        self.0 & sort.bit() != 0
    }

    /// The same with this one, or without it.
    pub(crate) fn with(self, sort: Sort, on: bool) -> Self {
        Self(if on { self.0 | sort.bit() } else { self.0 & !sort.bit() })
    }
}

/// From when something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum When {
    /// Whenever.
    #[default]
    Always,
    /// From this year.
    Year(i16),
    /// From this month.
    Month(Month),
}

impl When {
    /// Whether a day is within it.
    pub(crate) fn has(self, day: Day) -> bool {
        match self {
            Self::Always => true,
            Self::Year(year) => day.date().year() == year,
            Self::Month(month) => day.month() == month,
        }
    }

    /// Whether a day is before all of it.
    pub(crate) fn is_after(self, day: Day) -> bool {
        match self {
            Self::Always => false,
            Self::Year(year) => day.date().year() < year,
            Self::Month(month) => day.month() < month,
        }
    }

    /// Whether a day is after all of it.
    pub(crate) fn is_before(self, day: Day) -> bool {
        self != Self::Always && !self.has(day) && !self.is_after(day)
    }

    /// The year or the month before this one.
    pub(crate) fn before(self) -> Self {
        match self {
            Self::Always => Self::Always,
            Self::Year(year) => Self::Year(year.saturating_sub(1)),
            Self::Month(month) => Self::Month(month.previous()),
        }
    }

    /// The one after it.
    pub(crate) fn after(self) -> Self {
        match self {
            Self::Always => Self::Always,
            Self::Year(year) => Self::Year(year.saturating_add(1)),
            Self::Month(month) => Self::Month(month.following()),
        }
    }
}

/// What of all that is to be seen. All of it has to be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Show {
    /// These sorts of things.
    pub(crate) kinds: Kinds,
    /// Written by one of the two; by either with `None`.
    pub(crate) by: Option<Whose>,
    /// Pages with this mood, by its name; whatever there is with `None`.
    pub(crate) mood: Option<String>,
    /// Pages with this tag; whatever there is with `None`.
    pub(crate) tag: Option<String>,
    /// From then.
    pub(crate) when: When,
}

impl Default for Show {
    fn default() -> Self {
        Self { kinds: Kinds::ALL, by: None, mood: None, tag: None, when: When::Always }
    }
}

impl Show {
    /// The same, but for what can't be chosen any more: a tag or a mood that no page has,
    /// and somebody of whom nothing is here. A tag is named as most pages write it.
    pub(crate) fn standing_in(self, shown: &Shown) -> Self {
        let standing = |marks: &[marked::Mark], name: Option<String>| {
            name.and_then(|name| marked::find(marks, &name)).map(|mark| mark.name.clone())
        };
        Self {
            by: self.by.filter(|whose| *whose == Whose::Mine || shown.has_theirs()),
            mood: standing(&shown.moods, self.mood),
            tag: standing(&shown.tags, self.tag),
            ..self
        }
    }
}

impl Shown {
    /// Whether something of a partner's is to be chosen: there is one, or was.
    pub(crate) fn has_theirs(&self) -> bool {
        self.partner.is_some() || self.theirs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_and_a_month_are_gone_through_one_by_one() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let may = When::Month(day("2025-05-17").month());
        assert!(may.has(day("2025-05-01")) && may.has(day("2025-05-31")));
        for (outside, is_after) in
            [("2025-04-30", true), ("2024-05-17", true), ("2025-06-01", false)]
        {
            let outside = day(outside);
            assert!(!may.has(outside));
            assert_eq!((may.is_after(outside), may.is_before(outside)), (is_after, !is_after));
        }
        assert!(may.after().has(day("2025-06-30")) && may.before().has(day("2025-04-01")));
        assert_eq!(may.after().before(), may);
        let december = When::Month(day("2025-12-31").month());
        assert!(december.after().has(day("2026-01-01")));
        let year = When::Year(2025);
        assert!(year.has(day("2025-12-31")) && year.is_after(day("2024-12-31")));
        assert_eq!((year.before(), year.after()), (When::Year(2024), When::Year(2026)));
        let always = When::Always;
        assert!(always.has(day("2025-05-01")));
        assert!(!always.is_after(day("2025-05-01")) && !always.is_before(day("2025-05-01")));
    }

    #[test]
    fn each_sort_is_chosen_by_itself() {
        for (n, sort) in Sort::ALL.into_iter().enumerate() {
            let only = Kinds::default().with(sort, true);
            let without = Kinds::ALL.with(sort, false);
            for (other, one) in Sort::ALL.into_iter().enumerate() {
                assert_eq!((only.has(one), without.has(one)), (n == other, n != other));
            }
            assert_eq!(without.with(sort, true), Kinds::ALL);
        }
    }
}
