//! Pausing: what each can do, and how it stands here. What counts is the rule of
//! the kind; this device's own part is when a pause came to it.

use super::entry::{NewDocument, add, check_text, create_facts, texts, unsettled, writable};
use super::read::{Author, person_named};
use super::settle::settle;
use super::store::{self, DocN};
use super::{CommandError, VaultError, Work, named, pair};
use crate::command::{Pausing, Who};
use crate::header::{Audience, Writers};
use crate::ids::{DocumentId, PersonId, RecordHash};
use crate::kinds::pause::{KIND, LENGTHS, NextStep, Pause, Step, StepTaken};
use crate::kinds::{Detail, MAX_LINE, MAX_PROSE, side};
use crate::record::RecordType;
use crate::text::one_line;
use crate::time::{Now, Timestamp};
use rusqlite::Connection;

/// How long a pause that nobody closed goes on being shown after its time, in
/// milliseconds.
const LINGERS: i64 = 24 * 60 * 60 * 1000;
/// So many of the last pauses are looked at for the one that is under way.
const LAST: u32 = 16;

/// How far a pause has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The two are apart, until the time to come back or until both are ready.
    Apart,
    /// They are back: are we on the same team?
    Back,
    /// Both have said; one next step, or none.
    Together,
}

/// A pause as this person may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseView {
    /// Its document; of two that are one, that whose beginning counts.
    pub id: DocumentId,
    /// Who began it.
    pub by: PersonId,
    /// When it began, by this device's clock.
    pub begun: Timestamp,
    /// When it is time to come back, by this device's clock.
    pub until: Timestamp,
    /// How far it has come.
    pub phase: Phase,
    /// Who moved the time last, if anybody did.
    pub moved_by: Option<PersonId>,
    /// From when they did.
    pub moved_from: Option<Timestamp>,
    /// Whether this person may still move it.
    pub may_move: bool,
    /// Whether the other may.
    pub they_may_move: bool,
    /// Whether this person said that they are ready. That the other did shows only
    /// when both have: then they are back.
    pub ready: bool,
    /// This person's answer to *are we on the same team?*.
    pub mine: Option<bool>,
    /// The other's, once both have given theirs.
    pub theirs: Option<bool>,
    /// What was put in words for a next step.
    pub next: Vec<NextStep>,
}

/// Does one thing in a pause.
pub(super) fn step(work: &mut Work<'_>, what: &Pausing) -> Result<DocumentId, CommandError> {
    let Some(pair) = pair::current(work.db)? else { return Err(CommandError::NotPaired) };
    let last = last(all(work.db, pair.n)?);
    let previous = last.as_ref().map(|one| one.id);
    // Two can end it at once, and the second finds it over.
    if let (Pausing::Close, Some(over)) = (what, &last)
        && over.pause.closed
        && over.is_of_late(work.now)
    {
        return Ok(over.id);
    }
    let under_way = last.filter(|last| last.is_under_way(work.now));
    if let Pausing::Begin(minutes) = what {
        if !LENGTHS.contains(minutes) {
            return Err(CommandError::NotPossible);
        }
        if let Some(standing) = under_way {
            return Ok(standing.id);
        }
        let new = NewDocument {
            kind: &KIND,
            audience: Audience::Pair(pair.pair),
            writers: Writers::Both,
            answers: None,
        };
        let step = Step::Begin { minutes: *minutes, previous };
        let body = store::body(&taken(work, step))?;
        return create_facts(work, &new, |_, _| Ok(vec![(RecordType::PAUSE_STEP, body)]));
    }
    let standing = under_way.ok_or(CommandError::NoPause)?;
    let view = standing.view(work.me.person, work.now);
    let step = match what {
        // What was said is said: again is no second time.
        Pausing::Begin(_) => return Ok(standing.id),
        Pausing::Ready if view.ready => return Ok(standing.id),
        Pausing::Team(_) if view.mine.is_some() => return Ok(standing.id),
        // Nobody is asked before they are back.
        Pausing::Team(_) if view.phase == Phase::Apart => return Err(CommandError::NotPossible),
        Pausing::Move(minutes) if view.may_move && LENGTHS.contains(minutes) => {
            Step::Move { minutes: *minutes, from: standing.pause.said_by() }
        }
        Pausing::Move(_) => return Err(CommandError::NotPossible),
        Pausing::Ready => Step::Ready,
        Pausing::Team(answer) => Step::Team(*answer),
        Pausing::Next(words) => {
            let words = one_line(words);
            check_text(&words, MAX_LINE)?;
            if words.trim().is_empty() {
                return Err(CommandError::Empty);
            }
            Step::Next(words)
        }
        Pausing::Agree(name) => Step::Agree(*name),
        Pausing::Close => Step::Close,
    };
    // An agreement lies with the words; all else with the beginning that counts.
    let of = match &step {
        Step::Agree(name) => standing.holder_of(*name).ok_or(CommandError::NotPossible)?,
        _ => standing.id,
    };
    take(work, of, step)?;
    Ok(standing.id)
}

fn taken(work: &mut Work<'_>, step: Step) -> StepTaken {
    let mut nonce = [0; 8];
    work.rng.fill_bytes(&mut nonce);
    StepTaken { step, moment: work.now.into(), nonce }
}

fn take(work: &mut Work<'_>, id: DocumentId, step: Step) -> Result<(), CommandError> {
    let document = writable(work, id)?;
    let taken = taken(work, step);
    store::write_fact(work, &document, RecordType::PAUSE_STEP, &taken)?;
    settle(work, document.n).map_err(unsettled)
}

/// Writes down one's own side.
pub(super) fn side(work: &mut Work<'_>, text: &str, who: Who) -> Result<DocumentId, CommandError> {
    check_text(text, MAX_PROSE)?;
    if text.trim().is_empty() {
        return Err(CommandError::Empty);
    }
    add(work, &side::KIND, who, texts([("text", text)]))
}

/// One document of a pause: or, once joined, several that are one.
struct Standing {
    id: DocumentId,
    pause: Pause,
    received: Timestamp,
    /// In which document which words lie.
    holders: Vec<(RecordHash, DocumentId)>,
}

impl Standing {
    fn holder_of(&self, name: RecordHash) -> Option<DocumentId> {
        let mut holders = self.holders.iter();
        holders.find(|(known, _)| *known == name).map(|(_, id)| *id)
    }

    fn joined(self, other: Self) -> Self {
        // What was said later changes nothing of which it is.
        let is_first = self.pause.first.name < other.pause.first.name;
        let id = if is_first { self.id } else { other.id };
        let holders = [self.holders, other.holders].concat();
        let received = self.received.min(other.received);
        Self { id, pause: self.pause.joined(other.pause), received, holders }
    }

    fn until(&self) -> Timestamp {
        self.pause.until(self.received)
    }

    /// Whether so little time has gone by since its time that it still counts.
    fn is_of_late(&self, now: &Now) -> bool {
        now.at.millis() < self.until().millis().saturating_add(LINGERS)
    }

    fn is_under_way(&self, now: &Now) -> bool {
        !self.pause.closed && self.is_of_late(now)
    }

    fn view(&self, me: PersonId, now: &Now) -> PauseView {
        let Pause { first, ready, team, next, .. } = &self.pause;
        let chain = self.pause.chain();
        let answer = |is_mine: bool| {
            let mut all = team.iter();
            all.find(|said| (said.by == me) == is_mine).map(|said| said.answer)
        };
        let (mine, theirs) = (answer(true), answer(false));
        let both = mine.is_some() && theirs.is_some();
        let phase = if both {
            Phase::Together
        } else if ready.len() > 1 || now.at >= self.until() {
            Phase::Back
        } else {
            Phase::Apart
        };
        let before = match chain.as_slice() {
            [] => None,
            [_] => Some(first.minutes),
            [.., before, _] => Some(before.minutes),
        };
        PauseView {
            id: self.id,
            by: first.by,
            begun: self.pause.begun(self.received),
            until: self.until(),
            phase,
            moved_by: chain.last().map(|moved| moved.by),
            moved_from: before.map(|minutes| self.pause.after(self.received, minutes)),
            may_move: phase == Phase::Apart && chain.iter().all(|moved| moved.by != me),
            they_may_move: phase == Phase::Apart && chain.iter().all(|moved| moved.by == me),
            ready: ready.contains(&me),
            mine,
            theirs: theirs.filter(|_| both),
            next: next.clone(),
        }
    }
}

/// The last pause: those that name the same one before them are one, and what is named
/// by a later one is over, whenever either claims to have been begun.
fn last(pauses: Vec<Standing>) -> Option<Standing> {
    let named: Vec<DocumentId> = pauses.iter().filter_map(|one| one.pause.previous).collect();
    let is_over = |previous: Option<DocumentId>| {
        pauses.iter().any(|one| one.pause.previous == previous && named.contains(&one.id))
    };
    // The latest by stated time goes first.
    let previous = pauses.iter().map(|one| one.pause.previous).find(|one| !is_over(*one))?;
    let of_it: Vec<Standing> =
        pauses.into_iter().filter(|one| one.pause.previous == previous).collect();
    // Two that were begun at once are one. An older one that was over by then, and that
    // one of the two did not know of, is not the one they are in.
    let latest = of_it.iter().map(|one| one.pause.first.at).max()?;
    let at_once = |one: &Standing| one.pause.until(one.pause.first.at) >= latest;
    of_it.into_iter().filter(at_once).reduce(Standing::joined)
}

/// The last pauses of a pair, the latest first: none is later than when it came, so
/// that no claim keeps a new one out.
fn all(db: &Connection, pair: i64) -> Result<Vec<Standing>, VaultError> {
    let mut statement = db.prepare_cached(
        "SELECT e.id, e.document, r.at FROM entries e JOIN documents d ON d.n = e.document
           JOIN received r ON r.document = e.document
         WHERE e.kind = 'pause' AND e.listed = 1 AND e.deleted = 0 AND d.pair = ?1 AND d.state = 0
         ORDER BY min(e.created, r.at) DESC, e.id LIMIT ?2",
    )?;
    let rows = statement.query_map((pair, LAST), |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    let mut pauses = Vec::new();
    for row in rows {
        let (id, n, received) = row?;
        let id = DocumentId::from_slice(&id).ok_or(VaultError::Inconsistent("a pause's row"))?;
        if let Some(Detail::Pause(pause)) = named::detail(db, DocN(n))? {
            let holders = pause.next.iter().map(|next| (next.name, id)).collect();
            let pause = *pause;
            pauses.push(Standing { id, pause, received: Timestamp::clamped(received), holders });
        }
    }
    Ok(pauses)
}

/// A next step that both agreed on in a pause. What else was said in it is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedStep {
    /// Who put it in words.
    pub by: Author,
    /// When that claims to have been.
    pub at: Timestamp,
    /// The words.
    pub words: String,
}

/// What was agreed on in a pause, under way or long over, with whichever partner.
pub(super) fn agreed(db: &Connection, n: DocN) -> Result<Vec<AgreedStep>, VaultError> {
    let Some(Detail::Pause(pause)) = named::detail(db, n)? else { return Ok(Vec::new()) };
    let agreed = pause.next.into_iter().filter(|next| next.agreed);
    let step =
        |NextStep { by, at, words, .. }| Ok(AgreedStep { by: person_named(db, by)?, at, words });
    agreed.map(step).collect()
}

/// How the pause that is under way stands for this person.
pub(super) fn view(
    db: &Connection,
    me: PersonId,
    now: &Now,
) -> Result<Option<PauseView>, VaultError> {
    let Some(pair) = pair::current(db)? else { return Ok(None) };
    let under_way = last(all(db, pair.n)?).filter(|last| last.is_under_way(now));
    Ok(under_way.map(|standing| standing.view(me, now)))
}
