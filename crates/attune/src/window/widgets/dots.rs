//! Rows of points over steps, such as months: where something was, and nothing about
//! how often. Of each of the two it is their own point, mine filled and a little up, the
//! partner's open and a little down, so that both show; what is both's is a bead. No
//! line goes from one to another. It is for eyes; ears have a [`table`](super::table).

use super::plot::{ASIDE, key, point};
use super::steps::{Steps, UNDER};
use crate::window::model::Whose;
use crate::window::shapes::{self, hairline_at};
use crate::window::text::{self, Breaks, paint_to_the_right, run};
use crate::window::theme::{Type, colours, space};
use egui::{Color32, CursorIcon, Sense, Stroke, Ui, vec2};

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Dot {
    /// Over which step.
    pub(crate) step: usize,
    /// How far within it, of the room of a step: from minus a half to a half.
    pub(crate) within: f32,
    /// In which row, from above.
    pub(crate) row: usize,
    /// Whose it is; both's with `None`.
    pub(crate) whose: Option<Whose>,
}

/// What these plots show.
pub(crate) struct Dots<'a> {
    /// The points.
    pub(crate) dots: &'a [Dot],
    /// How many rows there are.
    pub(crate) rows: usize,
    /// What the steps are called.
    pub(crate) names: &'a [String],
    /// The step that is chosen.
    pub(crate) chosen: Option<usize>,
}

/// Above the first row, between two, and under the last.
const ABOVE: f32 = 9.0;
const ROW: f32 = 18.0;
/// From either end to the nearest step: what is within one has room there.
const INSET: f32 = 12.0;
/// A bead of both.
const BEAD: f32 = 2.0;

/// How far down a row is.
fn down(row: usize) -> f32 {
    ABOVE + ROW * row as f32
}

/// Draws the points over as much width as there is. Gives the step that was pressed.
pub(crate) fn dots(ui: &mut Ui, of: &Dots<'_>) -> Option<usize> {
    let palette = colours(ui);
    let width = ui.available_width();
    let ends = down(of.rows.saturating_sub(1)) + ABOVE;
    let (rect, response) = ui.allocate_exact_size(vec2(width, ends + UNDER), Sense::CLICK);
    // Ears have the table.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_hidden());
    for row in 0..of.rows {
        let y = rect.top() + down(row) - space::HAIR / 2.0;
        let hair = Stroke::new(space::HAIR, palette.hair);
        hairline_at(ui.painter(), rect.left(), rect.right(), y, hair);
    }
    let steps = Steps { count: of.names.len(), width, inset: INSET };
    steps.rule(ui, rect.min, of.chosen, ends);
    for dot in of.dots {
        let x = steps.at(dot.step) + steps.apart() * dot.within;
        let centre = rect.min + vec2(x, down(dot.row));
        match dot.whose {
            Some(Whose::Mine) => point(ui, centre - vec2(0.0, ASIDE), Whose::Mine),
            Some(Whose::Theirs) => point(ui, centre + vec2(0.0, ASIDE), Whose::Theirs),
            None => shapes::bead(ui.painter(), centre, BEAD, palette.ink_2),
        }
    }
    steps.names(ui, rect.min + vec2(0.0, ends), of.names, of.chosen);
    let pressed = response.on_hover_cursor(CursorIcon::PointingHand);
    let at = pressed.interact_pointer_pos().filter(|_| pressed.clicked())?;
    steps.nearest(at.x - rect.left())
}

/// What its rows are called: each name ranged right before `right`, on its row of points
/// whose top is `top`.
pub(crate) fn dots_names(ui: &Ui, right: f32, top: f32, names: &[String], width: f32) {
    for (row, name) in names.iter().enumerate() {
        let run = run(name, Type::Small, colours(ui).ink_3);
        let galley = text::lay(ui, &run, width, Breaks::Full);
        let above = galley.size().y / 2.0;
        paint_to_the_right(ui, right, top + down(row) - above, &galley);
    }
}

/// How wide the widest of these names is.
pub(crate) fn dots_names_width(ui: &Ui, names: &[String]) -> f32 {
    let wide = |name: &String| {
        let run = run(name, Type::Small, Color32::PLACEHOLDER);
        text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
    };
    names.iter().map(wide).fold(0.0, f32::max)
}

/// What the points of one of the two look like, and their name; of both with `None`.
pub(crate) fn dots_key(ui: &mut Ui, whose: Option<Whose>, name: &str) {
    let middle = key(ui, name);
    match whose {
        Some(whose) => point(ui, middle, whose),
        None => shapes::bead(ui.painter(), middle, BEAD, colours(ui).ink_2),
    }
}
