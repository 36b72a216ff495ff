//! The weekly check-in: answering, which week is meant, and how one stands. The
//! seal itself is in `sealing`.

use super::entry::check_text;
use super::sealing::{self, Asked};
use super::store::DocN;
use super::{CommandError, VaultError, Work, given, pair};
use crate::ids::{DocumentId, PersonId};
use crate::kinds::checkin::{Answers, KIND, week_in_grace};
use crate::kinds::sealed::SealState;
use crate::kinds::{MAX_PROSE, settings};
use crate::time::{Day, Now, Week, Weekday};
use rusqlite::{Connection, OptionalExtension, params};

/// How one week's check-in stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckinView {
    /// The week.
    pub week: Week,
    /// My answers, if I gave any.
    pub mine: Option<Answers>,
    /// Where mine is.
    pub mine_id: Option<DocumentId>,
    /// What I answered beside that for the same week, on another device of mine: it
    /// does not count, and is mine to read.
    pub mine_also: Vec<Answers>,
    /// The partner's, once opened.
    pub theirs: Option<Answers>,
    /// How it stands.
    pub state: SealState,
    /// Whether the present partner has sealed theirs, and I have not answered.
    pub asked: bool,
    /// The later of the days on which the two answered, as they claim, once both
    /// are open.
    pub opened: Option<Day>,
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
    let week = week_for(work.db, work.me.person, work.now, week)?;
    check(answers)?;
    given::give(work, &KIND, week, answers)
}

/// Keeps the three answers of a week in clear and private, whoever the partner is.
pub(super) fn keep(
    work: &mut Work<'_>,
    week: Week,
    answers: &Answers,
) -> Result<DocumentId, CommandError> {
    check(answers)?;
    given::keep(work, &KIND, week, answers)
}

fn check(answers: &Answers) -> Result<(), CommandError> {
    for text in &answers.0 {
        check_text(text, MAX_PROSE / 4)?;
    }
    if answers.0.iter().all(|text| text.trim().is_empty()) {
        return Err(CommandError::Empty);
    }
    Ok(())
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
    if let Some(week) = given::theirs_alone(db, me, &KIND)? {
        return Ok(week);
    }
    Ok(match late_week(db, now)? {
        Some(late) if answered_here(db, me, late)?.is_none() => late,
        _ => now.day.week(),
    })
}

/// The week to show to who names none: the one being offered, but the one that
/// was answered late today until the day is over.
fn week_shown(db: &Connection, me: PersonId, now: &Now) -> Result<Week, VaultError> {
    let offered = week_for(db, me, now, None)?;
    if let Some(late) = late_week(db, now)?
        && late < offered
        && let Some(n) = answered_here(db, me, late)?
    {
        let day: String = db
            .prepare_cached("SELECT day FROM entries WHERE document = ?1")?
            .query_row([n.0], |row| row.get(0))?;
        if day == now.day.to_string() {
            return Ok(late);
        }
    }
    Ok(offered)
}

/// Last week, while it may still be answered.
fn late_week(db: &Connection, now: &Now) -> Result<Option<Week>, VaultError> {
    let since = super::meta::value(db, "since")?
        .and_then(|day| String::from_utf8(day).ok())
        .and_then(|day| day.parse::<Day>().ok())
        .unwrap_or(now.day);
    Ok(week_in_grace(now.day, weekday(db)?, since))
}

/// A person's answer for a week in a pair, or alone.
fn answered(
    db: &Connection,
    person: PersonId,
    week: Week,
    pair: Option<i64>,
) -> Result<Option<DocN>, VaultError> {
    let all = sealing::answers(db, person, asked(week, pair))?;
    Ok(all.first().map(|answer| answer.document.n))
}

fn asked(week: Week, pair: Option<i64>) -> Asked<'static> {
    Asked { kind: KIND.name, period: week.into(), pair }
}

/// My answer for a week: to the present partner, or alone where there is none.
fn answered_here(db: &Connection, me: PersonId, week: Week) -> Result<Option<DocN>, VaultError> {
    answered(db, me, week, pair::current(db)?.map(|pair| pair.n))
}

/// The couple's day, or one's own choice before pairing.
pub(super) fn weekday(db: &Connection) -> Result<Weekday, VaultError> {
    let Some(id) = pair::settings_document(db)? else {
        return Ok(settings::DEFAULT_CHECKIN_DAY);
    };
    let day: Option<String> = db
        .prepare_cached(
            "SELECT body FROM entries WHERE document = (SELECT n FROM documents WHERE id = ?1)",
        )?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(day.and_then(|day| day.parse().ok()).unwrap_or(settings::DEFAULT_CHECKIN_DAY))
}

/// How a week stands; the one to show now if none is named.
pub(super) fn view(
    db: &Connection,
    me: PersonId,
    now: &Now,
    named: Option<Week>,
) -> Result<CheckinView, VaultError> {
    let present = pair::current(db)?.map(|pair| pair.n);
    let (week, pair) = match named {
        Some(week) => (week, given::pair_of(db, me, asked(week, present))?),
        None => (week_shown(db, me, now)?, present),
    };
    let both = given::both(db, me, asked(week, pair))?;
    let mut statement = db.prepare_cached(
        "SELECT e.author, e.body FROM entries e JOIN documents d ON d.n = e.document
         WHERE e.kind = 'checkin-try' AND e.week = ?1 AND d.pair IS ?2 AND d.state = 0 AND e.deleted = 0
         ORDER BY e.created, e.id",
    )?;
    let tries = statement
        .query_map(params![week.to_string(), pair], |row| {
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
        asked: both.state == SealState::Open && both.theirs_is_here && pair == present,
        opened: both.opened,
        mine_id: both.mine_id,
        mine_also: both.mine_also,
        mine: both.mine,
        theirs: both.theirs,
        state: both.state,
        also_answered: both.also_answered,
        tries,
        weekday: weekday(db)?,
    })
}

/// The weeks that anybody answered, newest first.
pub(super) fn weeks(db: &Connection) -> Result<Vec<Week>, VaultError> {
    given::periods(db, &KIND)
}
