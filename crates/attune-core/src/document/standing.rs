//! Where the words of a clash stand now.
//!
//! Other people's wordings are offered in place of just the words that merging
//! left, however the text around them was edited since: so characters are
//! followed by who wrote them, and never looked for by what they say.

use super::wording::{Clash, ClashName};
use automerge::{Automerge, ChangeHash, ObjId, ReadDoc, ScalarValue};
use std::collections::BTreeMap;
use std::ops::Range;

/// A text's characters by their identity: the operation that wrote each, and
/// which of its characters it is. An identity stays with its character wherever
/// that moves. (Automerge's cursors would say the same, but 0.12 miscounts them
/// where characters are gone: its own debug assertion fails.)
pub(super) struct Letters(Vec<Letter>);

pub(super) type Letter = (u64, Vec<u8>, usize);

impl Letters {
    /// Those of the text as it stood at `heads`; `None` if it holds anything
    /// but characters.
    pub(super) fn at(
        doc: &Automerge,
        text: &ObjId,
        heads: &[ChangeHash],
        is: &str,
    ) -> Option<Self> {
        let mut letters = Vec::with_capacity(is.len());
        for item in doc.list_range_at(text, .., heads) {
            let ObjId::Id(counter, actor, _) = item.id() else { return None };
            let automerge::Value::Scalar(value) = item.value.into_value() else { return None };
            let ScalarValue::Str(value) = value.as_ref() else { return None };
            let of = value.chars().count();
            letters.extend((0..of).map(|nth| (counter, actor.to_bytes().to_vec(), nth)));
        }
        (letters.len() == is.chars().count()).then_some(Self(letters))
    }

    pub(super) fn index(&self) -> BTreeMap<&Letter, usize> {
        self.0.iter().enumerate().map(|(at, letter)| (letter, at)).collect()
    }
}

/// Where a clash's merged wording stands in the text `now`, in bytes, and the
/// clash's name; `None` if it was settled by an edit of just these characters.
/// The same words elsewhere in the text are not these.
pub(super) fn standing(
    clash: &Clash,
    merged: (&str, &Letters),
    now: (&str, &BTreeMap<&Letter, usize>),
) -> Option<(ClashName, Range<usize>)> {
    let chars = |bytes: usize| merged.0[..bytes].chars().count();
    let (start, end) = (chars(clash.range.start), chars(clash.range.end));
    let letters = &merged.1.0;
    let place = |at: usize| now.1.get(letters.get(at)?).copied();
    let (anchor, range) = if start < end {
        (letters.get(start), place(start)?..place(end - 1)? + 1)
    } else {
        // Nothing is left of the words: their place is between two others.
        let from = if start > 0 { place(start - 1)? + 1 } else { 0 };
        let to = if start < letters.len() { place(start)? } else { now.1.len() };
        (start.checked_sub(1).and_then(|before| letters.get(before)), from..to)
    };
    let byte = |at: usize| now.0.char_indices().nth(at).map_or(now.0.len(), |(byte, _)| byte);
    let range = byte(range.start)..byte(range.end);
    if now.0.get(range.clone()) != Some(clash.merged.as_str()) {
        return None;
    }
    let anchor = anchor.map_or_else(Vec::new, |(counter, actor, nth)| {
        [&counter.to_be_bytes()[..], actor, &(*nth as u64).to_be_bytes()].concat()
    });
    Some((clash.named(&anchor), range))
}
