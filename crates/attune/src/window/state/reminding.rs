//! Reminding of what is due on this computer: rituals by their names, and on the
//! couple's day the check-in by its own, which says nothing of anybody.

use super::State;
use crate::texts::tr;
use crate::window::model::Phase;
use crate::window::preferences::Reminding;
use attune_core::ids::DocumentId;
use attune_core::kinds::reminders::Standing;
use attune_core::kinds::rhythm::{Days, Rhythm};
use attune_core::time::ClockTime;

const MINUTE_MILLIS: i64 = 60_000;

/// What may be reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// A ritual.
    Ritual(DocumentId),
    /// The weekly check-in.
    Checkin,
}

impl State {
    /// Reminds of what is due, if that is wanted and nobody has locked this. Gives
    /// the seconds until the next time of something today.
    pub(super) fn say_what_is_due(&mut self) -> Option<f64> {
        let all = self.standing();
        if all.is_empty() || self.model.phase != Phase::Open {
            self.reminders.begin();
            return None;
        }
        let (day, time) = (self.now.day, self.now.clock_time());
        for about in self.reminders.look(&all, day, time) {
            match about {
                About::Ritual(id) => {
                    self.reminded.extend(self.ritual_row(id).map(|row| row.name()))
                }
                About::Checkin => self.reminded.push(tr!("window-checkin-name")),
            }
        }
        let ahead = all.iter().filter(|each| each.rhythm.falls_on(day));
        let next = ahead.map(|each| each.rhythm.at).filter(|at| *at > time).min()?;
        Some(seconds_until(next, time, self.now.at.millis()))
    }

    /// What is to be reminded of here, as it stands.
    fn standing(&self) -> Vec<Standing<About>> {
        let (day, shown) = (self.now.day, &self.model.shown);
        let preferences = &self.model.preferences;
        let rituals = match preferences.reminders {
            Reminding::ByName => shown.rituals.as_slice(),
            Reminding::Off => &[],
        };
        let rituals = rituals.iter().filter_map(|ritual| ritual.standing(day));
        let rituals = rituals.map(|Standing { id, rhythm, kept }| Standing {
            id: About::Ritual(id),
            rhythm,
            kept,
        });
        let checkin = preferences.checkin.map(|at| {
            let days = Days::default().with(shown.checkin.weekday);
            let rhythm = Rhythm { days, at, rest: None };
            Standing { id: About::Checkin, rhythm, kept: shown.has_answered(day.week()) }
        });
        rituals.chain(checkin).collect()
    }
}

/// From a clock that shows `time`, at the instant `millis`, until it shows `next`.
fn seconds_until(next: ClockTime, time: ClockTime, millis: i64) -> f64 {
    let minutes = i64::from(next.minutes()) - i64::from(time.minutes());
    let left = minutes * MINUTE_MILLIS - millis.rem_euclid(MINUTE_MILLIS);
    left as f64 / 1000.0
}
