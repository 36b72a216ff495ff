//! Where a running `pair show` listens, as text for any road: a file, a
//! message, a QR code. It locates and proves nothing: whoever changes it can
//! only make the two not find each other.

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;

const PREFIX: &str = "attune1";
const MAX_TEXT: usize = 1024;
const MAX_ADDRESSES: usize = 16;

/// The addresses of one running pairing screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The endpoint made for this pairing.
    pub endpoint: [u8; 32],
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
}

/// The text is no invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Not the text of an invitation, or a damaged one.
    #[error("the text is no invitation")]
    Damaged,
    /// It is of a newer version.
    #[error("the invitation is of a newer version")]
    Newer,
}

/// What the text holds.
#[derive(Serialize, Deserialize)]
struct Body {
    endpoint: [u8; 32],
    addresses: Vec<SocketAddr>,
}

impl Invitation {
    /// The text: lower case letters and digits.
    pub fn to_text(&self) -> String {
        let addresses = self.addresses.iter().copied().take(MAX_ADDRESSES).collect();
        let body = Body { endpoint: self.endpoint, addresses };
        let bytes = postcard::to_stdvec(&body).unwrap_or_default();
        format!("{PREFIX}{}", BASE32_NOPAD.encode(&bytes).to_lowercase())
    }

    /// Reads the text, whatever spaces and line breaks came into it.
    pub fn parse(text: &str) -> Result<Self, InvitationError> {
        if text.len() > 4 * MAX_TEXT {
            return Err(InvitationError::Damaged);
        }
        let text: String = text.split_whitespace().collect::<String>().to_lowercase();
        let Some(body) = text.strip_prefix(PREFIX) else {
            let version = text.strip_prefix("attune").and_then(|rest| rest.chars().next());
            let newer = version.is_some_and(|digit| digit.is_ascii_digit());
            return Err(if newer { InvitationError::Newer } else { InvitationError::Damaged });
        };
        let damaged = |_| InvitationError::Damaged;
        let bytes = BASE32_NOPAD.decode(body.to_uppercase().as_bytes()).map_err(damaged)?;
        let (body, rest) =
            postcard::take_from_bytes::<Body>(&bytes).map_err(|_| InvitationError::Damaged)?;
        if !rest.is_empty() || body.addresses.len() > MAX_ADDRESSES || body.addresses.is_empty() {
            return Err(InvitationError::Damaged);
        }
        Ok(Self { endpoint: body.endpoint, addresses: body.addresses })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_reads_back_and_damage_is_told() {
        let addresses = vec!["192.168.1.7:41000".parse().unwrap(), "[fe80::1]:5".parse().unwrap()];
        let invitation = Invitation { endpoint: [3; 32], addresses };
        let text = invitation.to_text();
        assert_eq!(Invitation::parse(&text), Ok(invitation.clone()));
        let wrapped = format!(" {}\n{} ", &text[..20], text[20..].to_uppercase());
        assert_eq!(Invitation::parse(&wrapped), Ok(invitation));
        for (bad, why) in [
            ("", InvitationError::Damaged),
            ("hello", InvitationError::Damaged),
            ("attune2abc", InvitationError::Newer),
            (&text[..text.len() - 3], InvitationError::Damaged),
            (&format!("{text}aa"), InvitationError::Damaged),
            (&"a".repeat(1 << 20), InvitationError::Damaged),
        ] {
            assert_eq!(Invitation::parse(bad), Err(why), "{bad:.20}");
        }
    }
}
