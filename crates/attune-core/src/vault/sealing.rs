//! The seal of an answer, enforced here and not on a screen.
//!
//! The words of a sealed answer leave this device only as a sealed fact. Its
//! key leaves in a release that names one sealed answer of the partner for the
//! same week or month, and only once that is here. The partner's answer opens only if it
//! is the one that my own release names: what they seal after reading mine
//! opens never, and never takes the first one's place.

use super::rows::{EntryRow, write_entry};
use super::settle::{SettleError, settle};
use super::store::{self, DocN, Document};
use super::{VaultError, Work};
use crate::document::Refusal;
use crate::ids::{HeaderHash, PersonId};
use crate::kinds::around::Standing;
use crate::kinds::sealed::{Given, KeyRelease, Period, Seals};
use crate::kinds::{Projects, kind};
use crate::record::RecordType;
use crate::seal::{SealSecret, Sealed};
use crate::time::Day;
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

/// One person's answer for a week or a month, as its document's facts say it.
pub(super) struct Answer {
    pub(super) document: Document,
    given: Given<Period>,
    content: Content,
    releases: Vec<KeyRelease>,
}

enum Content {
    Private(Zeroizing<Vec<u8>>),
    Sealed(Sealed),
}

impl Answer {
    fn sealed(&self) -> Option<&Sealed> {
        match &self.content {
            Content::Private(_) => None,
            Content::Sealed(sealed) => Some(sealed),
        }
    }

    /// What both people's answers have in common.
    fn asked(&self) -> Asked<'_> {
        let (kind, period) = (&self.document.header.kind, self.given.period);
        Asked { kind, period, pair: self.document.pair }
    }

    fn header(&self) -> HeaderHash {
        self.document.header.hash()
    }

    /// The civil day on which it claims to have been given.
    pub(super) fn day(&self) -> Day {
        self.given.moment.day
    }
}

/// The answer that a document holds: just one, sealed in a pair and open alone,
/// with releases of its own key. `None` where the facts don't make that.
fn read(db: &Connection, document: Document) -> Result<Option<Answer>, VaultError> {
    let Some(Seals { sealed, private, .. }) = seals(&document) else { return Ok(None) };
    let mut contents = Vec::new();
    let mut releases: Vec<Option<KeyRelease>> = Vec::new();
    for fact in store::facts(db, document.n)? {
        match (fact.kind, document.pair) {
            (RecordType::PRIVATE_ANSWER, None) => {
                let read = private(&fact.body);
                contents.push(read.map(|(given, plain)| (given, Content::Private(plain.into()))));
            }
            (RecordType::SEALED_ANSWER, Some(_)) => {
                let read = sealed(&fact.body);
                contents.push(read.map(|(given, sealed)| (given, Content::Sealed(sealed))));
            }
            (RecordType::KEY_RELEASE, Some(_)) => {
                releases.push(postcard::from_bytes(&fact.body).ok());
            }
            (RecordType::PRIVATE_ANSWER | RecordType::SEALED_ANSWER, _)
            | (RecordType::KEY_RELEASE, None) => return Ok(None),
            _ => {}
        }
    }
    // A second seal could say something else after the other was read.
    let (Some(Some((given, content))), None) = (contents.pop(), contents.pop()) else {
        return Ok(None);
    };
    let Some(releases) = releases.into_iter().collect::<Option<Vec<_>>>() else { return Ok(None) };
    let answer = Answer { document, given, content, releases };
    let are_its_own = answer.releases.iter().all(|release| {
        release.mine == answer.header()
            && answer.sealed().is_some_and(|sealed| release.key.fits(answer.header(), sealed))
    });
    Ok(are_its_own.then_some(answer))
}

/// What answers of two people have in common that belong together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) kind: &'a str,
    pub(super) period: Period,
    /// The pair's number; `None` alone.
    pub(super) pair: Option<i64>,
}

fn seals(document: &Document) -> Option<Seals> {
    match kind(&document.header.kind)?.project {
        Projects::Seals(seals) => Some(seals),
        _ => None,
    }
}

/// A person's answers for a week or a month: those that a release of
/// the other names go first, then those released, then by the lowest id, so
/// that a later one never displaces an earlier. What has ended stays among
/// them: an answer can't be taken back from under the other's.
pub(super) fn answers(
    db: &Connection,
    person: PersonId,
    asked: Asked<'_>,
) -> Result<Vec<Answer>, VaultError> {
    let mut found = Vec::new();
    let mut named = Vec::new();
    for answer in of_all(db, asked)? {
        if answer.document.header.owner == person {
            found.push(answer);
        } else {
            named.extend(answer.releases.iter().map(|release| release.theirs));
        }
    }
    found.sort_by_key(|answer| {
        let is_named = named.contains(&answer.header());
        (!is_named, answer.releases.is_empty(), answer.document.id())
    });
    Ok(found)
}

/// Everybody's answers for a week or a month.
fn of_all(db: &Connection, asked: Asked<'_>) -> Result<Vec<Answer>, VaultError> {
    let all: Vec<i64> = db
        .prepare_cached(
            "SELECT e.document FROM entries e JOIN documents d ON d.n = e.document
             WHERE e.kind = ?1 AND e.week = ?2 AND d.pair IS ?3",
        )?
        .query_map(params![asked.kind, asked.period.to_string(), asked.pair], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = Vec::with_capacity(all.len());
    for n in all {
        found.extend(read(db, store::get(db, DocN(n))?)?);
    }
    Ok(found)
}

/// Projects a check-in document, opens what can be opened, and releases my key
/// where the partner's answer has come.
pub(super) fn settle_document(work: &mut Work<'_>, n: DocN) -> Result<(), SettleError> {
    let document = store::get(work.db, n)?;
    let pair = document.pair;
    let refused = || SettleError::Refused(Refusal::Shape);
    let answer = read(work.db, document)?.ok_or_else(refused)?;
    if names_wrongly(work, &answer)? {
        return Err(refused());
    }
    project(work, &answer)?;
    if pair.is_some() {
        release_due(work, answer.asked())?;
        // The others may open now.
        for other in of_all(work.db, answer.asked())? {
            project(work, &other)?;
        }
    }
    Ok(())
}

/// Whether a release of the partner names something of this pair that is here
/// and is no sealed answer of mine for that week. What is not here yet is waited
/// for, and so is what is private: nobody can feel for it.
fn names_wrongly(work: &Work<'_>, answer: &Answer) -> Result<bool, VaultError> {
    if answer.document.header.owner == work.me.person {
        return Ok(false);
    }
    for release in &answer.releases {
        if find_named(work.db, answer, release)?.is_some()
            && !is_mine(work.db, work.me.person, answer, release)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a release of the partner's `answer` names a sealed answer of mine
/// for the same week.
fn is_mine(
    db: &Connection,
    me: PersonId,
    answer: &Answer,
    release: &KeyRelease,
) -> Result<bool, VaultError> {
    let Some(named) = find_named(db, answer, release)? else { return Ok(false) };
    if named.header.owner != me || named.header.hash() != release.theirs {
        return Ok(false);
    }
    // In a pair nothing else reads as an answer but a sealed one.
    Ok(read(db, named)?.is_some_and(|named| {
        named.given.period == answer.given.period
            && named.document.header.kind == answer.document.header.kind
    }))
}

/// What a release of `answer` names, if it is of the same pair.
fn find_named(
    db: &Connection,
    answer: &Answer,
    release: &KeyRelease,
) -> Result<Option<Document>, VaultError> {
    match answer.document.pair {
        Some(pair) => store::find_shared(db, release.theirs.document(), pair),
        None => Ok(None),
    }
}

fn project(work: &Work<'_>, found: &Answer) -> Result<(), VaultError> {
    let mine = found.document.header.owner == work.me.person;
    let plain = match &found.content {
        Content::Private(plain) => Some(plain.clone()),
        Content::Sealed(sealed) if mine => open_own(&work.keys.seal, found.header(), sealed),
        Content::Sealed(sealed) => opened_theirs(work, found, sealed)?,
    };
    // What was sealed may be no answer at all.
    let said = plain.as_ref().zip(seals(&found.document));
    let body = said.and_then(|(plain, seals)| (seals.body)(plain));
    let is_open = match found.sealed() {
        Some(_) if mine => is_open(work, found)?,
        _ => body.is_some(),
    };
    let listed = body.is_some();
    let row = EntryRow {
        projection: found.given.projection(body.unwrap_or_default()),
        edited: found.given.moment.at.millis(),
        revisions: 1,
        wish: None,
        shared_as: None,
        standing: Standing::Shown,
        origin: None,
        written_by: None,
        listed,
        newer: false,
        sealed: found.sealed().is_some() && !is_open,
        clashes: Vec::new(),
    };
    write_entry(work, &found.document, &row)?;
    if let (Some(plain), true) = (plain, listed) {
        work.db
            .prepare_cached("INSERT OR REPLACE INTO checkins(document, answers) VALUES(?1, ?2)")?
            .execute(params![found.document.n.0, *plain])?;
    }
    Ok(())
}

fn open_own(
    secret: &SealSecret,
    header: HeaderHash,
    sealed: &Sealed,
) -> Option<Zeroizing<Vec<u8>>> {
    secret.key(header).open(header, sealed)
}

/// The partner's answers, if a release of mine names them, and a release of
/// theirs names an answer of mine and carries the key they committed to.
fn opened_theirs(
    work: &Work<'_>,
    theirs: &Answer,
    sealed: &Sealed,
) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
    let (db, me) = (work.db, work.me.person);
    let mut mine = answers(db, me, theirs.asked())?.into_iter();
    let header = theirs.header();
    if !mine.any(|mine| mine.releases.iter().any(|release| release.theirs == header)) {
        return Ok(None);
    }
    for release in &theirs.releases {
        if is_mine(db, me, theirs, release)?
            && let Some(plain) = release.key.open(header, sealed)
        {
            let is_answer = seals(&theirs.document).and_then(|seals| (seals.body)(&plain));
            return Ok(is_answer.map(|_| plain));
        }
    }
    Ok(None)
}

fn is_open(work: &Work<'_>, mine: &Answer) -> Result<bool, VaultError> {
    let pair = mine.document.pair;
    let Some(partner) = partner_of(work.db, pair)? else { return Ok(false) };
    for theirs in answers(work.db, partner, mine.asked())? {
        if let Some(sealed) = theirs.sealed()
            && opened_theirs(work, &theirs, sealed)?.is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The partner in a pair.
pub(super) fn partner_of(
    db: &Connection,
    pair: Option<i64>,
) -> Result<Option<PersonId>, VaultError> {
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT partner FROM pairs WHERE n = ?1")?
        .query_row([pair], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|person| PersonId::from_slice(&person)))
}

/// Releases my key for a week once both sealed answers are here. Of several of
/// mine (two devices that did not know of each other) also that which the
/// partner's release names; all my releases of a week name one and the same
/// answer of theirs.
fn release_due(work: &mut Work<'_>, asked: Asked<'_>) -> Result<(), SettleError> {
    let Some(partner) = partner_of(work.db, asked.pair)? else { return Ok(()) };
    let mine = answers(work.db, work.me.person, asked)?;
    let theirs = answers(work.db, partner, asked)?;
    // Those that a release of mine names come first.
    let Some(first) = theirs.iter().find(|answer| answer.sealed().is_some()) else {
        return Ok(());
    };
    let asked_for = |answer: &Answer| {
        let mut releases = theirs.iter().flat_map(|theirs| &theirs.releases);
        releases.any(|release| release.theirs == answer.header())
    };
    let mut due: Vec<&Answer> =
        mine.iter().filter(|answer| answer.releases.is_empty() && asked_for(answer)).collect();
    if due.is_empty() && mine.iter().all(|answer| answer.releases.is_empty()) {
        due.extend(mine.iter().min_by_key(|answer| answer.document.id()));
    }
    let theirs = first.header();
    for answer in due.into_iter().filter(|answer| answer.sealed().is_some()) {
        let header = answer.header();
        let release = KeyRelease { mine: header, theirs, key: work.keys.seal.key(header) };
        store::write_fact(work, &answer.document, RecordType::KEY_RELEASE, &release)?;
        settle(work, answer.document.n)?;
    }
    Ok(())
}
