//! The window as eframe sees it: the state, the worker, and the clock between
//! them.

use super::state::State;
use super::worker::{Update, Worker};
use super::{CableSwitch, Options, screens, theme};
use crate::clock;
use crate::texts::tr;
use std::time::Duration;

/// How often the hour and the day are looked at where nothing happens.
const MINUTE: Duration = Duration::from_secs(60);

/// A window on a profile.
pub(super) struct App {
    state: State,
    worker: Worker,
}

impl App {
    /// Starts the worker on the profile that `options` name.
    pub(super) fn new(ctx: &egui::Context, options: Options) -> std::io::Result<Self> {
        theme::install(ctx);
        let wake = {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        let worker = Worker::start(options.folder, options.bind, wake)?;
        let mut state = State::new(clock::now());
        state.cable = options.cable == CableSwitch::Shown;
        Ok(Self { state, worker })
    }

    fn send(&mut self) {
        for request in self.state.outbox.drain(..) {
            self.worker.ask(request);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        for update in self.worker.updates() {
            self.state.receive(update);
        }
        if self.worker.is_gone() {
            // What is on the screen can still be copied from there.
            self.state.receive(Update::Trouble(tr!("window-worker-gone")));
        }
        let time = ctx.input(|input| input.time);
        let next = self.state.tick(time, clock::now());
        ctx.request_repaint_after(next.map_or(MINUTE, Duration::from_secs_f64));
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Q)) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            self.state.save_all();
        }
        self.send();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        screens::shell::show(ui, &mut self.state);
        if let Some(text) = self.state.clipboard.take() {
            ui.ctx().copy_text(text);
        }
        // What was just typed is due soon, with or without a further event.
        let now = ui.input(|input| input.time);
        if let Some(next) = self.state.tick(now, clock::now()) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(next));
        }
        self.send();
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.save_all();
        self.send();
        self.worker.end();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::paper(visuals.dark_mode).to_normalized_gamma_f32()
    }

    // Nothing a person did is written outside the vault.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}
