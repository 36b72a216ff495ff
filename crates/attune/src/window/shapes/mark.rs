//! The mark: two circles, mine at the left, that say where a thing is. One box
//! for every state, so that the words beside it never shift.

use crate::window::model::Place;
use crate::window::theme::{Colours, space};
use egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke, pos2, vec2};
use std::f32::consts::PI;

/// What a mark shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkOf {
    /// Where one thing is.
    Place(Place),
    /// Both answers are sealed.
    BothSealed,
}

impl From<Place> for MarkOf {
    fn from(place: Place) -> Self {
        Self::Place(place)
    }
}

/// How far apart the centres are, in radii.
const APART: f32 = 14.0 / 11.0;
/// From this height on a gap of ground runs round the lens.
const WITH_GAP: f32 = 28.0;
/// Points on an arc.
const STEPS: u16 = 32;
/// The lone disc, in radii.
const LONE: f32 = 0.9;
/// A stroke is the height by this.
const STROKE: f32 = 46.0;
/// A feather of half a pixel on each side of an edge keeps it smooth.
const FEATHER: f32 = 0.5;

/// How wide a mark of this height is.
pub(crate) fn mark_width(height: f32) -> f32 {
    height / 2.0 * (2.0 + APART)
}

/// Draws a mark into the box whose left upper corner is `min`.
pub(crate) fn mark(painter: &Painter, min: Pos2, height: f32, of: MarkOf, colours: &Colours) {
    mark_coming(painter, min, height, of, colours, 1.0);
}

/// The same, of whose filled lens so much is to be seen by now.
pub(crate) fn mark_coming(
    painter: &Painter,
    min: Pos2,
    height: f32,
    of: MarkOf,
    colours: &Colours,
    seen: f32,
) {
    let r = height / 2.0;
    let (mine, theirs) = (min + vec2(r, r), min + vec2(r + r * APART, r));
    let stroke = (height / STROKE).clamp(space::RING, space::FOCUS);
    let gap = if height >= WITH_GAP { 1.0 } else { 0.0 };
    match of {
        MarkOf::Place(Place::OnlyMe) => {
            let centre = min + vec2(mark_width(height) / 2.0, r);
            painter.circle_filled(centre, r * LONE, colours.mine);
        }
        MarkOf::Place(Place::Here | Place::Aside) => {
            let between = (height / 10.0).max(2.0);
            let small = (mark_width(height) - between) / 4.0;
            painter.circle_filled(min + vec2(small, r), small, colours.mine);
            let centre = min + vec2(mark_width(height) - small, r);
            ring(painter, centre, small, Stroke::new(stroke, colours.rule));
        }
        MarkOf::Place(Place::Sealed) => {
            painter.add(crescent(painter, mine, theirs, r, gap, colours.mine));
            let outside = PI - half_angle();
            let points = arc(theirs, r - stroke / 2.0, -outside, outside).collect();
            painter.add(Shape::line(points, Stroke::new(stroke, colours.rule)));
            outline(painter, mine, theirs, r, stroke, colours.ink);
        }
        MarkOf::BothSealed => {
            painter.add(crescent(painter, mine, theirs, r, gap, colours.mine));
            painter.add(crescent(painter, theirs, mine, r, gap, colours.theirs));
            outline(painter, mine, theirs, r, stroke, colours.ink);
        }
        MarkOf::Place(Place::Both) => {
            both(painter, &[min], height, colours, seen);
        }
    }
}

/// The mark of what is both's into each of these boxes. A year has it hundreds of times:
/// its form is made once for all of them.
pub(crate) fn marks_of_both(painter: &Painter, mins: &[Pos2], height: f32, colours: &Colours) {
    if !mins.is_empty() {
        both(painter, mins, height, colours, 1.0);
    }
}

fn both(painter: &Painter, mins: &[Pos2], height: f32, colours: &Colours, seen: f32) {
    let r = height / 2.0;
    let gap = if height >= WITH_GAP { 1.0 } else { 0.0 };
    let (mine, theirs) = (pos2(r, r), pos2(r + r * APART, r));
    let mut form = crescent_mesh(painter, mine, theirs, r, gap, colours.mine);
    form.append(crescent_mesh(painter, theirs, mine, r, gap, colours.theirs));
    let mut all = Mesh::default();
    for min in mins {
        let mut one = form.clone();
        one.translate(min.to_vec2());
        all.append(one);
    }
    painter.add(Shape::mesh(all));
    let form: Vec<Pos2> = lens(mine, theirs, r).collect();
    let ink = colours.ink.gamma_multiply(seen);
    for min in mins {
        let points = form.iter().map(|point| *point + min.to_vec2()).collect();
        painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
    }
}

/// A ring whose stroke lies within its radius.
pub(crate) fn ring(painter: &Painter, centre: Pos2, radius: f32, stroke: Stroke) {
    painter.circle_stroke(centre, radius - stroke.width / 2.0, stroke);
}

/// Points of an arc, from one angle to another.
fn arc(centre: Pos2, radius: f32, from: f32, to: f32) -> impl Iterator<Item = Pos2> {
    (0..=STEPS).map(move |step| {
        let at = from + (to - from) * f32::from(step) / f32::from(STEPS);
        centre + radius * vec2(at.cos(), at.sin())
    })
}

/// Half the angle that a circle's part inside the other takes.
fn half_angle() -> f32 {
    (APART / 2.0).acos()
}

/// Where the two overlap.
fn lens(left: Pos2, right: Pos2, radius: f32) -> impl Iterator<Item = Pos2> {
    let half = half_angle();
    arc(left, radius, -half, half).chain(arc(right, radius, PI - half, PI + half))
}

/// The empty lens: its outline, inside it, so that the true ground shows.
fn outline(painter: &Painter, left: Pos2, right: Pos2, radius: f32, width: f32, ink: Color32) {
    let inset = radius - width / 2.0;
    let reach = (right.x - left.x) / 2.0;
    let half = (reach / inset).clamp(-1.0, 1.0).acos();
    let points = arc(left, inset, -half, half).chain(arc(right, inset, PI - half, PI + half));
    painter.add(Shape::closed_line(points.collect(), Stroke::new(width, ink)));
}

/// [`crescent_mesh`] as a shape.
fn crescent(painter: &Painter, centre: Pos2, other: Pos2, r: f32, gap: f32, ink: Color32) -> Shape {
    Shape::mesh(crescent_mesh(painter, centre, other, r, gap, ink))
}

/// The part of the circle round `centre` that is outside the one round
/// `other`, as a mesh: it is not convex. With a `gap` the other is so much
/// larger. The edge fades over a pixel.
fn crescent_mesh(
    painter: &Painter,
    centre: Pos2,
    other: Pos2,
    r: f32,
    gap: f32,
    ink: Color32,
) -> Mesh {
    let turn = if other.x > centre.x { 0.0 } else { PI };
    let apart = (other.x - centre.x).abs();
    let cut = r + gap;
    let feather = FEATHER / painter.pixels_per_point();
    let mut mesh = Mesh::default();
    // Along the outer edge from one tip to the other, each point joined with
    // the point of the inner edge at the same height.
    let tip_at = |outer: f32, inner: f32| {
        let x = (apart * apart + outer * outer - inner * inner) / (2.0 * apart);
        (x / outer).clamp(-1.0, 1.0).acos()
    };
    let (outer_tip, inner_tip) = (tip_at(r, cut), PI - tip_at(cut, r));
    for step in 0..=STEPS {
        let t = f32::from(step) / f32::from(STEPS) * 2.0 - 1.0;
        // From tip to tip round the far side.
        let outer = PI - t * (PI - outer_tip);
        let inner = PI - t * (PI - inner_tip);
        let to_outer = vec2(outer.cos(), outer.sin());
        let to_inner = vec2(inner.cos(), inner.sin());
        let at_outer = |radius: f32| radius * to_outer;
        let at_inner = |radius: f32| vec2(apart, 0.0) + radius * to_inner;
        // At a tip the crescent is thinner than its feather: there it is cut.
        let thick = (at_outer(r) - at_inner(cut)).length();
        let f = feather.min(thick / 2.0);
        let points = [
            (at_outer(r + feather), Color32::TRANSPARENT),
            (at_outer(r - f), ink),
            (at_inner(cut + f), ink),
            (at_inner(cut - feather), Color32::TRANSPARENT),
        ];
        for (offset, colour) in points {
            let offset = if turn == 0.0 { offset } else { vec2(-offset.x, offset.y) };
            mesh.colored_vertex(pos2(centre.x + offset.x, centre.y + offset.y), colour);
        }
        if step > 0 {
            let now = u32::from(step) * 4;
            for strip in 0..3 {
                let (a, b) = (now - 4 + strip, now + strip);
                mesh.add_triangle(a, a + 1, b);
                mesh.add_triangle(a + 1, b + 1, b);
            }
        }
    }
    mesh
}
