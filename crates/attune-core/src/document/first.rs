//! The values of a document that has only its first change, read off the change
//! itself: nearly every page is never edited, and building a document of
//! hundreds of operations to ask it for two values is most of what a first
//! meeting costs.
//!
//! Only what this program writes itself is read so: texts that are made and
//! filled from left to right, and plain values, each set once. Anything else is
//! left to automerge. Both ways give the same, which the tests below hold them to.

use automerge::legacy::{ElementId, Key, ObjectId, OpId, OpType};
use automerge::{Change, ObjType, ScalarValue};
use std::collections::BTreeMap;

/// What stands under one root key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Standing {
    /// A text that merges.
    Text(String),
    /// A plain value.
    Scalar(ScalarValue),
    /// Another kind of object.
    Object,
}

/// The values of the document that `change` makes alone; `None` if it holds
/// anything that has to be merged.
pub(super) fn values(change: &Change) -> Option<BTreeMap<String, Standing>> {
    let is_first = change.deps().is_empty() && change.seq() == 1 && change.start_op().get() == 1;
    if !is_first || !change.other_actor_ids().is_empty() {
        return None;
    }
    let mut found = BTreeMap::new();
    // By the number of the operation that made it: its key, what it says so far,
    // and the number of its last character.
    let mut texts: BTreeMap<u64, (String, String, u64)> = BTreeMap::new();
    for (number, op) in (1..).zip(change.decode().operations) {
        if !op.pred.is_empty() {
            return None;
        }
        match (op.obj, op.key, op.insert, op.action) {
            (ObjectId::Root, Key::Map(key), false, OpType::Make(ObjType::Text)) => {
                if texts.values().any(|(other, ..)| *other == key.as_str()) {
                    return None;
                }
                texts.insert(number, (key.to_string(), String::new(), 0));
            }
            (ObjectId::Root, Key::Map(key), false, OpType::Put(value)) => {
                if found.insert(key.to_string(), Standing::Scalar(value)).is_some() {
                    return None;
                }
            }
            (
                ObjectId::Id(OpId(object, _)),
                Key::Seq(after),
                true,
                OpType::Put(ScalarValue::Str(letters)),
            ) => {
                let (_, text, last) = texts.get_mut(&object)?;
                let after = match after {
                    ElementId::Head => 0,
                    ElementId::Id(OpId(after, _)) => after,
                };
                if after != *last {
                    return None;
                }
                text.push_str(&letters);
                *last = number;
            }
            _ => return None,
        }
    }
    for (key, text, _) in texts.into_values() {
        if found.insert(key, Standing::Text(text)).is_some() {
            return None;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::load::load_parsed;
    use super::super::merge::{alone_or_loaded, merged};
    use super::super::{Field, FieldType, Shape};
    use super::*;
    use automerge::transaction::{Transactable, Transaction};
    use automerge::{Automerge, ROOT};

    const SHAPE: Shape = &[
        Field::new("title", FieldType::Line, 64),
        Field::new("body", FieldType::Prose, 4096),
        Field::fixed("created", FieldType::Number, 0),
    ];

    type Made = fn(&mut Transaction<'_>) -> Result<(), automerge::AutomergeError>;

    fn made(write: Made) -> Change {
        let mut doc = Automerge::new();
        let mut tx = doc.transaction();
        write(&mut tx).unwrap();
        tx.commit();
        doc.get_last_local_change().unwrap()
    }

    fn body(tx: &mut Transaction<'_>, text: &str) -> automerge::ObjId {
        let id = tx.put_object(ROOT, "body", ObjType::Text).unwrap();
        tx.splice_text(&id, 0, 0, text).unwrap();
        id
    }

    /// How a document may begin, and whether it can be read without merging.
    const BEGINNINGS: [(&str, bool, Made); 17] = [
        ("nothing but a title", true, |tx| tx.put(ROOT, "title", "one")),
        ("a page", true, |tx| {
            body(tx, "Grüße, 你好 👩‍👩‍👧 e\u{301}\n\0 end");
            tx.put(ROOT, "title", "two")?;
            tx.put(ROOT, "created", 7_i64)
        }),
        ("an empty text", true, |tx| {
            body(tx, "");
            tx.put(ROOT, "created", 7_i64)
        }),
        ("two texts", true, |tx| {
            let id = tx.put_object(ROOT, "later", ObjType::Text)?;
            body(tx, "here");
            tx.splice_text(&id, 0, 0, "there")
        }),
        ("what is not known", true, |tx| {
            body(tx, "words");
            tx.put(ROOT, "mood", 3.5)?;
            tx.put(ROOT, "photo", vec![1_u8; 70_000])
        }),
        ("too many fields", true, |tx| {
            (0..300).try_for_each(|n| tx.put(ROOT, format!("field {n}"), n))
        }),
        ("a title of the wrong kind", true, |tx| tx.put(ROOT, "title", 5_i64)),
        ("a body of the wrong kind", true, |tx| tx.put(ROOT, "body", "plain")),
        ("a text where a line should be", true, |tx| {
            tx.put_object(ROOT, "title", ObjType::Text).map(drop)
        }),
        ("a title that is too long", true, |tx| tx.put(ROOT, "title", "x".repeat(65))),
        ("a title written twice", false, |tx| {
            tx.put(ROOT, "title", "one")?;
            tx.put(ROOT, "title", "two")
        }),
        ("letters taken out again", false, |tx| {
            let id = body(tx, "words");
            tx.splice_text(&id, 1, 2, "")
        }),
        ("letters put in between", false, |tx| {
            let id = body(tx, "words");
            tx.splice_text(&id, 1, 0, "here")
        }),
        ("letters put before", false, |tx| {
            let id = body(tx, "words");
            tx.splice_text(&id, 0, 0, "here")
        }),
        ("a list", false, |tx| {
            let id = tx.put_object(ROOT, "body", ObjType::List)?;
            tx.insert(&id, 0, "x")
        }),
        ("a text that is replaced", false, |tx| {
            body(tx, "words");
            body(tx, "others");
            Ok(())
        }),
        ("an object among letters", false, |tx| {
            let id = body(tx, "words");
            tx.insert_object(&id, 2, ObjType::Map).map(drop)
        }),
    ];

    #[test]
    fn a_first_change_says_what_merging_it_says() {
        for (name, is_read, write) in BEGINNINGS {
            let change = made(write);
            assert_eq!(values(&change).is_some(), is_read, "{name}");
            let loaded = load_parsed(vec![change.clone()]).unwrap();
            assert_eq!(alone_or_loaded(SHAPE, change), merged(SHAPE, &loaded), "{name}");
        }
    }

    #[test]
    fn a_later_change_is_never_read_alone() {
        let mut doc = Automerge::new();
        let mut tx = doc.transaction();
        body(&mut tx, "words");
        tx.commit();
        let mut tx = doc.transaction();
        tx.put(ROOT, "title", "later").unwrap();
        tx.commit();
        assert_eq!(values(&doc.get_last_local_change().unwrap()), None);
    }
}
