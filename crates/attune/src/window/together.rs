//! Everything the two of them wrote, by day: what the timeline and the calendar
//! are drawn from. Made by the worker where it is more than a few rows.

use super::choosing::{Show, Sort};
use super::marked;
use super::model::{Checkin, Kind, Place, Reach, Row, Shown, Whose};
use attune_core::time::Day;
use std::sync::Arc;

/// One thing that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The day it is from.
    pub(crate) day: Day,
    /// What it is.
    pub(crate) of: Of,
    /// Who wrote it.
    pub(crate) by: Wrote,
    /// Where the things of its day are: the worst of them. Private ones are where they
    /// belong.
    pub(crate) place: Option<Place>,
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
    /// A month's signs, opened by both.
    Signs(u32),
    /// A note.
    Note(u32),
    /// A next step that both agreed on.
    Step(u32),
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

impl Wrote {
    /// Whether this one of the two did.
    fn is_by(self, whose: Whose) -> bool {
        match self {
            Self::Both => true,
            Self::Mine => whose == Whose::Mine,
            Self::Theirs => whose == Whose::Theirs,
        }
    }
}

/// All of it, the newest day first, and the newest thing of a day.
pub(crate) fn timeline(shown: &Shown) -> Arc<Vec<Moment>> {
    type Dated = (i64, Moment);
    let rows = |rows: &[Row], of: fn(u32) -> Of| {
        let numbered = (0..).zip(rows.iter()).filter(|(_, row)| stands(row));
        let dated = |(n, row): (u32, &Row)| -> Dated {
            let place = Some(row.place);
            (row.begun.millis(), Moment { day: row.day, of: of(n), by: by(row), place })
        };
        numbered.map(dated).collect::<Vec<_>>()
    };
    let mut all = rows(&shown.journal, Of::Page);
    all.extend(rows(&shown.thanks, Of::Thanks));
    all.extend(rows(&shown.feelings, Of::Feeling));
    all.extend(rows(&shown.stayed, Of::Stayed));
    all.extend(rows(&shown.notes.all, Of::Note));
    all.extend(rows(&shown.steps, Of::Step));
    // A check-in is of its whole week, and a month's signs of their month: they stand
    // above what their day brought.
    let whole = |day, of, by| -> Dated { (i64::MAX, Moment { day, of, by, place: None }) };
    let weeks = (0..).zip(shown.weeks.iter());
    all.extend(
        weeks.map(|(n, week)| whole(week.week.day(week.weekday), Of::Checkin(n), answered(week))),
    );
    let months = (0..).zip(shown.pulses.months.iter());
    all.extend(
        months.filter_map(|(n, month)| Some(whole(month.opened?, Of::Signs(n), Wrote::Both))),
    );
    all.sort_by_key(|(begun, moment)| std::cmp::Reverse((moment.day, *begun)));
    let mut all: Vec<Moment> = all.into_iter().map(|(_, moment)| moment).collect();
    for day in all.chunk_by_mut(|one, next| one.day == next.day) {
        let worst = day.iter().filter_map(|moment| moment.place).max_by_key(|place| worse(*place));
        day.iter_mut().for_each(|moment| moment.place = worst);
    }
    Arc::new(all)
}

/// Whether a row stands among what the two wrote. One's side of a quarrel does where the
/// other may read it, and nowhere else.
fn stands(row: &Row) -> bool {
    let is_private = matches!(row.reach, Reach::OnlyMe | Reach::WishRead | Reach::WishWrite);
    row.kind != Kind::Side || !is_private
}

fn worse(place: Place) -> u8 {
    match place {
        Place::Aside => 4,
        Place::Here => 3,
        Place::Sealed => 2,
        Place::Both => 1,
        Place::OnlyMe => 0,
    }
}

impl Shown {
    /// The row of what has one.
    pub(crate) fn row(&self, of: Of) -> Option<&Row> {
        match of {
            Of::Page(n) => self.journal.get(n as usize),
            Of::Thanks(n) => self.thanks.get(n as usize),
            Of::Feeling(n) => self.feelings.get(n as usize),
            Of::Stayed(n) => self.stayed.get(n as usize),
            Of::Note(n) => self.notes.all.get(n as usize),
            Of::Step(n) => self.steps.get(n as usize),
            Of::Checkin(_) | Of::Signs(_) => None,
        }
    }

    /// What was written on a day.
    pub(crate) fn on(&self, day: Day) -> &[Moment] {
        let all = &self.timeline;
        let from = all.partition_point(|moment| moment.day > day);
        let until = all.partition_point(|moment| moment.day >= day);
        all.get(from..until).unwrap_or_default()
    }

    /// What was written from a day on.
    pub(crate) fn since(&self, day: Day) -> &[Moment] {
        let until = self.timeline.partition_point(|moment| moment.day >= day);
        self.timeline.get(..until).unwrap_or_default()
    }

    /// Who wrote on a day.
    pub(crate) fn wrote(&self, day: Day) -> Option<Wrote> {
        let all = self.on(day).iter().map(|moment| moment.by);
        all.reduce(|before, here| if before == here { here } else { Wrote::Both })
    }

    /// What of everything is to be seen.
    pub(crate) fn showing(&self, show: &Show) -> Arc<Vec<Moment>> {
        if *show == Show::default() {
            return Arc::clone(&self.timeline);
        }
        let marked = self.marked(show);
        let is_shown = |moment: &&Moment| {
            let is_marked = match (&marked, moment.of) {
                (None, _) => true,
                (Some(pages), Of::Page(n)) => pages.get(n as usize) == Some(&true),
                (Some(_), _) => false,
            };
            is_marked
                && show.kinds.has(Sort::of(moment.of))
                && show.when.has(moment.day)
                && show.by.is_none_or(|whose| moment.by.is_by(whose))
        };
        Arc::new(self.timeline.iter().filter(is_shown).copied().collect())
    }

    /// By their places, which pages have the chosen tag and the chosen mood; `None` where
    /// neither is chosen.
    fn marked(&self, show: &Show) -> Option<Vec<bool>> {
        let chosen = [(&self.tags, &show.tag), (&self.moods, &show.mood)].into_iter();
        let chosen = chosen.filter_map(|(marks, name)| Some((marks, name.as_ref()?)));
        let has = |(marks, name): (&Arc<Vec<marked::Mark>>, &String)| {
            let mut has = vec![false; self.journal.len()];
            for page in marked::find(marks, name).into_iter().flat_map(|mark| &mark.pages) {
                if let Some(has) = has.get_mut(*page as usize) {
                    *has = true;
                }
            }
            has
        };
        chosen.map(has).reduce(|one, other| {
            one.into_iter().zip(other).map(|(one, other)| one && other).collect()
        })
    }

    /// Of years before, the newest first: the first thing each wrote on the day
    /// of `day`.
    pub(crate) fn years_before(&self, day: Day) -> impl Iterator<Item = (Day, &Row)> {
        let date = day.date();
        (1..=YEARS).filter_map(move |back| {
            let then = date.with().year(date.year() - back).build().ok().map(Day::clamped)?;
            let rows = self.on(then).iter().filter_map(|moment| self.row(moment.of));
            // A feeling of long ago is nothing to come upon.
            let mut kept = rows.filter(|row| {
                row.may_be_come_upon() && matches!(row.kind, Kind::Journal | Kind::Thanks)
            });
            kept.next().map(|row| (then, row))
        })
    }
}

/// How far back a day like another is looked for, in years.
const YEARS: i16 = 12;

fn by(row: &Row) -> Wrote {
    match (row.both_wrote, row.whose) {
        (true, _) => Wrote::Both,
        (_, Whose::Mine) => Wrote::Mine,
        (_, Whose::Theirs) => Wrote::Theirs,
    }
}

fn answered(week: &Checkin) -> Wrote {
    match (&week.mine, &week.theirs) {
        // The other has sealed theirs and this person has not.
        (None, None) if week.asked => Wrote::Theirs,
        (Some(_), None) if week.tries.is_empty() => Wrote::Mine,
        _ => Wrote::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::choosing::{Kinds, When};
    use crate::window::sample;

    fn shown() -> Shown {
        sample::screen("together").unwrap().model.shown
    }

    /// How many there are of each sort.
    fn counted(moments: &[Moment]) -> [usize; 8] {
        Sort::ALL.map(|sort| moments.iter().filter(|moment| Sort::of(moment.of) == sort).count())
    }

    #[test]
    fn everything_is_in_it_once_and_the_newest_comes_first() {
        let shown = shown();
        let lists = [
            &shown.journal,
            &shown.thanks,
            &shown.feelings,
            &shown.stayed,
            &shown.notes.all,
            &shown.steps,
        ];
        let rows: usize = lists.into_iter().map(|rows| rows.len()).sum();
        let opened = shown.pulses.months.iter().filter(|month| month.opened.is_some()).count();
        assert_eq!(shown.timeline.len(), rows + shown.weeks.len() + opened);
        assert!(shown.timeline.is_sorted_by_key(|moment| std::cmp::Reverse(moment.day)));
        for (n, moment) in shown.timeline.iter().enumerate() {
            assert!(shown.on(moment.day).contains(moment), "{n}");
            assert!(shown.since(moment.day).contains(moment), "{n}");
        }
        assert!(counted(&shown.timeline).iter().all(|count| *count > 0));
    }

    #[test]
    fn what_is_to_be_seen_is_seen_and_nothing_else() {
        let shown = shown();
        let count = |show: Show| counted(&shown.showing(&show));
        let whole = counted(&shown.timeline);
        let all = Show::default();
        assert_eq!(count(all.clone()), whole);
        for (n, sort) in Sort::ALL.into_iter().enumerate() {
            let mut rest = whole;
            rest[n] = 0;
            assert_eq!(count(Show { kinds: Kinds::ALL.with(sort, false), ..all.clone() }), rest);
        }
        let by = |whose| shown.showing(&Show { by: Some(whose), ..all.clone() }).len();
        let both = shown.timeline.iter().filter(|moment| moment.by == Wrote::Both).count();
        assert!(both > 0);
        assert_eq!(by(Whose::Mine) + by(Whose::Theirs), shown.timeline.len() + both);
    }

    #[test]
    fn tags_moods_and_times_are_chosen_together_with_the_rest() {
        let shown = shown();
        let named = |show: Show| -> Vec<String> {
            let moments = shown.showing(&show);
            moments.iter().filter_map(|moment| Some(shown.row(moment.of)?.name())).collect()
        };
        let all = Show::default;
        let tag = |tag: &str| Show { tag: Some(tag.to_owned()), ..all() };
        let both = ["The drive back from Mum’s", "Grandad’s coat"];
        assert_eq!(named(tag("parents")), both);
        assert_eq!(named(tag("PARENTS")), both, "a tag is the same in any case");
        let tender = Some("tender".to_owned());
        assert_eq!(named(Show { mood: tender.clone(), ..all() }), both[..1]);
        assert_eq!(named(Show { mood: tender.clone(), ..tag("allotment") }), [""; 0]);
        assert_eq!(named(Show { when: When::Year(2024), ..tag("parents") }), both[1..]);
        assert_eq!(named(Show { by: Some(Whose::Theirs), ..tag("parents") }), [""; 0]);
        let kinds = Kinds::default().with(Sort::Thanks, true);
        assert_eq!(named(Show { kinds, ..tag("parents") }), [""; 0]);
        let this_month = When::Month(shown.journal[0].day.month());
        for moment in shown.showing(&Show { when: this_month, ..all() }).iter() {
            assert!(this_month.has(moment.day));
        }
    }

    #[test]
    fn what_can_be_chosen_no_more_is_not_chosen_any_more() {
        let mut shown = shown();
        let chosen = Show {
            by: Some(Whose::Theirs),
            tag: Some("HOME".to_owned()),
            mood: Some("tender".to_owned()),
            when: When::Year(2024),
            ..Show::default()
        };
        let stands = Show { tag: Some("home".to_owned()), ..chosen.clone() };
        assert_eq!(chosen.clone().standing_in(&shown), stands, "it is named as most write it");
        shown.partner = None;
        assert_eq!(chosen.clone().standing_in(&shown), stands, "what was theirs is still here");
        shown.theirs = false;
        shown.tags = Arc::default();
        shown.moods = Arc::default();
        let left = Show { when: When::Year(2024), ..Show::default() };
        assert_eq!(chosen.standing_in(&shown), left);
    }

    #[test]
    fn a_side_that_nobody_else_may_read_is_not_among_it() {
        let mut shown = shown();
        let whole = shown.timeline.len();
        for (reach, more) in [(Reach::OnlyMe, 0), (Reach::WishRead, 0), (Reach::Reads, 1)] {
            let mut side = shown.journal[0].clone();
            (side.kind, side.reach) = (Kind::Side, reach);
            let mut journal = shown.journal.to_vec();
            journal.truncate(7);
            journal.push(side);
            shown.journal = Arc::new(journal);
            assert_eq!(timeline(&shown).len(), whole + more, "{reach:?}");
        }
    }

    #[test]
    fn a_month_of_signs_that_one_has_not_opened_is_not_among_it() {
        let mut shown = shown();
        let whole = shown.timeline.len();
        shown.pulses.months[0].opened = None;
        assert_eq!(timeline(&shown).len(), whole - 1);
    }

    #[test]
    fn the_worst_place_of_a_day_is_said_of_all_of_it() {
        let mut shown = shown();
        let day = shown.journal[1].day;
        assert!(shown.on(day).len() > 1);
        for place in [Place::Both, Place::Here, Place::Aside] {
            Arc::make_mut(&mut shown.journal)[1].place = place;
            shown.timeline = timeline(&shown);
            assert!(shown.on(day).iter().all(|moment| moment.place == Some(place)), "{place:?}");
        }
    }

    #[test]
    fn a_day_is_of_whoever_wrote_on_it() {
        let shown = shown();
        for row in shown.journal.iter().chain(shown.thanks.iter()) {
            let wrote = shown.wrote(row.day).unwrap();
            assert!(wrote == by(row) || wrote == Wrote::Both);
        }
        let long_ago = shown.timeline.last().unwrap().day.plus(-1);
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
