//! The pulse: answering, which month is meant, how one stands.

use super::sealing::Asked;
use super::{CommandError, VaultError, Work, given, pair};
use crate::ids::{DocumentId, PersonId};
use crate::kinds::pulse::{KIND, Levels};
use crate::kinds::sealed::SealState;
use crate::time::{Day, Month, Now};
use rusqlite::Connection;

/// How one month's pulse stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PulseView {
    /// The month.
    pub month: Month,
    /// Mine, if I gave any.
    pub mine: Option<Levels>,
    /// The partner's, once opened.
    pub theirs: Option<Levels>,
    /// How it stands.
    pub state: SealState,
    /// Once opened, the later of the days on which the two claim to have given
    /// theirs: equal on both sides, and no word on which of them it was.
    pub opened: Option<Day>,
}

/// Seals the six levels of a month.
pub(super) fn answer(
    work: &mut Work<'_>,
    month: Option<Month>,
    levels: Levels,
) -> Result<DocumentId, CommandError> {
    if !levels.are_levels() {
        return Err(CommandError::NotPossible);
    }
    let month = month_for(work.db, work.me.person, work.now, month)?;
    given::give(work, &KIND, month, &levels)
}

/// The month a person means who names none: this one, or the last one where the
/// partner has sealed that and they have not. A clock that is wrong, or a program that
/// would, asks them for no other.
fn month_for(
    db: &Connection,
    me: PersonId,
    now: &Now,
    named: Option<Month>,
) -> Result<Month, VaultError> {
    if let Some(month) = named {
        return Ok(month);
    }
    let this = now.day.month();
    let theirs: Option<Month> = given::theirs_alone(db, me, &KIND)?;
    let near = |month: &Month| (this.previous()..=this).contains(month);
    Ok(theirs.filter(near).unwrap_or(this))
}

/// How a month stands; the one to answer now if none is named.
pub(super) fn view(
    db: &Connection,
    me: PersonId,
    now: &Now,
    named: Option<Month>,
) -> Result<PulseView, VaultError> {
    let present = pair::current(db)?.map(|pair| pair.n);
    let month = month_for(db, me, now, named)?;
    let asked = Asked { kind: KIND.name, period: month.into(), pair: present };
    // What opened with an earlier partner stays with each.
    let pair = if named.is_some() { given::pair_of(db, me, asked)? } else { present };
    let asked = Asked { pair, ..asked };
    let given::Both { mine, theirs, state, opened, .. } = given::both(db, me, asked)?;
    Ok(PulseView { month, mine, theirs, state, opened })
}

/// The months that anybody answered, newest first.
pub(super) fn months(db: &Connection) -> Result<Vec<Month>, VaultError> {
    given::periods(db, &KIND)
}
