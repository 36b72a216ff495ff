//! What the months brought, for two people to look at together: the moods of pages,
//! the weeks in which either thanked, and the check-ins that opened. Whether something
//! was, and never how often: nothing here can be added up, and thanks and check-ins are
//! both's. Made by the worker as the rows are read.

use super::model::{Checkin, Kind, Reach, Row, Whose};
use super::months;
use crate::feelings::{self, GROUPS};
use attune_core::kinds::sealed::SealState;
use attune_core::time::{Day, Month};
use std::collections::BTreeMap;

/// Every month that brought something, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct OverTime {
    /// The months.
    pub(crate) months: Vec<InMonth>,
    /// The families of moods that any of them has.
    pub(crate) families: Families,
}

/// What a month brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InMonth {
    /// Which.
    pub(crate) month: Month,
    /// The last day that something of it is from.
    pub(crate) last: Day,
    /// The moods of my pages.
    pub(crate) mine: Moods,
    /// The moods of the partner's pages, of those that are shared.
    pub(crate) theirs: Moods,
    /// The pages that have those moods, by their place among all pages.
    pub(crate) pages: Vec<u32>,
    /// The weeks in which either thanked.
    pub(crate) thanks: Weeks,
    /// The weeks whose check-in opened.
    pub(crate) checkins: Weeks,
}

/// The moods of one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Moods {
    /// Each as it is kept, once, in the order of the pages.
    pub(crate) words: Vec<String>,
    /// The families that they are of.
    pub(crate) families: Families,
}

/// How many families there are: the groups of Feelings, and words of one's own.
pub(crate) const FAMILIES: usize = GROUPS.len() + 1;

/// Some of the families, by their place; none of them by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Families(u16);

impl Families {
    /// Whether this one is among them.
    pub(crate) fn has(self, family: usize) -> bool {
        self.0 & (1 << family) != 0
    }

    /// Those that are among them, in the order of Feelings.
    pub(crate) fn all(self) -> impl Iterator<Item = usize> {
        (0..FAMILIES).filter(move |family| self.has(*family))
    }
}

/// How many weeks a month has here: seven days each, from its first; the last is what
/// is left. So no week is of two months.
pub(crate) const WEEKS: usize = 5;

/// Some of the weeks of a month, by their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Weeks(u8);

impl Weeks {
    /// Whether this one is among them.
    pub(crate) fn has(self, week: usize) -> bool {
        self.0 & (1 << week) != 0
    }

    /// Those that are among them.
    pub(crate) fn all(self) -> impl Iterator<Item = usize> {
        (0..WEEKS).filter(move |week| self.has(*week))
    }

    /// Whether there are none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn insert(&mut self, day: Day) {
        self.0 |= 1 << ((day.date().day() - 1) / 7);
    }
}

impl InMonth {
    fn nothing(month: Month) -> Self {
        Self {
            month,
            last: month.first(),
            mine: Moods::default(),
            theirs: Moods::default(),
            pages: Vec::new(),
            thanks: Weeks::default(),
            checkins: Weeks::default(),
        }
    }

    /// The moods of one of the two.
    pub(crate) fn moods(&self, whose: Whose) -> &Moods {
        match whose {
            Whose::Mine => &self.mine,
            Whose::Theirs => &self.theirs,
        }
    }
}

impl Moods {
    fn insert(&mut self, mood: &str) {
        if !self.words.iter().any(|known| known == mood) {
            let family = feelings::place_of_group(mood).unwrap_or(GROUPS.len());
            self.families.0 |= 1 << family;
            self.words.push(mood.to_owned());
        }
    }
}

impl OverTime {
    /// What a month brought, if it brought anything.
    pub(crate) fn of(&self, month: Month) -> Option<&InMonth> {
        let at = self.months.binary_search_by(|brought| month.cmp(&brought.month)).ok()?;
        self.months.get(at)
    }

    /// Every month that brought something, newest first.
    pub(crate) fn told(&self) -> impl DoubleEndedIterator<Item = Month> + Clone {
        self.months.iter().map(|brought| brought.month)
    }

    /// The chosen month: the last, before another was chosen.
    pub(crate) fn chosen(&self, chosen: Option<Month>) -> Option<Month> {
        chosen.filter(|month| self.of(*month).is_some()).or_else(|| self.told().next())
    }

    /// So many months that are drawn beside each other with the chosen one.
    pub(crate) fn span(&self, chosen: Month, count: usize) -> Vec<Month> {
        match (self.told().next_back(), self.told().next()) {
            (Some(first), Some(last)) => months::span(first, last, chosen, count),
            _ => Vec::new(),
        }
    }
}

/// What every month up to `today` brought. A mood is of whoever wrote the page: that of
/// a page both write is of neither alone, and that of what was brought in, or taken
/// back, of nobody here.
pub(crate) fn over_time(
    journal: &[Row],
    thanks: &[Row],
    weeks: &[Checkin],
    today: Day,
) -> OverTime {
    let mut months = Months::default();
    // Where the partner is it may be tomorrow already; what claims to be later is not.
    let latest = today.plus(1);
    // Nor is what a partner of before wrote the partner's.
    let is_of_before = |row: &Row| row.reach == Reach::Left && row.whose == Whose::Theirs;
    let is_of_us = |row: &Row| !row.taken_back && !row.brought && !is_of_before(row);
    for (at, row) in (0..).zip(journal) {
        let Some(page) = row.page().filter(|page| !page.mood.is_empty()) else { continue };
        let is_ones = row.kind == Kind::Journal && !row.both_wrote;
        if !is_ones || !is_of_us(row) {
            continue;
        }
        let Some(of) = month(&mut months, row.day, latest) else { continue };
        match row.whose {
            Whose::Mine => of.mine.insert(&page.mood),
            Whose::Theirs => of.theirs.insert(&page.mood),
        }
        of.pages.push(at);
    }
    for row in thanks.iter().filter(|row| is_of_us(row)) {
        if let Some(month) = month(&mut months, row.day, latest) {
            month.thanks.insert(row.day);
        }
    }
    for week in weeks.iter().filter(|week| week.state == SealState::Opened) {
        // Both may answer before the week's day is there.
        let day = week.week.day(week.weekday);
        let day = if week.week.monday() <= today { day.min(today) } else { day };
        if let Some(month) = month(&mut months, day, latest) {
            month.checkins.insert(day);
        }
    }
    let mut families = Families::default();
    for month in months.values() {
        families.0 |= month.mine.families.0 | month.theirs.families.0;
    }
    OverTime { months: months.into_values().rev().collect(), families }
}

type Months = BTreeMap<Month, InMonth>;

/// The month of a day up to the latest, which brought something on it.
fn month(months: &mut Months, day: Day, latest: Day) -> Option<&mut InMonth> {
    if day > latest {
        return None;
    }
    let month = months.entry(day.month()).or_insert_with(|| InMonth::nothing(day.month()));
    month.last = month.last.max(day);
    Some(month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::model::{Beside, Shown};
    use crate::window::sample;
    use attune_core::kinds::journal::Page;
    use attune_core::time::Weekday;

    fn shown() -> Shown {
        sample::screen("today").unwrap().model.shown
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A page of `whose`, of that day and with that mood.
    fn page(whose: Whose, of: &str, mood: &str) -> Row {
        let shown = shown();
        let mut row = shown.journal.iter().find(|row| row.whose == whose).unwrap().clone();
        row.day = day(of);
        (row.reach, row.both_wrote) = (Reach::Reads, false);
        (row.taken_back, row.brought) = (false, false);
        let page = Page { mood: mood.to_owned(), ..Page::default() };
        row.beside = Some(Box::new(Beside::Page(page)));
        row
    }

    fn thanks(whose: Whose, of: &str) -> Row {
        let shown = shown();
        let row = shown.thanks.iter().find(|row| row.whose == whose).unwrap();
        Row { day: day(of), ..row.clone() }
    }

    fn opened(of: &str, state: SealState) -> Checkin {
        let of = day(of);
        Checkin { state, weekday: of.weekday(), ..Checkin::nothing(of.week()) }
    }

    const TODAY: &str = "2025-11-16";

    #[track_caller]
    fn check(journal: &[Row], thanks: &[Row], weeks: &[Checkin], told: &[&str]) -> OverTime {
        let over = over_time(journal, thanks, weeks, day(TODAY));
        let months: Vec<String> = over.told().map(|month| month.to_string()).collect();
        assert_eq!(months, told);
        assert!(over.told().all(|month| over.of(month).is_some_and(|of| of.month == month)));
        over
    }

    #[test]
    fn a_mood_is_told_once_a_month_however_often_it_was_written() {
        let pages = [
            page(Whose::Mine, "2025-11-02", "tender"),
            page(Whose::Mine, "2025-10-30", "calm"),
            page(Whose::Theirs, "2025-10-12", "tired"),
            page(Whose::Mine, "2025-10-09", "calm"),
            page(Whose::Mine, "2025-10-01", "sea-legs"),
        ];
        let over = check(&pages, &[], &[], &["2025-11", "2025-10"]);
        let october = over.of(day("2025-10-01").month()).unwrap();
        assert_eq!(october.mine.words, ["calm", "sea-legs"]);
        assert_eq!(october.theirs.words, ["tired"]);
        assert_eq!(
            (october.pages.as_slice(), october.last),
            ([1, 2, 3, 4].as_slice(), pages[1].day)
        );
        let once = over_time(&pages[..3], &[], &[], day(TODAY));
        let thrice: Vec<Row> = pages[..3].iter().flat_map(|row| vec![row.clone(); 3]).collect();
        let thrice = over_time(&thrice, &[], &[], day(TODAY));
        for (one, three) in once.months.iter().zip(&thrice.months) {
            assert_eq!((&one.mine, &one.theirs), (&three.mine, &three.theirs));
        }
        // Warm, settled, worn, and a word of one's own.
        let families: Vec<usize> = over.families.all().collect();
        assert_eq!(families, [0, 2, 4, FAMILIES - 1]);
    }

    #[test]
    fn whose_mood_is_not_known_is_nobodys() {
        let mine = page(Whose::Mine, "2025-11-02", "tender");
        let both = Row { reach: Reach::BothWrite, both_wrote: true, ..mine.clone() };
        let taken_back = Row { taken_back: true, ..mine.clone() };
        let brought = Row { brought: true, ..mine.clone() };
        let none = page(Whose::Mine, "2025-11-02", "");
        let ahead = page(Whose::Theirs, "2031-01-01", "calm");
        let before = Row { reach: Reach::Left, ..page(Whose::Theirs, "2025-11-02", "calm") };
        check(&[both, taken_back, brought, none, ahead, before], &[], &[], &[]);
        let private = Row { reach: Reach::OnlyMe, ..mine };
        check(&[private], &[], &[], &["2025-11"]);
    }

    #[test]
    fn thanks_are_the_same_whoever_wrote_them_and_however_many() {
        let one = [thanks(Whose::Mine, "2025-10-08"), thanks(Whose::Theirs, "2025-10-31")];
        let other = [
            thanks(Whose::Theirs, "2025-10-08"),
            thanks(Whose::Theirs, "2025-10-14"),
            thanks(Whose::Mine, "2025-10-30"),
            thanks(Whose::Mine, "2025-10-31"),
            thanks(Whose::Mine, "2025-10-31"),
        ];
        let one = check(&[], &one, &[], &["2025-10"]);
        assert_eq!(one, check(&[], &other, &[], &["2025-10"]));
        assert_eq!(one.months[0].thanks.all().collect::<Vec<_>>(), [1, 4]);
    }

    #[test]
    fn a_check_in_is_there_once_it_opened_and_never_before() {
        use SealState::{Open, Opened, Sealed, Waiting};
        let weeks = [("2025-11-09", Sealed), ("2025-11-02", Waiting), ("2025-10-26", Open)];
        let weeks: Vec<Checkin> = weeks.map(|(of, state)| opened(of, state)).into();
        check(&[], &[], &weeks, &[]);
        // Five Sundays of a month are in five weeks of it.
        let sundays = ["2025-08-31", "2025-08-24", "2025-08-17", "2025-08-10", "2025-08-03"];
        let weeks = sundays.map(|of| opened(of, Opened));
        let over = check(&[], &[], &weeks, &["2025-08"]);
        assert_eq!(over.months[0].checkins.all().count(), WEEKS);
        assert!(over.months[0].thanks.is_empty());
        // A week is there once it opened, and not only on its day.
        let early = Checkin { weekday: Weekday::Sunday, ..opened("2025-11-12", Opened) };
        let over = over_time(&[], &[], &[early], day("2025-11-12"));
        assert_eq!(over.months[0].last, day("2025-11-12"));
    }

    #[test]
    fn a_chosen_month_is_one_that_brought_something() {
        let pages =
            [page(Whose::Mine, "2025-10-02", "tender"), page(Whose::Mine, "2022-03-02", "calm")];
        let over = check(&pages, &[], &[], &["2025-10", "2022-03"]);
        let month = |text: &str| day(text).month();
        let [last, first] = [month("2025-10-01"), month("2022-03-01")];
        assert_eq!(over.chosen(None), Some(last));
        assert_eq!(over.chosen(Some(month("2025-01-01"))), Some(last));
        assert_eq!(over.chosen(Some(first)), Some(first));
        assert_eq!(over.span(last, 24).last(), Some(&last));
        assert_eq!(over.span(first, 24).first(), Some(&first));
        assert_eq!(OverTime::default().chosen(Some(last)), None);
        assert!(OverTime::default().span(last, 24).is_empty());
    }
}
