//! The card of a soul talk: a question on a sheet that lies over two others. It
//! turns over in its place, and its words come after that.

use super::texts::told;
use crate::window::layout::Columns;
use crate::window::shapes::{self, UNDER_CARD};
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, motion, space};
use egui::{Galley, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Left and right of the words, above and below them, and under the label.
const PADDING: [f32; 4] = [40.0, 33.0, 40.0, 22.0];
/// The same in a narrow window.
const PADDING_NARROW: [f32; 4] = [28.0, 25.0, 32.0, 14.0];
/// How high a card is at least, where it is not narrow.
const LEAST: f32 = 248.0;
/// The most lines of a question in the larger of its two styles.
const LINES: usize = 4;

/// How far below a card's top its label stands.
pub(crate) fn card_first(ui: &Ui) -> f32 {
    padding(ui)[1] + text::baseline_of(ui, Type::Label)
}

fn padding(ui: &Ui) -> [f32; 4] {
    if Columns::of(ui).is_narrow() { PADDING_NARROW } else { PADDING }
}

/// Draws a card that was turned over at `turned`, by the window's clock. Ears hear
/// its question when it changes.
pub(crate) fn card(ui: &mut Ui, label: &str, question: &str, turned: Option<f64>) {
    let palette = colours(ui);
    let [side, above, below, under_label] = padding(ui);
    let width = ui.available_width();
    let room = (width - 2.0 * side).max(space::BUTTON);
    let words = words(ui, question, room);
    let name = text::lay(ui, &run(label, Type::Label, palette.ink_2), room, Breaks::NoWidow);
    let least = if Columns::of(ui).is_narrow() { 0.0 } else { LEAST };
    let high = above + name.size().y + under_label + words.size().y + below;
    let high = high.max(least);
    let size = vec2(width, high + 2.0 * UNDER_CARD);
    let (whole, _) = ui.allocate_exact_size(size, Sense::empty());
    let rect = Rect::from_min_size(whole.min, vec2(width, high));
    let at = rect.min + vec2(side, above);
    let stands = pos2(at.x, at.y + name.size().y + under_label);
    let (labelled, asked) =
        (Rect::from_min_size(at, name.size()), Rect::from_min_size(stands, words.size()));
    let response = ui.interact(labelled, Id::unique("a card's label"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    told(ui, asked, "a card's question", question);

    let gone = turned.map_or(1.0, |since| motion::gone(ui, since, motion::TURNING));
    let seen = turned.map_or(1.0, |since| {
        motion::appeared(ui, since + f64::from(motion::TURNING), motion::ARRIVING)
    });
    // Width to nothing and back.
    let wide = width * (2.0 * gone - 1.0).abs();
    let turning = Rect::from_center_size(rect.center(), vec2(wide.max(space::HAIR), high));
    shapes::card(ui.painter(), turning, &palette);
    let before = ui.opacity();
    ui.multiply_opacity(if gone < 1.0 { 0.0 } else { seen });
    ui.painter().galley(at, name, palette.ink_2);
    ui.painter().galley(stands, words, palette.ink);
    ui.set_opacity(before);
}

/// A question in at most four lines, or else smaller.
fn words(ui: &Ui, question: &str, room: f32) -> Arc<Galley> {
    let lay = |style: Type| {
        let run = run(question, style, colours(ui).ink);
        text::lay(ui, &run, room, Breaks::Balanced)
    };
    if Columns::of(ui).is_narrow() {
        return lay(Type::Title.narrow());
    }
    let large = lay(Type::Title);
    if large.rows.len() <= LINES { large } else { lay(Type::Title.narrow()) }
}
