//! The frame of a plot: levels as words at the left, months below, one line
//! each in two inks. A gap is never bridged.

use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// What a plot shows.
pub(crate) struct Plot<'a> {
    /// The lowest, the middle and the highest level in words.
    pub(crate) levels: [&'a str; 3],
    /// The names of the first and the last month.
    pub(crate) months: [&'a str; 2],
    /// My level in each month, from 0 to 4; none where there is no answer.
    pub(crate) mine: &'a [Option<u8>],
    /// The partner's.
    pub(crate) theirs: &'a [Option<u8>],
    /// All of it in words.
    pub(crate) said: &'a str,
}

/// The field of the plot.
const FIELD: [f32; 2] = [264.0, 72.0];
/// The highest level.
const LEVELS: f32 = 4.0;
/// How far each of the two is from their level, so that equal answers both
/// show.
const ASIDE: f32 = 2.5;
/// A point.
const POINT: f32 = 3.0;
/// The levels' words.
const WORDS: f32 = 72.0;

/// Draws it.
pub(crate) fn plot(ui: &mut Ui, plot: &Plot<'_>) {
    let palette = colours(ui);
    let width = (FIELD[0] + WORDS).min(ui.available_width());
    let height = FIELD[1] + Type::Small.line() * 1.5;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, plot.said));
    let (left, right) = (rect.left() + WORDS, rect.right());
    let field_top = rect.top() + Type::Small.line() / 2.0;
    let level = |at: f32| field_top + FIELD[1] * (1.0 - at / LEVELS);
    let painter = ui.painter();
    for (at, word) in [0.0, 2.0, 4.0].into_iter().zip(plot.levels) {
        let y = level(at);
        hairline_at(painter, left, right, y, Stroke::new(space::HAIR, palette.hair));
        let galley = text::lay(ui, &run(word, Type::Small, palette.ink_3), WORDS, Breaks::Full);
        let top = y - galley.size().y / 2.0;
        painter.galley(pos2(rect.left(), top), galley, palette.ink_3);
    }
    let count = plot.mine.len().max(plot.theirs.len()).max(2) - 1;
    let month = |at: usize| left + POINT + (right - left - 2.0 * POINT) * at as f32 / count as f32;
    for (answers, ink, aside, filled) in
        [(plot.theirs, palette.theirs, ASIDE, false), (plot.mine, palette.mine, -ASIDE, true)]
    {
        let place = |at: usize, answer: u8| pos2(month(at), level(f32::from(answer)) + aside);
        for at in 1..answers.len() {
            if let (Some(from), Some(to)) = (answers[at - 1], answers[at]) {
                let ends = vec![place(at - 1, from), place(at, to)];
                painter.add(Shape::line(ends, Stroke::new(space::RING, ink)));
            }
        }
        for (at, answer) in answers.iter().enumerate() {
            let Some(answer) = answer else { continue };
            let centre = place(at, *answer);
            shapes::bead(painter, centre, POINT, ink);
            if !filled {
                shapes::bead(painter, centre, POINT - space::RING, palette.paper);
            }
        }
    }
    let [first, last] = plot.months;
    let small = |word| text::lay(ui, &run(word, Type::Small, palette.ink_3), WORDS, Breaks::Full);
    let (first, last) = (small(first), small(last));
    let top = rect.bottom() - first.size().y;
    painter.galley(pos2(left, top), first, palette.ink_3);
    painter.galley(pos2(right - last.size().x, top), last, palette.ink_3);
}
