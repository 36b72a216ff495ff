//! Persons and devices: who signs, and who vouches for the signer.
//!
//! A person has one key; every device has its own, certified by the person's.
//! Partners pair as persons, so that a second laptop needs no new pairing.
//! Signatures are Ed25519 (RFC 8032), checked strictly.

use crate::ids::{DeviceId, PersonId};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// Length of a signature in bytes.
pub const SIGNATURE_LEN: usize = 64;

const CERTIFICATE_CONTEXT: &[u8] = b"attune certificate 1";

/// A signing key of a person or a device. Its `Debug` tells nothing; the bytes
/// are wiped when it goes.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// A fresh key.
    pub fn generate(rng: &mut dyn rand_core::CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self(SigningKey::from_bytes(&seed))
    }

    /// The key of this seed.
    pub fn from_bytes(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The seed, to be kept in the vault.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The public half, for a person's key.
    pub fn person(&self) -> PersonId {
        PersonId::from_bytes(self.public())
    }

    /// The public half, for a device's key.
    pub fn device(&self) -> DeviceId {
        DeviceId::from_bytes(self.public())
    }

    /// Signs `message`, which the caller has begun with its context.
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LEN] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// Whether `signature` is `key`'s over `message`, checked strictly (no weak
/// keys, no malleable forms).
pub fn verify(key: &[u8; 32], message: &[u8], signature: &[u8; SIGNATURE_LEN]) -> bool {
    VerifyingKey::from_bytes(key)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

/// A person's word that a device is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Who vouches.
    pub person: PersonId,
    /// For which device.
    pub device: DeviceId,
    /// What the person calls it, at most [`Certificate::MAX_NAME`] bytes.
    pub name: String,
    signature: Vec<u8>,
}

impl Certificate {
    /// The longest device name in bytes.
    pub const MAX_NAME: usize = 200;

    /// `person` vouches for `device` under `name` (cut to the limit).
    pub fn issue(person: &SecretKey, device: DeviceId, name: &str) -> Self {
        let name = crate::text::truncated(name, Self::MAX_NAME).to_owned();
        let message = certificate_message(person.person(), device, &name);
        Self { person: person.person(), device, name, signature: person.sign(&message).to_vec() }
    }

    /// Whether the person really signed it and the name is within its limit.
    pub fn is_valid(&self) -> bool {
        let Ok(signature) = self.signature.as_slice().try_into() else { return false };
        self.name.len() <= Self::MAX_NAME
            && verify(
                self.person.as_bytes(),
                &certificate_message(self.person, self.device, &self.name),
                signature,
            )
    }
}

fn certificate_message(person: PersonId, device: DeviceId, name: &str) -> Vec<u8> {
    [CERTIFICATE_CONTEXT, person.as_bytes(), device.as_bytes(), name.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_holds_only_as_it_was_signed() {
        let person = SecretKey::from_bytes(&[1; 32]);
        let device = SecretKey::from_bytes(&[2; 32]);
        let good = Certificate::issue(&person, device.device(), "desk");
        assert!(good.is_valid());

        let other_name = Certificate { name: "desks".to_owned(), ..good.clone() };
        let other_device = Certificate { device: person.device(), ..good.clone() };
        let other_person = Certificate { person: device.person(), ..good.clone() };
        let cut = Certificate { signature: vec![0; 63], ..good };
        for bad in [other_name, other_device, other_person, cut] {
            assert!(!bad.is_valid());
        }
    }

    #[test]
    fn secrets_do_not_print() {
        assert_eq!(format!("{:?}", SecretKey::from_bytes(&[7; 32])), "SecretKey(..)");
    }
}
