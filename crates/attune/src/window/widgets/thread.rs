//! The thread of a ritual: one week, Monday to Sunday, a bead where it was
//! kept. It runs on through an empty day, and nothing on it breaks; where the
//! ritual rests it is dashed.

use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use attune_core::kinds::rhythm::Bead;
use egui::{Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// How wide a thread is.
pub(crate) const THREAD: f32 = 200.0;
/// How high.
const HEIGHT: f32 = 12.0;
/// From its end to the first bead.
const INSET: f32 = 5.0;
/// A bead.
const BEAD: f32 = 4.0;
/// The dashes of a rest: how long, and how far apart.
const DASH: [f32; 2] = [2.0, 3.0];

/// Where the days of a thread stand.
fn day(left: f32, width: f32, at: usize) -> f32 {
    left + INSET + (width - 2.0 * INSET) / 6.0 * at as f32
}

/// Draws the thread of a week. `today` counts from Monday as nought; `said` is
/// the same in words.
pub(crate) fn thread(ui: &mut Ui, beads: &[Bead; 7], today: usize, said: &str) {
    let palette = colours(ui);
    let width = THREAD.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said));
    let y = rect.center().y;
    let day = |at: usize| day(rect.left(), width, at);
    let painter = ui.painter();
    let top = y - space::HAIR / 2.0;
    for (at, pair) in beads.windows(2).enumerate() {
        let stroke = if at < today {
            Stroke::new(space::RULE, palette.rule)
        } else {
            Stroke::new(space::HAIR, palette.hair)
        };
        let (from, to) = (day(at), day(at + 1));
        if !pair.contains(&Bead::Resting) {
            hairline_at(painter, from, to, top, stroke);
        }
    }
    let rests = |at: &usize| beads[*at] == Bead::Resting;
    if let (Some(first), Some(last)) = ((0..7).find(rests), (0..7).rev().find(rests)) {
        // One stroke from before the first day of it to after the last.
        let ends = [first.saturating_sub(1), (last + 1).min(6)].map(|at| pos2(day(at), y));
        let dashed = Stroke::new(space::RING, palette.rule);
        painter.extend(Shape::dashed_line(&ends, dashed, DASH[0], DASH[1]));
    }
    for (at, bead) in beads.iter().enumerate() {
        if *bead == Bead::Kept {
            shapes::bead(painter, pos2(day(at), y), BEAD, palette.ink);
        }
    }
}

/// The days above threads, by one letter each, today's stronger. Eyes alone see
/// them: a thread says its days itself.
pub(crate) fn days(ui: &mut Ui, letters: &[String; 7], today: usize) {
    let palette = colours(ui);
    let width = THREAD.min(ui.available_width());
    let (rect, _) = ui.allocate_exact_size(vec2(width, Type::Small.line()), Sense::empty());
    for (at, letter) in letters.iter().enumerate() {
        let (style, ink) =
            if at == today { (Type::Label, palette.ink) } else { (Type::Small, palette.ink_3) };
        let galley = text::lay(ui, &run(letter, style, ink), f32::INFINITY, Breaks::Full);
        let middle = day(rect.left(), width, at);
        let place = pos2(middle - galley.size().x / 2.0, rect.top());
        ui.painter().galley(place, galley, ink);
    }
}
