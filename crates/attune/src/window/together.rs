//! Everything the two of them wrote, by day: what the timeline and the calendar
//! are drawn from. Made by the worker where it is more than a few rows.

use super::model::{Checkin, Kind, Reach, Row, Shown, Whose};
use attune_core::time::Day;
use std::sync::Arc;

/// One thing that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The day it is from.
    pub(crate) day: Day,
    /// What it is.
    pub(crate) of: Of,
}

/// What was written: its place in the list of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Of {
    /// A journal page.
    Page(u32),
    /// A line of thanks.
    Thanks(u32),
    /// A feeling.
    Feeling(u32),
    /// What stayed of a soul talk.
    Stayed(u32),
    /// A week's check-in.
    Checkin(u32),
}

/// Who wrote on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrote {
    /// This person.
    Mine,
    /// The partner.
    Theirs,
    /// Both.
    Both,
}

/// What of all that is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Show {
    /// These kinds.
    pub(crate) kinds: Kinds,
    /// Written by one of the two; by either with `None`.
    pub(crate) by: Option<Whose>,
}

impl Default for Show {
    fn default() -> Self {
        Self { kinds: Kinds::ALL, by: None }
    }
}

/// Some of the kinds of things there are; none of them by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds {
    /// Journal pages.
    pub(crate) pages: bool,
    /// Lines of thanks.
    pub(crate) thanks: bool,
    /// Feelings.
    pub(crate) feelings: bool,
    /// What stayed of soul talks.
    pub(crate) talks: bool,
    /// Check-ins.
    pub(crate) checkins: bool,
}

impl Kinds {
    /// Each of them.
    pub(crate) const ALL: Self =
        Self { pages: true, thanks: true, feelings: true, talks: true, checkins: true };
}

/// All of it, the newest day first, and the newest thing of a day: pages, thanks,
/// feelings and what stayed of soul talks, and the weeks' check-ins.
pub(crate) fn timeline(
    [journal, thanks, feelings, stayed]: [&[Row]; 4],
    weeks: &[Checkin],
) -> Arc<Vec<Moment>> {
    let rows = |rows: &[Row], of: fn(u32) -> Of| {
        let numbered = (0..).zip(rows.iter());
        numbered.map(|(n, row)| (row.day, row.begun.millis(), of(n))).collect::<Vec<_>>()
    };
    let mut all = rows(journal, Of::Page);
    all.extend(rows(thanks, Of::Thanks));
    all.extend(rows(feelings, Of::Feeling));
    all.extend(rows(stayed, Of::Stayed));
    // A check-in is of its whole week, and stands above what its day brought.
    let weeks = (0..).zip(weeks.iter());
    all.extend(weeks.map(|(n, week)| (week.week.day(week.weekday), i64::MAX, Of::Checkin(n))));
    all.sort_by_key(|(day, begun, _)| std::cmp::Reverse((*day, *begun)));
    Arc::new(all.into_iter().map(|(day, _, of)| Moment { day, of }).collect())
}

impl Shown {
    /// The row of what is no check-in.
    pub(crate) fn row(&self, of: Of) -> Option<&Row> {
        match of {
            Of::Page(n) => self.journal.get(n as usize),
            Of::Thanks(n) => self.thanks.get(n as usize),
            Of::Feeling(n) => self.feelings.get(n as usize),
            Of::Stayed(n) => self.stayed.get(n as usize),
            Of::Checkin(_) => None,
        }
    }

    /// What was written on a day.
    pub(crate) fn on(&self, day: Day) -> &[Moment] {
        let all = &self.timeline;
        let from = all.partition_point(|moment| moment.day > day);
        let until = all.partition_point(|moment| moment.day >= day);
        all.get(from..until).unwrap_or_default()
    }

    /// Who wrote on a day.
    pub(crate) fn wrote(&self, day: Day) -> Option<Wrote> {
        let mut wrote = None;
        for moment in self.on(day) {
            let here = match (self.row(moment.of), moment.of) {
                (Some(row), _) => by(row),
                (None, Of::Checkin(n)) => self.weeks.get(n as usize).map_or(Wrote::Both, answered),
                (None, _) => continue,
            };
            wrote = match wrote {
                None => Some(here),
                Some(before) if before == here => Some(here),
                Some(_) => Some(Wrote::Both),
            };
        }
        wrote
    }

    /// What of everything is to be seen.
    pub(crate) fn showing(&self, show: &Show) -> Arc<Vec<Moment>> {
        if *show == Show::default() {
            return Arc::clone(&self.timeline);
        }
        let is_shown = |moment: &&Moment| {
            let kind = match moment.of {
                Of::Page(_) => show.kinds.pages,
                Of::Thanks(_) => show.kinds.thanks,
                Of::Feeling(_) => show.kinds.feelings,
                Of::Stayed(_) => show.kinds.talks,
                Of::Checkin(_) => show.kinds.checkins,
            };
            let by = match (show.by, self.row(moment.of)) {
                (Some(whose), Some(row)) => is_by(row, whose),
                _ => true,
            };
            kind && by
        };
        Arc::new(self.timeline.iter().filter(is_shown).copied().collect())
    }

    /// Of years before, the newest first: the first thing each wrote on the day
    /// of `day`.
    pub(crate) fn years_before(&self, day: Day) -> impl Iterator<Item = (Day, &Row)> {
        let date = day.date();
        (1..=YEARS).filter_map(move |back| {
            let then = date.with().year(date.year() - back).build().ok().map(Day::clamped)?;
            let rows = self.on(then).iter().filter_map(|moment| self.row(moment.of));
            // A copy kept of what was taken back is nothing to come upon, and neither is
            // a feeling of long ago.
            let mut kept =
                rows.filter(|row| !row.kept && matches!(row.kind, Kind::Journal | Kind::Thanks));
            kept.next().map(|row| (then, row))
        })
    }
}

/// How far back a day like another is looked for, in years.
const YEARS: i16 = 12;

fn by(row: &Row) -> Wrote {
    match (row.reach, row.whose) {
        (Reach::BothWrite, _) => Wrote::Both,
        (_, Whose::Mine) => Wrote::Mine,
        (_, Whose::Theirs) => Wrote::Theirs,
    }
}

fn is_by(row: &Row, whose: Whose) -> bool {
    row.reach == Reach::BothWrite || row.whose == whose
}

fn answered(week: &Checkin) -> Wrote {
    match (&week.mine, &week.theirs) {
        (Some(_), None) if week.tries.is_empty() => Wrote::Mine,
        _ => Wrote::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::sample;

    fn shown() -> Shown {
        sample::screen("together").unwrap().model.shown
    }

    #[test]
    fn everything_is_in_it_once_and_the_newest_comes_first() {
        let shown = shown();
        let lists = [&shown.journal, &shown.thanks, &shown.feelings, &shown.stayed];
        let rows: usize = lists.into_iter().map(|rows| rows.len()).sum();
        let all = rows + shown.weeks.len();
        assert_eq!(shown.timeline.len(), all);
        assert!(shown.timeline.is_sorted_by_key(|moment| std::cmp::Reverse(moment.day)));
        for (n, moment) in shown.timeline.iter().enumerate() {
            assert!(shown.on(moment.day).contains(moment), "{n}");
        }
    }

    #[test]
    fn what_is_to_be_seen_is_seen_and_nothing_else() {
        let shown = shown();
        let kinds = |show: Show| {
            let mut kinds = [0; 5];
            for moment in shown.showing(&show).iter() {
                kinds[match moment.of {
                    Of::Page(_) => 0,
                    Of::Thanks(_) => 1,
                    Of::Feeling(_) => 2,
                    Of::Stayed(_) => 3,
                    Of::Checkin(_) => 4,
                }] += 1;
            }
            kinds
        };
        let (pages, thanks) = (shown.journal.len(), shown.thanks.len());
        let (felt, talks, weeks) = (shown.feelings.len(), shown.stayed.len(), shown.weeks.len());
        let whole = [pages, thanks, felt, talks, weeks];
        assert!(whole.iter().all(|count| *count > 0), "{whole:?}");
        let all = Show::default();
        assert_eq!(kinds(all), whole);
        let without: [fn(&mut Kinds) -> &mut bool; 5] = [
            |kinds| &mut kinds.pages,
            |kinds| &mut kinds.thanks,
            |kinds| &mut kinds.feelings,
            |kinds| &mut kinds.talks,
            |kinds| &mut kinds.checkins,
        ];
        for (n, field) in without.into_iter().enumerate() {
            let mut some = Kinds::ALL;
            *field(&mut some) = false;
            let mut rest = whole;
            rest[n] = 0;
            assert_eq!(kinds(Show { kinds: some, by: None }), rest);
        }
        let by = |whose| {
            let show = Show { by: Some(whose), ..all };
            shown.showing(&show).iter().filter_map(|moment| shown.row(moment.of)).count()
        };
        let both = shown.journal.iter().filter(|row| row.reach == Reach::BothWrite).count();
        assert_eq!(by(Whose::Mine) + by(Whose::Theirs), pages + thanks + felt + talks + both);
    }

    #[test]
    fn a_day_is_of_whoever_wrote_on_it() {
        let shown = shown();
        for row in shown.journal.iter().chain(shown.thanks.iter()) {
            let wrote = shown.wrote(row.day).unwrap();
            assert!(wrote == by(row) || wrote == Wrote::Both);
        }
        let long_ago = shown.journal.last().unwrap().day.plus(-1);
        assert_eq!(shown.wrote(long_ago), None);
    }

    #[test]
    fn years_before_are_of_the_same_day_and_never_a_kept_copy() {
        let mut shown = shown();
        let old = shown.journal.last().unwrap().clone();
        let of_the_old = |shown: &Shown| {
            let date = old.day.date();
            let later = Day::clamped(date.with().year(date.year() + 3).build().unwrap());
            let found: Vec<Day> = shown.years_before(later).map(|(day, _)| day).collect();
            assert!(found.is_sorted_by(|one, next| one > next), "the newest is not first");
            found.contains(&old.day)
        };
        assert!(of_the_old(&shown));
        Arc::make_mut(&mut shown.journal).last_mut().unwrap().kept = true;
        assert!(!of_the_old(&shown));
    }
}
