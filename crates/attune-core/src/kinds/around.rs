//! How a document is held against those that it names. A rule that rests on
//! another document reads that one's header and facts, and never whether, or
//! when, it came: so both devices judge alike, in whatever order things arrive.

use super::Detail;
use crate::document::Merged;
use crate::header::Header;
use crate::ids::{DocumentId, PersonId, RecordHash};
use crate::record::RecordType;
use serde::de::DeserializeOwned;

/// A fact of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) kind: RecordType,
    pub(crate) hash: RecordHash,
    /// Whose device signed it.
    pub(crate) by: PersonId,
    pub(crate) body: Vec<u8>,
}

/// What a document is made of.
#[derive(Clone, Copy)]
pub(crate) struct Made<'a> {
    pub(crate) header: &'a Header,
    /// What its changes make, if it has any.
    pub(crate) merged: Option<&'a Merged>,
    /// In the order of their hashes.
    pub(crate) facts: &'a [Fact],
}

/// Whether a document may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It may.
    Shown,
    /// What it names is not here yet: it waits unseen, which is no error.
    Waits,
    /// It names the wrong thing, or nothing where something is needed: it is kept
    /// out of sight, and reported.
    Against,
}

impl Standing {
    /// As the column of the rows has it.
    pub(crate) fn column(self) -> i64 {
        match self {
            Standing::Shown => 0,
            Standing::Waits => 1,
            Standing::Against => 2,
        }
    }
}

/// A document that another names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) header: Header,
    pub(crate) facts: Vec<Fact>,
    pub(crate) detail: Option<Detail>,
}

/// The documents that travel in the same log: no other can be named.
pub(crate) trait Around {
    /// The document called `id`, if it is here.
    fn named(&self, id: DocumentId) -> Option<Named>;
}

impl Made<'_> {
    /// The one fact of this type, if there is just one and it reads back.
    pub(crate) fn only<T: DeserializeOwned>(&self, kind: RecordType) -> Option<T> {
        only(self.facts, kind).map(|(_, body)| body)
    }

    /// The document that this one answers, if it is of a kind that it may answer.
    pub(crate) fn answered(&self, around: &dyn Around) -> Result<Named, Standing> {
        let id = self.header.answers.ok_or(Standing::Against)?;
        let named = around.named(id).ok_or(Standing::Waits)?;
        let kind = super::kind(&self.header.kind);
        let may = kind.is_some_and(|kind| kind.may_answer(&named.header.kind));
        if may { Ok(named) } else { Err(Standing::Against) }
    }
}

impl Named {
    /// The one fact of this type, with its hash.
    pub(crate) fn only<T: DeserializeOwned>(&self, kind: RecordType) -> Option<(RecordHash, T)> {
        only(&self.facts, kind)
    }
}

fn only<T: DeserializeOwned>(facts: &[Fact], kind: RecordType) -> Option<(RecordHash, T)> {
    let mut of_kind = facts.iter().filter(|fact| fact.kind == kind);
    let (Some(fact), None) = (of_kind.next(), of_kind.next()) else { return None };
    Some((fact.hash, postcard::from_bytes(&fact.body).ok()?))
}
