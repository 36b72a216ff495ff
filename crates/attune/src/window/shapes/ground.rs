//! Grounds and lines.

use crate::window::theme::{Colours, space};
use egui::{Color32, CornerRadius, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, vec2};

/// The page: one colour by day; by night darker towards the foot.
pub(crate) fn paper(painter: &Painter, rect: Rect, colours: &Colours) {
    if colours.paper == colours.paper_end {
        painter.rect_filled(rect, CornerRadius::ZERO, colours.paper);
        return;
    }
    let mut mesh = Mesh::default();
    mesh.colored_vertex(rect.left_top(), colours.paper);
    mesh.colored_vertex(rect.right_top(), colours.paper);
    mesh.colored_vertex(rect.left_bottom(), colours.paper_end);
    mesh.colored_vertex(rect.right_bottom(), colours.paper_end);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 3, 2);
    painter.add(Shape::mesh(mesh));
}

/// A horizontal line of `width`, whose upper edge is on the whole pixel
/// nearest to `top`: a line between two pixels would be grey and twice as wide.
pub(crate) fn hairline_at(painter: &Painter, left: f32, right: f32, top: f32, stroke: Stroke) {
    let pixel = 1.0 / painter.pixels_per_point();
    let snap = |at: f32| (at / pixel).round() * pixel;
    let height = snap(stroke.width).max(pixel);
    let rect = Rect::from_min_max(
        egui::pos2(snap(left), snap(top)),
        egui::pos2(snap(right), snap(top) + height),
    );
    painter.rect_filled(rect, CornerRadius::ZERO, stroke.color);
}

/// A vertical line of two points, whose left edge is at `left`.
pub(crate) fn vertical_rule(painter: &Painter, left: f32, top: f32, bottom: f32, ink: Color32) {
    let rect = Rect::from_min_max(egui::pos2(left, top), egui::pos2(left + space::CARET, bottom));
    painter.rect_filled(rect, CornerRadius::ZERO, ink);
}

/// How far each of the two sheets under a card reaches below the one on it, and how
/// far it is drawn in.
pub(crate) const UNDER_CARD: f32 = 6.0;
const DRAWN_IN: f32 = 7.0;

/// A card on the page: a sheet over the edges of two others.
pub(crate) fn card(painter: &Painter, rect: Rect, colours: &Colours) {
    let radius = CornerRadius::same(space::SHEET_RADIUS);
    for below in [2.0, 1.0, 0.0] {
        let mut under = rect.shrink2(vec2(DRAWN_IN * below, 0.0));
        under.max.y += UNDER_CARD * below;
        if !under.is_positive() {
            continue;
        }
        if below > 0.0 {
            under.min.y = under.min.y.max(rect.bottom() - 2.0 * UNDER_CARD);
        }
        if below > 1.0 {
            painter.rect_filled(under.translate(vec2(0.0, space::SHADE)), radius, colours.shade);
        }
        painter.rect_filled(under, radius, colours.sheet);
        let hair = Stroke::new(space::HAIR, colours.hair);
        painter.rect_stroke(under, radius, hair, StrokeKind::Inside);
    }
}

/// A sheet lying on the page: hair outline, and a flat shade below.
pub(crate) fn sheet(painter: &Painter, rect: Rect, colours: &Colours) {
    let radius = CornerRadius::same(space::SHEET_RADIUS);
    painter.rect_filled(rect.translate(vec2(0.0, space::SHADE)), radius, colours.shade);
    painter.rect_filled(rect, radius, colours.sheet);
    painter.rect_stroke(rect, radius, Stroke::new(space::HAIR, colours.hair), StrokeKind::Inside);
}
