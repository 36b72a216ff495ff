//! What two pairing devices say to each other, and its bytes: postcard of one
//! enum, at most [`MAX_MESSAGE`] bytes, after its length. The bytes of the
//! first two messages are fixed for all versions, so that two versions can
//! always refuse each other in words.

use attune_core::identity::Certificate;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;

/// The longest message, in bytes.
pub const MAX_MESSAGE: usize = 16 * 1024;
/// The longest name, in bytes.
const MAX_NAME: usize = attune_core::vault::MAX_NAME;
const MAX_ADDRESSES: usize = 16;

/// One thing said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// The first thing each side says.
    Open {
        /// The lowest version spoken.
        min: u16,
        /// The highest.
        max: u16,
        /// What the device is called, so that one of several can be chosen.
        device: String,
    },
    /// No common version.
    Versions {
        /// The lowest the sender speaks.
        min: u16,
        /// The highest.
        max: u16,
    },
    /// The typer tries its words: its part of the exchange.
    Try(Vec<u8>),
    /// The shower's part.
    Answer(Vec<u8>),
    /// Proof of knowing the words; the typer's comes first.
    Confirm([u8; 32]),
    /// The words were wrong; they are used up.
    Wrong,
    /// Another exchange is going on.
    Busy,
    /// Who the sender is.
    Introduce(Box<Introduction>),
    /// The sender's person says yes to this transcript.
    Yes {
        /// The hash of what both said.
        transcript: [u8; 32],
        /// From the shower: the first record of the couple's settings.
        settings: Option<Vec<u8>>,
    },
    /// The sender's person says no.
    No,
    /// The typer has stored what was agreed.
    Pending,
    /// The shower has made it final.
    Final,
    /// The sender gives up; it is not paired.
    Stopped(Why),
}

impl Message {
    /// Every message's name, in the order of their numbers.
    pub const NAMES: [&str; 13] = [
        "open",
        "versions",
        "try",
        "answer",
        "confirm",
        "wrong",
        "busy",
        "introduce",
        "yes",
        "no",
        "pending",
        "final",
        "stopped",
    ];

    /// Its name, one of [`Message::NAMES`].
    pub fn name(&self) -> &'static str {
        let at = match self {
            Self::Open { .. } => 0,
            Self::Versions { .. } => 1,
            Self::Try(_) => 2,
            Self::Answer(_) => 3,
            Self::Confirm(_) => 4,
            Self::Wrong => 5,
            Self::Busy => 6,
            Self::Introduce(_) => 7,
            Self::Yes { .. } => 8,
            Self::No => 9,
            Self::Pending => 10,
            Self::Final => 11,
            Self::Stopped(_) => 12,
        };
        Self::NAMES[at]
    }
}

/// Why a side gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It waited too long.
    TooLong,
    /// What was agreed could not be stored there.
    NotStored,
}

/// Who somebody is, as the partner will know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// Their name.
    pub name: String,
    /// Their device, vouched for by their person.
    pub certificate: Certificate,
    /// Its lasting endpoint.
    pub endpoint: [u8; 32],
    /// Where it will listen.
    pub addresses: Vec<SocketAddr>,
    /// Their part of the pair's randomness.
    pub nonce: [u8; 16],
    /// The device's signature over this pairing's key and its side.
    pub signature: Vec<u8>,
}

/// The bytes are no message this version accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message can't be read")]
pub struct MessageError;

impl Message {
    /// The message with its length (big-endian `u32`) before it.
    pub fn encode(&self) -> Result<Vec<u8>, MessageError> {
        let body = postcard::to_stdvec(self).map_err(|_| MessageError)?;
        let length = u32::try_from(body.len()).map_err(|_| MessageError)?;
        if body.len() > MAX_MESSAGE {
            return Err(MessageError);
        }
        Ok([length.to_be_bytes().as_slice(), &body].concat())
    }

    /// The message in `bytes`, which came after its length.
    pub fn decode(bytes: &[u8]) -> Result<Self, MessageError> {
        if bytes.len() > MAX_MESSAGE {
            return Err(MessageError);
        }
        let (message, rest) = postcard::take_from_bytes::<Self>(bytes).map_err(|_| MessageError)?;
        let sound = match &message {
            Self::Open { device, .. } => device.len() <= MAX_NAME,
            Self::Introduce(introduction) => {
                introduction.name.len() <= MAX_NAME && introduction.addresses.len() <= MAX_ADDRESSES
            }
            _ => true,
        };
        if sound && rest.is_empty() { Ok(message) } else { Err(MessageError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A version of tomorrow has to read these.
    #[test]
    fn what_two_versions_tell_each_other_first_is_fixed() {
        let open = Message::Open { min: 1, max: 2, device: "desk".to_owned() };
        let versions = Message::Versions { min: 1, max: 300 };
        for (message, body) in
            [(open, &b"\x00\x01\x02\x04desk"[..]), (versions, b"\x01\x01\xac\x02")]
        {
            let bytes = message.encode().unwrap();
            let length = u32::try_from(body.len()).unwrap().to_be_bytes();
            assert_eq!(bytes, [&length, body].concat());
            assert_eq!(Message::decode(body), Ok(message));
        }
    }
}
