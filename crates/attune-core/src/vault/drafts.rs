//! What is being typed: a durable row outside automerge, saved about once a
//! second, with the heads it began from. It becomes a change when its writer
//! is done, on the document as it stood then, and is merged with what came
//! since.

use super::entry::{add, change, check_text, resolve, tidied, writable};
use super::{CommandError, Vault, VaultError, Work, answering, named, store};
use crate::command::Who;
use crate::document::{self, Value, Values};
use crate::ids::{DocumentId, RecordHash};
use crate::kinds::{Detail, Kind, MAX_LINE, MAX_PROSE, feeling, journal, kind};
use crate::text::one_line;
use crate::time::Now;
use rusqlite::{Connection, OptionalExtension, params};

/// The longest that a draft holds beside title and text, in bytes: as many tags as a
/// document's fields allow fit.
const MAX_DETAIL: usize = 64 * 1024;

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
    /// What its kind holds beside those, so far: the words of a feeling, or a page's
    /// mood and tags. `None` leaves what a page holds as it is.
    pub detail: Option<Detail>,
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
            let begun = work
                .db
                .prepare_cached("SELECT 1 FROM drafts WHERE slot = ?1")?
                .exists([&draft.slot])?;
            // Typing goes on whatever becomes of the page meanwhile: only the
            // first saving asks how it stands.
            let base = match draft.document {
                Some(id) if !begun => heads(work, id)?,
                _ => None,
            };
            let who = serde_json::to_string(&draft.who)
                .map_err(|_| VaultError::Inconsistent("a draft"))?;
            let detail = draft.detail.as_ref().map(serde_json::to_string).transpose();
            let detail = detail.map_err(|_| VaultError::Inconsistent("a draft"))?;
            check_text(detail.as_deref().unwrap_or_default(), MAX_DETAIL)?;
            work.db.execute(
                "INSERT INTO drafts(slot, kind, document, base, who, title, body, saved, detail)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT(slot) DO UPDATE SET who=?5, title=?6, body=?7, saved=?8, detail=?9",
                params![
                    draft.slot,
                    draft.kind,
                    draft.document.as_ref().map(|id| id.as_bytes().to_vec()),
                    base,
                    who,
                    draft.title,
                    draft.body,
                    work.now.at.millis(),
                    detail,
                ],
            )?;
            Ok(())
        })
    }

    /// Throws a draft away.
    pub fn discard_draft(&mut self, slot: &str) -> Result<(), VaultError> {
        self.write(|tx| {
            tx.execute("DELETE FROM drafts WHERE slot = ?1", [slot])?;
            Ok(())
        })
    }

    /// Every unfinished draft, the newest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, VaultError> {
        let db = self.db.lock();
        let mut statement = db.prepare_cached(&format!("{DRAFT} ORDER BY saved DESC, slot"))?;
        let rows = statement.query_map([], draft_row)?;
        rows.map(|row| Ok(row?.0)).collect()
    }
}

/// Makes every unfinished text that nobody else has seen one for oneself alone: it was
/// begun with one partner in mind, and must not end with another.
pub(super) fn keep_to_oneself(db: &Connection) -> Result<(), VaultError> {
    let alone =
        serde_json::to_string(&Who::OnlyMe).map_err(|_| VaultError::Inconsistent("a draft"))?;
    db.execute("UPDATE drafts SET who = ?1 WHERE document IS NULL", [alone])?;
    Ok(())
}

const DRAFT: &str = "SELECT slot, kind, document, who, title, body, base, detail FROM drafts";

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
        // What can't be read any more is left out; the words are there.
        detail: row
            .get::<_, Option<String>>(7)?
            .and_then(|detail| serde_json::from_str(&detail).ok()),
    };
    Ok((draft, row.get(6)?))
}

/// The heads of the page that a draft begins from; `None` of one that has ended
/// and is gone.
fn heads(work: &Work<'_>, id: DocumentId) -> Result<Option<Vec<u8>>, CommandError> {
    let document = match resolve(work, id) {
        Ok(document) => document,
        Err(CommandError::UnknownId) => return Ok(None),
        Err(error) => return Err(error),
    };
    if !document.header.may_write(work.me.person) {
        return Err(CommandError::NotYours);
    }
    let changes = store::changes(work.db, document.n)?;
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let heads = document::heads(&changes).map_err(|_| CommandError::Unreadable)?;
    Ok(Some(heads.iter().flat_map(|head| *head.as_bytes()).collect()))
}

fn find(db: &Connection, slot: &str) -> Result<Option<(Draft, Option<Vec<u8>>)>, VaultError> {
    Ok(db
        .prepare_cached(&format!("{DRAFT} WHERE slot = ?1"))?
        .query_row([slot], draft_row)
        .optional()?)
}

/// Makes the draft in `slot` an entry, or a change of the one it edits. Where
/// that has ended meanwhile, or is of an earlier pair, the words become a
/// private page of their writer's own.
pub(super) fn commit(work: &mut Work<'_>, slot: &str) -> Result<DocumentId, CommandError> {
    let (draft, base) = find(work.db, slot)?.ok_or(CommandError::Empty)?;
    let kind = kind(&draft.kind).filter(|kind| kind.is_edited_entry());
    let kind = kind.ok_or(CommandError::NotPossible)?;
    let values = values(work, kind, &draft)?;
    let is_empty = match &draft.detail {
        // It has its words, or `values` had refused it.
        Some(Detail::Feeling(_)) => false,
        _ => draft.body.trim().is_empty() && draft.title.trim().is_empty(),
    };
    let id = match draft.document {
        Some(id) => match writable(work, id) {
            Ok(document) => {
                let base: Option<Vec<RecordHash>> = base.map(|base| {
                    base.chunks(RecordHash::LEN).filter_map(RecordHash::from_slice).collect()
                });
                change(work, document.id(), base.as_deref(), &values)?
            }
            Err(CommandError::Vault(error)) => return Err(error.into()),
            Err(_) if is_empty || says_the_same(work, id, &draft)? => id,
            Err(_) => add(work, kind, Who::OnlyMe, values)?,
        },
        None if is_empty => return Err(CommandError::Empty),
        None => add(work, kind, draft.who, values)?,
    };
    work.db.execute("DELETE FROM drafts WHERE slot = ?1", [slot])?;
    Ok(id)
}

/// What a draft says. Its title is one line, however it was typed or pasted.
fn values(work: &Work<'_>, kind: &Kind, draft: &Draft) -> Result<Values, CommandError> {
    let body = (kind.body_field.to_owned(), Value::Text(draft.body.clone()));
    let title = (kind.title_field.to_owned(), Value::Text(one_line(&draft.title)));
    let mut values: Values =
        [body, title].into_iter().filter(|(name, _)| !name.is_empty()).collect();
    match &draft.detail {
        Some(Detail::Feeling(feeling)) if kind.name == feeling::KIND.name => {
            values.extend(answering::checked(feeling)?.values());
        }
        Some(Detail::Journal(page)) if kind.name == journal::KIND.name => {
            values.extend(match draft.document {
                None => tidied(page, 0)?.values(),
                Some(id) => tidied(page, tags_of(work, id)?)?.changed_values(),
            });
        }
        _ => {}
    }
    Ok(values)
}

/// How many tags a page has.
fn tags_of(work: &Work<'_>, id: DocumentId) -> Result<usize, CommandError> {
    let id = super::store::resolve(work.db, id)?;
    let Some(document) = store::find(work.db, id)? else { return Ok(0) };
    Ok(named::page(work.db, document.n)?.tags.len())
}

/// Whether a draft says just what the entry it was begun on still shows here.
fn says_the_same(work: &Work<'_>, id: DocumentId, draft: &Draft) -> Result<bool, CommandError> {
    let id = super::store::resolve(work.db, id)?;
    if let (Some(beside), Some(document)) = (&draft.detail, store::find(work.db, id)?) {
        // A page that says nothing beside its words has nothing there.
        let standing = named::detail(work.db, document.n)?;
        let standing = standing.unwrap_or_else(|| Detail::Journal(journal::Page::default()));
        if standing != *beside {
            return Ok(false);
        }
    }
    Ok(work
        .db
        .prepare_cached(
            "SELECT 1 FROM entries WHERE document = (SELECT n FROM documents WHERE id = ?1)
               AND (title = ?2 OR kind = ?4) AND body = ?3 AND deleted = 0",
        )?
        .exists(params![id.as_bytes(), one_line(&draft.title), draft.body, feeling::KIND.name])?)
}
