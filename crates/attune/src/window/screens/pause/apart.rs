//! While the two are apart: a circle to breathe with, the time to come back and what
//! is true of it, and one's own side.

use super::{View, again, side, standing, time};
use crate::texts::tr;
use crate::window::action::{self, Action};
use crate::window::layout::{Columns, bar, twin, under_bar};
use crate::window::model::{Kind, Model, Place, Whose};
use crate::window::pausing::{Pause, What};
use crate::window::route::Route;
use crate::window::screens::{voices, why};
use crate::window::text::Breaks;
use crate::window::theme::{Type, colours, space};
use crate::window::widgets;
use egui::accesskit::Live;
use egui::{Align, Layout, Ui};

/// Above the circle, between it and the time, under the time, and between the truth
/// about it and what can be done.
const CIRCLE: f32 = 8.0;
const ABOVE_TIME: f32 = 30.0;
const UNDER_TIME: f32 = 4.0;
const ABOVE_BUTTONS: f32 = 20.0;
/// Between the head and the sentence under it.
const UNDER_HEAD: f32 = 14.0;

pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    above(ui, view, pause);
    let circle = |ui: &mut Ui, view: &mut View<'_>| circle(ui, view, pause);
    let words = |ui: &mut Ui, view: &mut View<'_>| words(ui, view, pause);
    twin(ui, view, "pause", circle, words);
}

/// The ways that stay open.
fn places() -> [(String, Route); 3] {
    [
        (tr!("window-today-name"), Route::Today),
        (tr!("window-journal-name"), Route::Journal),
        (tr!("window-feelings-name"), Route::Feelings),
    ]
}

fn ways(ui: &mut Ui, view: &mut View<'_>) {
    for (name, to) in places() {
        let pressed = widgets::link(ui, &name).clicked();
        view.ask_if(pressed, Action::Go(to));
    }
}

/// How it stands, and that all else stays open: in the bar, or on a line of its own
/// where that has no room for it.
fn above(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    let open = tr!("window-pause-open");
    let links: f32 = places().iter().map(|(name, _)| widgets::width_of_link(ui, name)).sum();
    let apart = space::BETWEEN + space::STEP;
    let all = widgets::width_of_small(ui, &open) + links + 3.0 * apart;
    let standing = standing(pause, view.model);
    let beside = widgets::width_of_marked(ui, &standing) + space::BETWEEN;
    let room = ui.available_width() - 2.0 * space::BAR_SIDE - beside;
    let stands = |ui: &mut Ui, _: &mut View<'_>| {
        widgets::marked(ui, pause.place, &standing);
    };
    if !Columns::of(ui).is_narrow() && all < room {
        bar(ui, view, stands, |ui, view| {
            // They are read from the left, and so goes the keyboard.
            let layout = Layout::left_to_right(Align::Center);
            ui.with_layout(layout, |ui| {
                ui.spacing_mut().item_spacing.x = apart;
                ui.add_space((ui.available_width() - all).max(0.0));
                widgets::small(ui, &open);
                ways(ui, view);
            });
        });
        return;
    }
    bar(ui, view, stands, |_, _| {});
    under_bar(ui, |ui| {
        widgets::small(ui, &open);
        widgets::row(ui, space::LINK, |ui| ways(ui, view));
    });
}

fn circle(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    ui.add_space(CIRCLE);
    let width = ui.available_width();
    let [usual, narrow] = space::BREATH;
    let size = if Columns::of(ui).is_narrow() { narrow } else { usual };
    // In a small or low window as large as there is room for, with the keyboard's ring.
    let ring = 2.0 * (space::FOCUS_OUT + space::FOCUS + space::HAIR);
    let room = width.min(ui.clip_rect().height()) - ring;
    let size = size.min(room).max(space::BUTTON);
    let said = tr!("window-pause-breathing");
    let said = tr!("window-pause-circle", how = said);
    ui.vertical_centered(|ui| {
        widgets::breathing(ui, size, &mut view.forms.pause.breathing, &said);
    });
    ui.add_space(ABOVE_TIME);
    let palette = colours(ui);
    widgets::centred(ui, &again(pause, view.model), Type::Letter, palette.ink);
    ui.add_space(UNDER_TIME);
    // Once it is time there is nothing to move.
    if !pause.is_over_at(view.model.now.at) {
        widgets::centred(ui, &truth(pause, view.model), Type::Small, palette.ink_3);
    }
    ui.add_space(ABOVE_BUTTONS);
    buttons(ui, view, pause);
    ui.add_space(space::PARAGRAPH);
    let after = if pause.is_alone() {
        tr!("window-pause-alone-note")
    } else {
        tr!("window-pause-ready-note", name = view.model.partner_name())
    };
    widgets::centred(ui, &after, Type::Small, palette.ink_3);
}

/// Who moved the time, from when, and who still can.
fn truth(pause: &Pause, model: &Model) -> String {
    let name = model.partner_name();
    let left = (pause.until.millis() - model.now.at.millis()).max(0);
    let minutes = (left + 59_999) / 60_000;
    let left = match minutes {
        0..=90 => tr!("window-pause-left-minutes", count = minutes),
        _ => tr!("window-pause-left-hours", count = (minutes + 30) / 60),
    };
    let Some((by, from)) = pause.moved else {
        return if pause.is_alone() { left } else { tr!("window-pause-unmoved", left = left) };
    };
    let from = time(from, model);
    match (by, pause.may_move, pause.they_may_move) {
        (Whose::Theirs, true, _) => tr!("window-pause-they-moved", name = name, time = from),
        (Whose::Mine, _, true) => tr!("window-pause-you-moved", name = name, time = from),
        (Whose::Theirs, false, _) => {
            tr!("window-pause-they-moved-last", name = name, time = from)
        }
        (Whose::Mine, _, false) => tr!("window-pause-you-moved-last", time = from),
    }
}

fn buttons(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    let ready = match (pause.is_alone(), pause.ready) {
        (true, _) => tr!("window-pause-end"),
        (false, true) => tr!("window-pause-said-ready"),
        (false, false) => tr!("window-pause-ready"),
    };
    let move_it = tr!("window-pause-move");
    let moves = pause.may_move;
    let mut all = widgets::width_of_button(ui, &ready, "");
    if moves {
        all += space::PARAGRAPH + widgets::width_of_button(ui, &move_it, "");
    }
    let indent = (ui.available_width() - all) / 2.0;
    let wants_it = std::mem::take(&mut view.forms.pause.wants_ready);
    let add = |ui: &mut Ui, view: &mut View<'_>| {
        let response = widgets::plain_or_waits(ui, !pause.ready, &ready);
        if wants_it {
            response.request_focus();
        }
        let pressed = response.clicked() && !pause.ready;
        view.ask_if(pressed, Action::Pause(action::Pause::Ready));
        if moves {
            let pressed = widgets::plain(ui, &move_it).clicked();
            view.ask_if(pressed, Action::Pause(action::Pause::Ask(What::Move)));
        }
    };
    if indent >= 0.0 {
        widgets::row(ui, space::BUTTON, |ui| {
            ui.spacing_mut().item_spacing.x = space::PARAGRAPH;
            ui.add_space(indent);
            add(ui, view);
        });
    } else {
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = space::BESIDE;
            add(ui, view);
        });
    }
}

fn words(ui: &mut Ui, view: &mut View<'_>, pause: &Pause) {
    let title =
        if pause.is_alone() { tr!("window-pause-title-alone") } else { tr!("window-pause-title") };
    widgets::heading(ui, &voices(ui, &title));
    ui.add_space(UNDER_HEAD);
    let at = time(pause.until, view.model);
    let sentence = match (pause.is_alone(), pause.place) {
        _ if pause.is_over_at(view.model.now.at) => tr!("window-pause-over-alone"),
        (false, Place::Both) => tr!("window-pause-both-stopped", time = at),
        _ => tr!("window-pause-stopped", time = at),
    };
    let ink = colours(ui).ink_2;
    let style = crate::window::layout::fitting(ui, Type::Said);
    let response = widgets::block(ui, &sentence, style, ink, Breaks::NoWidow);
    // Ears are told when it comes, wherever they are.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    side::write(ui, view);
    why::in_words(ui, view, Kind::Side);
}
