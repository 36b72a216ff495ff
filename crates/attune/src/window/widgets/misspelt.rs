//! Dots under words that no dictionary knows, in the rows that are seen. No red:
//! nothing is wrong with whoever writes so.

use crate::window::spelling::Spelling;
use crate::window::theme::{colours, space};
use egui::epaint::text::PlacedRow;
use egui::text_edit::TextEditOutput;
use egui::{Shape, Ui, pos2};
use unicode_segmentation::UnicodeSegmentation;

/// How far below the letters' feet the dots are, how far apart, and how large.
const BELOW: f32 = 3.5;
const APART: f32 = 3.0;
const RADIUS: f32 = 0.8;

/// Draws the dots. The word under the caret is still being written.
pub(super) fn mark(ui: &Ui, output: &TextEditOutput, spelling: &Spelling) {
    let clip = output.text_clip_rect.intersect(ui.clip_rect());
    let origin = output.galley_pos.to_vec2();
    let focused = output.response.response.has_focus();
    let caret = output.cursor_range.filter(|_| focused).map(|range| range.primary.index.0);
    let painter = ui.painter().with_clip_rect(clip.expand(space::STEP));
    let ink = colours(ui).ink_3;
    let mut begins = 0;
    for row in &output.galley.rows {
        let seen = row.rect().translate(origin);
        if seen.top() > clip.bottom() {
            break;
        }
        if seen.bottom() >= clip.top() {
            for word in wrong(row, begins, caret, spelling) {
                let glyphs = &row.row.glyphs;
                let (first, last) = (&glyphs[word.start], &glyphs[word.end - 1]);
                let y = row.pos.y + last.pos.y + BELOW;
                let from = pos2(row.pos.x + first.pos.x + RADIUS, y) + origin;
                let to = pos2(row.pos.x + last.max_x(), y) + origin;
                painter.extend(Shape::dotted_line(&[from, to], ink, APART, RADIUS));
            }
        }
        begins += row.char_count_including_newline().0;
    }
}

/// Which of a row's characters are words that no dictionary knows. `begins` is
/// the place of the row's first character in the text.
fn wrong(
    row: &PlacedRow,
    begins: usize,
    caret: Option<usize>,
    spelling: &Spelling,
) -> Vec<std::ops::Range<usize>> {
    let text: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
    let mut found = Vec::new();
    let (mut bytes, mut chars) = (0, 0);
    for (at, word) in words(&text) {
        chars += text[bytes..at].chars().count();
        bytes = at;
        let range = chars..chars + word.chars().count();
        let whole = begins + range.start..=begins + range.end;
        if caret.is_none_or(|caret| !whole.contains(&caret)) && spelling.is_wrong(word) {
            found.push(range);
        }
    }
    found
}

/// The words of a row that can be spelled: no numbers, addresses or signs.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_spelled = |piece: &str| !piece.contains(['@', '/', '\\', '_', '#']);
    let pieces = text.split_inclusive(char::is_whitespace).scan(0, |at, piece| {
        let from = *at;
        *at += piece.len();
        Some((from, piece))
    });
    pieces.filter(move |(_, piece)| is_spelled(piece)).flat_map(|(from, piece)| {
        let words = piece.unicode_word_indices().map(move |(at, word)| (from + at, word));
        words.filter(|(_, word)| !word.chars().any(char::is_numeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_word_is_not_looked_up() {
        let text = "Don’t mail sam@home.example, see https://a.example/b or 7th #tag — añil!";
        let found: Vec<&str> = words(text).map(|(_, word)| word).collect();
        assert_eq!(found, ["Don’t", "mail", "see", "or", "añil"]);
        for (at, word) in words(text) {
            assert!(text[at..].starts_with(word));
        }
    }
}
