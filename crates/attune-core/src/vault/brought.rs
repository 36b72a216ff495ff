//! Taking in what was written elsewhere: as one's own documents, whoever the
//! partner is, and once.

use super::entry::{NewDocument, check_text, create, page_values, texts};
use super::pairing::moment;
use super::read::{Entry, Reader};
use super::store::{self, DocN};
use super::{CommandError, VaultError, Work, answering, checkin, given, rituals};
use crate::brought::{Brought, Origin, Standing, What, writer};
use crate::document::{Value, Values};
use crate::header::Audience;
use crate::ids::{DocumentId, PersonId};
use crate::kinds::checkin::Answers;
use crate::kinds::pulse::Levels;
use crate::kinds::sealed::Period;
use crate::kinds::{
    self, BY, MAX_LINE, MAX_PROSE, ORIGIN, feeling, gratitude, journal, pulse, ritual, side, talk,
    tried,
};
use crate::text::one_line;
use crate::time::{Day, Month, Now, Timestamp, Week};
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;

const KIND_OF_WEEKS: &str = kinds::checkin::KIND.name;
const KIND_OF_MONTHS: &str = pulse::KIND.name;

/// An answer that two people give apart and open together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A check-in's.
    Week(Week, Answers),
    /// A pulse's.
    Month(Month, Levels),
}

/// Something to be tried after a check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Its document.
    pub id: DocumentId,
    /// The check-in's week.
    pub week: Week,
    /// What.
    pub text: String,
    /// Whether it is this person's.
    pub mine: bool,
    /// The civil day where it was written.
    pub day: Day,
    /// When it claims to have been begun.
    pub created: Timestamp,
    /// When its last change claims to be from.
    pub edited: Timestamp,
    /// The writer's offset from UTC, in minutes east.
    pub offset_minutes: i16,
    /// Where it came from, if it was brought in.
    pub origin: Option<String>,
}

/// Takes it in, or gives what is here of it already.
pub(super) fn bring_in(work: &mut Work<'_>, brought: &Brought) -> Result<DocumentId, CommandError> {
    if let Some(id) = here(work.db, &brought.origin)? {
        return Ok(id);
    }
    let (kind, mut values) = match &brought.what {
        What::Journal { title, body, page } => (&journal::KIND, page_values(title, body, page)?),
        What::Gratitude { text } => (&gratitude::KIND, words(text)?),
        What::Side { text } => (&side::KIND, words(text)?),
        What::Stayed { question, text } => {
            let question = &one_line(question);
            check_text(question, MAX_LINE)?;
            let mut values = words(text)?;
            values.extend(texts([("question", question)]));
            (&talk::STAYED, values)
        }
        What::Feeling { feeling, text } => {
            check_text(text, MAX_PROSE)?;
            let mut values = answering::checked(feeling)?.values();
            values.extend(texts([("text", text)]));
            (&feeling::KIND, values)
        }
        What::Checkin { week, answers } => {
            return match standing_of(work.db, work.me.person, (*week).into(), answers)? {
                Standing::New => checkin::keep(work, *week, answers),
                Standing::Here(id) => Ok(id),
                Standing::Answered => Err(CommandError::AlreadyAnswered),
            };
        }
        What::Pulse { month, levels } => {
            return match standing_of(work.db, work.me.person, (*month).into(), levels)? {
                Standing::New if !levels.are_levels() => Err(CommandError::NotPossible),
                Standing::New => given::keep(work, &pulse::KIND, *month, levels),
                Standing::Here(id) => Ok(id),
                Standing::Answered => Err(CommandError::AlreadyAnswered),
            };
        }
        What::Ritual { name, days, at, kept } => {
            if brought.by.is_some() {
                return Err(CommandError::NotPossible);
            }
            let mut values = rituals::at_rest(work, name, *days, *at)?;
            values.extend(origin_of(brought));
            values.extend(moment(work.now));
            let id = create(work, &NewDocument::mine(&ritual::KIND, Audience::Own), values)?;
            return rituals::keep_all(work, id, kept);
        }
        What::Card { deck, question } => {
            let question = &one_line(question);
            check_text(question, MAX_LINE)?;
            if question.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            (&talk::CARD, texts([("deck", deck.name()), ("question", question)]))
        }
        What::Try { week, text } => {
            let text = &one_line(text);
            check_text(text, MAX_LINE)?;
            if text.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            (&tried::KIND, texts([("text", text), ("week", &week.to_string())]))
        }
    };
    values.extend(origin_of(brought));
    if let Some(name) = &brought.by {
        if !kind.shape.iter().any(|field| field.name == BY.name) {
            return Err(CommandError::NotPossible);
        }
        values.insert(BY.name.to_owned(), Value::Text(writer(name)));
    }
    // Begun at the command's time, and last written at a later one.
    values.extend(moment(work.now));
    let edited = Now { at: brought.edited.unwrap_or(work.now.at), ..*work.now };
    let mut then = Work { now: &edited, ..work.again() };
    create(&mut then, &NewDocument::mine(kind, Audience::Own), values)
}

/// The field that says where it came from.
fn origin_of(brought: &Brought) -> Values {
    let origin = Value::Text(brought.origin.as_str().to_owned());
    Values::from([(ORIGIN.name.to_owned(), origin)])
}

/// The one text of a kind that is nothing but that.
fn words(text: &str) -> Result<Values, CommandError> {
    check_text(text, MAX_PROSE)?;
    if text.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    Ok(texts([("text", text)]))
}

/// The entry of that origin that is here and was not deleted.
fn here(db: &Connection, origin: &Origin) -> Result<Option<DocumentId>, VaultError> {
    if let Some(id) = origin.document() {
        let id = store::resolve(db, id)?;
        let is_here = db
            .prepare_cached("SELECT 1 FROM entries WHERE id = ?1 AND deleted = 0")?
            .exists([id.as_bytes()])?;
        if is_here {
            return Ok(Some(id));
        }
    }
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT id FROM entries WHERE origin = ?1 AND deleted = 0 LIMIT 1")?
        .query_row([origin.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|id| DocumentId::from_slice(&id)))
}

/// Whether `me` has answered for that week or month, to whomever, and whether so.
fn standing_of<A: DeserializeOwned + PartialEq>(
    db: &Connection,
    me: PersonId,
    period: Period,
    answer: &A,
) -> Result<Standing, VaultError> {
    let kind = match period {
        Period::Week(_) => KIND_OF_WEEKS,
        Period::Month(_) => KIND_OF_MONTHS,
    };
    let mut statement = db.prepare_cached(
        "SELECT document, id FROM entries
         WHERE week IS NOT NULL AND kind = ?1 AND week = ?2 AND author = ?3",
    )?;
    let mut rows = statement.query(params![kind, period.to_string(), me.as_bytes()])?;
    let mut standing = Standing::New;
    while let Some(row) = rows.next()? {
        let id: Vec<u8> = row.get(1)?;
        let same = given::said::<A>(db, DocN(row.get(0)?))?.as_ref() == Some(answer);
        match DocumentId::from_slice(&id) {
            Some(id) if same => return Ok(Standing::Here(id)),
            _ => standing = Standing::Answered,
        }
    }
    Ok(standing)
}

/// Whether an own document holds what somebody else wrote: it is never changed,
/// and never shared as if it were one's own.
pub(super) fn is_of_another(db: &Connection, n: DocN) -> Result<bool, VaultError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM entries WHERE document = ?1 AND written_by IS NOT NULL")?
        .exists([n.0])?)
}

impl Reader {
    /// Whether something to be taken in is here already.
    pub fn standing(&self, brought: &Brought) -> Result<Standing, VaultError> {
        if let Some(id) = here(&self.db, &brought.origin)? {
            return Ok(Standing::Here(id));
        }
        match &brought.what {
            What::Checkin { week, answers } => {
                standing_of(&self.db, self.me, (*week).into(), answers)
            }
            What::Pulse { month, levels } => {
                standing_of(&self.db, self.me, (*month).into(), levels)
            }
            _ => Ok(Standing::New),
        }
    }

    /// What was answered in an entry that two people give apart and open together;
    /// `None` of any other, and of one that is not open here.
    pub fn given(&self, entry: &Entry) -> Result<Option<Given>, VaultError> {
        let is_weekly = entry.kind == KIND_OF_WEEKS;
        if !is_weekly && entry.kind != KIND_OF_MONTHS {
            return Ok(None);
        }
        let found: Option<(i64, String)> = self
            .db
            .prepare_cached(
                "SELECT document, week FROM entries WHERE id = ?1 AND week IS NOT NULL",
            )?
            .query_row([entry.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((n, period)) = found else { return Ok(None) };
        let bad = || VaultError::Inconsistent("a week or a month");
        Ok(if is_weekly {
            let week = period.parse().map_err(|_| bad())?;
            given::said(&self.db, DocN(n))?.map(|answers| Given::Week(week, answers))
        } else {
            let month = period.parse().map_err(|_| bad())?;
            given::said(&self.db, DocN(n))?.map(|levels| Given::Month(month, levels))
        })
    }

    /// Everything that either wanted to try after a check-in, the oldest first.
    pub fn tries(&self) -> Result<Vec<Tried>, VaultError> {
        let bad = || VaultError::Inconsistent("something to try");
        let mut statement = self.db.prepare_cached(
            "SELECT e.id, e.week, e.body, e.author, e.day, e.created, e.edited, e.offset, e.origin
             FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = 'checkin-try' AND e.week IS NOT NULL AND e.deleted = 0 AND d.state <> 1
             ORDER BY e.created, e.id",
        )?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |column| row.get::<_, String>(column);
            all.push(Tried {
                id: DocumentId::from_slice(&row.get::<_, Vec<u8>>(0)?).ok_or_else(bad)?,
                week: text(1)?.parse().map_err(|_| bad())?,
                text: text(2)?,
                mine: row.get::<_, Vec<u8>>(3)? == self.me.as_bytes(),
                day: text(4)?.parse().map_err(|_| bad())?,
                created: Timestamp::clamped(row.get(5)?),
                edited: Timestamp::clamped(row.get(6)?),
                offset_minutes: row.get(7)?,
                origin: row.get(8)?,
            });
        }
        Ok(all)
    }
}
