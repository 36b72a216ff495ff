//! A plot of two lines over the same steps, such as months: mine filled and a little
//! up, the partner's open and a little down, so that equal values both show. A gap is
//! never bridged. It is for eyes; ears have a [`table`](super::table) in its place.

use super::steps::{Steps, UNDER};
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
/// From either end to the nearest step.
const INSET: f32 = 6.0;
/// How far each of the two is from where they would be.
pub(super) const ASIDE: f32 = 2.5;
/// The lines, and the point of either.
const LINE: f32 = 1.6;
const FILLED: f32 = 3.0;
const OPEN: f32 = 2.7;
const RING: f32 = 1.5;
/// The steps of a plot so wide.
fn steps(count: usize, width: f32) -> Steps {
    Steps { count, width, inset: INSET }
}

/// How far down a value of this height is.
fn down(high: f32) -> f32 {
    ABOVE + HIGH * (1.0 - high.clamp(0.0, 1.0))
}

/// The points that follow each other without a gap, `aside` of where they are: a line
/// for each of these, and none between two.
fn runs(values: &[Option<f32>], steps: Steps, aside: f32) -> Vec<Vec<Vec2>> {
    let points = values
        .iter()
        .enumerate()
        .map(|(at, value)| value.map(|high| vec2(steps.at(at), down(high) + aside)));
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

/// Draws a plot as wide as there is room. Gives the step that was pressed.
pub(crate) fn plot(ui: &mut Ui, plot: &Plot<'_>) -> Option<usize> {
    let palette = colours(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, RULE + UNDER), Sense::CLICK);
    // Ears have the table.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_hidden());
    let origin = rect.min.to_vec2();
    let painter = ui.painter();
    for high in plot.hairs {
        let y = rect.top() + down(*high) - space::HAIR / 2.0;
        let hair = Stroke::new(space::HAIR, palette.hair);
        hairline_at(painter, rect.left(), rect.right(), y, hair);
    }
    let steps = steps(plot.names.len(), width);
    steps.rule(ui, rect.min, plot.chosen, RULE);
    for (values, whose, aside) in
        [(plot.theirs, Whose::Theirs, ASIDE), (plot.mine, Whose::Mine, -ASIDE)]
    {
        let ink = ink_of(&palette, whose);
        for run in runs(values, steps, aside) {
            let points: Vec<Pos2> = run.into_iter().map(|point| origin.to_pos2() + point).collect();
            if points.len() > 1 {
                painter.add(Shape::line(points.clone(), Stroke::new(LINE, ink)));
            }
            points.into_iter().for_each(|centre| point(ui, centre, whose));
        }
    }
    steps.names(ui, rect.min + vec2(0.0, RULE), plot.names, plot.chosen);
    let pressed = response.on_hover_cursor(CursorIcon::PointingHand);
    let at = pressed.interact_pointer_pos().filter(|_| pressed.clicked())?;
    steps.nearest(at.x - rect.left())
}

/// A point of one of the two.
pub(super) fn point(ui: &Ui, centre: Pos2, whose: Whose) {
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
    let middle = key(ui, name);
    let ends = [-KEY_LINE, KEY_LINE].map(|aside| middle + vec2(aside / 2.0, 0.0));
    ui.painter().line_segment(ends, Stroke::new(LINE, ink_of(&colours(ui), whose)));
    point(ui, middle, whose);
}

/// What something in a plot looks like, before its name. Gives the middle of where it
/// is drawn.
pub(super) fn key(ui: &mut Ui, name: &str) -> Pos2 {
    let room = (ui.available_width() - KEY).max(space::BUTTON);
    let run = run(name, Type::Small, colours(ui).ink_2);
    let galley = text::lay(ui, &run, room, Breaks::Full);
    let size = vec2(KEY + galley.size().x, galley.size().y + space::STEP * 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    ui.painter().galley(pos2(rect.left() + KEY, rect.top()), galley, Color32::PLACEHOLDER);
    rect.min + vec2(KEY_LINE, Type::Small.line()) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(values: &[f32]) -> Vec<Option<f32>> {
        values.iter().copied().map(Some).collect()
    }

    #[test]
    fn heights_are_where_the_design_has_them() {
        assert_eq!((down(1.0), down(0.5), down(0.0)), (7.0, 43.0, 79.0));
    }

    #[test]
    fn a_gap_is_never_bridged() {
        let values = [Some(0.5), Some(1.0), None, Some(1.0), None, None, Some(0.0)];
        let runs = runs(&values, steps(values.len(), PLOT), 0.0);
        let drawn: Vec<Vec<f32>> =
            runs.iter().map(|run| run.iter().map(|point| point.x).collect()).collect();
        let at = |n: usize| steps(values.len(), PLOT).at(n);
        assert_eq!(drawn, [vec![at(0), at(1)], vec![at(3)], vec![at(6)]]);
        assert!(super::runs(&[None, None], steps(2, PLOT), 0.0).is_empty());
        assert!(super::runs(&[], steps(0, PLOT), 0.0).is_empty());
    }

    #[test]
    fn equal_values_both_show() {
        let values = some(&[1.0, 0.25]);
        let mine = &runs(&values, steps(2, PLOT), -ASIDE)[0];
        let theirs = &runs(&values, steps(2, PLOT), ASIDE)[0];
        for (mine, theirs) in mine.iter().zip(theirs) {
            assert_eq!(mine.x, theirs.x);
            // The middle of one is outside the other.
            assert!(theirs.y - mine.y > FILLED.max(OPEN), "{mine:?}, {theirs:?}");
        }
        // And none is as if it were of the next level of five.
        const { assert!(2.0 * ASIDE < HIGH / 4.0) };
    }
}
