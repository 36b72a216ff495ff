//! What is being typed: a durable row outside automerge, saved about once a
//! second, with the heads it began from. It becomes a change when its writer
//! is done, on the document as it stood then, and is merged with what came
//! since.

use super::apply::{add, change, check_text, writable};
use super::{CommandError, Vault, VaultError, Work, store};
use crate::command::Who;
use crate::document::{Value, Values, merge};
use crate::ids::{DocumentId, RecordHash};
use crate::kinds::{MAX_LINE, MAX_PROSE, gratitude, journal, kind};
use crate::time::Now;
use rusqlite::{Connection, OptionalExtension, params};

/// An unfinished text. Drafts never leave this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which place it is typed in: a new page's own name, or a document's id.
    pub slot: String,
    /// The kind it becomes.
    pub kind: String,
    /// The document it edits; `None` for a new one.
    pub document: Option<DocumentId>,
    /// Who a new one is for.
    pub who: Who,
    /// The title so far.
    pub title: String,
    /// The text so far.
    pub body: String,
}

impl Vault {
    /// Saves a draft; when this returns it is durable. The heads it began from
    /// are those at its first saving.
    pub fn save_draft(
        &mut self,
        draft: &Draft,
        now: &Now,
        rng: &mut dyn rand_core::CryptoRng,
    ) -> Result<(), CommandError> {
        check_text(&draft.title, MAX_LINE)?;
        check_text(&draft.body, MAX_PROSE)?;
        self.transact(now, rng, |work| {
            let base = match draft.document {
                Some(id) => Some(heads(work, id)?),
                None => None,
            };
            let who = serde_json::to_string(&draft.who)
                .map_err(|_| VaultError::Inconsistent("a draft"))?;
            work.db.execute(
                "INSERT INTO drafts(slot, kind, document, base, who, title, body, saved)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT(slot) DO UPDATE SET who=?5, title=?6, body=?7, saved=?8",
                params![
                    draft.slot,
                    draft.kind,
                    draft.document.as_ref().map(|id| id.as_bytes().to_vec()),
                    base,
                    who,
                    draft.title,
                    draft.body,
                    work.now.at.millis()
                ],
            )?;
            Ok(())
        })
    }

    /// Throws a draft away.
    pub fn discard_draft(&mut self, slot: &str) -> Result<(), VaultError> {
        self.db.execute("DELETE FROM drafts WHERE slot = ?1", [slot])?;
        Ok(())
    }

    /// Every unfinished draft, the newest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, VaultError> {
        let mut statement =
            self.db.prepare_cached(&format!("{DRAFT} ORDER BY saved DESC, slot"))?;
        let rows = statement.query_map([], draft_row)?;
        rows.map(|row| Ok(row?.0)).collect()
    }
}

const DRAFT: &str = "SELECT slot, kind, document, who, title, body, base FROM drafts";

fn draft_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Draft, Option<Vec<u8>>)> {
    let document: Option<Vec<u8>> = row.get(2)?;
    let who: String = row.get(3)?;
    let draft = Draft {
        slot: row.get(0)?,
        kind: row.get(1)?,
        document: document.and_then(|id| DocumentId::from_slice(&id)),
        // An unreadable choice becomes the narrowest one.
        who: serde_json::from_str(&who).unwrap_or(Who::OnlyMe),
        title: row.get(4)?,
        body: row.get(5)?,
    };
    Ok((draft, row.get(6)?))
}

fn heads(work: &Work<'_>, id: DocumentId) -> Result<Vec<u8>, CommandError> {
    let document = writable(work, id)?;
    let shape = kind(&document.header.kind).ok_or(CommandError::NotPossible)?.shape;
    let changes = store::changes(work.db, document.n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let merged = merge(shape, &changes).map_err(|_| CommandError::Unreadable)?;
    Ok(merged.heads.iter().flat_map(|head| *head.as_bytes()).collect())
}

fn find(db: &Connection, slot: &str) -> Result<Option<(Draft, Option<Vec<u8>>)>, VaultError> {
    Ok(db
        .prepare_cached(&format!("{DRAFT} WHERE slot = ?1"))?
        .query_row([slot], draft_row)
        .optional()?)
}

/// Makes the draft in `slot` an entry, or a change of the one it edits.
pub(super) fn commit(work: &mut Work<'_>, slot: &str) -> Result<DocumentId, CommandError> {
    let (draft, base) = find(work.db, slot)?.ok_or(CommandError::Empty)?;
    let is_journal = draft.kind == journal::KIND.name;
    let body_field = if is_journal { "body" } else { gratitude::KIND.body_field };
    let mut values = Values::from([(body_field.to_owned(), Value::Text(draft.body.clone()))]);
    if is_journal {
        values.insert("title".to_owned(), Value::Text(draft.title.clone()));
    }
    let id = match draft.document {
        Some(id) => {
            let base: Vec<RecordHash> = base
                .unwrap_or_default()
                .chunks(RecordHash::LEN)
                .filter_map(RecordHash::from_slice)
                .collect();
            change(work, id, Some(&base), &values)?
        }
        None if draft.body.trim().is_empty() && draft.title.trim().is_empty() => {
            return Err(CommandError::Empty);
        }
        None => {
            let kind = if is_journal { &journal::KIND } else { &gratitude::KIND };
            add(work, kind, draft.who, values)?
        }
    };
    work.db.execute("DELETE FROM drafts WHERE slot = ?1", [slot])?;
    Ok(id)
}
