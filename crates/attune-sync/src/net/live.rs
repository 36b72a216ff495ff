//! Live states on their way between two programs: each knows how old it is,
//! wherever it has to wait, and no clock of the other side is asked.

use crate::proto::frame::Frame;
use crate::proto::live::LiveState;
use std::time::{Duration, Instant};

/// A live state that one of the two shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showing {
    /// What is shown.
    pub state: LiveState,
    /// When it was set, on this computer's monotonic clock. Of the partner's:
    /// as it says how old it was, the way here not counted.
    pub set: Instant,
}

impl Showing {
    /// One that came now and was that old.
    pub(super) fn arrived(state: LiveState, age: u32) -> Self {
        let now = Instant::now();
        let age = Duration::from_millis(u64::from(age));
        // A clock that began later than that can't tell.
        Self { state, set: now.checked_sub(age).unwrap_or(now) }
    }

    /// How old it is, in milliseconds.
    pub(super) fn age(&self) -> u64 {
        u64::try_from(self.set.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// A live frame that the line has not taken yet.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    age: u32,
    state: Option<LiveState>,
    since: Instant,
}

impl Waiting {
    /// One that is to be sent and is that old, in milliseconds.
    pub(super) fn new(age: u32, state: Option<LiveState>) -> Self {
        Self { age, state, since: Instant::now() }
    }

    /// Its bytes, as old as it is by now.
    pub(super) fn encode(self) -> Option<Vec<u8>> {
        let waited = u32::try_from(self.since.elapsed().as_millis()).unwrap_or(u32::MAX);
        let age = self.age.saturating_add(waited);
        Frame::Live { age, state: self.state }.encode().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_grows_older_and_says_so() {
        let state = LiveState::new(vec![1]).unwrap();
        let waiting = Waiting::new(5_000, Some(state.clone()));
        std::thread::sleep(Duration::from_millis(20));
        let bytes = waiting.encode().unwrap();
        let Ok(Frame::Live { age, state: Some(same) }) = Frame::decode(&bytes[4..]) else {
            panic!("no live frame");
        };
        assert!(age >= 5_020 && same == state, "{age}");
        let shown = Showing::arrived(same, age);
        std::thread::sleep(Duration::from_millis(20));
        assert!(shown.age() >= 5_040);
    }
}
