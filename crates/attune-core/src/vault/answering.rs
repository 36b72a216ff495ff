//! Answering what the other wrote: a heart, a line, or saying back what one heard.
//! Which of them may be seen is the rule of their kinds, on both devices; here is
//! what a person can do, and how that stands.

use super::entry::{
    self, NewDocument, add, check_text, create, create_facts, is_pending, resolve, texts,
};
use super::read::{Author, Reader};
use super::store::{self, DocN, Document, State};
use super::{CommandError, VaultError, Work, named};
use crate::command::Who;
use crate::header::{Audience, Writers};
use crate::ids::{DocumentId, PersonId};
use crate::kinds::around::Named;
use crate::kinds::feeling::{self, Feeling};
use crate::kinds::noted::{self, Note, NoteMade};
use crate::kinds::reflection::{
    self, Allowed, Answer, AnswerGiven, SaidBack, SaidBackAt, asks_to_be_heard,
};
use crate::kinds::{Detail, Kind, MAX_LINE, MAX_PROSE, Moment, heard, heart, reply};
use crate::record::RecordType;
use crate::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// A line under what another wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its document.
    pub id: DocumentId,
    /// Whose.
    pub author: Author,
    /// The line.
    pub text: String,
    /// When it claims to be from.
    pub at: Timestamp,
    /// Whoever wrote it took it back; this is a copy of one's own.
    pub taken_back: bool,
}

/// How one saying back stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its document.
    pub id: DocumentId,
    /// The listener.
    pub author: Author,
    /// What they said back.
    pub said: SaidBack,
    /// When that claims to have been.
    pub at: Timestamp,
    /// How the writer received it, if they said so: the last they said.
    pub answer: Option<Answer>,
    /// Whether they ever said that they feel heard by it.
    pub was_heard: bool,
    /// What this person noted about it, for themselves alone.
    pub notes: Vec<Note>,
}

/// How a page stands between the one who wrote it and the one who listens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReflectionView {
    /// Whether it is answered by saying back first.
    pub asks: bool,
    /// What was said back, oldest first.
    pub attempts: Vec<Attempt>,
    /// Whether this person may add a line to it now.
    pub may_add: bool,
    /// What this person noted about it, for themselves alone.
    pub notes: Vec<Note>,
}

/// Sends a heart for what another wrote.
pub(super) fn heart(work: &mut Work<'_>, id: DocumentId) -> Result<DocumentId, CommandError> {
    let page = answerable(work, id, &heart::KIND)?;
    if page.header.owner == work.me.person && page.header.writers == Writers::Owner {
        return Err(CommandError::NotPossible);
    }
    if let Some(there) = mine_for(work, &heart::KIND, page.id())? {
        return Ok(there);
    }
    let body = store::body(&Moment::from(work.now))?;
    create_facts(work, &answer_to(&page, &heart::KIND), |_, _| Ok(vec![(RecordType::HEART, body)]))
}

/// Writes a line under what another wrote, or under one's own.
pub(super) fn reply(
    work: &mut Work<'_>,
    id: DocumentId,
    text: &str,
) -> Result<DocumentId, CommandError> {
    check_text(text, MAX_PROSE)?;
    if text.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    let page = answerable(work, id, &reply::KIND)?;
    let mut values = texts([("text", text)]);
    if page.header.owner != work.me.person && asks(work.db, &page)? {
        let allowed = allowed(work.db, page.id(), work.me.person)?;
        let allowed = allowed.ok_or(CommandError::HearFirst)?;
        values.extend(texts([(reply::ALLOWED_BY, &allowed.to_string())]));
    }
    create(work, &answer_to(&page, &reply::KIND), values)
}

/// Says back what this person heard.
pub(super) fn reflect(
    work: &mut Work<'_>,
    id: DocumentId,
    said: &SaidBack,
) -> Result<DocumentId, CommandError> {
    for half in [&said.heard, &said.given] {
        check_text(half, MAX_PROSE / 4)?;
        if half.trim().is_empty() {
            return Err(CommandError::Empty);
        }
    }
    let page = answerable(work, id, &reflection::KIND)?;
    if page.header.owner == work.me.person || !asks(work.db, &page)? {
        return Err(CommandError::NotPossible);
    }
    let said = SaidBackAt { said: said.clone(), moment: work.now.into() };
    let body = store::body(&said)?;
    create_facts(work, &answer_to(&page, &reflection::KIND), |_, _| {
        Ok(vec![(RecordType::SAID_BACK, body)])
    })
}

/// Says whether this person feels heard by what was said back; `id` names that,
/// or their own page, of which the last thing said back is meant.
pub(super) fn hear(
    work: &mut Work<'_>,
    id: DocumentId,
    answer: &Answer,
) -> Result<DocumentId, CommandError> {
    if let Answer::NotQuite(words) = answer {
        check_text(words, MAX_PROSE / 4)?;
    }
    let named = resolve(work, id)?;
    let said = if named.header.kind == reflection::KIND.name {
        named.id()
    } else {
        let last = said_back(work.db, named.id())?.pop();
        last.ok_or(CommandError::NothingSaidBack)?.id
    };
    let said = answerable(work, said, &heard::KIND)?;
    let page = said.header.answers.ok_or(CommandError::NotPossible)?;
    if resolve(work, page)?.header.owner != work.me.person {
        return Err(CommandError::NotYours);
    }
    let given = AnswerGiven { answer: answer.clone(), moment: work.now.into() };
    let body = store::body(&given)?;
    create_facts(work, &answer_to(&said, &heard::KIND), |_, _| Ok(vec![(RecordType::HEARD, body)]))
}

/// Notes something about an entry for oneself alone.
pub(super) fn note(
    work: &mut Work<'_>,
    id: DocumentId,
    note: Note,
) -> Result<DocumentId, CommandError> {
    let about = resolve(work, id)?;
    if about.state == State::Ended || is_pending(work.db, about.n)? {
        return Err(CommandError::Ended);
    }
    let there = noted(work.db, about.id())?.into_iter().find(|(_, there)| *there == note);
    if let Some((there, _)) = there {
        return Ok(there);
    }
    let new =
        NewDocument { answers: Some(about.id()), ..NewDocument::mine(&noted::KIND, Audience::Own) };
    let body = store::body(&NoteMade { note, moment: work.now.into() })?;
    create_facts(work, &new, |_, _| Ok(vec![(RecordType::NOTED, body)]))
}

/// Writes down a feeling.
pub(super) fn feel(
    work: &mut Work<'_>,
    feeling: &Feeling,
    text: &str,
    who: Who,
) -> Result<DocumentId, CommandError> {
    check_text(text, MAX_PROSE)?;
    let mut values = checked(feeling)?.values();
    values.extend(texts([("text", text)]));
    add(work, &feeling::KIND, who, values)
}

/// A feeling as it may be written: at least one word, none of them twice.
pub(super) fn checked(feeling: &Feeling) -> Result<Feeling, CommandError> {
    let one_line = |text: &String| crate::text::one_line(text).trim().to_owned();
    let mut words: Vec<String> = Vec::new();
    for word in feeling.words.iter().map(one_line).filter(|word| !word.is_empty()) {
        check_text(&word, feeling::MAX_WORD)?;
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let need = one_line(&feeling.need);
    check_text(&need, MAX_LINE)?;
    let strength = feeling.strength;
    if words.is_empty() {
        return Err(CommandError::Empty);
    }
    if words.len() > feeling::MAX_WORDS
        || strength.is_some_and(|strength| !(1..=feeling::STRONGEST).contains(&strength))
    {
        return Err(CommandError::NotPossible);
    }
    Ok(Feeling { words, need, strength })
}

/// The document, if this person may answer it now with one of this kind.
fn answerable(work: &Work<'_>, id: DocumentId, with: &Kind) -> Result<Document, CommandError> {
    let page = resolve(work, id)?;
    if page.state != State::Live || is_pending(work.db, page.n)? {
        return Err(CommandError::Ended);
    }
    if !with.may_answer(&page.header.kind) {
        return Err(CommandError::NotPossible);
    }
    if page.pair.is_none() {
        return Err(CommandError::NotShared);
    }
    if entry::is_of_earlier_pair(work.db, &page)? {
        return Err(CommandError::NotYours);
    }
    Ok(page)
}

/// What answers `page`, and goes where that is.
fn answer_to(page: &Document, kind: &'static Kind) -> NewDocument {
    let answers = Some(page.id());
    NewDocument { answers, ..NewDocument::mine(kind, page.header.audience) }
}

/// This person's document of a kind that answers `page`.
fn mine_for(
    work: &Work<'_>,
    kind: &Kind,
    page: DocumentId,
) -> Result<Option<DocumentId>, VaultError> {
    let found: Option<Vec<u8>> = work
        .db
        .prepare_cached(
            "SELECT e.id FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.answers = ?1 AND e.kind = ?2 AND e.author = ?3 AND d.state = 0
               AND e.deleted = 0 ORDER BY e.id LIMIT 1",
        )?
        .query_row(params![page.as_bytes(), kind.name, work.me.person.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|id| DocumentId::from_slice(&id)))
}

/// Whether a page is answered by saying back first.
fn asks(db: &Connection, page: &Document) -> Result<bool, VaultError> {
    let detail = named::detail(db, page.n)?;
    Ok(asks_to_be_heard(&Named { header: page.header.clone(), facts: Vec::new(), detail }))
}

/// An answer's row.
struct Row {
    n: DocN,
    id: DocumentId,
    kind: String,
    author: Author,
    body: String,
    at: Timestamp,
    taken_back: bool,
    detail: Option<Detail>,
}

/// What answers a document and may be seen, oldest first. Of what its writer took
/// back, only what the page's own copy still stands beside.
fn answering(db: &Connection, id: DocumentId) -> Result<Vec<Row>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT e.document, e.id, e.kind, e.author, coalesce(p.name, ''), e.body, e.created,
           e.taken_back, e.detail
         FROM entries e JOIN documents d ON d.n = e.document LEFT JOIN people p ON p.person = e.author
         WHERE e.answers = ?1 AND e.standing = 0 AND e.deleted = 0 AND d.state <> 1
         ORDER BY e.created, e.id",
    )?;
    let rows = statement.query_map([id.as_bytes()], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, Vec<u8>>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, Vec<u8>>(3)?,
            row.get::<_, String>(4)?,
            row.get::<_, String>(5)?,
            row.get::<_, i64>(6)?,
            row.get::<_, bool>(7)?,
            row.get::<_, Option<String>>(8)?,
        ))
    })?;
    rows.map(|row| {
        let (n, id, kind, author, name, body, at, taken_back, detail) = row?;
        let bad = || VaultError::Inconsistent("an answer's row");
        let person = PersonId::from_slice(&author).ok_or_else(bad)?;
        Ok(Row {
            n: DocN(n),
            id: DocumentId::from_slice(&id).ok_or_else(bad)?,
            kind,
            author: Author { person, name },
            body,
            at: Timestamp::clamped(at),
            taken_back,
            detail: named::parse_detail(detail)?,
        })
    })
    .collect()
}

/// The hearts and the lines under an entry. `kept`: whether the entry is a copy,
/// beside which what went with it still stands.
pub(super) fn answers(
    db: &Connection,
    id: DocumentId,
    kept: bool,
) -> Result<(Vec<Author>, Vec<Reply>), VaultError> {
    let (mut hearts, mut replies): (Vec<Author>, Vec<Reply>) = Default::default();
    for row in answering(db, id)? {
        let Row { id, author, body: text, at, .. } = row;
        let taken_back = row.taken_back && !kept;
        if row.kind == reply::KIND.name {
            replies.push(Reply { id, author, text, at, taken_back });
        } else if row.kind == heart::KIND.name && !taken_back && !hearts.contains(&author) {
            hearts.push(author);
        }
    }
    Ok((hearts, replies))
}

/// What was said back to a page, oldest first.
fn said_back(db: &Connection, page: DocumentId) -> Result<Vec<Attempt>, VaultError> {
    let mut attempts = Vec::new();
    for Row { id, author, at, detail, .. } in answering(db, page)? {
        let Some(Detail::Reflection(said)) = detail else { continue };
        let mut words = words(db, id)?;
        let was_heard = words.iter().any(|word| word.answer == Answer::Yes);
        let answer = words.pop().map(|word| word.answer);
        let notes = noted(db, id)?.into_iter().map(|(_, note)| note).collect();
        attempts.push(Attempt { id, author, said, at, answer, was_heard, notes });
    }
    Ok(attempts)
}

/// How the writer received one saying back.
struct Word {
    n: DocN,
    id: DocumentId,
    answer: Answer,
}

/// What the writer said to it, oldest first.
fn words(db: &Connection, said: DocumentId) -> Result<Vec<Word>, VaultError> {
    let word = |Row { n, id, detail, .. }| match detail {
        Some(Detail::Heard(answer)) => Some(Word { n, id, answer }),
        _ => None,
    };
    Ok(answering(db, said)?.into_iter().filter_map(word).collect())
}

/// The *yes* that lets `listener` add something to a page.
fn allowed(
    db: &Connection,
    page: DocumentId,
    listener: PersonId,
) -> Result<Option<Allowed>, VaultError> {
    for attempt in said_back(db, page)?.into_iter().filter(|said| said.author.person == listener) {
        for Word { n, id: document, .. } in
            words(db, attempt.id)?.into_iter().filter(|word| word.answer == Answer::Yes)
        {
            let facts = store::facts(db, n)?;
            if let Some(fact) = facts.iter().find(|fact| fact.kind == RecordType::HEARD) {
                return Ok(Some(Allowed { document, heard: fact.hash }));
            }
        }
    }
    Ok(None)
}

/// What this person noted about an entry.
fn noted(db: &Connection, about: DocumentId) -> Result<Vec<(DocumentId, Note)>, VaultError> {
    let note = |Row { id, detail, .. }| match detail {
        Some(Detail::Noted(note)) => Some((id, note)),
        _ => None,
    };
    Ok(answering(db, about)?.into_iter().filter_map(note).collect())
}

impl Reader {
    /// How a page stands between the one who wrote it and the one who listens.
    pub fn reflection(&self, id: DocumentId) -> Result<ReflectionView, CommandError> {
        let id = store::resolve(&self.db, id)?;
        let page = store::find(&self.db, id)?.ok_or(CommandError::UnknownId)?;
        let asks = page.pair.is_some() && asks(&self.db, &page)?;
        let is_mine = page.header.owner == self.me;
        let may_add = page.state == State::Live
            && page.pair.is_some()
            && (is_mine || !asks || allowed(&self.db, id, self.me)?.is_some());
        Ok(ReflectionView {
            asks,
            attempts: said_back(&self.db, id)?,
            may_add,
            notes: noted(&self.db, id)?.into_iter().map(|(_, note)| note).collect(),
        })
    }
}
