//! Where a thing is: the mark of two circles, and its words. The mark never
//! stands alone, and mark and words are one thing to a screen reader.

use crate::window::model::Place;
use crate::window::shapes::{MarkOf, mark_coming, mark_width};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, motion, space};
use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Between the mark and its words.
const GAP: f32 = 7.0;
/// How far the mark reaches below the line the words stand on.
const BELOW: f32 = 1.5;

/// Where a thing is, and what else is to be said of it.
pub(crate) fn place(ui: &mut Ui, place: Place, after: &str) -> Response {
    marked(ui, place, &crate::marks::mark_and_more(place, after))
}

/// The mark of a place, with words of one's own.
pub(crate) fn marked(ui: &mut Ui, place: Place, words: &str) -> Response {
    delivery(ui, place.into(), words)
}

/// Any mark, with words of one's own.
pub(crate) fn delivery(ui: &mut Ui, of: MarkOf, words: &str) -> Response {
    let palette = colours(ui);
    let indent = mark_width(space::MARK) + GAP;
    // In a row what does not fit goes to the next line, and is only broken
    // where a whole line is too short.
    let room = (ui.max_rect().width() - indent).max(space::BUTTON);
    let run = run(words, Type::Small, palette.ink_3);
    let galley = text::lay(ui, &run, room, Breaks::Balanced);
    let size = vec2(indent + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let bottom = rect.top() + text::baseline(&galley) + BELOW;
    let min = pos2(rect.left(), bottom - space::MARK);
    mark_coming(ui.painter(), min, space::MARK, of, &palette, lens(ui, &response, of));
    let at = pos2(rect.left() + indent, rect.top());
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    response
}

/// How wide the mark of a place with its words is, on one line.
pub(crate) fn width_of_mark(ui: &Ui, place: Place) -> f32 {
    width_of_marked(ui, &crate::marks::mark_and_more(place, ""))
}

/// The same with words of one's own.
pub(crate) fn width_of_marked(ui: &Ui, words: &str) -> f32 {
    let run = run(words, Type::Small, Color32::PLACEHOLDER);
    mark_width(space::MARK) + GAP + text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
}

/// How much is to be seen of the lens: it fills while one looks, and is full on
/// a page that was just opened.
fn lens(ui: &Ui, response: &Response, of: MarkOf) -> f32 {
    let is_full = of == MarkOf::Place(Place::Both);
    let takes = if is_full && motion::moves(ui) { motion::ARRIVING } else { 0.0 };
    ui.ctx().animate_bool_with_time(response.id, is_full, takes)
}
