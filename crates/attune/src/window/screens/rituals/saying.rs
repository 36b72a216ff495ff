//! How days, weeks and whose a ritual is are put into words.

use crate::texts::{dates, tr};
use crate::window::model::{Model, Reach};
use crate::window::rituals::{Ritual, shown_time};
use crate::window::widgets::Note;
use crate::window::words;
use attune_core::kinds::rhythm::{Bead, Days};
use attune_core::time::{Day, Weekday};

/// "every day", "Saturday", "Mon and Wed".
pub(super) fn days(days: Days) -> String {
    if days == Days::DAILY {
        return tr!("window-ritual-every-day");
    }
    let all: Vec<Weekday> = days.iter().collect();
    match all.as_slice() {
        [one] => dates::weekday(*one),
        all => listed(&all.iter().map(|day| dates::weekday_short(*day)).collect::<Vec<_>>()),
    }
}

/// "Monday, Tuesday and today".
fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => {
            tr!("window-list-and", before = before.join(", "), last = last.clone())
        }
    }
}

/// When it is, as it stands in the margin. What falls on one day of the week is
/// known by that.
pub(super) fn when(ritual: &Ritual) -> Note {
    let time = shown_time(ritual.rhythm.at);
    let days_said = days(ritual.rhythm.days);
    if ritual.rhythm.days.iter().count() == 1 {
        Note::name(words::beginning(days_said)).line(time)
    } else {
        Note::name(time).line(days_said)
    }
}

/// Whose it is, and until when it rests.
pub(super) fn about(ritual: &Ritual, model: &Model) -> String {
    let whose = if ritual.is_both_s() {
        tr!("window-both")
    } else {
        words::name(&ritual.row.author, ritual.row.whose)
    };
    let whose = match ritual.row.reach {
        Reach::OnlyMe => tr!("window-ritual-only-me", name = whose),
        _ => whose,
    };
    match ritual.back(model.today) {
        // It came in from a file, with no day on which it is back.
        Some(day) if day == Day::MAX => tr!("window-ritual-resting-on", whose = whose),
        Some(day) => {
            let day = dates::day_month(day);
            tr!("window-ritual-resting", whose = whose, day = day)
        }
        None => whose,
    }
}

/// A week's thread in words: what was kept, and nothing of what was not.
pub(crate) fn thread_said(ritual: &Ritual, today: Day) -> String {
    let beads = ritual.thread(today);
    let kept = Weekday::ALL.into_iter().zip(beads).filter(|(_, bead)| *bead == Bead::Kept);
    let kept: Vec<String> = kept
        .map(|(day, _)| {
            let is_today = day == today.weekday();
            if is_today { tr!("window-day-today") } else { dates::weekday(day) }
        })
        .collect();
    if !kept.is_empty() {
        tr!("window-ritual-kept", days = listed(&kept))
    } else if beads.contains(&Bead::Resting) {
        tr!("window-ritual-rests")
    } else {
        tr!("window-ritual-week-open")
    }
}

/// The days of the week by a letter each, Monday first.
pub(crate) fn letters() -> [String; 7] {
    Weekday::ALL.map(|day| {
        let name = words::beginning(dates::weekday(day));
        name.chars().find(|letter| letter.is_alphabetic()).map(String::from).unwrap_or_default()
    })
}
