//! The conversations, as state machines: what came in and what time it is go
//! in; what to send, store and wait for come out. Nothing here can block.

pub mod announcement;
pub mod frame;
pub mod live;
pub mod pairing;
pub mod session;
pub mod talk;
