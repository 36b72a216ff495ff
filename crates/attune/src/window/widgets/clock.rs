//! The clock of a soul talk: a thread of a quarter of an hour with one bead, and a
//! tick where turns may change. Its words carry the value.

use crate::window::layout::Columns;
use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Galley, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// What a clock shows.
pub(crate) struct Clock<'a> {
    /// How much has passed, from 0 to 1.
    pub(crate) part: f32,
    /// When it began and when it is over; empty where that is not known.
    pub(crate) hours: [&'a str; 2],
    /// What the tick in its middle is for.
    pub(crate) middle: &'a str,
    /// All of it in words.
    pub(crate) said: &'a str,
}

/// The thread's height, and between it and its words.
const HEIGHT: f32 = 16.0;
const UNDER: f32 = 6.0;
/// The bead, and the tick.
const BEAD: f32 = 5.0;
const TICK: f32 = 10.0;
/// The least between two of its words.
const BETWEEN: f32 = 12.0;

/// Draws it.
pub(crate) fn clock(ui: &mut Ui, clock: &Clock<'_>) {
    let palette = colours(ui);
    let part = clock.part.clamp(0.0, 1.0);
    let width = space::WORDS.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, clock.said));
    let y = rect.center().y;
    let (left, right) = (rect.left() + BEAD, rect.right() - BEAD);
    let at = left + (right - left) * part;
    let painter = ui.painter();
    let line = |from, to, ink| {
        hairline_at(painter, from, to, y - space::RING / 2.0, Stroke::new(space::RING, ink));
    };
    line(left, at, palette.rule);
    line(at, right, palette.hair);
    let tick = Stroke::new(space::RING, palette.rule);
    let middle = rect.center().x;
    painter.line_segment([pos2(middle, y - TICK / 2.0), pos2(middle, y + TICK / 2.0)], tick);
    shapes::bead(painter, pos2(at, y), BEAD, palette.ink);
    under(ui, clock, width);
}

/// The hours at both ends, and between them what the tick is for. They are told by
/// the thread.
fn under(ui: &mut Ui, clock: &Clock<'_>, width: f32) {
    let palette = colours(ui);
    let small = |words: &str, width: f32| -> Arc<Galley> {
        text::lay(ui, &run(words, Type::Small, palette.ink_3), width, Breaks::Balanced)
    };
    let [begins, ends] = clock.hours.map(|words| small(words, f32::INFINITY));
    let middle = small(clock.middle, f32::INFINITY);
    let sides = begins.size().x.max(ends.size().x) + BETWEEN;
    let is_beside = width - 2.0 * sides >= middle.size().x;
    // In a narrow window the tick speaks for itself.
    let middle = match (is_beside, Columns::of(ui).is_narrow()) {
        (_, true) => None,
        (true, false) => Some(middle),
        (false, false) => Some(small(clock.middle, width)),
    };
    let line = Type::Small.line();
    let more = middle.as_ref().filter(|_| !is_beside).map_or(0.0, |middle| middle.size().y);
    let size = vec2(width, UNDER + line + more);
    let (rect, _) = ui.allocate_exact_size(size, Sense::empty());
    let top = rect.top() + UNDER;
    let painter = ui.painter();
    painter.galley(pos2(rect.left(), top), begins, palette.ink_3);
    let right = rect.right() - ends.size().x;
    painter.galley(pos2(right, top), ends, palette.ink_3);
    if let Some(middle) = middle {
        let down = if is_beside { 0.0 } else { line };
        let left = rect.center().x - middle.size().x / 2.0;
        painter.galley(pos2(left, top + down), middle, palette.ink_3);
    }
}
