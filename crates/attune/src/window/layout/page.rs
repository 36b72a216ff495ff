//! The four kinds of page, and the bars above and below them.

use super::columns::{Columns, Room};
use crate::window::shapes;
use crate::window::theme::{colours, space};
use egui::{Align, CornerRadius, Layout, Pos2, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

/// A kind of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// Beside the navigation, with side notes.
    Page,
    /// Beside the navigation, words over the whole width.
    Full,
    /// Alone, as one block in the middle, with side notes.
    Solo,
    /// Alone, to be written on.
    Desk,
    /// The same over the whole width.
    Spread,
}

/// Where a page's columns lie within its scrolling part.
struct Place {
    left: f32,
    flow: f32,
    side: Option<[f32; 2]>,
    top: f32,
}

impl Sheet {
    fn place(self, columns: &Columns, available: f32) -> Place {
        let inner = available - 2.0 * columns.side;
        let axis = columns.axis();
        let alone = matches!(self, Sheet::Solo | Sheet::Desk | Sheet::Spread);
        if columns.is_narrow() {
            let top = if alone { space::STEP * 4.0 } else { space::NARROW_TOP };
            return Place { left: columns.side, flow: inner.max(0.0), side: None, top };
        }
        let most = match self {
            Sheet::Page | Sheet::Solo => space::WORDS,
            Sheet::Full | Sheet::Spread => space::WORDS_FULL,
            Sheet::Desk => space::PROSE,
        };
        let beside = space::BEFORE_SIDE + space::SIDE;
        let room_beside = inner - axis - beside;
        let has_side = columns.room == Room::Whole
            && matches!(self, Sheet::Page | Sheet::Solo)
            && room_beside >= space::WORDS_LEAST;
        let words = if has_side { room_beside.min(most) } else { (inner - axis).min(most) };
        let flow = axis + words;
        let block = if has_side { flow + beside } else { flow };
        let left = match self {
            Sheet::Page | Sheet::Full => columns.side,
            Sheet::Solo => ((available - block) / 2.0).max(columns.side),
            // Where the words start on every page, if they fit.
            Sheet::Desk | Sheet::Spread => {
                let axis_at = space::DESK_AXIS.min(available - columns.side - words);
                (axis_at - axis).max(columns.side)
            }
        };
        let side = has_side.then_some([left + flow + space::BEFORE_SIDE, space::SIDE]);
        let top = match self {
            Sheet::Page | Sheet::Full => space::PAGE_TOP,
            Sheet::Solo => space::SOLO_TOP,
            Sheet::Desk | Sheet::Spread => space::DESK_TOP,
        };
        Place { left, flow, side, top: top - self.bar() }
    }

    /// What of a page's top is taken by the bar above it.
    fn bar(self) -> f32 {
        match self {
            Sheet::Page | Sheet::Full => 0.0,
            Sheet::Solo | Sheet::Desk | Sheet::Spread => space::BAR_TOP + space::BAR,
        }
    }
}

/// A column that begins at `min`, `width` wide and as high as what is put into
/// it. Whoever asked for it takes its room.
pub(crate) fn column(ui: &mut Ui, min: Pos2, width: f32) -> Ui {
    let rect = Rect::from_min_size(min, vec2(width, f32::INFINITY));
    let mut column =
        ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    column.set_width(width);
    column
}

/// Whether a page of this kind has its side notes beside it, and not below.
pub(crate) fn has_side(ui: &Ui, sheet: Sheet) -> bool {
    sheet.place(&Columns::of(ui), ui.available_width()).side.is_some()
}

/// Where words start on a page of this kind, from the left edge of `ui`.
pub(crate) fn axis_of(ui: &Ui, sheet: Sheet) -> f32 {
    let columns = Columns::of(ui);
    sheet.place(&columns, ui.available_width()).left + columns.axis()
}

/// A page: scrolls as a whole, its side notes beside it or below. Both are
/// drawn from the same `view`, the page first.
pub(crate) fn page<V>(
    ui: &mut Ui,
    view: &mut V,
    id: &str,
    sheet: Sheet,
    flow: impl FnOnce(&mut Ui, &mut V),
    side: Option<&mut dyn FnMut(&mut Ui, &mut V)>,
) {
    let columns = Columns::of(ui);
    egui::ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        let place = sheet.place(&columns, ui.available_width());
        let origin = ui.max_rect().left_top();
        let column = |ui: &mut Ui, left: f32, top: f32, width: f32| {
            column(ui, pos2(origin.x + left, top), width)
        };
        let top = origin.y + place.top;
        let mut words = column(ui, place.left, top, place.flow);
        flow(&mut words, view);
        let mut end = words.min_rect().bottom();
        if let Some(side) = side {
            let mut notes = match place.side {
                Some([left, width]) => column(ui, left, top, width),
                None => {
                    let axis = columns.axis();
                    let below = end + space::PARAGRAPH;
                    column(ui, place.left + axis, below, (place.flow - axis).max(0.0))
                }
            };
            side(&mut notes, view);
            end = end.max(notes.min_rect().bottom());
        }
        let used = Rect::from_min_max(
            origin,
            pos2(origin.x + ui.available_width(), end + space::PAGE_END),
        );
        ui.allocate_rect(used, Sense::hover());
    });
}

/// How much of a page the bar above it takes.
pub(crate) fn bar_height(ui: &Ui) -> f32 {
    let [above, height] = bar_place(ui);
    above + height
}

/// What is above the bar, and its height.
fn bar_place(ui: &Ui) -> [f32; 2] {
    if Columns::of(ui).is_narrow() { space::NARROW_BAR } else { [space::BAR_TOP, space::BAR] }
}

/// The least width beside the way out for how things stand.
const LEAST_BESIDE: f32 = 110.0;

/// The bar above a page without navigation: a way out at the left, how things
/// stand at the right.
pub(crate) fn bar<V>(
    ui: &mut Ui,
    view: &mut V,
    left: impl FnOnce(&mut Ui, &mut V),
    right: impl FnOnce(&mut Ui, &mut V),
) {
    let columns = Columns::of(ui);
    let side = if columns.is_narrow() { columns.side } else { space::BAR_SIDE };
    let [above, height] = bar_place(ui);
    ui.add_space(above);
    let min = ui.cursor().min + vec2(side, 0.0);
    let rect = Rect::from_min_size(min, vec2(ui.available_width() - 2.0 * side, height));
    let mut start =
        ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    start.spacing_mut().item_spacing.x = space::BESIDE - 2.0;
    left(&mut start, view);
    let mut rest = rect;
    rest.min.x = (start.min_rect().right() + space::BETWEEN).min(rect.right());
    // Beside a few letters' room it would be torn: it gets a line of its own.
    if rest.width() < LEAST_BESIDE {
        rest = rect.translate(vec2(0.0, start.min_rect().height().max(rect.height())));
    }
    let mut end =
        ui.new_child(UiBuilder::new().max_rect(rest).layout(Layout::right_to_left(Align::Center)));
    end.spacing_mut().item_spacing.x = space::BETWEEN + space::STEP;
    right(&mut end, view);
    let mut used = rect.union(start.min_rect());
    if end.min_rect().width() > 0.0 {
        used = used.union(end.min_rect());
    }
    ui.allocate_rect(used, Sense::hover());
}

/// What belongs to the bar and has no room in it, on lines of its own under it.
pub(crate) fn under_bar(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let columns = Columns::of(ui);
    let side = if columns.is_narrow() { columns.side } else { space::BAR_SIDE };
    let row = ui.available_rect_before_wrap().shrink2(vec2(side, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(row), add);
}

/// A bar at the foot, on the ground of the margin: the words of `add` start on
/// the axis of a page that is written on. Gives the page above it to `page`.
pub(crate) fn foot<V>(
    ui: &mut Ui,
    view: &mut V,
    id: &str,
    page: impl FnOnce(&mut Ui, &mut V),
    add: impl FnOnce(&mut Ui, &mut V),
) {
    let whole = ui.available_rect_before_wrap();
    // How high it was in the frame before; the first frame is drawn twice.
    let key = egui::Id::unique(("height of the foot bar", id));
    let known: Option<f32> = ui.data(|data| data.get_temp(key));
    let height = known.unwrap_or(space::FOOT).min(whole.height() * 0.75);
    let top = whole.bottom() - height;
    let above = Rect::from_min_max(whole.min, pos2(whole.right(), top));
    let mut upper = ui.new_child(UiBuilder::new().max_rect(above));
    upper.set_clip_rect(above.intersect(ui.clip_rect()));
    page(&mut upper, view);

    let bar = Rect::from_min_max(pos2(whole.left(), top), whole.max);
    let palette = colours(ui);
    ui.painter().rect_filled(bar, CornerRadius::ZERO, palette.margin);
    let stroke = Stroke::new(space::HAIR, palette.hair);
    shapes::hairline_at(ui.painter(), bar.left(), bar.right(), bar.top(), stroke);
    let mut lower =
        ui.new_child(UiBuilder::new().max_rect(bar).layout(Layout::top_down(Align::Min)));
    lower.set_clip_rect(bar.intersect(ui.clip_rect()));
    lower.set_width(bar.width());
    add(&mut lower, view);
    let wanted =
        lower.min_rect().height().max(if Columns::of(ui).is_narrow() { 0.0 } else { space::FOOT });
    if known != Some(wanted) {
        ui.data_mut(|data| data.insert_temp(key, wanted));
        ui.ctx().request_discard("the foot bar has its height");
    }
    ui.allocate_rect(whole, Sense::hover());
}
