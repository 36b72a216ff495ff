//! The fixed beginning of a sentence, which somebody writes to its end: the stem
//! stands as it is, and what is typed runs on after it, on the same lines.

use super::caret::Caret;
use super::focus::into_view;
use super::line::caret_height;
use crate::window::layout::fitting;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{
    Color32, Frame, Galley, Id, Key, KeyboardShortcut, Modifiers, Response, Sense, Stroke,
    TextBuffer, TextEdit, Ui, pos2, vec2,
};
use std::sync::Arc;

/// Between the words and the rule, with the rule.
const UNDER: f32 = 6.0;
/// What stands after the stem as long as nothing is typed.
const OPEN: &str = "…";

/// Draws it; `stem` is what it is for ears, too.
pub(crate) fn stem(ui: &mut Ui, id: &str, stem: &str, text: &mut String, ink: Color32) -> Response {
    let palette = colours(ui);
    let style = fitting(ui, Type::Letter);
    let width = ui.available_width();
    let before = format!("{} ", stem.trim_end());
    let laid = text::lay(ui, &run(&before, style, palette.ink_2), f32::INFINITY, Breaks::Full);
    // A stem that leaves no room stands on lines of its own.
    let beside = laid.size().x < width * 0.7;
    let indent = if beside { laid.size().x } else { 0.0 };
    let top = ui.cursor().min;
    if beside {
        ui.painter().galley(top, laid, palette.ink_2);
    } else {
        let laid = text::lay(ui, &run(stem, style, palette.ink_2), width, Breaks::Full);
        let (rect, _) = ui.allocate_exact_size(laid.size(), Sense::empty());
        ui.painter().galley(rect.min, laid, palette.ink_2);
    }
    let top = ui.cursor().min;
    let format = style.format(ink);
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, wrap: f32| -> Arc<Galley> {
        let mut job = egui::text::LayoutJob::default();
        job.append(buffer.as_str(), indent, format.clone());
        job.keep_trailing_whitespace = true;
        job.wrap.max_width = wrap;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let caret = Caret::hide(ui);
    let output = TextEdit::multiline(text)
        .id(Id::unique(("line", id)))
        .font(egui::FontId::new(style.size(), style.family()))
        .text_color(ink)
        .frame(Frame::NONE)
        .desired_width(width)
        .desired_rows(1)
        .layouter(&mut layouter)
        // Both halves are one sentence: Enter with the command key sends it.
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .show(ui);
    let response = output.response.response.clone();
    let is_empty = text.is_empty();
    // Where nothing is typed the row begins at its left end.
    let apart = if is_empty { indent } else { 0.0 };
    caret.show_apart(ui, &output, caret_height(style), apart);
    into_view(ui, &response);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(stem.trim_end()));
    let focused = response.has_focus();
    if is_empty && !focused {
        let open = text::lay(ui, &run(OPEN, style, palette.ink_3), f32::INFINITY, Breaks::Full);
        ui.painter().galley(pos2(top.x + indent, top.y), open, palette.ink_3);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(width, UNDER), Sense::empty());
    let stroke = if focused {
        Stroke::new(space::WRITTEN, palette.act)
    } else {
        Stroke::new(space::RULE, palette.rule)
    };
    let y = rect.bottom() - stroke.width;
    shapes::hairline_at(ui.painter(), rect.left(), rect.right(), y, stroke);
    response
}
