//! Live state: a few bytes that one side shows the other while a session
//! lasts, such as where a soul talk stands. It is never stored, and nothing
//! between the two who show it knows what it says.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest live state, in bytes.
pub const MAX_LIVE: usize = 1024;

/// What one side shows the other. Its `Debug` tells how long it is and nothing
/// else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>")]
pub struct LiveState(Vec<u8>);

/// The bytes are more than [`MAX_LIVE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a live state is longer than allowed")]
pub struct TooLong;

impl LiveState {
    /// The state of these bytes, if they are at most [`MAX_LIVE`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, TooLong> {
        if bytes.len() > MAX_LIVE { Err(TooLong) } else { Ok(Self(bytes)) }
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<Vec<u8>> for LiveState {
    type Error = TooLong;

    fn try_from(bytes: Vec<u8>) -> Result<Self, TooLong> {
        Self::new(bytes)
    }
}

impl fmt::Debug for LiveState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LiveState({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_short_and_shows_nothing_of_itself() {
        assert_eq!(LiveState::new(vec![0; MAX_LIVE + 1]), Err(TooLong));
        let longest = LiveState::new(b"secret".repeat(170)).unwrap();
        assert_eq!(longest.as_bytes().len(), 1020);
        assert_eq!(format!("{longest:?}"), "LiveState(1020 bytes)");
    }
}
