//! Giving an answer that stays sealed until the partner has given theirs, and how
//! the two stand. The seal itself is in `sealing`.

use super::entry::{NewDocument, create_facts};
use super::sealing::{self, Answer, Asked};
use super::store::{self, DocN};
use super::{CommandError, VaultError, Work, pair};
use crate::header::Audience;
use crate::ids::{DocumentId, PersonId};
use crate::kinds::Kind;
use crate::kinds::sealed::{Given, Period, PrivateAnswer, SealState, SealedAnswer};
use crate::record::RecordType;
use crate::time::Day;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;
use zeroize::Zeroizing;

/// Seals an answer for a week or a month; while there is no partner it is kept as
/// it is, among one's own things.
pub(super) fn give<P, A>(
    work: &mut Work<'_>,
    kind: &'static Kind,
    period: P,
    answer: &A,
) -> Result<DocumentId, CommandError>
where
    P: Copy + Into<Period> + Serialize,
    A: Clone + Serialize,
{
    let pair = pair::current(work.db)?;
    let asked =
        Asked { kind: kind.name, period: period.into(), pair: pair.as_ref().map(|pair| pair.n) };
    if is_given(work.db, work.me.person, asked)? {
        return Err(CommandError::AlreadyAnswered);
    }
    let Some(pair) = pair else { return keep(work, kind, period, answer) };
    let new = NewDocument::mine(kind, Audience::Pair(pair.pair));
    let given = Given { period, moment: work.now.into() };
    let plain = Zeroizing::new(store::body(answer)?);
    create_facts(work, &new, |work, header| {
        let sealed = work.keys.seal.key(header).seal(header, &plain);
        Ok(vec![(RecordType::SEALED_ANSWER, store::body(&SealedAnswer { given, sealed })?)])
    })
}

/// Keeps an answer as it is, among one's own things, whoever the partner is.
pub(super) fn keep<P, A>(
    work: &mut Work<'_>,
    kind: &'static Kind,
    period: P,
    answer: &A,
) -> Result<DocumentId, CommandError>
where
    P: Serialize,
    A: Clone + Serialize,
{
    let new = NewDocument::mine(kind, Audience::Own);
    let given = Given { period, moment: work.now.into() };
    let body = store::body(&PrivateAnswer { given, answer: answer.clone() })?;
    create_facts(work, &new, |_, _| Ok(vec![(RecordType::PRIVATE_ANSWER, body)]))
}

/// Whether a person gave an answer, in a pair or alone.
pub(super) fn is_given(
    db: &Connection,
    person: PersonId,
    asked: Asked<'_>,
) -> Result<bool, VaultError> {
    Ok(!sealing::answers(db, person, asked)?.is_empty())
}

/// The pair in whose things a week or a month is looked up: the one that is asked for,
/// but for one of before that only an earlier partner shared.
pub(super) fn pair_of(
    db: &Connection,
    me: PersonId,
    asked: Asked<'_>,
) -> Result<Option<i64>, VaultError> {
    if is_given(db, me, asked)? || is_given(db, me, Asked { pair: None, ..asked })? {
        return Ok(asked.pair);
    }
    let found: Option<i64> = db
        .prepare_cached(
            "SELECT max(d.pair) FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = ?1 AND e.week = ?2",
        )?
        .query_row(params![asked.kind, asked.period.to_string()], |row| row.get(0))?;
    Ok(found.or(asked.pair))
}

/// The latest week or month that the partner has sealed and this person has not.
pub(super) fn theirs_alone<P: FromStr>(
    db: &Connection,
    me: PersonId,
    kind: &Kind,
) -> Result<Option<P>, VaultError> {
    let theirs: Option<String> = db
        .prepare_cached(
            "SELECT t.week FROM entries t JOIN documents d ON d.n = t.document
             JOIN pairs p ON p.n = d.pair AND p.state = 1
             WHERE t.week IS NOT NULL AND t.kind = ?2 AND t.author <> ?1 AND NOT EXISTS(
               SELECT 1 FROM entries m JOIN documents md ON md.n = m.document
               WHERE m.kind = ?2 AND m.author = ?1 AND m.week = t.week AND md.pair = d.pair)
             ORDER BY t.week DESC LIMIT 1",
        )?
        .query_row(params![me.as_bytes(), kind.name], |row| row.get(0))
        .optional()?;
    Ok(theirs.and_then(|period| period.parse().ok()))
}

/// The weeks or months that anybody answered, newest first.
pub(super) fn periods<P: FromStr>(db: &Connection, kind: &Kind) -> Result<Vec<P>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT week FROM entries
         WHERE week IS NOT NULL AND kind = ?1 AND deleted = 0 ORDER BY week DESC",
    )?;
    let rows = statement.query_map([kind.name], |row| row.get::<_, String>(0))?;
    let bad = || VaultError::Inconsistent("a week or a month");
    rows.map(|period| period?.parse().map_err(|_| bad())).collect()
}

/// How the answers of two people stand.
pub(super) struct Both<A> {
    /// Where mine is.
    pub(super) mine_id: Option<DocumentId>,
    /// What it says.
    pub(super) mine: Option<A>,
    /// What I gave beside it, on another device of mine that did not know of it.
    pub(super) mine_also: Vec<A>,
    /// The partner's, once opened.
    pub(super) theirs: Option<A>,
    pub(super) state: SealState,
    /// Whether an answer of the partner is here, open or not.
    pub(super) theirs_is_here: bool,
    /// The later of the days on which both claim to have answered, once opened.
    pub(super) opened: Option<Day>,
    /// Whether the partner answered again.
    pub(super) also_answered: bool,
}

/// How they stand in a pair; what I gave alone is mine all the same.
pub(super) fn both<A: DeserializeOwned>(
    db: &Connection,
    me: PersonId,
    asked: Asked<'_>,
) -> Result<Both<A>, VaultError> {
    let mut mine = sealing::answers(db, me, asked)?;
    let in_pair = asked.pair.is_some() && !mine.is_empty();
    if mine.is_empty() {
        mine = sealing::answers(db, me, Asked { pair: None, ..asked })?;
    }
    let mut mine_also = Vec::new();
    for answer in mine.iter().skip(1) {
        mine_also.extend(said(db, answer.document.n)?);
    }
    let my_day = mine.first().map(Answer::day);
    let mine = mine.first().map(|answer| (answer.document.id(), answer.document.n));
    let (mut theirs, mut their_day, mut count) = (None, None, 0);
    if let Some(partner) = sealing::partner_of(db, asked.pair)? {
        for answer in sealing::answers(db, partner, asked)? {
            count += 1;
            if theirs.is_none() {
                theirs = said(db, answer.document.n)?;
                their_day = Some(answer.day());
            }
        }
    }
    let state = match (in_pair, &theirs, count) {
        (false, ..) => SealState::Open,
        (true, Some(_), _) => SealState::Opened,
        (true, None, 0) => SealState::Sealed,
        (true, None, _) => SealState::Waiting,
    };
    Ok(Both {
        mine_id: mine.map(|(id, _)| id),
        mine: match mine {
            Some((_, n)) => said(db, n)?,
            None => None,
        },
        mine_also,
        theirs: theirs.filter(|_| state == SealState::Opened),
        opened: my_day.max(their_day).filter(|_| state == SealState::Opened),
        state,
        theirs_is_here: count > 0,
        also_answered: count > 1,
    })
}

/// The row an answer has as one text is for lists; here it is needed as it was
/// given, if it is open.
pub(super) fn said<A: DeserializeOwned>(db: &Connection, n: DocN) -> Result<Option<A>, VaultError> {
    let encoded: Option<Vec<u8>> = db
        .prepare_cached("SELECT answers FROM checkins WHERE document = ?1")?
        .query_row([n.0], |row| row.get(0))
        .optional()?;
    Ok(encoded.and_then(|bytes| postcard::from_bytes(&bytes).ok()))
}
