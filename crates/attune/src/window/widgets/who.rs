//! Who may read and write: three choices, each always saying what it means.

use super::choose::choice;
use crate::window::layout::Columns;
use crate::window::theme::space;
use attune_core::command::Who;
use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

/// A choice of who may read.
pub(crate) struct WhoOption {
    /// Which.
    pub(crate) who: Who,
    /// What it is called.
    pub(crate) name: String,
    /// What it means.
    pub(crate) meaning: String,
}

/// From one choice to the next.
const APART: f32 = 220.0;
/// Between two, at least.
const BETWEEN: f32 = 24.0;
/// Between two under each other.
const UNDER: f32 = 12.0;

/// Draws the choices, beside each other where there is room. Gives which was
/// chosen just now. In a very small window only the chosen one says what it
/// means.
pub(crate) fn readers(ui: &mut Ui, chosen: Who, all: &[WhoOption]) -> Option<Who> {
    let mut picked = None;
    let width = ui.available_width();
    let count = all.len().max(1) as f32;
    // The last one has what the others leave.
    let each = APART;
    let last = width - each * (count - 1.0);
    if last < APART - BETWEEN {
        let tiny = Columns::of(ui).window < space::WORDS_LEAST;
        for (at, reader) in all.iter().enumerate() {
            if at > 0 {
                ui.add_space(UNDER);
            }
            let meaning = if tiny && reader.who != chosen { "" } else { reader.meaning.as_str() };
            if choice(ui, reader.who == chosen, &reader.name, meaning).clicked() {
                picked = Some(reader.who);
            }
        }
        return picked;
    }
    let origin = ui.cursor().min;
    let mut used = Rect::from_min_size(origin, vec2(width, 0.0));
    for (at, reader) in all.iter().enumerate() {
        let min = origin + vec2(at as f32 * each, 0.0);
        let room = if at + 1 == all.len() { last.min(APART) } else { each - BETWEEN };
        let rect = Rect::from_min_size(min, vec2(room, f32::INFINITY));
        let mut column =
            ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        if choice(&mut column, reader.who == chosen, &reader.name, &reader.meaning).clicked() {
            picked = Some(reader.who);
        }
        used = used.union(column.min_rect());
    }
    ui.allocate_rect(used, egui::Sense::hover());
    picked
}
