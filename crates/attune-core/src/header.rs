//! The immutable beginning of a document: what it is, whose, and who may write.
//!
//! It lies outside automerge on purpose: inside a merged document any author
//! could overwrite any field. A document's id is derived from these bytes, so
//! a header can't be exchanged under an id, and signatures name its hash.

use crate::ids::{DocumentId, HeaderHash, PairId, PersonId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Who may read a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Only its owner, on their own devices.
    Private,
    /// Both partners.
    Shared,
}

/// Who may write a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Writers {
    /// Its owner alone.
    Owner,
    /// Both partners.
    Both,
}

/// Whose log a document travels in. The scope follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// The owner's own devices.
    Own,
    /// Both people of this pair.
    Pair(PairId),
}

impl Audience {
    /// Who may read what travels there.
    pub fn scope(self) -> Scope {
        match self {
            Audience::Own => Scope::Private,
            Audience::Pair(_) => Scope::Shared,
        }
    }
}

/// A document's immutable header, with the bytes it was carried as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whose log it travels in.
    pub audience: Audience,
    /// Which kind, by name; a newer version may know kinds that this one doesn't.
    pub kind: String,
    /// Whose document it is.
    pub owner: PersonId,
    /// Who may write it.
    pub writers: Writers,
    /// The document it answers, if any.
    pub answers: Option<DocumentId>,
    nonce: [u8; 16],
    bytes: Vec<u8>,
}

/// Why bytes are not a header that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// Not a header of any version, or one that contradicts itself.
    #[error("not a document header")]
    Malformed,
    /// A header format that only a newer version reads.
    #[error("a document header from a newer version")]
    Newer,
}

/// The wire form; private, so that [`Header`] stays free to change.
#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    format: u8,
    audience: Audience,
    kind: &'a str,
    owner: PersonId,
    writers: Writers,
    answers: Option<DocumentId>,
    nonce: [u8; 16],
}

impl Header {
    /// The only header format so far.
    pub const FORMAT: u8 = 1;
    /// The longest header accepted, in bytes.
    pub const MAX_LEN: usize = 256;
    /// The longest kind name accepted, in bytes.
    pub const MAX_KIND: usize = 40;

    /// A header for a new document. `nonce` makes it the only one of its kind.
    pub fn new(
        audience: Audience,
        kind: &str,
        owner: PersonId,
        writers: Writers,
        answers: Option<DocumentId>,
        nonce: [u8; 16],
    ) -> Self {
        let wire = Wire { format: Self::FORMAT, audience, kind, owner, writers, answers, nonce };
        let bytes = postcard::to_stdvec(&wire).unwrap_or_default();
        Self { audience, kind: kind.to_owned(), owner, writers, answers, nonce, bytes }
    }

    /// The header carried as `bytes`.
    pub fn decode(bytes: &[u8]) -> Result<Self, HeaderError> {
        if bytes.len() > Self::MAX_LEN {
            return Err(HeaderError::Malformed);
        }
        match bytes.first() {
            None | Some(0) => return Err(HeaderError::Malformed),
            Some(&format) if format > Self::FORMAT => return Err(HeaderError::Newer),
            Some(_) => {}
        }
        let (wire, rest): (Wire<'_>, _) =
            postcard::take_from_bytes(bytes).map_err(|_| HeaderError::Malformed)?;
        let private_for_both = wire.audience == Audience::Own && wire.writers == Writers::Both;
        let kind_ok = !wire.kind.is_empty()
            && wire.kind.len() <= Self::MAX_KIND
            && wire.kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if !rest.is_empty() || private_for_both || !kind_ok {
            return Err(HeaderError::Malformed);
        }
        Ok(Self {
            audience: wire.audience,
            kind: wire.kind.to_owned(),
            owner: wire.owner,
            writers: wire.writers,
            answers: wire.answers,
            nonce: wire.nonce,
            bytes: bytes.to_vec(),
        })
    }

    /// The bytes as carried; never re-encoded.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the bytes.
    pub fn hash(&self) -> HeaderHash {
        HeaderHash::from_bytes(Sha256::digest(&self.bytes).into())
    }

    /// The document's id.
    pub fn id(&self) -> DocumentId {
        self.hash().document()
    }

    /// Who may read the document.
    pub fn scope(&self) -> Scope {
        self.audience.scope()
    }

    /// Whether `person` may write the document.
    pub fn may_write(&self, person: PersonId) -> bool {
        self.writers == Writers::Both || self.owner == person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(audience: Audience, writers: Writers) -> Header {
        let owner = PersonId::from_bytes([1; 32]);
        Header::new(audience, "journal", owner, writers, None, [2; 16])
    }

    #[test]
    fn a_header_reads_back_as_it_was_carried() {
        let pair = Audience::Pair(PairId::from_bytes([3; 16]));
        let made = header(pair, Writers::Both);
        assert_eq!(Header::decode(made.as_bytes()), Ok(made.clone()));
        assert_eq!(made.id().as_bytes(), &Sha256::digest(made.as_bytes())[..16]);
        assert_eq!(made.scope(), Scope::Shared);
    }

    #[test]
    fn a_private_document_that_both_write_is_no_document() {
        let made = header(Audience::Own, Writers::Both);
        assert_eq!(Header::decode(made.as_bytes()), Err(HeaderError::Malformed));
    }

    #[test]
    fn damaged_and_newer_headers_are_told_apart() {
        let made = header(Audience::Own, Writers::Owner);
        for cut in 0..made.as_bytes().len() {
            assert_eq!(Header::decode(&made.as_bytes()[..cut]), Err(HeaderError::Malformed));
        }
        let longer = [made.as_bytes(), &[0]].concat();
        assert_eq!(Header::decode(&longer), Err(HeaderError::Malformed));
        let mut newer = made.as_bytes().to_vec();
        newer[0] = 2;
        assert_eq!(Header::decode(&newer), Err(HeaderError::Newer));
    }
}
