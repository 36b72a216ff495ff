//! A plot of two lines over the same steps, such as months: mine filled and a little
//! up, the partner's open and a little down, so that equal values both show. A gap is
//! never bridged. It is for eyes; ears have a [`table`](super::table) in its place.

use super::texts::ink_of;
use crate::window::model::Whose;
use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, paint_to_the_right, run};
use crate::window::theme::{Type, colours, space};
use egui::{
    Color32, CursorIcon, Pos2, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// What a plot shows.
pub(crate) struct Plot<'a> {
    /// How high mine is at each step, from nought to one; none where there is none.
    pub(crate) mine: &'a [Option<f32>],
    /// The same of the partner's.
    pub(crate) theirs: &'a [Option<f32>],
    /// How high its hairlines are.
    pub(crate) hairs: &'a [f32],
    /// What the steps are called.
    pub(crate) names: &'a [String],
    /// The step that is chosen.
    pub(crate) chosen: Option<usize>,
}

/// How wide a plot is where it has room.
pub(crate) const PLOT: f32 = 264.0;
/// From its top to the highest there is, and from there to the lowest.
const ABOVE: f32 = 7.0;
const HIGH: f32 = 72.0;
/// The rule of the chosen step ends so far down.
const RULE: f32 = ABOVE + HIGH + ABOVE;
/// The names stand on a line so far down, and all of it is so high.
const NAMES: f32 = 101.0;
const HEIGHT: f32 = 107.0;
/// From either end to the nearest step.
const INSET: f32 = 6.0;
/// How far each of the two is from where they would be.
const ASIDE: f32 = 2.5;
/// The lines, and the point of either.
const LINE: f32 = 1.6;
const FILLED: f32 = 3.0;
const OPEN: f32 = 2.7;
const RING: f32 = 1.5;
/// Every so many steps one has its name, if that stands apart from the others.
const NAMED: usize = 4;
const APART: f32 = 6.0;

/// Where a step is, of so many in a plot so wide.
fn step(at: usize, count: usize, width: f32) -> f32 {
    let apart = (width - 2.0 * INSET) / (count.max(2) - 1) as f32;
    INSET + apart * at as f32
}

/// The step nearest to `x`.
fn nearest(x: f32, count: usize, width: f32) -> Option<usize> {
    let far = |at: &usize| (step(*at, count, width) - x).abs();
    (0..count).min_by(|one, other| far(one).total_cmp(&far(other)))
}

/// How far down a value of this height is.
fn down(high: f32) -> f32 {
    ABOVE + HIGH * (1.0 - high.clamp(0.0, 1.0))
}

/// The points that follow each other without a gap, `aside` of where they are: a line
/// for each of these, and none between two.
fn runs(values: &[Option<f32>], count: usize, width: f32, aside: f32) -> Vec<Vec<Vec2>> {
    let points = values
        .iter()
        .enumerate()
        .map(|(at, value)| value.map(|high| vec2(step(at, count, width), down(high) + aside)));
    let mut runs = vec![Vec::new()];
    for point in points {
        match (point, runs.last_mut()) {
            (Some(point), Some(run)) => run.push(point),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Which steps have their names, each with its left edge: the chosen one, and of the
/// others those that have room beside it and each other.
fn named(widths: &[f32], width: f32, chosen: Option<usize>) -> Vec<(usize, f32)> {
    let count = widths.len();
    let regular = (0..count).step_by(NAMED).chain(count.checked_sub(1));
    let mut placed: Vec<(usize, f32)> = Vec::new();
    for at in chosen.into_iter().chain(regular) {
        let Some(wide) = widths.get(at) else { continue };
        let left = (step(at, count, width) - wide / 2.0).min(width - wide).max(0.0);
        let has_room = placed.iter().all(|(other, begins)| {
            left + wide + APART <= *begins || begins + widths[*other] + APART <= left
        });
        if has_room {
            placed.push((at, left));
        }
    }
    placed
}

/// Draws a plot as wide as there is room. Gives the step that was pressed.
pub(crate) fn plot(ui: &mut Ui, plot: &Plot<'_>) -> Option<usize> {
    let palette = colours(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::CLICK);
    // Ears have the table.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_hidden());
    let origin = rect.min.to_vec2();
    let painter = ui.painter();
    for high in plot.hairs {
        let y = rect.top() + down(*high) - space::HAIR / 2.0;
        let hair = Stroke::new(space::HAIR, palette.hair);
        hairline_at(painter, rect.left(), rect.right(), y, hair);
    }
    let count = plot.names.len();
    if let Some(chosen) = plot.chosen {
        let x = rect.left() + step(chosen, count, width);
        let rule = Stroke::new(space::RULE, palette.rule);
        painter.line_segment([pos2(x, rect.top()), pos2(x, rect.top() + RULE)], rule);
    }
    for (values, whose, aside) in
        [(plot.theirs, Whose::Theirs, ASIDE), (plot.mine, Whose::Mine, -ASIDE)]
    {
        let ink = ink_of(&palette, whose);
        for run in runs(values, count, width, aside) {
            let points: Vec<Pos2> = run.into_iter().map(|point| origin.to_pos2() + point).collect();
            if points.len() > 1 {
                painter.add(Shape::line(points.clone(), Stroke::new(LINE, ink)));
            }
            points.into_iter().for_each(|centre| point(ui, centre, whose));
        }
    }
    names(ui, plot, rect.min, width);
    let pressed = response.on_hover_cursor(CursorIcon::PointingHand);
    let at = pressed.interact_pointer_pos().filter(|_| pressed.clicked())?;
    nearest(at.x - rect.left(), count, width)
}

/// A point of one of the two.
fn point(ui: &Ui, centre: Pos2, whose: Whose) {
    let palette = colours(ui);
    let ink = ink_of(&palette, whose);
    match whose {
        Whose::Mine => shapes::bead(ui.painter(), centre, FILLED, ink),
        Whose::Theirs => {
            shapes::bead(ui.painter(), centre, OPEN + RING / 2.0, ink);
            shapes::bead(ui.painter(), centre, OPEN - RING / 2.0, palette.paper);
        }
    }
}

fn names(ui: &Ui, plot: &Plot<'_>, at: Pos2, width: f32) {
    let palette = colours(ui);
    let galleys: Vec<_> = plot
        .names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let here = plot.chosen == Some(n);
            let (style, ink) =
                if here { (Type::Label, palette.ink) } else { (Type::Small, palette.ink_3) };
            text::lay(ui, &run(name, style, ink), f32::INFINITY, Breaks::Full)
        })
        .collect();
    let widths: Vec<f32> = galleys.iter().map(|galley| galley.size().x).collect();
    for (n, left) in named(&widths, width, plot.chosen) {
        let galley = galleys[n].clone();
        let top = at.y + NAMES - text::baseline(&galley);
        ui.painter().galley(pos2(at.x + left, top), galley, Color32::PLACEHOLDER);
    }
}

/// What its heights are called: each name ranged right before `right`, on the height's
/// line of a plot whose top is `top`.
pub(crate) fn plot_heights(ui: &Ui, right: f32, top: f32, heights: &[(f32, &str)], width: f32) {
    for (high, name) in heights {
        let run = run(name, Type::Small, colours(ui).ink_3);
        let galley = text::lay(ui, &run, width, Breaks::Balanced);
        let above = galley.size().y / 2.0;
        paint_to_the_right(ui, right, top + down(*high) - above, &galley);
    }
}

/// How wide the widest of these names is.
pub(crate) fn plot_heights_width(ui: &Ui, heights: &[(f32, &str)]) -> f32 {
    let ink = Color32::PLACEHOLDER;
    let wide = |name: &str| {
        let run = run(name, Type::Small, ink);
        text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
    };
    heights.iter().map(|(_, name)| wide(name)).fold(0.0, f32::max)
}

/// Between what a line looks like and whose it is, and how high one of these is.
const KEY: f32 = 28.0;
const KEY_LINE: f32 = 18.0;

/// What the line of one of the two looks like, and their name.
pub(crate) fn plot_key(ui: &mut Ui, whose: Whose, name: &str) {
    let palette = colours(ui);
    let room = (ui.available_width() - KEY).max(space::BUTTON);
    let run = run(name, Type::Small, palette.ink_2);
    let galley = text::lay(ui, &run, room, Breaks::Full);
    let size = vec2(KEY + galley.size().x, galley.size().y + space::STEP * 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let y = rect.top() + Type::Small.line() / 2.0;
    let ends = [rect.left(), rect.left() + KEY_LINE].map(|x| pos2(x, y));
    ui.painter().line_segment(ends, Stroke::new(LINE, ink_of(&palette, whose)));
    point(ui, pos2(rect.left() + KEY_LINE / 2.0, y), whose);
    ui.painter().galley(pos2(rect.left() + KEY, rect.top()), galley, Color32::PLACEHOLDER);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(values: &[f32]) -> Vec<Option<f32>> {
        values.iter().copied().map(Some).collect()
    }

    #[test]
    fn steps_are_where_the_design_has_them() {
        assert_eq!((step(0, 12, PLOT), step(11, 12, PLOT)), (6.0, 258.0));
        assert!((step(4, 12, PLOT) - 97.64).abs() < 0.01);
        assert_eq!((down(1.0), down(0.5), down(0.0)), (7.0, 43.0, 79.0));
        assert_eq!(nearest(100.0, 12, PLOT), Some(4));
        assert_eq!(nearest(-5.0, 12, PLOT), Some(0));
        assert_eq!(nearest(900.0, 12, PLOT), Some(11));
        assert_eq!(nearest(10.0, 0, PLOT), None);
    }

    #[test]
    fn a_gap_is_never_bridged() {
        let values = [Some(0.5), Some(1.0), None, Some(1.0), None, None, Some(0.0)];
        let runs = runs(&values, values.len(), PLOT, 0.0);
        let steps: Vec<Vec<f32>> =
            runs.iter().map(|run| run.iter().map(|point| point.x).collect()).collect();
        let at = |n: usize| step(n, values.len(), PLOT);
        assert_eq!(steps, [vec![at(0), at(1)], vec![at(3)], vec![at(6)]]);
        assert!(super::runs(&[None, None], 2, PLOT, 0.0).is_empty());
        assert!(super::runs(&[], 0, PLOT, 0.0).is_empty());
    }

    #[test]
    fn equal_values_both_show() {
        let values = some(&[1.0, 0.25]);
        let mine = &runs(&values, 2, PLOT, -ASIDE)[0];
        let theirs = &runs(&values, 2, PLOT, ASIDE)[0];
        for (mine, theirs) in mine.iter().zip(theirs) {
            assert_eq!(mine.x, theirs.x);
            // The middle of one is outside the other.
            assert!(theirs.y - mine.y > FILLED.max(OPEN), "{mine:?}, {theirs:?}");
        }
        // And none is as if it were of the next level of five.
        const { assert!(2.0 * ASIDE < HIGH / 4.0) };
    }

    #[test]
    fn names_stand_apart_and_the_chosen_one_is_among_them() {
        for width in [80.0, 180.0, PLOT, 400.0] {
            for chosen in (0..12).map(Some).chain([None]) {
                let widths: Vec<f32> = (0..12_u8).map(|n| 22.0 + f32::from(n % 3) * 9.0).collect();
                let placed = named(&widths, width, chosen);
                assert!(chosen.is_none_or(|at| placed.iter().any(|(n, _)| *n == at)));
                let mut ends: Vec<(f32, f32)> =
                    placed.iter().map(|(n, left)| (*left, left + widths[*n])).collect();
                ends.sort_by(|one, other| one.0.total_cmp(&other.0));
                let apart = |pair: &[(f32, f32)]| pair[0].1 + APART <= pair[1].0;
                assert!(ends.windows(2).all(apart), "{width}, {chosen:?}: {ends:?}");
                assert!(ends.iter().all(|(left, right)| *left >= 0.0 && *right <= width));
            }
        }
        let usual: Vec<usize> =
            named(&[24.0; 12], PLOT, Some(11)).into_iter().map(|(n, _)| n).collect();
        assert_eq!(usual, [11, 0, 4, 8]);
    }
}
