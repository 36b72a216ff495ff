//! How two devices of Attune meet and come into step: state machines without
//! IO in [`proto`], and the shell of sockets over them, `net`, a feature.
//!
//! **Invariant:** `proto` knows no socket, no clock and no randomness of its
//! own; only `net` names iroh and tokio.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at the first surprise"))]

#[cfg(feature = "net")]
pub mod net;
pub mod proto;
