//! Giving an answer that stays sealed until the partner has given theirs, and how
//! the two stand. The seal itself is in `sealing`.

use super::entry::{NewDocument, body, create_facts};
use super::sealing::{self, Asked};
use super::store::DocN;
use super::{CommandError, VaultError, Work, pair};
use crate::header::Audience;
use crate::ids::{DocumentId, PersonId};
use crate::kinds::Kind;
use crate::kinds::sealed::{Given, Period, PrivateAnswer, SealState, SealedAnswer};
use crate::record::RecordType;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;
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
    let plain = Zeroizing::new(body(answer)?);
    create_facts(work, &new, |work, header| {
        let sealed = work.keys.seal.key(header).seal(header, &plain);
        Ok(vec![(RecordType::SEALED_ANSWER, body(&SealedAnswer { given, sealed })?)])
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
    let body = body(&PrivateAnswer { given, answer: answer.clone() })?;
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

/// How the answers of two people stand.
pub(super) struct Both<A> {
    /// Where mine is.
    pub(super) mine_id: Option<DocumentId>,
    /// What it says.
    pub(super) mine: Option<A>,
    /// The partner's, once opened.
    pub(super) theirs: Option<A>,
    pub(super) state: SealState,
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
    let mine = mine.first().map(|answer| (answer.document.id(), answer.document.n));
    let (mut theirs, mut count) = (None, 0);
    if let Some(partner) = sealing::partner_of(db, asked.pair)? {
        for answer in sealing::answers(db, partner, asked)? {
            count += 1;
            if theirs.is_none() {
                theirs = said(db, answer.document.n)?;
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
        theirs: theirs.filter(|_| state == SealState::Opened),
        state,
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
