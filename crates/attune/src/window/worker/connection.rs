//! Where the connection to the partner plugs in. The worker asks it and hears
//! from it; it never waits for it.

use crate::link::{Ask, Told};
use attune_core::vault::Vault;
use std::net::IpAddr;
use std::sync::Arc;

/// The network side, as the worker sees it. No call may wait on the network.
pub(crate) trait Connection: Send {
    /// Passes on what a person asks.
    fn ask(&mut self, ask: Ask);
    /// What happened since the last call.
    fn poll(&mut self) -> Vec<Told>;
    /// Something was written here; it may have to go out.
    fn changed(&mut self);
}

/// Wakes the worker, so that it polls the connection soon. To be called
/// whenever there is something to be told.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// Opens the connection of the profile that was just unlocked. There is none
/// yet: the window says so where somebody wants to pair.
pub(super) fn open(
    _vault: &Vault,
    _bind: Option<IpAddr>,
    _wake: Wake,
) -> Option<Box<dyn Connection>> {
    None
}
