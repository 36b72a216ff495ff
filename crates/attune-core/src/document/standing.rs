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
pub(super) struct Letters {
    letters: Vec<Letter>,
    /// Where each begins in the text, in bytes, and where the last ends.
    starts: Vec<usize>,
}

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
        let starts: Vec<usize> =
            is.char_indices().map(|(at, _)| at).chain(std::iter::once(is.len())).collect();
        (letters.len() + 1 == starts.len()).then_some(Self { letters, starts })
    }

    /// Which character begins at a byte; a text can be long, and have many
    /// clashes.
    fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start < byte)
    }

    /// Where a character begins, in bytes.
    fn byte(&self, number: usize) -> usize {
        self.starts.get(number).or(self.starts.last()).copied().unwrap_or_default()
    }

    pub(super) fn index(&self) -> BTreeMap<&Letter, usize> {
        self.letters.iter().enumerate().map(|(at, letter)| (letter, at)).collect()
    }
}

/// Where a clash's merged wording stands in the text `now`, in bytes, and the
/// clash's name; `None` if it was settled by an edit of just these characters.
/// The same words elsewhere in the text are not these.
pub(super) fn standing(
    clash: &Clash,
    merged: &Letters,
    now: (&str, &Letters, &BTreeMap<&Letter, usize>),
) -> Option<(ClashName, Range<usize>)> {
    let (start, end) = (merged.number(clash.range.start), merged.number(clash.range.end));
    let letters = &merged.letters;
    let (text, standing, index) = now;
    let place = |at: usize| index.get(letters.get(at)?).copied();
    let (anchor, range) = if start < end {
        (letters.get(start), place(start)?..place(end - 1)? + 1)
    } else {
        // Nothing is left of the words: their place is between two others.
        let from = if start > 0 { place(start - 1)? + 1 } else { 0 };
        let to = if start < letters.len() { place(start)? } else { index.len() };
        (start.checked_sub(1).and_then(|before| letters.get(before)), from..to)
    };
    let range = standing.byte(range.start)..standing.byte(range.end);
    if text.get(range.clone()) != Some(clash.merged.as_str()) {
        return None;
    }
    let anchor = anchor.map_or_else(Vec::new, |(counter, actor, nth)| {
        [&counter.to_be_bytes()[..], actor, &(*nth as u64).to_be_bytes()].concat()
    });
    Some((clash.named(&anchor), range))
}
