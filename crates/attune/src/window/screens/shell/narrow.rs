//! A narrow window: the word mark and the control for a pause above the page, under
//! them where everything is, and the places as words along the foot.

use super::{
    Around, cable_switch, child, foot_mark, is_within, notices, places, screen, word_mark,
};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::layout::{Columns, bar, under_bar};
use crate::window::route::Route;
use crate::window::screens::{View, pause};
use crate::window::shapes;
use crate::window::text::{self, Breaks, run};
use crate::window::theme::{Type, colours, space};
use crate::window::widgets;
use egui::{
    Align, Color32, CornerRadius, CursorIcon, Id, Layout, Rect, Sense, Stroke, Ui, UiBuilder, pos2,
    vec2,
};

pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, around: &Around<'_>, seen: f32) {
    let whole = ui.max_rect();
    let top = whole.bottom() - space::TABS;
    let paper = Rect::from_min_max(whole.min, pos2(whole.right(), top));
    child(ui, paper, |ui| {
        bar(
            ui,
            view,
            |ui, view| word_mark(ui, view.model.shown.partner.is_some()),
            pause::in_reach,
        );
        under_bar(ui, |ui| {
            ui.add_space(space::STEP);
            widgets::marked(ui, foot_mark(view), around.foot);
        });
        if around.cable {
            under_bar(ui, |ui| cable_switch(ui, view));
        }
        notices(ui, view, around.route);
        ui.set_opacity(seen);
        screen(ui, view, around);
    });
    let tabs = Rect::from_min_max(pos2(whole.left(), top), whole.max);
    child(ui, tabs, |ui| foot(ui, view, around));
}

fn open_id() -> Id {
    Id::unique("more places are open")
}

/// The places along the foot, and one word for the others.
fn foot(ui: &mut Ui, view: &mut View<'_>, around: &Around<'_>) {
    let palette = colours(ui);
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, CornerRadius::ZERO, palette.margin);
    let hair = Stroke::new(space::HAIR, palette.hair);
    shapes::hairline_at(ui.painter(), whole.left(), whole.right(), whole.top(), hair);

    let [mut first, mut others] = places();
    let side = Columns::of(ui).side;
    let room = whole.width() - 2.0 * side;
    // Places that don't fit beside the others go to them, the last one first.
    let (words, galleys, apart) = loop {
        let words = tabs(ui, &around.place, &first, &others);
        let galleys: Vec<_> = words
            .iter()
            .map(|(name, here, ink)| {
                let style = if *here || *ink == palette.act { Type::Name } else { Type::Body };
                text::lay(ui, &run(name, style, *ink), f32::INFINITY, Breaks::Full)
            })
            .collect();
        let taken: f32 = galleys.iter().map(|galley| galley.size().x).sum();
        let apart = (room - taken) / (galleys.len() - 1) as f32;
        match first.pop_if(|_| apart < space::BESIDE) {
            Some(place) => others.insert(0, place),
            None => break (words, galleys, apart),
        }
    };
    let mut left = whole.left() + side;
    for (at, ((name, here, ink), galley)) in words.iter().zip(galleys).enumerate() {
        let size = galley.size();
        let top = whole.center().y - size.y / 2.0;
        let rect = Rect::from_min_size(pos2(left, top), size);
        let response = ui.interact(
            rect.expand2(vec2(apart.max(0.0) / 2.0, 0.0).min(vec2(8.0, 0.0))),
            ui.scope_id().with(("tab", at)),
            Sense::click(),
        );
        widgets::tell_place(&response, *here, name);
        ui.painter().galley(rect.min, galley, *ink);
        if *here {
            let bar = Stroke::new(space::FOCUS, palette.ink);
            shapes::hairline_at(ui.painter(), rect.left(), rect.right(), whole.top(), bar);
        }
        widgets::focus_ring(ui, &response);
        let pressed = response.on_hover_cursor(CursorIcon::PointingHand).clicked();
        if pressed {
            let more = at == first.len();
            let open = more && !is_open(ui);
            ui.data_mut(|data| data.insert_temp(open_id(), open));
            match first.get(at) {
                Some((to, _)) => view.ask(Action::Go(to.clone())),
                None if more => {}
                None => view.ask(Action::NewPage),
            }
        }
        left += size.x + apart;
    }
    if is_open(ui) {
        more(ui, view, &around.place, &others, whole);
    }
}

/// The words along the foot: each its name, whether one is there, and its colour.
fn tabs(
    ui: &Ui,
    route: &Route,
    first: &[(Route, String)],
    others: &[(Route, String)],
) -> Vec<(String, bool, Color32)> {
    let palette = colours(ui);
    let word =
        |name: String, here: bool| (name, here, if here { palette.ink } else { palette.ink_2 });
    let places = first.iter().map(|(to, name)| word(name.clone(), is_within(route, to)));
    let within = others.iter().any(|(to, _)| is_within(route, to));
    let more = word(tr!("window-more"), within);
    places.chain([more, (tr!("window-write"), false, palette.act)]).collect()
}

fn is_open(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(open_id())).unwrap_or(false)
}

/// A row of the sheet with the other places.
const ROW: f32 = 44.0;
/// Above and below them.
const AROUND: f32 = 8.0;

/// The other places, on a sheet over the foot.
fn more(ui: &mut Ui, view: &mut View<'_>, route: &Route, others: &[(Route, String)], foot: Rect) {
    let palette = colours(ui);
    // Rows stand closer in a low window, so that the sheet keeps within it.
    let count = others.len().max(1) as f32;
    let each = ROW.min((foot.top() - 4.0 * AROUND) / count).max(Type::Body.line());
    let height = each * count + 2.0 * AROUND;
    let side = Columns::of(ui).side;
    let rect = Rect::from_min_max(
        pos2(foot.left() + side, foot.top() - height - AROUND),
        pos2(foot.right() - side, foot.top() - AROUND),
    );
    let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("more places"));
    let mut over = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.shrink2(vec2(space::BUTTON_PADDING, AROUND)))
            .layer_id(layer)
            .layout(Layout::top_down(Align::Min)),
    );
    over.set_clip_rect(ui.ctx().content_rect());
    shapes::sheet(over.painter(), rect, &palette);
    for (to, name) in others {
        let here = is_within(route, to);
        let style = if here { Type::Name } else { Type::Body };
        let galley = text::lay(&over, &run(name, style, palette.ink), rect.width(), Breaks::Full);
        let size = vec2(over.available_width(), each);
        let (row, response) = over.allocate_exact_size(size, Sense::click());
        widgets::tell_place(&response, here, name);
        let top = row.center().y - galley.size().y / 2.0;
        over.painter().galley(pos2(row.left(), top), galley, palette.ink);
        widgets::focus_ring(&over, &response);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            over.data_mut(|data| data.insert_temp(open_id(), false));
            view.ask(Action::Go(to.clone()));
        }
    }
    if over.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
        over.data_mut(|data| data.insert_temp(open_id(), false));
    }
}
