//! A line to write on: a prompt on a rule, no box. With the keyboard in it the
//! rule is green and twice as high, and nothing moves.

use super::caret::Caret;
use super::focus::into_view;
use super::texts::told;
use super::why;
use crate::window::layout::fitting;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{
    Color32, Frame, Galley, Id, Rect, Response, Sense, Stroke, TextBuffer, TextEdit, Ui, pos2, vec2,
};
use std::sync::Arc;

/// What a line to write on is.
pub(crate) struct Line<'a> {
    /// Its name among the widgets of its screen.
    pub(crate) id: &'a str,
    /// What it is for, for eyes and for ears.
    pub(crate) prompt: &'a str,
    /// The style of what is typed.
    pub(crate) style: Type,
    /// Its colour.
    pub(crate) ink: Color32,
    /// How it shows.
    pub(crate) look: Look,
    /// The key that keeps it, shown at its right end while it is written on.
    pub(crate) key: &'a str,
    /// What is to be said of what is typed, at its right end.
    pub(crate) note: &'a str,
    /// Whether the ring at its right end, that says why this helps, is open;
    /// there is none with `None`.
    pub(crate) why: Option<bool>,
}

impl<'a> Line<'a> {
    /// One line of letters, which no key is shown for.
    pub(crate) fn new(id: &'a str, prompt: &'a str, style: Type, ink: Color32) -> Self {
        Self { id, prompt, style, ink, look: Look::Line, key: "", note: "", why: None }
    }
}

/// Whether a line was just left with Enter, which is how it is kept.
pub(crate) fn entered(ui: &Ui, line: &Response) -> bool {
    line.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// How what is typed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As letters, in one line.
    Line,
    /// As letters, over several lines.
    Lines,
    /// The same, under its prompt, which stays in view.
    Answer,
    /// As dots.
    Dots,
    /// As letters without a rule: the title of a page.
    Title,
}

/// Between the words and the rule, with the rule.
const UNDER: f32 = 6.0;
/// Between a caret and a prompt after it.
pub(super) const AFTER_CARET: f32 = 6.0;
/// Between a question and its answer.
const UNDER_QUESTION: f32 = 4.0;

/// A line to write on.
pub(crate) fn line(ui: &mut Ui, line: &Line<'_>, text: &mut dyn TextBuffer) -> Response {
    line_why(ui, line, text).0
}

/// The same; gives also the ring at its end, if it has one.
pub(crate) fn line_why(
    ui: &mut Ui,
    line: &Line<'_>,
    text: &mut dyn TextBuffer,
) -> (Response, Option<Response>) {
    let palette = colours(ui);
    let id = Id::unique(("line", line.id));
    let style = fitting(ui, line.style);
    let several = matches!(line.look, Look::Lines | Look::Answer | Look::Title);
    let at_end = [line.note, line.key].into_iter().find(|words| !words.is_empty());
    let end = at_end.map(|words| {
        let run = run(words, Type::Small, palette.ink_3);
        text::lay(ui, &run, f32::INFINITY, Breaks::Full)
    });
    let ring = line.why.map_or(0.0, |_| space::WHY + why::BEFORE);
    let beside = ring + end.as_ref().map_or(0.0, |galley| galley.size().x + space::BESIDE);
    let whole = ui.available_width();
    let width = (whole - beside).max(space::BUTTON);
    let prompt = prompt(ui, line, style, width);

    let dots = line.look == Look::Dots;
    let format = style.format(line.ink);
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, wrap: f32| -> Arc<Galley> {
        let shown = if dots {
            let dot = egui::epaint::text::PASSWORD_REPLACEMENT_CHAR;
            buffer.as_str().chars().map(|_| dot).collect()
        } else {
            buffer.as_str().to_owned()
        };
        let mut job = egui::text::LayoutJob::single_section(shown, format.clone());
        job.keep_trailing_whitespace = true;
        job.break_on_newline = several;
        job.wrap.max_width = if several { wrap } else { f32::INFINITY };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let edit = if several { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
    let top = ui.cursor().min;
    let caret = Caret::hide(ui);
    let output = edit
        .id(id)
        .password(dots)
        .font(egui::FontId::new(style.size(), style.family()))
        .text_color(line.ink)
        .frame(Frame::NONE)
        .desired_width(width)
        .desired_rows(1)
        .layouter(&mut layouter)
        .return_key((line.look != Look::Title).then_some(RETURN))
        .show_returning_text(ui);
    let (output, text) = output;
    // A title is one paragraph, however it was pasted.
    if line.look == Look::Title && text.as_str().contains('\n') {
        let one = text.as_str().replace('\n', " ");
        text.replace_with(&one);
    }
    let response = output.response.response.clone();
    let focused = response.has_focus();
    caret.show(ui, &output, caret_height(style));
    into_view(ui, &response);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(line.prompt));
    // An empty line has no letters to ask.
    let stands = top.y + text::baseline_of(ui, style);
    let empty = output.galley.text().is_empty();
    if let Some(prompt) = prompt.filter(|_| empty) {
        let left = top.x + if focused { AFTER_CARET } else { 0.0 };
        let at = pos2(left, stands - text::baseline(&prompt));
        ui.painter().galley(at, prompt, palette.ink_3);
    }
    if let Some(end) = end.filter(|_| focused || !line.note.is_empty()) {
        let at = pos2(top.x + whole - ring - end.size().x, stands - text::baseline(&end));
        if !line.note.is_empty() {
            told(ui, Rect::from_min_size(at, end.size()), ("line", line.id), line.note);
        }
        ui.painter().galley(at, end, palette.ink_3);
    }
    let ring = line.why.map(|open| why::ring(ui, pos2(top.x + whole, stands), open));
    if line.look != Look::Title {
        let (rect, _) = ui.allocate_exact_size(vec2(whole, UNDER), Sense::empty());
        let stroke = if focused {
            Stroke::new(space::WRITTEN, palette.act)
        } else {
            Stroke::new(space::RULE, palette.rule)
        };
        let top = rect.bottom() - stroke.width;
        shapes::hairline_at(ui.painter(), rect.left(), rect.right(), top, stroke);
    }
    (response, ring)
}

/// Ends a line, or begins a paragraph where there are several.
const RETURN: egui::KeyboardShortcut =
    egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Enter);

/// The prompt to be painted on the empty line. A question, and a prompt that
/// is longer than its line, are painted above it instead and at once.
fn prompt(ui: &mut Ui, line: &Line<'_>, style: Type, width: f32) -> Option<Arc<Galley>> {
    let palette = colours(ui);
    let prompt_style = match style {
        Type::Line | Type::Editor => fitting(ui, Type::Prompt),
        Type::Display | Type::DisplayNarrow => fitting(ui, Type::DisplayItalic),
        other => other,
    };
    let galley =
        text::lay(ui, &run(line.prompt, prompt_style, palette.ink_3), f32::INFINITY, Breaks::Full);
    if line.look != Look::Answer && galley.size().x + AFTER_CARET <= width {
        return Some(galley);
    }
    // Painted, and not told: for ears the line itself has this name.
    let run = run(line.prompt, Type::Name, palette.ink_2);
    let above = text::lay(ui, &run, ui.available_width(), Breaks::NoWidow);
    let (rect, _) = ui.allocate_exact_size(above.size(), Sense::empty());
    ui.painter().galley(rect.min, above, palette.ink_2);
    ui.add_space(UNDER_QUESTION);
    None
}

/// How high the caret is among letters of this style.
pub(super) fn caret_height(style: Type) -> f32 {
    const LARGE: f32 = 40.0;
    let size = style.size();
    if style == Type::Query {
        size
    } else if size >= LARGE {
        size + 8.0
    } else {
        (size * 1.3).round()
    }
}
