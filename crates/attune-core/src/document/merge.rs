//! From a document's changes to its plain values, or a refusal.

use super::change::{guarded, hash, parse, prefix, prefix_of};
use super::first::{self, Standing};
use super::graph::Graph;
use super::load::{Loaded, load, load_parsed};
use super::standing::{Letters, standing};
use super::wording::{Clash, Side, clashes};
use super::{
    ActorPrefix, Field, FieldType, MAX_DOCUMENT, MAX_FIELDS, MAX_UNKNOWN, Refusal, SETTLED, Shape,
    Value,
};
use crate::ids::RecordHash;
use crate::time::Timestamp;
use automerge::{Change, ChangeHash, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};
use std::collections::{BTreeMap, BTreeSet};

/// A document as plain values. Equal heads give an equal value on any machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The changes nobody has written after yet, sorted.
    pub heads: Vec<RecordHash>,
    /// The shape's fields that are set.
    pub fields: BTreeMap<&'static str, FieldValue>,
    /// When the latest change claims to be from.
    pub edited: Timestamp,
    /// How many changes there are.
    pub changes: usize,
    /// Places where two people changed the same words at once, not yet settled.
    pub clashes: Vec<Clash>,
    /// It holds fields that only a newer version knows.
    pub newer: bool,
}

/// A field's value and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValue {
    /// The value that automerge shows: the same on every device.
    pub value: Value,
    /// The other values written at the same time, each with who wrote it, and
    /// the shown one among them; empty if there is no conflict.
    pub conflicts: Vec<(ActorPrefix, Value)>,
}

impl Merged {
    /// What no changes make.
    pub(crate) fn nothing() -> Self {
        Self {
            heads: Vec::new(),
            fields: BTreeMap::new(),
            edited: Timestamp::MIN,
            changes: 0,
            clashes: Vec::new(),
            newer: false,
        }
    }

    /// A text field's value; empty if it is not set.
    pub fn text(&self, name: &str) -> &str {
        match self.fields.get(name) {
            Some(FieldValue { value: Value::Text(text), .. }) => text,
            _ => "",
        }
    }

    /// A number field's value.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.fields.get(name) {
            Some(FieldValue { value: Value::Number(number), .. }) => Some(*number),
            _ => None,
        }
    }

    /// The names of a set field, in their order.
    pub fn set(&self, name: &str) -> impl Iterator<Item = &str> {
        let names = match self.fields.get(name) {
            Some(FieldValue { value: Value::Set(names), .. }) => Some(names),
            _ => None,
        };
        names.into_iter().flatten().map(String::as_str)
    }
}

/// What `changes` make under `shape`. They may come in any order; whoever calls
/// has checked their signatures.
pub fn merge(shape: Shape, changes: &[&[u8]]) -> Result<Merged, Refusal> {
    guarded(|| match changes {
        [alone] if alone.len() <= MAX_DOCUMENT => alone_or_loaded(shape, parse(alone)?),
        changes => merged(shape, &load(changes)?),
    })
}

/// The hash and the writing device's prefix of one change, and what it makes
/// alone, if it makes a document.
pub fn inspect_whole(
    shape: Shape,
    change: &[u8],
) -> Result<(RecordHash, ActorPrefix, Option<Merged>), Refusal> {
    guarded(|| {
        let change = parse(change)?;
        let (hash, prefix) = (hash(&change), prefix(&change)?);
        // What is refused here is refused again where that is told.
        Ok((hash, prefix, alone_or_loaded(shape, change).ok()))
    })
}

/// What one change makes.
pub(super) fn alone_or_loaded(shape: Shape, change: Change) -> Result<Merged, Refusal> {
    match first::values(&change) {
        Some(values) => alone(shape, &change, &values),
        None => merged(shape, &load_parsed(vec![change])?),
    }
}

/// What a document's first change makes, whose values are read off already.
fn alone(
    shape: Shape,
    change: &Change,
    values: &BTreeMap<String, Standing>,
) -> Result<Merged, Refusal> {
    let mut merged = Merged {
        heads: vec![hash(change)],
        edited: Timestamp::clamped(change.timestamp()),
        changes: 1,
        ..Merged::nothing()
    };
    for field in shape {
        let value = match (field.kind, values.get(field.name)) {
            (FieldType::Set, _) => set_of(field, values.keys().map(String::as_str))?,
            (_, Some(standing)) => Some(value_of(field, standing.clone())?),
            (_, None) => None,
        };
        if let Some(value) = value {
            merged.fields.insert(field.name, FieldValue { value, conflicts: Vec::new() });
        }
    }
    let others = values.iter().filter(|(key, _)| !key.starts_with(SETTLED));
    if others.clone().count() > MAX_FIELDS {
        return Err(Refusal::Shape);
    }
    for (key, standing) in others.filter(|(key, _)| is_unknown(shape, key)) {
        check_size(key, standing)?;
        merged.newer = true;
    }
    Ok(merged)
}

/// What a loaded document says under `shape`.
pub(super) fn merged(shape: Shape, loaded: &Loaded) -> Result<Merged, Refusal> {
    let first = loaded.changes.first().ok_or(Refusal::Shape)?;
    let beginning = (first.hash(), first.actor_id().clone());
    let edited = loaded.changes.iter().map(|change| Timestamp::clamped(change.timestamp())).max();
    let mut merged = Merged {
        heads: loaded.heads.iter().map(|head| RecordHash::from_bytes(head.0)).collect(),
        edited: edited.unwrap_or(Timestamp::MIN),
        changes: loaded.changes.len(),
        ..Merged::nothing()
    };
    for field in shape {
        let value = match field.kind {
            FieldType::Set => {
                let names: Vec<String> = loaded.doc.keys(ROOT).collect();
                let set = set_of(field, names.iter().map(String::as_str))?;
                set.map(|value| FieldValue { value, conflicts: Vec::new() })
            }
            _ => read_field(loaded, field, &beginning)?,
        };
        if let Some(value) = value {
            merged.fields.insert(field.name, value);
        }
    }
    merged.newer = check_unknown(loaded, shape)?;
    if loaded.changes.len() > 1 {
        merged.clashes = all_clashes(loaded, shape)?;
    }
    Ok(merged)
}

type Beginning = (ChangeHash, automerge::ActorId);

fn read_field(
    loaded: &Loaded,
    field: &Field,
    beginning: &Beginning,
) -> Result<Option<FieldValue>, Refusal> {
    let doc = &loaded.doc;
    let all = if field.fixed {
        doc.get_all_at(ROOT, field.name, &[beginning.0])
    } else {
        doc.get_all(ROOT, field.name)
    };
    let all = all.map_err(|_| Refusal::Failed)?;
    let mut values = Vec::with_capacity(all.len());
    for (value, id) in all {
        let standing = match (field.kind, value) {
            (FieldType::Prose, automerge::Value::Object(ObjType::Text)) => {
                // The text is made once, by the first change: a second one
                // would put somebody's words out of sight.
                if !is_of(&id, &beginning.1) {
                    return Err(Refusal::Shape);
                }
                Standing::Text(doc.text(&id).map_err(|_| Refusal::Failed)?)
            }
            (_, automerge::Value::Object(_)) => Standing::Object,
            (_, automerge::Value::Scalar(scalar)) => Standing::Scalar(scalar.into_owned()),
        };
        values.push((actor_prefix(&id), value_of(field, standing)?));
    }
    if field.kind == FieldType::Prose && values.len() > 1 {
        return Err(Refusal::Shape);
    }
    // Automerge's own winner is the last of all; two that agree are no conflict.
    let Some((_, value)) = values.last().cloned() else { return Ok(None) };
    let differ = values.iter().any(|(_, other)| *other != value);
    Ok(Some(FieldValue { value, conflicts: if differ { values } else { Vec::new() } }))
}

/// The names of a set among all root keys; `None` of an empty one. What stands
/// under such a key says nothing: the key does.
fn set_of<'k>(
    field: &Field,
    keys: impl Iterator<Item = &'k str>,
) -> Result<Option<Value>, Refusal> {
    let names: BTreeSet<String> =
        keys.filter_map(|key| field.member(key)).map(str::to_owned).collect();
    if names.iter().any(|name| name.is_empty() || name.len() > field.max) {
        return Err(Refusal::Shape);
    }
    Ok((!names.is_empty()).then_some(Value::Set(names)))
}

/// What a field holds, if that is what a field of its type may hold.
fn value_of(field: &Field, standing: Standing) -> Result<Value, Refusal> {
    let value = match (field.kind, standing) {
        (FieldType::Prose, Standing::Text(text)) => Value::Text(text),
        (FieldType::Line, Standing::Scalar(ScalarValue::Str(text))) => {
            Value::Text(text.to_string())
        }
        (FieldType::Number, Standing::Scalar(ScalarValue::Int(number))) => Value::Number(number),
        _ => return Err(Refusal::Shape),
    };
    match &value {
        Value::Text(text) if text.len() > field.max => Err(Refusal::Shape),
        _ => Ok(value),
    }
}

fn is_of(id: &ObjId, actor: &automerge::ActorId) -> bool {
    matches!(id, ObjId::Id(_, by, _) if by == actor)
}

fn actor_prefix(id: &ObjId) -> ActorPrefix {
    let known = match id {
        ObjId::Id(_, actor, _) => prefix_of(actor).ok(),
        ObjId::Root => None,
    };
    known.unwrap_or(ActorPrefix([0; 8]))
}

/// Whether there are fields beyond `shape`; they must be small and flat.
fn check_unknown(loaded: &Loaded, shape: Shape) -> Result<bool, Refusal> {
    // Clashes that were settled add up over a page's life; nothing reads what
    // stands under their keys.
    let other = loaded.doc.keys(ROOT).filter(|key| !key.starts_with(SETTLED));
    let keys: Vec<String> = other.take(MAX_FIELDS + 1).collect();
    if keys.len() > MAX_FIELDS {
        return Err(Refusal::Shape);
    }
    let mut newer = false;
    for key in keys.into_iter().filter(|key| is_unknown(shape, key)) {
        for (value, _) in loaded.doc.get_all(ROOT, key.as_str()).map_err(|_| Refusal::Failed)? {
            let standing = match value {
                automerge::Value::Scalar(scalar) => Standing::Scalar(scalar.into_owned()),
                automerge::Value::Object(_) => Standing::Object,
            };
            check_size(&key, &standing)?;
        }
        newer = true;
    }
    Ok(newer)
}

fn is_unknown(shape: Shape, key: &str) -> bool {
    !shape.iter().any(|field| field.has(key))
}

/// What only a newer version knows must be small.
fn check_size(key: &str, standing: &Standing) -> Result<(), Refusal> {
    let size = match standing {
        Standing::Scalar(ScalarValue::Str(text)) => text.len(),
        Standing::Scalar(ScalarValue::Bytes(bytes)) => bytes.len(),
        Standing::Scalar(_) => 8,
        Standing::Text(_) | Standing::Object => 0,
    };
    if size > MAX_UNKNOWN || key.len() > MAX_UNKNOWN {
        return Err(Refusal::Shape);
    }
    Ok(())
}

/// The joins of two writers' work that are looked at, the last in the graph's
/// own order: at least so many, at most so many.
const JOINS: (usize, usize) = (64, 1024);
/// Each reads every operation of the document a few times, so on a long page
/// they are fewer: 64 joins of a page of 9,000 characters take 0.4 s in a debug
/// build. An older clash that was never settled is offered no more; its wordings
/// stay in the history.
const JOINED_OPERATIONS: usize = 1_000_000;

fn most_joins(changes: &[Change]) -> usize {
    let operations: usize = changes.iter().map(Change::len).sum();
    (JOINED_OPERATIONS / operations.max(1)).clamp(JOINS.0, JOINS.1)
}

/// Looks at every place where concurrent work came together: the present
/// heads, and each change that joined several.
fn all_clashes(loaded: &Loaded, shape: Shape) -> Result<Vec<Clash>, Refusal> {
    let graph = Graph::new(&loaded.changes);
    let most = most_joins(&loaded.changes);
    let mut joins: Vec<Vec<ChangeHash>> = Vec::new();
    let joining = loaded.changes.iter().rev().map(|change| change.deps().to_vec());
    for mut join in std::iter::once(loaded.heads.clone()).chain(joining) {
        join.sort_unstable();
        join.dedup();
        if join.len() > 1 && joins.len() < most && !joins.contains(&join) {
            joins.push(join);
        }
    }

    let mut found: Vec<Clash> = Vec::new();
    if joins.is_empty() {
        return Ok(found);
    }
    let times: BTreeMap<ChangeHash, i64> =
        loaded.changes.iter().map(|change| (change.hash(), change.timestamp())).collect();
    for field in shape.iter().filter(|field| field.kind == FieldType::Prose) {
        let Ok(Some((_, id))) = loaded.doc.get(ROOT, field.name) else { continue };
        let now = loaded.doc.text(&id).map_err(|_| Refusal::Failed)?;
        let letters = Letters::at(&loaded.doc, &id, &loaded.heads, &now);
        let index = letters.as_ref().map(Letters::index);
        for join in &joins {
            let at =
                |heads: &[ChangeHash]| loaded.doc.text_at(&id, heads).map_err(|_| Refusal::Failed);
            let base = at(&graph.common(join))?;
            let mut sides = Vec::with_capacity(join.len());
            for head in join {
                let by = graph.writer(*head);
                let when = Timestamp::clamped(times.get(head).copied().unwrap_or_default());
                sides.push(Side { by, at: when, text: at(&[*head])? });
            }
            sides.sort_by_key(|side| side.by);
            let merged = at(join)?;
            let here = clashes(field.name, &base, &sides, &merged);
            if here.is_empty() {
                continue;
            }
            let then = Letters::at(&loaded.doc, &id, join, &merged);
            let Some((then, (letters, index))) = then.zip(letters.as_ref().zip(index.as_ref()))
            else {
                continue;
            };
            for mut clash in here {
                let standing = standing(&clash, &then, (&now, letters, index));
                let Some((name, range)) = standing else { continue };
                clash.name = name;
                clash.range = range;
                let key = clash.settled_key();
                let kept = loaded.doc.get(ROOT, key.as_str()).is_ok_and(|value| value.is_some());
                if !kept && !found.iter().any(|other| other.name == clash.name) {
                    found.push(clash);
                }
            }
        }
    }
    found.sort_by(|a, b| {
        (a.field, a.range.start, a.range.end, a.name).cmp(&(
            b.field,
            b.range.start,
            b.range.end,
            b.name,
        ))
    });
    Ok(found)
}
