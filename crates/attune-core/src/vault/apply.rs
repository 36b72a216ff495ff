//! Commands: from what a person does to signed records.

use super::settle::{SettleError, line_clash, settle};
use super::store::{self, Document, State};
use super::{CommandError, Vault, VaultError, Work, aside, ends, make, pairing};
use crate::command::{Choice, Command, Done, Who};
use crate::document::{
    ActorPrefix, ClashName, MAX_DOCUMENT, Merged, NewChange, Refusal, Value, Values, begin, edit,
};
use crate::header::{Audience, Header, Writers};
use crate::ids::{DocumentId, RecordHash};
use crate::kinds::{Kind, MAX_LINE, MAX_PROSE, gratitude, journal, kind, profile, settings, tried};
use crate::record::{Beginning, Record, RecordType};
use crate::text::one_line;
use crate::time::Now;
use rusqlite::params;

impl Vault {
    /// Carries out a command. When this returns, what it did is durable.
    pub fn apply(
        &mut self,
        command: &Command,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Done, CommandError> {
        self.transact(now, rng, |work| apply(work, command))
    }
}

fn apply(work: &mut Work<'_>, command: &Command) -> Result<Done, CommandError> {
    let id = match command {
        Command::AddJournal { title, body, who } => {
            let title = &one_line(title);
            check_text(title, MAX_LINE)?;
            check_text(body, MAX_PROSE)?;
            if title.trim().is_empty() && body.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            let values = texts([("title", title), ("body", body)]);
            add(work, &journal::KIND, *who, values)?
        }
        Command::AddGratitude { text, who } => {
            check_text(text, MAX_PROSE)?;
            if text.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            add(work, &gratitude::KIND, *who, texts([("text", text)]))?
        }
        Command::Edit { id, title, body } => {
            let values = entry_values(work, *id, title.as_deref(), body.as_deref())?;
            change(work, *id, None, &values)?
        }
        Command::Choose { id, choice } => choose(work, *id, choice)?,
        Command::Delete { id, deletion } => ends::delete(work, *id, *deletion)?,
        Command::Undo { id } => ends::undo(work, *id)?,
        Command::Share { id } => share(work, *id)?,
        Command::AnswerCheckin { week, answers } => super::checkin::answer(work, *week, answers)?,
        Command::TryNext { week, text } => {
            let text = &one_line(text);
            check_text(text, MAX_LINE)?;
            if text.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            let week = super::checkin::week_for(work.db, work.me.person, work.now, *week)?;
            let values = texts([("text", text), ("week", &week.to_string())]);
            create(work, &tried::KIND, audience(work)?, Writers::Owner, values)?
        }
        Command::CheckinDay(day) => {
            let values = settings::values(*day);
            match pairing::settings_document(work.db)? {
                Some(id) => change(work, id, None, &values)?,
                None => create(work, &settings::KIND, Audience::Own, Writers::Owner, values)?,
            }
        }
        Command::Rename(name) => rename(work, &one_line(name))?,
        Command::CommitDraft { slot } => super::drafts::commit(work, slot)?,
    };
    Ok(Done { id })
}

fn texts<const N: usize>(pairs: [(&str, &str); N]) -> Values {
    pairs.into_iter().map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned()))).collect()
}

pub(super) fn check_text(text: &str, max: usize) -> Result<(), CommandError> {
    if text.len() > max {
        return Err(CommandError::TooLong { length: text.len(), max });
    }
    Ok(())
}

/// Where something shared goes now; one's own log while there is no partner.
fn audience(work: &Work<'_>) -> Result<Audience, VaultError> {
    Ok(pairing::current(work.db)?.map_or(Audience::Own, |pair| Audience::Pair(pair.pair)))
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
    create(work, kind, audience, writers, values)
}

/// Makes a document with `values` and the present moment.
pub(super) fn create(
    work: &mut Work<'_>,
    kind: &'static Kind,
    audience: Audience,
    writers: Writers,
    mut values: Values,
) -> Result<DocumentId, CommandError> {
    if !kind.allows(audience, writers) {
        return Err(CommandError::NotPossible);
    }
    if audience != Audience::Own {
        // The partner learns nothing of a private page that stays behind.
        values.retain(|name, _| name != "wish" && name != "shared-as");
    }
    let mut nonce = [0; 16];
    work.rng.fill_bytes(&mut nonce);
    let header = Header::new(audience, kind.name, work.me.person, writers, None, nonce);
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
    settle(work, document.n).map_err(unsettled)
}

fn refused(refusal: Refusal) -> CommandError {
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
    let id = super::read::resolve(work.db, id)?;
    store::find(work.db, id)?.ok_or(CommandError::UnknownId)
}

/// The document, if this person may write it now.
pub(super) fn writable(work: &Work<'_>, id: DocumentId) -> Result<Document, CommandError> {
    let document = resolve(work, id)?;
    if document.state != State::Live || ends::is_pending(work.db, document.n)? {
        return Err(CommandError::Ended);
    }
    if !document.header.may_write(work.me.person) {
        return Err(CommandError::NotYours);
    }
    if store::needs_newer(work.db, document.n)? {
        return Err(CommandError::Newer);
    }
    if aside::is_contradicted(work.db, document.id())? {
        return Err(CommandError::Unreadable);
    }
    // A page of an earlier pair stays, read-only.
    if ends::is_of_earlier_pair(work.db, &document)? {
        return Err(CommandError::NotYours);
    }
    Ok(document)
}

fn entry_values(
    work: &Work<'_>,
    id: DocumentId,
    title: Option<&str>,
    body: Option<&str>,
) -> Result<Values, CommandError> {
    let document = writable(work, id)?;
    let known = kind(&document.header.kind).filter(|kind| kind.is_edited_entry());
    let known = known.ok_or(CommandError::NotPossible)?;
    let mut values = Values::new();
    let title = title.map(one_line);
    if let Some(title) = &title {
        check_text(title, MAX_LINE)?;
        if known.title_field.is_empty() {
            return Err(CommandError::NotPossible);
        }
        values.insert(known.title_field.to_owned(), Value::Text(title.to_owned()));
    }
    if let Some(body) = body {
        check_text(body, MAX_PROSE)?;
        if body.trim().is_empty() && title.as_ref().is_none_or(|title| title.trim().is_empty()) {
            return Err(CommandError::Empty);
        }
        values.insert(known.body_field.to_owned(), Value::Text(body.to_owned()));
    }
    Ok(values)
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
    let known = kind(&document.header.kind).filter(|kind| kind.project.is_some());
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

fn share(work: &mut Work<'_>, id: DocumentId) -> Result<DocumentId, CommandError> {
    let document = writable(work, id)?;
    if document.pair.is_some() {
        return Err(CommandError::AlreadyShared);
    }
    if !kind(&document.header.kind).is_some_and(Kind::is_edited_entry) {
        return Err(CommandError::NotPossible);
    }
    // What was wished for while there was no partner is what happens.
    let wish: Option<String> = work
        .db
        .prepare_cached("SELECT wish FROM entries WHERE document = ?1")?
        .query_row([document.n.0], |row| row.get(0))?;
    match (pairing::current(work.db)?, wish.as_deref()) {
        (None, Some(_)) => Ok(document.id()),
        (None, None) => change(work, document.id(), None, &texts([("wish", "read")])),
        (Some(_), Some("write")) => share_as(work, &document, Writers::Both),
        (Some(_), _) => share_as(work, &document, Writers::Owner),
    }
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
    let new = create(work, known, audience, writers, values)?;
    change(work, document.id(), None, &texts([("shared-as", &new.to_string())]))?;
    work.db.execute(
        "INSERT OR REPLACE INTO aliases(old, new) VALUES(?1, ?2)",
        params![document.id().as_bytes(), new.as_bytes()],
    )?;
    Ok(new)
}

fn choose(
    work: &mut Work<'_>,
    id: DocumentId,
    choice: &Choice,
) -> Result<DocumentId, CommandError> {
    let document = writable(work, id)?;
    let known = kind(&document.header.kind).ok_or(CommandError::NotPossible)?;
    let changes = store::changes(work.db, document.n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let merged = crate::document::merge(known.shape, &changes).map_err(refused)?;
    let mut values = Values::new();
    match *choice {
        Choice::Wording { clash, wording } => {
            let (field, text) = chosen(known, &merged, clash, wording)?;
            if let Some(clash) = merged.clashes.iter().find(|found| found.name == clash) {
                // Where the chosen words are the merged ones, nothing would differ.
                values.insert(clash.settled_key(), Value::Number(1));
            }
            values.insert(field.to_owned(), Value::Text(text));
        }
        Choice::Merged => {
            for (name, field) in &merged.fields {
                if !field.conflicts.is_empty() {
                    values.insert((*name).to_owned(), field.value.clone());
                }
            }
            for clash in &merged.clashes {
                values.insert(clash.settled_key(), Value::Number(1));
            }
        }
    }
    change(work, document.id(), None, &values)
}

/// The field that a wording is of, and what it says with that wording in it.
fn chosen(
    known: &Kind,
    merged: &Merged,
    clash: ClashName,
    wording: usize,
) -> Result<(&'static str, String), CommandError> {
    for field in known.shape.iter().filter(|field| !field.fixed) {
        if let Some((name, values)) = line_clash(merged, field.name)
            && name == clash
        {
            let value = values.into_iter().nth(wording).ok_or(CommandError::NotPossible)?;
            return Ok((field.name, value.1));
        }
    }
    let found = merged.clashes.iter().find(|found| found.name == clash);
    let found = found.ok_or(CommandError::Reworded)?;
    let (_, words) = found.wordings.get(wording).ok_or(CommandError::NotPossible)?;
    let mut text = merged.text(found.field).to_owned();
    let mut words = words.clone();
    let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
    if found.range.is_empty() && after.starts_with(|next: char| !next.is_whitespace()) {
        // What parted the words from the next ones went with them.
        let is_line = before.is_empty() || before.ends_with('\n');
        words.push(if is_line { '\n' } else { ' ' });
    }
    text.replace_range(found.range.clone(), &words);
    Ok((found.field, text))
}

fn rename(work: &mut Work<'_>, name: &str) -> Result<DocumentId, CommandError> {
    check_text(name, make::MAX_NAME)?;
    if name.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    work.db.execute(
        "UPDATE people SET name = ?2 WHERE person = ?1",
        params![work.me.person.as_bytes(), name],
    )?;
    let pair = pairing::current(work.db)?.map(|pair| pair.n);
    let values = texts([("name", name)]);
    match pairing::profile(work.db, work.me.person, pair)? {
        Some(standing) => change(work, standing.id(), None, &values),
        None => create(work, &profile::KIND, audience(work)?, Writers::Owner, values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Deletion;
    use crate::secrets::Protection;
    use crate::vault::NewVault;
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
        let add = Command::AddJournal { title, body, who: Who::OnlyMe };
        let id = vault.apply(&add, &now, &mut rng).unwrap().id;
        let done = vault.transact(&now, &mut rng, |work| {
            let document = writable(work, id)?;
            let bytes = vec![0; Record::MAX_BODY + 1];
            let change = NewChange { bytes, hash: RecordHash::from_bytes([7; 32]) };
            write_change(work, &document, Beginning::Later, change)
        });
        assert!(matches!(done, Err(CommandError::TooLong { max: Record::MAX_BODY, .. })));
        assert_eq!(vault.reader().unwrap().entry(id).unwrap().body, "here");
        let delete = Command::Delete { id, deletion: Deletion::Final };
        vault.apply(&delete, &now, &mut rng).unwrap();
    }
}
