//! The ring round whatever has the keyboard: the same on everything.

use crate::window::theme::{colours, space};
use egui::{CornerRadius, Response, Stroke, StrokeKind, Ui};

/// Draws the ring of whatever has the keyboard, and brings it into view.
pub(crate) fn focus_ring(ui: &Ui, response: &Response) {
    ring(ui, response, space::SHEET_RADIUS);
}

/// The same round a control with corners of this radius.
pub(super) fn ring(ui: &Ui, response: &Response, radius: u8) {
    into_view(response);
    if response.has_focus() {
        let out = space::FOCUS_OUT;
        let radius = CornerRadius::same(radius.saturating_add(out as u8));
        let stroke = Stroke::new(space::FOCUS, colours(ui).focus);
        // Its own layer of the page: what is drawn later must not cover it.
        let painter = ui.painter();
        painter.rect_stroke(response.rect.expand(out), radius, stroke, StrokeKind::Outside);
    }
}

/// Whatever gets the keyboard comes into view; what is in view stays put.
pub(super) fn into_view(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}
