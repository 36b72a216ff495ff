//! Who may read: what there is to choose, and the bar for it. A label in the margin, the choices on the
//! axis, and at the right the button that ends the writing.

use crate::texts::tr;
use crate::window::layout::Columns;
use crate::window::model::Shown;
use crate::window::text::baseline_of;
use crate::window::theme::{Type, space};
use crate::window::widgets::{self, WhoOption};
use attune_core::command::Who;
use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// The two that everything of one's own has: only me, or my partner may read, which
/// without one is a wish.
pub(super) fn options(shown: &Shown) -> [WhoOption; 2] {
    let name = shown.partner_name();
    let reads = match shown.partner {
        Some(_) => tr!("window-means-reads", name = name.clone()),
        None => tr!("window-means-later"),
    };
    [
        WhoOption {
            who: Who::OnlyMe,
            name: tr!("window-who-only-me"),
            meaning: tr!("window-means-only-me", name = name.clone()),
        },
        WhoOption {
            who: Who::PartnerReads,
            name: tr!("window-who-reads", name = name),
            meaning: reads,
        },
    ]
}

/// Where the bar's parts stand.
pub(super) struct Bar<'a> {
    /// What is chosen.
    pub(super) label: &'a str,
    /// Where the choices start, from the left edge.
    pub(super) axis: f32,
    /// What is left free at the right edge.
    pub(super) right: f32,
}

/// Above the choices.
const ABOVE: f32 = 25.0;
/// The least width beside the choices for the button.
const BUTTON_ROOM: f32 = 180.0;

/// Draws it: `choices`, and beside them `done`, or under them where they are short
/// of room.
pub(super) fn bar<V>(
    ui: &mut Ui,
    view: &mut V,
    bar: &Bar<'_>,
    choices: impl FnOnce(&mut Ui, &mut V),
    done: impl FnOnce(&mut Ui, &mut V),
) {
    let Bar { label, axis, right } = *bar;
    let columns = Columns::of(ui);
    let whole = ui.max_rect();
    let narrow = columns.is_narrow();
    let top = ui.cursor().top() + if narrow { space::PARAGRAPH } else { ABOVE };
    let room = whole.width() - axis - right;
    let beside = !narrow && room - BUTTON_ROOM >= 3.0 * BUTTON_ROOM;
    let words = if beside { room - BUTTON_ROOM } else { room };
    let column = |ui: &mut Ui, left: f32, top: f32, width: f32, align: Align| {
        let rect = Rect::from_min_size(
            pos2(whole.left() + left, top),
            vec2(width.max(0.0), f32::INFINITY),
        );
        ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(align)))
    };
    let mut end = top;
    if narrow {
        let mut over = column(ui, axis, top, room, Align::Min);
        widgets::label(&mut over, label);
        end = over.min_rect().bottom() + space::STEP * 2.0;
    } else {
        let down = baseline_of(ui, Type::Body) - baseline_of(ui, Type::Label);
        let mut note = column(ui, 0.0, top + down, axis - columns.gutter, Align::Max);
        widgets::label(&mut note, label);
    }
    let mut chosen = column(ui, axis, if narrow { end } else { top }, words, Align::Min);
    choices(&mut chosen, view);
    end = end.max(chosen.min_rect().bottom());
    let mut go = if beside {
        column(ui, whole.width() - right - BUTTON_ROOM, top, BUTTON_ROOM, Align::Max)
    } else {
        column(ui, axis, end + space::PARAGRAPH, words, Align::Min)
    };
    done(&mut go, view);
    end = end.max(go.min_rect().bottom());
    let used = Rect::from_min_max(whole.min, pos2(whole.right(), end + space::PARAGRAPH));
    ui.allocate_rect(used, Sense::hover());
}
