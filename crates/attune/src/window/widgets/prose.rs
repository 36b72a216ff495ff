//! Prose: a page under somebody's hands. Paragraphs stand apart without an empty line
//! between them.

use super::caret::Caret;
use super::line::{AFTER_CARET, caret_height};
use super::misspelt;
use crate::window::shortcuts::Shortcut;
use crate::window::spelling::Spelling;
use crate::window::text::{self, Breaks, Part, Tone, run};
use crate::window::theme::{Type, colours, space};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Frame, Galley, Id, Key, Response, TextBuffer, TextEdit, Ui, vec2};
use std::sync::Arc;

fn written_as(tone: Tone) -> Type {
    match tone {
        Tone::Plain | Tone::Sign => Type::Editor,
        Tone::Strong => Type::EditorStrong,
        Tone::Stressed => Type::EditorStressed,
    }
}

/// A page to write.
pub(crate) struct Paper<'a> {
    /// What it is known by.
    pub(crate) id: &'a str,
    /// What stands there while it is empty.
    pub(crate) prompt: &'a str,
    /// How many lines it has while it is empty.
    pub(crate) rows: usize,
    /// What says which words no dictionary knows.
    pub(crate) spelling: &'a Spelling,
}

/// A page to write: its words on the paper, without a box.
pub(crate) fn prose(ui: &mut Ui, paper: &Paper<'_>, text: &mut dyn TextBuffer) -> Response {
    let palette = colours(ui);
    let style = Type::Editor;
    let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, wrap: f32| {
        let mut job = egui::text::LayoutJob::default();
        let words = buffer.as_str();
        for part in toned(ui, words).iter() {
            let ink = if part.tone == Tone::Sign { palette.ink_3 } else { palette.ink };
            job.append(&words[part.range.clone()], 0.0, written_as(part.tone).format(ink));
        }
        if words.is_empty() {
            // The first line is as high before its first letter.
            job.append("", 0.0, style.format(palette.ink));
        }
        job.keep_trailing_whitespace = true;
        job.wrap.max_width = wrap;
        spaced(ui.fonts_mut(|fonts| fonts.layout_job(job)))
    };
    let prompt = run(paper.prompt, Type::Prompt, palette.ink_3);
    let prompt = text::lay(ui, &prompt, ui.available_width() - AFTER_CARET, Breaks::NoWidow);
    // A long prompt has room on the empty page.
    let rows = paper.rows.max(prompt.rows.len());
    let id = Id::unique(("line", paper.id));
    let toned = tone(ui, id, text);
    let caret = Caret::hide(ui);
    let (output, text) = TextEdit::multiline(text)
        .id(id)
        .font(egui::FontId::new(style.size(), style.family()))
        .frame(Frame::NONE)
        .desired_width(ui.available_width())
        .desired_rows(rows)
        .layouter(&mut layouter)
        .show_returning_text(ui);
    misspelt::mark(ui, &output, paper.spelling);
    caret.show(ui, &output, caret_height(style));
    let went_on = output.response.response.changed() && go_on(ui, id, text);
    let mut response = output.response.response;
    if output.galley.text().is_empty() {
        let after = if response.has_focus() { AFTER_CARET } else { 0.0 };
        let stands = text::baseline_of(ui, style) - text::baseline(&prompt);
        ui.painter().galley(output.galley_pos + vec2(after, stands), prompt, palette.ink_3);
    }
    if toned || went_on {
        response.mark_changed();
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(paper.prompt));
    response
}

/// Makes the selected words strong or stressed, or plain again, where the key for
/// it was pressed. Gives whether the text is another one now.
fn tone(ui: &Ui, id: Id, text: &mut dyn TextBuffer) -> bool {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return false;
    }
    let keys = [(Shortcut::Strong, text::STRONG), (Shortcut::Stressed, text::STRESSED)];
    let pressed = keys.into_iter().find(|(key, _)| ui.input_mut(|input| key.pressed(input)));
    let Some((_, sign)) = pressed else { return false };
    let Some(mut state) = TextEditState::load(ui.ctx(), id) else { return false };
    let Some(range) = state.cursor.char_range() else { return false };
    let range = range.as_sorted_char_range();
    let mut words = text.as_str().to_owned();
    let range = text::toggle(&mut words, range.start.0..range.end.0, sign);
    text.replace_with(&words);
    let ends = [range.start, range.end].map(CCursor::new);
    state.cursor.set_char_range(Some(CCursorRange::two(ends[0], ends[1])));
    state.store(ui.ctx(), id);
    true
}

/// Goes on with a list in the line that was just begun. Gives whether it did.
fn go_on(ui: &Ui, id: Id, text: &mut dyn TextBuffer) -> bool {
    if !ui.input(|input| input.key_pressed(Key::Enter)) {
        return false;
    }
    let Some(mut state) = TextEditState::load(ui.ctx(), id) else { return false };
    let Some(range) = state.cursor.char_range().filter(|range| range.is_empty()) else {
        return false;
    };
    let mut words = text.as_str().to_owned();
    let Some(caret) = text::continue_list(&mut words, range.primary.index.0) else {
        return false;
    };
    text.replace_with(&words);
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(caret))));
    state.store(ui.ctx(), id);
    true
}

/// The parts of a text, found once for all frames that it stays the same.
fn toned(ui: &Ui, words: &str) -> Arc<[Part]> {
    #[derive(Default)]
    struct Find;
    impl egui::cache::ComputerMut<&str, Arc<[Part]>> for Find {
        fn compute(&mut self, words: &str) -> Arc<[Part]> {
            text::parts(words).into()
        }
    }
    type Found = egui::cache::FrameCache<Arc<[Part]>, Find>;
    ui.memory_mut(|memory| memory.caches.cache::<Found>().get(words).clone())
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
