//! Text laid out as on paper: lines of their own height, short passages
//! balanced, no last line of one word, and a baseline that other text can
//! stand on.
//!
//! egui breaks lines at a width and knows nothing else. So the words are laid
//! out once on an endless line, the breaks are found on their real widths
//! ([`breaks`]), and the text is laid out again with line ends in the place of
//! those spaces: each line then begins on a whole pixel. Afterwards they are
//! made spaces again, so that what is selected and copied has no line ends
//! that nobody typed.

mod blocks;
mod breaks;
mod editing;
mod marks;

use crate::window::theme::{Type, space};
use crate::window::words;
pub(crate) use blocks::{Block, Form, blocks};
use breaks::Measured;
pub(crate) use editing::{STRESSED, STRONG, continue_list, toggle};
use egui::text::LayoutJob;
use egui::{Color32, Galley, Ui};
pub(crate) use marks::{Part, Tone, parts};
use std::sync::Arc;

/// Where lines may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaks {
    /// Where they are full.
    Full,
    /// So that all are about as long.
    Balanced,
    /// Where they are full, but never one word alone at the end.
    NoWidow,
}

/// A text longer than this is prose: it is broken where lines are full.
const PROSE: usize = 2_000;

/// Some text in one style.
#[derive(Debug, Clone)]
pub(crate) struct Run<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its style.
    pub(crate) style: Type,
    /// Its colour.
    pub(crate) ink: Color32,
    /// What is behind it; usually nothing.
    pub(crate) ground: Color32,
    /// Whether a rule is drawn under it.
    pub(crate) ruled: bool,
}

/// One run of text.
pub(crate) fn run(text: &str, style: Type, ink: Color32) -> Run<'_> {
    Run { text, style, ink, ground: Color32::TRANSPARENT, ruled: false }
}

/// Lays out one run of text, at most `width` wide.
pub(crate) fn lay(ui: &Ui, run: &Run<'_>, width: f32, breaks: Breaks) -> Arc<Galley> {
    lay_all(ui, std::slice::from_ref(run), width, breaks)
}

/// Lays out runs that follow each other, at most `width` wide.
pub(crate) fn lay_all(ui: &Ui, runs: &[Run<'_>], width: f32, breaks: Breaks) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    for run in runs {
        job.append(&words::harmless(run.text), 0.0, run.style.format(run.ink));
    }
    fit(ui, job, width, breaks)
}

/// Lays out `job`, at most `width` wide.
fn fit(ui: &Ui, mut job: LayoutJob, width: f32, breaks: Breaks) -> Arc<Galley> {
    if job.text.len() > PROSE {
        job.wrap.max_width = width;
        return ui.fonts_mut(|fonts| fonts.layout_job(job));
    }
    job.wrap.max_width = f32::INFINITY;
    let endless = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
    if endless.size().x <= width {
        return endless;
    }
    let measured = Measured::of(&endless);
    let found = match breaks {
        Breaks::Full => measured.full(width),
        Breaks::Balanced => measured.balanced(width),
        Breaks::NoWidow => measured.without_widow(width),
    };
    // A word wider than the line, or letters that are not set in the order they
    // are written in, as Hebrew is: egui breaks those.
    let is_space: Vec<bool> = job.text.chars().map(|letter| letter == ' ').collect();
    let found =
        found.filter(|found| found.iter().all(|at| is_space.get(*at).copied().unwrap_or(false)));
    let Some(found) = found else {
        job.wrap.max_width = width;
        return ui.fonts_mut(|fonts| fonts.layout_job(job));
    };
    let mut broken = job.clone();
    let mut next = found.iter().copied().peekable();
    broken.text = job
        .text
        .chars()
        .enumerate()
        .map(|(at, letter)| if next.next_if_eq(&at).is_some() { '\n' } else { letter })
        .collect();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(broken));
    if galley.size().x > width + 1.0 {
        job.wrap.max_width = width;
        return ui.fonts_mut(|fonts| fonts.layout_job(job));
    }
    Arc::new(with_spaces(&galley, job, &found))
}

/// The same text, the ends of its lines being spaces again.
fn with_spaces(galley: &Galley, job: LayoutJob, spaces: &[usize]) -> Galley {
    let mut galley = galley.clone();
    let mut spaces = spaces.iter().copied().peekable();
    let mut at = 0;
    for placed in &mut galley.rows {
        at += placed.row.glyphs.len();
        if !placed.ends_with_newline {
            continue;
        }
        if spaces.next_if_eq(&at).is_some() {
            let row = Arc::make_mut(&mut placed.row);
            // Of no width, at the end of the line.
            if let Some(mut glyph) = row.glyphs.last().copied() {
                glyph.chr = ' ';
                glyph.pos.x += glyph.advance_width;
                glyph.advance_width = 0.0;
                glyph.uv_rect = Default::default();
                row.glyphs.push(glyph);
                placed.ends_with_newline = false;
            }
        }
        at += 1;
    }
    galley.job = Arc::new(job);
    galley
}

/// Paints what is behind the runs that have a ground, as high as their letters,
/// and the rules under those that have one.
pub(crate) fn paint_grounds(ui: &Ui, at: egui::Pos2, galley: &Galley, runs: &[Run<'_>]) {
    let mut begin = 0;
    for run in runs {
        let end = begin + words::harmless(run.text).chars().count();
        if run.ground != Color32::TRANSPARENT || run.ruled {
            for part in parts_of(galley, begin..end) {
                let part = part.translate(at.to_vec2());
                paint_behind(ui, part, run);
            }
        }
        begin = end;
    }
}

/// Where these letters are, a part for each line: their left and right ends, and
/// as its bottom the line they stand on.
fn parts_of(galley: &Galley, letters: std::ops::Range<usize>) -> Vec<egui::Rect> {
    let mut parts = Vec::new();
    let mut before = 0;
    for row in &galley.rows {
        let glyphs = row.row.glyphs.iter().enumerate();
        let mut own =
            glyphs.filter(|(n, _)| letters.contains(&(before + n))).map(|(_, glyph)| glyph);
        if let Some(first) = own.next() {
            let last = own.next_back().unwrap_or(first);
            let stands = row.pos.y + first.pos.y;
            let left = row.pos.x + first.pos.x;
            let right = row.pos.x + last.pos.x + last.advance_width;
            parts.push(egui::Rect::from_min_max(
                egui::pos2(left, stands),
                egui::pos2(right, stands),
            ));
        }
        before += row.row.glyphs.len() + usize::from(row.ends_with_newline);
    }
    parts
}

/// How far below the line they stand on the rule under words is, of their size.
const RULE_DOWN: f32 = 0.2;

fn paint_behind(ui: &Ui, part: egui::Rect, run: &Run<'_>) {
    let size = run.style.size();
    if run.ground != Color32::TRANSPARENT {
        let rect = egui::Rect::from_min_max(
            part.min + egui::vec2(-2.0, -size),
            part.max + egui::vec2(2.0, size * 0.375),
        );
        let corners = egui::CornerRadius::same(space::SHEET_RADIUS);
        ui.painter().rect_filled(rect, corners, run.ground);
    }
    if run.ruled {
        let rule = egui::Stroke::new(space::HAIR, run.ink);
        let y = part.bottom() + (size * RULE_DOWN).round();
        crate::window::shapes::hairline_at(ui.painter(), part.left(), part.right(), y, rule);
    }
}

/// Paints a text ranged right, each line ending at `right` on a whole pixel.
pub(crate) fn paint_to_the_right(ui: &Ui, right: f32, top: f32, galley: &Arc<Galley>) {
    paint_from(ui, right, top, galley, 1.0);
}

/// Paints a text so that each line has its middle at `centre`, on whole pixels.
pub(crate) fn paint_centred(ui: &Ui, centre: f32, top: f32, galley: &Arc<Galley>) {
    paint_from(ui, centre, top, galley, 0.5);
}

/// Paints each line so that this part of it is left of `from`.
fn paint_from(ui: &Ui, from: f32, top: f32, galley: &Arc<Galley>, part: f32) {
    let mut galley = (**galley).clone();
    let pixel = 1.0 / ui.ctx().pixels_per_point();
    for row in &mut galley.rows {
        let ends = row.row.glyphs.iter().rev().find(|glyph| glyph.chr != ' ');
        let width = ends.map_or(0.0, |glyph| glyph.pos.x + glyph.advance_width);
        row.pos.x = -(part * width / pixel).round() * pixel;
    }
    let left = part * galley.rect.width();
    galley.mesh_bounds = galley.mesh_bounds.translate(egui::vec2(-left, 0.0));
    let at = egui::pos2((from / pixel).round() * pixel, top);
    ui.painter().galley(at, Arc::new(galley), Color32::PLACEHOLDER);
}

/// How far below a text's top its first line stands.
pub(crate) fn baseline(galley: &Galley) -> f32 {
    let Some(row) = galley.rows.first() else { return 0.0 };
    row.pos.y + row.row.glyphs.first().map_or(row.row.size.y, |glyph| glyph.pos.y)
}

/// How far below its top the first line of any text in this style stands.
pub(crate) fn baseline_of(ui: &Ui, style: Type) -> f32 {
    baseline(&lay(ui, &run("x", style, Color32::PLACEHOLDER), f32::INFINITY, Breaks::Full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::theme;
    use egui_kittest::Harness;

    fn laid(text: &str, style: Type, width: f32, breaks: Breaks) -> Vec<String> {
        let mut rows = Vec::new();
        let mut harness = Harness::builder().with_context_setup(theme::install).build_ui(|ui| {
            let galley = lay(ui, &run(text, style, Color32::PLACEHOLDER), width, breaks);
            assert!(galley.size().x <= width, "{} of {width}", galley.size().x);
            assert_eq!(galley.text(), text, "what is copied is what was written");
            let letters: usize = galley.rows.iter().map(|row| row.row.glyphs.len()).sum();
            assert_eq!(letters, text.chars().count(), "a caret stands between any two letters");
            rows = galley.rows.iter().map(|row| row.text().trim_end().to_owned()).collect();
        });
        harness.run_ok();
        drop(harness);
        rows
    }

    // The breaks in these are those of the design's pictures.

    #[test]
    fn lines_end_where_they_are_full() {
        let text = "It rained from the bridge onwards and neither of us put the radio on. I kept \
                    thinking that you would ask whether I was all right, and that if you asked I \
                    would say yes, and that would be the end of it.";
        let rows = laid(text, Type::Prose, 640.0, Breaks::Full);
        assert_eq!(rows[0].split(' ').next_back(), Some("kept"));
        assert_eq!(rows[1].split(' ').next_back(), Some("I"));
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn a_short_passage_is_balanced() {
        let text =
            "I left the good mug out for you. I hope the first hour of today is an easy one.";
        let rows = laid(text, Type::Letter, 560.0, Breaks::Balanced);
        assert_eq!(
            rows,
            ["I left the good mug out for you. I hope", "the first hour of today is an easy one."]
        );
    }

    #[test]
    fn a_side_note_does_not_end_in_one_word() {
        let text = "Only me is yours alone, and stays";
        let full = laid(text, Type::Aside, 200.0, Breaks::Full);
        assert_eq!(full.last().map(String::as_str), Some("stays"), "the sample proves nothing");
        let rows = laid(text, Type::Aside, 200.0, Breaks::NoWidow);
        assert_eq!(rows.len(), full.len());
        assert!(rows.last().is_some_and(|row| row.contains(' ')), "{rows:?}");
    }

    #[test]
    fn a_word_wider_than_its_line_is_broken_within_it() {
        let rows = laid(&"unbroken".repeat(40), Type::Body, 200.0, Breaks::Balanced);
        assert!(rows.len() > 3);
    }
}
