//! Where the connection to the partner plugs in. The worker asks it and hears
//! from it; it never waits for it.

use crate::link::service::Service;
pub(crate) use crate::link::service::Wake;
use crate::link::{Ask, Told};
use attune_core::vault::Vault;
use attune_sync::net::Reach;
use std::net::IpAddr;

/// The network side, as the worker sees it. No call may wait on the network.
pub(crate) trait Connection: Send {
    /// Passes on what a person asks.
    fn ask(&mut self, ask: Ask);
    /// What happened since the last call.
    fn poll(&mut self) -> Vec<Told>;
    /// Something was written here; it may have to go out.
    fn changed(&mut self);
}

impl Connection for Service {
    fn ask(&mut self, ask: Ask) {
        Service::ask(self, ask);
    }

    fn poll(&mut self) -> Vec<Told> {
        Service::poll(self)
    }

    fn changed(&mut self) {
        Service::changed(self);
    }
}

/// Opens the connection of the profile that was just unlocked. Without one the
/// window says so where somebody wants to pair.
pub(super) fn open(vault: &Vault, bind: Option<IpAddr>, wake: Wake) -> Option<Box<dyn Connection>> {
    let reach = bind.map_or(Reach::Home, Reach::Only);
    Some(Box::new(Service::open(vault, reach, wake)?))
}
