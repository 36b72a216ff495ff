//! Making changes. Nothing is applied here: a change's bytes are the result.

use super::change::guarded;
use super::difference::hunks;
use super::graph::ancestors;
use super::load::load;
use super::merge::{Merged, alone_or_loaded, merged};
use super::{Actor, Field, FieldType, Refusal, Shape, Value, Values};
use crate::ids::RecordHash;
use crate::time::Timestamp;
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Automerge, AutomergeError, Change, ObjId, ObjType, ROOT, ScalarValue};
use std::collections::BTreeSet;

/// A change ready to be signed and stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    /// The plain change chunk.
    pub bytes: Vec<u8>,
    /// Its hash.
    pub hash: RecordHash,
    /// What the document says with it, where that is known from making it: just
    /// what merging its changes anew would give.
    pub merged: Option<Merged>,
}

/// The first change of a document: `values` under `shape`. Prose fields that
/// are not given begin empty, so that both people later edit one text.
pub fn begin(
    shape: Shape,
    values: &Values,
    actor: Actor,
    at: Timestamp,
) -> Result<NewChange, Refusal> {
    guarded(|| {
        let mut doc = Automerge::new();
        let change = commit(&mut doc, shape, values, actor, at, Prose::Create)?;
        let change = change.ok_or(Refusal::Failed)?;
        let merged = alone_or_loaded(shape, change.clone())?;
        Ok(NewChange::new(&change, Some(merged)))
    })
}

/// The change from `changes` to `values`; fields that are not named stay. New
/// text is applied as its difference from what stood at `base` (all of
/// `changes` if `None`), so that what others wrote since is merged and not
/// undone. `None` if nothing differs.
///
/// The document is rebuilt from exactly the changes that `base` names. (A fork
/// of the merged document deletes what came in between.)
pub fn edit(
    shape: Shape,
    changes: &[&[u8]],
    base: Option<&[RecordHash]>,
    values: &Values,
    actor: Actor,
    at: Timestamp,
) -> Result<Option<NewChange>, Refusal> {
    guarded(|| {
        let mut loaded = match base {
            Some(heads) => load(&ancestors(changes, heads)?)?,
            None => load(changes)?,
        };
        let Some(change) = commit(&mut loaded.doc, shape, values, actor, at, Prose::Update)? else {
            return Ok(None);
        };
        let followed = loaded.changes.len() == changes.len();
        let merged = if followed {
            loaded.heads = vec![change.hash()];
            loaded.changes.push(change.clone());
            Some(merged(shape, &loaded)?)
        } else {
            None
        };
        Ok(Some(NewChange::new(&change, merged)))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prose {
    Create,
    Update,
}

impl NewChange {
    fn new(change: &Change, merged: Option<Merged>) -> Self {
        Self { bytes: change.raw_bytes().to_vec(), hash: super::change::hash(change), merged }
    }
}

fn commit(
    doc: &mut Automerge,
    shape: Shape,
    values: &Values,
    actor: Actor,
    at: Timestamp,
    prose: Prose,
) -> Result<Option<Change>, Refusal> {
    doc.set_actor(ActorId::from(&actor.0[..]));
    let mut tx = doc.transaction();
    write_fields(&mut tx, shape, values, prose).map_err(|_| Refusal::Failed)?;
    if tx.pending_ops() == 0 && prose == Prose::Update {
        return Ok(None);
    }
    tx.commit_with(CommitOptions::default().with_time(at.millis()));
    doc.get_last_local_change().map(Some).ok_or(Refusal::Failed)
}

/// Makes `new` of a text, piece by piece. (Automerge's own `update_text` looks
/// for the fewest characters to change without any bound: two long texts that
/// differ keep it busy for hours.)
fn replace_text(tx: &mut impl Transactable, id: &ObjId, new: &str) -> Result<(), AutomergeError> {
    let old = tx.text(id)?;
    // Automerge counts characters, the pieces are in bytes.
    let (mut seen, mut at) = (0, 0);
    for hunk in hunks(&old, new) {
        at += old[seen..hunk.old.start].chars().count();
        let gone = isize::try_from(old[hunk.old.clone()].chars().count()).unwrap_or(isize::MAX);
        let come = &new[hunk.new];
        tx.splice_text(id, at, gone, come)?;
        at += come.chars().count();
        seen = hunk.old.end;
    }
    Ok(())
}

/// Makes a set hold just these names, by as few changes as that takes: what
/// another writer adds or takes away meanwhile holds as well.
fn write_set(
    tx: &mut impl Transactable,
    field: &Field,
    names: &BTreeSet<String>,
) -> Result<(), AutomergeError> {
    let keys: Vec<String> = tx.keys(ROOT).collect();
    let standing: BTreeSet<&str> = keys.iter().filter_map(|key| field.member(key)).collect();
    for gone in standing.iter().filter(|name| !names.contains(**name)) {
        tx.delete(ROOT, field.key_of(gone))?;
    }
    for new in names.iter().filter(|name| !standing.contains(name.as_str())) {
        tx.put(ROOT, field.key_of(new), 1_i64)?;
    }
    Ok(())
}

fn write_fields(
    tx: &mut impl Transactable,
    shape: Shape,
    values: &Values,
    prose: Prose,
) -> Result<(), AutomergeError> {
    for field in shape.iter().filter(|field| field.kind == FieldType::Prose) {
        let given = values.get(field.name);
        let text = match (prose, given) {
            (Prose::Create, _) => Some(tx.put_object(ROOT, field.name, ObjType::Text)?),
            (Prose::Update, Some(_)) => match tx.get(ROOT, field.name)? {
                Some((automerge::Value::Object(ObjType::Text), id)) => Some(id),
                _ => Some(tx.put_object(ROOT, field.name, ObjType::Text)?),
            },
            (Prose::Update, None) => None,
        };
        match (prose, text, given) {
            (Prose::Create, Some(id), Some(Value::Text(new))) => {
                tx.splice_text(&id, 0, 0, new)?;
            }
            (Prose::Update, Some(id), Some(Value::Text(new))) => replace_text(tx, &id, new)?,
            _ => {}
        }
    }
    for (name, value) in values {
        let field = shape.iter().find(|field| field.name == name);
        let scalar = match (field, value) {
            (Some(Field { kind: FieldType::Prose, .. }), _) => continue,
            (Some(field), Value::Set(names)) => {
                write_set(tx, field, names)?;
                continue;
            }
            (None, Value::Set(_)) => continue,
            (_, Value::Text(text)) => ScalarValue::Str(text.as_str().into()),
            (_, Value::Number(number)) => ScalarValue::Int(*number),
        };
        let standing = tx.get_all(ROOT, name.as_str())?;
        // Writing the standing value again would be a change about nothing,
        // but it settles a conflict.
        let same = match standing.as_slice() {
            [(automerge::Value::Scalar(old), _)] => **old == scalar,
            // Nor is it one to empty what is not there.
            [] => prose == Prose::Update && *value == Value::Text(String::new()),
            _ => false,
        };
        if !same {
            tx.put(ROOT, name.as_str(), scalar)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{ActorPrefix, merge};
    use super::*;
    use proptest::prelude::*;

    const SHAPE: Shape = &[
        Field::new("title", FieldType::Line, 64),
        Field::new("body", FieldType::Prose, 4096),
        Field::new("tags", FieldType::Set, 8),
    ];
    const NAMES: [&str; 4] = ["a", "b", "c", "d:e"];

    fn names(chosen: u8) -> BTreeSet<String> {
        let is_chosen = |(n, _): &(usize, &str)| chosen & (1 << n) != 0;
        NAMES.into_iter().enumerate().filter(is_chosen).map(|(_, name)| name.to_owned()).collect()
    }

    fn tagged(names: BTreeSet<String>) -> Values {
        Values::from([("tags".to_owned(), Value::Set(names))])
    }

    fn actor(n: u8) -> Actor {
        use rand_chacha::ChaCha20Rng;
        use rand_chacha::rand_core::SeedableRng;
        ActorPrefix([n; 8]).actor(&mut ChaCha20Rng::from_seed([n; 32]))
    }

    fn set(changes: &[&[u8]]) -> BTreeSet<String> {
        merge(SHAPE, changes).unwrap().set("tags").map(str::to_owned).collect()
    }

    proptest! {
        /// What one writer adds and what the other takes away at the same time both
        /// hold, in whichever order their changes come.
        #[test]
        fn two_writers_of_a_set_both_have_their_way(base in 0..16_u8, one in 0..16_u8, other in 0..16_u8) {
            let at = Timestamp::clamped(1_795_510_800_000);
            let first = begin(SHAPE, &tagged(names(base)), actor(1), at).unwrap().bytes;
            let to = |n: u8, chosen: u8| {
                let new = edit(SHAPE, &[&first], None, &tagged(names(chosen)), actor(n), at).unwrap();
                new.map(|new| new.bytes)
            };
            let (mine, theirs) = (to(2, one), to(3, other));
            let mut all: Vec<&[u8]> = vec![&first];
            all.extend(mine.as_deref());
            all.extend(theirs.as_deref());
            let (added, gone) = (one & !base | other & !base, base & !one | base & !other);
            prop_assert_eq!(set(&all), names(base & !gone | added));
            all.reverse();
            prop_assert_eq!(set(&all), names(base & !gone | added));
            // Nothing to change is no change.
            prop_assert_eq!(to(4, base), None);
        }
    }

    #[test]
    fn a_name_that_is_too_long_makes_no_document() {
        let at = Timestamp::clamped(1_795_510_800_000);
        let long = tagged([String::from("123456789")].into());
        assert_eq!(begin(SHAPE, &long, actor(1), at), Err(Refusal::Shape));
        let none = tagged([String::new()].into());
        assert_eq!(begin(SHAPE, &none, actor(1), at), Err(Refusal::Shape));
    }

    #[test]
    fn emptying_what_is_not_there_is_no_change() {
        let at = Timestamp::clamped(1_795_510_800_000);
        let first = begin(SHAPE, &tagged(names(1)), actor(1), at).unwrap().bytes;
        let empty = Values::from([("title".to_owned(), Value::Text(String::new()))]);
        assert_eq!(edit(SHAPE, &[&first], None, &empty, actor(2), at), Ok(None));
    }
}
