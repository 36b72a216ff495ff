//! A page of two columns that belong together, under a bar: beside each other in the
//! middle where both have room, else one under the other.

use super::columns::Columns;
use super::page::column;
use crate::window::theme::space;
use egui::{Rect, ScrollArea, Sense, Ui, pos2};

/// Draws it, scrolling as a whole: the first column is that of the breathing circle.
pub(crate) fn twin<V>(
    ui: &mut Ui,
    view: &mut V,
    id: &str,
    first: impl FnOnce(&mut Ui, &mut V),
    second: impl FnOnce(&mut Ui, &mut V),
) {
    let columns = Columns::of(ui);
    let [one, between, most] = space::PAUSE;
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        let available = ui.available_width();
        let inner = (available - 2.0 * columns.side).max(0.0);
        let origin = ui.max_rect().left_top();
        let top = origin.y
            + if columns.is_narrow() {
                space::STEP * 4.0
            } else {
                space::SOLO_TOP - space::BAR_TOP - space::BAR
            };
        let beside = inner - one - between;
        let end = if beside >= space::WORDS_LEAST {
            let words = beside.min(most);
            let left = origin.x + (available - one - between - words) / 2.0;
            let mut circle = column(ui, pos2(left, top), one);
            first(&mut circle, view);
            let mut words = column(ui, pos2(left + one + between, top), words);
            second(&mut words, view);
            circle.min_rect().bottom().max(words.min_rect().bottom())
        } else {
            let width = inner.min(most);
            let left = origin.x + (available - width) / 2.0;
            let mut circle = column(ui, pos2(left, top), width);
            first(&mut circle, view);
            let below = circle.min_rect().bottom() + space::PARAGRAPH * 2.0;
            let mut words = column(ui, pos2(left, below), width);
            second(&mut words, view);
            words.min_rect().bottom()
        };
        let used = Rect::from_min_max(origin, pos2(origin.x + available, end + space::PAGE_END));
        ui.allocate_rect(used, Sense::hover());
    });
}
