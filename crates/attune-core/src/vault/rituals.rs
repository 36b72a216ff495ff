//! Rituals, their marks, and the loving note: what a person can do with them, and
//! how they stand.

use super::entry::{add, change, check_text, texts, unsettled, writable};
use super::read::{Entry, Filter, Reader};
use super::settle::settle;
use super::store::{self, Document};
use super::{CommandError, VaultError, Work};
use crate::command::Who;
use crate::document::Values;
use crate::ids::DocumentId;
use crate::kinds::around::Made;
use crate::kinds::rhythm::{Days, Kept, Rest};
use crate::kinds::ritual::{self, Done, NotDone};
use crate::kinds::{MAX_LINE, note};
use crate::record::RecordType;
use crate::text::one_line;
use crate::time::{ClockTime, Day};

/// How far ahead a day may lie that is marked, in days: where the other is it may
/// be tomorrow already.
const AHEAD: i32 = 1;

/// Begins a ritual.
pub(super) fn begin(
    work: &mut Work<'_>,
    name: &str,
    days: Days,
    at: ClockTime,
    who: Who,
) -> Result<DocumentId, CommandError> {
    let name = named(name)?;
    if days.is_empty() {
        return Err(CommandError::NotPossible);
    }
    add(work, &ritual::KIND, who, ritual::values(Some(&name), Some(days), Some(at)))
}

/// Gives a ritual another name, other days or another time.
pub(super) fn alter(
    work: &mut Work<'_>,
    id: DocumentId,
    name: Option<&str>,
    days: Option<Days>,
    at: Option<ClockTime>,
) -> Result<DocumentId, CommandError> {
    let id = a_ritual(work, id)?.id();
    let name = name.map(named).transpose()?;
    if days.is_some_and(Days::is_empty) {
        return Err(CommandError::NotPossible);
    }
    change(work, id, None, &ritual::values(name.as_deref(), days, at))
}

/// Lets a ritual rest until a day, on which it is back; ends its rest with `None`.
pub(super) fn rest(
    work: &mut Work<'_>,
    id: DocumentId,
    until: Option<Day>,
) -> Result<DocumentId, CommandError> {
    let id = a_ritual(work, id)?.id();
    let from = work.now.day;
    if until.is_some_and(|until| until <= from) {
        return Err(CommandError::Past);
    }
    change(work, id, None, &ritual::resting(until.map(|until| Rest { from, until })))
}

/// Marks a ritual as kept on a day, or takes every mark of that day back that is
/// here. What says nothing new is not written.
pub(super) fn mark(
    work: &mut Work<'_>,
    id: DocumentId,
    day: Option<Day>,
    kept: bool,
) -> Result<DocumentId, CommandError> {
    let document = a_ritual(work, id)?;
    let day = day.unwrap_or(work.now.day);
    if day > work.now.day.plus(AHEAD) {
        return Err(CommandError::NotYet);
    }
    let facts = store::facts(work.db, document.n)?;
    let made = Made { header: &document.header, merged: None, facts: &facts };
    let standing = ritual::marks(&made).into_iter().filter(|(_, marked)| *marked == day);
    let standing: Vec<_> = standing.map(|(hash, _)| hash).collect();
    let moment = work.now.into();
    if kept {
        if !standing.is_empty() {
            return Ok(document.id());
        }
        let mut nonce = [0; 8];
        work.rng.fill_bytes(&mut nonce);
        store::write_fact(work, &document, RecordType::DONE, &Done { day, moment, nonce })?;
    } else {
        for mark in standing {
            store::write_fact(work, &document, RecordType::NOT_DONE, &NotDone { mark, moment })?;
        }
    }
    settle(work, document.n).map_err(unsettled)?;
    Ok(document.id())
}

/// What a ritual says that rests from now on, with no day on which it is back but
/// the last one that can be told.
pub(super) fn at_rest(
    work: &Work<'_>,
    name: &str,
    days: Days,
    at: ClockTime,
) -> Result<Values, CommandError> {
    let name = named(name)?;
    if days.is_empty() {
        return Err(CommandError::NotPossible);
    }
    let mut values = ritual::values(Some(&name), Some(days), Some(at));
    if work.now.day < Day::MAX {
        values.extend(ritual::resting(Some(Rest { from: work.now.day, until: Day::MAX })));
    }
    Ok(values)
}

/// Marks a ritual that was just made as kept on all of these days.
pub(super) fn keep_all(
    work: &mut Work<'_>,
    id: DocumentId,
    kept: &Kept,
) -> Result<DocumentId, CommandError> {
    let document = a_ritual(work, id)?;
    let moment = work.now.into();
    for day in kept.iter() {
        let mut nonce = [0; 8];
        work.rng.fill_bytes(&mut nonce);
        store::write_fact(work, &document, RecordType::DONE, &Done { day, moment, nonce })?;
    }
    settle(work, document.n).map_err(unsettled)?;
    Ok(document.id())
}

/// Leaves a note for the partner to find.
pub(super) fn leave_note(work: &mut Work<'_>, text: &str) -> Result<DocumentId, CommandError> {
    let text = named(text)?;
    add(work, &note::KIND, Who::PartnerReads, texts([("text", &text)]))
}

/// One line that says something.
fn named(text: &str) -> Result<String, CommandError> {
    let text = one_line(text).trim().to_owned();
    check_text(&text, MAX_LINE)?;
    if text.is_empty() { Err(CommandError::Empty) } else { Ok(text) }
}

/// The ritual, if this person may write it now.
fn a_ritual(work: &Work<'_>, id: DocumentId) -> Result<Document, CommandError> {
    let document = writable(work, id)?;
    if document.header.kind != ritual::KIND.name {
        return Err(CommandError::NotPossible);
    }
    Ok(document)
}

impl Reader {
    /// The rituals that are kept now, by their time of day.
    pub fn rituals(&self) -> Result<Vec<Entry>, VaultError> {
        let kind = Some(ritual::KIND.name.to_owned());
        let mut rituals = self.list(&Filter { kind, ..Filter::default() })?;
        rituals.retain(|entry| !entry.kept && entry.former.is_none() && entry.ritual().is_some());
        rituals.sort_by_key(|entry| {
            (entry.ritual().map(|ritual| ritual.rhythm.at), entry.created, entry.id)
        });
        Ok(rituals)
    }

    /// The partner's notes that this person has not put away, newest first.
    pub fn notes_waiting(&self) -> Result<Vec<Entry>, VaultError> {
        self.unseen(note::KIND.name)
    }
}
