//! How long things take, in seconds. Nothing slides, and nothing loops. Where
//! nothing is to move, everything is there at once.

use egui::{Context, Ui};

/// A page that is opened fades in.
pub(crate) const PAGE: f32 = 0.12;
/// What came while one looks fades in, and the lens of what is on both.
pub(crate) const ARRIVING: f32 = 0.2;
/// A sealed letter opens: its flap turns, then its words come.
pub(crate) const OPENING: f32 = 0.4;
/// A card turns over; its words come after that.
pub(crate) const TURNING: f32 = 0.16;
/// The caret is seen, and then not, so long each.
pub(crate) const BLINK: f64 = 0.5;
/// The caret rests after blinking so long without a key: without a graphics card each
/// time it comes and goes fills a whole window.
pub(crate) const BLINKS_FOR: f64 = 8.0;

/// Lets things move in `ctx`, or not.
pub(crate) fn set(ctx: &Context, moves: bool) {
    ctx.all_styles_mut(|style| style.animation_time = if moves { PAGE } else { 0.0 });
}

/// Whether things move.
pub(crate) fn moves(ui: &Ui) -> bool {
    ui.style().animation_time > 0.0
}

/// How far something is that began at `since`, by the window's clock, and takes
/// so long: from 0 to 1. Asks for the next frame while it goes on.
pub(crate) fn gone(ui: &Ui, since: f64, takes: f32) -> f32 {
    if !moves(ui) {
        return 1.0;
    }
    let gone = (ui.input(|input| input.time) - since) as f32 / takes;
    if gone >= 1.0 {
        return 1.0;
    }
    ui.ctx().request_repaint();
    gone.max(0.0)
}

/// How much is to be seen of what is so far: from nothing to all, at first fast.
pub(crate) fn seen(gone: f32) -> f32 {
    let left = 1.0 - gone.clamp(0.0, 1.0);
    1.0 - left * left
}

/// How much is to be seen of what appeared at `since` and takes so long to come.
pub(crate) fn appeared(ui: &Ui, since: f64, takes: f32) -> f32 {
    seen(gone(ui, since, takes))
}
