//! What a session needs of a vault, and nothing more: the seam at which tests
//! put a model in the vault's place.

use attune_core::exchange::{
    DocumentState, Except, Incoming, LogPoint, Outgoing, Partner, Received, Since, Standing,
};
use attune_core::ids::{DeviceId, DocumentId, Position};
use std::marker::PhantomData;
use std::net::SocketAddr;

/// The vault could not do what was asked; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the vault could not do it: {0}")]
pub struct StoreError(pub String);

/// Records that the audience `A` may be given. Outside tests one can only be
/// made from an [`Outgoing`], which only the vault makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<A> {
    /// Encoded records, in the order of the log.
    pub records: Vec<Vec<u8>>,
    /// Where the log stands after them; without meaning for a whole document.
    pub through: LogPoint,
    audience: PhantomData<A>,
}

impl<A> From<Outgoing<A>> for Batch<A> {
    fn from(outgoing: Outgoing<A>) -> Self {
        Self { records: outgoing.records, through: outgoing.through, audience: PhantomData }
    }
}

/// Whether the two devices hold the same, as one named device said in the
/// present session. Both sides named the same positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InStep {
    /// Whether the digests are equal and neither has set anything aside.
    pub equal: bool,
    /// The end of this device's log that was compared.
    pub mine: LogPoint,
}

/// A vault as a session sees it. Calls are synchronous and may touch the disk:
/// the driver makes them on a thread of their own, in order.
pub trait Store: Send {
    /// How this vault stands towards `peer`, in one read.
    fn standing(&mut self, peer: DeviceId) -> Result<Standing, StoreError>;
    /// What the place the peer says it has reached in our log means here.
    fn since(&mut self, point: Option<LogPoint>) -> Result<Since, StoreError>;
    /// The pair's records after `after`: at least one if there is any, else at
    /// most `max_records` and about `max_bytes`.
    fn read(
        &mut self,
        peer: DeviceId,
        after: Position,
        max_records: usize,
        max_bytes: usize,
    ) -> Result<Batch<Partner>, StoreError>;
    /// Checks, applies and commits; returns only when all of it is durable.
    fn receive(&mut self, peer: DeviceId, incoming: Incoming) -> Result<Received, StoreError>;
    /// The peer has durably stored our log through here, except these. A lower
    /// place than before replaces the higher one.
    fn acknowledged(
        &mut self,
        peer: DeviceId,
        through: LogPoint,
        except: &[Except],
    ) -> Result<(), StoreError>;
    /// What is set aside here of what `peer` sent; told again at each meeting,
    /// because the first telling may have been lost.
    fn set_aside(&mut self, peer: DeviceId) -> Result<Vec<Except>, StoreError>;
    /// States of shared documents in ascending order of id, after `after`.
    fn states(
        &mut self,
        after: Option<DocumentId>,
        limit: usize,
    ) -> Result<Vec<DocumentState>, StoreError>;
    /// Every record of these documents, dependencies first. An id outside the
    /// pair's shared set is answered with no records, like an unknown one.
    fn documents(
        &mut self,
        ids: &[DocumentId],
    ) -> Result<Vec<(DocumentId, Batch<Partner>)>, StoreError>;
    /// The outcome of a comparison, good or bad.
    fn in_step(&mut self, peer: DeviceId, in_step: InStep) -> Result<(), StoreError>;
    /// Addresses at which `peer` was last met.
    fn addresses(&mut self, peer: DeviceId) -> Result<Vec<SocketAddr>, StoreError>;
    /// Replaces those addresses.
    fn remember_addresses(
        &mut self,
        peer: DeviceId,
        addresses: &[SocketAddr],
    ) -> Result<(), StoreError>;
    /// The port this device listens at, kept so that others find it again.
    fn port(&mut self) -> Result<Option<u16>, StoreError>;
    /// Keeps the port.
    fn set_port(&mut self, port: u16) -> Result<(), StoreError>;
}
