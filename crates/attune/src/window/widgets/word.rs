//! A word under the keyboard that is one of a list: large, and after the caret
//! the letters that would finish it.

use super::caret::Caret;
use super::focus::into_view;
use super::margin::ABOVE;
use super::texts::told;
use crate::window::layout::{Columns, fitting};
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::text::{CCursor, CCursorRange};
use egui::widgets::text_edit::TextEditState;
use egui::{Frame, Galley, Id, Rect, Response, Stroke, TextBuffer, TextEdit, Ui, pos2};
use std::sync::Arc;

/// A word that is being typed.
pub(crate) struct Word<'a> {
    /// Which of the words it is.
    pub(crate) at: usize,
    /// What it is called, for ears.
    pub(crate) name: &'a str,
    /// The letters that would finish it.
    pub(crate) rest: &'a str,
    /// The same for ears.
    pub(crate) rest_said: &'a str,
    /// What is to be said of it, at its right end.
    pub(crate) note: &'a str,
}

/// Between a caret and what follows it.
const AFTER_CARET: f32 = 8.0;
/// Between the letter before a caret and it.
const APART: f32 = 3.0;
/// How much lower than its letters' size the caret is.
const CARET: f32 = 8.0;

fn id(at: usize) -> Id {
    Id::unique(("a word of a list", at))
}

/// Whether the keyboard is at this word.
pub(crate) fn is_at_word(ui: &Ui, at: usize) -> bool {
    ui.memory(|memory| memory.has_focus(id(at)))
}

/// Takes the keyboard to the end of a word of so many letters. After all of them
/// are drawn, or what was just typed would be typed into two.
pub(crate) fn go_to_word(ui: &Ui, at: usize, letters: usize) {
    let id = id(at);
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(letters))));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Draws a word, and under it the rule of what is written on; `below` is how far
/// down that is. A row of words has hairlines of its own.
pub(crate) fn word(ui: &mut Ui, word: &Word<'_>, below: f32, text: &mut String) -> Response {
    let palette = colours(ui);
    let style = fitting(ui, Type::Words);
    let format = style.format(palette.ink);
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _: f32| -> Arc<Galley> {
        let words = buffer.as_str().to_owned();
        let mut job = egui::text::LayoutJob::single_section(words, format.clone());
        job.keep_trailing_whitespace = true;
        job.break_on_newline = false;
        job.wrap.max_width = f32::INFINITY;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let top = ui.cursor().min;
    let width = ui.available_width();
    let note = text::lay(ui, &run(word.note, Type::Small, palette.ink_3), width, Breaks::Full);
    let narrow = Columns::of(ui).is_narrow();
    let beside = if narrow { 0.0 } else { note.size().x + space::BESIDE };
    let caret = Caret::hide(ui);
    let output = TextEdit::singleline(text)
        .id(id(word.at))
        .font(egui::FontId::new(style.size(), style.family()))
        .text_color(palette.ink)
        .frame(Frame::NONE)
        .desired_width((width - beside).max(space::BUTTON))
        .layouter(&mut layouter)
        .return_key(None)
        .show(ui);
    let response = output.response.response.clone();
    caret.show_apart(ui, &output, style.size() - CARET, APART);
    into_view(ui, &response);
    let focused = response.has_focus();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(word.name);
        if focused && !word.rest.is_empty() {
            node.set_description(word.rest_said);
        }
    });
    if focused && !word.rest.is_empty() {
        let rest = text::lay(ui, &run(word.rest, style, palette.ink_3), width, Breaks::Full);
        let left = output.galley_pos.x + output.galley.size().x + AFTER_CARET;
        let clip = Rect::from_min_max(top, pos2(top.x + width - beside, response.rect.bottom()));
        let painter = ui.painter().with_clip_rect(clip.expand(CARET).intersect(ui.clip_rect()));
        painter.galley(pos2(left, output.galley_pos.y), rest, palette.ink_3);
    }
    if !word.note.is_empty() {
        let stands = text::baseline_of(ui, style) - text::baseline(&note);
        // In a narrow window beside the note above the word.
        let down = if narrow { -ABOVE - note.size().y } else { stands };
        let at = pos2(top.x + width - note.size().x, top.y + down);
        told(ui, Rect::from_min_size(at, note.size()), ("word", word.at), word.note);
        ui.painter().galley(at, note, palette.ink_3);
    }
    if focused {
        let rule = Stroke::new(space::WRITTEN, palette.act);
        let y = top.y + style.line() + below - space::WRITTEN;
        shapes::hairline_at(ui.painter(), top.x, top.x + width, y, rule);
    }
    response
}
