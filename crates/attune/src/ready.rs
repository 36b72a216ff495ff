//! Rituals that are ready to be taken up. None is there by itself: whoever wants
//! one takes it, and can change all of it.

use crate::texts;
use attune_core::kinds::rhythm::Days;
use attune_core::time::ClockTime;

/// A ritual to take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ready {
    /// What the terminal and the texts call it.
    pub(crate) name: &'static str,
    /// On which days.
    pub(crate) days: Days,
    /// At what time.
    pub(crate) at: ClockTime,
}

/// Monday to Friday, as bits.
const WORKDAYS: i64 = 0b001_1111;
/// Saturday and Sunday.
const WEEKEND: i64 = 0b110_0000;
const DAILY: i64 = 0b111_1111;

/// All of them: their names, days, and hour and minute.
const ALL: [(&str, i64, [i64; 2]); 5] = [
    ("talk", DAILY, [20, 30]),
    ("thanks", DAILY, [22, 0]),
    ("coffee", DAILY, [7, 30]),
    ("walk", WEEKEND, [17, 0]),
    ("goodbye", WORKDAYS, [8, 0]),
];

impl Ready {
    /// Every ritual there is to take up.
    pub(crate) fn all() -> [Self; 5] {
        ALL.map(|(name, days, [hour, minute])| Self {
            name,
            days: Days::from_bits(days),
            at: ClockTime::from_minutes(hour * 60 + minute),
        })
    }

    /// The one called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|ready| ready.name == name)
    }

    /// What it is called, in the language of the moment.
    pub(crate) fn title(self) -> String {
        texts::of("ritual-ready", self.name).unwrap_or_else(|| self.name.to_owned())
    }

    /// What it is, in a sentence.
    pub(crate) fn about(self) -> String {
        texts::of("ritual-ready", &format!("{}-about", self.name)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_words_and_a_day() {
        for ready in Ready::all() {
            assert_ne!(ready.title(), ready.name);
            assert!(!ready.about().is_empty() && !ready.days.is_empty(), "{}", ready.name);
            assert_eq!(Ready::named(ready.name), Some(ready));
        }
    }
}
