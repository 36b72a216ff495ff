//! When and where the last backup was made, and the folder that is given one each
//! day. Kept inside the vault: where somebody keeps copies is nobody else's business.

use super::{Kept, Vault, VaultError, meta};
use crate::backup::{BackupError, Watch};
use crate::time::{Day, Now};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

const FOLDER: &str = "backup-folder";
const LAST_DAY: &str = "backup-day";
const LAST_PLACE: &str = "backup-place";
const AWAY: &str = "backup-away";

/// How it stands with backups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backups {
    /// The folder that is given one each day.
    pub daily: Option<PathBuf>,
    /// The day of the last one, and where it was put.
    pub last: Option<(Day, PathBuf)>,
    /// Since when that folder is not there.
    pub away_since: Option<Day>,
}

/// What became of the backup of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Daily {
    /// None is wanted, or this day has one.
    NotDue,
    /// The folder is not there, since this day: nothing is done and nobody is
    /// alarmed. It may be a disk that is plugged in now and then.
    Away(Day),
    /// It was made.
    Made(Kept),
}

impl Backups {
    /// Whether a folder is to have one this day and has none yet.
    pub fn is_due(&self, today: Day) -> bool {
        let is_of_today = |folder: &Path| {
            self.last
                .as_ref()
                .is_some_and(|(day, place)| *day == today && place.parent() == Some(folder))
        };
        self.daily.as_deref().is_some_and(|folder| !is_of_today(folder))
    }
}

impl Vault {
    /// How it stands with backups.
    pub fn backups(&self) -> Result<Backups, VaultError> {
        let db = self.db.lock();
        let (daily, place) = (text(&db, FOLDER)?, text(&db, LAST_PLACE)?);
        let last = day(&db, LAST_DAY)?.zip(place).map(|(day, place)| (day, place.into()));
        Ok(Backups { daily: daily.map(Into::into), last, away_since: day(&db, AWAY)? })
    }

    /// Has a folder given a backup each day, or none.
    pub fn back_up_daily(&mut self, folder: Option<&str>) -> Result<(), VaultError> {
        self.write(|db| {
            db.execute("DELETE FROM meta WHERE key IN (?1, ?2)", [FOLDER, AWAY])?;
            folder.map_or(Ok(()), |folder| meta::set(db, FOLDER, folder.as_bytes()))
        })
    }

    /// Notes that a backup was made.
    pub fn note_backup(&mut self, place: &Path, day: Day) -> Result<(), VaultError> {
        let place = place.to_string_lossy();
        self.write(|db| {
            meta::set(db, LAST_DAY, day.to_string().as_bytes())?;
            meta::set(db, LAST_PLACE, place.as_bytes())
        })
    }

    /// Makes this day's backup, if a folder is to have one and has none yet.
    pub fn back_up_if_due(
        &mut self,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
        watch: Watch<'_>,
    ) -> Result<Daily, BackupError> {
        let stands = self.backups()?;
        if !stands.is_due(now.day) {
            return Ok(Daily::NotDue);
        }
        let Some(folder) = stands.daily else { return Ok(Daily::NotDue) };
        match self.back_up_into(&folder, now, rng, watch) {
            Ok(kept) => {
                self.note_backup(&kept.file, now.day)?;
                if stands.away_since.is_some() {
                    self.write(|db| Ok(db.execute("DELETE FROM meta WHERE key = ?1", [AWAY])?))?;
                }
                Ok(Daily::Made(kept))
            }
            Err(BackupError::Missing) => {
                let since = stands.away_since.unwrap_or(now.day);
                if stands.away_since.is_none() {
                    self.write(|db| meta::set(db, AWAY, since.to_string().as_bytes()))?;
                }
                Ok(Daily::Away(since))
            }
            Err(error) => Err(error),
        }
    }
}

/// A restored vault keeps no copies anywhere until somebody says where.
pub(super) fn forget(db: &Connection) -> Result<(), VaultError> {
    let all = [FOLDER, LAST_DAY, LAST_PLACE, AWAY];
    db.execute("DELETE FROM meta WHERE key IN (?1, ?2, ?3, ?4)", all)?;
    Ok(())
}

fn text(db: &Connection, key: &str) -> Result<Option<String>, VaultError> {
    Ok(meta::value(db, key)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

fn day(db: &Connection, key: &str) -> Result<Option<Day>, VaultError> {
    Ok(text(db, key)?.and_then(|text| text.parse().ok()))
}
