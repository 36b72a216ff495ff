//! Commands: from what a person does to signed records.

use super::entry::{
    NewDocument, add, audience, change, check_text, create, page_values, refused, share_as, texts,
    tidied, writable,
};
use super::read::person_named;
use super::settle::line_clash;
use super::{
    CommandError, Vault, Work, answering, brought, checkin, drafts, ends, inks, make, named, pair,
    pause, pulse, rituals, store, talk,
};
use crate::command::{Choice, Command, Done};
use crate::document::{Clash, ClashName, Merged, Value, Values};
use crate::header::{Audience, Writers};
use crate::ids::DocumentId;
use crate::kinds::profile::Ink;
use crate::kinds::talk::CARD;
use crate::kinds::{Kind, MAX_LINE, MAX_PROSE, gratitude, journal, kind, profile, settings, tried};
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

    /// Carries out many commands, each at its own time, as one: all are durable
    /// when this returns, or nothing was done.
    pub fn apply_all(
        &mut self,
        commands: &[(Command, Now)],
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<Vec<Done>, CommandError> {
        let Some((_, first)) = commands.first() else { return Ok(Vec::new()) };
        self.transact(first, rng, |work| {
            let each = commands.iter().map(|(command, now)| {
                let mut then = Work { now, ..work.again() };
                apply(&mut then, command)
            });
            each.collect()
        })
    }
}

fn apply(work: &mut Work<'_>, command: &Command) -> Result<Done, CommandError> {
    let id = match command {
        Command::AddJournal { title, body, who, page } => {
            add(work, &journal::KIND, *who, page_values(title, body, page)?)?
        }
        Command::AddGratitude { text, who } => {
            check_text(text, MAX_PROSE)?;
            if text.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            add(work, &gratitude::KIND, *who, texts([("text", text)]))?
        }
        Command::Feel { feeling, text, who } => answering::feel(work, feeling, text, *who)?,
        Command::Heart { id } => answering::heart(work, *id)?,
        Command::Reply { id, text } => answering::reply(work, *id, text)?,
        Command::Reflect { id, said } => answering::reflect(work, *id, said)?,
        Command::Hear { id, answer } => answering::hear(work, *id, answer)?,
        Command::Note { id, note } => answering::note(work, *id, *note)?,
        Command::BeginRitual { name, days, at, who } => {
            rituals::begin(work, name, *days, *at, *who)?
        }
        Command::AlterRitual { id, name, days, at } => {
            rituals::alter(work, *id, name.as_deref(), *days, *at)?
        }
        Command::RestRitual { id, until } => rituals::rest(work, *id, *until)?,
        Command::MarkRitual { id, day, kept } => rituals::mark(work, *id, *day, *kept)?,
        Command::LeaveNote { text } => rituals::leave_note(work, text)?,
        Command::Edit { id, title, body } => {
            let values = entry_values(work, *id, title.as_deref(), body.as_deref())?;
            change(work, *id, None, &values)?
        }
        Command::MarkPage { id, mood, add, remove } => {
            let values = marked(work, *id, mood.as_deref(), add, remove)?;
            change(work, *id, None, &values)?
        }
        Command::Choose { id, choice } => choose(work, *id, choice)?,
        Command::Delete { id, deletion } => ends::delete(work, *id, *deletion)?,
        Command::Undo { id } => ends::undo(work, *id)?,
        Command::Share { id } => share(work, *id)?,
        Command::AnswerCheckin { week, answers } => checkin::answer(work, *week, answers)?,
        Command::Draw { deck } => talk::draw(work, *deck)?,
        Command::WriteCard { deck, question } => talk::write_card(work, *deck, question)?,
        Command::Stayed { question, text, who } => talk::stayed(work, question, text, *who)?,
        Command::Pause(what) => pause::step(work, what)?,
        Command::WriteSide { text, who } => pause::side(work, text, *who)?,
        Command::AnswerPulse { month, levels } => pulse::answer(work, *month, *levels)?,
        Command::TryNext { week, text } => {
            let text = &one_line(text);
            check_text(text, MAX_LINE)?;
            if text.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            let week = checkin::week_for(work.db, work.me.person, work.now, *week)?;
            let values = texts([("text", text), ("week", &week.to_string())]);
            create(work, &NewDocument::mine(&tried::KIND, audience(work)?), values)?
        }
        Command::CheckinDay(day) => {
            let values = settings::values(*day);
            match pair::settings_document(work.db)? {
                Some(id) => change(work, id, None, &values)?,
                None => create(work, &NewDocument::mine(&settings::KIND, Audience::Own), values)?,
            }
        }
        Command::Rename(name) => rename(work, &one_line(name))?,
        Command::ChooseInk(ink) => choose_ink(work, *ink)?,
        Command::CommitDraft { slot } => drafts::commit(work, slot)?,
        Command::BringIn(brought) => brought::bring_in(work, brought)?,
    };
    Ok(Done { id })
}

/// What a page says beside its words, with another mood and other tags.
fn marked(
    work: &Work<'_>,
    id: DocumentId,
    mood: Option<&str>,
    add: &[String],
    remove: &[String],
) -> Result<Values, CommandError> {
    let document = writable(work, id)?;
    if document.header.kind != journal::KIND.name {
        return Err(CommandError::NotPossible);
    }
    let mut page = named::page(work.db, document.n)?;
    let standing = page.tags.len();
    for gone in remove.iter().filter_map(|typed| journal::named(typed)) {
        page.tags.retain(|tag| journal::find([tag], &gone).is_none());
    }
    page.tags.extend(add.iter().cloned());
    if let Some(mood) = mood {
        mood.clone_into(&mut page.mood);
    }
    Ok(tidied(&page, standing)?.changed_values())
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

fn share(work: &mut Work<'_>, id: DocumentId) -> Result<DocumentId, CommandError> {
    let document = writable(work, id)?;
    if document.pair.is_some() {
        return Err(CommandError::AlreadyShared);
    }
    if document.header.kind == CARD.name {
        // Alone there is no deck but one's own, and what another wrote is theirs to share.
        let is_two = pair::current(work.db)?.is_some();
        if !is_two || brought::is_of_another(work.db, document.n)? {
            return Err(CommandError::NotPossible);
        }
        return share_as(work, &document, Writers::Owner);
    }
    if !kind(&document.header.kind).is_some_and(Kind::is_edited_entry) {
        return Err(CommandError::NotPossible);
    }
    // What was wished for while there was no partner is what happens.
    let wish: Option<String> = work
        .db
        .prepare_cached("SELECT wish FROM entries WHERE document = ?1")?
        .query_row([document.n.0], |row| row.get(0))?;
    match (pair::current(work.db)?, wish.as_deref()) {
        (None, Some(_)) => Ok(document.id()),
        (None, None) => change(work, document.id(), None, &texts([("wish", "read")])),
        (Some(_), Some("write")) => share_as(work, &document, Writers::Both),
        (Some(_), _) => share_as(work, &document, Writers::Owner),
    }
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
        Choice::Both { clash } => {
            let found = clash_named(&merged, clash)?;
            values.insert(found.settled_key(), Value::Number(1));
            let text = replaced(&merged, found, after_each_other(found));
            check_text(&text, MAX_PROSE)?;
            values.insert(found.field.to_owned(), Value::Text(text));
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
    for field in known.shape.iter().filter(|field| !field.fixed && !field.either) {
        if let Some((name, values)) = line_clash(merged, field.name)
            && name == clash
        {
            let value = values.into_iter().nth(wording).ok_or(CommandError::NotPossible)?;
            return Ok((field.name, value.1));
        }
    }
    let found = clash_named(merged, clash)?;
    let (_, words) = found.wordings.get(wording).ok_or(CommandError::NotPossible)?;
    Ok((found.field, replaced(merged, found, words.clone())))
}

fn clash_named(merged: &Merged, clash: ClashName) -> Result<&Clash, CommandError> {
    merged.clashes.iter().find(|found| found.name == clash).ok_or(CommandError::Reworded)
}

/// Every wording of a clash, each after the one before.
fn after_each_other(clash: &Clash) -> String {
    let mut words = String::new();
    for (_, wording) in clash.wordings.iter().filter(|(_, wording)| !wording.is_empty()) {
        if !words.is_empty() && !words.ends_with(char::is_whitespace) {
            words.push(' ');
        }
        words.push_str(wording);
    }
    words
}

/// The text of the field that `found` is in, with `words` in its place.
fn replaced(merged: &Merged, found: &Clash, mut words: String) -> String {
    let mut text = merged.text(found.field).to_owned();
    let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
    if found.range.is_empty() && after.starts_with(|next: char| !next.is_whitespace()) {
        // What parted the words from the next ones went with them.
        let is_line = before.is_empty() || before.ends_with('\n');
        words.push(if is_line { '\n' } else { ' ' });
    }
    text.replace_range(found.range.clone(), &words);
    text
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
    let ink = inks::chosen(work.db, work.me.person)?;
    write_profile(work, name, ink)
}

fn choose_ink(work: &mut Work<'_>, ink: Ink) -> Result<DocumentId, CommandError> {
    if let Some(pair) = pair::current(work.db)?
        && inks::chosen(work.db, pair.partner)? == Some(ink)
    {
        return Err(CommandError::InkTaken);
    }
    let name = person_named(work.db, work.me.person)?.name;
    write_profile(work, &name, Some(ink))
}

/// A profile that is new says all that is known of its person.
fn write_profile(
    work: &mut Work<'_>,
    name: &str,
    ink: Option<Ink>,
) -> Result<DocumentId, CommandError> {
    let pair = pair::current(work.db)?.map(|pair| pair.n);
    let values = profile::values(name, ink);
    match pair::profile(work.db, work.me.person, pair)? {
        Some(standing) => change(work, standing.id(), None, &values),
        None => create(work, &NewDocument::mine(&profile::KIND, audience(work)?), values),
    }
}
