//! How one text became another, as replaced pieces: bounded in work, and kind
//! to whoever writes in the same text at once.
//!
//! A text given whole (from a terminal, or when a page is left) is applied as
//! its difference from the last known, so that the other person's concurrent
//! words find their neighbours still there. Whole sentences (Unicode Standard
//! Annex 29) are matched first, so an unchanged sentence keeps every character;
//! within those that changed, words are. Where matching would take too much
//! work, as between two long texts that have nothing in common, the piece is
//! replaced as a whole. The bound counts steps and not time: equal texts give
//! an equal difference on any machine.

use std::collections::HashMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Steps of matching for each token of both sides, and as many for short ones,
/// before a piece is given up on.
const STEPS_PER_TOKEN: usize = 32;
const STEPS_AT_LEAST: usize = 100_000;
/// The most tokens put in or taken out that are looked for one by one; what is
/// remembered on the way grows with its square.
const MAX_EDITS: usize = 1024;
/// How often a piece is split at the sentences that are found just once on
/// both of its sides.
const SENTENCE_SPLITS: u32 = 12;
/// Words are not split so: two wordings of one thought share many small words
/// by chance.
const WORD_SPLITS: u32 = 0;

/// A piece of the old text and what stands in its place, in bytes of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// In the old text; empty where something was only put in.
    pub(super) old: Range<usize>,
    /// In the new text; empty where something was only taken out.
    pub(super) new: Range<usize>,
}

/// The pieces that make `new` of `old`, in ascending order, none touching
/// another.
pub(super) fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let whole = Hunk { old: 0..old.len(), new: 0..new.len() };
    let mut found: Vec<Hunk> = Vec::new();
    for changed in differences(sentences(old), sentences(new), &whole, SENTENCE_SPLITS) {
        let (ours, theirs) = (words(&old[changed.old.clone()]), words(&new[changed.new.clone()]));
        for hunk in differences(ours, theirs, &changed, WORD_SPLITS) {
            let hunk = trimmed(old, new, hunk);
            match found.last_mut() {
                Some(last) if last.old.end == hunk.old.start => {
                    last.old.end = hunk.old.end;
                    last.new.end = hunk.new.end;
                }
                _ => found.push(hunk),
            }
        }
    }
    found
}

/// `text` cut into sentences; together they are the whole of it.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    // Line ends separate as well: a page is often lines without full stops.
    text.split_inclusive('\n').flat_map(|line| line.split_sentence_bounds()).collect()
}

/// Which sentences of `old` gave way to which of `new`, by their numbers, in
/// ascending order, none touching another.
pub(super) fn pieces(old: &[&str], new: &[&str]) -> Vec<Piece> {
    let mut names: HashMap<&str, u32> = HashMap::new();
    let ours = Side::new(old, 0, &mut names).names;
    let theirs = Side::new(new, 0, &mut names).names;
    let mut found = Vec::new();
    match_tokens(&ours, &theirs, (0..ours.len(), 0..theirs.len()), SENTENCE_SPLITS, &mut found);
    found
}

/// `text` cut into words, each with the space before it: single spaces are all
/// alike, and would be matched as if they were words.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut end) = (0, 0);
    for word in text.split_word_bounds() {
        end += word.len();
        if !word.chars().all(char::is_whitespace) {
            found.push(&text[start..end]);
            start = end;
        }
    }
    if start < end {
        found.push(&text[start..end]);
    }
    found
}

/// A piece without the characters that both of its sides begin or end with.
fn trimmed(old: &str, new: &str, hunk: Hunk) -> Hunk {
    let (ours, theirs) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
    let same = |(a, b): &(char, char)| a == b;
    let width = |(c, _): (char, char)| c.len_utf8();
    let start: usize = ours.chars().zip(theirs.chars()).take_while(same).map(width).sum();
    let backwards = ours[start..].chars().rev().zip(theirs[start..].chars().rev());
    let end: usize = backwards.take_while(same).map(width).sum();
    Hunk {
        old: hunk.old.start + start..hunk.old.end - end,
        new: hunk.new.start + start..hunk.new.end - end,
    }
}

/// Where the tokens of both sides of `piece` differ, in order.
fn differences(old: Vec<&str>, new: Vec<&str>, piece: &Hunk, splits: u32) -> Vec<Hunk> {
    let mut names: HashMap<&str, u32> = HashMap::new();
    let ours = Side::new(&old, piece.old.start, &mut names);
    let theirs = Side::new(&new, piece.new.start, &mut names);
    let mut found = Vec::new();
    let all = (0..ours.names.len(), 0..theirs.names.len());
    match_tokens(&ours.names, &theirs.names, all, splits, &mut found);
    let hunk = |(gone, come)| Hunk { old: ours.bytes(gone), new: theirs.bytes(come) };
    found.into_iter().map(hunk).collect()
}

/// One side's tokens, each by a number that equal ones share.
struct Side {
    names: Vec<u32>,
    /// Where each begins, and where the last ends.
    starts: Vec<usize>,
}

impl Side {
    fn new<'a>(tokens: &[&'a str], mut at: usize, known: &mut HashMap<&'a str, u32>) -> Self {
        let mut side = Self { names: Vec::with_capacity(tokens.len()), starts: vec![at] };
        for token in tokens {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            side.names.push(*known.entry(token).or_insert(next));
            at += token.len();
            side.starts.push(at);
        }
        side
    }

    fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        self.starts[tokens.start]..self.starts[tokens.end]
    }
}

/// Tokens of the old text and those in their place.
pub(super) type Piece = (Range<usize>, Range<usize>);

/// Adds to `found` which tokens within `piece` gave way to which.
fn match_tokens(old: &[u32], new: &[u32], piece: Piece, splits: u32, found: &mut Vec<Piece>) {
    let (mut gone, mut come) = piece;
    let (ours, theirs) = (&old[gone.clone()], &new[come.clone()]);
    let start = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let backwards = ours[start..].iter().rev().zip(theirs[start..].iter().rev());
    let end = backwards.take_while(|(a, b)| a == b).count();
    gone = gone.start + start..gone.end - end;
    come = come.start + start..come.end - end;
    if gone.is_empty() && come.is_empty() {
        return;
    }
    let (ours, theirs) = (&old[gone.clone()], &new[come.clone()]);
    if let Some(edits) = shortest(ours, theirs) {
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        found.extend(edits.into_iter().map(|(a, b)| (moved(a, gone.start), moved(b, come.start))));
        return;
    }
    let anchors = if splits > 0 { anchors(ours, theirs) } else { Vec::new() };
    if anchors.is_empty() {
        found.push((gone, come));
        return;
    }
    let (mut a, mut b) = (gone.start, come.start);
    for (at_old, at_new) in anchors {
        let (at_old, at_new) = (gone.start + at_old, come.start + at_new);
        match_tokens(old, new, (a..at_old, b..at_new), splits - 1, found);
        (a, b) = (at_old + 1, at_new + 1);
    }
    match_tokens(old, new, (a..gone.end, b..come.end), splits - 1, found);
}

/// The tokens that both sides have just once, where they stand in the same
/// order on both: the longest such row (patience diff).
fn anchors(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let once = |tokens: &[u32]| {
        let mut places: HashMap<u32, Option<usize>> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            places.entry(*token).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let in_old = once(old);
    let in_new = once(new);
    let both = old.iter().enumerate().filter_map(|(at, token)| {
        let found = in_old.get(token).copied().flatten().and(in_new.get(token).copied().flatten());
        found.map(|there| (at, there))
    });
    // The longest ascending row: for each length the row that ends lowest.
    let mut pairs: Vec<(usize, usize, Option<usize>)> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for (here, there) in both {
        let length = ends.partition_point(|end| pairs[*end].1 < there);
        let before = length.checked_sub(1).map(|at| ends[at]);
        pairs.push((here, there, before));
        let new = pairs.len() - 1;
        match ends.get_mut(length) {
            Some(end) => *end = new,
            None => ends.push(new),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some((here, there, before)) = next.and_then(|at| pairs.get(at)) {
        row.push((*here, *there));
        next = *before;
    }
    row.reverse();
    row
}

/// The fewest changes from `old` to `new` (Myers 1986), or `None` if finding
/// them takes more work than they are worth.
fn shortest(old: &[u32], new: &[u32]) -> Option<Vec<Piece>> {
    if old.is_empty() || new.is_empty() {
        return Some(vec![(0..old.len(), 0..new.len())]);
    }
    let mut steps = STEPS_PER_TOKEN * (old.len() + new.len()) + STEPS_AT_LEAST;
    // `reached[round][diagonal]`: how far in `old` so many edits can come.
    let mut reached: Vec<Vec<usize>> = Vec::new();
    for round in 0..=MAX_EDITS.min(old.len() + new.len()) {
        let mut row = vec![0; 2 * round + 1];
        for at in (0..=2 * round).step_by(2) {
            let (mut x, _) = from(reached.last(), at);
            // The diagonal's number is `at - round`.
            let Some(mut y) = (x + round).checked_sub(at) else { continue };
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
                steps = steps.checked_sub(1)?;
            }
            steps = steps.checked_sub(1)?;
            row[at] = x;
            if x == old.len() && y == new.len() {
                return Some(edits(&reached, at));
            }
        }
        reached.push(row);
    }
    None
}

/// Where a round's place begins from, and whether by putting something in: the
/// furthest of its two neighbours in the round before.
fn from(before: Option<&Vec<usize>>, at: usize) -> (usize, bool) {
    // A place of the round before has the same diagonal one further down.
    let Some(before) = before else { return (0, true) };
    let above = at.checked_sub(2).and_then(|at| before.get(at));
    let below = before.get(at);
    match (above, below) {
        (Some(above), Some(below)) if above < below => (*below, true),
        (Some(above), _) => (above + 1, false),
        (None, Some(below)) => (*below, true),
        (None, None) => (0, true),
    }
}

/// Goes back the way that was found, from its end.
fn edits(reached: &[Vec<usize>], mut at: usize) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for (round, before) in reached.iter().enumerate().rev() {
        let round = round + 1;
        let (x, put_in) = from(Some(before), at);
        let y = x + round - at;
        let edit = if put_in { (x..x, y - 1..y) } else { (x - 1..x, y..y) };
        at = if put_in { at } else { at - 2 };
        match found.last_mut() {
            Some(last) if last.0.start == edit.0.end && last.1.start == edit.1.end => {
                *last = (edit.0.start..last.0.end, edit.1.start..last.1.end);
            }
            _ => found.push(edit),
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `old` with its hunks replaced.
    fn applied(old: &str, new: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for hunk in hunks(old, new) {
            assert!(hunk.old.start >= at, "in order, and apart");
            out.push_str(&old[at..hunk.old.start]);
            out.push_str(&new[hunk.new]);
            at = hunk.old.end;
        }
        out.push_str(&old[at..]);
        out
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> =
            hunks(old, new).into_iter().map(|hunk| (&old[hunk.old], &new[hunk.new])).collect();
        assert_eq!(found, expected);
        assert_eq!(applied(old, new), new);
    }

    #[test]
    fn only_what_changed_is_replaced() {
        check("", "", &[]);
        check("", "tea", &[("", "tea")]);
        check("tea", "", &[("tea", "")]);
        check("One. Two. Three.", "One. Zwei. Three.", &[("Two", "Zwei")]);
        check("One. Two.", "One. And a half. Two.", &[("", "And a half. ")]);
        check("We walked home.", "We slowly walked.", &[("", " slowly"), (" home", "")]);
        // What was typed on keeps its beginning.
        check("half a sent", "half a sentence", &[("", "ence")]);
    }

    #[test]
    fn an_unchanged_sentence_is_kept_whole_beside_one_like_it() {
        check("Tea. Tea now.", "Tea now.", &[("Tea. ", "")]);
    }

    #[test]
    fn long_texts_take_bounded_work() {
        let numbered = |word: &str, n: usize| -> String {
            (0..n).map(|at| format!("{word} number {at} stands here. ")).collect()
        };
        let (old, new) = (numbered("This", 20_000), numbered("That", 20_000));
        assert_eq!(applied(&old, &new), new);
        // Alike line for line, and many lines changed.
        let same = "the same line\n".repeat(50_000);
        let mut other = "another line\n".repeat(3_000) + &same;
        other.push_str(&"and one more\n".repeat(3_000));
        assert_eq!(applied(&same, &other), other);
        // One sentence of a megabyte.
        let (old, new) = ("word ".repeat(200_000), "other words ".repeat(90_000));
        assert_eq!(applied(&old, &new), new);
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("One. ".to_owned()),
            Just("Two words. ".to_owned()),
            Just("\n".to_owned()),
            Just("é e\u{301} 北京。".to_owned()),
            Just("👩\u{200d}👩\u{200d}👧".to_owned()),
            "[a-c ]{0,6}",
            any::<String>(),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn replacing_the_pieces_gives_the_new_text(old in text(), new in text()) {
            prop_assert_eq!(applied(&old, &new), new);
        }

        #[test]
        fn splitting_at_what_is_unique_gives_the_new_row(
            old in prop::collection::vec(0..9_u32, 0..40),
            new in prop::collection::vec(0..9_u32, 0..40),
        ) {
            let rows = anchors(&old, &new);
            prop_assert!(rows.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert!(rows.iter().all(|(here, there)| old[*here] == new[*there]));
            let mut at = 0;
            let mut made: Vec<u32> = Vec::new();
            for (gone, come) in shortest(&old, &new).unwrap() {
                made.extend(&old[at..gone.start]);
                made.extend(&new[come]);
                at = gone.end;
            }
            made.extend(&old[at..]);
            prop_assert_eq!(made, new);
        }
    }
}
