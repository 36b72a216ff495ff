//! What can be written on.

use crate::window::theme::{colours, size};
use egui::{FontId, Id, Margin, Response, RichText, Sense, Stroke, TextEdit, Ui};

/// What a line to write on is.
pub(crate) struct Line<'a> {
    /// Its name among the widgets of its screen.
    pub(crate) id: &'a str,
    /// What it is for, for eyes and for ears.
    pub(crate) prompt: &'a str,
    /// The letters' size.
    pub(crate) size: f32,
    /// Whether what is typed shows.
    pub(crate) look: Look,
}

/// Whether what is typed shows.
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
}

/// A line to write on: a prompt on a rule, no box.
pub(crate) fn line(ui: &mut Ui, line: &Line<'_>, text: &mut dyn egui::TextBuffer) -> Response {
    let colours = colours(ui);
    let id = Id::unique(("line", line.id));
    // A prompt that does not fit on the line stands above it.
    let is_long = line.look == Look::Line && {
        let font = FontId::proportional(line.size);
        let galley = ui.painter().layout_no_wrap(line.prompt.to_owned(), font, colours.ink_3);
        galley.size().x > ui.available_width()
    };
    let hint = if line.look == Look::Answer || is_long {
        // Painted: for ears the line itself has this name.
        let ink = colours.ink_2;
        let font = FontId::proportional(size::BODY);
        let galley = ui.painter().layout(line.prompt.to_owned(), font, ink, ui.available_width());
        let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::empty());
        ui.painter().galley(rect.min, galley, ink);
        ""
    } else {
        line.prompt
    };
    let edit = match line.look {
        Look::Lines => TextEdit::multiline(text).desired_rows(2),
        Look::Answer => TextEdit::multiline(text).desired_rows(1),
        Look::Line | Look::Dots => TextEdit::singleline(text),
    };
    let hint = RichText::new(hint).size(line.size).color(colours.ink_3).italics();
    let output = edit
        .id(id)
        .password(line.look == Look::Dots)
        .hint_text(hint)
        .font(FontId::proportional(line.size))
        .text_color(colours.ink)
        .frame(egui::Frame::NONE)
        .margin(Margin { left: 0, right: 0, top: 4, bottom: 6 })
        .desired_width(ui.available_width())
        .show(ui);
    let response = output.response.response;
    come_into_view(&response);
    name_for_ears(ui, &response, line.prompt);
    let focused = response.has_focus();
    let stroke =
        if focused { Stroke::new(2.0, colours.act) } else { Stroke::new(1.0, colours.rule) };
    let rect = response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, stroke);
    response
}

/// Prose to write: the page itself, without a box.
pub(crate) fn prose(
    ui: &mut Ui,
    id: &str,
    prompt: &str,
    rows: usize,
    text: &mut dyn egui::TextBuffer,
) -> Response {
    let colours = colours(ui);
    let hint = RichText::new(prompt).size(size::PROSE).color(colours.ink_3).italics();
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
        let mut job = egui::text::LayoutJob::default();
        let format = egui::TextFormat {
            font_id: FontId::proportional(size::PROSE),
            color: colours.ink,
            line_height: Some(27.0),
            ..Default::default()
        };
        job.append(buffer.as_str(), 0.0, format);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let output = TextEdit::multiline(text)
        .id(Id::unique(("line", id)))
        .hint_text(hint)
        .font(FontId::proportional(size::PROSE))
        .frame(egui::Frame::NONE)
        .margin(Margin::same(0))
        .desired_width(ui.available_width())
        .desired_rows(rows)
        .layouter(&mut layouter)
        .show(ui);
    let response = output.response.response;
    name_for_ears(ui, &response, prompt);
    response
}

/// Whatever gets the keyboard comes into view; what is in view stays put.
pub(super) fn come_into_view(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

fn name_for_ears(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}
