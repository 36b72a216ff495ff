//! A sealed letter, closed or on its way to open, and the place of one that is not here yet.

use super::ground::sheet;
use super::mark::ring;
use crate::window::text::{self, Breaks};
use crate::window::theme::{self, Colours, Type, space};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

/// Where the seal is, in a letter of the size of [`space::LETTER`].
const SEAL: [f32; 2] = [132.0, 106.0];
/// The seal's radius, and that of the ring in it.
const RADII: [f32; 2] = [25.0, 20.5];
/// Which of the folds is the flap's edge.
const FLAP: usize = 0;
/// How high the flap stands behind the letter once it has turned, of what it is
/// before it: it must not reach the words above.
const BEHIND: f32 = 0.16;
/// The folds, as lines in the same letter.
const FOLDS: [&[[f32; 2]]; 3] = [
    &[[1.5, 1.5], [132.0, 110.0], [262.5, 1.5]],
    &[[1.5, 206.5], [104.0, 87.0]],
    &[[262.5, 206.5], [160.0, 87.0]],
];

/// A letter closed with a seal in its writer's ink. `size` may be narrower
/// than a whole letter. `open` is how far its flap has turned, from 0 to 1: it
/// turns about the letter's upper edge, and the seal goes with the first half.
pub(crate) fn sealed(
    ui: &Ui,
    rect: Rect,
    initial: &str,
    ink: Color32,
    colours: &Colours,
    open: f32,
) {
    let painter = ui.painter();
    sheet(painter, rect, colours);
    let place = |[x, y]: [f32; 2]| {
        let [width, height] = space::LETTER;
        rect.min + vec2(x / width * rect.width(), y / height * rect.height())
    };
    let stroke = Stroke::new(space::RING, colours.hair);
    let cosine = (open * std::f32::consts::PI).cos();
    let turned = if cosine < 0.0 { cosine * BEHIND } else { cosine };
    for (at, fold) in FOLDS.into_iter().enumerate() {
        let turn = |[x, y]: [f32; 2]| [x, if at == FLAP { y * turned } else { y }];
        let points = fold.iter().map(|point| place(turn(*point))).collect();
        painter.add(Shape::line(points, stroke));
    }
    let [ink, on_pen] =
        [ink, colours.on_pen].map(|of| of.gamma_multiply((1.0 - open * 2.0).max(0.0)));
    let centre = place(SEAL);
    painter.circle_filled(centre, RADII[0], ink);
    let inner = Stroke::new(space::HAIR, on_pen.gamma_multiply(theme::SEAL_RING));
    ring(painter, centre, RADII[1] + 0.5, inner);
    letter(ui, painter, centre, initial, on_pen);
}

/// Where the other's letter will lie.
pub(crate) fn not_here(ui: &Ui, rect: Rect, initial: &str, ink: Color32, colours: &Colours) {
    let painter = ui.painter();
    let edge = rect.shrink(space::RING / 2.0);
    let corners = [edge.left_top(), edge.right_top(), edge.right_bottom(), edge.left_bottom()];
    let outline = [corners[0], corners[1], corners[2], corners[3], corners[0]];
    let stroke = Stroke::new(space::HAIR, colours.rule);
    painter.extend(Shape::dashed_line(&outline, stroke, 5.0, 5.0));
    let [x, y] = SEAL;
    let [width, height] = space::LETTER;
    let centre = rect.min + vec2(x / width * rect.width(), y / height * rect.height());
    let points: Vec<Pos2> = (0..=72_u16)
        .map(|step| {
            let at = f32::from(step) / 72.0 * std::f32::consts::TAU;
            centre + (RADII[0] - space::RING / 2.0) * vec2(at.cos(), at.sin())
        })
        .collect();
    painter.extend(Shape::dashed_line(&points, Stroke::new(space::RING, ink), 4.0, 4.0));
    letter(ui, painter, centre, initial, ink);
}

/// How far below the seal's middle its letter stands.
const LETTER_DROP: f32 = 8.0;

fn letter(ui: &Ui, painter: &Painter, centre: Pos2, initial: &str, ink: Color32) {
    let run = text::run(initial, Type::Seal, ink);
    let galley = text::lay(ui, &run, f32::INFINITY, Breaks::Full);
    let top = centre.y + LETTER_DROP - text::baseline(&galley);
    painter.galley(pos2(centre.x - galley.size().x / 2.0, top), galley, ink);
}
