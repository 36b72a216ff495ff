//! From a document's records to its projection: the one place that merges.
//!
//! Whatever changed a document, here or there, ends in [`settle`]. Equal heads
//! give equal rows, on any device.

use super::rows::{EntryRow, StoredClash, write_entry};
use super::store::{self, DocN, Document, State};
use super::{VaultError, Work, named, pair, sealing};
use crate::document::{ActorPrefix, ClashName, Merged, Refusal, Value, merge};
use crate::exchange::StateHash;
use crate::header::Audience;
use crate::ids::{DocumentId, PersonId, RecordHash};
use crate::kinds::around::{Made, Standing};
use crate::kinds::{BY, Ends, Kind, ORIGIN, Projection, Projects, kind, pause, profile};
use crate::record::RecordType;
use crate::time::Timestamp;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

/// Why a document could not be settled; the caller rolls back to before.
#[derive(Debug)]
pub(super) enum SettleError {
    /// Its records don't make a document.
    Refused(Refusal),
    /// The vault failed.
    Vault(VaultError),
}

impl From<VaultError> for SettleError {
    fn from(error: VaultError) -> Self {
        SettleError::Vault(error)
    }
}

impl From<rusqlite::Error> for SettleError {
    fn from(error: rusqlite::Error) -> Self {
        SettleError::Vault(error.into())
    }
}

/// Merges, projects and hashes the document in row `n`.
pub(super) fn settle(work: &mut Work<'_>, n: DocN) -> Result<(), SettleError> {
    settle_as(work, n, None)
}

/// The same, without merging where it is known already what its changes make.
pub(super) fn settle_as(
    work: &mut Work<'_>,
    n: DocN,
    merged: Option<Merged>,
) -> Result<(), SettleError> {
    let mut document = store::get(work.db, n)?;
    let known = kind(&document.header.kind);
    let merged = match merged {
        Some(merged) => Some(merged),
        None => merge_stored(work.db, n, known)?,
    };
    let mut facts = store::facts(work.db, n)?;
    let made = Made { header: &document.header, merged: merged.as_ref(), facts: &facts };
    let newer = facts.iter().any(|fact| fact.kind.is_critical() && !fact.kind.is_understood());
    match known {
        _ if newer => project_newer(work, &document, &made)?,
        None => match &merged {
            Some(_) => project_unknown(work, &document, &made)?,
            None => project_newer(work, &document, &made)?,
        },
        Some(Kind { project: Projects::Seals(_), .. }) => {
            sealing::settle_document(work, n)?;
            // That may have released a key in this very document, and settled it.
            document = store::get(work.db, n)?;
            facts = store::facts(work.db, n)?;
        }
        // Begun by a fact, as a later version may: there is nothing to show yet.
        Some(known) if known.is_edited() && merged.is_none() => {}
        Some(known) => {
            let projection = known.projected(&made).ok_or(SettleError::Refused(Refusal::Shape))?;
            project(work, &document, known, &made, projection)?;
        }
    }
    named::stand_again(work, document.id())?;
    let mut parts: Vec<RecordHash> = facts.into_iter().map(|fact| fact.hash).collect();
    parts.extend(merged.into_iter().flat_map(|merged| merged.heads));
    parts.sort_unstable();
    let hash = match document.state {
        State::Live => live_hash(document.id(), &parts),
        State::Ended | State::Kept => ended_hash(document.id()),
    };
    let state = document.state;
    store::set_state(work.db, &mut document, state, Some(hash))?;
    Ok(())
}

/// What a document's stored changes make; nothing if it has none.
pub(super) fn merge_stored(
    db: &Connection,
    n: DocN,
    known: Option<&Kind>,
) -> Result<Option<Merged>, SettleError> {
    let changes = store::changes(db, n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    if changes.is_empty() {
        return Ok(None);
    }
    let shape = known.map_or(&[][..], |known| known.shape);
    merge(shape, &changes).map(Some).map_err(SettleError::Refused)
}

/// What an end of a document has seen: its heads, and its facts.
pub(super) fn seen(db: &Connection, n: DocN) -> Result<Vec<RecordHash>, VaultError> {
    let changes = store::changes(db, n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let mut seen = crate::document::heads(&changes).unwrap_or_default();
    seen.extend(store::facts(db, n)?.into_iter().map(|fact| fact.hash));
    seen.sort_unstable();
    Ok(seen)
}

fn live_hash(id: DocumentId, parts: &[RecordHash]) -> StateHash {
    let mut hash = Sha256::new();
    hash.update(b"attune state 1");
    hash.update(id.as_bytes());
    for part in parts {
        hash.update(part.as_bytes());
    }
    StateHash(hash.finalize().into())
}

/// An ended document's part in the digest.
pub(super) fn ended_hash(id: DocumentId) -> StateHash {
    let mut hash = Sha256::new();
    hash.update(b"attune state 1");
    hash.update(id.as_bytes());
    hash.update(b"ended");
    StateHash(hash.finalize().into())
}

fn project(
    work: &mut Work<'_>,
    document: &Document,
    known: &Kind,
    made: &Made<'_>,
    projection: Projection,
) -> Result<(), VaultError> {
    let clashes = match made.merged {
        Some(merged) => clashes(work.db, document, known, merged)?,
        None => Vec::new(),
    };
    let standing = named::standing(work, document, made)?;
    // In a shared document these would be one person's hold on the other's
    // lists: who may write it may write anything.
    let own = made.merged.filter(|_| document.header.audience == Audience::Own);
    let row = EntryRow {
        edited: made.merged.map_or(projection.created, |merged| merged.edited).millis(),
        projection,
        revisions: made.merged.map_or(1, |merged| merged.changes),
        wish: own.and_then(|merged| some_text(merged.text("wish"))),
        shared_as: own.and_then(|merged| merged.text("shared-as").parse().ok()),
        origin: own.and_then(|merged| some_text(merged.text(ORIGIN.name))),
        written_by: own.and_then(writer),
        standing,
        listed: known.listed && standing == Standing::Shown,
        newer: made.merged.is_some_and(|merged| merged.newer),
        sealed: false,
        clashes,
    };
    write_entry(work, document, &row)?;
    after_projecting(work, document)
}

/// What a document of an unknown kind says, as far as any document says it.
fn project_unknown(
    work: &mut Work<'_>,
    document: &Document,
    made: &Made<'_>,
) -> Result<(), VaultError> {
    let own = made.merged.filter(|_| document.header.audience == Audience::Own);
    let shared_as = own.and_then(|merged| merged.text("shared-as").parse().ok());
    let wish = own.and_then(|merged| some_text(merged.text("wish")));
    write_entry(work, document, &EntryRow { wish, shared_as, ..newer(made) })
}

/// Where two people wrote the same words at once.
fn clashes(
    db: &Connection,
    document: &Document,
    known: &Kind,
    merged: &Merged,
) -> Result<Vec<StoredClash>, VaultError> {
    let mut clashes = Vec::new();
    let mut add = |name, wordings: &[(ActorPrefix, String)], times: &[Timestamp], place| {
        let mut by_person = Vec::with_capacity(wordings.len());
        for (actor, text) in wordings {
            // No wording is dropped, whoever it is by.
            let person = store::person_of_actor(db, *actor)?.unwrap_or(document.header.owner);
            by_person.push((person, text.clone()));
        }
        let times = times.iter().map(|time| time.millis()).collect();
        clashes.push(StoredClash { name, wordings: by_person, times, place });
        Ok::<(), VaultError>(())
    };
    for field in known.shape.iter().filter(|field| !field.fixed && !field.either) {
        if let Some((name, values)) = line_clash(merged, field.name) {
            add(name, &values, &[], None)?;
        }
    }
    for clash in &merged.clashes {
        let in_body = clash.field == known.body_field;
        let place = in_body.then_some((clash.range.start, clash.range.end));
        add(clash.name, &clash.wordings, &clash.times, place)?;
    }
    Ok(clashes)
}

/// The conflicting values of a one-line field, and what they are called.
pub(super) fn line_clash(
    merged: &Merged,
    field: &str,
) -> Option<(ClashName, Vec<(ActorPrefix, String)>)> {
    let values: Vec<(ActorPrefix, String)> = merged
        .fields
        .get(field)?
        .conflicts
        .iter()
        .filter_map(|(actor, value)| match value {
            Value::Text(text) => Some((*actor, text.clone())),
            Value::Number(_) | Value::Set(_) => None,
        })
        .collect();
    (!values.is_empty()).then(|| (ClashName::of_line(field, &values), values))
}

/// Who wrote it, if that was somebody else; even who has no name.
fn writer(merged: &Merged) -> Option<String> {
    merged.fields.contains_key(BY.name).then(|| merged.text(BY.name).to_owned())
}

fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A document that only a newer version can read: it is listed as such, and
/// none of its words are shown, which may not be meant to be.
fn project_newer(
    work: &mut Work<'_>,
    document: &Document,
    made: &Made<'_>,
) -> Result<(), VaultError> {
    write_entry(work, document, &newer(made))
}

fn newer(made: &Made<'_>) -> EntryRow {
    let projection = Projection::of(made, "", "");
    EntryRow {
        edited: made.merged.map_or(projection.created, |merged| merged.edited).millis(),
        projection,
        revisions: made.merged.map_or(0, |merged| merged.changes),
        wish: None,
        shared_as: None,
        standing: Standing::Shown,
        origin: None,
        written_by: None,
        listed: kind(&made.header.kind).is_none_or(|known| known.listed),
        newer: true,
        sealed: false,
        clashes: Vec::new(),
    }
}

/// What other rows follow from a kind's new state.
fn after_projecting(work: &Work<'_>, document: &Document) -> Result<(), VaultError> {
    if document.header.kind == profile::KIND.name {
        name_person(work.db, document.header.owner)?;
    } else if document.header.kind == pause::KIND.name {
        work.db
            .prepare_cached("INSERT OR IGNORE INTO received(document, at) VALUES(?1, ?2)")?
            .execute(params![document.n.0, work.now.at.millis()])?;
    }
    Ok(())
}

/// A person is called what the profile says that speaks for them.
fn name_person(db: &Connection, person: PersonId) -> Result<(), VaultError> {
    let name = pair::of_profile("body");
    db.prepare_cached(&format!(
        "UPDATE people SET name = coalesce(({name}), name) WHERE person = ?1"
    ))?
    .execute([person.as_bytes()])?;
    Ok(())
}

/// Whether a record of this type belongs in a document of this kind. What this
/// version does not understand is kept, and passed on.
pub(super) fn takes(kind_name: &str, record: RecordType) -> bool {
    let Some(kind) = kind(kind_name) else { return true };
    match record {
        RecordType::END => kind.ends != Ends::Never,
        RecordType::CHANGE => kind.is_edited(),
        other => kind.facts.contains(&other) || !other.is_understood(),
    }
}
