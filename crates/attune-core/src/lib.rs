//! The data of Attune: what two people write, how it merges, and how it is kept.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at the first surprise"))]

pub mod exchange;
pub mod header;
pub mod identity;
pub mod ids;
pub mod record;
pub mod text;
pub mod time;
