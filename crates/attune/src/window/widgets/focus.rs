//! The ring round whatever has the keyboard: the same on everything.

use crate::window::theme::{colours, space};
use egui::{CornerRadius, Key, Rect, Response, Stroke, StrokeKind, Ui};

/// Draws the ring of whatever has the keyboard, and brings it into view.
pub(crate) fn focus_ring(ui: &Ui, response: &Response) {
    ring(ui, response, space::SHEET_RADIUS);
}

/// The same round a control with corners of this radius.
pub(super) fn ring(ui: &Ui, response: &Response, radius: u8) {
    into_view(ui, response);
    if response.has_focus() {
        let out = space::FOCUS_OUT;
        let radius = CornerRadius::same(radius.saturating_add(out as u8));
        let stroke = Stroke::new(space::FOCUS, colours(ui).focus);
        // Its own layer of the page: what is drawn later must not cover it.
        let painter = ui.painter();
        painter.rect_stroke(response.rect.expand(out), radius, stroke, StrokeKind::Outside);
    }
}

/// Whatever gets the keyboard comes into view with its ring; what is in view
/// stays put.
pub(super) fn into_view(ui: &Ui, response: &Response) {
    if response.gained_focus() {
        bring(ui, response.rect);
    }
}

/// Brings what has the keyboard into view with its ring.
pub(super) fn bring(ui: &Ui, rect: Rect) {
    // A page scrolls by whole points and may stop half of one too early.
    let around = space::FOCUS_OUT + space::FOCUS + space::HAIR;
    ui.scroll_to_rect(rect.expand(around), None);
}

/// Where nothing has the keyboard, it is here: what a page or a sheet begins
/// with. Not while Tab takes it from one thing to the next, which would have to
/// be asked for once more.
pub(crate) fn begins(ui: &Ui, response: &Response) {
    let goes_on = ui.input(|input| input.key_pressed(Key::Tab));
    if !goes_on && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}
