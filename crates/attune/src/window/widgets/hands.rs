//! A page that both write, to read: whose each of its words is. On a short page
//! the words are in their writer's ink, and the name of whoever wrote what is
//! under the pointer stands in the margin. On a long one the text is in ink; a
//! thread beside it has the writer's, and the name stands where the hand
//! changes. For ears the name comes before the words.

use super::reading::{addresses, apart, framed, read_of, style_of, words_of};
use super::texts::ink_of;
use crate::texts::tr;
use crate::window::layout::Columns;
use crate::window::model::{Hand, Whose};
use crate::window::text::{self, Breaks, Run, run};
use crate::window::theme::{Type, colours};
use egui::{Color32, CornerRadius, Galley, Pos2, Rect, Ui, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// How long a paragraph, and a page, of a short page are at most, in letters.
const SHORT_PARAGRAPH: usize = 280;
const SHORT_PAGE: usize = 1_200;
/// The thread: how far left of the words, how wide, and from a paragraph's top
/// and end to its own.
const LEFT: f32 = 17.0;
const WIDE: f32 = 2.0;
const ENDS: f32 = 4.0;

/// Names as they stand beside the words and are said before them.
pub(crate) struct Names<'a> {
    /// This person's.
    pub(crate) mine: &'a str,
    /// The partner's.
    pub(crate) theirs: &'a str,
}

impl Names<'_> {
    fn of(&self, whose: Whose) -> &str {
        match whose {
            Whose::Mine => self.mine,
            Whose::Theirs => self.theirs,
        }
    }
}

/// Who wrote a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    One(Whose),
    Both,
}

/// Whether a page is short enough to be in its writers' inks.
fn is_short(words: &str) -> bool {
    let mut whole = 0;
    words.lines().all(|line| {
        let letters = line.chars().count();
        whole += letters;
        letters < SHORT_PARAGRAPH && whole < SHORT_PAGE
    })
}

/// The parts of `range` by their writers.
fn parts_of(hands: &[Hand], range: &Range<usize>) -> Vec<(Whose, Range<usize>)> {
    let mut begin = 0;
    let mut parts = Vec::new();
    for hand in hands {
        let end = begin + hand.bytes;
        let own = begin.max(range.start)..end.min(range.end);
        if own.start < own.end {
            parts.push((hand.whose, own));
        }
        begin = end;
        if begin >= range.end {
            break;
        }
    }
    parts
}

/// Who wrote these parts; spaces are nobody's.
fn by(words: &str, parts: &[(Whose, Range<usize>)]) -> Option<By> {
    let wrote = |whose: Whose| {
        parts.iter().any(|(by, range)| *by == whose && !words[range.clone()].trim().is_empty())
    };
    match (wrote(Whose::Mine), wrote(Whose::Theirs)) {
        (true, true) => Some(By::Both),
        (true, false) => Some(By::One(Whose::Mine)),
        (false, true) => Some(By::One(Whose::Theirs)),
        (false, false) => None,
    }
}

/// A stretch of the page `body`, whose hands these are. Gives the address that was
/// pressed.
pub(crate) fn read_by(
    ui: &mut Ui,
    body: &str,
    range: Range<usize>,
    hands: &[Hand],
    names: &Names<'_>,
) -> Option<String> {
    let palette = colours(ui);
    let short = is_short(body);
    let hands: Vec<Hand> = parts_of(hands, &range)
        .into_iter()
        .map(|(whose, part)| Hand { whose, bytes: part.len() })
        .collect();
    let words = &body[range];
    let left = ui.cursor().left();
    let mut pressed = None;
    let (mut last, mut before) = (None, None);
    let all = read_of(ui, words);
    for block in all.iter() {
        apart(ui, before.replace(block), block);
        let parts = parts_of(&hands, &block.range());
        let Some(wrote) = by(words, &parts) else {
            framed(ui, block, |ui| words_of(ui, block, &[], None));
            continue;
        };
        let mut runs: Vec<Run<'_>> = Vec::new();
        let mut whose = Vec::new();
        for piece in &block.pieces {
            let style = style_of(ui, block, piece.tone);
            for (writer, range) in parts_of(&hands, &piece.range) {
                let own = range.start - piece.range.start..range.end - piece.range.start;
                // What is not read as it was typed, such as a sign by its name, is
                // whole, and its first writer's.
                let as_typed = words[piece.range.clone()] == piece.words;
                let said = if as_typed { &piece.words[own.clone()] } else { &piece.words };
                if !as_typed && own.start > 0 {
                    break;
                }
                let ink = if short { ink_of(&palette, writer) } else { palette.ink };
                runs.push(Run { ruled: piece.linked, ..run(said, style, ink) });
                whose.push(writer);
            }
        }
        let changes = last.replace(wrote) != Some(wrote);
        if !short && changes && Columns::of(ui).is_narrow() {
            // There is no margin: the name stands above its words.
            let (name, ink) = named(ui, wrote, names);
            super::texts::block(ui, &name, Type::Label, ink, Breaks::Full);
        }
        let told = said(words, &parts, names);
        let address = framed(ui, block, |ui| {
            let (response, stands) = words_of(ui, block, &runs, Some(told))?;
            if short {
                let under = ui.input(|input| input.pointer.hover_pos());
                let under = under.filter(|at| response.rect.contains(*at) && response.hovered());
                let letter = under.and_then(|at| letter_at(ui, &runs, at - response.rect.min));
                if let Some(whose) = letter.and_then(|letter| writer_at(&runs, &whose, letter)) {
                    beside(ui, left, response.rect.top() + stands, By::One(whose), names);
                }
            } else {
                thread(ui, left, response.rect, &parts, wrote);
                if changes {
                    beside(ui, left, response.rect.top() + stands, wrote, names);
                }
            }
            addresses(ui, block)
        });
        pressed = pressed.or(address);
    }
    pressed
}

/// Which letter of these runs is there.
fn letter_at(ui: &Ui, runs: &[Run<'_>], at: egui::Vec2) -> Option<usize> {
    let galley = text::lay_all(ui, runs, ui.available_width(), Breaks::Full);
    Some(galley.cursor_from_pos(at).index.0)
}

fn writer_at(runs: &[Run<'_>], whose: &[Whose], letter: usize) -> Option<Whose> {
    let mut before = 0;
    let found = runs.iter().zip(whose).find(|(run, _)| {
        before += run.text.chars().count();
        letter < before
    });
    found.map(|(_, whose)| *whose).or(whose.last().copied())
}

fn named(ui: &Ui, by: By, names: &Names<'_>) -> (String, Color32) {
    let palette = colours(ui);
    match by {
        By::One(whose) => (names.of(whose).to_owned(), ink_of(&palette, whose)),
        By::Both => (tr!("window-both"), palette.ink),
    }
}

/// A name in the margin of a column that begins at `left`, on the line of a
/// paragraph's first words. It is said before those.
fn beside(ui: &Ui, left: f32, stands: f32, by: By, names: &Names<'_>) {
    let columns = Columns::of(ui);
    if columns.is_narrow() {
        return;
    }
    let (name, ink) = named(ui, by, names);
    let galley = in_one_row(ui, &name, ink, columns.margin);
    let top = stands - text::baseline(&galley);
    text::paint_to_the_right(ui, left - columns.gutter, top, &galley);
}

/// A name, or as much of it as a row has room for: the next paragraph may have
/// a name of its own in the next one.
fn in_one_row(ui: &Ui, name: &str, ink: Color32, width: f32) -> Arc<Galley> {
    let lay = |name: &str| text::lay(ui, &run(name, Type::Name, ink), width, Breaks::Full);
    let mut galley = lay(name);
    let mut letters: Vec<&str> = name.graphemes(true).collect();
    while galley.rows.len() > 1 && letters.pop().is_some() {
        galley = lay(&format!("{}…", letters.concat().trim_end()));
    }
    galley
}

/// The thread beside a paragraph; where both wrote it, a half is each's, the
/// first's above.
fn thread(ui: &Ui, left: f32, words: Rect, parts: &[(Whose, Range<usize>)], by: By) {
    let palette = colours(ui);
    let min = pos2(left - LEFT, words.top() + ENDS);
    let whole = Rect::from_min_size(min, vec2(WIDE, words.height() - 2.0 * ENDS));
    let fill = |from: Pos2, to: Pos2, whose: Whose| {
        let rect = Rect::from_two_pos(from, to);
        ui.painter().rect_filled(rect, CornerRadius::ZERO, ink_of(&palette, whose));
    };
    let first = parts.first().map_or(Whose::Mine, |(whose, _)| *whose);
    match by {
        By::One(whose) => fill(whole.min, whole.max, whose),
        By::Both => {
            let other = if first == Whose::Mine { Whose::Theirs } else { Whose::Mine };
            let middle = whole.center().y.round();
            fill(whole.min, pos2(whole.right(), middle), first);
            fill(pos2(whole.left(), middle), whole.max, other);
        }
    }
}

/// A paragraph as it is said: "Alex: The blue flask. Sam: And something to put
/// in it."
fn said(words: &str, parts: &[(Whose, Range<usize>)], names: &Names<'_>) -> String {
    let told = parts.iter().filter(|(_, range)| !words[range.clone()].trim().is_empty());
    let told: Vec<String> = told
        .map(|(whose, range)| {
            tr!("window-named", name = names.of(*whose), words = words[range.clone()].trim())
        })
        .collect();
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_short_while_each_paragraph_and_all_of_it_are() {
        assert!(is_short(&"é".repeat(279)));
        assert!(!is_short(&"é".repeat(280)));
        let line = format!("{}\n", "a".repeat(200));
        assert!(is_short(&line.repeat(5)));
        assert!(!is_short(&line.repeat(6)));
    }

    #[test]
    fn spaces_are_nobody_s() {
        let words = "One swim. ";
        let parts = [(Whose::Theirs, 0..9), (Whose::Mine, 9..10)];
        assert_eq!(by(words, &parts), Some(By::One(Whose::Theirs)));
        assert_eq!(by(words, &parts[1..]), None);
    }

    proptest! {
        #[test]
        fn the_parts_of_a_stretch_are_all_of_it_and_each_its_writer_s(
            lengths in prop::collection::vec(0_usize..9, 0..12),
            from in 0_usize..60,
            length in 0_usize..60,
        ) {
            let of = |n: usize| if n.is_multiple_of(2) { Whose::Mine } else { Whose::Theirs };
            let hands: Vec<Hand> = lengths
                .iter()
                .enumerate()
                .map(|(n, bytes)| Hand { whose: of(n), bytes: *bytes })
                .collect();
            let whole: usize = lengths.iter().sum();
            let range = from.min(whole)..(from + length).min(whole);
            let writers: Vec<Whose> =
                hands.iter().flat_map(|hand| vec![hand.whose; hand.bytes]).collect();
            let parts = parts_of(&hands, &range);
            let told: Vec<Whose> =
                parts.iter().flat_map(|(whose, part)| vec![*whose; part.len()]).collect();
            prop_assert_eq!(&told, &writers[range]);
        }
    }
}
