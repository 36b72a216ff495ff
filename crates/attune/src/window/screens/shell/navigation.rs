//! The navigation at the side: words, no icons, no badges.

use super::{Around, cable_switch, foot_mark, is_within, places, word_mark};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::route::Route;
use crate::window::screens::{View, pause};
use crate::window::shapes;
use crate::window::shortcuts::Shortcut;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets;
use egui::{
    Align, CornerRadius, CursorIcon, Id, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Where the words start, and where they end.
const LEFT: f32 = 32.0;
const RIGHT: f32 = 24.0;
/// Above the word mark, and under it.
const ABOVE: f32 = 43.0;
const UNDER_MARK: f32 = 37.0;
/// Between groups of words.
const GAP: f32 = 20.0;
/// The dash of the current page: how far left of the words, and how wide.
const DASH: [f32; 2] = [20.0, 12.0];
/// From the foot to the line of where everything is: there is the button that pauses.
const FOOT: f32 = 90.0;
/// Between that line and the button.
const ABOVE_PAUSE: f32 = 18.0;
/// In a window lower than this its rows are so high.
const LOW: f32 = 660.0;
const LOW_ROW: f32 = 26.0;
/// The same with the switch that cuts the connection, where all stands closer: under
/// the word mark, between groups, and above the button that pauses.
const LOW_WITH_SWITCH: f32 = 760.0;
const CLOSE_ROW: f32 = 22.0;
const CLOSE: [f32; 3] = [16.0, 10.0, 10.0];
/// Under everything.
const UNDER: f32 = 16.0;
/// How far left of its words the foot's mark stands, and below their top.
const FOOT_MARK: [f32; 2] = [25.0, 5.0];

pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, around: &Around<'_>) {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, CornerRadius::ZERO, colours(ui).margin);
    // In a window too low for all of it, it scrolls.
    let id = "navigation";
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        let top = ui.max_rect().top();
        let bottom = top + whole.height();
        let words = Rect::from_min_max(
            pos2(whole.left() + LEFT, top + ABOVE),
            pos2(whole.right() - RIGHT, bottom),
        );
        let mut list =
            ui.new_child(UiBuilder::new().max_rect(words).layout(Layout::top_down(Align::Min)));
        let end = all(&mut list, view, around, words);
        let used = pos2(whole.right(), bottom.max(end + UNDER));
        ui.allocate_rect(Rect::from_min_max(pos2(whole.left(), top), used), Sense::hover());
    });
}

/// How close all of it stands.
struct Spacing {
    under_mark: f32,
    row: f32,
    gap: f32,
    above_pause: f32,
}

impl Spacing {
    /// In a window of this height.
    fn of(height: f32, cable: bool) -> Self {
        if cable && height < LOW_WITH_SWITCH {
            let [under_mark, gap, above_pause] = CLOSE;
            return Self { under_mark, row: CLOSE_ROW, gap, above_pause };
        }
        let row = if height < LOW { LOW_ROW } else { space::ROW };
        Self { under_mark: UNDER_MARK, row, gap: GAP, above_pause: ABOVE_PAUSE }
    }
}

/// The words, and at their foot where everything is. Gives where they end.
fn all(ui: &mut Ui, view: &mut View<'_>, around: &Around<'_>, words: Rect) -> f32 {
    let spacing = Spacing::of(ABOVE + words.height(), around.cable);
    word_mark(ui, view.model.shown.partner.is_some());
    ui.add_space(spacing.under_mark);
    write(ui, view);
    ui.add_space(1.0);
    for group in places() {
        ui.add_space(spacing.gap);
        for (to, name) in group {
            place(ui, view, &around.place, to, &name, spacing.row);
        }
    }
    let end = ui.min_rect().bottom();
    foot(ui, view, around, words, end, &spacing)
}

fn write(ui: &mut Ui, view: &mut View<'_>) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::hover());
    let (word, key) = (tr!("window-write"), Shortcut::Write.shown());
    let pressed = widgets::link_with_key(ui, row, "write", &word, &key, None).clicked();
    view.ask_if(pressed, Action::NewPage);
}

fn place(ui: &mut Ui, view: &mut View<'_>, route: &Route, to: Route, name: &str, high: f32) {
    let palette = colours(ui);
    let here = is_within(route, &to);
    let (style, ink) = if here { (Type::Name, palette.ink) } else { (Type::Body, palette.ink_2) };
    let galley = text::lay(ui, &run(name, style, ink), ui.available_width(), Breaks::Full);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::hover());
    let top = row.center().y - galley.size().y / 2.0;
    let rect = Rect::from_min_size(pos2(row.left(), top), galley.size());
    let hit = Rect::from_min_max(row.left_top(), pos2(rect.right(), row.bottom()));
    let response =
        ui.interact(hit.shrink2(vec2(0.0, 3.0)), ui.scope_id().with(name), Sense::click());
    widgets::tell_place(&response, here, name);
    let ink = if response.hovered() { palette.ink } else { ink };
    ui.painter().galley_with_override_text_color(rect.min, galley, ink);
    if here {
        let left = rect.left() - DASH[0];
        let y = row.center().y - space::FOCUS / 2.0;
        let stroke = egui::Stroke::new(space::FOCUS, palette.ink);
        shapes::hairline_at(ui.painter(), left, left + DASH[1], y, stroke);
    }
    widgets::focus_ring(ui, &response);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    view.ask_if(response.clicked(), Action::Go(to));
}

/// Where everything is, in one line at the foot, and the switch that cuts the
/// connection. In a low window they follow the words above them. Gives where
/// they end.
fn foot(
    ui: &mut Ui,
    view: &mut View<'_>,
    around: &Around<'_>,
    words: Rect,
    end: f32,
    spacing: &Spacing,
) -> f32 {
    let gap = spacing.gap;
    let palette = colours(ui);
    let run = run(around.foot, Type::Small, palette.ink_3);
    let galley = text::lay(ui, &run, words.width(), Breaks::Balanced);
    let size = galley.size();
    // How high the switch was in the frame before; the first is drawn twice.
    let key = Id::unique("height of the switch that cuts the connection");
    let known: Option<f32> = ui.data(|data| data.get_temp(key));
    let switch = if around.cable { known.unwrap_or_default() + gap } else { 0.0 };
    let top = (words.bottom() - FOOT - switch - size.y).max(end + gap);
    let rect = Rect::from_min_size(pos2(words.left(), top), size);
    let response = ui.interact(rect, ui.scope_id().with("foot"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, around.foot));
    ui.painter().galley(rect.min, galley, palette.ink_3);
    let at = rect.min + vec2(-FOOT_MARK[0], FOOT_MARK[1]);
    shapes::mark(ui.painter(), at, space::MARK, foot_mark(view).into(), &palette);
    let under = |ui: &mut Ui, top: f32| {
        let size = vec2(words.width(), f32::INFINITY);
        let place = Rect::from_min_size(pos2(words.left(), top), size);
        ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)))
    };
    let mut button = under(ui, rect.bottom() + spacing.above_pause);
    pause::in_navigation(&mut button, view);
    let rect = button.min_rect();
    if !around.cable {
        return rect.bottom();
    }
    let mut below = under(ui, rect.bottom() + gap);
    cable_switch(&mut below, view);
    let height = below.min_rect().height();
    if known != Some(height) {
        ui.data_mut(|data| data.insert_temp(key, height));
        ui.ctx().request_discard("the switch has its height");
    }
    below.min_rect().bottom()
}
