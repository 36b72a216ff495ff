//! How days, people and anybody's text are put into words.

use super::model::{Row, Whose};
use crate::marks;
use crate::texts::{dates, tr};
use attune_core::time::Day;
use std::borrow::Cow;

/// "Thursday 13 November"; the whole date where the year is not this one.
pub(crate) fn long_day(day: Day, today: Day) -> String {
    if day.date().year() == today.date().year() {
        dates::weekday_day_month(day)
    } else {
        dates::day_month_year(day)
    }
}

/// "today", "yesterday", or the day.
pub(crate) fn near_day(day: Day, today: Day) -> String {
    if day == today {
        tr!("window-day-today")
    } else if day == today.plus(-1) {
        tr!("window-day-yesterday")
    } else {
        date(day, today)
    }
}

/// The day, with its year where that is not this one.
pub(crate) fn date(day: Day, today: Day) -> String {
    if day.date().year() == today.date().year() {
        dates::day_month(day)
    } else {
        dates::day_month_year(day)
    }
}

/// "November", with the year where it is not this one.
pub(crate) fn month_of(day: Day, today: Day) -> String {
    if day.date().year() == today.date().year() {
        dates::month(day)
    } else {
        dates::month_year(day)
    }
}

/// A day or a month that a line begins with: in capitals where it is not
/// already, as in Spanish.
pub(crate) fn beginning(day: String) -> String {
    tr!("window-day-first", day = day)
}

/// What stands in a message for a value that is drawn in a style of its own.
/// Nobody types these, and no font has them.
pub(crate) const SLOTS: [&str; 2] = ["\u{e000}", "\u{e001}"];

/// A piece of a message with slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// The message's own words.
    Words(&'a str),
    /// The place of the value with this number.
    Slot(usize),
}

/// The pieces of a message in the order of its language.
pub(crate) fn pieces(message: &str) -> Vec<Piece<'_>> {
    message
        .split_inclusive(['\u{e000}', '\u{e001}'])
        .flat_map(|part| {
            let slot = SLOTS.iter().position(|slot| part.ends_with(slot));
            let words = slot.map_or(part, |slot| &part[..part.len() - SLOTS[slot].len()]);
            let words = (!words.is_empty()).then_some(Piece::Words(words));
            words.into_iter().chain(slot.map(Piece::Slot))
        })
        .collect()
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

/// A name, or what stands for one that was left empty. One that would fill a page
/// is cut; whoever changes theirs has all of it.
pub(crate) fn name(name: &str, whose: Whose) -> String {
    match (name.trim().is_empty(), whose) {
        (false, _) => cut_name(&harmless(name)).into_owned(),
        (true, Whose::Mine) => tr!("window-you"),
        (true, Whose::Theirs) => tr!("your-partner"),
    }
}

/// The most letters of a name.
const NAME: usize = 48;

/// The beginning of a name that is longer than any.
pub(crate) fn cut_name(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(NAME) {
        // What joins two signs to one joins nothing to what is left out.
        Some((cut, _)) => {
            let kept = name[..cut].trim_end_matches(['\u{200d}', ' ']);
            Cow::Owned(format!("{kept}…"))
        }
        None => Cow::Borrowed(name),
    }
}

/// The name of a device, or what stands for one that has none.
pub(crate) fn device(name: &str) -> Cow<'_, str> {
    if name.trim().is_empty() {
        return tr!("window-device-unnamed").into();
    }
    match harmless(name) {
        Cow::Borrowed(name) => cut_name(name),
        Cow::Owned(name) => cut_name(&name).into_owned().into(),
    }
}

/// Who may read and write, in words; empty where its place says so. Of what was
/// taken back, and of two wordings, that is what matters.
pub(crate) fn about(row: &Row, partner: &str) -> String {
    if row.brought {
        return tr!("entry-brought-copy");
    }
    if row.kept {
        return tr!("entry-kept-copy");
    }
    if row.clashes {
        return tr!("entry-two-wordings");
    }
    let former = row.former.as_deref().map(harmless);
    let name = former.as_deref().map_or(Cow::Borrowed(partner), cut_name);
    marks::reach(row.reach, row.whose, &name)
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
    fn a_message_gives_its_values_in_the_order_of_its_language() {
        let said = format!("{} y {}.", SLOTS[1], SLOTS[0]);
        let expected = [Piece::Slot(1), Piece::Words(" y "), Piece::Slot(0), Piece::Words(".")];
        assert_eq!(pieces(&said), expected);
        assert_eq!(pieces("no value"), [Piece::Words("no value")]);
    }

    #[test]
    fn a_name_that_would_fill_a_page_is_cut() {
        let short = "María de los Ángeles Etxeberria";
        assert_eq!(name(short, Whose::Mine), short);
        assert_eq!(name(&"🌻".repeat(200), Whose::Mine), format!("{}…", "🌻".repeat(NAME)));
        let joined = "🏳\u{200d}".repeat(200);
        assert!(!device(&joined).ends_with("\u{200d}…"));
    }

    #[test]
    fn a_text_turns_nothing_round() {
        assert_eq!(harmless("a\u{202e}b\0c\r\nd\te"), "a·b·c\nd\te");
        assert_eq!(harmless("é 北京 🌿 שלום"), "é 北京 🌿 שלום");
    }
}
