//! What is drawn and not written: the mark of where a thing is, and a QR code.

use crate::window::model::Place;
use crate::window::theme::{colours, size};
use crate::window::words;
use egui::{
    Color32, CornerRadius, FontId, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

/// The mark of where a thing is, and its words. The mark never stands alone.
pub(crate) fn place(ui: &mut Ui, place: Place, after: &str) {
    let said = crate::marks::place(place);
    let said = if after.is_empty() { said } else { format!("{said}, {after}") };
    marked(ui, place, &said);
}

/// The mark with words of one's own.
pub(crate) fn marked(ui: &mut Ui, place: Place, text: &str) {
    let colours = colours(ui);
    let indent = 25.0;
    let width = (ui.available_width() - indent).max(40.0);
    let galley = ui.painter().layout(
        words::harmless(text).into_owned(),
        FontId::proportional(size::SMALL),
        colours.ink_3,
        width,
    );
    let (rect, response) =
        ui.allocate_exact_size(vec2(indent + galley.size().x, galley.size().y), Sense::hover());
    let said = text.to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let row = galley.rows.first().map_or(rect.height(), |row| row.size.y);
    mark(ui, pos2(rect.left(), rect.top() + row / 2.0), 5.5, place);
    ui.painter().galley(pos2(rect.left() + indent, rect.top()), galley, colours.ink_3);
}

/// Two circles, mine at the left: where a thing is.
pub(crate) fn mark(ui: &Ui, left_middle: Pos2, radius: f32, place: Place) {
    let colours = colours(ui);
    let painter = ui.painter();
    let ring = |centre, colour| {
        let stroke = Stroke::new(1.2, colour);
        painter.circle_stroke(centre, radius - 0.6, stroke);
    };
    let apart = radius * 14.0 / 11.0;
    let (mine, theirs) = (left_middle + vec2(radius, 0.0), left_middle + vec2(radius + apart, 0.0));
    match place {
        Place::OnlyMe => {
            let centre = left_middle + vec2(radius + apart / 2.0, 0.0);
            painter.circle_filled(centre, radius * 0.9, colours.mine);
        }
        Place::Here | Place::Aside => {
            let small = radius * 0.74;
            painter.circle_filled(left_middle + vec2(small, 0.0), small, colours.mine);
            let centre = left_middle + vec2(small * 3.0 + 2.0, 0.0);
            painter.circle_stroke(centre, small - 0.6, Stroke::new(1.2, colours.rule));
        }
        Place::Sealed => {
            ring(theirs, colours.rule);
            ring(mine, colours.mine);
        }
        Place::Both => {
            painter.circle_filled(mine, radius, colours.mine);
            painter.circle_filled(theirs, radius, colours.theirs);
            painter.add(lens(mine, theirs, radius, colours.ink));
        }
    }
}

/// Where two circles overlap.
fn lens(left: Pos2, right: Pos2, radius: f32, colour: Color32) -> Shape {
    let half = (right.x - left.x) / 2.0;
    let angle = (half / radius).clamp(-1.0, 1.0).acos();
    let arc = |centre: Pos2, turn: f32| {
        (0..=16_u8).map(move |step| {
            let at = turn - angle + 2.0 * angle * f32::from(step) / 16.0;
            centre + vec2(radius * at.cos(), radius * at.sin())
        })
    };
    let points = arc(left, 0.0).chain(arc(right, std::f32::consts::PI)).collect();
    Shape::convex_polygon(points, colour, Stroke::NONE)
}

/// A QR code, drawn as squares on a light ground whatever the half of the day:
/// cameras want it so.
pub(crate) fn qr(ui: &mut Ui, text: &str, said: &str) {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M) else {
        return;
    };
    let modules = code.width();
    let quiet = 4_usize;
    let most = ui.available_width().min(220.0);
    let cell = (most / (modules + 2 * quiet) as f32).floor().max(2.0);
    let side = cell * (modules + 2 * quiet) as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = ((at % modules + quiet) as f32, (at / modules + quiet) as f32);
            let min = rect.min + vec2(x * cell, y * cell);
            let square = Rect::from_min_size(min, vec2(cell, cell));
            ui.painter().rect_filled(square, CornerRadius::ZERO, Color32::BLACK);
        }
    }
}
