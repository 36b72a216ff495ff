//! Prose: a page to read, and a page under somebody's hands. Paragraphs stand
//! apart without an empty line between them.

use super::caret::Caret;
use super::line::caret_height;
use super::texts::said;
use crate::window::theme::{Type, colours, space};
use egui::{Color32, Frame, Galley, Id, Response, TextBuffer, TextEdit, Ui};
use std::sync::Arc;

/// A page to read.
pub(crate) fn read(ui: &mut Ui, words: &str, ink: Color32) {
    let mut first = true;
    for paragraph in words.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        if !first {
            ui.add_space(space::PARAGRAPH);
        }
        first = false;
        said(ui, paragraph, Type::Prose, ink);
    }
}

/// A page to write: its words on the paper, without a box.
pub(crate) fn prose(
    ui: &mut Ui,
    id: &str,
    prompt: &str,
    rows: usize,
    text: &mut dyn TextBuffer,
) -> Response {
    let palette = colours(ui);
    let style = Type::Editor;
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, wrap: f32| {
        let format = style.format(palette.ink);
        let mut job = egui::text::LayoutJob::single_section(buffer.as_str().to_owned(), format);
        job.keep_trailing_whitespace = true;
        job.wrap.max_width = wrap;
        spaced(ui.fonts_mut(|fonts| fonts.layout_job(job)))
    };
    let caret = Caret::hide(ui);
    let hint = egui::RichText::new(prompt)
        .font(egui::FontId::new(Type::Prompt.size(), Type::Prompt.family()))
        .color(palette.ink_3);
    let output = TextEdit::multiline(text)
        .id(Id::unique(("line", id)))
        .hint_text(hint)
        .font(egui::FontId::new(style.size(), style.family()))
        .frame(Frame::NONE)
        .desired_width(ui.available_width())
        .desired_rows(rows)
        .layouter(&mut layouter)
        .show(ui);
    caret.show(ui, &output, caret_height(style));
    let response = output.response.response;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(prompt));
    response
}

/// Moves what follows a paragraph down. Between lines that are empty nothing
/// is added: whoever sets paragraphs apart by an empty line sees it as typed.
fn spaced(galley: Arc<Galley>) -> Arc<Galley> {
    let ends = galley.rows.iter().filter(|row| row.ends_with_newline).count();
    if ends == 0 {
        return galley;
    }
    let mut galley = (*galley).clone();
    let mut down = 0.0;
    let mut after_words = false;
    for row in &mut galley.rows {
        let empty = row.row.glyphs.is_empty();
        if after_words && !empty {
            down += space::PARAGRAPH;
        }
        row.pos.y += down;
        after_words = row.ends_with_newline && !empty;
    }
    galley.rect.max.y += down;
    galley.mesh_bounds.max.y += down;
    Arc::new(galley)
}
