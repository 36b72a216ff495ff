//! A sheet over the page: what is under it can be seen, and neither pressed nor
//! reached by the keyboard. When it goes, the keyboard is where it was.

use crate::window::shapes;
use crate::window::theme::{colours, space};
use egui::{
    Align, Context, CornerRadius, Id, Key, LayerId, Layout, Modifiers, Order, Rect, Role,
    ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};

/// What a sheet remembers of the frame it was last drawn in.
#[derive(Clone, Copy)]
struct Open {
    frame: u64,
    /// What had the keyboard before it came.
    before: Option<Id>,
}

fn open_id() -> Id {
    Id::unique("a sheet lies over the page")
}

/// Draws a sheet of at most this width over the whole window; gives whether it
/// was put away with Escape or by pressing beside it. `title` is what it is
/// called for ears, which are told that the page under it waits.
pub(crate) fn over(
    ui: &mut Ui,
    name: &str,
    title: &str,
    width: f32,
    add: impl FnOnce(&mut Ui),
) -> Away {
    let palette = colours(ui);
    let whole = ui.ctx().content_rect();
    let layer = LayerId::new(Order::Foreground, Id::unique(name));
    take_keyboard(ui.ctx(), layer);
    let over = UiBuilder::new().max_rect(whole).layer_id(layer).accessibility_role(Role::Dialog);
    let mut over = ui.new_child(over);
    over.set_clip_rect(whole);
    over.ctx().accesskit_node_builder(over.unique_id(), |node| {
        node.set_modal();
        node.set_label(title);
    });
    // For the pointer alone: the keyboard would come to something without a name.
    let beside = Sense::CLICK | Sense::DRAG;
    let behind = over.interact(whole, Id::unique(("behind", name)), beside);
    over.painter().rect_filled(whole, CornerRadius::ZERO, palette.scrim);

    let [mut aside, mut above] = space::DIALOG_PADDING;
    // In a very small window the room round the words is theirs.
    if whole.width() < space::WORDS_LEAST {
        (aside, above) = (space::PAGE_SIDE_NARROW, space::PAGE_SIDE_NARROW);
    }
    let width = width.min(whole.width() - space::PAGE_SIDE_NARROW);
    let key = Id::unique(("height of", name));
    let known: Option<f32> = over.data(|data| data.get_temp(key));
    let most = whole.height() - 2.0 * EDGE;
    let height = known.unwrap_or(width / 2.0).min(most);
    let min = pos2(whole.center().x - width / 2.0, whole.center().y - height / 2.0);
    let rect = Rect::from_min_size(min, vec2(width, height));
    // Its height is known once it was laid out.
    if known.is_some() {
        shapes::sheet(over.painter(), rect, &palette);
    }
    // A ring round what has the keyboard is not cut at the edge of what scrolls.
    let ring = space::FOCUS_OUT + space::FOCUS;
    let inner = rect.shrink2(vec2(aside - ring, above - ring));
    let mut words =
        over.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)));
    let used = ScrollArea::vertical().id_salt(name).show(&mut words, |ui| {
        egui::Frame::NONE.inner_margin(ring).show(ui, |ui| {
            ui.set_width(inner.width() - 2.0 * ring);
            add(ui);
        });
    });
    let away = over.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let wanted = used.content_size.y + 2.0 * (above - ring);
    if known != Some(wanted) {
        over.data_mut(|data| data.insert_temp(key, wanted));
        over.ctx().request_discard("the sheet has its height");
    }
    Away { escape: away, beside: behind.clicked() && !rect.contains(pressed_at(&over)) }
}

/// How a sheet was put away, if it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Away {
    /// With Escape.
    pub(crate) escape: bool,
    /// By pressing beside it.
    pub(crate) beside: bool,
}

/// The least between a sheet and the window's edge.
const EDGE: f32 = space::STEP * 3.0;

fn pressed_at(ui: &Ui) -> egui::Pos2 {
    ui.input(|input| input.pointer.interact_pos()).unwrap_or_default()
}

fn take_keyboard(ctx: &Context, layer: LayerId) {
    let frame = ctx.cumulative_frame_nr();
    let open: Option<Open> = ctx.data(|data| data.get_temp(open_id()));
    let before = match open {
        Some(open) => open.before,
        None => ctx.memory_mut(|memory| {
            let before = memory.focused();
            if let Some(id) = before {
                memory.surrender_focus(id);
            }
            before
        }),
    };
    ctx.data_mut(|data| data.insert_temp(open_id(), Open { frame, before }));
    ctx.memory_mut(|memory| memory.set_modal_layer(layer));
}

/// After everything is drawn: a sheet that is there no more gives the keyboard
/// back.
pub(crate) fn give_keyboard_back(ctx: &Context) {
    let open: Option<Open> = ctx.data(|data| data.get_temp(open_id()));
    let Some(Open { frame, before }) = open else { return };
    if frame == ctx.cumulative_frame_nr() {
        return;
    }
    ctx.data_mut(|data| data.remove::<Open>(open_id()));
    if let Some(id) = before {
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.request_repaint();
    }
}
