//! Where lines end. The places of words are read from a text that was laid out
//! on an endless line, so kerning and ligatures are in them.

use egui::Galley;

/// The words of a text with their places on the endless line.
pub(super) struct Measured {
    paragraphs: Vec<Vec<Word>>,
}

#[derive(Clone, Copy)]
struct Word {
    left: f32,
    right: f32,
    /// The number, among all letters, of the space before it.
    space: usize,
}

/// Halving a width this often finds it to a hundredth of a point.
const HALVINGS: usize = 16;

impl Measured {
    /// Reads the places of the words.
    pub(super) fn of(endless: &Galley) -> Self {
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for row in &endless.rows {
            let mut words: Vec<Word> = Vec::new();
            let mut space = None;
            for glyph in &row.row.glyphs {
                let (left, right) = (glyph.pos.x, glyph.pos.x + glyph.advance_width);
                if glyph.chr == ' ' {
                    space = Some(at);
                } else if let (None, Some(word)) = (space, words.last_mut()) {
                    word.right = right;
                } else {
                    words.push(Word { left, right, space: space.take().unwrap_or_default() });
                }
                at += 1;
            }
            at += usize::from(row.ends_with_newline);
            paragraphs.push(words);
        }
        Self { paragraphs }
    }

    /// The spaces where lines of `width` end; none where a word is wider.
    pub(super) fn full(&self, width: f32) -> Option<Vec<usize>> {
        let firsts = self.paragraphs.iter().map(|words| lines(words, width));
        let firsts: Option<Vec<_>> = firsts.collect();
        Some(self.spaces(&firsts?))
    }

    /// The same at the least width that needs no further line.
    pub(super) fn balanced(&self, width: f32) -> Option<Vec<usize>> {
        let most = self.full(width)?.len();
        let (mut low, mut high) = (0.0, width);
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            match self.full(middle) {
                Some(breaks) if breaks.len() <= most => high = middle,
                _ => low = middle,
            }
        }
        self.full(high)
    }

    /// Where lines are full; but a word alone on the last line gets the one
    /// before it for company, if that leaves the line above its own.
    pub(super) fn without_widow(&self, width: f32) -> Option<Vec<usize>> {
        let mut all = Vec::new();
        for words in &self.paragraphs {
            let mut firsts = lines(words, width)?;
            if let [.., before, last] = firsts.as_mut_slice()
                && *last + 1 == words.len()
                && *last >= *before + 2
                && words[*last].right - words[*last - 1].left <= width
            {
                *last -= 1;
            }
            all.push(firsts);
        }
        Some(self.spaces(&all))
    }

    /// The space before the first word of each line but a paragraph's first.
    fn spaces(&self, firsts: &[Vec<usize>]) -> Vec<usize> {
        let paragraphs = self.paragraphs.iter().zip(firsts);
        paragraphs
            .flat_map(|(words, firsts)| firsts.iter().skip(1).map(|first| words[*first].space))
            .collect()
    }
}

/// The first word of each line of a paragraph; none where a word is wider
/// than the line.
fn lines(words: &[Word], width: f32) -> Option<Vec<usize>> {
    let mut firsts = Vec::new();
    let mut begin = f32::NEG_INFINITY;
    for (at, word) in words.iter().enumerate() {
        if word.right - word.left > width {
            return None;
        }
        if firsts.is_empty() || word.right - begin > width {
            firsts.push(at);
            begin = word.left;
        }
    }
    Some(firsts)
}
