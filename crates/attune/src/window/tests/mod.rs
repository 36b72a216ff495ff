//! The window without a display: every screen at every size, any text, and
//! what is asked for by pressing and typing.

mod answering;
mod asking;
mod backups;
mod carrying;
mod changing;
mod checkin;
mod choosing;
mod coming;
mod days;
mod drawing;
mod feelings;
mod finding;
mod forms;
mod hands;
mod keyboard;
mod languages;
mod lists;
mod margins;
mod narrowing;
mod odd;
mod openings;
mod overtime;
mod passing;
mod pausing;
mod pictures;
mod reading;
mod rituals;
mod signs;
mod spelling;
mod talking;
mod thread;
mod together;
mod typing_words;
mod why;
mod wordings;
mod working;

use super::route::Route;
use super::screens::shell;
use super::state::State;
use super::{sample, theme};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// A window of this size on `state`, without a worker behind it.
fn window(state: State, size: [f32; 2], theme: egui::Theme) -> Harness<'static, State> {
    window_at(state, size, theme, 0.25)
}

/// The same, whose frames are so many seconds apart.
fn window_at(
    state: State,
    size: [f32; 2],
    theme: egui::Theme,
    apart: f32,
) -> Harness<'static, State> {
    let draw = |ui: &mut egui::Ui, state: &mut State| {
        let time = ui.input(|input| input.time);
        let now = state.now();
        state.tick(time, now);
        shell::show(ui, state);
        state.tick(time, now);
    };
    Harness::builder()
        .with_step_dt(apart)
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(64)
        // Samples in many scripts; what the bundled fonts lack shows as boxes.
        .allow_missing_glyphs()
        .with_context_setup(theme::install)
        .build_ui_state(draw, state)
}

/// The same window on another state, with nothing of the last in its memory and its
/// clock at the beginning. What is kept are the letters it has drawn: to draw them
/// takes longer than all else that a new window does.
fn turn_to<S>(window: &mut Harness<'_, S>, state: S) {
    window.ctx.memory_mut(|memory| {
        let options = memory.options.clone();
        *memory = egui::Memory::default();
        memory.options = options;
    });
    *window.state_mut() = state;
    window.input_mut().time = Some(0.0);
    window.step();
    window.input_mut().time = None;
    window.run_ok();
}

/// Every screen in turn, by its name, in one window of this size.
fn each_screen(
    size: [f32; 2],
    theme: egui::Theme,
    mut look: impl FnMut(&str, &mut Harness<'static, State>),
) {
    let first = sample::SCREENS[0].0;
    let mut window = window(sample::screen(first).unwrap(), size, theme);
    for (name, _) in sample::SCREENS {
        turn_to(&mut window, sample::screen(name).unwrap());
        look(name, &mut window);
    }
}

/// A usual window on the screen called `name`.
fn open(name: &str) -> Harness<'static, State> {
    let mut window = window(sample::screen(name).unwrap(), [1280.0, 820.0], egui::Theme::Light);
    window.run_ok();
    window
}

/// A new page under the hands of one of the two.
fn new_page() -> (Harness<'static, State>, String) {
    let window = open("write-new");
    let Route::Write(slot) = window.state().route.clone() else { panic!("not writing") };
    (window, slot)
}

/// So high that nothing has to be scrolled.
const HIGH: [f32; 2] = [1280.0, 4000.0];

/// A screen in a window so high.
fn high(screen: &str) -> Harness<'static, State> {
    let mut window = window(sample::screen(screen).unwrap(), HIGH, egui::Theme::Light);
    window.run_ok();
    window
}

fn press(window: &mut Harness<'_, State>, name: &str) {
    window.get_by_label(name).click();
    window.run_ok();
}

fn type_into(window: &mut Harness<'_, State>, name: &str, text: &str) {
    window.get_by_label(name).focus();
    window.run_ok();
    window.get_by_label(name).type_text(text);
    window.run_ok();
}

/// What a reader of screens goes through in a table, in its order.
fn cells(window: &Harness<'_, State>) -> Vec<(Role, String)> {
    let root = window.root();
    let nodes = root.children_recursive().map(|node| {
        let node = node.accesskit_node();
        (node.role(), node.label().unwrap_or_default())
    });
    let of_table = [Role::Table, Role::ColumnHeader, Role::RowHeader, Role::Cell];
    nodes.filter(|(role, _)| of_table.contains(role)).collect()
}
