//! What can be pressed: at most one primary button a page, plain ones, links.

use super::focus;
use crate::window::shapes;
use crate::window::text::{self, Breaks, Run, run};
use crate::window::theme::{Colours, Type, colours, space};
use egui::{
    Align, Color32, CornerRadius, CursorIcon, Galley, Layout, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// How a button looks.
struct Face {
    ink: Color32,
    fill: Color32,
    edge: Color32,
}

impl Face {
    fn primary(colours: &Colours) -> Self {
        Self { ink: colours.on_act, fill: colours.act_fill, edge: colours.act_edge }
    }

    fn plain(colours: &Colours) -> Self {
        Self { ink: colours.ink, fill: Color32::TRANSPARENT, edge: colours.rule }
    }

    fn waiting(colours: &Colours) -> Self {
        Self { ink: colours.ink_3, fill: Color32::TRANSPARENT, edge: colours.hair }
    }
}

/// How large a button is.
#[derive(Clone, Copy)]
struct Size {
    /// Its height, where its words are on one line.
    height: f32,
    /// Whether it takes the whole width, its words in the middle.
    whole: bool,
}

const USUAL: Size = Size { height: space::BUTTON, whole: false };

/// The one button that a page is for, with the key that presses it.
pub(crate) fn primary(ui: &mut Ui, words: &str, key: &str) -> bool {
    let face = Face::primary(&colours(ui));
    button(ui, words, key, &face, true, USUAL).clicked()
}

/// The same, which a sheet begins with; what has to be chosen first lets it wait.
pub(crate) fn primary_first(ui: &mut Ui, ready: bool, words: &str, key: &str) -> bool {
    let palette = colours(ui);
    let face = if ready { Face::primary(&palette) } else { Face::waiting(&palette) };
    let response = button(ui, words, if ready { key } else { "" }, &face, ready, USUAL);
    focus::begins(ui, &response);
    response.clicked() && ready
}

/// The same; while something is missing it waits: the keyboard still finds it,
/// and it does nothing.
pub(crate) fn primary_if(ui: &mut Ui, ready: bool, words: &str, key: &str) -> bool {
    if ready {
        return primary(ui, words, key);
    }
    let face = Face::waiting(&colours(ui));
    button(ui, words, "", &face, false, USUAL);
    false
}

/// A further button.
pub(crate) fn plain(ui: &mut Ui, words: &str) -> Response {
    plain_key(ui, words, "")
}

/// The same, with the key that presses it.
pub(crate) fn plain_key(ui: &mut Ui, words: &str, key: &str) -> Response {
    let face = Face::plain(&colours(ui));
    button(ui, words, key, &face, true, USUAL)
}

/// The same as high as the bar of a narrow window.
pub(crate) fn plain_low(ui: &mut Ui, words: &str) -> Response {
    let face = Face::plain(&colours(ui));
    button(ui, words, "", &face, true, Size { height: space::NARROW_BAR[1], ..USUAL })
}

/// The same over the whole width.
pub(crate) fn plain_whole(ui: &mut Ui, words: &str) -> Response {
    let face = Face::plain(&colours(ui));
    button(ui, words, "", &face, true, Size { whole: true, ..USUAL })
}

/// The same; while something is missing it waits. Gives whether it was pressed.
pub(crate) fn plain_if(ui: &mut Ui, ready: bool, words: &str) -> bool {
    plain_key_if(ui, ready, words, "")
}

/// The same, with the key that presses it.
pub(crate) fn plain_key_if(ui: &mut Ui, ready: bool, words: &str, key: &str) -> bool {
    if ready {
        return plain_key(ui, words, key).clicked();
    }
    plain_or_waits(ui, false, words);
    false
}

/// A button that waits where it is not ready: the same thing to whoever has the
/// keyboard on it.
pub(crate) fn plain_or_waits(ui: &mut Ui, ready: bool, words: &str) -> Response {
    let palette = colours(ui);
    let face = if ready { Face::plain(&palette) } else { Face::waiting(&palette) };
    button(ui, words, "", &face, ready, USUAL)
}

/// Between a button's words and its key.
const BEFORE_KEY: f32 = 14.0;

fn button(ui: &mut Ui, words: &str, key: &str, face: &Face, awake: bool, size: Size) -> Response {
    let key_galley = (!key.is_empty()).then(|| {
        let ink = if face.fill == Color32::TRANSPARENT { colours(ui).ink_3 } else { face.ink };
        text::lay(ui, &run(key, Type::Small, ink), f32::INFINITY, Breaks::Full)
    });
    let beside = key_galley.as_ref().map_or(0.0, |galley| galley.size().x + BEFORE_KEY);
    let around = 2.0 * space::BUTTON_PADDING + beside;
    let galley = words_of_button(ui, words, face.ink, around);
    // What is one line stands in its height; more have room around them.
    let tall = galley.rows.len() > 1;
    let around_text = if tall { galley.size().y + 2.0 * space::BEFORE_TEXT } else { 0.0 };
    let height = size.height.max(around_text);
    let own = galley.size().x + around;
    let width = if size.whole { own.max(ui.available_width()) } else { own };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let enabled = ui.is_enabled() && awake;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, words));
    let corners = CornerRadius::same(space::BUTTON_RADIUS);
    ui.painter().rect_filled(rect, corners, face.fill);
    let edge = Stroke::new(space::HAIR, face.edge);
    ui.painter().rect_stroke(rect, corners, edge, StrokeKind::Inside);
    let top = rect.center().y - galley.size().y / 2.0 - space::BUTTON_LIFT;
    let stands = top + text::baseline(&galley);
    let left = rect.left() + space::BUTTON_PADDING + (width - own) / 2.0;
    let width = galley.size().x;
    ui.painter().galley(pos2(left, top), galley, face.ink);
    if let Some(key) = key_galley {
        let at = pos2(left + width + BEFORE_KEY, stands - text::baseline(&key));
        ui.painter().galley(at, key, face.ink);
    }
    focus::ring(ui, &response, space::BUTTON_RADIUS);
    if awake { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// How wide a button is, if it is on one line.
pub(crate) fn width_of_button(ui: &Ui, words: &str, key: &str) -> f32 {
    let key = if key.is_empty() { 0.0 } else { width(ui, key, Type::Small) + BEFORE_KEY };
    width(ui, words, Type::Name) + 2.0 * space::BUTTON_PADDING + key
}

/// How wide a link is with its key so far after it.
pub(crate) fn width_of_link_with_key(ui: &Ui, words: &str, key: &str, gap: f32) -> f32 {
    width(ui, words, Type::Name) + gap + width(ui, key, Type::Small)
}

/// How wide a link is, if it is on one line.
pub(crate) fn width_of_link(ui: &Ui, words: &str) -> f32 {
    width(ui, words, Type::Name)
}

/// How wide a small note is, if it is on one line.
pub(crate) fn width_of_small(ui: &Ui, words: &str) -> f32 {
    width(ui, words, Type::Small)
}

/// How wide a link among small notes is, if it is on one line.
pub(crate) fn width_of_label(ui: &Ui, words: &str) -> f32 {
    width(ui, words, Type::Label)
}

fn width(ui: &Ui, words: &str, style: Type) -> f32 {
    let run = run(words, style, Color32::PLACEHOLDER);
    text::lay(ui, &run, f32::INFINITY, Breaks::Full).size().x
}

/// The words of a button on one line; where a whole line is too short for
/// them they begin a line of their own and are broken.
fn words_of_button(ui: &mut Ui, words: &str, ink: Color32, around: f32) -> Arc<Galley> {
    let run = run(words, Type::Name, ink);
    let whole = text::lay(ui, &run, f32::INFINITY, Breaks::Full);
    let most = ui.max_rect().width() - around;
    if whole.size().x <= most {
        return whole;
    }
    if ui.layout().is_horizontal() {
        ui.end_row();
    }
    text::lay(ui, &run, most.max(space::BUTTON), Breaks::Full)
}

/// A link: words that lead somewhere.
pub(crate) fn link(ui: &mut Ui, words: &str) -> Response {
    let act = colours(ui).act;
    pressable(ui, &[run(words, Type::Name, act)], words, Role::Button)
}

/// A link in a row, with its key at the row's right end: the word at the left
/// end, or so far before the key. `name` is the link's among the widgets here.
pub(crate) fn link_with_key(
    ui: &mut Ui,
    row: Rect,
    name: &str,
    words: &str,
    key: &str,
    before_key: Option<f32>,
) -> Response {
    let palette = colours(ui);
    let galley = text::lay(ui, &run(words, Type::Name, palette.act), f32::INFINITY, Breaks::Full);
    let key = text::lay(ui, &run(key, Type::Small, palette.ink_3), f32::INFINITY, Breaks::Full);
    let key_left = row.right() - key.size().x;
    let left = before_key.map_or(row.left(), |gap| key_left - gap - galley.size().x);
    let top = row.center().y - galley.size().y / 2.0;
    let stands = top + text::baseline(&galley);
    let rect = Rect::from_min_size(pos2(left, top), galley.size());
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    let at = pos2(key_left, stands - text::baseline(&key));
    ui.painter().galley(at, key, Color32::PLACEHOLDER);
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A link among small notes.
pub(crate) fn link_small(ui: &mut Ui, words: &str) -> Response {
    let act = colours(ui).act;
    pressable(ui, &[run(words, Type::Label, act)], words, Role::Button)
}

/// Words that somebody may begin with.
pub(super) fn opening(ui: &mut Ui, words: &str) -> Response {
    let act = colours(ui).act;
    pressable(ui, &[run(words, Type::AsideItalic, act)], words, Role::Button)
}

/// The link that sends a heart.
pub(crate) fn heart_link(ui: &mut Ui, words: &str) -> Response {
    const BEFORE_WORDS: f32 = 25.0;
    let act = colours(ui).act;
    let galley = text::lay(ui, &run(words, Type::Name, act), f32::INFINITY, Breaks::Full);
    let size = vec2(galley.size().x + BEFORE_WORDS, space::LINK);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let top = rect.center().y - galley.size().y / 2.0;
    shapes::heart_outline(ui.painter(), pos2(rect.left(), top + 2.0), act);
    ui.painter().galley(pos2(rect.left() + BEFORE_WORDS, top), galley, act);
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// An address, as wide as there is room and never cut: whoever presses it has seen all
/// of it. `said` is what that does.
pub(super) fn link_address(ui: &mut Ui, address: &str, said: &str) -> Response {
    let ink = colours(ui).act;
    let galley = text::lay(ui, &run(address, Type::Small, ink), ui.available_width(), Breaks::Full);
    place(ui, galley, said, Role::Button, space::STEP / 2.0)
}

/// The name of something in a list, that opens it.
pub(crate) fn titled(ui: &mut Ui, words: &str, style: Type, ink: Color32) -> Response {
    titled_of(ui, &[run(words, style, ink)])
}

/// The same, some of its words apart from the others.
pub(crate) fn titled_of(ui: &mut Ui, runs: &[Run<'_>]) -> Response {
    let runs: Vec<Run<'_>> = runs
        .iter()
        .map(|run| Run { style: crate::window::layout::fitting(ui, run.style), ..run.clone() })
        .collect();
    let galley = text::lay_all(ui, &runs, ui.available_width(), Breaks::NoWidow);
    text::paint_grounds(ui, ui.cursor().min, &galley, &runs);
    let said: String = runs.iter().map(|run| run.text).collect();
    place(ui, galley, &said, Role::Button, 0.0)
}

fn pressable(ui: &mut Ui, runs: &[Run<'_>], said: &str, role: Role) -> Response {
    let galley = text::lay_all(ui, runs, f32::INFINITY, Breaks::Full);
    let most = ui.max_rect().width();
    let galley = if galley.size().x <= most {
        galley
    } else {
        if ui.layout().is_horizontal() {
            ui.end_row();
        }
        text::lay_all(ui, runs, most, Breaks::Full)
    };
    let around = ((space::LINK - galley.size().y) / 2.0).max(0.0);
    place(ui, galley, said, role, around)
}

fn place(ui: &mut Ui, galley: Arc<Galley>, said: &str, role: Role, around: f32) -> Response {
    let size = galley.size() + vec2(0.0, 2.0 * around);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, said));
    ui.painter().galley(rect.min + vec2(0.0, around), galley, Color32::PLACEHOLDER);
    focus::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A row of what can be done, under the words it is about. `height` is that of
/// the highest of them.
pub(crate) fn actions(ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui)) {
    ui.add_space(space::ACTIONS);
    row(ui, height, add);
}

/// A row of things that are centred on one line, and go on to the next where
/// they don't fit.
pub(crate) fn row(ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().interact_size.y = height;
        ui.spacing_mut().item_spacing = vec2(space::BETWEEN, space::STEP * 2.0);
        add(ui);
    });
}
