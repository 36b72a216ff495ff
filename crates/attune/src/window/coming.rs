//! What came while somebody looks, and since when: it fades in where it stands,
//! and a letter opens before their eyes. What was there before, or comes while
//! nobody looks, is simply there.

use super::theme::motion::{ARRIVING, OPENING};
use attune_core::ids::DocumentId;
use attune_core::time::{Month, Week};
use std::collections::BTreeMap;

/// More at once than anybody watches: they are simply there.
const MOST: usize = 64;

/// Whose letters open: those of a week's check-in, or of a month's signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// A week's.
    Week(Week),
    /// A month's.
    Month(Month),
}

impl From<Week> for Letters {
    fn from(week: Week) -> Self {
        Self::Week(week)
    }
}

impl From<Month> for Letters {
    fn from(month: Month) -> Self {
        Self::Month(month)
    }
}

/// What is coming, by the window's clock in seconds; `None` until the frame
/// that shows it first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Coming {
    entries: BTreeMap<DocumentId, Option<f64>>,
    letters: Option<(Letters, Option<f64>)>,
}

impl Coming {
    /// These entries were not there before.
    pub(crate) fn entries(&mut self, came: &[DocumentId]) {
        if came.len() <= MOST {
            self.entries.extend(came.iter().map(|id| (*id, None)));
        }
    }

    /// Both letters of a week or a month open.
    pub(crate) fn letters(&mut self, of: impl Into<Letters>) {
        self.letters = Some((of.into(), None));
    }

    /// A frame is drawn at `time`: what is new comes from now on, and what has
    /// come is forgotten.
    pub(crate) fn at(&mut self, time: f64) {
        let going_on = |since: &mut Option<f64>, takes: f32| {
            let since = *since.get_or_insert(time);
            time - since < f64::from(takes)
        };
        self.entries.retain(|_, since| going_on(since, ARRIVING));
        self.letters.take_if(|(_, since)| !going_on(since, OPENING));
    }

    /// Since when an entry has been coming; `None` for one that is there.
    pub(crate) fn since(&self, id: DocumentId) -> Option<f64> {
        self.entries.get(&id).copied().flatten()
    }

    /// Since when the letters of a week or a month have been opening; `None` if they are
    /// open, or were never closed before anybody's eyes.
    pub(crate) fn opening(&self, these: impl Into<Letters>) -> Option<f64> {
        let these = these.into();
        self.letters.filter(|(of, _)| *of == these).and_then(|(_, since)| since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_is_coming_for_its_time_and_then_there() {
        let id = DocumentId::from_bytes([1; 16]);
        let week: Week = "2026-W48".parse().unwrap();
        let mut coming = Coming::default();
        coming.entries(&[id]);
        coming.letters(week);
        assert_eq!((coming.since(id), coming.opening(week)), (None, None), "no frame yet");
        coming.at(7.0);
        coming.at(7.1);
        assert_eq!((coming.since(id), coming.opening(week)), (Some(7.0), Some(7.0)));
        coming.at(7.3);
        assert_eq!((coming.since(id), coming.opening(week)), (None, Some(7.0)));
        coming.at(7.5);
        assert_eq!(coming, Coming::default());
        let many: Vec<_> = (0..100).map(|n| DocumentId::from_bytes([n; 16])).collect();
        coming.entries(&many);
        assert_eq!(coming, Coming::default(), "nobody watches a hundred");
    }
}
