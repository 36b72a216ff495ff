//! The breathing circle: it grows for four seconds and shrinks for six, which is slower
//! than most breaths, and rests after twenty of them. Where nothing is to move it
//! stands still, and says in words when to breathe in and out.

use super::focus;
use crate::texts::tr;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, motion, space};
use egui::{CursorIcon, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::f32::consts::{PI, TAU};
use std::time::Duration;

/// The box it is drawn in, and what the circle's radius is in one of that size at the
/// end of a breath and at its height.
const BOX: f32 = 344.0;
const RADII: [f32; 2] = [93.0, 171.0];
/// How long one breathes in and out, in seconds.
const IN: f64 = 4.0;
const OUT: f64 = 6.0;
/// It rests after so many breaths.
const BREATHS: f64 = 20.0;
/// Between two frames, in seconds: a slow thing looks no smoother with more.
const FRAME: f64 = 1.0 / 30.0;
/// How far below the circle's middle its words stand.
const BASELINE: f32 = 9.0;
/// The dashes of the inner ring, and how much of it is seen.
const DASHES: [f32; 2] = [3.0, 5.0];
const FAINT: f32 = 0.55;

/// How a breath stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Breath {
    /// How far the circle has grown, from 0 to 1.
    grown: f32,
    /// Whether one breathes in.
    is_in: bool,
    /// Seconds until that turns.
    turns: f64,
}

/// How the circle stands so many seconds after it began; none while it rests.
fn breath(elapsed: f64) -> Option<Breath> {
    if elapsed >= BREATHS * (IN + OUT) {
        return None;
    }
    let at = elapsed.max(0.0).rem_euclid(IN + OUT);
    let eased = |part: f64| (1.0 - (part as f32 * PI).cos()) / 2.0;
    Some(if at < IN {
        Breath { grown: eased(at / IN), is_in: true, turns: IN - at }
    } else {
        Breath { grown: 1.0 - eased((at - IN) / OUT), is_in: false, turns: IN + OUT - at }
    })
}

/// Draws it in a square of `size`, breathing since then; begun anew by pressing it, or
/// by Space. `said` is what it is called for ears.
pub(crate) fn breathing(ui: &mut Ui, size: f32, since: &mut Option<f64>, said: &str) -> Response {
    let now = ui.input(|input| input.time);
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::click());
    if response.clicked() {
        *since = Some(now);
    }
    let began = *since.get_or_insert(now);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, said));
    let state = breath(now - began);
    let scale = size / BOX;
    let radius = |of: f32| of * scale;
    let [least, most] = RADII;
    let moves = motion::moves(ui);
    let grown = match state {
        Some(_) if !moves => 0.5,
        Some(breath) => breath.grown,
        None => 0.0,
    };
    let palette = colours(ui);
    let (painter, centre) = (ui.painter(), rect.center());
    shapes::ring(painter, centre, radius(most), Stroke::new(space::RING, palette.hair));
    let disc = radius(least + (most - least) * grown);
    painter.circle_filled(centre, disc, palette.hover);
    shapes::ring(painter, centre, disc, Stroke::new(space::RING, palette.rule));
    let points: Vec<_> = (0..=96_u16)
        .map(|step| {
            let at = f32::from(step) / 96.0 * TAU;
            centre + radius(least) * vec2(at.cos(), at.sin())
        })
        .collect();
    let faint = Stroke::new(space::RING, palette.rule.gamma_multiply(FAINT));
    painter.extend(Shape::dashed_line(&points, faint, DASHES[0], DASHES[1]));
    if let Some(breath) = state {
        let words = if breath.is_in { tr!("window-pause-in") } else { tr!("window-pause-out") };
        let galley =
            text::lay(ui, &run(&words, Type::Breath, palette.ink), f32::INFINITY, Breaks::Full);
        let top = centre.y + BASELINE - text::baseline(&galley);
        let at = pos2(centre.x - galley.size().x / 2.0, top);
        ui.painter().galley(at, galley, palette.ink);
        let next = if moves { FRAME } else { breath.turns };
        ui.ctx().request_repaint_after(Duration::from_secs_f64(next));
    }
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breath_grows_for_four_seconds_and_shrinks_for_six() {
        let at = |seconds: f64| breath(seconds).unwrap();
        assert_eq!((at(0.0).grown, at(0.0).is_in), (0.0, true));
        assert!((at(2.0).grown - 0.5).abs() < 1e-4 && at(3.9).is_in);
        assert!(at(4.0).grown > 0.999 && !at(4.0).is_in);
        assert!((at(7.0).grown - 0.5).abs() < 1e-4);
        assert!(at(9.99).grown < 0.001 && at(10.0).is_in);
        let steps: Vec<f32> = (0..100).map(|n| at(f64::from(n) / 10.0).grown).collect();
        assert!(steps.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.05), "it jumps");
        assert!((at(1.0).turns - 3.0).abs() < 1e-9 && (at(5.0).turns - 5.0).abs() < 1e-9);
    }

    #[test]
    fn it_rests_after_twenty() {
        assert!(breath(199.9).is_some());
        assert_eq!(breath(200.0), None);
        // A clock that was begun before it looks.
        assert_eq!(breath(-3.0), breath(0.0));
    }
}
