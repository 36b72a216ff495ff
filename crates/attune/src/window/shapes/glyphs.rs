//! The few glyphs there are: heart, tick in a box and in a disc, ring, bead.

use super::mark::ring;
use crate::window::theme::{Colours, space};
use egui::epaint::CubicBezierShape;
use egui::{
    Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

/// The grid a heart is drawn on.
const GRID: [f32; 2] = [18.0, 16.0];

/// The outline of a heart in the box at `min`, as points.
fn heart_points(min: Pos2, width: f32) -> Vec<Pos2> {
    const CURVES: [[[f32; 2]; 4]; 6] = [
        [[9.0, 14.4], [4.0, 10.8], [1.2, 8.2], [1.2, 5.1]],
        [[1.2, 5.1], [1.2, 2.9], [2.9, 1.3], [5.0, 1.3]],
        [[5.0, 1.3], [6.7, 1.3], [8.2, 2.3], [9.0, 3.9]],
        [[9.0, 3.9], [9.8, 2.3], [11.3, 1.3], [13.0, 1.3]],
        [[13.0, 1.3], [15.1, 1.3], [16.8, 2.9], [16.8, 5.1]],
        [[16.8, 5.1], [16.8, 8.2], [14.0, 10.8], [9.0, 14.4]],
    ];
    const STEPS: u8 = 8;
    let scale = width / GRID[0];
    CURVES
        .iter()
        .flat_map(|curve| {
            let points = curve.map(|[x, y]| min + scale * vec2(x, y));
            let curve = CubicBezierShape::from_points_stroke(
                points,
                false,
                Color32::TRANSPARENT,
                Stroke::NONE,
            );
            (0..STEPS).map(move |step| curve.sample(f32::from(step) / f32::from(STEPS)))
        })
        .collect()
}

/// A heart that was sent, so wide, in its sender's ink.
pub(crate) fn heart(painter: &Painter, min: Pos2, width: f32, ink: Color32) {
    let points = heart_points(min, width);
    let middle = min + width / GRID[0] * vec2(9.0, 7.5);
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, ink);
    points.iter().for_each(|point| mesh.colored_vertex(*point, ink));
    let count = points.len() as u32;
    (0..count).for_each(|n| mesh.add_triangle(0, 1 + n, 1 + (n + 1) % count));
    painter.add(Shape::mesh(mesh));
    // Its edge is soft; a mesh has none.
    painter.add(Shape::closed_line(points, Stroke::new(1.0, ink)));
}

/// An outlined heart, for the link that sends one. Gives its width.
pub(crate) fn heart_outline(painter: &Painter, min: Pos2, ink: Color32) -> f32 {
    painter.add(Shape::closed_line(heart_points(min, GRID[0]), Stroke::new(1.5, ink)));
    GRID[0]
}

/// A ring to choose, chosen or not.
pub(crate) fn ring_choice(painter: &Painter, centre: Pos2, chosen: bool, colours: &Colours) {
    let radius = space::RADIO / 2.0 - 0.6;
    if chosen {
        ring(painter, centre, radius, Stroke::new(space::CHOSEN, colours.act));
        painter.circle_filled(centre, 4.0, colours.act);
    } else {
        ring(painter, centre, radius, Stroke::new(space::RING, colours.rule));
    }
}

/// The ring round the sign that opens why something helps.
pub(crate) fn ring_why(painter: &Painter, centre: Pos2, open: bool, colours: &Colours) {
    let stroke = if open {
        Stroke::new(space::CHOSEN, colours.act)
    } else {
        Stroke::new(space::RING, colours.rule)
    };
    ring(painter, centre, (space::WHY - stroke.width) / 2.0, stroke);
}

/// A box to choose, ticked or not.
pub(crate) fn check_box(painter: &Painter, min: Pos2, ticked: bool, colours: &Colours) {
    let rect = Rect::from_min_size(min, vec2(space::RADIO, space::RADIO));
    let radius = CornerRadius::same(space::SHEET_RADIUS);
    if ticked {
        painter.rect_filled(rect, radius, colours.act);
        let tick = [pos2(4.6, 9.3), pos2(7.6, 12.2), pos2(13.3, 6.0)];
        stroke_tick(painter, min, tick, colours.paper);
    } else {
        let stroke = Stroke::new(space::RING, colours.rule);
        painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
}

/// How wide the disc of a tick is.
pub(crate) const TICK: f32 = 20.0;

/// What was done, as a tick in a disc; what was not, as an empty ring.
pub(crate) fn tick_disc(painter: &Painter, min: Pos2, ticked: bool, colours: &Colours) {
    let centre = min + vec2(TICK, TICK) / 2.0;
    if ticked {
        painter.circle_filled(centre, TICK / 2.0 - 0.5, colours.act);
        let tick = [pos2(5.6, 10.3), pos2(8.6, 13.2), pos2(14.3, 7.0)];
        stroke_tick(painter, min, tick, colours.paper);
    } else {
        ring(
            painter,
            centre,
            (TICK - space::RING) / 2.0 - 0.5,
            Stroke::new(space::RING, colours.rule),
        );
    }
}

fn stroke_tick(painter: &Painter, min: Pos2, points: [Pos2; 3], ink: Color32) {
    let stroke = Stroke::new(space::CHOSEN, ink);
    let points = points.map(|point| min + point.to_vec2());
    painter.add(Shape::line(points.to_vec(), stroke));
    // Ends are round.
    for end in [points[0], points[2]] {
        painter.circle_filled(end, space::CHOSEN / 2.0, ink);
    }
}

/// A bead on a thread.
pub(crate) fn bead(painter: &Painter, centre: Pos2, radius: f32, ink: Color32) {
    painter.circle_filled(centre, radius, ink);
}
