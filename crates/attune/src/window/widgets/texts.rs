//! Blocks of text in the named styles.

use crate::window::layout::fitting;
use crate::window::model::Whose;
use crate::window::text::{self, Breaks, Run, run};
use crate::window::theme::{Colours, Type, colours};
use egui::accesskit::Live;
use egui::{Align, Color32, Galley, Id, Label, Rect, Response, Role, Sense, Ui, WidgetInfo};
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

/// The ink of one of the two.
pub(crate) fn ink_of(colours: &Colours, whose: Whose) -> Color32 {
    match whose {
        Whose::Mine => colours.mine,
        Whose::Theirs => colours.theirs,
    }
}

/// Text in one style, over the whole width.
pub(crate) fn block(
    ui: &mut Ui,
    words: &str,
    style: Type,
    ink: Color32,
    breaks: Breaks,
) -> Response {
    block_of(ui, &[run(words, style, ink)], breaks)
}

/// Text of several runs, over the whole width.
pub(crate) fn block_of(ui: &mut Ui, runs: &[Run<'_>], breaks: Breaks) -> Response {
    let galley = text::lay_all(ui, runs, ui.available_width(), breaks);
    text::paint_grounds(ui, ui.cursor().min, &galley, runs);
    paint(ui, galley)
}

/// Gives a laid out text its place.
pub(super) fn paint(ui: &mut Ui, galley: Arc<Galley>) -> Response {
    let right = ui.layout().horizontal_placement() == Align::RIGHT && !ui.layout().is_horizontal();
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let said = galley.text().to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    if right {
        text::paint_to_the_right(ui, rect.right(), rect.top(), &galley);
    } else {
        ui.painter().galley(rect.left_top(), galley, Color32::PLACEHOLDER);
    }
    response
}

/// A sentence of the program's own, that something turns on.
pub(crate) fn says(ui: &mut Ui, words: &str) -> Response {
    let ink = colours(ui).ink;
    block(ui, words, Type::Body, ink, Breaks::NoWidow)
}

/// A further sentence of the program's own.
pub(crate) fn soft(ui: &mut Ui, words: &str) -> Response {
    let ink = colours(ui).ink_2;
    block(ui, words, Type::Body, ink, Breaks::NoWidow)
}

/// The sentence under a title that says what the page is.
pub(crate) fn lede(ui: &mut Ui, words: &str) -> Response {
    ui.add_space(crate::window::theme::space::LEDE);
    soft(ui, words)
}

/// A small note.
pub(crate) fn small(ui: &mut Ui, words: &str) -> Response {
    let ink = colours(ui).ink_3;
    block(ui, words, Type::Small, ink, Breaks::NoWidow)
}

/// Words in the middle of the width, each line by itself.
pub(crate) fn centred(ui: &mut Ui, words: &str, style: Type, ink: Color32) -> Response {
    let style = fitting(ui, style);
    let width = ui.available_width();
    let galley = text::lay(ui, &run(words, style, ink), width, Breaks::Balanced);
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(width, galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    text::paint_centred(ui, rect.center().x, rect.top(), &galley);
    response
}

/// A small note that ears hear when it changes, without going there.
pub(crate) fn small_told(ui: &mut Ui, words: &str) -> Response {
    let response = small(ui, words);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    response
}

/// Ears hear what stands there when it changes, without going there.
pub(super) fn told(ui: &Ui, rect: Rect, of: impl Hash + Debug, words: &str) {
    let response = ui.interact(rect, Id::unique(("told", of)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

/// A short label over a part.
pub(crate) fn label(ui: &mut Ui, words: &str) -> Response {
    let ink = colours(ui).ink_2;
    block(ui, words, Type::Label, ink, Breaks::NoWidow)
}

/// Something a person wrote, to be read and selected.
pub(crate) fn said(ui: &mut Ui, words: &str, style: Type, ink: Color32) -> Response {
    let breaks = match style {
        Type::Letter | Type::Wall => Breaks::Balanced,
        Type::Said if words.len() <= SHORT => Breaks::Balanced,
        Type::Aside => Breaks::NoWidow,
        _ => Breaks::Full,
    };
    let style = fitting(ui, style);
    let galley = text::lay(ui, &run(words, style, ink), ui.available_width(), breaks);
    ui.add(Label::new(galley).selectable(true))
}

/// What one of the two said is short up to so many bytes.
const SHORT: usize = 160;

/// One run of text as wide as it is, for rows of several.
pub(crate) fn run_of(ui: &mut Ui, run: &Run<'_>) -> Response {
    let width = ui.max_rect().width();
    let galley = text::lay(ui, run, width, Breaks::Full);
    paint(ui, galley)
}
