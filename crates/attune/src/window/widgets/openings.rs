//! First words: openings under a line that is empty, where nothing was ever
//! written, and shapes for a page. Whoever does not know how to begin chooses one and
//! goes on from it.

use super::press::opening;
use super::texts::small;
use crate::texts::tr;
use crate::window::theme::space;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Id, Layout, TextBuffer, Ui, vec2};

/// Above the openings.
const ABOVE: f32 = 9.0;
/// Between two rows of them.
const ROWS: f32 = 2.0;

/// Draws the openings under the line called `id`, which is empty; one that is
/// chosen is written there, with the caret after it. Gives whether one was.
pub(crate) fn openings(
    ui: &mut Ui,
    id: &str,
    openings: &[String],
    text: &mut dyn TextBuffer,
) -> bool {
    let each = openings.iter().map(|words| Begun {
        shown: tr!("window-opening", words = words.as_str()),
        text: format!("{words} "),
        caret: words.chars().count() + 1,
    });
    begin_with(ui, id, &tr!("window-openings"), &each.collect::<Vec<_>>(), text)
}

/// Something that a line or a page can begin with.
pub(crate) struct Begun {
    /// What it is called.
    pub(crate) shown: String,
    /// What is written then.
    pub(crate) text: String,
    /// Before which of its letters the caret stands.
    pub(crate) caret: usize,
}

/// The same of anything to begin with, under the name of all.
pub(crate) fn begin_with(
    ui: &mut Ui,
    id: &str,
    name: &str,
    all: &[Begun],
    text: &mut dyn TextBuffer,
) -> bool {
    let mut chosen = None;
    ui.add_space(ABOVE);
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    let size = vec2(ui.available_width(), space::LINK);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().interact_size.y = space::LINK;
        ui.spacing_mut().item_spacing = vec2(space::BETWEEN, ROWS);
        small(ui, name);
        for begun in all {
            if opening(ui, &begun.shown).clicked() {
                chosen = Some(begun);
            }
        }
    });
    let Some(begun) = chosen else { return false };
    text.replace_with(&begun.text);
    let id = Id::unique(("line", id));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(begun.caret))));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
    true
}
