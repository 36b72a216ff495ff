//! The whole vault held against itself: the pages of its file, and what is shown
//! against what is stored.

use super::read::Reader;
use super::settle::{SettleError, merge_stored};
use super::store::{self, DocN, State};
use super::{VaultError, entry, named};
use crate::kinds::around::Made;
use crate::kinds::{Projects, kind};
use rusqlite::OptionalExtension;

impl Reader {
    /// Checks the whole vault: the database's pages and keys, and that every
    /// document still makes the row that is shown of it. Gives what was found
    /// wrong, in words; nothing is changed.
    pub fn check(&self) -> Result<Vec<String>, VaultError> {
        let mut wrong = Vec::new();
        let mut statement = self.db.prepare("PRAGMA cipher_integrity_check")?;
        let pages: Vec<String> =
            statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        wrong.extend(pages);
        let mut statement = self.db.prepare("PRAGMA integrity_check")?;
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        wrong.extend(found.into_iter().filter(|line| line != "ok"));
        let mut statement =
            self.db.prepare("SELECT n FROM documents WHERE state = 0 ORDER BY n")?;
        let all: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for n in all {
            if let Some(trouble) = self.check_document(DocN(n))? {
                wrong.push(trouble);
            }
        }
        Ok(wrong)
    }

    /// What each table and index takes in the file, in bytes, largest first.
    pub fn sizes(&self) -> Result<Vec<(String, u64)>, VaultError> {
        let mut statement = self.db.prepare(
            "SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name ORDER BY size DESC",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        let rows = rows.map(|row| row.map(|(name, size)| (name, size.unsigned_abs())));
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn check_document(&self, n: DocN) -> Result<Option<String>, VaultError> {
        let document = store::get(&self.db, n)?;
        let Some(kind) = kind(&document.header.kind) else { return Ok(None) };
        let hidden = entry::is_pending(&self.db, n)? || store::needs_newer(&self.db, n)?;
        if document.state != State::Live || hidden || matches!(kind.project, Projects::Seals(_)) {
            return Ok(None);
        }
        let id = document.id().short();
        let merged = match merge_stored(&self.db, n, Some(kind)) {
            Ok(merged) => merged,
            Err(SettleError::Refused(refusal)) => return Ok(Some(format!("{id}: {refusal}"))),
            Err(SettleError::Vault(error)) => return Err(error),
        };
        let facts = store::facts(&self.db, n)?;
        let made = Made { header: &document.header, merged: merged.as_ref(), facts: &facts };
        if kind.is_edited() && merged.is_none() {
            // Begun by a fact, as a later version may: there is nothing to show.
            return Ok(None);
        }
        let shown: Option<(String, String, Option<String>)> = self
            .db
            .prepare_cached("SELECT title, body, detail FROM entries WHERE document = ?1")?
            .query_row([n.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let shown = match shown {
            Some((title, body, detail)) => Some((title, body, named::parse_detail(detail)?)),
            None => None,
        };
        let made = kind.projected(&made);
        let made = made.map(|made| (made.title, made.body, made.detail));
        if shown == made {
            Ok(None)
        } else {
            Ok(Some(format!("{id}: what is shown is not what is stored")))
        }
    }
}
