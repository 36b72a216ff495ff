//! Records from another device: checked against what they name, stored and
//! merged in one transaction, told only after it is durable.
//!
//! One bad document never stops the others: each is settled within a
//! savepoint.

use super::aside::{self, Reason};
use super::check::{Checked, Verdict, check};
use super::ends::{self, End, Whose};
use super::exchange::{origin, standing};
use super::look::{Looked, look, look_at_all};
use super::settle::{SettleError, settle_as};
use super::store::{self, Document, Origin, State};
use super::{Vault, VaultError, Work, devices, pair, tombstone};
use crate::document::Refusal;
use crate::exchange::{Except, ExceptReason, Incoming, Lacking, Received};
use crate::ids::{DeviceId, DocumentId};
use crate::record::Record;
use crate::time::Now;
use rusqlite::params;

/// How often one document's share of a batch is tried in smaller parts. Each
/// try merges the whole document; what is left then is set aside untried.
const MAX_TRIES: u32 = 64;
/// The most that is tried again of what was set aside of one document.
const MAX_AGAIN: u32 = 64;
/// The most ends that are kept of documents whose header never came.
const MAX_UNCHECKED: i64 = 100_000;

impl Vault {
    /// Takes in what one of the partner's devices sent. What is returned is
    /// true of the disk. Among what it sent may be bytes that are no record
    /// ([`VaultError::Broken`]): then nothing of it was stored, for what can't
    /// be named can't be left out of an acknowledgement.
    pub fn receive(
        &mut self,
        peer: DeviceId,
        incoming: &Incoming,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Received, VaultError> {
        let records: Vec<Record> = incoming
            .records
            .iter()
            .map(|bytes| Record::decode(bytes).map_err(|_| VaultError::Broken))
            .collect::<Result<_, _>>()?;
        let documents = look_at_all(records);
        self.transact(now, rng, |work| receive(work, peer, incoming, documents))
    }
}

fn receive(
    work: &mut Work<'_>,
    peer: DeviceId,
    incoming: &Incoming,
    documents: Vec<(DocumentId, Vec<Looked>)>,
) -> Result<Received, VaultError> {
    let origin = origin(work.db, peer)?;
    let mut all = Told::default();
    let mut except = Vec::new();
    let mut missing = Vec::new();
    for (id, records) in documents {
        let batch = Batch { origin, id, lacking: incoming.lacking };
        let mut told = take_document(work, &batch, records, &mut MAX_TRIES.clone())?;
        if told.changed {
            let again = try_again(work, &batch)?;
            told.except = again.except.or(told.except);
            told.cleared |= again.cleared;
        }
        except.extend(told.except.map(|reason| Except { document: id, reason }));
        if told.missing {
            missing.push(id);
        }
        all.add(told);
    }
    if all.introduced {
        // What a device wrote may have come before its person's word for it.
        for id in aside::documents(work.db, None)? {
            let batch = Batch { origin, id, lacking: Lacking::SetAside };
            all.add(try_again(work, &batch)?);
        }
    }
    let mut through = None;
    if let (Some(point), true, Origin::Device(n)) = (incoming.through, missing.is_empty(), origin) {
        work.db
            .prepare_cached(
                "INSERT INTO peers(device, log, position, mark) VALUES(?1, ?2, ?3, ?4)
                 ON CONFLICT(device) DO UPDATE SET log = ?2, position = ?3, mark = ?4",
            )?
            .execute(params![
                n,
                point.log.as_bytes(),
                store::position_column(point.position),
                point.mark.as_bytes()
            ])?;
        through = Some(point);
    }
    Ok(Received {
        through,
        except,
        missing,
        changed: all.changed,
        cleared: all.cleared,
        standing: standing(work.db, peer)?,
    })
}

/// One document's share of what came.
struct Batch {
    origin: Origin,
    id: DocumentId,
    lacking: Lacking,
}

#[derive(Default)]
struct Told {
    changed: bool,
    /// Something is set aside or refused no more.
    cleared: bool,
    except: Option<ExceptReason>,
    missing: bool,
    /// A device became known.
    introduced: bool,
}

impl Told {
    fn add(&mut self, other: Told) {
        self.changed |= other.changed;
        self.cleared |= other.cleared;
        self.except = self.except.or(other.except);
        self.missing |= other.missing;
        self.introduced |= other.introduced;
    }
}

/// Takes in one document's records: all at once, or, where that fails, in
/// halves, so that what is good stays.
fn take_document(
    work: &mut Work<'_>,
    batch: &Batch,
    mut records: Vec<Looked>,
    tries: &mut u32,
) -> Result<Told, VaultError> {
    let refusal = match attempt(work, batch, &records)? {
        Attempt::Done(told) => return Ok(told),
        Attempt::Refused(refusal) => refusal,
    };
    let mut told = Told::default();
    if records.len() > 1 && *tries > 0 {
        *tries -= 1;
        let later = records.split_off(records.len() / 2);
        for half in [records, later] {
            told.add(take_document(work, batch, half, tries)?);
        }
        return Ok(told);
    }
    let reason = match (refusal, batch.lacking) {
        (Refusal::Missing(_), Lacking::AskFor) => {
            return Ok(Told { missing: true, ..Told::default() });
        }
        (Refusal::Missing(_), Lacking::SetAside) => Reason::Incomplete,
        (Refusal::Equivocation, _) => Reason::Contradicted,
        _ => Reason::Unmergeable,
    };
    for Looked { record, .. } in records {
        told.except = Some(aside::keep(work.db, batch.id, &record.encode(), reason)?);
    }
    Ok(told)
}

/// Gives what was set aside of a document another chance, now that more of it
/// is here. What still can't be applied stays where it is.
fn try_again(work: &mut Work<'_>, batch: &Batch) -> Result<Told, VaultError> {
    let mut all = Told::default();
    for kept in aside::of(work.db, batch.id, MAX_AGAIN)? {
        let done = match Record::decode(&kept.bytes) {
            Ok(record) => match attempt(work, batch, &[look(record)])? {
                Attempt::Done(told) if told.except.is_none() && !told.missing => Some(told),
                _ => None,
            },
            // Only the note that something was refused; what came since stands
            // on nothing that is not here.
            Err(_) => kept.bytes.is_empty().then(Told::default),
        };
        match done {
            Some(told) => {
                aside::remove(work.db, kept.n)?;
                all.add(told);
                all.cleared = true;
            }
            None => all.except = Some(ExceptReason::SetAside),
        }
    }
    Ok(all)
}

/// The same without a session: what was set aside may be readable by now. It
/// counts as brought by whoever signed it.
pub(super) fn try_again_alone(work: &mut Work<'_>, id: DocumentId) -> Result<(), VaultError> {
    let Some(first) = aside::of(work.db, id, 1)?.into_iter().next() else { return Ok(()) };
    let Ok(record) = Record::decode(&first.bytes) else { return Ok(()) };
    let Some(signer) = store::device_n(work.db, record.device)? else { return Ok(()) };
    let origin = Origin::Device(signer);
    try_again(work, &Batch { origin, id, lacking: Lacking::SetAside })?;
    Ok(())
}

enum Attempt {
    Done(Told),
    Refused(Refusal),
}

fn attempt(work: &mut Work<'_>, batch: &Batch, records: &[Looked]) -> Result<Attempt, VaultError> {
    work.db.execute_batch("SAVEPOINT document")?;
    match apply(work, batch, records) {
        Ok(told) => {
            work.db.execute_batch("RELEASE document")?;
            Ok(Attempt::Done(told))
        }
        Err(SettleError::Refused(refusal)) => {
            work.db.execute_batch("ROLLBACK TO document; RELEASE document")?;
            Ok(Attempt::Refused(refusal))
        }
        Err(SettleError::Vault(error)) => Err(error),
    }
}

fn apply(work: &mut Work<'_>, batch: &Batch, records: &[Looked]) -> Result<Told, SettleError> {
    let mut told = Told::default();
    let Some(pair) = pair::current(work.db)? else {
        told.missing = true;
        return Ok(told);
    };
    let mut document = store::find_shared(work.db, batch.id, pair.n)?;
    let mut written = false;
    let mut ended = Vec::new();
    // What makes the whole document needs no merging again.
    let whole = match (records, &document) {
        ([alone], None) => alone.merged.clone(),
        _ => None,
    };
    for looked in records {
        let record = &looked.record;
        let except = match check(work, batch.id, document.as_ref(), looked)? {
            Verdict::Good(checked) => {
                match store_checked(work, batch, &mut document, record, *checked, &mut told)? {
                    Stored::Written => written = true,
                    Stored::Ended(end) => ended.push(end),
                    Stored::Known => {}
                    Stored::Refused => told.except = Some(ExceptReason::Refused),
                }
                continue;
            }
            Verdict::Tombstone { checked } => {
                let full = !checked && tombstone::unchecked(work.db)? >= MAX_UNCHECKED;
                if !full {
                    told.changed |= tombstone::add(work, pair.n, record, checked, batch.origin)?;
                    told.cleared |= aside::forget(work.db, batch.id)?;
                    continue;
                }
                aside::refuse(work.db, batch.id)?
            }
            Verdict::Ended => ExceptReason::Ended,
            Verdict::Refused => aside::refuse(work.db, batch.id)?,
            Verdict::Aside(reason) => aside::keep(work.db, batch.id, &record.encode(), reason)?,
            Verdict::Missing if batch.lacking == Lacking::SetAside => {
                aside::keep(work.db, batch.id, &record.encode(), Reason::Incomplete)?
            }
            Verdict::Missing => {
                told.missing = true;
                continue;
            }
        };
        told.except = told.except.or(Some(except));
    }
    let Some(document) = &mut document else { return Ok(told) };
    if written {
        settle_as(work, document.n, whole)?;
        *document = store::get(work.db, document.n)?;
        ends::end_late_answer(work, document)?;
    }
    for (end, whose, signer) in ended {
        *document = store::get(work.db, document.n)?;
        match document.state {
            State::Live => {
                told.cleared |= ends::ended(work, document, &end, whose, signer)?;
            }
            // Both ended it.
            State::Kept if whose == Whose::Theirs => {
                told.changed |= ends::taken_back(work.db, document.n)?;
            }
            State::Kept | State::Ended => {}
        }
    }
    Ok(told)
}

/// What became of a record that may be taken in.
enum Stored {
    /// It changes the document.
    Written,
    /// It ends the document: whose end it is, and which device signed it.
    Ended((End, Whose, DeviceId)),
    /// It was here.
    Known,
    /// It names one device too many.
    Refused,
}

fn store_checked(
    work: &mut Work<'_>,
    batch: &Batch,
    document: &mut Option<Document>,
    record: &Record,
    checked: Checked,
    told: &mut Told,
) -> Result<Stored, VaultError> {
    if let Some(certificate) = &checked.introduces {
        if !devices::add_certified(work.db, certificate)? {
            aside::refuse(work.db, batch.id)?;
            return Ok(Stored::Refused);
        }
        told.introduced = true;
    }
    if let (None, Some(header)) = (&document, &checked.begins) {
        if let (Some(pair), false) = (pair::current(work.db)?, checked.unfounded.is_empty()) {
            tombstone::remove(work.db, pair.n, batch.id, &checked.unfounded)?;
        }
        *document = Some(store::add_document(work.db, header)?);
    }
    let Some(document) = document else { return Ok(Stored::Known) };
    let is_new = store::add_record(work, document, record, checked.hash, batch.origin)?;
    told.changed |= is_new;
    let whose = if checked.author == work.me.person { Whose::Mine } else { Whose::Theirs };
    Ok(match checked.end {
        // Two ends that saw the same have one name; each still says who ended it.
        Some(end) => Stored::Ended((end, whose, record.device)),
        None if is_new => Stored::Written,
        None => Stored::Known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::{Audience, Header, Writers};
    use crate::identity::{Certificate, SecretKey};
    use crate::ids::{PairId, RecordHash};
    use crate::record::{Beginning, RecordType, fact_hash};
    use crate::secrets::Protection;
    use crate::vault::{Agreed, NewVault};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn ends_of_what_never_came_are_kept_up_to_a_bound_and_then_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        let (mut vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        let (device, person) = (SecretKey::from_bytes(&[3; 32]), SecretKey::from_bytes(&[4; 32]));
        let pair = PairId::from_bytes([9; 16]);
        let agreed = Agreed {
            pair,
            partner: person.person(),
            partner_name: "Sam".into(),
            certificate: Certificate::issue(&person, device.device(), "desk"),
            endpoint: [0; 32],
            addresses: vec![],
            secret: [7; 32],
            settings: vault.make_settings(pair, &now, &mut rng).unwrap(),
            chosen: vec![],
        };
        vault.store_pending(&agreed, &now, &mut rng).unwrap();
        vault.finalize(pair, &now, &mut rng).unwrap();
        vault
            .db
            .lock()
            .execute(
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ?1)
                 INSERT INTO tombstones(pair, id, hash, device, body, signature, checked)
                 SELECT NULL, CAST(x AS BLOB), x'', 1, x'', x'', 0 FROM c",
                [MAX_UNCHECKED - 1],
            )
            .unwrap();
        let mut end = |nonce, begins| {
            let audience = Audience::Pair(pair);
            let (owner, writers) = (person.person(), Writers::Owner);
            let header = Header::new(audience, "journal", owner, writers, None, [nonce; 16]);
            let body = postcard::to_stdvec(&(header.hash(), Vec::<RecordHash>::new())).unwrap();
            let hash = fact_hash(&body);
            let kind = RecordType::END;
            let record = Record::sign(&device, kind, &header, begins, body, hash).encode();
            let incoming =
                Incoming { records: vec![record], through: None, lacking: Lacking::AskFor };
            let received = vault.receive(device.device(), &incoming, &now, &mut rng).unwrap();
            received.except.iter().map(|except| except.reason).collect::<Vec<_>>()
        };
        assert_eq!(end(1, Beginning::Later), []);
        assert_eq!(end(2, Beginning::Later), [ExceptReason::Refused]);
        // One that shows whose right it was takes none of that room.
        assert_eq!(end(3, Beginning::First), []);
    }
}
