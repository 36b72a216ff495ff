//! The margin: who, what and when, ranged right beside the words, its first
//! line on their first line; above them in a narrow window.

use super::texts::paint;
use crate::window::layout::{Columns, column};
use crate::window::model::Whose;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours};
use crate::window::widgets::ink_of;
use crate::window::words;
use egui::{Align, Color32, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What stands in the margin beside a passage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Note {
    name: Option<(String, Option<Whose>)>,
    lines: Vec<String>,
}

/// How far a note may reach to the left of the margin, before it is broken.
const OVER: f32 = 20.0;
/// Between a note above its words and them, in a narrow window.
pub(super) const ABOVE: f32 = 5.0;
/// Between a name and what it is about, in a narrow window.
const BETWEEN: f32 = 8.0;

impl Note {
    /// Nothing.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// A small note.
    pub(crate) fn small(text: impl Into<String>) -> Self {
        Self::default().line(text)
    }

    /// A person's name, in their ink.
    pub(crate) fn person(name: &str, whose: Whose) -> Self {
        Self { name: Some((words::name(name, whose), Some(whose))), lines: Vec::new() }
    }

    /// The name of what is both's or nobody's.
    pub(crate) fn name(name: impl Into<String>) -> Self {
        Self { name: Some((name.into(), None)), lines: Vec::new() }
    }

    /// With a further small line.
    pub(crate) fn line(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.lines.push(text);
        }
        self
    }

    fn runs(&self, ui: &Ui) -> Vec<(&str, Type, Color32)> {
        let palette = colours(ui);
        let name = self.name.as_ref().map(|(name, whose)| {
            let ink = whose.map_or(palette.ink, |whose| ink_of(&palette, whose));
            (name.as_str(), Type::Name, ink)
        });
        let lines = self.lines.iter().map(|line| (line.as_str(), Type::Small, palette.ink_3));
        name.into_iter().chain(lines).collect()
    }

    /// How far below its top its first line stands.
    fn baseline(&self, ui: &Ui) -> f32 {
        match (&self.name, self.lines.is_empty()) {
            (Some(_), _) => text::baseline_of(ui, Type::Name),
            (None, false) => text::baseline_of(ui, Type::Small),
            (None, true) => 0.0,
        }
    }
}

/// A note in the margin, and the words beside it. `first` is how far below
/// their top the words' first line stands, so that both stand on one line.
pub(crate) fn beside(ui: &mut Ui, note: &Note, first: f32, add: impl FnOnce(&mut Ui)) {
    beside_with(ui, note, first, |_| {}, add);
}

/// The same, with more in the margin under the note: what can be done with the
/// words. In a narrow window it follows the note on its line.
pub(crate) fn beside_with(
    ui: &mut Ui,
    note: &Note,
    first: f32,
    margin: impl FnOnce(&mut Ui),
    add: impl FnOnce(&mut Ui),
) {
    let columns = Columns::of(ui);
    if columns.is_narrow() {
        let runs = note.runs(ui);
        let top = ui.cursor().top();
        let before = std::mem::replace(&mut ui.spacing_mut().interact_size.y, 0.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(BETWEEN, 0.0);
            for (text, style, ink) in runs {
                let width = ui.max_rect().width();
                let galley = text::lay(ui, &run(text, style, ink), width, Breaks::Full);
                paint(ui, galley);
            }
            margin(ui);
        });
        ui.spacing_mut().interact_size.y = before;
        if ui.cursor().top() > top {
            ui.add_space(ABOVE);
        }
        add(ui);
        return;
    }
    let top = ui.cursor().top();
    let left = ui.cursor().left();
    let width = (ui.available_width() - columns.axis()).max(0.0);
    let own = note.baseline(ui);
    let (note_top, words_top) = (top + (first - own).max(0.0), top + (own - first).max(0.0));
    let right = left + columns.margin;
    let mut y = note_top;
    for (text, style, ink) in note.runs(ui) {
        let most = columns.margin + OVER.min(columns.side / 2.0);
        let galley = text::lay(ui, &run(text, style, ink), most, Breaks::NoWidow);
        let size = galley.size();
        let rect = Rect::from_min_size(pos2(right - size.x, y), size);
        let id = ui.next_auto_id();
        ui.skip_ahead_auto_ids(1);
        // No part of the column: it may reach beyond its left edge.
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        text::paint_to_the_right(ui, right, y, &galley);
        y += size.y;
    }
    let rect = Rect::from_min_size(pos2(left, y), vec2(columns.margin, f32::INFINITY));
    let mut under =
        ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Max)));
    margin(&mut under);
    y = y.max(under.min_rect().bottom());
    let words_left = left + columns.axis();
    let mut column = column(ui, pos2(words_left, words_top), width);
    add(&mut column);
    let bottom = y.max(column.min_rect().bottom());
    let used = Rect::from_min_max(pos2(left, top), pos2(words_left + width, bottom));
    ui.allocate_rect(used, Sense::hover());
}
