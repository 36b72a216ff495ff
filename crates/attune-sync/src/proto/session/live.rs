//! What is live: what this side shows the other, and how often the other may
//! show something.
//!
//! Only the newest state counts. It is said once the session is open, and again
//! with every new one; one that was replaced before it could be said is never
//! sent.

use crate::proto::frame::Frame;
use crate::proto::live::LiveState;
use crate::proto::session::Effect;

/// What the other side may show at once, and one more after each so many
/// milliseconds. Beyond that it is passed over: two people draw no faster, and a
/// program gone wild must not keep this one busy.
const BURST: u64 = 100;
const EACH: u64 = 20;

#[derive(Debug)]
pub(super) struct Live {
    present: Option<Present>,
    /// What is present was not said yet.
    is_due: bool,
    /// The other side was shown something that still stands there.
    is_shown: bool,
    tokens: u64,
    refilled: u64,
}

#[derive(Debug)]
struct Present {
    state: LiveState,
    /// How old it was when it was given, and when that was.
    age: u64,
    given: u64,
}

impl Live {
    pub(super) fn new(now: u64) -> Self {
        Self { present: None, is_due: false, is_shown: false, tokens: BURST, refilled: now }
    }

    /// Shows this from now on. Of what was never shown nothing is taken back.
    pub(super) fn set(&mut self, state: Option<LiveState>, age: u64, now: u64) {
        self.is_due = state.is_some() || self.is_shown;
        self.present = state.map(|state| Present { state, age, given: now });
    }

    /// Says what is new, in an open session with a side that knows of it.
    pub(super) fn pump(&mut self, now: u64, out: &mut Vec<Effect>) {
        if !std::mem::take(&mut self.is_due) {
            return;
        }
        self.is_shown = self.present.is_some();
        let (age, state) = match &self.present {
            Some(Present { state, age, given }) => {
                (age.saturating_add(now.saturating_sub(*given)), Some(state.clone()))
            }
            None => (0, None),
        };
        let age = u32::try_from(age).unwrap_or(u32::MAX);
        out.push(Effect::Send(Frame::Live { age, state }));
    }

    /// Whether one more may come from the other side at `now`.
    pub(super) fn may_come(&mut self, now: u64) -> bool {
        let gained = now.saturating_sub(self.refilled) / EACH;
        self.refilled += gained * EACH;
        self.tokens = (self.tokens + gained).min(BURST);
        let may = self.tokens > 0;
        self.tokens = self.tokens.saturating_sub(1);
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many_of(live: &mut Live, tries: usize, now: u64) -> usize {
        (0..tries).filter(|_| live.may_come(now)).count()
    }

    #[test]
    fn a_flood_is_taken_for_a_moment_and_then_fifty_a_second() {
        let mut live = Live::new(5_000);
        assert_eq!(many_of(&mut live, 1000, 5_000), 100);
        assert_eq!(many_of(&mut live, 1000, 5_010), 0);
        let second: usize = (1..=100).map(|n| many_of(&mut live, 9, 5_010 + n * 10)).sum();
        assert_eq!(second, 50);
        // Quiet is not saved up for ever, and a clock that stands still gives none.
        assert_eq!(many_of(&mut live, 1000, 9_000_000), 100);
        assert_eq!(many_of(&mut live, 1000, 9_000_000), 0);
    }
}
