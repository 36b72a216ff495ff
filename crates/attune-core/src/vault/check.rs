//! Whether one record from another device may be taken in: every rule about
//! who may write what, held against what the record names.

use super::aside::Reason;
use super::ends::End;
use super::look::Looked;
use super::store::{self, Document, State};
use super::tombstone::{self, Tombstone};
use super::{VaultError, Work, aside, ends, pair, settle};
use crate::document::ActorPrefix;
use crate::header::{Audience, Header, HeaderError};
use crate::identity::Certificate;
use crate::ids::{DocumentId, PersonId, RecordHash};
use crate::kinds::{Ends, kind};
use crate::record::{Record, RecordType};

/// A record that passed every check but merging.
pub(super) struct Checked {
    pub(super) hash: RecordHash,
    pub(super) author: PersonId,
    /// The device that it vouches for, by its person's word.
    pub(super) introduces: Option<Certificate>,
    /// The header that it brings, of a document that is not here.
    pub(super) begins: Option<Header>,
    /// Ends of this document that its header now shows to be nobody's right.
    pub(super) unfounded: Vec<Tombstone>,
    /// What it says, if it is an end.
    pub(super) end: Option<End>,
}

/// What is to become of one record.
pub(super) enum Verdict {
    /// It is stored and merged.
    Good(Box<Checked>),
    /// An end of a document that is not here: it is kept, for that document may
    /// yet come. `checked`: its header came with it.
    Tombstone { checked: bool },
    /// Its author may not write it, or its signature is false.
    Refused,
    /// The document has ended.
    Ended,
    /// It is kept as bytes.
    Aside(Reason),
    /// Its document, or its author's certificate, is not here.
    Missing,
}

/// Checks one record of the document `id` against what it names. `known` is the
/// document, if it is this pair's; any other id is as good as unknown.
pub(super) fn check(
    work: &Work<'_>,
    id: DocumentId,
    known: Option<&Document>,
    looked: &Looked,
) -> Result<Verdict, VaultError> {
    let record = &looked.record;
    let Some(pair) = pair::current(work.db)? else { return Ok(Verdict::Refused) };
    let introduces = certificate(record);
    let author = match (store::person_of(work.db, record.device)?, &introduces) {
        (Some(author), _) => author,
        // A new device begins with its own certificate.
        (None, Some(word)) if word.device == record.device && word.is_valid() => word.person,
        // Somebody's new device, of which we have not heard: we may yet.
        (None, _) => return Ok(Verdict::Missing),
    };
    if author != pair.partner && author != work.me.person {
        return Ok(Verdict::Refused);
    }
    let hash = match &looked.content {
        Ok((hash, actor)) if actor.is_none_or(|actor| actor == ActorPrefix::of(record.device)) => {
            *hash
        }
        _ => return Ok(Verdict::Refused),
    };
    let end: Option<End> =
        (record.kind == RecordType::END).then(|| postcard::from_bytes(&record.body).ok()).flatten();
    let carried = match &looked.header {
        // The header is its owner's word, under the owner's signature.
        Some(Ok(header)) if header.owner == author => Some(header),
        Some(Err(HeaderError::Newer)) => return Ok(Verdict::Aside(Reason::Newer)),
        Some(Ok(_) | Err(HeaderError::Malformed)) => return Ok(Verdict::Refused),
        None => None,
    };
    let left = match known {
        Some(_) => Vec::new(),
        None => tombstone::of(work.db, pair.n, id)?,
    };
    let header = match (carried, known, &end) {
        (Some(header), _, _) => header,
        (None, Some(document), _) => &document.header,
        // An end names its header by the hash, so its signature can be checked;
        // whether its signer might end it shows when the header comes.
        (None, None, Some(end)) => {
            let sound = end.header.document() == id && record.is_signed(end.header, hash);
            return Ok(if sound {
                Verdict::Tombstone { checked: false }
            } else {
                Verdict::Refused
            });
        }
        (None, None, None) if !left.is_empty() => return Ok(Verdict::Ended),
        (None, None, None) => return Ok(Verdict::Missing),
    };
    let is_end = record.kind == RecordType::END;
    let may = header.may_write(author) && !(is_end && goes_with_its_page(header))
        || is_end && ends::has_ended(work.db, pair.n, header, author)?;
    if is_end && !may && header.answers.is_some() && looked.is_signed(header, hash) {
        // The end of the page that it answers may be on its way.
        return Ok(Verdict::Missing);
    }
    let allowed = header.audience == Audience::Pair(pair.pair)
        && may
        && kind(&header.kind).is_none_or(|kind| kind.allows(header.audience, header.writers))
        && settle::takes(&header.kind, record.kind)
        && looked.is_signed(header, hash);
    if !allowed {
        return Ok(Verdict::Refused);
    }
    if record.kind == RecordType::END {
        if end.as_ref().map(|end| end.header) != Some(header.hash()) {
            return Ok(Verdict::Refused);
        }
        if known.is_none() {
            return Ok(Verdict::Tombstone { checked: true });
        }
    } else if known.is_some_and(|document| document.state != State::Live) {
        // Whoever signed it, one's own devices included: what was deleted here
        // must not come back by anybody's hand.
        return Ok(Verdict::Ended);
    } else if aside::is_contradicted(work.db, id)? {
        return Ok(Verdict::Aside(Reason::Contradicted));
    }
    for tombstone in &left {
        let may = header.may_write(tombstone.by) && !goes_with_its_page(header)
            || ends::has_ended(work.db, pair.n, header, tombstone.by)?;
        if tombstone.checked || may && settle::takes(&header.kind, RecordType::END) {
            return Ok(Verdict::Ended);
        }
    }
    // Whoever may write a profile is the person whose devices it names.
    let vouches =
        introduces.as_ref().is_some_and(|word| word.person == header.owner && word.is_valid());
    if record.kind == RecordType::CERTIFICATE && !vouches {
        return Ok(Verdict::Refused);
    }
    Ok(Verdict::Good(Box::new(Checked {
        hash,
        author,
        introduces,
        begins: carried.filter(|_| known.is_none()).cloned(),
        unfounded: left,
        end,
    })))
}

/// Whether a document can't be ended for itself.
fn goes_with_its_page(header: &Header) -> bool {
    kind(&header.kind).is_some_and(|kind| kind.ends == Ends::WithItsPage)
}

/// The certificate that a record carries.
fn certificate(record: &Record) -> Option<Certificate> {
    let carried = record.kind == RecordType::CERTIFICATE;
    carried.then(|| postcard::from_bytes(&record.body).ok()).flatten()
}
