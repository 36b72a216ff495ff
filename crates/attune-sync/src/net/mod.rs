//! The shell of sockets over [`proto`](crate::proto): it turns packets, time
//! and a person's answers into events, and effects into packets and calls of
//! the vault. What may be said is decided there, never here.
//!
//! | file | its part |
//! | --- | --- |
//! | `reach` | which addresses are used, and which are never |
//! | `discovery` | announcing and finding on the same network |
//! | `endpoint` | an endpoint that says nothing by itself |
//! | `keeper` | the thread that owns the vault |
//! | `wire` | frames on a stream |
//! | `live` | what is shown and never stored, and how old it is |
//! | `session` | one session over one connection |
//! | `engine` | finding the partner again and again; which connection stays |
//! | `pairing` | both sides of a pairing |
//!
//! **Invariant:** with neither a partner nor a pairing going on there is no
//! socket at all.

mod discovery;
mod endpoint;
mod engine;
mod keeper;
mod live;
mod pairing;
mod reach;
mod session;
mod wire;

pub use endpoint::EndpointError;
pub use engine::{Engine, EngineEvent, Link};
pub use keeper::{Keeper, KeeperGone};
pub use live::Showing;
pub use pairing::{Answer, Pairing, PairingError, Place, Progress, Shown, enter, show};
pub use reach::Reach;
