//! The data of Attune: what two people write, how it merges, and how it is kept.
//!
//! The way of a sentence through this crate: a [`command::Command`] enters
//! [`vault::Vault::apply`], which turns it into a signed [`record::Record`],
//! merges it ([`document::merge`]), projects it into plain rows and numbers it
//! in a log, all in one durable transaction. What the partner wrote enters by
//! `Vault::receive` and takes the same road after its signature and
//! its right to write there have been checked.
//!
//! No async, no sockets, no screen. Nothing here reads a clock or draws
//! randomness: [`time::Now`] and a random source are passed in.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at the first surprise"))]

pub mod backup;
pub mod brought;
pub mod command;
pub mod document;
pub mod exchange;
pub mod header;
pub mod identity;
pub mod ids;
pub mod kinds;
pub mod record;
pub mod seal;
pub mod search;
pub mod secrets;
pub mod text;
pub mod time;
pub mod vault;
