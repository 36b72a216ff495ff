//! Where two people changed the same sentence at once.
//!
//! Automerge merges prose by character: edits of different sentences both
//! stand, but two edits of one sentence can come out garbled. Here the change
//! graph tells: from the text both began with (`base`) and what each made of
//! it, the sentences (Unicode Standard Annex 29) that both changed are found,
//! and both wordings are offered beside the merged one. Choosing is an edit
//! like any other.

use super::difference::{Piece, pieces, sentences};
use super::{ActorPrefix, SETTLED};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Names one clash: the same on every device, and another for other wordings or
/// for the same ones elsewhere in the text.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ClashName([u8; 8]);

impl ClashName {
    /// The name of a conflict between the values of a one-line field.
    pub(crate) fn of_line(field: &str, values: &[(ActorPrefix, String)]) -> Self {
        named(field, "", values, b"line")
    }
}

fn named(
    field: &str,
    merged: &str,
    wordings: &[(ActorPrefix, String)],
    anchor: &[u8],
) -> ClashName {
    let mut hash = Sha256::new();
    let texts = [field, merged].into_iter().chain(wordings.iter().map(|(_, text)| text.as_str()));
    for part in texts.map(str::as_bytes).chain([anchor]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut name = [0; 8];
    name.copy_from_slice(&digest[..8]);
    ClashName(name)
}

/// One place where two people's wordings met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Its name.
    pub name: ClashName,
    /// Which prose field.
    pub field: &'static str,
    /// What merging made of it, as it stands in the text.
    pub merged: String,
    /// Where that stands, in bytes.
    pub range: Range<usize>,
    /// Each person's own wording.
    pub wordings: Vec<(ActorPrefix, String)>,
    /// When each of these claims to be from.
    pub times: Vec<Timestamp>,
}

impl Clash {
    /// The root key that says "keep the merged wording".
    pub fn settled_key(&self) -> String {
        format!("{SETTLED}{}", data_encoding::HEXLOWER.encode(&self.name.0))
    }

    /// The name it has where its merged wording begins at `anchor`.
    pub(super) fn named(&self, anchor: &[u8]) -> ClashName {
        named(self.field, &self.merged, &self.wordings, anchor)
    }
}

/// What one head made of the text.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) by: ActorPrefix,
    pub(super) at: Timestamp,
    pub(super) text: String,
}

/// The places that more than one of `sides` changed since `base`, each with
/// their wordings. They are not named yet, and their ranges are in `merged`.
pub(super) fn clashes(field: &'static str, base: &str, sides: &[Side], merged: &str) -> Vec<Clash> {
    let base = sentences(base);
    let versions: Vec<Version<'_>> =
        sides.iter().map(|side| Version::new(&base, &side.text)).collect();
    let merged_version = Version::new(&base, merged);

    let mut regions: Vec<Range<usize>> = Vec::new();
    for (at, one) in versions.iter().enumerate() {
        for other in &versions[at + 1..] {
            regions.extend(one.met(other));
        }
    }
    // Grow to where every version's own changes begin and end.
    let mut grown = joined(regions);
    for region in &mut grown {
        loop {
            let before = region.clone();
            for version in versions.iter().chain([&merged_version]) {
                version.grow(region);
            }
            if *region == before {
                break;
            }
        }
    }
    let mut found = Vec::new();
    for region in joined(grown) {
        let mut wordings: Vec<(ActorPrefix, String)> = Vec::new();
        let mut times = Vec::new();
        for (side, version) in sides.iter().zip(&versions) {
            let text = side.text[version.over(&region)].to_owned();
            if !wordings.iter().any(|(_, other)| *other == text) {
                wordings.push((side.by, text));
                times.push(side.at);
            }
        }
        if wordings.len() > 1 {
            let range = merged_version.over(&region);
            let merged = merged[range.clone()].to_owned();
            found.push(Clash { name: ClashName::default(), field, merged, range, wordings, times });
        }
    }
    found
}

fn joined(mut regions: Vec<Range<usize>>) -> Vec<Range<usize>> {
    regions.sort_by_key(|region| region.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for region in regions {
        match out.last_mut() {
            Some(last) if region.start < last.end => last.end = last.end.max(region.end),
            _ => out.push(region),
        }
    }
    out
}

/// One version of the text, aligned with the base by sentences.
struct Version<'a> {
    text: &'a str,
    /// Where each of its sentences begins, in bytes, and where the last ends.
    starts: Vec<usize>,
    /// Which of the base's sentences gave way to which, in order and apart; put
    /// in only where the first is empty.
    pieces: Vec<Piece>,
}

impl<'a> Version<'a> {
    fn new(base: &[&str], text: &'a str) -> Self {
        let sentences = sentences(text);
        let mut starts = vec![0];
        let mut end = 0;
        for sentence in &sentences {
            end += sentence.len();
            starts.push(end);
        }
        let ours: Vec<&str> = base.iter().map(|s| s.trim()).collect();
        let theirs: Vec<&str> = sentences.iter().map(|s| s.trim()).collect();
        Self { text, starts, pieces: pieces(&ours, &theirs) }
    }

    /// The base's sentences that this version changed or took out.
    fn changed(&self) -> impl Iterator<Item = &Range<usize>> {
        self.pieces.iter().map(|(old, _)| old).filter(|old| !old.is_empty())
    }

    /// Where this version and another changed the same.
    fn met(&self, other: &Self) -> Vec<Range<usize>> {
        let mut met = Vec::new();
        let mut others = other.changed().peekable();
        for ours in self.changed() {
            while others.next_if(|theirs| theirs.end <= ours.start).is_some() {}
            // The last of them may reach beyond this one, into the next.
            while let Some(theirs) = others.peek().filter(|theirs| theirs.start < ours.end) {
                met.push(ours.start.min(theirs.start)..ours.end.max(theirs.end));
                if theirs.end > ours.end {
                    break;
                }
                others.next();
            }
        }
        met
    }

    /// Makes `region` hold every change of this version that it cuts.
    fn grow(&self, region: &mut Range<usize>) {
        let first = self.pieces.partition_point(|(old, _)| old.end <= region.start);
        for (old, _) in &self.pieces[first..] {
            if old.start >= region.end {
                break;
            }
            if !old.is_empty() {
                *region = region.start.min(old.start)..region.end.max(old.end);
            }
        }
    }

    /// Where this version has what stands in place of the base's sentences in
    /// `region`, in bytes, without the spaces around. The region begins and
    /// ends where no change of this version is cut; what was put in at its edges
    /// is not of it.
    fn over(&self, region: &Range<usize>) -> Range<usize> {
        let before = self.pieces.partition_point(|(old, _)| old.end <= region.start);
        let within = self.pieces.partition_point(|(old, _)| {
            old.end < region.end || (old.end == region.end && !old.is_empty())
        });
        let place = |behind: usize, at: usize| match behind.checked_sub(1) {
            Some(last) => {
                let (old, new) = &self.pieces[last];
                new.end + (at - old.end)
            }
            None => at,
        };
        let start = self.starts[place(before, region.start)];
        let end = self.starts[place(within.max(before), region.end)];
        let text = &self.text[start..end];
        let from = start + (text.len() - text.trim_start().len());
        from..from.max(start + text.trim_end().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALEX: ActorPrefix = ActorPrefix([1; 8]);
    const SAM: ActorPrefix = ActorPrefix([2; 8]);

    #[track_caller]
    fn check(base: &str, alex: &str, sam: &str, expected: &[(&str, &str)]) {
        let sides = [(ALEX, alex), (SAM, sam)].map(|(by, text)| Side {
            by,
            at: Timestamp::MIN,
            text: text.to_owned(),
        });
        let found: Vec<(String, String)> = clashes("body", base, &sides, base)
            .into_iter()
            .map(|clash| (clash.wordings[0].1.clone(), clash.wordings[1].1.clone()))
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn different_sentences_do_not_clash() {
        check("One. Two. Three.", "ONE. Two. Three.", "One. Two. THREE.", &[]);
        check("One.", "One. And more.", "Before. One.", &[]);
        check("", "Mine.", "Yours.", &[]);
    }

    #[test]
    fn the_same_sentence_changed_by_both_keeps_both_wordings() {
        check(
            "We met in May. It rained.",
            "We met in June. It rained.",
            "We met in late May. It rained.",
            &[("We met in June.", "We met in late May.")],
        );
    }

    #[test]
    fn a_sentence_taken_out_by_one_and_changed_by_the_other_is_offered() {
        check("One. Two.", "One.", "One. Twice.", &[("", "Twice.")]);
    }

    #[test]
    fn the_same_change_by_both_is_no_clash() {
        check("One. Two.", "One. Deux.", "One. Deux.", &[]);
    }

    #[test]
    fn what_one_changed_as_a_whole_meets_each_change_of_the_other() {
        check(
            "One. Two. Three. Four.",
            "Neither. Nor. Here. There.",
            "One. Deux. Three. Quatre.",
            &[("Neither. Nor. Here. There.", "One. Deux. Three. Quatre.")],
        );
        // One change of the second reaches over two of the first.
        check(
            "One. Two. Three. Four. Five.",
            "ONE. Two. THREE. Four. FIVE.",
            "Une. Deux. Trois. Four. Cinq.",
            &[("ONE. Two. THREE.", "Une. Deux. Trois."), ("FIVE.", "Cinq.")],
        );
    }

    /// Two people rewrite a megabyte of the same text at once.
    #[test]
    fn two_rewrites_of_a_megabyte_take_bounded_work() {
        let numbered = |word: &str, every: usize| -> String {
            let sentence = |at: usize| match at % every {
                0 => format!("{word} number {at} stands here. "),
                _ => format!("Nobody touched number {at} of these. "),
            };
            (0..30_000).map(sentence).collect()
        };
        for (every, expected) in [(1, 1), (3, 10_000)] {
            let text = |word| numbered(word, every);
            let sides = [
                Side { by: ALEX, at: Timestamp::MIN, text: text("Alex's wording") },
                Side { by: SAM, at: Timestamp::MIN, text: text("Sam's wording") },
            ];
            let (base, merged) = (text("The first wording"), text("A merged wording"));
            let found = clashes("body", &base, &sides, &merged);
            assert_eq!(found.len(), expected);
        }
    }

    #[test]
    fn lines_are_places_of_their_own() {
        check("tea\nbread\n", "green tea\nbread\n", "tea\nrye bread\n", &[]);
        check(
            "tea\nbread\n",
            "green tea\nbread\n",
            "black tea\nbread\n",
            &[("green tea", "black tea")],
        );
    }
}
