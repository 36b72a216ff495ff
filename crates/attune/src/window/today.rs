//! What Today is about: what came and what waits, never more than five things, in an
//! order that does not change from day to day. What has no room there waits in its own
//! place. A partner's invitation to a talk stands above every page, and what asks for
//! nothing, drafts, what was set aside and the day's rituals, at the foot of this one.

use super::answers::Waits;
use super::model::{Kind, Model, Row, Whose};
use super::together::Of;
use attune_core::kinds::sealed::SealState;
use attune_core::time::{Month, Week};

/// The most things on one day.
pub(crate) const MOST: usize = 5;
/// How many days something new stays.
const NEW_DAYS: i32 = 1;
/// How many days it is told that a week or a month opened that is not the present one.
const OPEN_DAYS: i32 = 2;
/// How many new things and things that wait show together, and how many wait.
const NEW_MOST: usize = 3;
const WAITS_MOST: usize = 2;
/// Among how many lines of thanks, the newest first, that of today is looked for.
const NEWEST: usize = 64;
/// How long ago a line was written that comes back on a day when all is done, in days.
const LONG_AGO: i32 = 7;
/// When a day has time for a soul talk.
const EVENING: std::ops::RangeInclusive<i8> = 18..=22;

/// One thing on Today. They stand in this order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Thing<'a> {
    /// A pause is under way.
    Pause,
    /// Nothing was ever written here.
    Welcome,
    /// The partner's note, until it is put away.
    Note(&'a Row),
    /// What the partner wrote lately.
    News(&'a Row),
    /// What asks to be heard, or was said back.
    Waits(&'a Waits),
    /// The line to write thanks on.
    Thanks,
    /// Both changed the same words of a page.
    Clash(&'a Row),
    /// The week's check-in can be answered.
    Checkin,
    /// Both letters of a week are open.
    CheckinOpen(Week),
    /// The signs of a month can be said.
    Signs,
    /// The signs of a month are open for both.
    SignsOpen(Month),
    /// A soul talk, on the first day and in a quiet evening.
    Talk,
    /// The recovery key is to be put on paper.
    RecoveryKey,
    /// There is nobody to share this with yet.
    Partner,
    /// What the other thanked for long ago, on a day when all is done.
    Remembered(&'a Row),
}

impl Thing<'_> {
    /// Which goes first where a day has more than it has room for.
    fn rank(&self) -> u8 {
        match self {
            Self::Pause => 0,
            Self::Welcome => 1,
            Self::Thanks => 2,
            Self::Partner => 3,
            Self::Note(_) => 4,
            Self::Waits(_) => 5,
            Self::Checkin | Self::CheckinOpen(_) => 6,
            Self::RecoveryKey => 7,
            Self::Clash(_) => 8,
            Self::SignsOpen(_) => 9,
            Self::News(_) => 10,
            Self::Talk => 11,
            // They can be said on any day of the month.
            Self::Signs => 12,
            Self::Remembered(_) => 13,
        }
    }
}

/// What there is on Today.
pub(crate) struct Today<'a> {
    /// The things, in their order.
    pub(crate) things: Vec<Thing<'a>>,
    /// Something that asks for this person had no room, and comes when there is.
    pub(crate) leaves_out: bool,
}

/// What there is on Today; `paused` is whether a pause is under way.
pub(crate) fn today(model: &Model, paused: bool) -> Today<'_> {
    let asking = |all: &[Thing<'_>]| all.iter().filter(|thing| asks(thing)).count();
    let all = gathered(model, paused);
    let before = asking(&all);
    let things = cut(all);
    let waits = model.shown.waits.iter().filter(|waits| !waits.aside).count();
    let leaves_out = waits > WAITS_MOST || before > asking(&things);
    Today { things, leaves_out }
}

fn gathered(model: &Model, paused: bool) -> Vec<Thing<'_>> {
    let mut all = Vec::new();
    all.extend(paused.then_some(Thing::Pause));
    all.extend(is_first_day(model).then_some(Thing::Welcome));
    all.extend(model.shown.notes.waiting.as_ref().map(Thing::Note));
    let waiting: Vec<&Waits> = waiting(model).collect();
    let room = NEW_MOST.saturating_sub(waiting.len() + usize::from(paused));
    all.extend(news(model, &waiting).into_iter().take(room).map(Thing::News));
    all.extend(waiting.into_iter().map(Thing::Waits));
    all.push(Thing::Thanks);
    all.extend(model.shown.journal.iter().find(|row| row.clashes).map(Thing::Clash));
    let checkin = checkin(model);
    all.extend(checkin);
    all.extend(signs(model, checkin.is_some()));
    all.extend(has_time_to_talk(model, checkin.is_some()).then_some(Thing::Talk));
    let reminds = model.preferences.remind.is_some_and(|from| model.today >= from);
    all.extend(reminds.then_some(Thing::RecoveryKey));
    all.extend(model.shown.partner.is_none().then_some(Thing::Partner));
    if is_done(model, &all) {
        all.extend(remembered(model).map(Thing::Remembered));
    }
    all
}

/// Whether nothing is left to do: what is there is the line of thanks alone, and one
/// was written on it today.
pub(crate) fn is_done(model: &Model, all: &[Thing<'_>]) -> bool {
    let mine = |row: &Row| row.whose == Whose::Mine && row.day == model.today;
    !all.iter().any(asks) && model.shown.thanks.iter().take(NEWEST).any(mine)
}

/// Whether it asks for something, and is not only there to be read or taken up.
fn asks(thing: &Thing<'_>) -> bool {
    !matches!(thing, Thing::Thanks | Thing::Talk | Thing::Remembered(_) | Thing::News(_))
}

/// As many of them as a day has room for, in their order.
fn cut(mut all: Vec<Thing<'_>>) -> Vec<Thing<'_>> {
    // Of what is new the first goes before a talk, and the others after everything.
    let is_new = |thing: &Thing<'_>| matches!(thing, Thing::News(_));
    while all.len() > MOST {
        let first = all.iter().position(is_new);
        // Of several of one rank the last one goes.
        let last = all.iter().enumerate().max_by_key(|(at, thing)| {
            let is_more = is_new(thing) && Some(*at) != first;
            (is_more, thing.rank(), *at)
        });
        let Some((at, _)) = last else { break };
        all.remove(at);
    }
    all
}

/// Whether nothing was ever written or received.
pub(crate) fn is_first_day(model: &Model) -> bool {
    let shown = &model.shown;
    shown.journal.is_empty() && shown.thanks.is_empty() && shown.feelings.is_empty()
}

/// What waits for this person and was not set aside.
fn waiting(model: &Model) -> impl Iterator<Item = &Waits> {
    model.shown.waits.iter().filter(|waits| !waits.aside).take(WAITS_MOST)
}

/// What the partner wrote lately, the newest first, and what does not wait.
fn news<'a>(model: &'a Model, waiting: &[&Waits]) -> Vec<&'a Row> {
    let since = model.today.plus(-NEW_DAYS);
    let waits = |row: &Row| waiting.iter().any(|waits| waits.row.id == row.id);
    let is_new = |row: &&Row| {
        let is_kind = matches!(row.kind, Kind::Thanks | Kind::Journal | Kind::Side);
        is_kind && row.whose == Whose::Theirs && !row.taken_back && !waits(row)
    };
    let lately = model.shown.since(since).iter();
    let mut rows: Vec<&Row> =
        lately.filter_map(|moment| model.shown.row(moment.of)).filter(is_new).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.day), row.kind != Kind::Thanks));
    rows
}

/// The week's check-in, from its day on until it is answered; and a week that opened,
/// until something was said of what follows, or for a while. One that the other sealed
/// and nobody answered is on its own page, and asks for nothing here.
fn checkin(model: &Model) -> Option<Thing<'static>> {
    let week = &model.shown.checkin;
    if week.mine.is_none() && model.today >= week.week.day(week.weekday) {
        return Some(Thing::Checkin);
    }
    if week.state == SealState::Opened && week.tries.is_empty() {
        return Some(Thing::CheckinOpen(week.week));
    }
    let others = model.shown.weeks.iter().filter(|other| other.week != week.week);
    let mut open = others.filter(|other| other.tries.is_empty() && lately(model, other.opened));
    open.next().map(|other| Thing::CheckinOpen(other.week))
}

/// Whether that day is not long gone, nor ahead.
fn lately(model: &Model, day: Option<attune_core::time::Day>) -> bool {
    day.is_some_and(|day| (model.today.plus(-OPEN_DAYS)..=model.today).contains(&day))
}

/// A month that opened, or one that can be answered, on days without a check-in.
/// Whoever has no partner yet finds the signs where they are.
fn signs(model: &Model, has_checkin: bool) -> Option<Thing<'static>> {
    let pulses = &model.shown.pulses;
    let paired = model.shown.partner.is_some();
    if !paired || has_checkin || is_first_day(model) {
        return None;
    }
    let mut open = pulses.months.iter().filter(|month| lately(model, month.opened));
    let opened = open.next().map(|month| Thing::SignsOpen(month.month));
    opened.or_else(|| pulses.now.is_asked(paired).then_some(Thing::Signs))
}

/// On the first day, and in an evening that asks for nothing larger.
fn has_time_to_talk(model: &Model, has_checkin: bool) -> bool {
    let of_today = model.shown.on(model.today);
    let talked = of_today.iter().any(|moment| matches!(moment.of, Of::Stayed(_)));
    let is_evening = EVENING.contains(&model.hour) && !has_checkin;
    let goes_on = model.table.live.is_some() || model.table.offer.is_some();
    !goes_on && !talked && (is_first_day(model) || is_evening)
}

/// A line of thanks of the other's from long ago: the same one all day, and another
/// one tomorrow.
fn remembered(model: &Model) -> Option<&Row> {
    let until = model.today.plus(-LONG_AGO);
    let theirs = model
        .shown
        .thanks
        .iter()
        .filter(|row| row.whose == Whose::Theirs && row.may_be_come_upon());
    // The last one stands under the line of thanks already.
    let old: Vec<&Row> = theirs.skip(1).filter(|row| row.day <= until).collect();
    let date = model.today.date();
    let turn = i32::from(date.year()) * 366 + i32::from(date.day_of_year());
    let at = usize::try_from(turn).unwrap_or_default().checked_rem(old.len())?;
    old.get(at).copied().filter(|row| row.kind == Kind::Thanks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::sample;
    use attune_core::kinds::checkin::Answers;
    use attune_core::kinds::pulse::Levels;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn things(model: &Model, paused: bool) -> Vec<Thing<'_>> {
        today(model, paused).things
    }

    /// A day that differs from the sample's in what is switched on.
    fn day(on: &[bool; 12], hour: i8, rows: usize) -> Model {
        let mut model = sample::screen("today").unwrap().model;
        let shown = &mut model.shown;
        if !on[0] {
            shown.notes.waiting = None;
        }
        if !on[1] {
            shown.waits.clear();
        }
        if !on[2] {
            shown.checkin.mine = Some(Answers(Default::default()));
        }
        if on[3] {
            shown.checkin.state = SealState::Opened;
        }
        let today = model.today;
        if on[4] {
            shown.pulses.months[0].opened = Some(today);
        }
        if !on[5] {
            shown.pulses.now.state = SealState::Sealed;
            shown.pulses.now.mine = Some(Levels([3; 6]));
        }
        model.preferences.remind = on[6].then_some(today);
        if on[7] {
            Arc::make_mut(&mut shown.journal)[0].clashes = true;
        }
        if !on[8] {
            shown.partner = None;
        }
        if on[9] {
            (shown.journal, shown.thanks, shown.feelings) = Default::default();
        }
        if on[10] {
            shown.weeks[0].opened = Some(today.plus(-1));
            shown.weeks[0].tries.clear();
        }
        let thanks = Arc::make_mut(&mut shown.thanks);
        if let Some(first) = thanks.first().cloned() {
            thanks.extend((0..rows).map(|_| Row {
                whose: Whose::Theirs,
                day: today,
                ..first.clone()
            }));
        }
        model.hour = hour;
        model
    }

    /// Where each kind of thing stands among the others.
    fn place(thing: &Thing<'_>) -> u8 {
        match thing {
            Thing::Pause => 0,
            Thing::Welcome => 1,
            Thing::Note(_) => 2,
            Thing::News(_) => 3,
            Thing::Waits(_) => 4,
            Thing::Thanks => 5,
            Thing::Clash(_) => 6,
            Thing::Checkin | Thing::CheckinOpen(_) => 7,
            Thing::Signs | Thing::SignsOpen(_) => 8,
            Thing::Talk => 9,
            Thing::RecoveryKey => 10,
            Thing::Partner => 11,
            Thing::Remembered(_) => 12,
        }
    }

    proptest! {
        #[test]
        fn a_day_has_at_most_five_things_in_an_order_that_does_not_change(
            on in any::<[bool; 12]>(),
            hour in 0_i8..24,
            rows in 0_usize..9,
        ) {
            let model = day(&on, hour, rows);
            let things = things(&model, on[11]);
            prop_assert!(things.len() <= MOST, "{things:?}");
            let places: Vec<u8> = things.iter().map(place).collect();
            prop_assert!(places.is_sorted(), "{places:?}");
            prop_assert!(things.contains(&Thing::Thanks), "the line is always there");
            prop_assert_eq!(things.first() == Some(&Thing::Pause), on[11]);
            // What asks nothing never takes the room of what does.
            let asks = [Thing::Checkin, Thing::Signs, Thing::RecoveryKey];
            let is_full = things.len() == MOST;
            let lacks = asks.iter().any(|thing| {
                let is_due = match thing {
                    Thing::RecoveryKey => on[6],
                    Thing::Checkin => on[2],
                    _ => false,
                };
                is_due && !things.contains(thing)
            });
            prop_assert!(is_full || !lacks, "{things:?}");
        }
    }

    #[test]
    fn what_has_no_room_is_not_said_to_be_nothing() {
        let mut model = sample::screen("today").unwrap().model;
        assert!(!today(&model, false).leaves_out);
        let one = model.shown.waits.first().cloned().unwrap();
        model.shown.waits = vec![Waits { aside: false, ..one }; WAITS_MOST + 1];
        assert!(today(&model, false).leaves_out);
        assert!(things(&model, false).len() <= MOST);
    }

    #[test]
    fn a_week_that_was_never_answered_is_not_on_today_for_ever() {
        let mut model = day(&[false; 12], 9, 0);
        model.shown.partner = Some("Sam".to_owned());
        model.shown.weeks[0].asked = true;
        model.shown.weeks[0].mine = None;
        model.shown.weeks[0].state = SealState::Open;
        let things = things(&model, false);
        let asks = |thing: &Thing<'_>| matches!(thing, Thing::Checkin | Thing::CheckinOpen(_));
        assert!(!things.iter().any(asks), "{things:?}");
    }

    #[test]
    fn a_month_and_a_week_that_opened_are_told_for_a_while() {
        let mut model = day(&[false; 12], 9, 0);
        model.shown.partner = Some("Sam".to_owned());
        let month = model.shown.pulses.months[0].month;
        for (days, told) in [(0, true), (2, true), (3, false)] {
            model.shown.pulses.months[0].opened = Some(model.today.plus(-days));
            let things = things(&model, false);
            assert_eq!(things.contains(&Thing::SignsOpen(month)), told, "{days}: {things:?}");
        }
        let week = model.shown.weeks[0].week;
        model.shown.weeks[0].tries.clear();
        model.shown.weeks[0].opened = Some(model.today);
        assert!(things(&model, false).contains(&Thing::CheckinOpen(week)));
    }

    #[test]
    fn a_day_when_all_is_done_brings_back_an_old_line_of_the_others() {
        let mut model = day(&[false; 12], 9, 0);
        model.shown.partner = Some("Sam".to_owned());
        let today = model.today;
        let thanks = Arc::make_mut(&mut model.shown.thanks);
        thanks.iter_mut().for_each(|row| row.day = today.plus(-30));
        let is_remembered = |model: &Model| {
            let things = things(model, false);
            matches!(things.last(), Some(Thing::Remembered(row)) if row.whose == Whose::Theirs)
        };
        assert!(!is_remembered(&model), "the line of today is not written");
        let mine = Row { whose: Whose::Mine, day: today, ..model.shown.thanks[0].clone() };
        Arc::make_mut(&mut model.shown.thanks).insert(0, mine);
        assert!(is_remembered(&model));
        model.preferences.remind = Some(today);
        assert!(!is_remembered(&model), "something waits");
    }
}
