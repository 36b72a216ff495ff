//! Passages: words with a note in the margin, between hairlines; and the head
//! that stands above them, once a page.

use super::margin::{Note, beside_with};
use super::why;
use crate::window::layout::{Columns, fitting};
use crate::window::shapes;
use crate::window::text::{self, Breaks, Run, run};
use crate::window::theme::{Type, colours, space};
use egui::{Response, Sense, Stroke, Ui, pos2, vec2};

/// A hairline over the whole width.
pub(crate) fn hairline(ui: &mut Ui) {
    let hair = colours(ui).hair;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HAIR), Sense::empty());
    let stroke = Stroke::new(space::HAIR, hair);
    shapes::hairline_at(ui.painter(), rect.left(), rect.right(), rect.top(), stroke);
}

/// A passage between hairlines, whose words begin in `first`.
pub(crate) fn passage(ui: &mut Ui, note: &Note, first: Type, add: impl FnOnce(&mut Ui)) {
    let around = match first {
        Type::Body | Type::Name | Type::Label | Type::Small => space::PLAIN,
        _ => space::PASSAGE,
    };
    let first = text::baseline_of(ui, fitting(ui, first));
    passage_of(ui, note, first, around, add);
}

/// A passage whose words' first line stands `first` below their top, with so
/// much room above and below.
pub(crate) fn passage_of(
    ui: &mut Ui,
    note: &Note,
    first: f32,
    around: [f32; 2],
    add: impl FnOnce(&mut Ui),
) {
    passage_with(ui, note, first, around, |_| {}, add);
}

/// The same, with more in the margin under the note.
pub(crate) fn passage_with(
    ui: &mut Ui,
    note: &Note,
    first: f32,
    around: [f32; 2],
    margin: impl FnOnce(&mut Ui),
    add: impl FnOnce(&mut Ui),
) {
    let narrow = Columns::of(ui).is_narrow() && around == space::PASSAGE;
    let [above, below] = if narrow { space::PASSAGE_NARROW } else { around };
    hairline(ui);
    ui.add_space(above);
    beside_with(ui, note, first, margin, add);
    ui.add_space(below);
}

/// The head of a page: one large thing, its second half in italics; `after`
/// are the sentences under it.
pub(crate) fn head(ui: &mut Ui, note: &Note, runs: &[Run<'_>], after: impl FnOnce(&mut Ui)) {
    large(ui, &Large::of(note, runs, Type::Display), |_| {}, after);
    below_head(ui);
}

/// The same, with the ring at the end of its line that opens why this helps;
/// gives that.
pub(crate) fn head_why(
    ui: &mut Ui,
    note: &Note,
    runs: &[Run<'_>],
    open: bool,
    after: impl FnOnce(&mut Ui),
) -> Option<Response> {
    let head = Large { why: Some(open), ..Large::of(note, runs, Type::Display) };
    let ring = large(ui, &head, |_| {}, after);
    below_head(ui);
    ring
}

fn below_head(ui: &mut Ui) {
    let narrow = Columns::of(ui).is_narrow();
    ui.add_space(if narrow { space::HEAD_BELOW_NARROW } else { space::HEAD_BELOW });
}

/// The head of a page whose title is somebody's words.
pub(crate) fn title(ui: &mut Ui, note: &Note, words: &str, after: impl FnOnce(&mut Ui)) {
    title_with(ui, note, words, None, |_| {}, after);
}

/// The same, with what can be done with the page in the margin, and the ring at
/// the end of its line where there is something to be said of why this helps:
/// open, or not.
pub(crate) fn title_with(
    ui: &mut Ui,
    note: &Note,
    words: &str,
    why: Option<bool>,
    margin: impl FnOnce(&mut Ui),
    after: impl FnOnce(&mut Ui),
) -> Option<Response> {
    let runs = [run(words, Type::Title, colours(ui).ink)];
    large(ui, &Large { why, ..Large::of(note, &runs, Type::Title) }, margin, after)
}

/// The one large thing of a page.
struct Large<'a> {
    note: &'a Note,
    runs: &'a [Run<'a>],
    style: Type,
    /// Whether the ring at its end is open; there is none with `None`.
    why: Option<bool>,
}

impl<'a> Large<'a> {
    fn of(note: &'a Note, runs: &'a [Run<'a>], style: Type) -> Self {
        Self { note, runs, style, why: None }
    }
}

fn large(
    ui: &mut Ui,
    of: &Large<'_>,
    margin: impl FnOnce(&mut Ui),
    after: impl FnOnce(&mut Ui),
) -> Option<Response> {
    let style = of.style;
    let runs: Vec<Run<'_>> =
        of.runs.iter().map(|run| Run { style: fitting(ui, run.style), ..run.clone() }).collect();
    let first = text::baseline_of(ui, fitting(ui, style));
    let mut ring = None;
    beside_with(ui, of.note, first, margin, |ui| {
        // Large letters hang, so that their stems stand on the axis.
        let hang = if style == Type::Display { space::HANG } else { 0.0 };
        let whole = ui.available_width();
        let beside = of.why.map_or(0.0, |_| space::WHY + why::BEFORE);
        let width = (whole - beside).max(space::WHY);
        let [left, stands] = hung(ui, &runs, hang, width);
        ring = of.why.map(|open| why::ring(ui, pos2(left + whole, stands), open));
        after(ui);
    });
    ring
}

/// The one large thing of a column that has no margin.
pub(crate) fn heading(ui: &mut Ui, runs: &[Run<'_>]) {
    let runs: Vec<Run<'_>> =
        runs.iter().map(|run| Run { style: fitting(ui, run.style), ..run.clone() }).collect();
    let width = ui.available_width();
    hung(ui, &runs, space::HANG, width);
}

/// Large words, hung so far left of where they are. Gives their left edge, and where
/// their first line stands.
fn hung(ui: &mut Ui, runs: &[Run<'_>], hang: f32, width: f32) -> [f32; 2] {
    let galley = text::lay_all(ui, runs, width + hang, Breaks::Balanced);
    let (rect, response) = ui.allocate_exact_size(galley.size() - vec2(hang, 0.0), Sense::hover());
    let said = galley.text().to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &said));
    let stands = rect.top() + text::baseline(&galley);
    ui.painter().galley(rect.min - vec2(hang, 0.0), galley, egui::Color32::PLACEHOLDER);
    [rect.left(), stands]
}

/// The end of a page, in words.
pub(crate) fn end(ui: &mut Ui, words: &str) {
    let first = text::baseline_of(ui, Type::Small);
    passage_of(ui, &Note::none(), first, space::END, |ui| {
        super::texts::small(ui, words);
    });
}
