//! A QR code, as squares on a light ground whatever the half of the day.

use crate::window::theme::SCANNED;
use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// The widest a code is drawn.
const MOST: f32 = 220.0;
/// Modules left free round it, as the standard wants.
const QUIET: usize = 4;

/// Draws `text` as a code.
pub(crate) fn qr(ui: &mut Ui, text: &str, said: &str) {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M) else {
        return;
    };
    let [light, dark] = SCANNED;
    let modules = code.width();
    let across = (modules + 2 * QUIET) as f32;
    let cell = (ui.available_width().min(MOST) / across).floor().max(2.0);
    let side = cell * across;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, light);
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = ((at % modules + QUIET) as f32, (at / modules + QUIET) as f32);
            let min = rect.min + vec2(x * cell, y * cell);
            let square = Rect::from_min_size(min, vec2(cell, cell));
            ui.painter().rect_filled(square, CornerRadius::ZERO, dark);
        }
    }
}
