//! Pages, passages, and words on them.

use crate::window::model::Whose;
use crate::window::theme::{Colours, colours, size};
use crate::window::words;
use egui::{
    Align, Color32, FontId, Label, Layout, Margin, Response, RichText, Sense, Stroke, Ui, vec2,
};

/// What stays free at both sides of a page.
pub(crate) fn side_margin(ui: &Ui) -> i8 {
    if ui.available_width() < size::WIDE - size::NAVIGATION { 18 } else { 36 }
}

/// The widest a page is: notes, gutter, words.
const MOST: f32 = size::MARGIN + size::GUTTER + size::WORDS;

/// A page of the first run or the lock: alone, in the middle.
pub(crate) fn lone_page(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    let spare = (ui.available_width() - MOST) / 2.0 - size::MARGIN / 2.0;
    if spare < 40.0 {
        return page(ui, id, add);
    }
    ui.horizontal_top(|ui| {
        ui.add_space(spare);
        ui.vertical(|ui| {
            ui.add_space(36.0);
            page(ui, id, add);
        });
    });
}

/// A page: scrolls as a whole, with its title above.
pub(crate) fn page(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    egui::ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        let side = side_margin(ui);
        egui::Frame::new()
            .inner_margin(Margin { left: side, right: side, top: 28, bottom: 36 })
            .show(ui, |ui| {
                ui.set_width(ui.available_width().min(MOST));
                add(ui);
            });
    });
}

/// A page's title, with a note in the margin.
pub(crate) fn title(ui: &mut Ui, note: &str, text: &str) {
    let wide = has_margin(ui);
    let size = if wide { size::TITLE } else { size::TITLE_NARROW };
    beside(
        ui,
        |ui| {
            if wide {
                ui.add_space(size::TITLE - size::SMALL - 2.0);
            }
            if !note.is_empty() {
                small(ui, note);
            }
        },
        |ui| {
            heading(ui, text, size);
        },
    );
    ui.add_space(8.0);
}

/// A heading of any size.
pub(crate) fn heading(ui: &mut Ui, text: &str, size: f32) {
    let ink = colours(ui).ink;
    let text = RichText::new(words::harmless(text)).size(size).color(ink);
    let response = ui.add(Label::new(text).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
}

/// Whether there is room for notes in the margin.
pub(crate) fn has_margin(ui: &Ui) -> bool {
    ui.available_width() >= size::WITH_MARGIN
}

/// A note in the margin and the words beside it; above them where it is narrow.
pub(crate) fn beside(ui: &mut Ui, note: impl FnOnce(&mut Ui), add: impl FnOnce(&mut Ui)) {
    if !has_margin(ui) {
        note(ui);
        add(ui);
        return;
    }
    let width = ui.available_width() - size::MARGIN - size::GUTTER;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        column(ui, size::MARGIN, Layout::top_down(Align::Max), |ui| {
            ui.add_space(2.0);
            note(ui);
        });
        ui.add_space(size::GUTTER);
        column(ui, width, Layout::top_down(Align::Min), add);
    });
}

/// A column of its own width.
pub(crate) fn column(ui: &mut Ui, width: f32, layout: Layout, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        ui.set_width(width);
        add(ui);
    });
}

/// A passage between hairlines.
pub(crate) fn passage(ui: &mut Ui, note: impl FnOnce(&mut Ui), add: impl FnOnce(&mut Ui)) {
    hairline(ui);
    ui.add_space(size::PASSAGE);
    beside(ui, note, add);
    ui.add_space(size::PASSAGE);
}

/// A hairline over the whole width.
pub(crate) fn hairline(ui: &mut Ui) {
    let colour = colours(ui).hair;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::empty());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, colour));
}

/// A person's name, in their ink.
pub(crate) fn person(ui: &mut Ui, name: &str, whose: Whose) {
    let text = RichText::new(words::name(name, whose)).color(ink_of(colours(ui), whose)).strong();
    ui.add(Label::new(text.color(ink_of(colours(ui), whose))).wrap());
}

/// The ink of one of the two.
pub(crate) fn ink_of(colours: &Colours, whose: Whose) -> Color32 {
    match whose {
        Whose::Mine => colours.mine,
        Whose::Theirs => colours.theirs,
    }
}

/// A small note.
pub(crate) fn small(ui: &mut Ui, text: &str) {
    let text = RichText::new(words::harmless(text)).size(size::SMALL).color(colours(ui).ink_3);
    ui.add(Label::new(text).wrap());
}

/// A sentence of the program's own.
pub(crate) fn says(ui: &mut Ui, text: &str) {
    let text = RichText::new(words::harmless(text)).color(colours(ui).ink_2);
    ui.add(Label::new(text).wrap());
}

/// A short label over a part.
pub(crate) fn label(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text).size(size::SMALL).color(colours(ui).ink_2).strong();
    ui.add(Label::new(text.color(colours(ui).ink_2)).wrap())
}

/// Something a person wrote, to be read and selected.
pub(crate) fn said(ui: &mut Ui, text: &str, size: f32, ink: Color32) -> Response {
    let font = FontId::proportional(size);
    let mut job = egui::text::LayoutJob::default();
    let format = egui::TextFormat {
        font_id: font,
        color: ink,
        line_height: Some((size * 1.55).round()),
        ..Default::default()
    };
    job.append(&words::harmless(text), 0.0, format);
    job.wrap.max_width = ui.available_width();
    ui.add(Label::new(job).wrap().selectable(true))
}
