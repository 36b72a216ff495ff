//! The inks of the two people, read off their profiles: two equal choices made
//! apart must show as two inks on both devices.

use super::{VaultError, pair};
use crate::ids::PersonId;
use crate::kinds::profile::{Ink, inks};
use rusqlite::{Connection, OptionalExtension};

/// What the words of the two people are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inks {
    /// This person's.
    pub mine: Ink,
    /// The partner's, or what it would be.
    pub theirs: Ink,
    /// What this person chose, which the partner may have chosen too.
    pub chosen: Option<Ink>,
}

impl Inks {
    /// What somebody without a partner sees who chooses `mine`.
    pub fn of(mine: Ink) -> Self {
        Self { mine, theirs: Ink::first_but(mine), chosen: Some(mine) }
    }
}

impl Default for Inks {
    /// Before anybody chose.
    fn default() -> Self {
        Self { chosen: None, ..Self::of(Ink::default()) }
    }
}

/// What a person chose.
pub(super) fn chosen(db: &Connection, person: PersonId) -> Result<Option<Ink>, VaultError> {
    let name: Option<String> = db
        .prepare_cached(&pair::of_profile("title"))?
        .query_row([person.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(name.and_then(|name| Ink::named(&name)))
}

/// What both show in.
pub(super) fn shown(db: &Connection, me: PersonId) -> Result<Inks, VaultError> {
    let mine = chosen(db, me)?;
    let (shown, theirs) = match pair::current(db)? {
        Some(pair) => inks((me, mine), (pair.partner, chosen(db, pair.partner)?)),
        // Whoever has no partner gives way to nobody.
        None => inks((me, mine), (me, None)),
    };
    Ok(Inks { mine: shown, theirs, chosen: mine })
}
