//! The few parts that every screen is made of: a page with its title, passages
//! with a note in the margin, lines to write on, three kinds of button, and
//! the mark that says where a thing is.

use super::model::{Place, Whose};
use super::theme::{Colours, colours, size};
use super::words;
use egui::{
    Align, Button, Color32, CornerRadius, FontId, Id, Label, Layout, Margin, Pos2, Rect, Response,
    RichText, Role, Sense, Shape, Stroke, TextEdit, TextWrapMode, Ui, WidgetInfo, pos2, vec2,
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

/// What a line to write on is.
pub(crate) struct Line<'a> {
    /// Its name among the widgets of its screen.
    pub(crate) id: &'a str,
    /// What it is for, for eyes and for ears.
    pub(crate) prompt: &'a str,
    /// The letters' size.
    pub(crate) size: f32,
    /// Whether what is typed shows.
    pub(crate) look: Look,
}

/// Whether what is typed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As letters, in one line.
    Line,
    /// As letters, over several lines.
    Lines,
    /// The same, under its prompt, which stays in view.
    Answer,
    /// As dots.
    Dots,
}

/// A line to write on: a prompt on a rule, no box.
pub(crate) fn line(ui: &mut Ui, line: &Line<'_>, text: &mut dyn egui::TextBuffer) -> Response {
    let colours = colours(ui);
    let id = Id::unique(("line", line.id));
    let hint = if line.look == Look::Answer {
        // Painted: for ears the line itself has this name.
        let ink = colours.ink_2;
        let font = FontId::proportional(size::BODY);
        let galley = ui.painter().layout(line.prompt.to_owned(), font, ink, ui.available_width());
        let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::empty());
        ui.painter().galley(rect.min, galley, ink);
        ""
    } else {
        line.prompt
    };
    let edit = match line.look {
        Look::Lines => TextEdit::multiline(text).desired_rows(2),
        Look::Answer => TextEdit::multiline(text).desired_rows(1),
        Look::Line | Look::Dots => TextEdit::singleline(text),
    };
    let hint = RichText::new(hint).size(line.size).color(colours.ink_3).italics();
    let output = edit
        .id(id)
        .password(line.look == Look::Dots)
        .hint_text(hint)
        .font(FontId::proportional(line.size))
        .text_color(colours.ink)
        .frame(egui::Frame::NONE)
        .margin(Margin { left: 0, right: 0, top: 4, bottom: 6 })
        .desired_width(ui.available_width())
        .show(ui);
    let response = output.response.response;
    name_for_ears(ui, &response, line.prompt);
    let focused = response.has_focus();
    let stroke =
        if focused { Stroke::new(2.0, colours.act) } else { Stroke::new(1.0, colours.rule) };
    let rect = response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, stroke);
    response
}

/// Prose to write: the page itself, without a box.
pub(crate) fn prose(
    ui: &mut Ui,
    id: &str,
    prompt: &str,
    rows: usize,
    text: &mut dyn egui::TextBuffer,
) -> Response {
    let colours = colours(ui);
    let hint = RichText::new(prompt).size(size::PROSE).color(colours.ink_3).italics();
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
        let mut job = egui::text::LayoutJob::default();
        let format = egui::TextFormat {
            font_id: FontId::proportional(size::PROSE),
            color: colours.ink,
            line_height: Some(27.0),
            ..Default::default()
        };
        job.append(buffer.as_str(), 0.0, format);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let output = TextEdit::multiline(text)
        .id(Id::unique(("line", id)))
        .hint_text(hint)
        .font(FontId::proportional(size::PROSE))
        .frame(egui::Frame::NONE)
        .margin(Margin::same(0))
        .desired_width(ui.available_width())
        .desired_rows(rows)
        .layouter(&mut layouter)
        .show(ui);
    let response = output.response.response;
    name_for_ears(ui, &response, prompt);
    response
}

fn name_for_ears(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// The mark of where a thing is, and its words. The mark never stands alone.
pub(crate) fn place(ui: &mut Ui, place: Place, after: &str) {
    let said = words::place(place);
    let said = if after.is_empty() { said } else { format!("{said}, {after}") };
    marked(ui, place, &said);
}

/// The mark with words of one's own.
pub(crate) fn marked(ui: &mut Ui, place: Place, text: &str) {
    let colours = colours(ui);
    let indent = 25.0;
    let width = (ui.available_width() - indent).max(40.0);
    let galley = ui.painter().layout(
        words::harmless(text).into_owned(),
        FontId::proportional(size::SMALL),
        colours.ink_3,
        width,
    );
    let (rect, response) =
        ui.allocate_exact_size(vec2(indent + galley.size().x, galley.size().y), Sense::hover());
    let said = text.to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let row = galley.rows.first().map_or(rect.height(), |row| row.size.y);
    mark(ui, pos2(rect.left(), rect.top() + row / 2.0), 5.5, place);
    ui.painter().galley(pos2(rect.left() + indent, rect.top()), galley, colours.ink_3);
}

/// Two circles, mine at the left: where a thing is.
pub(crate) fn mark(ui: &Ui, left_middle: Pos2, radius: f32, place: Place) {
    let colours = colours(ui);
    let painter = ui.painter();
    let ring = |centre, colour| {
        let stroke = Stroke::new(1.2, colour);
        painter.circle_stroke(centre, radius - 0.6, stroke);
    };
    let apart = radius * 14.0 / 11.0;
    let (mine, theirs) = (left_middle + vec2(radius, 0.0), left_middle + vec2(radius + apart, 0.0));
    match place {
        Place::OnlyMe => {
            let centre = left_middle + vec2(radius + apart / 2.0, 0.0);
            painter.circle_filled(centre, radius * 0.9, colours.mine);
        }
        Place::Here => {
            let small = radius * 0.74;
            painter.circle_filled(left_middle + vec2(small, 0.0), small, colours.mine);
            let centre = left_middle + vec2(small * 3.0 + 2.0, 0.0);
            painter.circle_stroke(centre, small - 0.6, Stroke::new(1.2, colours.rule));
        }
        Place::Sealed => {
            ring(theirs, colours.rule);
            ring(mine, colours.mine);
        }
        Place::Both => {
            painter.circle_filled(mine, radius, colours.mine);
            painter.circle_filled(theirs, radius, colours.theirs);
            painter.add(lens(mine, theirs, radius, colours.ink));
        }
    }
}

/// Where two circles overlap.
fn lens(left: Pos2, right: Pos2, radius: f32, colour: Color32) -> Shape {
    let half = (right.x - left.x) / 2.0;
    let angle = (half / radius).clamp(-1.0, 1.0).acos();
    let arc = |centre: Pos2, turn: f32| {
        (0..=16_u8).map(move |step| {
            let at = turn - angle + 2.0 * angle * f32::from(step) / 16.0;
            centre + vec2(radius * at.cos(), radius * at.sin())
        })
    };
    let points = arc(left, 0.0).chain(arc(right, std::f32::consts::PI)).collect();
    Shape::convex_polygon(points, colour, Stroke::NONE)
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

/// A QR code, drawn as squares on a light ground whatever the half of the day:
/// cameras want it so.
pub(crate) fn qr(ui: &mut Ui, text: &str, said: &str) {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M) else {
        return;
    };
    let modules = code.width();
    let quiet = 4_usize;
    let most = ui.available_width().min(220.0);
    let cell = (most / (modules + 2 * quiet) as f32).floor().max(2.0);
    let side = cell * (modules + 2 * quiet) as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, said));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = ((at % modules + quiet) as f32, (at / modules + quiet) as f32);
            let min = rect.min + vec2(x * cell, y * cell);
            let square = Rect::from_min_size(min, vec2(cell, cell));
            ui.painter().rect_filled(square, CornerRadius::ZERO, Color32::BLACK);
        }
    }
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
