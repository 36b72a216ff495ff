//! Who wrote which words of a text. Each character is an operation of one
//! actor and stays that wherever it moves, so this is read off and never
//! guessed from what the words say.

use super::change::{guarded, parse, prefix_of};
use super::load::load_parsed;
use super::{ActorPrefix, Refusal};
use automerge::{Change, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};

/// Characters that follow each other and were written on one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// The device.
    pub by: ActorPrefix,
    /// How many bytes of the text they are.
    pub bytes: usize,
}

/// The longest history that is asked. It has to be loaded for this alone; of a
/// longer one nobody is told who wrote what.
const MOST_OPERATIONS: usize = 500_000;
/// The most hands that are told apart.
const MOST_HANDS: usize = 20_000;

/// The hands of the text `field`, from its begin to its end.
pub fn hands(field: &str, changes: &[&[u8]]) -> Result<Vec<Hand>, Refusal> {
    guarded(|| {
        let changes: Vec<Change> =
            changes.iter().map(|bytes| parse(bytes)).collect::<Result<_, _>>()?;
        if changes.iter().map(Change::len).sum::<usize>() > MOST_OPERATIONS {
            return Err(Refusal::TooLarge);
        }
        let loaded = load_parsed(changes)?;
        let text = match loaded.doc.get(ROOT, field) {
            Ok(Some((automerge::Value::Object(ObjType::Text), id))) => id,
            Ok(None) => return Ok(Vec::new()),
            _ => return Err(Refusal::Shape),
        };
        let mut hands: Vec<Hand> = Vec::new();
        for item in loaded.doc.list_range(&text, ..) {
            let ObjId::Id(_, actor, _) = item.id() else { return Err(Refusal::Shape) };
            let by = prefix_of(&actor)?;
            let automerge::Value::Scalar(value) = item.value.into_value() else {
                return Err(Refusal::Shape);
            };
            let ScalarValue::Str(letters) = value.as_ref() else { return Err(Refusal::Shape) };
            if let Some(last) = hands.last_mut().filter(|last| last.by == by) {
                last.bytes += letters.len();
            } else if hands.len() < MOST_HANDS {
                hands.push(Hand { by, bytes: letters.len() });
            } else {
                return Err(Refusal::TooLarge);
            }
        }
        Ok(hands)
    })
}
