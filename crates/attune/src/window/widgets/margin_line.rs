//! A line in the margin to write on: a few words about a page, ranged as the margin
//! is, with no rule until somebody writes there.

use super::caret::Caret;
use super::focus::into_view;
use super::line::{AFTER_CARET, caret_height};
use super::texts::small;
use crate::window::layout::fitting;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align, Align2, Color32, Frame, Id, Key, Modifiers, Response, Sense, Stroke, TextBuffer,
};
use egui::{TextEdit, Ui, pos2, vec2};
use std::sync::Arc;

/// What such a line is.
pub(crate) struct MarginLine<'a> {
    /// Its name among the widgets of its screen.
    pub(crate) id: &'a str,
    /// What it says, above it and for ears.
    pub(crate) name: &'a str,
    /// What stands there while nothing does.
    pub(crate) prompt: &'a str,
    /// The style of what is typed.
    pub(crate) style: Type,
    /// What Enter would make of what is typed, and how that is said; empty for nothing.
    pub(crate) offered: (&'a str, &'a str),
}

/// Above the rule.
const ABOVE_RULE: f32 = 3.0;

fn id_of(name: &str) -> Id {
    Id::unique(("margin line", name))
}

/// Whether the keyboard is at the line of this name.
pub(crate) fn is_at_margin_line(ui: &Ui, name: &str) -> bool {
    ui.memory(|memory| memory.has_focus(id_of(name)))
}

/// A line in the margin. Told as changed also where Enter took what was offered.
pub(crate) fn margin_line(ui: &mut Ui, line: &MarginLine<'_>, text: &mut String) -> Response {
    let id = id_of(line.id);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let (whole, offer) = line.offered;
    let takes = focused
        && !whole.is_empty()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if takes {
        whole.clone_into(text);
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let end = CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), id);
    }
    named(ui, line.name);
    let mut response = edit(ui, line, id, text);
    if takes {
        response.mark_changed();
    }
    if focused && !whole.is_empty() {
        small(ui, offer);
    }
    response
}

/// The name, painted and not told: for ears the line itself has it.
fn named(ui: &mut Ui, name: &str) {
    let run = run(name, Type::Small, colours(ui).ink_3);
    let galley = text::lay(ui, &run, ui.available_width(), Breaks::Full);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::empty());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
}

fn edit(ui: &mut Ui, line: &MarginLine<'_>, id: Id, text: &mut String) -> Response {
    let palette = colours(ui);
    let style = fitting(ui, line.style);
    let right = ui.layout().horizontal_placement() == Align::RIGHT;
    let format = style.format(palette.ink);
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, wrap: f32| -> Arc<egui::Galley> {
        let shown = buffer.as_str().to_owned();
        let mut job = egui::text::LayoutJob::single_section(shown, format.clone());
        job.keep_trailing_whitespace = true;
        job.wrap.max_width = wrap;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let width = ui.available_width();
    let caret = Caret::hide(ui);
    let output = TextEdit::multiline(text)
        .id(id)
        .font(egui::FontId::new(style.size(), style.family()))
        .text_color(palette.ink)
        .frame(Frame::NONE)
        .desired_width(width)
        .desired_rows(1)
        .align(if right { Align2::RIGHT_TOP } else { Align2::LEFT_TOP })
        .layouter(&mut layouter)
        .return_key(None)
        .show(ui);
    // It is one line, however it was pasted; long ones wrap.
    if text.contains('\n') {
        *text = text.replace('\n', " ");
    }
    let response = output.response.response.clone();
    let focused = response.has_focus();
    caret.show(ui, &output, caret_height(style));
    into_view(ui, &response);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(line.name));
    if text.is_empty() {
        let ink = palette.ink_3;
        let galley = text::lay(ui, &run(line.prompt, Type::AsideItalic, ink), width, Breaks::Full);
        let after = if focused { AFTER_CARET } else { 0.0 };
        let rect = response.rect;
        let left = if right { rect.right() - galley.size().x - after } else { rect.left() + after };
        ui.painter().galley(pos2(left, rect.top()), galley, ink);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(width, ABOVE_RULE), Sense::empty());
    if focused {
        let stroke = Stroke::new(space::WRITTEN, palette.act);
        let top = rect.bottom() - stroke.width;
        shapes::hairline_at(ui.painter(), rect.left(), rect.right(), top, stroke);
    }
    response
}
