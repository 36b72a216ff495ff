//! How long things take, in seconds. Nothing slides, and nothing loops.

/// A page that is opened fades in.
pub(crate) const PAGE: f32 = 0.12;
/// The caret is seen, and then not, so long each.
pub(crate) const BLINK: f64 = 0.5;
/// The caret rests after blinking so long without a key.
pub(crate) const BLINKS_FOR: f64 = 20.0;
