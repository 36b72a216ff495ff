//! "Why this helps": a ring with a question mark at the end of a line, and the
//! note it opens. The note says what was found, by whom and when, and no more.

use super::focus;
use super::texts::{block, label, small};
use crate::texts::tr;
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use egui::{CursorIcon, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// What a note of this kind says.
pub(crate) struct Why {
    /// What was found, a paragraph each.
    pub(crate) found: Vec<String>,
    /// Who found it, and when: a line each.
    pub(crate) by: Vec<String>,
}

/// Between a line's words and the ring at its end.
pub(super) const BEFORE: f32 = 16.0;
/// Between the paragraphs, and above who found it.
const BETWEEN: f32 = 8.0;
/// Between the ring and its words, where it has some.
const BEFORE_WORDS: f32 = 10.0;
/// Above and below a note that opens in place.
const AROUND: [f32; 2] = [20.0, 4.0];

/// The ring. It ends at `at`, and its sign stands there on the line's baseline.
pub(super) fn ring(ui: &mut Ui, at: Pos2, open: bool) -> Response {
    let size = vec2(space::WHY, space::WHY);
    let top = at.y - text::baseline_of(ui, Type::Label);
    let rect = Rect::from_min_size(egui::pos2(at.x - size.x, top), size);
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    let response = ui.interact(rect, id, Sense::click());
    draw(ui, rect, open);
    told(ui, &response, open);
    focus::ring(ui, &response, RADIUS);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The ring before its words: where a page has no head to end with it.
pub(crate) fn why_in_words(ui: &mut Ui, open: bool) -> Response {
    let ink = if open { colours(ui).act } else { colours(ui).ink_2 };
    let words = tr!("window-why");
    let galley = text::lay(ui, &run(&words, Type::Label, ink), f32::INFINITY, Breaks::Full);
    let size = vec2(space::WHY + BEFORE_WORDS + galley.size().x, space::WHY);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    draw(ui, Rect::from_min_size(rect.min, vec2(space::WHY, space::WHY)), open);
    let at = rect.min + vec2(space::WHY + BEFORE_WORDS, 0.0);
    ui.painter().galley(at, galley, ink);
    told(ui, &response, open);
    focus::ring(ui, &response, RADIUS);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The corners of what the keyboard's ring goes round.
const RADIUS: u8 = (space::WHY / 2.0) as u8;

fn draw(ui: &Ui, rect: Rect, open: bool) {
    let palette = colours(ui);
    let ink = if open { palette.act } else { palette.ink_2 };
    shapes::ring_why(ui.painter(), rect.center(), open, &palette);
    let galley = text::lay(ui, &run("?", Type::Label, ink), f32::INFINITY, Breaks::Full);
    let left = rect.center().x - galley.size().x / 2.0;
    ui.painter().galley(egui::pos2(left, rect.top()), galley, ink);
}

fn told(ui: &Ui, response: &Response, open: bool) {
    let said = tr!("window-why");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
}

/// Whether the note is to be opened, or put away: the ring was pressed, or
/// Escape was, which gives the ring the keyboard. A sheet over the page has the
/// first use of Escape.
pub(crate) fn why_toggled(ui: &Ui, ring: &Response, open: bool) -> bool {
    let is_under = !ui.memory(|memory| memory.allows_interaction(ring.layer_id));
    let away =
        open && !is_under && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if away {
        ring.request_focus();
    }
    away || ring.clicked()
}

/// The note, beside the page. `at` counts the notes above it.
pub(crate) fn why_note(ui: &mut Ui, at: usize, why: &Why) {
    super::note_of(ui, at, &tr!("window-why"), |ui| paragraphs(ui, why));
}

/// The note in place: under the line that it is about, where there is no room
/// beside the page.
pub(crate) fn why_in_place(ui: &mut Ui, why: &Why) {
    ui.add_space(AROUND[0]);
    label(ui, &tr!("window-why"));
    ui.add_space(BETWEEN);
    paragraphs(ui, why);
    ui.add_space(AROUND[1]);
}

/// The note's words, under those of the ring.
pub(crate) fn why_words(ui: &mut Ui, why: &Why) {
    ui.add_space(BETWEEN);
    paragraphs(ui, why);
}

fn paragraphs(ui: &mut Ui, why: &Why) {
    let ink = colours(ui).ink;
    for found in &why.found {
        block(ui, found, Type::Aside, ink, Breaks::NoWidow);
        ui.add_space(BETWEEN);
    }
    for by in &why.by {
        small(ui, by);
    }
}
