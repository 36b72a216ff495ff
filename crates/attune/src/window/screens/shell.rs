//! What is round every screen: the navigation, the line of where everything
//! is, and what went wrong.

use super::{
    View, checkin, first_run, gratitude, history, journal, page, pairing, search, today, unlock,
    us, write,
};
use crate::link::{Ask, Cable, Standing};
use crate::texts::tr;
use crate::window::action::Action;
use crate::window::model::{Phase, Place};
use crate::window::route::Route;
use crate::window::state::State;
use crate::window::theme::{colours, size};
use crate::window::widgets;
use egui::{Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, RichText, Ui};

/// Draws the whole window, and carries out what was asked for in it.
pub(crate) fn show(ui: &mut Ui, state: &mut State) {
    let foot = state.where_things_are();
    let State { model, route, forms, cable, .. } = state;
    let mut view = View { model, forms, actions: Vec::new() };
    let bare = CentralPanel::default().frame(Frame::new().fill(colours(ui).paper));
    match &view.model.phase {
        Phase::Open => {
            keys(ui, &mut view, route);
            let wide = ui.available_width() >= size::WIDE;
            if wide {
                side(ui, &mut view, route, &foot, *cable);
            } else {
                bars(ui, &mut view, route, &foot, *cable);
            }
            bare.show(ui, |ui| {
                notices(ui, &mut view);
                screen(ui, &mut view, route, *cable);
            });
        }
        phase => {
            let phase = phase.clone();
            bare.show(ui, |ui| match phase {
                Phase::FirstRun => first_run::show(ui, &mut view),
                Phase::Recovery(key) => first_run::recovery(ui, &mut view, &key),
                Phase::Locked => unlock::show(ui, &mut view),
                Phase::Closed(why) => closed(ui, &why),
                Phase::Waiting | Phase::Open => waiting(ui),
            });
        }
    }
    let actions = std::mem::take(&mut view.actions);
    for action in actions {
        state.act(action);
    }
}

fn closed(ui: &mut Ui, why: &str) {
    widgets::lone_page(ui, "closed", |ui| {
        widgets::title(ui, "", &tr!("window-closed-title"));
        widgets::passage(ui, |_| {}, |ui| widgets::says(ui, why));
    });
}

fn waiting(ui: &mut Ui) {
    widgets::lone_page(ui, "waiting", |ui| widgets::small(ui, &tr!("window-page-waiting")));
}

fn screen(ui: &mut Ui, view: &mut View<'_>, route: &Route, cable: bool) {
    match route {
        Route::Today => today::show(ui, view),
        Route::Journal => journal::show(ui, view),
        Route::Page(_) => page::show(ui, view),
        Route::History(id) => history::show(ui, view, *id),
        Route::Write(slot) => write::show(ui, view, slot),
        Route::Gratitude => gratitude::show(ui, view),
        Route::Checkin => checkin::show(ui, view),
        Route::Search => search::show(ui, view),
        Route::Us => us::show(ui, view, cable),
        Route::Pairing(way) => pairing::show(ui, view, *way),
    }
}

fn keys(ui: &mut Ui, view: &mut View<'_>, route: &Route) {
    let (new, find, back) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::COMMAND, Key::N),
            input.consume_key(Modifiers::COMMAND, Key::F),
            input.key_pressed(Key::Escape),
        )
    });
    view.ask_if(new, Action::NewPage);
    view.ask_if(find, Action::Go(Route::Search));
    view.ask_if(back, Action::Go(route.back()));
}

fn places() -> [(Route, String); 6] {
    [
        (Route::Today, tr!("window-today-name")),
        (Route::Journal, tr!("window-journal-name")),
        (Route::Gratitude, tr!("window-gratitude-name")),
        (Route::Checkin, tr!("window-checkin-name")),
        (Route::Search, tr!("window-search-name")),
        (Route::Us, tr!("window-us-name")),
    ]
}

/// Whether `route` lies within the place `of`.
fn is_within(route: &Route, of: &Route) -> bool {
    route == of
        || matches!(
            (route, of),
            (Route::Page(_) | Route::History(_) | Route::Write(_), Route::Journal)
                | (Route::Pairing(_), Route::Us)
        )
}

fn side(ui: &mut Ui, view: &mut View<'_>, route: &Route, foot: &str, cable: bool) {
    let frame = Frame::new().fill(colours(ui).margin).inner_margin(Margin {
        left: 32,
        right: 16,
        top: 28,
        bottom: 24,
    });
    Panel::left("navigation")
        .frame(frame)
        .exact_size(size::NAVIGATION)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                ui.label(RichText::new("Attune").size(23.0).color(colours(ui).ink));
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(22.0, 26.0), egui::Sense::empty());
                let paired = view.model.shown.partner.is_some();
                let place = if paired { Place::Both } else { Place::Here };
                widgets::mark(ui, rect.left_center() + egui::vec2(0.0, 3.0), 6.5, place);
            });
            ui.add_space(24.0);
            let write = widgets::link(ui, &tr!("window-write")).clicked();
            view.ask_if(write, Action::NewPage);
            ui.add_space(12.0);
            for (to, name) in places() {
                place(ui, view, route, to, &name);
            }
            // The foot: what matters most at the very bottom.
            if ui.available_height() > 90.0 {
                ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                    ui.set_width(ui.available_width());
                    if cable {
                        cable_switch(ui, view);
                    }
                    widgets::marked(ui, foot_mark(view), foot);
                });
            }
        });
}

/// The mark beside the line of where things are.
fn foot_mark(view: &View<'_>) -> Place {
    match (&view.model.shown.partner, view.model.shown.waiting) {
        (Some(_), 0) => Place::Both,
        _ => Place::Here,
    }
}

fn place(ui: &mut Ui, view: &mut View<'_>, route: &Route, to: Route, name: &str) {
    let here = is_within(route, &to);
    let colours = colours(ui);
    let ink = if here { colours.ink } else { colours.ink_2 };
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = egui::vec2(0.0, 4.0);
        let mut text = RichText::new(name).color(ink);
        if here {
            text = text.strong().color(ink);
        }
        let response = ui.add(egui::Button::new(text).frame(false));
        let enabled = ui.is_enabled();
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, enabled, here, name));
        widgets::focus_ring(ui, &response);
        if here {
            let left = response.rect.left_center() - egui::vec2(20.0, 0.0);
            ui.painter().hline(left.x..=left.x + 12.0, left.y, egui::Stroke::new(2.0, ink));
        }
        view.ask_if(response.clicked(), Action::Go(to));
    });
}

/// The navigation of a narrow window: words along the foot.
fn bars(ui: &mut Ui, view: &mut View<'_>, route: &Route, foot: &str, cable: bool) {
    let frame = Frame::new().fill(colours(ui).margin).inner_margin(Margin::symmetric(18, 8));
    Panel::bottom("navigation").frame(frame).resizable(false).show_separator_line(false).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(14.0, 2.0);
                ui.spacing_mut().button_padding = egui::vec2(0.0, 4.0);
                for (to, name) in places() {
                    bar_word(ui, view, route, to, &name);
                }
                let text = RichText::new(tr!("window-write")).size(size::SMALL + 1.0);
                let text = text.color(colours(ui).act);
                let write = ui.add(egui::Button::new(text).frame(false));
                widgets::focus_ring(ui, &write);
                view.ask_if(write.clicked(), Action::NewPage);
            });
            // In a very small window the page needs the room.
            if ui.ctx().content_rect().height() > 400.0 {
                widgets::marked(ui, foot_mark(view), foot);
            }
            if cable {
                cable_switch(ui, view);
            }
        },
    );
}

fn bar_word(ui: &mut Ui, view: &mut View<'_>, route: &Route, to: Route, name: &str) {
    let here = is_within(route, &to);
    let ink = if here { colours(ui).ink } else { colours(ui).ink_2 };
    let text = RichText::new(name).size(size::SMALL + 1.0).color(ink);
    let response = ui.add(egui::Button::new(text).frame(false));
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, enabled, here, name));
    widgets::focus_ring(ui, &response);
    if here {
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(2.0, ink));
    }
    view.ask_if(response.clicked(), Action::Go(to));
}

fn cable_switch(ui: &mut Ui, view: &mut View<'_>) {
    let mut plugged = view.model.standing != Standing::Cut;
    let changed = widgets::tick(ui, &mut plugged, &tr!("window-cable")).changed();
    let to = if plugged { Cable::Plugged } else { Cable::Cut };
    view.ask_if(changed, Action::Link(Ask::Cable(to)));
}

fn notices(ui: &mut Ui, view: &mut View<'_>) {
    let model = view.model;
    if let Some(trouble) = &model.trouble {
        let word = tr!("window-understood");
        let put_away = widgets::notice(ui, trouble, Some(&word));
        view.ask_if(put_away, Action::Understood);
    }
    if model.shown.set_aside > 0 {
        let text = tr!("window-set-aside", count = model.shown.set_aside);
        widgets::notice(ui, &text, None);
    }
}
