//! A dialog: one question over the page, for what can't be undone and for
//! nothing else. The safe answer comes first, has the keyboard, and is what
//! Escape gives.

use super::press::{actions, plain};
use super::texts::{block, soft};
use crate::window::shapes;
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use egui::{Align, CornerRadius, Id, Key, Layout, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The first answer.
    Safe,
    /// The other one.
    Other,
}

/// Above the sentences, and above the answers.
const ABOVE: [f32; 2] = [8.0, 10.0];

/// Draws a dialog over the whole of `ui`. Nothing under it can be pressed.
pub(crate) fn dialog(
    ui: &mut Ui,
    title: &str,
    sentences: &[String],
    safe: &str,
    other: &str,
) -> Option<Answer> {
    let palette = colours(ui);
    let whole = ui.ctx().content_rect();
    let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("dialog"));
    let mut over = ui.new_child(UiBuilder::new().max_rect(whole).layer_id(layer));
    over.set_clip_rect(whole);
    // Takes what is pressed beside the dialog.
    over.interact(whole, Id::unique("behind the dialog"), egui::Sense::click_and_drag());
    over.painter().rect_filled(whole, CornerRadius::ZERO, palette.scrim);

    let [beside, above] = space::DIALOG_PADDING;
    let width = space::DIALOG.min(whole.width() - space::PAGE_SIDE_NARROW);
    let key = Id::unique("height of the dialog");
    let known: Option<f32> = over.data(|data| data.get_temp(key));
    let height = known.unwrap_or(width / 2.0);
    let top = ((whole.height() - height) / 2.0).max(space::STEP * 3.0);
    let min = pos2(whole.center().x - width / 2.0, whole.top() + top);
    let rect = Rect::from_min_size(min, vec2(width, height));
    if known.is_some() {
        shapes::sheet(over.painter(), rect, &palette);
    }
    let inner = Rect::from_min_size(
        rect.min + vec2(beside, above),
        vec2(width - 2.0 * beside, f32::INFINITY),
    );
    let mut words =
        over.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)));
    words.set_width(inner.width());
    block(&mut words, title, Type::DialogTitle, palette.ink, Breaks::Balanced);
    for sentence in sentences {
        words.add_space(ABOVE[0]);
        soft(&mut words, sentence);
    }
    words.add_space(ABOVE[1]);
    let mut answer = None;
    actions(&mut words, space::BUTTON, |ui| {
        ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
        let first = plain(ui, safe);
        if ui.memory(|memory| memory.focused().is_none()) {
            first.request_focus();
        }
        if first.clicked() {
            answer = Some(Answer::Safe);
        }
        if plain(ui, other).clicked() {
            answer = Some(Answer::Other);
        }
    });
    if over.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        answer = Some(Answer::Safe);
    }
    let wanted = words.min_rect().height() + 2.0 * above;
    if known != Some(wanted) {
        over.data_mut(|data| data.insert_temp(key, wanted));
        over.ctx().request_discard("the dialog has its height");
    }
    answer
}
