//! What a document said before, change by change.

use super::change::{guarded, prefix};
use super::graph::in_order;
use super::load::load;
use super::{ActorPrefix, FieldType, Refusal, Shape};
use crate::ids::RecordHash;
use crate::time::Timestamp;
use automerge::{ROOT, ReadDoc, ScalarValue};
use std::collections::BTreeMap;

/// The document as its writer left it after one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The change.
    pub change: RecordHash,
    /// The device that wrote it.
    pub by: ActorPrefix,
    /// When it claims to be from.
    pub at: Timestamp,
    /// Text and line fields as they stood then, on the writer's side.
    pub fields: BTreeMap<&'static str, String>,
}

/// Every revision of the document that `changes` make, oldest first, at most
/// the newest `limit`.
pub fn history(shape: Shape, changes: &[&[u8]], limit: usize) -> Result<Vec<Revision>, Refusal> {
    guarded(|| {
        let loaded = load(changes)?;
        // Claimed times order lists; each still follows what it was made from.
        let ordered = in_order(loaded.changes, |change| {
            (Timestamp::clamped(change.timestamp()), change.hash())
        })?;
        let skip = ordered.len().saturating_sub(limit);
        let mut revisions = Vec::with_capacity(ordered.len() - skip);
        for change in &ordered[skip..] {
            let at = [change.hash()];
            let mut fields = BTreeMap::new();
            for field in shape {
                let value = loaded.doc.get_at(ROOT, field.name, &at);
                let text = match (field.kind, value) {
                    (FieldType::Prose, Ok(Some((_, id)))) => loaded.doc.text_at(&id, &at).ok(),
                    (FieldType::Line, Ok(Some((automerge::Value::Scalar(scalar), _)))) => {
                        match scalar.as_ref() {
                            ScalarValue::Str(text) => Some(text.to_string()),
                            _ => None,
                        }
                    }
                    _ => None,
                };
                if let Some(text) = text {
                    fields.insert(field.name, text);
                }
            }
            revisions.push(Revision {
                change: RecordHash::from_bytes(change.hash().0),
                by: prefix(change)?,
                at: Timestamp::clamped(change.timestamp()),
                fields,
            });
        }
        Ok(revisions)
    })
}
