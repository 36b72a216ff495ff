//! Words that have ended: a rule goes through them.

use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Between two of them.
const BETWEEN: f32 = 30.0;
/// How far the rule reaches beyond a word.
const BEYOND: f32 = 4.0;
/// How far above the line the words stand on it goes, of their size.
const RISE: f32 = 0.22;

/// Draws them beside each other, as far as there is room; `said` is for ears.
pub(crate) fn ended(ui: &mut Ui, words: &[String], said: &str) {
    let palette = colours(ui);
    let width = ui.available_width();
    let mut at = vec2(0.0, 0.0);
    let laid: Vec<_> = words
        .iter()
        .map(|word| {
            let word = run(word, Type::Ended, palette.ink_3);
            let galley = text::lay(ui, &word, width, Breaks::Full);
            if at.x > 0.0 && at.x + galley.size().x > width {
                at = vec2(0.0, at.y + Type::Ended.line());
            }
            let place = at;
            at.x += galley.size().x + BETWEEN;
            (place, galley)
        })
        .collect();
    let size = vec2(width, at.y + Type::Ended.line());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    for (place, galley) in laid {
        let min = rect.min + place;
        let y = min.y + text::baseline(&galley) - Type::Ended.size() * RISE;
        let (left, right) = (min.x - BEYOND, min.x + galley.size().x + BEYOND);
        ui.painter().galley(min, galley, palette.ink_3);
        let rule = Stroke::new(space::WRITTEN, palette.rule);
        shapes::hairline_at(ui.painter(), left, right, y, rule);
    }
}
