//! The only place where the program reads the clock and draws randomness; both
//! are passed on to the core, which has neither.

use attune_core::time::Now;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use zeroize::Zeroizing;

/// This moment, in this computer's zone.
pub(crate) fn now() -> Now {
    let now = jiff::ZonedDateTime::now();
    let offset = i16::try_from(now.offset().seconds() / 60).unwrap_or_default();
    Now::from_millis(now.timestamp().as_millisecond(), offset)
}

/// Randomness for one run, seeded by the operating system.
pub(crate) fn randomness() -> Result<ChaCha20Rng, getrandom::Error> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut())?;
    Ok(ChaCha20Rng::from_seed(*seed))
}
