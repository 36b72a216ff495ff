//! Who may hold a session: the two hellos, made and checked.
//!
//! A hello proves three things of this very connection: that its device holds
//! the certified key (a signature over the connection's exported key), that it
//! knows the pair's secret (an HMAC over the same), and which side it is (so
//! that neither can be sent back to its maker).

use super::sending::WINDOW;
use crate::proto::frame::{Bye, FEATURES, Frame, Hello, MAX_ADDRESSES, PROTOCOL};
use attune_core::exchange::Standing;
use attune_core::identity::{Certificate, SecretKey, verify};
use attune_core::ids::{DeviceId, PersonId, RunId};
use attune_core::vault::Bond;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use std::net::SocketAddr;
use zeroize::Zeroizing;

const SIGNED: &[u8] = b"attune session 1";
const PROVED: &[u8] = b"attune session proof 1";

/// The key both ends exported from one connection; of no use elsewhere.
#[derive(Clone)]
pub struct SessionKey(Zeroizing<[u8; 32]>);

impl SessionKey {
    /// The key of these exported bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(..)")
    }
}

/// Which side of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Dialled.
    Dials,
    /// Was dialled.
    Accepts,
}

impl Role {
    /// The other side's role.
    pub fn other(self) -> Self {
        match self {
            Self::Dials => Self::Accepts,
            Self::Accepts => Self::Dials,
        }
    }

    fn word(self) -> &'static [u8] {
        match self {
            Self::Dials => b"dials",
            Self::Accepts => b"accepts",
        }
    }
}

/// Who we are in a session, and whom we hold it with.
#[derive(Clone)]
pub struct Identity {
    /// This device's signing key.
    pub device: SecretKey,
    /// Our person's word for it.
    pub certificate: Certificate,
    /// This run of the program.
    pub run: RunId,
    /// How far the pairing has come here.
    pub bond: Bond,
    /// The person on the other side.
    pub person: PersonId,
    /// The device that is expected there.
    pub peer: DeviceId,
    /// The pair's secret.
    pub secret: Zeroizing<[u8; 32]>,
    /// The lowest and highest version spoken; [`PROTOCOL`] but in tests.
    pub protocol: (u16, u16),
    /// Where this device listens.
    pub addresses: Vec<SocketAddr>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("run", &self.run).finish_non_exhaustive()
    }
}

impl Identity {
    /// The protocol versions of this program.
    pub const VERSIONS: (u16, u16) = PROTOCOL;

    pub(super) fn hello(&self, key: &SessionKey, role: Role, standing: &Standing) -> Frame {
        Frame::Hello(Box::new(Hello {
            min: self.protocol.0,
            max: self.protocol.1,
            run: self.run,
            certificate: self.certificate.clone(),
            signature: self.device.sign(&message(key, role)).to_vec(),
            proof: proof(&self.secret, key, role).finalize().into_bytes().into(),
            end: standing.end,
            have: standing.have,
            digest: standing.digest,
            set_aside: standing.set_aside,
            features: FEATURES.iter().fold(0, |all, (bit, _)| all | bit),
            window: WINDOW as u32,
            addresses: self.addresses.iter().copied().take(MAX_ADDRESSES).collect(),
        }))
    }

    /// Whether `hello`, said in `role`, is of a device that may go on. Versions
    /// are compared first: whoever speaks none of ours may prove itself in ways
    /// we don't know.
    pub(super) fn check(&self, key: &SessionKey, role: Role, hello: &Hello) -> Result<(), Bye> {
        let (min, max) = self.protocol;
        if hello.min > max || hello.max < min {
            return Err(Bye::Versions { min, max });
        }
        let certificate = &hello.certificate;
        let signed = <&[u8; 64]>::try_from(hello.signature.as_slice()).is_ok_and(|signature| {
            verify(certificate.device.as_bytes(), &message(key, role), signature)
        });
        let known = certificate.person == self.person
            && certificate.is_valid()
            && signed
            && proof(&self.secret, key, role).verify_slice(&hello.proof).is_ok();
        if known { Ok(()) } else { Err(Bye::Unknown) }
    }
}

fn message(key: &SessionKey, role: Role) -> Vec<u8> {
    [SIGNED, key.0.as_slice(), role.word()].concat()
}

fn proof(secret: &[u8; 32], key: &SessionKey, role: Role) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret)
        .unwrap_or_else(|_| unreachable!("any length is a key"));
    for part in [PROVED, key.0.as_slice(), role.word()] {
        mac.update(part);
    }
    mac
}
