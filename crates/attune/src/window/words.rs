//! How days, people and anybody's text are put into words.

use super::model::{Row, Whose};
use crate::marks;
use crate::texts::tr;
use attune_core::time::{Day, Weekday};
use std::borrow::Cow;

/// "Thursday 13 November", with the year where it is not this one.
pub(crate) fn long_day(day: Day, today: Day) -> String {
    let date = day.date();
    let weekday = weekday(day.weekday());
    let month = month(date.month());
    if date.year() == today.date().year() {
        tr!("window-day-long", weekday = weekday, day = date.day(), month = month)
    } else {
        let year = date.year().to_string();
        tr!("window-day-year", day = date.day(), month = month, year = year)
    }
}

/// "today", "yesterday", or the day.
pub(crate) fn near_day(day: Day, today: Day) -> String {
    if day == today {
        tr!("window-day-today")
    } else if day == today.plus(-1) {
        tr!("window-day-yesterday")
    } else if day.date().year() == today.date().year() {
        tr!("window-day-short", day = day.date().day(), month = month(day.date().month()))
    } else {
        long_day(day, today)
    }
}

/// "13 November".
pub(crate) fn near_day_date(day: Day) -> String {
    tr!("window-day-short", day = day.date().day(), month = month(day.date().month()))
}

/// "13 Nov".
pub(crate) fn short_day(day: Day) -> String {
    let date = day.date();
    tr!(
        "window-day-short",
        day = date.day(),
        month = tr!("window-month-short", month = date.month())
    )
}

/// "November", with the year where it is not this one.
pub(crate) fn month_of(day: Day, today: Day) -> String {
    let name = month(day.date().month());
    if day.date().year() == today.date().year() {
        name
    } else {
        tr!("window-month-year", month = name, year = day.date().year().to_string())
    }
}

/// A weekday's name.
pub(crate) fn weekday(day: Weekday) -> String {
    tr!("window-weekday", day = day.name())
}

fn month(month: i8) -> String {
    tr!("window-month", month = month)
}

/// "morning", "evening" and the like.
pub(crate) fn part_of_day(hour: i8) -> String {
    match hour {
        5..=11 => tr!("window-morning"),
        12..=17 => tr!("window-afternoon"),
        18..=21 => tr!("window-evening"),
        _ => tr!("window-night"),
    }
}

/// A name, or what stands for one that was left empty.
pub(crate) fn name(name: &str, whose: Whose) -> String {
    match (name.trim().is_empty(), whose) {
        (false, _) => harmless(name).into_owned(),
        (true, Whose::Mine) => tr!("window-you"),
        (true, Whose::Theirs) => tr!("your-partner"),
    }
}

/// Who may read and write, in words; empty where its place says so. Of what was
/// taken back, and of two wordings, that is what matters.
pub(crate) fn about(row: &Row, partner: &str) -> String {
    if row.kept {
        return tr!("entry-kept-copy");
    }
    if row.clashes {
        return tr!("entry-two-wordings");
    }
    marks::reach(row.reach, row.whose, partner)
}

/// The first words of `text`, in one line of at most `most` letters.
pub(crate) fn first_words(text: &str, most: usize) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let Some((cut, _)) = line.char_indices().nth(most) else { return line.to_owned() };
    // At a word's end, unless the script sets none.
    let end = line[..cut].rfind(char::is_whitespace).filter(|end| *end > cut / 2).unwrap_or(cut);
    format!("{} …", line[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// Text that shows without harm: control characters and those that turn the
/// direction of what follows show as one visible mark each.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    // A Windows line end is one line end and no harm.
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if is_harmful(c) { '·' } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let today: Day = "2026-11-24".parse().unwrap();
        #[track_caller]
        fn check(said: String, expected: &str) {
            assert_eq!(said, expected);
        }
        check(near_day(today, today), "today");
        check(near_day(today.plus(-1), today), "yesterday");
        check(near_day(today.plus(-13), today), "11 November");
        check(long_day(today, today), "Tuesday 24 November");
        check(long_day("2022-03-02".parse().unwrap(), today), "2 March 2022");
        check(month_of("2025-12-02".parse().unwrap(), today), "December 2025");
    }

    #[test]
    fn a_text_turns_nothing_round() {
        assert_eq!(harmless("a\u{202e}b\0c\r\nd\te"), "a·b·c\nd\te");
        assert_eq!(harmless("é 北京 🌿 שלום"), "é 北京 🌿 שלום");
    }
}
