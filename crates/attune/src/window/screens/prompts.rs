//! What helps with a line that is still empty: a beginning, or a small question,
//! another each day. None is ever about what was not written.

use crate::texts;
use attune_core::time::Day;

/// How many there are for thanks, and for notes.
const THANKS: usize = 12;
const NOTES: usize = 8;
/// How many beginnings of a note are offered at once.
const OFFERED: usize = 4;

/// A help with an empty line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// Its first words, which the writer goes on from.
    Beginning(String),
    /// A question that it may answer.
    Question(String),
}

/// The one for thanks on this day.
pub(crate) fn thanks(day: Day) -> Prompt {
    let words = said("gratitude-prompt", number(day) % THANKS);
    match words.strip_suffix('…') {
        Some(begins) => Prompt::Beginning(begins.trim_end().to_owned()),
        None => Prompt::Question(words),
    }
}

/// The beginnings of a note for this day.
pub(crate) fn note(day: Day) -> [String; OFFERED] {
    let first = number(day) % (NOTES / OFFERED);
    // Of each so many one, for neighbours in the list are alike.
    let nth = |at: usize| said("note-prompt", (first + at * (NOTES / OFFERED)) % NOTES);
    std::array::from_fn(|at| nth(at).trim_end_matches([' ', '…']).to_owned())
}

/// Days follow each other by one, also where a year or a month ends.
fn number(day: Day) -> usize {
    let since = jiff::civil::Date::constant(2000, 1, 1);
    let days = since.until(day.date()).map(|span| span.get_days()).unwrap_or_default();
    usize::try_from(days.unsigned_abs()).unwrap_or_default()
}

fn said(family: &str, at: usize) -> String {
    texts::of(family, &(at + 1).to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use std::collections::BTreeSet;

    #[test]
    fn each_day_has_another_and_all_of_them_come_round() {
        let first: Day = "2026-12-27".parse().unwrap();
        for language in Language::ALL {
            language.within(|| {
                let all: Vec<Prompt> = (0..12).map(|n| thanks(first.plus(n))).collect();
                let texts: BTreeSet<String> = all
                    .iter()
                    .map(|prompt| match prompt {
                        Prompt::Beginning(words) | Prompt::Question(words) => words.clone(),
                    })
                    .collect();
                assert!(texts.len() == THANKS && texts.iter().all(|text| text.len() > 8));
                assert!(all.iter().any(|prompt| matches!(prompt, Prompt::Question(_))));
                let notes: BTreeSet<String> = (0..2).flat_map(|n| note(first.plus(n))).collect();
                assert_eq!(notes.len(), NOTES);
                for (family, count) in [("gratitude-prompt", THANKS), ("note-prompt", NOTES)] {
                    assert_eq!(said(family, count), "", "one more is never said");
                }
            });
        }
    }
}
