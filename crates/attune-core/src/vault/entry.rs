//! Making and changing entries: the steps that every practice's commands are
//! made of.

use super::settle::{SettleError, settle_as};
use super::store::{self, DocN, Document, State};
use super::{CommandError, VaultError, Work, aside, brought, pair};
use crate::command::Who;
use crate::document::{ActorPrefix, MAX_DOCUMENT, NewChange, Refusal, Value, Values, begin, edit};
use crate::header::{Audience, Header, Writers};
use crate::ids::{DocumentId, HeaderHash, RecordHash};
use crate::kinds::journal::{Page, TooMuch};
use crate::kinds::{BY, Kind, MAX_LINE, MAX_PROSE, ORIGIN, SHARED_AS, WISH, kind};
use crate::record::{Beginning, Record, RecordType, fact_hash};
use crate::text::one_line;
use rusqlite::{Connection, params};

pub(super) fn texts<const N: usize>(pairs: [(&str, &str); N]) -> Values {
    pairs.into_iter().map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned()))).collect()
}

pub(super) fn check_text(text: &str, max: usize) -> Result<(), CommandError> {
    if text.len() > max {
        return Err(CommandError::TooLong { length: text.len(), max });
    }
    Ok(())
}

/// The fields of a journal page that says something.
pub(super) fn page_values(title: &str, body: &str, page: &Page) -> Result<Values, CommandError> {
    let title = &one_line(title);
    check_text(title, MAX_LINE)?;
    check_text(body, MAX_PROSE)?;
    if title.trim().is_empty() && body.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    let mut values = texts([("title", title), ("body", body)]);
    values.extend(tidied(page, 0)?.values());
    Ok(values)
}

/// What a page says beside its words, as it is kept; it has so many tags already.
pub(super) fn tidied(page: &Page, standing: usize) -> Result<Page, CommandError> {
    page.tidied(standing).map_err(|much| match much {
        TooMuch::Long { length, max } => CommandError::TooLong { length, max },
        TooMuch::Many { count, max } => CommandError::TooMany { count, max },
    })
}

/// Where something shared goes now; one's own log while there is no partner.
pub(super) fn audience(work: &Work<'_>) -> Result<Audience, VaultError> {
    Ok(pair::current(work.db)?.map_or(Audience::Own, |pair| Audience::Pair(pair.pair)))
}

/// Makes an entry for `who`. Before pairing, a shared one is a private one
/// with an intention.
pub(super) fn add(
    work: &mut Work<'_>,
    kind: &'static Kind,
    who: Who,
    mut values: Values,
) -> Result<DocumentId, CommandError> {
    let audience = match who {
        Who::OnlyMe => Audience::Own,
        Who::PartnerReads | Who::BothWrite => audience(work)?,
    };
    let writers = match (who, audience) {
        (Who::BothWrite, Audience::Pair(_)) => Writers::Both,
        _ => Writers::Owner,
    };
    if who == Who::BothWrite && !kind.writers.contains(&Writers::Both) {
        return Err(CommandError::NotPossible);
    }
    if audience == Audience::Own && who != Who::OnlyMe {
        let wish = if who == Who::BothWrite { "write" } else { "read" };
        values.insert("wish".to_owned(), Value::Text(wish.to_owned()));
    }
    create(work, &NewDocument { kind, audience, writers, answers: None }, values)
}

/// What a new document's header is to say.
pub(super) struct NewDocument {
    pub(super) kind: &'static Kind,
    pub(super) audience: Audience,
    pub(super) writers: Writers,
    /// The document it answers.
    pub(super) answers: Option<DocumentId>,
}

impl NewDocument {
    /// One that only this person writes, and that answers nothing.
    pub(super) fn mine(kind: &'static Kind, audience: Audience) -> Self {
        Self { kind, audience, writers: Writers::Owner, answers: None }
    }

    /// The header, which no other document has.
    fn header(&self, work: &mut Work<'_>) -> Result<Header, CommandError> {
        let Self { kind, audience, writers, answers } = *self;
        if !kind.allows(audience, writers) {
            return Err(CommandError::NotPossible);
        }
        let mut nonce = [0; 16];
        work.rng.fill_bytes(&mut nonce);
        Ok(Header::new(audience, kind.name, work.me.person, writers, answers, nonce))
    }
}

/// Makes a document of facts, which may rest on its header.
pub(super) fn create_facts(
    work: &mut Work<'_>,
    new: &NewDocument,
    facts: impl FnOnce(&Work<'_>, HeaderHash) -> Result<Vec<(RecordType, Vec<u8>)>, VaultError>,
) -> Result<DocumentId, CommandError> {
    let header = new.header(work)?;
    let facts = facts(work, header.hash())?;
    let document = store::add_document(work.db, &header)?;
    let mut begins = Beginning::First;
    for (kind, body) in facts {
        let hash = fact_hash(&body);
        store::write_record(work, &document, kind, begins, body, hash)?;
        begins = Beginning::Later;
    }
    settle_as(work, document.n, None).map_err(unsettled)?;
    Ok(document.id())
}

/// What the partner is never told of a private page: that it was one, and where
/// it came from.
const PRIVATE: [&str; 4] = [WISH.name, SHARED_AS.name, ORIGIN.name, BY.name];

/// Makes a document with `values` and the present moment.
pub(super) fn create(
    work: &mut Work<'_>,
    new: &NewDocument,
    mut values: Values,
) -> Result<DocumentId, CommandError> {
    let NewDocument { kind, audience, .. } = *new;
    let header = new.header(work)?;
    if audience != Audience::Own {
        // The partner learns nothing of a private page that stays behind.
        values.retain(|name, _| !PRIVATE.contains(&name.as_str()));
    }
    let now = *work.now;
    for (name, value) in [
        ("day", Value::Text(now.day.to_string())),
        ("created", Value::Number(now.at.millis())),
        ("offset", Value::Number(now.offset_minutes.into())),
    ] {
        values.entry(name.to_owned()).or_insert(value);
    }
    let actor = ActorPrefix::of(work.me.device).actor(work.rng);
    let change = begin(kind.shape, &values, actor, now.at).map_err(refused)?;
    let document = store::add_document(work.db, &header)?;
    write_change(work, &document, Beginning::First, change)?;
    Ok(document.id())
}

fn write_change(
    work: &mut Work<'_>,
    document: &Document,
    begins: Beginning,
    change: NewChange,
) -> Result<(), CommandError> {
    // What nobody may receive must not be made.
    let length = change.bytes.len();
    if length > Record::MAX_BODY {
        return Err(CommandError::TooLong { length, max: Record::MAX_BODY });
    }
    store::write_record(work, document, RecordType::CHANGE, begins, change.bytes, change.hash)?;
    settle_as(work, document.n, change.merged).map_err(unsettled)
}

pub(super) fn refused(refusal: Refusal) -> CommandError {
    match refusal {
        Refusal::TooLarge => CommandError::Full { max: MAX_DOCUMENT },
        _ => CommandError::Unreadable,
    }
}

pub(super) fn unsettled(error: SettleError) -> CommandError {
    match error {
        SettleError::Refused(refusal) => refused(refusal),
        SettleError::Vault(error) => error.into(),
    }
}

/// The document behind an id that a person named: what it became, if it was
/// shared or brought back.
pub(super) fn resolve(work: &Work<'_>, id: DocumentId) -> Result<Document, CommandError> {
    let id = super::store::resolve(work.db, id)?;
    store::find(work.db, id)?.ok_or(CommandError::UnknownId)
}

/// The document, if this person may write it now.
pub(super) fn writable(work: &Work<'_>, id: DocumentId) -> Result<Document, CommandError> {
    let document = resolve(work, id)?;
    if document.state != State::Live || is_pending(work.db, document.n)? {
        return Err(CommandError::Ended);
    }
    if !document.header.may_write(work.me.person) {
        return Err(CommandError::NotYours);
    }
    if brought::is_of_another(work.db, document.n)? {
        return Err(CommandError::NotYours);
    }
    if store::needs_newer(work.db, document.n)? {
        return Err(CommandError::Newer);
    }
    if aside::is_contradicted(work.db, document.id())? {
        return Err(CommandError::Unreadable);
    }
    // A page of an earlier pair stays, read-only.
    if is_of_earlier_pair(work.db, &document)? {
        return Err(CommandError::NotYours);
    }
    Ok(document)
}

/// Writes `values` into a document, as a change of what stood at `base`.
pub(super) fn change(
    work: &mut Work<'_>,
    id: DocumentId,
    base: Option<&[RecordHash]>,
    values: &Values,
) -> Result<DocumentId, CommandError> {
    let document = writable(work, id)?;
    let known = kind(&document.header.kind).ok_or(CommandError::NotPossible)?;
    let changes = store::changes(work.db, document.n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let actor = ActorPrefix::of(work.me.device).actor(work.rng);
    let at = work.now.at;
    if let Some(new) = edit(known.shape, &changes, base, values, actor, at).map_err(refused)? {
        write_change(work, &document, Beginning::Later, new)?;
    }
    Ok(document.id())
}

/// The values a new document takes over from an old one: as it is now,
/// without its past.
pub(super) fn present_values(
    work: &Work<'_>,
    document: &Document,
) -> Result<(&'static Kind, Values), CommandError> {
    let known = kind(&document.header.kind).filter(|kind| kind.is_edited());
    let known = known.ok_or(CommandError::NotPossible)?;
    let changes = store::changes(work.db, document.n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let merged = crate::document::merge(known.shape, &changes).map_err(refused)?;
    let mut values = Values::new();
    for (name, field) in merged.fields {
        values.insert(name.to_owned(), field.value);
    }
    Ok((known, values))
}

/// Makes a new, shared document of a private one. The private one stays as
/// "earlier, only me", and names what it became.
pub(super) fn share_as(
    work: &mut Work<'_>,
    document: &Document,
    writers: Writers,
) -> Result<DocumentId, CommandError> {
    let (known, values) = present_values(work, document)?;
    let audience = audience(work)?;
    let writers = if known.writers.contains(&writers) { writers } else { Writers::Owner };
    let shared = NewDocument { kind: known, audience, writers, answers: None };
    let new = create(work, &shared, values)?;
    change(work, document.id(), None, &texts([("shared-as", &new.to_string())]))?;
    work.db.execute(
        "INSERT OR REPLACE INTO aliases(old, new) VALUES(?1, ?2)",
        params![document.id().as_bytes(), new.as_bytes()],
    )?;
    Ok(new)
}

/// Whether a document's end is pending.
pub(super) fn is_pending(db: &Connection, n: DocN) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM deletions WHERE document = ?1 AND final = 0")?
        .exists([n.0])?)
}

/// Whether it belongs to a pair that is no more: nothing is written into it.
pub(super) fn is_of_earlier_pair(db: &Connection, document: &Document) -> Result<bool, VaultError> {
    let Some(pair) = document.pair else { return Ok(false) };
    Ok(pair::current(db)?.is_none_or(|current| current.n != pair))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;
    use crate::command::Deletion;
    use crate::secrets::Protection;
    use crate::time::Now;
    use crate::vault::{NewVault, Vault};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn no_change_is_made_that_nobody_could_receive() {
        let folder = tempfile::tempdir().unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let new = NewVault { name: "Alex", device_name: "desk", protection: Protection::Nothing };
        let now = Now::from_millis(1_795_510_800_000, 0);
        let (mut vault, _) = Vault::create(folder.path(), &new, &now, &mut rng).unwrap();
        let (title, body) = (String::new(), "here".to_owned());
        let add = Command::AddJournal { title, body, who: Who::OnlyMe, page: Default::default() };
        let id = vault.apply(&add, &now, &mut rng).unwrap().id;
        let done = vault.transact(&now, &mut rng, |work| {
            let document = writable(work, id)?;
            let bytes = vec![0; Record::MAX_BODY + 1];
            let change = NewChange { bytes, hash: RecordHash::from_bytes([7; 32]), merged: None };
            write_change(work, &document, Beginning::Later, change)
        });
        assert!(matches!(done, Err(CommandError::TooLong { max: Record::MAX_BODY, .. })));
        assert_eq!(vault.reader().unwrap().entry(id).unwrap().body, "here");
        let delete = Command::Delete { id, deletion: Deletion::Final };
        vault.apply(&delete, &now, &mut rng).unwrap();
    }
}
