//! A year of the monthly signs, and the month that is open: as the design's pictures
//! have it.

use super::{State, today};
use crate::window::model::Kind;
use crate::window::pulse::{Pulse, Pulses};
use crate::window::route::{Level, Route};
use attune_core::kinds::pulse::{Levels, Sign};
use attune_core::kinds::sealed::SealState;

/// What each said of each sign, Alex and then Sam: from November of the year before to
/// October, a dot where the month was not opened.
const SAID: [[&str; 2]; 6] = [
    ["332334434.44", "233344344.45"],
    ["333444544.55", "323334443.44"],
    ["445545555.55", "554555545.55"],
    ["554555555.55", "434443455.55"],
    ["221233233.34", "212223332.33"],
    ["453344555.44", "443444554.45"],
];

/// All of it. Of this month nothing is said yet.
pub(super) fn all() -> Pulses {
    let now = today().month();
    let mut months = Vec::new();
    let mut month = now.previous();
    for at in (0..SAID[0][0].len()).rev() {
        let levels = |who: usize| {
            let mut six = [0; 6];
            for (level, said) in six.iter_mut().zip(SAID) {
                *level = said[who].as_bytes()[at].wrapping_sub(b'0');
            }
            Some(Levels(six)).filter(Levels::are_levels)
        };
        if let (Some(mine), Some(theirs)) = (levels(0), levels(1)) {
            let state = SealState::Opened;
            // Each of them in the last week of the month.
            let opened = Some(month.first().plus(22 + (at % 6) as i32));
            months.push(Pulse { month, state, mine: Some(mine), theirs: Some(theirs), opened });
        }
        month = month.previous();
    }
    Pulses { now: Pulse::nothing(now), months }
}

/// Sets up the screen called `name`.
pub(super) fn set_up(state: &mut State, name: &str) {
    let pulses = &mut state.model.shown.pulses;
    state.route = match name {
        "together-signs" => Route::Together(Level::Signs),
        "together-signs-table" => {
            state.forms.pulse.as_table = true;
            Route::Together(Level::Signs)
        }
        "together-signs-empty" => {
            pulses.months.clear();
            Route::Together(Level::Signs)
        }
        "signs-answer" => {
            let said = [Some(4), Some(5), None, Some(5), Some(3), None];
            for (sign, level) in Sign::ALL.into_iter().zip(said) {
                if let Some(level) = level {
                    state.forms.pulse.saying.say(sign, level);
                }
            }
            Route::Pulse
        }
        "signs-sealed" => stands(pulses, SealState::Sealed),
        "signs-opened" => stands(pulses, SealState::Opened),
        _ => {
            state.forms.why = Some(Kind::Pulse);
            Route::SixSigns
        }
    };
}

/// This month stands so.
fn stands(pulses: &mut Pulses, state: SealState) -> Route {
    let mut now = Pulse { state, mine: Some(Levels([4, 5, 5, 5, 3, 4])), ..pulses.now };
    if state == SealState::Opened {
        now.theirs = Some(Levels([4, 4, 5, 4, 3, 5]));
    }
    pulses.now = now;
    pulses.months.insert(0, now);
    Route::Pulse
}
