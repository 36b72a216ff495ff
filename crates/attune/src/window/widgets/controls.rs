//! What can be pressed or chosen.

use crate::window::theme::{colours, size};
use crate::window::words;
use egui::{
    Button, Color32, CornerRadius, FontId, Label, Margin, Response, RichText, Role, Sense, Stroke,
    TextWrapMode, Ui, WidgetInfo, pos2, vec2,
};

/// The one button that a page is for.
pub(crate) fn primary(ui: &mut Ui, text: &str) -> Response {
    primary_if(ui, true, text)
}

/// The same, asleep while something is missing.
pub(crate) fn primary_if(ui: &mut Ui, awake: bool, text: &str) -> Response {
    let colours = colours(ui);
    let (ink, fill, edge) = if awake {
        (colours.on_act, colours.act_fill, colours.act_edge)
    } else {
        (colours.ink_3, Color32::TRANSPARENT, colours.hair)
    };
    ui.add_enabled_ui(awake, |ui| {
        ring(ui, RichText::new(words::harmless(text)).color(ink), |button| {
            button.fill(fill).stroke(Stroke::new(1.0, edge)).min_size(vec2(0.0, size::BUTTON))
        })
    })
    .inner
}

/// A further button.
pub(crate) fn plain(ui: &mut Ui, text: &str) -> Response {
    let colours = colours(ui);
    ring(ui, RichText::new(words::harmless(text)).color(colours.ink), |button| {
        button
            .fill(Color32::TRANSPARENT)
            .stroke(Stroke::new(1.0, colours.rule))
            .min_size(vec2(0.0, size::BUTTON))
    })
}

/// A link: words that lead somewhere.
pub(crate) fn link(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(words::harmless(text)).color(colours(ui).act);
    frameless(ui, text)
}

fn frameless(ui: &mut Ui, text: RichText) -> Response {
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, vec2(0.0, 4.0));
    let response = ring(ui, text, |button| button.frame(false));
    ui.spacing_mut().button_padding = padding;
    response
}

/// Adds a button, with a ring round it while it has the keyboard. In a row it
/// goes to the next line where it doesn't fit; only what is wider than a whole
/// line is broken.
fn ring(ui: &mut Ui, text: RichText, shape: impl FnOnce(Button<'_>) -> Button<'_>) -> Response {
    let padding = 2.0 * ui.spacing().button_padding.x + 2.0;
    let natural = {
        let galley = egui::WidgetText::from(text.clone()).into_galley(
            ui,
            Some(TextWrapMode::Extend),
            f32::INFINITY,
            egui::TextStyle::Button,
        );
        galley.size().x + padding
    };
    let fits = natural <= ui.max_rect().width();
    if !fits {
        ui.end_row();
    }
    let mode = if fits { TextWrapMode::Extend } else { TextWrapMode::Wrap };
    let response = ui.add(shape(Button::new(text)).wrap_mode(mode));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    focus_ring(ui, &response);
    response
}

/// Draws the ring of whatever has the keyboard.
pub(crate) fn focus_ring(ui: &Ui, response: &Response) {
    super::writing::come_into_view(response);
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colours(ui).act);
        ui.painter().rect_stroke(
            response.rect.expand(3.0),
            CornerRadius::same(8),
            stroke,
            egui::StrokeKind::Outside,
        );
    }
}

/// One of several choices, with what it means under it.
pub(crate) fn choice(ui: &mut Ui, chosen: bool, name: &str, meaning: &str) -> Response {
    let colours = colours(ui);
    let width = ui.available_width();
    let indent = 28.0;
    let text_width = (width - indent).max(40.0);
    let name_job = ui.painter().layout(
        name.to_owned(),
        FontId::proportional(size::BODY),
        colours.ink,
        text_width,
    );
    let meaning_job = ui.painter().layout(
        meaning.to_owned(),
        FontId::proportional(size::SMALL),
        colours.ink_3,
        text_width,
    );
    let gap = if meaning.is_empty() { 0.0 } else { 3.0 + meaning_job.size().y };
    let height = name_job.size().y + gap + 4.0;
    let used = indent + name_job.size().x.max(meaning_job.size().x);
    let (rect, response) = ui.allocate_exact_size(vec2(used.min(width), height), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let said = if meaning.is_empty() { name.to_owned() } else { format!("{name}. {meaning}") };
        WidgetInfo::selected(Role::RadioButton, enabled, chosen, said)
    });
    let at = rect.min + vec2(0.0, 2.0);
    let centre = pos2(at.x + 9.0, at.y + name_job.size().y / 2.0);
    let fade = |colour: Color32| if enabled { colour } else { colour.gamma_multiply(0.6) };
    if chosen {
        ui.painter().circle_stroke(centre, 8.0, Stroke::new(1.8, fade(colours.act)));
        ui.painter().circle_filled(centre, 4.5, fade(colours.act));
    } else {
        ui.painter().circle_stroke(centre, 8.4, Stroke::new(1.2, fade(colours.rule)));
    }
    let below = at.y + name_job.size().y + 3.0;
    ui.painter().galley(pos2(at.x + indent, at.y), name_job, colours.ink);
    ui.painter().galley(pos2(at.x + indent, below), meaning_job, colours.ink_3);
    focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A box to tick.
pub(crate) fn tick(ui: &mut Ui, on: &mut bool, text: &str) -> Response {
    let response = ui.add(egui::Checkbox::new(on, words::harmless(text).into_owned()));
    focus_ring(ui, &response);
    response
}

/// A row of a list that opens something: a name, and a note under it.
pub(crate) fn row(ui: &mut Ui, name: &str, ink: Color32, under: impl FnOnce(&mut Ui)) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let text = RichText::new(words::harmless(name)).size(size::PROSE).color(ink);
        let response = frameless(ui, text);
        under(ui);
        response
    })
    .inner
}

/// A calm line across the page: what happened, what is safe, what to do.
/// Gives whether it was put away.
pub(crate) fn notice(ui: &mut Ui, text: &str, put_away: Option<&str>) -> bool {
    let colours = colours(ui);
    let mut understood = false;
    egui::Frame::new().fill(colours.hover).inner_margin(Margin::symmetric(20, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text = RichText::new(words::harmless(text)).color(colours.ink);
        ui.add(Label::new(text).wrap());
        if let Some(word) = put_away {
            understood = link(ui, word).clicked();
        }
    });
    understood
}
