//! The weekly check-in: sealing, releasing, and how a week stands.
//!
//! The seal is enforced here and not on a screen: the words of a sealed answer
//! leave this device only as a sealed fact, and its key only in a release that
//! names the partner's own sealed answer of the same week.

use super::apply::{check_text, unsettled};
use super::settle::{EntryRow, SettleError, settle, write_entry};
use super::store::{self, DocN, Document};
use super::{CommandError, VaultError, Work, pairing};
use crate::header::{Audience, Header, Writers};
use crate::ids::{DocumentId, HeaderHash, PersonId};
use crate::kinds::checkin::{
    Answers, CheckinState, Given, KIND, KeyRelease, PrivateAnswer, SealedAnswer, current_week,
};
use crate::kinds::{MAX_PROSE, Projection, settings};
use crate::record::{Beginning, RecordType, fact_hash};
use crate::seal::{SealSecret, Sealed};
use crate::time::{Day, Now, Timestamp, Week, Weekday};
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

/// How one week's check-in stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckinView {
    /// The week.
    pub week: Week,
    /// My answers, if I gave any.
    pub mine: Option<Answers>,
    /// Where mine is.
    pub mine_id: Option<DocumentId>,
    /// The partner's, once opened.
    pub theirs: Option<Answers>,
    /// How it stands.
    pub state: CheckinState,
    /// Whether the partner, too, answered again for this week.
    pub also_answered: bool,
    /// What we said we would try, each with who wrote it.
    pub tries: Vec<(PersonId, String)>,
    /// The couple's day.
    pub weekday: Weekday,
}

/// Seals the three answers of a week; while there is no partner they are kept
/// as a private page.
pub(super) fn answer(
    work: &mut Work<'_>,
    week: Option<Week>,
    answers: &Answers,
) -> Result<DocumentId, CommandError> {
    for text in &answers.0 {
        check_text(text, MAX_PROSE / 4)?;
    }
    if answers.0.iter().all(|text| text.trim().is_empty()) {
        return Err(CommandError::Empty);
    }
    let pair = pairing::current(work.db)?;
    let week = week_for(work.db, work.me.person, work.now, week)?;
    let audience = pair.as_ref().map_or(Audience::Own, |pair| Audience::Pair(pair.pair));
    if answered(work.db, work.me.person, week, pair.as_ref().map(|pair| pair.n))?.is_some() {
        return Err(CommandError::AlreadyAnswered);
    }
    let mut nonce = [0; 16];
    work.rng.fill_bytes(&mut nonce);
    let header = Header::new(audience, KIND.name, work.me.person, Writers::Owner, None, nonce);
    let given =
        Given { week, day: work.now.day, at: work.now.at, offset_minutes: work.now.offset_minutes };
    let inconsistent = |_| VaultError::Inconsistent("an answer");
    let (kind, body) = match audience {
        Audience::Own => {
            let body = PrivateAnswer { given, answers: answers.clone() };
            (RecordType::PRIVATE_ANSWER, postcard::to_stdvec(&body).map_err(inconsistent)?)
        }
        Audience::Pair(_) => {
            let plain = Zeroizing::new(postcard::to_stdvec(answers).map_err(inconsistent)?);
            let sealed = work.keys.seal.key(header.hash()).seal(header.hash(), &plain);
            let body = SealedAnswer { given, sealed };
            (RecordType::SEALED_ANSWER, postcard::to_stdvec(&body).map_err(inconsistent)?)
        }
    };
    let document = store::add_document(work.db, &header)?;
    let hash = fact_hash(&body);
    store::write_record(work, &document, kind, Beginning::First, body, hash)?;
    settle(work, document.n).map_err(unsettled)?;
    Ok(document.id())
}

/// The week a person means who names none: the one that the partner has sealed
/// and they have not, else the one being offered.
pub(super) fn week_for(
    db: &Connection,
    me: PersonId,
    now: &Now,
    named: Option<Week>,
) -> Result<Week, VaultError> {
    if let Some(week) = named {
        return Ok(week);
    }
    let theirs: Option<String> = db
        .prepare_cached(
            "SELECT t.week FROM entries t JOIN documents d ON d.n = t.document
             JOIN pairs p ON p.n = d.pair AND p.state = 1
             WHERE t.kind = 'checkin' AND t.author <> ?1 AND d.state = 0 AND NOT EXISTS(
               SELECT 1 FROM entries m JOIN documents md ON md.n = m.document
               WHERE m.kind = 'checkin' AND m.author = ?1 AND m.week = t.week AND md.pair = d.pair)
             ORDER BY t.week DESC LIMIT 1",
        )?
        .query_row([me.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(week) = theirs.and_then(|week| week.parse().ok()) {
        return Ok(week);
    }
    let since = super::open::meta(db, "since")?
        .and_then(|day| String::from_utf8(day).ok())
        .and_then(|day| day.parse::<Day>().ok())
        .unwrap_or(now.day);
    Ok(current_week(now.day, weekday(db)?, since))
}

/// The couple's day, or one's own choice before pairing.
pub(super) fn weekday(db: &Connection) -> Result<Weekday, VaultError> {
    let Some(id) = pairing::settings_document(db)? else {
        return Ok(settings::DEFAULT_CHECKIN_DAY);
    };
    let day: Option<String> = db
        .prepare_cached("SELECT body FROM entries WHERE id = ?1")?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(day.and_then(|day| day.parse().ok()).unwrap_or(settings::DEFAULT_CHECKIN_DAY))
}

/// A person's answer for a week: the one that a release names goes first, then
/// the lowest id, so that a later one never displaces an earlier.
fn answered(
    db: &Connection,
    person: PersonId,
    week: Week,
    pair: Option<i64>,
) -> Result<Option<DocN>, VaultError> {
    Ok(all_answers(db, person, week, pair)?.first().copied())
}

fn all_answers(
    db: &Connection,
    person: PersonId,
    week: Week,
    pair: Option<i64>,
) -> Result<Vec<DocN>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT e.document FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = 'checkin' AND e.author = ?1 AND e.week = ?2 AND d.pair IS ?3 AND d.state = 0
         ORDER BY EXISTS(SELECT 1 FROM records r WHERE r.document = d.n AND r.type = ?4) DESC, e.document",
    )?;
    let rows = statement.query_map(
        params![person.as_bytes(), week.to_string(), pair, RecordType::KEY_RELEASE.0],
        |row| row.get(0).map(DocN),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a check-in document holds.
enum Content {
    Private(PrivateAnswer),
    Sealed(SealedAnswer),
}

impl Content {
    fn given(&self) -> &Given {
        match self {
            Content::Private(answer) => &answer.given,
            Content::Sealed(answer) => &answer.given,
        }
    }
}

fn content(db: &Connection, n: DocN) -> Result<Option<(Content, Vec<KeyRelease>)>, VaultError> {
    let mut content = None;
    let mut releases = Vec::new();
    for fact in store::facts(db, n)? {
        match fact.kind {
            RecordType::PRIVATE_ANSWER if content.is_none() => {
                content = postcard::from_bytes(&fact.body).ok().map(Content::Private);
            }
            // Facts come in the order of their hashes, so a second seal in one
            // document is passed over alike everywhere.
            RecordType::SEALED_ANSWER if content.is_none() => {
                content = postcard::from_bytes(&fact.body).ok().map(Content::Sealed);
            }
            RecordType::KEY_RELEASE => releases.extend(postcard::from_bytes(&fact.body)),
            _ => {}
        }
    }
    Ok(content.map(|content| (content, releases)))
}

/// Projects a check-in document, opens what can be opened, and releases my key
/// where the partner's answer has come.
pub(super) fn settle_document(work: &mut Work<'_>, document: &Document) -> Result<(), SettleError> {
    let Some((content, _)) = content(work.db, document.n)? else {
        return Err(SettleError::Refused(crate::document::Refusal::Shape));
    };
    let week = content.given().week;
    project(work, document)?;
    if let Some(pair) = document.pair {
        release_due(work, week, pair)?;
        // The other documents of this week may open now.
        let others: Vec<i64> = work
            .db
            .prepare_cached("SELECT document FROM entries WHERE kind = 'checkin' AND week = ?1")?
            .query_map([week.to_string()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for other in others {
            let other = store::get(work.db, DocN(other))?;
            project(work, &other)?;
        }
    }
    Ok(())
}

fn project(work: &mut Work<'_>, document: &Document) -> Result<(), VaultError> {
    let Some((found, releases)) = content(work.db, document.n)? else { return Ok(()) };
    let mine = document.header.owner == work.me.person;
    let given = found.given().clone();
    let answers = match &found {
        Content::Private(answer) => Some(answer.answers.clone()),
        Content::Sealed(sealed) if mine => {
            open_own(&work.keys.seal, document.header.hash(), &sealed.sealed)
        }
        Content::Sealed(sealed) => {
            opened_theirs(work.db, work.me.person, document, &given, &sealed.sealed, &releases)?
        }
    };
    let theirs_open = match (&found, mine) {
        (Content::Sealed(_), true) => is_week_open(work, document, given.week)?,
        _ => answers.is_some(),
    };
    let body = answers.as_ref().map(|answers| answers.0.join("\n\n")).unwrap_or_default();
    let row = EntryRow {
        projection: Projection {
            title: String::new(),
            body,
            day: given.day,
            created: Timestamp::clamped(given.at.millis()),
            offset_minutes: given.offset_minutes.clamp(-1080, 1080),
            week: Some(given.week),
        },
        edited: given.at.millis(),
        revisions: 1,
        wish: None,
        shared_as: None,
        listed: answers.is_some(),
        newer: false,
        sealed: matches!(found, Content::Sealed(_)) && !theirs_open,
        clashes: Vec::new(),
    };
    write_entry(work.db, document, &row)?;
    if let Some(answers) = answers {
        let encoded =
            postcard::to_stdvec(&answers).map_err(|_| VaultError::Inconsistent("an answer"))?;
        work.db
            .prepare_cached("INSERT OR REPLACE INTO checkins(document, answers) VALUES(?1, ?2)")?
            .execute(params![document.n.0, encoded])?;
    }
    Ok(())
}

fn open_own(secret: &SealSecret, header: HeaderHash, sealed: &Sealed) -> Option<Answers> {
    let plain = secret.key(header).open(header, sealed)?;
    postcard::from_bytes(&plain).ok()
}

/// The partner's answers, if a release of theirs names an answer of mine for
/// the same week and carries the key they committed to.
fn opened_theirs(
    db: &Connection,
    me: PersonId,
    document: &Document,
    given: &Given,
    sealed: &Sealed,
    releases: &[KeyRelease],
) -> Result<Option<Answers>, VaultError> {
    let theirs = document.header.hash();
    for release in releases.iter().filter(|release| release.mine == theirs) {
        let Some(mine) = store::find(db, release.theirs.document())? else { continue };
        let names_mine = mine.header.owner == me
            && mine.header.hash() == release.theirs
            && mine.pair == document.pair
            && content(db, mine.n)?.is_some_and(|(content, _)| {
                matches!(content, Content::Sealed(_)) && content.given().week == given.week
            });
        if names_mine && let Some(plain) = release.key.open(theirs, sealed) {
            return Ok(postcard::from_bytes(&plain).ok());
        }
    }
    Ok(None)
}

fn is_week_open(work: &Work<'_>, mine: &Document, week: Week) -> Result<bool, VaultError> {
    let Some(partner) = partner_of(work.db, mine.pair)? else { return Ok(false) };
    for n in all_answers(work.db, partner, week, mine.pair)? {
        let theirs = store::get(work.db, n)?;
        if let Some((Content::Sealed(answer), releases)) = content(work.db, n)?
            && opened_theirs(
                work.db,
                work.me.person,
                &theirs,
                &answer.given,
                &answer.sealed,
                &releases,
            )?
            .is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn partner_of(db: &Connection, pair: Option<i64>) -> Result<Option<PersonId>, VaultError> {
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT partner FROM pairs WHERE n = ?1")?
        .query_row([pair], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|person| PersonId::from_slice(&person)))
}

/// Releases my key for a week once both answers are here.
fn release_due(work: &mut Work<'_>, week: Week, pair: i64) -> Result<(), SettleError> {
    let Some(partner) = partner_of(work.db, Some(pair))? else { return Ok(()) };
    let Some(mine) = answered(work.db, work.me.person, week, Some(pair))? else { return Ok(()) };
    let Some(theirs) = answered(work.db, partner, week, Some(pair))? else { return Ok(()) };
    let Some((Content::Sealed(_), releases)) = content(work.db, mine)? else { return Ok(()) };
    if !releases.is_empty() {
        return Ok(());
    }
    let mine = store::get(work.db, mine)?;
    let theirs = store::get(work.db, theirs)?;
    let header = mine.header.hash();
    let release =
        KeyRelease { mine: header, theirs: theirs.header.hash(), key: work.keys.seal.key(header) };
    let body = postcard::to_stdvec(&release).map_err(|_| VaultError::Inconsistent("a release"))?;
    let hash = fact_hash(&body);
    store::write_record(work, &mine, RecordType::KEY_RELEASE, Beginning::Later, body, hash)?;
    settle(work, mine.n)
}

/// How a week stands; the one being offered if none is named.
pub(super) fn view(
    db: &Connection,
    me: PersonId,
    now: &Now,
    named: Option<Week>,
) -> Result<CheckinView, VaultError> {
    let week = match named {
        Some(week) => week,
        None => week_for(db, me, now, None)?,
    };
    let pair = pairing::current(db)?;
    let pair_n = pair.as_ref().map(|pair| pair.n);
    let mine = match answered(db, me, week, pair_n)? {
        Some(mine) => Some(mine),
        None => answered(db, me, week, None)?,
    };
    let mine = match mine {
        Some(n) => Some((store::get(db, n)?.id(), stored_answers(db, n)?)),
        None => None,
    };
    let mut theirs = None;
    let mut their_count = 0;
    if let Some(pair) = &pair {
        let all = all_answers(db, pair.partner, week, pair_n)?;
        their_count = all.len();
        for n in all {
            if let Some(answers) = stored_answers(db, n)? {
                theirs = Some(answers);
                break;
            }
        }
    }
    let state = match (&mine, pair_n) {
        (Some(_), Some(pair)) if answered(db, me, week, Some(pair))?.is_some() => {
            match (&theirs, their_count) {
                (Some(_), _) => CheckinState::Opened,
                (None, 0) => CheckinState::Sealed,
                (None, _) => CheckinState::Waiting,
            }
        }
        _ => CheckinState::Open,
    };
    let mut statement = db.prepare_cached(
        "SELECT e.author, e.body FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = 'checkin-try' AND e.week = ?1 AND d.pair IS ?2 AND d.state = 0 AND e.deleted = 0
         ORDER BY e.created, e.id",
    )?;
    let tries = statement
        .query_map(params![week.to_string(), pair_n], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?))
        })?
        .map(|row| {
            let (person, text) = row?;
            let person =
                PersonId::from_slice(&person).ok_or(VaultError::Inconsistent("a person"))?;
            Ok::<_, VaultError>((person, text))
        })
        .collect::<Result<_, _>>()?;
    Ok(CheckinView {
        week,
        mine_id: mine.as_ref().map(|(id, _)| *id),
        mine: mine.and_then(|(_, answers)| answers),
        theirs: if state == CheckinState::Opened { theirs } else { None },
        state,
        also_answered: their_count > 1,
        tries,
        weekday: weekday(db)?,
    })
}

/// The three answers as they were projected. The row holds them as one text
/// for lists; here they are needed apart, so the facts are asked.
fn stored_answers(db: &Connection, n: DocN) -> Result<Option<Answers>, VaultError> {
    let encoded: Option<Vec<u8>> = db
        .prepare_cached("SELECT answers FROM checkins WHERE document = ?1")?
        .query_row([n.0], |row| row.get(0))
        .optional()?;
    Ok(encoded.and_then(|bytes| postcard::from_bytes(&bytes).ok()))
}
